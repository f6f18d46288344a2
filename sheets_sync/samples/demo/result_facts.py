"""What the results of the invented town say: the tests, the schools, who is weak in what."""

from collections.abc import Mapping
from dataclasses import dataclass

from sheets_sync.samples.demo.town import ENGLISH, MATHS, RUSSIAN

_SOCIAL, _HISTORY, _BIOLOGY = "обществознание", "история", "биология"
_GEOGRAPHY, _PHYSICS, _CHEMISTRY, _COMPUTING = "география", "физика", "химия", "информатика"

_Y18, _Y19, _Y20 = "2018–2019", "2019–2020", "2020–2021"


@dataclass(frozen=True, slots=True)
class Test:
    """A test of one year: grade → its subjects."""

    year: str
    procedure: str
    title: str
    grades: Mapping[int, tuple[str, ...]]


_BOTH = (RUSSIAN, MATHS)
_CONTROL = {
    8: (*_BOTH, _BIOLOGY, _GEOGRAPHY, _SOCIAL, _PHYSICS),
    9: (*_BOTH, _CHEMISTRY),
}
_FINAL = {11: (*_BOTH, _SOCIAL, _PHYSICS, _CHEMISTRY)}
TESTS = (
    Test(
        _Y18,
        "ВПР",
        "ВПР, весна 2019 года",
        {
            4: _BOTH,
            5: (*_BOTH, _HISTORY, _BIOLOGY),
            6: (*_BOTH, _GEOGRAPHY, _SOCIAL),
            7: (*_BOTH, _PHYSICS, ENGLISH),
        },
    ),
    Test(_Y18, "КДР", "КДР, декабрь 2018 года", {8: _BOTH, 9: _BOTH}),
    Test(
        _Y18,
        "ОГЭ",
        "ОГЭ 2019 года",
        {9: (*_BOTH, _SOCIAL, _BIOLOGY, _GEOGRAPHY, _PHYSICS, _CHEMISTRY, _COMPUTING)},
    ),
    Test(_Y18, "ЕГЭ", "ЕГЭ 2019 года", _FINAL),
    Test(_Y19, "КДР", "КДР, декабрь 2019 года", _CONTROL),
    Test(_Y19, "ЕГЭ", "ЕГЭ 2020 года", _FINAL),
    Test(
        _Y20,
        "ВПР",
        "ВПР, осень 2020 года",
        {
            5: _BOTH,
            6: (*_BOTH, _HISTORY, _BIOLOGY),
            7: (*_BOTH, _GEOGRAPHY, _SOCIAL),
            8: (*_BOTH, _PHYSICS, ENGLISH),
        },
    ),
    Test(_Y20, "КДР", "КДР, декабрь 2020 года", _CONTROL),
)

PUPILS = {
    "Ш-01": 74,
    "Ш-02": 70,
    "Ш-04": 58,
    "Ш-05": 50,
    "Ш-07": 47,
    "Ш-09": 52,
    "Ш-09О": 18,
    "Ш-12": 44,
    "Ш-15": 14,
    "Ш-18": 55,
    "Ш-21": 40,
    "Ш-23": 11,
}
"""How many pupils a school has in a grade, about."""
QUALITY = {
    "Ш-01": 0.56,
    "Ш-02": 0.72,
    "Ш-04": 0.7,
    "Ш-05": 0.5,
    "Ш-07": 0.4,
    "Ш-09": 0.5,
    "Ш-09О": 0.3,
    "Ш-12": 0.33,
    "Ш-15": 0.3,
    "Ш-18": 0.46,
    "Ш-21": 0.38,
    "Ш-23": 0.32,
}
"""The usual share of «5» and «4»."""
ELECTIVE = {
    _SOCIAL: 0.5,
    _BIOLOGY: 0.25,
    _GEOGRAPHY: 0.3,
    _PHYSICS: 0.15,
    _CHEMISTRY: 0.14,
    _COMPUTING: 0.2,
}
"""What share of the pupils choose an exam."""

