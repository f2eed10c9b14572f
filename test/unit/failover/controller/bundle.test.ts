import { readFileSync } from "node:fs";
import { expect } from "chai";
import { buildController, bundleController, type ControllerEntry } from "../../../../failover/controller/bundle";

/** The AWS services that each function calls. */
const SERVICES: Readonly<Record<ControllerEntry, readonly string[]>> = {
  step: [
    "auto-scaling",
    "cloudfront-keyvaluestore",
    "cloudwatch",
    "dynamodb",
    "ec2",
    "rds",
    "s3-control",
    "secrets-manager",
    "sns",
  ],
  detect: ["dynamodb", "sfn"],
  observe: ["dynamodb"],
};

describe("controller bundle", () => {
  for (const [entry, services] of Object.entries(SERVICES) as [ControllerEntry, readonly string[]][]) {
    it(`of ${entry} contains the clients that the function calls, and no other`, async () => {
      const { metafile } = await buildController(entry);
      const clients = Object.keys(metafile.inputs).flatMap(
        (file) => /@aws-sdk\/client-([^/]+)\//.exec(file)?.slice(1) ?? [],
      );
      expect([...new Set(clients)].sort()).to.deep.equal(services);
    });

    it(`of ${entry} is one file that exports the function, without a local path`, async () => {
      const text = readFileSync(await bundleController(entry), "utf8");
      const module = { exports: {} as Record<string, unknown> };
      new Function("module", "exports", "require", text)(module, module.exports, require);
      expect(module.exports[entry]).to.be.a("function");
      expect(text).not.to.include(process.cwd());
    });
  }
});
