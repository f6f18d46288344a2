"""Charts of months: the same bytes each time, labels that can be read."""

from sheets_sync.documents.charts import Bars, enough, months_chart, short

MONTHS = ("2020-09", "2020-10", "2020-11")
BARS = Bars("явка", (80.0, None, 100.0), ("80,0 %", "", "100,0 %"))


def test_a_chart_has_the_same_bytes_each_time():
    one, other = (months_chart("Явка", MONTHS, [BARS], 100) for _ in range(2))
    assert one == other
    assert one is not None
    assert one.png.startswith(b"\x89PNG")
    assert b"matplotlib" not in one.png.lower()


def test_its_words_say_what_it_shows():
    found = months_chart("Явка", MONTHS, [BARS])
    assert str(found) == "Явка: сен 80,0 %; окт –; ноя 100,0 %"


def test_months_are_short():
    assert [short(month) for month in MONTHS] == ["сен", "окт", "ноя"]


def test_fewer_than_three_columns_are_too_few():
    assert not enough(BARS)
    assert enough(Bars("явка", (1, 0, 2), ("", "", "")))
