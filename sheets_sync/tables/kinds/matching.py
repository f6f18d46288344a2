"""Matching typed words with listed ones: endings, abbreviations, one letter off."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from sheets_sync.letters import fold, one_letter_off

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(
    r"(?:[ое]го|[ое]му|[ыи]ми?|[ыи]х|[оеая][йм]|[ая]ми|[ая]х|[ое]в|[аеиоуыэюяьй]+)$"
)
_SHORTEST = 3


class Fit(IntEnum):
    """How a typed text fits a listed one."""

    NONE = 0
    SHORT = 1
    """Abbreviated."""
    SAME = 2
    """Equal but for endings."""


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a text, without punctuation: «псих.-пед.» → псих, пед."""
    return tuple(_WORD.findall(fold(text)))


def stem(word: str) -> str:
    """A folded word without its ending, if three letters remain."""
    short = _ENDING.sub("", word)
    return short if len(short) >= _SHORTEST else word


def fit_words(typed: Sequence[str], listed: Sequence[str]) -> Fit:
    """How typed words fit listed ones, word by word; words may be left out at the end."""
    if not typed or len(typed) > len(listed):
        return Fit.NONE
    fit = min(_fit_word(a, b) for a, b in zip(typed, listed, strict=False))
    return fit if len(typed) == len(listed) else min(fit, Fit.SHORT)


def _fit_word(typed: str, listed: str) -> Fit:
    if typed == listed or stem(typed) == stem(listed):
        return Fit.SAME
    if len(typed) >= _SHORTEST and listed.startswith(typed) and not typed.isdecimal():
        return Fit.SHORT
    return Fit.NONE


def stems_of(text: str) -> tuple[str, ...]:
    """The words of a text without their endings."""
    return tuple(map(stem, words_of(text)))


def stand_in(listed: Sequence[str], text: Sequence[str]) -> bool:
    """Whether stems stand in a text, one behind the other."""
    size, wanted = len(listed), tuple(listed)
    starts = range(len(text) - size + 1) if size else ()
    return any(tuple(text[at : at + size]) == wanted for at in starts)


def closest(typed: str, listed: Iterable[str]) -> list[str]:
    """The listed texts one letter off the folded text."""
    return [other for other in listed if one_letter_off(typed, fold(other))]
