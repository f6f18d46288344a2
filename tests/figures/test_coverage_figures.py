"""How much help each school had in its risk subjects."""

from datetime import date

import pytest
from figures.figure_help import figure, journal, one
from helpers import Desk, look

from sheets_sync.figures.coverage import HELPED, LATE, rated


def test_coverage_has_every_risk_and_every_pair_met() -> None:
    desk = Desk().set("ШНОР", 2, "Предметы риска", "русский язык")
    desk.add("ШНОР", Школа="О-9", Учебный_год="2020–2021", В_перечне="да",
             Предметы_риска="русский язык")  # fmt: skip
    assert figure(desk, "coverage") == [
        {"school": "О-9", "subject": "русский язык", "consultations": 0, "teachers": 0,
         "last_date": None},
        {"school": "Ш-44", "subject": "математика", "consultations": 1, "teachers": 1,
         "last_date": "2021-02-09"},
        {"school": "Ш-44", "subject": "русский язык", "consultations": 1, "teachers": 1,
         "last_date": "2021-02-02"},
        {"school": "Ш-9", "subject": "математика", "consultations": 1, "teachers": 0,
         "last_date": "2021-02-09"},
    ]  # fmt: skip


@pytest.mark.slow
def test_coverage_counts_a_consultation_once() -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог="Орлова А.А.")
    found = one(desk, "coverage", school="Ш-44", subject="математика")
    assert (found["consultations"], found["teachers"]) == (1, 2)


@pytest.mark.slow
@pytest.mark.parametrize(("day", "need"), [(date(2021, 2, 1), HELPED), (date(2021, 1, 31), LATE)])
def test_help_on_the_first_of_the_month_is_of_this_month(day: date, need: str) -> None:
    desk = Desk().set("График", 2, "Дата", day).set("Журнал", 2, "Дата", day)
    analysis = look(desk)
    pairs = rated(analysis.figures["coverage"], analysis.facts)
    pair = pairs[pairs["school"].eq("Ш-44") & pairs["subject"].eq("русский язык")]
    assert pair["need"].tolist() == [need]
