"""Rows as read: what rejects a row, what only a field, and that every row is accounted for."""

from datetime import date, datetime, time

import pytest
from helpers import C02, ERROR, K02, TODAY, WARNING, Desk, Spot, counts, look, spots
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sheets_sync.analysis import Analysis
from sheets_sync.figures.catalogue import plain
from sheets_sync.reading.records import SHEET_ROWS
from sheets_sync.sheet.cells import CellError, Merge, Raw

TABS = [(book, title) for book, tabs in Desk().books.items() for title in tabs]
MESS: list[Raw] = [
    None, "", " ", "\xa0", "?", "-", "=1+1", "#REF!", "Итого", "Всего:", "* сноска", "все", "да",
    "Ш-44", "СОШ 9", "9", "Т-01", "Барсукова", "Зимина О.Ю.", "К-01", "К-02", "вне графика", "С-01",
    "+", "н", "ВПР", "ВПР; ОГЭ", "математика", "31.02.2021", "18.02.2021", "13.60", "15:00–14:00",
    "проведена", "отменена", "перенесена", "ежемесячно", "ghjdtltyf", "2020–2021", "а" * 300,
    0, 1, -1, 3.5, 44245, 10**18, True, float(2**60), C02, date(1900, 1, 1), date(2021, 12, 31),
    datetime(2021, 2, 18, 13, 0), time(13, 0), CellError("#REF!"), CellError(),
]  # fmt: skip
CELL = st.sampled_from(MESS) | st.text(max_size=8) | st.floats(allow_nan=False) | st.dates()


@st.composite
def messy(draw: st.DrawFn) -> Desk:
    """The small workspace with cells overtyped, rows repeated, cells merged, tabs gone."""
    desk = Desk()
    for _ in range(draw(st.integers(1, 12))):
        book, title = draw(st.sampled_from(TABS))
        rows = desk.books[book].get(title)
        if not rows:
            continue
        row = draw(st.integers(0, len(rows) - 1))
        column = draw(st.integers(0, max(len(rows[row]) - 1, 0)))
        match draw(st.sampled_from(["cell"] * 6 + ["row", "merge", "drop", "another book"])):
            case "cell" if rows[row]:
                rows[row][column] = draw(CELL)
            case "row":
                rows.append(list(rows[row]))
            case "merge":
                corner = Merge(row + 1, column + 1, row + draw(st.integers(1, 3)), column + 1)
                desk.merges[title] = (*desk.merges.get(title, ()), corner)
            case "drop":
                del desk.books[book][title]
            case "another book":
                desk.books.setdefault("тьюторы/Белов.xlsx", {})[title] = [list(r) for r in rows]
    return desk


def conserved(analysis: Analysis) -> None:
    """read = counted + rejected, tab by tab, and the frames hold just the counted rows."""
    assert all(t.read == t.counted + t.rejected for t in analysis.tabs)
    for records in analysis.counted.values():
        origins = {(o.place.book, o.place.tab) for o in records.origins}
        own = [t for t in analysis.tabs if (t.book, t.tab) in origins]
        if records.usable:
            assert len(records.frame) == sum(t.counted for t in own)
        assert len(records.every) == sum(t.read for t in own)
    for figure in analysis.figures.values():
        assert not (figure.select_dtypes("int64") < 0).any().any()


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(messy())
@example(Desk({}))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(desk: Desk) -> None:
    conserved(look(desk, everything=True))


@pytest.mark.slow
@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(messy())
def test_whatever_stands_in_the_cells_longer(desk: Desk) -> None:
    conserved(look(desk, everything=True))


