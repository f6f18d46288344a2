"""What the title of a tab says of all its rows: «Журнал Барсукова Е.Л.» is one tutor's."""

from collections.abc import Mapping
from dataclasses import replace

from sheets_sync.letters import clean, fold
from sheets_sync.reading.headers import Header
from sheets_sync.sheet.cells import Tab
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.refs import Ref
from sheets_sync.tables.schema import Column, Table


def with_title(header: Header, tab: Tab, table: Table, context: Context) -> Header:
    """A header with the columns that are not there and that the tab's title says."""
    return replace(header, titled=said_by_title(tab.place.tab, table, context, header.columns))


def said_by_title(
    title: str, table: Table, context: Context, there: Mapping[str, object]
) -> Mapping[str, str]:
    """The words of a title for each column that it may say and that is not there."""
    gone = (column for column in table.columns if column.titled and column.name not in there)
    words = _without(title, table)
    return {column.name: words for column in gone if words and _reads(column, words, context)}


def _without(title: str, table: Table) -> str:
    """A title without the table's own name: that of «Журнал – Белов» is «Белов»."""
    words = clean(title)
    at = fold(words).find(fold(table.title))
    if at >= 0 and len(fold(words)) == len(words):
        words = words[:at] + words[at + len(fold(table.title)) :]
    return words.strip(" -–—_:,()")


def _reads(column: Column, words: str, context: Context) -> bool:
    if isinstance(column.kind, Ref) and column.kind.lookup not in context.lookups:
        return False
    return column.kind.read(words, context).sure
