"""Rules across rows and tabs, one file a book."""

from collections.abc import Mapping, Sequence

from sheets_sync.checks import attendance, consultations, directories, overlaps
from sheets_sync.checks.base import Setting
from sheets_sync.problems import Problem
from sheets_sync.records import Records

_ERRORS = (*attendance.ERRORS, *consultations.ERRORS)
_WARNINGS = (
    *directories.WARNINGS,
    *attendance.WARNINGS,
    *consultations.WARNINGS,
    *overlaps.WARNINGS,
)


def run_checks(
    records: Mapping[str, Records], problems: Sequence[Problem], setting: Setting
) -> tuple[dict[str, Records], list[Problem]]:
    """Records as read and what was wrong with them → the rows that count, and all problems.

    Errors are looked for in every row, warnings only in rows that count: one fault, one report.
    """
    found = list(problems)
    for rule in _ERRORS:
        found += rule.run(records, setting)
    counted = {name: read.counted(found) for name, read in records.items()}
    for rule in _WARNINGS:
        found += rule.run(counted, setting)
    return counted, found