SEVERITY: list[tuple[str, int, str, Raw, Spot, tuple[int, int, int]]] = [
    # a required column: the row is out
    ("Журнал", 4, "Школа", "СОШ № 144", (ERROR, "school.unknown", "Журнал", "Школа", 4), (3, 2, 1)),
    ("Журнал", 4, "Школа", None, (ERROR, "cell.empty", "Журнал", "Школа", 4), (3, 2, 1)),
    ("Журнал", 4, "Школа", "\xa0", (ERROR, "cell.empty", "Журнал", "Школа", 4), (3, 2, 1)),
    ("Журнал", 4, "Школа", CellError("#REF!"),
     (ERROR, "formula.error", "Журнал", "Школа", 4), (3, 2, 1)),
    ("Журнал", 4, "Дата", date(2020, 8, 31),
     (ERROR, "date.outside_year", "Журнал", "Дата", 4), (3, 2, 1)),
    ("График", 4, "Дата", date(2021, 9, 1),
     (ERROR, "date.outside_year", "График", "Дата", 4), (3, 2, 1)),
    ("Повестка", 2, "Совещание", "С-09",
     (ERROR, "name.unknown", "Повестка", "Совещание", 2), (1, 0, 1)),
    # an optional column: the field alone
    ("Журнал", 4, "Количество", "много",
     (ERROR, "number.unreadable", "Журнал", "Количество", 4), (3, 3, 0)),
    ("График", 4, "Новая дата", date(2021, 9, 1),
     (ERROR, "date.outside_year", "График", "Новая дата", 4), (3, 3, 0)),
    ("Тьюторы", 4, "По", "31.02.2021", (ERROR, "date.impossible", "Тьюторы", "По", 4), (3, 3, 0)),
    # an item of a list: the item alone
    ("Тьюторы", 2, "Направления", "ВПР; ЕГО",
     (ERROR, "choice.unknown", "Тьюторы", "Направления", 2), (3, 3, 0)),
    ("ШНОР", 2, "Предметы риска", "русский язык; физика",
     (ERROR, "name.unknown", "ШНОР", "Предметы риска", 2), (1, 1, 0)),
    # the register: that cell alone, except Тьютор
    ("Явка", 2, "С-02", "?", (ERROR, "mark.unknown", "Явка", "С-02", 2), (3, 3, 0)),
    ("Явка", 2, "Тьютор", "Чужой А.А.", (ERROR, "person.unknown", "Явка", "Тьютор", 2), (3, 2, 1)),
]  # fmt: skip


@pytest.mark.kinds
@pytest.mark.parametrize(("tab", "row", "header", "value", "expected", "counted"), SEVERITY)
def test_what_an_error_costs(
    tab: str, row: int, header: str, value: Raw, expected: Spot, counted: tuple[int, int, int]
) -> None:
    desk = Desk().set(tab, row, header, value)
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert [(e[0], *e[2:]) for e in errors] == [(expected[0], *expected[2:])]
    assert errors[0][1] == expected[1]
    assert counts(look(desk), tab) == counted


@pytest.mark.kinds
@pytest.mark.parametrize(
    "blank",
    [
        "\xa0",
        "\u200b\ufeff",
        "\xad",
        "\u2003",
        "\x07",
    ],
)  # fmt: skip
def test_a_required_cell_where_nothing_is_seen(blank: str) -> None:
    desk = Desk().set("Журнал", 4, "Школа", blank)
    assert spots(desk) == [(ERROR, "cell.empty", "Журнал", "Школа", 4)]


@pytest.mark.kinds
@pytest.mark.parametrize("typed", [";", ",", "; ;"])
def test_a_required_list_without_items(typed: str) -> None:
    assert counts(look(Desk().set("Тьюторы", 4, "Направления", typed)), "Тьюторы") == (3, 2, 1)


@pytest.mark.parametrize("typed", ["«»", "''"])
def test_a_code_of_quotes_alone(typed: str) -> None:
    assert counts(look(Desk().set("Школы", 4, "Код", typed)), "Школы") == (3, 2, 1)


def test_all_items_of_a_required_list_lost_is_the_row() -> None:
    desk = Desk().set("Тьюторы", 4, "Направления", "ЕГО; ВКР")
    assert counts(look(desk), "Тьюторы") == (3, 2, 1)


def test_the_rest_of_a_list_counts() -> None:
    desk = Desk().set("ШНОР", 2, "Предметы риска", "русский язык; физика")
    (risk,) = look(desk).counted["shnor"].frame["risk"]
    assert risk == ("русский язык",)


