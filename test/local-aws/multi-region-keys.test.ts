import { expect } from "chai";
import { callLocalAws } from "./call";

const call = async (operation: string, body: object, region = "us-east-2") =>
  JSON.parse(await callLocalAws("POST", "/", `kms/${region}`, JSON.stringify(body), `TrentService.${operation}`));

describe("multi-Region keys of the local AWS", () => {
  it("have one replica in a region, made from the primary, also while that one waits for its deletion", async () => {
    const { KeyMetadata } = await call("CreateKey", { MultiRegion: true });
    const { KeyId } = KeyMetadata;
    const replicate = (ReplicaRegion: string, from?: string) =>
      call("ReplicateKey", { KeyId, ReplicaRegion }, from).then(() => undefined, String);
    expect(await replicate("us-west-1")).to.equal(undefined);
    expect(await replicate("us-west-1")).to.include("AlreadyExistsException");
    expect(await replicate("eu-west-1", "us-west-1")).to.include("UnsupportedOperationException");
    await call("ScheduleKeyDeletion", { KeyId, PendingWindowInDays: 7 }, "us-west-1");
    expect(await replicate("us-west-1")).to.include("AlreadyExistsException");
  });
});
