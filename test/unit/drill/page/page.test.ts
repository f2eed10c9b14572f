import { expect } from "chai";
import { renderPage } from "../../../../drill/page/page";
import type { DrillResult } from "../../../../drill/result";
import { OUTCOMES } from "../../../../drill/testbed/load/outcome";

const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));

/** A drill that lost 500 writes. */
const failed = {
  scenario: "region-loss",
  description: "The active region is lost",
  seed: 1,
  startedAt: "2026-01-02T03:04:05.000Z",
  passed: false,
  failures: ["500 acknowledged writes are lost that no fault explains: 0, 1, …"],
  recovery: { detect: 1, decide: 2, promote: 3, switch: 4, firstRead: 5, firstWrite: null },
  requests: { read: counts, write: counts },
  acknowledgedLost: Array.from({ length: 500 }, (_, index) => index),
  dualWrites: [],
  settings: {
    application: "unaware",
    database: "rds-replica",
    lease: { leaseSeconds: 9, writeSeconds: 3 },
    rate: 10,
    writeShare: 0.5,
  },
  enforcement: "proxies",
  runs: [],
  timeline: { seconds: 10, marks: [], steps: [], load: [] },
} as unknown as DrillResult;

describe("the page of a drill", () => {
  it("summarises the numbers of a failed one", () => {
    const page = renderPage([failed]);
    expect(page).to.include("Acknowledged writes lost: 500: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ….");
    expect(page).to.include("Writes accepted by both regions: none.");
    expect(page).to.include('<p class="failed">500 acknowledged writes are lost');
  });
});
