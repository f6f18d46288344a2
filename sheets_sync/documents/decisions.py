"""What a meeting decided: «Решили» and the rows of Поручения with its Пункт, as one list."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sheets_sync.documents.grammar import capital
from sheets_sync.letters import clean, fold

ALIKE = 1 / 3
"""From which share of common words two wordings are one decision («Заполнить график …»)."""
_STEM, _SHORT = 5, 2
_WORD = re.compile(r"[а-яa-z]+")
_ENUMERATED = re.compile(r"^\s*(\d+(?:\.\d+)*)[.)]?\s+(?=\S)")
_STARTS = re.compile(r"(?:(?<=[;.])|^)\s*(?=\d+(?:\.\d+)*[.)]\s+[А-ЯЁа-яё])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Decision:
    """One numbered decision; who and until when are "" where nobody wrote them."""

    number: str
    text: str
    responsible: str = ""
    due: str = ""
    status: str = ""


Differ = Callable[[str, Any], bool]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two wordings of one Пункт: the frame keys of the agenda row and of the assignment."""

    agenda: int
    task: int
    number: str


def lines_of(typed: str) -> list[tuple[str, str]]:
    """«Решили» → its decisions, each with the number people wrote before it, or ""."""
    found = []
    for part in _STARTS.split(typed.replace("\r\n", "\n")):
        for line in part.split("\n"):
            if text := clean(line).strip(" ;"):
                number = _ENUMERATED.match(text)
                found.append((number[1], text[number.end() :]) if number else ("", text))
    return found


def decided(
    order: str, agenda_key: int, typed: str, tasks: Sequence[Any], differ: Differ
) -> tuple[list[Decision], list[Clash]]:
    """The decisions of one question: `order` is its number in the record, `tasks` the rows of
    Поручения whose Пункт is this question («2» or «2.1»): item, task, responsible, due; `differ`
    says whether a wording names another term than the row."""
    left = list(tasks)
    decisions: list[Decision] = []
    clashes: list[Clash] = []
    for place, (written, text) in enumerate(lines_of(typed), 1):
        number = _numbered(order, written, place)
        match = _same(number, text, left)
        other = None if match else next((t for t in left if _at(t) == number), None)
        if match is not None:
            left.remove(match)
        if match and differ(text, match):
            clashes.append(Clash(agenda_key, match.Index, number))
        if other and not _NOTED.match(text):
            clashes.append(Clash(agenda_key, other.Index, number))
        decisions.append(_decision(number, text, match))
    used = {decision.number for decision in decisions}
    for task in left:
        number = next(_free(order, task.item, used))
        used.add(number)
        decisions.append(_decision(number, task.task, task))
    return decisions, clashes


def _numbered(order: str, written: str, place: int) -> str:
    last = written.rpartition(".")[2] or str(place)
    return f"{order}.{last}"


def _same(number: str, text: str, tasks: Sequence[Any]) -> Any:
    """The assignment that this decision is, the one of its own Пункт first; else None."""
    worded = [task for task in tasks if not _NOTED.match(text) and alike(text, task.task)]
    return next(iter([*(task for task in worded if _at(task) == number), *worded]), None)


def _at(task: Any) -> str:
    return str(task.item).rstrip(".")


_NOTED = re.compile(r"(?:информацию\s+)?(?:принять|приняли|принято) к сведению", re.IGNORECASE)
"""Nothing is told to anybody: an assignment of the same Пункт stands beside it."""


def _free(order: str, item: str, used: set[str]) -> Iterator[str]:
    item = item.rstrip(".")
    if "." in item and item not in used:
        yield item
    place = 1
    while True:
        if (number := f"{order}.{place}") not in used:
            yield number
        place += 1


def _decision(number: str, text: str, task: Any) -> Decision:
    if task is None:
        return Decision(number, capital(text))
    return Decision(number, capital(text), task.responsible, task.term, task.status)


def alike(one: str, other: str) -> bool:
    """Whether two wordings can be one decision: they share enough of their words' stems."""
    a, b = _stems(one), _stems(other)
    return not a or not b or len(a & b) >= ALIKE * min(len(a), len(b))


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(fold(text)) if len(word) > _SHORT}
