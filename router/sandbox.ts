import { createContext, Script } from "node:vm";

/** The request that CloudFront passes to a viewer-request function, as far as the router uses it. */
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

/** What CloudFront does after the function: it returns the function's response, or tries these origins in this order. */
export type Routing =
  | { response: ViewerResponse }
  /** Without `origins`, the behaviour's own origin is used. */
  | { request: ViewerRequest; origins: string[]; failoverCodes: number[] };

/** What a function can reach in CloudFront. */
export interface FunctionContext {
  /** Ids of the distribution's origins. The helpers throw on any other. */
  readonly origins: readonly string[];
  /** Value of a key in the store; undefined when absent. It may throw, as for a store that cannot be read. */
  store(key: string): string | undefined;
  /** Receives what the function logs. */
  log?(line: string): void;
}

/** The import that CloudFront resolves. The sandbox removes it and provides the module as a global of the same name. */
const IMPORT = 'import cf from "cloudfront";';

/**
 * Runs the code of a CloudFront function outside CloudFront, with the documented `cloudfront` module: `kvs().get` throws on a missing
 * key, the origin helpers throw on an unknown origin, and an origin group has exactly two origins.
 * Source: CloudFront Developer Guide, "Helper methods for key value stores" and "Helper methods for origin modification".
 */
export function loadFunction(
  code: string,
  { origins: originIds, store, log }: FunctionContext,
): (request: ViewerRequest) => Promise<Routing> {
  if (!code.startsWith(IMPORT)) throw new Error(`the function's code does not start with ${IMPORT}`);
  let origins: string[] = [];
  let failoverCodes: number[] = [];
  const known = (originId: string): string => {
    if (!originIds.includes(originId)) throw new Error(`no origin ${originId} in the distribution`);
    return originId;
  };
  const cf = {
    kvs: () => ({
      get: async (key: string, options?: { format?: "string" | "json" }) => {
        const value = store(key);
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
  const context = createContext({ cf, console: { log: (line: string) => log?.(line) } });
  new Script(code.replace(IMPORT, ""), { filename: "router-function.mjs" }).runInContext(context);
  const handler = new Script("handler").runInContext(context) as (
    event: unknown,
  ) => Promise<ViewerRequest | ViewerResponse>;

  const run = async (request: ViewerRequest): Promise<Routing> => {
    origins = [];
    failoverCodes = [];
    const result = await handler({ version: "1.0", context: { eventType: "viewer-request" }, request });
    return "statusCode" in result ? { response: result } : { request: result, origins, failoverCodes };
  };
  // Calls run one at a time, because they share the module's state.
  let last: Promise<unknown> = Promise.resolve();
  return (request) => {
    const next = last.then(() => run(request));
    last = next.catch(() => undefined);
    return next;
  };
}
