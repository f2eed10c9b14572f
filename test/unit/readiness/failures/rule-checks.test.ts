import { expect } from "chai";
import { rules } from "../../../../policy/all-rules";
import { failureMatrix } from "../../../../readiness/failures";
import { RuleChecks } from "../../../../readiness/failures/rule-checks";
import { configOf, inventoryOf, reportOf } from "../../../support/report";

describe("RuleChecks", () => {
  it("reports a violation, an undecided value and a compliant resource", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const inventory = await inventoryOf();
    const checked = (multiAz: unknown) => {
      const changed = inventory.mapped((item) => ({ ...item, inputs: { ...item.inputs, multiAz } }));
      const [database] = changed.ofType("aws:rds/instance:Instance");
      return database && new RuleChecks(changed).complies("rds-instance-multi-az", database);
    };
    expect([true, false, unknown].map(checked)).to.deep.equal([true, false, false]);
  });

  it("uses the configured parameters of a rule", async () => {
    const inventory = (await inventoryOf()).mapped((item) => ({ ...item, inputs: { ...item.inputs, minSize: 0 } }));
    const [group] = inventory.ofType("aws:autoscaling/group:Group", "standby");
    if (!group) throw new Error("no standby group is registered");
    expect(new RuleChecks(inventory).complies("standby-capacity", group)).to.equal(false);
    const pilotLight = new RuleChecks(inventory, { "standby-capacity": { pilotLight: true } });
    expect(pilotLight.complies("standby-capacity", group)).to.equal(true);
  });

  it("rejects an unknown rule and an unknown resource", async () => {
    const inventory = await inventoryOf();
    const [item] = inventory.resources;
    if (!item) throw new Error("nothing is registered");
    expect(() => new RuleChecks(inventory).complies("no-such-rule", item)).to.throw(
      "no-such-rule: no such policy rule",
    );
    const urn = "urn:pulumi:prod::redoubt::t::gone";
    expect(() => new RuleChecks(inventory).complies("lag-alarm", { urn })).to.throw(
      `${urn}: not in the resource graph`,
    );
  });
});

describe("the controls of the failure matrix", () => {
  it("cite rules of the policy pack", async () => {
    const names = new Set(rules.map(({ name }) => name));
    const cited = (await reportOf()).failures.flatMap(({ detectedBy, handledBy }) =>
      [...detectedBy, ...handledBy].flatMap(({ policies }) => policies),
    );
    expect(cited.filter((name) => !names.has(name))).to.deep.equal([]);
    expect(new Set(cited)).to.include.members(["promotable-replica", "lease-survives", "two-way-replication"]);
  });

  for (const { policy, type, input, control } of [
    {
      policy: "lag-alarm",
      type: "aws:cloudwatch/metricAlarm:MetricAlarm",
      input: { alarmActions: [] },
      control: /replication lag/,
    },
    {
      policy: "promotable-replica",
      type: "aws:rds/instance:Instance",
      input: { backupRetentionPeriod: 0 },
      control: /replica to promote/,
    },
    {
      policy: "asg-elb-health-check",
      type: "aws:autoscaling/group:Group",
      input: { healthCheckType: "EC2" },
      control: /health checks/,
    },
    {
      policy: "standby-capacity",
      type: "aws:autoscaling/group:Group",
      input: { maxSize: 1 },
      control: /tiers in a standby/,
    },
  ]) {
    it(`are missing where ${policy} is violated`, async () => {
      const inventory = (await inventoryOf()).mapped((item) =>
        item.type === type ? { ...item, inputs: { ...item.inputs, ...input } } : item,
      );
      const controls = failureMatrix(inventory, configOf())
        .flatMap(({ detectedBy, handledBy }) => [...detectedBy, ...handledBy])
        .filter((each) => control.test(each.control));
      expect(controls.map(({ present }) => present))
        .to.include(false)
        .and.not.include(true);
      expect(controls[0]?.policies).to.include(policy);
    });
  }
});
