/** Pulumi's wire form of values is JSON in which special objects have a signature. Source: the SDK's runtime/rpc.ts. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

/** A secret value in wire form. */
export function secretValue(value: unknown): unknown {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

/** Plain values for output and policies: secrets as "[secret]", assets as their path or text, resources as their id or URN. */
export function reveal(value: unknown): unknown {
  return translate(value, () => "[secret]");
}

/** Plain values for the mock cloud, which computes outputs from inputs: like `reveal`, with secrets in clear text. */
export function unwrap(value: unknown): unknown {
  return translate(value, ({ value: inner }) => unwrap(inner));
}

type Special = Readonly<Record<string, unknown>>;

function translate(value: unknown, secret: (special: Special) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, secret));
  if (typeof value !== "object" || value === null) return value;
  const special = value as Special;
  switch (special[SIGNATURE_KEY]) {
    case SECRET_SIGNATURE:
      return secret(special);
    case ASSET_SIGNATURE:
    case ARCHIVE_SIGNATURE:
      return special.path ?? special.uri ?? special.text ?? "[archive]";
    case RESOURCE_SIGNATURE:
      return special.id || special.urn;
    default:
      return Object.fromEntries(Object.entries(special).map(([key, item]) => [key, translate(item, secret)]));
  }
}
