import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readDeployment } from "../../../automation/deployment";
import { portsOnAws } from "../../../automation/runs/ports";
import { UserError } from "../../../errors";
import { stackOutputs, useDeployedProject, userErrorOf } from "../../support/deployed-project";

describe("automation/deployment", () => {
  const files = useDeployedProject();
  const read = () => readDeployment({ project: files.project, outputs: files.outputs });

  it("reads outputs from a file and settings from the configuration", async () => {
    const { deployment, certificateArns } = await read();
    expect(deployment.regions["us-east-1"]).to.deep.equal({ cidr: "10.10.0.0/16" });
    expect(deployment.regions["us-west-1"]?.resources).to.deep.equal(stackOutputs.dr);
    expect(deployment.secretArns).to.deep.equal({ "us-west-1": "arn:secret" });
    expect(deployment).to.include({
      project: "redoubt",
      url: "https://example.com",
      databasePort: 5432,
      routingStoreArn: "arn:store",
    });
    expect(deployment.settings.gate.maxLossSeconds).to.equal(60);
    expect(certificateArns).to.deep.equal({ "us-west-1": "arn:certificate" });
  });

  it("takes another URL of the edge", async () => {
    const { project, outputs } = files;
    const { deployment } = await readDeployment({ project, outputs, url: "http://127.0.0.1:1" });
    expect(deployment.url).to.equal("http://127.0.0.1:1");
  });

  it("reads the output of redoubt status --json as well", async () => {
    const expected = await read();
    const stacks = Object.entries(stackOutputs).map(([stack, own]) => ({ stack, outputs: own, resources: 7 }));
    files.writeOutputs({ declaredActive: "us-east-1", live: null, stacks });
    expect(await read()).to.deep.equal(expected);
  });

  it("refuses a file that is missing, is not JSON, or has no outputs", async () => {
    const absent = () => readDeployment({ project: files.project, outputs: join(files.folder, "absent.json") });
    expect(await userErrorOf(absent)).to.match(/absent.json: no such file; give the output of redoubt status --json$/);
    writeFileSync(files.outputs, "no json");
    expect(await userErrorOf(read)).to.match(/not JSON/);
    files.writeOutputs([]);
    expect(await userErrorOf(read)).to.match(/got no object; give the output of redoubt status --json/);
    files.writeOutputs({});
    expect(await userErrorOf(read)).to.match(/has no outputs of global, prod, dr/);
  });

  for (const name of ["accessPointArn", "leaseTableName", "routingStoreArn", "secretArns", "sentinelFunctionName"]) {
    it(`refuses outputs of the global stack without ${name}`, async () => {
      files.writeOutputs({ ...stackOutputs, global: { ...stackOutputs.global, [name]: undefined } });
      expect(await userErrorOf(read)).to.equal(`stack global: output ${name}: missing; update the stack: redoubt up`);
    });
  }

  it("refuses an empty output", async () => {
    files.writeOutputs({ ...stackOutputs, global: { ...stackOutputs.global, leaseTableName: "" } });
    expect(await userErrorOf(read)).to.equal(
      'stack global: output leaseTableName: got ""; update the stack: redoubt up',
    );
  });

  it("reads the other regions when one region's outputs are incomplete", async () => {
    files.writeOutputs({ ...stackOutputs, prod: { alarmTopicArn: "arn:topic" } });
    const { deployment } = await read();
    expect(() => portsOnAws(deployment, "us-west-1")).not.to.throw();
    expect(() => portsOnAws(deployment, "us-east-1")).to.throw(
      UserError,
      "region us-east-1: stack prod: output databaseIdentifier: missing; update the stack: redoubt up\n" +
        "stack prod: output groups: missing; update the stack: redoubt up",
    );
  });

  it("names --outputs as the alternative when there is no Pulumi CLI", async () => {
    const { PATH } = process.env;
    process.env.PATH = files.folder;
    try {
      expect(await userErrorOf(() => readDeployment({ project: files.project }))).to.equal(
        "pulumi: not found on PATH; install the Pulumi CLI, or give the stacks' outputs with --outputs",
      );
    } finally {
      process.env.PATH = PATH;
    }
  });
});
