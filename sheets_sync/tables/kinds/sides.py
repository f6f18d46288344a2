"""Whose side somebody who answers for a deed is on: ИМЦ, ИРО, ОО, тьюторы or прочие."""

import re
from typing import Self

from sheets_sync.letters import fold, unify
from sheets_sync.tables.kinds.choice import OwnWords
from sheets_sync.tables.kinds.matching import stand_in, stems_of

OURS, TUTORS, OTHERS = "ИМЦ", "тьюторы", "прочие"
EXECUTORS = (OURS, "ИРО", "ОО", TUTORS, OTHERS)
_CASES = "(?:ь|я|ю|ем|и|ей|ям|ями|ях|а|у|ом|е|ы|ов|ам|ами|ах)?"
_OF_SCHOOL = r"шк|школ(?:[аыеу]|о[йю]|ами?|ах)?|школьн(?:ы[йехм]|ыми|ая|ую|о[ейм]|ого|ому)"
_SIDES = (
    ("ИРО", rf"(?-i:[А-ЯЁ]{{0,3}}ИРО)|иро|институт{_CASES} развития образования"),
    (OURS, rf"(?-i:[А-ЯЁ]{{0,2}}ИМЦ)|имц|методист{_CASES}|методическ\w+ центр{_CASES}"),
    (
        "ОО",
        rf"оо|м[абк]?оу|мобу|гб?оу|{_OF_SCHOOL}|администраци(?:[яиюй]|ей|ям|ями|ях)"
        rf"|(?:директор|руководител){_CASES}",
    ),
    (TUTORS, rf"тьютор{_CASES}"),
)
_SIDE_WORDS = tuple((side, re.compile(rf"\b(?:{words})\b", re.I)) for side, words in _SIDES)
_CALLED = {
    **{fold(side): side for side in EXECUTORS},
    **dict.fromkeys(("наша сторона", "наша", "наши", "мы", "центр", "методисты"), OURS),
    **dict.fromkeys(("школы", "школа", "школ"), "ОО"),
    **dict.fromkeys(("тьютор", "учителя-тьюторы"), TUTORS),
    **dict.fromkeys(("другие", "остальные", "прочее"), OTHERS),
}


def side_name(side: str, our_name: str) -> str:
    """A side as people read it: ours under the name of the centre, unless another side has it."""
    return our_name if side == OURS and our_name not in EXECUTORS else side


class Sides:
    """The sides and the words by which they are known; those of the workspace go before ours, and
    a word that is `ours_if_alone` counts where none of them is said."""

    offers: tuple[str, ...] = EXECUTORS

    def __init__(self, own: OwnWords | None = None, ours_if_alone: str = "") -> None:
        known: OwnWords = own or {}
        self.offers = (*EXECUTORS, *(side for side in known if side not in EXECUTORS))
        self.said = {
            side: (*some, *(() if side in EXECUTORS else (side,))) for side, some in known.items()
        }
        self._own = [(stems_of(text), side) for side, some in self.said.items() for text in some]
        self._if_alone = stems_of(ours_if_alone)

    def word(self, text: str) -> str | None:
        """The side that a text names in the settings; None for one that is not in the list."""
        return _CALLED.get(fold(text))

    def widened(self, own: OwnWords, ours_if_alone: str = "") -> Self:
        """The same sides with more of them and more words for them."""
        return type(self)(own, ours_if_alone)

    def of(self, responsible: str) -> str:
        """The side that words of a text say, whole words alone."""
        typed = stems_of(responsible)
        own = (side for listed, side in self._own if stand_in(listed, typed))
        text = unify(responsible)
        ours = (side for side, words in _SIDE_WORDS if words.search(text))
        last = OURS if stand_in(self._if_alone, typed) else OTHERS
        return next(own, None) or next(ours, last)


def place_of_side(side: str) -> int:
    """Where a side stands in a table: those of the workspace before «прочие»."""
    return 2 * EXECUTORS.index(side) if side in EXECUTORS else 2 * len(EXECUTORS) - 3


SIDES = Sides()
