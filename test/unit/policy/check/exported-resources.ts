export const QUEUE = "aws:sqs/queue:Queue";

/** One resource as `pulumi stack export` writes it. */
export function exported(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  more: Record<string, unknown> = {},
) {
  return { urn: `urn:pulumi:prod::shop::${type}::${name}`, type, custom: true, id: name, inputs, outputs: {}, ...more };
}

/** The export of a stack with these resources. */
export function stackExport(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }, null, 2);
}

export const OPEN_DATABASE = exported("aws:rds/instance:Instance", "db", { publiclyAccessible: true, multiAz: true });
export const CLEAR_QUEUE = exported(QUEUE, "orders", { sqsManagedSseEnabled: false });
