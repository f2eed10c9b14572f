import type { Diagram } from "../document";
import { legend } from "./svg";

type Kind = Diagram["paths"][number]["kind"];

const arrows: Readonly<Record<Kind, string>> = {
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
      .map((part) => `  ${name(part.id)}["${quoted(part.label)}${part.summary && `<br/>${quoted(part.summary)}`}"]`);
    return kind === "outside"
      ? own
      : [`  subgraph ${name(id)}["${quoted(label)}"]`, ...own.map((line) => `  ${line}`), "  end"];
  });
  const links = paths.map(({ from, to, kind, label }) => {
    const said = label || (kind === "data" ? "" : legend[kind]);
    return `  ${name(from)} ${arrows[kind]}${said && `|"${quoted(said)}"|`} ${name(to)}`;
  });
  return ["flowchart TB", ...lines, ...links].join("\n");
}

/** Mermaid takes letters, digits and underscores; a word such as "end" alone would be its own. */
function name(id: string): string {
  return `n_${id.replace(/[^a-zA-Z0-9]/g, "_")}`;
}

function quoted(text: string): string {
  return text.replace(/"/g, "#quot;");
}
