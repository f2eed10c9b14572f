import type { EvaluatedPreview } from "../../automation";

type Document = EvaluatedPreview["document"];
type Stack = Document["stacks"][number];

const SEVERITIES = ["critical", "high", "medium", "low"] as const;
/** Width where standard output is not a terminal. */
const DEFAULT_WIDTH = 120;

/**
 * A preview in a few lines: for each stack its resources by service, its findings by severity and the time, then the mandatory findings.
 * @param width of the terminal, in characters
 */
export function renderPreviewSummary(
  { stacks, violations }: Document,
  width = process.stdout.columns ?? DEFAULT_WIDTH,
): string {
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return [
    ...stacks.flatMap((stack) => renderStack(stack, violations, width)),
    ...mandatory.map(({ policy, urn, message }) => `mandatory: ${policy}  ${urn.split("::").at(-1)}: ${message}`),
  ].join("\n");
}

function renderStack(
  { stack, region, role, resources, seconds }: Stack,
  violations: Document["violations"],
  width: number,
) {
  const own = violations.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  const findings = SEVERITIES.map((severity) => [severity, own.filter((each) => each.severity === severity).length])
    .filter(([, count]) => count !== 0)
    .map(([severity, count]) => `${count} ${severity}`);
  const place = region ? ` (${region}, ${role})` : "";
  return [
    `${stack}${place}: ${resources.length} resources, ${findings.join(", ") || "no"} findings, ${seconds.toFixed(1)} s`,
    ...wrapped(byService(resources), width),
  ];
}

/** The number of resources of each service, the most frequent first; components count as redoubt. */
function byService(resources: Stack["resources"]): string[] {
  const counts = new Map<string, number>();
  for (const { type } of resources) {
    const [provider = "", module = ""] = type.split(":");
    const service = provider === "aws" ? (module.split("/")[0] ?? module) : provider;
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one).map(([service, count]) => `${count} ${service}`);
}

/** Items in lines that fit the width, indented. */
function wrapped(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}, ${item}`.length <= width) lines[lines.length - 1] = `${last}, ${item}`;
    else lines.push(`  ${item}`);
  }
  return lines;
}
