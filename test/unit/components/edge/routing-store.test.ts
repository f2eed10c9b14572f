import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { RoutingStore } from "../../../../components";
import { parseConfig } from "../../../../config/parse";
import { globalProgram } from "../../../../stacks/global";
import { configMap, one } from "../../../support/preview";
import { runAlone, runComponents } from "../../../support/run-program";

const STORE = "cloudfront/keyValueStore:KeyValueStore";
const STATE = "cloudfront/keyvaluestoreKey:KeyvaluestoreKey";

describe("RoutingStore", () => {
  const run = () => runComponents((opts) => new RoutingStore("routing", { firstActiveRegion: "us-west-1" }, opts));

  it("is created with the first state", async () => {
    const { stack } = await run();
    expect(JSON.parse(String(one(stack, STATE).inputs.value))).to.deep.equal({
      active: "us-west-1",
      epoch: 1,
      reads: "failover",
      writes: "open",
    });
  });

  it("leaves later states to the failover controller", async () => {
    const { optionsOf } = await run();
    expect(optionsOf(STATE, "routing-state").ignoreChanges).to.deep.equal(["value"]);
  });

  it("is protected and stays in AWS when it leaves the program", async () => {
    const { optionsOf } = await run();
    for (const options of [optionsOf(STORE, "routing"), optionsOf(STATE, "routing-state")]) {
      expect(options).to.include({ protect: true, retainOnDelete: true });
    }
  });

  it("has its former type and names as aliases in the global stack, so that no update replaces it", async () => {
    const registered = new Map<string, pulumi.ResourceOptions>();
    await runAlone(async () => {
      pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
        registered.set(`${type} ${name}`, opts);
        return undefined;
      });
      return globalProgram(parseConfig(configMap({})), new aws.Provider("aws", { region: "us-east-2" }));
    });
    const options = registered.get("redoubt:index:RoutingStore routing-store");
    expect(options?.aliases).to.deep.include({ name: "switch", type: "redoubt:index:EdgeSwitch" });
    // The engine derives a child's alias from its parent's, if its name starts with the parent's name.
    expect([...registered.keys()]).to.include.members([
      `aws:${STORE} routing-store`,
      `aws:${STATE} routing-store-state`,
    ]);
  });
});
