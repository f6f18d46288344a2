"""Meetings, the register of who came, agendas and what was to be done."""

from __future__ import annotations

import random
from datetime import date, time

from . import pools
from .truth import (
    DAY,
    Row,
    Sizes,
    World,
    bounds,
    counts_for_attendance,
    invited,
    is_working,
    working_days,
)


def add_meetings(world: World, rng: random.Random, sizes: Sizes) -> None:
    """Fills «Совещания», «Явка», «Повестка» and «Поручения»."""
    _meetings(world, rng, sizes)
    _register(world, rng)
    _agenda_and_tasks(world, rng)


def _meetings(world: World, rng: random.Random, sizes: Sizes) -> None:
    first, last = bounds(world)
    past = working_days(first, world.today - DAY) or [first]
    future = working_days(world.today + DAY * 5, last)
    behind = min(max(2, sizes.meetings * 2 // 3), len(past))
    days = sorted(rng.sample(past, behind))
    days += sorted(rng.sample(future, min(len(future), sizes.meetings - behind)))
    rows = [_meeting(world, rng, day) for day in days]
    twin = next(row for row in rows if row["Статус"] in ("проведено", "запланировано"))
    rows.append(_meeting(world, rng, twin["Дата"]) | {"Статус": twin["Статус"]})
    if is_working(world.today):
        rows.append(_meeting(world, rng, world.today) | {"Статус": "запланировано"})
    if future:
        rows.append(_meeting(world, rng, future[0]) | _FOR_ALL)
        for day in future[-3:]:  # in no register, agenda or task: targets for planted faults
            rows.append(_meeting(world, rng, day) | {"Статус": "запланировано", "_spare": True})
    for place, row in enumerate(rows, 1):
        row["Код"] = f"С-{place:02}"
        row["№ протокола"] = str(place) if row["Статус"] == "проведено" else ""
    world.tabs["Совещания"] = rows


_FOR_ALL = {
    "Статус": "запланировано", "Приглашены": [], "Начало": time(10, 0), "Окончание": time(12, 0),
    "_for_all": True,
}  # fmt: skip


def _meeting(world: World, rng: random.Random, day: date) -> Row:
    hour, minute = rng.randint(9, 12), rng.choice([0, 0, 30, 10])
    done = ["проведено"] * 8 + ["отменено", "перенесено", "запланировано"]
    ahead = ["запланировано"] * 4 + ["отменено", "перенесено"]
    kind = rng.choice(["совещание", "совещание", "семинар", "вебинар", "круглый стол"])
    return {
        "Код": "",
        "Дата": day,
        "Начало": time(hour, minute),
        "Окончание": time(hour + 1, minute) if rng.random() < 0.7 else None,
        "Вид": kind,
        "Формат": rng.choice(["очно", "дистанционно", "смешанный"]),
        "Место": rng.choice(["зал управления образования", "МКУ ИМЦ, каб. 3", "актовый зал"]),
        "Тема": rng.choice(pools.TOPICS),
        "Приглашены": rng.sample(pools.STREAMS, rng.choice([0, 0, 1, 2])),
        "Председатель": "Гусева Ирина Степановна, начальник отдела МКУ ИМЦ",
        "Секретарь": rng.choice(["", "Павлюк Анна Анатольевна"]),
        "№ протокола": "",
        "Статус": rng.choice(done if day < world.today else ahead),
    }


def _register(world: World, rng: random.Random) -> None:
    """One row a tutor but one; a column for most meetings, headed by a date or by a code."""
    meetings = world.tabs["Совещания"]
    days = [row["Дата"] for row in meetings]
    happened = [row for row in meetings if row["Статус"] == "проведено"]
    bare = happened[len(happened) // 2] if len(happened) > 3 else None
    for place, row in enumerate(meetings):
        if row is not bare and not row.get("_spare"):
            alone = days.count(row["Дата"]) == 1
            world.headings[row["Код"]] = "date" if alone and place % 2 else "code"
    tutors = [row for row in world.tabs["Тьюторы"] if not row["_spare"]]
    world.tabs["Явка"] = [
        {
            "Тьютор": row["Код"],
            "Школа": row["Школа"],
            "Направление": row["Направления"],
            **dict.fromkeys(world.headings),
        }
        for row in tutors[:-1]
    ]
    for meeting in meetings:
        if meeting["Код"] in world.headings and counts_for_attendance(meeting, world.today):
            _marks(world, rng, meeting)


def _marks(world: World, rng: random.Random, meeting: Row) -> None:
    by_meaning = {row["Считать как"]: row["Отметка"] for row in reversed(world.tabs["Отметки"])}
    codes = {row["Код"] for row in invited(world, meeting, world.tabs["Тьюторы"])}
    weights = {
        "присутствовал": 60, "дистанционно": 8, "опоздал": 6, "уважительная": 8,
        "без причины": 8, "не приглашён": 4, None: 6,
    }  # fmt: skip
    for row in world.tabs["Явка"]:
        if row["Тьютор"] in codes:
            meaning = rng.choices(list(weights), list(weights.values()))[0]
            row[meeting["Код"]] = by_meaning.get(meaning)


def _agenda_and_tasks(world: World, rng: random.Random) -> None:
    held = [row for row in world.tabs["Совещания"] if row["Статус"] == "проведено"]
    agenda: list[Row] = []
    tasks: list[Row] = []
    for meeting in held[:-1]:  # the last one stays without: a target for faults in its code
        for number in range(1, rng.randint(2, 4)):
            agenda.append(_question(meeting, number, rng))
        for number in range(rng.randint(1, 3)):
            tasks.append(_task(world, meeting, number + 1, rng))
    world.tabs["Повестка"] = agenda
    world.tabs["Поручения"] = tasks


def _question(meeting: Row, number: int, rng: random.Random) -> Row:
    group = number == 2
    return {
        "Совещание": meeting["Код"],
        "№": str(number),
        "Вопрос": rng.choice(pools.TOPICS),
        "Докладчик": "Учителя-тьюторы по ВПР" if group else "Гусева Ирина Степановна",
        "Должность": "" if group else "начальник отдела МКУ ИМЦ",
        "Слушали": "об итогах" if number == 1 else "",
        "Выступили": "",
        "Решили": "Принять к сведению" if number < 3 else "",
    }


def _task(world: World, meeting: Row, number: int, rng: random.Random) -> Row:
    states = ["не начато", "в работе", "исполнено", "исполнено", "исполнено частично"]
    status = rng.choice([*states, "не исполнено", "отменено"])
    last = date(world.start + 1, 5, 31)
    term = min(meeting["Дата"] + DAY * rng.choice([7, 14, 30, 60]), max(last, meeting["Дата"]))
    done = min(term + DAY * rng.choice([-3, 0, 5]), world.today)
    return {
        "Совещание": meeting["Код"],
        "Пункт": str(number),
        "Поручение": rng.choice(pools.TASKS),
        "Ответственный": rng.choice(["Учителя-тьюторы", "Гусева И.С.", "Руководители ОО"]),
        "Срок": term,
        "Статус": status,
        "Дата исполнения": done if status == "исполнено" else None,
        "Результат": "",
    }
