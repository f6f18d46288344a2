"""Nothing is asked for that nobody sees: every column of every staff tab."""

import io
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from columns_shown import SEEN, Changed, Typed, filled
from docx import Document
from helpers import Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.documents.make import make, needs
from sheets_sync.documents.shelf import templates
from sheets_sync.documents.subject import Request
from sheets_sync.summary.tabs import SUMMARIES
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.books import IN_ORDER

PAPERS = templates(Path("нет"))
ABOUT = {"meeting": "С-01", "tutor": "Т-01", "school": "Ш-44"}
TYPED = [
    (tab, header, where)
    for tab, columns in SEEN.items()
    for header, seen in columns.items()
    if isinstance(seen, Typed)
    for where in seen.where
]
CHANGED = [
    (tab, header, seen)
    for tab, columns in SEEN.items()
    for header, seen in columns.items()
    if isinstance(seen, Changed)
]


def test_every_column_of_every_tab_says_where_it_is_seen():
    declared = {table.title: [column.header for column in table.columns] for table in IN_ORDER}
    assert {tab: list(columns) for tab, columns in SEEN.items()} == declared


def said(analysis: Analysis, where: str) -> str:
    """All that a tab of the summary or a document says."""
    view = View(analysis, Stamp(analysis.today, datetime(2021, 2, 18, 13, 5)))
    for summary in SUMMARIES:
        if summary.title == where:
            rows = summary.build(view).rows
            return "\n".join(str(c.value) for row in rows for c in row if c and c.value is not None)
    return text_of(analysis, where)


def text_of(analysis: Analysis, name: str) -> str:
    wanted = {option for subject in needs(PAPERS[name]) for option in subject.builds}
    options = {option: value for option, value in ABOUT.items() if option in wanted}
    if name == "график":
        options = {"month": "2021-02"}
    made = make(analysis, PAPERS[name], Request(options, draft=True, with_list=True))
    body = Document(io.BytesIO(made.content)).element.body
    return "\n".join(
        "".join(part.text or "" for part in line.iter() if part.tag.endswith("}t"))
        for line in body.iter()
        if line.tag.endswith("}p")
    )


def mark(tab: str, header: str, row: int) -> str:
    """A text that stands in one cell of all the books: letters alone, as in a name or a post."""
    number = [(tab, header) for tab, header, _ in TYPED].index((tab, header))
    return f"ме{chr(1072 + number // 26)}{chr(1072 + number % 26)}тка{chr(1072 + row)}"


def marked() -> Desk:
    """Every column of text filled, each cell with a text of its own."""
    desk = filled()
    for tab, header in dict.fromkeys((tab, header) for tab, header, _ in TYPED):
        for row in range(2, len(desk.rows(tab)) + 1):
            desk.set(tab, row, header, mark(tab, header, row))
    return desk


@cache
def with_marks(where: str) -> str:
    return said(look(marked()), where).casefold()


@pytest.mark.kinds
@pytest.mark.parametrize(("tab", "header", "where"), TYPED)
def test_what_is_typed_is_seen(tab: str, header: str, where: str):
    rows = range(2, len(marked().rows(tab)) + 1)
    assert any(mark(tab, header, row) in with_marks(where) for row in rows)


@cache
def usual(where: str) -> str:
    return said(look(filled()), where)


@pytest.mark.slow
@pytest.mark.parametrize(("tab", "header", "seen"), CHANGED)
def test_what_is_changed_is_seen(tab: str, header: str, seen: Changed):
    desk = filled().set(tab, seen.row, header, seen.value)
    assert desk != filled()
    assert said(look(desk), seen.where) != usual(seen.where)
