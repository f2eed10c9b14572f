import { expect } from "chai";
import { containers, withoutWebTier } from "../../support/containers";
import { ofType, one, previewed, stackOf } from "../../support/preview";

const registryOf = (region: string) => `123456789012.dkr.ecr.${region}.amazonaws.com/`;

describe("all stacks: tiers on Fargate", () => {
  it("pull every image from the region's own registry", async () => {
    const document = await previewed(containers);
    for (const [stack, region] of [
      ["prod", "us-east-1"],
      ["dr", "us-west-1"],
    ] as const) {
      const tasks = ofType(stackOf(document, stack), "ecs/taskDefinition:TaskDefinition");
      expect(tasks).to.have.length(2);
      const images = tasks.flatMap(({ inputs }) =>
        (JSON.parse(String(inputs.containerDefinitions)) as { image: string }[]).map(({ image }) => image),
      );
      for (const image of images) expect(image.startsWith(registryOf(region)), image).to.equal(true);
    }
  });

  it("replicate each region's repositories to the other, and protect them", async () => {
    const document = await previewed(containers);
    const prod = stackOf(document, "prod");
    const { replicationConfiguration } = one(prod, "ecr/replicationConfiguration:ReplicationConfiguration").inputs;
    expect(replicationConfiguration).to.have.nested.property("rules[0].destinations[0].region", "us-west-1");
    const repositories = ofType(prod, "ecr/repository:Repository");
    expect(repositories.map(({ inputs }) => inputs.name)).to.have.members([
      "shop/web",
      "shop/application",
      "shop/lease-agent",
    ]);
    for (const { inputs, protect } of repositories) {
      expect(protect).to.equal(true);
      expect(inputs).to.include({ imageTagMutability: "IMMUTABLE", forceDelete: false });
    }
  });

  it("delete repositories with their images once they are not protected", async () => {
    const prod = stackOf(await previewed({ ...containers, protect: false }), "prod");
    const repositories = ofType(prod, "ecr/repository:Repository");
    expect(repositories.map(({ inputs }) => inputs.forceDelete)).to.deep.equal([true, true, true]);
  });

  it("keep the load balancers of the tiers on instances", async () => {
    const urns = async (settings: object) =>
      ofType(stackOf(await previewed({ ...settings }), "prod"), "lb/loadBalancer:LoadBalancer").map(({ urn }) => urn);
    expect(await urns(containers)).to.deep.equal(await urns({}));
  });

  it("let the edge reach the application tier alone where there is no web tier", async () => {
    const prod = stackOf(await previewed(withoutWebTier), "prod");
    const balancer = one(prod, "lb/loadBalancer:LoadBalancer");
    expect(balancer.inputs.internal).to.equal(false);
    expect(ofType(prod, "lb/listenerRule:ListenerRule")).to.have.length(1);
    expect(ofType(prod, "ecs/service:Service").map(({ name }) => name)).to.deep.equal(["tier-application"]);
    expect(prod.outputs).to.have.property("loadBalancerDnsName");
  });
});
