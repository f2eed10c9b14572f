export { compareReports } from "./compare";
export { drawDiagram } from "./diagram/draw";
export { renderMermaid } from "./diagram/mermaid";
export { readReport } from "./read-report";
export { renderChanges } from "./render/changes";
export { renderHtml } from "./render/html";
export { renderMarkdown } from "./render/markdown";
export { conclusion } from "./render/sections/summary";
export { objectiveMissed, readinessReport } from "./report";
