import { expect } from "chai";
import { runCli } from "../../../support/run-cli";

/** Variables from which the AWS SDK takes credentials, without any. */
const NO_CREDENTIALS: Readonly<Record<string, string | undefined>> = {
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_PROFILE: undefined,
  AWS_CONFIG_FILE: "/nonexistent",
  AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
  AWS_EC2_METADATA_DISABLED: "true",
};

describe("redoubt adopt", () => {
  it("refuses a region of another partition", async () => {
    const { exitCode, stderr } = await runCli("adopt", "--region", "us-gov-west-1");
    expect(exitCode).to.equal(1);
    expect(stderr).to.equal(
      "--region: us-gov-west-1 is in partition aws-us-gov; use a region of the commercial partition (aws)\n",
    );
  });

  it("reports missing credentials in one line", async () => {
    const original = Object.fromEntries(Object.keys(NO_CREDENTIALS).map((name) => [name, process.env[name]]));
    setVariables(NO_CREDENTIALS);
    try {
      const { exitCode, stderr } = await runCli("adopt", "--region", "us-east-1");
      expect(exitCode).to.equal(1);
      expect(stderr).to.match(/^credentials: .*; sign in again or renew the keys, then run the same command again\n$/);
    } finally {
      setVariables(original);
    }
  });
});

function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
