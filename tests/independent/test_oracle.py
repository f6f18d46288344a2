"""The oracle and the generator themselves, on figures worked out by hand and rules read from §3."""

from __future__ import annotations

from datetime import date, time

import openpyxl
import pytest

from . import oracle, oracle_basics, oracle_execution, oracle_half_year, oracle_results
from .books import write
from .oracle_basics import Either
from .schema import SCHEMA, columns, required
from .truth import Row, Term, World, effective, works_on
from .world import generate


def seed_world() -> World:
    """The meeting of the real record: 24 tutors, 19 came, 5 did not."""
    marks = [
        {"Отметка": "П", "Считать как": "присутствовал"},
        {"Отметка": "Н", "Считать как": "без причины"},
    ]
    tutors = [
        {"Код": f"Т-{n:02}", "Направления": ["ВПР"], "Работает с": date(2020, 9, 1), "По": None}
        for n in range(24)
    ]
    meeting: Row = {"Код": "С-01", "Дата": date(2021, 2, 18), "Приглашены": []}
    register = [{"Тьютор": f"Т-{n:02}", "С-01": "П" if n < 19 else "Н"} for n in range(24)]
    tabs: dict[str, list[Row]] = {tab: [] for tab in SCHEMA}
    tabs |= {"Отметки": marks, "Тьюторы": tutors, "Явка": register}
    tabs["Совещания"] = [meeting | {"Статус": "проведено", "Начало": time(13)}]
    return World(0, 2020, date(2021, 2, 18), tabs, {"С-01": "code"})


def test_the_record_of_18_february() -> None:
    total = oracle.attendance(seed_world())["attendance"]
    assert (total["present"], total["marked"], total["absent"]) == (19, 24, 5)
    assert round(100 * total["rate"], 1) == 79.2


def test_an_empty_municipality_has_no_shares() -> None:
    world = World(0, 2020, date(2021, 2, 18), {tab: [] for tab in SCHEMA})
    tables = oracle.figures(world)
    assert tables["consultations"]["held_rate"] is None
    assert tables["attendance"]["rate"] is None
    assert tables["coverage"] == []


def test_one_consultation_by_hand() -> None:
    world = generate(1)
    tutor, school = "Т-03", "Ш-01"
    entry = {
        "Код": "К-001", "Тьютор": tutor, "Предмет": "Физика", "Статус": "проведена",
        "Дата": date(2021, 1, 14), "Новая дата": date(2021, 2, 4),
    }  # fmt: skip
    visit = {
        "Консультация": "К-001", "Дата": date(2021, 2, 4), "Тьютор": tutor, "Школа": school,
        "Педагог": ("Королёва", "Анна", "Юрьевна"), "Количество": None, "Минуты": 45,
        "Отметка": next(
            r["Отметка"] for r in world.tabs["Отметки"] if r["Считать как"] == "присутствовал"
        ),
    }  # fmt: skip
    again = visit | {"Педагог": ("Королева", "Алла", "Яновна"), "Количество": 4, "Минуты": 60}
    world.tabs |= {"График": [entry], "Журнал": [visit, again], "ШНОР": []}
    assert oracle.consultations(world)["consultations"] == {
        "planned": 1, "held": 1, "failed": 0, "moved": 1, "cancelled": 0, "overdue": 0,
        "waiting": 0, "held_rate": 1.0, "unplanned": 0, "teachers": 2, "visits": 5, "schools": 1,
        "low_schools": 0, "minutes": 60,
    }  # fmt: skip
    assert [r["month"] for r in oracle.consultations(world)["consultations_by_month"]] == [
        "2021-02"
    ]
    assert oracle.coverage(world)["coverage"] == [
        {"school": school, "subject": "Физика", "consultations": 1, "teachers": 2,
         "last_date": "2021-02-04"}
    ]  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("today", [date(2021, 2, 18), date(2020, 9, 15), date(2021, 8, 31)])
