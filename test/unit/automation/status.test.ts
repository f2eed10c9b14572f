import { expect } from "chai";
import { status } from "../../../automation";
import { withUnreachableAws } from "../../support/aws-endpoint";
import { withFakePulumi } from "../../support/fake-pulumi";
import { writeProject } from "../../support/project";

describe("automation/status", () => {
  const project = writeProject();
  withUnreachableAws();

  it("reads the status of each stack", async () => {
    await withFakePulumi({ stacks: { global: 7 } }, async () => {
      const { declaredActive, live, stacks } = await status({ project });
      expect(declaredActive).to.equal("us-east-1");
      expect(live).to.be.a("string").that.includes("the live active region is unknown");
      expect(stacks[0]).to.deep.include({ stack: "global", resources: 7, pendingOperations: 1, updating: false });
      expect(stacks[0]?.lastUpdate).to.deep.equal({
        at: "2026-01-02T03:04:05.000Z",
        kind: "update",
        result: "succeeded",
      });
      expect(stacks[0]?.outputs.password).to.equal("[secret]");
      expect(stacks[1]).to.deep.include({ stack: "prod", role: "active", lastUpdate: null, resources: 0 });
    });
  });
});
