import { clientSettings } from "../bounded";

/** Makes one client per region, when it is first used. */
export function perRegion<Client>(
  make: (settings: ReturnType<typeof clientSettings>) => Client,
): (region: string) => Client {
  const made = new Map<string, Client>();
  return (region) => {
    // A client keeps the endpoint that the environment named when it was made.
    const key = `${region} ${process.env.AWS_ENDPOINT_URL ?? ""}`;
    const client = made.get(key) ?? make(clientSettings(region));
    made.set(key, client);
    return client;
  };
}
