import { expect } from "chai";
import { defaultUserData, renderUserData } from "../../../../components";
import { runAlone } from "../../../support/run-program";

async function rendered(environment: Record<string, string>, script: string): Promise<string> {
  let text = "";
  await runAlone(async () => {
    text = await new Promise((resolve) => renderUserData(environment, script).apply(resolve));
    return {};
  });
  return text;
}

describe("user data", () => {
  it("writes the environment, installs the lease agent, then runs the script", async () => {
    const text = await rendered({ TIER: "web", REGION: "us-east-1", LEASE_TABLE: "shop-lease" }, "echo mine\n");
    const positions = [
      "TIER=web\nREGION=us-east-1\nLEASE_TABLE=shop-lease\nENVIRONMENT\n",
      "redoubt-lease-agent",
      "echo mine\n",
    ].map((part) => text.indexOf(part));
    expect(positions).not.to.include(-1);
    expect(positions.toSorted((one, other) => one - other)).to.deep.equal(positions);
  });

  it("fits into EC2's limit with the default script", async () => {
    const text = await rendered({ TIER: "web", LEASE_TABLE: "shop-lease" }, defaultUserData());
    expect(Buffer.byteLength(text)).to.be.at.most(16 * 1024);
  });

  it("is refused with the excess when it is larger than EC2 allows", async () => {
    const error = await runAlone(async () => ({ text: renderUserData({ TIER: "web" }, "#".repeat(16 * 1024)) })).catch(
      (reason: Error) => reason,
    );
    expect(error)
      .to.have.property("message")
      .that.matches(/user data of web: \d+ bytes over EC2's limit of 16384; let the script download the rest/);
  });
});
