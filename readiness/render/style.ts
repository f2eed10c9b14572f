const LIGHT = `--ground:#fff; --raised:#f6f7f9; --ink:#1a2230; --soft:#55606f; --line:#d5dae1; --link:#1b5aa6;
  --good:#17693e; --good-ground:#e2f3e9; --warn:#8a4a00; --warn-ground:#fdefd9; --bad:#a32020; --bad-ground:#fce5e5; --bar:#3a6ea8; --bar-soft:#c4d6ea;`;

const DARK = `--ground:#12161c; --raised:#1a2029; --ink:#e8ecf2; --soft:#a9b4c2; --line:#333c48; --link:#8fbcf5;
  --good:#6fd6a0; --good-ground:#15301f; --warn:#f2b35e; --warn-ground:#35260f; --bad:#ff9a94; --bad-ground:#3a1818; --bar:#7fb2ee; --bar-soft:#2c4563;`;

/** Style sheet of the page: light and dark mode, narrow screens, print. */
export const STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root { ${DARK} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
header, main, footer { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
header { padding-top: 32px; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 1.35rem; margin: 0 0 8px; }
h3 { font-size: 1.05rem; margin: 28px 0 6px; }
p { max-width: 78ch; margin: 6px 0 12px; }
a { color: var(--link); }
.soft, caption, footer { color: var(--soft); }
.lead { font-size: 1.15rem; }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 18px 0 0; padding: 10px 0; border-block: 1px solid var(--line); }
section { padding: 30px 0 8px; scroll-margin-top: 8px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(178px, 1fr)); gap: 14px; margin: 20px 0 4px; padding: 0; list-style: none; }
.cards li { background: var(--raised); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.cards .name { color: var(--soft); font-size: .9rem; }
.cards .value { font-size: 1.4rem; font-weight: 650; line-height: 1.25; margin: 2px 0 6px; }
.cards .note { color: var(--soft); font-size: .9rem; margin-top: 6px; }
.badge { display: inline-block; border-radius: 5px; padding: 1px 8px; font-size: .85rem; font-weight: 600; white-space: nowrap; }
.cards .badge { white-space: normal; }
.good { color: var(--good); background: var(--good-ground); } .warn { color: var(--warn); background: var(--warn-ground); }
.bad { color: var(--bad); background: var(--bad-ground); } .quiet { color: var(--soft); background: var(--raised); border: 1px solid var(--line); }
.scroll { overflow-x: auto; margin: 10px 0 18px; }
table { border-collapse: collapse; width: 100%; font-size: .93rem; }
caption { text-align: left; padding-bottom: 6px; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; white-space: nowrap; }
td ul { margin: 0; padding-left: 1.1em; } td p { margin: 0 0 4px; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
table.matrix { min-width: 940px; } .matrix td:nth-child(1) { width: 14%; } .matrix td:nth-child(2) { width: 17%; } .matrix td:nth-child(3) { width: 31%; }
.missing { color: var(--bad); } .aside { color: var(--soft); font-size: .88rem; }
.bar { display: block; position: relative; height: 14px; min-width: 150px; background: var(--raised); border-radius: 3px; overflow: hidden; }
.bar i, .bar b { position: absolute; inset: 0 auto 0 0; border-radius: 3px; }
.bar i { background: var(--bar-soft); } .bar b { background: var(--bar); }
.bar i.unbounded { background: repeating-linear-gradient(135deg, var(--bar-soft) 0 8px, var(--raised) 8px 14px); }
.canvas { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; margin: 10px 0; }
.canvas svg { display: block; width: 100%; min-width: var(--readable, 0); height: auto; margin: 0 auto; }
#full-size, #full-size + label { display: none; }
#diagram .canvas { --wide: min(100vw - 64px, 1800px); width: max(100%, var(--wide)); margin-inline: calc((100% - max(100%, var(--wide))) / 2); }
.plot { padding: 12px 0 8px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0; padding: 0; list-style: none; font-size: .9rem; color: var(--soft); }
.legend svg { vertical-align: middle; margin-right: 6px; width: 40px; height: 10px; }
.part-details { display: none; background: var(--raised); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; margin: 10px 0; }
.part-details:target { display: block; }
.part-details td:nth-child(1), .part-details td:nth-child(3), .strategies td:nth-child(3) { white-space: nowrap; } .part-details .type { overflow-wrap: normal; }
.part-details h3 { margin: 0 0 4px; } .part-details .close { float: right; }
details { margin: 8px 0 16px; } summary { cursor: pointer; padding: 6px 0; font-weight: 600; }
code, .type { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .88em; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
footer { padding: 24px; font-size: .9rem; }
@media (max-width: 700px) {
  header, main, footer { padding-inline: 16px; }
  h1 { font-size: 1.5rem; }
  #full-size, #full-size + label { display: inline; }
  #full-size:not(:checked) ~ .canvas svg { min-width: 0; }
  table.matrix { min-width: 0; } table.matrix td { width: auto !important; }
  table.cards-when-narrow thead { display: none; }
  table.cards-when-narrow, table.cards-when-narrow tbody, table.cards-when-narrow tr, table.cards-when-narrow td, table.cards-when-narrow caption { display: block; }
  table.cards-when-narrow tr { border: 1px solid var(--line); border-radius: 10px; padding: 8px 12px; margin-bottom: 12px; }
  .part-details .type { overflow-wrap: anywhere; }
  table.cards-when-narrow td { display: grid; grid-template-columns: 6.5em minmax(0, 1fr); gap: 8px; border: 0; padding: 3px 0; text-align: left; white-space: normal !important; }
  table.cards-when-narrow td::before { content: attr(data-label); color: var(--soft); font-size: .82rem; padding-top: 2px; }
  table.cards-when-narrow td:first-child, table.cards-when-narrow td[data-label=""] { display: block; }
  table.cards-when-narrow td:first-child { font-weight: 600; } table.cards-when-narrow td:first-child .aside { font-weight: 400; }
  table.cards-when-narrow td:first-child::before, table.cards-when-narrow td[data-label=""]::before { content: none; }
}
@media print {
  :root { ${LIGHT} }
  body { font-size: 11px; } nav, .part-details, .screen, #full-size, #full-size + label { display: none; }
  header, main, footer { max-width: none; padding-inline: 0; }
  .scroll, .canvas { overflow: visible; } .canvas svg { min-width: 0 !important; }
  tr, .cards li, .canvas { break-inside: avoid; } h2, h3 { break-after: avoid; }
  details { display: block; } a { color: inherit; text-decoration: none; }
}
`;
