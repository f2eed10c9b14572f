import { spawnSync } from "node:child_process";

/**
 * Wall seconds of each command, the least of several rounds: what other work on the machine adds is not the command's. Each round
 * runs all of them once, so that a drift of the machine meets all.
 */
export function measureInTurn(
  commands: Readonly<Record<string, readonly string[]>>,
  rounds: number,
): Record<string, number> {
  const seconds = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, args] of Object.entries(commands)) {
      const started = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, args, {
        encoding: "utf8",
        stdio: ["ignore", "ignore", "pipe"],
      });
      if (status !== 0) throw new Error(`${args.join(" ")}: exit code ${status}\n${stderr}`);
      // The first round warms the disk's cache.
      if (round > 0) seconds.get(name)?.push(Number(process.hrtime.bigint() - started) / 1e9);
    }
  }
  return Object.fromEntries([...seconds].map(([name, values]) => [name, Math.min(...values)]));
}
