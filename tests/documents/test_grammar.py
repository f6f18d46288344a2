"""Russian as an experienced secretary writes it."""

from datetime import date, time

import pytest

from sheets_sync.documents.grammar import (
    Gender,
    clock,
    day_in_words,
    gender,
    kind_of_meeting,
    people,
    tells_itself,
    to_ordinal,
    unbroken,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "первому"),
        (2, "второму"),
        (3, "третьему"),
        (4, "четвёртому"),
        (7, "седьмому"),
        (10, "десятому"),
        (11, "одиннадцатому"),
        (19, "девятнадцатому"),
        (20, "двадцатому"),
        (21, "двадцать первому"),
        (33, "тридцать третьему"),
        (40, "40-му"),
    ],
)
def test_a_question_is_called_by_its_number(number: int, words: str):
    assert to_ordinal(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 человек"),
        (1, "1 человек"),
        (2, "2 человека"),
        (4, "4 человека"),
        (5, "5 человек"),
        (11, "11 человек"),
        (14, "14 человек"),
        (19, "19 человек"),
        (21, "21 человек"),
        (22, "22 человека"),
        (111, "111 человек"),
        (122, "122 человека"),
    ],
)
def test_people_are_counted_in_russian(number: int, words: str):
    assert people(number) == words


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("Соколовская Ирина Павловна", Gender.FEMALE),
        ("Кузьмина Ольга Ильинична", Gender.FEMALE),
        ("Лукина Дарья Лукинична", Gender.FEMALE),
        ("Мамедова Лейла Али кызы", Gender.FEMALE),
        ("Белов Пётр Ильич", Gender.MALE),
        ("Попович Иван Фомич", Gender.MALE),
        ("Алиев Ага Гасан оглы", Gender.MALE),
        ("Савва Е.К.", None),
        ("Попович Е.К.", None),
        ("Савва Никита", None),
    ],
)
def test_the_patronymic_tells_who_spoke(name: str, who: Gender | None):
    assert gender(name) == who


@pytest.mark.parametrize(
    ("kind", "genitive"),
    [
        ("совещание", "совещания"),
        ("семинар", "семинара"),
        ("вебинар", "вебинара"),
        ("круглый стол", "круглого стола"),
    ],
)
def test_the_kind_of_meeting_is_declined(kind: str, genitive: str):
    assert kind_of_meeting(kind) == genitive


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("МБОУ СОШ № 44", "МБОУ СОШ №\u00a044"),
        ("СОШ №9", "СОШ №\u00a09"),
        ("Меркулова О.Д.", "Меркулова\u00a0О.Д."),
        ("Меркулова О. Д., начальник", "Меркулова\u00a0О.Д., начальник"),
        ("О.Д. Меркулова", "О.Д.\u00a0Меркулова"),
        ("О. Д. Меркулова", "О.Д.\u00a0Меркулова"),
        ("в 2021 г. Все пришли", "в 2021 г. Все пришли"),
        ("А. Потом перешли к другому", "А. Потом перешли к другому"),
    ],
)
def test_no_line_ends_inside_a_name_or_a_number(typed: str, shown: str):
    assert unbroken(typed) == shown


def test_dates_and_times_are_those_of_records():
    assert day_in_words(date(2021, 2, 18)) == "18 февраля 2021 года"
    assert clock(time(13)) == "13.00"
    assert clock(time(9, 5)) == "9.05"


@pytest.mark.parametrize("text", ["познакомила с картой", "Ответил на вопросы", "были даны ответы"])
def test_a_text_with_a_verb_of_its_own_gets_no_second(text: str):
    assert tells_itself(text)


@pytest.mark.parametrize(
    "text", ["о сроках ВПР", "об отчётах", "с анализом", "представление плана", ""]
)
def test_a_text_without_a_verb_gets_one(text: str):
    assert not tells_itself(text)
