/** The drill's regions by the names that the example topology gives them: first the one that is active at first. */
export const REGIONS = ["us-east-1", "us-west-1"] as const;
export const [HOME, AWAY] = REGIONS;

/** Where the lease lies. The first shares the fate of the region of that name. */
export const LEASE_REGIONS = ["us-east-1", "us-east-2", "us-west-2"] as const;

/** The lease regions by nearness to each region, as its agents and controllers ask them. */
export const NEAREST: Readonly<Record<string, readonly (typeof LEASE_REGIONS)[number][]>> = {
  "us-east-1": ["us-east-1", "us-east-2", "us-west-2"],
  "us-west-1": ["us-west-2", "us-east-2"],
};

/** Where CloudFront's locations stand, as the network sees it: apart from every region. */
export const EDGE = "edge";

/** The third site, which hosts no tier: one of the two places that the active region is watched from. */
export const THIRD_SITE = "us-east-2";
