"""Columns with a fixed set of words."""

from datetime import date

import pytest

from sheets_sync.tables.kinds import words as w
from sheets_sync.tables.kinds import years


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("проведена", "проведена"),
        ("Проведено", "проведена"),
        ("провед.", "проведена"),
        ("да", "проведена"),
        ("+", "проведена"),
        ("✓", "проведена"),
        ("вып.", "проведена"),
        ("сделано", "проведена"),
        ("TRUE", "проведена"),
        (True, "проведена"),
        ("состоялась", "проведена"),
        ("проведена 18.02.2021", "проведена"),
        ("не проведена", "не состоялась"),
        ("непроведена", "не состоялась"),
        ("не проводилась", "не состоялась"),
        ("нет", "не состоялась"),
        ("–", "не состоялась"),
        (False, "не состоялась"),
        ("не состоялось", "не состоялась"),
        ("сорвана", "не состоялась"),
        ("план", "запланирована"),
        ("запл.", "запланирована"),
        ("планируется", "запланирована"),
        ("перенос", "перенесена"),
        ("перенесли", "перенесена"),
        ("перенесена на 25.02", "перенесена"),
        ("отм.", "отменена"),
        ("отмена", "отменена"),
        ("отменена из-за карантина", "отменена"),
    ],
)
def test_consultation_status(read, typed, word):
    assert read(w.CONSULTATION_STATUS, typed).value == word
    assert read(w.CONSULTATION_STATUS, typed).faults == ()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("выполнено", "выполнено"),
        ("исполнена", "выполнено"),
        ("не выполнено", "не выполнено"),
        ("невыполнено", "не выполнено"),
        ("не исполнено", "не выполнено"),
        ("-", "не выполнено"),
        ("вып. частично", "выполнено частично"),
        ("исполнено частично", "выполнено частично"),
        ("частично", "выполнено частично"),
        ("не полностью", "выполнено частично"),
        ("выполнено не полностью", "выполнено частично"),
        ("выполнено на 80 %", "выполнено частично"),
        ("исполнено 80%", "выполнено частично"),
        ("выполнено, 70 процентов", "выполнено частично"),
        ("выполнено (50 %)", "выполнено частично"),
        ("выполнено на 100 %", "выполнено"),
        ("выполнено. Охват 95 % педагогов", "выполнено"),
        ("выполнено на 100%", "выполнено"),
        ("идёт", "в работе"),
        ("начато", "в работе"),
        ("в процессе", "в работе"),
        ("выполняется", "в работе"),
        ("не начато", "не начато"),
        ("не начата", "не начато"),
        ("отменено", "отменено"),
    ],
)
def test_plan_status(read, typed, word):
    assert read(w.PLAN_STATUS, typed).value == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("выполнено", "исполнено"),
        ("не выполнено", "не исполнено"),
        ("частично выполнено", "исполнено частично"),
    ],
)
def test_task_status(read, typed, word):
    assert read(w.TASK_STATUS, typed).value == word


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("да", "сдан"),
        ("сдано", "сдан"),
        ("нет", "не сдан"),
        ("несдан", "не сдан"),
        ("доработка", "на доработке"),
        ("не принят", "на доработке"),
        ("принято", "принят"),
    ],
)
def test_report_status(read, typed, word):
    assert read(w.REPORT_STATUS, typed).value == word


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (w.MEETING_STATUS, "не состоялось"),
        (w.MEETING_STATUS, "не проведено"),
        (w.PLAN_STATUS, "перенесено"),
        (w.CONSULTATION_STATUS, "частично"),
        (w.CONSULTATION_STATUS, "проведена, отменена"),
        (w.CONSULTATION_STATUS, "не запланирована"),
        (w.CONSULTATION_STATUS, "неделя"),
        (w.MEETING_FORMAT, "не очно"),
        (w.MARK_MEANING, "приглашён"),
        (w.MARK_MEANING, "не присутствовал"),
        (w.STREAM, date(2021, 2, 18)),
    ],
)
def test_a_state_the_column_has_no_word_for(read, checks, kind, typed):
    assert read(kind, typed).value is None
    assert checks(kind, typed) == ["E:choice.unknown"]


