"""What heads a column: a head as it is compared, the names that columns of ours go by."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from sheets_sync.letters import fold, split_list
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.schema import Column, Table

_ORNAMENT = re.compile(r"[*:¹²³]+$")


def header_key(text: str) -> str:
    """A header as it is compared: without case, spaces round signs, asterisks and colons."""
    folded = _ORNAMENT.sub("", fold(text)).strip().rstrip(".").strip()
    return re.sub(r"\s*([./№,()-])\s*", r"\1", folded)


def column_keys(column: Column) -> set[str]:
    """What may head a column, as headers are compared."""
    return {header_key(name) for name in column.names}


@dataclass(frozen=True, slots=True)
class HeadNames:
    """Header key → column name: those that are ours for sure, and the built-in other names, the
    required columns first; those that one column serves together; the parts of whole names."""

    sure: Mapping[str, str]
    also: Mapping[str, tuple[str, ...]]
    required: AbstractSet[str]
    together: Mapping[str, tuple[str, ...]]
    whole: tuple[str, ...] = ()

    @property
    def known(self) -> AbstractSet[str]:
        """Every header key that names a column."""
        return self.sure.keys() | self.also.keys()

    def of(self, key: str) -> str | None:
        """The column that a header key names."""
        return self.sure.get(key) or next(iter(self.also.get(key, ())), None)


def names_of(table: Table, aliases: Mapping[str, str]) -> HeadNames:
    """What may head a table's columns, with what `[headers]` adds."""
    sure = {header_key(column.header): column.name for column in table.columns}
    together = {header_key(head): several for head, several in table.whole_heads()}
    for typed, target in aliases.items():
        if named := _named(target, sure):
            sure[header_key(typed)] = named[0]
            if len(named) > 1:
                together[header_key(typed)] = named
    also: dict[str, tuple[str, ...]] = {}
    for column in sorted(table.columns, key=lambda column: not column.required):
        for key in map(header_key, column.names[1:]):
            if key not in sure:
                also[key] = (*also.get(key, ()), column.name)
    whole = tuple(column.name for column in table.of_whole)
    return HeadNames(sure, also, {column.name for column in table.required}, together, whole)


def _named(target: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """The columns that a line of `[headers]` names: one, or several («Фамилия; Имя; Отчество»)."""
    keys = [header_key(target)]
    if keys[0] not in known:
        keys = [header_key(part) for part in split_list(target)]
    return tuple(known[key] for key in keys) if all(key in known for key in keys) else ()


def columns_named(target: str, table: Table) -> tuple[str, ...]:
    """The columns, by English name, that a text says by their heads; none where it says others."""
    return _named(target, {header_key(column.header): column.name for column in table.columns})


def like(values: Sequence[Raw], typed: AbstractSet[str]) -> list[int]:
    """Codes of the texts that read like one of some headers."""
    longest = max(map(len, typed), default=0) + 4  # most texts are longer or begin otherwise:
    firsts = {text[:2] for text in typed}  # no need to fold them
    return [
        i
        for i, v in enumerate(values)
        if isinstance(v, str)
        and len(v) <= longest
        and _first_letters(v.lstrip()[:2]) in firsts
        and header_key(v) in typed
    ]


@lru_cache(maxsize=1 << 12)
def _first_letters(letters: str) -> str:
    """A text's first letters as headers are compared."""
    return header_key(letters)
