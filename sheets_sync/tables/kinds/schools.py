"""The directory of schools: however a school is written, one school if exactly one fits."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_sync.letters import fold, layout_slip, one_letter_off
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Miss, Reading
from sheets_sync.tables.kinds.school_places import Places
from sheets_sync.tables.kinds.school_types import NO_SCHOOLS, typed
from sheets_sync.tables.kinds.text import found, in_either_layout, quote

_TOKEN = re.compile(r"\d+[а-я]?(?![а-я\d])|\d+|[а-яa-z]+")
_NUMBER_SIGN = re.compile(r"№+|#|(?<![a-z])(?:no?|ном(?:ер)?)\.?(?=\s*\d)")
_NAMED_AFTER = re.compile(r"\b(?:им|имени)\b\.?\s*([^№]*)")
_SPELLED_FORM = re.compile(
    r"\b((?:муниципальн|государственн|частн|областн|краев)\w*(?:\s+[а-я]+){0,4}?)"
    r"\s+(учреждени|организаци)\w*"
)
_FORM = re.compile(
    r"\b(?:м[абк]?н?оу|моб?у|мк?обу|[мг][абк]у|г[абк]?оу|фг[бк]оу|[чн]оу|оу)(?=$|[^а-я]|[соно]ош|гимн|лице)"
)
_IDLE_WORDS = frozenset({"г", "город", "города", "с", "село", "села", "х", "п", "ст", "пос", "в"})
_BRANCH = re.compile(r"\b(филиал|корпус|корп|здани[ея]|отделени[ея]|площадк[аи])\b\.?\s*№?\s*\d+")
"""«филиал № 2»: the number of a part, not of a school."""
_SHOWN = 3
_SHORTEST = 2
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class SchoolEntry:
    """A school in the directory: its short name, and other ways it is written."""

    code: str
    name: str
    full: str = ""
    variants: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way the directory writes the school."""
        return tuple(filter(None, (self.name, self.full, *self.variants)))


@dataclass(frozen=True, slots=True)
class Description:
    """What a written school name says: type and number may be empty, `words` are the rest."""

    form: str
    type: str
    numbers: tuple[str, ...]
    words: frozenset[str]
    tail: frozenset[str]

    @property
    def label(self) -> str:
        """СОШ № 9."""
        return f"{self.type or 'школа'} № {self.numbers[0]}" if self.numbers else ""


def describe(text: str) -> Description:
    """Takes a written school name apart."""
    folded = _BRANCH.sub(r"\1", _SPELLED_FORM.sub(_abbreviated, fold(text)))
    tail = _NAMED_AFTER.search(folded)
    rest = _NUMBER_SIGN.sub(" ", _NAMED_AFTER.sub(" ", folded))
    rest = re.sub(r"(?<=[а-я])-?(?=\d)", " ", rest)
    form = _FORM.search(rest)
    kind, rest = typed(_FORM.sub(" ", rest))
    tokens = _TOKEN.findall(rest)
    numbers = tuple(token.lstrip("0") or "0" for token in tokens if token[0].isdigit())
    words = frozenset(word for word in tokens if not word[0].isdigit()) - _IDLE_WORDS
    named_after = frozenset(_TOKEN.findall(tail[1])) if tail else frozenset()
    if not numbers and not words:
        words = named_after
    return Description(form[0] if form else "", kind, numbers, words, named_after)


def _abbreviated(found_form: re.Match[str]) -> str:
    return "".join(word[0] for word in found_form[1].split()) + found_form[2][0]


def _key(text: str) -> str:
    """Letters and numbers alone; digits of different numbers never run together."""
    tokens = _TOKEN.findall(_NUMBER_SIGN.sub(" ", fold(text)))
    return " ".join(token.lstrip("0") or token for token in tokens)


@dataclass(frozen=True, slots=True)
class _Known:
    entry: SchoolEntry
    description: Description


