"""Policy variables, such as `${aws:PrincipalTag/team}`, which the emulator takes literally.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""
import dataclasses
import re

from ministack.core import iam_evaluator

_VARIABLE = re.compile(r"\$\{([^},]+)(?:,\s*'([^']*)')?\}")
_LITERALS = {"*": "*", "?": "?", "$": "$"}
_find_match = iam_evaluator._first_match


class Unresolved(Exception):
    """A variable without a value: the statement doesn't apply."""


def _fill(text, context):
    def value_of(match):
        name, default = match[1].strip(), match[2]
        if name in _LITERALS:
            return _LITERALS[name]
        value = iam_evaluator._resolve_condition_key(name, context)
        if value is None:
            value = default
        # A wildcard in a value would match more than that value.
        if value is None or isinstance(value, list) or re.search(r"[*?]", str(value)):
            raise Unresolved(name)
        return str(value)
    return _VARIABLE.sub(value_of, text)


def _filled(value, context):
    if isinstance(value, str):
        return _fill(value, context)
    if isinstance(value, list):
        return [_filled(entry, context) for entry in value]
    if isinstance(value, dict):
        return {key: _filled(entry, context) for key, entry in value.items()}
    return value


def _first_match(context, statements, effect):
    for statement in statements:
        if statement.effect != effect:
            continue
        try:
            filled = dataclasses.replace(
                statement, resources=_filled(statement.resources, context),
                not_resources=_filled(statement.not_resources, context), conditions=_filled(statement.conditions, context))
        except Unresolved:
            continue
        if _find_match(context, [filled], effect):
            return statement
    return None


iam_evaluator._first_match = _first_match
