"""Generates the workbooks staff start from out of the declared tables, and nothing else."""

from pathlib import Path

from sheets_sync.samples.templates.archive import packed
from sheets_sync.samples.templates.workbook import workbook_of
from sheets_sync.samples.templates.workspace import workspace_text
from sheets_sync.tables.books import BOOKS
from sheets_sync.workspace import FILE


def template_files() -> dict[str, bytes]:
    """The templates by file name: a workbook a book, and workspace.toml; the same on each run."""
    books = {f"{book.title}.xlsx": packed(workbook_of(book)) for book in BOOKS}
    return {**books, FILE: workspace_text(tuple(books)).encode()}


def write_templates(folder: Path) -> list[str]:
    """Write all templates into a folder, over older ones; their names are returned."""
    folder.mkdir(parents=True, exist_ok=True)
    files = template_files()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return list(files)
