"""Person chips: found by e-mail in the directory, else by the name they show."""

from typing import Any

import pytest

from sheets_sync.sheet.cells import PersonChip, Place, raw_column, tab_of
from sheets_sync.stores.google.raw import raw_of
from sheets_sync.tables.kinds.base import Context
from sheets_sync.tables.kinds.people import PersonEntry, several, split_person
from sheets_sync.tables.kinds.people_directory import PersonNames
from sheets_sync.tables.kinds.refs import TEACHER, Ref

MAIL = "belov@school9.example"
PEOPLE = PersonNames(
    [
        PersonEntry("Т-01", "Белов", "Пётр", "Ильич", email=MAIL),
        PersonEntry("Т-02", "Белов", "Павел", "Ильич"),
        PersonEntry("Т-03", "Гринь", "Анна", "Юрьевна", email="school@example.org"),
        PersonEntry("Т-04", "Зимина", "Ольга", "Юрьевна", email="School@Example.org"),
    ]
)
CONTEXT = Context(2020, lookups={"tutors": PEOPLE})
TUTOR = Ref("tutors")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (PersonChip("P. Belov", MAIL), "Т-01"),
        (PersonChip("Белов, Павел", MAIL.upper()), "Т-01"),
        (PersonChip(MAIL, MAIL), "Т-01"),
        (PersonChip("Белов, Павел", "other@example.org"), "Т-02"),
        (PersonChip("Павел Белов", "other@example.org"), "Т-02"),
        (PersonChip("Зимина, Ольга", "school@example.org"), "Т-04"),
        (MAIL, "Т-01"),
        (f" <{MAIL}> ", "Т-01"),
    ],
)
def test_whose_chip_it_is(raw: str, code: str):
    assert TUTOR.read(raw, CONTEXT).value == code


@pytest.mark.parametrize("raw", [PersonChip("P. Belov", "x@example.org"), "school@example.org"])
def test_a_chip_of_nobody_and_a_mailbox_of_two(raw: str):
    reading = TUTOR.read(raw, CONTEXT)
    assert reading.value is None
    assert reading.faults


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Белов, Пётр", "Т-01"),
        ("Белов, Пётр Ильич", "Т-01"),
        ("Белов,Павел", "Т-02"),
        ("Гринь, Анна", "Т-03"),
        ("Гринь, учитель", "Т-03"),
        ("Гринь, Учитель", "Т-03"),
    ],
)
def test_a_surname_a_comma_and_a_name_are_one_person(typed: str, code: str):
    assert PEOPLE(typed).value == code


@pytest.mark.parametrize("typed", ["Белов, Зимина", "Гринь, Зимина", "Белов П.И., Зимина О.Ю."])
def test_two_surnames_are_two_people(typed: str):
    assert PEOPLE(typed).faults[0].check == "person.several"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Сидорова, Анна", ("Сидорова", "А.")),
        ("Сидорова, Анна Павловна", ("Сидорова", "А.П.")),
        ("Сидорова А.П., учитель", ("Сидорова", "А.П.")),
    ],
)
def test_strangers_too(typed: str, name: tuple[str, str]):
    assert not several(typed)
    assert split_person(typed) == name
    assert TEACHER.read(typed, CONTEXT).value == " ".join(name).strip()


def cell(text: str, *emails: str) -> dict[str, Any]:
    chips = [{"chip": {"personProperties": {"email": email}}} for email in emails]
    return {"effectiveValue": {"stringValue": text}, "chipRuns": [{}, *chips, {"chip": {}}]}


def test_chips_of_a_cell():
    one = raw_of(cell("Белов, Пётр", MAIL))
    assert (one, type(one), getattr(one, "email", "")) == ("Белов, Пётр", PersonChip, MAIL)
    assert raw_of(cell("@", MAIL)) == MAIL
    assert type(raw_of(cell("Белов; Зимина", MAIL, "z@example.org"))) is str
    assert type(raw_of(cell("ссылка"))) is str


def test_namesakes_of_a_column_stay_two():
    chips = [PersonChip("Белов Пётр", MAIL), PersonChip("Белов Пётр", "b@example.org")]
    column = raw_column([*chips, chips[0], "Белов Пётр"])
    assert list(column.codes) == [1, 2, 1, 3]
    assert tab_of(Place("к", "л"), [[chip] for chip in chips]).at(2, 1) == chips[1]
