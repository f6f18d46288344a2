"""Results of tests and exams, and the schools with low ones."""

from datetime import datetime

import pytest
from figures.figure_help import RESULTS, figure, one, only, warnings
from helpers import Desk, counts, look

from sheets_sync.sheet.cells import Raw
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View


def test_the_rates_of_the_contract() -> None:
    row = one(Desk(), "results", school="Ш-44", year="2020–2021")
    assert (row["n"], row["success"], row["quality"], row["share2"]) == (25, 0.84, 0.44, 0.16)
    assert (row["mean"], row["sou"], row["share2_change"]) == (3.4, 49.44, -14.0)


def test_classes_of_one_grade_are_summed() -> None:
    desk = Desk().set(RESULTS, 2, "Класс", "5А")
    desk.add(RESULTS, like=2, Класс="5 «Б»")
    row = one(desk, "results", school="Ш-44", year="2020–2021")
    assert (row["grade"], row["n"], row["n5"]) == (5, 50, 6)
    assert counts(look(desk), RESULTS) == (5, 5, 0)


def test_a_parallel_beside_its_classes_is_told() -> None:
    desk = Desk()
    desk.add(RESULTS, like=2, Класс="5А")
    assert ("results.twice", "Класс", 2) in warnings(desk)


def test_the_municipality_sums_counts() -> None:
    """N 10 at 80 % and N 90 at 20 % of «2» make 26,0 %, not 50 %."""
    desk = only(RESULTS, Писали=10, По_списку=10)
    for header, n in zip(("«5»", "«4»", "«3»", "«2»"), (0, 0, 2, 8), strict=True):
        desk.set(RESULTS, 2, header, n)
    desk.add(RESULTS, like=2, Школа="СОШ № 9", Писали=90, По_списку=90)
    for header, n in zip(("«3»", "«2»"), (72, 18), strict=True):
        desk.set(RESULTS, 3, header, n)
    (row,) = figure(desk, "results_municipality")
    assert (row["n"], row["share2"]) == (100, 0.26)


@pytest.mark.parametrize(
    ("cells", "check"),
    [({"Писали": 24}, "results.sum"), ({"По списку": 24}, "results.roll")],
)
def test_numbers_that_cannot_be(cells: dict[str, Raw], check: str) -> None:
    desk = Desk()
    for header, value in cells.items():
        desk.set(RESULTS, 2, header, value)
    assert [c for c, _, _ in warnings(desk)] == [check]
    assert counts(look(desk), RESULTS) == (4, 3, 1)


def test_a_needed_number_that_is_not_exact_rejects_the_row() -> None:
    desk = Desk().set(RESULTS, 2, "«5»", "около 3")
    assert counts(look(desk), RESULTS) == (4, 3, 1)
    assert [str(p.severity) for p in look(desk).problems] == ["ошибка"]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("rule", "nine", "twin"),
    [
        ("R1", True, False),
        ("R2", False, True),
        ("R1 or R2", True, True),
        ("R1 and R2", False, False),
    ],
)
def test_the_sign_of_low_results(rule: str, nine: bool, twin: bool) -> None:
    """СОШ № 9 is weak in two subjects this year; ООШ № 9 in one, two years running."""
    desk = Desk()
    for year in ("2020–2021", "2019–2020"):
        desk.add(RESULTS, like=4, Школа="ООШ № 9", Учебный_год=year)
    low = {r["school"]: r for r in figure(desk, "low_results", low_results=rule)
           if r["year"] == "2020–2021"}  # fmt: skip
    assert (low["Ш-9"]["sign"], low["О-9"]["sign"], low["Ш-44"]["sign"]) == (nine, twin, False)
    assert [low[s]["listed"] for s in ("Ш-9", "О-9", "Ш-44")] == [False, False, True]
    assert (low["Ш-9"]["r1"], low["О-9"]["r2"]) == (True, True)


@pytest.mark.slow
def test_fewer_than_five_make_no_sign() -> None:
    desk = Desk()
    for row in (4, 5):
        for header, n in (("Писали", 4), ("«5»", 0), ("«4»", 0), ("«3»", 0), ("«2»", 4)):
            desk.set(RESULTS, row, header, n)
    assert {r["school"] for r in figure(desk, "low_results")} == {"Ш-44"}
    assert one(desk, "results", school="Ш-9", subject="математика")["share2"] == 1.0


@pytest.mark.slow
def test_five_make_a_sign() -> None:
    desk = Desk()
    for row in (4, 5):
        for header, n in (("Писали", 5), ("«5»", 0), ("«4»", 0), ("«3»", 0), ("«2»", 5)):
            desk.set(RESULTS, row, header, n)
    low = {r["school"]: (r["r1"], r["sign"]) for r in figure(desk, "low_results")}
    assert low["Ш-9"] == (True, True)


