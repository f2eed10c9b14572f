import { spawnSync } from "node:child_process";

/**
 * Wall time of each command in seconds, the minimum of several rounds, because other work on the machine only adds time. Each round runs
 * every command once, so that a slow phase of the machine affects all of them.
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
      // The first round only fills the disk cache.
      if (round > 0) seconds.get(name)?.push(Number(process.hrtime.bigint() - started) / 1e9);
    }
  }
  return Object.fromEntries([...seconds].map(([name, values]) => [name, Math.min(...values)]));
}
