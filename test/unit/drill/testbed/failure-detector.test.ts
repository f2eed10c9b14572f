import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { main } from "../../../../cli/main";
import { type Site, untilLost } from "../../../../drill/testbed/failure-detector";
import { LeaseCluster } from "../../../../drill/testbed/lease/lease-cluster";
import { Network } from "../../../../drill/testbed/network/network";
import { freePort } from "../../../../drill/testbed/processes/free-port";
import { leaseAgentEnvironment, leaseAgentProgram } from "../../../../drill/testbed/region/lease-agent";
import { encodeLease } from "../../../../failover/protocol/lease-item";
import { leaseOf } from "../../../support/leases";

const east = "us-east-1";
const lease = leaseOf(east);
const settings = { intervalSeconds: 0.001, timeoutSeconds: 1, confirmSeconds: 0, staleSeconds: 10 };

function site(name: string, answer: () => boolean): Site {
  const read = async () => {
    if (!answer()) throw new Error("no answer");
    return { region: east, marker: null };
  };
  return { name, application: { read } };
}

describe("drill: watch", () => {
  it("takes a region for lost when two witnesses do, and tells what speaks against it", async () => {
    let looks = 0;
    const reads: (typeof lease | Error)[] = [lease, new Error("no lease region answers"), lease];
    const read = async () => {
      const next = reads.shift() ?? lease;
      if (next instanceof Error) throw next;
      return next;
    };
    const told: string[] = [];
    const sites = [site("west", () => looks++ < 1), site("third", () => looks < 3)];
    await untilLost(east, sites, { read }, settings, (reason) => told.push(reason), new AbortController().signal);
    expect(told[0]).to.contain("nothing speaks against it");
    expect(told.at(-1)).to.contain("west gets no answer").and.to.contain("third gets no answer");
  });

  it("ends when it is told to", async () => {
    const end = new AbortController();
    const watched = untilLost(
      east,
      [site("west", () => true)],
      { read: async () => lease },
      settings,
      () => end.abort(),
      end.signal,
    );
    expect(await watched.catch((error: Error) => error.name)).to.equal("AbortError");
  });
});

describe("drill: the lease agent's stand-in", () => {
  it("permits what the lease permits, renews it, and refuses once another holds it", async () => {
    const network = new Network(1, { delayMilliseconds: 0, breakProbability: 0 });
    const cluster = await LeaseCluster.start(network, 1);
    const store = cluster.from("us-west-1");
    const held = JSON.stringify(encodeLease(lease));
    await store.replace("lease", null, held);
    const port = await freePort();
    const program = leaseAgentProgram("python3-that-is-not-there");
    const agent = spawn(program.file, program.arguments, {
      stdio: "ignore",
      env: {
        ...process.env,
        ...leaseAgentEnvironment(cluster.portsFrom(east)),
        REGION: east,
        LEASE_PORT: String(port),
        LEASE_RENEW_SECONDS: "0.05",
      },
    });
    const becomes = async (status: number) => {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/writable`).catch(() => null);
        const body = await answer?.json();
        if (answer?.status === status) return body;
        await sleep(20);
      }
    };
    expect(await becomes(200)).to.deep.equal({ writable: true, region: east, epoch: "1" });
    while ((await store.read(`renewal#${east}`)) === null) await sleep(20);
    await store.replace("lease", held, JSON.stringify(encodeLease(leaseOf("us-west-1", { epoch: 2 }))));
    expect(await becomes(503)).to.include({ writable: false, epoch: "2" });
    agent.kill("SIGTERM");
    expect((await once(agent, "exit"))[0]).to.equal(0);
    cluster.close();
    network.close();
  });
});

describe("redoubt drill", () => {
  it("names the scenarios when it is asked for another", async () => {
    const written: string[] = [];
    const write = process.stderr.write;
    process.stderr.write = (text) => written.push(String(text)) > 0;
    await main(["node", "redoubt", "drill", "flood"]).finally(() => {
      process.stderr.write = write;
    });
    expect(process.exitCode).to.equal(1);
    process.exitCode = undefined;
    expect(written.join("")).to.contain('no scenario "flood"').and.to.contain("region-loss, partition");
  });
});