def test_a_world_obeys_the_rules(seed: int, today: date) -> None:
    world = generate(seed, today)
    first, last = date(world.start, 9, 1), date(world.start + 1, 8, 31)
    tutors = {row["Код"]: row for row in world.tabs["Тьюторы"]}
    schedule = {row["Код"]: row for row in world.tabs["График"]}
    for tab in SCHEMA:
        for row in world.tabs[tab]:
            assert all(row[name] not in (None, "", []) for name in required(tab)), (tab, row)
    for row in world.tabs["График"]:
        assert first <= effective(row) <= last
        assert works_on(tutors[row["Тьютор"]], row["Дата"])
        assert row["Статус"] != "проведена" or effective(row) <= today
    for row in world.tabs["Журнал"]:
        assert first <= row["Дата"] <= today
        if row["Консультация"] != "вне графика":
            entry = schedule[row["Консультация"]]
            assert (entry["Тьютор"], effective(entry)) == (row["Тьютор"], row["Дата"])
            assert entry["Статус"] == "проведена"


def test_clean_books_hold_the_truth(tmp_path_factory: pytest.TempPathFactory) -> None:
    books = write(generate(2))
    folder = tmp_path_factory.mktemp("clean")
    books.save(folder)
    for tab in SCHEMA:
        sheet = openpyxl.load_workbook(folder / books.home(tab, 0))[tab]
        assert sheet.max_row == 1 + len(books.world.tabs[tab])
        header = [cell.value for cell in sheet[1]]
        assert header[: len(columns(tab))] == list(columns(tab))


# ------------------------------------------------------------- results, worked out by hand


def empty_world(today: date = date(2021, 2, 18), low_rule: str = "") -> World:
    return World(0, 2020, today, {tab: [] for tab in SCHEMA}, low_rule=low_rule)


def result(school: str, marks: tuple[int, int, int, int], **cells: object) -> Row:
    names = dict(zip(oracle_results.MARKS, marks, strict=True))
    plain: Row = {"Учебный год": "2020–2021", "Процедура": "ВПР", "Класс": (5, "")}
    return plain | {"Школа": school, "Предмет": "Математика", "Писали": sum(marks)} | names | cells


def test_the_marks_of_the_contract() -> None:
    world = empty_world()
    world.tabs["Результаты"] = [result("Ш-01", (3, 8, 10, 4))]
    row = oracle_results.results(world)["results"][0]
    shown = [round(100 * row[name], 1) for name in ("success", "quality", "share2")]
    assert shown == [84.0, 44.0, 16.0]
    assert (round(row["mean"], 2), round(row["sou"], 2)) == (3.40, 49.44)
    assert (row["n"], row["grade"], row["share2_change"]) == (25, 5, None)


def test_the_municipality_is_summed_from_counts() -> None:
    """N 10 at 80 % and N 90 at 20 % make 26 %, not 50 %."""
    world = empty_world()
    world.tabs["Результаты"] = [result("Ш-01", (8, 0, 0, 2)), result("Ш-02", (0, 18, 0, 72))]
    rows = oracle_results.results(world)["results_municipality"]
    assert [(row["n"], row["quality"]) for row in rows] == [(100, 0.26)]
    assert "school" not in rows[0]


def test_classes_are_one_grade_and_the_change_is_in_points() -> None:
    world = empty_world()
    world.tabs["Результаты"] = [
        result("Ш-01", (1, 1, 1, 1), Класс=(5, "А")),
        result("Ш-01", (0, 2, 2, 2), Класс=(5, "Б")),
        result("Ш-01", (2, 2, 2, 4), **{"Учебный год": "2019–2020"}),
        result("Ш-01", (2, 2, 2, 4), **{"Учебный год": "2019–2020", "Класс": (6, "")}),
    ]
    rows = oracle_results.results(world)["results"]
    now = next(row for row in rows if row["year"] == "2020–2021")
    assert (now["n"], now["n5"], now["n4"], now["n3"], now["n2"]) == (10, 1, 3, 3, 3)
    assert round(now["share2_change"], 9) == -10
    assert [row["share2_change"] for row in rows if row is not now] == [None, None]


def test_nobody_wrote() -> None:
    world = empty_world()
    world.tabs["Результаты"] = [result("Ш-01", (0, 0, 0, 0))]
    row = oracle_results.results(world)["results"][0]
    assert [row[name] for name in ("success", "quality", "share2", "mean", "sou")] == [None] * 5
    assert oracle_results.low_results(world)["low_results"] == []


