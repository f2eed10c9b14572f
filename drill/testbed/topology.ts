/** The drill's regions, named as in the example topology. The first one is active at the start. */
export const REGIONS = ["us-east-1", "us-west-1"] as const;
export const [FIRST_REGION, SECOND_REGION] = REGIONS;

/** The lease regions. The first one fails together with the region of the same name. */
export const LEASE_REGIONS = ["us-east-1", "us-east-2", "us-west-2"] as const;

/** The order in which a region's agents and controllers call the lease regions, nearest first. */
export const NEAREST: Readonly<Record<string, readonly (typeof LEASE_REGIONS)[number][]>> = {
  "us-east-1": ["us-east-1", "us-east-2", "us-west-2"],
  "us-west-1": ["us-west-2", "us-east-2"],
};

/** The site of the edge locations in the network, separate from every region. */
export const EDGE = "edge";

/** The third site, which hosts no tier; one of the two sites that probe the active region. */
export const THIRD_SITE = "us-east-2";
