"""Rows of one key: the later ones, in what they differ from the first, and where that stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sheets_sync.letters import fold_code
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.equal_rows import differences
from sheets_sync.reading.records import Records, origin_number, sheet_row


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row whose key stands already (row keys), and the columns in which the two differ."""

    key: int
    before: int
    heads: list[str]

    @property
    def fix(self) -> str:
        """What to do: only one of two equal rows may go."""
        if not self.heads:
            return "строки одинаковы: вторую можно удалить"
        shown = ", ".join(self.heads)
        return (
            f"решите, какая из двух строк верна (различаются {shown}), и оставьте верное в первой"
        )


def where(records: Records, key: int, column: str, seen_from: int) -> str:
    """A row's cell in a sentence about another row: «A12», with book and tab where they differ."""
    cell, origin = records.ref(key, column), records.origin(key)
    shown = cell.a1 if cell else f"строка {sheet_row(key)}"
    if origin.place == records.origin(seen_from).place:
        return shown
    return f"{origin.place.shown}, лист «{origin.place.tab}», {shown}"


def repeats(records: Records, key: list[str]) -> Iterator[Repeat]:
    """The later rows of one key; without a required part of it a row repeats nothing."""
    keys = records.frame[key]
    keys = keys.dropna(subset=[name for name in key if records.table.column(name).required])
    folded = keys.map(lambda value: fold_code(value) if isinstance(value, str) else value)
    if records.table.register:  # its tutors may stand once a tab
        folded["origin"] = folded.index.map(origin_number)
    if not folded.duplicated().any():
        return iter(())
    groups = folded.reset_index().groupby(list(folded.columns), sort=False, dropna=False)
    first = groups["index"].transform("first").to_numpy(dtype=np.int64)
    again = first != folded.index.to_numpy()
    later, first = folded.index.to_numpy(dtype=np.int64)[again], first[again]
    found = differences(records, later, first, key)
    return map(Repeat, later.tolist(), first.tolist(), found)


def repeated_keys(records: Records) -> Iterator[Problem]:
    """The later rows that repeat the key of a table: they do not count."""
    table = records.table
    for repeat in repeats(records, list(table.key)) if table.key else ():
        name = table.key[0]
        shown = ", ".join(filter(None, (records.value(repeat.key, part) for part in table.key)))
        at = where(records, repeat.before, name, repeat.key)
        said = f"«{shown}» уже есть в {at}; считается первая строка"
        apart = f"если это другая запись, {_apart(records, repeat.key)}, а первую не трогайте"
        fix = f"{apart}; если та же самая — {repeat.fix}" if repeat.heads else repeat.fix
        fault = Fault.of(Check.KEY_REPEATED, said, fix)
        yield records.problem(repeat.key, name, fault, rejects=True)


def _apart(records: Records, key: int) -> str:
    """What tells two records of one key apart, to be typed in the later row."""
    table = records.table
    spare = [column for name in table.key if not (column := table.column(name)).required]
    if spare:
        words = f" ({', '.join(spare[0].kind.offers)})" if spare[0].kind.offers else ""
        return f"впишите «{spare[0].header}»{words} каждой"
    if len(table.key) > 1:
        return "исправьте её"
    free = _free_code(records, str(records.frame.at[key, table.key[0]]))
    return f"исправьте её код: свободен {free}" if free else "исправьте её код"


_NUMBERED = re.compile(r"(.*?)(\d+)")


def _free_code(records: Records, code: str) -> str | None:
    """The next code of its kind: К-147 of codes to К-301 → К-302; None for one without a number."""
    match = _NUMBERED.fullmatch(code)
    if match is None:
        return None
    begins = fold_code(match[1])
    codes = filter(None, records.frame[records.table.key[0]])
    found = (m for text in codes if (m := _NUMBERED.fullmatch(text)) and fold_code(m[1]) == begins)
    return f"{match[1]}{max(int(m[2]) for m in found) + 1:0{len(match[2])}}"
