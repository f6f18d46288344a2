"""The section `[words]` for somebody's own books: what stands in columns of words and is no word
of ours."""

from collections.abc import Iterator, Sequence

from sheets_sync.letters import clean, fold, split_list
from sheets_sync.reading.likely_tables import ColumnGuess, TabGuess
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.choice import WordList
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.people import split_person
from sheets_sync.tables.kinds.sides import OTHERS, Sides
from sheets_sync.tables.own_words import heads_of_lists, list_of, takes_new
from sheets_sync.tables.schema import Column
from sheets_sync.tables.tab_titles import quoted

_MOST, _LONGEST = 12, 60
_ANY_YEAR = Context(2020)
_ABOUT = (
    "",
    "# Слова ваших книг, которых программа не знает (docs/свои-слова.md). Оставьте верные:",
    "# новое слово — строкой с [], другое написание слова программы — в скобках справа от него.",
)


def word_lines(guesses: Sequence[TabGuess]) -> Iterator[str]:
    """The commented lines of `[words]`; none where every word is known."""
    news: dict[str, dict[str, None]] = {}
    others: dict[str, tuple[str, dict[str, None]]] = {}
    for guess in guesses:
        for one in guess.columns if guess.table else ():
            known = list_of(one.column) if one.column and (one.known or one.sure) else None
            if one.column and isinstance(known, WordList | Sides):
                strange = dict.fromkeys(_strange(one, one.column, known))
                head = _head(guess, one.column)
                if strange and isinstance(known, WordList) and takes_new(known):
                    news.setdefault(head, {}).update(strange)
                elif strange:
                    first = known.offers[0]
                    others.setdefault(head, (first, {}))[1].update(strange)
    if news or others:
        yield from _ABOUT
    for head, some in news.items():
        yield f'# [words."{head}"]'
        yield from (f"# {quoted(word)} = []" for word in list(some)[:_MOST])
    for head, (word, some) in others.items():
        yield f'# [words."{head}"]'
        yield f"# {quoted(word)} = {_listed(some)}"


def _head(guess: TabGuess, column: Column) -> str:
    """The column as `[words]` names it."""
    assert guess.table is not None
    alone = column.header in heads_of_lists()
    return column.header if alone else f"{guess.table.title}.{column.header}"


def _listed(words: dict[str, None]) -> str:
    return f"[{', '.join(map(quoted, list(words)[:_MOST]))}]"


def _strange(one: ColumnGuess, column: Column, known: WordList | Sides) -> Iterator[str]:
    """The words of a column's sample that are not read, each as it is first written."""
    seen: set[str] = set()
    for text in _texts(one.sample, column):
        word = any(map(str.isalnum, text)) and not text.isdecimal()  # «-» names nothing
        if fold(text) not in seen and len(text) <= _LONGEST and word:
            seen.add(fold(text))
            if isinstance(known, Sides):
                if known.of(text) == OTHERS and split_person(text) is None:
                    yield text
            elif not known.read(text, _ANY_YEAR).sure:
                yield text


def _texts(sample: Sequence[Raw], column: Column) -> Iterator[str]:
    for raw in sample:
        if isinstance(raw, str):
            several = isinstance(column.kind, ListOf) and not column.kind.read(raw, _ANY_YEAR).sure
            yield from split_list(raw) if several else [clean(raw.split(":")[0])]
