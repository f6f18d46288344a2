"""The book of the road map: a few items, and the results of every school in two years."""

from collections.abc import Iterator, Sequence

from bench.xlsx import Rows, Value

_GRADES = (5, 6, 7, 8, 9)
_YEARS = ("2019–2020", "2020–2021")
_ITEMS = ("№", "Мероприятие", "Школы", "Срок", "Ответственный", "Статус")
_HEADS = (
    *("Учебный год", "Процедура", "Школа", "Класс", "Предмет", "По списку", "Писали"),
    *("«5»", "«4»", "«3»", "«2»"),
)


def road_map(schools: int, subjects: Sequence[str]) -> dict[str, Rows]:
    """Its tabs: an item a school, and a row of results a school, year, grade and subject."""
    items = [
        [f"1.{n}", f"Семинар {n}", f"СОШ № {n}", "до 01.04.2021", "ИМЦ", "в работе"]
        for n in range(1, schools + 1)
    ]
    return {"Дорожная карта": [_ITEMS, *items], "Результаты": _results(schools, subjects)}


def _results(schools: int, subjects: Sequence[str]) -> Iterator[Sequence[Value]]:
    yield _HEADS
    for school in range(1, schools + 1):
        for at, year in enumerate(_YEARS):
            for grade in _GRADES:
                for number, subject in enumerate(subjects):
                    low = (school + grade + number + at) % 9
                    counts = [3, 8, 12 - low, low]
                    head = [year, "ВПР", f"СОШ № {school}", grade, subject]
                    yield [*head, 27, sum(counts), *counts]
