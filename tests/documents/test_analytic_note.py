"""The analytic note: its figures are the summary's, and it reads as a text whatever is missing."""

import io
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from helpers import Desk, Rows, look

from sheets_sync.analysis import Analysis
from sheets_sync.documents.analytic_note import SECTIONS, note_part
from sheets_sync.documents.charts import ADD
from sheets_sync.documents.days import days_of
from sheets_sync.documents.make import make
from sheets_sync.documents.note_deeds import KINDS
from sheets_sync.documents.pictures import Picture
from sheets_sync.documents.shelf import templates
from sheets_sync.documents.subject import Part, Request
from sheets_sync.errors import UsageError
from sheets_sync.figures.catalogue import figures_of
from sheets_sync.figures.execution import execution
from sheets_sync.figures.rounding import natural, percent_text, whole, with_ratio
from sheets_sync.figures.totals import totals
from sheets_sync.reading.frames import each
from sheets_sync.workspace import Documents

HEAD = "Соколовская Ирина Павловна, директор МКУ ИМЦ"
WHOLE: dict[str, str] = {}
HALF, MONTH = {"half": "I"}, {"month": "2021-02"}


def part(analysis: Analysis, options: dict[str, str], **switches: bool) -> Part:
    return note_part(analysis, "", Request(options, **switches))


def values(analysis: Analysis, options: dict[str, str], **switches: bool) -> dict[str, Any]:
    return dict(part(analysis, options, **switches).values["справка"])


def text(analysis: Analysis, options: dict[str, str]) -> str:
    template = templates(analysis.workspace.root)["справка"]
    content = make(analysis, template, Request(options)).content
    body = Document(io.BytesIO(content)).element.body
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return "\n".join(line for line in lines if line).replace("\u00a0", " ")


def plain(said: Any) -> str:
    """All texts of some values, blanks alike."""
    if isinstance(said, dict):
        return "\n".join(map(plain, said.values()))
    if isinstance(said, list):
        return "\n".join(map(plain, said))
    return str(said).replace("\u00a0", " ")


# The figures are those of the summary


def figures(analysis: Analysis, options: dict[str, str]) -> dict[str, Any]:
    """The figure tables of these days, made as the summary makes them."""
    if not options:
        return dict(analysis.figures)
    return figures_of(analysis.facts.within(days_of(analysis, options).period))


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_meetings_are_the_summary_s(demo: Analysis, options: dict[str, str]):
    found = values(demo, options)["совещания"]
    tables = figures(demo, options)
    (row,) = each(tables["attendance"])
    rate = plain(percent_text(row.present, row.marked))
    assert f"Явка составила {rate}" in plain(found["абзацы"])
    shown = sorted((r["приглашено"], r["присутствовали"]) for r in found["совещания"])
    meant = each(tables["attendance_by_meeting"])
    assert shown == sorted((whole(r.expected), whole(r.present)) for r in meant)


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_consultations_are_the_summary_s(demo: Analysis, options: dict[str, str]):
    found = values(demo, options)["консультации"]
    tables = figures(demo, options)
    (row,) = each(tables["consultations"])
    (*subjects, total) = found["предметы"]
    assert (total["план"], total["проведено"]) == (whole(row.planned), whole(row.held))
    assert (total["педагогов"], total["посещений"]) == (whole(row.teachers), whole(row.visits))
    shown = {r["предмет"]: (r["план"], r["педагогов"]) for r in subjects}
    meant = tables["consultations_by_subject"]
    meant = meant[meant["planned"].gt(0) | meant["visits"].gt(0)]
    assert shown == {r.subject: (whole(r.planned), whole(r.teachers)) for r in each(meant)}
    assert plain(percent_text(row.held, row.planned)) in plain(found["абзацы"])


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_the_road_map_is_the_summary_s(demo: Analysis, options: dict[str, str]):
    found = values(demo, options)["карта"]
    tables = figures(demo, options)
    for name, figure, key in (
        ("разделы", "roadmap", "section"),
        ("стороны", "roadmap_by_executor", "executor"),
    ):
        (*rows, total) = found[name]
        shown = {r["название"]: (r["всего"], r["срок_наступил"], r["просрочено"]) for r in rows}
        meant = {
            getattr(r, key): (whole(r.total), whole(r.due), whole(r.overdue))
            for r in each(tables[figure])
        }
        assert shown == meant
        assert total["всего"] == whole(int(tables[figure]["total"].sum()))
    assert len(found["просрочено"]) == tables["roadmap"]["overdue"].sum()


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_deeds_and_indicators_are_the_summary_s(demo: Analysis, options: dict[str, str]):
    found = values(demo, options)
    facts = demo.facts
    if options:
        facts = facts.within(days_of(demo, options).period)
    numbers = totals(facts)
    for kind, section in zip(KINDS, ("карта", "планы", "поручения"), strict=True):
        (row,) = each(execution(getattr(facts, kind.part), []))
        said = plain(found[section]["абзацы"])
        assert f"Просрочено {row.overdue}" in said
        assert (plain(percent_text(row.due_done, row.due)) in said) == bool(row.due_done)
    shown = {row["название"]: row["сейчас"] for row in found["показатели"]}
    come = with_ratio(numbers["attendance.present"], numbers["attendance.marked"])
    assert come in shown.values()
    assert whole(numbers["consultations.visits"]) in shown.values()


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_help_for_the_listed_schools_is_the_summary_s(demo: Analysis, options: dict[str, str]):
    found = values(demo, options)["охват"]["предметы_риска"]
    coverage = figures(demo, options)["coverage"]
    meant = {
        (demo_school(demo, r.school), r.subject): whole(r.consultations) for r in each(coverage)
    }
    assert found
    for row in found:
        shown = "0" if row["консультаций"] == "не было" else row["консультаций"]
        assert shown == meant[row["школа"], row["предмет"]]


