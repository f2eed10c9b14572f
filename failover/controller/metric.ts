/** The metric that a watch tells each minute, 1 where the active region is taken as lost; its dimension is the watching region. */
export const METRIC = { namespace: "Redoubt", name: "ActiveRegionLost" } as const;
