import type { Budget, Money } from "../document";

/** Minutes for people; what has no bound says so. */
export function span(low: number | null, high: number | null): string {
  if (low === null) return "no way there";
  if (high === null) return `${figure(low)} min or more, without a bound`;
  return low === high ? `${figure(low)} min` : `${figure(low)} to ${figure(high)} min`;
}

export function figure(value: number): string {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 1 });
}

export function dollars(amount: number): string {
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** A sum with what it leaves out. */
export function sum({ known, unknownLines }: Pick<Money, "known" | "unknownLines">): string {
  if (unknownLines === 0) return dollars(known);
  return `${dollars(known)} and ${count(unknownLines, "line")} unknown`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** What a verdict on an objective means, in a sentence's end. */
export const verdicts: Readonly<Record<Budget["recoveryTime"], string>> = {
  met: "met, even at the high figure",
  "at risk": "at risk: the high figure is over it",
  missed: "cannot be met",
};

/** The name of a resource in its URN. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** A type token's own part: Instance of aws:rds/instance:Instance, with its service. */
export function typeOf(type: string): string {
  const [pack = "", module = "", name = ""] = type.split(":");
  return pack === "aws" ? `${module.split("/")[0]}.${name}` : `${pack}.${name}`;
}
