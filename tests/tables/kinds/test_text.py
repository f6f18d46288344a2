"""Free text, codes, plan numbers, and how a cell is quoted."""

from datetime import date, datetime, time, timedelta

import pytest

from sheets_sync.sheet.cells import CellError
from sheets_sync.tables.kinds.text import CODE, LABEL, TEXT, quote, show


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (date(2021, 2, 18), "18.02.2021"),
        (datetime(2021, 2, 18), "18.02.2021"),
        (datetime(2021, 2, 18, 13, 5), "18.02.2021 13:05"),
        (time(13), "13:00"),
        (time(13, 0, 7), "13:00:07"),
        (timedelta(hours=25), "25:00"),
        (5.0, "5"),
        (2.5, "2,5"),
        (0.1 + 0.2, "0,3"),
        (float("nan"), "nan"),
        (1e300, "1e+300"),
        (True, "ИСТИНА"),
        (False, "ЛОЖЬ"),
        (CellError("#REF!"), "#REF!"),
        (None, ""),
    ],
)
def test_show(raw, shown):
    assert show(raw) == shown


def test_a_long_text_is_quoted_short():
    assert len(quote("я" * 1000)) == 62


@pytest.mark.parametrize(
    ("raw", "text"),
    [(" Тема\xa0 урока", "Тема урока"), (5, "5"), (date(2021, 2, 18), "18.02.2021")],
)
def test_text(read, raw, text):
    assert read(TEXT, raw).value == text


@pytest.mark.parametrize("blank", [" ", "\xa0", "\n", "\u200b", "\ufeff \t"])
def test_blanks_alone_are_nothing(read, blank):
    assert read(TEXT, blank).value is None
    assert read(TEXT, blank).faults == ()


@pytest.mark.parametrize(("raw", "code"), [("Т-07", "Т-07"), (7, "7"), (7.0, "7")])
def test_code(read, raw, code):
    assert read(CODE, raw).value == code


@pytest.mark.parametrize("raw", [date(2021, 1, 7), 1.5, True, time(7)])
def test_no_code(checks, raw):
    assert checks(CODE, raw) == ["E:code.unreadable"]


@pytest.mark.parametrize(
    ("raw", "label"),
    [("1.10", "1.10"), ("1.", "1"), ("2)", "2"), (1, "1"), (1.1, "1.1"), (3.0, "3")],
)
def test_label(read, raw, label):
    assert read(LABEL, raw).value == label
    assert read(LABEL, raw).faults == ()


def test_a_label_that_became_a_date_is_read_back(read, checks):
    assert read(LABEL, date(2021, 10, 1)).value == "1.10"
    assert checks(LABEL, date(2021, 10, 1)) == ["W:label.from_date"]


@pytest.mark.parametrize("raw", [time(1, 10), True, float("nan")])
def test_no_label(checks, raw):
    assert checks(LABEL, raw) == ["E:label.unreadable"]


def test_a_broken_formula(read):
    (fault,) = read(TEXT, CellError("#REF!")).faults
    assert fault.message == "«#ССЫЛКА!» (#REF!) — формула с ошибкой"


def test_a_formula_never_calculated(read):
    (fault,) = read(TEXT, CellError()).faults
    assert fault.fix == "откройте книгу в Excel или LibreOffice и сохраните её"
