import { TAG } from "../aws/limits";
import type { RedoubtConfig } from "../schema";
import { OWN_TAGS } from "../tags";
import type { Check, Fault } from "./check";

export const TAG_CHECKS: readonly Check[] = [{ keys: ["tags"], faults: tagFaults }];

const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";

function tagFaults({ tags }: RedoubtConfig): Fault[] {
  const faults: Fault[] = [];
  const keys = new Map<string, string>();
  for (const [key, value] of Object.entries(tags)) {
    const path = `tags.${key}`;
    const message = keyFault(key, keys.get(key.toLowerCase())) ?? valueFault(value);
    if (message) faults.push({ path, message });
    keys.set(key.toLowerCase(), key);
  }
  const most = TAG.perResource - OWN_TAGS.length;
  if (keys.size > most) {
    faults.push({ path: "tags", message: `got ${keys.size} tags; use at most ${most}` });
  }
  return faults;
}

function keyFault(key: string, same: string | undefined): string | undefined {
  if (key.length === 0 || key.length > TAG.keyLength) {
    return `the key has ${key.length} characters; use 1 to ${TAG.keyLength}`;
  }
  if (!TAG.characters.test(key)) return `the key has other characters than ${CHARACTERS}; remove them`;
  if (key.toLowerCase().startsWith(TAG.reservedPrefix))
    return `the prefix ${TAG.reservedPrefix} is reserved by AWS; use another key`;
  if (OWN_TAGS.some((own) => own.toLowerCase() === key.toLowerCase()))
    return "Redoubt sets this tag itself; use another key";
  if (same !== undefined) return `differs from ${same} in case only, which IAM refuses; remove one of them`;
  return undefined;
}

function valueFault(value: string): string | undefined {
  if (value.length > TAG.valueLength) return `the value has ${value.length} characters; use at most ${TAG.valueLength}`;
  if (!TAG.characters.test(value)) return `got ${value}; use ${CHARACTERS} only`;
  return undefined;
}
