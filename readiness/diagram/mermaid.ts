import type { Diagram } from "../document";

type Kind = Diagram["paths"][number]["kind"];

const ARROWS: Readonly<Record<Kind, string>> = {
  traffic: "==>",
  failover: "-.->",
  data: "-->",
  replication: "-.->",
  control: "-->",
};

/** Less space than Mermaid's own, so that the diagram fits the width of a page on GitHub without being scaled down to small print. */
const SPACING =
  '%%{init: {"flowchart": {"nodeSpacing": 16, "rankSpacing": 28, "padding": 8, "subGraphTitleMargin": {"bottom": 10}}}}%%';

/** The diagram as a Mermaid flowchart, for a Markdown page: the parts that a path connects. The page has the others. */
export function renderMermaid({ groups, parts, paths }: Diagram): string {
  const lines = groups.flatMap(({ id, label, kind }) => {
    const own = parts
      .filter((part) => part.group === id && paths.some(({ from, to }) => from === part.id || to === part.id))
      .map(
        (part) => `  ${mermaidId(part.id)}["${quoted(part.label)}${part.summary && `<br/>${quoted(part.summary)}`}"]`,
      );
    return kind === "outside"
      ? own
      : [`  subgraph ${mermaidId(id)}["${quoted(label)}"]`, ...own.map((line) => `  ${line}`), "  end"];
  });
  const links = paths.map(
    ({ from, to, kind, label }) =>
      `  ${mermaidId(from)} ${ARROWS[kind]}${label && `|"${quoted(label)}"|`} ${mermaidId(to)}`,
  );
  return [SPACING, "flowchart TB", ...lines, ...links].join("\n");
}

/** A Mermaid id: letters, digits and underscores, prefixed because words such as "end" are reserved. */
function mermaidId(id: string): string {
  return `n_${id.replace(/[^a-zA-Z0-9]/g, "_")}`;
}

function quoted(text: string): string {
  return text.replace(/"/g, "#quot;");
}
