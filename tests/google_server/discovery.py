"""The official discovery document of Sheets v4: every request is held against it.

Stricter than Google, as docs/google-facts.md says: the undocumented spellings it takes (snake_case,
numbers as strings, an object for a list of one) are errors here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from .errors import Json, bad_request

_DOCUMENT: Json = json.loads(
    (files("googleapiclient") / "discovery_cache/documents/sheets.v4.json").read_bytes()
)
SCHEMAS: dict[str, Json] = _DOCUMENT["schemas"]
_READING = ("get", "getByDataFilter", "batchGet", "batchGetByDataFilter", "search")
_PACKAGE = "type.googleapis.com/google.apps.sheets.v4"

UNIONS: dict[str, tuple[str, frozenset[str]]] = {
    "Request": ("kind", frozenset(SCHEMAS["Request"]["properties"])),
    "ExtendedValue": ("value", frozenset(SCHEMAS["ExtendedValue"]["properties"])),
    "ColorStyle": ("kind", frozenset({"rgbColor", "themeColor"})),
    "ConditionValue": ("value", frozenset({"relativeDate", "userEnteredValue"})),
    "ConditionalFormatRule": ("rule", frozenset({"booleanRule", "gradientRule"})),
    "DataFilter": ("filter", frozenset(SCHEMAS["DataFilter"]["properties"])),
    "EmbeddedObjectPosition": ("location", frozenset({"newSheet", "overlayPosition", "sheetId"})),
    "UpdateCellsRequest": ("area", frozenset({"range", "start"})),
    "ChartData": ("type", frozenset({"sourceRange", "columnReference"})),
    "DeveloperMetadataLocation": (
        "location",
        frozenset({"spreadsheet", "sheetId", "dimensionRange"}),
    ),
    "ChartSpec": (
        "chart",
        frozenset(name for name in SCHEMAS["ChartSpec"]["properties"] if name.endswith("Chart")),
    ),
}
"""Of these fields at most one may be set. The document has them in its prose only."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API; `name` is «spreadsheets.values.get»."""

    name: str
    verb: str
    path: re.Pattern[str]
    parameters: Json
    request: str | None
    response: str
    scopes: frozenset[str]

    @property
    def reads(self) -> bool:
        """Whether it changes nothing (some reads are POSTs)."""
        return self.name.rpartition(".")[2] in _READING


def _methods(resource: Json) -> Iterator[Method]:
    for entry in resource.get("methods", {}).values():
        yield Method(
            entry["id"].removeprefix("sheets."),
            entry["httpMethod"],
            _pattern(entry["flatPath"]),
            {k: p for k, p in entry["parameters"].items() if p["location"] == "query"},
            entry.get("request", {}).get("$ref"),
            entry["response"]["$ref"],
            frozenset(entry["scopes"]),
        )
    for inner in resource.get("resources", {}).values():
        yield from _methods(inner)


def _pattern(template: str) -> re.Pattern[str]:
    def group(found: re.Match[str]) -> str:
        letters = "[^/]+" if found[1] == "range" else "[^/:]+"
        return f"(?P<{found[1]}>{letters})"

    return re.compile("/" + re.sub(r"\{(\w+)\}", group, template))


_METHODS = sorted(_methods(_DOCUMENT), key=lambda method: -len(method.path.pattern))


def route(verb: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method a raw (still quoted) path means, and the decoded parts of the path."""
    for method in _METHODS:
        found = method.path.fullmatch(path)
        if found and method.verb == verb:
            return method, {name: unquote(part) for name, part in found.groupdict().items()}
    return None


def check_query(method: Method, query: Mapping[str, list[str]]) -> None:
    """Refuse query parameters the method does not have, and values they can't take."""
    known = _DOCUMENT["parameters"] | method.parameters
    wrong: list[tuple[str, str]] = []
    for name, values in query.items():
        if name not in known:
            wrong.append(_unknown_parameter(name))
            continue
        schema = known[name]
        for value in values if schema.get("repeated") else values[-1:]:
            wrong += _of_text(schema, value, _snake(name))
    if wrong:
        raise bad_request(wrong)


def _unknown_parameter(name: str) -> tuple[str, str]:
    text = (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )
    return name, text


def _of_text(schema: Json, value: str, field: str) -> Iterator[tuple[str, str]]:
    if schema["type"] == "boolean" and value not in ("true", "false"):
        yield field, f"Invalid value at '{field}' (TYPE_BOOL), \"{value}\""
    if value not in schema.get("enum", [value]):
        yield field, f"Invalid value at '{field}' (TYPE_ENUM), \"{value}\""


def check_body(schema: str, body: Any) -> None:
    """Refuse a body that has an unknown field, a wrong type or enum, or two keys of a union."""
    wrong = list(_check({"$ref": schema}, body, "", ""))
    if wrong:
        raise bad_request(wrong)


_SCALARS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "any": (str, bool, int, float),
}
_TYPE_NAMES = {"string": "TYPE_STRING", "boolean": "TYPE_BOOL", "any": "TYPE_VALUE"}


def _check(schema: Json, value: Any, path: str, owner: str) -> Iterator[tuple[str, str]]:
    name = schema.get("$ref", owner)
    schema = SCHEMAS[schema["$ref"]] if "$ref" in schema else schema
    kind = schema["type"]
    if value is None:
        return
    if kind == "object":
        yield from _check_object(name, schema, value, path)
    elif kind == "array":
        if not isinstance(value, list):
            yield path, f"Invalid value at '{path}' ({_PACKAGE}.ListValue), {json.dumps(value)}"
            return
        for number, item in enumerate(value):
            yield from _check(schema["items"], item, f"{path}[{number}]", owner)
    else:
        yield from _check_scalar(schema, value, path, owner)


def _check_object(name: str, schema: Json, value: Any, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield path, f"Invalid value at '{path}' ({_PACKAGE}.{name}), {json.dumps(value)}"
        return
    extra = schema.get("additionalProperties")
    properties = schema.get("properties", {})
    for key, item in value.items():
        if key in properties or extra:
            below = f"{path}.{_snake(key)}" if path else _snake(key)
            yield from _check(properties.get(key, extra), item, below, name)
        else:
            where = f" at '{path}'" if path else ""
            text = f'Invalid JSON payload received. Unknown name "{key}"{where}: Cannot find field.'
            yield path, text
    union, members = UNIONS.get(name, ("", frozenset()))
    for second in [key for key in value if key in members][1:]:
        taken = f"oneof field '{union}' is already set. Cannot set '{second}'"
        yield path, f"Invalid value at '{path}' (oneof), {taken}"


def _check_scalar(schema: Json, value: Any, path: str, owner: str) -> Iterator[tuple[str, str]]:
    kind, format = schema["type"], schema.get("format", "")
    fits = isinstance(value, _SCALARS[kind]) and (
        kind in ("boolean", "any") or not isinstance(value, bool)
    )
    if fits and format == "int32":
        fits = -(2**31) <= value < 2**31
    if not fits:
        type_name = _TYPE_NAMES.get(kind) or f"TYPE_{format.upper()}"
        yield path, f"Invalid value at '{path}' ({type_name}), {json.dumps(value)}"
    elif value not in schema.get("enum", [value]):
        field = path.rpartition(".")[2]
        type_name = f"{_PACKAGE}.{owner}.{field.title().replace('_', '')}"
        yield path, f"Invalid value at '{path}' ({type_name}), {json.dumps(value)}"


@cache
def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()
