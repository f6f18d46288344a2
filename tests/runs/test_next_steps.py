"""«Что дальше» says a thing once."""

import re

import pytest
from command_line import typed
from helpers import Desk, look

from sheets_sync.commands.report_text import sync_text
from sheets_sync.runs.next_steps import next_steps
from sheets_sync.runs.sync_report import Outcome, SyncReport


def steps(desk: Desk, **settings: object) -> tuple[str, ...]:
    return next_steps(look(desk, **settings), Outcome("unchanged"))


def test_what_is_wrong_with_a_whole_tab_is_no_error_to_mend_once_more():
    desk = Desk().drop_column("Журнал", "Отметка")
    said = steps(desk)
    assert sum("«Отметка»" in one for one in said) == 1
    assert not any("Исправьте" in one for one in said)
    said = steps(desk.set("График", 2, "Дата", "вчера").set("График", 3, "Дата", "завтра"))
    assert any(one.startswith("Исправьте ещё 2 ошибки") for one in said)


def test_gaps_are_no_warnings_once_more():
    desk = Desk().set("Явка", 3, "С-02", "+").set("Явка", 2, "С-02", None)
    said = steps(desk)
    assert sum("Отметьте явку" in one for one in said) == 1
    assert not any("предупреждени" in one and "не отмечено" in one for one in said)


def test_a_book_of_own_titles_is_named_and_no_table_called_empty():
    desk = Desk({"Занятия.xlsx": {"Записи": [["Заметки", "Ещё"], ["позвонить", "да"]]}})
    (only,) = steps(desk)
    assert "«Занятия.xlsx»" in only
    assert "пусты" not in only


@pytest.mark.parametrize("kind", ["shrink", "held"])
def test_why_a_summary_stands_as_it_was_is_printed_once(kind: str):
    why = "на листе «Журнал» было строк: 9, стало: 0; если так и надо, скажите"
    outcome = Outcome(kind, (), {"Сводка": why, "История": why})  # type: ignore[arg-type]
    analysis = look(Desk())
    report = SyncReport(
        analysis.today,
        None,
        "",
        (),
        (),
        (),
        {},
        outcome,
        next_steps(analysis, outcome),  # type: ignore[arg-type]
    )
    assert sync_text(report).count(why) == 1


@pytest.mark.slow
def test_of_a_real_run_no_sentence_stands_twice(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("ц")
    desk = Desk().drop("Явка").drop_column("Журнал", "Отметка").set("График", 2, "Дата", "вчера")
    text = typed("sync", desk.save(folder)).out
    said = [one for one in re.split(r"(?<=[.!?])\s+|\n", text) if len(one) > 30]
    assert len(said) == len(set(said)), said
