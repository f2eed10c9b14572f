import { readFileSync } from "node:fs";
import { expect } from "chai";
import { buildFunction, bundleFunction, type FunctionEntry } from "../../../failover/bundle";

interface Expected {
  /** The AWS services that the function calls. */
  readonly services: readonly string[];
  /** Database drivers. */
  readonly drivers: readonly string[];
  readonly exports: readonly string[];
}

const EXPECTED: Readonly<Record<FunctionEntry, Expected>> = {
  "controller/step": {
    services: [
      "application-auto-scaling",
      "auto-scaling",
      "cloudfront-keyvaluestore",
      "cloudwatch",
      "dynamodb",
      "ec2",
      "ecs",
      "lambda",
      "rds",
      "s3-control",
      "sns",
    ],
    drivers: [],
    exports: ["step"],
  },
  "controller/detect": { services: ["dynamodb", "sfn"], drivers: [], exports: ["detect"] },
  "controller/observe": { services: ["dynamodb"], drivers: [], exports: ["observe"] },
  "sentinel/postgres": {
    services: ["dynamodb", "lambda", "secrets-manager"],
    drivers: ["pg"],
    exports: ["sentinel", "setUp"],
  },
  "sentinel/mysql": {
    services: ["dynamodb", "lambda", "secrets-manager"],
    drivers: ["mysql2"],
    exports: ["sentinel", "setUp"],
  },
};

describe("function bundle", () => {
  for (const [entry, { services, drivers, exports }] of Object.entries(EXPECTED) as [FunctionEntry, Expected][]) {
    it(`of ${entry} contains the clients and drivers that it uses, and no other`, async () => {
      const { metafile } = await buildFunction(entry);
      const files = Object.keys(metafile.inputs);
      const found = (pattern: RegExp) =>
        [...new Set(files.flatMap((file) => pattern.exec(file)?.slice(1) ?? []))].sort();
      expect(found(/@aws-sdk\/client-([^/]+)\//)).to.deep.equal(services);
      expect(found(/node_modules\/(pg|mysql2)\//)).to.deep.equal(drivers);
    });

    it(`of ${entry} is one file that exports its functions, without a local path`, async () => {
      const text = readFileSync(await bundleFunction(entry), "utf8");
      const module = { exports: {} as Record<string, unknown> };
      new Function("module", "exports", "require", text)(module, module.exports, require);
      for (const name of exports) expect(module.exports[name], name).to.be.a("function");
      expect(text).not.to.include(process.cwd());
    });
  }
});
