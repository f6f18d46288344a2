"""The other papers: their numbers are the summary's, and nothing in them is lost or invented."""

from datetime import date
from typing import Any

import pytest
from helpers import Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.documents.days import period_part
from sheets_sync.documents.extract import person_extract, tutor_extract
from sheets_sync.documents.one_school import school_part
from sheets_sync.documents.one_tutor import tutor_part
from sheets_sync.documents.road_report import road_part
from sheets_sync.documents.sign_up import consultation_register, meeting_register
from sheets_sync.documents.subject import Request
from sheets_sync.documents.timetable import timetable_part
from sheets_sync.errors import UsageError
from sheets_sync.figures.rounding import with_ratio


def school(desk: Desk, typed: str = "44", **options: str) -> Any:
    return school_part(look(desk), typed, Request(options)).values["школа"]


def tutor(desk: Desk, typed: str = "Т-01", **options: str) -> Any:
    return tutor_part(look(desk), typed, Request(options)).values["тьютор"]


def row_of(analysis: Analysis, figure: str, **keys: str) -> Any:
    table = analysis.figures[figure]
    for name, value in keys.items():
        table = table[table[name].eq(value)]
    return next(table.itertuples())


# The road map


def test_the_road_map_counts_as_the_summary_does():
    analysis = look(Desk())
    card = road_part(analysis, "", Request()).values["карта"]
    figure = analysis.figures["roadmap"]
    assert card["всего"] == figure["total"].sum() == sum(len(s["пункты"]) for s in card["разделы"])
    assert [section["название"] for section in card["разделы"]] == ["Методика", "Контроль"]
    for section in card["разделы"]:
        row = row_of(analysis, "roadmap", section=section["название"])
        assert section["исполнение"] == with_ratio(row.due_done, row.due)
    assert [side["сторона"] for side in card["стороны"]] == ["ИМЦ", "ИРО", "ОО"]
    for count in ("всего", "выполнено", "просрочено"):
        assert sum(side[count] for side in card["стороны"]) == card[count]


def test_what_is_late_says_by_how_much():
    card = road_part(look(Desk()), "", Request()).values["карта"]
    items = {item["номер"]: item for section in card["разделы"] for item in section["пункты"]}
    assert items["1.2"]["причина"] == "просрочено на 17 дней"
    assert items["1.1"]["причина"] == ""
    late = Desk().set("Дорожная карта", 2, "Дата исполнения", date(2021, 2, 3))
    (first, *_) = road_part(look(late), "", Request()).values["карта"]["разделы"]
    assert first["пункты"][0]["причина"] == "выполнено позже срока"


def test_a_cancelled_item_is_left_out():
    desk = Desk().set("Дорожная карта", 3, "Статус", "отменено")
    card = road_part(look(desk), "", Request()).values["карта"]
    assert "1.2" not in [i["номер"] for s in card["разделы"] for i in s["пункты"]]


def test_without_its_tab_the_report_is_empty_and_says_so():
    part = road_part(look(Desk().drop("Дорожная карта")), "", Request())
    assert part.values["карта"]["разделы"] == []
    assert part.warnings


# The timetable


def codes(desk: Desk, month: str) -> list[str]:
    return [
        row["код"]
        for row in timetable_part(look(desk), month, Request({"month": month})).values["график"]
    ]


def test_a_month_by_days_without_what_was_cancelled():
    desk = Desk().set("График", 3, "Статус", "отменена")
    assert codes(desk, "2021-02") == ["К-01", "К-03"]
    assert codes(desk, "2021-03") == []


def test_a_moved_consultation_stands_on_its_new_day():
    desk = (
        Desk()
        .set("График", 2, "Новая дата", date(2021, 3, 1))
        .set("График", 2, "Статус", "перенесена")
    )
    (row,) = timetable_part(look(desk), "", Request({"month": "2021-03"})).values["график"]
    assert (row["дата"], row["день_недели"], row["перенесена_с"]) == (
        "01.03.2021", "понедельник", "02.02.2021",
    )  # fmt: skip
    assert (row["время"], row["тьютор"]) == ("15.00–16.00", "Барсукова Е.Л.")


def test_an_empty_month_is_told():
    part = timetable_part(look(Desk()), "", Request({"month": "2020-10"}))
    assert part.warnings == ("в графике нет консультаций: октябрь 2020 года",)
    part = timetable_part(look(Desk().drop("График")), "", Request({"month": "2021-02"}))
    (said,) = part.warnings
    assert said.startswith("нет листа «График»")


