import {
  GetMultiRegionAccessPointRoutesCommand,
  type MultiRegionAccessPointRoute,
  type S3ControlClient,
  SubmitMultiRegionAccessPointRoutesCommand,
} from "@aws-sdk/client-s3-control";
import type { Deployment } from "../../deployment";
import type { EpochGuard } from "../../protocol/epoch-guard";
import { Refused, type RoutesPort } from "../../protocol/ports";
import { bounded } from "./bounded";

/**
 * The regions of the routes' control plane, in the order in which they are tried; us-east-1 is last, because other control planes
 * depend on it (Amazon S3 User Guide, Multi-Region Access Point failover controls).
 */
const ROUTE_REGIONS = ["us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2", "us-east-1"];

/** Two endpoints must be tried within the step's `callSeconds`, 20 seconds. */
const ENDPOINT_SECONDS = 6;

/** The routes of the S3 Multi-Region Access Point: 100 for one region, 0 for every other. */
export class AccessPointRoutes implements RoutesPort {
  constructor(
    private readonly deployment: Pick<Deployment, "accessPointArn" | "regions">,
    /** The region that becomes active. Endpoints in the other tiers' regions are skipped. */
    private readonly home: string,
    private readonly clientOf: (region: string) => S3ControlClient,
    private readonly guard: EpochGuard,
  ) {}

  async read(): Promise<string | null> {
    const open = (await this.routes(this.endpoints())).filter((route) => route.TrafficDialPercentage === 100);
    return open.length === 1 ? (open[0]?.Region ?? null) : null;
  }

  async switchTo(region: string, avoid: string, epoch: number): Promise<void> {
    await this.guard.check(epoch, `switch the access point to ${region}`);
    const endpoints = this.endpoints().filter((endpoint) => endpoint !== avoid);
    const routes = await this.routes(endpoints);
    if (!routes.some((route) => route.Region === region)) {
      const known = routes.map((route) => route.Region).join(", ");
      throw new Refused(`access point ${this.deployment.accessPointArn}: no bucket in ${region}; it has ${known}`);
    }
    const RouteUpdates = routes.map(({ Bucket, Region }) => ({
      Bucket,
      Region,
      TrafficDialPercentage: Region === region ? 100 : 0,
    }));
    await this.first(endpoints, (client) =>
      bounded(
        (options) =>
          client.send(new SubmitMultiRegionAccessPointRoutesCommand({ ...this.target(), RouteUpdates }), options),
        ENDPOINT_SECONDS,
      ),
    );
  }

  private async routes(endpoints: readonly string[]): Promise<MultiRegionAccessPointRoute[]> {
    const answer = await this.first(endpoints, (client) =>
      bounded(
        (options) => client.send(new GetMultiRegionAccessPointRoutesCommand(this.target()), options),
        ENDPOINT_SECONDS,
      ),
    );
    return answer.Routes ?? [];
  }

  private endpoints(): string[] {
    const { regions } = this.deployment;
    return ROUTE_REGIONS.filter((region) => region === this.home || !(region in regions)).slice(0, 2);
  }

  private target() {
    const Mrap = this.deployment.accessPointArn;
    return { Mrap, AccountId: Mrap.split(":")[4] };
  }

  private async first<T>(endpoints: readonly string[], ask: (client: S3ControlClient) => Promise<T>): Promise<T> {
    const faults: string[] = [];
    for (const region of endpoints) {
      try {
        return await ask(this.clientOf(region));
      } catch (error) {
        if (error instanceof Refused) throw error;
        faults.push(`${region}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new Error(`access point ${this.deployment.accessPointArn}: no endpoint answered (${faults.join("; ")})`);
  }
}
