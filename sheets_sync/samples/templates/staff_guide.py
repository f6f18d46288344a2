"""`python -m sheets_sync.samples.templates.staff_guide [FILE]`: the list of tabs, made anew."""

import sys
from collections.abc import Iterator
from pathlib import Path

from sheets_sync.samples.templates.notes import REGISTER_HINT, need
from sheets_sync.tables.books import BOOKS, UNBOUND
from sheets_sync.tables.schema import Book, Column, Table

GUIDE = "docs/для-сотрудников.md"
BEGIN = "<!-- Перечень листов: сделан программой (make templates), руками не менять. -->"
END = "<!-- Конец перечня листов. -->"


def renewed(guide: str) -> str:
    """The guide with the list between its two marks as the tables now declare it."""
    before, rest = guide.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n\n{listing(BOOKS)}\n{END}{after}"


def listing(books: tuple[Book, ...]) -> str:
    """Every column of every tab as Markdown, a chapter a book, then the tabs of no template."""
    lines = [line for book in books for line in _book(book)]
    return "\n".join((*lines, *_UNBOUND, *(line for table in UNBOUND for line in _tab(table))))


_UNBOUND = ("### Листы, которых нет в шаблонах", "")


def _book(book: Book) -> Iterator[str]:
    yield from (f"### Книга «{book.title}»", "")
    for table in book.tables:
        yield from _tab(table)


def _tab(table: Table) -> Iterator[str]:
    yield from (f"#### Лист «{table.title}»", "", table.purpose, "")
    if table.register:
        yield from (REGISTER_HINT, "")
    yield from (
        "| Столбец | Нужно ли | Что писать | Пример | Можно назвать и так |",
        "|---" * 5 + "|",
    )
    yield from map(_row, table.columns)
    yield ""


def _row(column: Column) -> str:
    name = f"**{column.header}**" if column.required else column.header
    cells = (name, need(column), column.hint, column.example, ", ".join(column.names[1:]))
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    file = Path(sys.argv[1] if len(sys.argv) > 1 else GUIDE)
    file.write_text(renewed(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