def test_a_consultation_moved_nowhere_is_told_and_not_promised_for_its_old_day():
    desk = Desk().set("График", 4, "Статус", "перенесена")
    part = timetable_part(look(desk), "", Request({"month": "2021-02"}))
    assert [row["код"] for row in part.values["график"]] == ["К-01", "К-02"]
    assert part.warnings == ("консультация К-03 перенесена, а новой даты нет: её нет в графике",)


@pytest.mark.parametrize("month", ["2021-13", "февраль", "2019-02", "2021-2-1"])
def test_a_month_that_is_none_is_told(month: str):
    with pytest.raises(UsageError, match="--month"):
        timetable_part(look(Desk()), "", Request({"month": month}))


# The register to sign


def test_everybody_invited_signs_and_then_the_guests():
    desk = Desk().set("Совещания", 3, "Приглашённые", "Орлов П.С., специалист")
    people = meeting_register(look(desk), "С-02", Request()).values["регистрация"]["люди"]
    assert [(p["номер"], p["имя"]) for p in people] == [
        (1, "Барсукова Елена Львовна"),
        (2, "Зимина Ольга Юрьевна"),
        (3, "Орлов П.С."),
    ]


def test_a_consultation_lists_those_of_the_journal_else_room():
    desk = Desk()
    known = consultation_register(look(desk), "к-01", Request())
    assert [p["имя"] for p in known.values["регистрация"]["люди"]] == ["Иванова М.П."]
    room = consultation_register(look(desk), "К-03", Request()).values["регистрация"]["люди"]
    assert len(room) == 10
    planned = Desk().set("График", 4, "План участников", 3)
    assert (
        len(consultation_register(look(planned), "К-03", Request()).values["регистрация"]["люди"])
        == 3
    )
    with pytest.raises(UsageError, match="от К-01 до К-03"):
        consultation_register(look(desk), "К-99", Request())


@pytest.mark.parametrize(
    ("header", "value", "said"),
    [("Статус", "отменена", "отменена"), ("Статус", "перенесена", "новой даты нет")],
)
def test_a_register_of_what_may_not_be_held_says_so(header: str, value: str, said: str):
    part = consultation_register(look(Desk().set("График", 4, header, value)), "К-03", Request())
    assert said in " ".join(part.warnings)


def test_a_meeting_that_was_cancelled_is_told():
    desk = Desk().set("Совещания", 3, "Статус", "отменено")
    assert meeting_register(look(desk), "С-02", Request()).warnings == ("совещание С-02 отменено",)


def test_a_consultation_whose_row_does_not_count_says_why():
    desk = Desk().set("График", 4, "Дата", "непонятно")
    with pytest.raises(UsageError, match=r"«К-03» не учтена\. Лист «График», B4"):
        consultation_register(look(desk), "К-03", Request())
    with pytest.raises(UsageError, match="ни одной"):
        consultation_register(look(Desk().drop("График")), "К-03", Request())


# The extract


def test_only_the_decisions_of_one_person():
    desk = Desk().set("Поручения", 2, "Ответственный", "Орлова В.И.; методист Белова А.А.")
    desk.set("Поручения", 2, "Пункт", "1.1")
    request = Request({"meeting": "С-01"})
    found = person_extract(look(desk), "Белова", request).values["выписка"]
    assert [d["текст"] for q in found["вопросы"] for d in q["решили"]] == ["Составить план"]
    with pytest.raises(UsageError, match=r"нет решений; есть за кем: Орлова В\.И\."):
        person_extract(look(desk), "Сидорова", request)


def test_initials_that_differ_are_another_person():
    desk = Desk().set("Поручения", 2, "Ответственный", "Белова А.А.")
    with pytest.raises(UsageError):
        person_extract(look(desk), "Белова В.А.", Request({"meeting": "С-01"}))


def responsible(*typed: str) -> Analysis:
    desk = Desk()
    for row, name in enumerate(typed, 2):
        desk.set("Поручения", row, "Совещание", "С-01").set("Поручения", row, "Ответственный", name)
    return look(desk)


