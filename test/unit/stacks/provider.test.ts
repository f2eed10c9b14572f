import { expect } from "chai";
import { UserError } from "../../../errors";
import type { PreviewDocument } from "../../../preview/document";
import { preview } from "../../../preview/preview";
import { configMap, ofType } from "../../support/preview";

function previewWith(awsSettings: Readonly<Record<string, string>>): Promise<PreviewDocument> {
  return preview({ name: "redoubt", config: () => ({ ...configMap({}), ...awsSettings }) });
}

const providersOf = ({ stacks }: PreviewDocument) => stacks.flatMap((stack) => ofType(stack, "pulumi:providers:aws"));

describe("provider of a stack", () => {
  it("has the stack's aws: settings, and the region of the topology", async () => {
    const document = await previewWith({
      "aws:profile": "disaster-recovery",
      "aws:region": "eu-west-1",
      "aws:allowedAccountIds": '["123456789012"]',
      "aws:defaultTags": '{"tags":{"team":"web"}}',
      "aws:maxRetries": "7",
      "aws:useFipsEndpoint": "true",
    });
    const providers = providersOf(document);
    expect(providers.map(({ inputs }) => inputs.region)).to.deep.equal([
      "us-east-2",
      "us-east-1",
      "us-west-1",
      "us-east-1",
    ]);
    for (const { inputs } of providers) {
      expect(inputs).to.deep.include({
        profile: "disaster-recovery",
        allowedAccountIds: '["123456789012"]',
        defaultTags: '{"tags":{"team":"web"}}',
        maxRetries: "7",
        useFipsEndpoint: "true",
      });
    }
  });

  it("keeps credentials secret", async () => {
    const document = await previewWith({ "aws:secretKey": "in the clear", "aws:assumeRoles": '[{"externalId":"7"}]' });
    expect(JSON.stringify(providersOf(document))).not.to.match(/in the clear|externalId/);
    for (const { inputs } of providersOf(document)) {
      expect(inputs).to.include({ secretKey: "[secret]", assumeRoles: "[secret]" });
    }
  });

  it("has the region alone without settings", async () => {
    const [provider] = providersOf(await previewWith({}));
    expect(Object.keys(provider?.inputs ?? {})).to.include("region");
    expect(provider?.inputs).not.to.have.property("profile");
  });

  it("is refused with a setting that does not exist, because it could change the account unnoticed", async () => {
    const error = await previewWith({ "aws:profle": "production" }).then(
      () => expect.fail("did not refuse"),
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(UserError);
    expect((error as Error).message).to.equal(
      "aws:profle: no such setting of the AWS provider; did you mean aws:profile?",
    );
  });
});
