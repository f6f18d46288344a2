"""`[defaults]` of the workspace: what stands in a column that the books do not have."""

from collections.abc import Iterator, Mapping
from typing import Any

from sheets_sync.letters import fold, nearest
from sheets_sync.problems import Check
from sheets_sync.tables.books import IN_ORDER
from sheets_sync.tables.kinds import refs
from sheets_sync.tables.kinds.base import Context, Reading
from sheets_sync.tables.kinds.words import MARK_MEANING
from sheets_sync.tables.own_words import OwnWords
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import TabNames, defaults_of

Defaults = Mapping[str, Mapping[str, Any]]
"""Titles of tabs, or names of tables → heads, or names of columns → what is typed."""


def by_table(said: Defaults, names: TabNames, headers: Defaults) -> dict[str, dict[str, Any]]:
    """The lines by the English names of table and column; what names none is left out."""
    found: dict[str, dict[str, Any]] = {}
    for title, values in said.items():
        if table := names.table(title):
            for head, raw in values.items():
                if column := column_called(head, table, names, headers):
                    found.setdefault(table.name, {})[column.name] = raw
    return found


def column_called(head: str, table: Table, names: TabNames, headers: Defaults) -> Column | None:
    """The column that a head names: one of ours, or one that `[headers]` says is ours."""
    ours = next((c for c in table.columns if fold(head) in map(fold, c.names)), None)
    lines = (of for title, of in headers.items() if names.table(title) is table)
    target = next((of[typed] for of in lines for typed in of if fold(typed) == fold(head)), None)
    return ours if ours or target is None else column_called(target, table, names, {})


def read_default(column: Column, raw: Any, context: Context) -> Reading:
    """What a default is read as; of a mark also its meaning: «был»."""
    reading = column.kind.read(raw, context)
    if column.kind is refs.MARK and not reading.sure and (what := MARK_MEANING.word(str(raw))):
        return Reading(what)
    return reading


def wrong_defaults(
    said: Defaults, names: TabNames, headers: Defaults, words: OwnWords, year: int
) -> Iterator[str]:
    """What is wrong with the lines of `[defaults]`, as far as it can be told without the books."""
    for title, values in said.items():
        table = names.table(title)
        if table is None:
            known = [table.title for table in IN_ORDER]
            near = nearest(title, known)
            way = f"возможно, {defaults_of(near)}" if near else f"есть: {', '.join(known)}"
            yield f"{defaults_of(title)}: листа «{title}» среди таблиц программы нет; {way}"
            continue
        for head, raw in values.items():
            column = column_called(head, table, names, headers)
            if column is None:
                heads = [one.header for one in table.columns]
                near = nearest(head, heads)
                way = f"возможно, «{near}»" if near else f"есть: {', '.join(heads)}"
                yield f"{defaults_of(title)}: столбца «{head}» у листа {table.sheet} нет; {way}"
            elif why := _unreadable(column, raw, Context(year, kinds=words.kinds)):
                yield f"{defaults_of(title)} «{head}»: {why}"


def _unreadable(column: Column, raw: Any, context: Context) -> str:
    if isinstance(raw, list | dict):
        return 'нужно одно значение, например "был"'
    reading = read_default(column, raw, context)
    dated = any(fault.check is Check.DATE_OUTSIDE_YEAR for fault in reading.faults)
    if dated or reading.value not in (None, ()):
        return ""
    faults = [f"{fault.message}; {fault.fix}" for fault in reading.faults]
    return "; ".join(faults) or "значение пусто: впишите его или уберите строку"
