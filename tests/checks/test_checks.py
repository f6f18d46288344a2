"""Each rule fires at its cell with its severity, and is silent on the legal case next to it."""

import inspect
import re
from collections.abc import Callable
from datetime import date

import pytest
from helpers import C01, ERROR, K01, K02, K03, TODAY, WARNING, Desk, Spot, counts, look, spot, spots

from sheets_sync.checks import attendance, consultations, directories
from sheets_sync.problems import Check

Edit = Callable[[Desk], object]


def planned(desk: Desk, **cells: object) -> int:
    """A further consultation of tutor Т-03 next week; → its sheet row."""
    usual = {"Код": "К-10", "Дата": date(2021, 2, 26)}
    return desk.add("График", like=4, **(usual | cells))  # type: ignore[arg-type]


def unplanned(desk: Desk, **cells: object) -> int:
    """A journal row «вне графика» of tutor Т-03; → its sheet row."""
    usual = {"Консультация": "вне графика", "Дата": K02, "Тьютор": "Зимина О.Ю."}
    return desk.add("Журнал", like=3, **(usual | cells))  # type: ignore[arg-type]


def meeting(desk: Desk, **cells: object) -> int:
    """A meeting planned for next week; → its sheet row."""
    usual = {"Код": "С-03", "Дата": date(2021, 2, 26), "Статус": "запланировано"}
    return desk.add("Совещания", like=2, **(usual | cells))  # type: ignore[arg-type]


def moved(desk: Desk, row: int, to: date | None, status: str = "перенесена") -> Desk:
    return desk.set("График", row, "Статус", status).set("График", row, "Новая дата", to)


def with_meeting(mark: str | None, **cells: object) -> Edit:
    """A further meeting, and Барсукова's mark for it."""

    def edit(desk: Desk) -> None:
        meeting(desk, **cells)
        desk.set("Явка", 2, "С-03", mark)

    return edit


def closed_school(year_row: Edit | None = None) -> Edit:
    def edit(desk: Desk) -> None:
        desk.set("Школы", 4, "Действует", "нет")
        if year_row:
            year_row(desk)

    return edit


def second_stream(desk: Desk) -> None:
    """A meeting of nobody's stream: its register column may stay empty."""
    meeting(desk, Дата=date(2021, 2, 17), Статус="проведено", Приглашены="ЕГЭ")


