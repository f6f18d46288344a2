"""Lines of `[headers]` that do nothing: a table, a column or a head that is nowhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sheets_sync.letters import few, nearest
from sheets_sync.problems import Check, Fault, Problem, Severity, without_cell
from sheets_sync.reading.head_names import columns_named, header_key
from sheets_sync.reading.headers import header_texts
from sheets_sync.reading.likeness import likeness
from sheets_sync.reading.records import Origin, Records
from sheets_sync.reading.shelf import Setup
from sheets_sync.sheet.cells import Place
from sheets_sync.tables.books import IN_ORDER
from sheets_sync.tables.kinds.text import show
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import headers_line, headers_of

_LIKE = 0.35
_TELLING = (Check.TAB_MISSING, Check.TAB_NO_HEADER, Check.TAB_LOADING)


def head_lines(
    setup: Setup, records: Mapping[str, Records], problems: Sequence[Problem], settings: str
) -> Iterator[Problem]:
    """A warning for each line that names what is not there, information where it does no harm;
    `settings` is their file. Of tables that could not be read whole nothing is said, nor of those
    whose `problems` say so already, nor of heads where no row is yet."""
    bad = {setup.names.table(p.place.tab) for p in problems if p.check in _TELLING}
    told: dict[str, dict[str, str]] = {}
    for title, heads in setup.headers.items():
        table = setup.names.table(title)
        if table is None:
            yield _line(settings, title, "", _no_table(title, setup))
            continue
        read = records[table.name]
        before = told.setdefault(table.name, {})
        if table in bad or setup.lost(table) or read.left:
            continue
        if not read.origins:
            gone = f"листа {table.sheet} ни в одной книге нет"
            yield _line(settings, title, "", _fault(gone, "уберите раздел или верните лист"))
            continue
        ours = {header_key(own): head for own, head in setup.ours.get(table.name, {}).items()}
        for head, said in heads.items():
            target = ours.get(header_key(said), said)
            if found := _wrong(head, target, read, before):
                yield _line(settings, title, head, found)
            before[header_key(head)] = target


def _fault(said: str, fix: str, severity: Severity = Severity.WARNING) -> Fault:
    return Fault(Check.HEAD_NOT_FOUND, severity, said, fix)


def _line(file: str, title: str, head: str, fault: Fault) -> Problem:
    fault = replace(fault, message=f"{headers_of(title)}: {fault.message}")
    return without_cell(Place(file, ""), fault, about=f"{title}\n{head}")


def _no_table(title: str, setup: Setup) -> Fault:
    known = [*(table.title for table in IN_ORDER), *setup.names.also]
    near = nearest(title, known)
    way = f"возможно, {headers_of(near)}" if near else "есть: " + ", ".join(known)
    return _fault(f"листа «{title}» среди таблиц программы нет", f"исправьте название: {way}")


def _wrong(head: str, target: str, read: Records, before: Mapping[str, str]) -> Fault | None:
    """What is wrong with a line, and the way out."""
    table, key = read.table, header_key(head)
    named = columns_named(target, table)
    column = table.column(named[0]) if named else None
    if column is None and header_key(target) in before:
        return None
    if column is None:
        said = f"столбца «{target}» у листа {table.sheet} в шаблоне нет"
        return _fault(said, _right(target, table))
    if key in before and header_key(before[key]) != header_key(target):
        said = f"«{head}» указан и как «{before[key]}», и как «{target}»"
        return _fault(said, "оставьте одну из строк")
    if read.frame.empty or any(key in heads for heads in map(_heads, read.origins)):
        return None
    return _nowhere(head, column, read)


def _nowhere(head: str, column: Column, read: Records) -> Fault:
    """The fault of a head that no book has."""
    table = read.table
    said = f"столбца «{head}» на листе {table.sheet} ни в одной книге нет"
    free = _free(read.origins)
    alike = [one for one in free if _alike(one, column)]
    if near := nearest(head, free) or max(alike, key=lambda one: _alike(one, column), default=""):
        return _fault(said, f"исправьте строку, возможно: {headers_line(near, column.header)}")
    fix = "исправьте название или уберите строку"
    if all(column.name in origin.header.columns for origin in read.origins):
        return _fault(said, f"{fix}: {table.head(column.name)} и так на месте", Severity.INFO)
    return _fault(said, fix)


def _right(target: str, table: Table) -> str:
    """The column of ours that was meant, else all there are."""
    alike = [column for column in table.columns if _alike(target, column)]
    best = max(alike, key=lambda column: _alike(target, column), default=None)
    near = best.header if best else nearest(target, [column.header for column in table.columns])
    every = few([c.header for c in table.columns], "столбец", "столбца", "столбцов", 20)
    return f"исправьте: возможно, «{near.strip('«»')}»" if near else f"исправьте: там есть {every}"


def _alike(head: str, column: Column) -> float:
    """How much a head says what a column's names say, 0 where hardly."""
    alike = likeness(head, column)
    return alike if alike >= _LIKE else 0.0


def _heads(origin: Origin) -> set[str]:
    """Every head of a tab, as heads are compared."""
    header, tab = origin.header, origin.tab
    rows = header.first, header.last
    return {key for n in range(1, len(tab.columns) + 1) for key in header_texts(tab, n, *rows)}


def _free(origins: Iterable[Origin]) -> list[str]:
    """The heads of columns that are not read, as typed."""
    found: dict[str, None] = {}
    for origin in origins:
        header, tab, read = origin.header, origin.tab, set(origin.header.columns.values())
        for n in range(1, len(tab.columns) + 1):
            for row in range(header.first, header.last + 1):
                if n not in read and (typed := show(tab.at(row, n))):
                    found[typed] = None
    return list(found)
