"""Directories of names and of marks."""

import pytest

from sheets_sync.tables.kinds.entries import MarkNames, Names

SUBJECTS = Names(
    [
        ("русский язык", ["рус. яз."]),
        ("математика", []),
        ("английский язык", []),
        ("литература", []),
        ("литературное чтение", []),
    ],
    "Предметы",
    "предмета",
)
CODES = Names([("К-014", []), ("К-015", [])], "График", "кода", codes=True)
MARKS = MarkNames(
    [
        ("П", ["был", "+"], "присутствовал"),
        ("Н", ["нб"], "без причины"),
        ("У", [], "уважительная"),
        ("б", [], "уважительная"),
    ]
)
CASED = MarkNames([("Н", [], "без причины"), ("н", [], "дистанционно"), ("П", [], "присутствовал")])


@pytest.mark.parametrize(
    "typed", ["русский язык", "Русский  Язык", "русскийязык", "рус яз", "русский", "русскому языку"]
)
def test_subject(typed):
    assert SUBJECTS(typed).value == "русский язык"


@pytest.mark.parametrize(
    ("typed", "subject"),
    [
        ("матем.", "математика"),
        ("математике", "математика"),
        ("англ. язык", "английский язык"),
        ("литература", "литература"),
        ("лит. чтение", "литературное чтение"),
        ("vfntvfnbrf", "математика"),
    ],
)
def test_other_subjects(typed, subject):
    assert SUBJECTS(typed).value == subject


@pytest.mark.parametrize(
    ("typed", "check"),
    [("лит.", "name.ambiguous"), ("матиматика", "name.unknown"), ("физика", "name.unknown")],
)
def test_no_subject(typed, check):
    reading = SUBJECTS(typed)
    assert reading.value is None
    assert [fault.check for fault in reading.faults] == [check]


def test_a_misspelled_subject_gets_a_suggestion():
    assert SUBJECTS("матиматика").faults[0].fix == "возможно, «математика»"


@pytest.mark.parametrize(
    ("names", "typed", "said"),
    [
        (SUBJECTS, "физика", "предмета «физика» нет на листе «Предметы»"),
        (CODES, "К-999", "кода «К-999» нет на листе «График»"),
        (MARKS, "О", "отметки «О» нет на листе «Отметки»"),
    ],
)
def test_what_is_in_no_directory_is_named_with_its_sheet(names, typed, said):
    assert names(typed).faults[0].message == said


@pytest.mark.parametrize("typed", ["К-014", "к014", "K-014", "К 014", "К-14", "к14", "R-014"])
def test_code(typed):
    assert CODES(typed).value == "К-014"


@pytest.mark.parametrize(
    "typed",
    [
        "К-014 · 12.02.2021 · Иванова А.А.",
        "К-014 · 12.02.2021",
        "К-014·Иванова А.А.",
        "К-014 • 12.02.2021 • Иванова А.А.",
        "к014 | 12.02.2021",
    ],
)
def test_a_code_picked_from_a_list_is_the_code_without_a_remark(typed):
    assert (CODES(typed).value, CODES(typed).faults) == ("К-014", ())


def test_a_code_with_a_dot_of_its_own_is_itself():
    codes = Names([("К·1", []), ("К", [])], "График", "кода", codes=True)
    assert (codes("К·1").value, codes("К · 12.02.2021").value) == ("К·1", "К")


@pytest.mark.parametrize("typed", ["К-099 · 15.02.2021", "· К-014", "Иванова А.А. · К-014"])
def test_what_stands_behind_the_dot_is_no_code(typed):
    assert CODES(typed).value is None


@pytest.mark.parametrize("typed", ["К-140", "К-0140", "К-01", "С-014", "014"])
def test_a_number_is_never_guessed(typed):
    assert CODES(typed).value is None


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [
        ("П", "присутствовал"),
        ("п", "присутствовал"),
        ("+", "присутствовал"),
        ("H", "без причины"),
        ("НБ", "без причины"),
        ("Б", "уважительная"),
        ("G", "присутствовал"),
    ],
)
def test_mark(typed, meaning):
    assert MARKS(typed).value == meaning


@pytest.mark.parametrize("typed", ["б/у", "нн", "О", "п."])
def test_a_mark_that_is_not_listed(typed):
    reading = MARKS(typed)
    assert reading.value is None
    assert reading.faults[0].check == "mark.unknown"


def test_the_error_lists_the_marks():
    assert MARKS("О").faults[0].fix.endswith("«П», «Н», «У», «б»")


def test_latin_y_may_be_either_of_two_marks():
    assert MARKS("y").faults[0].check == "mark.ambiguous"


@pytest.mark.parametrize(
    ("typed", "meaning"), [("Н", "без причины"), ("н", "дистанционно"), ("п", "присутствовал")]
)
def test_case_counts_where_the_dictionary_tells_it_apart(typed, meaning):
    assert CASED(typed).value == meaning
