"""What stands in an error that Google answers with: shapes and names, never its localised words."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PAGE = "https://console.cloud.google.com/apis/library/"
_PROJECT = re.compile(r"projects/([a-z0-9:.-]{1,60})")
_AT = re.compile(r"requests\[(\d{1,6})\]")


def error_of(body: bytes) -> Mapping[str, Any] | None:
    """Google's own error object; None for a body that has none."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return error if isinstance(error, dict) else None


def reasons_of(error: Mapping[str, Any] | None) -> frozenset[str]:
    """The machine-readable reasons, of the new shape and of the old."""
    every = (*listed(error, "details"), *listed(error, "errors"))
    return frozenset(str(one.get("reason")) for one in every if "reason" in one)


def fields_of(error: Mapping[str, Any] | None) -> Iterator[Any]:
    """Which parts of the request were refused."""
    for detail in listed(error, "details"):
        for one in listed(detail, "fieldViolations"):
            yield one.get("field")


def page_of(error: Mapping[str, Any], service: str = "sheets.googleapis.com") -> str:
    """Where the API is switched on, of the very project that Google names."""
    for detail in listed(error, "details"):
        facts = detail.get("metadata")
        consumer = facts.get("consumer") if isinstance(facts, dict) else None
        if isinstance(consumer, str) and (found := _PROJECT.fullmatch(consumer)):
            return f"{_PAGE}{service}?project={found[1]}"
    return _PAGE + service


def place_of(said: str) -> int | None:
    """Which request was refused: its path is a machine's and not localised."""
    found = _AT.search(said)
    return int(found[1]) if found else None


def listed(holder: Mapping[str, Any] | None, name: str) -> list[Mapping[str, Any]]:
    """The objects of a list; none where there is no list."""
    found = (holder or {}).get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
