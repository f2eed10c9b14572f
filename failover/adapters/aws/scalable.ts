/** How many instances or tasks a tier has at least, and how many it should have. */
export interface Sizes {
  readonly minimum: number;
  readonly desired: number;
}

/** An Auto Scaling group or a service, as it is. */
export interface Scalable extends Sizes {
  readonly name: string;
  readonly maximum: number;
  /** Instances or tasks that can serve. */
  readonly healthy: number;
}

/** One kind of what a failover raises in a region: its Auto Scaling groups, or its services. */
export interface Scalables {
  /** What the region's stack has, each with its sizes in the active role. */
  wanted(region: string): readonly { readonly name: string; readonly active: Sizes }[];
  /**
   * All that the region's stack has, as it is.
   * @throws Refused when one of them does not exist
   */
  list(region: string): Promise<readonly Scalable[]>;
  resize(region: string, name: string, sizes: Sizes): Promise<void>;
}
