"""docs/вопросы.md: every question is answered at the place it names, as the demo's own world says.

The answers are computed here from what the demo meant and typed, never from the product's figures.
A question without a test, or a test without a question, fails.
"""

import inspect
import re
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from sheets_sync.analysis import Analysis
from sheets_sync.figures.coverage import HELPED, LATE, NONE
from sheets_sync.letters import plural
from sheets_sync.samples.demo.build import SEED, made, planted
from sheets_sync.samples.demo.faults_consultations import prepare
from sheets_sync.samples.demo.journals import OWN
from sheets_sync.samples.demo.meetings import MEETING
from sheets_sync.samples.demo.results import Result
from sheets_sync.samples.demo.sheets import Row, Sheet
from sheets_sync.samples.demo.town import RISK, SCHOOL, TODAY, TUTORS, YEAR, Tutor
from sheets_sync.samples.demo.visits import Consultation, Visit
from sheets_sync.samples.demo.world import World, build
from sheets_sync.sheet.pieces import Format, Grid, Look
from sheets_sync.summary.tabs import build as summaries
from sheets_sync.summary.view import Stamp, View
from sheets_sync.tables.books import BOOKS

PAGE = Path(__file__).parents[2] / "docs" / "вопросы.md"
NOW = datetime(2021, 2, 18, 13)

Cells = tuple[Any, ...]


# The document


@dataclass(frozen=True)
class Question:
    """A question: where its answer stands, as (tab, block, columns), and the demo's answer."""

    asked: str
    places: tuple[tuple[str, str, tuple[str, ...]], ...]
    example: str
    grids: dict[str, Grid] = field(repr=False)

    def answers(self, place: int = 0) -> list[Cells]:
        """The rows of a block, «Всего» too: the columns that the document names."""
        tab, block, columns = self.places[place]
        return list(rows_of(self.grids[tab], block, columns))

    def tells(self, *words: Any) -> None:
        """The document's example says all of this."""
        said = plain(self.example)
        assert [word for word in map(plain, map(str, words)) if word not in said] == []


def plain(text: str) -> str:
    return " ".join(text.split())


def questions() -> Iterator[tuple[str, str, list[tuple[str, str, tuple[str, ...]]], str]]:
    """(test, question, places, example) of each question of the page."""
    for part in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        (test,) = re.findall(r"^<!-- тест: (\w+) -->$", part, re.MULTILINE)
        (example,) = re.findall(r"^\*В показательной папке:\*(.+?)(?:\n\n|\Z)", part, re.M | re.S)
        places = []
        for line in re.findall(r"^- Где: (.+)$", part, re.MULTILINE):
            tab, *block, columns = (re.findall("«([^»]+)»", step) for step in line.split("→"))
            places.append((tab[0], block[0][0] if block else "", tuple(columns)))
        yield test, part.splitlines()[0], places, example


def rows_of(grid: Grid, block: str, columns: Iterable[str]) -> Iterator[Cells]:
    """The rows under a block's title, or under a line inside a table; of heads alike the one right
    of the column named before."""
    first, head = _start(grid, block)
    heads = [str(cell.value) if cell else "" for cell in head]
    chosen, at = [], 0
    for name in columns:
        at = heads.index(name, at)
        chosen.append(at)
    for row in grid.rows[first:]:
        if row[0] is None or row[0].look in (Look.NOTE, Look.SECTION, Look.GROUP):
            return
        if row[0].look is not Look.HEAD:
            yield tuple(_value(row, column) for column in chosen)


def _start(grid: Grid, block: str) -> tuple[int, Any]:
    """Where the rows of a block begin, and its head."""
    start, head = block.removesuffix("…"), None
    for number, row in enumerate(grid.rows):
        if row[0] is None:
            continue
        if row[0].look is Look.HEAD:
            head = row
        if not block and row[0].look is Look.HEAD:
            return number + 1, row
        if block and is_title(row[0], start):
            assert block.endswith("…") or row[0].value == block
            inside = row[0].look is Look.GROUP
            return (number + 1, head) if inside else (number + 2, grid.rows[number + 1])
    raise AssertionError(f"на листе «{grid.title}» нет таблицы «{block}»")


