"""Road maps as they are published go in as they are: six shapes, with invented content."""

from datetime import date

import pytest
from helpers import ERROR, WARNING, Desk, Rows, counts, look, spots

from sheets_sync.sheet.cells import Merge, Raw

TAB = "Дорожная карта"


def of_map(rows: Rows, *merges: Merge) -> Desk:
    desk = Desk()
    desk.books["Дорожная карта ШНОР.xlsx"][TAB] = rows
    desk.merges[TAB] = merges
    return desk


def told(desk: Desk, severity: str | None = None) -> list[str]:
    found = look(desk, everything=True).problems
    return [str(p.check) for p in found if p.place.tab == TAB and severity in (None, p.severity)]


def by_section(desk: Desk) -> dict[str, tuple[int, int, int, int]]:
    """Section → (all, due, done, overdue)."""
    figures = look(desk).figures["roadmap"]
    rows = figures[["section", "total", "due", "done", "overdue"]].itertuples(index=False)
    return {row[0]: tuple(row[1:]) for row in rows}


def sides(desk: Desk) -> dict[str, int]:
    figures = look(desk).figures["roadmap_by_executor"]
    return dict(zip(figures["executor"], figures["total"].tolist(), strict=True))


def frame(desk: Desk, column: str) -> list[object]:
    return look(desk).counted["roadmap"].frame[column].tolist()


def test_of_a_region_with_titles_merged_sections_and_no_status() -> None:
    """№ | Наименование мероприятия | Срок исполнения | Ответственные лица | Ожидаемый результат."""
    rows: Rows = [
        [None, None, None, None, "Приложение № 1"],
        [None, None, None, None, "к приказу министерства от 12.09.2020 № 1184"],
        ["План мероприятий («дорожная карта») по поддержке школ"],
        [],
        ["№ п/п", "Наименование мероприятия", "Срок исполнения", "Ответственные лица",
         "Ожидаемый результат"],
        [1, 2, 3, 4, 5],
        ["1. Нормативно-правовое обеспечение"],
        ["1.1", "Издание приказа о перечне школ", "до 1 октября 2020 г.", "ИРО", "приказ"],
        ["1.2", "Заключение соглашений", "октябрь 2020", "ИМЦ, школы", "соглашения"],
        ["2. Методическое сопровождение"],
        ["2.1", "Консультации тьюторов", "ежемесячно", "тьюторы", "не менее 10 консультаций"],
        ["2.2", "Семинар по оцениванию", "март 2021", "методисты ИМЦ", "протокол"],
        ["* сроки могут быть изменены"],
    ]  # fmt: skip
    desk = of_map(rows, Merge(3, 1, 3, 5), Merge(7, 1, 7, 5), Merge(10, 1, 10, 5))
    assert told(desk) == ["column.assumed"]
    assert counts(look(desk), TAB) == (4, 4, 0)
    assert by_section(desk) == {
        "1. Нормативно-правовое обеспечение": (2, 2, 0, 2),
        "2. Методическое сопровождение": (2, 0, 0, 0),
    }
    assert frame(desk, "schools") == [("все ШНОР",)] * 4
    assert frame(desk, "indicator")[0] == "приказ"


def test_of_a_town_with_numbers_that_restart_and_sections_of_two_cells() -> None:
    """№ | Мероприятия | Сроки | Исполнители | Отметка о выполнении; each section counts anew."""
    rows: Rows = [
        ["УТВЕРЖДАЮ", None, None, None, "Начальник управления"],
        ["Дорожная карта на 2020–2021 учебный год"],
        ["№", "Мероприятия", "Сроки", "Исполнители", "Отметка о выполнении"],
        ["I", "Анализ результатов"],
        [1, "Анализ ВПР по школам", "до 15.10.2020", "ИМЦ", "Выполнено"],
        [2, "Совещание директоров", "ноябрь 2020", "директора ОО", "выполнено"],
        ["II", "Работа с кадрами"],
        [1, "Курсы для учителей", "январь–май 2021", "ИРО", "в работе"],
        [2, "Открытые уроки", "до 01.02.2021", "тьюторы", "не выполнено"],
        ["Итого", None, 4],
        [],
        ["Директор МКУ ИМЦ", None, None, None, "Губанова И.С."],
    ]
    desk = of_map(rows, Merge(4, 2, 4, 5), Merge(7, 2, 7, 5))
    assert told(desk, ERROR) == []
    assert [check for check in told(desk, WARNING) if check != "done.no_date"] == ["column.assumed"]
    assert counts(look(desk), TAB) == (4, 4, 0)
    assert by_section(desk) == {
        "I. Анализ результатов": (2, 2, 2, 0),
        "II. Работа с кадрами": (2, 1, 0, 1),
    }


