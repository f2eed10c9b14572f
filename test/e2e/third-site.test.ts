import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { deploy, type OperationResult, preview } from "../../automation";
import { Command } from "../local-aws/command";
import { callsTo, outage, resetCalls } from "../local-aws/outage";
import { createHostedZone, leaseItem } from "./cloud";
import { domain, east, TestProject, west } from "./project";
import { dataLosses, realChanges, succeeded } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;
/** The third site, with the primaries of the key and the secret and a region of the lease's table. */
const site = "us-east-2";
const next = "us-west-2";

/** A third site that never returns. Only the global stack is deployed, which has everything that is there. */
long("a third site that never comes back, on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file, stack: "global" };
  let secretArns: Record<string, string> = {};
  let password: string | undefined;

  before(async () => {
    await createHostedZone(domain);
    const { outputs } = onlyStack(succeeded(await deploy(options)));
    secretArns = outputs.secretArns as Record<string, string>;
    password = await secretValue(east);
  });
  after(() => outage({}));

  it("is abandoned without a call to it, by a command that is run twice", async () => {
    await outage({ regions: [site], mode: "hang" });
    await resetCalls();
    for (const _ of [1, 2]) {
      const abandoning = new Command(["abandon", site, "--project", project.file, "--yes", "--json"]);
      expect(await abandoning.end(), abandoning.stderr).to.equal(0);
    }
    expect(await callsTo(site)).to.deep.equal([]);
    expect(await secretValue(east)).to.equal(password);
  });

  it("is replaced by another lease region, without a call to it, and no data of the other regions is replaced", async () => {
    await resetCalls();
    const result = succeeded(await deploy(options));
    expect(await callsTo(site)).to.deep.equal([]);
    expect(dataLosses(result)).to.deep.equal([]);
    const { changes, outputs, unavailable } = onlyStack(result);
    const done = changes.map(({ operation, name }) => `${operation} ${name}`);
    expect(done).to.include.members([`create data-${next}`, "update database-secret"]);
    expect(done.filter((change) => / data-us-(east|west)-1$/.test(change))).to.deep.equal([]);
    expect(unavailable.map(({ name, needs }) => `${name}: ${needs}`)).to.include(`lease: ${site}`);
    expect(outputs.secretArns).to.deep.include({ [east]: secretArns[east], [west]: secretArns[west] });
    expect([await secretValue(east), await secretValue(west)]).to.deep.equal([password, password]);
    expect(await leaseItem("redoubt-lease", next)).to.deep.equal({ active: east, epoch: "1" });
  });

  it("shows no change afterwards", async () => {
    expect(realChanges(await preview(options))).to.deep.equal([]);
    expect(await callsTo(site)).to.deep.equal([]);
  });

  it("leaves the lease able to move to three regions that answer", async () => {
    const regions = ["eu-west-1", "eu-west-2", "eu-west-3"];
    const move = new Command(["lease", "move", "--regions", ...regions, "--project", project.file, "--yes", "--json"]);
    expect(await move.end(), move.stderr).to.equal(0);
    succeeded(await deploy(options));
    expect(await leaseItem("redoubt-lease-g2", "eu-west-1")).to.deep.equal({ active: undefined, epoch: undefined });
    expect(await callsTo(site)).to.deep.equal([]);
  });

  async function secretValue(region: string): Promise<string | undefined> {
    const SecretId = secretArns[region] ?? "";
    const { SecretString } = await new SecretsManagerClient({ region }).send(new GetSecretValueCommand({ SecretId }));
    return SecretString;
  }
});

function onlyStack({ stacks: [stack] }: OperationResult) {
  if (stack === undefined) throw new Error("no stack");
  return stack;
}
