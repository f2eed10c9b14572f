/** The response to the viewer. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
  /** What produced the response: the viewer-request function, the cache, an error of the edge itself, or an origin. */
  readonly by: "function" | "cache" | "edge" | "origin";
}
