"""Rows of one key: the later ones, in what they differ from the first, and where that stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sheets_sync.letters import fold_code
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.equal_rows import differences
from sheets_sync.reading.records import Records, origin_number, sheet_row
from sheets_sync.tables.schema import Table


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
        return f"строки различаются ({shown}): решите, какая верна, и перенесите верное в первую"


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
        fix = f"{repeat.fix}; если это другая запись, {_apart(table)}"
        fault = Fault.of(Check.KEY_REPEATED, said, fix)
        yield records.problem(repeat.key, name, fault, rejects=True)


def _apart(table: Table) -> str:
    """What tells two records of one key apart."""
    spare = [table.head(name) for name in table.key if not table.column(name).required]
    if spare:
        return f"впишите {spare[0]} каждой"
    return "исправьте код" if len(table.key) == 1 else "исправьте её"
