"""The record of a meeting: who came, what was decided, what keeps it open."""

import io
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from helpers import Desk, look

from sheets_sync.documents.grammar import NBSP
from sheets_sync.documents.make import make
from sheets_sync.documents.meeting_record import meeting_part
from sheets_sync.documents.shelf import templates
from sheets_sync.documents.subject import Request
from sheets_sync.errors import UsageError
from sheets_sync.workspace import Documents

HEAD = "Соколовская Ирина Павловна, директор МКУ ИМЦ"


def desk(**question: object) -> Desk:
    """С-01 with everybody marked and one question."""
    made = Desk()
    made.set("Явка", 4, "С-02", "+")
    for header, value in {
        "Докладчик": "Орлова Вера Ильинична",
        "Слушали": "о планах",
        "Решили": "Утвердить планы",
        **question,
    }.items():
        made.set("Повестка", 2, header.replace("_", " "), value)  # type: ignore[arg-type]
    return made


def values(made: Desk, code: str = "С-01", **switches: bool) -> dict[str, object]:
    return dict(meeting_part(look(made), code, Request({"meeting": code}, **switches)).values)


def text(made: Desk, code: str = "С-01", form: str = "имц", **switches: bool) -> str:
    analysis = look(made, documents=Documents(head=HEAD))
    template = templates(analysis.workspace.root)[f"протокол-{form}"]
    content = make(analysis, template, Request({"meeting": code}, **switches)).content
    body = Document(io.BytesIO(content)).element.body
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return "\n".join(line for line in lines if line).replace(NBSP, " ")


def question(made: Desk) -> dict[str, object]:
    return values(made)["повестка"][0]  # type: ignore[index,no-any-return]


# Who came


def test_those_absent_stand_under_their_first_invited_stream():
    made = desk().set("Явка", 2, date(2020, 11, 12), "н")
    found = values(made)
    assert found["присутствовали"] == "0 человек"
    assert found["отсутствовали"] == "3 человека"
    assert found["отсутствовавшие"] == [
        {
            "направление": "ВПР",
            "люди": [
                "Барсукова Е.Л., учитель МБОУ СОШ № 9",
                "Зимина О.Ю., учитель МБОУ СОШ № 44",
            ],
        },
        {"направление": "ОГЭ", "люди": ["Белов П.И., учитель МБОУ ООШ № 9"]},
    ]


def test_the_order_of_the_invitation_decides():
    made = desk().set("Совещания", 2, "Приглашены", "ОГЭ; ВПР")
    made.set("Явка", 2, date(2020, 11, 12), "н")
    streams = [group["направление"] for group in values(made)["отсутствовавшие"]]  # type: ignore[attr-defined]
    assert streams == ["ОГЭ", "ВПР"]


@pytest.mark.slow
def test_somebody_marked_as_not_invited_is_nowhere():
    found = values(desk().set("Явка", 3, date(2020, 11, 12), "х"))
    assert (found["присутствовало"], found["отсутствовало"]) == (1, 1)


@pytest.mark.slow
def test_guests_are_printed_and_never_counted():
    made = desk().set(
        "Совещания", 2, "Приглашённые", "Орлов П.С., специалист; Мельник Анна Юрьевна, директор"
    )
    found = values(made)
    assert [guest["полностью"] for guest in found["приглашённые"]] == [  # type: ignore[attr-defined]
        "Орлов П.С., специалист",
        "Мельник Анна Юрьевна, директор",
    ]
    assert found["присутствовало"] == 1
    assert "Приглашённые: Орлов П.С., специалист; Мельник Анна Юрьевна, директор." in text(made)


