"""Lints every IAM policy among the registrations with parliament, which has AWS's actions, resources and condition keys.

Standard input: a JSON list of resources. Standard output: a JSON list of findings, one line each.
"""

import json
import sys

from parliament import analyze_policy_string, enhance_finding

# The policies that AWS attaches to a resource, in which "*" means that resource, and the input that contains each.
RESOURCE_POLICIES = {"aws:iam/role:Role": "assumeRolePolicy", "aws:kms/key:Key": "policy", "aws:kms/replicaKey:ReplicaKey": "policy"}
# Lambda creates and deletes a function's network interfaces under names that are not known before (Lambda Developer Guide, "Giving Lambda
# functions access to resources in an Amazon VPC": Resource "*").
NETWORK_INTERFACE_ACTIONS = {
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:UnassignPrivateIpAddresses",
}
INPUTS = ("policy", "assumeRolePolicy", "inlinePolicy")


def accepted(resource, name, finding):
    """Findings that contradict AWS's own documentation."""
    if RESOURCE_POLICIES.get(resource["type"]) == name and finding.issue == "RESOURCE_STAR":
        return True
    if finding.issue == "RESOURCE_STAR" and isinstance(finding.detail, list) and NETWORK_INTERFACE_ACTIONS.issuperset(finding.detail):
        return True
    # Step Functions Developer Guide, "Creating granular permissions for non-admin users": ListExecutions with a state machine's ARN.
    if finding.issue == "RESOURCE_MISMATCH" and "states:ListExecutions" in str(finding.detail):
        return True
    # CloudWatch Logs User Guide, "Encrypt log data": ArnLike on the encryption context, and kms:Describe* in the same statement.
    text = str(finding.detail)
    return (finding.issue == "MISMATCHED_TYPE" and "ArnLike requires a value of type Arn but given String" in text) or (
        finding.issue == "UNKNOWN_CONDITION_FOR_ACTION" and "kms:EncryptionContext:aws:logs:arn for action kms:DescribeKey" in text
    )


def with_resource(text):
    """A trust policy with the resource that parliament expects in every statement."""
    policy = json.loads(text)
    return json.dumps({**policy, "Statement": [{"Resource": "*", **statement} for statement in policy["Statement"]]})


def main():
    findings, seen = set(), set()
    for resource in json.load(sys.stdin):
        for name in INPUTS:
            text = resource["inputs"].get(name)
            if not isinstance(text, str) or not text.startswith("{") or (resource["type"], text) in seen:
                continue
            seen.add((resource["type"], text))
            linted = with_resource(text) if name == "assumeRolePolicy" else text
            for finding in analyze_policy_string(linted, ignore_private_auditors=True).findings:
                finding = enhance_finding(finding)
                if finding.severity != "MUTE" and not accepted(resource, name, finding):
                    findings.add(f"{resource['urn']}: {name}: {finding.issue}: {json.dumps(finding.detail, default=str)[:300]}")
    json.dump(sorted(findings), sys.stdout)


main()
