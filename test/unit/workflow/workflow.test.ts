import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";

const file = join(__dirname, "../../../.github/workflows/redoubt-preview.yml");
const text = readFileSync(file, "utf8");

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }[];
}
const preflightFile = join(__dirname, "../../../.github/workflows/redoubt-preflight.yml");
const { jobs, permissions } = parse(text) as { jobs: Record<string, Job>; permissions: object };

describe("the workflow for pull requests", () => {
  it("pins every action by its commit", () => {
    const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
    expect(used).to.have.length.greaterThan(5);
    for (const action of used) expect(action).to.match(/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/);
  });

  it("gives each job the rights that it needs, and takes a role for as long as it runs", () => {
    expect(permissions).to.deep.equal({});
    expect(jobs.policies?.permissions).to.deep.equal({ contents: "read", "security-events": "write" });
    expect(jobs.preview?.permissions).to.deep.equal({
      contents: "read",
      "id-token": "write",
      "pull-requests": "write",
    });
    const credentials = jobs.preview?.steps.find(({ uses }) => uses?.includes("configure-aws-credentials"));
    expect(Object.keys(credentials?.with ?? {})).to.deep.equal(["role-to-assume", "aws-region"]);
    expect(text).to.not.match(/AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY)/);
  });

  it("compares the readiness report with that of the base, and needs no account for it", () => {
    expect(jobs.readiness?.permissions).to.deep.equal({ contents: "read" });
    expect(text).to.include("report --compare ../before/report.json").and.include("base.sha");
  });

  it("has nothing that actionlint finds", function () {
    const { error, status, stdout } = spawnSync("actionlint", ["-no-color", file, preflightFile], { encoding: "utf8" });
    if (error) {
      console.log(
        "      skipped: no actionlint on PATH (go install github.com/rhysd/actionlint/cmd/actionlint@latest)",
      );
      this.skip();
    }
    expect(stdout).to.equal("");
    expect(status).to.equal(0);
  });
});

describe("the scheduled preflight", () => {
  const preflight = parse(readFileSync(preflightFile, "utf8")) as {
    on: { schedule: readonly { cron: string }[] };
    jobs: Record<string, Job>;
    permissions: object;
  };

  it("runs every day, with a role for as long as it runs, and with the same actions as the other workflow", () => {
    expect(preflight.on.schedule).to.have.length(1);
    expect(preflight.permissions).to.deep.equal({});
    const { permissions, steps = [] } = preflight.jobs.preflight ?? {};
    expect(permissions).to.deep.equal({ contents: "read", "id-token": "write" });
    for (const { uses } of steps) if (uses !== undefined) expect(text).to.include(uses);
  });
});
