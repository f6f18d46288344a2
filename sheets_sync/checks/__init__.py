"""Rules across rows and tabs, one file a subject."""

from collections.abc import Iterator, Mapping, Sequence

from sheets_sync.checks import (
    attendance,
    attendees,
    consultations,
    directories,
    execution,
    overlaps,
    repeats,
    reports,
    results,
    teachers,
    visits,
)
from sheets_sync.checks.base import Setting
from sheets_sync.problems import Problem
from sheets_sync.reading.records import Records

_ERRORS = (*attendance.ERRORS, *consultations.ERRORS, *visits.ERRORS, *results.ERRORS)
_WARNINGS = (
    *directories.WARNINGS,
    *repeats.WARNINGS,
    *attendance.WARNINGS,
    *attendees.WARNINGS,
    *consultations.WARNINGS,
    *visits.WARNINGS,
    *overlaps.WARNINGS,
    *execution.WARNINGS,
    *reports.WARNINGS,
    *results.WARNINGS,
    *teachers.WARNINGS,
)


def find_errors(
    records: Mapping[str, Records], problems: Sequence[Problem], setting: Setting
) -> tuple[dict[str, Records], list[Problem]]:
    """Records as read and what was wrong with them → the rows that count, and all errors.

    Errors are looked for in every row, warnings only in rows that count: one fault, one report.
    """
    found = [*problems, *(p for rule in _ERRORS for p in rule.run(records, setting))]
    return {name: read.counted(found) for name, read in records.items()}, found


def find_warnings(counted: Mapping[str, Records], setting: Setting) -> Iterator[Problem]:
    """What wants a look in the rows that count; the setting knows the facts."""
    return (problem for rule in _WARNINGS for problem in rule.run(counted, setting))