def test_the_official_list_is_never_changed_by_the_sign() -> None:
    analysis = look(Desk())
    rows = figure(Desk(), "low_results")
    assert [(r["school"], r["listed"], r["sign"]) for r in rows if r["year"] == "2020–2021"] == [
        ("Ш-44", True, False), ("Ш-9", False, True),
    ]  # fmt: skip
    assert analysis.facts.listed is not None
    assert analysis.facts.listed["school"].tolist() == ["Ш-44"]


@pytest.mark.slow
def test_the_town_shows_nobody_by_subtraction() -> None:
    """A town of one printed school and one pupil of another prints neither's difference."""
    desk = only(RESULTS, Школа="СОШ № 44", Писали=25)
    desk.add(RESULTS, like=2, Школа="СОШ № 9", Писали=1, По_списку=1)
    for header, n in zip(("«5»", "«4»", "«3»", "«2»"), (0, 0, 0, 1), strict=True):
        desk.set(RESULTS, 3, header, n)
    analysis = look(desk)
    stamp = Stamp(analysis.today, datetime(2021, 2, 18))
    (grid,) = [g for g in build(View(analysis, stamp))[0] if "муниципалитета" in g.title]
    texts = [[cell.value for cell in row if cell] for row in grid.rows]
    (row,) = [row for row in texts if "математика" in row or "русский язык" in row]
    assert "меньше 5" in row
    assert not any("/26" in str(value) for row in texts for value in row)


def seasons(*typed: Raw, **cells: Raw) -> Desk:
    """The first work written in other seasons, with one more «2» (for a «3») each time."""
    desk = Desk().set(RESULTS, 2, "Сезон", typed[0])
    for number, season in enumerate(typed[1:], 1):
        desk.add(RESULTS, like=2, **{"Сезон": season, "«3»": 10 - number, "«2»": 4 + number})
        for header, value in cells.items():
            desk.set(RESULTS, len(desk.rows(RESULTS)), header, value)
    return desk


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "n2"),
    [
        (("осень", "весна"), 5),
        (("весна", "осень"), 4),
        (("Осенью", "весенняя"), 5),
        (("осень 2020 г.", "Весна 2021"), 5),
        (("октябрь", "апрель"), 5),
        ((None, "осень"), 5),
        ((None, "осень", "весна"), 6),
        (("весна",), 4),
        (("осень",), 4),
        ((None,), 4),
    ],
)
def test_the_last_season_of_a_year_counts(typed: tuple[Raw, ...], n2: int) -> None:
    desk = seasons(*typed)
    row = one(desk, "results", school="Ш-44", year="2020–2021")
    assert (row["n"], row["n2"]) == (25, n2)
    read, counted, _ = counts(look(desk), RESULTS)
    assert read == counted
    towns = figure(desk, "results_municipality")
    assert sum(row["n"] for row in towns) == sum(row["n"] for row in figure(desk, "results"))


def test_another_class_of_the_grade_is_of_the_last_season_too() -> None:
    desk = seasons("осень", "весна", Класс="5Б").set(RESULTS, 2, "Класс", "5А")
    assert one(desk, "results", school="Ш-44", year="2020–2021")["n2"] == 5


def test_the_change_compares_what_counts_in_both_years() -> None:
    desk = seasons("осень", "весна")
    desk.set(RESULTS, 3, "Сезон", "осень")
    row = one(desk, "results", school="Ш-44", year="2020–2021")
    assert row["share2_change"] == pytest.approx(100 * (5 / 25 - 6 / 20))


def test_a_work_without_its_season_beside_one_with_it_is_told() -> None:
    assert ("results.season", "Сезон", 2) in warnings(seasons(None, "весна"))
    assert "results.season" not in {c for c, _, _ in warnings(seasons("осень", "весна"))}
    assert "results.twice" not in {c for c, _, _ in warnings(seasons("осень", "весна", Класс="5А"))}


def test_one_season_twice_is_asked_about() -> None:
    (found,) = [p for p in look(seasons("весна", "весна")).problems if p.check == "key.repeated"]
    assert "«3», «2»" in found.fix
    assert "«Сезон»" in found.fix


def test_the_summary_says_the_season() -> None:
    analysis = look(seasons("осень", "весна"))
    stamp = Stamp(datetime(2021, 2, 18, 9), datetime(2021, 2, 18))
    grids = build(View(analysis, stamp))[0]
    said = {cell.value for grid in grids for row in grid.rows for cell in row if cell}
    assert {"ВПР, осень", "ВПР, весна"} & said == {"ВПР, весна"}
