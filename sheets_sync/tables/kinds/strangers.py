"""Names of people inside a text when no directory knows them."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from sheets_sync.letters import unify
from sheets_sync.tables.kinds.declension import declined

Span = tuple[int, int]


class Word(NamedTuple):
    """Letters in a row: where they stand, as they read (Latin look-alikes replaced), folded."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        """Whether it begins as a name does."""
        return self.text[0].isupper() and len(self.text) > 1


@dataclass(frozen=True)
class Said:
    """A text: `shown` as people see it, `plain` with the same length in one alphabet."""

    shown: str
    plain: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words; «БеловПётр» and «БеловПИ» are two."""
        return tuple(
            Word(part.start(), part.end(), part[0], part[0].casefold())
            for part in _PART.finditer(self.plain)
        )

    def between(self, one: Word, other: Word) -> str:
        """What stands between two words."""
        return self.plain[one.end : other.start]

    def near(self, number: int, step: int) -> Word | None:
        """The word beside one, if nothing but blanks is between."""
        other = number + step
        if not 0 <= other < len(self.words):
            return None
        first, second = sorted((number, other))
        gap = self.between(self.words[first], self.words[second])
        return self.words[other] if _BLANKS.fullmatch(gap) else None

    @cached_property
    def _namesakes(self) -> list[Span]:
        return [match.span() for match in _NAMED_AFTER.finditer(self.plain)]

    def in_namesake(self, place: int) -> bool:
        """Whether what stands there comes after «им.»."""
        return any(start <= place < end for start, end in self._namesakes)

    def without(self, spans: Collection[Span]) -> "Said":
        """The text with nothing readable there."""
        if not spans:
            return self
        plain = self.plain
        for start, end in spans:
            plain = plain[:start] + "\0" * (end - start) + plain[end:]
        return replace(self, plain=plain)


_RUN = re.compile(r"[^\W\d_]+")
_SLIP = r"(?<![А-Яа-я])(?:[А-Я]{2}[а-я]{2,}|[а-я][А-Я]{2,})(?![А-Яа-я])"
_PART = re.compile(rf"{_SLIP}|[А-Я]?[а-я]+|[А-Я]+(?![а-я])|[А-Я]|[^\W\d_А-Яа-я]+")
_BLANKS = re.compile(r"[\s_]*")


def said(text: str) -> Said:
    """A text to look for names in, without what nobody sees: soft hyphens, accents."""
    text = unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))
    if not text.isprintable():
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return Said(text, _RUN.sub(_unified, text))


_ACCENT = re.compile("[\u0300\u0301]")


def _unified(run: re.Match[str]) -> str:
    plain = unify(run[0])
    return plain if len(plain) == len(run[0]) else run[0]


_FIRST = (
    "александр александра алексей алена алина алла анастасия анатолий андрей анна антон антонина "
    "артем борис вадим валентин валентина валерий валерия василий виктор виктория виталий владимир "
    "владислав вячеслав галина геннадий георгий григорий дарья денис дмитрий евгений евгения егор "
    "екатерина елена елизавета зинаида зоя иван игорь илья инна ирина кирилл константин ксения "
    "лариса лидия людмила максим маргарита марина мария михаил наталья наталия никита николай нина "
    "оксана олег ольга павел петр полина раиса светлана сергей софья станислав степан тамара "
    "татьяна ульяна федор юлия юрий яна яков эльвира гульнара"
)
_WORDS_TOO = "вера надежда любовь роман лев слава роза лилия майя август"
_FIRST_FORMS = frozenset(form for name in _FIRST.split() for form in declined(name))
_WORD_FORMS = frozenset(form for name in _WORDS_TOO.split() for form in declined(name))