QUARTERS: dict[str, tuple[Rows, tuple[Merge, ...]]] = {
    "under one head": (
        [["№", "Мероприятие", "Срок реализации", None, None, None, "Ответственные", "Статус"],
         [None, None, "I квартал", "II квартал", "III квартал", "IV квартал", None, None]],
        (Merge(1, 3, 1, 6),),
    ),
    "merged down beside": (
        [["№", "Мероприятие", "Сроки", None, None, None, "Ответственные", "Статус"],
         [None, None, "I квартал", "II квартал", "III квартал", "IV квартал", None, None]],
        (Merge(1, 3, 1, 6), Merge(1, 1, 2, 1), Merge(1, 2, 2, 2), Merge(1, 7, 2, 7)),
    ),
    "without a head": (
        [["№", "Мероприятие", "I квартал", "II квартал", "III квартал", "IV квартал",
          "Ответственные", "Статус"]],
        (),
    ),
}  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize("shape", QUARTERS)
def test_with_ticks_in_quarters(shape: str) -> None:
    head, merges = QUARTERS[shape]
    items: Rows = [
        ["1", "Диагностика", None, None, None, "+", "ИМЦ", "выполнено"],
        ["2", "Семинар", "✓", None, None, None, "ИРО", "не начато"],
        ["3", "Практикум", "v", "v", None, None, "тьюторы", "в работе"],
        ["4", "Консультации", "+", "+", "+", "+", "ОО", "в работе"],
        ["5", "Отчёт", None, "до 15.05.2021", "-", None, "ИМЦ", "не начато"],
    ]
    desk = of_map([*head, *items], *merges)
    assert told(desk, ERROR) == []
    due = frame(desk, "due")
    assert [(span.start, span.end) for span in due] == [  # type: ignore[attr-defined]
        (date(2020, 10, 1), date(2020, 12, 31)),
        (date(2021, 1, 1), date(2021, 3, 31)),
        (date(2021, 1, 1), date(2021, 6, 30)),
        (date(2020, 9, 1), date(2021, 5, 31)),
        (None, date(2021, 5, 15)),
    ]
    assert by_section(desk) == {"": (5, 1, 1, 0)}


def test_a_row_without_a_tick_has_no_term() -> None:
    head, merges = QUARTERS["without a head"]
    row: list[Raw] = ["1", "Семинар", None, None, None, None, "ИРО", "не начато"]
    more: list[Raw] = ["2", "Семинар", "+", None, None, None, "ИРО", "не начато"]
    desk = of_map([*head, row, more], *merges)
    assert (ERROR, "cell.empty", TAB, "I квартал", 2) in spots(desk)
    assert counts(look(desk), TAB) == (2, 1, 1)


def test_with_several_names_and_dates_in_a_cell() -> None:
    """Направления деятельности stand for the items; there is no №."""
    rows: Rows = [
        ["Направления деятельности", "Сроки исполнения", "Ответственные исполнители",
         "Отметка об исполнении", "Дата исполнения"],
        ["Мониторинг техники чтения", "15.10.2020\n15.01.2021", "Лисицына О.В.,\nКотова А.С.",
         "исполнено", date(2021, 1, 14)],
        ["Выезды в школы", "октябрь, декабрь", "методисты ИМЦ; ИРО", "исполнено частично", None],
        ["Итоговое совещание", "до 30.05.2021", "ИМЦ", "не начато", None],
    ]  # fmt: skip
    desk = of_map(rows)
    assert told(desk) == ["column.assumed"]
    assert by_section(desk) == {"": (3, 2, 1, 1)}
    assert frame(desk, "activity")[0] == "Мониторинг техники чтения"
    first = frame(desk, "due")[0]
    assert (first.start, first.end) == (date(2020, 10, 15), date(2021, 1, 15))  # type: ignore[attr-defined]


