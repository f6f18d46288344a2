"""Plans, the road map, assignments, reports, results: the rules that are easy to get wrong."""

from datetime import date, datetime
from typing import Any

import pytest
from helpers import TODAY, Desk, counts, look, spot

from sheets_sync.figures.alike import Saying, grouped, names_subject, sayings
from sheets_sync.figures.catalogue import plain
from sheets_sync.figures.execution import executor
from sheets_sync.sheet.cells import Raw
from sheets_sync.summary.tabs import build
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.kinds.base import Reading

MAP, PLANS, TASKS, REPORTS, RESULTS = (
    "Дорожная карта", "Индивидуальные планы", "Поручения", "Отчёты", "Результаты",
)  # fmt: skip


def figure(desk: Desk, name: str, today: date = TODAY, **settings: object) -> Any:
    return plain(look(desk, today, **settings).figures)[name]


def one(desk: Desk, name: str, today: date = TODAY, **key: object) -> dict[str, Any]:
    """The row of a figure table with this key."""
    (row,) = [r for r in figure(desk, name, today) if key.items() <= r.items()]
    return dict(row)


def warnings(desk: Desk, today: date = TODAY) -> list[tuple[str, str | None, int | None]]:
    """Check, header and row of every problem."""
    spots = [spot(desk, p) for p in look(desk, today).problems]
    return [(check, header, row) for _, check, _, header, row in spots]


def only(tab: str, **cells: Raw) -> Desk:
    """A desk whose tab has one row."""
    desk = Desk()
    del desk.rows(tab)[2:]
    for header, value in cells.items():
        desk.set(tab, 2, header.replace("_", " "), value)
    return desk


# What was to be done


@pytest.mark.parametrize(
    ("status", "done", "partial"),
    [
        ("выполнено", 1, 0),
        ("вып.", 1, 0),
        ("не выполнено", 0, 0),
        ("не вып.", 0, 0),
        ("выполнено частично", 0, 1),
        ("выполнено не полностью", 0, 1),
        ("в работе", 0, 0),
    ],
)
def test_not_done_is_not_done_and_partial_is_not_half_done(
    status: str, done: int, partial: int
) -> None:
    row = one(only(PLANS, Статус=status), "plans_by_tutor")
    assert (row["total"], row["due"], row["done"], row["partial"]) == (1, 1, done, partial)
    assert (row["due_done"], row["done_rate"], row["overdue"]) == (done, float(done), 1 - done)


@pytest.mark.parametrize("term", ["ежемесячно", "постоянно", "в течение года"])
@pytest.mark.parametrize("tab", [PLANS, MAP, TASKS])
def test_one_done_does_not_finish_what_recurs(tab: str, term: str) -> None:
    status = "исполнено" if tab == TASKS else "выполнено"
    header = "Дата выполнения" if tab == PLANS else "Дата исполнения"
    desk = only(tab, Срок=term, Статус=status).set(tab, 2, header, date(2021, 2, 1))
    name = {PLANS: "plans_by_tutor", MAP: "roadmap", TASKS: "assignments"}[tab]
    (row,) = [found] if isinstance(found := figure(desk, name), dict) else found
    assert (row["done"], row["partial"], row["due"]) == (0, 1, 0)
    assert ("done.recurring", "Статус", 2) in warnings(desk)
    later = figure(desk, name, date(2021, 5, 31))
    (row,) = [later] if isinstance(later, dict) else later
    assert (row["done"], row["partial"], row["due"], row["due_done"]) == (1, 0, 1, 1)


def test_as_needed_is_never_overdue() -> None:
    desk = only(MAP, Срок="по мере необходимости", Статус="в работе")
    row = one(desk, "roadmap", date(2021, 7, 1))
    assert (row["due"], row["overdue"], row["days"]) == (1, 0, 0)