LOW = [  # marks of two procedures this year and last → r1, r2
    ([(2, 2, 3, 3), (0, 4, 3, 3)], [], (True, False)),  # exactly 30 % is weak
    ([(2, 2, 3, 3), (0, 8, 0, 2)], [(1, 2, 3, 4), (5, 0, 0, 0)], (False, True)),
    ([(2, 2, 3, 3), (1, 0, 0, 3)], [], (False, False)),  # N 4 does not count
    ([(2, 2, 3, 3), (5, 0, 0, 0)], [(0, 0, 1, 3), (0, 0, 0, 9)], (False, False)),  # N 4 last year
    ([(0, 7, 0, 2), (5, 0, 0, 0)], [(0, 0, 0, 5), (0, 0, 0, 5)], (False, False)),  # 22 %
    ([(0, 6, 0, 3), (0, 6, 0, 3)], [(0, 0, 0, 5), (5, 0, 0, 0)], (True, True)),
]


@pytest.mark.parametrize(("now", "before", "signs"), LOW)
@pytest.mark.parametrize("rule", ["", "R1", "R2", "R1 or R2", "R1 and R2"])
def test_signs_of_low_results(
    now: list[tuple[int, int, int, int]],
    before: list[tuple[int, int, int, int]],
    signs: tuple[bool, bool],
    rule: str,
) -> None:
    world = empty_world(low_rule=rule)
    for year, found in (("2020–2021", now), ("2019–2020", before)):
        for subject, marks in zip(("Математика", "Физика"), found, strict=False):
            cells = {"Учебный год": year, "Предмет": subject, "Процедура": "КДР"}
            world.tabs["Результаты"].append(result("Ш-01", marks, **cells))
    world.tabs["ШНОР"] = [{"Школа": "Ш-01", "Учебный год": "2019–2020", "В перечне": True}]
    rows = {row["year"]: row for row in oracle_results.low_results(world)["low_results"]}
    row = rows["2020–2021"]
    r1, r2 = signs
    either = {"R1": r1, "R2": r2, "R1 and R2": r1 and r2}.get(rule, r1 or r2)
    assert (row["r1"], row["r2"], row["sign"], row["listed"]) == (r1, r2, either, False)
    assert all(row["listed"] for year, row in rows.items() if year == "2019–2020")


# ----------------------------------------------------------- terms and execution, by hand

TERMS = [
    (Term("by", last=date(2021, 2, 20)), date(2021, 2, 20)),
    (Term("month", last=date(2021, 2, 28)), date(2021, 2, 28)),
    (Term("months", first=date(2021, 1, 1), last=date(2021, 5, 31)), date(2021, 5, 31)),
    (Term("half", number="I"), date(2020, 12, 31)),
    (Term("half", number="II"), date(2021, 5, 31)),
    (Term("quarter", number="I"), date(2020, 10, 31)),
    (Term("quarter", number="II"), date(2020, 12, 31)),
    (Term("quarter", number="III"), date(2021, 3, 23)),
    (Term("quarter", number="IV"), date(2021, 5, 31)),
    (Term("recurring", words="ежемесячно"), date(2021, 5, 31)),
    (Term("needed", words="по мере необходимости"), date(2021, 5, 31)),
    (Term("unreadable", words="потом"), None),
]


@pytest.mark.parametrize(("term", "end"), TERMS)
def test_the_end_of_a_term(term: Term, end: date | None) -> None:
    assert oracle_execution.term_end(empty_world(), term) == end


def measure(status: str, term: Term, done: date | None = None, who: str = "ИМЦ") -> Row:
    row: Row = {"№": "1.1", "Раздел": "I", "Срок": term, "Статус": status, "Дата исполнения": done}
    return row | {"Ответственный": [who]}


def executed(world: World, *rows: Row) -> Row:
    world.tabs["Дорожная карта"] = list(rows)
    only: Row = oracle_execution.execution(world)["roadmap"][0]
    return {name: value for name, value in only.items() if value and name != "section"}


def test_a_monthly_item_done_in_february_is_partial() -> None:
    done = measure("выполнено", Term("recurring", words="ежемесячно"), date(2021, 2, 10))
    assert executed(empty_world(), done) == {"total": 1, "partial": 1}
    on_time = {"total": 1, "due": 1, "done": 1, "due_done": 1, "done_rate": 1.0}
    assert executed(empty_world(date(2021, 5, 30)), done) == {"total": 1, "partial": 1}
    assert executed(empty_world(date(2021, 5, 31)), done) == on_time


