"""`[words]` of the workspace: words of the centre's own beside ours, by the heads of their columns.

`[words."Дефицит"] "слово" = ["как ещё"]` declares other spellings of a word, which is new if it
is not ours; `"слово" = []` has none. `"Дефицит" = ["слово"]` is a short form of new words alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sheets_sync.letters import fold
from sheets_sync.tables import references
from sheets_sync.tables.books import IN_ORDER
from sheets_sync.tables.kinds import refs, words
from sheets_sync.tables.kinds.base import Kind
from sheets_sync.tables.kinds.choice import Choice, WordList
from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.matching import stem, words_of
from sheets_sync.tables.kinds.sides import EXECUTORS, OTHERS, OURS, SIDES, Sides
from sheets_sync.tables.schema import Column

Spellings = Mapping[str, tuple[str, ...]]
"""A word → its other spellings."""

Said = Mapping[str, Spellings]
"""The lines of `[words]` by the column's head."""

Known = WordList | Sides | refs.Ref
"""A list of words: of ours, of sides, or of a directory."""

_GROW: tuple[Known, ...] = (
    words.STREAM,
    words.PROCEDURE,
    words.DEFICIT,
    words.MEETING_KIND,
    words.CONSULTATION_KIND,
    words.MEETING_FORMAT,
    references.SUBJECT,
    SIDES,
)
"""Lists that take new words; of the others the program must know what a word means."""
_DIRECTORIES = (references.SUBJECT, refs.MARK)
_ALSO_CALLED: Mapping[str, Known] = {
    "Поток": words.STREAM,
    "Вид совещания": words.MEETING_KIND,
    "Вид дня": words.CALENDAR_KIND,
    "Сторона": SIDES,
}


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a workspace declares: lists of words in place of ours, more entries of directories by
    the name of their lookup, whose side is whose."""

    kinds: Mapping[Kind, Kind] = field(default_factory=dict)
    entries: Mapping[str, Spellings] = field(default_factory=dict)
    sides: Sides = SIDES

    def offers(self, kind: Kind) -> tuple[str, ...]:
        """The words of a list of ours, those of the workspace among them."""
        return self.kinds.get(kind, kind).offers


def own_words(
    said: Said, heads: Iterable[Mapping[str, str]] = (), our_name: str = OURS
) -> OwnWords:
    """The lists that `[words]` makes of ours; `heads` are the sections of `[headers]`, and the
    name of the centre says its own side."""
    kinds: dict[Kind, Kind] = {}
    entries: dict[str, Spellings] = {}
    sides = SIDES
    found = {SIDES: {}, **by_list(said, heads)}
    for known, own in found.items():
        if isinstance(known, Sides):
            sides = _with_our_name(known, own, our_name)
        elif isinstance(known, WordList):
            kinds[known] = known.widened(own)
        else:
            entries[known.lookup] = own
    return OwnWords(kinds, entries, sides)


def _with_our_name(sides: Sides, own: Spellings, name: str) -> Sides:
    """The centre's name says its own side; one that is a plain word («Центр», «Департамент») only
    where no other side is said: others are called so too."""
    if name in EXECUTORS:
        return sides.widened(own)
    if _ABBREVIATION.search(name) and sides.of(name) in (OURS, OTHERS):
        return sides.widened({**own, OURS: (*own.get(OURS, ()), name)})
    return sides.widened(own, name)


_ABBREVIATION = re.compile(r"[А-ЯЁA-Z]\w*[А-ЯЁA-Z]")


def by_list(said: Said, heads: Iterable[Mapping[str, str]]) -> Mapping[Known, Spellings]:
    """The declared words of each list, each under the word of ours that it is."""
    found: dict[Known, dict[str, tuple[str, ...]]] = {}
    for head, own in said.items():
        (known,) = lists_headed(head, heads)
        merged = found.setdefault(known, {})
        for word, spellings in own.items():
            ours = word_of_ours(known, word, bool(spellings)) or word
            same = next((one for one in merged if fold(one) == fold(ours)), ours)
            merged[same] = tuple(dict.fromkeys((*merged.get(same, ()), *spellings)))
    return dict(found)


def word_of_ours(known: Known, word: str, spelled: bool) -> str | None:
    """The word of ours that a declared one is. One that is another spelling of ours is a new word
    where no spellings are given: a centre may tell ГИА-9 from ОГЭ."""
    if isinstance(known, refs.Ref):
        return words.MARK_MEANING.word(word) if known is refs.MARK else None
    ours = known.word(word)
    if spelled or ours is None or not isinstance(known, Choice):
        return ours
    return None if fold(word) in map(fold, known.spellings) and fold(word) != fold(ours) else ours


def heads_of_lists() -> list[str]:
    """The heads under which words can be declared without naming a tab."""
    heads = dict.fromkeys(column.header for _, column, _ in listed_columns())
    return [*(head for head in heads if len(lists_headed(head)) == 1), *_ALSO_CALLED]


def list_of(column: Column) -> Known | None:
    """The list of words that a column takes its values from; None where there is none."""
    if column.name == "responsible":
        return SIDES
    kind = column.kind.item if isinstance(column.kind, ListOf) else column.kind
    listed = isinstance(kind, WordList) or kind in _DIRECTORIES
    return kind if listed and isinstance(kind, WordList | refs.Ref) else None


def takes_any(head: str) -> bool:
    """Whether columns so headed take any text, so that there is no word to declare."""
    key = _key(head)
    columns = (column for table in IN_ORDER for column in table.columns)
    named = [column for column in columns if key in map(_key, column.names)]
    return bool(named) and all(column.kind.takes_anything for column in named)


def takes_new(known: Known) -> bool:
    """Whether a list takes words that are not ours."""
    return known in _GROW


def listed_columns() -> Iterator[tuple[str, Column, Known]]:
    """Every column with values from a list of words: its tab's title, the column, the list."""
    for table in IN_ORDER:
        for column in table.columns:
            if known := list_of(column):
                yield table.title, column, known


def lists_headed(head: str, heads: Iterable[Mapping[str, str]] = ()) -> list[Known]:
    """The lists of the columns that a head names: alone, or with their tab («График.Вид»)."""
    key = _key(head)
    named = [known for name, known in _ALSO_CALLED.items() if _key(name) == key]
    for title, column, known in listed_columns():
        keys = {one for name in column.names for one in (_key(name), _key(f"{title} {name}"))}
        if key in keys:
            named.append(known)
    if not named and (ours := _mapped(head, heads)):
        return lists_headed(ours)
    return list(dict.fromkeys(named))


def _mapped(head: str, heads: Iterable[Mapping[str, str]]) -> str | None:
    """What `[headers]` says a head is."""
    lines = ((typed, ours) for section in heads for typed, ours in section.items())
    return next((ours for typed, ours in lines if fold(typed) == fold(head)), None)


def _key(head: str) -> frozenset[str]:
    return frozenset(map(stem, words_of(head)))


def declared(data: Any) -> Said:
    """The lines of `[words]` as TOML has them, in one shape: a list of words has no spellings."""
    return {
        head: {word: _texts(some) for word, some in own.items()}
        if isinstance(own, dict)
        else dict.fromkeys(_texts(own), ())
        for head, own in data.items()
    }


def _texts(said: Any) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