Key = tuple[str, str, str, int, str]
_WEAK = """
2018–2019 ВПР Ш-07 5 математика 34
2018–2019 ВПР Ш-07 6 математика 36
2018–2019 ВПР Ш-12 5 математика 40
2018–2019 ОГЭ Ш-12 9 математика 33
2018–2019 ВПР Ш-15 5 русский язык 35
2018–2019 ВПР Ш-15 6 география 40
2018–2019 ВПР Ш-23 7 физика 40
2018–2019 ОГЭ Ш-23 9 русский язык 31
2018–2019 ВПР Ш-09О 6 русский язык 33
2019–2020 КДР Ш-07 8 математика 37
2019–2020 КДР Ш-07 9 математика 33
2019–2020 КДР Ш-09О 9 математика 45
2019–2020 КДР Ш-09О 8 русский язык 35
2019–2020 КДР Ш-12 9 химия 40
2019–2020 КДР Ш-12 8 математика 36
2019–2020 КДР Ш-21 8 биология 41
2019–2020 КДР Ш-21 8 обществознание 38
2019–2020 КДР Ш-23 8 физика 36
2019–2020 КДР Ш-23 8 русский язык 40
2019–2020 КДР Ш-18 9 математика 34
2020–2021 ВПР Ш-09О 6 русский язык 39
2020–2021 ВПР Ш-09О 7 математика 42
2020–2021 КДР Ш-09О 9 математика 36
2020–2021 ВПР Ш-12 6 математика 44
2020–2021 ВПР Ш-12 7 математика 38
2020–2021 КДР Ш-12 8 математика 35
2020–2021 КДР Ш-12 9 химия 50
2020–2021 ВПР Ш-15 5 русский язык 36
2020–2021 ВПР Ш-15 7 география 43
2020–2021 ВПР Ш-15 8 математика 40
2020–2021 КДР Ш-15 8 русский язык 33
2020–2021 ВПР Ш-21 7 обществознание 34
2020–2021 ВПР Ш-23 6 русский язык 42
2020–2021 ВПР Ш-23 8 физика 45
2020–2021 КДР Ш-23 8 физика 38
2020–2021 ВПР Ш-07 6 математика 33
2020–2021 ВПР Ш-07 8 математика 36
2020–2021 КДР Ш-18 9 математика 32
2020–2021 ВПР Ш-05 8 физика 31
"""
_LOWERED = """
2020–2021 ВПР Ш-07 6 математика 58
2020–2021 ВПР Ш-07 8 математика 53
2020–2021 ВПР Ш-15 5 русский язык 64
2020–2021 ВПР Ш-23 6 русский язык 55
2020–2021 ВПР Ш-05 7 русский язык 52
2020–2021 ВПР Ш-12 7 математика 50
"""


def _shares(text: str) -> dict[Key, float]:
    found: dict[Key, float] = {}
    for line in text.strip().splitlines():
        year, procedure, school, grade, rest = line.split(maxsplit=4)
        subject, share = rest.rsplit(maxsplit=1)
        found[year, procedure, school, int(grade), subject] = int(share) / 100
    return found


WEAK = _shares(_WEAK)
"""Where the share of «2» is 30 % or more; nowhere else it is."""
LOWERED = _shares(_LOWERED)
"""Where half of the pupils or more got less than in the journal."""
_TWO, _THREE = ("А", "Б"), ("А", "Б", "В")
SPLIT: dict[Key, tuple[str, ...]] = {
    (_Y20, "ВПР", "Ш-01", 5, RUSSIAN): _THREE,
    (_Y20, "ВПР", "Ш-01", 5, MATHS): _THREE,
    (_Y20, "ВПР", "Ш-05", 5, RUSSIAN): _TWO,
    (_Y20, "ВПР", "Ш-05", 5, MATHS): _TWO,
    (_Y20, "ВПР", "Ш-09", 5, MATHS): _TWO,
    (_Y20, "ВПР", "Ш-18", 5, RUSSIAN): _TWO,
}
"""Whose classes stand in rows of their own."""