def test_a_mark_that_cannot_be_read_is_unmarked() -> None:
    figures = look(Desk().set("Явка", 2, "С-02", "?")).figures["attendance"].iloc[0]
    assert (figures["expected"], figures["unmarked"], figures["present"]) == (5, 1, 2)


AGAIN = [
    ("Школы", "Код", "Ш-44", "ш-44"),
    ("Тьюторы", "Код", "Т-01", "Т 01"),
    ("Совещания", "Код", "С-01", "с-01"),
    ("График", "Код", "К-01", "К–01"),
    ("Предметы", "Предмет", "русский язык", "Русский Язык"),
    ("Явка", "Тьютор", "Барсукова Е.Л.", "Т-01"),
]


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("tab", "header", "typed"),
    [(tab, header, typed) for tab, header, *spellings in AGAIN for typed in spellings],
)
def test_repeated_key_is_an_error_at_the_later_row(tab: str, header: str, typed: str) -> None:
    desk = Desk()
    row = desk.add(tab, like=2, **{header: typed})
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert errors == [(ERROR, "key.repeated", tab, header, row)]
    read, counted, rejected = counts(look(desk), tab)
    assert (read - counted, rejected) == (1, 1)


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("tab", "header", "typed"),
    [(tab, header, typed) for tab, header, typed, _ in AGAIN],
)
def test_a_repeated_row_changes_no_figure(tab: str, header: str, typed: str) -> None:
    desk = Desk()
    desk.add(tab, like=2, **{header: typed})
    assert plain(look(desk).figures) == plain(look(Desk()).figures)


def test_repeated_key_names_the_first_row() -> None:
    desk = Desk()
    desk.add("График", like=2)
    (found,) = [p for p in look(desk).problems if p.check == "key.repeated"]
    assert "A2" in found.message


def tutors_own_book(desk: Desk) -> int:
    """A second book with a journal of its own; → its sheet row with a fault."""
    rows = desk.rows("Журнал")
    own = [[], ["Журнал Белова"], rows[0], list(rows[2]), list(rows[3])]
    own[-1][rows[0].index("Школа")] = "СОШ № 144"
    desk.books["тьюторы/Белов.xlsx"] = {"Журнал": own}
    del rows[2:]
    return 5


