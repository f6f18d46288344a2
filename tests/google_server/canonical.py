"""What was sent → how Google gives it back: no false, no zeros, colours in both their fields."""

from typing import Any

from .discovery import SCHEMAS
from .errors import Json

_STYLED = {
    name: [field for field in schema["properties"] if field.endswith("olorStyle")]
    for name, schema in SCHEMAS.items()
    if "properties" in schema
}
_ZERO_SHEET_IS_LEFT_OUT = ("GridRange", "DimensionRange", "GridCoordinate")


def canonical(schema: str, value: Any) -> Any:
    """A value of a schema as it will be read back."""
    return _clean({"$ref": schema}, value)


def integral(number: float) -> float:
    """Google writes 3, never 3.0."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def _clean(schema: Json, value: Any) -> Any:
    if isinstance(value, list):
        return [_clean(schema.get("items", {}), item) for item in value]
    if not isinstance(value, dict):
        return value
    name = schema.get("$ref", "")
    if name == "Color":
        return _colour(value)
    properties: Json = SCHEMAS[name]["properties"] if name else {}
    extra: Json = schema.get("additionalProperties", {})
    result = {
        key: _clean(properties.get(key, extra), item)
        for key, item in value.items()
        if item is not None and (item is not False or name == "ExtendedValue")
    }
    if name == "ExtendedValue" and "numberValue" in result:
        result["numberValue"] = integral(result["numberValue"])
    if name in _ZERO_SHEET_IS_LEFT_OUT and result.get("sheetId") == 0:
        del result["sheetId"]
    for styled in _STYLED.get(name, ()):
        _pair(result, styled)
    return result


def _pair(value: Json, styled: str) -> None:
    """Fill the plain colour from the styled one, which wins, or the other way round."""
    plain = styled.removesuffix("Style")
    if "rgbColor" in value.get(styled, {}):
        value[plain] = value[styled]["rgbColor"]
    elif plain in value and styled not in value:
        value[styled] = {"rgbColor": value[plain]}


def _colour(value: Json) -> Json:
    """Parts rounded to 1/255 as floats of 32 bits print; parts that are 0 left out."""
    parts = {name: float(f"{round(part * 255) / 255:.7g}") for name, part in value.items()}
    return {name: integral(part) for name, part in parts.items() if part}
