import { seededRandom } from "../random";
import { Link, type LinkState, type Sickness } from "./link";

/** Everything that goes from one zone to another, or from a client to a service of its own zone, goes over a link. */
export class Network {
  private readonly links: { from: string; to: string; link: Link }[] = [];

  constructor(
    private readonly seed: number,
    private readonly sickness: Sickness,
  ) {}

  /**
   * A way from a zone to a service in a zone.
   * @param service names the service; with the zones it gives the link its stream of random numbers
   * @param target the service's port, asked for at every connection
   * @param latency of every message, in milliseconds
   */
  async connect(from: string, to: string, service: string, target: () => number, latency = 0): Promise<Link> {
    const link = new Link(target, this.sickness, seededRandom(this.seed, `${from} ${to} ${service}`), latency);
    await link.open();
    this.links.push({ from, to, link });
    return link;
  }

  /** Nothing gets into the zone or out of it; what stays inside is not affected. */
  isolate(zone: string): void {
    this.set("silent", ({ from, to }) => (from === zone) !== (to === zone));
  }

  /** What goes into the zone is slow and breaks off at random. */
  sicken(zone: string): void {
    this.set("sick", ({ from, to }) => to === zone && from !== zone);
  }

  /** Between zones all is as it was at first; what is fenced inside of one is not the network's to open. */
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
