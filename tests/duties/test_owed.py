"""What people owe: every line by hand, and its neighbours that nobody owes."""

from datetime import date

import pytest
from duties.owed_lines import OWNERS, found, in_days, left, line, owed
from helpers import SINCE, TODAY, Desk, look

from sheets_sync.duties.duty import Duty, Subject
from sheets_sync.duties.owed import Urgency, duties, urgency


def items(*rows: tuple[str, str, str], done: date | None = None) -> Desk:
    """A road map of items: term, who is responsible, status."""
    desk = Desk()
    del desk.rows("Дорожная карта")[1:]
    for number, (due, responsible, status) in enumerate(rows, 1):
        desk.add("Дорожная карта", **{"№": f"1.{number}"}, Мероприятие="Диагностика",
                 Школы="все ШНОР", Срок=due, Ответственный=responsible, Статус=status,
                 Дата_исполнения=done)  # fmt: skip
    return desk


# The road map, plans, assignments


def test_an_item_of_the_road_map_is_owed_when_it_is_late_or_near():
    assert owed(Desk(), Subject.ROADMAP) == [
        ("Карта 1.2: Курсы", "ИРО", date(2021, 2, 1), 17, "G3"),
        ("Карта 2.1: Диагностика", "администрация ОО", date(2021, 2, 25), 0, "G4"),
    ]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        ("до 17.02.2021", "в работе", 1),
        ("до 17.02.2021", "выполнено частично", 1),
        ("до 18.02.2021", "не начато", 0),
        ("до 04.03.2021", "не начато", 0),
        ("до 05.03.2021", "не начато", None),
        ("до 17.02.2021", "отменено", None),
        ("до 25.02.2021", "отменено", None),
        ("до 17.02.2021", "выполнено", None),
        ("ежемесячно", "в работе", None),
        ("в течение года", "не начато", None),
        ("по мере необходимости", "не начато", None),
        ("когда-нибудь", "не начато", None),
        ("до 17.02.2020", "не начато", None),
    ],
)
def test_what_is_overdue_or_due_within_fourteen_days(due: str, status: str, late: int | None):
    desk = items((due, "ИРО", status), done=date(2021, 2, 10) if status == "выполнено" else None)
    assert [said[3] for said in owed(desk, Subject.ROADMAP)] == ([] if late is None else [late])


@pytest.mark.slow
def test_what_is_done_when_needed_is_owed_on_no_day():
    """Its year ends with the lessons, and it is never overdue: what is monthly is due then."""
    desk = items(("по мере необходимости", "ИРО", "не начато"), ("ежемесячно", "ОО", "в работе"))
    assert [said[2] for said in owed(desk, Subject.ROADMAP, date(2021, 5, 20))] == [
        date(2021, 5, 31)
    ]


def test_a_plan_is_its_tutors():
    assert owed(Desk(), Subject.PLAN) == [
        (
            "План: Открытый урок — Иванова М.П., МБОУ СОШ № 44",
            "Белов П.И.",
            date(2021, 2, 1),
            17,
            "I3",
        )
    ]


@pytest.mark.slow
def test_an_assignment_is_whose_it_names():
    desk = Desk().set("Поручения", 3, "Ответственный", "Зимина О.Ю., учитель математики")
    assert owed(desk, Subject.ASSIGNMENT) == [
        ("Поручение С-02: Собрать отчёты", "Зимина О.Ю.", date(2021, 3, 1), 0, "E3")
    ]


# Reports


def without_report(**row: object) -> Desk:
    """Белов handed nothing in, or handed it in so."""
    desk = Desk()
    desk.rows("Отчёты")[2] = ["Белов П.И.", "2020–2021", "I", *row.values()] if row else []
    return desk


@pytest.mark.slow
def test_a_report_that_is_due_is_owed_though_nobody_began_it():
    assert owed(without_report(), Subject.REPORT) == [
        ("Отчёт за I полугодие", "Белов П.И.", date(2021, 1, 15), 34, "лист Отчёты")
    ]


@pytest.mark.slow
def test_a_report_that_is_begun_is_owed_where_it_stands():
    desk = without_report(day=None, status="не сдан")
    assert owed(desk, Subject.REPORT) == [
        ("Отчёт за I полугодие", "Белов П.И.", date(2021, 1, 15), 34, "E3")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2021, 2, 17), "сдан"), (None, "сдан"), (date(2021, 2, 1), "принят")],
)
def test_a_report_that_is_handed_in_late_is_owed_no_more(day: date | None, status: str):
    assert owed(without_report(day=day, status=status), Subject.REPORT) == []


