import { createContext, Script } from "node:vm";

/** What CloudFront hands to a viewer-request function, as far as a router looks at it. */
export interface ViewerRequest {
  method: string;
  uri: string;
  headers: Record<string, { value: string }>;
}

interface ViewerResponse {
  statusCode: number;
  statusDescription?: string;
  headers?: Record<string, { value: string }>;
}

/** What CloudFront would do after the function: answer by itself, or go to these origins in this order. */
export type Routing =
  | { response: ViewerResponse }
  /** `origins` is empty when the function chose none: the behaviour's own origin is used. */
  | { request: ViewerRequest; origins: string[]; failoverCodes: number[] };

/** The parts of CloudFront that a function can reach, stood in for. */
export interface EdgeSurroundings {
  /** The ids of the distribution's origins; helpers throw on any other. */
  origins: readonly string[];
  /** The store's value under a key, undefined when absent; may throw, as an unreadable store does. */
  store(key: string): string | undefined;
  /** What the function logs. */
  log?(line: string): void;
}

/** The statement that CloudFront resolves to its own module; the sandbox gives the module by the same name instead. */
const IMPORT = 'import cf from "cloudfront";';

/**
 * Runs a CloudFront function's deployed text outside CloudFront, with the documented `cloudfront` module: `kvs().get`
 * throws on a missing key; the origin helpers throw on an unknown origin, and a group has exactly two.
 * (CloudFront Developer Guide: functions-custom-methods, helper-functions-origin-modification)
 */
export function loadFunction(
  text: string,
  surroundings: EdgeSurroundings,
): (request: ViewerRequest) => Promise<Routing> {
  if (!text.startsWith(IMPORT)) throw new Error(`the function's text does not start with ${IMPORT}`);
  let origins: string[] = [];
  let failoverCodes: number[] = [];
  const known = (originId: string): string => {
    if (!surroundings.origins.includes(originId)) throw new Error(`no origin ${originId} in the distribution`);
    return originId;
  };
  const cf = {
    kvs: () => ({
      get: async (key: string, options?: { format?: "string" | "json" }) => {
        const value = surroundings.store(key);
        if (value === undefined) throw new Error(`KeyNotFound: ${key}`);
        return options?.format === "json" ? (JSON.parse(value) as unknown) : value;
      },
    }),
    selectRequestOriginById: (originId: string) => {
      origins = [known(originId)];
    },
    createRequestOriginGroup: (group: {
      originIds: { originId: string }[];
      failoverCriteria: { statusCodes: number[] };
    }) => {
      if (group.originIds.length !== 2) throw new Error("an origin group has two origins");
      origins = group.originIds.map(({ originId }) => known(originId));
      failoverCodes = [...group.failoverCriteria.statusCodes];
    },
  };
  const context = createContext({ cf, console: { log: (line: string) => surroundings.log?.(line) } });
  new Script(text.replace(IMPORT, ""), { filename: "router-function.mjs" }).runInContext(context);
  const handler = new Script("handler").runInContext(context) as (
    event: unknown,
  ) => Promise<ViewerRequest | ViewerResponse>;

  const run = async (request: ViewerRequest): Promise<Routing> => {
    origins = [];
    failoverCodes = [];
    const result = await handler({ version: "1.0", context: { eventType: "viewer-request" }, request });
    return "statusCode" in result ? { response: result } : { request: result, origins, failoverCodes };
  };
  // One after the other: the module is one for all calls, what it was asked for belongs to one.
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const next = last.then(() => run(request));
    last = next.catch(() => undefined);
    return next;
  };
}
