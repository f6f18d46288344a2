"""The results of tests and exams of three years: how many pupils got each mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from random import Random

from sheets_sync.samples.demo.hands import Hand, Typed
from sheets_sync.samples.demo.result_facts import (
    ELECTIVE,
    LOWERED,
    PUPILS,
    QUALITY,
    SPLIT,
    TESTS,
    WEAK,
    Key,
    Test,
)
from sheets_sync.samples.demo.sheets import (
    Blank,
    HeaderLine,
    Line,
    Row,
    Section,
    Sheet,
    Title,
    Total,
    columns_of,
)
from sheets_sync.samples.demo.town import SCHOOL
from sheets_sync.tables.results import RESULTS

_COUNTS = ("tested", "n5", "n4", "n3", "n2")
_EXAMS, _LAST_GRADE = ("ОГЭ", "ЕГЭ"), 11
_STRONG = 0.28
"""More of «2» than that there is only where it is said."""
_NOTES = (
    "* ОГЭ в 2020 году не проводился; ВПР весны 2020 года прошли осенью и стоят в 2020–2021 году",
    "* понизили, подтвердили, повысили — по сравнению с отметкой в журнале",
)


@dataclass(frozen=True, slots=True)
class Result:
    """A row as it is meant; `letter` is that of one class, counts are of pupils."""

    key: Key
    letter: str
    roll: int
    tested: int
    n5: int
    n4: int
    n3: int
    n2: int

    @property
    def noted(self) -> bool:
        """Something is to be seen in it: it is weak, or far from the journal."""
        return self.key in WEAK or self.key in LOWERED


def results(random: Random) -> Sheet:
    """The tab Результаты: a section a test, a sum below each."""
    hand = Hand(random, 0.7)
    lines: list[Line] = [Title("Результаты оценочных процедур", True), HeaderLine()]
    for test in TESTS:
        taken = list(_taken(test, random))
        year = random.choice(("{}–20{}", "{}-20{}", "{}/{}")).format(*test.year.split("–20"))
        rows = [Row({"year": year, **_typed(result, hand, random)}, result) for result in taken]
        sums: dict[str, Typed] = {key: sum(getattr(r, key) for r in taken) for key in _COUNTS}
        lines += [Section(test.title), *rows, Total({"year": "Всего работ", **sums}), Blank()]
    lines += [Title(note) for note in _NOTES]
    heads = {"tested": "Писали работу", "n5": "5", "n4": "4", "n3": "3", "n2": "2"}
    return Sheet("Результаты", columns_of(RESULTS, heads), lines)


def _taken(test: Test, random: Random) -> Iterator[Result]:
    """Who took a test, by grades, subjects, schools and, where they stand apart, classes."""
    for grade, subjects in test.grades.items():
        for subject in subjects:
            for school in PUPILS:
                key = test.year, test.procedure, school, grade, subject
                roll, letters = _roll(key, random), SPLIT.get(key, ("",))
                for letter in letters if roll else ():
                    yield _result(key, letter, ceil(roll / len(letters)), random)


def _roll(key: Key, random: Random) -> int:
    """How many pupils are on the roll; 0 where the school has no such grade or subject chosen."""
    _, procedure, school, grade, subject = key
    if grade == _LAST_GRADE and SCHOOL[school].type == "ООШ":
        return 0
    size = PUPILS[school] * random.uniform(0.92, 1.08) * (0.5 if grade == _LAST_GRADE else 1)
    return round(size * ELECTIVE.get(subject, 1) if procedure in _EXAMS else size)


def _result(key: Key, letter: str, roll: int, random: Random) -> Result:
    tested = roll - random.randint(0, roll // 9)
    usual = QUALITY[key[2]] * random.uniform(0.85, 1.15)
    if key in WEAK:
        n2, usual = ceil(WEAK[key] * tested), usual * 0.7
    else:
        share = (1 - usual) * random.uniform(0.1, 0.36)
        n2 = min(round(share * tested), int(_STRONG * tested))
    good = round(usual * (tested - n2))
    n5 = round(good * random.uniform(0.2, 0.42))
    return Result(key, letter, roll, tested, n5, good - n5, tested - n2 - good, n2)


def _typed(result: Result, hand: Hand, random: Random) -> dict[str, Typed]:
    _, procedure, school, grade, subject = result.key
    letter = random.choice(("{}{}", "{}{}", "{} {}", "{}-{}")).format(grade, result.letter)
    return {
        "procedure": procedure,
        "school": hand.school(school),
        "grade": letter if result.letter else grade,
        "subject": hand.subject(subject),
        "roll": result.roll,
        **{key: getattr(result, key) for key in _COUNTS},
        **(_against_journal(result, random) if procedure == "ВПР" else {}),
    }


def _against_journal(result: Result, random: Random) -> dict[str, Typed]:
    share = LOWERED.get(result.key) or random.uniform(0.06, 0.3)
    lowered = ceil(share * result.tested) if result.key in LOWERED else int(share * result.tested)
    raised = int(random.uniform(0.02, 0.12) * result.tested)
    confirmed = result.tested - lowered - raised
    return {"lowered": lowered, "confirmed": confirmed, "raised": raised}
