import type { Routing, ViewerRequest } from "../../../router/sandbox";
import type { EdgeAnswer } from "./answer";
import type { EdgeCache } from "./cache";
import type { Origin, OriginAnswer, OriginRequest } from "./origin";

/** The settings of a CloudFront cache behaviour that the drill needs. */
export interface Behaviour {
  /** Other methods are answered with 403 (CloudFront Developer Guide, http-403-invalid-method). */
  readonly allowedMethods: readonly string[];
  /** The origin for requests for which the function selects none. */
  readonly targetOrigin: string;
  readonly cache: EdgeCache;
}

/** The methods for which an origin group fails over to its second member (high_availability_origin_failover). */
const FAILOVER_METHODS = ["GET", "HEAD", "OPTIONS"];

/** Answers a request as a CloudFront cache behaviour with a viewer-request function does. */
export async function behave(
  behaviour: Behaviour,
  origins: ReadonlyMap<string, Pick<Origin, "send">>,
  route: (request: ViewerRequest) => Promise<Routing>,
  request: OriginRequest,
): Promise<EdgeAnswer> {
  if (!behaviour.allowedMethods.includes(request.method)) return edgeError(403);
  const routing = await route({ method: request.method, uri: request.path, headers: functionHeaders(request) });
  if ("response" in routing) {
    const { statusCode, headers = {} } = routing.response;
    const entries = Object.entries(headers).map(([name, { value }]) => [name, value] as const);
    return { status: statusCode, headers: Object.fromEntries(entries), body: Buffer.alloc(0), by: "function" };
  }
  const cached = behaviour.cache.find(request);
  if (cached) return cached;
  const [first = behaviour.targetOrigin, second] = routing.origins;
  let answer = await originOf(origins, first).send(request);
  if (second !== undefined && FAILOVER_METHODS.includes(request.method) && failsOver(answer, routing.failoverCodes)) {
    answer = await originOf(origins, second).send(request);
  }
  if (answer.kind !== "answered") return edgeError(statusOf(answer));
  const response: EdgeAnswer = { ...answer, by: "origin" };
  behaviour.cache.store(request, response);
  return response;
}

/**
 * A failure to connect fails over if 503 is one of the group's codes, a timeout if 504 is (high_availability_origin_failover). The guide
 * does not mention broken connections; here they fail over if 502, which the viewer would get, is one of the codes.
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

/** The status that the viewer gets (http-502-bad-gateway, http-504-gateway-timeout). */
function statusOf({ kind }: Exclude<OriginAnswer, { kind: "answered" }>): number {
  return kind === "refused" || kind === "dropped" ? 502 : 504;
}

function edgeError(status: number): EdgeAnswer {
  return { status, headers: {}, body: Buffer.alloc(0), by: "edge" };
}

function originOf(origins: ReadonlyMap<string, Pick<Origin, "send">>, id: string): Pick<Origin, "send"> {
  const origin = origins.get(id);
  if (origin === undefined) throw new Error(`no origin ${id} in the distribution`);
  return origin;
}

function functionHeaders({ headers }: OriginRequest): ViewerRequest["headers"] {
  const entries = Object.entries(headers).map(([name, value]) => [name, { value: String(value) }] as const);
  return Object.fromEntries(entries);
}
