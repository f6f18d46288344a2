"""Consultations planned and held, those who came, and the laws their totals keep."""

from datetime import date
from random import Random

import pandas as pd
import pytest
from figures.figure_help import figure, journal, one
from helpers import K01, K02, TODAY, Desk
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.figures.consultations import SCHEDULED, consultation_figures, schedule_events


def schedule(*rows: tuple[str, date, date | None]) -> pd.DataFrame:
    """Consultations of one tutor: status, Дата, Новая дата."""
    frame = pd.DataFrame(rows, columns=["status", "date", "new_date"])
    frame["code"] = [f"К-{n:02}" for n in range(len(rows))]
    for column in ("date", "new_date"):
        frame[column] = pd.to_datetime(frame[column])
    return frame.assign(tutor="Т-01", subject="математика")


PAST, LONG_PAST, FUTURE = date(2021, 2, 15), date(2021, 2, 14), date(2021, 2, 19)


@pytest.mark.parametrize(
    ("status", "day", "new_date", "counts"),
    [
        ("проведена", PAST, None, {"planned", "held"}),
        ("проведена", TODAY, None, {"planned", "held"}),
        ("проведена", LONG_PAST, PAST, {"planned", "held", "moved"}),
        ("запланирована", PAST, None, {"planned", "waiting"}),
        ("запланирована", TODAY, None, {"planned", "waiting"}),
        ("запланирована", LONG_PAST, None, {"planned", "overdue"}),
        ("запланирована", FUTURE, None, set()),
        ("запланирована", LONG_PAST, FUTURE, {"moved"}),
        ("перенесена", LONG_PAST, FUTURE, {"moved"}),
        ("перенесена", LONG_PAST, None, {"planned", "overdue"}),
        ("перенесена", FUTURE, PAST, {"planned", "moved", "waiting"}),
        ("не состоялась", PAST, None, {"planned", "failed"}),
        ("не состоялась", FUTURE, None, set()),
        ("отменена", PAST, None, {"cancelled"}),
        ("отменена", FUTURE, None, {"cancelled"}),
        ("отменена", LONG_PAST, PAST, {"cancelled", "moved"}),
    ],
)
def test_what_a_consultation_counts_as(
    status: str, day: date, new_date: date | None, counts: set[str]
) -> None:
    events = schedule_events(schedule((status, day, new_date)), TODAY, overdue_days=3)
    counted = {name for name in SCHEDULED if events[name].item()}
    assert counted == counts
    assert len(counted & {"held", "failed", "overdue", "waiting"}) == ("planned" in counted)


def test_held_rate() -> None:
    desk = Desk().set("График", 3, "Статус", "не состоялась")
    found = figure(desk, "consultations")
    assert (found["held"], found["planned"], found["held_rate"]) == (1, 2, 0.5)
    assert one(desk, "consultations_by_tutor", tutor="Т-01")["held_rate"] == 1.0


def test_a_cancelled_consultation_has_no_rate() -> None:
    desk = Desk()
    for number in (2, 3, 4):
        desk.set("График", number, "Статус", "отменена")
    found = figure(desk, "consultations")
    assert (found["cancelled"], found["planned"], found["held_rate"]) == (3, 0, None)


def test_month_is_that_of_the_effective_date() -> None:
    desk = Desk().set("График", 4, "Новая дата", date(2021, 3, 4))
    assert one(desk, "consultations_by_month", month="2021-03")["moved"] == 1


def test_visits_are_the_number_given_or_one() -> None:
    assert figure(Desk(), "consultations")["visits"] == 1 + 1 + 4
    assert figure(journal(Desk(), Количество=None), "consultations")["visits"] == 7


@pytest.mark.kinds
@pytest.mark.parametrize(("mark", "adds"), [("+", 4), ("д", 4), ("оп", 4), ("у", 0), ("н", 0)])
def test_only_those_who_came_are_counted(mark: str, adds: int) -> None:
    found = figure(journal(Desk(), Школа="ООШ № 9", Отметка=mark), "consultations")
    assert found["visits"] == 6 + adds
    assert found["schools"] == 2 + bool(adds)


@pytest.mark.kinds
@pytest.mark.parametrize(
    "typed",
    ["Иванова М.П.", "Иванова М. П.", "М.П. Иванова", "ИВАНОВА М.П.", "Иванова Мария Петровна",
     "Ивaнова М.П.", "Иванова  М.П., учитель"],
)  # fmt: skip
def test_a_teacher_is_one_however_written(typed: str) -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог=typed)
    assert figure(desk, "consultations")["teachers"] == 1


def test_a_teacher_with_yo_is_one() -> None:
    desk = journal(Desk(), Школа="СОШ № 44", Педагог="Фёдорова М.П.")
    journal(desk, Школа="СОШ № 44", Педагог="Федорова М.П.")
    assert figure(desk, "consultations")["teachers"] == 2


