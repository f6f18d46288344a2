"""The tutors' reports on the first half-year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import cycle, product
from random import Random

from sheets_sync.samples.demo.half import Work
from sheets_sync.samples.demo.hands import Hand, Typed
from sheets_sync.samples.demo.sheets import (
    Blank,
    HeaderLine,
    Line,
    Row,
    Sheet,
    Title,
    Total,
    columns_of,
)
from sheets_sync.samples.demo.town import TUTORS, YEAR, Tutor
from sheets_sync.tables.reports import REPORTS

_DUE = date(2021, 1, 15)
NO_ROW, NOT_HANDED_IN, LATE, TWICE = "Т-22", "Т-15", "Т-13", "Т-07"
RETURNED = ("Т-10", "Т-19")
"""Tutors: without a row, without a report, late, with two rows, with reports sent back."""
_SPELLED = "Т-05"

_DIFFICULTIES = {
    "низкая мотивация обучающихся": 7,
    "низкая мотивация учащихся": 2,
    "не хватает времени на консультации": 6,
    "не хватает времени для консультаций": 1,
    "педагоги пропускают консультации": 5,
    "нет доступа к открытому банку ФИПИ": 4,
    "консультации совпадают с уроками": 4,
    "большая нагрузка педагогов": 3,
    "учителя не владеют критериями оценивания": 3,
    "мало часов на повторение": 2,
    "карантин в классах": 2,
    "плохая связь на дистанционных консультациях": 2,
}
"""Difficulty → how many tutors name it."""
_OWN_DIFFICULTIES = {
    "Т-19": "нет комплекта для опытов по физике",
    "Т-20": "в школе один учитель химии, заменить его некому",
    "Т-21": "мало слабых учеников сдают биологию, группы не набираются",
}
"""What only one tutor names."""
_PROPOSALS = {
    "проводить консультации дистанционно": 6,
    "собрать общий банк заданий по предметам риска": 5,
    "ввести единый день консультаций": 4,
    "пригласить экспертов ИРО": 3,
    "провести выездные семинары в ШНОР": 3,
    "учитывать консультации в нагрузке педагогов": 2,
    "сделать памятку по заполнению журнала": 2,
}
_OWN_PROPOSALS = {"Т-19": "передать в ООШ № 23 лабораторный комплект лицея"}
_NOTICED = (
    "Педагоги чаще обращаются за разбором критериев.",
    "Консультации востребованы прежде всего в школах риска.",
    "Педагоги освоили отбор заданий из открытого банка.",
    "Наиболее полезны мастер-классы и взаимопосещение уроков.",
    "Повторение планируют почти все, кто был на консультациях.",
)
_LEFT = (
    "Пробелы в темах повышенного уровня остались.",
    "Во втором полугодии нужна работа с выпускными классами.",
    "Ошибок в проверке развёрнутых ответов стало меньше.",
    "Молодым педагогам нужны повторные встречи.",
    "Планы с педагогами продолжены на второе полугодие.",
)
_NUMERALS = ("ноль", "одна", "две", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")


def reports(work: Mapping[str, Work], random: Random) -> Sheet:
    """The tab Отчёты: those who worked in the half-year, one of them with nothing to show."""
    hand = Hand(random, 0.8)
    tutors = [t for t in TUTORS if t.works(date(2020, 12, 1)) and t.code != NO_ROW]
    writers = [tutor for tutor in tutors if tutor.code != NOT_HANDED_IN]
    difficulties = _dealt(_DIFFICULTIES, _OWN_DIFFICULTIES, writers, random)
    proposals = _dealt(_PROPOSALS, _OWN_PROPOSALS, writers, random)
    analyses = [f"{a} {b}" for a, b in random.sample(list(product(_NOTICED, _LEFT)), len(tutors))]
    rows = [Row(_head(tutor, hand, random), tutor.code) for tutor in tutors]
    for row, tutor, analysis in zip(rows, tutors, analyses, strict=True):
        code = tutor.code
        if tutor in writers:
            row.cells |= _declared(work[code], hand, code == _SPELLED)
            row.cells["analysis"] = None if code in RETURNED else analysis
            row.cells["difficulties"] = difficulties.get(code)
            row.cells["proposals"] = proposals.get(code)
    again = next(row for row in rows if row.group == TWICE)
    rows.append(Row({**again.cells, "submitted": date(2021, 1, 14), "status": "сдан"}))
    title = Title(f"Отчёты тьюторов за полугодие, {YEAR} учебный год", True)
    lines: list[Line] = [Title("Приложение № 3"), title, HeaderLine(), *rows, _sum(rows), Blank()]
    lines.append(Title("* срок сдачи: I полугодие — 15 января, II полугодие — 10 июня"))
    heads = {"consultations": "Консультаций", "teachers": "Педагогов", "schools": "Школ"}
    return Sheet("Отчёты", columns_of(REPORTS, heads), lines)


def _head(tutor: Tutor, hand: Hand, random: Random) -> dict[str, Typed]:
    """Who, for which half, whether and when handed in."""
    status, day = random.choice(_STATES), _DUE - timedelta(days=random.choice((0, 0, 1, 2, 3, 17)))
    status = "на доработке" if tutor.code in RETURNED else status
    if tutor.code == LATE:
        status, day = "сдан", _DUE + timedelta(days=6)
    none = tutor.code == NOT_HANDED_IN
    return {
        "tutor": hand.tutor(tutor),
        "year": random.choice((YEAR, YEAR, "2020-2021", "2020/21")),
        "half": random.choice(("I", "I", "I", "1", "I полугодие", "первое")),
        "submitted": None if none else hand.day(day),
        "status": "не сдан" if none else status,
    }


_STATES = ("принят", "принят", "принят", "Принят", "принят ", "сдан", "сдан", "да")


def _declared(work: Work, hand: Hand, spelled: bool) -> dict[str, Typed]:
    count = work.consultations
    words = f"{count} ({_NUMERALS[count]})"
    return {
        "consultations": words if spelled else hand.count(count, "консультаций"),
        "teachers": hand.count(work.teachers, "чел."),
        "schools": hand.count(work.schools, "школ"),
    }


def _dealt(
    deck: Mapping[str, int], own: Mapping[str, str], tutors: Sequence[Tutor], random: Random
) -> dict[str, str]:
    """Phrases dealt out to the tutors, each as often as the deck has it: code → cell."""
    cards = [phrase for phrase, times in deck.items() for _ in range(times)]
    order = random.sample(tutors, len(tutors))
    hands = {code: [phrase] for code, phrase in own.items()}
    for tutor, card in zip(cycle(order), cards, strict=False):
        hands.setdefault(tutor.code, []).append(card)
    return {code: _listed(phrases, random) for code, phrases in hands.items()}


def _listed(phrases: Sequence[str], random: Random) -> str:
    """A list as people type it: with semicolons or line breaks, capitals and full stops."""
    typed = random.sample(phrases, len(phrases))
    if random.random() < 0.4:
        return "\n".join(f"{phrase[0].upper()}{phrase[1:]}." for phrase in typed)
    return "; ".join(typed)


def _sum(rows: Iterable[Row]) -> Total:
    return Total(
        {
            "tutor": "Всего отчётов",
            "status": sum(row.cells["submitted"] is not None for row in rows),
        }
    )
