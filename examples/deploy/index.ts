// Redoubt's operations as a library: deploys only if a preview deletes and replaces nothing, and prints the progress.
import { deploy, preview } from "pulumi-redoubt/automation";

async function main(project: string): Promise<void> {
  const planned = await preview({ project });
  const losses = planned.stacks
    .flatMap(({ changes }) => changes)
    .filter(({ operation }) => /delete|replace/.test(operation));
  if (!planned.succeeded || losses.length > 0) {
    for (const { operation, urn } of losses) console.error(`would ${operation} ${urn}`);
    process.exitCode = 1;
    return;
  }
  const update = deploy({ project });
  for await (const event of update) {
    if (event.kind === "stack-finished") console.error(`${event.stack}: ${event.result.state}`);
    if (event.kind === "diagnostic" && event.severity === "error") console.error(`${event.stack}: ${event.message}`);
  }
  const { succeeded, stacks } = await update;
  console.log(
    JSON.stringify(
      stacks.map(({ stack, counts, seconds }) => ({ stack, counts, seconds })),
      null,
      2,
    ),
  );
  if (!succeeded) process.exitCode = 1;
}

main(process.argv[2] ?? "Pulumi.yaml");
