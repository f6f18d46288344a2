"""Which summer a term without a year means: before September where its section begins in autumn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from sheets_sync.letters import fold_code
from sheets_sync.problems import Check, Problem
from sheets_sync.reading.records import Records
from sheets_sync.tables.kinds.terms import Span, summer_remark

_AUTUMN = (9, 10, 11)


def with_summers(found: Records, problems: Sequence[Problem]) -> tuple[Records, list[Problem]]:
    """Summers that stand among autumn terms moved a year back; their warnings say so."""
    frame = found.frame
    if not {"section", "due"} <= {*frame.columns}:
        return found, list(problems)
    spans: dict[int, Any] = dict(zip(frame.index.tolist(), frame["due"], strict=True))
    moved = {key: _year_before(spans[key]) for key in _early(found)}
    if not moved:
        return found, list(problems)
    told = [_told(found, problem, moved) for problem in problems]
    return replace(found, frame=frame.assign(due=[*(spans | moved).values()])), told


def _early(found: Records) -> Iterator[int]:
    """The rows whose summer is the one before September."""
    frame = found.frame
    sections = [fold_code(text or "") for text in frame["section"]]
    rows: list[tuple[str, int, Span | None]] = [
        *zip(sections, frame.index.tolist(), frame["due"], strict=True)
    ]
    for _, group in groupby(sorted(rows, key=lambda row: row[0]), lambda row: row[0]):
        dated = [(key, span) for _, key, span in group if span and not span.recurring]
        others = [span for _, span in dated if not span.summer]
        opening = True
        for key, span in dated:
            opening &= span.summer
            # What opens a section is before what follows it, if that is autumn.
            asked = others[:1] if opening else others
            if span.summer and asked and all(map(_in_autumn, asked)):
                yield key


def _in_autumn(span: Span) -> bool:
    return all(day.month in _AUTUMN for day in (span.start, span.end) if day)


def _year_before(span: Span) -> Span:
    return replace(span, start=_earlier(span.start), end=_earlier(span.end))


def _earlier(day: date | None) -> date | None:
    return day and day.replace(year=day.year - 1)


def _told(found: Records, problem: Problem, moved: dict[int, Span]) -> Problem:
    key = problem.row[1] if problem.row else None
    if key not in moved or problem.check is not Check.DATE_YEAR_MISSING:
        return problem
    if key is None or problem.cell != found.ref(key, "due"):
        return problem
    _, message, fix = summer_remark(problem.value, moved[key])
    return replace(problem, message=message, fix=fix)
