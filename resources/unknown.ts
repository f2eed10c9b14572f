/** The placeholders of the engine and its SDKs for values that are known only after an update, one for each kind of value. */
const UNKNOWN_SENTINELS: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
  "030794c1-ac77-496b-92df-f27374a8bd58", // asset
  "e48ece36-62e2-4504-bad9-02848725956a", // archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

/** The sentinel for an unknown string, for those who write documents. */
export const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key and value by which the engine marks a secret in a stack's export. */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Whether the value will only be known after the update. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && UNKNOWN_SENTINELS.has(value);
}

/** Whether the value is set but hidden: previews print "[secret]", exports an envelope with the ciphertext. */
export function isSecret(value: unknown): boolean {
  if (value === "[secret]") return true;
  return typeof value === "object" && value !== null && Reflect.get(value, SIGNATURE_KEY) === SECRET_SIGNATURE;
}

/** Whether the value is an unresolved reference, left as text: ${bucket.id}. */
export function isInterpolation(value: unknown): value is string {
  return typeof value === "string" && /^\$\{[^{}]+\}$/.test(value);
}

/** How deep secrets are looked for: deeper values are left as they are, so that no document exhausts the stack. */
const DEEPEST = 100;

/** The value with the secrets in plain text that an export with --show-secrets has; encrypted ones are left as they are. */
export function plainText(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.map((item) => plainText(item, depth + 1));
  if (isSecret(value)) {
    const text: unknown = Reflect.get(value, "plaintext");
    return typeof text === "string" ? plainText(parsed(text) ?? value, depth + 1) : value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainText(item, depth + 1)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
