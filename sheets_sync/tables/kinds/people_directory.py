"""Finds the one person of the directory that a cell names."""

import re
from collections.abc import Iterable, Iterator, Sequence

from sheets_sync.letters import fold, one_letter_off, unify
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Miss, Reading
from sheets_sync.tables.kinds.entries import without_zeros
from sheets_sync.tables.kinds.people import (
    BETWEEN,
    LONGEST,
    PersonEntry,
    WrittenName,
    after_comma,
    is_post,
    joined,
    readings_of,
    several,
    short_name,
)
from sheets_sync.tables.kinds.text import found, in_either_layout, quote

_IN_BRACKETS = re.compile(r"\(([^()]+)\)[\s.]*$")
"""Behind a name: its code, though no digit stands in it."""
_LETTERS = re.compile(r"[^\W\d_]+")
_NOBODY = re.compile(r"(?!)")

_Fit = tuple[PersonEntry, WrittenName]


class PersonNames:
    """The directory of people as a lookup: text as typed → the person's code."""

    def __init__(self, entries: Iterable[PersonEntry]):
        self._entries = list(entries)
        self._by_code: dict[str, list[PersonEntry]] = {}
        self._by_email: dict[str, list[PersonEntry]] = {}
        self._by_surname: dict[str, list[PersonEntry]] = {}
        self._written: dict[str, list[_Fit]] = {}
        self._listed = {fold(entry.short): entry for entry in self._entries}
        for entry in self._entries:
            self._by_code.setdefault(without_zeros(entry.code), []).append(entry)
            if entry.email:
                self._by_email.setdefault(_mailbox(entry.email), []).append(entry)
            for surname in filter(None, dict.fromkeys((entry.surname, entry.former))):
                self._by_surname.setdefault(joined(surname), []).append(entry)
                for form in _forms(entry, surname):
                    self._written.setdefault(form, []).append((entry, _exact(entry, surname)))
        self._code = _code_pattern(entry.code for entry in self._entries)

    def __call__(self, text: str) -> Reading:
        """Text as typed → the code of the one person who fits."""
        if mailed := self._by_email.get(_mailbox(text)):
            return Reading(mailed[0].code) if len(mailed) == 1 else _ambiguous(text, mailed)
        if self._two(text):
            message = f"{quote(text)} — несколько человек в одной ячейке"
            return Reading.refused(Check.PERSON_SEVERAL, message, "впишите одного человека")
        return in_either_layout(text, self._recognised) or self._unknown(text)

    def _two(self, text: str) -> bool:
        """Whether the cell names two people: by full names, or by surnames or codes of ours."""
        if len(text) > LONGEST:
            return False
        ours = {without_zeros(code) for code in self._code.findall(unify(text))} & {*self._by_code}
        text = self._code_beside(text)[1]
        if len(ours) < 2 and (one := after_comma(text)) and self._fitting(one):
            return False
        if len(ours) > 1 or several(text):
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
        if code:
            return self._with_code(text, (code, bare), fitting)
        if len(fitting) > 1:
            return _ambiguous(text, [entry for entry, _ in fitting])
        return _known(*fitting[0], text) if fitting else None

    def _with_code(
        self, text: str, parts: tuple[str, str], fitting: Sequence[_Fit]
    ) -> Reading | None:
        """A code and a name in one cell are one person's, or nobody's."""
        code, bare = parts
        sure = [fit for fit in fitting if without_zeros(fit[0].code) == code]
        if len(sure) == 1:
            return _named(*sure[0], text)
        owners = self._by_code.get(code, [])
        if len(owners) == 1 and not fitting and next(readings_of(bare), None) is None:
            return found(owners[0].code, text)
        if not (owners or fitting):
            return None
        unsure = owners if sure else [entry for entry, _ in fitting if not owners]
        if len(unsure) > 1:
            return _ambiguous(text, unsure)
        return _disagreeing(text, owners, fitting)

    def _code_beside(self, text: str) -> tuple[str, str]:
        """The folded code beside a name, and the text without it; "" where there is none."""
        if len(text) > LONGEST:
            return "", text
        written = unify(text)
        if (last := _IN_BRACKETS.search(written)) and self._coded(last[1]):
            return without_zeros(last[1]), written[: last.start()]
        beside = self._code.search(written)
        if beside is None:
            return "", text
        rest = f"{written[: beside.start()]} {written[beside.end() :]}".strip(" ,;:.-()·")
        return (without_zeros(beside[0]), rest) if rest else ("", text)

    def _fitting(self, text: str) -> list[_Fit]:
        if (one := after_comma(text)) and (fits := self._fitting(one)):
            return fits
        fitting = {entry.code: (entry, name) for entry, name in self._as_listed(text)}
        for name in readings_of(text):
            for entry in self._by_surname.get(name.surname, []):
                if _fits(entry, name):
                    fitting.setdefault(entry.code, (entry, name))
        return list(fitting.values())

    def _as_listed(self, text: str) -> list[_Fit]:
        """Who is written just as the directory has the name, a post before or after it."""
        if len(text) > LONGEST:
            return []
        words = _plain(text).split()
        for size in range(len(words), 1, -1):
            for name, rest in (
                (words[:size], words[size : size + 1]),
                (words[-size:], words[: -size or None]),
            ):
                fits = self._written.get(" ".join(name))
                if fits and (not rest or is_post(rest[0])):
                    return fits
        return []

    def _unknown(self, text: str) -> Reading:
        near = {entry.code: entry for name in readings_of(text) for entry in self._near(name)}
        fix = "проверьте написание или впишите код с листа «Тьюторы»"
        if near:
            fix = f"возможно, {' или '.join(entry.short for entry in near.values())}"
        message = f"тьютора {quote(text)} нет на листе «Тьюторы»"
        namesakes = any(name.surname in self._by_surname for name in readings_of(text))
        miss = Miss.NEAR if near and not namesakes else Miss.NONE
        return Reading.refused(Check.PERSON_UNKNOWN, message, fix, miss)

    def _near(self, name: WrittenName) -> Iterator[PersonEntry]:
        yield from self._by_surname.get(name.surname, [])
        for surname, entries in self._by_surname.items():
            if one_letter_off(surname, name.surname):
                yield from (entry for entry in entries if _fits(entry, name))