def test_two_people_of_a_surname_are_never_one_extract():
    analysis, request = responsible("Белова А.А.", "Белова В.В."), Request({"meeting": "С-01"})
    with pytest.raises(UsageError, match=r"не один человек: Белова А\.А\., Белова В\.В\."):
        person_extract(analysis, "Белова", request)
    found = person_extract(analysis, "Белова В.В.", request).values["выписка"]
    assert [d["текст"] for q in found["вопросы"] for d in q["решили"]] == ["Собрать отчёты"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "typed", ["Т-01", "Белов П.И. и Барсукова Е.Л.", "Барсукова Елена Львовна"]
)
@pytest.mark.parametrize("wanted", ["Барсукова Е.Л.", "Т-01"])
def test_a_responsible_person_is_found_however_written(typed: str, wanted: str):
    request = Request({"meeting": "С-01"})
    found = person_extract(responsible(typed), wanted, request).values["выписка"]
    assert found["кому"].startswith("Барсукова Е")
    of_tutor = tutor_extract(responsible(typed), wanted, request).values["выписка"]
    assert of_tutor["вопросы"] == found["вопросы"]


@pytest.mark.slow
def test_a_group_is_not_its_members():
    with pytest.raises(UsageError, match="есть за кем: тьюторы"):
        tutor_extract(responsible("тьюторы"), "Т-01", Request({"meeting": "С-01"}))


@pytest.mark.slow
def test_a_meeting_without_an_agenda_has_its_assignments():
    desk = Desk().drop("Повестка").set("Поручения", 2, "Ответственный", "Белова А.А.")
    found = person_extract(look(desk), "Белова А.А.", Request({"meeting": "С-01"}))
    assert [q["вопрос"] for q in found.values["выписка"]["вопросы"]] == ["Поручения"]


# The school


def test_the_school_counts_as_coverage_does():
    analysis = look(Desk())
    card = school(Desk())
    assert card["шнор"]
    assert card["предметы_риска"] == ["русский язык", "математика"]
    for line in card["предметы"]:
        row = row_of(analysis, "coverage", school="Ш-44", subject=line["предмет"])
        assert (line["консультаций"], line["педагогов"]) == (row.consultations, row.teachers)


def test_the_letter_names_who_came_in_the_days_asked_for():
    visits = school(Desk(), month="2021-02")["посещения"]
    assert [(v["дата"], v["педагог"], v["минут"]) for v in visits] == [
        ("02.02.2021", "Иванова М.П.", "45"),
        ("09.02.2021", "Иванова М.П.", "30"),
    ]
    assert school(Desk(), "МБОУ СОШ № 9")["посещения"][0]["кто"] == "группа, 4 человека"
    assert school(Desk(), month="2020-10")["посещения"] == []


@pytest.mark.slow
def test_fewer_than_five_pupils_are_not_printed():
    desk = Desk()
    for header, value in {
        "По списку": 4,
        "Писали": 4,
        "«5»": 1,
        "«4»": 1,
        "«3»": 1,
        "«2»": 1,
    }.items():
        desk.set("Результаты", 2, header, value)
    (line,) = school(desk)["результаты"]
    assert (line["писали"], line["доля_двоек"], line["изменение"]) == ("меньше 5", "", "")


def test_the_change_is_the_summarys():
    (line,) = school(Desk())["результаты"]
    assert (line["доля_двоек"], line["изменение"]) == ("16,0\u00a0% (4/25)", "−14,0")


def test_a_school_outside_the_list_has_a_card_too():
    card = school(Desk(), "ООШ № 9")
    assert not card["шнор"]
    assert (card["предметы_риска"], card["посещения"], card["планы"]["всего"]) == ([], [], 0)


@pytest.mark.parametrize(("typed", "said"), [("9", "СОШ № 9 и .*ООШ № 9"), ("77", "77")])
def test_a_school_that_is_not_one_is_told(typed: str, said: str):
    with pytest.raises(UsageError, match=f"--school: .*{said}"):
        school(Desk(), typed)


# The tutor


def test_the_tutor_counts_as_the_summary_does():
    analysis, card = look(Desk()), tutor(Desk())
    came = row_of(analysis, "attendance_by_tutor", tutor="Т-01")
    assert card["явка"]["доля"] == with_ratio(came.present, came.marked)
    held = row_of(analysis, "consultations_by_tutor", tutor="Т-01")
    assert (card["консультации"]["план"], card["консультации"]["проведено"]) == (
        held.planned,
        held.held,
    )
    plans = row_of(analysis, "plans_by_tutor", tutor="Т-01")
    assert card["планы"]["исполнение"] == with_ratio(plans.due_done, plans.due)


