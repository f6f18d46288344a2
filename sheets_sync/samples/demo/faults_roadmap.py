"""The faults in the road map and the results."""

from collections.abc import Callable
from datetime import date

from sheets_sync.samples.demo.faults import Planter, Tab
from sheets_sync.samples.demo.results import Result
from sheets_sync.samples.demo.sheets import Row

_BOOK = "Дорожная карта ШНОР.xlsx"


def plant_roadmap(planter: Planter) -> None:
    """Faults in the tab Дорожная карта."""
    tab = planter.tab(_BOOK, "Дорожная карта")
    item = {str(row.cells["number"]): row for row in tab.sheet.rows}
    tab.warning(item["1.4"], "done_on", "выполнено позже срока")
    tab.error(
        item["1.5"], "schools", "школа без типа: две школы № 9", schools="ООШ № 15; 9; ООШ № 23"
    )
    tab.warning(item["1.10"], "number", "номер стал датой", number=date(2020, 10, 1))
    tab.warning(item["2.9"], "planned", "неточное число", planned="около 10")
    tab.warning(item["2.10"], "status", "повторяется до конца года, а уже выполнено")
    tab.warning(item["3.4"], "done_on", "выполнено, а даты нет")
    tab.warning(item["3.8"], "due", "срок не прочитать")
    tab.error(item["4.7"], "status", "непонятный статус", status="уточняется")
    tab.warning(item["5.4"], "status", "набрано в английской раскладке", status="d hf,jnt")


def plant_results(planter: Planter) -> None:
    """Faults in the tab Результаты, none where a school is weak."""
    tab = planter.tab(_BOOK, "Результаты")
    row = _row(tab)
    tab.error(row, "tested", "сумма отметок не равна числу писавших", n3=_meant(row).n3 + 2)
    row = _row(tab)
    tab.error(row, "tested", "писали больше, чем по списку", roll=_meant(row).tested - 3)
    tab.error(_row(tab), "subject", "предмета нет в справочнике", subject="окружающий мир")
    tab.error(
        _row(tab, lambda r: r.key[2] == "Ш-09"),
        "school",
        "школа без типа: две школы № 9",
        school="9",
    )
    tab.error(_row(tab), "grade", "две параллели в одной строке", grade="7–8")
    tab.error(_row(tab), "n2", "число не вписано", n2=None)
    row = _row(tab, lambda r: r.key[1] == "ВПР")
    tab.warning(row, "lowered", "неточное число", lowered="около 10")
    _repeat(tab)


def _repeat(tab: Tab) -> None:
    """A row was copied from the one above, and nobody wrote which school it is."""
    row = _row(tab, lambda result: result.key[2] != "Ш-01" and result.key[3] > 5)
    before = tab.sheet.rows[tab.sheet.rows.index(row) - 1]
    same = {key: before.cells[key] for key in ("year", "procedure", "school", "grade", "subject")}
    tab.error(row, "year", "строка уже есть", **same)


def _row(tab: Tab, wanted: Callable[[Result], bool] = lambda result: True) -> Row:
    """Some row of a whole grade this year in which nothing is to be seen."""
    return tab.any_row(lambda row: _plain(_meant(row)) and wanted(_meant(row)))


def _plain(result: Result) -> bool:
    return (
        not result.noted
        and not result.letter
        and result.tested > _MANY
        and result.key[0] == "2020–2021"
    )


_MANY = 30


def _meant(row: Row) -> Result:
    assert isinstance(row.group, Result)
    return row.group
