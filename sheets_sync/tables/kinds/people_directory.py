"""Finds the one person of the directory that a cell names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.letters import fold, one_letter_off, unify
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Miss, Reading
from sheets_sync.tables.kinds.entries import without_zeros
from sheets_sync.tables.kinds.people import (
    BETWEEN,
    CODE_BESIDE,
    HYPHEN,
    LONGEST,
    PersonEntry,
    WrittenName,
    readings_of,
    several,
)
from sheets_sync.tables.kinds.text import found, in_either_layout, quote

_IN_BRACKETS = re.compile(r"\(([^()]+)\)[\s.]*$")
"""Behind a name: its code, though no digit stands in it."""


class PersonNames:
    """The directory of people as a lookup: text as typed → the person's code."""

    def __init__(self, entries: Iterable[PersonEntry]):
        self._entries = list(entries)
        self._by_code: dict[str, list[PersonEntry]] = {}
        self._by_surname: dict[str, list[PersonEntry]] = {}
        self._listed = {fold(entry.short): entry for entry in self._entries}
        for entry in self._entries:
            self._by_code.setdefault(without_zeros(entry.code), []).append(entry)
            for surname in filter(None, dict.fromkeys((entry.surname, entry.former))):
                self._by_surname.setdefault(_key(surname), []).append(entry)

    def __call__(self, text: str) -> Reading:
        """Text as typed → the code of the one person who fits."""
        if self._two(text):
            message = f"{quote(text)} — несколько человек в одной ячейке"
            return Reading.refused(Check.PERSON_SEVERAL, message, "впишите одного человека")
        return in_either_layout(text, self._recognised) or self._unknown(text)

    def _two(self, text: str) -> bool:
        """Whether the cell names two people: by full names, or by surnames or codes of ours."""
        if len(text) <= LONGEST and several(text):
            return True
        parts = [part for part in BETWEEN.split(text) if part.strip(" .")]
        return len(parts) > 1 and all(self._fitting(p) or self._coded(p) for p in parts)

    def _coded(self, text: str) -> list[PersonEntry]:
        return self._by_code.get(without_zeros(text), [])

    def _recognised(self, text: str) -> Reading | None:
        coded = self._coded(text)
        if coded:
            return found(coded[0].code, text) if len(coded) == 1 else _ambiguous(text, coded)
        if (listed := self._listed.get(fold(text))) and len(self._coded(listed.code)) == 1:
            return found(listed.code, text)  # however strange the name is, as «Списки» write it
        code, bare = self._code_beside(text)
        fitting = self._fitting(bare)
        sure = [(e, name) for e, name in fitting if code and without_zeros(e.code) == code]
        if len(sure) == 1:
            return _named(*sure[0], text)
        if len(fitting) > 1:
            return _ambiguous(text, [entry for entry, _ in fitting])
        return _known(*fitting[0], text) if fitting else None

    def _code_beside(self, text: str) -> tuple[str, str]:
        """The folded code beside a name, and the text without it; "" where there is none."""
        if len(text) > LONGEST:
            return "", text
        written = unify(text)
        if (last := _IN_BRACKETS.search(written)) and self._coded(last[1]):
            return without_zeros(last[1]), written[: last.start()]
        beside = CODE_BESIDE.search(written)
        if beside is None:
            return "", text
        return without_zeros(beside[1] or beside[2]), CODE_BESIDE.sub(" ", written)

    def _fitting(self, text: str) -> list[tuple[PersonEntry, WrittenName]]:
        fitting: dict[str, tuple[PersonEntry, WrittenName]] = {}
        for name in readings_of(text):
            for entry in self._by_surname.get(name.surname, []):
                if _fits(entry, name):
                    fitting.setdefault(entry.code, (entry, name))
        return list(fitting.values())

    def _unknown(self, text: str) -> Reading:
        near = {entry.code: entry for name in readings_of(text) for entry in self._near(name)}
        fix = "проверьте написание или впишите код с листа «Тьюторы»"
        if near:
            fix = f"возможно, {' или '.join(entry.short for entry in near.values())}"
        message = f"тьютора {quote(text)} нет на листе «Тьюторы»"
        return Reading.refused(Check.PERSON_UNKNOWN, message, fix, Miss.NONE)

    def _near(self, name: WrittenName) -> Iterator[PersonEntry]:
        yield from self._by_surname.get(name.surname, [])
        for surname, entries in self._by_surname.items():
            if one_letter_off(surname, name.surname):
                yield from (entry for entry in entries if _fits(entry, name))


def _key(surname: str) -> str:
    return HYPHEN.sub("-", fold(surname))


def _fits(entry: PersonEntry, name: WrittenName) -> bool:
    return _same_name(name.first, fold(entry.name)) and _same_name(
        name.patronymic, fold(entry.patronymic)
    )


def _same_name(written: str, listed: str) -> bool:
    if not (written and listed):
        return True
    return listed[0] == written if len(written) == 1 or len(listed) == 1 else listed == written


def _known(entry: PersonEntry, name: WrittenName, text: str) -> Reading:
    if name.first or name.surname != _key(entry.surname):
        return _named(entry, name, text)
    message = f"{quote(text)} — только фамилия, это {entry.short}"
    return Reading.remarked(
        entry.code, Check.PERSON_SURNAME_ONLY, message, f"впишите {entry.short}"
    )


def _named(entry: PersonEntry, name: WrittenName, text: str) -> Reading:
    """Somebody told for sure, by first name or by the code beside the surname."""
    if name.surname == _key(entry.surname):
        return found(entry.code, text)
    message = f"{quote(text)} — прежняя фамилия, это {entry.short}"
    return Reading.remarked(entry.code, Check.PERSON_FORMER, message, f"впишите {entry.short}")


def _ambiguous(text: str, entries: Sequence[PersonEntry]) -> Reading:
    message = f"{quote(text)} — подходят {' и '.join(entry.full for entry in entries)}"
    return Reading.refused(Check.PERSON_AMBIGUOUS, message, "укажите код или полное имя", Miss.MANY)
