"""Field masks: parsed, held against a schema, applied to what is read and to what is written."""

import re
from collections import deque
from typing import Any

from .discovery import SCHEMAS
from .errors import Json, RefusalError, bad_request

Path = tuple[str, ...]
Tree = dict[str, Any]
"""A mask as a tree of names; None in the place of a tree means all there is below."""


def query_tree(fields: str, schema: str) -> Tree | None:
    """The `fields` parameter of a URL → what to answer with.

    Raises ApiError: the message says nothing, the cause stands in the details, as with Google.
    """
    try:
        return _tree(_checked(fields, schema))
    except RefusalError as wrong:
        text = "Error expanding 'fields' parameter. Cannot find matching fields for path "
        cause = (fields, f"{text}'{wrong}'.")
        raise bad_request([cause], "Request contains an invalid argument.") from None


def update_tree(fields: str | None, schema: str) -> Tree | None:
    """The `fields` of an update request → what it may write. Raises RefusalError."""
    if not fields:
        raise RefusalError(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    try:
        return _tree(_checked(fields, schema))
    except RefusalError as wrong:
        raise RefusalError(f"Invalid field: {wrong}") from None


def has(tree: Tree | None, *names: str) -> bool:
    """Whether the mask asks for something at or below a path."""
    for name in names:
        if tree is None:
            return True
        if name not in tree:
            return False
        tree = tree[name]
    return True


def below(tree: Tree | None, *names: str) -> Tree | None:
    """The part of a mask under a path that it `has`."""
    for name in names:
        tree = tree[name] if tree is not None else None
    return tree


def select(tree: Tree | None, value: Any) -> Any:
    """What a mask leaves of an answer; messages stay as «{}» where nothing of them is asked for."""
    if tree is None:
        return value
    if isinstance(value, list):
        return [select(tree, item) for item in value]
    return {name: select(under, value[name]) for name, under in tree.items() if name in value}


def write(target: Json, source: Json, tree: Tree | None) -> Json:
    """`target` with what the mask names taken from `source`: what `source` lacks is cleared."""
    if tree is None:
        return dict(source)
    result = dict(target)
    for name, under in tree.items():
        result.pop(_twin(name), None)
        new = source.get(name)
        if under is not None:
            new = write(result.get(name, {}), new or {}, under)
        if new in (None, {}, ""):
            result.pop(name, None)
        else:
            result[name] = new
    return result


def _twin(name: str) -> str:
    """Every colour has two fields, the old one and the one with Style; writing one sets both."""
    if "olor" not in name:
        return ""
    return name.removesuffix("Style") if name.endswith("Style") else f"{name}Style"


def _tree(paths: list[Path]) -> Tree | None:
    if any(path in ((), ("*",)) for path in paths):
        return None
    grouped: dict[str, list[Path]] = {}
    for path in paths:
        grouped.setdefault(path[0], []).append(path[1:])
    return {name: _tree(rest) for name, rest in grouped.items()}


def _checked(fields: str, schema: str) -> list[Path]:
    tokens = deque(re.findall(r"[(),./]|[^(),./]+", fields))
    paths = _items(tokens, ())
    if tokens:
        raise RefusalError(fields)
    for path in paths:
        _check(path, SCHEMAS[schema])
    return paths


def _items(tokens: deque[str], prefix: Path) -> list[Path]:
    """One comma-separated list: names joined by «.» or «/», each maybe with a list in brackets."""
    paths: list[Path] = []
    while True:
        path = (*prefix, _name(tokens))
        while tokens and tokens[0] in "./":
            tokens.popleft()
            path = (*path, _name(tokens))
        if tokens and tokens[0] == "(":
            tokens.popleft()
            paths += _items(tokens, path)
            if not tokens or tokens.popleft() != ")":
                raise RefusalError(".".join(path))
        else:
            paths.append(path)
        if not tokens or tokens[0] != ",":
            return paths
        tokens.popleft()


def _name(tokens: deque[str]) -> str:
    if not tokens or tokens[0] in "(),./":
        raise RefusalError("")
    return tokens.popleft()


def _check(path: Path, schema: Json) -> None:
    for depth, name in enumerate(path):
        while "items" in schema or "$ref" in schema:
            schema = SCHEMAS[schema["$ref"]] if "$ref" in schema else schema["items"]
        if name == "*" and depth == len(path) - 1:
            return
        properties = schema.get("properties", {})
        if name not in properties and "additionalProperties" not in schema:
            raise RefusalError(".".join(path))
        schema = properties.get(name, schema.get("additionalProperties"))
