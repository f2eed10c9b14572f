import { expect } from "chai";
import { ContainerService } from "../../../../components";
import { ofType, one } from "../../../support/preview";
import { runComponents } from "../../../support/run-program";

const registry = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
const image = (name: string) => `${registry}/shop/${name}@sha256:${"a".repeat(64)}`;

function run(enforcesLease = true) {
  return runComponents(
    (opts) =>
      new ContainerService(
        "application",
        {
          region: "us-east-1",
          accountId: "123456789012",
          vpcId: "vpc-1",
          subnetIds: ["subnet-1", "subnet-2"],
          containers: {
            image: image("application"),
            agentImage: image("lease-agent"),
            cpu: 1024,
            memory: 2048,
            port: 8000,
            healthPath: "/healthz",
            environment: { B: "2", A: "1" },
            secrets: { PASSWORD: "arn:secret:password::" },
          },
          agentEnvironment: { REGION: "us-east-1" },
          enforcesLease,
          capacity: { minimum: 2, desired: 4, maximum: 12 },
          targetGroupArn: "arn:target-group",
          permissions: [{ actions: "s3:GetObject", resources: "arn:aws:s3:::objects/*" }],
          secret: { arn: "arn:secret", keyArn: "arn:key" },
          keyArn: "arn:logs-key",
          logRetentionDays: 30,
          transform: { service: { deploymentMaximumPercent: 150 } },
        },
        opts,
      ),
  );
}

type Container = Readonly<Record<string, unknown>> & { readonly environment: readonly { readonly name: string }[] };

async function containersOf(enforcesLease = true) {
  const { stack } = await run(enforcesLease);
  const task = one(stack, "ecs/taskDefinition:TaskDefinition");
  const [agent, application] = JSON.parse(String(task.inputs.containerDefinitions)) as Container[];
  if (!agent || !application) throw new Error("a container is missing");
  return { agent, application, task };
}

describe("ContainerService", () => {
  it("starts the container after the lease agent is healthy, and ends the task with either", async () => {
    const { agent, application, task } = await containersOf();
    expect(agent).to.include({ name: "lease-agent", image: image("lease-agent"), essential: true });
    expect(application).to.include({ image: image("application"), essential: true });
    expect(application.dependsOn).to.deep.equal([{ containerName: "lease-agent", condition: "HEALTHY" }]);
    expect(agent.healthCheck).to.deep.include({ command: ["CMD", "python3", "/opt/redoubt/task.py", "healthy"] });
    expect(task.inputs).to.include({ networkMode: "awsvpc", pidMode: "task", cpu: "1024", memory: "2048" });
    expect(task.inputs.runtimePlatform).to.deep.include({ cpuArchitecture: "ARM64" });
  });

  it("lets the agent end the task before the lease ends, and kill other users' processes with no other capability", async () => {
    const { agent } = await containersOf();
    expect(agent.environment).to.deep.include({ name: "LEASE_ENFORCEMENT", value: "task" });
    expect(agent.environment).to.deep.include({ name: "LEASE_MARGIN_SECONDS", value: "5" });
    const { drop } = (agent.linuxParameters as { capabilities: { drop: string[] } }).capabilities;
    expect(drop).to.have.length(13);
    expect(drop).to.not.include("KILL");
  });

  it("shares no process namespace where the agent does not enforce the lease", async () => {
    const { agent, task } = await containersOf(false);
    expect(task.inputs).to.not.have.property("pidMode");
    expect(agent.environment.map(({ name }) => name)).to.deep.equal(["REGION"]);
  });

  it("has read-only roots, no privileges, logs, and variables in ECS's order", async () => {
    const { agent, application } = await containersOf();
    for (const container of [agent, application]) {
      expect(container).to.include({ readonlyRootFilesystem: true, privileged: false });
      expect(container.logConfiguration).to.deep.include({ logDriver: "awslogs" });
    }
    expect(application.environment).to.deep.equal([
      { name: "A", value: "1" },
      { name: "B", value: "2" },
      { name: "PORT", value: "8000" },
    ]);
    expect(application.secrets).to.deep.equal([{ name: "PASSWORD", valueFrom: "arn:secret:password::" }]);
  });

  it("rolls back a failed deployment, spreads over zones, and scales between the role's sizes", async () => {
    const { optionsOf, stack } = await run();
    expect(one(stack, "ecs/service:Service").inputs).to.deep.include({
      launchType: "FARGATE",
      desiredCount: 4,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMaximumPercent: 150,
      availabilityZoneRebalancing: "ENABLED",
      loadBalancers: [{ targetGroupArn: "arn:target-group", containerName: "application", containerPort: 8000 }],
    });
    expect(optionsOf("ecs/service:Service", "application").ignoreChanges).to.deep.equal(["desiredCount"]);
    expect(one(stack, "appautoscaling/target:Target").inputs).to.deep.include({ minCapacity: 2, maxCapacity: 12 });
    expect(one(stack, "cloudwatch/logGroup:LogGroup").inputs).to.deep.include({
      retentionInDays: 30,
      kmsKeyId: "arn:logs-key",
    });
  });

  it("may start tasks from its two repositories alone, with one secret", async () => {
    const { stack } = await run();
    const policies = ofType(stack, "iam/rolePolicy:RolePolicy").map(({ name, inputs }) => [
      name,
      String(inputs.policy),
    ]);
    const { "application-execution": execution = "", "application-task": task = "" } = Object.fromEntries(policies);
    const { Statement } = JSON.parse(execution) as { Statement: { Action: string[]; Resource: string[] }[] };
    const resourcesOf = (action: string) => Statement.find(({ Action }) => Action.includes(action))?.Resource;
    expect(resourcesOf("ecr:BatchGetImage")).to.deep.equal([
      "arn:aws:ecr:us-east-1:123456789012:repository/shop/application",
      "arn:aws:ecr:us-east-1:123456789012:repository/shop/lease-agent",
    ]);
    expect(resourcesOf("secretsmanager:GetSecretValue")).to.deep.equal(["arn:secret"]);
    expect(JSON.parse(task).Statement).to.deep.equal([
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::objects/*" },
    ]);
  });
});
