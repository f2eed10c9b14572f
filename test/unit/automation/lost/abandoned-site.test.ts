import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { abandon } from "../../../../automation";
import { thirdSiteAfter, withProviderRegion } from "../../../../automation/lost/abandoned-site";
import { parseConfig } from "../../../../config/parse";
import { leaseTableHome, thirdSite } from "../../../../config/topology";
import { readProject } from "../../../../preview/project";
import { withAwsAt } from "../../../support/aws-endpoint";
import { userErrorOf } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { configMap } from "../../../support/preview";
import { writeProject } from "../../../support/project";

const site = "us-east-2";
const secretArn = `arn:aws:secretsmanager:${site}:123456789012:secret:database-secret-a`;
const urn = (type: string, name: string) => `urn:pulumi:global::redoubt::${type}::${name}`;
const provider = {
  urn: urn("pulumi:providers:aws", "aws"),
  type: "pulumi:providers:aws",
  id: "1",
  inputs: { region: site },
  outputs: { region: site },
};
const resource = (type: string, name: string, inputs: object = { region: site }, outputs: object = {}) => ({
  urn: urn(type, name),
  type,
  id: name,
  inputs,
  outputs,
  provider: `${provider.urn}::1`,
});
const resources = [
  provider,
  resource("aws:lambda/function:Function", "observer"),
  resource("aws:iam/role:Role", "observer", {}),
  resource("aws:dynamodb/table:Table", "lease"),
  resource("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", "objects", {}, { region: site }),
  resource("aws:kms/key:Key", `data-${site}`),
  ...["us-east-1", "us-west-1"].map((region) =>
    resource("aws:kms/replicaKey:ReplicaKey", `data-${region}`, {
      region,
      primaryKeyArn: `arn:aws:kms:${site}:123456789012:key/mrk-1`,
    }),
  ),
  resource(
    "aws:secretsmanager/secret:Secret",
    "database-secret",
    { region: site, replicas: ["us-east-1", "us-west-1"].map((region) => ({ region, kmsKeyId: "arn:key" })) },
    { arn: secretArn },
  ),
];
const answers = {
  "stack export global": { stdout: JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }) },
};

describe("automation/lost/abandoned-site", () => {
  const calls: string[] = [];

  withAwsAt((request, response) => {
    const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const region = /\/\d{8}\/([\w-]+)\//.exec(String(request.headers.authorization))?.[1];
    calls.push(`${operation} ${region}`);
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
    const lease = { Item: { active: { S: "us-east-1" }, epoch: { N: "1" } } };
    response.end(JSON.stringify(operation === "DescribeSecret" ? { PrimaryRegion: site } : lease));
  });

  it("abandons the third site without a call to it, and keeps the lease's table and what has no region", async () => {
    const project = writeProject();
    await withFakePulumi({ stacks: { global: 9, prod: 1, dr: 1, edge: 1 }, answers }, async () => {
      let lines: readonly string[] = [];
      const confirm = async (plan: readonly string[]) => {
        lines = plan;
      };
      const { removed } = await abandon({ region: site, project, confirm });
      expect(removed).to.deep.equal({ global: 2 });
      expect(lines).to.include.members([
        " us-east-1 keeps its replica of the key, whose primary is lost; further regions get another key",
        " the secret is detached from its lost primary; the primary is then in us-east-1, with the same ARN",
        ` ${project}: redoubt:abandoned gets us-east-2; the third site is then us-west-2`,
        " the lease's table stays in use in its other two regions; move it afterwards: redoubt lease move",
      ]);
      expect(calls.filter((call) => call.endsWith(` ${site}`))).to.deep.equal([]);
      expect(calls).to.include.members(["StopReplicationToReplica us-east-1", "StopReplicationToReplica us-west-1"]);
    });
    const { urns } = JSON.parse(readFileSync(join(dirname(project), "abandoned", site, "global.json"), "utf8"));
    expect(urns).to.deep.equal([
      urn("aws:lambda/function:Function", "observer"),
      urn("aws:kms/key:Key", `data-${site}`),
    ]);
    const config = parseConfig(readProject(project).config());
    expect(config.abandoned).to.deep.equal({ [site]: {} });
    expect([thirdSite(config), config.homeRegion, config.secretRegion]).to.deep.equal([
      "us-west-2",
      "us-west-2",
      "us-east-1",
    ]);
    // The table is not replaced, and nothing calls its replica there, until the lease was moved.
    expect(leaseTableHome(config, config.leaseRegions)).to.equal(site);
    expect(config.lost).to.deep.equal([site]);
  });

  it("refuses without another lease region that has no tier, with an Aurora global cluster, and during a move of the lease", async () => {
    const refused = (settings: object) =>
      withFakePulumi({ stacks: { global: 9 }, answers }, () =>
        userErrorOf(() => abandon({ region: site, project: writeProject({ ...settings }) })),
      );
    const regions = {
      "us-east-1": { stack: "prod", cidr: "10.10.0.0/16" },
      "us-west-2": { stack: "dr", cidr: "10.20.0.0/16" },
    };
    expect(await refused({ "redoubt:regions": { value: regions } })).to.match(
      /^abandon: got us-east-2, the only lease region without a tier, through which all sites reach the lease/,
    );
    const aurora = { engine: "aurora-postgresql", instanceClass: "db.r6g.large" };
    expect(await refused({ "redoubt:database": { value: aurora } })).to.match(/Aurora global cluster is managed/);
    const second = { generation: 2, regions: ["eu-west-1", "eu-west-2", "eu-west-3"] };
    expect(await refused({ "redoubt:secondLeaseTable": { value: second } })).to.match(/while the lease is being moved/);
  });

  it("keeps a configured third site that is another region", () => {
    const config = parseConfig(configMap({ thirdSite: "ca-central-1" }));
    expect(thirdSiteAfter(config, "us-east-2")).to.equal("ca-central-1");
    expect(thirdSiteAfter(config, "ca-central-1")).to.equal("us-east-2");
  });

  it("moves the region of the state's providers, and of what has none of its own", () => {
    const { resources: moved } = withProviderRegion(
      { version: 3, deployment: { resources } },
      site,
      "us-west-2",
    ).deployment;
    expect(moved[0]).to.deep.include({ inputs: { region: "us-west-2" }, outputs: { region: "us-west-2" } });
    expect(moved[1]).to.deep.equal(resources[1]);
    // Its region is its provider's, and another one would replace it.
    expect(moved[4].outputs).to.deep.equal({ region: "us-west-2" });
  });
});
