"""What was left out of a look at the books, and how it is told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sheets_sync.problems import STRUCTURAL, Check, Fault, Problem, without_cell
from sheets_sync.reading.records import Records
from sheets_sync.sheet.cells import Place
from sheets_sync.stores.base import LostBook, Snapshot
from sheets_sync.tables.tab_titles import TabNames


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A book that could not be read, or a tab of one whose header is bad: what is wrong, what to
    do, the tables (by name) whose rows did not enter (none: nobody knows which), and the day of the
    last good reading."""

    book: str
    tab: str
    what: str
    way: str
    tables: frozenset[str]
    last: date | None


def left_out(
    snapshot: Snapshot,
    records: Mapping[str, Records],
    problems: Sequence[Problem],
    names: TabNames,
) -> tuple[LeftOut, ...]:
    """Books first, then tabs, in their order."""
    if snapshot.before is None:
        return ()
    books = (_book(one, snapshot.before, names) for one in snapshot.lost)
    tabs = (
        _tab(place, table, problems, snapshot.before)
        for table, read in records.items()
        for place, _ in read.left
    )
    return (*books, *tabs)


def _book(lost: LostBook, before: Mapping[str, date], names: TabNames) -> LeftOut:
    tables = (names.table(tab) for tab in lost.tabs)
    held = frozenset(table.name for table in tables if table)
    return LeftOut(lost.name, "", lost.what, lost.way, held, _last(lost, before))


def _last(lost: LostBook, before: Mapping[str, date]) -> date | None:
    days = (day for place, day in before.items() if place.partition("\n")[0] == lost.name)
    return max(days, default=None)


def _tab(
    place: Place, table: str, problems: Iterable[Problem], before: Mapping[str, date]
) -> LeftOut:
    faults = [p for p in problems if p.place == place and p.check in STRUCTURAL]
    said = (p.message.partition("; ")[0] for p in faults)  # what stands there is told with each
    what = ", ".join(dict.fromkeys(said))
    way = faults[0].fix if faults else ""
    last = before.get(f"{place.book}\n{place.tab}")
    return LeftOut(place.book, place.tab, what, way, frozenset((table,)), last)


def unread_books(snapshot: Snapshot) -> Iterator[Problem]:
    """A book that could not be read has no cell and no tab."""
    for lost in snapshot.lost:
        last = _last(lost, snapshot.before or {})
        when = f"; последний раз прочитана {last:%d.%m.%Y}" if last else ""
        said = f"книга не прочитана: {lost.what}{when}; её строки не вошли"
        place = Place(lost.name, "", title=snapshot.titles.get(lost.name, ""))
        yield without_cell(place, Fault.of(Check.BOOK_UNREAD, said, _small(lost.way)))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