_PATRONYMIC = re.compile(
    r"(?!основн|духовн|верховн|головн|условн|церковн|дневн|древн|главн)"
    r"(?:(?:\w+[ое]в|иль|лук|фом|кузьм|никит|савв)ич(?:[аеуи]|[ое]м|ей|ам|ами|ах)?"
    r"|(?:\w{2,}[ое]в|(?:иль|лук|фом|кузьм|никит|савв)(?:инич|ич))н(?:[аеуы]|ой|ою|ам))"
)
_SON = re.compile(r"(?:оглы|кызы|гызы|кизи|улы|уулу)")
_LIKE_SURNAME = re.compile(
    r"\w{2,}(?:(?:[ое]в|[иы]н)(?:а|у|ым|ом|е|ой|ы|ых)?|[сц]к(?:ий|ой|ая|ого|ому|им|ом|ую)|енко"
    r"|чук|юк|ян|дзе|швили)"
)
_POST = re.compile(
    r"(?:учител|педагог|тьютор|методист|директор|завуч|воспитател|преподавател|логопед|психолог"
    r"|дефектолог|заместител|специалист|руководител|начальник|коллег|секретар|председател"
    r"|бухгалтер)[а-я]{0,3}"
)
_QUALITY = re.compile(r"(?:старш|младш|главн|ведущ|социальн|классн)[а-я]{1,3}|отдел[а-я]?")
_PLACE = re.compile(
    r"(?:управлен|отдел|центр|департамент|школ|гимнази|лице|глав|министер|институт|комитет|класс"
    r"|лист|книг|столб|отчет|план|работ)[а-я]*"
)


def strangers(text: Said, given: Collection[str] = frozenset()) -> list[Span]:
    """Where names stand; `given` are more first names, in all their forms. A school may be named
    after somebody: that is nobody's name."""
    patterns = (*_INITIALS, _SMALL_INITIALS)
    found = [match.span() for one in patterns for match in one.finditer(text.plain)]
    for number in range(len(text.words)):
        found += _named_at(text, number, given)
    return _merged(whole(text, span) for span in found if not text.in_namesake(span[0]))


def whole(text: Said, span: Span) -> Span:
    """A name with the other half of a double surname, and with «О'»."""
    before = _HALF_BEFORE.search(text.plain, max(0, span[0] - _LONGEST), span[0])
    after = _HALF_AFTER.match(text.plain, span[1])
    return before.start() if before else span[0], after.end() if after else span[1]


_HALF_BEFORE = re.compile(r"(?:(?<![А-Яа-я])[А-Я]['’ʼ`]|(?:(?<![А-Яа-я])[А-Я][А-Яа-я]+-)+)$")
_LONGEST = 60
_HALF_AFTER = re.compile(r"(?:-[А-Я][А-Яа-я]+)+")


