"""A problem: what is wrong in which cell, and what to type instead."""

from dataclasses import dataclass
from enum import StrEnum

from sheets_sync.sheet.cells import CellRef, Place


class Severity(StrEnum):
    """How much a fault costs: an error is not counted, a warning is, information is normalised."""

    ERROR = "ошибка"
    WARNING = "предупреждение"
    INFO = "сведение"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one value, without its address.

    `check` is a stable English name («date.impossible»); `message` says what is wrong and quotes
    the value (««9» — подходят СОШ № 9 и ООШ № 9»); `fix` says what to type instead.
    """

    check: str
    severity: Severity
    message: str
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one address; `cell` is None only where no cell exists (a missing row or tab)."""

    place: Place
    cell: CellRef | None
    check: str
    severity: Severity
    value: str
    message: str
    fix: str
    owner: str | None = None
    row: tuple[str, int] | None = None
    """The row it stands in: table name and frame key."""
    rejects: bool = False
    """True when the whole row does not count because of it."""
    whose: str | None = None
    """The tutor (code) it is about, where no row of theirs exists."""

    @property
    def link(self) -> str | None:
        """What opens the cell, or None."""
        return self.cell.link if self.cell else None

    def sentence(self) -> str:
        """«Лист «Журнал», E14: «9» — подходят СОШ № 9 и ООШ № 9. Укажите тип школы.»"""
        where = f"Лист «{self.place.tab}»" + (f", {self.cell.a1}" if self.cell else "")
        return f"{where}: {stop(self.message)}" + (
            f" {stop(capital(self.fix))}" if self.fix else ""
        )


def stop(text: str) -> str:
    """The text with a full stop, if it has no closing mark yet."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def capital(text: str) -> str:
    """The text with its first letter capital."""
    return text[:1].upper() + text[1:]


def at_cell(cell: CellRef, fault: Fault, value: str) -> Problem:
    """A parser's fault at its address."""
    return Problem(cell.place, cell, fault.check, fault.severity, value, fault.message, fault.fix)


def without_cell(place: Place, fault: Fault, value: str = "", whose: str | None = None) -> Problem:
    """A fault of a tab that has no cell of its own: a missing row, tab or column."""
    said = (fault.severity, value, fault.message, fault.fix)
    return Problem(place, None, fault.check, *said, whose=whose)