CASES: dict[str, tuple[Edit, list[Spot]]] = {
    # Школы, Тьюторы, Календарь, ШНОР
    "same name of two schools": (
        lambda d: (d.add("Школы", Код="Г-1", Краткое_название="Гимназия"),
                   d.add("Школы", Код="Г-2", Краткое_название="гимназия ")),
        [(WARNING, "school.same_name", "Школы", "Краткое название", 6)],
    ),
    "a tutor leaves before coming": (
        lambda d: d.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова", По=date(2020, 8, 31)),
        [(WARNING, "tutor.dates", "Тьюторы", "По", 5)],
    ),
    "a calendar row ends before it begins": (
        lambda d: d.set("Календарь", 2, "Окончание", date(2021, 2, 21)),
        [(WARNING, "calendar.dates", "Календарь", "Окончание", 2)],
    ),
    "a school twice in one list": (
        lambda d: d.add("ШНОР", like=2, Школа="МБОУ СОШ № 44"),
        [(WARNING, "shnor.repeated", "ШНОР", "Школа", 3)],
    ),
    # Совещания
    "a meeting held in the future": (
        lambda d: meeting(d, Статус="проведено"),
        [(ERROR, "meeting.held_early", "Совещания", "Статус", 4)],
    ),
    "a meeting on a Sunday": (
        lambda d: meeting(d, Дата=date(2021, 2, 28)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting on a public holiday": (
        lambda d: meeting(d, Дата=date(2021, 2, 23)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting on a day off of Календарь": (
        lambda d: meeting(d, Дата=date(2021, 2, 22)),
        [(WARNING, "date.day_off", "Совещания", "Дата", 4)],
    ),
    "a meeting ends before it begins": (
        lambda d: meeting(d, Окончание="12:00"),
        [(WARNING, "time.order", "Совещания", "Окончание", 4)],
    ),
    "a meeting ends as it begins": (
        lambda d: meeting(d, Окончание="13:00"),
        [(WARNING, "time.order", "Совещания", "Окончание", 4)],
    ),
    # Явка
    "a mark for a future meeting": (
        with_meeting("+"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark for a cancelled meeting": (
        with_meeting("+", Дата=date(2021, 2, 17), Статус="отменено"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark for a moved meeting": (
        with_meeting("+", Дата=date(2021, 2, 17), Статус="перенесено"),
        [(WARNING, "mark.no_meeting", "Явка", "С-03", 2)],
    ),
    "a mark of somebody of another stream": (
        lambda d: d.set("Явка", 3, "С-02", "+"),
        [(WARNING, "mark.not_invited", "Явка", "С-02", 3)],
    ),
    "a mark of somebody who did not work yet": (
        lambda d: d.set("Тьюторы", 3, "Работает с", date(2020, 11, 13)),
        [(WARNING, "mark.not_invited", "Явка", "12.11.2020", 3)],
    ),
    "an invited tutor without a mark": (
        lambda d: d.set("Явка", 4, "С-02", None),
        [(WARNING, "mark.missing", "Явка", "С-02", 4)],
    ),
    "a planned meeting whose day has come, unmarked": (
        with_meeting(None, Дата=TODAY, Приглашены="ОГЭ", Начало="16:00", Окончание="17:00"),
        [
            (WARNING, "mark.missing", "Явка", "С-03", 2),
            (WARNING, "mark.missing", "Явка", "С-03", 3),
        ],
    ),
    # Поручения
    "an assignment done without a date": (
        lambda d: d.set("Поручения", 2, "Дата исполнения", None),
        [(WARNING, "done.no_date", "Поручения", "Дата исполнения", 2)],
    ),
    "an assignment done after its term": (
        lambda d: d.set("Поручения", 2, "Дата исполнения", date(2020, 12, 2)),
        [(WARNING, "done.late", "Поручения", "Дата исполнения", 2)],
    ),
    "a recurring assignment done in February": (
        lambda d: d.set("Поручения", 2, "Срок", "ежемесячно"),
        [(WARNING, "done.recurring", "Поручения", "Статус", 2)],
    ),
    # График
    "a consultation held in the future": (
        lambda d: d.set("График", 4, "Статус", "проведена"),
        [(ERROR, "consultation.held_early", "График", "Статус", 4)],
    ),
    "a moved consultation held before its new date": (
        lambda d: d.set("График", 3, "Новая дата", K03).set("ШНОР", 2, "Предметы риска", None),
        [
            (ERROR, "consultation.held_early", "График", "Статус", 3),
            (ERROR, "journal.other_date", "Журнал", "Дата", 3),
            (ERROR, "journal.other_date", "Журнал", "Дата", 4),
        ],
    ),
    "a consultation ends before it begins": (
        lambda d: d.set("График", 4, "Окончание", "14:00"),
        [(WARNING, "time.order", "График", "Окончание", 4)],
    ),
    "a consultation on a Sunday": (
        lambda d: planned(d, Дата=date(2021, 2, 28)),
        [(WARNING, "date.day_off", "График", "Дата", 5)],
    ),
    "a consultation moved to a holiday": (
        lambda d: moved(d, 4, date(2021, 2, 23)),
        [(WARNING, "date.day_off", "График", "Новая дата", 4)],
    ),
    "a tutor who had left": (
        lambda d: d.set("Тьюторы", 4, "По", date(2021, 2, 24)),
        [(WARNING, "tutor.not_working", "График", "Тьютор", 4)],
    ),
    "a tutor of another stream": (
        lambda d: d.set("График", 4, "Направление", "ОГЭ"),
        [(WARNING, "tutor.stream", "График", "Направление", 4)],
    ),
    "a tutor of another subject": (
        lambda d: d.set("График", 4, "Предмет", "русский язык"),
        [(WARNING, "tutor.subject", "График", "Предмет", 4)],
    ),
    "a consultation moved nowhere": (
        lambda d: moved(d, 4, None),
        [(WARNING, "consultation.no_new_date", "График", "Новая дата", 4)],
    ),
    "a mark of a consultation is overdue": (
        lambda d: planned(d, Дата=date(2021, 2, 12)),
        [(WARNING, "consultation.overdue", "График", "Статус", 5)],
    ),
    "a moved consultation's mark is overdue": (
        lambda d: (planned(d, Дата=date(2021, 2, 8)), moved(d, 5, date(2021, 2, 12))),
        [(WARNING, "consultation.overdue", "График", "Статус", 5)],
    ),
    "held, but the journal has no row": (
        lambda d: planned(d, Дата=date(2021, 2, 17), Статус="проведена"),
        [(WARNING, "consultation.no_journal", "График", "Статус", 5)],
    ),
    "failed, but somebody came": (
        lambda d: d.set("График", 3, "Статус", "не состоялась"),
        [(WARNING, "consultation.failed_attended", "График", "Статус", 3)],
    ),
    "a tutor's consultations overlap": (
        lambda d: planned(d, Дата=K03, Начало="15:59", Окончание="17:00", Место="каб. 9"),
        [(WARNING, "consultation.overlap", "График", "Начало", 5)],
    ),
    "a consultation overlaps a meeting the tutor is invited to": (
        lambda d: meeting(d, Дата=K03, Начало="15:30", Окончание="17:00"),
        [(WARNING, "consultation.meeting_overlap", "График", "Начало", 4)],
    ),
    "a place is taken twice": (
        lambda d: planned(d, Дата=K03, Тьютор="Белов П.И.", Направление="ОГЭ", Начало="15:30"),
        [(WARNING, "place.taken", "График", "Место", 5)],
    ),
    "a meeting stands in a taken place": (
        lambda d: meeting(d, Дата=K03, Место="Каб. 3", Начало="15:30", Окончание="17:00",
                          Приглашены="ОГЭ"),
        [(WARNING, "place.taken", "Совещания", "Место", 4)],
    ),
    "a closed school is invited": (
        closed_school(lambda d: d.set("График", 4, "Приглашённые школы", "СОШ № 9; ООШ № 9")),
        [(WARNING, "school.closed", "График", "Приглашённые школы", 4)],
    ),
    # Журнал
    "a journal row in the future": (
        lambda d: unplanned(d, Дата=date(2021, 2, 19)),
        [(ERROR, "journal.future", "Журнал", "Дата", 5)],
    ),
    "a journal row of a cancelled consultation": (
        lambda d: d.set("График", 2, "Статус", "отменена").set("ШНОР", 2, "Предметы риска", None),
        [(ERROR, "journal.cancelled", "Журнал", "Консультация", 2)],
    ),
    "a journal row of another tutor": (
        lambda d: d.set("Журнал", 4, "Тьютор", "Зимина О.Ю."),
        [(ERROR, "journal.other_tutor", "Журнал", "Тьютор", 4)],
    ),
    "a journal row of another date": (
        lambda d: d.set("Журнал", 4, "Дата", K01),
        [(ERROR, "journal.other_date", "Журнал", "Дата", 4)],
    ),
    "a journal row of the old date of a moved consultation": (
        lambda d: d.set("График", 3, "Новая дата", date(2021, 2, 10)).set("Журнал", 3, "Дата",
                                                                          date(2021, 2, 10)),
        [(ERROR, "journal.other_date", "Журнал", "Дата", 4)],
    ),
    "a journal row of another tutor and date": (
        lambda d: d.set("Журнал", 4, "Консультация", "К-01"),
        [(ERROR, "journal.another", "Журнал", "Консультация", 4)],
    ),
    "an unplanned consultation on a Sunday": (
        lambda d: unplanned(d, Дата=date(2021, 2, 14)),
        [(WARNING, "date.day_off", "Журнал", "Дата", 5)],
    ),
    "an unplanned consultation of a tutor who had left": (
        lambda d: (unplanned(d, Тьютор="Белов П.И.", Дата=date(2021, 2, 17)),
                   d.set("Тьюторы", 3, "По", date(2021, 2, 16)).set("Явка", 3, "С-02", None)),
        [(WARNING, "tutor.not_working", "Журнал", "Тьютор", 5)],
    ),
    "a closed school in the journal": (
        closed_school(lambda d: unplanned(d, Школа="ООШ № 9")),
        [(WARNING, "school.closed", "Журнал", "Школа", 5)],
    ),
    # ШНОР × Журнал
    "a risk subject without help this month": (
        lambda d: d.add("ШНОР", Школа="СОШ № 9", Учебный_год="2020–2021", В_перечне="да",
                        Предметы_риска="математика; русский язык"),
        [(WARNING, "shnor.no_help", "ШНОР", "Предметы риска", 3)],
    ),
}  # fmt: skip

LEGAL: dict[str, Edit] = {
    "two schools of one number and other types": lambda d: None,
    "a tutor leaves on the first day": lambda d: (
        d.add("Тьюторы", like=4, Код="Т-04", Фамилия="Орлова",
              Работает_с=date(2020, 9, 1), По=date(2020, 9, 1)),
        d.add("Отчёты", like=2, Тьютор="Т-04"),
    ),
    "a calendar row of one day": lambda d: d.set("Календарь", 2, "Окончание", date(2021, 2, 22)),
    "a school in the lists of two years": lambda d: d.add("ШНОР", like=2, Учебный_год="2019–2020"),
    "a meeting held today": lambda d: None,
    "a meeting planned for tomorrow": lambda d: meeting(d, Дата=date(2021, 2, 19)),
    "a cancelled meeting on a Sunday": lambda d: meeting(
        d, Дата=date(2021, 2, 28), Статус="отменено"
    ),
    "a meeting on a Saturday": lambda d: meeting(d, Дата=date(2021, 2, 27)),
    "a meeting on a Sunday that works": lambda d: (
        meeting(d, Дата=date(2021, 2, 28)),
        d.add("Календарь", Начало=date(2021, 2, 28), Вид="рабочий"),
    ),
    "a meeting without an end": lambda d: meeting(d, Окончание=None),
    "a meeting with both times in Начало": lambda d: meeting(
        d, Начало="13:00–14:30", Окончание=None
    ),
    "a future meeting without marks": with_meeting(None),
    "«не приглашён» for somebody who is not": lambda d: d.set("Явка", 3, "С-02", "х"),
    "nobody invited, nobody marked": second_stream,
    "a tutor not yet working is not expected": lambda d: (
        d.set("Тьюторы", 3, "Работает с", date(2020, 11, 13)),
        d.set("Явка", 3, C01, None),
    ),
    "a tutor works on the last day": lambda d: d.set("Тьюторы", 4, "По", K03),
    "an assignment done on its last day": lambda d: d.set(
        "Поручения", 2, "Дата исполнения", date(2020, 12, 1)
    ),
    "an overdue assignment is a figure, not a problem": lambda d: d.set(
        "Поручения", 3, "Срок", "до 01.02.2021"
    ),
    "a consultation held today": lambda d: (
        d.set("График", 3, "Дата", TODAY),
        d.set("Журнал", 3, "Дата", TODAY).set("Журнал", 4, "Дата", TODAY),
    ),
    "a consultation moved from a Sunday": lambda d: (
        d.set("График", 4, "Дата", date(2021, 2, 28)), moved(d, 4, date(2021, 3, 1)),
    ),
    "a cancelled consultation on a Sunday": lambda d: planned(
        d, Дата=date(2021, 2, 28), Статус="отменена"
    ),
    "a cancelled consultation of a tutor who had left": lambda d: (
        d.set("Тьюторы", 4, "По", date(2021, 2, 24)),
        d.set("График", 4, "Статус", "отменена"),
    ),
    "a second stream of the tutor": lambda d: d.set("График", 2, "Направление", "ОГЭ"),
    "moved with a new date": lambda d: moved(d, 4, date(2021, 2, 26)),
    "planned three days ago": lambda d: planned(d, Дата=date(2021, 2, 15)),
    "moved, the new date is to come": lambda d: (
        planned(d, Дата=date(2021, 2, 8)), moved(d, 5, date(2021, 2, 16)),
    ),
    "failed, and nobody came": lambda d: planned(
        d, Дата=date(2021, 2, 10), Статус="не состоялась"
    ),
    "consultations one after the other": lambda d: planned(
        d, Дата=K03, Начало="16:00", Окончание="17:00"
    ),
    "an overlap with a cancelled one": lambda d: planned(d, Дата=K03, Статус="отменена"),
    "an overlap with one moved away": lambda d: (
        planned(d, Дата=K03), moved(d, 5, date(2021, 2, 26)),
    ),
    "a meeting of another stream at the time": lambda d: meeting(
        d, Дата=K03, Начало="15:30", Окончание="17:00", Приглашены="ОГЭ"
    ),
    "a meeting that ends as the consultation begins": lambda d: meeting(
        d, Дата=K03, Начало="14:00", Окончание="15:00"
    ),
    "a cancelled meeting at the time": lambda d: meeting(
        d, Дата=K03, Начало="15:30", Окончание="17:00", Статус="отменено"
    ),
    "many online at one time": lambda d: (
        planned(d, Дата=K03, Тьютор="Белов П.И.", Направление="ОГЭ", Место="Zoom"),
        d.set("График", 4, "Место", "zoom"),
    ),
    "one place on two days": lambda d: planned(d, Тьютор="Белов П.И.", Направление="ОГЭ"),
    "a closed school nobody mentions": closed_school(),
    "«все» are invited though one is closed": closed_school(
        lambda d: d.set("График", 4, "Приглашённые школы", "все")
    ),
    "an unplanned consultation today": lambda d: unplanned(d, Дата=TODAY),
    "a journal row of the new date": lambda d: (
        d.set("График", 3, "Новая дата", date(2021, 2, 10)),
        d.set("Журнал", 3, "Дата", date(2021, 2, 10)),
        d.set("Журнал", 4, "Дата", date(2021, 2, 10)),
    ),
    "a school out of the list needs no help": lambda d: d.add(
        "ШНОР", Школа="СОШ № 9", Учебный_год="2020–2021", В_перечне="нет",
        Предметы_риска="русский язык",
    ),
    "last year's list needs no help": lambda d: d.add(
        "ШНОР", Школа="СОШ № 9", Учебный_год="2019–2020", В_перечне="да",
        Предметы_риска="русский язык",
    ),
    "help outside the schedule is help": lambda d: (
        unplanned(d, Школа="О-9"),
        d.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
              Предметы_риска="математика"),
    ),
}  # fmt: skip


def problems(edit: Edit) -> list[Spot]:
    desk = Desk()
    edit(desk)
    return sorted(spots(desk), key=str)


@pytest.mark.parametrize("name", CASES)
def test_fires_at_the_cell(name: str) -> None:
    edit, expected = CASES[name]
    assert problems(edit) == sorted(expected, key=str)


@pytest.mark.parametrize("name", LEGAL)
def test_silent_on_the_legal_case(name: str) -> None:
    assert problems(LEGAL[name]) == []


def test_every_rule_has_a_case() -> None:
    """Every problem that checks/ can report is among the cases (or in test_register.py)."""
    sources = "".join(inspect.getsource(m) for m in (attendance, consultations, directories))
    known = {str(Check[name]) for name in re.findall(r"\bCheck\.([A-Z_]+)", sources)}
    shown = {found[1] for _, expected in CASES.values() for found in expected}
    assert known - shown == {"register.no_column", "register.no_row"}


def rejected(edit: Edit, tab: str) -> int:
    desk = Desk()
    edit(desk)
    return counts(look(desk), tab)[2]


@pytest.mark.parametrize(
    "name", [name for name, (_, expected) in CASES.items() if any(s[0] == ERROR for s in expected)]
)
def test_errors_across_tabs_reject_the_row(name: str) -> None:
    edit, expected = CASES[name]
    for tab in {s[2] for s in expected}:
        rows = {s[4] for s in expected if s[2] == tab and s[0] == ERROR}
        assert rejected(edit, tab) == len(rows)


def test_warnings_count() -> None:
    for edit, expected in list(CASES.values())[::12]:
        if all(s[0] == WARNING for s in expected):
            assert all(rejected(edit, tab) == 0 for _, _, tab, *_ in expected)


def test_a_risk_subject_names_only_what_is_missing() -> None:
    desk = Desk()
    CASES["a risk subject without help this month"][0](desk)
    (found,) = look(desk).problems
    assert "русский язык" in found.message
    assert "математика" not in found.message


def test_a_problem_of_a_consultation_belongs_to_its_tutor() -> None:
    desk = Desk().set("График", 4, "Статус", "проведена")
    assert [p.owner for p in look(desk).problems] == ["Зимина О.Ю."]


def test_overdue_days_of_the_workspace() -> None:
    desk = Desk()
    planned(desk, Дата=date(2021, 2, 12))
    assert not look(desk, overdue_days=6).problems
    assert [spot(desk, p)[1] for p in look(desk, overdue_days=5).problems] == [
        "consultation.overdue"
    ]


def test_overlap_with_the_second_meeting_of_a_day() -> None:
    desk = Desk()
    meeting(desk, Дата=K03, Начало="09:00", Окончание="10:00")
    meeting(desk, Код="С-04", Дата=K03, Начало="15:30", Окончание="17:00")
    assert spots(desk) == [(WARNING, "consultation.meeting_overlap", "График", "Начало", 4)]


def test_place_taken_by_another_behind_ones_own_overlap() -> None:
    desk = Desk()
    planned(desk, Код="К-10", Дата=K03, Начало="15:10", Окончание="17:00",
            Тьютор="Белов П.И.", Направление="ОГЭ")  # fmt: skip
    planned(desk, Код="К-11", Дата=K03, Начало="15:50", Окончание="17:00")
    found = [s[1:] for s in spots(desk)]
    assert ("place.taken", "График", "Место", 6) in found


def test_a_held_consultation_with_a_rejected_journal_row_has_a_row() -> None:
    desk = Desk().set("Журнал", 2, "Школа", "СОШ № 144")
    assert "consultation.no_journal" not in {s[1] for s in spots(desk)}


def test_marks_of_a_tutor_whose_row_is_rejected_are_no_problem() -> None:
    """One fault, one report: the tutor's row is listed, the marks are not."""
    desk = Desk().set("Тьюторы", 2, "Должность", None)
    assert [s[1] for s in spots(desk)] == ["cell.empty"]


def test_consultations_of_a_rejected_tutor_are_no_problem() -> None:
    desk = Desk().set("Тьюторы", 4, "Предмет", "физика")
    assert [s[1] for s in spots(desk)] == ["name.unknown"]
