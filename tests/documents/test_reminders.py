"""A letter says what its person owes, where it stands and what to type, and nothing of others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from helpers import TODAY, Desk, look

from sheets_sync.analysis import Analysis
from sheets_sync.documents.reminders.addressees import addressees
from sheets_sync.documents.reminders.letter_writer import Letter, LetterWriter
from sheets_sync.documents.reminders.wording import wording
from sheets_sync.workspace import Remind

PLANS = "Индивидуальные планы"
NAMES = {"Т-01": "Барсукова", "Т-02": "Белов", "Т-03": "Зимина"}


def letters(analysis: Analysis) -> dict[str, Letter]:
    """Everybody's letter, by who it is."""
    writer = LetterWriter(analysis, wording(analysis.workspace.root))
    return {to.key: writer.letter(to) for to in addressees(analysis)}


def written(desk: Desk, today: date = TODAY, **settings: object) -> dict[str, Letter]:
    return letters(look(desk, today, **settings))


def test_a_tutor_reads_what_until_when_where_and_what_to_do():
    letter = written(Desk(), organisation="МКУ ИМЦ")["Т-02"]
    assert letter.subject == "Напоминание на 18 февраля: 1 дело"
    assert letter.text == (
        "Здравствуйте, Пётр Ильич!\n\n"
        "Вот что ждёт вас в таблицах МКУ ИМЦ на 18 февраля: 1 дело.\n\n"
        "Срок уже прошёл:\n\n"
        "1. План: Открытый урок — Иванова М.П., МБОУ СОШ № 44.\n"
        "   Срок: 1 февраля (17 дней назад).\n"
        "   Что сделать: когда сделаете, впишите «выполнено» в ячейку I3 и день — в ячейку J3.\n"
        "   Где: книга «Отчёты тьюторов.xlsx», лист «Индивидуальные планы», ячейка I3.\n\n"
        "Если что-то уже сделано, осталось вписать это в таблицу: тогда напоминание больше не "
        "придёт. Если дело не ваше или что-то непонятно, скажите об этом в МКУ ИМЦ. На само письмо "
        "отвечать не нужно: его составила программа.\n"
    )


def test_who_owes_nothing_gets_no_letter():
    assert "Т-01" not in written(Desk())


@pytest.mark.slow
@pytest.mark.parametrize("days", [0, 6, 7, 14])
def test_what_comes_later_than_the_days_of_the_settings_is_not_told(days: int):
    told = "Т-03" in written(Desk(), remind=Remind(days=days))
    assert told == (days >= 7)  # her consultation is on 25 February


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2021, 2, 18), "Срок: 25 февраля."),
        (date(2021, 2, 24), "Срок: завтра, 25 февраля."),
        (date(2021, 2, 25), "Срок: сегодня, 25 февраля."),
    ],
)
def test_a_near_day_is_called_by_name(today: date, said: str):
    assert said in written(Desk(), today)["Т-03"].text


@pytest.mark.slow
def test_a_day_of_another_year_says_its_year():
    desk = Desk().set(PLANS, 3, "Срок", "до 01.12.2020")
    assert "Срок: 1 декабря 2020 года (79 дней назад)." in written(desk)["Т-02"].text


@pytest.mark.slow
def test_overdue_comes_first_and_what_is_to_be_mended_after_what_comes():
    desk = Desk().set(PLANS, 4, "Срок", "до 10.02.2021").set("График", 4, "Начало", "13.60")
    desk.add("График", like=3, Код="К-04", Дата=date(2021, 2, 24), Тьютор="Зимина О.Ю.",
             Статус="запланирована", Приглашённые_школы=None)  # fmt: skip
    text = written(desk)["Т-03"].text
    places = [text.index(said) for said in ("уже прошёл", "Ближайшие дни", "Исправить", "Если")]
    assert places == sorted(places)
    assert "Лист" not in text  # the tab is named once, above its cells
    assert "\n – C4: «13.60»: минуты бывают от 00 до 59. Впишите время, например 13:00." in text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tab", "header", "value", "counts"),
    [
        ("Журнал", "Отметка", "ф", "Строка пока не считается."),
        ("Журнал", "Минуты", "много", "Это значение пока не считается."),
    ],
)
def test_what_an_error_costs_is_said(tab: str, header: str, value: str, counts: str):
    text = written(Desk().set(tab, 2, header, value))["Т-01"].text
    assert f"{counts}\n" in text


