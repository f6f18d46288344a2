"""`codes_only`: people are named in local books alone; Google sees their codes (152-ФЗ)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sheets_sync.letters import fold, one_letter_off
from sheets_sync.tables.kinds.declension import declined
from sheets_sync.tables.kinds.name_shapes import (
    LETTERS,
    among_letters,
    companies,
    dotted,
    forms,
    gap_after,
    is_sure,
    span_of,
    stands_alone,
)
from sheets_sync.tables.kinds.people import PersonEntry
from sheets_sync.tables.kinds.strangers import (
    Said,
    Span,
    Word,
    can_be_surname,
    is_given,
    is_word_too,
    like_surname,
    post_of,
    said,
    strangers,
    whole,
)

HIDDEN = "[имя]"

_CODE_BESIDE = re.compile(r"(\[имя\]|\b\S+) \((\S+)\)")
_MOST_NAMES = 3
_SLIP_LETTERS = 6
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class _Known:
    """Somebody of the directory: the code, forms of the first name and of the patronymic."""

    code: str
    first: frozenset[str]
    patronymic: frozenset[str]
    initials: str

    def fits(self, beside: Iterable[Word]) -> bool:
        """Whether the words beside a surname are this person's names or initials."""
        names = list(beside)
        if len(names) == 1 and names[0].text.isupper() and names[0].folded == self.initials:
            return True
        return all(self._fits(number, word) for number, word in enumerate(names))

    def _fits(self, number: int, word: Word) -> bool:
        if len(word.text) == 1:
            return self.initials[number : number + 1] in ("", word.folded)
        return word.folded in self.first or word.folded in self.patronymic