def _value(row: Any, column: int) -> Any:
    """A cell's value; of a share its n and N, the two numbers beside it."""
    cell = row[column]
    if cell is None:
        return None
    beside = [c for c in row[column + 1 :] if c][:2]
    if [c.format for c in beside] == [Format.WHOLE, Format.OF]:
        return tuple(c.value for c in beside)
    return cell.value


def is_title(cell: Any, start: str) -> bool:
    return cell.look in (Look.SECTION, Look.GROUP) and str(cell.value).startswith(start)


@pytest.fixture(scope="module")
def grids(demo: Analysis) -> dict[str, Grid]:
    return {grid.title: grid for grid in summaries(View(demo, Stamp(TODAY, NOW)))[0]}


@pytest.fixture
def question(request: pytest.FixtureRequest, grids: dict[str, Grid]) -> Question:
    """The question that a test is named under."""
    found = {test: rest for test, *rest in questions()}
    asked, places, example = found[request.function.__name__]
    return Question(asked, tuple(places), example, grids)


def test_every_question_has_its_test_and_every_test_its_question() -> None:
    tests = [
        name
        for name, function in inspect.getmembers(sys.modules[__name__], inspect.isfunction)
        if name.startswith("test_") and "question" in inspect.signature(function).parameters
    ]
    assert sorted(test for test, *_ in questions()) == sorted(tests)
    assert len(tests) >= 14


# The demo as it was meant


@cache
def sheets() -> dict[tuple[str, str], Sheet]:
    return {(book.path, sheet.tab): sheet for book in made()[0] for sheet in book.sheets}


@cache
def lost_rows() -> dict[tuple[str, str], set[int]]:
    """(book, tab) → the rows, by id, that a planted error takes out: one in a required cell; where
    one of several values is wrong, the others stand."""
    tables = {table.title: table for book in BOOKS for table in book.tables}
    found = {place: set[int]() for place in sheets()}
    for fault in planted():
        if fault.severity == "ошибка" and fault.cell:
            sheet = sheets()[fault.book, fault.tab]
            column, number = coordinate_from_string(fault.cell)
            key = sheet.columns[column_index_from_string(column) - sheet.first_column].key
            row = sheet.lines[number - 1]
            needed = isinstance(row, Row) and tables[fault.tab].column(key).required
            if needed and ";" not in str(row.cells[key]):
                found[fault.book, fault.tab].add(id(row))
    return found


def typed(tab: str) -> list[Row]:
    """The rows of a tab that count, as they are typed, from all its books."""
    return [
        row
        for place, sheet in sheets().items()
        if place[1] == tab
        for row in sheet.rows
        if id(row) not in lost_rows()[place]
    ]


@cache
def world() -> World:
    made = build(SEED)
    prepare(made)
    return made


@cache
def schedule() -> list[Consultation]:
    """What the rows of График that count mean."""
    there = set(map(id, typed("График")))
    rows = sheets()["Консультации.xlsx", "График"].rows
    return [c for row, c in zip(rows, world().consultations, strict=True) if id(row) in there]


@cache
def visits() -> list[Visit]:
    """What the rows of Журнал mean that count and where somebody came; a cell with two teachers
    names nobody."""
    there = set(map(id, typed("Журнал")))
    found = []
    for (book, tab), sheet in sheets().items():
        if tab == "Журнал":
            meant = [v for v in world().visits if OWN.get(v.tutor.code, "Консультации") in book]
            for row, visit in zip(sheet.rows, meant, strict=True):
                if id(row) in there and visit.mark in CAME:
                    two = "," in str(row.cells["teacher"])
                    found.append(replace(visit, teacher=None) if two else visit)
    return found


def teachers_of(found: Iterable[Visit]) -> set[tuple[str, str]]:
    return {(v.school, v.teacher.short) for v in found if v.teacher}


def unplanned(found: Iterable[Visit]) -> set[tuple[str, date]]:
    return {(v.tutor.code, v.day) for v in found if v.consultation is None}


CAME = ("присутствовал", "дистанционно", "опоздал")
UNMARKED = ("Т-10", "С-06")
FIRST, SECOND = (date(2020, 9, 1), date(2020, 12, 31)), (date(2021, 1, 11), TODAY)
"""The halves of the demo's Календарь, the second as far as the report date."""


def within(days: tuple[date, date], day: date | None) -> bool:
    return day is not None and days[0] <= day <= days[1]


def named(tutor: Tutor) -> str:
    return f"{tutor.short} ({tutor.code})" if tutor.namesake else tutor.short


