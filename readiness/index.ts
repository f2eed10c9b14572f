export { compareReports } from "./compare";
export { drawPicture } from "./picture/draw";
export { renderMermaid } from "./picture/mermaid";
export { readReport } from "./read-report";
export { renderChanges } from "./render/changes";
export { renderHtml } from "./render/html";
export { renderMarkdown } from "./render/markdown";
export { answer } from "./render/sections/summary";
export { objectiveMissed, readinessReport } from "./report";
