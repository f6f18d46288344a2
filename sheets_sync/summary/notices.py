"""What a line of «Требует внимания» is, and how it names people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sheets_sync.letters import plural
from sheets_sync.sheet.pieces import Look, Meaning, Target
from sheets_sync.summary.view import View


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, the block to look at, whose it is, how many days late, how pressing, and the
    figure its number is."""

    text: str
    to: Target
    who: str = ""
    days: int = 0
    look: Look = Look.BODY
    means: Meaning | None = None


def tutors(view: View, codes: Iterable[str]) -> str:
    """Tutors by name, the first three."""
    return some_tutors(sorted(map(view.tutor, codes)))


def some_tutors(names: Iterable[str]) -> str:
    """The first three names, and how many tutors more."""
    return few(tuple(names), "тьютор", "тьютора", "тьюторов", 3)


def few(names: Sequence[str], one: str, some: str, many: str, most: int = 4) -> str:
    """The first names and how many more of what there are."""
    rest = len(names) - most
    said = ", ".join(names[:most])
    return said if rest <= 0 else f"{said} и ещё {plural(rest, one, some, many)}"