class SchoolNames:
    """The directory of schools as a lookup: text as typed → the school's code."""

    def __init__(self, entries: Iterable[SchoolEntry]):
        self._exact: dict[str, dict[str, SchoolEntry]] = {}
        self._by_number: dict[str, list[_Known]] = {}
        self._by_word: dict[str, list[_Known]] = {}
        self._by_type: dict[str, list[_Known]] = {}
        self._places = Places()
        for entry in entries:
            self._add(entry)

    def _add(self, entry: SchoolEntry) -> None:
        for spelling in (entry.code, *entry.spellings):
            self._exact.setdefault(_key(spelling), {})[entry.code] = entry
        for spelling in entry.spellings:
            self._places.add(spelling)
            known = _Known(entry, describe(spelling))
            for number in known.description.numbers[:1]:
                self._by_number.setdefault(number, []).append(known)
            for word in known.description.words | known.description.tail:
                self._by_word.setdefault(word, []).append(known)
            self._by_type.setdefault(known.description.type, []).append(known)

    def __call__(self, text: str) -> Reading:
        """Text as typed → the code of the one school that fits."""
        return in_either_layout(text, self._recognised) or self._unknown(text)

    def _recognised(self, text: str) -> Reading | None:
        exact = self._exact.get(_key(text), {})
        typed = describe(text)
        bare = len(typed.numbers) == 1 and not typed.type and not typed.words
        if bare:
            # A bare number may be the school's or somebody else's code.
            numbered = {known.entry.code: known.entry for known in self._numbered(typed)}
            if exact and not numbered and len(exact) == 1 and self._by_number:
                return _by_its_code(text, typed.numbers[0], *exact.values())
            exact = numbered | exact
        if exact:
            return _one_of(text, list(exact.values()))
        return self._elsewhere(text) or self._described(text, typed)

    def _elsewhere(self, text: str) -> Reading | None:
        """A school of a place that the directory does not know is not ours, whatever its number."""
        place = self._places.foreign(text)
        if not place:
            return None
        said = f"школы {quote(text)} нет на листе «Школы», и о «{place}» там ничего не сказано"
        fix = (
            "если она ваша, допишите это в её «Варианты написания» (хватит одной школы "
            "из этого места); если нет, добавьте её на лист «Школы»"
        )
        return Reading.refused(Check.SCHOOL_UNKNOWN, said, fix, Miss.NONE)

    def _described(self, text: str, typed: Description) -> Reading | None:
        if len(typed.numbers) > 1:
            message = f"{quote(text)} — несколько номеров, непонятно, какая это школа"
            return Reading.refused(
                Check.SCHOOL_SEVERAL, message, "впишите одну школу; списки — через «;»"
            )
        if typed.numbers:
            return self._by_its_number(text, typed)
        return self._by_its_name(text, typed)

    def _numbered(self, typed: Description) -> list[_Known]:
        return self._by_number.get(typed.numbers[0], [])

    def _by_its_number(self, text: str, typed: Description) -> Reading | None:
        pool = self._numbered(typed)
        same_type = [known for known in pool if _same_type(typed, known.description)]
        if pool and not same_type and typed.type in NO_SCHOOLS:
            return None
        if pool and not same_type:
            return _other_type(text, [known.entry for known in pool])
        # What the directory does not know tells no schools apart: «СОШ № 21 с УИОП».
        told = typed.words & self._by_word.keys()
        fitting = [known for known in same_type if not _contradicts(told, known.description)]
        fitting = _narrowed(typed, fitting)
        if not fitting:
            return None
        reading = _one_of(text, [known.entry for known in fitting])
        strange = typed.words - _all_words(fitting)
        if reading.value is None or not strange:
            return reading
        if layout_slip(text):
            return None
        name = fitting[0].entry.name
        message = f"{quote(text)} прочитано как {quote(name)}, остальные слова не узнаны"
        return Reading.remarked(
            reading.value, Check.SCHOOL_WORDS, message, f"впишите {quote(name)}"
        )

    def _by_its_name(self, text: str, typed: Description) -> Reading | None:
        if not typed.words:
            return self._by_its_type(text, typed)
        pool = [known for word in typed.words for known in self._by_word.get(word, [])]
        fitting = [
            known
            for known in pool
            if typed.words <= known.description.words | known.description.tail
            and _same_type(typed, known.description)
        ]
        fitting = _narrowed(typed, fitting)
        return _one_of(text, [known.entry for known in fitting]) if fitting else None

    def _by_its_type(self, text: str, typed: Description) -> Reading | None:
        entries = {known.entry.code: known.entry for known in self._by_type.get(typed.type, [])}
        if not typed.type or len(entries) != 1:
            return None
        entry = next(iter(entries.values()))
        message = f"{quote(text)} — единственная на листе «Школы»: {entry.name}"
        return Reading.remarked(
            entry.code, Check.SCHOOL_ONLY_ONE, message, f"впишите {quote(entry.name)}"
        )

    def _unknown(self, text: str) -> Reading:
        typed = describe(text)
        near = {} if typed.numbers else self._near(typed)
        fix = "проверьте название и номер или добавьте школу на лист «Школы»"
        if near:
            fix = f"возможно, {' или '.join(map(quote, list(near.values())[:_SHOWN]))}"
        return Reading.refused(
            Check.SCHOOL_UNKNOWN, f"школы {quote(text)} нет на листе «Школы»", fix, Miss.NONE
        )

    def _near(self, typed: Description) -> dict[str, str]:
        return {
            known.entry.code: known.entry.name
            for listed, pool in self._by_word.items()
            for word in typed.words
            if _alike(word, listed)
            for known in pool
            if listed in known.description.words
        }