@pytest.mark.slow
@pytest.mark.parametrize(("today", "many"), [(date(2021, 5, 26), 0), (date(2021, 5, 27), 3)])
def test_a_report_is_owed_fourteen_days_before_it_is_due(today: date, many: int):
    said = owed(Desk(), Subject.REPORT, today)
    assert len(said) == many
    assert {(until, late) for _, _, until, late, _ in said} <= {(date(2021, 6, 10), 0)}


def test_a_report_whose_row_can_not_be_read_is_mended_first():
    desk = without_report(day=date(2021, 1, 15), status="вроде бы")
    assert owed(desk, Subject.REPORT) == []
    assert [said[4] for said in owed(desk, Subject.MEND)] == ["E3"]


# What takes place


def consultation(**cells: object) -> Desk:
    """The schedule of one consultation."""
    desk = Desk()
    for header, value in cells.items():
        desk.set("График", 4, header.replace("_", " "), value)
    return desk


def test_a_consultation_of_the_next_days_is_its_tutors():
    assert owed(Desk(), Subject.CONSULTATION) == [
        ("Консультация К-03 в 15:00, каб. 3: Задачи", "Зимина О.Ю.", date(2021, 2, 25), 0, "B4")
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("days", "near"), [(-1, 0), (0, 1), (1, 1), (14, 1), (15, 0)])
def test_the_fourteenth_day_is_the_last(days: int, near: int):
    assert len(owed(consultation(Дата=in_days(days)), Subject.CONSULTATION)) == near


@pytest.mark.slow
@pytest.mark.parametrize("status", ["отменена", "не состоялась", "проведена"])
def test_what_will_not_be_is_nobodys(status: str):
    day = TODAY if status == "проведена" else in_days(7)
    assert owed(consultation(Дата=day, Статус=status), Subject.CONSULTATION) == []


def test_a_moved_consultation_takes_place_on_its_new_day():
    desk = consultation(Дата=in_days(-3), Статус="перенесена", Новая_дата=in_days(5))
    said = owed(desk, Subject.CONSULTATION)
    assert [(until, where) for *_, until, _, where in said] == [(in_days(5), "N4")]


@pytest.mark.slow
def test_what_is_moved_away_is_not_near():
    desk = consultation(Дата=in_days(3), Статус="перенесена", Новая_дата=in_days(40))
    assert owed(desk, Subject.CONSULTATION) == []


def test_what_is_moved_to_no_day_takes_place_on_none():
    assert owed(consultation(Дата=in_days(3), Статус="перенесена"), Subject.CONSULTATION) == []


@pytest.mark.slow
def test_two_tutors_hold_it_together():
    said = owed(consultation(Второй_тьютор="Белов П.И."), Subject.CONSULTATION)
    assert [who for _, who, *_ in said] == ["Зимина О.Ю., Белов П.И."]


def meeting(day: date, **cells: object) -> Desk:
    desk = Desk()
    desk.add("Совещания", like=3, Код="С-03", Дата=day, Тема="Об итогах",
             **{"Статус": "запланировано", **cells})  # fmt: skip
    return desk


def test_a_meeting_is_prepared_by_who_leads_and_records_it():
    chair = "Ромашова Анна Ильинична, начальник отдела"
    desk = meeting(in_days(6), Председатель=chair, Секретарь="Сомова Т.П., методист")
    assert owed(desk, Subject.MEETING, owners=OWNERS) == [
        (
            "Совещание С-03 в 13:00, актовый зал: Об итогах",
            "Ромашова А.И., методист Сомова Т.П.",
            in_days(6),
            0,
            "B4",
        )
    ]


@pytest.mark.slow
def test_a_meeting_nobody_leads_is_the_keepers():
    said = owed(meeting(in_days(6)), Subject.MEETING, owners=OWNERS)
    assert [who for _, who, *_ in said] == ["методист Сомова Т.П."]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("days", "status"), [(15, "запланировано"), (6, "отменено"), (6, "перенесено")]
)
def test_a_meeting_that_is_not_near_or_will_not_be(days: int, status: str):
    assert owed(meeting(in_days(days), Статус=status), Subject.MEETING) == []