def test_the_same_name_in_another_school_is_another_teacher() -> None:
    desk = journal(Desk(), Школа="СОШ № 9", Педагог="Иванова М.П.")
    assert figure(desk, "consultations")["teachers"] == 2


def test_minutes_are_the_longest_of_each_consultation() -> None:
    assert figure(Desk(), "consultations")["minutes"] == 45 + 60


def test_unplanned_is_a_tutor_and_a_day() -> None:
    desk = Desk()
    usual = {"Консультация": "вне графика", "Тьютор": "Белов П.И.", "Минуты": 20}
    for number, day in ((1, K02), (2, K02), (3, K01)):
        journal(desk, Дата=day, Педагог=f"Орлова А.{'АБВ'[number - 1]}.", **usual)
    journal(desk, Дата=K01, **(usual | {"Тьютор": "Зимина О.Ю."}))
    found = figure(desk, "consultations")
    assert found["unplanned"] == 3
    assert found["minutes"] == 105 + 3 * 20
    assert one(desk, "consultations_by_tutor", tutor="Т-02")["unplanned"] == 2
    assert one(desk, "consultations_by_subject", subject="математика")["unplanned"] == 3


def test_subject_of_an_unplanned_consultation_is_the_tutors() -> None:
    desk = journal(Desk(), Консультация="вне графика", Тьютор="Барсукова Е.Л.", Школа="О-9")
    assert one(desk, "coverage", school="О-9", subject="русский язык")["consultations"] == 1


def test_subject_of_a_journal_row_is_its_consultations() -> None:
    desk = Desk().set("График", 3, "Предмет", "русский язык")
    assert one(desk, "consultations_by_subject", subject="русский язык")["visits"] == 6


@pytest.mark.slow
def test_schools_are_distinct_and_low_ones_are_listed() -> None:
    found = figure(Desk(), "consultations")
    assert (found["schools"], found["low_schools"]) == (2, 1)
    assert figure(Desk().set("ШНОР", 2, "В перечне", "нет"), "consultations")["low_schools"] == 0
    other_year = Desk().set("ШНОР", 2, "Учебный год", "2019–2020")
    assert figure(other_year, "consultations")["low_schools"] == 0


@pytest.mark.slow
def test_a_rejected_row_is_in_no_figure() -> None:
    desk = Desk().set("Журнал", 4, "Школа", "СОШ № 144").set("График", 3, "Тема", None)
    found = figure(desk, "consultations")
    assert (found["planned"], found["held"]) == (1, 1)
    assert (found["visits"], found["minutes"]) == (2, 75)


STATUSES = ("запланирована", "проведена", "перенесена", "отменена", "не состоялась")
DAYS = st.dates(date(2020, 9, 1), date(2021, 5, 31))
CONSULTATIONS = st.lists(
    st.tuples(st.sampled_from(STATUSES), DAYS, st.none() | DAYS), min_size=1, max_size=12
)


def nobody() -> pd.DataFrame:
    """A journal without a row."""
    text = ["event", "tutor", "subject", "month", "school", "low", "person"]
    frame = pd.DataFrame(columns=[*text, "date", "unplanned", "visits", "minutes"], dtype=object)
    return frame.astype({"visits": "int64", "minutes": "int64", "unplanned": bool})


@settings(max_examples=25, deadline=None)
@given(CONSULTATIONS, st.randoms(use_true_random=False))
def test_consultations_add_up(rows: list[tuple[str, date, date | None]], random: Random) -> None:
    frame = schedule(*rows)
    frame["tutor"] = [f"Т-{n % 3}" for n in range(len(rows))]
    events = schedule_events(frame, TODAY, overdue_days=3)
    total = consultation_figures(events, nobody(), [])[SCHEDULED].iloc[0]
    for key in ("tutor", "subject", "month"):
        cut = consultation_figures(events, nobody(), [key])
        assert cut[SCHEDULED].sum().tolist() == total.tolist()
    assert total["held"] + total["failed"] <= total["planned"]
    assert total["planned"] + total["cancelled"] <= len(rows)
    shuffled = frame.sample(frac=1, random_state=random.randrange(999))
    again = consultation_figures(schedule_events(shuffled, TODAY, 3), nobody(), ["tutor"])
    pd.testing.assert_frame_equal(again, consultation_figures(events, nobody(), ["tutor"]))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(CONSULTATIONS, DAYS)
def test_a_cancelled_row_changes_cancelled_alone(
    rows: list[tuple[str, date, date | None]], day: date
) -> None:
    one, more = (
        consultation_figures(schedule_events(schedule(*all_rows), TODAY, 3), nobody(), [])
        for all_rows in (rows, [*rows, ("отменена", day, None)])
    )
    changed = (more[SCHEDULED] - one[SCHEDULED]).iloc[0]
    assert changed[changed != 0].to_dict() == {"cancelled": 1}