def test_the_error_lists_the_words(read):
    fix = read(w.MEETING_STATUS, "сорвано").faults[0].fix
    assert fix == "впишите одно из слов: запланировано, проведено, перенесено, отменено"


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        (w.PLAN_STATUS, "✓ выполнено", "выполнено"),
        (w.PLAN_STATUS, "выполнено ✔\ufe0f", "выполнено"),
        (w.PLAN_STATUS, "☑ выполнено", "выполнено"),
        (w.PLAN_STATUS, "+ выполнено", "выполнено"),
        (w.PLAN_STATUS, "выполнено (✓)", "выполнено"),
        (w.PLAN_STATUS, "в работе ✓", "в работе"),
        (w.PLAN_STATUS, "☐ выполнено", "не выполнено"),
        (w.PLAN_STATUS, "выполнено □", "не выполнено"),
        (w.PLAN_STATUS, "[ ] выполнено", "не выполнено"),
        (w.PLAN_STATUS, "[] вып.", "не выполнено"),
        (w.PLAN_STATUS, "☐ не выполнено", "не выполнено"),
        (w.PLAN_STATUS, "✗ не выполнено", "не выполнено"),
        (w.PLAN_STATUS, "❌ отменено", "отменено"),
        (w.PLAN_STATUS, "☐", "не выполнено"),
        (w.TASK_STATUS, "☐ исполнено", "не исполнено"),
        (w.CONSULTATION_STATUS, "✅ проведена", "проведена"),
        (w.CONSULTATION_STATUS, "⬜ проведена", "не состоялась"),
        (w.REPORT_STATUS, "☐ сдан", "не сдан"),
        (w.MEETING_FORMAT, "✓ очно", "очно"),
        (w.FLAG, "☑ да", True),
        (w.FLAG, "☐ да", False),
        (w.FLAG, "✗ нет", False),
        (w.FLAG, "☐", False),
    ],
)
def test_a_sign_beside_a_word(read, kind, typed, word):
    assert read(kind, typed).value == word
    assert read(kind, typed).faults == ()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (w.PLAN_STATUS, "выполнено ✗"),
        (w.PLAN_STATUS, "✘ выполнено"),
        (w.PLAN_STATUS, "выполнено ❌"),
        (w.PLAN_STATUS, "☒ выполнено"),
        (w.PLAN_STATUS, "выполнено?"),
        (w.PLAN_STATUS, "выполнено (?)"),
        (w.PLAN_STATUS, "? выполнено"),
        (w.PLAN_STATUS, "в работе?"),
        (w.PLAN_STATUS, "?"),
        (w.PLAN_STATUS, "✓✗"),
        (w.PLAN_STATUS, "+/-"),
        (w.PLAN_STATUS, "- выполнено"),
        (w.PLAN_STATUS, "✓ не выполнено"),
        (w.PLAN_STATUS, "☐ в работе"),
        (w.CONSULTATION_STATUS, "проведена ✖"),
        (w.REPORT_STATUS, "сдан?"),
        (w.MEETING_FORMAT, "очно?"),
        (w.MEETING_FORMAT, "☐ очно"),
        (w.STREAM, "≠ ВПР"),
        (w.FLAG, "да?"),
        (w.FLAG, "да ✗"),
        (w.FLAG, "✓ нет"),
    ],
)
def test_a_sign_that_leaves_it_open(read, kind, typed):
    assert read(kind, typed).value is None
    assert [fault.severity for fault in read(kind, typed).faults] == ["ошибка"]


def test_it_says_that_word_and_sign_differ(read):
    message = read(w.PLAN_STATUS, "выполнено ✗").faults[0].message
    assert "слово и знак рядом не согласуются" in message


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Выполнено. Справка от 15.01.2021", "выполнено"),
        ("исполнено, протокол № 3", "выполнено"),
        ("Выполнено (приказ № 5)", "выполнено"),
        ("выполнено – справка", "выполнено"),
        ("Выполнено 15.01.2021, справка", "выполнено"),
        ("Выполнено, неделя математики", "выполнено"),
        ("Выполнено. Замечаний нет", "выполнено"),
        ("да, выполнено", "выполнено"),
        ("в работе, до марта", "в работе"),
        ("не начато. Ждём приказ", "не начато"),
        ("не выполнено. Справка от 15.01.2021", "не выполнено"),
        ("нет, болела", "не выполнено"),
        ("выполнено частично. Справка № 3", "выполнено частично"),
        ("выполнено, не полностью", "выполнено частично"),
        ("отменено, приказ № 3", "отменено"),
    ],
)
def test_a_state_with_a_tail(read, typed, word):
    assert read(w.PLAN_STATUS, typed).value == word
    assert read(w.PLAN_STATUS, typed).faults == ()


@pytest.mark.parametrize(
    "typed",
    [
        "Выполнено. Справки нет",
        "выполнено, но не всё",
        "Выполнено; осталось сдать отчёт",
        "выполнено, кроме СОШ № 9",
        "исполнено, без справки",
        "да, отменено",
        "выполнено всё кроме отчёта",
        "нет, выполнено",
        "в работе, выполнено",
        "отменено. Выполнено",
    ],
)
def test_a_tail_that_denies_leaves_it_open(read, typed):
    assert read(w.PLAN_STATUS, typed).value is None


