"""The schedule of consultations and the journal of who came to them."""

from __future__ import annotations

import random
from datetime import date, time
from typing import Any

from . import pools
from .truth import DAY, Row, Sizes, World, bounds, effective, working_days


def add_consultations(world: World, rng: random.Random, sizes: Sizes) -> None:
    """Fills «График» and «Журнал»."""
    _schedule(world, rng, sizes)
    _specials(world)
    _journal(world, rng, sizes)


def _schedule(world: World, rng: random.Random, sizes: Sizes) -> None:
    first, last = bounds(world)
    rows: list[Row] = []
    for tutor in world.tabs["Тьюторы"]:
        begin, end = max(first, tutor["Работает с"]), min(last, tutor["По"] or last)
        days = working_days(begin, end)
        past = [day for day in days if day <= world.today]
        late = [day for day in days if day > world.today]
        count = 0 if tutor["_spare"] else sizes.consultations
        chosen = rng.sample(past, min(len(past), (count * 3 + 3) // 4))
        chosen += rng.sample(late, min(len(late), max(0, count - len(chosen))))
        for day in chosen:
            spare = [d for d in days if d not in chosen]
            rows.append(_consultation(world, rng, tutor, day, spare))
    rng.shuffle(rows)
    for place, row in enumerate(rows, 1):
        row["Код"] = f"К-{place:03}"
    world.tabs["График"] = rows


def _consultation(
    world: World, rng: random.Random, tutor: Row, day: date, spare: list[date]
) -> Row:
    behind = [d for d in spare if day < d <= world.today]
    ahead = [d for d in spare if d > world.today and d > day]
    status, new = "запланирована", None
    if day <= world.today:
        draw = rng.random()
        if draw < 0.55:
            status = "проведена"
            new = rng.choice(behind) if behind and rng.random() < 0.2 else None
        elif draw < 0.87:
            status = "не состоялась" if draw < 0.7 else "отменена" if draw < 0.8 else "перенесена"
    elif rng.random() < 0.3:
        status = rng.choice(["отменена", "перенесена"])
    if status == "перенесена":
        new = rng.choice([*ahead[:8], *behind[:2], None])
    elif status == "отменена" and ahead and rng.random() < 0.2:
        new = ahead[0]
    return _consultation_row(world, rng, tutor, day) | {"Статус": status, "Новая дата": new}


def _consultation_row(world: World, rng: random.Random, tutor: Row, day: date) -> Row:
    hour, minute = rng.choice([14, 15, 16]), rng.choice([0, 30, 10])
    other = rng.random() < 0.06  # a warning: the subject is not the tutor's own
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    return {
        "Код": "",
        "Дата": day,
        "Начало": time(hour, minute),
        "Окончание": time(hour + 1, minute) if rng.random() < 0.8 else None,
        "Тьютор": tutor["Код"],
        "Направление": rng.choice(tutor["Направления"]),
        "Предмет": rng.choice(pools.SUBJECTS)[0] if other else tutor["Предмет"],
        "Классы": rng.choice(["5–9", "4", "9, 11", ""]),
        "Тема": rng.choice(pools.TOPICS),
        "Вид": rng.choice(["индивидуальная", "групповая", "открытый урок", "мастер-класс"]),
        "Формат": rng.choice(["очно", "дистанционно", "смешанный"]),
        "Место": f"кабинет тьютора {tutor['Код'][2:]}",
        "Приглашённые школы": rng.choice([[], ["все"], ["ШНОР"], rng.sample(schools, 2)]),
        "План участников": rng.choice([None, 5, 12]),
        "Причина": "",
        "Примечание": rng.choice(["", "", "с презентацией"]),
    }


def _specials(world: World) -> None:
    """Rows that one changed cell turns into an overlap, a clash of places, an inactive tutor."""
    rng = random.Random(world.seed + 1)
    _, last = bounds(world)
    late = [d for d in working_days(world.today + DAY * 8, last) if d.weekday() < 5]
    tutors = world.tabs["Тьюторы"]
    rows: list[Row] = []

    def add(tutor: Row, day: date, **cells: Any) -> None:
        row = _consultation_row(world, rng, tutor, day) | {"Новая дата": None}
        row |= {"Статус": "запланирована", "Предмет": tutor["Предмет"], **cells}
        row["Код"] = f"К-{len(world.tabs['График']) + len(rows) + 1:03}"
        rows.append(row)

    if len(late) > 20:
        evening = {"Начало": time(18, 0), "Окончание": time(19, 0)}
        morning = {"Начало": time(10, 30), "Окончание": time(11, 30)}
        add(tutors[5], late[1], _special="same tutor", Место="каб. 1", **evening)
        add(tutors[5], late[2], _special="same tutor", Место="каб. 2", **evening)
        add(
            tutors[6], late[3], _special="same place", Место="большой зал", Формат="очно", **evening
        )
        add(
            tutors[7], late[4], _special="same place", Место="большой зал", Формат="очно", **evening
        )
        add(tutors[8], late[5], _special="beside meeting", **morning)
    gone = tutors[3]["По"]
    if gone:
        add(tutors[3], working_days(gone - DAY * 12, gone)[-1], _special="leaver")
        day = working_days(world.today - DAY * 32, world.today - DAY * 20)[-1]
        add(tutors[2], day, Статус="не состоялась", _special="two streams")
    world.tabs["График"] += rows


def _journal(world: World, rng: random.Random, sizes: Sizes) -> None:
    schools = [row["Код"] for row in world.tabs["Школы"] if not row.get("_spare")]
    staff = _staff(rng, schools)
    rows: list[Row] = []
    for place, entry in enumerate(r for r in world.tabs["График"] if r["Статус"] == "проведена"):
        size = 1 if place == 0 else rng.choice([0, 1, 2, 3, 4, 6])
        for _ in range(size):
            rows.append(_visit(world, rng, entry["Код"], effective(entry), entry["Тьютор"], staff))
        if size == 1:
            rows[-1]["Отметка"] = _symbols(world)["присутствовал"]
    rows += _unplanned(world, rng, sizes, staff)
    world.tabs["Журнал"] = rows


def _unplanned(world: World, rng: random.Random, sizes: Sizes, staff: list[Any]) -> list[Row]:
    first, _ = bounds(world)
    rows: list[Row] = []
    for _ in range(sizes.unplanned):
        tutor = rng.choice([row for row in world.tabs["Тьюторы"] if not row["_spare"]])
        begin, end = max(first, tutor["Работает с"]), min(world.today, tutor["По"] or world.today)
        day = rng.choice(working_days(begin, end) or [begin])
        for _ in range(rng.choice([1, 1, 2])):
            rows.append(_visit(world, rng, "вне графика", day, tutor["Код"], staff))
    return rows


def _staff(rng: random.Random, schools: list[str]) -> list[tuple[str, tuple[str, str, str]]]:
    """Colleagues of the schools; some share a surname in one school, or the whole name in two."""
    surnames = list(pools.SURNAMES)
    rng.shuffle(surnames)
    people = []
    for place, school in enumerate(schools):
        for shift in range(4):
            surname = surnames[(place * 4 + shift) % len(surnames)]
            people.append(
                (school, (surname, rng.choice(pools.NAMES), rng.choice(pools.PATRONYMICS)))
            )
        people.append((school, ("Смирнов", "Олег", "Ильич")))
        people.append((school, ("Смирнов", "Андрей", "Ильич")))
    return people


def _symbols(world: World) -> dict[str, str]:
    return {row["Считать как"]: row["Отметка"] for row in reversed(world.tabs["Отметки"])}


def _visit(
    world: World, rng: random.Random, code: str, day: date, tutor: str, staff: list[Any]
) -> Row:
    school, colleague = rng.choice(staff)
    group = rng.random() < 0.15
    weights = {"присутствовал": 70, "дистанционно": 8, "опоздал": 6, "уважительная": 7}
    meaning = rng.choices([*weights, "без причины"], [*weights.values(), 9])[0]
    about = rng.choice(pools.TOPICS).lower()
    return {
        "Консультация": code,
        "Дата": day,
        "Тьютор": tutor,
        "Школа": school,
        "Педагог": None if group else colleague,
        "Количество": rng.choice([3, 5, 12, 1200, None]) if group else rng.choice([None, None, 1]),
        "Вопрос или дефицит": rng.choice(pools.ISSUES) + rng.choice(["", f": {about}"]),
        "Рекомендации": rng.choice(["", "использовать открытый банк заданий"]),
        "Минуты": rng.choice([None, 20, 30, 45, 60, 90]),
        "Отметка": _symbols(world)[meaning],
    }
