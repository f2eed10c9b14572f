import { RDS_CLASSES, typeFault } from "../aws/instance-types";
import { STORAGE_LIMIT_PERCENT, WINDOW_MINUTES } from "../aws/limits";
import { DATABASE_ENGINES, isAurora } from "../database-engines";
import {
  compareVersions,
  isReservedDatabaseName,
  isReservedUserName,
  majorVersion,
  majorVersions,
  standardSupportEnd,
} from "../database-engines/engine";
import { ENGINE_DEFAULTS } from "../defaults";
import type { RedoubtConfig } from "../schema";
import { databaseVersion } from "../topology";
import { backupWindow, maintenanceWindow, windowsOverlap } from "../windows";
import { offeringWarnings } from "./capacity";
import type { Check, Fault } from "./check";

export const DATABASE_CHECKS: readonly Check[] = [
  { keys: ["database"], faults: instanceClassFaults },
  { keys: ["database"], faults: storageFaults },
  { keys: ["database"], faults: nameFaults },
  { keys: ["database"], faults: windowFaults },
  { keys: ["database", "regions"], faults: versionFaults },
  { keys: ["database", "regions", "activeRegion", "quarantined"], faults: upgradeFaults },
  { keys: ["database", "regions", "activeRegion", "quarantined"], faults: adoptionFaults },
];

export const DATABASE_WARNINGS: readonly Check[] = [
  {
    keys: ["database", "regions"],
    faults: (config) => {
      const { instanceClass, engine } = config.database;
      return offeringWarnings("database.instanceClass", instanceClass, RDS_CLASSES[engine], config);
    },
  },
];

function instanceClassFaults({ database: { engine, instanceClass } }: RedoubtConfig): Fault[] {
  const path = "database.instanceClass";
  if (!instanceClass.startsWith("db.")) {
    return [{ path, message: `got ${instanceClass}; write an RDS instance class such as db.m6g.large` }];
  }
  const fault = typeFault(instanceClass, RDS_CLASSES[engine]);
  return fault ? [{ path, message: `got ${instanceClass}; ${fault}` }] : [];
}

function storageFaults({ database }: RedoubtConfig): Fault[] {
  if (!("storageGiB" in database)) return [];
  const { maximumStorageGiB, storageGiB } = database;
  const least = Math.ceil((storageGiB * STORAGE_LIMIT_PERCENT) / 100);
  if (maximumStorageGiB >= least) return [];
  const path = "database.maximumStorageGiB";
  return [
    { path, message: `got ${maximumStorageGiB} with storageGiB ${storageGiB}; use at least ${least}, 10 % above it` },
  ];
}

function nameFaults({ database: { engine: engineName, name, username } }: RedoubtConfig): Fault[] {
  const engine = DATABASE_ENGINES[engineName];
  const check = (path: string, text: string, longest: number, reserved: boolean): Fault[] => {
    if (!/^[a-zA-Z][a-zA-Z0-9_]*$/.test(text) || text.length > longest) {
      const message = `got ${text}; use 1 to ${longest} letters, digits and underscores, a letter first`;
      return [{ path, message }];
    }
    return reserved ? [{ path, message: `got ${text}, a reserved word of ${engineName}; use another name` }] : [];
  };
  return [
    ...check("database.name", name, engine.nameLength.database, isReservedDatabaseName(engine, name)),
    ...check("database.username", username, engine.nameLength.user, isReservedUserName(engine, username)),
  ];
}

function windowFaults({ database }: RedoubtConfig): Fault[] {
  const daily = backupWindow(database.backupWindow);
  const weekly = maintenanceWindow(database.maintenanceWindow);
  const faults: Fault[] = [];
  for (const [key, window] of Object.entries({ backupWindow: daily, maintenanceWindow: weekly })) {
    if (window && window.length < WINDOW_MINUTES) {
      const message = `got a window of ${window.length} minutes; use at least ${WINDOW_MINUTES}`;
      faults.push({ path: `database.${key}`, message });
    }
  }
  if (daily && weekly && windowsOverlap(daily, weekly)) {
    const message = `got ${database.maintenanceWindow}, which overlaps backupWindow ${database.backupWindow}; move one of them`;
    faults.push({ path: "database.maintenanceWindow", message });
  }
  return faults;
}

/** Every version that is configured, with its path. */
function versions({ database, regions }: RedoubtConfig): [path: string, version: string][] {
  return [
    ["database.version", database.version],
    ...Object.entries(regions).flatMap(([region, entry]): [string, string][] =>
      entry.database.version === undefined ? [] : [[`regions.${region}.database.version`, entry.database.version]],
    ),
  ];
}

