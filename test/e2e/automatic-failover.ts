import { expect } from "chai";
import { deploy } from "../../automation";
import { readDeployment } from "../../automation/deployment";
import { portsOnAws } from "../../automation/runs/ports";
import { StateMachine } from "../../failover/adapters/aws/executions";
import { systemClock } from "../../failover/run/system-clock";
import { ApplicationServer } from "../local-aws/application-server";
import { lostFor } from "../local-aws/beats";
import { invokeFunction, resolveEdge } from "../local-aws/functions";
import { outage } from "../local-aws/outage";
import { createHostedZone, leaseItem } from "./cloud";
import { domain, east, type TestProject, west } from "./project";
import { succeeded } from "./results";

/**
 * A deployed project whose failure detectors fail over from us-east-1 to us-west-1. The local AWS runs the deployed functions and the state
 * machine, but no schedule.
 */
export class AutomaticFailover {
  private constructor(
    private readonly project: TestProject,
    readonly application: ApplicationServer,
  ) {}

  /**
   * Deploys the project with an automatic trigger.
   * @param standbys the regions that replicate the database of us-east-1
   */
  static async deploy(project: TestProject, standbys: readonly string[]): Promise<AutomaticFailover> {
    await createHostedZone(domain);
    const application = await ApplicationServer.start((from) => (from === east ? standbys : []));
    await resolveEdge(domain, application.url);
    project.set(["redoubt:trigger"], "automatic");
    succeeded(await deploy({ project: project.file }));
    return new AutomaticFailover(project, application);
  }

  /** Makes regions answer no call any more. */
  async lose(regions: readonly string[]): Promise<void> {
    this.application.edge = portsOnAws(await this.deployment(), west).edge;
    this.application.lost = regions;
    await outage({ regions, mode: "hang" });
  }

  /**
   * The verdict of the failure detector of us-west-1.
   * @param seconds since the loss
   * @param behind by how much each standby's database was behind, seconds
   */
  async detect(seconds: number, behind?: Readonly<Record<string, number>>): Promise<unknown> {
    await lostFor(await this.deployment(), seconds, behind);
    return invokeFunction(west, "index.detect");
  }

  /** Waits for the end of the failover, and records it in the configuration. */
  async complete(): Promise<void> {
    const deployment = await this.deployment();
    const stateMachine = new StateMachine(deployment.regions[west]?.resources?.failoverStateMachineArn ?? "");
    while (await stateMachine.isRunning()) await systemClock.sleep(1000);
    expect(await leaseItem()).to.deep.equal({ active: west, epoch: "2" });
    const edge = await portsOnAws(deployment, west).edge.read();
    expect(edge).to.deep.equal({ active: west, epoch: 2, reads: "pinned", writes: "open" });
    this.project.set(["redoubt:activeRegion"], west);
    this.project.set(["redoubt:quarantined"], { value: [east] });
  }

  /** Ends the outage. */
  async stop(): Promise<void> {
    await outage({});
    await this.application.stop();
  }

  private async deployment() {
    return (await readDeployment({ project: this.project.file })).deployment;
  }
}