# What was said


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("speaker", "heard", "told"),
    [
        ("Орлова Вера Ильинична", "о планах", "Орлова Вера Ильинична рассказала о планах"),
        ("Орлов Пётр Ильич, методист", "о планах", "Орлов Пётр Ильич, методист рассказал о планах"),
        ("Савва Е.К.", "о планах", "СЛУШАЛИ: Савва Е.К. — о планах"),
        ("Алиев Ага Гасан оглы", "о планах", "Алиев Ага Гасан оглы рассказал о планах"),
        ("Учителя-тьюторы по ВПР", "с анализом", "выступили учителя-тьюторы по ВПР с анализом"),
        ("Орлова В.И., Белов П.И.", "с анализом", "выступили Орлова В.И., Белов П.И. с анализом"),
        ("Барсукова Е.Л.", "о планах",
         "Барсукова Е.Л., учитель МБОУ СОШ № 9 рассказала о планах"),
        ("Т-02", "о планах", "Белов Пётр Ильич, учитель МБОУ ООШ № 9 рассказал о планах"),
        ("Орлова Вера Ильинична", "познакомила с планом",
         "Орлова Вера Ильинична познакомила с планом"),
        (None, "Обсудили планы", "Обсудили планы"),
    ],
)  # fmt: skip
def test_how_a_speaker_is_told_of(speaker: str | None, heard: str, told: str):
    found = question(desk(Докладчик=speaker, Слушали=heard))
    assert (found["вступление"], found["рассказ"]) == ("По первому вопросу", told)


def test_misc_has_no_number():
    found = question(desk(Вопрос="Разное", Докладчик=None, Слушали="даны ответы"))
    assert (found["вступление"], found["рассказ"]) == ("В разном", "даны ответы")


def test_lines_of_a_cell_become_paragraphs():
    found = question(desk(Слушали="о планах\n\nи о сроках\r\nи о школах"))
    assert found["далее"] == ["и о сроках", "и о школах"]


@pytest.mark.parametrize(
    ("typed", "printed"), [("да", "(приложение)"), ("Приложение 2", "(приложение 2)")]
)
def test_an_appendix_is_named(typed: str, printed: str):
    assert f"рассказала о планах {printed}." in text(desk(Приложение=typed))


# What was decided


def test_decision_and_assignment_are_one_numbered_list():
    made = desk().set("Поручения", 2, "Пункт", "1.1")
    made.set("Поручения", 2, "Поручение", "Утвердить планы тьюторов")
    made.add("Поручения", like=2, Пункт="1", Поручение="Собрать заявки школ")
    found = question(made)["решили"]
    assert [(d["номер"], d["текст"], d["срок"]) for d in found] == [  # type: ignore[attr-defined]
        ("1.1", "Утвердить планы", "до 01.12.2020"),
        ("1.2", "Собрать заявки школ", "до 01.12.2020"),
    ]


@pytest.mark.kinds
@pytest.mark.parametrize(
    "typed",
    [
        "1. Утвердить планы; 2. Собрать отчёты",
        "1) Утвердить планы\n2) Собрать отчёты",
        "Утвердить планы\nСобрать отчёты",
    ],
)
def test_several_decisions_of_one_cell(typed: str):
    found = question(desk(Решили=typed))["решили"]
    assert [(d["номер"], d["текст"]) for d in found] == [  # type: ignore[attr-defined]
        ("1.1", "Утвердить планы"),
        ("1.2", "Собрать отчёты"),
    ]


@pytest.mark.parametrize(
    ("decided", "task"),
    [
        ("Утвердить планы", "Провести диагностику"),
        ("Утвердить планы до 20 декабря", "Утвердить планы"),
    ],
)
def test_a_contradiction_cites_both_cells(decided: str, task: str):
    made = desk(Решили=decided).set("Поручения", 2, "Пункт", "1.1")
    made.set("Поручения", 2, "Поручение", task)
    part = meeting_part(look(made), "С-01", Request())
    said = "пункт 1.1: «Решили» (лист «Повестка», F2) и поручение (лист «Поручения», B2) расходятся"
    assert part.warnings == (said,) or said in part.warnings
    assert part.blocking == ()


def test_an_agreed_decision_is_no_contradiction():
    made = desk(Решили="Утвердить планы до 1 декабря").set("Поручения", 2, "Пункт", "1.1")
    made.set("Поручения", 2, "Поручение", "Утвердить планы тьюторов")
    made.set("Совещания", 2, "Председатель", HEAD)
    assert meeting_part(look(made), "С-01", Request()).warnings == ()


def test_an_empty_decision_is_a_warning():
    part = meeting_part(look(desk(Решили=None)), "С-01", Request())
    assert part.warnings[0] == "лист «Повестка», F2: вопрос 1 без решения («Решили»)"


# What keeps it open


def test_an_unmarked_tutor_blocks_and_is_named_by_the_cell():
    made = desk().set("Явка", 3, date(2020, 11, 12), None)
    with pytest.raises(UsageError) as caught:
        text(made)
    assert "Лист «Явка», B3: приглашённый тьютор не отмечен" in str(caught.value)
    assert "--draft" in str(caught.value)


