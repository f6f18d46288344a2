"""Terms of summer without a year in the road map: which summer is taken, and that it is told."""

from datetime import date

import pytest
from helpers import Desk, look

pytestmark = pytest.mark.kinds

MAP = "Дорожная карта"


def road_map(terms: list[str], sections: list[str] | None = None) -> Desk:
    desk = Desk()
    rows = desk.rows(MAP)
    items = zip(terms, sections or ["Начало"] * len(terms), strict=True)
    rows[1:] = [
        [f"1.{n}", section, "Семинар", "все ШНОР", term, "ИРО", "не начато", None]
        for n, (term, section) in enumerate(items, 1)
    ]
    return desk


def taken(desk: Desk, row: int = 0) -> tuple[date, list[str]]:
    found = look(desk)
    frame = found.counted["roadmap"].frame
    said = [p.message for p in found.problems if p.check == "date.year_missing"]
    return frame["due"].iloc[row].end, said


@pytest.mark.parametrize("term", ["август", "до 25 августа", "июль–август", "июнь"])
@pytest.mark.parametrize(
    "others", [["сентябрь", "октябрь"], ["до 15.11.2020"], ["сентябрь", "май"]]
)
def test_a_section_that_begins_with_summer_begins_before_september(term, others):
    end, said = taken(road_map([term, *others]))
    assert end.year == 2020
    assert said == [f"срок «{term}» без года: лето взято 2020 года"]


def test_a_summer_among_autumn_terms_is_before_them():
    end, _ = taken(road_map(["сентябрь", "август", "ноябрь"]), row=1)
    assert end == date(2020, 8, 31)


@pytest.mark.parametrize("others", [["апрель", "май"], ["сентябрь", "май"], []])
def test_any_other_summer_is_after_may(others):
    end, said = taken(road_map([*others, "август"]), row=len(others))
    assert end == date(2021, 8, 31)
    assert said == ["срок «август» без года: лето взято 2021 года"]


def test_each_section_is_asked_by_itself():
    desk = road_map(["август", "октябрь", "май", "август"], ["А", "А", "Б", "Б"])
    assert taken(desk, 0)[0] == date(2020, 8, 31)
    assert taken(desk, 3)[0] == date(2021, 8, 31)


@pytest.mark.parametrize("term", ["август 2021", "25.08.2021", "до 25.08.21"])
def test_a_year_that_is_typed_stays(term):
    end, said = taken(road_map([term, "октябрь"]))
    assert (end.year, said) == (2021, [])