def by_code() -> dict[str, str]:
    return {tutor.code: named(tutor) for tutor in TUTORS}


# Terms and states as a person reads them

YEAR_END = date(2021, 5, 31)
RECURRING = ("ежемесячно", "1 раз в месяц", "1 раз в четверть", "в течение года", "постоянно")
ENDS: dict[str, date | None] = {
    **dict.fromkeys(
        (*RECURRING, "II полугодие", "до конца учебного года", "IV четверть"), YEAR_END
    ),
    **dict.fromkeys(("I полугодие", "первое полугодие", "в течение I полугодия"), FIRST[1]),
    **dict.fromkeys(("до конца I полугодия", "II четверть"), FIRST[1]),
    "1 четверть": date(2020, 10, 25),
    "III четверть": date(2021, 3, 21),
    "вторая неделя февраля": date(2021, 2, 14),
    **dict.fromkeys(
        ("по мере необходимости", "после курсов", "после каникул", "по графику института")
    ),
}
MONTHS = ("янв", "фев", "мар", "апр", "ма[йя]", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DONE = {"выполнено", "вып.", "сделано", "исполнено", "реализовано", "выполнено полностью"}
DONE |= {"✓", "+", "да", "dsgjkytyj"}
CANCELLED = {"отменено", "отмена"}


def last_day(term: Any) -> date | None:
    """The last day of a term as typed."""
    if isinstance(term, date) or term in ENDS:
        return term if isinstance(term, date) else ENDS[term]
    if found := re.search(r"(\d+)\.(\d+)\.(\d{4})", term):
        return date(int(found[3]), int(found[2]), int(found[1]))
    spoken = [(m.start(), n) for n, stem in enumerate(MONTHS, 1) for m in re.finditer(stem, term)]
    start, month = max(spoken)
    year = 2020 if month >= 9 else 2021
    day = re.search(r"(\d+) $", term[:start])
    return date(year, month, int(day[1]) if day else monthrange(year, month)[1])


@dataclass(frozen=True)
class Deed:
    """Something that was to be done: its row, the end of its term, whether it is done."""

    cells: dict[str, Any]
    who: Any
    end: date | None
    done: bool

    @property
    def days(self) -> int:
        """How long it is overdue; 0 where it is not."""
        return 0 if self.done or not self.end else max(0, (TODAY - self.end).days)


def deeds(tab: str) -> list[Deed]:
    """What a tab has to be done, the cancelled left out."""
    found = []
    for row in typed(tab):
        status, due = str(row.cells["status"]).strip().lower(), row.cells["due"]
        done = status in DONE and due not in RECURRING
        if status not in CANCELLED:
            found.append(Deed(row.cells, row.group, last_day(due), done))
    return found


# What is to be done


def test_what_is_to_be_done_and_by_whom(question: Question) -> None:
    late, rest, week, later, more = (question.answers(place) for place in range(5))
    every = [deed for tab in DEEDS for deed in deeds(tab)]
    helped = {(v.school, subject_of(v)): v.day for v in sorted(visits(), key=lambda v: v.day)}
    lacking = [
        (month_after(helped.get((school, subject))), SCHOOL[school].name, subject)
        for school, subjects in RISK.items()
        for subject in subjects
    ]
    planned = {
        (SCHOOL[school].name, c.subject)
        for c in schedule()
        if c.status in ("запланирована", "перенесена") and c.effective >= TODAY
        for school in c.schools
    }
    unhelped = [(end, *pair) for end, *pair in lacking if end < TODAY and (*pair,) not in planned]
    silent = {c.tutor.code for c in schedule() if c.status == "запланирована" and old(c)}
    handed_in = {row.group for row in typed("Отчёты") if row.cells.get("submitted")}
    reports = {t.code for t in TUTORS if t.since <= FIRST[1]} - handed_in
    number = sum(deed.days > 0 for deed in every) + len(unhelped) + len(reports)
    overdue = number + len(silent) + len([UNMARKED])
    question.tells(f"просрочено {plural(overdue, 'дело', 'дела', 'дел')}")
    assert heading(question, "Просрочено") == overdue
    assert dict(items_of(late + rest)) == {
        deed.cells["number"]: deed.days for deed in deeds("Дорожная карта") if deed.days
    }
    longest = min(end for end, *_ in unhelped)
    question.tells(*(f"{school} ({s})" for end, school, s in unhelped if end == longest))
    assert [days for *_, days in late[:2]] == [(TODAY - longest).days] * 2
    days = [(deed.end - TODAY).days for deed in every if deed.end and not deed.done]
    assert len(week) == sum(0 <= left <= 7 for left in days)
    ahead = [c for c in schedule() if c.status == "запланирована" and near(c.effective)]
    assert heading(question, "Через 8–14 дней") == sum(7 < left <= 14 for left in days) + len(ahead)
    shown = [text for _, text, _ in later + more if text.startswith("Консультация К-")]
    assert {text.split()[1] for text in shown} == {c.code for c in ahead}
    question.tells(f"сделать {len(week)}", f"{len(ahead)} консультаций", *(who for who, *_ in week))


DEEDS = ("Дорожная карта", "Индивидуальные планы", "Поручения")


def month_after(day: date | None) -> date:
    """The last day of the month after a day's, of September for none."""
    if day is None:
        return date(2020, 9, 30)
    first = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def old(one: Consultation) -> bool:
    return one.effective < TODAY - timedelta(days=3)


def near(day: date) -> bool:
    return TODAY <= day <= TODAY + timedelta(days=14)


def heading(question: Question, start: str) -> int:
    """The number behind a line inside the table: «Просрочено: 33 · …»."""
    rows = question.grids["Что сделать"].rows
    (text,) = [str(r[0].value) for r in rows if r[0] and str(r[0].value).startswith(f"{start}:")]
    return int(text.removeprefix(f"{start}: ").split()[0])


def items_of(rows: Iterable[Cells]) -> Iterator[tuple[str, int]]:
    """The number of a road map item and how late it is, where a row is of one."""
    for _, text, _, days in rows:
        if found := re.match(r"Карта (\S+):", text):
            yield found[1], days


# Meetings and consultations


def test_who_missed_meetings(question: Question) -> None:
    missed, streak = {}, {}
    for tutor in TUTORS:
        marks = [
            world().marks[tutor.code, code]
            for code in sorted(MEETING)
            if (tutor.code, code) in world().marks and (tutor.code, code) != UNMARKED
        ]
        away = [mark not in CAME for mark in marks]
        missed[named(tutor)] = marks.count("уважительная"), marks.count("без причины")
        streak[named(tutor)] = [*reversed(away), False].index(False)
    answers = [row for row in question.answers() if row[0] != "Всего"]
    assert {name: (ill, absent) for name, ill, absent, _ in answers} == missed
    assert {name: count for name, *_, count in answers} == streak
    again = [name for name, count in streak.items() if count > 1]
    (who,) = [who for text, who in question.answers(1) if "подряд два совещания" in text]
    assert who == ", ".join(f"{name} — {streak[name]}" for name in again)
    question.tells(*(f"{name} — {streak[name]}-й раз" for name in again))


def test_consultations_not_held_or_not_marked(question: Question) -> None:
    failed = {c.code: c.reason for c in schedule() if c.status == "не состоялась"}
    silent = {
        c.code: f"нет отметки уже {(TODAY - c.effective).days} дней"
        for c in schedule()
        if c.status == "запланирована" and c.effective < TODAY - timedelta(days=3)
    }
    waiting = {
        c.code: (c.status, "ждёт отметки")
        for c in schedule()
        if c.status in ("запланирована", "перенесена")
        and TODAY - timedelta(days=3) <= c.effective <= TODAY
    }
    answers = {code: (status, why) for code, status, why in question.answers()}
    assert answers == {
        **waiting,
        **{code: ("не состоялась", why) for code, why in failed.items()},
        **{code: ("запланирована", why) for code, why in silent.items()},
    }
    question.tells(f"не состоялись {len(failed)}", f"без отметки осталась {len(silent)}")
    question.tells(*(f"{code} — {why}" for code, why in silent.items()))
    question.tells(f"ждут отметки {len(waiting)}")


def test_low_schools_without_help(question: Question) -> None:
    answers = {
        (school, subject): (day, state) for school, subject, day, state in question.answers()
    }
    expected = {}
    for school, subjects in RISK.items():
        for subject in subjects:
            days = [v.day for v in visits() if (v.school, subject_of(v)) == (school, subject)]
            last = max(days, default=None)
            here = last is not None and last >= TODAY.replace(day=1)
            state = HELPED if here else LATE if last else NONE
            expected[SCHOOL[school].name, subject] = last or "–", state
    assert answers == expected
    bare = [pair for pair, (_, state) in expected.items() if state != HELPED]
    assert set(list(answers)[: len(bare)]) == set(bare)
    question.tells(*(f"{school} ({subject})" for school, subject in bare))


def subject_of(visit: Visit) -> str:
    return visit.consultation.subject if visit.consultation else visit.tutor.subject


def test_how_many_teachers_were_reached(question: Question) -> None:
    tutors = {
        named(tutor): len(teachers_of(v for v in visits() if v.tutor == tutor)) for tutor in TUTORS
    }
    everybody = len(teachers_of(visits()))
    assert dict(question.answers()) == {**tutors, "Всего": everybody}
    assert sum(tutors.values()) > everybody
    question.tells(everybody, sum(tutors.values()))


def test_where_marks_schedule_and_journal_disagree(question: Question) -> None:
    wanted = {
        "отметка неприглашённого",
        "отметка на будущем совещании",
        "проведена, а в журнале пусто",
        "консультация отменена",
        "у консультации другой тьютор",
        "у консультации другая дата",
    }
    expected = {(fault.tab, fault.cell) for fault in planted() if fault.description in wanted}
    assert len(expected) == len(wanted)
    answers = {(tab, cell): what for tab, cell, what in question.answers()}
    assert answers.keys() == expected
    empty = next(place for place, what in answers.items() if "нет ни одной строки" in what)
    question.tells(f"{len(expected)} строк", f"«{empty[0]}», {empty[1]}", answers[empty].lower())


# Reports, plans, the road map, assignments

MEASURES = ("consultations", "teachers", "schools")


def done_in(half: tuple[date, date], tutor: Tutor) -> tuple[int, int, int]:
    """Consultations held and unplanned, different teachers and schools."""
    held = [
        c
        for c in schedule()
        if c.status == "проведена" and c.tutor == tutor and within(half, c.effective)
    ]
    came = [v for v in visits() if v.tutor == tutor and within(half, v.day)]
    counts = len(held) + len(unplanned(came))
    return counts, len(teachers_of(came)), len({v.school for v in came})


def declared(value: Any) -> int | None:
    number = re.match(r"\d+", str(value))
    return int(number[0]) if number else None


def test_reports_missing_or_in_disagreement(question: Question) -> None:
    rows = {row.group: row.cells for row in typed("Отчёты")}
    expected = {}
    for tutor in TUTORS:
        if tutor.since <= FIRST[1]:
            cells = rows.get(tutor.code, {})
            said = [declared(cells.get(name)) for name in MEASURES]
            real = done_in(FIRST, tutor)
            differ = [None if s is None else s - r for s, r in zip(said, real, strict=True)]
            expected[named(tutor)] = bool(cells.get("submitted")), *differ
    answers = {}
    for name, status, *differences in question.answers():
        if not name.startswith("Всего"):
            answers[name] = not status.startswith("не сдан"), *map(number_of, differences)
    assert answers == expected
    missing = [name for name, (there, *_) in expected.items() if not there]
    differ = [name for name, (_, *found) in expected.items() if any(found)]
    question.tells(*missing, *differ, f"{len(expected) - len(missing)} из {len(expected)}")


def number_of(text: Any) -> int | None:
    return None if text == "–" else int(str(text).replace("−", "-"))


SIDES = {
    "методист Орехова Н.В.": "ИМЦ",
    "МКУ ИМЦ": "ИМЦ",
    "ИРО": "ИРО",
    "руководители ОО": "ОО",
    "администрация школ": "ОО",
    "классные руководители": "ОО",
    "тьюторы по ВПР": "тьюторы",
    "Погодин С.Л.": "тьюторы",
    "психолого-медико-педагогическая комиссия": "прочие",
}
"""Whose side those who answer for what is overdue are on."""


def test_what_is_overdue_and_on_whose_side(question: Question) -> None:
    items = [deed for deed in deeds("Дорожная карта") if deed.days]
    expected = {
        (deed.cells["number"], SIDES[deed.cells["responsible"]], deed.days) for deed in items
    }
    assert set(question.answers()) == expected
    sides = Counter(side for _, side, _ in expected)
    plans = [
        (by_code()[deed.who], deed.days) for deed in deeds("Индивидуальные планы") if deed.days
    ]
    assert Counter(question.answers(1)) == Counter(plans)
    tasks = [deed.days for deed in deeds("Поручения") if deed.days]
    counted = {f"Карта: {side}": count for side, count in sides.items()}
    assert dict(question.answers(2)) == counted | {"Планы": len(plans), "Поручения": len(tasks)}
    question.tells(*(f"{side} {count}" for side, count in sides.items()))
    question.tells(f"в планах {len(plans)}", f"поручений {len(tasks)}")


def test_deficits_found_and_closed(question: Question) -> None:
    found: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for deed in deeds("Индивидуальные планы"):
        kind = deed.cells["need"].split(":")[0]
        for name in (kind, "Всего"):
            found[name] += 1
            closed[name] += deed.done
    answers = {kind: (many, done) for kind, many, done in question.answers()}
    assert answers == {kind: (found[kind], closed[kind]) for kind in found}
    counts = [many for many, _ in answers.values()][:-1]
    assert counts == sorted(counts, reverse=True)
    often, never = next(iter(answers)), next(kind for kind in found if not closed[kind])
    question.tells(f"{often} — выявлено {found[often]}, закрыто {closed[often]}", never)


SAME_WORDS = {
    "низкая мотивация учащихся": "низкая мотивация обучающихся",
    "не хватает времени для консультаций": "не хватает времени на консультации",
}


def test_difficulties_that_repeat(question: Question) -> None:
    tutors = defaultdict(set)
    for row in typed("Отчёты"):
        for phrase in re.split(r"[;\n]", row.cells.get("difficulties") or ""):
            if said := phrase.strip(" .").lower():
                tutors[SAME_WORDS.get(said, said)].add(row.group)
    expected = {said: len(who) for said, who in tutors.items()}
    answers = {said.lower(): count for said, count in question.answers()}
    assert answers == expected
    assert list(answers.values()) == sorted(answers.values(), reverse=True)
    often = max(expected.values())
    question.tells(*(f"«{s}» — {n}" for s, n in expected.items() if n == often))
    question.tells(f"Повторяются {sum(n > 1 for n in expected.values())}")


def test_decisions_not_carried_out(question: Question) -> None:
    left = [deed for deed in deeds("Поручения") if not deed.done]
    late = [deed for deed in left if deed.days]
    expected = {(d.cells["meeting"], d.cells["task"].lower(), d.days) for d in late}
    answers = {(meeting, task.lower(), days) for meeting, task, days in question.answers()}
    assert answers == expected
    worst = max(late, key=lambda deed: deed.days)
    question.tells(f"не исполнено {len(left)}", f"просрочено {len(late)}")
    question.tells(worst.cells["meeting"], worst.cells["task"], f"{worst.days} дней")


# Results


def results() -> dict[tuple[Any, ...], Counter[str]]:
    """(year, procedure, school, grade, subject) → counts of the rows that count; the comparison
    with the class journal («given» pupils) only where all of it is a number."""
    found: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for row in typed("Результаты"):
        assert isinstance(row.group, Result)
        compared = [row.cells.get(name) for name in ("lowered", "confirmed", "raised")]
        counts = found[row.group.key]
        counts.update(n=row.group.tested, n2=row.group.n2)
        if all(isinstance(value, int) for value in compared):
            counts.update(given=sum(compared), lowered=compared[0], confirmed=compared[1])
    return found


def test_criterion_and_list_disagree(question: Question) -> None:
    weak = {
        key
        for key, c in results().items()
        if c["n"] >= 5 and Decimal(c["n2"]) / c["n"] >= Decimal("0.3")
    }
    expected = {}
    for code, school in SCHOOL.items():
        now = {key[1:] for key in weak if (key[0], key[2]) == (YEAR, code)}
        before = {key[1:] for key in weak if (key[0], key[2]) == ("2019–2020", code)}
        sign, listed = len(now) >= 2 or bool(now & before), code in RISK
        words = {True: "признак есть, в перечне нет", False: "в перечне, признака нет"}
        expected[school.name] = "совпадает" if sign == listed else words[sign]
    assert dict(question.answers()) == expected
    question.tells(*(name for name, said in expected.items() if said != "совпадает"))


def test_where_marks_and_class_journal_disagree(question: Question) -> None:
    expected = {
        (SCHOOL[school].name, grade, subject): (c["lowered"], c["given"])
        for (year, _, school, grade, subject), c in results().items()
        if year in (YEAR, "2019–2020") and c["given"] >= 5 and 2 * c["confirmed"] < c["given"]
    }
    answers = {tuple(where): said for *where, said in question.answers()}
    assert answers == expected
    place = max(expected, key=lambda place: Decimal(expected[place][0]) / expected[place][1])
    n, whole = expected[place]
    question.tells(f"{len(expected)} работ", f"{place[0]}, {place[1]} класс, {place[2]}")
    question.tells(f"{n} из {whole}")


# What changed, and what to trust


def of_half(days: tuple[date, date]) -> dict[str, tuple[int, int] | int]:
    """Every indicator of some days: a share as (n, N)."""
    marks = [
        mark
        for (tutor, code), mark in world().marks.items()
        if within(days, MEETING[code].day) and (tutor, code) != UNMARKED
    ]
    came = sum(mark in CAME for mark in marks)
    planned = [c for c in schedule() if within(days, c.effective) and c.status != "отменена"]
    held = sum(c.status == "проведена" for c in planned)
    seen = [v for v in visits() if within(days, v.day)]
    return {
        "Явка на совещания": (came, len(marks)),
        "Явка без учёта отсутствовавших по уважительной причине": (
            came,
            len(marks) - marks.count("уважительная"),
        ),
        "Доля проведённых консультаций": (held, len(planned)),
        "Проведено по графику": held,
        "Проведено вне графика": len(unplanned(seen)),
        "Педагогов (без повторов)": len(teachers_of(seen)),
        "Посещений": sum(visit.count or 1 for visit in seen),
        "Охвачено школ": len({visit.school for visit in seen}),
        "из них ШНОР": len({visit.school for visit in seen} & RISK.keys()),
        "Исполнение дорожной карты": executed("Дорожная карта", days),
        "Исполнение планов": executed("Индивидуальные планы", days),
        "Исполнение поручений": executed("Поручения", days),
    }


def executed(tab: str, days: tuple[date, date]) -> tuple[int, int]:
    due = [deed for deed in deeds(tab) if within(days, deed.end)]
    return sum(deed.done for deed in due), len(due)


def percent(n: int, whole: int) -> Decimal:
    return (Decimal(100 * n) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def change(before: Any, now: Any) -> Any:
    """In percentage points or in pieces; «–» where one of the two is of fewer than ten."""
    if not isinstance(now, tuple):
        return now - before if max(now, before) >= 10 else "–"
    if min(now[1], before[1]) < 10:
        return "–"
    thousandths = (Fraction(*now) - Fraction(*before)) * 1000
    return floor(thousandths + Fraction(1, 2)) / 10


def test_what_changed_against_last_half(question: Question) -> None:
    same_days = FIRST[0], FIRST[0] + (TODAY - SECOND[0])
    before, now = of_half(same_days), of_half(SECOND)
    answers = {name.strip(): tuple(said) for name, *said in question.answers()}
    assert answers == {
        name: (shown(before[name]), shown(now[name]), change(before[name], now[name]))
        for name in before
    }
    for name in ("Явка на совещания", "Исполнение дорожной карты"):
        was, there = percent(*before[name]), percent(*now[name])
        question.tells(f"{was} → {there} %".replace(".", ","))


def shown(value: Any) -> Any:
    """A share of nothing has no number."""
    return "–" if isinstance(value, tuple) and not value[1] else value


def test_rows_left_out_and_why(question: Question) -> None:
    read: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for (book, tab), sheet in sheets().items():
        for name in (tab, "Всего"):
            read[name] += len(sheet.rows)
            lost[name] += len(lost_rows()[book, tab])
    answers = question.answers()
    assert {tab: (many, out) for tab, many, out, _ in answers} == {
        tab: (read[tab], lost[tab]) for tab in read
    }
    for tab, _, out, why in answers:
        if tab != "Всего":
            counts = re.findall(r"\((\d+)\)(?:;|$)", why or "")
            assert sum(map(int, counts)) == out, tab
    worst = max((tab for tab in lost if tab != "Всего"), key=lost.__getitem__)
    question.tells(f"{lost['Всего']} из {read['Всего']}", f"«{worst}» — {lost[worst]}")
