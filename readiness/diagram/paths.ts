import { GLOBAL_STACK } from "../../config/topology";
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
import { EDGE, OUTSIDE, type PartRef, partId, SHARED } from "./parts";

type Path = Diagram["paths"][number];

/** The input of the path search. */
export interface Scene {
  readonly inventory: ResourceGraph;
  readonly refs: ReadonlyMap<Resource, PartRef>;
  readonly topology: Topology;
  readonly stacks: PreviewDocument["stacks"];
}

/** The paths between parts. Each follows from a registered resource that refers to another one. */
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

function partIdOf(scene: Scene, urn: string): string | undefined {
  const item = scene.inventory.at(urn);
  const ref = item && scene.refs.get(item);
  return ref && partId(ref);
}

function visitors({ inventory }: Scene): Path[] {
  return inventory.ofType(CLOUDFRONT_DISTRIBUTION).map(() => ({
    from: partId({ group: OUTSIDE, part: "visitors" }),
    to: partId({ group: EDGE, part: "distribution" }),
    kind: "traffic",
    label: "",
  }));
}

/** Paths within the edge: the sources of the distribution's inputs, its DNS records, and the router's routing store. */
function insideEdge(scene: Scene): Path[] {
  const distributions = scene.inventory.ofType(CLOUDFRONT_DISTRIBUTION);
  const sources = distributions.flatMap(({ propertyDependencies }) => Object.values(propertyDependencies).flat());
  const records = scene.inventory
    .ofType(ROUTE53_RECORD)
    .filter(({ propertyDependencies }) =>
      propertyDependencies.aliases?.some((urn) => distributions.some((distribution) => distribution.urn === urn)),
    );
  const routingStoreArn = globalOutput(scene, "routingStoreArn");
  const routers = scene.inventory
    .ofType(CLOUDFRONT_FUNCTION)
    .filter((item) => listInput(item, "keyValueStoreAssociations").includes(routingStoreArn));
  const distribution = partId({ group: EDGE, part: "distribution" });
  const control = (from: string | undefined, to: string): Path[] =>
    from && from !== to && from.startsWith(EDGE) ? [{ from, to, kind: "control", label: "" }] : [];
  return [
    ...[...sources, ...records.map(({ urn }) => urn)].flatMap((urn) => control(partIdOf(scene, urn), distribution)),
    ...routers.flatMap((item) =>
      control(partId({ group: EDGE, part: "routing-store" }), partIdOf(scene, item.urn) ?? ""),
    ),
  ];
}

/** Paths to the regions that are origins of the distribution: the active region gets all requests, a standby the reads that failed. */
function origins({ inventory, topology }: Scene): Path[] {
  return inventory.ofType(CLOUDFRONT_DISTRIBUTION).flatMap((distribution) => {
    const ids = listInput(distribution, "origins").map((origin) => (origin as { originId?: unknown }).originId);
    return topology.regions
      .filter(({ region }) => ids.includes(region))
      .map(({ region, role }): Path => {
        const ends = {
          from: partId({ group: EDGE, part: "distribution" }),
          to: partId({ group: region, part: "web" }),
        };
        return role === "active"
          ? { ...ends, kind: "traffic", label: "reads and writes" }
          : { ...ends, kind: "failover", label: "failed reads" };
      });
  });
}

/** Paths between tiers whose security groups allow the traffic. */
function tiers(scene: Scene): Path[] {
  return scene.inventory.ofType(VPC_SECURITY_GROUP_INGRESS_RULE).flatMap((rule): Path[] => {
    const to = partIdOf(scene, rule.urn);
    return (rule.propertyDependencies.referencedSecurityGroupId ?? []).flatMap((urn): Path[] => {
      const from = partIdOf(scene, urn);
      const isTraffic = from && to && from !== to && !to.endsWith("-network") && !from.endsWith("-network");
      return isTraffic ? [{ from, to, kind: "data", label: "" }] : [];
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
    const [from, to] = [source && partIdOf(scene, source.urn), partIdOf(scene, replica.urn)];
    return from && to ? [{ from, to, kind: "replication", label: "asynchronous replica" }] : [];
  });
}

/** Paths from each bucket with replication rules to the set of buckets. */
function objectReplication(scene: Scene): Path[] {
  return scene.inventory
    .ofType(S3_BUCKET_REPLICATION_CONFIG)
    .filter(
      (config) =>
        replicationRules(scene.inventory.mapped((item) => (item === config.record ? item : undefined))).length > 0,
    )
    .flatMap((config): Path[] => {
      const from = partIdOf(scene, config.urn);
      return from ? [{ from, to: partId({ group: SHARED, part: "objects" }), kind: "replication", label: "" }] : [];
    });
}

/** Paths from IAM policies: to resources of other stacks by the names in the policy, to resources of the same stack by its sources. */
function grants(scene: Scene): Path[] {
  const lease = globalOutput(scene, "leaseTableName");
  const accessPoint = globalOutput(scene, "accessPointArn");
  const store = globalOutput(scene, "routingStoreArn");
  return scene.inventory.ofType(IAM_ROLE_POLICY).flatMap((policy): Path[] => {
    const ref = scene.refs.get(policy);
    if (!ref) return [];
    const from = partId(ref);
    const isController = ref.part === "controller";
    // The active region's controller is idle; it is needed to fail back.
    const idle = isController && policy.role === "active";
    const names = (text: string | undefined) => text !== undefined && textInput(policy, "policy").includes(text);
    const found: Path[] = [];
    // The tiers of a region and its controller all read the lease: one path is drawn, from the region.
    if (names(lease)) {
      const reader = policy.stackRegion ?? from;
      found.push({ from: reader, to: partId({ group: SHARED, part: "lease" }), kind: "control", label: "lease" });
    }
    if (names(store) && !idle) {
      found.push({ from, to: partId({ group: EDGE, part: "routing-store" }), kind: "control", label: "routing" });
    }
    if (names(accessPoint) && isController && !idle) {
      found.push({ from, to: partId({ group: SHARED, part: "objects" }), kind: "control", label: "routes" });
    } else if (names(accessPoint) && !isController) {
      found.push({ from, to: partId({ group: ref.group, part: "bucket" }), kind: "data", label: "" });
    }
    if (isController && !idle) found.push(...promoted(scene, policy, from));
    return found;
  });
}

/** The path to the database that a controller's policy names. */
function promoted(scene: Scene, policy: Resource, from: string): Path[] {
  return (policy.propertyDependencies.policy ?? []).flatMap((urn): Path[] => {
    const item = scene.inventory.at(urn);
    const ref = item && scene.refs.get(item);
    if (item?.type !== RDS_INSTANCE || !ref) return [];
    return [{ from, to: partId(ref), kind: "control", label: "promotes" }];
  });
}

function globalOutput({ stacks }: Scene, name: string): string | undefined {
  const value = stacks.find(({ stack }) => stack === GLOBAL_STACK)?.outputs[name];
  return typeof value === "string" ? value : undefined;
}