def test_a_term_nobody_can_read_is_in_total_alone() -> None:
    desk = only(MAP, Срок="после каникул как-нибудь", Статус="не начато")
    row = one(desk, "roadmap", date(2021, 7, 1))
    assert (row["total"], row["due"], row["overdue"]) == (1, 0, 0)
    assert ("term.unreadable", "Срок", 2) in warnings(desk)


@pytest.mark.parametrize("term", ["до 20.02.2020", "октябрь 2021"])
def test_a_term_of_another_school_year_is_told_and_in_no_figure(term: str) -> None:
    desk = only(MAP, Срок=term, Статус="не начато", Дата_исполнения=None)
    assert figure(desk, "roadmap", date(2021, 7, 1)) == []
    assert ("term.another_year", "Срок", 2) in warnings(desk)


def test_cancelled_is_in_nothing() -> None:
    assert figure(only(MAP, Статус="отменено"), "roadmap") == []


def test_the_total_is_from_counts_not_from_percentages() -> None:
    """1 of 1 and 0 of 3 are 25,0 %, not 50,0 %."""
    desk = only(PLANS, Статус="выполнено")
    for _ in range(3):
        desk.add(PLANS, like=2, Тьютор="Белов П.И.", Статус="не начато", Дата_выполнения=None)
    rates = [row["done_rate"] for row in figure(desk, "plans_by_tutor")]
    assert rates == [1.0, 0.0]
    from sheets_sync.figures.execution import execution

    total = execution(look(desk).facts.plans, [])
    assert total["done_rate"].tolist() == [0.25]


def test_late_and_days() -> None:
    desk = only(MAP, Срок="до 01.02.2021", Статус="выполнено", Дата_исполнения=date(2021, 2, 5))
    assert one(desk, "roadmap")["late"] == 1
    assert ("done.late", "Дата исполнения", 2) in warnings(desk)
    desk = only(MAP, Срок="до 01.02.2021", Статус="не начато", Дата_исполнения=None)
    assert (one(desk, "roadmap")["overdue"], one(desk, "roadmap")["days"]) == (1, 17)
    assert one(desk, "roadmap", date(2021, 2, 1))["overdue"] == 0


def test_done_without_a_date() -> None:
    assert ("done.no_date", "Дата исполнения", 2) in warnings(only(MAP, Дата_исполнения=None))


def test_a_section_row_fills_the_empty_cells_below_it() -> None:
    desk = Desk()
    rows = desk.rows(MAP)
    for row in rows[1:]:
        row[1] = None
    rows[3][1] = "Своё"
    rows.insert(1, ["1. Методика", *[None] * 7])
    rows.insert(3, ["2. Контроль", *[None] * 7])
    assert [row["section"] for row in figure(desk, "roadmap")] == [
        "1. Методика", "2. Контроль", "Своё",
    ]  # fmt: skip
    assert counts(look(desk), MAP) == (3, 3, 0)


def test_a_section_is_called_as_it_is_first_written() -> None:
    desk = Desk().set(MAP, 3, "Раздел", "МЕТОДИКА.").set(MAP, 4, "Раздел", "методика")
    assert [(row["section"], row["total"]) for row in figure(desk, "roadmap")] == [("Методика", 3)]


def test_without_a_section_a_row_still_counts() -> None:
    desk = only(MAP, Раздел=None)
    assert [row["section"] for row in figure(desk, "roadmap")] == [""]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("методисты ИМЦ", "ИМЦ"),
        ("ГАУ ДПО ИРО, методист", "ИРО"),
        ("КИРО", "ИРО"),
        ("администрация школы", "ОО"),
        ("руководители ШМО", "ОО"),
        ("дошкольный отдел", "прочие"),
        ("директорирование", "прочие"),
        ("тьюторы по ОГЭ", "тьюторы"),
        ("Барсукова Е.Л.", "тьюторы"),
        ("Управление образования", "прочие"),
    ],
)
def test_whose_side_a_deed_is_on(text: str, side: str) -> None:
    def tutor(name: str) -> Reading:
        return Reading("Т-01" if name == "Барсукова Е.Л." else None)

    assert executor(text, tutor) == side


