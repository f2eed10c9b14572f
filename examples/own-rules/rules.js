// Rules of one's own: `redoubt check stack.json --rules examples/own-rules/rules.js`
const { definePolicy } = require("pulumi-redoubt/policy");

module.exports = [
  definePolicy({
    name: "queue-has-owner",
    description: "A queue has an owner.",
    rationale: "Nobody responds to the alarms of a queue without an owner.",
    remediation: "Set the tag owner.",
    severity: "medium",
    category: "operations",
    types: ["aws:sqs/queue:Queue"],
    scope: "resource",
    // Reading an unknown value leaves the resource undecided: the check needs no code for it.
    check: (queue) => (queue.text("tags.owner") === undefined ? "it has no tag owner" : undefined),
  }),
  definePolicy({
    name: "queue-has-dead-letters",
    description: "A queue has a dead-letter queue, or is one.",
    rationale: "A message that cannot be processed blocks the queue, or is lost after its retention.",
    remediation: "Set redrivePolicy, or add a RedrivePolicy.",
    severity: "low",
    category: "operations",
    types: ["aws:sqs/queue:Queue"],
    scope: "graph",
    check(queue, { graph }) {
      const redrive = graph.referringTo(queue, "aws:sqs/redrivePolicy:RedrivePolicy", "queueUrl");
      const isTarget = graph.referringTo(queue, "aws:sqs/queue:Queue", "redrivePolicy").length > 0;
      return queue.has("redrivePolicy") || redrive.length > 0 || isTarget ? undefined : "it has no dead-letter queue";
    },
  }),
];