def _merged(spans: Iterator[Span]) -> list[Span]:
    """Spans in their order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


_CAPITAL = r"(?:[А-Я]['’ʼ`])?(?:[А-Я][а-я]+(?:-[А-Я][а-я]+)?|[А-Я]{3,}(?:-[А-Я]{3,})?)"
_BEFORE, _AFTER = r"(?<![А-Яа-я])", r"(?![А-Яа-я])"
_GAP = r"[\s_]{0,3}"
_INITIALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_BEFORE}{_CAPITAL},?{_GAP}(?<![А-Я])[А-Я]\.(?:{_GAP}[А-Я]{_AFTER}\.?)?",
        rf"{_BEFORE}{_CAPITAL}[\s_]+[А-Я][\s_]+[А-Я]{_AFTER}\.?",
        rf"{_BEFORE}[А-Я][а-я]+(?:[ое]в|[иы]н|[сц]к)(?:а|у|ым|ой|ий|ая)?{_GAP}[А-Я]{{2}}{_AFTER}",
        rf"(?<![А-Яа-я0-9])[А-Я]\.{_GAP}(?:[А-Я]\.{_GAP})?{_CAPITAL}{_AFTER}",
        r"(?<![A-Za-z])[A-Z][a-z]{2,},?\s+[A-ZА-Я]\.\s*[A-ZА-Я]\.",
    )
)
_USUAL = (
    r"(?:т\.\s*[декчпно]|и\.\s*о|п\.\s*п|н\.\s*э|с\.\s*г|к\.\s*п|в\.\s*[чт]"
    r"|ж\.\s*д|л\.\s*д|у\.\s*е)\."
)
_SMALL_INITIALS = re.compile(
    rf"{_BEFORE}[а-я]{{3,}}(?:-[а-я]{{3,}})?[\s_]+(?!{_USUAL})[а-я]\.\s*[а-я]\.(?!\s*[а-я]\.)"
    rf"|{_BEFORE}(?!{_USUAL})[а-я]\.\s*[а-я]\.\s*[а-я]{{2,}}(?:[ое]в|[иы]н|[сц]к)(?:а|ий|ая)?{_AFTER}"
)
_NAMED_AFTER = re.compile(r"\b(?:им\.|имени)\s*(?:[А-Я]\.\s*){0,2}[^\s,;()«»]*", re.IGNORECASE)


def _named_at(text: Said, number: int, given: Collection[str]) -> Iterator[Span]:
    """The name that a word is a part of."""
    word = text.words[number]
    if _SON.fullmatch(word.folded):
        yield _with_capitals(text, number, 3)
    elif _PATRONYMIC.fullmatch(word.folded):
        yield from _by_patronymic(text, number, given)
    elif _is_first(word, given):
        yield from _by_first_name(text, number)
    elif _POST.fullmatch(word.folded):
        yield from _after_post(text, number)


def is_given(word: Word, given: Collection[str]) -> bool:
    """Whether a word is a first name or a patronymic."""
    return _is_first(word, given) or bool(_PATRONYMIC.fullmatch(word.folded))


def is_word_too(word: Word) -> bool:
    """Whether a first name is also a usual word: Вера, Роман."""
    return word.folded in _WORD_FORMS


def like_surname(word: Word) -> bool:
    """Whether a word ends as most surnames do."""
    return bool(_LIKE_SURNAME.fullmatch(word.folded))


def can_be_surname(word: Word) -> bool:
    """Whether a word can be the surname that a first name stands with."""
    usual = any(kind.fullmatch(word.folded) for kind in (_POST, _PLACE))
    return word.capital and not usual


def _is_first(word: Word, given: Collection[str]) -> bool:
    return any(word.folded in names for names in (_FIRST_FORMS, _WORD_FORMS, given))


def _with_capitals(text: Said, number: int, most: int) -> Span:
    """The word with the capitalised ones before it."""
    first = number
    while first > number - most and (before := text.near(first, -1)) and before.capital:
        first -= 1
    return text.words[first].start, text.words[number].end


def _by_patronymic(text: Said, number: int, given: Collection[str]) -> Iterator[Span]:
    """«Иванова Ирина Петровна», «Ирина Петровна Иванова», «Петровна»; small letters with a first
    name that is known."""
    word, before = text.words[number], text.near(number, -1)
    if word.capital:
        after = text.near(number, 1)
        start, end = _with_capitals(text, number, 2)
        goes_on = after and after.capital and like_surname(after)
        yield start, after.end if after and goes_on else end
    elif before and _is_first(before, given):
        surname = text.near(number - 1, -1)
        yield (surname if surname and like_surname(surname) else before).start, word.end


def _by_first_name(text: Said, number: int) -> Iterator[Span]:
    """A first name with the surname beside it, or right after a post."""
    word = text.words[number]
    before, after = text.near(number, -1), text.near(number, 1)
    for other in (before, after):
        if other and _beside(word, other):
            yield min(word.start, other.start), max(word.end, other.end)
            return
    if word.capital and before and _POST.fullmatch(before.folded):
        yield word.start, word.end


def _beside(word: Word, other: Word) -> bool:
    if word.capital and other.capital and not is_word_too(word):
        return can_be_surname(other)
    return word.capital == other.capital and like_surname(other)


def _after_post(text: Said, number: int) -> Iterator[Span]:
    """«методист Сидорова»: a capitalised word right after a post."""
    post, other = text.words[number], text.near(number, 1)
    if other is None or post.end == other.start or not can_be_surname(other):
        return
    if other.text[1:].islower() or like_surname(other):
        yield other.start, other.end


def post_of(text: str) -> str:
    """The post that a text about a person begins with: «методист Сидорова» → «методист»."""
    words = text.split()
    return " ".join(takewhile(_is_post, words)).strip(" ,;")


def _is_post(word: str) -> bool:
    parts = unify(word).casefold().strip(".,;").split("-")
    return all(_QUALITY.fullmatch(part) or _POST.fullmatch(part) for part in parts)
