"""Notes on what is away: the words at a tab's first cell that say what each is about."""

import re
from collections.abc import Iterator
from copy import copy

from openpyxl.comments import Comment

from sheets_sync.sheet.cells import column_letters, column_number
from sheets_sync.stores.xlsx.note_places import Place

_BETWEEN = "» — «"
_AWAY = re.compile(
    r"(?:^|\n)К клетке (?P<letters>[A-Z]{1,3})(?P<row>\d{1,7}) "
    r"\((?:строка «(?P<label>.*?)»)?(?:(?:, )?(?P<kind>показатель|столбец) «(?P<head>.*?)»)?"
    r"(?:, (?P<below>\d+)-я строка под ним)?"
    r"(?:(?:, )?таблица «(?P<title>.*?)»)?\), которой сейчас нет: "
)


def told_of(place: Place, comment: Comment) -> Comment:
    """A note as it stands at the first cell, while the cell that it is about is away."""
    label, title = _BETWEEN.join(place.label), place.title
    about = [
        label and f"строка «{label}»",
        place.head and f"{'показатель' if place.tile else 'столбец'} «{place.head}»",
        f"{place.below}-я строка под ним" if place.tile and place.below else "",
        title and f"таблица «{title}»",
    ]
    cell = f"{column_letters(place.column)}{place.row}"
    text = (
        f"К клетке {cell} ({', '.join(filter(None, about))}), которой сейчас нет: {comment.content}"
    )
    return _with(comment, text)


def parted(comment: Comment) -> Iterator[tuple[Place | None, Comment]]:
    """The notes that one is joined of, each with what it is about; None for the cell's own."""
    found = list(_AWAY.finditer(comment.content))
    ends = [*(one.start() for one in found), len(comment.content)]
    own = comment.content[: ends[0]]
    parts = len(found) + bool(own)
    if own:
        yield None, _part(comment, own, parts)
    for one, end in zip(found, ends[1:], strict=True):
        yield _place(one), _part(comment, comment.content[one.end() : end], parts)


def _place(said: re.Match[str]) -> Place:
    label = tuple(said["label"].split(_BETWEEN)) if said["label"] else ()
    head, title, tile = said["head"] or "", said["title"] or "", said["kind"] == "показатель"
    row, column = int(said["row"]), column_number(said["letters"])
    below = int(said["below"] or 0)
    return Place(row, column, label, head, title, tile, below=below)


def _part(comment: Comment, text: str, parts: int) -> Comment:
    """One of several is as tall as a note is by default: together they were taller."""
    return Comment(text, comment.author) if parts > 1 else _with(comment, text)


def _with(comment: Comment, text: str) -> Comment:
    said = copy(comment)
    said.content = text
    return said
