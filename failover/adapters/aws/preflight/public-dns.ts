import { Resolver } from "node:dns/promises";

/** Values of a CNAME record in the public DNS; empty when there is none. */
export type ResolveCname = (name: string) => Promise<readonly string[]>;

const TIMEOUT_MILLISECONDS = 3000;

/**
 * Looks up CNAME records.
 * @param servers name servers as IP address and port; by default those of the machine
 */
export function resolverOf(servers?: readonly string[]): ResolveCname {
  return async (name) => {
    const resolver = new Resolver({ timeout: TIMEOUT_MILLISECONDS, tries: 2 });
    if (servers) resolver.setServers(servers);
    try {
      return await resolver.resolveCname(name);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOTFOUND" || code === "ENODATA") return [];
      throw error;
    }
  };
}
