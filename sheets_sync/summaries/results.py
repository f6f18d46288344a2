"""The tab «Результаты и профиль ШНОР»: the list beside the sign, a block a school, the town."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from sheets_sync.frames import each
from sheets_sync.grid import lay_out
from sheets_sync.kinds.letters import plural
from sheets_sync.pieces import (
    Align,
    Block,
    Cell,
    Format,
    Grid,
    Head,
    Lines,
    Look,
    Page,
    Piece,
    Row,
    Spacer,
)
from sheets_sync.stats.facts import LOW_NEEDS
from sheets_sync.stats.results import (
    KEYS,
    PRINTED_FROM,
    TOWN_KEYS,
    before,
    last_year,
    weak,
)
from sheets_sync.summaries.base import (
    NOT_KNOWN,
    Summary,
    View,
    half_up,
    natural,
    number,
    signed,
    top,
    traced,
    whole,
    with_ratio,
)
from sheets_sync.summaries.class_marks import class_marks
from sheets_sync.summaries.work import Done, Work

TITLE = "Результаты и профиль ШНОР"
FEW = f"N < {PRINTED_FROM}"
MISSED, SPARE, SAME = "признак есть, в перечне нет", "в перечне, признака нет", "совпадает"
NO_DATA = "нет процедур, где писали 5 и больше"
_RATES = (
    Head("Процедура", wrap=True),
    Head("Класс", Format.WHOLE, Align.CENTER),
    Head("Учебный год"),
    Head("Писали", Format.WHOLE, field="n"),
    Head("Успеваемость", align=Align.RIGHT, field="success"),
    Head("Качество", align=Align.RIGHT, field="quality"),
    Head("Доля «2»", align=Align.RIGHT, field="share2"),
    Head("Изменение доли «2», п.п.", align=Align.RIGHT, field="share2_change"),
    Head("Средний балл", Format.MEAN, field="mean"),
    Head("СОУ", Format.MEAN, field="sou"),
)
_WORK = (
    Head("Консульт. в этом году", Format.WHOLE, field="consultations"),
    Head("Планы: выполнено из", align=Align.RIGHT, field="plans"),
    Head("Пункты карты: выполнено из", align=Align.RIGHT, field="items"),
)
_SCHOOL = (Head("Предмет", wrap=True), *_RATES, *_WORK)
_TOWN = (Head("Предмет", wrap=True), *_RATES)
WIDTHS = (22, 12, 8, 13, 9, 17, 17, 17, 13, 10, 10, 11, 12, 13)
NOTE = (
    "Успеваемость = («5» + «4» + «3») / писали; качество = («5» + «4») / писали; доля «2» = «2» / "
    "писали; средний балл = (5·«5» + 4·«4» + 3·«3» + 2·«2») / писали; СОУ = (100·«5» + 64·«4» + "
    "36·«3» + 16·«2») / писали. Изменение — в процентных пунктах к прошлому году, та же процедура, "
    "класс и предмет. Классы одной параллели складываются. Где писали меньше 5 учеников, числа не "
    "печатаются."
)
SIGN_NOTE = (
    "Процедура здесь — работа по предмету в параллели. Слабая: писали не меньше 5 учеников и доля "
    "«2» 30 % и выше. R1 — слабых процедур в этом году две и больше; R2 — одна и та же процедура "
    "слабая в этом и в прошлом году. Признак показан рядом с официальным перечнем и его не меняет. "
    "Сейчас признак = {rule}."
)
FACTS_NOTE = (
    "Рядом с результатами стоят консультации, планы и пункты дорожной карты той же школы и того же "
    "предмета: что сделано и что изменилось. Это факты, а не причина и следствие. Пункт карты "
    "относится к предмету, если называет его. Результаты ВПР не служат для оценки школ и учителей; "
    "порядок школ — по названию."
)


def build(view: View) -> Grid:
    """The tab from results, low_results and what was done for the same schools."""
    profile = _Profile(view)
    pieces: list[Piece] = [
        top(view, TITLE, "Результаты оценочных процедур и работа со школами"),
        Spacer(),
        profile.signs(),
        Spacer(),
    ]
    for school in profile.shown:
        pieces += [profile.block(school), Spacer()]
    pieces += [
        class_marks(view, profile.year),
        Spacer(),
        profile.town(),
        Spacer(),
        Lines((Cell(NOTE, Look.NOTE), Cell(FACTS_NOTE, Look.NOTE))),
    ]
    return lay_out(TITLE, pieces, WIDTHS, Page(landscape=True, repeat=False))


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
        """The workspace's rule in Russian: «R1 или R2»."""
        rule = self.view.analysis.facts.known.low_rule
        return rule.replace(" or ", " или ").replace(" and ", " и ")

    @cached_property
    def work(self) -> Work:
        """What was done for each school."""
        return Work(self.view, frozenset(self.listed))

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
        return _latest(self.view.analysis.figures["results"], KEYS, self.year)

    @cached_property
    def shown(self) -> list[str]:
        """The schools with a block: listed or with the sign, by name."""
        signed_ones = {school for school, row in self.low.items() if row.sign}
        return sorted(self.listed | signed_ones, key=lambda code: natural(self.view.school(code)))

    @cached_property
    def weak_counts(self) -> dict[str, int]:
        """How many weak procedures a school has this year."""
        figure = self.view.analysis.figures["results"]
        found = figure[figure["year"].eq(self.year) & weak(figure)]
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
            "signs", _SIGNS, tuple(map(self._sign, schools)),
            title=f"Перечень ШНОР и признак низких результатов, {self.year}",
            note=SIGN_NOTE.format(rule=self.rule),
            empty="Результатов этого года и перечня ещё нет", frozen=True,
        )  # fmt: skip

    def _sign(self, school: str) -> Row:
        row = self.low.get(school)
        found = self.mismatch(school)
        known: tuple[Cell, ...] = (NOT_KNOWN,) * 4
        if row is not None:
            weak_ones = number(self.weak_counts.get(school, 0))
            known = (weak_ones, _yes(row.r1), _yes(row.r2), _yes(row.sign, Look.WARN))
        cells = (
            Cell(self.view.school(school)),
            Cell("да" if school in self.listed else "нет", align=Align.CENTER),
            *known,
            Cell(found if row is not None else NO_DATA, _SIGN_LOOKS[found]),
        )
        return traced(_SIGNS, cells, "low_results", school=school, year=self.year)

    def block(self, school: str) -> Block:
        """A school's results by subject, with what was done beside them."""
        rows = self.latest[self.latest["school"].eq(school)]
        ordered = sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade))
        return Block(
            f"school_{school}", _SCHOOL, tuple(self._line(row) for row in ordered),
            title=self._title(school), empty="Результатов этого и прошлого года нет",
        )  # fmt: skip

    def _title(self, school: str) -> str:
        row = self.low.get(school)
        signs = [name for name in ("R1", "R2") if row is not None and getattr(row, name.lower())]
        parts = [
            self.view.school(school),
            "в перечне ШНОР" if school in self.listed else "в перечне ШНОР нет",
            self._sign_in_words(row, signs),
        ]
        items = self.work.items(school)
        if items is not None:
            words = plural(items[1], "пункт карты", "пункта карты", "пунктов карты")
            parts.append(
                f"{words}, выполнено {whole(items[0])}" if items[1] else "пунктов карты нет"
            )
        return " · ".join(parts)

    def _sign_in_words(self, row: Any, signs: list[str]) -> str:
        if row is None:
            return f"признак не посчитан: {NO_DATA}"
        return f"признак: {' и '.join(signs)}, требует внимания" if row.sign else "признака нет"

    def _line(self, row: Any) -> Row:
        key = {name: getattr(row, name) for name in KEYS}
        rates = traced(_RATES, _rates(row), "results", **key)
        return (Cell(row.subject), *rates, *self._work(row.school, row.subject))

    def _work(self, school: str, subject: str) -> Row:
        """Consultations, plans and road map items of the same school and subject."""
        held = self.work.consultations(school, subject)
        cells = (
            NOT_KNOWN if held is None else number(held),
            _done_of(self.work.plans(school, subject)),
            _done_of(self.work.items(school, subject)),
        )
        key = {"school": school, "subject": subject}
        first = traced(_WORK[:1], cells[:1], "coverage", **key)
        return (*first, *traced(_WORK[1:], cells[1:], "school_work", **key))

    def town(self) -> Block:
        """The municipality's rows."""
        rows = _latest(self.view.analysis.figures["results_municipality"], TOWN_KEYS, self.year)
        ordered = sorted(each(rows), key=lambda r: (r.subject, r.procedure, r.grade))
        lines = tuple(
            (
                Cell(row.subject),
                *traced(
                    _RATES, _rates(row, self._hidden(row)), "results_municipality",
                    **{name: getattr(row, name) for name in TOWN_KEYS},
                ),
            )
            for row in ordered
        )  # fmt: skip
        return Block(
            "town", _TOWN, lines, title="Весь город: все школы вместе",
            empty="Результатов этого и прошлого года нет",
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


_SIGNS = (
    Head("Школа", span=2),
    Head("В перечне", align=Align.CENTER, span=2, field="listed"),
    Head("Слабых процедур", Format.WHOLE, span=2, field="weak"),
    Head("R1", align=Align.CENTER, field="r1"),
    Head("R2", align=Align.CENTER, field="r2"),
    Head("Признак", align=Align.CENTER, field="sign"),
    Head("Перечень и признак", wrap=True, span=4),
)
_SIGN_LOOKS = {MISSED: Look.BAD, SPARE: Look.WARN, SAME: Look.MUTED}


def _latest(figure: pd.DataFrame, by: list[str], year: str) -> pd.DataFrame:
    """The newest row of this year and the last for each key without its year; the last year's N
    beside it (`n_before`)."""
    near = figure[figure["year"].isin([year, before(year)])]
    last = last_year(figure, by).loc[near.index]
    near = near.assign(n_before=last["n"], n2_before=last["n2"])
    keys = [name for name in by if name != "year"]
    return near.sort_values("year").drop_duplicates(keys, keep="last")


def _rates(row: Any, hidden: bool = False) -> Row:
    """The cells under _RATES; nothing is printed of fewer than five pupils (`hidden`: nor what
    would show them by subtraction)."""
    head = (Cell(row.procedure), Cell(row.grade, format=Format.WHOLE), Cell(row.year))
    if row.n < PRINTED_FROM or hidden:
        return (*head, Cell(FEW, Look.MUTED, align=Align.RIGHT), *[None] * 6)
    return (
        *head,
        number(row.n),
        Cell(with_ratio(row.n5 + row.n4 + row.n3, row.n), align=Align.RIGHT),
        Cell(with_ratio(row.n5 + row.n4, row.n), align=Align.RIGHT),
        Cell(with_ratio(row.n2, row.n), align=Align.RIGHT),
        _change(row),
        Cell(_hundredths(_points(row, (5, 4, 3, 2)), row.n), format=Format.MEAN),
        Cell(_hundredths(_points(row, (100, 64, 36, 16)), row.n), format=Format.MEAN),
    )


def _change(row: Any) -> Cell:
    """In percentage points, of this share and last year's; «–» where either is not printed."""
    if pd.isna(row.n_before) or row.n_before < PRINTED_FROM:
        return NOT_KNOWN
    points = _share2(row.n2, row.n) - _share2(row.n2_before, row.n_before)
    return Cell(signed(float(half_up(points, 1)), 1), align=Align.RIGHT)


def _share2(part: float, total: float) -> Fraction:
    return 100 * Fraction(int(part), int(total))


def _points(row: Any, worth: Sequence[int]) -> int:
    given = (row.n5, row.n4, row.n3, row.n2)
    return sum(int(n) * points for n, points in zip(given, worth, strict=True))


def _hundredths(total: int, n: int) -> float:
    return float(half_up(Fraction(total, int(n)), 2))


def _yes(value: bool, look: Look = Look.BODY) -> Cell:
    return Cell("да" if value else "нет", look if value else Look.MUTED, align=Align.CENTER)


def _done_of(work: Done | None) -> Cell:
    """«2 из 5», «–» where nothing is planned or known."""
    if work is None or not work[1]:
        return NOT_KNOWN
    return Cell(f"{work[0]} из {work[1]}", align=Align.RIGHT)


SUMMARY = Summary(TITLE, LOW_NEEDS, build)
