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

  it("checks the vCPUs before the first deployment only, because a deployed region's capacity check does", () => {
    const needed = { addresses: 0, networks: 0, instances: [{ type: "m6g.large", count: 2 }] };
    expect(accountChecks(partsWith({}, { needed })).map(({ name }) => name)).to.include("vCPUs");
    expect(accountChecks(partsWith({})).map(({ name }) => name)).not.to.include("vCPUs");
  });
});
