import { expect } from "chai";
import { policyDocument } from "../../../../components/iam/policy-document";
import { allowIamPolicies } from "../../../../components/kms/key-policy";
import { runAlone } from "../../../support/run-program";

describe("allowIamPolicies", () => {
  it("names the account's root, without which nobody could change the key's policy again", async () => {
    const { outputs } = await runAlone(async () => ({ policy: policyDocument([allowIamPolicies("123456789012")]) }));
    const [statement] = JSON.parse(String(outputs.policy)).Statement;
    expect(statement).to.deep.include({
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::123456789012:root" },
      Action: "kms:*",
    });
  });
});