def test_a_mark_of_somebody_not_invited_blocks():
    made = desk().set("Явка", 3, "С-02", "+")
    with pytest.raises(UsageError, match="C3"):
        text(made, "С-02")


@pytest.mark.slow
def test_a_draft_marks_and_counts_what_is_open():
    made = desk(Решили=None).set("Явка", 3, date(2020, 11, 12), None)
    printed = text(made, draft=True)
    assert "ПРОЕКТ. Открыто: 2" in printed
    assert "Не отмечено: 1" in printed
    assert "— Лист «Явка», B3: приглашённый тьютор не отмечен" in printed


@pytest.mark.slow
def test_a_meeting_to_come_has_a_draft_only():
    made = desk().add(
        "Совещания", like=2, Код="С-03", Дата=date(2021, 3, 18), Статус="запланировано"
    )
    made = desk()
    made.add("Совещания", like=2, Код="С-03", Дата=date(2021, 3, 18), Статус="запланировано")
    with pytest.raises(UsageError, match=r"ещё не состоялось: 18\.03\.2021"):
        text(made, "С-03")
    printed = text(made, "С-03", draft=True)
    assert "Приглашены: 3" in printed
    assert "Присутствовали" not in printed
    assert "Собрать отчёты" in printed, "assignments still open"


def test_a_meeting_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(UsageError, match=r"Совещания «С-99» нет .*есть: С-01, С-02"):
        values(desk(), "С-99")


def test_a_rejected_meeting_is_told_with_its_fault():
    made = desk().set("Совещания", 2, "Дата", date(2022, 11, 12))
    with pytest.raises(UsageError, match=r"Совещание «С-01» не учтено\. Лист «Совещания», B2"):
        values(made)


@pytest.mark.parametrize("code", ["с-01", "С 01", "C-01", "с01"])
def test_a_code_is_read_as_people_type_it(code: str):
    assert values(desk(), code)["совещание"]["код"] == "С-01"  # type: ignore[index]


# For the site


@pytest.mark.parametrize("form", ["имц", "гост"])
def test_the_public_form_names_nobody_absent(form: str):
    made = desk(
        Слушали="о планах Белова П.И. и о работе П.И. Белова, Белову Петру Ильичу спасибо",
        Решили="Зиминой О.Ю. представить отчёт",
    )
    made.set("Поручения", 2, "Ответственный", "Зимина О.Ю.")
    printed = text(made, form=form, public=True, with_list=True)
    assert "Бел" not in printed
    assert "Зимин" not in printed
    assert "Отсутствовали: 2 человека" in printed or "ОТСУТСТВОВАЛИ: 2 человека" in printed
    assert "тьютор представить отчёт" in printed.lower()


def test_a_public_draft_names_nobody_who_is_unmarked_either():
    made = desk()
    made.rows("Явка")[:] = [row for row in made.rows("Явка") if row[0] != "Белов П.И."]
    printed = text(made, public=True, draft=True)
    assert "нет строки тьютора: тьютор" in printed
    assert "Белов" not in printed


# The form of ГОСТ


def test_the_gost_form_has_its_parts():
    made = desk().set("Совещания", 2, "№ протокола", "6")
    made.set("Совещания", 2, "Председатель", HEAD)
    made.set("Совещания", 2, "Секретарь", "Лисицына О.В., методист")
    printed = text(made, form="гост")
    for part in ("ПРОТОКОЛ", "№ 6", "Председатель — Соколовская Ирина Павловна, директор МКУ ИМЦ.",
                 "Секретарь — Лисицына О.В., методист.", "ПРИСУТСТВОВАЛИ: 1 человек:",
                 "1. Барсукова Е.Л., учитель МБОУ СОШ № 9.", "ПОВЕСТКА ДНЯ:", "1. СЛУШАЛИ:",
                 "РЕШИЛИ:", "1.1. Утвердить планы.", "И.П. Соколовская",
                 "О.В. Лисицына"):  # fmt: skip
        assert part in printed, part


def test_the_head_signs_where_no_chair_is_named():
    assert text(desk()).endswith("Директор МКУ ИМЦ\nИ.П. Соколовская")
