import { expect } from "chai";
import { arnIn } from "../../../../components/iam/arn";

describe("arnIn", () => {
  it("changes the region only", () => {
    expect(arnIn("us-west-1", "arn:aws:secretsmanager:us-east-1:123456789012:secret:us-east-1-a1b2c3")).to.equal(
      "arn:aws:secretsmanager:us-west-1:123456789012:secret:us-east-1-a1b2c3",
    );
  });
});
