"""Faults planted into the six tabs of «Справочники»."""

from __future__ import annotations

from .faults import (
    Fault,
    becomes,
    keep,
    one_cell,
)
from .schema import required
from .targets import (
    BOTH_SCHOOLS,
    NO_SCHOOL,
    NO_SUBJECT,
    NONSENSE,
    has,
    listed,
    spare,
)

DIRECTORIES: dict[str, Fault] = {
    "school without short name": one_cell("Школы", "Краткое название", None, wanted=spare),
    "school without code": one_cell("Школы", "Код", None, wanted=spare),
    "school code twice": one_cell("Школы", "Код", "Ш-01", wanted=spare),
    "school active unreadable": one_cell("Школы", "Действует", NONSENSE, keep, spare),
    "low list unknown school": one_cell("ШНОР", "Школа", NO_SCHOOL, wanted=listed),
    "low list ambiguous school": one_cell("ШНОР", "Школа", "9", wanted=listed, says=BOTH_SCHOOLS),
    "low list 144": one_cell("ШНОР", "Школа", "МБОУ СОШ № 144", wanted=listed),
    "low list without school": one_cell("ШНОР", "Школа", None, wanted=listed),
    "low list year unreadable": one_cell("ШНОР", "Учебный год", "прошлый", wanted=listed),
    "low list without year": one_cell("ШНОР", "Учебный год", None, wanted=listed),
    "low list without yes or no": one_cell("ШНОР", "В перечне", None, wanted=listed),
    "low list yes or no unreadable": one_cell("ШНОР", "В перечне", NONSENSE, wanted=listed),
    "low list unknown subject": one_cell(
        "ШНОР", "Предметы риска", lambda w, row: f"{row['Предметы риска'][0]}; {NO_SUBJECT}",
        becomes(**{"Предметы риска": lambda w, row: row["Предметы риска"][:1]}), listed,
    ),
    **{
        f"tutor without {name}": one_cell("Тьюторы", name, None, wanted=spare)
        for name in required("Тьюторы")
    },
    "tutor code twice": one_cell("Тьюторы", "Код", "Т-03", wanted=spare),
    "tutor unknown school": one_cell("Тьюторы", "Школа", NO_SCHOOL, wanted=spare),
    "tutor ambiguous school": one_cell("Тьюторы", "Школа", 9, wanted=spare, says=BOTH_SCHOOLS),
    "tutor unknown subject": one_cell("Тьюторы", "Предмет", NO_SUBJECT, wanted=spare),
    "tutor unknown stream": one_cell(
        "Тьюторы", "Направления", "ВПР; ФИПИ", becomes(Направления=["ВПР"]), spare
    ),
    "tutor from impossible date": one_cell("Тьюторы", "Работает с", "31.02.2021", wanted=spare),
    "tutor till month 18": one_cell("Тьюторы", "По", "12.18.2021", keep, spare),
    "tutor unknown attached school": one_cell(
        "Тьюторы", "Закреплённые школы", f"{NO_SCHOOL}; СОШ № 44", keep, spare
    ),
    "mark without meaning": one_cell("Отметки", "Считать как", None, wanted=has(Отметка="Ц")),
    "mark meaning unknown": one_cell("Отметки", "Считать как", "иногда", wanted=has(Отметка="Ц")),
    "mark without mark": one_cell("Отметки", "Отметка", None, wanted=has(Отметка="Ц")),
    "calendar kind unknown": one_cell("Календарь", "Вид", NONSENSE, wanted=has(Вид="каникулы")),
    "calendar impossible date": one_cell(
        "Календарь", "Начало", "31.02.2021", wanted=has(Вид="каникулы")
    ),
    "calendar end month 18": one_cell(
        "Календарь", "Окончание", "12.18.2021", keep, has(Вид="окно ВПР")
    ),
}  # fmt: skip
