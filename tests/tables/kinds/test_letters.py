"""Letters, blanks and the wrong keyboard layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.letters import (
    clean,
    fold,
    fold_code,
    is_blank,
    one_letter_off,
    plural,
    split_list,
    swap_layout,
)

RUSSIAN = st.text(st.sampled_from("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБЁ .,-№«»0123456789acx"))


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("СОШ № 44", "СОШ № 44"),
        ("СОШ\xa0№\xa044", "СОШ № 44"),
        ("  СОШ   № 44 ", "СОШ № 44"),
        ("СОШ\u200b № 44\ufeff", "СОШ № 44"),
        ("СОШ\n№ 44", "СОШ № 44"),
        ("про\xadведена", "проведена"),
        ("а\x00б", "а б"),
        (" ", ""),
        ("", ""),
    ],
)
def test_clean(typed, cleaned):
    assert clean(typed) == cleaned


INVISIBLE = "\u200e\u2066\u061c\ufeff\u2064\U000e0041\ufe0f\ufe00\u180b\U000e0100\u034f"
FILLERS = "\u2800\u3164\u115f\u1160\uffa0\u2003\u3000\x85"


@pytest.mark.parametrize("letter", INVISIBLE)
def test_what_nobody_sees_is_nothing(letter):
    assert clean(f"про{letter}ведена{letter}") == "проведена"
    assert fold_code(f"К-{letter}014") == "к014"
    assert is_blank(letter)


@pytest.mark.parametrize("letter", FILLERS)
def test_a_blank_of_any_kind_is_a_blank(letter):
    assert clean(f"{letter}СОШ{letter}{letter}№ 44{letter}") == "СОШ № 44"
    assert is_blank(f"{letter} {letter}")


@pytest.mark.parametrize("seen", ["✓", "№", "–", "•", "日本", "e\u0301", "😀", "☐"])
def test_what_can_be_seen_stays(seen):
    assert clean(seen) == seen
    assert not is_blank(seen)


@given(st.text())
def test_clean_text_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_blank_is_what_cleaning_leaves_nothing_of(text):
    assert is_blank(text) == (clean(text) == "")


@pytest.mark.parametrize("same", ["Т-07", "T-07", "т—07", "т‑07", "«Т-07»"])
def test_fold_sees_one_code(same):
    assert fold(same) == "т-07"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Семёнова", "семенова"),
        ("Семе\u0308нова", "семенова"),
        ("COШ", "сош"),
        ("BПP", "впр"),
        ("Zoom", "zoom"),
        ("II", "ii"),
        ("МБОУ «СОШ № 44»", "мбоу сош № 44"),
    ],
)
def test_fold(typed, folded):
    assert fold(typed) == folded


@given(RUSSIAN)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("same", ["К-014", "к 014", "K014", "К – 014", "№ К.014"])
def test_fold_code_sees_one_code(same):
    assert fold_code(same) == "к014"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghjdtltyf", "проведена"),
        ("<fhcerjdf T/K/", "Барсукова Е.Л."),
        ("cji #44", "сош №44"),
        ("[ ] ; ' , . `", "х ъ ж э б ю ё"),
        ('{ } : " < > ~', "Х Ъ Ж Э Б Ю Ё"),
    ],
)
def test_swap_layout(typed, meant):
    assert swap_layout(typed) == meant


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("ВПР; ОГЭ", ["ВПР", "ОГЭ"]),
        ("ВПР, ОГЭ", ["ВПР", "ОГЭ"]),
        ("ВПР\nОГЭ", ["ВПР", "ОГЭ"]),
        ("а, б; в", ["а, б", "в"]),
        ("а; б\nв;", ["а", "б", "в"]),
        (";;", []),
    ],
)
def test_split_list(typed, items):
    assert split_list(typed) == items


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (0, "человек"),
        (1, "человек"),
        (2, "человека"),
        (4, "человека"),
        (5, "человек"),
        (11, "человек"),
        (12, "человек"),
        (14, "человек"),
        (21, "человек"),
        (22, "человека"),
        (111, "человек"),
        (112, "человек"),
        (122, "человека"),
    ],
)
def test_plural(number, word):
    assert plural(number, "человек", "человека", "человек") == f"{number} {word}"


@given(st.integers(0, 10**6))
def test_plural_repeats_every_hundred(number):
    word = plural(number, "один", "два", "пять").split()[-1]
    assert plural(number + 100, "один", "два", "пять").split()[-1] == word


def test_plural_groups_thousands():
    assert plural(1139, "посещение", "посещения", "посещений") == "1\u00a0139 посещений"


@pytest.mark.parametrize(
    ("a", "b", "close"),
    [
        ("барсукова", "борсукова", True),
        ("барсукова", "барскова", True),
        ("барсукова", "баарсукова", True),
        ("барсукова", "басрукова", True),
        ("барсукова", "барсукова", False),
        ("барсукова", "котронова", False),
        ("сош 44", "сош 144", False),
        ("сош 44", "сош 45", False),
        ("к-12", "к-21", False),
        ("", "а", True),
    ],
)
def test_one_letter_off(a, b, close):
    assert one_letter_off(a, b) is close
    assert one_letter_off(b, a) is close
