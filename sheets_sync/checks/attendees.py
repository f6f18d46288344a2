"""Checks of the lists of those present against the register."""

from collections.abc import Iterator

from sheets_sync.checks.base import Setting, check
from sheets_sync.problems import Check, Fault, Problem
from sheets_sync.reading.frames import each, looked_up
from sheets_sync.reading.records import Records, origin_number
from sheets_sync.reading.repeats import where
from sheets_sync.tables.attendance import REGISTER


@check(REGISTER)
def marked_on_a_list_too(register: Records, setting: Setting) -> Iterator[Problem]:
    """A tutor whom a list marks for a meeting that is marked already: the first counts."""
    lists = {number for (number, _), column in register.heads.items() if not column}
    if not lists:
        return
    tutors = looked_up(register.marks["key"], register.frame["tutor"])  # type: ignore[index]
    marks = register.marks.assign(tutor=tutors)  # type: ignore[union-attr]
    seen: dict[tuple[str, str], int] = {}
    for row in each(marks):
        before = seen.setdefault((row.meeting, row.tutor), row.key)
        if before != row.key and origin_number(row.key) in lists:
            at = where(register, before, "tutor", row.key)
            said = f"этому тьютору совещание {row.meeting} уже отмечено: {at}; считается первая"
            fix = "решите, какая отметка верна, и ставьте её в одном месте"
            fault = Fault.of(Check.REGISTER_MARKED_TWICE, said, fix)
            yield register.problem(row.key, row.column, fault)


WARNINGS = (marked_on_a_list_too,)
