"""The bells that «Календарь» tells: «7 урок 14:05–14:45»."""

import re
from datetime import time

from sheets_sync.letters import fold
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.times import TIME

_BELL = re.compile(
    r"(?:урок\s*(?:№\s*)?)?(\d{1,2})(?:-?(?:й|ый|ой))?"
    r"(?:\s*урок\w*[\s.,:;(-]+|[.,:;)-]*\s+\(?)(\d.*?)\)?"
)

Lesson = tuple[int, tuple[time, time]]
"""A lesson's number, its start and end."""


def lesson_of(name: str) -> Lesson | None:
    """What the name of a row «урок» says; None if it lacks the number or one of the times."""
    match = _BELL.fullmatch(fold(name))
    moments = TIME.read(match[2], Context(0)).value if match else None
    if match is None or moments is None or moments[1] is None:
        return None
    return int(match[1]), moments
