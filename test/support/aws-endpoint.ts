import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

const CREDENTIALS = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };

/** Hooks that let every call of AWS reach a listener on loopback, with credentials that need no lookup. Call it inside `describe`. */
export function withAwsAt(listener: RequestListener): void {
  const server = createServer(listener);
  withEnvironment(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { ...CREDENTIALS, AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
}

/** Hooks for an endpoint of AWS that does not answer, with credentials that need no lookup. Call it inside `describe`. */
export function withUnreachableAws(): void {
  withEnvironment(async () => ({ ...CREDENTIALS, AWS_ENDPOINT_URL: "http://127.0.0.1:9" }));
}

/** Hooks that set variables of the environment before the tests, and restore them afterwards. */
function withEnvironment(variables: () => Promise<Readonly<Record<string, string>>>): void {
  const former = new Map<string, string | undefined>();
  before(async () => {
    for (const [name, value] of Object.entries(await variables())) {
      former.set(name, process.env[name]);
      process.env[name] = value;
    }
  });
  after(() => {
    for (const [name, value] of former) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
}
