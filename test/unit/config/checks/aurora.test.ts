import { expect } from "chai";
import { configWarnings } from "../../../../config/checks";
import { parseConfig } from "../../../../config/parse";
import { itAccepts, itRefuses } from "../../../support/config-errors";
import { configMap } from "../../../support/preview";

const aurora = (settings: object = {}) => ({ database: { engine: "aurora-postgresql", ...settings } });
const mysql = (settings: object = {}) => ({ database: { engine: "aurora-mysql", ...settings } });

describe("configuration checks: Aurora", () => {
  itRefuses([
    [
      "a burstable class",
      aurora({ instanceClass: "db.t4g.medium" }),
      "database.instanceClass: got db.t4g.medium, a burstable class; a global database needs a memory-optimized one such as db.r6g.large, or db.serverless",
    ],
    [
      "serverless instances without a capacity",
      aurora({ instanceClass: "db.serverless" }),
      "database.aurora.serverless: missing; set minimum and maximum with database.instanceClass: db.serverless",
    ],
    [
      "a capacity of provisioned instances",
      aurora({ aurora: { serverless: { minimum: 1, maximum: 2 } } }),
      "database.aurora.serverless: got a capacity with database.instanceClass: db.r6g.large; use db.serverless, or remove it",
    ],
    [
      "a minimum capacity above the maximum",
      aurora({ instanceClass: "db.serverless", aurora: { serverless: { minimum: 4, maximum: 2 } } }),
      "database.aurora.serverless: got minimum 4, maximum 2; they must not decrease",
    ],
    [
      "a limit of the loss of Aurora MySQL",
      mysql({ aurora: { rpoSeconds: 60 } }),
      "database.aurora.rpoSeconds: got 60; only Aurora PostgreSQL has rds.global_db_rpo: remove it, or set database.engine: aurora-postgresql",
    ],
    [
      "one instance in the active region",
      aurora({ aurora: { instances: { active: 1 } } }),
      "database.aurora.instances.active: got 1; use at least 2",
    ],
    [
      "a limit of the loss that Aurora does not take",
      aurora({ aurora: { rpoSeconds: 5 } }),
      "database.aurora.rpoSeconds: got 5; use at least 20",
    ],
    [
      "a version that is not complete",
      aurora({ version: "17" }),
      "database.version: got 17, which is not a version of aurora-postgresql; use a complete version of 14, 15, 16, 17, such as 17.5",
    ],
  ]);
  itAccepts([
    ["Aurora PostgreSQL with the defaults of its engine", aurora()],
    ["Aurora MySQL with the defaults of its engine", mysql()],
    [
      "Aurora Serverless v2",
      aurora({ instanceClass: "db.serverless", aurora: { serverless: { minimum: 0.5, maximum: 16 }, rpoSeconds: 60 } }),
    ],
  ]);

  it("warns of headless standbys", () => {
    const headless = parseConfig(configMap(aurora({ aurora: { instances: { standby: 0 } } })));
    expect(configWarnings(headless).map(({ path }) => path)).to.deep.equal(["database.aurora.instances.standby"]);
    expect(configWarnings(parseConfig(configMap(aurora())))).to.deep.equal([]);
  });
});
