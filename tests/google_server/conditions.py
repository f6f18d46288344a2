"""Conditions of validation rules and conditional formats: how many values, in which spelling."""

import re

from .errors import Json, RefusalError
from .formats import LOCALES
from .state import Book

_WITHOUT_VALUES = ("BLANK", "NOT_BLANK", "DATE_IS_VALID", "TEXT_IS_EMAIL", "TEXT_IS_URL")
_REFERENCE = re.compile(r"\$?([A-Za-z]+)\$?(\d+)")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')


def checked(book: Book, condition: Json) -> Json:
    """A condition as Google gives it back. Raises RefusalError for one it doesn't take."""
    kind = condition.get("type", "CONDITION_TYPE_UNSPECIFIED")
    if kind == "CONDITION_TYPE_UNSPECIFIED":
        raise RefusalError("No condition type specified.")
    values = condition.get("values", [])
    fewest, most = _how_many(kind)
    if not fewest <= len(values) <= most:
        raise RefusalError(
            f"ConditionType '{kind}' takes {fewest} to {most} values, not {len(values)}."
        )
    for value in values:
        _check_value(book, kind, value.get("userEnteredValue", ""))
    if kind == "ONE_OF_RANGE":
        absolute = _REFERENCE.sub(r"$\1$\2", values[0]["userEnteredValue"])
        return condition | {"values": [{"userEnteredValue": absolute}]}
    return condition


def _how_many(kind: str) -> tuple[int, int]:
    if kind in _WITHOUT_VALUES:
        return 0, 0
    if kind.endswith("BETWEEN"):
        return 2, 2
    return {"BOOLEAN": (0, 2), "ONE_OF_LIST": (1, 500)}.get(kind, (1, 1))


def _check_value(book: Book, kind: str, text: str) -> None:
    """Numbers and formulas are in the spelling of the spreadsheet's locale."""
    here = LOCALES[book.locale]
    formula = text.startswith("=")
    wrong = kind in ("CUSTOM_FORMULA", "ONE_OF_RANGE") and not formula
    if formula and here.separator == ";":
        wrong = "," in _QUOTED.sub("", text)
    elif kind.startswith("NUMBER_"):
        number = rf"[+-]?\d+({re.escape(here.point)}\d+)?%?"
        wrong = not formula and not re.fullmatch(number, text)
    if wrong:
        raise RefusalError(f"Invalid ConditionValue.userEnteredValue: {text}")