def test_a_meeting_that_goes_on_is_near_on_its_next_day():
    desk = meeting(TODAY).set("Совещания", 4, "Дата", "17–18.02.2021")
    assert [said[2] for said in owed(desk, Subject.MEETING)] == [TODAY]


# Marks


def test_the_consultations_one_tutor_did_not_mark_are_one_line():
    desk = consultation(Дата=date(2021, 2, 14))
    desk.add("График", like=4, Код="К-04", Дата=date(2021, 1, 20))
    assert owed(desk, Subject.MARK) == [
        (
            "2 консультации без отметки: К-04 20.01, К-03 14.02",
            "Зимина О.Ю.",
            date(2021, 1, 20),
            29,
            "M5",
        )
    ]
    assert [duty.size for duty in found(desk, Subject.MARK)] == [2]


def test_three_days_are_left_to_mark_a_consultation():
    assert owed(consultation(Дата=date(2021, 2, 15)), Subject.MARK) == []


def test_an_empty_cell_of_the_register_is_the_keepers():
    desk = Desk().set("Явка", 4, "С-02", None)
    assert owed(desk, Subject.MARK, owners=OWNERS) == [
        ("1 клетка явки без отметки: Зимина О.Ю. 18.02", "методист Сомова Т.П.", TODAY, 0, "C4")
    ]


def test_what_is_owed_as_a_mark_is_not_mended_too():
    desk = consultation(Дата=date(2021, 2, 1)).set("Явка", 4, "С-02", None)
    assert owed(desk, Subject.MEND) == []


# Schools without help


def low_school(**tutor: object) -> Desk:
    """ООШ № 9 is listed for Russian, and nobody was there; СОШ № 44 has had its help."""
    desk = Desk()
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="русский язык")  # fmt: skip
    for header, value in tutor.items():
        desk.set("Тьюторы", 2, header.replace("_", " "), value)
    return desk


def test_help_is_due_at_the_end_of_the_first_month_without_it():
    assert owed(low_school(), Subject.HELP) == [
        (
            "ШНОР без помощи: МБОУ ООШ № 9, русский язык — с начала года консультаций не было",
            "Барсукова Е.Л.",
            date(2020, 9, 30),
            141,
            "D3",
        )
    ]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"Вопрос или дефицит": "???"}, "в журнале есть непрочитанные строки: 1; в прочитанных "
                                        "консультаций с начала года нет"),
        ({"Тьютор": "Неизвестный Н.Н."}, "в журнале есть непрочитанные строки: 1; в прочитанных "
                                         "консультаций с начала года нет"),
        ({"Школа": "СОШ № 9", "Дата": "когда-то"}, "с начала года консультаций не было"),
        ({"Отметка": "н", "Дата": "когда-то"}, "с начала года консультаций не было"),
    ],
)  # fmt: skip
def test_rows_that_can_not_be_read_may_tell_of_help(broken: dict[str, str], said: str):
    """Nobody is told that a school had no help where a row about it was left out for a fault."""
    desk = low_school()
    row = {"Консультация": "вне графика", "Дата": "12.01.2021", "Школа": "ООШ № 9"} | broken
    desk.add("Журнал", like=2, **{name.replace(" ", "_"): value for name, value in row.items()})
    (duty,) = found(desk, Subject.HELP)
    assert duty.what == f"ШНОР без помощи: МБОУ ООШ № 9, русский язык — {said}"
    assert ("непрочитанных строк: 1" in duty.short) == ("непрочитанные" in said)


def helped(day: date) -> Desk:
    """The help that ООШ № 9 had on a day."""
    desk = low_school()
    desk.add("Журнал", like=2, Консультация="вне графика", Дата=day, Школа="О-9")
    return desk


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("last", "until", "late"),
    [
        (date(2020, 12, 17), date(2021, 1, 31), 18),
        (date(2021, 1, 31), date(2021, 2, 28), 0),
        (date(2021, 2, 1), None, 0),
    ],
)
def test_help_is_asked_for_every_month(last: date, until: date | None, late: int):
    said = owed(helped(last), Subject.HELP)
    assert [(day, days) for _, _, day, days, _ in said] == ([(until, late)] if until else [])


def test_at_the_beginning_of_a_month_nobody_is_asked_yet():
    assert owed(helped(date(2021, 1, 31)), Subject.HELP, date(2021, 2, 13)) == []


