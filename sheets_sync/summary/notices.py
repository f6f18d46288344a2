"""What a line of «Требует внимания» is, and how it names people."""

from collections.abc import Iterable
from dataclasses import dataclass

from sheets_sync.letters import few
from sheets_sync.sheet.pieces import Look, Meaning, Target
from sheets_sync.summary.view import View


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, the block to look at, whose it is, how pressing, and the
    figure its number is."""

    text: str
    to: Target
    who: str = ""
    look: Look = Look.BODY
    means: Meaning | None = None


def tutors(view: View, codes: Iterable[str]) -> str:
    """Tutors by name, the first three."""
    return some_tutors(sorted(map(view.tutor, codes)))


def some_tutors(names: Iterable[str]) -> str:
    """The first three names, and how many tutors more."""
    return few(tuple(names), "тьютор", "тьютора", "тьюторов", 3)
