"""Rules across the cells of a row, the rows of a tab and the tabs of a book."""

from collections.abc import Callable, Iterator, Mapping

from sheets_sync.problems import Check
from sheets_sync.samples.templates.rules.by_kind import recurring
from sheets_sync.samples.templates.rules.consultations import rules_of_journal, rules_of_schedule
from sheets_sync.samples.templates.rules.formulas import (
    TODAY,
    another_year,
    begins,
    blank,
    both,
    day,
    filled,
    school_year,
    term_passed,
    unlike,
)
from sheets_sync.samples.templates.rules.meetings import rules_of_meetings, rules_of_register
from sheets_sync.samples.templates.rules.spot import Rule, Spot

_DONE = ("вып", "исп", "сде", "зав", "зак", "реа", "осу", "да", "+", "✓", "✔")
_HANDED_IN = ("сда", "при", "да", "+", "✓", "на ", "утв", "зач")
_MARKS = ("n5", "n4", "n3", "n2")


def rules_of_table(spot: Spot) -> Iterator[Rule]:
    """What a table's rows must not repeat, then its own rules."""
    if spot.table.key:
        yield spot.rule(Check.KEY_REPEATED, spot.table.key[0], _again(spot, *spot.table.key))
    if rules := _OF_TABLE.get(spot.table.name):
        yield from rules(spot)


def _again(spot: Spot, *names: str) -> str:
    """The same cells stand in a row above."""
    pairs = ",".join(f"{spot.down_to_here(name)},{_asked(spot, name)}" for name in names)
    return both(filled(spot.cell(names[0])), f"COUNTIFS({pairs})>1")


def _asked(spot: Spot, name: str) -> str:
    """What COUNTIFS looks for: of a cell that may be blank its text, for a blank means 0 there."""
    blank_too = "" if spot.table.column(name).required else '&""'
    return f"{spot.cell(name)}{blank_too}"


def _schools(spot: Spot) -> Iterator[Rule]:
    yield spot.rule(Check.SCHOOL_SAME_NAME, "name", _again(spot, "name"))


def _listed(spot: Spot) -> Iterator[Rule]:
    yield spot.rule(Check.SHNOR_REPEATED, "school", _again(spot, "school", "year"))


def _tutors(spot: Spot) -> Iterator[Rule]:
    yield spot.rule(Check.TUTOR_DATES, "until", _before(spot, "until", "since"))


def _calendar(spot: Spot) -> Iterator[Rule]:
    yield spot.rule(Check.CALENDAR_DATES, "end", _before(spot, "end", "start"))


def _before(spot: Spot, last: str, first: str) -> str:
    """Two days in the wrong order."""
    end, start = day(spot.cell(last)), day(spot.cell(first))
    return both(f"{end}>0", f"{start}>0", f"{end}<{start}")


def _deeds(spot: Spot) -> Iterator[Rule]:
    status, due, done_on = (spot.cell(name) for name in ("status", "due", "done_on"))
    done = both(begins(status, _DONE), unlike(status, "*част*", "*не *"))
    yield spot.rule(Check.DONE_NO_DATE, "done_on", both(done, blank(done_on)))
    moment = day(done_on)
    late = both(done, f"{moment}>0", f"IFERROR({term_passed(due, moment)},FALSE)")
    yield spot.rule(Check.DONE_LATE, "done_on", late)
    this_year = f"{school_year(moment)}={school_year(TODAY)}"
    early = f"{TODAY}<DATE({school_year(TODAY)},5,31)"
    again = both(done, recurring(due), this_year, early)
    yield spot.rule(Check.DONE_RECURRING, "status", again)
    strange = another_year(done_on, spot.whole("done_on"))
    yield spot.rule(Check.DATE_ANOTHER_YEAR, "done_on", strange)


def _reports(spot: Spot) -> Iterator[Rule]:
    status, submitted = spot.cell("status"), spot.cell("submitted")
    bare = both(begins(status, _HANDED_IN), blank(submitted))
    yield spot.rule(Check.DONE_NO_DATE, "submitted", bare)
    dated = both(begins(status, ("не ", "нет", "-")), filled(submitted))
    yield spot.rule(Check.REPORT_STATUS, "status", dated)


def _results(spot: Spot) -> Iterator[Rule]:
    tested, roll, grade = (spot.cell(name) for name in ("tested", "roll", "grade"))
    marks = ",".join(map(spot.cell, _MARKS))
    whole = f"COUNT({marks},{tested})={len(_MARKS) + 1}"
    yield spot.rule(Check.RESULTS_SUM, "tested", both(whole, f"SUM({marks})<>{tested}"))
    more = both(f"ISNUMBER({tested})", f"ISNUMBER({roll})", f"{tested}>{roll}")
    yield spot.rule(Check.RESULTS_ROLL, "tested", more)
    same = ("year", "procedure", "school", "subject", "season")
    pairs = ",".join(f"{spot.whole(name)},{_asked(spot, name)}" for name in same)
    classes = f'COUNTIFS({pairs},{spot.whole("grade")},{grade}&"?*")>0'
    both_ways = both(filled(grade), f"ISNUMBER({grade}+0)", classes)
    yield spot.rule(Check.RESULTS_TWICE, "grade", both_ways)


_OF_TABLE: Mapping[str, Callable[[Spot], Iterator[Rule]]] = {
    "schools": _schools,
    "shnor": _listed,
    "tutors": _tutors,
    "calendar": _calendar,
    "meetings": rules_of_meetings,
    "register": rules_of_register,
    "tasks": _deeds,
    "schedule": rules_of_schedule,
    "journal": rules_of_journal,
    "plans": _deeds,
    "reports": _reports,
    "roadmap": _deeds,
    "results": _results,
}
