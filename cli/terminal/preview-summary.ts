import type { EvaluatedPreview } from "../../automation";
import { partsOfUrn } from "../../resources/resource";
import { coloured } from "./colour";
import { countByService, terminalWidth, wrapped, wrappedText } from "./service-counts";

type Document = EvaluatedPreview["document"];
type Stack = Document["stacks"][number];

const COLOURS = { critical: "red", high: "red", medium: "yellow", low: "dim" } as const;
const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/**
 * A preview in a few lines: for each stack its resources by service, its findings by severity and the time, then the mandatory findings.
 * @param width of the terminal, in characters
 */
export function renderPreviewSummary({ stacks, violations }: Document, width = terminalWidth()): string {
  const mandatory = violations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  return [
    ...stacks.flatMap((stack) => renderStack(stack, violations, width)),
    ...mandatory.flatMap(({ policy, urn, message }) =>
      wrappedText(`mandatory: ${policy}  ${location(urn)}: ${message}`, width).map((line) => coloured("red", line)),
    ),
  ].join("\n");
}

function renderStack(
  { stack, region, role, resources, seconds }: Stack,
  violations: Document["violations"],
  width: number,
) {
  const own = violations.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  const findings = SEVERITIES.map(
    (severity) => [severity, own.filter((each) => each.severity === severity).length] as const,
  )
    .filter(([, count]) => count !== 0)
    .map(([severity, count]) => coloured(COLOURS[severity], `${count} ${severity}`));
  const place = region ? ` (${region}, ${role})` : "";
  return [
    `${coloured("bold", stack)}${place}: ${resources.length} resources, ${findings.join(", ") || "no"} findings, ${seconds.toFixed(1)} s`,
    ...wrapped(countByService(resources), width),
  ];
}

/** A resource's stack and name: the regions' stacks have resources of the same names. */
function location(urn: string): string {
  const { name, stack } = partsOfUrn(urn);
  return `${stack} ${name}`;
}
