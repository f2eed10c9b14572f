import { ACMClient, DescribeCertificateCommand, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { AllocateAddressCommand, CreateVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import { expect } from "chai";
import { accountChecks } from "../../failover/adapters/aws/preflight/account";
import { preflight } from "../../failover/run/preflight";

/** A region that no other test uses, with AWS's default quotas. */
const region = "eu-north-1";
const ec2 = new EC2Client({ region });

type Parts = Parameters<typeof accountChecks>[0];

async function findings(
  others: string[],
  reservedConcurrency = false,
  more: Partial<Parts> = {},
): Promise<Record<string, [string, string]>> {
  const found = await preflight(
    accountChecks({
      region,
      others,
      lost: [],
      instanceTypes: ["m6g.large", "m6g.large"],
      zones: 2,
      needed: { addresses: 2, networks: 1, instances: [{ type: "m6g.large", count: 2 }] },
      reservedConcurrency,
      ...more,
    }),
  );
  return Object.fromEntries(found.map(({ check, state, detail }) => [check, [state, detail]]));
}

describe("the preflight of an account on the local AWS", () => {
  // The local AWS loads a service at its first call, which can exceed the time limit of a check.
  before(() => findings(["eu-west-1"]));

  it("accepts a new account, and names the quotas that it found", async () => {
    expect(await findings(["eu-west-1"], true)).to.deep.equal({
      "lambda concurrency": ["ok", "1000 concurrent executions in eu-north-1; 7 are reserved"],
      "elastic IP addresses": ["ok", "0 of 5 are allocated in eu-north-1, 2 more are needed"],
      VPCs: ["ok", "1 of 5 exist in eu-north-1, 1 more are needed"],
      vCPUs: ["ok", "4 vCPUs more are needed, 0 of 5 are used in eu-north-1"],
      "instance offerings": ["ok", "m6g.large: offered in at least 2 zones of eu-north-1"],
      "backup replication": ["ok", "eu-north-1 can receive automated backups of eu-west-1"],
    });
  });

  it("refuses what the account has no room for, or RDS does not support", async () => {
    for (let index = 0; index < 4; index++) {
      await ec2.send(new AllocateAddressCommand({}));
      await ec2.send(new CreateVpcCommand({ CidrBlock: "10.9.0.0/16" }));
    }
    const found = await findings(["af-south-1"]);
    expect(found["elastic IP addresses"]).to.deep.equal([
      "failed",
      "4 of 5 are allocated in eu-north-1, 2 more are needed; request a higher quota (L-0263D0A3), or release unused addresses",
    ]);
    expect(found.VPCs?.[0]).to.equal("failed");
    expect(found["backup replication"]?.[0]).to.equal("failed");
    expect(found["backup replication"]?.[1]).to.include("af-south-1");
  });

  it("finds what is pending to the region's bucket, and what failed, each in the region where S3 publishes it", async () => {
    const check = async () =>
      (await findings(["eu-west-1"], false, { bucketArn: "arn:aws:s3:::to" }))["object replication"];
    expect((await check())?.[0]).to.equal("unknown");
    const publish = (place: string, MetricName: string, Value: number, destination = "to") =>
      new CloudWatchClient({ region: place }).send(
        new PutMetricDataCommand({
          Namespace: "AWS/S3",
          MetricData: [
            {
              MetricName,
              Value,
              Timestamp: new Date(Date.now() - 120_000),
              Dimensions: [
                { Name: "DestinationBucket", Value: destination },
                { Name: "RuleId", Value: "all" },
                { Name: "SourceBucket", Value: "from" },
              ],
            },
          ],
        }),
      );
    await publish(region, "BytesPendingReplication", 512);
    await publish(region, "BytesPendingReplication", 7, "elsewhere");
    expect(await check()).to.deep.equal([
      "ok",
      "to: no operation failed to replicate to it in the last day, 512 bytes pending",
    ]);
    await publish("eu-west-1", "OperationsFailedReplication", 3);
    expect((await check())?.[0]).to.equal("failed");
    expect((await check())?.[1]).to.match(/^to: 3 operations failed to replicate to it/);
  });

  it("finds the certificate's validation records in the public DNS, and fails while they are missing", async () => {
    const acm = new ACMClient({ region });
    const command = new RequestCertificateCommand({ DomainName: "preflight.example.org", ValidationMethod: "DNS" });
    const { CertificateArn: certificateArn } = await acm.send(command);
    const published = new Map<string, string[]>();
    const resolveCname = async (name: string) => published.get(name) ?? [];
    const check = async () => (await findings([], false, { certificateArn, resolveCname }))["hosted zone"];
    expect((await check())?.[0]).to.equal("failed");
    const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn: certificateArn }));
    const { Name = "", Value = "" } = Certificate?.DomainValidationOptions?.[0]?.ResourceRecord ?? {};
    published.set(Name.replace(/\.$/, ""), [Value]);
    expect(await check()).to.deep.equal(["ok", "the public DNS has the validation records of 1 names"]);
  });
});
