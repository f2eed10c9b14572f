import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { abandon, deploy, preflight, preview, refresh, status } from "../../../../automation";
import { parseConfig } from "../../../../config/parse";
import { encodeLease } from "../../../../failover/protocol/lease-item";
import { readProject } from "../../../../preview/project";
import { withAwsAt } from "../../../support/aws-endpoint";
import { stackOutputs } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { leaseOf } from "../../../support/leases";
import { writeProject } from "../../../support/project";

const lost = ["ca-central-1", "us-east-1"];
const threeTiers = {
  "redoubt:activeRegion": "us-west-1",
  "redoubt:quarantined": { value: ["us-east-1"] },
  "redoubt:regions": {
    value: {
      "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
      "us-west-1": { stack: "dr", cidr: "10.20.0.0/16" },
      "ca-central-1": { stack: "canada", cidr: "10.30.0.0/16" },
    },
  },
};
const deployed = { global: 5, prod: 5, dr: 5, canada: 5, edge: 5 };

/** Two neighbouring regions of three are lost, and nothing answers there. */
describe("automation with two lost regions of three", () => {
  const called: { region: string; service: string }[] = [];

  const item = encodeLease(leaseOf("us-west-1", { epoch: 2 }));
  withAwsAt((request, response) => {
    const scope = /\/\d{8}\/([\w-]+)\/([\w-]+)\//.exec(String(request.headers.authorization));
    called.push({ region: scope?.[1] ?? "", service: scope?.[2] ?? "" });
    const isLease = scope?.[2] === "dynamodb";
    response.writeHead(isLease ? 200 : 400, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(isLease ? { Item: item } : {}));
  });
  beforeEach(() => called.splice(0));

  const expectNoCall = () => {
    expect(called.filter(({ region }) => lost.includes(region))).to.deep.equal([]);
    expect(called.filter(({ service }) => ["iam", "route53", "cloudfront"].includes(service))).to.deep.equal([]);
  };

  it("previews, updates and refreshes what is left, and calls neither", async () => {
    const options = { project: writeProject(threeTiers), lost };
    for (const operation of [preview, deploy, refresh]) {
      await withFakePulumi({ stacks: deployed }, async (commands) => {
        const { stacks, succeeded } = await operation(options);
        expect(succeeded).to.equal(true);
        const left = stacks.filter(({ state }) => state !== "succeeded");
        expect(left.map(({ stack, state }) => `${stack} ${state}`)).to.have.members([
          "prod unavailable",
          "canada unavailable",
          "edge unavailable",
        ]);
        const selected = commands().filter((line) => /^(up|preview|refresh) /.test(line));
        expect(new Set(selected.map((line) => line.split(" ")[1]))).to.deep.equal(new Set(["global", "dr"]));
      });
    }
    expectNoCall();
  });

  it("reads the status and the lease through what is left", async () => {
    const project = writeProject(threeTiers);
    await withFakePulumi({ stacks: deployed }, async () => {
      const seen = await status({ project, lost });
      expect(seen.live).to.deep.include({ active: "us-west-1", epoch: 2 });
      expect(seen).to.deep.include({ unanswered: [], abandoned: [] });
      expect([...seen.lost].sort()).to.deep.equal(lost);
    });
    expect(called.map(({ service }) => service)).to.include("dynamodb");
    expectNoCall();
  });

  it("checks the active region in a preflight, because no standby is left", async () => {
    const project = writeProject(threeTiers);
    const outputs = join(dirname(project), "outputs.json");
    writeFileSync(outputs, JSON.stringify(stackOutputs));
    const { findings, passed, to } = await preflight({ project, outputs, lost, url: "http://127.0.0.1:9" });
    expect({ passed, to }).to.deep.equal({ passed: false, to: "us-west-1" });
    expect(findings.slice(-2).map(({ check, detail }) => `${check} ${detail}`)).to.have.members(
      lost.map((region) => `${region} is lost and was not called; no standby is left`),
    );
    expect(called).to.not.be.empty;
    expectNoCall();
  });

  it("abandons one after the other", async () => {
    const project = writeProject({ ...threeTiers, "redoubt:lost": { value: lost } });
    const state = { stdout: JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [] } }) };
    await withFakePulumi({ stacks: deployed, answers: { "stack export": state } }, async () => {
      for (const region of lost) await abandon({ region, project });
    });
    const { abandoned, regions } = parseConfig(readProject(project).config());
    expect(Object.keys(regions)).to.deep.equal(["us-west-1"]);
    expect(Object.keys(abandoned).sort()).to.deep.equal(lost);
    expectNoCall();
  });
});
