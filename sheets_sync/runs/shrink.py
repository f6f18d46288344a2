"""A book that lost most of its rows is not believed."""

from collections.abc import Mapping

from sheets_sync.analysis import Analysis
from sheets_sync.stores.files import called
from sheets_sync.tables.tab_titles import TabNames


def row_counts(analysis: Analysis, before: Mapping[str, int]) -> dict[str, int]:
    """Rows by «book⏎tab»: those read, and as many as `before` on the tabs that can't be used
    today (what they feed is left alone)."""
    names = TabNames(analysis.workspace.tabs)
    lost = [read.table for read in analysis.counted.values() if not read.usable]
    kept = {at: rows for at, rows in before.items() if names.table(at.split("\n")[1]) in lost}
    return {f"{tab.book}\n{tab.tab}": tab.read for tab in analysis.tabs} | kept


def shrunk(before: Mapping[str, int], analysis: Analysis) -> str | None:
    """Why the data must not be believed: a tab lost over half of its rows, or all of them."""
    now = row_counts(analysis, before)
    for place, rows in before.items():
        left = now.get(place, 0)
        if left * 2 < rows:
            book, tab = place.split("\n")
            named = called(book, analysis.titles)
            return (
                f"на листе «{tab}» книги «{named}» было строк: {rows}, стало: {left}; если так и "
                "надо, один раз запустите sheets-sync sync с --accept-shrink"
            )
    return None