def demo_school(demo: Analysis, code: str) -> str:
    frame = demo.counted["schools"].every
    return str(frame.loc[frame["code"].eq(code), "name"].iloc[0])


def test_results_stand_with_what_was_done_and_without_a_ranking(demo: Analysis):
    rows = values(demo, HALF)["результаты"]["работы"]
    schools = [row["школа"] for row in rows]
    assert schools == sorted(schools, key=natural)
    assert {"консультаций", "планы", "пункты_карты", "изменение"} < rows[0].keys()
    said = plain(values(demo, HALF)).casefold()
    assert not re.search(
        r"необъективн|рейтинг|лучш|худш|благодаря|привел[оаи] к|из-за работы", said
    )


def test_a_month_stands_beside_the_one_before_and_a_first_half_beside_nothing(demo: Analysis):
    month, half = values(demo, MONTH), values(demo, HALF)
    assert month["есть_прежде"] == "январь 2021 года"
    january = demo.facts.within(days_of(demo, {"month": "2021-01"}).period)
    numbers = totals(january)
    held = next(
        r for r in month["показатели"] if r["сейчас"] and "Доля проведённых" in r["название"]
    )
    assert held["прежде"] == with_ratio(
        numbers["consultations.held"], numbers["consultations.planned"]
    )
    assert half["есть_прежде"] == ""
    assert {row["прежде"] for row in half["показатели"]} == {""}


def test_a_wrong_month_or_half_is_told(demo: Analysis):
    for options in ({"month": "2021-13"}, {"month": "2019-02"}, {"half": "III"}):
        with pytest.raises(UsageError):
            part(demo, options)


# Whatever is missing


def test_without_a_tab_its_sections_are_left_out_and_told():
    desk = Desk().drop("Явка")
    made = part(look(desk), WHOLE)
    found = made.values["справка"]
    assert found["совещания"] is None
    assert found["консультации"]["номер"] == 1
    assert "раздел «Совещания и явка» пропущен — нет листа" in "\n".join(made.warnings)
    assert "Совещания и явка" not in text(look(desk), WHOLE)


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["Журнал", "Индивидуальные планы", "Отчёты", "Дорожная карта"])
@pytest.mark.parametrize("options", [WHOLE, HALF, MONTH])
def test_any_one_tab_may_be_missing(tab: str, options: dict[str, str]):
    said = text(look(Desk().drop(tab)), options)
    assert "None" not in said
    assert "nan" not in said.casefold()


