import { expect } from "chai";
import { resourcesOf } from "../../../../../failover/adapters/aws/resources";
import type { Deployment } from "../../../../../failover/deployment";

describe("resourcesOf", () => {
  const regions = { east: {}, west: { fault: "stack dr: output groups is missing" } };
  const deployment = { regions } as Partial<Deployment> as Deployment;

  for (const [region, message] of [
    [
      "east",
      "region east: the outputs of its stack are missing; deploy the stack, or store the outputs of all stacks again (redoubt status --json)",
    ],
    ["west", "region west: stack dr: output groups is missing"],
    ["north", "region north: not deployed; deployed are east, west"],
  ] as const) {
    it(`refuses ${region} with what is missing`, () => {
      expect(() => resourcesOf(deployment, region)).to.throw(message);
    });
  }
});