@pytest.mark.slow
def test_a_warning_costs_nothing_and_says_so_by_silence():
    text = written(Desk().set("График", 2, "Статус", "ghjdtltyf"))["Т-01"].text
    assert "Впишите «проведена»." in text
    assert "пока не считается" not in text


LIST = "https://docs.google.com/spreadsheets/d/x/edit#gid=1&fvid=2"


@pytest.mark.parametrize("shown", ["Барсукова Е.Л.", "Т-01"])  # as a summary without names has it
def test_a_letter_leads_to_all_remarks_of_its_person(shown: str):
    found = look(Desk().set("График", 2, "Статус", "ghjdtltyf"))
    text = letters(replace(found, views={shown: LIST, "Белов П.И.": "другое"}))["Т-01"].text
    assert f"\n\nВсе ваши замечания одним списком, он обновляется сам: {LIST}\n\n" in text


@pytest.mark.parametrize("views", [{}, {"Белов П.И.": LIST, "Т-02": LIST}])
def test_where_there_is_no_such_list_a_letter_says_nothing_of_it(views: dict[str, str]):
    found = look(Desk().set("График", 2, "Статус", "ghjdtltyf"))
    assert letters(replace(found, views=views)) == letters(found)


@pytest.mark.slow
def test_a_letter_about_what_is_owed_by_a_day_leads_there_too():
    """A report that is missing is a deed in the letter and a remark in the summary."""
    found = look(Desk(), date(2021, 6, 20))
    owner = {p.owner for p in found.problems if p.check.value == "report.missing"}
    views = {name or "": LIST for name in owner}
    for letter in letters(replace(found, views=views)).values():
        assert (LIST in letter.text) is (letter.to.person.name in owner)
    assert owner


@pytest.mark.slow
def test_what_no_typing_mends_stands_apart():
    desk = (
        Desk().set(PLANS, 2, "Дата выполнения", date(2021, 2, 15)).set("График", 2, "Начало", "?")
    )
    text = written(desk)["Т-01"].text
    to_know = text.partition("К сведению — исправлять ничего не нужно:")[2]
    assert f"лист «{PLANS}», ячейка J2: выполнено позже срока" in to_know
    assert text.count("выполнено позже срока") == 1


@pytest.mark.slow
def test_help_that_is_owed_is_not_told_a_second_time():
    desk = Desk().set("Тьюторы", 4, "Закреплённые школы", "СОШ № 44")
    for row in (3, 4):
        desk.set("Журнал", row, "Отметка", "н")
    text = written(desk, date(2021, 4, 2))["Т-03"].text
    assert "МБОУ СОШ № 44, математика" in text
    assert "не было консультаций: математика" not in text


@pytest.mark.slow
def test_what_is_only_to_be_known_is_no_reason_for_a_letter():
    assert "Т-01" not in written(Desk().set(PLANS, 2, "Дата выполнения", date(2021, 2, 15)))


@pytest.mark.slow
def test_many_unmarked_consultations_are_one_thing_with_all_their_cells():
    desk = Desk()
    for day in range(1, 14):
        desk.add("График", like=2, Код=f"К-1{day:02}", Дата=date(2021, 2, day),
                 Статус="запланирована")  # fmt: skip
    letter = written(desk)["Т-01"]
    assert ": 1 дело" in letter.subject
    assert "13 консультаций без отметки" in letter.text
    assert all(f"M{row}" in letter.text for row in range(5, 18))
    assert "поставьте «проведена», «не состоялась», «перенесена» или «отменена»." in letter.text


@pytest.mark.slow
def test_what_is_wrong_with_many_cells_in_one_way_is_said_once():
    desk = Desk()
    for _ in range(2):
        desk.add("Журнал", like=2, Отметка="ф", Вопрос_или_дефицит="предметный")
    desk.set("Журнал", 2, "Отметка", "ф")
    letter = written(desk)["Т-01"]
    assert " – I2, I5, I6: отметки «ф» нет на листе «Отметки». Впишите" in letter.text
    assert letter.text.count("«ф»") == 1


def test_of_very_many_mistakes_the_summary_tells_the_rest():
    desk = Desk()
    for number in range(100):
        desk.add("Журнал", like=2, Отметка=f"ы{number}")
    text = written(desk)["Т-01"].text
    assert text.count("нет на листе «Отметки»") == 60
    assert " – и ещё 40 замечаний, все — на листе «Замечания» сводки.\n" in text


