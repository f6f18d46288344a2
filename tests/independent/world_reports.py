"""Plans of work with colleagues and half-year reports of the tutors."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta

from . import pools
from .oracle_basics import visits
from .oracle_execution import recurs, term_end
from .oracle_half_year import DECLARED, actual, due_dates, halves, works_in
from .truth import DAY, Row, Sizes, Term, World, closing, opening

REASONS = ["", "результаты ВПР", "запрос администрации", "диагностика дефицитов"]
FORMS = ["консультация", "посещение урока", "наставничество", "мастер-класс", "вебинар"]
HANDED = ["не сдан", "сдан", "на доработке", "принят"]
STATES = ["не начато", "в работе", "выполнено", "выполнено частично", "не выполнено", "отменено"]


def random_term(world: World, rng: random.Random) -> Term:
    """Any sort of term §2 names, within the school year."""
    day = opening(world) + DAY * rng.randint(14, (closing(world) - opening(world)).days)
    months = [*range(9, 13), *range(1, 6)]
    first = rng.randrange(len(months) - 1)
    last = rng.randrange(first + 1, len(months))
    forms: dict[str, Term] = {
        "by": Term("by", last=day),
        "date": Term("date", last=day),
        "month": month_term(world, months[first], months[first], "month"),
        "months": month_term(world, months[first], months[last], "months"),
        "half": Term("half", number=rng.choice(["I", "II"])),
        "quarter": Term("quarter", number=rng.choice(["I", "II", "III", "IV"])),
        "recurring": Term("recurring", words=rng.choice(pools.RECURRENCES)),
        "needed": Term("needed", words="по мере необходимости"),
        "unreadable": Term("unreadable", words=rng.choice(["по согласованию", "позже"])),
    }
    weights = [22, 14, 12, 10, 12, 10, 12, 4, 2]
    return rng.choices(list(forms.values()), weights)[0]


def month_term(world: World, first: int, last: int, form: str) -> Term:
    """From the first day of one month of this school year to the last day of another."""
    begin, end = (world.start + (month < 9) for month in (first, last))
    return Term(
        form,
        first=date(begin, first, 1),
        last=date(end, last, calendar.monthrange(end, last)[1]),
    )


def progress(world: World, rng: random.Random, term: Term, done_at: str) -> Row:
    """A state and a date of completion that may stand beside such a term."""
    row: Row = {"Срок": term}
    end = term_end(world, term)
    behind = end is not None and end <= world.today
    status = rng.choices(STATES, [1, 2, 6, 2, 2, 1] if behind else [4, 4, 2, 1, 1, 1])[0]
    day = None
    if status == "выполнено" or (status == "выполнено частично" and rng.random() < 0.5):
        base = world.today - DAY * 6 if end is None or (recurs(row) and not behind) else end
        day = max(opening(world), min(base + DAY * rng.choice([-9, -2, 0, 5, 11]), world.today))
    if rng.random() < 0.08:
        day = None
    return row | {"Статус": status, done_at: day}


def add_plans(world: World, sizes: Sizes) -> None:
    """Fills «Индивидуальные планы»."""
    rng = random.Random(world.seed + 21)
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    rows = []
    for tutor in world.tabs["Тьюторы"]:
        for place in range(0 if tutor["_spare"] else sizes.plans):
            if place % 3 == 0:
                names = rng.choice(pools.SURNAMES), rng.choice(pools.NAMES)
                colleague, school = (*names, rng.choice(pools.PATRONYMICS)), rng.choice(schools)
            rows.append(
                {
                    "Тьютор": tutor["Код"], "Педагог": colleague, "Школа": school,
                    "Предмет": tutor["Предмет"],
                    "Дефицит": rng.choice(pools.ISSUES) + rng.choice(["", ": работа с текстом"]),
                    "Основание": rng.choice(REASONS),
                    "Мероприятие": rng.choice(pools.TOPICS), "Форма": rng.choice(FORMS),
                    "Результат (план)": rng.choice(["", "снижение доли «2»"]),
                    "Результат (факт)": "", "Подтверждение": rng.choice(["", "справка № 3"]),
                }
                | progress(world, rng, random_term(world, rng), "Дата выполнения")
            )  # fmt: skip
    world.tabs["Индивидуальные планы"] = rows


def add_reports(world: World, sizes: Sizes) -> None:
    """Fills «Отчёты»: this year's halves, begun or not, and the halves of years gone by."""
    rng = random.Random(world.seed + 22)
    journal = visits(world)
    rows: list[Row] = []
    for place, tutor in enumerate(t for t in world.tabs["Тьюторы"] if not t["_spare"]):
        for years in (2, 1):
            for half in ("I", "II"):
                if rng.random() < 0.7:
                    rows.append(_old_report(world, rng, tutor, years, half))
        for half, span in halves(world).items():
            found = actual(world, tutor["Код"], span, journal)
            row = _report(world, rng, tutor, half, place) | _declared(rng, found, place)
            begun = span[0] <= world.today and works_in(tutor, span)
            if rng.random() < (sizes.reports if begun else 0.4):
                rows.append(row)
    if rng.random() < 0.5:
        rng.shuffle(rows)
    world.tabs["Отчёты"] = rows


def _words(rng: random.Random) -> Row:
    return {
        "Анализ": rng.choice(["", "план выполнен"]),
        "Трудности": rng.choice(["", "нехватка времени", "мало заявок от школ"]),
        "Предложения": rng.choice(["", "провести семинар"]),
    }


def _old_report(world: World, rng: random.Random, tutor: Row, years: int, half: str) -> Row:
    """A report of another year: it must not be taken for this year's."""
    first = world.start - years
    day = date(first + 1, 1, 30) if half == "I" else date(first + 1, 6, 4)
    declared = dict.fromkeys(DECLARED.values(), rng.choice([None, 3, 12]))
    named = {"Тьютор": tutor["Код"], "Учебный год": f"{first}–{first + 1}", "Полугодие": half}
    status = rng.choice(["принят", "сдан"])
    return named | {"Дата сдачи": day, "Статус": status} | declared | _words(rng)


def _report(world: World, rng: random.Random, tutor: Row, half: str, place: int) -> Row:
    """A report of this year; handed in only when the half is nearly over."""
    due, last = due_dates(world)[half], halves(world)[half][1]
    early = min(due, last) - timedelta(days=6)
    days = [early + DAY * n for n in range((due - early).days + 1)]
    days += [due + DAY * n for n in (1, 4, 15)]
    days = [day for day in days if day <= world.today]
    status = rng.choices(HANDED, [place % 2 * 4, 4, 1, 4])[0]
    status = status if days else "не сдан"
    handed = rng.choice(days) if status != "не сдан" else None
    if status == "сдан" and rng.random() < 0.06:
        handed = None
    return {
        "Тьютор": tutor["Код"],
        "Учебный год": world.year,
        "Полугодие": half,
        "Дата сдачи": handed,
        "Статус": status,
    } | _words(rng)


def _declared(rng: random.Random, found: dict[str, int], place: int) -> Row:
    """Every second tutor declares one true number alone, the others what they like."""
    names = list(DECLARED)
    if place % 2 == 0:
        only = names[place // 2 % 3]
        return {at: found[name] if name == only else None for name, at in DECLARED.items()}
    wrong = {name: max(0, value + rng.choice([-1, 1, 2, 3])) for name, value in found.items()}
    chosen = {name: rng.choice([found[name], found[name], wrong[name], None]) for name in names}
    return {at: chosen[name] for name, at in DECLARED.items()}
