/** A value as text. Unlike String(), it takes every JSON object, also one that has a property `toString`, and any depth of nesting. */
export function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const isList = Array.isArray(value) && value.every((item) => typeof item !== "object");
  return isList ? value.join() : Object.prototype.toString.call(value);
}
