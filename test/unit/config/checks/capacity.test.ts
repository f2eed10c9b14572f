import { expect } from "chai";
import { configWarnings } from "../../../../config/checks";
import { parseConfig } from "../../../../config/parse";
import { itAccepts, itRefuses } from "../../../support/config-errors";
import { configMap } from "../../../support/preview";

describe("configuration checks: capacity", () => {
  itRefuses([
    [
      "a standby that cannot grow to the active role's capacity",
      { web: { standby: { minimum: 1, desired: 1, maximum: 3 } } },
      "web.standby.maximum: got 3, below the active role's desired 4; raise it, or the standby cannot take over",
    ],
    [
      "a minimum above the desired number",
      { application: { active: { minimum: 5, desired: 4, maximum: 12 } } },
      "application.active: got minimum 5, desired 4, maximum 12; they must not decrease in this order",
    ],
    [
      "a maximum below the desired number",
      { application: { active: { minimum: 2, desired: 4, maximum: 3 } } },
      "application.active: got minimum 2, desired 4, maximum 3; they must not decrease in this order",
    ],
    [
      "a database class for instances",
      { web: { instanceType: "db.m6g.large" } },
      "web.instanceType: got db.m6g.large; write an EC2 type such as m6g.large",
    ],
    [
      "an instance family that does not exist",
      { web: { instanceType: "foo.large" } },
      "web.instanceType: got foo.large; no such instance family; examples: t4g.medium, m6g.large, r8g.large",
    ],
    [
      "an instance size that does not exist",
      { application: { instanceType: "t4g.huge" } },
      "application.instanceType: got t4g.huge; no such size; t4g has 2xlarge, large, medium, micro, nano, small, xlarge",
    ],
  ]);

  itAccepts([
    ["instance types of other families", { web: { instanceType: "c8gn.xlarge" } }],
    ["an instance type of a later generation than the table knows", { web: { instanceType: "m99g.large" } }],
  ]);

  it("warn of an instance type that a region is not known to offer", () => {
    const [warning, ...others] = configWarnings(parseConfig(configMap({ web: { instanceType: "m99g.large" } })));
    expect(others).to.deep.equal([]);
    expect(warning?.path).to.equal("web.instanceType");
    expect(warning?.message).to.match(
      /^m99g.large is not known to be offered in us-east-1, us-west-1 \(cfn-lint .+, 2\d/,
    );
  });
});
