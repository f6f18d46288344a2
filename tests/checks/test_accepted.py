"""«Допустимо»: what people agreed to live with is told no more, until it is another thing."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from helpers import ERROR, INFO, TODAY, Desk, counts, look

from sheets_sync.analysis import Analysis
from sheets_sync.checks.remark_lines import lines
from sheets_sync.commands.cli import main
from sheets_sync.problems import Problem
from sheets_sync.sheet.cells import Raw

HEAD: list[Raw] = ["№ замечания", "Почему", "Кто решил", "До"]


def faulty() -> Desk:
    return Desk().set("Журнал", 4, "Школа", "9").set("Явка", 4, "С-02", None)


def found(desk: Desk, check: str = "school.ambiguous", **settings: Any) -> Problem:
    return next(p for p in look(desk, **settings).problems if p.check == check)


def agreed(desk: Desk, *numbers: Raw, until: Raw = None) -> Desk:
    rows: list[list[Raw]] = [[n, "так и было", "начальник отдела", until] for n in numbers]
    desk.books["Справочники.xlsx"]["Допустимо"] = [HEAD, *rows]
    return desk


def checks(analysis: Analysis) -> list[str]:
    return [problem.check for problem in analysis.problems]


def test_an_accepted_problem_is_told_no_more_and_who_said_so_is() -> None:
    analysis = look(agreed(faulty(), found(faulty()).id, until="31.05.2021"))
    assert checks(analysis) == ["mark.missing"]
    (one,) = analysis.accepted
    assert one.problem.check == "school.ambiguous"
    assert (one.terms.why, one.terms.who) == ("так и было", "начальник отдела")
    assert one.terms.until == date(2021, 5, 31)


def test_a_rejected_row_stays_rejected() -> None:
    before, after = look(faulty()), look(agreed(faulty(), found(faulty()).id))
    assert counts(after, "Журнал") == counts(before, "Журнал") == (3, 2, 1)
    assert after.figures["consultations"].equals(before.figures["consultations"])


@pytest.mark.kinds
@pytest.mark.parametrize(
    "spell",
    [str, int, float, "№ {}".format, lambda n: f"{n[:5]} {n[5:]}", lambda n: f" {n}\u00a0"],
)
def test_a_number_is_read_however_it_is_typed(spell: Any) -> None:
    analysis = look(agreed(faulty(), spell(found(faulty()).id)), everything=True)
    assert [one.problem.check for one in analysis.accepted] == ["school.ambiguous"]


@pytest.mark.kinds
@pytest.mark.parametrize("between", ["; ", ", ", "\n", " и ", " "])
def test_a_cell_may_hold_several(between: str) -> None:
    ids = [found(faulty(), check).id for check in ("school.ambiguous", "mark.missing")]
    assert checks(look(agreed(faulty(), between.join(ids)))) == []


def test_it_comes_back_when_the_value_changes() -> None:
    desk = agreed(faulty(), found(faulty()).id).set("Журнал", 4, "Школа", "99")
    assert checks(look(desk)) == ["mark.missing", "school.unknown"]
    assert checks(look(desk.set("Журнал", 4, "Школа", "9"))) == ["mark.missing"]


@pytest.mark.kinds
@pytest.mark.parametrize(("days", "silent"), [(0, True), (1, True), (-1, False)])
def test_it_comes_back_after_its_last_day(days: int, silent: bool) -> None:
    desk = agreed(faulty(), found(faulty()).id, until=TODAY + timedelta(days=days))
    assert ("school.ambiguous" not in checks(look(desk))) == silent


def test_a_last_day_that_can_not_be_read_silences_nothing() -> None:
    desk = agreed(faulty(), found(faulty()).id, until="когда-нибудь")
    assert set(checks(look(desk))) == {"mark.missing", "school.ambiguous", "date.unreadable"}


def test_it_stays_accepted_wherever_its_row_goes() -> None:
    desk = agreed(faulty(), found(faulty()).id)
    rows = desk.rows("Журнал")
    rows[1:] = [rows[3], [None] * len(rows[0]), rows[1], rows[2]]
    assert checks(look(desk)) == ["mark.missing"]


def twice() -> Desk:
    return Desk().set("Журнал", 3, "Школа", "9").set("Журнал", 4, "Школа", "9")


def test_the_number_of_a_line_silences_all_of_it_until_one_of_them_changes() -> None:
    (line,) = lines(look(twice()).problems)
    desk = agreed(twice(), line.number)
    assert checks(look(desk)) == []
    assert len(look(desk).accepted) == 2
    assert checks(look(desk.set("Журнал", 4, "Школа", "СОШ № 9"))) == ["school.ambiguous"]


def test_one_of_a_line_may_be_accepted_and_then_the_rest() -> None:
    first, second = look(twice()).problems
    assert [p.id for p in look(agreed(twice(), first.id)).problems] == [second.id]
    assert checks(look(agreed(twice(), first.id, second.id))) == []


@pytest.mark.kinds
@pytest.mark.parametrize("typed", ["123", "да", "школа 9", "48219033771", "0123456789"])
def test_what_is_no_number_is_an_error_at_its_cell(typed: str) -> None:
    analysis = look(agreed(faulty(), typed))
    (wrong,) = [p for p in analysis.problems if p.place.tab == "Допустимо"]
    assert (wrong.check, wrong.severity, wrong.cell and wrong.cell.a1) == (
        "accepted.number", ERROR, "A2",
    )  # fmt: skip
    assert counts(analysis, "Допустимо") == (1, 0, 1)


def test_a_number_that_is_no_problem_is_information() -> None:
    desk = agreed(Desk(), "4821903377")
    assert checks(look(desk)) == []
    (idle,) = [p for p in look(desk, everything=True).problems if p.check == "accepted.idle"]
    assert (idle.severity, idle.mend) == (INFO, False)
    assert "4821903377" in idle.message


def test_a_row_without_who_or_why_silences_nothing() -> None:
    desk = agreed(faulty(), found(faulty()).id)
    desk.rows("Допустимо")[1][2] = None
    assert {"cell.empty", "school.ambiguous"} <= set(checks(look(desk)))


def test_books_from_before_the_tab_lack_nothing() -> None:
    assert look(Desk()).problems == ()


@pytest.mark.parametrize(("accept", "code"), [(False, 1), (True, 0)])
def test_check_ends_well_when_all_errors_are_accepted(
    tmp_path: Path, accept: bool, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = agreed(faulty(), found(faulty()).id) if accept else faulty()
    folder = desk.save(tmp_path / "ИМЦ", "today = 2021-02-18\n")
    with pytest.raises(SystemExit) as end:
        main(["check", str(folder)])
    assert end.value.code == code
    assert ("допущено: 1" in capsys.readouterr().out) == accept
