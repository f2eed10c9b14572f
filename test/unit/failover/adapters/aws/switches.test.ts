import { expect } from "chai";
import { AccessPointRoutes } from "../../../../../failover/adapters/aws/routes";
import { CloudFrontRoutingStore } from "../../../../../failover/adapters/aws/routing-store";
import { EpochGuard } from "../../../../../failover/protocol/epoch-guard";
import { Denied, Refused, StaleEpoch } from "../../../../../failover/protocol/ports";
import type { EdgeState } from "../../../../../failover/protocol/types";
import { rejection } from "./rejection";
import { type Answers, deployment, leaseAt, serviceError, standInClients } from "./stand-ins";

const guard = new EpochGuard(leaseAt(4));

describe("adapters: access point routes", () => {
  const dials = (east: number, west: number) => ({
    Routes: [
      { Bucket: "east", Region: "us-east-1", TrafficDialPercentage: east },
      { Bucket: "west", Region: "us-west-1", TrafficDialPercentage: west },
    ],
  });
  const routes = (answers: Answers, home = "us-west-1") => {
    const { asked, clients } = standInClients(answers);
    return { asked, port: new AccessPointRoutes(deployment, home, clients.s3Control, guard) };
  };

  it("tell the one region that everything goes to, or none", async () => {
    const cases: [number, number, string | null][] = [
      [100, 0, "us-east-1"],
      [0, 100, "us-west-1"],
      [100, 100, null],
    ];
    for (const [east, west, region] of cases) {
      const { port } = routes({ GetMultiRegionAccessPointRoutes: () => dials(east, west) });
      expect(await port.read()).to.equal(region);
    }
  });

  it("are set all at once, through an endpoint outside the regions with a tier", async () => {
    const { port, asked } = routes({
      GetMultiRegionAccessPointRoutes: () => dials(100, 0),
      SubmitMultiRegionAccessPointRoutes: (_, region) => {
        if (region === "us-west-2") throw serviceError("TimeoutError");
        return {};
      },
    });
    await port.switchTo("us-west-1", "us-east-1", 4);
    expect(asked.map(({ region }) => region)).to.deep.equal(["us-west-2", "us-west-2", "eu-west-1"]);
    expect(asked.at(-1)?.input).to.deep.equal({
      Mrap: deployment.accessPointArn,
      AccountId: "123456789012",
      RouteUpdates: [
        { Bucket: "east", Region: "us-east-1", TrafficDialPercentage: 0 },
        { Bucket: "west", Region: "us-west-1", TrafficDialPercentage: 100 },
      ],
    });
  });

  it("are refused for a region without a bucket and for an epoch that is over", async () => {
    const { port } = routes({ GetMultiRegionAccessPointRoutes: () => dials(100, 0) });
    expect(await rejection(port.switchTo("eu-west-1", "us-east-1", 4))).to.be.instanceOf(Refused);
    expect(await rejection(port.switchTo("us-west-1", "us-east-1", 3))).to.be.instanceOf(StaleEpoch);
  });

  it("name the endpoints that did not answer, or the permission that is missing", async () => {
    const deaf = routes({
      GetMultiRegionAccessPointRoutes: () => {
        throw serviceError("TimeoutError", "too late");
      },
    });
    expect((await rejection(deaf.port.read())).message).to.match(
      /us-west-2: TimeoutError too late; eu-west-1: TimeoutError too late/,
    );
    const denied = routes({
      GetMultiRegionAccessPointRoutes: () => {
        throw serviceError("AccessDenied");
      },
    });
    expect(await rejection(denied.port.read())).to.be.instanceOf(Denied);
  });
});

describe("adapters: edge", () => {
  const state: EdgeState = { active: "us-east-1", epoch: 4, reads: "failover", writes: "open" };
  const edge = (stored: string | undefined, put: Answers["PutKey"] = () => ({})) => {
    const { asked, clients } = standInClients({
      DescribeKeyValueStore: () => ({ ETag: "E1" }),
      GetKey: () => {
        if (stored === undefined) throw serviceError("ResourceNotFoundException");
        return { Value: stored };
      },
      PutKey: put,
    });
    return { asked, port: new CloudFrontRoutingStore(deployment.routingStoreArn, clients.keyValueStore("us-west-1")) };
  };

  it("reads the state, and null where there is none", async () => {
    expect(await edge(JSON.stringify(state)).port.read()).to.deep.equal(state);
    expect(await edge(undefined).port.read()).to.equal(null);
    expect(await edge("nonsense").port.read()).to.equal(null);
  });

  it("writes on condition of the tag from before its look at the key", async () => {
    const { port, asked } = edge(JSON.stringify(state));
    const next: EdgeState = { ...state, active: "us-west-1", epoch: 5, reads: "pinned" };
    await port.write(next);
    expect(asked.map(({ command }) => command)).to.deep.equal(["DescribeKeyValueStore", "GetKey", "PutKey"]);
    const Value = JSON.stringify(next);
    expect(asked[2]?.input).to.deep.equal({ KvsARN: deployment.routingStoreArn, Key: "state", Value, IfMatch: "E1" });
  });

  it("lets the caller try again after a conflict", async () => {
    const { port } = edge(undefined, () => {
      throw serviceError("ConflictException");
    });
    expect(await rejection(port.write(state))).not.to.be.instanceOf(Refused);
  });

  it("never writes an older epoch over a later one", async () => {
    const { port, asked } = edge(JSON.stringify({ ...state, epoch: 5 }));
    expect((await rejection(port.write(state))).name).to.equal("StaleEpoch");
    expect(asked.map(({ command }) => command)).not.to.include("PutKey");
    const denied = standInClients({
      GetKey: () => {
        throw serviceError("AccessDeniedException");
      },
    });
    const port2 = new CloudFrontRoutingStore(deployment.routingStoreArn, denied.clients.keyValueStore("us-west-1"));
    expect(await rejection(port2.read())).to.be.instanceOf(Denied);
  });
});
