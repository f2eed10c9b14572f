import { expect } from "chai";
import fc from "fast-check";
import { ConfigError, parseConfig } from "../../../config/parse";
import { configErrorsOf, itRefuses, regionSettings } from "../../support/config-errors";
import { configMap, type Settings, shippedSettings } from "../../support/preview";

describe("configuration", () => {
  it("of the shipped project is valid and gets its defaults", () => {
    const config = parseConfig(configMap({}));
    expect(config).to.deep.include({
      activeRegion: "us-east-1",
      quarantined: [],
      routing: "function",
      trigger: "manual",
      protect: true,
    });
    expect(config.lease).to.deep.equal({ seconds: 30, onSilence: "refuse" });
    expect(config.regions["us-west-1"]).to.deep.include({ stack: "dr", zones: 2, database: { generation: 1 } });
  });

  it("has sorted regions, as the engine passes them", () => {
    const settings = { ...regionSettings().regions, "eu-west-1": { stack: "third", cidr: "10.30.0.0/16" } };
    const { regions } = parseConfig(configMap({ regions: settings }));
    expect(Object.keys(regions)).to.deep.equal(["eu-west-1", "us-east-1", "us-west-1"]);
  });

  it("ignores keys of other namespaces", () => {
    expect(parseConfig({ ...configMap({}), "aws:region": "us-east-1" }).domain).to.equal("example.com");
  });

  itRefuses([
    ["an unknown region", { activeRegion: "us-eest-1" }, "activeRegion: got us-eest-1; did you mean us-east-1?"],
    [
      "an unknown region in the topology",
      { regions: { ...regionSettings().regions, "us-wst-2": { stack: "third", cidr: "10.30.0.0/16" } } },
      "regions.us-wst-2: no such key; did you mean us-west-2?",
    ],
    [
      "a key in dotted form",
      { "lease.seconds": 20 },
      "lease.seconds: no such key; nest it under redoubt:lease, as value: { seconds: … }",
    ],
    [
      "an unknown key that resembles none",
      { gigantic: 1 },
      "gigantic: no such key; docs/configuration.md lists all keys",
    ],
    ["a list for keys and values", { tags: ["a"] }, 'tags: got ["a"]; write keys and values under it'],
    [
      "a text for the database's keys and values",
      { database: "aurora-postgresql" },
      "database: got aurora-postgresql; write keys and values under it",
    ],
    ["a number as text", { lease: { seconds: "30" } }, "lease.seconds: got 30; write a number without quotes"],
    ["one zone", regionSettings({ east: { zones: 1 } }), "regions.us-east-1.zones: got 1; use at least 2"],
    ["five zones", regionSettings({ east: { zones: 5 } }), "regions.us-east-1.zones: got 5; use at most 4"],
    [
      "an unknown engine",
      { database: { engine: "oracle" } },
      "database.engine: got oracle; known: postgres, mysql, mariadb, aurora-postgresql, aurora-mysql",
    ],
    ["retention 0", { database: { retentionDays: 0 } }, "database.retentionDays: got 0; use at least 1"],
    ["a missing domain", { domain: undefined }, "domain: missing; set it in Pulumi.yaml under config"],
    [
      "a URL as the domain",
      { domain: "https://example.com" },
      "domain: got https://example.com; must be a domain name such as example.com",
    ],
    [
      "a domain as the hosted zone",
      { hostedZoneId: "example.com" },
      "hostedZoneId: got example.com; must be a Route 53 hosted zone id such as Z0123456789EXAMPLE",
    ],
    ["an unknown key", { activRegion: "us-east-1" }, "activRegion: no such key; did you mean activeRegion?"],
    [
      "an unknown nested key",
      { database: { retentionDay: 3 } },
      "database.retentionDay: no such key; did you mean retentionDays?",
    ],
    [
      "the former name of the log retention",
      { network: { flowLogDays: 30 } },
      "network.flowLogDays: renamed; use logRetentionDays, which applies to all logs",
    ],
    ["a key unlike any", { lease: { colour: "red" } }, "lease.colour: no such key; known: seconds, onSilence"],
    ["text as a boolean", { protect: "perhaps" }, "protect: got perhaps; write true or false"],
    [
      "a retention period that CloudWatch Logs does not have",
      { logRetentionDays: 100 },
      "logRetentionDays: got 100; CloudWatch Logs has no such retention period; use 90 or 120",
    ],
    [
      "a retention period above the longest",
      { logRetentionDays: 5000 },
      "logRetentionDays: got 5000; CloudWatch Logs has no such retention period; use 3653",
    ],
    [
      "a country's name",
      { edge: { allowedCountries: ["US", "Germany"] } },
      "edge.allowedCountries[1]: got Germany; must be a two-letter country code of ISO 3166-1 such as DE",
    ],
    [
      "a country code that is not assigned",
      { edge: { allowedCountries: ["US", "UK"] } },
      "edge.allowedCountries[1]: got UK; must be a two-letter country code of ISO 3166-1 such as DE",
    ],
    [
      "a rate limit below WAF's lowest",
      { edge: { requestsPerFiveMinutes: 9 } },
      "edge.requestsPerFiveMinutes: got 9; use at least 10",
    ],
    ["storage below gp3's lowest", { database: { storageGiB: 10 } }, "database.storageGiB: got 10; use at least 20"],
  ]);

  it("reports all errors at once, one line each", () => {
    const settings: Settings = {
      domain: undefined,
      activeRegion: "eu-west-1",
      trigger: "sometimes",
      database: { retentionDays: 0, engine: "mysql", version: "17" },
      ...regionSettings({ west: { cidr: "10.10.0.0/16", zones: 1 } }),
    };
    const paths = configErrorsOf(settings).map((error) => error.split(":")[0]);
    expect(paths).to.have.members([
      "domain",
      "trigger",
      "activeRegion",
      "database.retentionDays",
      "database.version",
      "regions.us-west-1.cidr",
      "regions.us-west-1.zones",
    ]);
    expect(() => parseConfig(configMap(settings))).to.throw(ConfigError, /^the configuration has 7 errors:\n {2}\S/);
  });

  it("is valid or refused with errors, whatever value a key has", () => {
    const keys = [...Object.keys(shippedSettings), "tags", "edge", "database", "web", "breakGlassCidrs", "controllers"];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        configErrorsOf({ [key]: value ?? "" });
      }),
    );
  });

  it("is refused with the path of the changed value, whatever text stands for a number or a choice", () => {
    const paths = [
      ["database", "retentionDays"],
      ["database", "engine"],
      ["lease", "seconds"],
      ["edge", "priceClass"],
      ["objective", "rtoMinutes"],
    ] as const;
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.string({ minLength: 1 }), (path, text) => {
        const [group, key] = path;
        const errors = configErrorsOf({ [group]: { [key]: text } });
        expect(errors.every((error) => error.startsWith(`${group}.${key}: got `))).to.equal(true);
        expect(errors.length).to.be.lessThan(2);
      }),
    );
  });
});
