"""What `lists` did with each book, as a person reads it and as another program does."""

from collections.abc import Iterator

from sheets_sync.commands.terminal import colour
from sheets_sync.letters import plural
from sheets_sync.runs.lists import BookLists, ListsReport, content_of
from sheets_sync.runs.sync_report import Json
from sheets_sync.tables.menus import MENUS, TITLE

_AND_LEFT_OUT = {"Консультации": 1}
"""Words of a list that are none of what it counts: «вне графика»."""


def lists_text(report: ListsReport) -> str:
    """What `lists` prints: a line a book."""
    return "\n".join([*map(_line, report.books), *_remarks(report), ""])


def failure(report: ListsReport) -> str:
    """One sentence for books that should have been written and could not be; "" for none."""
    books = ", ".join(f"«{book.shown}»" for book in report.failed)
    return f"Списки не записаны: {books}. Причины — в строках об этих книгах" if books else ""


def as_json(report: ListsReport) -> Json:
    """What `--json` prints; «error» where a book could not be written."""
    error = {"error": "; ".join(f"{book.shown}: {book.reason}" for book in report.failed)}
    return content_of(report) | (error if report.failed else {})


def _line(book: BookLists) -> str:
    if book.outcome == "written":
        return f"{colour(book.shown, 'green')}: списки обновлены: {_counts(book)}"
    if book.outcome == "unchanged":
        return f"{book.shown}: списки и так верны: {_counts(book)}"
    if book.outcome == "failed":
        return f"{colour(book.shown, 'red')}: списки не записаны: {book.reason}"
    return f"{book.shown}: не тронута: {book.reason}"


def _counts(book: BookLists) -> str:
    counts = {title: n - _AND_LEFT_OUT.get(title, 0) for title, n in book.lists.items()}
    said = (plural(counts[title], *menu.noun) for title, menu in MENUS.items() if counts.get(title))
    return ", ".join(said) or "слов пока нет"


def _remarks(report: ListsReport) -> Iterator[str]:
    if report.unknown:
        titles = ", ".join(f"«{title}»" for title in report.unknown)
        yield f"Оставлено как было: {titles} — в таблицах об этом ещё ничего нет"
    if all(book.outcome == "left" for book in report.books):
        yield f"Заполнять нечего: лист «{TITLE}» есть в книгах из шаблонов (sheets-sync init)"
