"""Figures of a desk, row by row, and the problems beside them."""

from datetime import date
from typing import Any

from helpers import TODAY, Desk, look, spot

from sheets_sync.figures.catalogue import plain
from sheets_sync.sheet.cells import Raw

MAP, PLANS, TASKS, REPORTS, RESULTS = (
    "Дорожная карта", "Индивидуальные планы", "Поручения", "Отчёты", "Результаты",
)  # fmt: skip


def figure(desk: Desk, name: str, today: date = TODAY, **settings: object) -> Any:
    return plain(look(desk, today, **settings).figures)[name]


def one(desk: Desk, name: str, today: date = TODAY, **key: object) -> dict[str, Any]:
    """The row of a figure table with this key."""
    (row,) = [r for r in figure(desk, name, today) if key.items() <= r.items()]
    return dict(row)


def warnings(desk: Desk, today: date = TODAY) -> list[tuple[str, str | None, int | None]]:
    """Check, header and row of every problem."""
    spots = [spot(desk, p) for p in look(desk, today).problems]
    return [(check, header, row) for _, check, _, header, row in spots]


def only(tab: str, **cells: Raw) -> Desk:
    """A desk whose tab has one row."""
    desk = Desk()
    del desk.rows(tab)[2:]
    for header, value in cells.items():
        desk.set(tab, 2, header.replace("_", " "), value)
    return desk


def journal(desk: Desk, **cells: object) -> Desk:
    """A further journal row of Белов at К-02."""
    desk.add("Журнал", like=4, **cells)  # type: ignore[arg-type]
    return desk
