"""What a kept summary says of itself, so that a person can choose: its day, its figures, how many
problems, which books changed and who saved them."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import unescape
from zipfile import ZipFile

from sheets_sync.disk import open_regular, put_quietly, read_regular
from sheets_sync.figures.totals import Numbers
from sheets_sync.letters import clean
from sheets_sync.sheet.cells import Tab
from sheets_sync.stores.base import Snapshot
from sheets_sync.stores.files import is_address


@dataclass(frozen=True, slots=True)
class KeptNote:
    """The report date (ISO), problems by severity, the counts of the year, digests of our tabs and
    of the books, and which of these changed since the summary before: book and who saved it."""

    today: str
    errors: int
    warnings: int
    to_know: int
    numbers: Numbers = field(default_factory=dict)
    tabs: Mapping[str, str] = field(default_factory=dict)
    books: Mapping[str, str] = field(default_factory=dict)
    changed: Sequence[Sequence[str]] = ()


def changed_books(
    root: Path, snapshot: Snapshot, before: KeptNote | None
) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """The digests of the books' tabs, and which books differ from those of the summary before (gone
    ones too) with who saved them; none where that is not known."""
    books = _digests(snapshot.tabs)
    if before is None:
        return books, ()
    differ = [book for book in books if before.books.get(book) != books[book]]
    gone = [book for book in before.books if book not in books]
    lost = {one.name for one in snapshot.lost}
    who = {book: "" if book in lost else _saved_by(root, book) for book in (*differ, *gone)}
    return books, tuple(who.items())


def _digests(tabs: Sequence[Tab]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for tab in tabs:
        parts = blake2b(tab.place.tab.encode(), digest_size=8)
        for column in tab.columns:
            parts.update(column.codes.tobytes())
            parts.update(repr(column.values).encode("utf-8", "replace"))
        found.setdefault(tab.place.book, []).append(parts.hexdigest())
    return {
        book: blake2b("".join(some).encode(), digest_size=8).hexdigest()
        for book, some in found.items()
    }


_PROPERTIES = ("docProps/core.xml", "meta.xml")
_SAVED_BY = re.compile(
    r"<(?:cp:lastModifiedBy|dc:creator)>([^<]*)</(?:cp:lastModifiedBy|dc:creator)>"
)
_MOST_BYTES = 1 << 16


def _saved_by(root: Path, book: str) -> str:
    """Who saved a file last, as it says itself; "" where it does not."""
    if is_address(book):
        return ""
    try:
        with os.fdopen(open_regular(root / book), "rb") as opened, ZipFile(opened) as file:
            names = [name for name in _PROPERTIES if name in file.namelist()]
            texts = [file.open(name).read(_MOST_BYTES).decode("utf-8", "replace") for name in names]
    except Exception:  # a foreign archive fails in many ways, and none of them matters here
        return ""
    return next((clean(unescape(who)) for text in texts for who in _named(text)), "")


def _named(text: str) -> Iterator[str]:
    """Names in the order of trust: whoever saved, then whoever made it."""
    found = sorted(_SAVED_BY.finditer(text), key=lambda one: "lastModifiedBy" not in one[0])
    yield from (one[1] for one in found if one[1].strip())


def write_note(path: Path, note: KeptNote) -> None:
    """Keep a note; where the disk refuses there is none."""
    put_quietly(path, json.dumps(asdict(note), ensure_ascii=False))


def read_note(path: Path) -> KeptNote | None:
    """A note; None for none, and for what we never write."""
    try:
        known = KeptNote(**json.loads(read_regular(path)))
        date.fromisoformat(known.today)
        counts = (known.errors, known.warnings, known.to_know, *known.numbers.values())
        pairs = all(len(pair) == 2 for pair in known.changed)
        texts = [*known.tabs.values(), *known.books.values(), *chain(*known.changed)]
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    sound = all(isinstance(one, int) for one in counts) and all(isinstance(t, str) for t in texts)
    return known if pairs and sound else None
