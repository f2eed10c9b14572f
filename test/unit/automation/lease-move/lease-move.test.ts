import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { moveLease } from "../../../../automation";
import { parseConfig } from "../../../../config/parse";
import { encodeLease, type Item } from "../../../../failover/protocol/lease-item";
import { readProject } from "../../../../preview/project";
import { stackOutputs, userErrorOf } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";
import { leaseOf } from "../../../support/leases";
import { writeProject } from "../../../support/project";

const regions = ["eu-west-1", "eu-west-2", "eu-west-3"];
const prepared = { "redoubt:secondLeaseTable": { generation: 2, regions }, "redoubt:thirdSite": "us-east-2" };
const stacks = { global: 3, prod: 1, dr: 1, edge: 1 };
const both = ["redoubt-lease", "redoubt-lease-g2"];
const outputs = (value: object) => ({ stdout: JSON.stringify(value) });
const updated = {
  "stack output global": outputs({ ...stackOutputs.global, leaseTableName: "redoubt-lease" }),
  "stack output prod": outputs({ leaseTables: both }),
  "stack output dr": outputs({ leaseTables: both }),
};
const configOf = (file: string) => parseConfig(readProject(file).config());

describe("automation/lease-move", () => {
  let tables: Record<string, Record<string, Item>>;
  let silent: string[];
  let server: Server;
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;

  before(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const input = JSON.parse(Buffer.concat(chunks).toString());
      const region = /\/\d{8}\/([\w-]+)\//.exec(String(request.headers.authorization))?.[1] ?? "";
      const reply = (status: number, body: object) => {
        response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
        response.end(JSON.stringify(body));
      };
      const table = tables[input.TableName];
      if (silent.includes(region)) return reply(400, { __type: "x#ValidationException", message: "no replica" });
      if (table === undefined) return reply(400, { __type: "x#ResourceNotFoundException", message: "no table" });
      const pk = input.Key.pk.S as string;
      if (String(request.headers["x-amz-target"]).endsWith("GetItem")) return reply(200, { Item: table[pk] });
      const isCreation = input.ConditionExpression === "attribute_not_exists(pk)";
      if (isCreation ? table[pk] : table[pk]?.movedTo) {
        return reply(400, { __type: "x#ConditionalCheckFailedException", message: "no" });
      }
      const item: Record<string, unknown> = { pk: { S: pk }, ...table[pk] };
      for (const name of Object.values(input.ExpressionAttributeNames as Record<string, string>)) {
        const next = input.ExpressionAttributeValues[`:next_${name}`] ?? input.ExpressionAttributeValues[`:${name}`];
        if (next) item[name] = next;
      }
      table[pk] = item as Item;
      return reply(200, {});
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" });
  });
  beforeEach(() => {
    tables = { "redoubt-lease": { lease: encodeLease(leaseOf("us-east-1", { epoch: 3 })) }, "redoubt-lease-g2": {} };
    silent = [];
  });
  after(() => {
    for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    server.closeAllConnections();
    server.close();
  });

  it("prepares: records the second table and the third site, and changes no lease", async () => {
    const project = writeProject();
    let lines: readonly string[] = [];
    const confirm = async (plan: readonly string[]) => {
      lines = plan;
    };
    const result = await moveLease({ regions, project, confirm });
    expect(result).to.include({ phase: "prepared", from: "redoubt-lease", to: "redoubt-lease-g2" });
    expect(lines[0]).to.equal(`prepare the move of the lease to ${regions.join(", ")}: the lease is not changed`);
    const { homeRegion, leaseRegions, secondLeaseTable, thirdSite } = configOf(project);
    expect(secondLeaseTable).to.deep.equal({ generation: 2, regions });
    expect([homeRegion, thirdSite]).to.deep.equal(["us-east-2", "us-east-2"]);
    expect(leaseRegions).to.deep.equal(["us-east-1", "us-east-2", "us-west-2"]);
    expect(tables["redoubt-lease-g2"]).to.deep.equal({});
  });

  it("moves the lease once every region's roles may use the table, and records that", async () => {
    const project = writeProject(prepared);
    await withFakePulumi({ stacks, answers: updated }, async () => {
      expect(await moveLease({ regions, project })).to.include({ phase: "moved" });
    });
    expect(tables["redoubt-lease"]?.lease?.movedTo?.M?.table?.S).to.equal("redoubt-lease-g2");
    expect(tables["redoubt-lease-g2"]?.lease).to.deep.equal(encodeLease(leaseOf("us-east-1", { epoch: 4 })));
    expect(configOf(project)).to.deep.include({
      leaseGeneration: 2,
      leaseRegions: regions,
      secondLeaseTable: { generation: 1, regions: ["us-east-1", "us-east-2", "us-west-2"] },
    });
  });

  it("continues after an interruption that followed the move", async () => {
    const project = writeProject(prepared);
    const again = writeProject(prepared);
    await withFakePulumi({ stacks, answers: updated }, async () => {
      await moveLease({ regions, project });
      const lease = tables["redoubt-lease-g2"]?.lease;
      expect(await moveLease({ regions, project: again })).to.include({ phase: "moved" });
      expect(tables["redoubt-lease-g2"]?.lease).to.equal(lease);
    });
    expect(configOf(again).leaseGeneration).to.equal(2);
  });

  it("changes nothing before the regions are updated, while one of the table's regions does not answer, or elsewhere", async () => {
    const project = writeProject(prepared);
    const stale = { ...updated, "stack output dr": outputs({ leaseTables: ["redoubt-lease"] }) };
    await withFakePulumi({ stacks, answers: stale }, async () => {
      expect(await userErrorOf(() => moveLease({ regions, project }))).to.equal(
        "lease table redoubt-lease-g2: the roles of dr may not use it yet; run redoubt up first",
      );
    });
    silent = ["eu-west-3"];
    await withFakePulumi({ stacks, answers: updated }, async () => {
      expect(await userErrorOf(() => moveLease({ regions, project }))).to.include("eu-west-3: ValidationException");
    });
    expect(await userErrorOf(() => moveLease({ regions: ["eu-central-1", ...regions.slice(1)], project }))).to.include(
      "the move to eu-west-1, eu-west-2, eu-west-3 has not ended",
    );
    const plain = writeProject();
    const there = ["us-east-1", "us-east-2", "us-west-2"];
    expect(await userErrorOf(() => moveLease({ regions: there, project: plain }))).to.include("is in us-east-1");
    expect(tables["redoubt-lease"]?.lease?.movedTo).to.equal(undefined);
    expect(configOf(project).leaseGeneration).to.equal(1);
  });

  it("is cancelled before the lease moves: the table leaves the configuration and the state, and the lease is not changed", async () => {
    const project = writeProject(prepared);
    const urn = (name: string) => `urn:pulumi:global::redoubt::aws:dynamodb/table:Table::${name}`;
    const resources = ["lease", "lease-g2"].map((name) => ({ urn: urn(name), type: "aws:dynamodb/table:Table" }));
    const state = outputs({ version: 3, deployment: { manifest: {}, resources } });
    const answers = { ...updated, "stack export global": state };
    await withFakePulumi({ stacks, answers }, async (commands) => {
      const lease = tables["redoubt-lease"]?.lease;
      expect(await moveLease({ cancel: true, project })).to.include({ phase: "cancelled", to: "redoubt-lease-g2" });
      expect(tables["redoubt-lease"]?.lease).to.equal(lease);
      expect(commands()).to.include("stack import global");
      expect(configOf(project).secondLeaseTable).to.equal(undefined);
      expect(await userErrorOf(() => moveLease({ cancel: true, project }))).to.equal(
        "--cancel: the lease is not being moved",
      );
    });
  });

  it("cannot be cancelled once the lease moved, also where the move was not recorded", async () => {
    const project = writeProject(prepared);
    const unrecorded = writeProject(prepared);
    await withFakePulumi({ stacks, answers: updated }, async (commands) => {
      await moveLease({ regions, project });
      expect(await userErrorOf(() => moveLease({ cancel: true, project }))).to.match(/was moved to redoubt-lease-g2/);
      expect(await userErrorOf(() => moveLease({ cancel: true, project: unrecorded }))).to.match(
        /was moved to redoubt-lease-g2 already, and cannot be moved back to a closed table/,
      );
      expect(commands()).to.not.include("stack import global");
      expect(configOf(unrecorded).secondLeaseTable).to.deep.equal({ generation: 2, regions });
    });
  });

  it("is refused while two of the table's regions are lost, before anything is called or changed", async () => {
    const lost = ["us-east-2", "us-west-2"];
    for (const settings of [{}, prepared]) {
      const project = writeProject(settings);
      const before = configOf(project);
      expect(await userErrorOf(() => moveLease({ regions, project, lost }))).to.match(
        /^lease: us-east-2 and us-west-2 are lost, two of the table's three regions: the lease cannot be closed there/,
      );
      expect(configOf(project)).to.deep.equal(before);
    }
  });

  it("finishes: the earlier table leaves the state without a call, once no stack reads it", async () => {
    const project = writeProject({
      "redoubt:leaseRegions": { value: regions },
      "redoubt:leaseGeneration": 2,
      "redoubt:secondLeaseTable": { generation: 1, regions: ["us-east-1", "us-east-2", "us-west-2"] },
      "redoubt:thirdSite": "us-east-2",
    });
    const urn = (type: string, name: string) => `urn:pulumi:global::redoubt::${type}::${name}`;
    const resources = ["lease", "lease-g2"].map((name) => ({
      urn: urn("aws:dynamodb/table:Table", name),
      type: "aws:dynamodb/table:Table",
      inputs: {},
    }));
    const state = outputs({ version: 3, deployment: { manifest: {}, resources } });
    await withFakePulumi({ stacks, answers: { ...updated, "stack export global": state } }, async () => {
      expect(await userErrorOf(() => moveLease({ regions, project }))).to.equal(
        "global, prod, dr: still read the lease through the earlier table; run redoubt up first",
      );
    });
    const answers = {
      "stack output global": outputs({ leaseTableName: "redoubt-lease-g2" }),
      "stack output prod": outputs({ leaseTables: [...both].reverse() }),
      "stack output dr": outputs({ leaseTables: [...both].reverse() }),
      "stack export global": state,
    };
    await withFakePulumi({ stacks, answers }, async (commands) => {
      expect(await moveLease({ regions, project })).to.include({ phase: "finished", from: "redoubt-lease" });
      expect(commands()).to.include("stack import global");
    });
    const { leaseGeneration, secondLeaseTable } = configOf(project);
    expect({ leaseGeneration, secondLeaseTable }).to.deep.equal({ leaseGeneration: 2, secondLeaseTable: undefined });
  });
});
