import type { Routing, ViewerRequest } from "../../../router/sandbox";
import type { Origin, OriginAnswer, OriginRequest } from "./origin";

/** How CloudFront treats the requests that its function lets through. */
export interface Behaviour {
  /** What is not among them is answered with 403 (CloudFront Developer Guide, http-403-invalid-method). */
  readonly allowedMethods: readonly string[];
  /** The origin that is used where the function chose none. */
  readonly targetOrigin: string;
}

/** The methods for which an origin group's second member is tried (high_availability_origin_failover). */
const FAILOVER_METHODS = ["GET", "HEAD", "OPTIONS"];

/** What the viewer gets. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
  /** Who made it: the edge itself, by its function or by an error of its own, or an origin. */
  readonly by: "function" | "edge" | "origin";
}

/** Answers a request as CloudFront's behaviour does, with a viewer-request function in front of it. */
export async function behave(
  behaviour: Behaviour,
  origins: ReadonlyMap<string, Pick<Origin, "ask">>,
  route: (request: ViewerRequest) => Promise<Routing>,
  asked: OriginRequest,
): Promise<EdgeAnswer> {
  if (!behaviour.allowedMethods.includes(asked.method)) return edgeError(403);
  const routing = await route({ method: asked.method, uri: asked.path, headers: functionHeaders(asked) });
  if ("response" in routing) {
    const { statusCode, headers = {} } = routing.response;
    const entries = Object.entries(headers).map(([name, { value }]) => [name, value] as const);
    return { status: statusCode, headers: Object.fromEntries(entries), body: Buffer.alloc(0), by: "function" };
  }
  const [first = behaviour.targetOrigin, second] = routing.origins;
  let answer = await originOf(origins, first).ask(asked);
  if (second !== undefined && FAILOVER_METHODS.includes(asked.method) && failsOver(answer, routing.failoverCodes)) {
    answer = await originOf(origins, second).ask(asked);
  }
  return answer.kind === "answered" ? { ...answer, by: "origin" } : edgeError(statusOf(answer));
}

/**
 * A failure to connect counts if 503 is among the group's codes, a timeout if 504 is (high_availability_origin_failover); of a
 * connection that breaks off the guide says nothing: it counts here as the 502 that the viewer would get.
 */
function failsOver(answer: OriginAnswer, codes: readonly number[]): boolean {
  switch (answer.kind) {
    case "answered":
      return codes.includes(answer.status);
    case "refused":
    case "unanswered":
      return codes.includes(503);
    case "silent":
      return codes.includes(504);
    case "dropped":
      return codes.includes(502);
  }
}

/** What the viewer is told (http-502-bad-gateway, http-504-gateway-timeout). */
function statusOf({ kind }: Exclude<OriginAnswer, { kind: "answered" }>): number {
  return kind === "refused" || kind === "dropped" ? 502 : 504;
}

function edgeError(status: number): EdgeAnswer {
  return { status, headers: {}, body: Buffer.alloc(0), by: "edge" };
}

function originOf(origins: ReadonlyMap<string, Pick<Origin, "ask">>, id: string): Pick<Origin, "ask"> {
  const origin = origins.get(id);
  if (origin === undefined) throw new Error(`no origin ${id} in the distribution`);
  return origin;
}

function functionHeaders({ headers }: OriginRequest): ViewerRequest["headers"] {
  const entries = Object.entries(headers).map(([name, value]) => [name, { value: String(value) }] as const);
  return Object.fromEntries(entries);
}
