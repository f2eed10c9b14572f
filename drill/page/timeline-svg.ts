import type { DrillResult, Second } from "../result";
import { OUTCOMES } from "../testbed/load/outcome";
import type { StepBar } from "../timeline";
import { escapeText } from "./escape";

const WIDTH = 960;
const LEFT = 150;
const RIGHT = 16;
const LANE = 96;
const LANE_GAP = 26;
const STEP = 16;
const HEADER = 34;

/** The timeline as one SVG: reads and writes per second, the steps of the runs as bars below, and faults and switches as vertical lines. */
export function drawTimeline({ timeline }: DrillResult): string {
  const { load, steps, marks } = timeline;
  const seconds = Math.max(1, Math.ceil(timeline.seconds));
  const x = (milliseconds: number) => LEFT + ((WIDTH - LEFT - RIGHT) * milliseconds) / (seconds * 1000);
  const stepsTop = HEADER + 2 * (LANE + LANE_GAP);
  const height = stepsTop + steps.length * STEP + 40;
  const lines = marks.filter(({ kind }) => kind === "fault" || kind === "switch");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Requests a second by outcome, and the steps of the failover, over the drill's time">`,
    lane("reads", "read", load, HEADER, x),
    lane("writes", "write", load, HEADER + LANE + LANE_GAP, x),
    ...steps.map((step, index) => bar(step, stepsTop + index * STEP, x)),
    ...lines.map(({ at, kind, text }, index) => {
      const [end, shift] = x(at) > WIDTH - 120 ? ["end", -4] : ["start", 4];
      return `<g class="mark ${kind}"><title>${escapeText(`${(at / 1000).toFixed(1)} s: ${text}`)}</title><line x1="${format(x(at))}" x2="${format(x(at))}" y1="${10 + (index % 2) * 10}" y2="${height - 30}"/><text x="${format(x(at) + shift)}" y="${18 + (index % 2) * 10}" text-anchor="${end}">${kind}</text></g>`;
    }),
    axis(seconds, height - 26, x),
    "</svg>",
  ].join("\n");
}

type Scale = (milliseconds: number) => number;

function lane(title: string, kind: "read" | "write", load: readonly Second[], top: number, x: Scale): string {
  const total = ({ counts }: Second) => OUTCOMES.reduce((sum, outcome) => sum + counts[kind][outcome], 0);
  const most = Math.max(1, ...load.map(total));
  const bars = load.map((one) => {
    let y = top + LANE;
    return OUTCOMES.map((outcome) => {
      const count = one.counts[kind][outcome];
      if (count === 0) return "";
      const height = (LANE * count) / most;
      y -= height;
      const from = x(one.second * 1000);
      const width = x((one.second + 1) * 1000) - from - 1;
      return `<rect class="${outcome}" x="${format(from)}" y="${format(y)}" width="${format(width)}" height="${format(height)}"><title>${title}, second ${one.second}: ${count} ${outcome}</title></rect>`;
    }).join("");
  });
  return `<g><text class="name" x="${LEFT - 10}" y="${top + 12}" text-anchor="end">${title}</text><text x="${LEFT - 10}" y="${top + 28}" text-anchor="end">${most}/s</text><line class="axis" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${top + LANE}" y2="${top + LANE}"/>${bars.join("")}</g>`;
}

function bar({ step, state, began, ended, reason }: StepBar, top: number, x: Scale): string {
  const took = ((ended - began) / 1000).toFixed(1);
  const width = Math.max(2, x(ended) - x(began));
  return `<g class="step ${state}"><title>${escapeText(`${step}: ${state} after ${took} s – ${reason}`)}</title><text x="${LEFT - 10}" y="${top + 11}" text-anchor="end">${escapeText(step)}</text><rect x="${format(x(began))}" y="${top + 2}" width="${format(width)}" height="${STEP - 5}" rx="2"/><text class="took" x="${format(x(began) + width + 4)}" y="${top + 11}">${took} s</text></g>`;
}

function axis(seconds: number, top: number, x: Scale): string {
  const every = seconds > 120 ? 20 : seconds > 45 ? 10 : 5;
  const ticks = Array.from({ length: Math.floor(seconds / every) + 1 }, (_, index) => index * every);
  return ticks
    .map(
      (second) =>
        `<line class="axis" x1="${format(x(second * 1000))}" x2="${format(x(second * 1000))}" y1="${top}" y2="${top + 4}"/><text x="${format(x(second * 1000))}" y="${top + 18}" text-anchor="middle">${second} s</text>`,
    )
    .join("");
}

function format(value: number): string {
  return value.toFixed(1);
}
