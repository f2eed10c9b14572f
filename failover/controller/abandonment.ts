/** Which regions were given up, as recorded in the lease table, where their own controllers find it when they run again. */
export interface AbandonmentPort {
  isAbandoned(region: string): Promise<boolean>;
  record(region: string, isAbandoned: boolean): Promise<void>;
}

/**
 * Records by region whether it was given up, where the record differs. The active region's failure detector does so once a minute: the functions of
 * an abandoned region do not get another configuration, and its database may follow the active one again when the region answers. An RDS replica
 * resumes its replication, and a former Aurora primary rejoins the global cluster (Aurora User Guide, "Performing managed failovers for Aurora
 * global databases").
 */
export async function recordAbandonment(
  port: AbandonmentPort,
  regions: Readonly<Record<string, boolean>>,
): Promise<void> {
  for (const [region, isAbandoned] of Object.entries(regions)) {
    if ((await port.isAbandoned(region)) !== isAbandoned) await port.record(region, isAbandoned);
  }
}
