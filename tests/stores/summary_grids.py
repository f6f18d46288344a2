"""Tabs of a summary with all there is, for the tests of Google's store."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from google_server import GoogleServer, Sheet
from stores.google_help import FakeTime, store_for

from sheets_sync.sheet.formulas import SameAs
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Charts,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Series,
)
from sheets_sync.stores.base import Sent

ALL = frozenset({"журнал"})
STAMP = "Данные на 18.02.2021 · проверено 18.02.2021 {}:05"
TITLES = ("Сводка", "Явка", "Планы", "История")


def tab(title: str, word: str = "x", rows: int = 5, hour: int = 13) -> Grid:
    """Title, stamp, a filtered table with a chart, a link to another tab of ours."""
    stamp = STAMP.format(hour)
    shown = None if title == "Сводка" else SameAs("Сводка", "A2")
    top = (Cell(title, Look.TITLE), Cell(stamp, stamp=True, formula=shown))
    body = tuple(
        (Cell(f"{word}{n}", link="#'Явка'!A4"), Cell(n / 10, (Look.BAD, Look.BODY)[n % 2]), Cell(n))
        for n in range(rows)
    )
    heads = (Head("Тьютор"), Head("Явка", Format.PERCENT), Head("Ещё"))
    block = Block("б", heads, body, filtered=True)
    chart = Chart(ChartKind.COLUMN, f"Явка {word}", "б", 0, (Series("Явка", 1),), Format.PERCENT)
    return lay_out(title, [Lines(top), block, Charts((chart,))], (20.0, 10.0, 14.0))


def summary(changed: str = "", word: str = "y", rows: int = 5, hour: int = 13) -> list[Grid]:
    """The whole summary; one tab of it with other words, or so many rows."""
    return [tab(t, word, rows, hour) if t == changed else tab(t, hour=hour) for t in TITLES]


def write(
    google: GoogleServer, folder: Path, grids: list[Grid], time: FakeTime | None = None
) -> Sent:
    store = store_for(google, folder, ["summary"], time=time)
    store.read(ALL)
    return store.write(grids)


def sheet(google: GoogleServer, title: str) -> Sheet:
    return google.book("summary")[title]


def state(google: GoogleServer, title: str) -> dict[str, Any]:
    """All of a tab."""
    one = sheet(google, title)
    return deepcopy({name: getattr(one, name) for name in Sheet.__slots__})


def last_requests(google: GoogleServer) -> list[dict[str, Any]]:
    """What the last write sent."""
    sent: list[dict[str, Any]] = [e for e in google.log if e.kind == "write"][-1].json["requests"]
    return sent
