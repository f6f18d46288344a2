"""Requests about named ranges: a name for cells, one of it in a spreadsheet in any case."""

import re

from . import a1, masks
from .canonical import canonical
from .change import Change, Handler
from .errors import Json, RefusalError

_NAME = re.compile(r"[^\W\d]\w*")
_R1C1 = re.compile(r"r\d*c\d*", re.IGNORECASE)
_MOST = 250


def add_named_range(change: Change, body: Json) -> Json:
    given = canonical("NamedRange", body.get("namedRange", {}))
    number = given.get("namedRangeId", str(change.book.new_id()))
    if any(one["namedRangeId"] == number for one in change.book.named_ranges):
        raise RefusalError(f"A named range with id {number} already exists.")
    named = given | {"namedRangeId": number}
    _check(change, named, "add")
    change.book.named_ranges.append(named)
    return {"namedRange": named}


def update_named_range(change: Change, body: Json) -> None:
    tree = masks.update_tree(body.get("fields"), "NamedRange")
    given = canonical("NamedRange", body.get("namedRange", {}))
    old = _named(change, given.get("namedRangeId", ""))
    new = masks.write(old, given, tree) | {"namedRangeId": old["namedRangeId"]}
    change.book.named_ranges.remove(old)
    _check(change, new, "update")
    change.book.named_ranges.append(new)


def delete_named_range(change: Change, body: Json) -> None:
    change.book.named_ranges.remove(_named(change, body.get("namedRangeId", "")))


def _named(change: Change, number: str) -> Json:
    """One that is listed: what lost its cells is not, and its name stays taken (gspread #1530)."""
    for one in change.book.named_ranges:
        if one["namedRangeId"] == number and "range" in one:
            return one
    raise RefusalError(f"No NamedRange with id: {number}")


def _check(change: Change, named: Json, verb: str) -> None:
    """The rules of Google's help: letters, digits and «_», 1 to 250 of them, no address."""
    name = named.get("name", "")
    address = a1.parse(name) is not None or _R1C1.fullmatch(name)
    word = name.casefold().startswith(("true", "false"))
    if not _NAME.fullmatch(name) or len(name) > _MOST or address or word:
        raise RefusalError(f"Cannot {verb} named range with name: {name}, the name is invalid.")
    if any(one["name"].casefold() == name.casefold() for one in change.book.named_ranges):
        raise RefusalError(
            f"Cannot {verb} named range with name: {name}, "
            "a named range with that name already exists."
        )
    if "range" not in named:
        raise RefusalError("NamedRange.range must be specified.")
    change.book.sheet(named["range"].get("sheetId", 0), "grid").box(named["range"])


HANDLERS: dict[str, Handler] = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
}
