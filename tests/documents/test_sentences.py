"""Numbers inside sentences agree with their words."""

import pytest
from helpers import Desk, look

from sheets_sync.documents.analytic_note import note_part
from sheets_sync.documents.note_deeds import ROADMAP
from sheets_sync.documents.sentences import (
    CONSULTATION,
    SCHOOL,
    agree,
    counted,
    few,
    in_cases,
    of,
    share,
)
from sheets_sync.documents.subject import Request

COUNTS = [0, 1, 2, 5, 11, 21, 1139]


@pytest.mark.parametrize(
    ("number", "alone", "among", "verb"),
    [
        (0, "0 школ", "0 школ", "проведено"),
        (1, "1 школа", "1 школы", "проведена"),
        (2, "2 школы", "2 школ", "проведено"),
        (5, "5 школ", "5 школ", "проведено"),
        (11, "11 школ", "11 школ", "проведено"),
        (21, "21 школа", "21 школы", "проведена"),
        (1139, "1\u00a0139 школ", "1\u00a0139 школ", "проведено"),
    ],
)
def test_nouns_and_verbs_agree(number: int, alone: str, among: str, verb: str):
    assert counted(number, SCHOOL) == alone
    assert of(number, SCHOOL) == among
    assert agree(number, "проведена", "проведено") == verb


def test_cases_shares_and_names():
    assert [in_cases(n) for n in (1, 2, 21)] == ["в 1 случае", "в 2 случаях", "в 21 случае"]
    assert share(19, 24) == "79,2\u00a0% (19 из 24)"
    assert share(0, 0) == "–"
    assert few(["А", "Б", "В"], 2) == "А, Б и ещё 1"
    assert counted(3, CONSULTATION) == "3 консультации"


HELD = {
    0: "Консультаций по графику не было.",
    1: "По графику была 1 консультация, она проведена.",
    2: "Из 2 консультаций по графику проведено 2 (100,0 %).",
    5: "Из 5 консультаций по графику проведено 5 (100,0 %).",
}


@pytest.mark.slow
@pytest.mark.parametrize("number", HELD)
def test_so_many_consultations(number: int):
    desk = Desk()
    rows = desk.rows("График")
    del rows[2:]
    if not number:
        del rows[1:]
    for extra in range(1, number):
        desk.add("График", like=2, Код=f"К-1{extra}", Начало=f"{8 + extra}:00", Окончание="")
    assert said(desk, "консультации")[0] == HELD[number]


DUE = {
    0: "Пунктов дорожной карты нет.",
    1: "В дорожной карте 1 пункт. Срок наступил у 1 пункта, пока ничего не выполнено.",
    2: "В дорожной карте 2 пункта. Срок наступил у 2 пунктов, пока ничего не выполнено.",
    5: "В дорожной карте 5 пунктов. Срок наступил у 5 пунктов, пока ничего не выполнено.",
}


@pytest.mark.slow
@pytest.mark.parametrize("number", DUE)
def test_so_many_items(number: int):
    desk = Desk()
    rows = desk.rows("Дорожная карта")
    del rows[1], rows[2:]  # leaves «1.2 Курсы», in work
    if not number:
        del rows[1:]
    for extra in range(1, number):
        desk.add("Дорожная карта", like=2, **{"№": f"9.{extra}", "Мероприятие": f"Дело {extra}"})
    assert said(desk, "карта")[0].startswith(DUE[number])
    assert ROADMAP.done == "выполнено"


CAME = {
    0: "Явка составила 0,0 % (0 из 1).",
    1: "Явка составила 100,0 %: тьюторы присутствовали в 1 случае из 1 отмеченного.",
    2: "Явка составила 100,0 %: тьюторы присутствовали в 2 случаях из 2 отмеченных.",
}


@pytest.mark.kinds
@pytest.mark.parametrize("number", CAME)
def test_so_many_who_came(number: int):
    desk = Desk()
    del desk.rows("Совещания")[2:]
    for row, tutor in enumerate(range(3), 2):
        mark = "+" if tutor < number else "н" if not (number or tutor) else None
        desk.set("Явка", row, desk.rows("Явка")[0][1], mark)
        desk.set("Явка", row, "С-02", None)
    assert said(desk, "совещания")[1].startswith(CAME[number])


def said(desk: Desk, section: str) -> list[str]:
    made = note_part(look(desk), "", Request({})).values["справка"][section]
    return [line.replace("\u00a0", " ") for line in made["абзацы"]]