def test_several_books_of_one_table_keep_their_origin() -> None:
    desk = Desk()
    row = tutors_own_book(desk)
    analysis = look(desk)
    places = {(t.book, t.read, t.counted) for t in analysis.tabs if t.tab == "Журнал"}
    assert places == {("Консультации.xlsx", 1, 1), ("тьюторы/Белов.xlsx", 2, 1)}
    (found,) = [p for p in analysis.problems if p.check == "school.unknown"]
    assert found.cell is not None
    assert (found.place.book, found.cell.row) == ("тьюторы/Белов.xlsx", row)
    assert analysis.figures["consultations"]["visits"].tolist() == [2]
    assert set(analysis.counted["journal"].frame.index // SHEET_ROWS) == {0, 1}


def test_a_code_repeated_in_another_book_names_the_book() -> None:
    desk = Desk()
    desk.books["Второй.xlsx"] = {"График": [list(row) for row in desk.rows("График")[:2]]}
    (found,) = [p for p in look(desk).problems if p.check == "key.repeated"]
    assert found.place.book == "Второй.xlsx"
    assert "Консультации.xlsx" in found.message


REJECTED: list[tuple[str, int, str, Raw]] = [
    ("Школы", 2, "Код", None),
    ("Тьюторы", 3, "Должность", None),
    ("Тьюторы", 3, "Школа", "СОШ № 144"),
    ("Тьюторы", 3, "Имя", None),
    ("График", 3, "Тема", None),
    ("Совещания", 2, "Место", None),
    ("Отметки", 2, "Отметка", "+"),
]


@pytest.mark.kinds
@pytest.mark.parametrize(("tab", "row", "header", "value"), REJECTED)
def test_a_reference_to_a_rejected_row_still_resolves(
    tab: str, row: int, header: str, value: Raw
) -> None:
    """One fault, one report: what points at the row has nothing to say."""
    desk = Desk().set(tab, row, header, value)
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert len(errors) == (value != "+")
    assert all(s[2:] == (tab, header, row) for s in errors)


@pytest.mark.kinds
@pytest.mark.parametrize(
    ("gone", "tab", "row", "header"),
    [
        ("Школы", "Журнал", 2, "Школа"),
        ("Тьюторы", "Явка", 2, "Тьютор"),
        ("Предметы", "График", 2, "Предмет"),
        ("Отметки", "Журнал", 2, "Отметка"),
        ("График", "Журнал", 2, "Консультация"),
        ("Совещания", "Поручения", 2, "Совещание"),
    ],
)
def test_missing_directory_leaves_references_unchecked(
    gone: str, tab: str, row: int, header: str
) -> None:
    desk = Desk().drop(gone).set(tab, row, header, "нет такого")
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert errors == [(ERROR, "tab.missing", gone, None, None)]


def test_without_tutors_two_spellings_of_one_are_not_two_tutors() -> None:
    desk = Desk().drop("Тьюторы").set("Журнал", 2, "Тьютор", "Барсукова Елена Львовна")
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert errors == [(ERROR, "tab.missing", "Тьюторы", None, None)]


def test_calendar_without_a_required_column_moves_nothing() -> None:
    desk = Desk()
    desk.rows("Календарь")[0][0] = "?"
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert errors == [(ERROR, "column.missing", "Календарь", None, None)]


def test_directory_without_a_required_column_leaves_references_unchecked() -> None:
    desk = Desk().drop_column("Школы", "Код").set("Журнал", 2, "Школа", "нет такой")
    errors = [s for s in spots(desk) if s[0] == ERROR]
    assert errors == [(ERROR, "column.missing", "Школы", None, None)]


def test_a_problem_speaks_to_the_person_at_the_sheet() -> None:
    desk = Desk().set("Журнал", 4, "Школа", "9")
    (found,) = [p for p in look(desk).problems if p.severity == ERROR]
    assert found.check == "school.ambiguous"
    assert found.sentence().startswith("Лист «Журнал», D4: «9» — подходят")
    assert "СОШ № 9" in found.message
    assert "ООШ № 9" in found.message
    assert found.owner == "Белов П.И."


def test_owner_outside_the_tutors_tabs_is_the_keeper() -> None:
    desk = Desk().set("Совещания", 2, "Место", None)
    keepers = {"Посещаемость.xlsx": "Лисицына О.В."}
    owners = {p.owner for p in look(desk, owners=keepers).problems}
    assert owners == {"Лисицына О.В."}


def test_owner_in_a_tutors_tab_is_the_tutor_though_the_book_has_a_keeper() -> None:
    desk = Desk().set("Журнал", 4, "Школа", "9")
    (found,) = look(desk, owners={"Консультации.xlsx": "Лисицына О.В."}).problems
    assert found.owner == "Белов П.И."


def test_no_row_counts_where_a_required_column_is_missing() -> None:
    desk = Desk().drop_column("График", "Тема")
    assert counts(look(desk), "График") == (3, 0, 3)


def test_register_turned_to_no_tutor_is_no_key() -> None:
    """Two rows whose tutor can't be read are two faults, not a repetition."""
    desk = Desk()
    desk.add("Явка", Тьютор="Неведомый А.А.")
    desk.add("Явка", Тьютор="Неведомый А.А.")
    assert [s[1] for s in spots(desk) if s[0] == ERROR] == ["person.unknown"] * 2


def test_a_date_without_a_year_is_a_warning_and_counts() -> None:
    desk = Desk().set("Журнал", 4, "Дата", f"{K02.day} февраля")
    assert [s for s in spots(desk) if s[2] == "Журнал"] == [
        (WARNING, "date.year_missing", "Журнал", "Дата", 4)
    ]
    assert counts(look(desk, TODAY), "Журнал") == (3, 3, 0)
