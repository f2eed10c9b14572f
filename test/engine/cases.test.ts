import { readFileSync } from "node:fs";
import { CustomResource } from "@pulumi/pulumi";
import { assert } from "chai";
import { hasPulumi, previewWithPack } from "./engine-preview";

interface ExportedResource {
  urn: string;
  type: string;
  id: string;
  inputs: Record<string, unknown>;
  propertyDependencies?: Record<string, string[]>;
}

interface Case {
  id: string;
  title: string;
  document: { deployment: { resources: ExportedResource[] } };
  expect: { yes?: string[]; no?: string[] };
}

/** Cases of one region whose inputs are complete enough for the provider, with findings by name of rule and resource. */
const CASES =
  "p13 p14 p16 p18 p22 p26 p27 p34 p36 p37 p40 p45 p46 p47 p50 p51 p53 p55 p56 p58 p59 p63 p65 p72 p74".split(" ");

const all: Case[] = JSON.parse(readFileSync("test/fixtures/policy-cases.json", "utf8"));
const cases = all.filter(({ id }) => CASES.includes(id));

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function resourcesOf({ document }: Case): ExportedResource[] {
  return document.deployment.resources.filter(({ type }) => !type.startsWith("pulumi:"));
}

/** A resource of any type. */
class Registered extends CustomResource {}

/** Registers the resources of all cases, each under its case's id; a property that named another resource by id depends on it. */
async function register(): Promise<void> {
  for (const example of cases) {
    const registered = new Map<string, { id: string; resource: CustomResource }>();
    for (const { urn, type, id, inputs, propertyDependencies = {} } of resourcesOf(example)) {
      const properties = Object.entries(inputs).filter(([key]) => key !== "__defaults");
      const linked = properties.map(([key, value]) => {
        const sources = (propertyDependencies[key] ?? []).map((source) => registered.get(source));
        const source = sources.find((candidate) => candidate?.id === value);
        return [key, source ? source.resource.id : value];
      });
      const resource = new Registered(type, `${example.id}-${nameOf(urn)}`, Object.fromEntries(linked));
      registered.set(urn, { id, resource });
    }
  }
}

describe("cases under the real engine", () => {
  let found: string[] = [];
  before(async function () {
    if (!hasPulumi()) {
      console.log("      skipped: the Pulumi CLI is not on PATH");
      this.skip();
    }
    const { violations, errors } = await previewWithPack({
      project: "cases",
      stack: "cases",
      program: register,
      config: { "aws:region": { value: "us-east-1" } },
      packConfig: { all: "mandatory" },
    });
    assert.deepEqual(errors, []);
    found = violations.map((violation) => {
      const [rule = "", urn = ""] = violation.split(" ");
      return `${rule}@${nameOf(urn)}`;
    });
  });

  for (const { id, title, expect } of cases) {
    it(`${id}: ${title}`, () => {
      const matching = (pattern: string) => {
        const [rule, name] = pattern.split("@");
        const isOwn = (finding: string) =>
          name === "*" ? finding.startsWith(`${rule}@${id}-`) : finding === `${rule}@${id}-${name}`;
        return found.filter(isOwn);
      };
      assert.deepEqual(
        (expect.yes ?? []).filter((pattern) => matching(pattern).length === 0),
        [],
      );
      assert.deepEqual((expect.no ?? []).flatMap(matching), []);
    });
  }
});
