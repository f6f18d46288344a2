"""Weeks of edits: whoever imports each export has what the tables say, and nothing twice."""

import copy
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from calendar_help import Shelf, parsed
from helpers import Desk

from sheets_sync.analysis import Analysis
from sheets_sync.calendars.export import export

TUTORS = ("Барсукова Е.Л.", "Белов П.И.", "Зимина О.Ю.")


def _day(desk: Desk, chance: Random) -> None:
    row = chance.randrange(2, len(desk.rows("График")) + 1)
    day = date(2021, 3, 1) + timedelta(days=chance.randrange(60))
    desk.set("График", row, "Дата", day).set("График", row, "Статус", "запланирована")


def _cell(tab: str, head: str, *values: str) -> Callable[[Desk, Random], None]:
    def change(desk: Desk, chance: Random) -> None:
        row = chance.randrange(2, len(desk.rows(tab)) + 1)
        desk.set(tab, row, head, chance.choice(values))

    return change


def _lost(desk: Desk, chance: Random) -> None:
    if len(desk.rows("График")) > 2:
        del desk.rows("График")[chance.randrange(1, len(desk.rows("График")))]


def _back(desk: Desk, chance: Random) -> None:
    kept = {row[0] for row in desk.rows("График")}
    desk.rows("График").extend(r for r in Desk().rows("График") if r[0] not in kept)


def _sorted(desk: Desk, chance: Random) -> None:
    for tab in ("График", "Дорожная карта", "Поручения"):
        rows = desk.rows(tab)[1:]
        chance.shuffle(rows)
        desk.rows(tab)[1:] = rows


EDITS = (
    _day,
    _lost,
    _back,
    _sorted,
    _cell("График", "Статус", "отменена", "запланирована", "перенесена", "непонятно"),
    _cell("График", "Тьютор", *TUTORS),
    _cell("График", "Место", "каб. 1", "зал"),
    _cell("График", "Приглашённые школы", "все", "СОШ № 44", "ШНОР"),
    _cell("Дорожная карта", "Срок", "март 2021", "до 20.04.2021", "по мере необходимости"),
    _cell("Поручения", "Ответственный", *TUTORS, "тьюторы по ВПР"),
    _cell("Совещания", "Приглашены", "ВПР", "ОГЭ", "все"),
)


@pytest.mark.slow
@pytest.mark.parametrize("length", [10, pytest.param(60, marks=pytest.mark.slow)])
def test_a_phone_that_imports_each_export_is_right(tmp_path: Path, length: int):
    shelf, desk, chance = Shelf(tmp_path), Desk(), Random(length)
    phones: dict[str, dict[str, Any]] = {}
    for days in range(length):
        shelf.export(copy.deepcopy(desk), date(2021, 2, 18) + timedelta(days=days))
        for name, file in shelf.bytes().items():
            phone = phones.setdefault(name, {})
            for event in parsed(file):
                known = phone.setdefault(str(event["uid"]), event)
                if event["sequence"] > known["sequence"]:  # a strict program: or it is no news
                    phone[str(event["uid"])] = event
            shown = {one.to_ical() for one in phone.values() if one["status"] == "CONFIRMED"}
            there = {one.to_ical() for one in parsed(file) if one["status"] == "CONFIRMED"}
            assert shown == there, name
        for _ in range(chance.randrange(3)):
            chance.choice(EDITS)(desk, chance)


@pytest.mark.slow
def test_each_tutor_of_the_demo_has_their_own(demo: Analysis, tmp_path: Path):
    export(demo, tmp_path / "out", tmp_path / "calendar.json")
    schedule = demo.counted["schedule"].frame.to_dict("records")
    meetings = demo.counted["meetings"].frame.to_dict("records")
    for tutor in demo.counted["tutors"].frame.to_dict("records"):
        (file,) = (tmp_path / "out").glob(f"* ({tutor['code']}).ics")
        mine = {row["code"] for row in schedule if tutor["code"] in (row["tutor"], row["second"])}
        for row in meetings:
            there = tutor["since"] <= row["date"] and not tutor["until"] < row["date"]
            asked = not row["invited"] or {"все", *tutor["streams"]} & {*row["invited"]}
            mine |= {row["code"]} if there and asked else set()
        told = [str(one["description"]).partition("Код: ")[2] for one in parsed(file.read_bytes())]
        assert {code.split("\n")[0] for code in told if code} == mine
