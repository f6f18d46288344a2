"""What a kind of cell is: one liberal parser that returns a value and what is wrong with it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Any

from sheets_sync.letters import is_blank
from sheets_sync.problems import Check, Fault, Severity
from sheets_sync.sheet.cells import CellError, Raw


class Miss(Enum):
    """Why a directory has no entry for a text: none fits, one nearly does, or several do."""

    NONE = "none"
    NEAR = "near"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: `value` is None when nothing could be read, of a directory's entries for
    a reason (`miss`)."""

    value: Any = None
    faults: tuple[Fault, ...] = ()
    miss: Miss | None = None

    @property
    def sure(self) -> bool:
        """Whether something was read, and no error with it."""
        faulty = any(fault.severity is Severity.ERROR for fault in self.faults)
        return self.value not in (None, ()) and not faulty

    @classmethod
    def refused(cls, check: Check, message: str, fix: str, miss: Miss | None = None) -> "Reading":
        """Nothing could be read: one fault says why."""
        return cls(None, (Fault.of(check, message, fix),), miss)

    @classmethod
    def remarked(cls, value: Any, check: Check, message: str, fix: str = "") -> "Reading":
        """A value, or none that is missed; a warning or information tells how it was read."""
        return cls(value, (Fault.of(check, message, fix),))


Lookup = Callable[[str], Reading]
"""A directory's resolver: text as typed → a Reading with the entry's key."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a parser may know: the year school begins in (2020), the date system, the directories.

    A directory that is missing has no lookup: references to it stay text, unchecked; of a long one
    `keys` are those that need no looking up when they are typed as they stand. `periods`
    holds the halves ("I", "II") and quarters ("ч1".."ч4") the calendar moved, as (first, last) day.
    `lessons` are the bells: a lesson's number → its start and end. `kinds` are what the workspace
    has in place of our own lists of words.
    In a `required` cell «leave it empty» is no way out.
    """

    school_year: int
    date1904: bool = False
    required: bool = False
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    keys: Mapping[str, Collection[str]] = field(default_factory=dict)
    periods: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    lessons: Mapping[int, tuple[time, time]] = field(default_factory=dict)
    kinds: Mapping["Kind", "Kind"] = field(default_factory=dict)


class Kind:
    """One kind of cell. `read` is never given None: an empty cell is the column's matter."""

    entry = "text"
    """What the template lets people type: text, date, time, whole, number or list."""
    offers: tuple[str, ...] = ()
    """Words for a dropdown."""
    offers_from: tuple[str, str] | None = None
    """(tab title, header) of the directory a dropdown offers where it stands in the same book."""
    listed = ""
    """The list of the sheet «Списки» (`tables/menus.py`) a dropdown offers."""

    takes_anything = False
    """Whether any text is a value, so that a value tells nothing of what a row is."""

    def holds_zero(self, context: Context) -> bool:
        """Whether 0 can be a value; elsewhere it is what a reference to an empty cell shows."""
        return not self.takes_anything and self.read(0, context).value is not None

    def holds_unticked(self, context: Context) -> bool:
        """Whether a box without its tick can be a value; elsewhere it is an empty cell."""
        return not self.takes_anything and self.read(False, context).value is not None

    def settled(self, raw: Raw, context: Context) -> bool:
        """Whether a cell is its own value, without a fault: a cheap test that may miss some."""
        return False

    def read(self, raw: Raw, context: Context) -> Reading:
        """One raw cell → its value and faults; a cell of blanks alone reads as None, faultless."""
        if isinstance(raw, CellError):
            return broken(raw)
        if isinstance(raw, str) and is_blank(raw):
            return Reading()
        return context.kinds.get(self, self).parse(raw, context)

    def parse(self, raw: Raw, context: Context) -> Reading:
        """A cell that holds something and no broken formula; nothing is raised for what it is."""
        raise NotImplementedError


def broken(cell: CellError) -> Reading:
    """The reading of a formula without a result: the same in every kind."""
    if not cell.code:
        fix = "откройте книгу в Excel или LibreOffice и сохраните её"
        return Reading.refused(Check.FORMULA_EMPTY, "формула ни разу не вычислялась", fix)
    fix = "исправьте формулу или впишите значение"
    shown = _RUSSIAN_CODES.get(cell.code, cell.code)
    return Reading.refused(Check.FORMULA_ERROR, f"«{shown}» ({cell.code}) — формула с ошибкой", fix)


_RUSSIAN_CODES = {
    "#REF!": "#ССЫЛКА!",
    "#DIV/0!": "#ДЕЛ/0!",
    "#N/A": "#Н/Д",
    "#NAME?": "#ИМЯ?",
    "#VALUE!": "#ЗНАЧ!",
    "#NULL!": "#ПУСТО!",
    "#NUM!": "#ЧИСЛО!",
}
"""What a Russian Excel shows."""
