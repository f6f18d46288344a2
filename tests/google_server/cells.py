"""One cell: a Python value → what Google stores, and what it shows and computes of it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from . import formats
from .canonical import integral
from .errors import Json

Value = None | str | int | float | bool | date | datetime | time | timedelta

ERRORS = {
    "#NULL!": "NULL_VALUE",
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#VALUE!": "VALUE",
    "#REF!": "REF",
    "#NAME?": "NAME",
    "#NUM!": "NUM",
    "#N/A": "N_A",
    "#ERROR!": "ERROR",
    "Loading...": "LOADING",
}
_CODES = {kind: code for code, kind in ERRORS.items()}
_EPOCH = datetime(1899, 12, 30)
_LINK = re.compile(r'=HYPERLINK\("([^"]*)"(?:[;,]\s*"((?:[^"]|"")*)")?\)', re.IGNORECASE)


def stored(value: Value, number_format: Json | None = None) -> Json:
    """A Python value as a cell: dates are numbers with a number format, «=1+1» is text."""
    if value is None or value == "":
        entered: Json = {}
    elif isinstance(value, bool):
        entered = {"boolValue": value}
    elif isinstance(value, str):
        entered = {"stringValue": value}
    else:
        number_format = number_format or _usual_format(value)
        entered = {"numberValue": serial(value)}
    cell: Json = {"userEnteredValue": entered} if entered else {}
    if number_format:
        cell["userEnteredFormat"] = {"numberFormat": number_format}
    return cell


def serial(value: int | float | date | datetime | time | timedelta) -> float:
    """Days since 1899-12-30, the time of day as a fraction; numbers stay as they are."""
    if isinstance(value, (int, float)):
        return integral(value)
    if isinstance(value, time):
        value = timedelta(
            hours=value.hour,
            minutes=value.minute,
            seconds=value.second,
            microseconds=value.microsecond,
        )
    elif not isinstance(value, (datetime, timedelta)):
        value = datetime(value.year, value.month, value.day)
    span = value - _EPOCH if isinstance(value, datetime) else value
    return integral(span / timedelta(days=1))


def _usual_format(value: Value) -> Json | None:
    if isinstance(value, datetime):
        return {"type": "DATE_TIME"}
    if isinstance(value, date):
        return {"type": "DATE"}
    return {"type": "TIME"} if isinstance(value, (time, timedelta)) else None


def effective(cell: Json) -> Json:
    """The `effectiveValue` of a stored cell: {} for a blank and for a formula that gives ""."""
    entered: Json = cell.get("userEnteredValue", {})
    result: Json = cell.get("effectiveValue", {}) if "formulaValue" in entered else entered
    return result if result != {"stringValue": ""} else {}


def shown(cell: Json, locale: str) -> str:
    """The `formattedValue`: the effective value in the spreadsheet's locale, "" for none."""
    value = effective(cell)
    if "errorValue" in value:
        return _CODES[value["errorValue"]["type"]]
    if "boolValue" in value:
        return formats.boolean(value["boolValue"], locale)
    if "numberValue" in value:
        number_format = cell.get("userEnteredFormat", {}).get("numberFormat", {})
        return formats.number(value["numberValue"], number_format, locale)
    return str(value.get("stringValue", ""))


def unformatted(cell: Json) -> Any:
    """The value as UNFORMATTED_VALUE gives it, "" for none."""
    value = effective(cell)
    if "errorValue" in value:
        error = value["errorValue"]
        return f"{_CODES[error['type']]} ({error.get('message', '')})"
    return next(iter(value.values()), "")


def is_date(cell: Json) -> bool:
    """Whether it is a number that shows as a date or a time."""
    kind = cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type", "")
    return "numberValue" in effective(cell) and kind in ("DATE", "TIME", "DATE_TIME")


def link(cell: Json) -> str:
    """The `hyperlink`: of the text format, or of a HYPERLINK formula; "" for none."""
    found = _LINK.fullmatch(cell.get("userEnteredValue", {}).get("formulaValue", ""))
    if found:
        return found[1]
    uri: str = (
        cell.get("userEnteredFormat", {}).get("textFormat", {}).get("link", {}).get("uri", "")
    )
    return uri


def computed(formula: str, results: Mapping[str, Value]) -> Json:
    """A formula's `effectiveValue`: what the test says it gives, the text of a HYPERLINK, else "".

    «#DIV/0!» and the like in `results` are errors.
    """
    result = results.get(formula)
    found = _LINK.fullmatch(formula)
    if result is None and found:
        result = (found[2] if found[2] is not None else found[1]).replace('""', '"')
    if isinstance(result, str) and result in ERRORS:
        return error(result)
    return dict(stored(result).get("userEnteredValue", {}))


def error(code: str) -> Json:
    """«#DIV/0!» as a value."""
    return {"errorValue": {"type": ERRORS[code], "message": f"Something is wrong: {code}"}}