class People:
    """The people of the local directory, however a text names them. `keepers` are texts that name
    somebody the directory may not know: «методист Сидорова»."""

    def __init__(self, entries: Iterable[PersonEntry], keepers: Iterable[str] = ()) -> None:
        self._surnames: dict[str, list[_Known]] = {}
        self._given: dict[str, list[_Known]] = {}
        self._listed: set[str] = set()
        self._slips: dict[str, bool] = {}
        self._codes: set[str] = set()
        for entry in entries:
            self._add(entry)
        self._keepers: dict[str, str] = {}
        for text in dict.fromkeys(keepers):
            self._keepers[text] = self._keeper(text)

    def found(self, text: str) -> bool:
        """Whether a text names anybody: of the directory, or like «Фамилия И.О.»."""
        return bool(self._spans(said(text)))

    def hidden(self, text: str) -> str:
        """The text with codes in place of the directory's people and «[имя]» for others."""
        if text in self._keepers:
            return self._keepers[text]
        one = said(text)
        spans = self._spans(one)
        if not spans:
            return text
        parts, last = [], 0
        for (start, end), shown in spans:
            digit = one.shown[end : end + 1].isdecimal()
            parts += [one.shown[last:start], f"{shown}_" if digit else shown]
            last = end
        return _CODE_BESIDE.sub(self._code_once, "".join([*parts, one.shown[last:]]))

    def _code_once(self, beside: re.Match[str]) -> str:
        """«Т-05 (Т-05)», «[имя] (Т-05)» → «Т-05»."""
        shown, code = beside[1], beside[2]
        return code if shown == code or (shown == HIDDEN and code in self._codes) else beside[0]

    def _add(self, entry: PersonEntry) -> None:
        first, patronymic = forms(entry.name), forms(entry.patronymic)
        initials = fold(entry.name)[:1] + fold(entry.patronymic)[:1]
        known = _Known(entry.code, first, patronymic, initials)
        self._codes.add(entry.code)
        for half in LETTERS.findall(f"{entry.surname} {entry.former}"):
            if len(half) > 1:
                self._listed.add(fold(half))
                for form in declined(half):
                    self._surnames.setdefault(form, []).append(known)
        for form in first | patronymic:
            self._given.setdefault(form, []).append(known)

    def _keeper(self, text: str) -> str:
        """What a keeper is called where nobody may be named; the surname is one from now on."""
        one = said(text)
        known = [span for span, _ in self._of_directory(one)]
        rest = one.without(known).words
        if known and not any(map(can_be_surname, rest)):
            return self.hidden(text)
        post = post_of(text)
        for word in rest:
            if word.end <= len(post):
                continue
            short = word.text.isupper() and len(word.text) <= _ABBREVIATION
            if like_surname(word) or (word.capital and not short):
                self._add(PersonEntry("", word.text, ""))
        return post or HIDDEN

    def _spans(self, text: Said) -> list[tuple[Span, str]]:
        """Where names stand and what takes their place, from left to right."""
        known = list(self._of_directory(text))
        others = strangers(text.without([span for span, _ in known]), self._given)
        return sorted([*known, *((span, HIDDEN) for span in others)])

    def _of_directory(self, text: Said) -> Iterator[tuple[Span, str]]:
        """The directory's people in the text: by surnames first, then by what is left."""
        found = list(self._surnamed(text))
        yield from found
        rest = text.without([span for span, _ in found])
        for number, word in enumerate(rest.words):
            given = self._by_given(rest, number) if word.folded in self._given else None
            if given:
                yield given

    def _surnamed(self, text: Said) -> Iterator[tuple[Span, str]]:
        last = 0
        for number, word in enumerate(text.words):
            found = self._by_surname(text, number, last) if word.start >= last else None
            if found:
                (start, end), shown = whole(text, found[0]), found[1]
                yield (max(start, last), end), shown
                last = end

    def _by_surname(self, text: Said, number: int, last: int) -> tuple[Span, str] | None:
        """A surname with the initials or names beside it, or alone where it must be one."""
        word = text.words[number]
        people = self._surnames.get(word.folded, [])
        if not people and not self._is_slip(word):
            return None
        end = number
        while halves := self._other_half(text, end, people):
            end, people = end + 1, halves
        right = self._right(text, end)
        left = self._left(text, number, last)
        for first, after in companies(number, end, len(left), len(right)):
            beside = [*text.words[first:number], *text.words[end + 1 : after + 1]]
            fitting = [person for person in people if person.fits(beside)]
            if fitting:
                return span_of(text, first, after), _shown(fitting)
        if is_sure(text, right):
            return span_of(text, number, end + len(right)), HIDDEN
        if is_sure(text, left):
            return span_of(text, number - len(left), end), HIDDEN
        span = (word.start, text.words[end].end)
        return (span, _shown(people)) if word.capital or stands_alone(text, span) else None

    def _is_slip(self, word: Word) -> bool:
        """Whether a word is a surname of the directory with one letter wrong."""
        folded = word.folded
        if not word.capital or len(folded) < _SLIP_LETTERS:
            return False
        if folded not in self._slips:
            near = any(one_letter_off(folded, surname) for surname in self._listed)
            self._slips[folded] = near and not is_given(word, self._given)
        return self._slips[folded]

    def _other_half(self, text: Said, number: int, people: list[_Known]) -> list[_Known]:
        """Of these people, those whose double surname goes on after the word."""
        if number + 1 == len(text.words):
            return []
        word, other = text.words[number], text.words[number + 1]
        if text.between(word, other) != "-":
            return []
        return [person for person in self._surnames.get(other.folded, []) if person in people]

    def _right(self, text: Said, number: int) -> list[Word]:
        """Names and initials right after a word."""
        found: list[Word] = []
        for word in text.words[number + 1 : number + 1 + _MOST_NAMES]:
            before = found[-1] if found else text.words[number]
            if not (
                gap_after(found).fullmatch(text.between(before, word)) and self._may(text, word)
            ):
                break
            found.append(word)
        return found

    def _left(self, text: Said, number: int, last: int) -> list[Word]:
        """Names and initials right before a word, none of them before the place `last`."""
        found: list[Word] = []
        for word in reversed(text.words[max(0, number - _MOST_NAMES) : number]):
            after = found[0] if found else text.words[number]
            gap = gap_after([word]).fullmatch(text.between(word, after))
            if not gap or word.start < last or not self._may(text, word):
                break
            found.insert(0, word)
        return found

    def _may(self, text: Said, word: Word) -> bool:
        """Whether a word can be a name or an initial beside a surname."""
        if len(word.text) > 1:
            glued = len(word.text) == 2 and word.text.isupper()
            return glued or is_given(word, self._given)
        return word.text.isupper() or dotted(text, word) or among_letters(text, word)

    def _by_given(self, text: Said, number: int) -> tuple[Span, str] | None:
        """A first name of the directory with the patronymic, or alone where it is no other word
        and nobody else's."""
        word, after = text.words[number], text.near(number, 1)
        people = [p for p in self._given.get(word.folded, []) if word.folded in p.first]
        if not people or not word.capital or text.in_namesake(word.start):
            return None
        fathers = [p for p in people if after and after.folded in p.patronymic]
        if after and fathers:
            return (word.start, after.end), _shown(fathers)
        beside = [text.near(number, -1), after]
        if is_word_too(word) or any(other and can_be_surname(other) for other in beside):
            return None
        return (word.start, word.end), _shown(people)


def _shown(people: Iterable[_Known]) -> str:
    """The code, if it is one person's."""
    codes = {person.code for person in people}
    return (codes.pop() if len(codes) == 1 else "") or HIDDEN
