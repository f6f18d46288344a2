"""What a name of a person looks like inside a text."""

import re
from collections.abc import Iterator

from sheets_sync.tables.kinds.declension import declined
from sheets_sync.tables.kinds.strangers import Said, Span, Word

LETTERS = re.compile(r"[^\W\d_]+")


_AFTER_SURNAME = re.compile(r",?[\s_]*")


_AFTER_LETTER = re.compile(r"\.?[\s_]*")


_BLANKS = re.compile(r"[\s_]*")


_FILE = re.compile(r"\.(?:xls[xm]?|csv|ods)\b", re.IGNORECASE)


_QUOTES = "«»“”„\"' "


def forms(name: str) -> frozenset[str]:
    """All forms of a first name or a patronymic; «Али кызы» has those of both words."""
    parts = (part for part in LETTERS.findall(name) if len(part) > 1)
    return frozenset[str]().union(*map(declined, parts))


def gap_after(before: list[Word]) -> re.Pattern[str]:
    """What may stand between a name and the next: after a surname, an initial, a first name."""
    if not before:
        return _AFTER_SURNAME
    return _AFTER_LETTER if len(before[-1].text) <= 2 else _BLANKS


def dotted(text: Said, word: Word) -> bool:
    """Whether a full stop stands right behind a word."""
    return text.plain[word.end : word.end + 1] == "."


def among_letters(text: Said, word: Word) -> bool:
    """Whether the word beside is a single letter too: «белова п и»."""
    number = text.words.index(word)
    beside = [text.near(number, -1), text.near(number, 1)]
    return any(other and len(other.text) == 1 for other in beside)


def companies(number: int, end: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    """First and last word of a surname with more and more of its neighbours left out."""
    yield from ((number, end + count) for count in range(right, 0, -1))
    yield from ((number - count, end) for count in range(left, 0, -1))


def is_sure(text: Said, beside: list[Word]) -> bool:
    """Whether words beside a surname are somebody's names and nothing else."""
    return any(word.capital if len(word.text) > 2 else dotted(text, word) for word in beside)


def span_of(text: Said, first: int, last: int) -> Span:
    """Where these words stand, with the full stop of an initial."""
    word = text.words[last]
    dot = len(word.text) <= 2 and dotted(text, word)
    return text.words[first].start, word.end + dot


def stands_alone(text: Said, span: Span) -> bool:
    """Whether a name in small letters is all that is said, all of a quotation, or in a file name:
    elsewhere it may be a usual word."""
    if _FILE.search(text.plain):
        return True
    before, after = text.plain[: span[0]], text.plain[span[1] :]
    opened = before.rstrip()[-1:] in _QUOTES or not before.strip()
    return opened and (after.lstrip()[:1] in _QUOTES or not after.strip())
