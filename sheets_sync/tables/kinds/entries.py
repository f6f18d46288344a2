"""Directories of names (subjects, codes) and of attendance marks."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from sheets_sync.letters import clean, fold, fold_code, layout_slip, unify
from sheets_sync.problems import Check
from sheets_sync.tables.kinds.base import Miss, Reading
from sheets_sync.tables.kinds.matching import Fit, closest, fit_words, words_of
from sheets_sync.tables.kinds.signs import plainly_said
from sheets_sync.tables.kinds.text import found, in_either_layout, quote, slipped

_BESIDE_CODE = re.compile(r"\s*[·•∙⋅‧|].*", re.DOTALL)
"""What «Списки» shows behind a code: «К-014 · 12.02.2021 · Иванова А.А.»."""

_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")
_SHOWN = 3

Entry = tuple[str, Sequence[str]]
"""A directory's key and its other spellings."""


def without_zeros(text: str) -> str:
    """A folded code without leading zeros: «К-014» and «К-14» are one."""
    return _ZEROS.sub("", fold_code(text))


class Names:
    """A directory as a lookup: `tab` is its title, `of_what` an entry of it in the genitive
    («предмета»); `codes` may lack leading zeros."""

    def __init__(self, entries: Iterable[Entry], tab: str, of_what: str, codes: bool = False):
        spelled = [(text, key) for key, spellings in entries for text in (key, *spellings)]
        self._missing = f"{of_what} {{}} нет на листе «{tab}»"
        self._tab = tab
        self._codes = codes
        self._exact = _index((fold_code(text), key) for text, key in spelled)
        words = () if codes else ((words_of(text), key) for text, key in spelled)
        self._words = list(dict.fromkeys(words))
        self._spelled = dict(spelled)

    @cached_property
    def _same_digits(self) -> dict[str, list[str]]:
        return _index((_digits(text), text) for text in self._spelled)

    @cached_property
    def _unpadded(self) -> dict[str, list[str]]:
        return _index((without_zeros(text), key) for text, key in self._spelled.items())

    def __call__(self, text: str) -> Reading:
        """Text as typed → the entry's key."""
        return in_either_layout(text, self._recognised, canonical=True) or self._unknown(text)

    def _recognised(self, text: str) -> Reading | None:
        keys = self._exact.get(fold_code(text), [])
        if keys:
            return found(keys[0], text) if len(keys) == 1 else self._ambiguous(text, keys)
        return self._code(text) if self._codes else self._nearly(text)

    def _code(self, text: str) -> Reading | None:
        """A code that is not one as it stands: more stands behind it, or zeros are left out."""
        bare = _BESIDE_CODE.sub("", text)
        return self._recognised(bare) if bare not in ("", text) else self._unpadded_code(text)

    def _unpadded_code(self, text: str) -> Reading | None:
        keys = self._unpadded.get(without_zeros(text), [])
        if len(keys) > 1:
            return self._ambiguous(text, keys)
        message = f"{quote(text)} прочитано как {quote(keys[0])}" if keys else ""
        return Reading.remarked(keys[0], Check.CODE_ZEROS, message) if keys else None

    def _nearly(self, text: str) -> Reading | None:
        typed = words_of(text) if plainly_said(text) else ()
        fits = [(fit_words(typed, listed), key) for listed, key in self._words]
        for fit in (Fit.SAME, Fit.SHORT):
            keys = list(dict.fromkeys(key for how, key in fits if how is fit))
            if len(keys) > 1:
                return self._ambiguous(text, keys)
            if keys and fit is Fit.SAME:
                return found(keys[0], text)
            if keys:
                message = f"сокращение {quote(text)} прочитано как {quote(keys[0])}"
                return Reading.remarked(keys[0], Check.NAME_ABBREVIATED, message)
        return None

    def _ambiguous(self, text: str, keys: list[str]) -> Reading:
        message = f"{quote(text)} — подходят {' и '.join(map(quote, keys))}"
        return Reading.refused(Check.NAME_AMBIGUOUS, message, "впишите полностью", Miss.MANY)

    def _unknown(self, text: str) -> Reading:
        # A number is never a typo of another: among ten thousand codes few remain to compare.
        typed = _BESIDE_CODE.sub("", text) if self._codes else text
        close = closest(fold(typed), self._same_digits.get(_digits(typed), []))
        near = list(dict.fromkeys(self._spelled[name] for name in close))
        fix = f"проверьте написание или добавьте строку на лист «{self._tab}»"
        if near:
            fix = f"возможно, {' или '.join(map(quote, near[:_SHOWN]))}"
        return Reading.refused(
            Check.NAME_UNKNOWN, self._missing.format(quote(text)), fix, Miss.NONE
        )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for text, key in pairs:
        keys = index.setdefault(text, [])
        if key not in keys:
            keys.append(key)
    return index


class MarkNames:
    """The dictionary of marks as a lookup: a mark is the whole cell, its value the meaning.

    A meaning of "" is one that can't be read in the dictionary itself."""

    def __init__(self, entries: Sequence[tuple[str, Sequence[str], str]]):
        spelled = [(text, what) for mark, others, what in entries for text in (mark, *others)]
        self._marks = list(dict.fromkeys(clean(mark) for mark, _, _ in entries))
        self._cased = _index((_cased(text), what) for text, what in spelled)
        self._caseless = _index((_cased(text).casefold(), what) for text, what in spelled)

    def __call__(self, text: str) -> Reading:
        """A mark as typed → what it counts as."""
        reading, meant = self._recognised(text), layout_slip(text)
        if not meant:
            return reading or self._unknown(text)
        other = self._recognised(meant)
        if reading and other and reading.value != other.value:
            return _two_layouts(text, meant)
        if reading is None and other and other.value:
            return slipped(other, text, meant)
        return reading or self._unknown(text)

    def _recognised(self, text: str) -> Reading | None:
        mark = _cased(text)
        meanings = self._cased.get(mark) or self._caseless.get(mark.casefold(), [])
        meanings = list(filter(None, meanings)) or meanings
        if len(meanings) > 1:
            message = f"{quote(text)} — отметка значит разное: {', '.join(meanings)}"
            return Reading.refused(
                Check.MARK_AMBIGUOUS, message, "исправьте отметку или лист «Отметки»", Miss.MANY
            )
        if meanings and not meanings[0]:
            said = f"{quote(text)} — значение этой отметки не прочитано"
            return Reading.remarked(None, Check.MARK_MEANINGLESS, said)
        return found(meanings[0], text) if meanings else None

    def _unknown(self, text: str) -> Reading:
        message = f"отметки {quote(text)} нет на листе «Отметки»"
        fix = f"впишите одну из отметок: {', '.join(map(quote, self._marks))}"
        return Reading.refused(Check.MARK_UNKNOWN, message, fix, Miss.NONE)


def _cased(text: str) -> str:
    return unify(text) or clean(text)


def _two_layouts(text: str, meant: str) -> Reading:
    # Latin «y» looks like «у» and lies on the key of «н»: two marks, and no way to tell.
    message = f"{quote(text)} набрано латиницей: это {quote(unify(text))} или {quote(meant)}?"
    fix = "наберите отметку русскими буквами"
    return Reading.refused(Check.MARK_AMBIGUOUS, message, fix, Miss.MANY)
