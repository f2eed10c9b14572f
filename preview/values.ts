/** Pulumi's wire form of values: plain JSON in which special objects carry a signature. Source: the SDK's runtime/rpc.ts. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** A value that Pulumi keeps secret, in wire form. */
export function secretValue(value: unknown): unknown {
  return { [signatureKey]: secretSignature, value };
}

/** For people and policies: secrets as "[secret]", assets as what they are, resources by their id or URN. */
export function reveal(value: unknown): unknown {
  return translate(value, () => "[secret]");
}

/** For the mock cloud, which computes outputs from inputs: as `reveal`, with secrets in clear. */
export function unwrap(value: unknown): unknown {
  return translate(value, ({ value: inner }) => unwrap(inner));
}

type Special = Readonly<Record<string, unknown>>;

function translate(value: unknown, secret: (special: Special) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => translate(item, secret));
  if (typeof value !== "object" || value === null) return value;
  const special = value as Special;
  switch (special[signatureKey]) {
    case secretSignature:
      return secret(special);
    case assetSignature:
    case archiveSignature:
      return special.path ?? special.uri ?? special.text ?? "[archive]";
    case resourceSignature:
      return special.id || special.urn;
    default:
      return Object.fromEntries(Object.entries(special).map(([key, item]) => [key, translate(item, secret)]));
  }
}
