import type { Diagram } from "../document";
import { LEGEND } from "./svg";

type Kind = Diagram["paths"][number]["kind"];

const ARROWS: Readonly<Record<Kind, string>> = {
  traffic: "==>",
  failover: "-.->",
  data: "-->",
  replication: "-.->",
  control: "-->",
};

/** The diagram as a Mermaid flowchart, for a Markdown page. */
export function renderMermaid({ groups, parts, paths }: Diagram): string {
  const lines = groups.flatMap(({ id, label, kind }) => {
    const own = parts
      .filter(({ group }) => group === id)
      .map(
        (part) => `  ${mermaidId(part.id)}["${quoted(part.label)}${part.summary && `<br/>${quoted(part.summary)}`}"]`,
      );
    return kind === "outside"
      ? own
      : [`  subgraph ${mermaidId(id)}["${quoted(label)}"]`, ...own.map((line) => `  ${line}`), "  end"];
  });
  const links = paths.map(({ from, to, kind, label }) => {
    const text = label || (kind === "data" ? "" : LEGEND[kind]);
    return `  ${mermaidId(from)} ${ARROWS[kind]}${text && `|"${quoted(text)}"|`} ${mermaidId(to)}`;
  });
  return ["flowchart TB", ...lines, ...links].join("\n");
}

/** A Mermaid id: letters, digits and underscores, prefixed because words such as "end" are reserved. */
function mermaidId(id: string): string {
  return `n_${id.replace(/[^a-zA-Z0-9]/g, "_")}`;
}

function quoted(text: string): string {
  return text.replace(/"/g, "#quot;");
}