def test_a_missing_report_says_which_row_to_add():
    desk = Desk()
    del desk.rows("Отчёты")[2]
    text = written(desk)["Т-02"].text
    assert "Отчёт за I полугодие.\n   Срок: 15 января (34 дня назад).\n" in text
    assert "добавьте на лист «Отчёты» строку со своей фамилией" in text


def test_the_words_of_another_subject_are_said_of_it():
    desk = Desk().set("Поручения", 3, "Ответственный", "Белов П.И.")
    desk.set("Поручения", 3, "Срок", "до 20.02.2021")
    text = written(desk)["Т-02"].text
    assert "Поручение С-02: Собрать отчёты.\n   Срок: до 20 февраля." in text
    assert "впишите «исполнено» в ячейку E3 и день — в ячейку F3" in text


@pytest.mark.slow
def test_a_column_that_is_not_there_is_called_by_name():
    text = written(Desk().drop_column(PLANS, "Дата выполнения"))["Т-02"].text
    assert "впишите «выполнено» в ячейку I3 и день — в столбец «Дата выполнения»" in text
    text = written(Desk().drop_column("Дорожная карта", "Статус"))["иро"].text
    assert "впишите «выполнено» в столбец «Статус» и день — в ячейку G3" in text


def test_a_letter_is_about_its_person_alone():
    desk = Desk().set(PLANS, 4, "Срок", "до 10.02.2021").set("График", 2, "Начало", "?")
    for code, letter in written(desk).items():
        others = [name for other, name in NAMES.items() if other != code]
        assert [name for name in others if name in letter.text] == []


@pytest.mark.slow
def test_who_keeps_a_book_and_is_a_tutor_too_gets_one_letter():
    desk = Desk().set("Календарь", 2, "Начало", "31.04.2021")
    owners = {"Справочники.xlsx": "методист Белов П.И."}
    mails = {"Справочники.xlsx": "keeper@example.org"}
    found = written(desk, owners=owners, mails=mails)
    assert [key for key in found if "белов" in key] == []
    assert found["Т-02"].to.person.mail == "keeper@example.org"
    assert "Календарь" in found["Т-02"].text
    assert PLANS in found["Т-02"].text


def test_a_tutors_own_address_is_the_one():
    desk = Desk().set("Тьюторы", 3, "Эл. почта", " belov@example.org ")
    owners, mails = {"Явка.xlsx": "Белов П.И."}, {"Явка.xlsx": "keeper@example.org"}
    assert written(desk, owners=owners, mails=mails)["Т-02"].to.person.mail == "belov@example.org"


def test_a_keeper_of_several_books_gets_one_letter_at_the_address_of_any():
    desk = Desk().set("Календарь", 2, "Начало", "31.04.2021").set("Явка", 1, "С-77", "С-77")
    owners = dict.fromkeys(("Справочники.xlsx", "Посещаемость.xlsx"), "методист Крылова А.А.")
    mails = {"Посещаемость.xlsx": "krylova@example.org"}
    (letter,) = [one for key, one in written(desk, owners=owners, mails=mails).items()
                 if "крылова" in key]  # fmt: skip
    assert letter.to.person.mail == "krylova@example.org"
    assert "Календарь" in letter.text
    assert "Явка" in letter.text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("методист Крылова А.А.", "Здравствуйте!"),
        ("методист Крылова", "Здравствуйте!"),
        ("Крылова Анна Андреевна", "Здравствуйте, Анна Андреевна!"),
        ("методист Крылова Анна Андреевна", "Здравствуйте, Анна Андреевна!"),
        ("Семёнов Пётр Фёдорович", "Здравствуйте, Пётр Фёдорович!"),
    ],
)
def test_how_a_keeper_is_greeted(name: str, greeting: str):
    desk = Desk().set("Календарь", 2, "Начало", "31.04.2021")
    found = written(desk, owners={"Справочники.xlsx": name}).values()
    (letter,) = [one for one in found if one.to.person.name.endswith(name.split("методист ")[-1])]
    assert letter.text.startswith(f"{greeting}\n")


