"""Checks of the results of tests and exams."""

from collections.abc import Iterator

import pandas as pd

from sheets_sync.checks.base import CLOSED, Setting, check, closed_schools, keys
from sheets_sync.figures.results import earlier_season
from sheets_sync.problems import Check, Fault, Problem, Severity
from sheets_sync.reading.records import Records
from sheets_sync.tables.directories import SCHOOLS
from sheets_sync.tables.kinds.classes import grade_of
from sheets_sync.tables.results import RESULTS

_MARKS = ["n5", "n4", "n3", "n2"]


@check(RESULTS)
def marks_do_not_add_up(results: Records, setting: Setting) -> Iterator[Problem]:
    """The marks together are not as many as those who wrote."""
    frame = results.frame
    given = frame[_MARKS].sum(axis=1)
    whole = frame[[*_MARKS, "tested"]].notna().all(axis=1)
    for key in keys(frame, whole & given.ne(frame["tested"])):
        said = f"писали {frame['tested'][key]:.0f}, а отметок вместе {given[key]:.0f}"
        fault = Fault.of(Check.RESULTS_SUM, said, f"исправьте {RESULTS.head('tested')} или отметки")
        yield results.problem(key, "tested", fault, rejects=True)


@check(RESULTS)
def more_than_on_the_roll(results: Records, setting: Setting) -> Iterator[Problem]:
    """More wrote than there are pupils."""
    frame = results.frame
    for key in keys(frame, frame["tested"].gt(frame["roll"])):
        said = f"писали {frame['tested'][key]:.0f}, а по списку {frame['roll'][key]:.0f}"
        fix = f"исправьте {RESULTS.head('tested')} или {RESULTS.head('roll')}"
        fault = Fault.of(Check.RESULTS_ROLL, said, fix)
        yield results.problem(key, "tested", fault, rejects=True)


@check(RESULTS)
def whole_and_part(results: Records, setting: Setting) -> Iterator[Problem]:
    """A parallel stands beside its own classes: its pupils would count twice."""
    frame = results.frame
    grade = pd.Series([grade_of(name) for name in frame["grade"]], frame.index, dtype="int64")
    whole = pd.Series([name.isdecimal() for name in frame["grade"]], frame.index, dtype=bool)
    key = ["year", "procedure", "school", "subject"]
    keyed = frame[key].assign(season=frame["season"].fillna(""), grade=grade, whole=whole)
    groups = keyed.groupby([*key, "season", "grade"])["whole"]
    both = whole & groups.transform("sum").lt(groups.transform("size"))
    said = "есть и вся параллель, и её классы отдельно: ученики считаются дважды"
    fault = Fault.of(
        Check.RESULTS_TWICE,
        said,
        "решите, чьи числа верны; другие перенесите на лист, которого нет среди наших",
    )
    yield from results.problems(keys(frame, both), "grade", fault)


@check(RESULTS)
def written_again(results: Records, setting: Setting) -> Iterator[Problem]:
    """Rows of an earlier season than the last one of their year: figures take the last."""
    frame = results.frame
    earlier = earlier_season(frame)
    said = "за этот учебный год есть и работа другого сезона: считается последняя, не эта"
    info = Fault(Check.RESULTS_SEASON, Severity.INFO, said)
    yield from results.problems(keys(frame, earlier & frame["season"].notna()), "season", info)
    said = f"{said}; сезон этой не указан"
    fault = Fault.of(Check.RESULTS_SEASON, said, f"впишите {RESULTS.head('season')}")
    yield from results.problems(keys(frame, earlier & frame["season"].isna()), "season", fault)


@check(RESULTS, SCHOOLS)
def school_closed(results: Records, schools: Records, setting: Setting) -> Iterator[Problem]:
    """This year's results of a school that does not work any more."""
    frame = results.frame
    this = frame["year"].eq(str(setting.year)) & frame["school"].isin(closed_schools(schools))
    yield from results.problems(keys(frame, this), "school", CLOSED)


ERRORS = (marks_do_not_add_up, more_than_on_the_roll)
WARNINGS = (whole_and_part, written_again, school_closed)
