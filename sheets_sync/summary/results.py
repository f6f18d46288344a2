"""The tabs of the results: the list beside the sign, a page a school, marks, the municipality."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.figures.events import LOW_NEEDS
from sheets_sync.figures.measures.consultations import COVERAGE
from sheets_sync.figures.measures.declared import pick
from sheets_sync.figures.measures.results import LOW_RESULTS, PRINTED_FROM, RATES, WORK
from sheets_sync.figures.results import KEYS, TOWN_KEYS, weak, weak_twice
from sheets_sync.figures.rounding import natural, whole
from sheets_sync.figures.work import Work
from sheets_sync.letters import plural
from sheets_sync.problems import capital
from sheets_sync.reading.frames import each
from sheets_sync.sheet.pieces import Align, Block, Cell, Grid, Head, Look, Row
from sheets_sync.summary.cells import NOT_KNOWN, heads, measured, number, wide_enough
from sheets_sync.summary.class_marks import MARK_WIDTHS, MARKS_ABOUT, class_marks
from sheets_sync.summary.result_cells import (
    FACTS_NOTE,
    HEADS,
    SIGN_NOTE,
    done_of,
    latest_year,
    rate_cells,
    yes,
)
from sheets_sync.summary.view import Summary, View, notes, tab

TITLE = "Результаты и профиль ШНОР"
SCHOOLS_TITLE = "Профили школ"
MARKS_TITLE = "Отметки и журнал"
TOWN_TITLE = "Результаты муниципалитета"
_ABOUT = "Результаты оценочных процедур и работа со школами"
MISSED, SPARE, SAME = "признак есть, в перечне нет", "в перечне, признака нет", "совпадает"
NO_DATA = f"нет процедур, где писали {PRINTED_FROM} и больше"
_HELPED = (replace(COVERAGE["consultations"], head="Консульт. в этом году"),)
_SCHOOL = (Head("Предмет", wrap=True), *HEADS, *heads((*_HELPED, *WORK.values())))
_TOWN = (Head("Предмет", wrap=True), *HEADS)
_SCHOOL_WIDTHS = (15, 11, 6.5, 10, 7.5, 13.5, 13.5, 13.5, 10.5, 8.5, 7, 8.4, 9.7, 9.9)
_TOWN_WIDTHS = (28, *_SCHOOL_WIDTHS[1:11])
NOTE = (
    f"{capital('; '.join(rate.formula for rate in RATES))}. "
    "Изменение — в процентных пунктах к прошлому году, та же процедура, "
    "класс и предмет. Классы одной параллели складываются. Где писали "
    f"меньше {PRINTED_FROM} учеников, числа не печатаются."
)


def build(view: View) -> Grid:
    """The tab of the official list beside the sign, from low_results: what leads to the schools."""
    return tab(view, TITLE, _ABOUT, (_Profile(view).signs(),), _SIGN_WIDTHS)


def build_schools(view: View) -> Grid:
    """The tab of the schools, a page each: results and what was done."""
    profile = _Profile(view)
    schools = [profile.block(school) for school in profile.shown]
    return tab(view, SCHOOLS_TITLE, _ABOUT, (*schools, notes(NOTE, FACTS_NOTE)), _SCHOOL_WIDTHS)


def build_marks(view: View) -> Grid:
    """The tab of the marks of works beside those of the class journal."""
    block = class_marks(view, str(view.analysis.year))
    return tab(view, MARKS_TITLE, MARKS_ABOUT, (block,), MARK_WIDTHS)


def build_town(view: View) -> Grid:
    """The tab of all schools together."""
    return tab(view, TOWN_TITLE, _ABOUT, (_Profile(view).town(), notes(NOTE)), _TOWN_WIDTHS)


@dataclass(frozen=True)
class _Profile:
    """What the tab knows of each school."""

    view: View

    @cached_property
    def year(self) -> str:
        return str(self.view.analysis.year)

    @cached_property
    def low(self) -> dict[str, Any]:
        """This year's sign by school."""
        figure = self.view.analysis.figures["low_results"]
        return {row.school: row for row in each(figure[figure["year"].eq(self.year)])}

    @property
    def rule(self) -> str:
        """The workspace's rule («R1 or R2») in the words of the columns."""
        rule = self.view.analysis.facts.centre.low_rule
        for name, said in (
            (" or ", " или в столбце "),
            (" and ", " и в столбце "),
            ("R1", f"«{LOW_RESULTS['r1'].head}»"),
            ("R2", f"«{LOW_RESULTS['r2'].head}»"),
        ):
            rule = rule.replace(name, said)
        return rule

    @cached_property
    def work(self) -> Work:
        """What was done for each school."""
        return Work(
            self.view.analysis.facts,
            self.view.analysis.figures.get("coverage"),
            self.view.rows("roadmap"),
            frozenset(self.listed),
        )

    @cached_property
    def tested(self) -> set[str]:
        """The schools with any result of this year."""
        figure = self.view.analysis.figures["results"]
        return set(figure.loc[figure["year"].eq(self.year), "school"])

    @cached_property
    def listed(self) -> set[str]:
        """This year's official list."""
        official = self.view.analysis.facts.official or frozenset()
        return {school for school, year in official if year == self.year}

    @cached_property
    def latest(self) -> pd.DataFrame:
        """Of this year and the last, the newest row of each procedure, class, subject by school."""
        return latest_year(self.view.analysis.figures["results"], KEYS, self.year)

    @cached_property
    def shown(self) -> list[str]:
        """The schools with a block: listed or with the sign, by name."""
        signed_ones = {school for school, row in self.low.items() if row.sign}
        return sorted(self.listed | signed_ones, key=lambda code: natural(self.view.school(code)))

    @cached_property
    def weak_counts(self) -> dict[str, int]:
        """How many weak procedures a school has this year."""
        return self._counts(weak)

    @cached_property
    def twice_counts(self) -> dict[str, int]:
        """How many of them were weak last year too."""
        return self._counts(weak_twice)

    def _counts(self, which: Callable[[pd.DataFrame], "pd.Series[bool]"]) -> dict[str, int]:
        figure = self.view.analysis.figures["results"]
        found = figure[figure["year"].eq(self.year) & which(figure)]
        return {str(school): int(n) for school, n in found["school"].value_counts().items()}

    def mismatch(self, school: str) -> str:
        """How sign and list disagree."""
        row = self.low.get(school)
        if row is None or bool(row.sign) == (school in self.listed):
            return SAME
        return MISSED if row.sign else SPARE

    def signs(self) -> Block:
        """The official list and the sign side by side."""
        schools = sorted(
            self.tested | self.listed, key=lambda code: natural(self.view.school(code))
        )
        return Block(
            "signs", _SIGN_HEADS, tuple(map(self._sign, schools)),
            note=SIGN_NOTE.format(rule=self.rule),
            empty="Результатов этого года и перечня ещё нет", filtered=True, long=True,
        )  # fmt: skip

    def _sign(self, school: str) -> Row:
        row = self.low.get(school)
        found = self.mismatch(school)
        ready = dict.fromkeys(("weak", "r1", "r2", "sign"), NOT_KNOWN)
        if row is not None:
            ready = {
                "weak": number(self.weak_counts.get(school, 0)),
                "r1": yes(row.r1),
                "r2": yes(row.r2),
                "sign": yes(row.sign, Look.WARN),
            }
        ready["listed"] = Cell("да" if school in self.listed else "нет", align=Align.CENTER)
        return (
            Cell(self.view.school(school)),
            *measured("low_results", _SIGNS, row, ready, school=school, year=self.year),
            Cell(found if row is not None else NO_DATA, _SIGN_LOOKS[found]),
        )

    def block(self, school: str) -> Block:
        """A school's results by subject, with what was done beside them."""
        rows = self.latest[self.latest["school"].eq(school)]
        ordered = sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade))
        return Block(
            f"school_{school}", _SCHOOL, tuple(self._line(row) for row in ordered),
            title=self._title(school), empty="Результатов этого и прошлого года нет",
            typed=True, own_page=True,
        )  # fmt: skip

    def _title(self, school: str) -> str:
        row = self.low.get(school)
        parts = [
            self.view.school(school),
            "в перечне ШНОР" if school in self.listed else "в перечне ШНОР нет",
            self._sign_in_words(row),
        ]
        items = self.work.items(school)
        if items is not None:
            words = plural(items[1], "пункт карты", "пункта карты", "пунктов карты")
            parts.append(
                f"{words}, выполнено {whole(items[0])}" if items[1] else "пунктов карты нет"
            )
        return " · ".join(parts)

    def _sign_in_words(self, row: Any) -> str:
        if row is None:
            return f"признак не посчитан: {NO_DATA}"
        if not row.sign:
            return "признака нет"
        count, twice = self.weak_counts[row.school], self.twice_counts.get(row.school, 0)
        if count == 1:
            return "требует внимания: слабая процедура одна, второй год подряд"
        again = f", из них {whole(twice)} второй год подряд" if twice else ""
        return f"требует внимания: слабых процедур {whole(count)}{again}"

    def _line(self, row: Any) -> Row:
        rates = rate_cells("results", row, KEYS)
        return (Cell(row.subject), *rates, *self._work(row.school, row.subject))

    def _work(self, school: str, subject: str) -> Row:
        """Consultations, plans and road map items of the same school and subject."""
        held = self.work.consultations(school, subject)
        ready = {
            "consultations": NOT_KNOWN if held is None else number(held),
            "plans": done_of(self.work.plans(school, subject)),
            "items": done_of(self.work.items(school, subject)),
        }
        key = {"school": school, "subject": subject}
        first = measured("coverage", _HELPED, None, ready, **key)
        return (*first, *measured("school_work", WORK.values(), None, ready, **key))

    def town(self) -> Block:
        """The municipality's rows."""
        rows = latest_year(self.view.analysis.figures["results_municipality"], TOWN_KEYS, self.year)
        ordered = sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade))
        lines = tuple(
            (
                Cell(row.subject),
                *rate_cells("results_municipality", row, TOWN_KEYS, self._hidden(row)),
            )
            for row in ordered
        )  # fmt: skip
        return Block(
            "town", _TOWN, lines, empty="Результатов этого и прошлого года нет", filtered=True,
            long=True,
        )  # fmt: skip

    def _hidden(self, row: Any) -> bool:
        """Whether a town row minus the printed schools would show fewer than five pupils."""
        keys = [name for name in TOWN_KEYS if name != "year"]
        printed = self._printed.get(tuple(getattr(row, name) for name in (*keys, "year")), 0)
        return 0 < row.n - printed < PRINTED_FROM and printed > 0

    @cached_property
    def _printed(self) -> dict[tuple[Any, ...], int]:
        """How many pupils the blocks of schools print, by the town's key."""
        shown = self.latest[self.latest["school"].isin(self.shown)]
        shown = shown[shown["n"].ge(PRINTED_FROM)]
        keys = [*(name for name in TOWN_KEYS if name != "year"), "year"]
        return {key: int(n) for key, n in shown.groupby(keys)["n"].sum().items()}  # type: ignore[misc]


_SIGNS = pick(LOW_RESULTS, "listed", "weak", "r1", "r2", "sign")
_SIGN_HEADS = (
    Head("Школа", wrap=True),
    *heads(_SIGNS),
    Head("Перечень и признак", wrap=True),
)
_SIGN_WIDTHS = (36, *wide_enough(heads(_SIGNS), 12), 46)
_SIGN_LOOKS = {MISSED: Look.BAD, SPARE: Look.WARN, SAME: Look.MUTED}


SUMMARIES = (
    Summary(TITLE, LOW_NEEDS, build),
    Summary(SCHOOLS_TITLE, LOW_NEEDS, build_schools),
    Summary(MARKS_TITLE, LOW_NEEDS, build_marks),
    Summary(TOWN_TITLE, LOW_NEEDS, build_town),
)