def _by_its_code(text: str, number: str, entry: SchoolEntry) -> Reading:
    """A number that no school bears but one has as its code. Long codes are nobody's number."""
    if len(number) > _LONGEST_NUMBER:
        return Reading(entry.code)
    said = f"{quote(text)} прочитано как код: {entry.name}; школы с номером {number} на листе нет"
    fix = f"если это код, впишите {quote(entry.name)}; если номер, добавьте школу на лист «Школы»"
    return Reading.remarked(entry.code, Check.SCHOOL_BY_CODE, said, fix)


def _same_type(typed: Description, listed: Description) -> bool:
    return typed.type == listed.type or not (typed.type and listed.type)


def _contradicts(words: frozenset[str], listed: Description) -> bool:
    """«СОШ № 5 села Ивановка» is not «СОШ № 5 села Петровка»."""
    return bool(words and listed.words and not words & listed.words)


def _alike(word: str, listed: str) -> bool:
    """Whether a word may be meant for another: one letter says nothing."""
    if word == listed:
        return len(word) > 1
    return min(len(word), len(listed)) > _SHORTEST and one_letter_off(word, listed)


def _narrowed(typed: Description, fitting: Sequence[_Known]) -> list[_Known]:
    """Those who share legal form, name and namesake, each only as far as it tells schools apart."""
    chosen = list(fitting)
    for same in (
        lambda known: typed.type and typed.type == known.description.type,
        lambda known: typed.words and typed.words <= known.description.words,
        lambda known: typed.form and typed.form == known.description.form,
        lambda known: typed.tail and typed.tail & known.description.tail,
    ):
        chosen = [known for known in chosen if same(known)] or chosen
    return chosen


def _all_words(fitting: Sequence[_Known]) -> frozenset[str]:
    return frozenset().union(*(k.description.words | k.description.tail for k in fitting))


def _one_of(text: str, entries: Sequence[SchoolEntry]) -> Reading:
    schools = {entry.code: entry for entry in entries}
    if len(schools) == 1:
        return found(entries[0].code, text)
    message = f"{quote(text)} — подходят {' и '.join(_labels(list(schools.values())))}"
    types = {describe(entry.name).type for entry in schools.values()}
    fix = "укажите тип школы" if len(types) == len(schools) else "впишите название полностью"
    return Reading.refused(Check.SCHOOL_AMBIGUOUS, message, fix, Miss.MANY)


def _labels(entries: Sequence[SchoolEntry]) -> list[str]:
    labels = [describe(entry.name).label for entry in entries]
    if all(labels) and len(set(labels)) == len(labels):
        return labels
    names = [entry.name for entry in entries]
    if len(set(names)) == len(names):
        return names
    return [f"{entry.full or entry.name} ({entry.code})" for entry in entries]


def _other_type(text: str, entries: Sequence[SchoolEntry]) -> Reading:
    listed = " или ".join(_labels(list({entry.code: entry for entry in entries}.values())))
    message = f"школы {quote(text)} нет на листе «Школы», под этим номером там {listed}"
    return Reading.refused(Check.SCHOOL_TYPE, message, f"возможно, {listed}")
