import { Command, CommanderError } from "commander";
import { UserError } from "../errors";
import { Denied, InvalidCredentials } from "../failover/protocol/ports";
import { register as registerAdopt } from "./commands/adopt";
import { register as registerCheck } from "./commands/check";
import { register as registerDestroy } from "./commands/destroy";
import { register as registerDrill } from "./commands/drill";
import { register as registerFailback } from "./commands/failback";
import { register as registerFailover } from "./commands/failover";
import { register as registerInit } from "./commands/init";
import { register as registerLease } from "./commands/lease/move";
import { register as registerAbandon } from "./commands/lost/abandon";
import { register as registerReplicate } from "./commands/lost/replicate";
import { register as registerPreflight } from "./commands/preflight";
import { register as registerPreview } from "./commands/preview";
import { register as registerPrices } from "./commands/prices";
import { register as registerRefresh } from "./commands/refresh";
import { register as registerRehearse } from "./commands/rehearse";
import { register as registerReport } from "./commands/report";
import { register as registerStatus } from "./commands/status";
import { register as registerSwitchover } from "./commands/switchover";
import { register as registerUnfence } from "./commands/unfence";
import { register as registerUp } from "./commands/up";
import { ownPackage } from "./own-package";
import { ignoreClosedPipes } from "./terminal/closed-pipe";

/** One file for each command. A command loads its dependencies when it is called. */
const COMMANDS: readonly ((program: Command) => void)[] = [
  registerInit,
  registerAdopt,
  registerPreview,
  registerUp,
  registerStatus,
  registerRefresh,
  registerDestroy,
  registerPreflight,
  registerFailover,
  registerSwitchover,
  registerFailback,
  registerRehearse,
  registerUnfence,
  registerAbandon,
  registerLease,
  registerReplicate,
  registerCheck,
  registerDrill,
  registerReport,
  registerPrices,
];

/** Runs the command line and sets the exit code of the process. */
export async function main(argv: string[]): Promise<void> {
  ignoreClosedPipes();
  const program = new Command("redoubt")
    .description("Multi-region disaster recovery for AWS: preview, deploy, fail over and fail back.")
    .version(ownPackage().version, "--version", "print the version")
    .showHelpAfterError("(redoubt --help lists the commands)")
    .exitOverride();
  for (const register of COMMANDS) register(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) {
      // Its message is printed already.
      process.exitCode = error.exitCode;
      return;
    }
    const shown =
      error instanceof UserError ? error : (missingPackage(error) ?? fileError(error) ?? accessError(error));
    if (!shown) throw error;
    process.stderr.write(`${shown.message}\n`);
    process.exitCode = shown.exitCode;
  }
}

/** The error for a package that a command loads and that is not installed; undefined for any other error. */
function missingPackage(error: unknown): UserError | undefined {
  if ((error as NodeJS.ErrnoException)?.code !== "MODULE_NOT_FOUND") return undefined;
  const [, name] =
    /^Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec((error as Error).message) ?? [];
  return name ? new UserError(`redoubt: the package ${name} is not installed; run npm install ${name}`) : undefined;
}

/** The error for missing credentials or a missing permission of the caller; undefined for any other error. */
function accessError(error: unknown): UserError | undefined {
  return error instanceof InvalidCredentials || error instanceof Denied ? new UserError(error.message) : undefined;
}

/** What the operating system's errors about a file mean for the user. */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  EACCES: "permission denied; give a path that you may use",
  EEXIST: "is a file; give the path of a folder",
  EISDIR: "is a folder; give the path of a file",
  ENOENT: "does not exist; give the path of an existing one",
  ENOSPC: "no space left; free some, or give another path",
  ENOTDIR: "is below a file; give another path",
  EPERM: "not permitted; give a path that you may use",
  EROFS: "is read-only; give another path",
};

/** The error for a file or folder of the user that cannot be used; undefined for any other error. */
function fileError(error: unknown): UserError | undefined {
  const { code = "", path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const meaning = FILE_ERRORS[code];
  // A program that cannot be started has no path of the user.
  if (path === undefined || meaning === undefined || syscall?.startsWith("spawn")) return undefined;
  return new UserError(`${path}: ${meaning}`);
}