def test_the_counts_of_the_road_map() -> None:
    """Seven rows at 18 February: what each of them adds is written beside it."""
    until = {day: Term("by", last=date(2021, 2, day)) for day in (1, 11, 17, 18, 19)}
    rows = [
        measure("выполнено", until[1], date(2021, 2, 3)),  # due, done, late
        measure("выполнено", until[19], date(2021, 2, 3)),  # done, not yet due
        measure("выполнено частично", until[11]),  # due, partial, 7 days overdue
        measure("не начато", until[18]),  # due today, not overdue
        measure("в работе", until[17]),  # due, 1 day overdue
        measure("отменено", until[1]),  # out of everything
        measure("в работе", Term("unreadable", words="потом")),  # total alone
    ]
    assert executed(empty_world(), *rows) == {
        "total": 6, "due": 4, "done": 2, "due_done": 1, "partial": 1, "late": 1,
        "overdue": 2, "days": 7, "done_rate": 0.25,
    }  # fmt: skip


def test_what_recurs_after_the_end_of_the_year() -> None:
    world = empty_world(date(2021, 6, 10))
    open_row = measure("в работе", Term("recurring", words="постоянно"))
    late = measure("выполнено", Term("recurring", words="постоянно"), date(2021, 6, 2))
    needed = measure("в работе", Term("needed", words="по мере необходимости"))
    assert executed(world, open_row, late, needed) == {
        "total": 3, "due": 3, "done": 1, "due_done": 1, "late": 1, "overdue": 1, "days": 10,
        "done_rate": 1 / 3,
    }  # fmt: skip


EXECUTORS = {
    "ГБОУ ИРО": "ИРО", "ИМЦ и ИРО": "ИРО", "МКУ ИМЦ": "ИМЦ", "методисты, ОО": "ИМЦ",
    "Администрация школ": "ОО", "руководители ШМО": "ОО", "ОО": "ОО", "тьюторы ЕГЭ": "тьюторы",
    "Т-08": "тьюторы", "Управление образования": "прочие",
}  # fmt: skip


@pytest.mark.parametrize(("who", "group"), EXECUTORS.items())
def test_who_answers(who: str, group: str) -> None:
    row = measure("в работе", Term("unreadable", words="потом"), who=who)
    assert oracle_execution.executor(row) == group


# ------------------------------------------------------------------- reports, worked out by hand


def reporting(today: date, rows: list[Row], calendar: list[Row]) -> dict[tuple[str, str], Row]:
    """Three tutors: all the year, from January, till the first day of the second half."""
    world = empty_world(today)
    spans = {"Т-01": (date(2019, 9, 1), None), "Т-02": (date(2021, 1, 11), None)}
    spans["Т-03"] = date(2020, 9, 1), date(2021, 1, 1)
    world.tabs["Тьюторы"] = [
        {"Код": code, "Работает с": first, "По": last} for code, (first, last) in spans.items()
    ]
    world.tabs |= {"Отчёты": rows, "Календарь": calendar}
    found = oracle_half_year.reports(world)["reports"]
    return {(row["tutor"], row["half"]): row for row in found}


def handed(status: str, day: date | None, half: str = "I") -> Row:
    row: Row = {"Тьютор": "Т-01", "Учебный год": "2020–2021", "Полугодие": half, "Статус": status}
    return row | {"Дата сдачи": day} | dict.fromkeys(oracle_half_year.DECLARED.values(), 4)


def moved(day: date, kind: str, names: str = "", last: date | None = None) -> Row:
    return {"Начало": day, "Окончание": last, "Вид": kind, "Название": names, "_names": names}


def test_who_reports_on_which_half() -> None:
    found = reporting(date(2021, 2, 18), [], [])
    assert list(found) == [("Т-01", "I"), ("Т-01", "II"), ("Т-02", "II"), ("Т-03", "I"),
                           ("Т-03", "II")]  # fmt: skip
    assert {row["status"] for row in found.values()} == {"не сдан"}
    assert found["Т-01", "I"]["declared_schools"] is None
    assert list(reporting(date(2020, 12, 31), [], [])) == [("Т-01", "I"), ("Т-03", "I")]