# Reports


def test_a_tutor_who_began_in_january_has_no_first_half() -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", date(2021, 1, 11))
    del desk.rows(REPORTS)[2]
    halves = [(r["tutor"], r["half"]) for r in figure(desk, "reports")]
    assert ("Т-02", "I") not in halves
    assert ("Т-02", "II") in halves
    assert not any(check == "report.missing" for check, _, _ in warnings(desk))


@pytest.mark.parametrize(
    ("since", "until", "halves"),
    [
        (date(2020, 12, 31), None, {"I", "II"}),
        (date(2021, 1, 1), None, {"II"}),
        (date(2020, 9, 1), date(2021, 1, 1), {"I", "II"}),
        (date(2020, 9, 1), date(2020, 12, 31), {"I"}),
    ],
)
def test_one_day_of_a_half_is_enough_to_report(since: date, until: date, halves: set[str]) -> None:
    desk = Desk().set("Тьюторы", 3, "Работает с", since).set("Тьюторы", 3, "По", until)
    assert {r["half"] for r in figure(desk, "reports") if r["tutor"] == "Т-02"} == halves


def test_the_second_half_begins_on_the_day_after_the_first() -> None:
    desk = Desk().set("График", 2, "Дата", date(2021, 1, 1)).set("График", 3, "Дата", TODAY)
    desk.set("Журнал", 2, "Дата", date(2021, 1, 1))
    numbers = {r["half"]: r["actual_consultations"] for r in figure(desk, "reports")
               if r["tutor"] == "Т-01"}  # fmt: skip
    assert numbers == {"I": 0, "II": 1}
    assert {r["half"] for r in figure(Desk(), "reports", date(2021, 1, 1))} == {"I", "II"}


def test_a_half_that_has_not_begun_expects_nothing() -> None:
    assert {r["half"] for r in figure(Desk(), "reports", date(2020, 12, 31))} == {"I"}


def test_declared_against_the_journal() -> None:
    desk = Desk().set(REPORTS, 2, "Консультаций (заявлено)", 3)
    desk.set("График", 2, "Дата", date(2020, 11, 10)).set("Журнал", 2, "Дата", date(2020, 11, 10))
    row = one(desk, "reports", tutor="Т-01", half="I")
    assert (row["declared_consultations"], row["actual_consultations"]) == (3, 1)
    assert (row["declared_teachers"], row["actual_teachers"], row["actual_schools"]) == (None, 1, 1)
    (problem,) = [p for p in look(desk).problems if p.check == "report.declared"]
    assert "заявлено 3, по журналу 1, разница +2" in problem.message
    assert problem.owner == "Барсукова Е.Л."


def test_a_missing_report_is_the_tutors_matter() -> None:
    desk = Desk()
    del desk.rows(REPORTS)[3]
    row = one(desk, "reports", tutor="Т-03", half="I")
    assert (row["status"], row["submitted"], row["days_late"]) == ("не сдан", None, 34)
    (problem,) = [p for p in look(desk).problems if p.check == "report.missing"]
    assert (problem.cell, problem.place.tab, problem.owner) == (None, REPORTS, "Зимина О.Ю.")
    on_the_day = look(desk, date(2021, 1, 15)).problems
    assert not any(p.place.tab == REPORTS for p in on_the_day)


def test_a_late_report() -> None:
    desk = Desk().set(REPORTS, 2, "Дата сдачи", date(2021, 1, 20))
    assert one(desk, "reports", tutor="Т-01", half="I")["days_late"] == 5
    assert ("report.late", "Дата сдачи", 2) in warnings(desk)


