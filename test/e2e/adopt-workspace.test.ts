import { DescribeVpcEndpointsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { ModifyDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { parse } from "yaml";
import { deploy, preview, type WorkspaceEvent } from "../../automation";
import { callLocalAws } from "../local-aws/call";
import { Command } from "../local-aws/command";
import { createHostedZone, describe as describeDatabase } from "./cloud";
import { createExistingSystem, type ExistingSystem, PASSWORD } from "./existing-system";
import { domain, east, TestProject, west } from "./project";
import { dataLosses, realChanges, succeeded } from "./results";

const long = process.argv.includes("--all") ? describe : describe.skip;

/** docs/adopt.md with the whole program: from a system that other means made in one region to two regions. */
long("the adoption of a system with the commands, on the real engine", () => {
  const project = new TestProject();
  const options = { project: project.file };
  let system: ExistingSystem;
  let secretArn = "";
  let found: Awaited<ReturnType<typeof describeDatabase>>;
  /** Services for which the configuration asks for endpoints, and the others that the network lacks. */
  let asked: string[] = [];
  const NOT_ASKED = ["kms", "logs"];

  before(async () => {
    await createHostedZone(domain);
    system = await createExistingSystem(east);
    found = await describeDatabase(system.databaseIdentifier, east);
    const SecretString = JSON.stringify({ username: "orders", password: PASSWORD });
    const created = await new SecretsManagerClient({ region: east }).send(
      new CreateSecretCommand({ Name: "orders", SecretString }),
    );
    secretArn = created.ARN ?? "";
  });

  it("is proposed by redoubt adopt once what stands in the way is removed", async () => {
    const adopt = async () => {
      const command = new Command(["adopt", "--region", east, "--vpc", system.vpcId, "--bucket", system.bucket]);
      return { exitCode: await command.end(), lines: command.stdout };
    };
    const first = await adopt();
    expect(first.exitCode, first.lines).to.equal(1);
    expect(first.lines).to.match(/# before the adoption: orders has no IAM authentication/);
    await new RDSClient({ region: east }).send(
      new ModifyDBInstanceCommand({
        DBInstanceIdentifier: system.databaseIdentifier,
        EnableIAMDatabaseAuthentication: true,
        ApplyImmediately: true,
      }),
    );
    const second = await adopt();
    expect(second.exitCode, second.lines).to.equal(0);
    project.apply(second.lines);
    // AWS's ids begin with Z, those of the local AWS do not; the program finds the zone by the domain.
    project.unset(["redoubt:hostedZoneId"]);
    project.set(["redoubt:database", "value", "secretArn"], secretArn);
    project.set(["redoubt:regions", "value", east, "stack"], "prod");
    project.set(["redoubt:regions", "value", west], { stack: "dr", cidr: "10.60.0.0/16" });
    const { endpoints } = parse(second.lines)["redoubt:regions"].value[east].network;
    asked = endpoints.filter((service: string) => !NOT_ASKED.includes(service));
    expect(asked).to.include.members(["ssm", "s3", "s3-global"]);
  });

  it("is previewed by redoubt preview, which lists the endpoints that the network lacks", async () => {
    const path = ["redoubt:regions", "value", east, "network", "endpoints"];
    project.set(path, []);
    const command = new Command(["preview", "--project", project.file]);
    expect(await command.end(), command.stderr + command.stdout).to.equal(0);
    const missing = [...asked, ...NOT_ASKED];
    const [, listed = ""] = /has no endpoints for ([^:]+): these calls go through NAT/.exec(command.stderr) ?? [];
    expect(listed.split(", ")).to.have.members(missing);
    project.set(path, asked);
  });

  it("is deployed: a standby is created, and the first region's database stays as it was", async () => {
    const result = succeeded(await deploy(options));
    expect(dataLosses(result)).to.deep.equal([]);
    const prod = result.stacks.find(({ stack }) => stack === "prod");
    expect(prod?.counts).to.include({ import: 1 });
    const now = await describeDatabase(system.databaseIdentifier, east);
    for (const key of ["DbiResourceId", "DBInstanceClass", "KmsKeyId", "Endpoint", "DBParameterGroups"] as const) {
      expect(now?.[key], key).to.deep.equal(found?.[key]);
    }
    const replica = await describeDatabase(`redoubt-database-${west}-g1`, west);
    expect(replica?.ReadReplicaSourceDBInstanceIdentifier).to.match(/orders$/);
    const replication = await callLocalAws("GET", `/${system.bucket}?replication`, `s3/${east}`, "");
    expect(replication).to.include(`to-${west}`);
  });

  it("has the endpoints that were asked for, and the preview lists only the others", async () => {
    const Filters = [{ Name: "vpc-id", Values: [system.vpcId] }];
    const { VpcEndpoints = [] } = await new EC2Client({ region: east }).send(
      new DescribeVpcEndpointsCommand({ Filters }),
    );
    const names = asked.map((service) =>
      service === "s3-global" ? "com.amazonaws.s3-global.accesspoint" : `com.amazonaws.${east}.${service}`,
    );
    expect(VpcEndpoints.map(({ ServiceName }) => ServiceName)).to.have.members(names);
    const run = preview(options);
    const warnings: string[] = [];
    for await (const event of run) warnings.push(...warningOf(event));
    expect(warnings.join()).to.include(`has no endpoints for ${NOT_ASKED.join(", ")}:`);
    expect(realChanges(succeeded(await run))).to.deep.equal([]);
  });
});

function warningOf(event: WorkspaceEvent): string[] {
  return event.kind === "diagnostic" && event.severity === "warning" ? [event.message] : [];
}
