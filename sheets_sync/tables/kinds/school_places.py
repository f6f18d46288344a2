"""Where a school is: a place that the directory does not know makes it another school."""

import re

from sheets_sync.letters import fold

_MARK = (
    r"г\.|гор(?:\.|од\w*)|с\.|сел[оа]|ст\.|ст-ц\w*|станиц\w*|х\.|хут(?:\.|ор\w*)|пгт\.?|п\.|пос(?:\.|ел\w*)"
    r"|дер(?:\.|евн\w*)|аул\w*"
)
_NAME = r"([а-я]{3,}(?:-[а-я]+)*)"
_PLACE = re.compile(rf"(?<![а-я])(?:{_MARK})\s*{_NAME}|(?<![а-я])г\s+{_NAME}")
_AREA = re.compile(
    r"([а-я-]{4,}(?:ого|его|ой|ий|ая))\s+(?:район\w*|р-н\w*|округ\w*|кра[йяе]\w*|област\w*|обл\.)"
)
_PART = re.compile(r"филиал|отделени")
_WORD = re.compile(r"[а-я]{3,}(?:-[а-я]+)*")
_ENDING = 3
"""Letters by which cases of one name differ at most: «Каневская», «Каневской»."""


class Places:
    """The words of a directory of schools, among them the places where they are."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, spelling: str) -> None:
        """A way the directory writes a school."""
        self._known |= set(_WORD.findall(fold(spelling)))

    def foreign(self, text: str) -> str:
        """The place in a school's name that the directory says nothing of; "" for none. A branch
        («филиал в п. Ольховка») may be anywhere."""
        folded = fold(text)
        if _PART.search(folded):
            return ""
        found = [match for how in (_PLACE, _AREA) for match in how.finditer(folded)]
        places = [(match[0], name) for match in found for name in match.groups() if name]
        strange = ((said, name) for said, name in places if not self._knows(name))
        return next((said.replace(name, name.title()) for said, name in strange), "")

    def _knows(self, name: str) -> bool:
        return any(_alike(name, word) for word in self._known)


def _alike(one: str, other: str) -> bool:
    """Whether two words are one name in whatever case."""
    least = max(3, min(len(one), len(other)) - _ENDING, max(len(one), len(other)) - _ENDING)
    return one[:least] == other[:least]
