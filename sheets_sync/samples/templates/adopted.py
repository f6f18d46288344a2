"""The text of the workspace.toml for somebody's own books: what is unsure is a commented line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sheets_sync.letters import fold
from sheets_sync.reading.head_names import header_key
from sheets_sync.reading.likely_tables import ColumnGuess, TabGuess
from sheets_sync.samples.templates.adopted_words import word_lines
from sheets_sync.samples.templates.workspace import SUMMARY, workspace_text
from sheets_sync.tables.books import HELPERS
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.schema import Column, Table
from sheets_sync.tables.tab_titles import headers_line, own_copy, quoted, tabs_line

_ABOUT = """
# Ниже — то, что узнала команда sheets-sync adopt. Проверьте каждую строку. Строка с «#» в начале —
# сомнение: программа её не читает. Если она верна, уберите «# » в начале строки; если нет, сотрите.
"""


_NAMED = "# Название вашей организации: стоит в сводке."


@dataclass(frozen=True, slots=True)
class Adopted:
    """Books as `books` names them, what their tabs look like, the school year of their dates."""

    books: Sequence[str]
    guesses: Sequence[TabGuess]
    summary: str
    year: str = ""
    year_sure: bool = False

    def doubt(self, guess: TabGuess) -> str:
        """Why a tab's line is commented; "" where it may stand."""
        unsure = "не всё обязательное узнано наверняка"
        return self._strange(guess) or ("" if guess.sure else unsure)

    def _strange(self, guess: TabGuess) -> str:
        """Why a tab may be another one than it seems."""
        if guess.rival:
            return f"похож и на «{guess.rival.title}»"
        if copied := own_copy(guess.tab.place.tab, self._titles(guess.tab.place.book)):
            return f"может быть копией листа «{copied}»: строки посчитались бы дважды"
        others = {one.table for one in self.guesses if _title(one) == _title(guess)}
        if len(others) > 1:
            return "в другой книге лист с таким же названием — другая таблица: переименуйте один"
        return ""

    def lines(self, table: Table) -> list[tuple[ColumnGuess, bool]]:
        """The heads of a table's columns that the program must be told, and which may stand."""
        found: dict[str, tuple[ColumnGuess, bool]] = {}
        for guess in self.guesses:
            for one in guess.columns if guess.table is table else ():
                if one.column and (one is guess.named or not one.known):
                    alone = len(self._meanings(table, one.head)) == 1
                    sure = one.sure and alone and not self._strange(guess)
                    if one.head not in found or sure:
                        found[one.head] = one, sure
        return list(found.values())

    def _meanings(self, table: Table, head: str) -> set[Column | None]:
        """What one head is on all tabs of a table."""
        key = header_key(head)
        columns = (one for guess in self.guesses if guess.table is table for one in guess.columns)
        return {one.column for one in columns if header_key(one.head) == key}

    def _titles(self, book: str) -> list[str]:
        places = (guess.tab.place for guess in self.guesses)
        return [place.tab for place in places if place.book == book]


def adopted_text(adopted: Adopted) -> str:
    """workspace.toml: the usual one with these books, then what was found out."""
    of_year = {"year": int(adopted.year[:4])} if adopted.year else {}
    text = workspace_text(adopted.books, **of_year)
    text = text.replace(quoted(SUMMARY), quoted(adopted.summary))
    text = text.replace(f"{_NAMED}\norganisation", f"{_NAMED} Впишите своё.\n# organisation")
    if adopted.year_sure:
        line = f"school_year = {quoted(adopted.year)}"
        text = text.replace(f"# {line}", line)
    lines = (*_tabs(adopted), *_headers(adopted), *word_lines(adopted.guesses))
    return text + "\n".join([_ABOUT, *lines, ""])


def _title(guess: TabGuess) -> str:
    return fold(guess.tab.place.tab)


def _tabs(adopted: Adopted) -> Iterator[str]:
    yield "[tabs]"
    told = set()
    for guess in adopted.guesses:
        place = guess.tab.place
        if guess.table is None:
            if place.tab not in HELPERS:
                yield f"# Лист {quoted(place.tab)} ({place.book}) ни на одну таблицу не похож."
        elif not guess.titled:
            line = tabs_line(place.tab, guess.table.title)
            why = adopted.doubt(guess)
            if line not in told:
                yield f"# {line}  # {why}" if why else line
            told.add(line)


def _headers(adopted: Adopted) -> Iterator[str]:
    tables = dict.fromkeys(guess.table for guess in adopted.guesses if guess.table)
    for table in tables:
        lines = list(_heads(adopted, table))
        if lines:
            yield f'\n[headers."{table.title}"]'
            yield from lines


def _heads(adopted: Adopted, table: Table) -> Iterator[str]:
    for one, sure in adopted.lines(table):
        assert one.column is not None
        line = headers_line(one.head, *_targets(adopted, table, one))
        yield line if sure else f"# {line}  # {evidence(one)}"
    for guess in adopted.guesses:
        if guess.table is table and guess.lacking:
            lacking = ", ".join(f"«{column.header.strip('«»')}»" for column in guess.lacking)
            yield f"# На листе {quoted(guess.tab.place.tab)} не нашлось обязательного: {lacking}."


def _targets(adopted: Adopted, table: Table, one: ColumnGuess) -> Sequence[str]:
    """The head of our column, or those that a column of whole names serves for."""
    assert one.column is not None
    if any(one is guess.named for guess in adopted.guesses):
        return [SCHOOLS.column("code").header, one.column.header]
    whole = (guess.whole for guess in adopted.guesses if guess.table is table)
    if any(other and header_key(other.head) == header_key(one.head) for other in whole):
        return [column.header for column in table.of_whole]
    return [one.column.header]


def evidence(one: ColumnGuess) -> str:
    """What a column was judged by."""
    if one.read is None or not one.filled:
        return "по названию" if one.like else "значений нет"
    return f"читается значений: {one.read} из {one.filled}"