def test_what_is_owed_is_named():
    desk = Desk().set("График", 3, "Статус", "запланирована")
    desk.rows("Журнал")[:] = [r for r in desk.rows("Журнал") if r[0] != "К-02"]
    assert tutor(desk, "Белов П.И.")["долги"] == [
        "отметить консультации: К-02 (09.02.2021)",
        "план: Открытый урок (МБОУ СОШ № 44), просрочено на 17 дней",
    ]


def test_a_half_is_of_its_own_days():
    card = tutor(Desk(), half="I")
    assert card["консультации"]["план"] == 0
    assert [report["полугодие"] for report in card["отчёты"]] == ["I"]


@pytest.mark.slow
def test_a_tutor_who_left_keeps_the_card():
    desk = Desk().set("Тьюторы", 4, "По", date(2020, 12, 31))
    assert tutor(desk, "Т-03")["по"] == "31.12.2020"


def test_a_tutor_that_is_not_one_is_told():
    with pytest.raises(UsageError, match=r"--tutor: .*Петров"):
        tutor(Desk(), "Петров А.А.")


# What may not be wrong in a paper that is signed or sent


@pytest.mark.slow
def test_a_school_whose_name_has_a_comma_keeps_its_invitations():
    desk = Desk().set("Школы", 2, "Краткое название", "МБОУ СОШ № 44, корпус 1")
    desk.set("График", 4, "Приглашённые школы", "Ш-44")
    assert [line["код"] for line in school(desk, "Ш-44")["ближайшие"]] == ["К-03"]


@pytest.mark.slow
@pytest.mark.parametrize(("invited", "found"), [("все", ["К-03"]), ("ШНОР", ["К-03"]), ("Ш-9", [])])
def test_a_school_is_invited_by_name_with_all_or_with_the_list(invited: str, found: list[str]):
    desk = Desk().set("График", 4, "Приглашённые школы", invited)
    assert [line["код"] for line in school(desk)["ближайшие"]] == found


def test_a_paper_of_days_to_come_is_refused():
    request = Request({"month": "2021-04"})
    said = ("период ещё не начался: первый день — 01.04.2021",)
    assert school_part(look(Desk()), "44", request).blocking == said
    assert tutor_part(look(Desk()), "Т-01", request).blocking == said


def test_the_letter_ends_on_the_report_date():
    values = period_part(look(Desk()), "", Request({"month": "2021-02"})).values["период"]
    assert (values["по"], values["по_сегодня"]) == ("28.02.2021", "18.02.2021")


@pytest.mark.parametrize("half", ["I", "II"])
def test_a_report_that_is_owed_is_named_whatever_half_the_card_is_about(half: str):
    desk = Desk()
    del desk.rows("Отчёты")[1]
    assert "отчёт за I полугодие: опоздание 34 дня" in tutor(desk, half=half)["долги"]


def test_nobody_is_certified_for_a_half_not_worked():
    desk = Desk().set("Тьюторы", 2, "Работает с", date(2021, 1, 11))
    part = tutor_part(look(desk), "Т-01", Request({"half": "I"}))
    assert part.blocking == ("Барсукова Е.Л. в этот период тьютором не работает: с 11.01.2021",)
    assert tutor_part(look(desk), "Т-01", Request({"half": "II"})).blocking == ()


def test_a_tutor_who_left_answers_for_no_school():
    desk = Desk().set("Тьюторы", 2, "Закреплённые школы", "СОШ № 44")
    assert school(desk)["тьюторы"] == ["Барсукова Е.Л."]
    assert school(desk.set("Тьюторы", 2, "По", date(2020, 12, 31)))["тьюторы"] == []


def test_a_report_not_due_yet_is_not_yet_handed_in():
    statuses = {one["полугодие"]: one["статус"] for one in tutor(Desk())["отчёты"]}
    assert statuses == {"I": "принят", "II": "ещё не сдан"}


def test_an_unknown_code_names_those_there_are():
    with pytest.raises(UsageError, match="Коды: Ш-44, Ш-9, О-9"):
        school(Desk(), "Ш-77")
    with pytest.raises(UsageError, match="Коды: Т-01, Т-02, Т-03"):
        tutor(Desk(), "Т-99")