def test_an_empty_workspace_gives_a_note_that_says_so():
    desk = Desk({book: {tab: [rows[0]] for tab, rows in tabs.items()} for book, tabs in _books()})
    said = text(look(desk), WHOLE)
    for line in (
        "Совещаний не проводилось.",
        "Консультаций по графику не было.",
        "Мероприятий индивидуальных планов нет.",
        "Продолжить работу по плану.",
    ):
        assert line in said
    assert "None" not in said


def _books() -> list[tuple[str, dict[str, Rows]]]:
    return list(Desk().books.items())


def test_no_tabs_at_all_still_make_a_note():
    made = part(look(Desk({"книга.xlsx": {"Заметки": [["Что", "Когда"], ["а", "б"]]}})), WHOLE)
    found = made.values["справка"]
    assert [found[section.name] for section in SECTIONS] == [None] * len(SECTIONS)
    assert len([w for w in made.warnings if w.startswith("раздел")]) == len(SECTIONS)


@pytest.mark.kinds
@pytest.mark.parametrize("options", [WHOLE, {"half": "I"}, {"month": "2020-09"}, {"half": "II"}])
def test_on_the_fifth_of_september_little_is_known_and_nothing_breaks(options: dict[str, str]):
    analysis = look(Desk(), date(2020, 9, 5))
    said = text(analysis, options)
    assert "Совещаний не проводилось" in said
    assert "None" not in said
    if options == {"half": "I"}:
        assert "Срок сдачи отчётов за I полугодие — 15 января 2021 года; пока сдали" in said


def test_a_period_to_come_is_warned_of():
    made = part(look(Desk(), date(2020, 9, 5)), {"half": "II"})
    assert "период ещё не начался: первый день — 01.01.2021" in made.warnings


def test_fewer_than_five_are_not_printed():
    desk = Desk()
    for row, n in ((2, 4), (3, 20)):
        for header, value in {"Писали": n, "«5»": 0, "«4»": 0, "«3»": n - 1, "«2»": 1}.items():
            desk.set("Результаты", row, header, value)
    (row,) = values(look(desk), WHOLE)["результаты"]["работы"]
    assert (row["писали"], row["доля_двоек"], row["изменение"]) == ("меньше 5", "", "")
    assert "1/4" not in text(look(desk), WHOLE)


def test_last_year_s_few_give_no_change():
    desk = Desk()
    for header, value in {"Писали": 4, "«5»": 0, "«4»": 0, "«3»": 3, "«2»": 1}.items():
        desk.set("Результаты", 3, header, value)
    (row,) = values(look(desk), WHOLE)["результаты"]["работы"]
    assert (row["доля_двоек"].replace("\u00a0", " "), row["изменение"]) == ("16,0 % (4/25)", "–")


def test_nobody_is_named_with_public():
    desk = Desk().set("Отчёты", 3, "Статус", "не сдан").set("Отчёты", 3, "Дата сдачи", None)
    named = plain(values(look(desk), HALF)["отчёты"]["абзацы"])
    public = plain(values(look(desk), HALF, public=True))
    assert "Не сдал отчёт: Белов П.И." in named
    assert "Не сдал отчёт: 1 тьютор." in public
    assert "Белов" not in public


def test_who_signs_is_asked_for():
    assert "некому подписать: заполните head в [documents]" in part(look(Desk()), WHOLE).warnings
    signed = look(Desk(), documents=Documents(head=HEAD))
    assert text(signed, WHOLE).endswith("Директор МКУ ИМЦ\nИ.П. Соколовская")


def test_who_missed_several_meetings_in_a_row_is_named_with_the_number():
    desk = Desk().set("Явка", 4, "С-02", "н")
    line = "Пропустил подряд два совещания и больше: "
    assert f"{line}Зимина О.Ю. — 2." in values(look(desk), WHOLE)["внимание"]
    assert f"{line}1 тьютор." in values(look(desk), WHOLE, public=True)["внимание"]


