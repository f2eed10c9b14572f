import type { Mutation } from "../bundle";

const FILE = "test/model/agents.ts";

/** Faults in an agent's rules, in the model's own copy of them: the agent itself is Python, with its own tests. */
export const AGENT_MUTATIONS: readonly Mutation[] = [
  {
    name: "an agent opens the path of a quarantined region",
    fault: "clients that ignore /writable",
    file: FILE,
    from: "&& !lease.quarantined.includes(region)",
    to: "&& lease.active !== region",
  },
  {
    name: "an agent leaves established connections open",
    fault: "clients that ignore /writable",
    file: FILE,
    from: "open: () => agent.closures === closures && this.isOpen(agent, region)",
    to: "open: () => agent.closures >= closures",
  },
  {
    name: "an agent starts with what it had read before",
    fault: "agents that restart",
    file: FILE,
    from: "      agent.lease = null;\n",
    to: "      agent.until += 60_000;\n",
  },
  {
    name: "an agent counts its lease from the answer of a read that took seconds",
    fault: "isolated region",
    file: FILE,
    from: "simulation.now - LATENCY +",
    to: "simulation.now + 3000 +",
  },
];
