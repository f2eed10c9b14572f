import { globalStack } from "../../config/topology";
import type { PreviewDocument } from "../../preview/document";
import { listInput, textInput } from "../../resources/known-inputs";
import type { Resource } from "../../resources/resource";
import type { ResourceGraph } from "../../resources/resource-graph";
import {
  CLOUDFRONT_DISTRIBUTION,
  CLOUDFRONT_FUNCTION,
  IAM_ROLE_POLICY,
  RDS_INSTANCE,
  ROUTE53_RECORD,
  S3_BUCKET_REPLICATION_CONFIG,
  VPC_SECURITY_GROUP_INGRESS_RULE,
} from "../../resources/types";
import { replicationRules } from "../budget/settings";
import type { Diagram, Topology } from "../document";
import { edge, outside, type Place, partId, shared } from "./parts";

type Path = Diagram["paths"][number];

/** What paths are found in. */
export interface Scene {
  readonly inventory: ResourceGraph;
  readonly places: ReadonlyMap<Resource, Place>;
  readonly topology: Topology;
  readonly stacks: PreviewDocument["stacks"];
}

/** What flows between parts, each found in a registered resource that refers to another. */
export function pathsOf(scene: Scene): Path[] {
  const found = [
    ...visitors(scene),
    ...insideEdge(scene),
    ...origins(scene),
    ...tiers(scene),
    ...databaseReplication(scene),
    ...objectReplication(scene),
    ...grants(scene),
  ];
  const seen = new Map(found.map((path) => [`${path.from} ${path.to} ${path.kind}`, path]));
  return [...seen.values()];
}

function partOf(scene: Scene, urn: string): string | undefined {
  const item = scene.inventory.at(urn);
  const place = item && scene.places.get(item);
  return place && partId(place);
}

function visitors({ inventory }: Scene): Path[] {
  return inventory.ofType(CLOUDFRONT_DISTRIBUTION).map(() => ({
    from: partId({ group: outside, part: "people" }),
    to: partId({ group: edge, part: "distribution" }),
    kind: "traffic",
    label: "",
  }));
}

/** What serves the distribution within the edge: what its inputs come from, the names that lead to it, the router's switch. */
function insideEdge(scene: Scene): Path[] {
  const distributions = scene.inventory.ofType(CLOUDFRONT_DISTRIBUTION);
  const serving = distributions.flatMap(({ propertyDependencies }) => Object.values(propertyDependencies).flat());
  const named = scene.inventory
    .ofType(ROUTE53_RECORD)
    .filter(({ propertyDependencies }) =>
      propertyDependencies.aliases?.some((urn) => distributions.some((distribution) => distribution.urn === urn)),
    );
  const routingStoreArn = globalOutput(scene, "routingStoreArn");
  const switched = scene.inventory
    .ofType(CLOUDFRONT_FUNCTION)
    .filter((item) => listInput(item, "keyValueStoreAssociations").includes(routingStoreArn));
  const distribution = partId({ group: edge, part: "distribution" });
  const control = (from: string | undefined, to: string): Path[] =>
    from && from !== to && from.startsWith(edge) ? [{ from, to, kind: "control", label: "" }] : [];
  return [
    ...[...serving, ...named.map(({ urn }) => urn)].flatMap((urn) => control(partOf(scene, urn), distribution)),
    ...switched.flatMap((item) => control(partId({ group: edge, part: "switch" }), partOf(scene, item.urn) ?? "")),
  ];
}

/** To a region whose origin the distribution has: the active one gets everything, a standby reads that fail there. */
function origins({ inventory, topology }: Scene): Path[] {
  return inventory.ofType(CLOUDFRONT_DISTRIBUTION).flatMap((distribution) => {
    const ids = listInput(distribution, "origins").map((origin) => (origin as { originId?: unknown }).originId);
    return topology.regions
      .filter(({ region }) => ids.includes(region))
      .map(({ region, role }): Path => {
        const ends = {
          from: partId({ group: edge, part: "distribution" }),
          to: partId({ group: region, part: "web" }),
        };
        return role === "active"
          ? { ...ends, kind: "traffic", label: "reads and writes" }
          : { ...ends, kind: "failover", label: "reads that fail there" };
      });
  });
}

