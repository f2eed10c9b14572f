import { expect } from "chai";
import fc from "fast-check";
import { ConfigError, parseConfig } from "../../../config/parse";
import { configMap, type Settings, shippedSettings } from "../../support/preview";

function faultsOf(settings: Settings): string[] {
  try {
    parseConfig(configMap(settings));
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

const east = { stack: "prod", cidr: "10.10.0.0/16" };
const west = { stack: "dr", cidr: "10.20.0.0/16" };
const regions = (changes: { east?: object; west?: object }) => ({
  regions: { "us-east-1": { ...east, ...changes.east }, "us-west-1": { ...west, ...changes.west } },
});

describe("configuration", () => {
  it("of the shipped project is sound, with its defaults filled in", () => {
    const config = parseConfig(configMap({}));
    expect(config).to.deep.include({
      activeRegion: "us-east-1",
      quarantined: [],
      routing: "function",
      trigger: "manual",
      protect: true,
    });
    expect(config.lease).to.deep.equal({ seconds: 30, onSilence: "refuse" });
    expect(config.regions["us-west-1"]).to.deep.equal({ ...west, zones: 2, database: { generation: 1 } });
  });

  it("has its regions in the engine's order, however they are written", () => {
    const written = { "us-west-1": west, "us-east-1": east, "eu-west-1": { stack: "third", cidr: "10.30.0.0/16" } };
    const { regions } = parseConfig(configMap({ regions: written }));
    expect(Object.keys(regions)).to.deep.equal(["eu-west-1", "us-east-1", "us-west-1"]);
  });

  it("passes over other namespaces' keys", () => {
    expect(parseConfig({ ...configMap({}), "aws:region": "us-east-1" }).domain).to.equal("example.com");
  });

  const cases: [string, Settings, string][] = [
    ["an unknown region", { activeRegion: "us-eest-1" }, "activeRegion: got us-eest-1; did you mean us-east-1?"],
    [
      "an unknown region in the topology",
      { regions: { ...regions({}).regions, "us-wst-2": { stack: "third", cidr: "10.30.0.0/16" } } },
      "regions.us-wst-2: no such key; did you mean us-west-2?",
    ],
    [
      "an active region that is not among the regions",
      { activeRegion: "eu-west-1" },
      "activeRegion: eu-west-1 is not among the regions; name one of us-east-1, us-west-1",
    ],
    [
      "a home region that is not among the regions",
      { homeRegion: "eu-west-1" },
      "homeRegion: eu-west-1 is not among the regions; name one of us-east-1, us-west-1",
    ],
    ["one region only", { regions: { "us-east-1": east } }, "regions: got 1; recovery needs at least two regions"],
    [
      "a quarantined region that is not among the regions",
      { quarantined: ["eu-west-1"] },
      "quarantined[0]: eu-west-1 is not among the regions; name one of us-east-1, us-west-1",
    ],
    [
      "a quarantined active region",
      { quarantined: ["us-east-1"] },
      "quarantined[0]: us-east-1 is the active region; only a region left behind can be quarantined",
    ],
    [
      "two stacks of one name",
      regions({ west: { stack: "prod" } }),
      "regions.us-west-1.stack: prod is already the name of us-east-1's stack; choose another",
    ],
    [
      "a stack with a name of the program's",
      regions({ west: { stack: "edge" } }),
      "regions.us-west-1.stack: edge is already the name of the edge stack; choose another",
    ],
    [
      "lease regions of two sets",
      { leaseRegions: ["us-east-1", "us-east-2", "eu-west-1"] },
      "leaseRegions: got us-east-1, us-east-2, eu-west-1; name three different regions of one of these sets: us-east-1 us-east-2 us-west-2; eu-west-1 eu-west-2 eu-west-3 eu-central-1; ap-northeast-1 ap-northeast-2 ap-northeast-3",
    ],
    [
      "lease regions that all host tiers",
      {
        regions: {
          "us-east-1": east,
          "us-east-2": west,
          "us-west-2": { stack: "third", cidr: "10.30.0.0/16" },
        },
      },
      "leaseRegions: got us-east-1, us-east-2, us-west-2, each with a tier; one must be a third site without a tier",
    ],
    [
      "overlapping ranges",
      regions({ west: { cidr: "10.10.128.0/17" } }),
      "regions.us-west-1.cidr: 10.10.128.0/17 overlaps 10.10.0.0/16 of us-east-1; choose a range of its own",
    ],
    [
      "a range that is too small",
      regions({ west: { cidr: "10.20.0.0/24" } }),
      "regions.us-west-1.cidr: 10.20.0.0/24 is too small; take a prefix from /16 to /22",
    ],
    [
      "a range that is too large",
      regions({ west: { cidr: "172.16.0.0/12" } }),
      "regions.us-west-1.cidr: 172.16.0.0/12 is too large; take a prefix from /16 to /22",
    ],
    [
      "a public range",
      regions({ west: { cidr: "198.51.0.0/16" } }),
      "regions.us-west-1.cidr: 198.51.0.0/16 is not private; take a range inside 10/8, 172.16/12 or 192.168/16",
    ],
    [
      "a range that is none",
      regions({ west: { cidr: "10.20.0.1/16" } }),
      "regions.us-west-1.cidr: got 10.20.0.1/16; write a network address and prefix such as 10.10.0.0/16",
    ],
    ["one zone", regions({ east: { zones: 1 } }), "regions.us-east-1.zones: got 1; take at least 2"],
    ["five zones", regions({ east: { zones: 5 } }), "regions.us-east-1.zones: got 5; take at most 4"],
    [
      "a standby that cannot grow to what the active region runs",
      { web: { standby: { minimum: 1, desired: 1, maximum: 3 } } },
      "web.standby.maximum: got 3, under the active role's desired 4; raise it, or the standby cannot take over",
    ],
    [
      "sizes in the wrong order",
      { application: { active: { minimum: 5, desired: 4, maximum: 12 } } },
      "application.active: got minimum 5, desired 4, maximum 12; they must not decrease in this order",
    ],
    [
      "a database class for instances",
      { web: { instanceType: "db.m6g.large" } },
      "web.instanceType: got db.m6g.large; write an EC2 type such as m6g.large",
    ],
    [
      "an unknown engine",
      { database: { engine: "oracle" } },
      "database.engine: got oracle; known: postgres, mysql, mariadb",
    ],
    [
      "an instance class of the wrong family",
      { database: { instanceClass: "m6g.large" } },
      "database.instanceClass: got m6g.large; write an RDS class of the t, m, r, x or z families such as db.m6g.large",
    ],
    [
      "a version of another engine",
      { database: { engine: "mysql" } },
      "database.version: got 17, which is no version of mysql here; write one such as 8.4",
    ],
    [
      "storage that shrinks",
      { database: { storageGiB: 500, maximumStorageGiB: 400 } },
      "database.maximumStorageGiB: got 400, under storageGiB 500; raise it",
    ],
    ["retention 0", { database: { retentionDays: 0 } }, "database.retentionDays: got 0; take at least 1"],
    [
      "a backup window without form",
      { database: { backupWindow: "night" } },
      "database.backupWindow: got night; must have the form hh:mm-hh:mm, UTC",
    ],
    ["no domain", { domain: undefined }, "domain: missing; set it in Pulumi.yaml under config"],
    [
      "a domain that is none",
      { domain: "https://example.com" },
      "domain: got https://example.com; must be a domain name such as example.com",
    ],
    [
      "a hosted zone that is none",
      { hostedZoneId: "example.com" },
      "hostedZoneId: got example.com; must be a Route 53 hosted zone id such as Z0123456789EXAMPLE",
    ],
    ["a key that does not exist", { activRegion: "us-east-1" }, "activRegion: no such key; did you mean activeRegion?"],
    [
      "a nested key that does not exist",
      { database: { retentionDay: 3 } },
      "database.retentionDay: no such key; did you mean retentionDays?",
    ],
    [
      "the former name of the log retention",
      { network: { flowLogDays: 30 } },
      "network.flowLogDays: renamed; use logRetentionDays, which applies to all logs",
    ],
    ["a key unlike any", { lease: { colour: "red" } }, "lease.colour: no such key; known: seconds, onSilence"],
    [
      "a break-glass range that is none",
      { breakGlassCidrs: ["me"] },
      "breakGlassCidrs[0]: got me; write the range that people come from, such as 198.51.100.0/24",
    ],
    [
      "break-glass for the whole internet",
      { breakGlassCidrs: ["0.0.0.0/0"] },
      "breakGlassCidrs[0]: got 0.0.0.0/0; write the range that people come from, such as 198.51.100.0/24",
    ],
    [
      "automatic failover that serves on silence",
      { trigger: "automatic", lease: { onSilence: "serve" } },
      "lease.onSilence: got serve with trigger automatic; set it to refuse, or two isolated regions could both write",
    ],
    ["a truth value that is none", { protect: "perhaps" }, "protect: got perhaps; write a boolean"],
    [
      "a country that is none",
      { edge: { allowedCountries: ["Germany"] } },
      "edge.allowedCountries[0]: got Germany; must be a two-letter country code",
    ],
  ];
  for (const [name, settings, fault] of cases) {
    it(`refuses ${name}`, () => {
      expect(faultsOf(settings)).to.deep.equal([fault]);
    });
  }

  it("tells all faults at once, a line each, of whatever kind", () => {
    const settings: Settings = {
      domain: undefined,
      activeRegion: "eu-west-1",
      trigger: "sometimes",
      database: { retentionDays: 0, engine: "mysql" },
      ...regions({ west: { cidr: "10.10.0.0/16", zones: 1 } }),
    };
    const paths = faultsOf(settings).map((fault) => fault.split(":")[0]);
    expect(paths).to.have.members([
      "domain",
      "trigger",
      "activeRegion",
      "database.retentionDays",
      "database.version",
      "regions.us-west-1.cidr",
      "regions.us-west-1.zones",
    ]);
    expect(() => parseConfig(configMap(settings))).to.throw(ConfigError, /^the configuration has 7 faults:\n {2}\S/);
  });

  it("never ends in anything but a configuration or its faults, whatever stands in it", () => {
    const keys = Object.keys(shippedSettings);
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        faultsOf({ [key]: value ?? "" });
      }),
    );
  });
});