@pytest.mark.parametrize(
    ("name", "day", "half"),
    [
        ("отчёт за первое полугодие", date(2020, 12, 25), "I"),
        ("1 п/г", date(2021, 2, 20), "I"),
        (None, date(2021, 2, 1), "I"),
        (None, date(2021, 1, 1), "I"),
        ("за II полугодие", date(2021, 5, 20), "II"),
    ],
)
def test_the_due_date_comes_from_the_calendar(name: Raw, day: date, half: str) -> None:
    desk = Desk()
    desk.add("Календарь", Начало=day, Вид="срок отчёта", Название=name)
    assert one(desk, "reports", tutor="Т-01", half=half)["due"] == day.isoformat()


def test_an_unnamed_due_date_is_of_a_half_that_has_ended_before_it() -> None:
    desk = Desk()
    desk.add("Календарь", Начало=date(2020, 12, 31), Вид="срок отчёта")
    assert one(desk, "reports", tutor="Т-01", half="I")["due"] == "2021-01-15"


# Results


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


def test_fewer_than_five_make_no_sign() -> None:
    desk = Desk()
    for row in (4, 5):
        for header, n in (("Писали", 4), ("«5»", 0), ("«4»", 0), ("«3»", 0), ("«2»", 4)):
            desk.set(RESULTS, row, header, n)
    assert {r["school"] for r in figure(desk, "low_results")} == {"Ш-44"}
    assert one(desk, "results", school="Ш-9", subject="математика")["share2"] == 1.0


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


# Words that say the same


def test_alike_sayings_come_together() -> None:
    said = [
        Saying("Т-01", "не хватает времени на консультации", 1),
        Saying("Т-02", "Не хватает времени для консультаций", 2),
        Saying("Т-03", "низкая мотивация обучающихся", 3),
    ]
    assert [{s.who for s in group} for group in grouped(said)] == [{"Т-01", "Т-02"}, {"Т-03"}]


def test_a_cell_may_say_several_things() -> None:
    assert list(sayings("мало времени; низкая мотивация\n1) нет доступа.  2) карантин")) == [
        "мало времени", "низкая мотивация", "нет доступа", "карантин",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "subject", "named"),
    [
        ("семинар по русскому языку", "русский язык", True),
        ("курсы по математике и физике", "физика", True),
        ("урок физической культуры", "физика", False),
        ("диагностика", "математика", False),
    ],
)
def test_a_subject_is_known_in_any_case(text: str, subject: str, named: bool) -> None:
    assert names_subject(text, subject) is named


def test_nothing_to_say_is_no_saying() -> None:
    assert not [*sayings("Нет трудностей"), *sayings("нет"), *sayings("Не выявлены.")]
    assert list(sayings("Мотивация в СОШ им. К.Д. Ушинского")) == [
        "Мотивация в СОШ им. К.Д. Ушинского"
    ]


def test_one_unreadable_report_hides_one_missing_one_at_most() -> None:
    desk = Desk()
    del desk.rows(REPORTS)[2:]
    desk.set(REPORTS, 2, "Тьютор", "Неизвестная К.К.")
    assert sum(check == "report.missing" for check, _, _ in warnings(desk)) == 3


def test_the_town_shows_nobody_by_subtraction() -> None:
    """A town of one printed school and one pupil of another prints neither's difference."""
    desk = only(RESULTS, Школа="СОШ № 44", Писали=25)
    desk.add(RESULTS, like=2, Школа="СОШ № 9", Писали=1, По_списку=1)
    for header, n in zip(("«5»", "«4»", "«3»", "«2»"), (0, 0, 0, 1), strict=True):
        desk.set(RESULTS, 3, header, n)
    analysis = look(desk)
    stamp = Stamp(analysis.today, datetime(2021, 2, 18))
    (grid,) = [g for g in build(View(analysis, stamp))[0] if "профиль" in g.title]
    texts = [[cell.value for cell in row if cell] for row in grid.rows]
    town = texts[next(n for n, row in enumerate(texts) if "Весь город: все школы вместе" in row) :]
    assert "N < 5" in town[2]
    assert not any("/26" in str(value) for row in texts for value in row)
