import { callLocalAws } from "./call";

/**
 * Makes the local AWS's functions find an edge.
 * @param domain of the deployment
 * @param url of the server that stands for the edge and the applications
 */
export async function resolveEdge(domain: string, url: string): Promise<void> {
  await fetch(new URL("/local-aws/edges", process.env.AWS_ENDPOINT_URL), {
    method: "POST",
    body: JSON.stringify({ [`https://${domain}`]: url }),
  });
}

/**
 * Invokes the function of a region with this handler, such as index.detect.
 * @throws Error when there is no such function
 */
export async function invokeFunction(region: string, handler: string, event: object = {}): Promise<unknown> {
  const { Functions } = JSON.parse(await callLocalAws("GET", "/2015-03-31/functions", `lambda/${region}`, "")) as {
    Functions: { FunctionName: string; Handler: string }[];
  };
  const found = Functions.find(({ Handler }) => Handler === handler);
  if (!found) throw new Error(`no function of ${region} has the handler ${handler}`);
  const path = `/2015-03-31/functions/${found.FunctionName}/invocations`;
  return JSON.parse(await callLocalAws("POST", path, `lambda/${region}`, JSON.stringify(event)));
}
