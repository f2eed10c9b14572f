import { expect } from "chai";
import { stateBackendCheck } from "../../../../automation/runs/state-backend";
import { type Finding, preflight } from "../../../../failover/run/preflight";
import { useDeployedProject } from "../../../support/deployed-project";
import { withFakePulumi } from "../../../support/fake-pulumi";

describe("automation/runs/state-backend", () => {
  const files = useDeployedProject();
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  beforeEach(() => {
    delete process.env.AWS_REGION;
    delete process.env.AWS_DEFAULT_REGION;
  });
  after(() => {
    Object.assign(process.env, AWS_REGION && { AWS_REGION }, AWS_DEFAULT_REGION && { AWS_DEFAULT_REGION });
  });

  /** What the check finds where the CLI names this backend. */
  async function found(answer: { url?: string; code?: number; stderr?: string }): Promise<Finding | undefined> {
    const { url, ...rest } = answer;
    const whoami = { stdout: JSON.stringify({ user: "operator", organizations: [], url }), ...rest };
    return withFakePulumi({ answers: { whoami } }, async () => {
      const [finding] = await preflight([stateBackendCheck(files.config(), files.project)]);
      return finding;
    });
  }

  it("fails for a bucket in a region with a tier", async () => {
    expect(await found({ url: "s3://state?region=us-west-1&profile=operations" })).to.deep.equal({
      check: "state backend",
      state: "failed",
      detail:
        "s3://state is in us-west-1, which has a tier: without that region there is no update; move the state (docs/state.md)",
    });
  });

  it("takes the region from the environment where the URL has none, as the CLI does", async () => {
    process.env.AWS_REGION = "us-east-1";
    expect((await found({ url: "s3://state" }))?.state).to.equal("failed");
  });

  it("passes for a bucket elsewhere, and for other backends", async () => {
    expect((await found({ url: "s3://state?region=us-east-2" }))?.detail).to.equal(
      "s3://state in us-east-2, which has no tier",
    );
    expect((await found({ url: "https://app.pulumi.com/operator" }))?.state).to.equal("ok");
  });

  it("is not decided without a region, with another vendor's endpoint, without a login, and without the CLI", async () => {
    expect((await found({ url: "s3://state" }))?.state).to.equal("unknown");
    expect((await found({ url: "s3://state?region=us-east-1&endpoint=minio:9000" }))?.state).to.equal("unknown");
    expect(await found({ code: 1, stderr: "error: not logged in" })).to.deep.include({ state: "unknown" });
    const { PATH } = process.env;
    process.env.PATH = "";
    try {
      const [finding] = await preflight([stateBackendCheck(files.config(), files.project)]);
      expect(finding?.detail).to.match(/^pulumi: not found on PATH/);
    } finally {
      process.env.PATH = PATH;
    }
  });
});
