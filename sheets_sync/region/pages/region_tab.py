"""What a tab of the region is built from, and how each is laid out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sheets_sync.figures.adding import frame_of
from sheets_sync.figures.measures.region import REGION
from sheets_sync.figures.rounding import natural
from sheets_sync.periods import SchoolYear
from sheets_sync.reading.frames import each
from sheets_sync.region.region_report import Look
from sheets_sync.region.setup import BY_HELP
from sheets_sync.region.standing import Standing
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Grid, Piece, Spacer
from sheets_sync.sheet.pieces import Look as Paint
from sheets_sync.stores.base import OurTab
from sheets_sync.summary.view import Stamp, page_for, top_lines

TITLE, QUALITY_TITLE = "Сводка региона", "Качество данных"


@dataclass(frozen=True)
class View:
    """What a tab may look at. `order` is how municipalities stand; `recorded` is False when История
    gets no new row."""

    look: Look
    stamp: Stamp
    order: str
    ours: Mapping[str, OurTab] = field(default_factory=dict)
    recorded: bool = True

    @cached_property
    def rows(self) -> tuple[Standing, ...]:
        """The municipalities as they are shown."""
        by_name = sorted(self.look.rows, key=lambda one: natural(one.name))
        if self.order != BY_HELP:
            return tuple(by_name)
        return tuple(sorted(by_name, key=self._need, reverse=True))

    def _need(self, one: Standing) -> tuple[int, int]:
        """How many pairs of school and risk subject had no help, then what is overdue."""
        unhelped, late = self.of(one, "coverage_total"), self.of(one, "roadmap_total")
        return (unhelped.unhelped if unhelped else -1, late.overdue if late else -1)

    def of(self, one: Standing, figure: str, **key: str | int) -> Any:
        """A municipality's row of a figure with that key; None where it is not known."""
        if figure not in self._rows:
            rows = each(self.look.frame_by_municipality(figure))
            names = ("municipality", *REGION[figure].keys)
            self._rows[figure] = {tuple(getattr(r, name) for name in names): r for r in rows}
        return self._rows[figure].get((one.name, *key.values()))

    @cached_property
    def _rows(self) -> dict[str, dict[tuple[Any, ...], Any]]:
        return {}

    def total(self, figure: str, **key: str | int) -> Any:
        """The region's row of a figure."""
        rows = self.every(figure)
        return next((r for r in rows if all(getattr(r, n) == v for n, v in key.items())), None)

    def every(self, figure: str) -> list[Any]:
        """All rows of a figure of the region."""
        return [*each(frame_of(figure, self.look.total.tables.get(figure, ())))]

    def known(self, *figures: str) -> bool:
        """Whether any municipality tells one of these."""
        return any(name in self.look.total.tables for name in figures)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its title, how it is built, and the figures of which one must be known."""

    title: str
    build: Callable[[View], Grid]
    figures: tuple[str, ...] = ()


def tab(
    view: View, title: str, about: str, blocks: Iterable[Piece], widths: Sequence[float]
) -> Grid:
    """A tab with the lines that stand above each, an empty row between any two blocks."""
    year = SchoolYear.of(view.look.today)
    names = (title, view.look.organisation, f"{about}; учебный год {year}")
    parts = (top_lines(names, view.stamp, (completeness(view),), TITLE), *blocks)
    pieces = [piece for part in parts for piece in (part, Spacer())][:-1]
    return lay_out(title, pieces, tuple(widths), page_for(view.look.organisation, view.stamp))


def completeness(view: View) -> Cell:
    """«В итогах муниципалитетов: 43 из 44, из них по прежним числам: 1 (лист «Качество данных»)»"""
    rows = view.look.rows
    inside = sum(bool(one.tables) for one in rows)
    earlier = sum(bool(one.tables) and not one.read for one in rows)
    old = f", из них по прежним числам: {earlier}" if earlier else ""
    why = "" if inside == len(rows) and not earlier else f"; почему — лист «{QUALITY_TITLE}»"
    said = f"В итогах муниципалитетов: {inside} из {len(rows)}{old}{why}"
    return Cell(said, Paint.LINE_STRONG if why else Paint.LINE_MUTED)


def name_cell(one: Standing) -> Cell:
    """A municipality, and of which day its figures are where that is not this run's."""
    if one.read:
        return Cell(one.name)
    if one.as_of:
        return Cell(f"{one.name} (на {one.as_of:%d.%m.%Y})", Paint.WARN)
    return Cell(f"{one.name} (не прочитан)", Paint.BAD)