@pytest.mark.kinds
@pytest.mark.parametrize("today", [date(2021, 6, 1), date(2021, 7, 1), date(2020, 9, 10)])
def test_in_the_holidays_and_in_the_first_days_help_is_not_owed(today: date):
    assert owed(low_school(), Subject.HELP, today) == []


# Cells to mend


def test_cells_to_mend_are_one_line_a_person_and_tab_errors_first():
    desk = Desk().set("Журнал", 3, "Минуты", "около 30").set("Журнал", 4, "Школа", "9")
    assert owed(desk, Subject.MEND) == [
        ("Лист «Журнал», 1 ошибка и 1 предупреждение: D4, H3", "Белов П.И.", None, 0, "D4")
    ]


def test_what_no_typing_mends_is_owed_by_nobody():
    desk = Desk().set("Индивидуальные планы", 2, "Дата выполнения", date(2021, 2, 12))
    assert any(problem.check == "done.late" for problem in look(desk).problems)
    assert owed(desk, Subject.MEND) == []


def accepting(desk: Desk, *checks: str) -> Desk:
    """The desk with its problems of these checks accepted."""
    rows = [["№ замечания", "Почему", "Кто решил", "До"]]
    for problem in look(desk).problems:
        if problem.check in checks:
            rows.append([problem.id, "так решили", "Лисицына О.В.", None])
    desk.books["Справочники.xlsx"]["Допустимо"] = rows
    return desk


@pytest.mark.slow
def test_what_is_accepted_is_owed_no_more():
    desk = accepting(without_report(), "report.missing")
    assert owed(desk, Subject.REPORT) == []
    desk = accepting(without_report(day=None, status="не сдан"), "report.overdue")
    assert owed(desk, Subject.REPORT) == []
    desk = accepting(consultation(Дата=date(2021, 2, 1)), "consultation.overdue")
    assert owed(desk, Subject.MARK) == []
    assert owed(accepting(low_school(), "shnor.no_help"), Subject.HELP) == []


# All of it


def test_the_most_urgent_comes_first_and_a_persons_lines_stand_together():
    desk = without_report().set("Журнал", 4, "Школа", "9")
    every = duties(look(desk))
    assert [(urgency(d, TODAY), *line(d)[1:4:2], d.subject) for d in every] == [
        (Urgency.OVERDUE, "Белов П.И.", 34, Subject.REPORT),
        (Urgency.OVERDUE, "Белов П.И.", 17, Subject.PLAN),
        (Urgency.OVERDUE, "ИРО", 17, Subject.ROADMAP),
        (Urgency.WEEK, "Зимина О.Ю.", 0, Subject.CONSULTATION),
        (Urgency.WEEK, "администрация ОО", 0, Subject.ROADMAP),
        (Urgency.LATER, "тьюторы", 0, Subject.ASSIGNMENT),
        (Urgency.UNDATED, "Белов П.И.", 0, Subject.MEND),
    ]


@pytest.mark.parametrize(("days", "kind"), [(7, Urgency.WEEK), (8, Urgency.LATER)])
def test_a_week_is_seven_days(days: int, kind: Urgency):
    (duty,) = found(consultation(Дата=in_days(days)), Subject.CONSULTATION)
    assert urgency(duty, TODAY) is kind


def keys(desk: Desk) -> list[tuple[str, str]]:
    return sorted((duty.key, duty.what) for duty in duties(look(desk, owners=OWNERS)))


def test_a_duty_keeps_its_key_when_its_row_goes_elsewhere():
    desk, moved = Desk(), Desk()
    for tab in ("Дорожная карта", "Индивидуальные планы", "Поручения", "График", "Отчёты"):
        head, *rows = moved.rows(tab)
        moved.rows(tab)[:] = [head, *reversed(rows)]
    assert keys(moved) == keys(desk)


def test_rows_alike_have_keys_of_their_own():
    desk = Desk()
    desk.add("Поручения", like=3)
    assert [duty.key for duty in found(desk, Subject.ASSIGNMENT)] == [
        "assignment:С-02:собрать отчеты",
        "assignment:С-02:собрать отчеты#2",
    ]


