/** The timeline's style, alone or in the page, for light and dark colour schemes. */
export const TIMELINE_STYLE = `
:root { --surface: #fcfcfb; --text: #0b0b0b; --faint: #52514e; --line: #c9c8c2;
  --ok: #2a78d6; --held: #eda100; --refused: #eb6834; --unavailable: #e34948; --error: #4a3aa7; --unanswered: #898781;
  --step: #1baf7a; --failed: #e34948; --fault: #e34948; --switch: #008300; }
@media (prefers-color-scheme: dark) { :root { --surface: #1a1a19; --text: #ffffff; --faint: #c3c2b7; --line: #4b4a46;
  --ok: #3987e5; --held: #c98500; --refused: #d95926; --unavailable: #e66767; --error: #9085e9; --unanswered: #898781;
  --step: #199e70; --failed: #e66767; --fault: #e66767; --switch: #0ca30c; } }
svg { font: 11px system-ui, sans-serif; background: var(--surface); }
svg text { fill: var(--faint); }
svg text.name { fill: var(--text); font-weight: 600; }
svg .axis { stroke: var(--line); }
svg .ok { fill: var(--ok); } svg .held { fill: var(--held); } svg .refused { fill: var(--refused); }
svg .unavailable { fill: var(--unavailable); } svg .error { fill: var(--error); } svg .unanswered { fill: var(--unanswered); }
svg .step rect { fill: var(--step); } svg .failed rect, svg .superseded rect { fill: var(--failed); }
svg .mark line { stroke-width: 1.5; stroke-dasharray: 4 3; } svg .mark text { font-weight: 600; }
svg .fault line { stroke: var(--fault); } svg .fault text { fill: var(--fault); }
svg .switch line { stroke: var(--switch); } svg .switch text { fill: var(--switch); }
`;

export const PAGE_STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--surface); max-width: 980px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h2 .verdict { font-size: 0.9rem; margin-left: 0.6rem; }
.passed { color: var(--switch); } .failed { color: var(--fault); }
svg { width: 100%; height: auto; }
table { border-collapse: collapse; margin: 0.8rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 0.15rem 0.8rem; border-bottom: 1px solid var(--line); } th:first-child, td:first-child { text-align: left; padding-left: 0; }
.tables { display: flex; flex-wrap: wrap; gap: 0 3rem; align-items: flex-start; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; list-style: none; padding: 0; color: var(--faint); font-size: 0.85rem; }
.legend i { display: inline-block; width: 0.8em; height: 0.8em; border-radius: 2px; margin-right: 0.4em; }
details { color: var(--faint); } pre { overflow-x: auto; font-size: 0.8rem; }
`;
