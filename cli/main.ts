import { Command } from "commander";
import { UserError } from "../errors";

/** One verb of the command line; each lies in a file of its own in commands/. */
type Registration = (program: Command) => void;

// Loaded when the verb is named: one verb does not pay for another's imports.
const verbs: Record<string, () => Registration> = {};

/** Runs the command line and sets the process's exit code. */
export async function main(argv: string[]): Promise<void> {
  const program = new Command("redoubt")
    .description("Multi-region disaster recovery for AWS: preview it, deploy it, fail over, and come back.")
    .showHelpAfterError("(redoubt --help lists the commands)");
  for (const register of Object.values(verbs)) register()(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  }
}