@pytest.mark.kinds
@pytest.mark.parametrize("tab", [tab for tabs in Desk().books.values() for tab in tabs])
def test_without_a_tab_the_others_are_owed_all_the_same(tab: str):
    """A tab, or one of its columns, that is not there takes nothing from the others."""
    needed = {"Тьюторы", "Индивидуальные планы"}
    assert (Subject.PLAN in kinds(Desk().drop(tab))) == (tab not in needed)
    for head in Desk().rows(tab)[0]:
        if isinstance(head, str):
            assert kinds(Desk().drop_column(tab, head)) & {Subject.PLAN, Subject.ROADMAP}


def kinds(desk: Desk) -> set[Subject]:
    return {duty.subject for duty in duties(look(desk))}


def test_in_an_empty_workspace_nobody_owes_anything_by_a_day():
    desk = Desk()
    for tabs in desk.books.values():
        for rows in tabs.values():
            del rows[1:]
    assert [duty for duty in duties(look(desk)) if duty.subject is not Subject.MEND] == []


def test_a_tutor_of_next_month_is_not_asked_to_help_yet():
    assert owed(low_school(Работает_с=date(2021, 3, 1)), Subject.HELP)[0][1] == ""
    assert owed(low_school(Работает_с=SINCE), Subject.HELP)[0][1] == "Барсукова Е.Л."


def test_a_tutor_who_left_owes_nothing():
    desk = left(without_report(), 3, date(2021, 2, 17))
    said = {
        (duty.subject, line(duty)[1])
        for duty in duties(look(desk, owners=OWNERS))
        if "Белов" in duty.what
    }
    assert said == {
        (Subject.PLAN, "методист Сомова Т.П."),
        (Subject.REPORT, "методист Сомова Т.П."),
    }


def test_on_the_last_day_of_work_everything_is_still_owed():
    desk = left(without_report(), 3, TODAY)
    assert [said[1] for said in owed(desk, Subject.REPORT, owners=OWNERS)] == ["Белов П.И."]


def test_of_a_book_without_keeper_nobody_is_named():
    desk = left(without_report(), 3, date(2021, 2, 17))
    assert [said[:2] for said in owed(desk, Subject.REPORT)] == [
        ("Отчёт за I полугодие (тьютор ушёл: Белов П.И.)", "")
    ]


def test_every_duty_has_a_place_to_go_to(demo):
    def stands(duty: Duty) -> bool:
        return bool(duty.cells) or duty.place is not None

    assert all(stands(duty) for duty in duties(demo))


def test_who_is_not_on_the_list_of_those_present_is_written_there_first():
    """Where a list stands for the register's column there is no empty cell to mark."""
    desk = Desk().drop("Явка")
    desk.books["Посещаемость.xlsx"]["Список присутствующих"] = [
        ["Совещание", "Участник", "Отметка"],
        ["С-01", "Барсукова Е.Л.", "+"],
        ["С-01", "Белов П.И.", "н"],
        ["С-01", "Зимина О.Ю.", "у"],
        ["С-02", "Барсукова Е.Л.", "+"],
    ]
    assert [problem.check for problem in look(desk).problems] == ["mark.missing"]
    assert owed(desk, Subject.MARK) == []
    ((what, *_, where),) = owed(desk, Subject.MEND)
    assert "Зимина О.Ю. (Т-03), совещание С-02" in what
    assert where == "лист Список присутствующих"


@pytest.mark.kinds
@pytest.mark.parametrize("invited", ["О-9", "все ШНОР", "все"])
def test_help_that_is_planned_is_owed_no_more(invited: str):
    desk = low_school()
    desk.add("График", like=4, Код="К-77", Дата=date(2021, 2, 24), Предмет="русский язык",
             Тьютор="Барсукова Е.Л.", Приглашённые_школы=invited)  # fmt: skip
    assert owed(desk, Subject.HELP) == []


@pytest.mark.kinds
@pytest.mark.parametrize(
    "cells",
    [
        {"Приглашённые_школы": "СОШ № 9"},
        {"Приглашённые_школы": "О-9", "Предмет": "математика"},
        {"Приглашённые_школы": "О-9", "Статус": "отменена"},
        {"Приглашённые_школы": "О-9", "Статус": "перенесена"},
        {"Приглашённые_школы": None},
    ],
)
def test_a_plan_for_others_is_no_help(cells: dict[str, str | None]):
    desk = low_school()
    usual = {"Дата": date(2021, 2, 24), "Предмет": "русский язык", "Тьютор": "Барсукова Е.Л."}
    desk.add("График", like=4, Код="К-77", **(usual | cells))
    assert len(owed(desk, Subject.HELP)) == 1
