import ELK, { type ElkExtendedEdge, type ElkNode, type ElkPoint } from "elkjs";
import type { Diagram } from "../document";
import { SHARED } from "./parts";

type Path = Diagram["paths"][number];

/** A rectangle, in diagram units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Positions of all elements of the diagram. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Boxes of groups and parts, by id. */
  readonly boxes: ReadonlyMap<string, Box>;
  readonly paths: readonly {
    readonly path: Path;
    readonly points: readonly ElkPoint[];
    readonly label: Box | undefined;
  }[];
}

/** Font sizes, in diagram units. */
export const FONT_SIZES = { label: 15, summary: 12.5, path: 12, group: 14 } as const;

/** An edge after the layout. Its coordinates are relative to the container. */
type PlacedEdge = ElkExtendedEdge & { readonly container?: string };

const LAYOUT_OPTIONS: Record<string, string> = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.spacing.nodeNodeBetweenLayers": "42",
  "elk.layered.spacing.edgeNodeBetweenLayers": "18",
  "elk.spacing.nodeNode": "26",
  "elk.spacing.edgeNode": "16",
  "elk.spacing.edgeEdge": "12",
  "elk.padding": "[top=16,left=16,bottom=16,right=16]",
};

const GROUP_OPTIONS = { "elk.padding": "[top=46,left=18,bottom=18,right=18]" };

/** Lays out the diagram in layers, with the visitors at the top and groups around their parts. */
export async function layOut({ groups, parts, paths }: Diagram): Promise<Layout> {
  const children = groups.flatMap(({ id, kind }): ElkNode[] => {
    const own = parts.filter(({ group }) => group === id).map((part) => ({ id: part.id, ...size(part) }));
    return kind === "outside" ? own : [{ id, layoutOptions: GROUP_OPTIONS, children: own }];
  });
  const byId = new Map(paths.map((path, index) => [`path-${index}`, path]));
  const edges = [...byId].map(([id, path]) => edgeOf(id, path));
  const graph: ElkNode = {
    id: "root",
    layoutOptions: LAYOUT_OPTIONS,
    children,
    edges: [...edges, ...columns(parts, paths)],
  };
  const placed = await new ELK().layout(graph);
  const boxes = absolute(placed);
  const drawn = (placed.edges ?? []).flatMap((edge: PlacedEdge) => {
    const path = byId.get(edge.id);
    if (!path) return [];
    const offset = boxes.get(edge.container ?? "") ?? { x: 0, y: 0 };
    const move = ({ x, y }: ElkPoint): ElkPoint => ({ x: x + offset.x, y: y + offset.y });
    const points = (edge.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) =>
      [startPoint, ...bendPoints, endPoint].map(move),
    );
    const [label] = edge.labels ?? [];
    return {
      path,
      points: upward(path) ? points.toReversed() : points,
      label: label && {
        ...move({ x: label.x ?? 0, y: label.y ?? 0 }),
        width: label.width ?? 0,
        height: label.height ?? 0,
      },
    };
  });
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    boxes,
    paths: drawn,
  };
}

/** Hidden edges that stack the parts without a path in a column instead of a row. */
function columns(parts: Diagram["parts"], paths: readonly Path[]): ElkExtendedEdge[] {
  const unconnected = parts.filter(({ id }) => !paths.some(({ from, to }) => from === id || to === id));
  return unconnected.flatMap(({ id, group }, index) => {
    const above = unconnected.slice(0, index).findLast((part) => part.group === group);
    return above && group !== SHARED ? [{ id: `column-${id}`, sources: [above.id], targets: [id] }] : [];
  });
}

function edgeOf(id: string, path: Path): ElkExtendedEdge {
  const [source, target] = upward(path) ? [path.to, path.from] : [path.from, path.to];
  return {
    id,
    sources: [source],
    targets: [target],
    labels: path.label
      ? [{ text: path.label, width: path.label.length * FONT_SIZES.path * 0.62 + 8, height: FONT_SIZES.path + 6 }]
      : [],
  };
}

/** Control paths to the edge point upwards. They are laid out reversed, so that the edge stays above the regions. */
function upward({ kind, from, to }: Path): boolean {
  return kind === "control" && to.startsWith("edge-") && !from.startsWith("edge-");
}

function size({ label, summary }: Diagram["parts"][number]): { width: number; height: number } {
  const width = Math.max(label.length * FONT_SIZES.label * 0.58, summary.length * FONT_SIZES.summary * 0.53) + 28;
  return { width: Math.max(120, Math.round(width)), height: summary ? 54 : 40 };
}

function absolute(placed: ElkNode): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const visit = (node: ElkNode, x: number, y: number): void => {
    for (const child of node.children ?? []) {
      const box = { x: x + (child.x ?? 0), y: y + (child.y ?? 0), width: child.width ?? 0, height: child.height ?? 0 };
      boxes.set(child.id, box);
      visit(child, box.x, box.y);
    }
  };
  visit(placed, 0, 0);
  return boxes;
}
