import { expect } from "chai";
import { Application } from "../../../../failover/adapters/application";
import { awsPorts } from "../../../../failover/adapters/aws";
import { databaseKey, keyOf } from "../../../../failover/adapters/aws/database-key";
import { Refused } from "../../../../failover/protocol/ports";
import { rejection } from "./aws/rejection";
import { deployment, standInClients } from "./aws/stand-ins";

/** One marker a place, as an application keeps them. */
function standInApplication() {
  const markers = new Map<string, string>();
  const requests: { method: string; url: string; key: string | null }[] = [];
  const request: typeof fetch = async (input, init) => {
    const url = String(input);
    requests.push({ method: init?.method ?? "", url, key: new Headers(init?.headers).get("x-redoubt-key") });
    const region = /\/at\/([^/]+)\//.exec(url)?.[1] ?? "us-east-1";
    const place = `${region} ${url.endsWith("database-marker")}`;
    if (init?.method === "POST") markers.set(place, JSON.parse(String(init.body)).marker);
    return Response.json({ region, marker: markers.get(place) ?? null });
  };
  return { markers, requests, request };
}

describe("adapters: application", () => {
  it("is written and read through the edge, and at a region by the path that names it", async () => {
    const { request, requests } = standInApplication();
    const application = new Application(deployment, async () => "key", request);
    expect(await application.read("edge")).to.deep.equal({ region: "us-east-1", marker: null });
    expect(await application.write("edge", "m1")).to.deep.equal({ region: "us-east-1" });
    expect(await application.read("edge")).to.deep.equal({ region: "us-east-1", marker: "m1" });
    expect(await application.read({ region: "us-west-1" })).to.deep.equal({ region: "us-west-1", marker: null });
    expect(requests.map(({ url }) => url)).to.deep.equal([
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/marker",
      "https://example.com/redoubt/at/us-west-1/marker",
    ]);
    expect(requests.every(({ key }) => key === null)).to.equal(true);
  });

  it("sends its key to the database's path alone", async () => {
    const { request, requests } = standInApplication();
    const application = new Application(deployment, async () => keyOf("password"), request);
    await application.writeDatabase("us-west-1", "m2");
    expect(await application.readDatabase("us-west-1")).to.equal("m2");
    expect(new Set(requests.map(({ url }) => url))).to.deep.equal(
      new Set(["https://example.com/redoubt/at/us-west-1/database-marker"]),
    );
    for (const { key } of requests) expect(key).to.match(/^[0-9a-f]{64}$/);
  });

  it("rejects what is no success, no JSON, or names no region", async () => {
    const answers = [new Response("held", { status: 503 }), new Response("<html>"), Response.json({ marker: "m" })];
    const messages = [/got 503 held/, /got <html>/, /must answer/];
    for (const [index, answer] of answers.entries()) {
      const application = new Application(
        deployment,
        async () => "key",
        async () => answer,
      );
      expect((await rejection(application.write("edge", "m"))).message).to.match(messages[index] ?? /$^/);
    }
  });

  it("refuses a region that is not deployed", async () => {
    const application = new Application(deployment, async () => "key", standInApplication().request);
    expect(await rejection(application.read({ region: "mars-1" }))).to.be.instanceOf(Refused);
  });
});

describe("adapters: ports", () => {
  const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {}, after: () => () => {} };
  const { clients } = standInClients({ GetSecretValue: () => ({ SecretString: '{"password":"p"}' }) });

  it("tell a replica that has caught up by a row of now, not by a metric", async () => {
    const { request, markers } = standInApplication();
    const { database } = awsPorts(deployment, "us-west-1", { clock, clients, request });
    expect(await database.caughtUp("us-east-1", "us-west-1")).to.equal(false);
    const replicating: typeof fetch = async (input, init) => {
      // Seen on the replica one look after it was written, as over any distance.
      const answer = await request(input, init);
      if (init?.method !== "POST") markers.set("us-west-1 true", markers.get("us-east-1 true") ?? "");
      return answer;
    };
    const ports = awsPorts(deployment, "us-west-1", { clock, clients, request: replicating });
    expect(await ports.database.caughtUp("us-east-1", "us-west-1")).to.equal(true);
    await ports.database.write("us-west-1", "m");
    expect(markers.get("us-west-1 true")).to.be.a("string");
  });

  it("are refused for a region whose resources are not known", () => {
    expect(() => awsPorts(deployment, "us-east-1", { clock, clients })).to.throw(Refused);
  });
});

describe("adapters: database key", () => {
  const key = (SecretString: () => string | undefined) => {
    const { asked, clients } = standInClients({ GetSecretValue: () => ({ SecretString: SecretString() }) });
    return { asked, read: databaseKey("arn:secret", clients.secretsManager("us-west-1")) };
  };

  it("is made from the password, which is asked for once", async () => {
    const { asked, read } = key(() => '{"username":"u","password":"p"}');
    expect(await read()).to.equal(keyOf("p"));
    expect(await read()).to.equal(keyOf("p"));
    expect(asked.length).to.equal(1);
  });

  it("is refused where there is no password, without showing what there is, and asked for again", async () => {
    const texts = ["not json", '{"username":"u"}', undefined, '{"password":"p"}'];
    const { read } = key(() => texts.shift());
    for (let time = 0; time < 3; time++) {
      const error = await rejection(read());
      expect(error).to.be.instanceOf(Refused);
      expect(error.message).to.equal('secret arn:secret: has no password; it must be {"password": …}');
    }
    expect(await read()).to.equal(keyOf("p"));
  });
});