def test_due_dates_and_delays() -> None:
    found = reporting(date(2021, 2, 18), [], [])
    assert (found["Т-01", "I"]["due"], found["Т-01", "I"]["days_late"]) == ("2021-01-15", 34)
    assert (found["Т-01", "II"]["due"], found["Т-01", "II"]["days_late"]) == ("2021-06-10", 0)
    late = reporting(date(2021, 2, 18), [handed("принят", date(2021, 1, 20))], [])["Т-01", "I"]
    assert (late["submitted"], late["days_late"], late["declared_teachers"]) == ("2021-01-20", 5, 4)
    early = reporting(date(2021, 2, 18), [handed("сдан", date(2020, 12, 29))], [])["Т-01", "I"]
    assert early["days_late"] == 0
    assert early["actual_teachers"] == 0
    no_date = reporting(date(2021, 2, 18), [handed("сдан", None)], [])["Т-01", "I"]
    assert no_date["days_late"] == Either((None, 0))
    another = handed("сдан", date(2020, 1, 9)) | {"Учебный год": "2019–2020"}
    assert reporting(date(2021, 2, 18), [another], [])["Т-01", "I"]["status"] == "не сдан"


def test_the_calendar_moves_halves_and_due_dates() -> None:
    halves = [
        moved(date(2020, 9, 1), "полугодие", "I", date(2020, 12, 25)),
        moved(date(2021, 1, 13), "полугодие", "II", date(2021, 5, 25)),
    ]
    unnamed = [moved(date(2021, 6, 3), "срок отчёта"), moved(date(2020, 12, 28), "срок отчёта")]
    found = reporting(date(2021, 2, 18), [], halves + unnamed)
    assert ("Т-03", "II") not in found  # gone before the second half begins
    assert (found["Т-01", "I"]["due"], found["Т-01", "II"]["due"]) == ("2020-12-28", "2021-06-03")
    named = [moved(date(2020, 12, 20), "срок отчёта", "I"), moved(date(2020, 1, 9), "срок отчёта")]
    assert reporting(date(2021, 2, 18), [], named)["Т-01", "I"]["due"] == "2020-12-20"
    world = empty_world()
    world.tabs["Календарь"] = halves
    assert oracle_execution.term_end(world, Term("half", number="I")) == date(2020, 12, 25)


def test_what_a_half_holds() -> None:
    """The schedule and the journal of that half alone, by effective dates."""
    world = empty_world()
    world.tabs["Отметки"] = [
        {"Отметка": "П", "Считать как": "присутствовал"},
        {"Отметка": "Н", "Считать как": "без причины"},
    ]
    planned = {"Тьютор": "Т-01", "Статус": "проведена", "Новая дата": None}
    world.tabs["График"] = [
        planned | {"Код": "К-1", "Дата": date(2020, 10, 1)},
        planned | {"Код": "К-2", "Дата": date(2020, 12, 24), "Новая дата": date(2021, 1, 14)},
        planned | {"Код": "К-3", "Дата": date(2020, 11, 5), "Статус": "не состоялась"},
    ]
    anna, alla, olga = (("Ильина", "Анна", "Юрьевна"), ("Ильина", "Алла", "Яновна"),
                        ("Титова", "Ольга", "Львовна"))  # fmt: skip
    visit = {"Тьютор": "Т-01", "Школа": "Ш-01", "Отметка": "П", "Педагог": anna}
    loose = visit | {"Консультация": "вне графика", "Дата": date(2020, 12, 3)}
    world.tabs["Журнал"] = [
        visit | {"Консультация": "К-1", "Дата": date(2020, 10, 1)},
        visit | {"Консультация": "К-1", "Дата": date(2020, 10, 1), "Педагог": alla},
        loose | {"Школа": "Ш-02"},
        loose | {"Педагог": None, "Школа": "Ш-03"},
        loose | {"Дата": date(2020, 12, 4), "Педагог": olga, "Отметка": "Н"},
        visit | {"Консультация": "К-2", "Дата": date(2021, 1, 14)},
        loose | {"Тьютор": "Т-02"},
    ]
    journal = oracle_basics.visits(world)
    spans = oracle_half_year.halves(world)
    first, second = (oracle_half_year.actual(world, "Т-01", spans[h], journal) for h in spans)
    assert first == {"consultations": 2, "teachers": 2 + 0 + 1, "schools": 3}
    assert second == {"consultations": 1, "teachers": 1, "schools": 1}
