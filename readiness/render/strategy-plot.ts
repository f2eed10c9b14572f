import type { Strategy } from "../document";
import { escapeHtml } from "./escape-html";
import { dollars, figure } from "./format";

/** Size and margins, in SVG units. */
const WIDTH = 760;
const HEIGHT = 330;
const LEFT = 64;
const RIGHT = 150;
const TOP = 24;
const BOTTOM = 52;

interface Point {
  readonly names: string[];
  readonly cost: number;
  readonly low: number;
  /** Null if there is no upper bound. */
  readonly high: number | null;
  /** Until reads are served; null if reads wait until writes are back. */
  readonly reads: number | null;
}

/** Plots the cost of the standby against the recovery time: a bar from low to high for writes, a ring for reads. */
export function strategyPlot(strategies: readonly Strategy[]): string {
  const points = pointsOf(strategies);
  if (points.length === 0) return "<p>No standby size allows a recovery.</p>";
  const maxCost = niceAbove(Math.max(...points.map(({ cost }) => cost)));
  const maxMinutes = niceAbove(Math.max(...points.map(({ low, high }) => high ?? low * 2)));
  const x = (cost: number) => LEFT + (cost / maxCost) * (WIDTH - LEFT - RIGHT);
  const y = (minutes: number) => HEIGHT - BOTTOM - (minutes / maxMinutes) * (HEIGHT - TOP - BOTTOM);
  const steps = [0, 0.25, 0.5, 0.75, 1];
  const grid = steps.map((step) => {
    const [cost, minutes] = [step * maxCost, step * maxMinutes];
    return [
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(minutes)}" y2="${y(minutes)}"/>`,
      `<text x="${LEFT - 8}" y="${y(minutes) + 4}" text-anchor="end">${figure(minutes)}</text>`,
      `<text x="${x(cost)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">$${figure(cost)}</text>`,
    ].join("");
  });
  const marks = points.map(({ names, cost, low, high, reads }) => {
    const [from, to] = [y(low), high === null ? TOP : y(high)];
    const end =
      high === null
        ? `<path class="mark" d="M${x(cost) - 6} ${TOP + 9}L${x(cost)} ${TOP}L${x(cost) + 6} ${TOP + 9}"/>`
        : cap(x(cost), to);
    const label = names.map(
      (name, line) => `<tspan x="${x(cost) + 12}" dy="${line === 0 ? 0 : 17}">${escapeHtml(name)}</tspan>`,
    );
    return `<g><title>${escapeHtml(`${names.join(", ")}: ${dollars(cost)} per month, ${figure(low)} to ${high === null ? "no bound" : figure(high)} min`)}</title><line class="mark" x1="${x(cost)}" x2="${x(cost)}" y1="${from}" y2="${to}"/>${end}<circle class="ring" cx="${x(cost)}" cy="${y(reads ?? low)}" r="7"/><text class="name" x="${x(cost) + 12}" y="${(from + to) / 2}">${label.join("")}</text></g>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" style="min-width:560px;max-width:${WIDTH}px" role="img" aria-label="Cost of the standby against the recovery time"><style>.plot text{font-size:13px;fill:var(--soft)}.plot .name{font-weight:600;fill:var(--ink);paint-order:stroke;stroke:var(--ground);stroke-width:6px;stroke-linejoin:round}.plot .grid{stroke:var(--line)}.plot .mark{stroke:var(--bar);stroke-width:7;stroke-linecap:butt;fill:none}.plot .ring{fill:var(--ground);stroke:var(--good);stroke-width:3}</style>${grid.join("")}<text x="${LEFT}" y="14">minutes until writes (bar: low to high) and reads (ring) are back</text><text x="${WIDTH - RIGHT}" y="${HEIGHT - 10}" text-anchor="end">standby cost per month, US dollars</text>${marks.join("")}</svg>`;
}

function pointsOf(strategies: readonly Strategy[]): Point[] {
  const points = new Map<string, Point>();
  for (const { strategy, standbyMonthly, lowMinutes, highMinutes, readsMinutes } of strategies) {
    if (lowMinutes === null) continue;
    const key = [standbyMonthly, lowMinutes, highMinutes, readsMinutes].join(" ");
    const point = points.get(key) ?? {
      names: [],
      cost: standbyMonthly,
      low: lowMinutes,
      high: highMinutes,
      reads: readsMinutes,
    };
    point.names.push(strategy);
    points.set(key, point);
  }
  return [...points.values()];
}

function cap(x: number, y: number): string {
  return `<line class="mark" x1="${x - 6}" x2="${x + 6}" y1="${y}" y2="${y}"/>`;
}

/** The next larger number that divides well into four grid steps. */
function niceAbove(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 1.2, 1.6, 2, 2.4, 3.2, 4, 5, 6, 8, 10].find((candidate) => candidate * unit >= value) ?? 10;
  return factor * unit;
}