function versionFaults(config: RedoubtConfig): Fault[] {
  const { engine: name } = config.database;
  const engine = DATABASE_ENGINES[name];
  return versions(config)
    .filter(([, version]) => majorVersion(engine, version) === undefined)
    .map(([path, version]) => {
      const known = majorVersions(engine).join(", ");
      const fix = engine.completeVersion
        ? `use a complete version of ${known}, such as ${ENGINE_DEFAULTS[name].version}`
        : `use ${known} or a minor version of one`;
      return { path, message: `got ${version}, which is not a version of ${name}; ${fix}` };
    });
}

/**
 * The order of a major version upgrade. RDS refuses to upgrade a PostgreSQL replica on its own ("Major Version Upgrade not supported for
 * Postgres Read Replica DB Instances"), and to upgrade a MySQL or MariaDB source before its replicas (RDS User Guide, "Upgrades of the
 * MariaDB DB engine").
 */
function upgradeFaults(config: RedoubtConfig): Fault[] {
  const { activeRegion, database, quarantined, regions } = config;
  const engine = DATABASE_ENGINES[database.engine];
  const major = (region: string) => majorVersion(engine, databaseVersion(config, region));
  const active = major(activeRegion);
  if (active === undefined) return [];
  return Object.keys(regions)
    .filter((region) => region !== activeRegion && !quarantined.includes(region))
    .flatMap((region) => {
      const standby = major(region);
      if (standby === undefined) return [];
      const order = compareVersions(standby, active);
      const path = `regions.${region}.database.version`;
      if (order > 0 && engine.upgradesFirst === "primary") {
        const message = `got ${standby} with ${active} in active region ${activeRegion}; RDS upgrades a ${engine.title} primary first: upgrade ${activeRegion}, then rebuild ${region} by raising its database.generation`;
        return [{ path, message }];
      }
      if (order < 0 && engine.upgradesFirst === "replica") {
        const message = `got ${standby} with ${active} in active region ${activeRegion}; a ${database.engine} replica must be upgraded before its source: upgrade ${region} first`;
        return [{ path, message }];
      }
      return [];
    });
}

/** An existing instance is a primary, or was one before a failover. Aurora clusters cannot be adopted. */
function adoptionFaults({ activeRegion, database, quarantined, regions }: RedoubtConfig): Fault[] {
  return Object.entries(regions).flatMap(([region, { database: entry, network }]) => {
    const { existing, generation } = entry;
    if (existing === undefined || generation > 1) return [];
    const path = `regions.${region}.database.existing`;
    const faults: Fault[] = [];
    if (isAurora(database.engine)) {
      faults.push({ path, message: `got ${existing} with ${database.engine}; only RDS instances can be adopted` });
    }
    if (network === undefined) {
      const message = `got ${existing} with a new network; name the network of the instance under regions.${region}.network`;
      faults.push({ path, message });
    }
    if (region !== activeRegion && !quarantined.includes(region)) {
      const message = `got ${existing}, but ${region} is a standby; name a primary of ${activeRegion}, or raise database.generation to rebuild it`;
      faults.push({ path, message });
    }
    if (database.secretArn === undefined) {
      const message = `missing; ${existing} has credentials of its own: name the secret with its username and password`;
      faults.push({ path: "database.secretArn", message });
    }
    return faults;
  });
}

/** Versions past their standard support, which RDS refuses to create without Extended Support and charges for with it. */
export function supportFaults(config: RedoubtConfig, today: Date): Fault[] {
  const { engine: name, extendedSupport } = config.database;
  const engine = DATABASE_ENGINES[name];
  if (extendedSupport && engine.extendedSupport) return [];
  const supported = (major: string) => standardSupportEnd(engine, major) >= today.toISOString().slice(0, 10);
  return versions(config).flatMap(([path, version]) => {
    const major = majorVersion(engine, version);
    if (major === undefined || supported(major)) return [];
    const newer = majorVersions(engine).filter(supported).join(", ");
    const fix = engine.extendedSupport
      ? `use ${newer}, or set database.extendedSupport: true, which RDS charges for by vCPU and hour`
      : `use ${newer}; there is no Extended Support for ${name}`;
    return [
      {
        path,
        message: `got ${version}; standard support of ${name} ${major} ended on ${standardSupportEnd(engine, major)}: ${fix}`,
      },
    ];
  });
}
