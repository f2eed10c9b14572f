import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { deployedDatabases } from "../../../../../failover/adapters/aws/deployed-databases";

const CREDENTIALS = { "aws:accessKey": "key", "aws:secretKey": "secret" };

describe("failover/adapters/aws/deployed-databases", () => {
  const { AWS_ENDPOINT_URL } = process.env;
  let bodies: string[] = [];
  /** Identifiers of the deployed instances and clusters. */
  let deployed: { instances: string[]; clusters: string[] };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    const [, kind = "", names] = body.includes("DescribeDBClusters")
      ? [null, "Cluster", deployed.clusters]
      : [null, "Instance", deployed.instances];
    const found = names?.map((name) => `<DB${kind}><DB${kind}Identifier>${name}</DB${kind}Identifier></DB${kind}>`);
    const action = `DescribeDB${kind}s`;
    response.end(
      `<${action}Response><${action}Result><DB${kind}s>${found?.join("")}</DB${kind}s></${action}Result></${action}Response>`,
    );
  });

  before(async () => {
    await once(server.listen(0, "127.0.0.1"), "listening");
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    bodies = [];
  });
  after(() => {
    if (AWS_ENDPOINT_URL === undefined) delete process.env.AWS_ENDPOINT_URL;
    else process.env.AWS_ENDPOINT_URL = AWS_ENDPOINT_URL;
    server.closeAllConnections();
    server.close();
  });

  it("finds instances by their identifiers, in one call", async () => {
    deployed = { instances: ["db-g1"], clusters: [] };
    expect(await deployedDatabases("us-east-1", ["db-g1", "db-g2"], CREDENTIALS)).to.deep.equal(["db-g1"]);
    expect(bodies).to.have.length(1);
    expect(new URLSearchParams(bodies[0]).get("Filters.Filter.1.Values.Value.2")).to.equal("db-g2");
  });

  it("finds Aurora clusters", async () => {
    deployed = { instances: [], clusters: ["db-g2"] };
    expect(await deployedDatabases("us-east-1", ["db-g1", "db-g2"], CREDENTIALS)).to.deep.equal(["db-g2"]);
  });
});
