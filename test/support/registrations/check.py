"""Checks registrations against data that AWS publishes: CloudFormation's resource schemas, as cfn-lint ships them, and the services'
API models, as botocore ships them.

Standard input: a JSON list of {"urn", "type", "name", "inputs"}. Standard output: a JSON object with
- problems: one line per value that neither the schema nor the API accepts, with the resource and the path;
- checked, unchecked: the paths of the inputs, by resource type, for which a schema or API member was found and was not.

Inputs are mapped by name: Terraform's `allocated_storage`, Pulumi's `allocatedStorage` and AWS's `AllocatedStorage` are the same.
types.json names the schema and the API operation of each resource type, and exceptions to the rule.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import botocore.session
import cfnlint
from published_types import Schema, Shape

SCHEMAS = Path(cfnlint.__file__).parent / "data/schemas"
TYPES = json.loads(Path(__file__).with_name("types.json").read_text())
# Placeholders of the preview for values that are unknown before an update, and for secrets.
UNKNOWN = ("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[secret]")


class Checker:
    def __init__(self):
        self.files = json.loads((SCHEMAS / "providers/us-east-1.json").read_text())
        self.session = botocore.session.get_session()
        self.problems, self.checked, self.unchecked = [], defaultdict(set), defaultdict(set)

    def roots(self, spec):
        roots = []
        if "schema" in spec:
            root = json.loads((SCHEMAS / "resources" / f"{self.files[spec['schema']]}.json").read_text())
            roots.append(Schema(root, {"properties": root["properties"]}))
        for call in spec.get("calls", []):
            service, operation = call.split(".")
            roots.append(Shape(self.session.get_service_model(service).operation_model(operation).input_shape))
        inner = []
        for root in roots:
            for name in spec.get("root", "").split(".") if "root" in spec else []:
                root = root.member(name) if root else None
                root = root and (root.element() or root)
            if root:
                inner.append(root)
        return roots + inner if "root" in spec else roots

    def check(self, resource):
        spec = TYPES.get(resource["type"])
        if spec is None:
            self.unchecked[resource["type"]].add("(the whole resource)")
            return
        inputs = dict(resource["inputs"])
        inputs.pop("region", None)
        for name in spec.get("json", []):
            inputs[name] = json.loads(inputs[name])
        if "name" in spec and not inputs.get(spec["name"]):
            # Pulumi appends a hyphen and seven hexadecimal digits to the resource's name.
            inputs[spec["name"]] = f"{inputs.pop('namePrefix', resource['name'] + '-')}0a1b2c3"
        self.renames = spec.get("names", {})
        self.roots_ = self.roots(spec)
        for name, value in inputs.items():
            self.value(resource, name, value, self.members(self.roots_, name, name))

    def members(self, nodes, name, path):
        """The members of the nodes for an input. types.json may rename it by its path; "/" starts at the operation's input."""
        general = re.sub(r"\[\d+\]", "[]", path)
        renamed = self.renames.get(general, name)
        found = []
        for node in self.roots_ if renamed.startswith("/") else nodes:
            for part in renamed.removeprefix("/").split("."):
                node = node and (node.element() or node).member(part)
            if node:
                found.append(node)
        return found

    def value(self, resource, path, value, nodes):
        if value is None or (isinstance(value, str) and any(unknown in value for unknown in UNKNOWN)):
            return
        if isinstance(value, dict):
            pairs = [pair for node in nodes if (pair := node.pair())]
            if pairs:
                for key, inner in value.items():
                    self.leaf(resource, f"{path} key", key, [pair[0] for pair in pairs])
                    self.value(resource, f"{path}.{key}", inner, [pair[1] for pair in pairs])
                return
            # Terraform flattens lists of one entry.
            nodes = [node.element() or node for node in nodes]
            for key, inner in value.items():
                self.value(resource, f"{path}.{key}", inner, self.members(nodes, key, f"{path}.{key}"))
        elif isinstance(value, list):
            for index, inner in enumerate(value):
                self.value(resource, f"{path}[{index}]", inner, [node.element() or node for node in nodes])
        else:
            self.leaf(resource, path, value, nodes)

    def leaf(self, resource, path, value, nodes):
        general = re.sub(r"\[\d+\]", "[]", path)
        if general.startswith("tags."):
            general = "tags.*"
        if not nodes:
            self.unchecked[resource["type"]].add(general)
            return
        self.checked[resource["type"]].add(general)
        for node in nodes:
            problem = node.problem(value)
            if problem:
                self.problems.append(f"{resource['urn']}: {path} is {str(value)[:80]!r}: {problem}")


def main():
    checker = Checker()
    for resource in json.load(sys.stdin):
        checker.check(resource)
    listed = lambda paths: {type_: sorted(names) for type_, names in sorted(paths.items())}
    json.dump(
        {"problems": sorted(set(checker.problems)), "checked": listed(checker.checked), "unchecked": listed(checker.unchecked)},
        sys.stdout,
    )


main()
