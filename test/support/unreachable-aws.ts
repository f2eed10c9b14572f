/** Hooks for tests that read the lease: an endpoint that does not answer, with credentials that need no lookup. */
export function withUnreachableAws(): void {
  const { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;

  // These tests read the lease, too: at an endpoint that does not answer, with credentials that need no lookup.
  before(() => {
    const unreachable = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    Object.assign(process.env, unreachable);
  });
  after(() => {
    const before = { AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY };
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
}
