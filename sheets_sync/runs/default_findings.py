"""What `doctor` says of `[defaults]`: which lines are in use, and on how many tabs."""

from collections.abc import Iterator

from sheets_sync.analysis import Analysis
from sheets_sync.letters import plural
from sheets_sync.runs.finding import Finding
from sheets_sync.tables.books import IN_ORDER
from sheets_sync.tables.kinds.text import quote
from sheets_sync.tables.own_defaults import by_table
from sheets_sync.tables.schema import Table
from sheets_sync.tables.tab_titles import TabNames, defaults_of


def default_findings(analysis: Analysis) -> Iterator[Finding]:
    """A finding for each line."""
    place = analysis.workspace
    given = by_table(place.defaults, TabNames(place.tabs), place.headers)
    for table in IN_ORDER:
        for name, raw in given.get(table.name, {}).items():
            said = f"{table.head(name)} — {quote(raw)}: {_where(analysis, table, name)}"
            yield Finding("default", defaults_of(table.title), True, said)


def _where(analysis: Analysis, table: Table, name: str) -> str:
    origins = analysis.shelf.records[table.name].origins
    without = {o.place for o in origins if name in o.header.given}
    if not without:
        return "столбец есть везде, строка не нужна" if origins else "листа пока нет"
    return f"столбца нет, {plural(len(without), 'лист', 'листа', 'листов')}"
