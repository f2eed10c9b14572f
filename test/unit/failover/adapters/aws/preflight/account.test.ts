import { expect } from "chai";
import { accountChecks } from "../../../../../../failover/adapters/aws/preflight/account";
import { partsWith } from "./parts";

describe("failover/adapters/aws/preflight/account", () => {
  it("omits the checks of deployed resources before the first deployment", () => {
    const names = (changes: object) => accountChecks(partsWith({}, changes)).map(({ name }) => name);
    const always = ["lambda concurrency", "elastic IP addresses", "VPCs", "instance offerings", "backup replication"];
    expect(names({})).to.deep.equal([...always, "hosted zone", "object replication"]);
    expect(names({ certificateArn: undefined, bucketArn: undefined })).to.deep.equal(always);
  });
});
