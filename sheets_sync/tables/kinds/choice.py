"""One of a few words, read as generously as a colleague would."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Self

from sheets_sync.letters import fold, fold_code
from sheets_sync.problems import Check
from sheets_sync.sheet.cells import Raw
from sheets_sync.tables.kinds.base import Context, Kind, Reading
from sheets_sync.tables.kinds.matching import Fit, closest, fit_words, words_of
from sheets_sync.tables.kinds.signs import plainly_said
from sheets_sync.tables.kinds.text import as_text, found, in_either_layout, quote

OwnWords = Mapping[str, Iterable[str]]
"""A word → its other spellings."""


class WordList(Kind):
    """A few words and other spellings of them, to which a workspace may add its own."""

    def __init__(self, *words: str, synonyms: Mapping[str, str] | None = None, listed: str = ""):
        self.listed = listed
        self._take(words, {**dict(zip(words, words, strict=True)), **(synonyms or {})})

    def _take(self, words: tuple[str, ...], spelled: Mapping[str, str]) -> None:
        self.offers = words
        self._spelled = spelled
        self._words = [(words_of(text), word) for text, word in spelled.items()]

    def word(self, text: str) -> str | None:
        """The word that a text is, spelled in full; None for one that is not in the list."""
        raise NotImplementedError

    def widened(self, own: OwnWords) -> Self:
        """The same list with more words and more spellings of them, which go before ours."""
        wide = copy(self)
        words = tuple(dict.fromkeys((*self.offers, *own)))
        spelled = {text: word for word, some in own.items() for text in (word, *some)}
        wide._take(words, {**self._spelled, **spelled})
        return wide


class Choice(WordList):
    """One of the given words; `synonyms` maps other spellings to them."""

    entry = "list"

    def _take(self, words: tuple[str, ...], spelled: Mapping[str, str]) -> None:
        super()._take(words, spelled)
        self._exact = {fold(typed).strip(" ."): word for typed, word in spelled.items()}
        self._joined = {fold_code(typed): word for typed, word in spelled.items()}

    @property
    def spellings(self) -> tuple[str, ...]:
        """The words and every other spelling of them."""
        return tuple(self._spelled)

    def word(self, text: str) -> str | None:
        """The word that a text is, spelled in full; None for one that is not in the list."""
        reading = self.recognised(text)
        short = reading and any(f.check is Check.CHOICE_ABBREVIATED for f in reading.faults)
        return None if reading is None or short else reading.value

    def parse(self, raw: Raw, context: Context) -> Reading:
        """Anything → the canonical word."""
        text = as_text(raw)
        return in_either_layout(text, self.recognised, canonical=True) or self._unknown(text)

    def recognised(self, text: str) -> Reading | None:
        """The reading of a text in the right layout, or None if no word fits."""
        word = self._exact.get(fold(text).strip(" .,;:!")) or self._joined.get(fold_code(text))
        return found(word, text) if word else self._nearly(text)

    def _nearly(self, text: str) -> Reading | None:
        typed = words_of(text) if plainly_said(text) else ()
        fits = [(fit_words(typed, listed), word) for listed, word in self._words]
        for fit in (Fit.SAME, Fit.SHORT):
            fitting = list(dict.fromkeys(word for how, word in fits if how == fit))
            if len(fitting) > 1:
                return _ambiguous(text, fitting)
            if fitting and fit is Fit.SAME:
                return found(fitting[0], text)
            if fitting:
                message = f"сокращение {quote(text)} прочитано как {quote(fitting[0])}"
                return Reading.remarked(fitting[0], Check.CHOICE_ABBREVIATED, message)
        return None

    def _unknown(self, text: str) -> Reading:
        near = closest(fold(text), self._spelled)
        fix = f"возможно, {quote(self._spelled[near[0]])}" if near else any_of(self.offers)
        return Reading.refused(
            Check.CHOICE_UNKNOWN, f"{quote(text)} — такого слова в этом столбце нет", fix
        )


def _ambiguous(text: str, words: list[str]) -> Reading:
    listed = " и ".join(map(quote, words))
    fix = "впишите слово полностью"
    return Reading.refused(Check.CHOICE_AMBIGUOUS, f"{quote(text)} — подходят {listed}", fix)


def any_of(words: Iterable[str]) -> str:
    """What to type: one of the words."""
    return f"впишите одно из слов: {', '.join(words)}"