def test_reports_that_differ_stand_side_by_side():
    desk = Desk().set("Отчёты", 2, "Консультаций (заявлено)", 3)
    found = values(look(desk), HALF)["отчёты"]
    assert [(r["тьютор"], r["консультаций"]) for r in found["расхождения"]] == [
        ("Барсукова Е.Л.", "3 / 0 (+3)")
    ]
    assert "Числа отчёта расходятся с графиком и журналом у 1 тьютора" in plain(found["абзацы"])


def test_what_two_tutors_write_is_one_line_and_a_conclusion():
    found = values(look(Desk()), HALF)
    assert found["голоса"]["трудности"] == [{"текст": "Мало времени", "тьюторов": "2"}]
    assert found["голоса"]["предложения"] == []
    assert "У двух и более тьюторов повторяется 1 трудность." in plain(found["голоса"]["абзацы"])
    said = "Чаще всего тьюторы называют трудности: «Мало времени» (2 тьютора)."
    assert said in found["выводы"]
    assert "Отчёты за I полугодие сдали 3 из 3 тьюторов (100,0 %)." in plain(found["выводы"])


def test_reports_belong_to_the_month_in_which_they_are_due():
    assert values(look(Desk()), MONTH)["отчёты"] is None
    assert values(look(Desk()), {"month": "2021-01"})["отчёты"] is not None


# What comes next


def test_the_next_steps_are_open_and_near():
    found = values(look(Desk()), MONTH)
    steps = {(row["что"], row["срок"]) for row in found["дальше"]}
    assert ("Собрать отчёты", "01.03.2021") in steps
    assert ("Диагностика", "25.02.2021") in steps
    assert not [what for what, _ in steps if what in ("Составить план", "Семинар по математике")]
    assert found["дальше_до"] == "31.03.2021"
    # overdue in February stands in the section alone
    assert "Курсы" in plain(found["карта"]["просрочено"])
    assert "Курсы" not in {what for what, _ in steps}


def test_what_was_overdue_before_the_month_is_named_among_the_next_steps():
    desk = Desk().set("Дорожная карта", 3, "Срок", "до 01.12.2020")
    steps = {row["что"]: row["срок"] for row in values(look(desk), MONTH)["дальше"]}
    assert steps["Курсы"] == "01.12.2020 (просрочено)"


def test_plans_are_counted_by_tutor():
    rows = values(look(Desk()), MONTH)["дальше_планы"]
    assert [(r["тьютор"], r["осталось"], r["просрочено"]) for r in rows] == [
        ("Белов П.И.", "1", "1"),
        ("Зимина О.Ю.", "1", "0"),
    ]


# Charts


def test_three_months_make_a_chart_and_two_do_not(demo: Analysis):
    found = values(demo, HALF)
    assert isinstance(found["совещания"]["диаграмма"], Picture)
    assert isinstance(found["консультации"]["диаграмма"], Picture)
    assert "сен 84,2" in str(found["совещания"]["диаграмма"]).replace("\u00a0", " ")
    month = values(demo, MONTH)
    assert (month["совещания"]["диаграмма"], month["консультации"]["диаграмма"]) == ("", "")


def test_the_pictures_stand_in_the_document_with_words_for_them(demo: Analysis):
    template = templates(Path("нет"))["справка"]
    document = Document(io.BytesIO(make(demo, template, Request(HALF)).content))
    shown = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert [said.partition(":")[0] for said in shown] == [
        "Явка на совещания по месяцам",
        "Консультации по месяцам",
    ]


def test_without_matplotlib_there_are_no_pictures_and_the_way_to_them_is_told(
    demo: Analysis, monkeypatch: pytest.MonkeyPatch
):
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    made = part(demo, HALF)
    assert made.values["справка"]["совещания"]["диаграмма"] == ""
    assert [w for w in made.warnings if ADD in w] == [
        "диаграмм нет: не установлен matplotlib; чтобы они были: pip install 'sheets-sync[charts]'"
    ]
    assert not [w for w in part(demo, MONTH).warnings if ADD in w]
