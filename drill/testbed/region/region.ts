import { randomUUID } from "node:crypto";
import type { LeaseTiming } from "../../../failover/protocol/types";
import type { Link } from "../network/link";
import type { PostgresServer } from "../postgres/postgres-server";
import { Instance, type Machinery } from "./instance";
import { leaseAgentEnvironment } from "./lease-agent";
import { LoadBalancer } from "./load-balancer";
import { Task } from "./task";

/** A region of the drill: a load balancer, instances behind it, and a database that only they reach. */
export class Region {
  readonly loadBalancer = new LoadBalancer();
  /** Identifies the database; a rebuilt database has a new id. */
  databaseId = "";
  private server: PostgresServer | undefined;
  private readonly instances: (Instance | Task)[] = [];
  private started = 0;
  private size = 0;
  private resizing: Promise<void> = Promise.resolve();

  /**
   * @param databaseLink from the instances to the database; silent while the region is fenced
   * @param leasePorts the ports at which the instances reach the lease regions, nearest first
   */
  constructor(
    readonly name: string,
    private readonly machinery: Machinery,
    private readonly databaseLink: Link,
    private readonly leasePorts: readonly number[],
    private readonly lease: LeaseTiming,
  ) {}

  get database(): PostgresServer {
    if (this.server === undefined) throw new Error(`${this.name} has no database`);
    return this.server;
  }

  /** Makes the running server the region's database, by default under a new id. Instances reach it at the same address as its predecessor. */
  attachDatabase(server: PostgresServer, databaseId: string = randomUUID()): void {
    this.server = server;
    this.databaseId = databaseId;
  }

  /** The number of instances that was requested last. */
  get desired(): number {
    return this.size;
  }

  /** Starts or ends instances until there are `count`, after earlier requests have completed. */
  async resize(count: number): Promise<void> {
    if (count === this.size) return this.resizing;
    this.size = count;
    // An earlier failure must not prevent this attempt.
    this.resizing = this.resizing.catch(() => undefined).then(() => this.reconcile());
    return this.resizing;
  }

  private async reconcile(): Promise<void> {
    while (this.instances.length > this.size) {
      const instance = this.instances.pop();
      if (instance === undefined) return;
      this.loadBalancer.remove(instance.address);
      await instance.kill();
    }
    const missing = Array.from({ length: this.size - this.instances.length }, () => ++this.started);
    await Promise.all(missing.map((number) => this.startInstance(`${this.name}-${number}`)));
  }

  private async startInstance(name: string): Promise<void> {
    const { lease, machinery, name: REGION } = this;
    const host = await machinery.hosts.start(name, REGION, this.databaseLink.port);
    const environments = {
      application: {
        REGION,
        DATABASE_URL: this.database.url(host.database),
        WRITE_SECONDS: String(lease.writeSeconds),
      },
      leaseAgent: {
        REGION,
        ...leaseAgentEnvironment(this.leasePorts, host.gateway, lease),
        LEASE_ENFORCEMENT: machinery.hosts.enforcement === "tasks" ? "task" : "",
      },
    };
    const instance = await (machinery.compute === "fargate"
      ? Task.start(name, machinery, environments)
      : Instance.start(name, machinery, host, environments));
    this.instances.push(instance);
    this.loadBalancer.add(instance.address);
  }

  /** Waits until every instance reads from the database. */
  async untilServing(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.answers("/entries/newest")));
  }

  /** Blocks or opens the path from the instances to their database. */
  set fenced(fenced: boolean) {
    this.databaseLink.state = fenced ? "silent" : "open";
  }

  /** Kills all processes of the region. */
  async lose(): Promise<void> {
    this.loadBalancer.close();
    this.size = 0;
    const instances = this.instances.splice(0);
    await Promise.all([this.database.crash(), ...instances.map((instance) => instance.kill())]);
  }

  /** Starts the region with the data that it had; the database recovers from its write-ahead log. */
  async restart(instances: number): Promise<void> {
    await this.database.start();
    await this.ensureInstances(instances);
  }

  /** Ensures at least `count` instances are running. */
  async ensureInstances(count: number): Promise<void> {
    await this.resize(Math.max(this.size, count));
  }
}
