"""Members and constraints of the types that AWS publishes: CloudFormation's schemas (Schema) and the services' API models (Shape)."""

import re

import regex

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