def _mailbox(text: str) -> str:
    """An e-mail as it is compared."""
    return text.strip(" <>").removeprefix("mailto:").lower()


def _plain(text: str) -> str:
    """A name as words alone: hyphens, full stops and blanks are alike."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _forms(entry: PersonEntry, surname: str) -> Iterator[str]:
    """The directory's own ways to write a person: in full and with initials, surname first or
    last."""
    given = f"{entry.name} {entry.patronymic}"
    for names in (given, short_name("", entry.name, entry.patronymic)):
        if _plain(names):
            yield from dict.fromkeys((_plain(f"{surname} {names}"), _plain(f"{names} {surname}")))


def _exact(entry: PersonEntry, surname: str) -> WrittenName:
    return WrittenName(joined(surname), joined(entry.name), joined(entry.patronymic))


def _code_pattern(codes: Iterable[str]) -> re.Pattern[str]:
    """What looks like one of these codes inside a text: their letters, then a number."""
    beginnings = {start[0] for code in codes if (start := _LETTERS.match(unify(code)))}
    if not beginnings:
        return _NOBODY
    letters = "|".join(map(re.escape, sorted(beginnings, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{letters})\s?-?\s?\d+(?![\w])", re.IGNORECASE)


def _fits(entry: PersonEntry, name: WrittenName) -> bool:
    return _same_name(name.first, joined(entry.name)) and _same_name(
        name.patronymic, joined(entry.patronymic)
    )


def _same_name(written: str, listed: str) -> bool:
    if not (written and listed):
        return True
    if len(written) == 1 or len(listed) == 1:
        return listed[0] == written[0]
    return listed.replace("-", "") == written.replace("-", "")


def _known(entry: PersonEntry, name: WrittenName, text: str) -> Reading:
    if name.first or name.surname != joined(entry.surname):
        return _named(entry, name, text)
    message = f"{quote(text)} — только фамилия, это {entry.short}"
    return Reading.remarked(
        entry.code, Check.PERSON_SURNAME_ONLY, message, f"впишите {entry.short}"
    )


def _named(entry: PersonEntry, name: WrittenName, text: str) -> Reading:
    """Somebody told for sure, by first name or by the code beside the surname."""
    if name.surname == joined(entry.surname):
        return found(entry.code, text)
    message = f"{quote(text)} — прежняя фамилия, это {entry.short}"
    return Reading.remarked(entry.code, Check.PERSON_FORMER, message, f"впишите {entry.short}")


def _ambiguous(text: str, entries: Sequence[PersonEntry]) -> Reading:
    message = f"{quote(text)} — подходят {' и '.join(entry.full for entry in entries)}"
    return Reading.refused(Check.PERSON_AMBIGUOUS, message, "укажите код или полное имя", Miss.MANY)


def _disagreeing(text: str, owners: Sequence[PersonEntry], fitting: Sequence[_Fit]) -> Reading:
    """The code is one person's and the name another's: nobody can say which is meant."""
    by_code = " и ".join(entry.full for entry in owners)
    by_name = " и ".join(entry.full for entry, _ in fitting)
    said = f"код — {by_code}" if owners else "такого кода нет на листе «Тьюторы»"
    named = f"имя — {by_name}" if fitting else "имя другое"
    message = f"{quote(text)}: {said}, а {named}"
    fix = "проверьте, кто это, и впишите верный код или имя"
    return Reading.refused(Check.PERSON_CODE_AND_NAME, message, fix, Miss.MANY)