def test_with_corrected_terms_and_items_of_several_lines() -> None:
    """№ merged over the lines of an item; «Корректировка срока» counts where it is filled."""
    rows: Rows = [
        ["№ п/п", "Раздел", "Мероприятие", "Срок", "Корректировка срока", "Ответственный",
         "Соисполнители", "Статус", "Дата исполнения"],
        ["1", "Кадры", "Вебинары по математике", "до 01.02.2021", None, "ИРО", "ИМЦ",
         "не начато", None],
        [None, None, "и русскому языку", None, None, None, "ОО", None, None],
        ["2", "Кадры", "Стажировки", "до 01.02.2021", "до 01.04.2021", "ИМЦ", None, "в работе",
         None],
        ["3", "Контроль", "Диагностика", "до 01.12.2020", "до 25.12.2020", "ОО", None,
         "выполнено", date(2020, 12, 24)],
    ]  # fmt: skip
    desk = of_map(rows, Merge(2, 1, 3, 1), Merge(2, 2, 4, 2))
    assert told(desk) == ["column.assumed"]
    assert counts(look(desk), TAB) == (3, 3, 0)
    assert by_section(desk) == {"Кадры": (2, 1, 0, 1), "Контроль": (1, 1, 1, 0)}
    assert frame(desk, "activity")[0] == "Вебинары по математике и русскому языку"
    assert frame(desk, "partners")[0] == "ИМЦ ОО"


def test_of_a_school_with_own_columns_and_a_head_of_two_lines() -> None:
    """План and Факт under one head, own columns beside; «все школы» and names of schools."""
    rows: Rows = [
        ["Программа перехода школы в эффективный режим"],
        ["№", "Мероприятие", "Образовательные организации", "Период", "Ответственные",
         "Показатель", None, "Статус", "Финансирование"],
        [None, None, None, None, None, "План", "Факт", None, None],
        ["1.1", "Аудит", "все школы", "сентябрь 2020", "администрация ОО", "1", "1",
         "выполнено", "без затрат"],
        ["1.2", "Дорожные карты школ", "СОШ № 44, СОШ № 9", "I полугодие", "директора", "2", "1",
         "выполнено частично", None],
        ["1.10", "Мониторинг", "СОШ № 44", "в течение года", "ИМЦ", "4", "2", "в работе", None],
    ]  # fmt: skip
    desk = of_map(rows, Merge(1, 1, 1, 9), Merge(2, 6, 2, 7))
    assert told(desk, ERROR) == []
    assert frame(desk, "number") == ["1.1", "1.2", "1.10"]
    assert frame(desk, "planned") == ["1", "2", "4"]
    assert frame(desk, "schools") == [("все школы",), ("Ш-44", "Ш-9"), ("Ш-44",)]
    assert by_section(desk) == {"": (3, 2, 1, 1)}
    assert sides(desk) == {"ИМЦ": 1, "ОО": 2}


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("Школы", ["column.assumed"]),
        ("Статус", ["column.assumed"]),
        ("№", []),
        ("Мероприятие", []),
        ("Срок", ["column.missing"]),
        ("Ответственный", ["column.missing"]),
    ],
)
def test_what_a_road_map_needs(gone: str, said: list[str]) -> None:
    desk = Desk().drop_column(TAB, gone)
    assert [check for check in told(desk) if check.startswith("column")] == said
    assert ("roadmap" in look(desk).figures) is (said != ["column.missing"])


def test_neither_number_nor_activity() -> None:
    desk = Desk().drop_column(TAB, "№").drop_column(TAB, "Мероприятие")
    assert told(desk) == ["column.missing"] * 2


def test_two_columns_that_are_missing_are_one_warning_that_names_both() -> None:
    desk = Desk().drop_column(TAB, "Школы").drop_column(TAB, "Статус")
    (found,) = [p for p in look(desk).problems if p.check == "column.assumed"]
    assert "«Школы»" in found.message
    assert "«Статус»" in found.message


def test_an_empty_cell_of_a_column_that_is_there_stays_an_error() -> None:
    desk = Desk().set(TAB, 3, "Школы", None).set(TAB, 4, "Статус", None)
    assert {s[1] for s in spots(desk) if s[2] == TAB} == {"cell.empty"}


@pytest.mark.slow
@pytest.mark.parametrize("title", ["Направления деятельности", "Направление"])
def test_directions_are_sections_where_items_have_a_column_of_their_own(title: str) -> None:
    desk = Desk()
    desk.rows(TAB)[0][1] = title
    assert by_section(desk) == by_section(Desk())
