import { expect } from "chai";
import { ConfigError, parseConfig } from "../../config/parse";
import { configMap, type Settings } from "./preview";

/** The errors of the shipped configuration with other settings, as `path: message`. */
export function configErrorsOf(settings: Settings, today?: Date): string[] {
  try {
    parseConfig(configMap(settings), today);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

/** A test for each case: a title, the settings, and the only error that they cause. */
export function itRefuses(cases: readonly (readonly [title: string, settings: Settings, error: string])[]): void {
  for (const [title, settings, error] of cases) {
    it(`refuses ${title}`, () => {
      expect(configErrorsOf(settings)).to.deep.equal([error]);
    });
  }
}

/** A test for each case: a title, and settings without an error. */
export function itAccepts(cases: readonly (readonly [title: string, settings: Settings])[]): void {
  for (const [title, settings] of cases) {
    it(`accepts ${title}`, () => {
      expect(configErrorsOf(settings)).to.deep.equal([]);
    });
  }
}

const east = { stack: "prod", cidr: "10.10.0.0/16" };
const west = { stack: "dr", cidr: "10.20.0.0/16" };

/** The shipped regions with changes of their entries. */
export function regionSettings(changes: { readonly east?: object; readonly west?: object } = {}) {
  return { regions: { "us-east-1": { ...east, ...changes.east }, "us-west-1": { ...west, ...changes.west } } };
}
