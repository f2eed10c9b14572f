"""Evaluates IAM's identity policies, as far as Redoubt's own roles and the documented policy of operators use the language.

An action is allowed by a statement that names it, the resource and conditions that hold, unless a statement denies it (IAM User Guide, "Policy
evaluation logic"). An operator or element that is not implemented is an error and not a verdict.
"""

import re
from functools import cache

KNOWN = {"Sid", "Effect", "Action", "Resource", "Condition"}


@cache
def matcher(pattern):
    """`*` is any text, `?` one character (IAM User Guide, "IAM JSON policy elements: Resource")."""
    return re.compile("".join({"*": ".*", "?": "."}.get(one, re.escape(one)) for one in pattern), re.S)


def like(pattern, value):
    return matcher(pattern).fullmatch(value) is not None


def texts(value):
    return value if isinstance(value, list) else [value]


OPERATORS = {
    "StringEquals": lambda expected, value: expected == value,
    "StringLike": like,
    "ArnLike": like,
    "Bool": lambda expected, value: str(expected).lower() == value,
}


def holds(operator, key, expected, context):
    """Whether one condition holds. A key that the request does not have fails it, except with ForAllValues."""
    quantifier, _, name = operator.rpartition(":")
    values = context.get(key.lower())
    if values is None:
        return quantifier == "ForAllValues"
    test = OPERATORS[name]
    matched = [any(test(one, value) for one in texts(expected)) for value in texts(values)]
    return all(matched) if quantifier == "ForAllValues" else any(matched)


def applies(statement, action, resource, context):
    unknown = set(statement) - KNOWN
    if unknown:
        raise NotImplementedError(f"{', '.join(unknown)} of a statement")
    return (
        any(like(one.lower(), action.lower()) for one in texts(statement["Action"]))
        and any(like(one, resource) for one in texts(statement["Resource"]))
        and all(
            holds(operator, key, expected, context)
            for operator, keys in statement.get("Condition", {}).items()
            for key, expected in keys.items()
        )
    )


def allowed(policies, action, resource, context):
    """Whether the policies allow an action on a resource. `context` has the request's condition keys in lower case."""
    effects = {
        statement["Effect"]
        for policy in policies
        for statement in texts(policy["Statement"])
        if applies(statement, action, resource, context)
    }
    return effects == {"Allow"}
