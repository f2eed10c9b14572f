import { expect } from "chai";
import { parse } from "yaml";
import { one, previewed, type Settings, stackOf } from "../../support/preview";
import { textOf } from "./markdown";

/** The document's configurations, in order, as settings over the shipped ones. */
const configurations = [...textOf("docs/major-upgrade.md").matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, block = ""]): Settings => {
    const entries = Object.entries(parse(block) as Record<string, { value: unknown }>);
    return Object.fromEntries(entries.map(([key, { value }]) => [key.replace("redoubt:", ""), value]));
  },
);

/** Versions and parameter families of both regions' instances, and the name of the standby's. */
async function databases(settings: Settings | undefined) {
  const document = await previewed(settings);
  const [active, standby] = ["prod", "dr"].map((name) => {
    const stack = stackOf(document, name);
    const { inputs } = one(stack, "rds/instance:Instance");
    const { family } = one(stack, "rds/parameterGroup:ParameterGroup").inputs;
    return {
      version: inputs.engineVersion,
      family,
      identifier: inputs.identifier,
      allow: inputs.allowMajorVersionUpgrade,
    };
  });
  return { active, standby };
}

const [postgresActive, postgresStandby, mysqlStandby] = configurations;

describe("docs/major-upgrade.md", () => {
  it("upgrades a PostgreSQL primary in place first", async () => {
    const { active, standby } = await databases(postgresActive);
    expect(active).to.deep.equal({
      version: "18",
      family: "postgres18",
      identifier: "redoubt-database-us-east-1-g1",
      allow: true,
    });
    expect(standby).to.include({ version: "17", family: "postgres17", identifier: "redoubt-database-us-west-1-g1" });
  });

  it("then rebuilds the PostgreSQL standby under a new name, with the version of its source", async () => {
    const { active, standby } = await databases(postgresStandby);
    expect(active).to.include({ version: "18", identifier: "redoubt-database-us-east-1-g1" });
    expect(standby).to.include({ version: "18", family: "postgres18", identifier: "redoubt-database-us-west-1-g2" });
  });

  it("upgrades a MySQL replica in place before its source", async () => {
    const { active, standby } = await databases(mysqlStandby);
    expect(active).to.include({ version: "8.0", family: "mysql8.0" });
    expect(standby).to.deep.equal({
      version: "8.4",
      family: "mysql8.4",
      identifier: "redoubt-database-us-west-1-g1",
      allow: true,
    });
  });
});
