"""What is wrong with the section `[words]` of the workspace, in words people know."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sheets_sync.letters import fold
from sheets_sync.tables import references
from sheets_sync.tables.kinds import refs, words
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.sides import Sides
from sheets_sync.tables.own_words import (
    Known,
    Spellings,
    by_list,
    declared,
    heads_of_lists,
    listed_columns,
    lists_headed,
    takes_any,
    takes_new,
    word_of_ours,
)

_SEPARATORS = ";,\n"
_IN_LISTS: tuple[Known, ...] = (words.STREAM, references.SUBJECT)
"""Lists of which several words may stand in one cell."""
Heads = Iterable[Mapping[str, str]]
"""The sections of `[headers]`."""


def wrong_words(data: Mapping[str, Any], heads: Heads = ()) -> Iterator[str]:
    """A sentence for everything that is wrong with the lines of `[words]`."""
    bad = [*_wrong_shapes(data)] or [*_wrong_heads(data, heads)]
    if not bad:
        lists = ((head, lists_headed(head, heads)[0], own) for head, own in declared(data).items())
        bad = [one for head, known, own in lists for one in _wrong_list(known, head, own)]
    yield from bad
    if not bad:
        for known, merged in by_list(declared(data), heads).items():
            heads_said = (head for head in data if known in lists_headed(head, heads))
            head = next(heads_said)
            yield from [*_twice(known, head, merged)] or _unread(known, head, merged)


def _wrong_shapes(data: Mapping[str, Any]) -> Iterator[str]:
    for head, own in data.items():
        if isinstance(own, dict):
            yield from _wrong_spellings(head, own)
        elif own in ([], ""):
            yield f"«{head}»: список пуст: впишите слова или уберите строку"
        elif not _are_words(own):
            yield (
                f'«{head}»: нужны слова списком, например ["ваше слово"], или раздел '
                f'[words."{head}"] со строками "слово" = ["как ещё пишут"]'
            )


def _wrong_spellings(head: str, own: Mapping[str, Any]) -> Iterator[str]:
    if not own:
        yield f"«{head}»: раздел пуст: впишите слова или уберите его"
    for word, some in own.items():
        if (some != [] and not _are_words(some)) or not fold(word):
            line = f'"{word.strip() or "слово"}" = ["как ещё пишут"]'
            yield f"«{head}»: у слова «{word}» нужны написания списком: {line}"


def _are_words(value: Any) -> bool:
    some = [value] if isinstance(value, str) else value
    texts = isinstance(some, list) and all(isinstance(one, str) for one in some)
    return texts and bool(some) and all(map(fold, some))


def _wrong_heads(data: Any, heads: Heads) -> Iterator[str]:
    for head in data:
        lists = lists_headed(head, heads)
        if not lists and takes_any(head):
            yield f"«{head}»: столбец принимает любые слова, объявлять их не нужно: уберите строку"
        elif not lists:
            known = heads_of_lists()
            close = difflib.get_close_matches(head, known, 1)
            hint = f"; возможно, «{close[0]}»" if close else f"; есть: {', '.join(known)}"
            yield f"«{head}»: столбца с таким списком слов нет{hint}"
        if len(lists) > 1:
            names = dict.fromkeys(
                f'"{title}.{column.header}"'
                for title, column, one in listed_columns()
                if one in lists
            )
            yield f"«{head}»: такой столбец есть на разных листах: выберите: {', '.join(names)}"


def _wrong_list(known: Known, head: str, own: Spellings) -> Iterator[str]:
    for word, spellings in own.items():
        ours = word_of_ours(known, word, bool(spellings))
        other = None if ours or len(spellings) != 1 else word_of_ours(known, spellings[0], True)
        if other:
            line = f'"{other}" = ["{word}"]'
            yield f"«{head}»: слева нужно слово программы, справа — как у вас: {line}"
        elif not takes_new(known) and ours is None and not (known is refs.MARK and spellings):
            yield _no_new(known, head, word)
        for one in (word, *spellings) if known in _IN_LISTS else ():
            if any(sign in one for sign in _SEPARATORS):
                why = "запятая и «;» разделяют слова в ячейке"
                yield f"«{head}»: «{one}»: {why}, впишите слово без них"


def _no_new(known: Known, head: str, word: str) -> str:
    offers = words.MARK_MEANING.offers if isinstance(known, refs.Ref) else known.offers
    return (
        f"«{head}»: нового слова «{word}» завести нельзя, можно сказать, какому оно равно: раздел "
        f'[words."{head}"], строка "{offers[0]}" = ["{word}"]; есть: {", ".join(offers)}'
    )


def _twice(known: Known, head: str, own: Spellings) -> Iterator[str]:
    """A spelling of two words, or one that is a word of the list itself."""
    meant: dict[str, str] = {}
    ours = {} if isinstance(known, refs.Ref) else {fold(word): word for word in known.offers}
    for word, spellings in own.items():
        for text in (word, *spellings):
            other = meant.setdefault(fold(text), ours.get(fold(text), word))
            if fold(other) != fold(word):
                yield f"«{head}»: «{text}» — и «{other}», и «{word}»: оставьте одно"


def _unread(known: Known, head: str, own: Spellings) -> Iterator[str]:
    """A declared word that a cell with it will not be read as."""
    read = _reader(known, own)
    for word, spellings in own.items():
        for text in dict.fromkeys((word, *spellings)):
            found = read(text) if read else word
            if found is None:
                why = "похоже сразу на два слова или ничего не говорит"
                yield f"«{head}»: «{text}» в ячейке не прочтётся ({why}): напишите иначе"
            elif found != word:
                yield (
                    f"«{head}»: «{text}» в ячейке читается как «{found}», а не «{word}»: "
                    "напишите иначе"
                )


def _reader(known: Known, own: Spellings) -> Callable[[str], str | None] | None:
    """How a cell with such words is read; None where a directory says that."""
    if isinstance(known, refs.Ref):
        return None
    if isinstance(known, Sides):
        return known.widened(own).of
    context = Context(0, kinds={known: known.widened(own)})
    kinds = dict.fromkeys(column.kind for _, column, one in listed_columns() if one is known)

    def read(text: str) -> str | None:
        values = [kind.read(text, context).value for kind in kinds]
        found: list[str | None] = [v[0] if isinstance(v, tuple) else v for v in values]
        return next((word for word in found if word != found[0]), found[0])

    return read
