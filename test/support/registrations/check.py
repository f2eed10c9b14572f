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
import regex

SCHEMAS = Path(cfnlint.__file__).parent / "data/schemas"
TYPES = json.loads(Path(__file__).with_name("types.json").read_text())
# Placeholders of the preview for values that are unknown before an update, and for secrets.
UNKNOWN = ("04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[secret]")
# Java's character classes, which the API models use.
JAVA_CLASSES = {r"\p{Alnum}": "a-zA-Z0-9", r"\p{Graph}": r"\x21-\x7e", r"\p{Print}": r"\x20-\x7e", r"\p{ASCII}": r"\x00-\x7f"}


def matches(pattern, value):
    for java, python in JAVA_CLASSES.items():
        pattern = re.sub(r"\[[^\]]*\]", lambda found: found[0].replace(java, python), pattern).replace(java, f"[{python}]")
    try:
        return regex.search(pattern, value) is not None
    except regex.error:
        return True


def normalise(name):
    """Terraform, Pulumi, CloudFormation and the APIs differ in case, plural and prefixes."""
    name = re.sub(r"[^a-z0-9]", "", name.lower())
    return re.sub(r"(ies|y|es|e|s)$", "", name) if len(name) > 3 else name


def same_name(name, members):
    """The member of the same name, or the only one whose name ends with it: `identifier` is `DBInstanceIdentifier`."""
    wanted = normalise(name)
    equal = [key for key in members if normalise(key) == wanted]
    ending = [key for key in members if normalise(key).endswith(wanted)]
    return equal[0] if equal else ending[0] if len(ending) == 1 else None


def pair_of(element):
    """Key and value of an element with these two members alone, such as a tag; an Auto Scaling tag has more."""
    if element is None:
        return None
    key = next((found for name in ("Key", "TagKey", "Name") if (found := element.member(name))), None)
    value = next((found for name in ("Value", "TagValue") if (found := element.member(name))), None)
    return (key, value) if key and value else None


class Schema:
    """A node of a CloudFormation resource schema."""

    def __init__(self, root, node):
        self.root = root
        self.nodes = list(self._alternatives(node))

    def _alternatives(self, node):
        if "$ref" in node:
            target = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            yield from self._alternatives({**target, **{key: value for key, value in node.items() if key != "$ref"}})
            return
        choices = node.get("oneOf", []) + node.get("anyOf", []) + node.get("allOf", [])
        if any("$ref" in choice or "type" in choice or "properties" in choice for choice in choices):
            for choice in choices:
                yield from self._alternatives(choice)
        if "type" in node or "properties" in node or "items" in node or "enum" in node or "pattern" in node:
            yield node

    def member(self, name):
        members = {key: inner for node in self.nodes for key, inner in node.get("properties", {}).items()}
        key = same_name(name, members)
        return Schema(self.root, members[key]) if key else None

    def element(self):
        for node in self.nodes:
            if "items" in node:
                return Schema(self.root, node["items"])
        return None

    def pair(self):
        """For a list of keys and values, such as tags: the schemas of both."""
        return pair_of(self.element())

    def problem(self, value):
        found = [self._violation(node, value) for node in self.nodes]
        return None if None in found or not found else found[0]

    @staticmethod
    def _violation(node, value):
        text = str(value)
        if "enum" in node and value not in node["enum"] and text not in map(str, node["enum"]):
            return f"not one of {', '.join(map(str, node['enum'][:12]))}"
        if isinstance(value, str):
            if len(value) > node.get("maxLength", len(value)) or len(value) < node.get("minLength", 0):
                return f"{len(value)} characters; {node.get('minLength', 0)} to {node.get('maxLength', 'any')} are allowed"
            if "pattern" in node and not matches(node["pattern"], value):
                return f"does not match {node['pattern'][:120]}"
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            if value > node.get("maximum", value) or value < node.get("minimum", value):
                return f"{node.get('minimum', 'any')} to {node.get('maximum', 'any')} are allowed"
        return None


class Shape:
    """A shape of an API model."""

    def __init__(self, shape):
        self.shape = shape

    def member(self, name):
        if self.shape.type_name != "structure":
            return None
        key = same_name(name, self.shape.members)
        return Shape(self.shape.members[key]) if key else None

    def element(self):
        if self.shape.type_name == "list":
            return Shape(self.shape.member)
        # CloudFront's lists: a structure of Quantity and Items.
        items = self.member("Items")
        return items.element() if items else None

    def pair(self):
        if self.shape.type_name == "map":
            return Shape(self.shape.key), Shape(self.shape.value)
        return pair_of(self.element())

    def problem(self, value):
        metadata = self.shape.metadata
        low, high = metadata.get("min"), metadata.get("max")
        if isinstance(value, str) and self.shape.type_name == "string":
            if self.shape.enum and value not in self.shape.enum:
                return f"not one of {', '.join(self.shape.enum[:12])}"
            if (low is not None and len(value) < low) or (high is not None and len(value) > high):
                return f"{len(value)} characters; {low or 0} to {high if high is not None else 'any'} are allowed"
            if metadata.get("pattern") and not matches(f"^(?:{metadata['pattern']})$", value):
                return f"does not match {metadata['pattern'][:120]}"
        elif isinstance(value, int) and not isinstance(value, bool) and self.shape.type_name in ("integer", "long"):
            if (low is not None and value < low) or (high is not None and value > high):
                return f"{low if low is not None else 'any'} to {high if high is not None else 'any'} are allowed"
        return None


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
