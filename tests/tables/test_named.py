"""Who names a column or a tab in a sentence takes the name from the declaration."""

import ast
from collections.abc import Iterator
from pathlib import Path

import sheets_sync
from sheets_sync.tables.books import BOOKS

PACKAGE = Path(sheets_sync.__file__).parent
OWN = [PACKAGE / "tables", PACKAGE / "samples" / "demo"]
"""The declarations themselves, and the invented town, which types what staff type."""
TABLES = [table for book in BOOKS for table in book.tables]
NAMES = {f"«{table.title}»" for table in TABLES} | {
    f"«{column.header}»" for table in TABLES for column in table.columns
}


def sentences(file: Path) -> Iterator[str]:
    """The texts of a file that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def test_no_sentence_spells_a_declared_name():
    files = [file for file in PACKAGE.rglob("*.py") if not {*OWN} & {*file.parents}]
    spelled = {
        (file.name, name)
        for file in files
        for text in sentences(file)
        for name in NAMES
        if name in text
    }
    assert spelled == set()
