import { expect } from "chai";
import { Sentinel, type SentinelArgs } from "../../../../components/failover/sentinel";
import type { PreviewedStack } from "../../../../preview/document";
import { ofType, one } from "../../../support/preview";
import { runAlone } from "../../../support/run-program";

const region = "us-west-1";
const table = `arn:aws:dynamodb:us-west-2:123456789012:table/redoubt-lease`;
const secretArn = `arn:aws:secretsmanager:${region}:123456789012:secret:database-a1b2c3`;
const dataKeyArn = `arn:aws:kms:${region}:123456789012:key/mrk-data`;

function sentinel(database: Partial<SentinelArgs["database"]> = {}): Promise<PreviewedStack> {
  return runAlone(async () => {
    new Sentinel("sentinel", {
      region,
      accountId: "123456789012",
      functionName: "redoubt-sentinel",
      vpcId: "vpc-1",
      subnetIds: ["subnet-a", "subnet-b"],
      database: {
        engine: "postgres",
        host: "db.example.internal",
        readerHost: "db-ro.example.internal",
        port: 5432,
        name: "application",
        resourceId: "db-ABC",
        securityGroupId: "sg-database",
        ...database,
      },
      secretArn,
      dataKeyArn,
      lease: {
        leaseTableName: "redoubt-lease",
        leaseRegions: ["us-west-2"],
        regions: { [region]: { cidr: "10.0.0.0/16" } },
      },
      leaseTableArns: { "us-west-2": table },
      beatSeconds: 5,
      keyArn: `arn:aws:kms:${region}:123456789012:key/regional`,
      logRetentionDays: 30,
      topicArn: `arn:aws:sns:${region}:123456789012:alarms`,
    });
    return undefined;
  });
}

function statements(stack: PreviewedStack, name: string) {
  const policy = ofType(stack, "iam/rolePolicy:RolePolicy").find((each) => each.name === name);
  return JSON.parse(String(policy?.inputs.policy)).Statement as {
    Action: string[];
    Resource: string[];
    Condition?: object;
  }[];
}

describe("Sentinel", () => {
  it("runs in the region's network, once a minute, under a name that other regions' controllers know", async () => {
    const stack = await sentinel();
    const fn = ofType(stack, "lambda/function:Function").find(({ name }) => name === "sentinel");
    expect(fn?.inputs).to.deep.include({ name: "redoubt-sentinel", handler: "index.sentinel", region });
    expect(fn?.inputs.vpcConfig).to.have.deep.property("subnetIds", ["subnet-a", "subnet-b"]);
    expect(fn?.inputs.environment).to.have.nested.property("variables.NODE_EXTRA_CA_CERTS", "/var/runtime/ca-cert.pem");
    expect(one(stack, "cloudwatch/eventRule:EventRule").inputs.scheduleExpression).to.equal("rate(1 minute)");
  });

  it("is admitted by the database's security group, on the database's port only", async () => {
    const stack = await sentinel();
    const ingress = ofType(stack, "vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(ingress).to.have.length(1);
    expect(ingress[0]?.inputs).to.include({ securityGroupId: "sg-database", fromPort: 5432, toPort: 5432 });
  });

  it("signs in as a database role of its own, and writes nothing but its region's watermarks", async () => {
    const own = statements(await sentinel(), "sentinel");
    const connect = own.find(({ Action }) => Action.includes("rds-db:connect"));
    expect(connect?.Resource).to.deep.equal([`arn:aws:rds-db:${region}:123456789012:dbuser:db-ABC/redoubt_sentinel`]);
    const update = own.find(({ Action }) => Action.includes("dynamodb:UpdateItem"));
    expect(update).to.deep.include({
      Resource: [table],
      Condition: {
        "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": [`acknowledged#${region}`, `replayed#${region}`] },
      },
    });
    expect(own.flatMap(({ Action }) => Action)).to.not.include("secretsmanager:GetSecretValue");
  });

  it("leaves the master user's credentials to the function that creates the role", async () => {
    const setUp = statements(await sentinel(), "sentinel-setup");
    expect(setUp).to.deep.include({
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [secretArn],
    });
    expect(setUp.flatMap(({ Action }) => Action)).to.not.include("rds-db:connect");
  });
});
