"""The catalogue's machinery: a fault changes one cell of a clean book and tells what must follow.

A `Case` is a clean world written as books. A fault picks a row nobody has claimed, overtypes a
cell, does the same to the truth (the row is out, or a field changes) and returns what the product
must report. Faults on different rows share a workspace; the oracle computes from the changed truth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import books as books_module
from .schema import columns
from .truth import Row, Sizes, World
from .world import generate

ERROR, WARNING = "ошибка", "предупреждение"
LEGAL, SILENT = "no error", "no error, no warning"  # a neighbour of a fault
Wanted = Callable[[World, Row], bool]
Effect = Callable[[World, Row], None]
Place = tuple[str, str, str | None]  # book, tab, A1


PER_WORKSPACE = 33  # few enough to find out which fault a wrong figure comes from


class NoTargetError(Exception):
    """No free row of this world suits the fault."""


@dataclass(frozen=True)
class Expected:
    """Reported once, in one of these cells, saying these words (one of each group).

    Where a cell does not exist, `about` picks the report: its text holds one of these words.
    """

    places: frozenset[Place]
    severity: str
    says: tuple[tuple[str, ...], ...] = ()
    about: tuple[str, ...] = ()


Fault = Callable[["Case"], Expected]


class Case:
    """A workspace without errors that faults are planted into."""

    def __init__(self, style: str = "clean", seed: int = 3) -> None:
        self.world = generate(seed, sizes=Sizes(consultations=9, meetings=16, reports=1.0))
        self.books = books_module.write(self.world, style, seed, merge=False)
        self.claimed: set[tuple[str, Any]] = set()

    def take(self, tab: str, wanted: Wanted) -> int:
        """The first free row that suits; it and its kin are claimed."""
        for place, row in enumerate(self.world.tabs[tab]):
            kin = self.kin(tab, place, row)
            if not kin & self.claimed and wanted(self.world, row):
                self.claimed |= kin
                return place
        raise NoTargetError(tab)

    def kin(self, tab: str, place: int, row: Row) -> set[tuple[str, Any]]:
        """What a fault in this row may also touch."""
        if tab in ("Совещания", "График"):
            return {(tab, row["Код"])}
        if tab == "Журнал" and row["Консультация"] != "вне графика":
            return {("График", row["Консультация"])}
        return {(tab, place)}

    def take_column(self, wanted: Wanted) -> str:
        """A register column whose meeting suits."""
        place = self.take("Совещания", lambda w, row: row["Код"] in w.headings and wanted(w, row))
        code: str = self.world.tabs["Совещания"][place]["Код"]
        return code

    def put(self, tab: str, place: int, column: str, value: Any) -> Place:
        book, cell = self.books.put(tab, place, column, value)
        return book, tab, cell

    def type(self, tab: str, place: int, **cells: tuple[Any, Any]) -> None:
        """Overtypes cells of a row and the truth: column = (what is typed, what it means)."""
        for column, (typed, meaning) in cells.items():
            self.put(tab, place, column, typed)
            self.world.tabs[tab][place][column] = meaning

    def blank(self, tab: str, place: int) -> None:
        """Empties a row: no data row is left."""
        for column in columns(tab):
            self.put(tab, place, column, None)
        self.world.tabs[tab][place] |= {"_out": True, "_blank": True}

    def whole_row(self, tab: str, place: int) -> frozenset[Place]:
        """Every cell of a row: where the contract names the row, not the cell."""
        spots = (self.books.at[tab, place, name] for name in columns(tab))
        return frozenset((book, tab, cell) for book, cell in spots)

    def heading(self, code: str, value: Any) -> Place:
        """Overtypes a register column's header and drops its marks from the truth."""
        book = self.books.home("Явка", 0)
        cell = self.books.head[book, "Явка", code]
        self.books.files[book]["Явка"][cell].value = value
        for row in self.world.tabs["Явка"]:
            row[code] = None
        return book, "Явка", cell

    def duplicate(self, tab: str, column: str, value: Any) -> Place:
        """A second column of the same name at the right, filled with other values."""
        book = self.books.home(tab, 0)
        sheet = self.books.files[book][tab]
        top = sheet[self.books.head[book, tab, column]].row
        last = sheet.max_column + 1
        for place in range(len(self.world.tabs[tab])):
            home, cell = self.books.at[tab, place, column]
            if home == book:
                sheet.cell(sheet[cell].row, last).value = value
        sheet.cell(top, last).value = column
        return book, tab, sheet.cell(top, last).coordinate


def row_out(world: World, row: Row) -> None:
    """The row is not counted."""
    row["_out"] = True


def keep(world: World, row: Row) -> None:
    """Counted as it was."""


def becomes(**cells: Any) -> Effect:
    """Counted, with other values."""

    def effect(world: World, row: Row) -> None:
        row |= {name: value(world, row) if callable(value) else value
                for name, value in cells.items()}  # fmt: skip

    return effect


def any_row(world: World, row: Row) -> bool:
    return True


def one_cell(
    tab: str,
    column: str,
    value: Any,
    effect: Effect = row_out,
    wanted: Wanted = any_row,
    *,
    severity: str = ERROR,
    also: tuple[str, ...] | None = (),
    says: tuple[tuple[str, ...], ...] = (),
) -> Fault:
    """A fault of one cell; `also` names other columns that may carry the report, None = any."""

    def fault(case: Case) -> Expected:
        place = case.take(tab, wanted)
        row = case.world.tabs[tab][place]
        typed = value(case.world, row) if callable(value) else value
        spot = case.put(tab, place, column, typed)
        effect(case.world, row)
        if also is None:
            return Expected(case.whole_row(tab, place), severity, says)
        spots = [case.books.at[tab, place, name] for name in also]
        return Expected(
            frozenset([spot, *((book, tab, cell) for book, cell in spots)]), severity, says
        )

    return fault


def typed(
    tab: str,
    cells: Callable[[World, Row], dict[str, tuple[Any, Any]]],
    wanted: Wanted = any_row,
    *,
    severity: str = LEGAL,
    says: tuple[tuple[str, ...], ...] = (),
) -> Fault:
    """Several cells of one row: column → (what is typed, what it means); any cell may report."""

    def fault(case: Case) -> Expected:
        place = case.take(tab, wanted)
        case.type(tab, place, **cells(case.world, case.world.tabs[tab][place]))
        return Expected(case.whole_row(tab, place), severity, says)

    return fault


def warned(*args: Any, **options: Any) -> Fault:
    """A fault of one cell that is counted and listed."""
    return one_cell(*args, severity=WARNING, **options)


def pack(catalogue: dict[str, Fault], style: str) -> list[tuple[Case, dict[str, Expected]]]:
    """Plants the faults into as few workspaces as their targets allow."""
    cases: list[tuple[Case, dict[str, Expected]]] = []
    for name, fault in catalogue.items():
        for case, planted in cases:
            if len(planted) >= PER_WORKSPACE:
                continue
            try:
                planted[name] = fault(case)
                break
            except NoTargetError:
                continue
        else:
            case = Case(style)
            cases.append((case, {name: fault(case)}))
    return cases