/** From tier to tier, where one's security group lets the other's in. */
function tiers(scene: Scene): Path[] {
  return scene.inventory.ofType(VPC_SECURITY_GROUP_INGRESS_RULE).flatMap((rule): Path[] => {
    const to = partOf(scene, rule.urn);
    return (rule.propertyDependencies.referencedSecurityGroupId ?? []).flatMap((urn): Path[] => {
      const from = partOf(scene, urn);
      const traffic = from && to && from !== to && !to.endsWith("-network") && !from.endsWith("-network");
      return traffic ? [{ from, to, kind: "data", label: "" }] : [];
    });
  });
}

function databaseReplication(scene: Scene): Path[] {
  const databases = scene.inventory.ofType(RDS_INSTANCE);
  return databases.flatMap((replica): Path[] => {
    const [, , , region, , , identifier] = textInput(replica, "replicateSourceDb").split(":");
    const source = databases.find(
      (item) => item.region === region && textInput(item, "identifier") === identifier && item !== replica,
    );
    const [from, to] = [source && partOf(scene, source.urn), partOf(scene, replica.urn)];
    return from && to ? [{ from, to, kind: "replication", label: "asynchronous replica" }] : [];
  });
}

/** Every bucket with rules to others; the access point stands for the set. */
function objectReplication(scene: Scene): Path[] {
  return scene.inventory
    .ofType(S3_BUCKET_REPLICATION_CONFIG)
    .filter(
      (config) =>
        replicationRules(scene.inventory.mapped((item) => (item === config.record ? item : undefined))).length > 0,
    )
    .flatMap((config): Path[] => {
      const from = partOf(scene, config.urn);
      return from ? [{ from, to: partId({ group: shared, part: "objects" }), kind: "replication", label: "" }] : [];
    });
}

/** What a role may touch: in its own stack by what its policy is made from, beyond it by the names that stand in it. */
function grants(scene: Scene): Path[] {
  const lease = globalOutput(scene, "leaseTableName");
  const accessPoint = globalOutput(scene, "accessPointArn");
  const store = globalOutput(scene, "routingStoreArn");
  return scene.inventory.ofType(IAM_ROLE_POLICY).flatMap((policy): Path[] => {
    const place = scene.places.get(policy);
    if (!place) return [];
    const from = partId(place);
    const controls = place.part === "controller";
    // The active region's controller is idle: it is there to come back.
    const idle = controls && policy.role === "active";
    const names = (mark: string | undefined) => mark !== undefined && textInput(policy, "policy").includes(mark);
    const found: Path[] = [];
    // Every tier of a region and its controller read the lease: drawn once, from the region.
    if (names(lease)) {
      const reader = policy.stackRegion ?? from;
      found.push({ from: reader, to: partId({ group: shared, part: "lease" }), kind: "control", label: "lease" });
    }
    if (names(store) && !idle) {
      found.push({ from, to: partId({ group: edge, part: "switch" }), kind: "control", label: "switches" });
    }
    if (names(accessPoint) && controls && !idle) {
      found.push({ from, to: partId({ group: shared, part: "objects" }), kind: "control", label: "routes" });
    } else if (names(accessPoint) && !controls) {
      found.push({ from, to: partId({ group: place.group, part: "bucket" }), kind: "data", label: "" });
    }
    if (controls && !idle) found.push(...promoted(scene, policy, from));
    return found;
  });
}

/** The database that a controller's policy is made from. */
function promoted(scene: Scene, policy: Resource, from: string): Path[] {
  return (policy.propertyDependencies.policy ?? []).flatMap((urn): Path[] => {
    const item = scene.inventory.at(urn);
    const place = item && scene.places.get(item);
    if (item?.type !== RDS_INSTANCE || !place) return [];
    return [{ from, to: partId(place), kind: "control", label: "promotes" }];
  });
}

function globalOutput({ stacks }: Scene, name: string): string | undefined {
  const value = stacks.find(({ stack }) => stack === globalStack)?.outputs[name];
  return typeof value === "string" ? value : undefined;
}
