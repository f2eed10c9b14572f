import { expect } from "chai";
import { BILLED_BY_USE, CHARGES } from "../../../../readiness/cost/charges";
import { inventoryOf } from "../../../support/report";

/** Types without a charge of their own: rules, policies and settings of other resources. */
const FREE =
  /^(pulumi:|random:|redoubt:|aws:(iam|vpc|ssm|acm|route53|sns\/topicPolicy|sqs\/queuePolicy|lb\/(listener|listenerRule|targetGroup):|ec2\/(securityGroup|defaultSecurityGroup|launchTemplate|tag):|ec2transitgateway\/instanceConnectEndpoint|autoscaling\/policy|rds\/(parameterGroup|subnetGroup):|s3\/bucket[A-Z]|cloudfront\/(cachePolicy|responseHeadersPolicy|keyvaluestoreKey)|dynamodb\/tableItem|secretsmanager\/secretVersion|wafv2\/webAclLoggingConfiguration|lambda\/(permission|functionEventInvokeConfig)|cloudwatch\/(eventTarget|logResourcePolicy)))/;

describe("the charges", () => {
  it("classifies every registered type as charged, billed by usage, or free", async () => {
    const types = new Set((await inventoryOf()).resources.map(({ type }) => type));
    const unknown = [...types].filter((type) => !(type in CHARGES) && !(type in BILLED_BY_USE) && !FREE.test(type));
    expect(unknown).to.deep.equal([]);
  });
});
