import { expect } from "chai";
import { arnIn } from "../../../components/iam/arn";
import { evaluate } from "../../../policy/evaluate";
import {
  ofType,
  one,
  policyOf,
  previewed,
  type Settings,
  shippedSettings,
  stackOf,
  swapped,
} from "../../support/preview";
import { inventoryOf } from "../../support/report";
import { STATEFUL_TYPES } from "../../support/stateful-types";

const { "us-east-1": east, "us-west-1": west } = shippedSettings.regions as Record<
  string,
  { stack: string; cidr: string }
>;
/** The home region hosts a tier, and a failover left it. */
const failedOver: Settings = { ...swapped, homeRegion: "us-east-1" };
/** What redoubt abandon writes, and a new standby. */
const renewedWith = (primary: string): Settings => ({
  activeRegion: "us-west-1",
  regions: { "us-west-1": west, "eu-west-1": { stack: "eu", cidr: "10.30.0.0/16" } },
  abandoned: { "us-east-1": east },
  detachedKeys: { "us-west-1": primary },
  secretRegion: "us-west-1",
});

describe("all stacks: a new standby after the home region was lost", () => {
  let primary = "";
  let renewed: Settings;
  before(async () => {
    const { inputs } = one(stackOf(await previewed(failedOver), "dr"), "rds/instance:Instance");
    primary = arnIn("us-east-1", String(inputs.kmsKeyId));
    renewed = renewedWith(primary);
  });

  it("keeps every resource with data of the survivor, with its URN and key", async () => {
    for (const name of ["global", "dr"]) {
      const survivors = async (settings: Settings) =>
        stackOf(await previewed(settings), name)
          .resources.filter(({ region, type }) => region === "us-west-1" && STATEFUL_TYPES.includes(type))
          // The secret moves there in the state.
          .filter(({ type }) => type !== "aws:secretsmanager/secret:Secret")
          .map(({ urn, inputs: { kmsKeyId, region } }) => ({ urn, kmsKeyId, region }));
      const before = await survivors(failedOver);
      expect(before).to.not.be.empty;
      expect(await survivors(renewed)).to.deep.equal(before);
    }
    const global = stackOf(await previewed(renewed), "global");
    expect(one(global, "kms/replicaKey:ReplicaKey", "data-us-west-1").inputs.primaryKeyArn).to.equal(primary);
  });

  it("gives the new region a replica of another key, and of the secret, whose primary is the survivor's", async () => {
    const global = stackOf(await previewed(renewed), "global");
    const key = one(global, "kms/key:Key", "data");
    expect(key).to.include({ name: "data-us-east-2", region: "us-east-2" });
    const added = one(global, "kms/replicaKey:ReplicaKey", "data-eu-west-1");
    expect(added.propertyDependencies.primaryKeyArn).to.deep.equal([key.urn]);
    const secret = one(global, "secretsmanager/secret:Secret");
    expect(secret.urn).to.equal(
      one(stackOf(await previewed(failedOver), "global"), "secretsmanager/secret:Secret").urn,
    );
    expect(secret.region).to.equal("us-west-1");
    const replicas = secret.inputs.replicas as { region: string }[];
    expect(replicas.map(({ region }) => region)).to.have.members(["us-east-2", "eu-west-1"]);
  });

  it("lets each region's application read the other region's objects, which are under another key", async () => {
    const document = await previewed(renewed);
    for (const [name, other] of [
      ["dr", "eu-west-1"],
      ["eu", "us-west-1"],
    ] as const) {
      const policies = ofType(stackOf(document, name), "iam/rolePolicy:RolePolicy").map((policy) => policyOf(policy));
      const readable = policies.flatMap(({ Statement }) =>
        Statement.filter(({ Condition }) => "kms:ViaService" in (Condition?.StringLike ?? {})).flatMap(
          ({ Resource }) => Resource,
        ),
      );
      expect(
        readable.some((arn) => arn.startsWith(`arn:aws:kms:${other}:`)),
        name,
      ).to.equal(true);
    }
  });

  it("violates no rule by a key without a replica in the survivor, which keeps its own", async () => {
    const { violations } = evaluate(await inventoryOf(renewed));
    expect(violations.filter(({ policy }) => policy === "multi-region-key-paired")).to.deep.equal([]);
  });
});
