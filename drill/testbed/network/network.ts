import { seededRandom } from "../random";
import { type Degradation, Link, type LinkState, type Target } from "./link";

/** All links of the testbed, between sites and within a site. */
export class Network {
  private readonly links: { from: string; to: string; link: Link }[] = [];

  /** @param host the address on which the links listen */
  constructor(
    private readonly seed: number,
    private readonly degradation: Degradation,
    private readonly host = "127.0.0.1",
  ) {}

  /**
   * Opens a link from a site to a service.
   * @param service names the service; together with the sites it selects the link's random stream
   * @param target returns the service's address for each connection
   * @param latency of every message, in milliseconds
   */
  async connect(from: string, to: string, service: string, target: Target, latency = 0): Promise<Link> {
    const link = new Link(target, this.degradation, seededRandom(this.seed, `${from} ${to} ${service}`), latency);
    await link.open(this.host);
    this.links.push({ from, to, link });
    return link;
  }

  /** Cuts the site off from all others; its internal links stay open. */
  isolate(site: string): void {
    this.set("silent", ({ from, to }) => (from === site) !== (to === site));
  }

  /** Degrades the links into the site. */
  degrade(site: string): void {
    this.set("degraded", ({ from, to }) => to === site && from !== site);
  }

  /** Opens all links between sites. Links within a site keep their state, because a fence may have closed them. */
  heal(): void {
    this.set("open", ({ from, to }) => from !== to);
  }

  close(): void {
    for (const { link } of this.links) link.close();
  }

  private set(state: LinkState, which: (ends: { from: string; to: string }) => boolean): void {
    for (const entry of this.links) if (which(entry)) entry.link.state = state;
  }
}
