import { expect } from "chai";
import { readDeployment } from "../../../../automation/deployment";
import { runAccountPreflight, runPreflight } from "../../../../automation/runs/run-preflight";
import { useDeployedProject, userErrorOf } from "../../../support/deployed-project";

describe("automation/runs/run-preflight", () => {
  const files = useDeployedProject();
  const read = () => readDeployment({ project: files.project, outputs: files.outputs });

  it("needs the region when there is no standby", async () => {
    const system = await read();
    const config = { ...system.config, quarantined: ["us-west-1"] };
    expect(await userErrorOf(() => runPreflight({ ...system, config }))).to.match(
      /^--to: missing; name one of no standby/,
    );
  });

  it("refuses a region that is not deployed", async () => {
    const system = await read();
    expect(await userErrorOf(() => runPreflight(system, "us-east-1"))).to.match(/^region us-east-1: /);
    expect(await userErrorOf(() => runPreflight(system, "mars-1"))).to.equal(
      "region mars-1: not deployed; deployed are us-east-1, us-west-1",
    );
  });

  it("checks the account in every region of the topology, for what a first deployment creates", async () => {
    const { findings, passed } = await runAccountPreflight(files.config(), [], ({ others, region, needed, zones }) => [
      {
        name: "networks",
        look: async () => {
          if (region === "us-west-1") throw new Error(`no VPC left, ${needed.addresses} addresses for ${zones} zones`);
          return `others: ${others.join()}`;
        },
      },
    ]);
    expect(findings).to.deep.equal([
      { check: "us-east-1 networks", state: "ok", detail: "others: us-west-1" },
      { check: "us-west-1 networks", state: "failed", detail: "no VPC left, 2 addresses for 2 zones" },
    ]);
    expect(passed).to.equal(false);
  });
});
