import type { Inputs } from "../../resources/inputs";
import { isUnknown } from "../../resources/unknown";

/** Whether the path names a key of the customer's own: neither absent nor one of the keys that AWS manages. */
export function namesCustomerKey(place: Inputs, path: string): boolean {
  if (!place.given(path)) return false;
  const key = place.raw(path);
  return isUnknown(key) || !/(^|:)alias\/aws\//.test(String(key));
}
