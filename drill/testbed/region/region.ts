import { randomUUID } from "node:crypto";
import type { Link } from "../network/link";
import type { PostgresServer } from "../postgres/postgres-server";
import type { ProcessTable } from "../processes/process-table";
import { Instance } from "./instance";
import type { LeaseAgentProgram } from "./lease-agent";
import { Entrance } from "./load-balancer";

/** A region of the drill: an entrance, instances behind it, and a database that only they reach, all on loopback. */
export class Region {
  readonly entrance = new Entrance();
  /** Changes with the database's data: a rebuilt one is another. */
  databaseId = "";
  private server: PostgresServer | undefined;
  private readonly instances: Instance[] = [];
  private started = 0;
  private size = 0;
  private resizing: Promise<void> = Promise.resolve();

  /**
   * @param databaseLink from the instances to the database; silent when the region is fenced
   * @param environment what every instance is told
   */
  constructor(
    readonly name: string,
    private readonly processes: ProcessTable,
    private readonly databaseLink: Link,
    private readonly leaseAgent: LeaseAgentProgram,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  get database(): PostgresServer {
    if (this.server === undefined) throw new Error(`${this.name} has no database`);
    return this.server;
  }

  /** Makes this, which is running, the region's database. The instances find it at the same address as the last. */
  adopt(server: PostgresServer): void {
    this.server = server;
    this.databaseId = randomUUID();
  }

  /** How many instances were asked for last. */
  get wanted(): number {
    return this.size;
  }

  /** Starts or ends instances until there are so many, after what was asked for before. */
  async resize(count: number): Promise<void> {
    if (count === this.size) return this.resizing;
    this.size = count;
    // What failed before is no reason not to try this.
    this.resizing = this.resizing.catch(() => undefined).then(() => this.reconcile());
    return this.resizing;
  }

  private async reconcile(): Promise<void> {
    while (this.instances.length > this.size) {
      const instance = this.instances.pop();
      if (instance === undefined) return;
      this.entrance.remove(instance.port);
      await instance.kill();
    }
    const missing = Array.from({ length: this.size - this.instances.length }, () => ++this.started);
    await Promise.all(missing.map((number) => this.startInstance(`${this.name}-${number}`)));
  }

  private async startInstance(name: string): Promise<void> {
    const DATABASE_URL = this.database.url(this.databaseLink.port);
    const environment = { ...this.environment, HOST: "127.0.0.1", REGION: this.name, DATABASE_URL };
    const instance = await Instance.start(name, this.processes, this.leaseAgent, environment);
    this.instances.push(instance);
    this.entrance.add(instance.port);
  }

  /** Cuts the instances off from their database, or lets them at it again. */
  set fenced(fenced: boolean) {
    this.databaseLink.state = fenced ? "silent" : "open";
  }

  /** Everything in the region ends in the middle of what it does. */
  async lose(): Promise<void> {
    this.entrance.close();
    this.size = 0;
    const instances = this.instances.splice(0);
    await Promise.all([this.database.crash(), ...instances.map((instance) => instance.kill())]);
  }

  /** The region is back as it was when it was lost, its database recovering from its own log. */
  async comeBack(instances: number): Promise<void> {
    await this.database.start();
    await this.serve(instances);
  }

  /** Has at least so many instances. */
  async serve(instances: number): Promise<void> {
    await this.resize(Math.max(this.size, instances));
  }
}
