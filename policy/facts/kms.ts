import type { Inputs } from "../../resources/inputs";
import { textOf } from "../../resources/text-of";
import { isUnknown } from "../../resources/unknown";

/** Whether the path names a customer managed key: it is present and not an AWS managed key. */
export function namesCustomerKey(place: Inputs, path: string): boolean {
  if (!place.given(path)) return false;
  const key = place.raw(path);
  return isUnknown(key) || !/(^|:)alias\/aws\//.test(textOf(key));
}
