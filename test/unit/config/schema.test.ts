import { expect } from "chai";
import fc from "fast-check";
import { COUNTRY_CODES } from "../../../config/aws/countries";
import { LOG_RETENTION_DAYS } from "../../../config/aws/limits";
import { parseConfig } from "../../../config/parse";
import { configErrorsOf } from "../../support/config-errors";
import { configMap, type Settings } from "../../support/preview";

const capacity = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .map((sizes) => {
    const [minimum = 0, desired = 0, maximum = 1] = sizes.toSorted((one, other) => one - other);
    return { minimum, desired, maximum: Math.max(1, maximum) };
  });
const tier = fc
  .record({
    instanceType: fc.constantFrom("t4g.medium", "m6i.large", "r8g.2xlarge"),
    active: capacity,
    standby: capacity,
  })
  .map((settings) => {
    const maximum = Math.max(settings.standby.maximum, settings.active.desired);
    return { ...settings, standby: { ...settings.standby, maximum } };
  });
const database = fc
  .record({
    engine: fc.constantFrom(["postgres", "16"], ["postgres", "17.6"], ["mysql", "8.4"], ["mariadb", "11.4"]),
    storageGiB: fc.integer({ min: 20, max: 50_000 }),
    retentionDays: fc.integer({ min: 1, max: 35 }),
    name: fc.stringMatching(/^app[a-z0-9_]{0,20}$/),
    username: fc.stringMatching(/^owner[a-z0-9_]{0,10}$/),
    extendedSupport: fc.boolean(),
  })
  .map(({ engine: [engine, version], storageGiB, ...others }) => {
    return { engine, version, storageGiB, maximumStorageGiB: Math.ceil((storageGiB * 11) / 10), ...others };
  });

/** Valid settings of every group. */
const settings: fc.Arbitrary<Settings> = fc.record({
  logRetentionDays: fc.constantFrom(...LOG_RETENTION_DAYS),
  lease: fc.record({ seconds: fc.integer({ min: 10, max: 300 }) }),
  web: tier,
  application: tier,
  database,
  edge: fc.record({
    allowedCountries: fc
      .subarray([...COUNTRY_CODES])
      .map((codes) => (codes.length === 0 ? [] : [...new Set([...codes, "US"])])),
    requestsPerFiveMinutes: fc.integer({ min: 10, max: 2_000_000_000 }),
  }),
  tags: fc.dictionary(fc.stringMatching(/^team[a-z]{0,10}$/), fc.stringMatching(/^[a-zA-Z0-9 _.:/=+@-]{0,50}$/), {
    maxKeys: 40,
  }),
  breakGlassCidrs: fc.array(
    fc.integer({ min: 8, max: 32 }).map((prefix) => `10.0.0.0/${prefix}`),
    { maxLength: 3 },
  ),
});

/** A change that AWS or the schema does not accept, with the path that its error names. */
const faults: readonly (readonly [path: string, change: (valid: Record<string, object>) => Settings])[] = [
  ["logRetentionDays", () => ({ logRetentionDays: 2 })],
  ["lease.seconds", () => ({ lease: { seconds: 9 } })],
  ["web.instanceType", ({ web }) => ({ web: { ...web, instanceType: "m6g.hugest" } })],
  [
    "application.standby",
    ({ application }) => {
      return { application: { ...application, standby: { minimum: 30, desired: 29, maximum: 31 } } };
    },
  ],
  ["database.maximumStorageGiB", ({ database }) => ({ database: { ...database, maximumStorageGiB: 20 } })],
  ["database.username", ({ database }) => ({ database: { ...database, username: "rdsadmin" } })],
  ["database.retentionDays", ({ database }) => ({ database: { ...database, retentionDays: 36 } })],
  ["edge.allowedCountries", ({ edge }) => ({ edge: { ...edge, allowedCountries: ["DE"] } })],
  ["tags.owner", ({ tags }) => ({ tags: { ...tags, owner: "a,b" } })],
  ["breakGlassCidrs[0]", () => ({ breakGlassCidrs: ["0.0.0.0/1"] })],
];

describe("configuration schema", () => {
  it("accepts valid settings of every group", () => {
    fc.assert(
      fc.property(settings, (valid) => {
        expect(configErrorsOf(valid)).to.deep.equal([]);
      }),
    );
  });

  it("parses its own result to the same configuration", () => {
    fc.assert(
      fc.property(settings, (valid) => {
        const once = parseConfig(configMap(valid));
        expect(parseConfig(configMap({ ...once }))).to.deep.equal(once);
      }),
    );
  });

  it("reports exactly one error, with its path, for one change that AWS does not accept", () => {
    fc.assert(
      fc.property(settings, fc.constantFrom(...faults), (valid, [path, change]) => {
        const errors = configErrorsOf({ ...valid, ...change(valid as Record<string, object>) });
        expect(errors.map((error) => error.slice(0, error.indexOf(": ")))).to.deep.equal([path]);
      }),
    );
  });

  it("reports all errors of several changes", () => {
    fc.assert(
      fc.property(settings, fc.subarray([...faults], { minLength: 2 }), (valid, chosen) => {
        const changed = { ...valid } as Record<string, object>;
        for (const [, change] of chosen) Object.assign(changed, change(changed));
        const paths = configErrorsOf(changed).map((error) => error.slice(0, error.indexOf(": ")));
        expect(paths).to.have.members(chosen.map(([path]) => path));
      }),
    );
  });
});
