import { leaseTableName } from "../../config/naming";
import type { RedoubtConfig } from "../../config/parse";
import { thirdSite } from "../../config/topology";
import { UserError } from "../../errors";
import { readProject } from "../../preview/project";
import { configWithLost } from "../lost/setting";
import type { cancelMove as CancelMove } from "./cancel-move";
import { finishMove } from "./finish-move";
import type { handOver as HandOver } from "./hand-over";
import { type ConfiguredTable, recordDestination } from "./recorded-move";

export interface LeaseMoveOptions {
  /** The three regions of the other table; none with `cancel`. */
  readonly regions?: readonly string[];
  /**
   * End a move that has not changed the lease yet.
   * @default false
   */
  readonly cancel?: boolean;
  /**
   * Path of the project's Pulumi.yaml.
   * @default "Pulumi.yaml"
   */
  readonly project?: string;
  /**
   * Regions that are lost: nothing calls them.
   * @default those in the configuration
   */
  readonly lost?: readonly string[];
  /**
   * Called with the plan before anything is changed. Rejecting stops the command.
   * @default the plan is carried out
   */
  readonly confirm?: (lines: readonly string[]) => Promise<void>;
}

export interface LeaseMove {
  /**
   * - prepared: the configuration has the other table, which the next update creates
   * - moved: the other table has the lease, and the configuration names it first
   * - finished: the earlier table is no longer managed, and was not deleted
   * - cancelled: the other table is no longer managed, and was not deleted; the lease is where it was
   */
  readonly phase: "prepared" | "moved" | "finished" | "cancelled";
  readonly from: string;
  readonly to: string;
  /** What to do next. */
  readonly next: string;
}

/**
 * Moves the lease to a table in other regions, in three calls with an update after each. Only the second one changes the lease. Each can be
 * called again after an interruption, and a move can be cancelled until then.
 * @throws UserError when the lease cannot be moved; nothing was changed then
 */
export async function moveLease(options: LeaseMoveOptions): Promise<LeaseMove> {
  const { cancel, lost, project: file = "Pulumi.yaml", regions = [] } = options;
  const project = readProject(file);
  const config = configWithLost(project, lost);
  const confirm = options.confirm ?? (async () => undefined);
  const current = { generation: config.leaseGeneration, regions: config.leaseRegions };
  const second = config.secondLeaseTable;
  const name = ({ generation }: ConfiguredTable) => leaseTableName(generation, project.name);
  if (cancel === true && (second === undefined || second.generation < current.generation)) {
    throw new UserError(
      second === undefined
        ? "--cancel: the lease is not being moved"
        : `--cancel: the lease was moved to ${name(current)} already; end the move, then move the lease once more`,
    );
  }
  if (second !== undefined && cancel === true) {
    await confirm([`cancel the move: the lease table ${name(second)} leaves the state and is not deleted`]);
    // Loaded here, because it loads the AWS SDK.
    const { cancelMove } = require("./cancel-move") as { cancelMove: typeof CancelMove };
    const available = current.regions.filter((region) => !config.lost.includes(region));
    await cancelMove(file, { tableName: name(current), regions: available }, second.generation, lost);
    const tables = `${name(second)} in ${second.regions.join(", ")}, if it was created`;
    return { phase: "cancelled", from: name(current), to: name(second), next: `redoubt up; then delete ${tables}` };
  }
  if (second !== undefined && second.generation < current.generation) {
    requireSame(regions, current);
    await confirm([`stop using the lease table ${name(second)}: it leaves the state and is not deleted`]);
    await finishMove(file, second.generation, lost);
    const tables = `${name(second)} in ${second.regions.join(", ")}`;
    return { phase: "finished", from: name(second), to: name(current), next: `redoubt up; then delete ${tables}` };
  }
  if (second !== undefined) {
    requireSame(regions, second);
    requireMajority(config);
    await confirm(describeHandOver(name(current), name(second)));
    // Loaded here, because it loads the AWS SDK.
    const { handOver } = require("./hand-over") as { handOver: typeof HandOver };
    await handOver(file, { config, current, destination: second, name, lost });
    return { phase: "moved", from: name(current), to: name(second), next: "redoubt up, then the same command again" };
  }
  const destination = { generation: current.generation + 1, regions: [...regions] };
  if (isSame(regions, current)) throw new UserError(`--regions: the lease is in ${regions.join(", ")} already`);
  requireMajority(config);
  refuseLost(config, destination);
  await confirm([
    `prepare the move of the lease to ${regions.join(", ")}: the lease is not changed`,
    ` ${file}: gets redoubt:secondLeaseTable, and redoubt:thirdSite: ${thirdSite(config)}`,
    `then redoubt up creates ${name(destination)} and permits its use`,
  ]);
  recordDestination(file, destination, thirdSite(config));
  const next = "redoubt up, then the same command again";
  return { phase: "prepared", from: name(current), to: name(destination), next };
}

function describeHandOver(from: string, to: string): string[] {
  return [
    `move the lease from ${from} to ${to}`,
    " 1. check that the other table answers in its three regions, and that the regions' roles may use it",
    " 2. close the lease: it names the other table, and never changes again",
    " 3. copy the beats, the renewals and the last run",
    " 4. create the lease in the other table, with the next epoch",
    "between 2 and 4 nobody has a lease; the active region goes on until its last one ends",
  ];
}

/** The lease's table refuses every write without two of its regions, so that no process can prove that the lease there is closed. */
function requireMajority({ leaseRegions, lost }: RedoubtConfig): void {
  const gone = leaseRegions.filter((region) => lost.includes(region));
  if (gone.length < 2) return;
  throw new UserError(
    `lease: ${gone.join(" and ")} are lost, two of the table's three regions: the lease cannot be closed there, and another one beside it could let two regions write. Wait for one of them (docs/lost-region.md)`,
  );
}

/** A table is created in three regions at once. */
function refuseLost({ lost }: RedoubtConfig, { regions }: ConfiguredTable): void {
  const region = regions.find((each) => lost.includes(each));
  if (region !== undefined) throw new UserError(`--regions: ${region} is lost; name three regions that answer`);
}

function requireSame(regions: readonly string[], table: ConfiguredTable): void {
  if (isSame(regions, table)) return;
  throw new UserError(
    `--regions: got ${regions.join(", ")}, and the move to ${table.regions.join(", ")} has not ended; end it first`,
  );
}

function isSame(regions: readonly string[], table: ConfiguredTable): boolean {
  return [...regions].sort().join() === [...table.regions].sort().join();
}
