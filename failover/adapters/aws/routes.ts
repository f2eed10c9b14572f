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
import { Endpoints } from "./endpoints";

/**
 * The regions of the routes' control plane, in the order in which they are tried; us-east-1 is last, because other control planes
 * depend on it (Amazon S3 User Guide, Multi-Region Access Point failover controls).
 */
const ROUTE_REGIONS = ["us-west-2", "eu-west-1", "ap-northeast-1", "ap-southeast-2", "us-east-1"];

/** Time for one endpoint, seconds: two are called within the step's time for a call, 20 seconds. */
const ENDPOINT_SECONDS = 6;

/** The routes of the S3 Multi-Region Access Point: 100 for one region, 0 for every other. */
export class AccessPointRoutes implements RoutesPort {
  private readonly all: Endpoints;

  /** @param home the region that becomes active: endpoints of the other tiers' regions are not called */
  constructor(
    private readonly deployment: Pick<Deployment, "accessPointArn" | "lost" | "regions">,
    private readonly home: string,
    private readonly clientOf: (region: string) => S3ControlClient,
    private readonly guard: EpochGuard,
  ) {
    this.all = this.endpointsOutside("");
  }

  async read(): Promise<string | null> {
    const open = (await this.routes(this.all)).filter((route) => route.TrafficDialPercentage === 100);
    return open.length === 1 ? (open[0]?.Region ?? null) : null;
  }

  async switchTo(region: string, avoid: string, epoch: number): Promise<void> {
    await this.guard.check(epoch, `switch the access point to ${region}`);
    const endpoints = this.usable().includes(avoid) ? this.endpointsOutside(avoid) : this.all;
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
    await endpoints.first((endpoint) =>
      bounded(
        (options) =>
          this.clientOf(endpoint).send(
            new SubmitMultiRegionAccessPointRoutesCommand({ ...this.target(), RouteUpdates }),
            options,
          ),
        ENDPOINT_SECONDS,
      ),
    );
  }

  private async routes(endpoints: Endpoints): Promise<MultiRegionAccessPointRoute[]> {
    const answer = await endpoints.first((endpoint) =>
      bounded(
        (options) => this.clientOf(endpoint).send(new GetMultiRegionAccessPointRoutesCommand(this.target()), options),
        ENDPOINT_SECONDS,
      ),
    );
    return answer.Routes ?? [];
  }

  private usable(): string[] {
    const { lost = [], regions } = this.deployment;
    return ROUTE_REGIONS.filter(
      (region) => !lost.includes(region) && (region === this.home || !(region in regions)),
    ).slice(0, 2);
  }

  private endpointsOutside(avoid: string): Endpoints {
    const regions = this.usable().filter((region) => region !== avoid);
    return new Endpoints(`access point ${this.deployment.accessPointArn}`, regions);
  }

  private target() {
    const Mrap = this.deployment.accessPointArn;
    return { Mrap, AccountId: Mrap.split(":")[4] };
  }
}