def test_one_letter_off_is_a_suggestion_only(read):
    reading = read(w.CONSULTATION_STATUS, "проведина")
    assert reading.value is None
    assert reading.faults[0].fix == "возможно, «проведена»"


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        (w.CONSULTATION_STATUS, "ghjdtltyf", "проведена"),
        (w.CONSULTATION_STATUS, "yt ghjdtltyf", "не состоялась"),
        (w.CONSULTATION_KIND, "uheggjdfz", "групповая"),
        (w.FLAG, "lf", True),
        (w.FLAG, "ytn", False),
        (w.DEFICIT, "ghtlvtnysq", "предметный"),
    ],
)
def test_the_wrong_layout(read, checks, kind, typed, word):
    assert read(kind, typed).value == word
    assert checks(kind, typed) == ["W:layout.slip"]


@pytest.mark.parametrize(
    ("kind", "typed", "word"),
    [
        (w.CONSULTATION_KIND, "групповое", "групповая"),
        (w.CONSULTATION_KIND, "индивид.", "индивидуальная"),
        (w.CONSULTATION_KIND, "Мастер класс", "мастер-класс"),
        (w.CONSULTATION_KIND, "открытые уроки", "открытый урок"),
        (w.CONSULTATION_KIND, "откр. урок", "открытый урок"),
        (w.MEETING_FORMAT, "онлайн", "дистанционно"),
        (w.MEETING_FORMAT, "дист.", "дистанционно"),
        (w.MEETING_FORMAT, "Очный", "очно"),
        (w.MEETING_KIND, "Круглый  стол", "круглый стол"),
        (w.STREAM, "впр", "ВПР"),
        (w.STREAM, "EГЭ", "ЕГЭ"),
        (w.PROCEDURE, "КДР", "КДР"),
        (w.MARK_MEANING, "не приглашен", "не приглашён"),
        (w.MARK_MEANING, "неприглашён", "не приглашён"),
        (w.CALENDAR_KIND, "срок отчета", "срок отчёта"),
    ],
)
def test_choice(read, kind, typed, word):
    assert read(kind, typed).value == word


def test_look_alikes_are_noted(checks):
    assert checks(w.STREAM, "EГЭ") == ["I:letters.latin"]


def test_a_short_word_that_fits_two_is_no_word(checks):
    assert checks(w.Choice("русский язык", "русская литература"), "рус") == ["E:choice.ambiguous"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("да", True),
        ("Да.", True),
        ("+", True),
        ("✓", True),
        (1, True),
        (True, True),
        ("действует", True),
        ("входит", True),
        ("нет", False),
        ("-", False),
        ("—", False),
        (0, False),
        ("FALSE", False),
        ("не действует", False),
    ],
)
def test_flag(read, typed, value):
    assert read(w.FLAG, typed).value is value


def test_no_flag(checks):
    assert checks(w.FLAG, "может быть") == ["E:flag.unreadable"]


@pytest.mark.parametrize(
    "typed",
    [
        "2020–2021",
        "2020-2021",
        "2020/21",
        "2020/2021 уч. год",
        "2020–21 уч.г.",
        "2020 - 2021 учебный год",
        "20/21",
    ],
)
def test_year(read, typed):
    assert read(years.YEAR, typed).value == "2020–2021"


@pytest.mark.parametrize(
    ("typed", "check"),
    [
        ("2020", "year.unreadable"),
        (2020, "year.unreadable"),
        ("2020-2022", "year.impossible"),
        ("2021/20", "year.impossible"),
    ],
)
def test_no_year(checks, typed, check):
    assert checks(years.YEAR, typed) == [f"E:{check}"]


@pytest.mark.parametrize("typed", ["I", "1", 1, 1.0, "первое", "I полугодие", "1-е", "І", "1 п/г"])
def test_first_half(read, typed):
    assert read(years.HALF, typed).value == "I"


@pytest.mark.parametrize("typed", ["II", "ІІ", "2", 2, "второе", "2-е полугодие", "Ⅱ", "П"])
def test_second_half(read, typed):
    assert read(years.HALF, typed).value == "II"


@pytest.mark.parametrize("typed", ["11", 11, "III", "3", "год", date(2021, 1, 2)])
def test_no_half(checks, typed):
    assert checks(years.HALF, typed) == ["E:half.unreadable"]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("предметный", "предметный"),
        ("предметные: синтаксис", "предметный"),
        ("Методический, не хватает приёмов", "методический"),
        ("метод.", "методический"),
        ("псих.-пед.", "психолого-педагогический"),
        ("психолого - педагогический", "психолого-педагогический"),
        ("психологический", "психолого-педагогический"),
        ("коммуникативные", "коммуникативный"),
        ("оценочный", "оценочный"),
    ],
)
def test_deficit(read, typed, word):
    assert read(w.DEFICIT, typed).value == word


def test_no_deficit_is_an_error(read, checks):
    assert read(w.DEFICIT, "разбор заданий").value is None
    assert checks(w.DEFICIT, "разбор заданий") == ["E:deficit.unknown"]
