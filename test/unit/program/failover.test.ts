import { expect } from "chai";
import type { ControllerEnvironment } from "../../../failover/controller/environment";
import { deploymentSchema } from "../../../failover/deployment";
import { configurationBeside, evaluate, graphOfPreview } from "../../../policy/index";
import type { PreviewedStack } from "../../../preview/document";
import { ofType, one, policyOf, previewed, type Settings, stackOf } from "../../support/preview";

const environment = (stack: PreviewedStack, name: string) =>
  (one(stack, "lambda/function:Function", name).inputs.environment as { variables: Partial<ControllerEnvironment> })
    .variables;
const actionsOf = (stack: PreviewedStack, role: string) =>
  policyOf(one(stack, "iam/rolePolicy:RolePolicy", role)).Statement.flatMap(({ Action }) => Action);

for (const stackName of ["prod", "dr"]) {
  describe(`all stacks: failover controller in ${stackName}`, () => {
    it("is entirely in its own region", async () => {
      const stack = stackOf(await previewed(), stackName);
      const own = stack.resources.filter(({ urn }) => urn.includes("redoubt:index:FailoverController$"));
      expect(own.length).to.be.greaterThan(20);
      for (const { type, urn, region } of own) {
        if (type.startsWith("aws:") && !type.startsWith("aws:iam/")) expect(region, urn).to.equal(stack.region);
      }
    });

    it("has its own region's resources, and only the network ranges of the others", async () => {
      const stack = stackOf(await previewed(), stackName);
      const { REDOUBT_DEPLOYMENT = "", REDOUBT_HOME } = environment(stack, "failover-step");
      const deployment = deploymentSchema.parse(JSON.parse(REDOUBT_DEPLOYMENT));
      expect(REDOUBT_HOME).to.equal(stack.region);
      expect(Object.keys(deployment.regions)).to.deep.equal(["us-east-1", "us-west-1"]);
      for (const [region, { resources }] of Object.entries(deployment.regions)) {
        expect(resources !== undefined, region).to.equal(region === stack.region);
      }
      const own = deployment.regions[stack.region ?? ""]?.resources;
      expect(own?.groups.map(({ active }) => active)).to.deep.equal([
        { minimum: 2, desired: 4 },
        { minimum: 2, desired: 4 },
      ]);
      expect(Object.keys(deployment.secretArns)).to.deep.equal([stack.region]);
      expect(own?.databaseIdentifier).to.include(stack.region);
      expect(deployment.settings.gate.maxLossSeconds).to.equal(60);
      // Lambda takes 4 KB of environment.
      expect(REDOUBT_DEPLOYMENT.length).to.be.lessThan(3000);
    });

    it("runs the definition generated from the flows, with its own function", async () => {
      const stack = stackOf(await previewed(), stackName);
      const { definition, type } = one(stack, "sfn/stateMachine:StateMachine").inputs;
      const { StartAt, States } = JSON.parse(String(definition));
      expect({ type, StartAt }).to.deep.equal({ type: "STANDARD", StartAt: "plan" });
      expect(States.plan.Parameters.FunctionName).to.match(
        new RegExp(`^arn:aws:lambda:${stack.region}:.*failover-step`),
      );
    });

    it("starts a failover only if the trigger is automatic", async () => {
      const manual = stackOf(await previewed(), stackName);
      expect(environment(manual, "failover-detector").REDOUBT_TRIGGER).to.equal("manual");
      // It also resumes runs, whoever started them.
      expect(environment(manual, "failover-detector").REDOUBT_STATE_MACHINE).to.match(/^arn:aws:states:/);
      expect(actionsOf(manual, "failover-detector")).to.include("states:StartExecution");
      const automatic = stackOf(await previewed({ trigger: "automatic" }), stackName);
      expect(environment(automatic, "failover-detector").REDOUBT_TRIGGER).to.equal("automatic");
    });

    it("cannot change DNS, distributions or roles, and its failure detector only reads", async () => {
      const stack = stackOf(await previewed(), stackName);
      for (const role of ["failover-step", "failover-detector"]) {
        expect(actionsOf(stack, role).filter((action) => /^(route53|cloudfront|iam|acm):/.test(action))).to.deep.equal(
          [],
        );
      }
      expect(
        actionsOf(stack, "failover-detector").filter((action) => /^(rds|autoscaling|s3|ec2):/.test(action)),
      ).to.deep.equal([]);
    });

    it("raises alarms for a lost active region, a failed or unfinished run, errors, and missing invocations", async () => {
      const stack = stackOf(await previewed(), stackName);
      const alarms = ofType(stack, "cloudwatch/metricAlarm:MetricAlarm").filter(({ name }) =>
        name.startsWith("failover"),
      );
      expect(alarms.map(({ name }) => name)).to.have.members([
        "failover-active-lost",
        "failover-failed",
        "failover-overdue",
        "failover-preflight",
        "failover-reconcile-silent",
        "failover-schedule-silent",
        "failover-step-dead-letters",
        "failover-step-errors",
        "failover-detector-dead-letters",
        "failover-detector-errors",
      ]);
      for (const { inputs, urn } of alarms) expect(inputs.alarmActions, urn).to.have.length(1);
    });
  });
}

describe("all stacks: third site observer", () => {
  it("is in the lease region without a tier, and can write only its own observation", async () => {
    const stack = stackOf(await previewed(), "global");
    expect(one(stack, "lambda/function:Function", "observer").region).to.equal("us-east-2");
    expect(environment(stack, "observer").REDOUBT_HOME).to.equal("us-east-2");
    const { Statement } = policyOf(one(stack, "iam/rolePolicy:RolePolicy", "observer"));
    const writes = Statement.filter(({ Action }) => Action.includes("dynamodb:UpdateItem"));
    expect(writes.map(({ Condition }) => Condition)).to.deep.equal([
      { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["observation#us-east-2"] } },
    ]);
  });
});

describe("all stacks: failover functions", () => {
  it("have the same runtime, limits, tracing and encryption everywhere", async () => {
    const document = await previewed();
    const functions = ["global", "prod", "dr"].flatMap((name) =>
      ofType(stackOf(document, name), "lambda/function:Function"),
    );
    expect(functions.length).to.equal(9);
    for (const { inputs, urn } of functions) {
      expect(inputs, urn).to.deep.include({
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        tracingConfig: { mode: "Active" },
      });
      expect(inputs.handler, urn).to.match(/^index\.(step|detect|observe|sentinel|setUp)$/);
      expect(inputs.kmsKeyArn, urn).to.be.a("string");
    }
  });

  it("reserve concurrency only where the configuration says so, because small quotas do not permit it", async () => {
    const reserved = async (settings: Settings) => {
      const document = await previewed(settings);
      return document.stacks
        .flatMap((stack) => ofType(stack, "lambda/function:Function"))
        .filter(({ name }) => !name.startsWith("sentinel"))
        .map(({ name, inputs }): [string, unknown] => [name, inputs.reservedConcurrentExecutions]);
    };
    for (const [name, count] of await reserved({})) expect(count, name).to.equal(undefined);
    for (const [name, count] of await reserved({ controllers: { reservedConcurrency: true } })) {
      expect(count, name).to.equal(name === "failover-step" ? 6 : 1);
    }
  });

  it("pass the mandatory policies", async () => {
    const { violations } = evaluate(graphOfPreview(await previewed()), configurationBeside("."));
    const own = violations.filter(
      ({ urn, enforcementLevel }) => /failover|observer/.test(urn) && enforcementLevel === "mandatory",
    );
    expect(own).to.deep.equal([]);
  });
});
