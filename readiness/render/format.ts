import type { Budget, Money } from "../document";

/** A range of minutes as text. */
export function durationRange(low: number | null, high: number | null): string {
  if (low === null) return "no recovery possible";
  if (high === null) return `at least ${figure(low)} min, without an upper bound`;
  return low === high ? `${figure(low)} min` : `${figure(low)} to ${figure(high)} min`;
}

/** A number with at most one decimal. */
export function figure(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 1 });
}

/** US dollars with cents. */
export function dollars(amount: number): string {
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A total, as a lower bound if lines have no price. */
export function moneyTotal(known: number, unknownLines: number): string {
  if (unknownLines === 0) return dollars(known);
  return `at least ${dollars(known)} (${count(unknownLines, "line")} without a price)`;
}

/** A total at the prices of the lines' own regions. */
export function ownTotal({ known, unknownLines }: Money): string {
  return moneyTotal(known, unknownLines);
}

/** A total at the prices of the reference region. */
export function referenceTotal({ atReference, unknownAtReference }: Money): string {
  return moneyTotal(atReference, unknownAtReference);
}

/** A number with a noun, in the plural unless the number is 1. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** Explanations of the verdicts on an objective, for the end of a sentence. */
export const VERDICTS: Readonly<Record<Budget["recoveryTime"], string>> = {
  met: "met at the high figure",
  "at risk": "at risk: the high figure exceeds it",
  missed: "cannot be met",
};

/** The name of a resource in its URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** A short form of a type token: rds.Instance for aws:rds/instance:Instance. */
export function typeOf(type: string): string {
  const [packageName = "", module = "", name = ""] = type.split(":");
  return packageName === "aws" ? `${module.split("/")[0]}.${name}` : `${packageName}.${name}`;
}