def test_a_group_is_greeted_as_colleagues():
    found = written(Desk())
    assert found["иро"].text.startswith("Здравствуйте, коллеги!\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "patronymic", "greeting"),
    [
        ("Пётр", None, "Здравствуйте, Пётр!"),
        ("Пётр", "-", "Здравствуйте, Пётр!"),
        ("Гусейн", "Али оглы", "Здравствуйте, Гусейн Али оглы!"),
    ],
)
def test_how_a_tutor_without_a_usual_patronymic_is_greeted(
    first: str, patronymic: str | None, greeting: str
):
    desk = Desk().set("Тьюторы", 3, "Имя", first).set("Тьюторы", 3, "Отчество", patronymic)
    for tab in ("Явка", "График", "Журнал", PLANS, "Отчёты"):
        for row in range(2, len(desk.rows(tab)) + 1):
            if "Белов П.И." in desk.rows(tab)[row - 1]:
                desk.set(tab, row, "Тьютор", "Т-02")
    assert written(desk)["Т-02"].text.startswith(f"{greeting}\n")


@pytest.mark.slow
def test_two_people_of_one_name_get_a_letter_each():
    desk = Desk()
    desk.add("Тьюторы", like=3, Код="Т-04")
    desk.set(PLANS, 3, "Тьютор", "Т-02").set(PLANS, 4, "Тьютор", "Т-04")
    desk.set(PLANS, 4, "Срок", "до 10.02.2021")
    found = written(desk)
    assert {found["Т-02"].to.person.name, found["Т-04"].to.person.name} == {
        "Белов П.И. (Т-02)",
        "Белов П.И. (Т-04)",
    }


@pytest.mark.kinds
@pytest.mark.parametrize("tab", ["Тьюторы", "Школы", "График", "Журнал", "Явка", "Отчёты", PLANS])
def test_without_a_tab_the_others_are_told(tab: str):
    found = written(Desk().drop(tab), owners={"Дорожная карта ШНОР.xlsx": "методист Крылова А.А."})
    assert "Карта 1.2: Курсы" in found["иро"].text


@pytest.mark.kinds
@pytest.mark.parametrize("header", ["Имя", "Отчество", "Предмет"])
def test_without_a_column_of_tutors_a_letter_is_whole(header: str):
    for letter in written(Desk().drop_column("Тьюторы", header)).values():
        assert letter.text.startswith("Здравствуйте")


def test_who_has_left_owes_nothing():
    desk = Desk().set("Тьюторы", 3, "По", date(2021, 2, 10))
    assert "Т-02" not in written(desk)


@pytest.mark.slow
def test_a_cell_in_google_is_linked_and_a_local_one_is_not():
    analysis = look(Desk().set("График", 2, "Начало", "?"))
    problems = []
    for problem in analysis.problems:
        assert problem.cell
        book = "https://docs.google.com/spreadsheets/d/abc/edit#gid=1&range="
        place = replace(problem.place, link=book, title="Консультации")
        problems.append(replace(problem, place=place, cell=replace(problem.cell, place=place)))
    linked = letters(replace(analysis, problems=tuple(problems)))["Т-01"].text
    assert "Книга «Консультации», лист «График»:" in linked
    assert "   Открыть: https://docs.google.com/spreadsheets/d/abc/edit#gid=1&range=C2\n" in linked
    assert "Открыть" not in letters(analysis)["Т-01"].text


def test_every_word_of_the_demos_letters_is_whole(demo: Analysis):
    for letter in letters(demo).values():
        assert not {"\u00a0", "{", "None", "  –"} & {*letter.text}
        assert "None" not in letter.text
        assert "\n\n\n" not in letter.text
        assert letter.text.endswith("составила программа.\n")


def test_a_tutors_problems_and_fixes_are_all_in_the_letter(demo: Analysis):
    found = letters(demo)
    mine = [p for p in demo.problems if p.mend and p.whose in found]
    assert len(mine) > 30
    elsewhere = ("report.missing", "report.overdue", "mark.missing")
    for problem in mine:
        text = found[str(problem.whose)].text.casefold()
        assert problem.cell is None or problem.cell.a1.casefold() in text
        assert problem.check in elsewhere or problem.fix.casefold().rstrip(".") in text


@pytest.mark.slow
def test_a_wording_of_the_workspaces_own_is_taken(tmp_path: Path):
    (tmp_path / "письма").mkdir()
    text = "Тема: {{ коротко }}\r\n\r\n{{ обращение }}, привет!\r\n"
    (tmp_path / "письма" / "напоминание.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    letter = written(Desk(), root=tmp_path)["Т-02"]
    assert (letter.subject, letter.text) == ("1 дело", "Пётр Ильич, привет!\n")
