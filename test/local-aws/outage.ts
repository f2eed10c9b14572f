import { expect } from "chai";

/** Takes regions of the local AWS away, or ends every outage with {}. */
export async function outage(body: {
  readonly regions?: readonly string[];
  readonly services?: readonly string[];
  readonly mode?: "hang" | "refuse" | "error";
}): Promise<void> {
  await fetch(new URL("/local-aws/outage", process.env.AWS_ENDPOINT_URL), {
    method: "POST",
    body: JSON.stringify(body),
  });
}

/** A call that the local AWS received. */
export interface Call {
  readonly region: string;
  readonly service: string;
  readonly action: string;
}

/** Forgets the calls so far. */
export async function resetCalls(): Promise<void> {
  await fetch(new URL("/local-aws/calls", process.env.AWS_ENDPOINT_URL), { method: "DELETE" });
}

/** The calls since the last reset that a region received, with those to the control planes in it. */
export async function callsTo(region: string): Promise<Call[]> {
  const answer = await fetch(new URL("/local-aws/calls", process.env.AWS_ENDPOINT_URL));
  return ((await answer.json()) as Call[]).filter((call) => call.region === region);
}

/** Runs an operation and checks that these regions received no call. */
export async function withoutCallsTo<T>(regions: readonly string[], run: () => PromiseLike<T>): Promise<T> {
  await resetCalls();
  const result = await run();
  for (const region of regions) expect(await callsTo(region)).to.deep.equal([]);
  return result;
}
