import { clientSettings } from "../bounded";
import { boundAttempts } from "./attempt-deadline";
import { withNamedErrors } from "./named-errors";

/** Makes one client per region, when it is first used. */
export function perRegion<Client extends Parameters<typeof withNamedErrors>[0]>(
  make: (settings: ReturnType<typeof clientSettings>) => Client,
): (region: string) => Client {
  const made = new Map<string, Client>();
  return (region) => {
    // A client keeps the endpoints that the environment had when it was created.
    const endpoints = Object.entries(process.env).filter(([name]) => name.startsWith("AWS_ENDPOINT_URL"));
    const key = `${region} ${JSON.stringify(endpoints)}`;
    const existing = made.get(key);
    if (existing !== undefined) return existing;
    const client = withNamedErrors(make(clientSettings(region)));
    boundAttempts(client as Parameters<typeof boundAttempts>[0]);
    made.set(key, client);
    return client;
  };
}
