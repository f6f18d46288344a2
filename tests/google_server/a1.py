"""A1 notation, and boxes of cells: rows and columns from 0, ends excluded."""

import re
from typing import NamedTuple

_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")
_CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?")
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


class Box(NamedTuple):
    """The cells from (top, left) up to, not including, (bottom, right)."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        return (
            self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within."""
        return (
            self.top <= other.top
            and self.left <= other.left
            and other.bottom <= self.bottom
            and other.right <= self.right
        )

    def clip(self, other: "Box") -> "Box":
        """What the two share; empty boxes have bottom ≤ top or right ≤ left."""
        return Box(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )


class Corners(NamedTuple):
    """A range as it is written: None where it has no bound. `sheet` is None for the first tab."""

    sheet: str | None
    top: int | None
    left: int | None
    bottom: int | None
    right: int | None


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def column(text: str) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell(text: str) -> tuple[int, int]:
    """B3 → (2, 1)."""
    found = re.fullmatch(r"([A-Za-z]+)(\d+)", text)
    if not found:
        raise ValueError(f"not a cell: {text}")
    return int(found[2]) - 1, column(found[1])


def quoted(title: str) -> str:
    """A title as Google writes it in ranges: bare only where it can't be misread."""
    if _BARE.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def written(title: str, box: Box) -> str:
    """A box as Google writes it: 'Лист 1'!A1:B2, one cell without the second corner."""
    first = f"{letters(box.left)}{box.top + 1}"
    last = f"{letters(box.right - 1)}{box.bottom}"
    return f"{quoted(title)}!{first}" + (f":{last}" if last != first else "")


def parse(text: str) -> Corners | None:
    """A range that names cells; None for anything else (a bare title, a named range, nonsense).

    Titles with a colon don't work even in quotes, as with Google.
    """
    found = _SHEET.fullmatch(text)
    sheet, cells = None, text
    if found:
        sheet, cells = (found[1] or found[2]).replace("''", "'"), found[3]
        if ":" in sheet:
            return None
    first, colon, last = cells.partition(":")
    start, end = _CORNER.fullmatch(first), _CORNER.fullmatch(last if colon else first)
    if not (start and end and any(start.groups()) and any(end.groups())):
        return None
    if not colon and not all(start.groups()):
        return None
    lefts = sorted(column(part) for part in (start[1], end[1]) if part)
    tops = sorted(int(part) - 1 for part in (start[2], end[2]) if part)
    return Corners(
        sheet,
        tops[0] if start[2] else None,
        lefts[0] if start[1] else None,
        tops[-1] + 1 if end[2] else None,
        lefts[-1] + 1 if end[1] else None,
    )
