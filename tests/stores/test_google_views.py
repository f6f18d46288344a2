"""A filter view a person and a name a table: ours come, follow and go, people's own stay."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from google_server import GoogleServer, batch, book_of
from google_server.a1 import Box
from google_server.errors import RefusalError
from stores.google_help import store_for
from stores.summary_grids import ALL, STAMP, last_requests, sheet, write

from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Block, Cell, Grid, Head, Lines, Look
from sheets_sync.stores.base import Sent
from sheets_sync.stores.google import batches as google_batches
from sheets_sync.stores.google import person_views

PEOPLE = ("Барсукова Е.Л.", "Белов П.И.", "Зимина О.Ю.")


def remarks(people: Sequence[str] = PEOPLE, rows: int = 2, above: int = 1) -> list[Grid]:
    """A first tab, and one with so many rows a person below a table of its own."""
    stamp = Cell(STAMP.format(13), stamp=True)
    first = lay_out("Сводка", [Lines((Cell("Сводка", Look.TITLE), stamp))], (20.0, 10.0))
    top = Block("люди", (Head("Кто"), Head("Сколько")), _rows(["x"], above), known_as="По_людям")
    body = _rows(people, rows)
    heads = (Head("Кто исправит"), Head("Что"))
    table = Block("б", heads, body, filtered=True, known_as="Замечания_все", views=tuple(people))
    return [first, lay_out("Замечания", [top, table], (20.0, 10.0))]


def _rows(people: Sequence[str], each: int) -> tuple[tuple[Cell, ...], ...]:
    return tuple((Cell(name), Cell(n)) for name in people for n in range(each))


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Журнал": [["Код"], ["К-01"], ["К-02"]]}))
        write(server, tmp_path, remarks())
        yield server


def views(google: GoogleServer) -> dict[str, dict[str, Any]]:
    return {one["title"]: one for one in sheet(google, "Замечания").filter_views}


def names(google: GoogleServer) -> dict[str, tuple[str, Box]]:
    """By name the tab and the cells."""
    book = google.book("summary")
    where = {one["name"]: one["range"] for one in book.named_ranges if "range" in one}
    tabs = {name: book.sheet(area.get("sheetId", 0)) for name, area in where.items()}
    return {name: (tab.title, tab.box(where[name])) for name, tab in tabs.items()}


def table(google: GoogleServer) -> dict[str, int]:
    found: dict[str, int] = dict((sheet(google, "Замечания").basic_filter or {})["range"])
    return found


# Filter views


def test_each_person_has_a_view_of_their_rows(google: GoogleServer):
    assert list(views(google)) == [f"Замечания: {name}" for name in PEOPLE]
    for name in PEOPLE:
        view = views(google)[f"Замечания: {name}"]
        assert view["range"] == table(google)
        equal = {"type": "TEXT_EQ", "values": [{"userEnteredValue": name}]}
        assert view["filterSpecs"] == [{"columnIndex": 0, "filterCriteria": {"condition": equal}}]


def test_a_link_opens_the_tab_through_the_view_and_never_changes(
    google: GoogleServer, tmp_path: Path
):
    def links() -> dict[str, str]:
        return dict(store_for(google, tmp_path, ["summary"]).read(ALL).views)

    before = links()
    one = sheet(google, "Замечания")
    number = views(google)["Замечания: Белов П.И."]["filterViewId"]
    assert before["Белов П.И."] == (
        f"https://docs.google.com/spreadsheets/d/summary/edit#gid={one.id}&fvid={number}"
    )
    write(google, tmp_path, remarks(("А Б.В.", *PEOPLE[1:]), rows=7))
    now = links()
    assert {name: now[name] for name in PEOPLE[1:]} == {n: before[n] for n in PEOPLE[1:]}
    assert set(now) == {"А Б.В.", *PEOPLE[1:]}


@pytest.mark.slow
@pytest.mark.parametrize(("rows", "above"), [(1, 1), (9, 1), (2, 30), (1, 0), (40, 40)])
def test_views_and_names_follow_the_table(
    google: GoogleServer, tmp_path: Path, rows: int, above: int
):
    for size in ((rows, above), (2, 1), (rows, above)):
        write(google, tmp_path, remarks(PEOPLE, *size))
        assert [one["range"] for one in views(google).values()] == [table(google)] * 3
        tab, box = names(google)["Замечания_все"]
        assert tab == "Замечания"
        assert box == sheet(google, tab).box(table(google))
        assert names(google)["По_людям"][1] == Box(0, 0, 1 + size[1], 2)
        assert write(google, tmp_path, remarks(PEOPLE, *size)) == Sent(0, 0)


def test_a_table_far_above_its_old_place_takes_views_and_names_along(
    google: GoogleServer, tmp_path: Path
):
    write(google, tmp_path, remarks(PEOPLE, 2, 100))
    ids = {one["filterViewId"] for one in views(google).values()}
    write(google, tmp_path, remarks(PEOPLE, 1, 1))
    assert {one["filterViewId"] for one in views(google).values()} == ids
    assert names(google)["Замечания_все"][1] == Box(2, 0, 6, 2)


def test_who_owes_nothing_more_has_no_view(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, remarks(PEOPLE[:1]))
    assert list(views(google)) == ["Замечания: Барсукова Е.Л."]
    write(google, tmp_path, remarks(()))
    assert views(google) == {}


def test_views_of_people_stay_as_they_are(google: GoogleServer, tmp_path: Path):
    own = {"filterViewId": 7, "title": "Замечания: Белов П.И. (мой)", "range": table(google)}
    part = {"filterViewId": 8, "title": "часть", "range": table(google) | {"endRowIndex": 5}}
    sheet(google, "Замечания").filter_views += [dict(own), dict(part)]
    write(google, tmp_path, remarks(PEOPLE[:1], rows=9))
    found = views(google)
    assert found[own["title"]] == own | {"range": table(google)}  # of the whole table: it grows
    assert found["часть"] == part
    assert len(found) == 3


def test_an_id_that_a_view_of_people_has_is_left_to_them(google: GoogleServer, tmp_path: Path):
    number = views(google)["Замечания: Белов П.И."]["filterViewId"]
    write(google, tmp_path, remarks(()))
    theirs = {"filterViewId": number, "title": "моё", "range": {"endRowIndex": 2}}
    google.book("summary")["Журнал"].filter_views.append(dict(theirs))
    write(google, tmp_path, remarks())
    assert google.book("summary")["Журнал"].filter_views == [theirs]
    assert views(google)["Замечания: Белов П.И."]["filterViewId"] == number + 1
    write(google, tmp_path, remarks(rows=5))
    assert views(google)["Замечания: Белов П.И."]["filterViewId"] == number + 1


def test_what_a_person_set_in_their_view_stays_its_title_does_not(
    google: GoogleServer, tmp_path: Path
):
    view = views(google)["Замечания: Белов П.И."]
    view["title"], view["sortSpecs"] = "срочное", [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]
    specs = view["filterSpecs"]
    write(google, tmp_path, remarks(rows=5))
    now = views(google)["Замечания: Белов П.И."]
    assert now["sortSpecs"] == [{"dimensionIndex": 1, "sortOrder": "ASCENDING"}]
    assert now["filterSpecs"] == specs


@pytest.mark.kinds
@pytest.mark.parametrize("name", ["07", "=1+1", "1-2", "'x", "+7 900", "[имя]"])
def test_a_code_that_is_no_word_is_looked_for_as_a_text(
    google: GoogleServer, tmp_path: Path, name: str
):
    write(google, tmp_path, remarks((name,)))
    (view,) = views(google).values()
    (spec,) = view["filterSpecs"]
    assert spec["filterCriteria"]["condition"]["values"] == [{"userEnteredValue": f"'{name}"}]


def test_a_view_that_somebody_deleted_comes_back(google: GoogleServer, tmp_path: Path):
    before = views(google)
    del sheet(google, "Замечания").filter_views[1]
    write(google, tmp_path, remarks())
    assert views(google) == before
    (request,) = last_requests(google)
    assert "addFilterView" in request


def test_of_more_people_than_a_mark_holds_the_first_have_views(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert person_views.MOST_VIEWS * len("2147483647,") < 20_000
    monkeypatch.setattr(person_views, "MOST_VIEWS", 10)
    people = [f"Т{n:04} А.Б." for n in range(11)]
    write(google, tmp_path, remarks(people, rows=1))
    assert list(views(google)) == [f"Замечания: {name}" for name in people[:10]]
    assert write(google, tmp_path, remarks(people, rows=1)) == Sent(0, 0)


# Names


def test_a_name_is_the_head_and_the_rows_without_the_total(google: GoogleServer, tmp_path: Path):
    heads, rows = (Head("Кто"), Head("Сколько")), _rows(PEOPLE, 1)
    total, note = (Cell("Всего"), Cell(3)), "Пояснение"
    block = Block("в", heads, rows, "Заголовок", total, note, known_as="Итоги")
    write(google, tmp_path, [*remarks(), lay_out("Явка", [block], (20.0, 10.0))])
    assert names(google)["Итоги"] == ("Явка", Box(1, 0, 5, 2))


def test_a_table_without_rows_keeps_its_name_over_its_head(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, remarks(()))
    assert names(google)["Замечания_все"] == ("Замечания", Box(2, 0, 3, 2))


def test_a_name_of_people_stays_and_ours_has_a_number(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")
    write(google, tmp_path, remarks()[:1])
    assert names(google) == {}
    book.name("ЗАМЕЧАНИЯ_все", book["Журнал"], Box(0, 0, 2, 1))
    book.name("Мои", book["Журнал"], Box(1, 0, 3, 1))
    theirs = names(google)
    write(google, tmp_path, remarks())
    assert {name: names(google)[name] for name in theirs} == theirs
    assert set(names(google)) == {*theirs, "По_людям", "Замечания_все_2"}
    write(google, tmp_path, remarks(rows=5))
    assert names(google)["Замечания_все_2"][1] == Box(2, 0, 18, 2)
    assert {name: names(google)[name] for name in theirs} == theirs


def test_a_name_that_people_changed_stays_changed_and_follows(google: GoogleServer, tmp_path: Path):
    named = google.book("summary").named_ranges
    next(one for one in named if one["name"] == "Замечания_все")["name"] = "Дела"
    write(google, tmp_path, remarks(rows=5))
    assert set(names(google)) == {"По_людям", "Дела"}
    assert names(google)["Дела"][1] == Box(2, 0, 18, 2)


def test_names_on_our_tabs_that_are_people_s_stay(google: GoogleServer, tmp_path: Path):
    book = google.book("summary")
    book.name("Моя_строка", book["Замечания"], Box(0, 0, 1, 2))
    write(google, tmp_path, remarks(rows=5))
    assert names(google)["Моя_строка"] == ("Замечания", Box(0, 0, 1, 2))


def test_a_table_that_is_no_more_has_no_name(google: GoogleServer, tmp_path: Path):
    write(google, tmp_path, remarks()[:1])
    assert names(google) == {}
    assert google.book("summary").named_ranges == []  # or the name would stay taken


def test_a_name_left_of_a_tab_that_people_deleted_holds_nothing_up(
    google: GoogleServer, tmp_path: Path
):
    """Google keeps such a name and lists it no more."""
    book = google.book("summary")
    gone = book["Замечания"]
    book.sheets.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"]["sheetId"] != gone.id]
    for one in book.named_ranges:
        del one["range"]
    book.renumber()
    assert write(google, tmp_path, remarks()) == Sent(1, 2)
    assert set(names(google)) == {"По_людям_2", "Замечания_все_2"}
    assert list(views(google)) == [f"Замечания: {name}" for name in PEOPLE]
    assert write(google, tmp_path, remarks()) == Sent(0, 0)


@pytest.mark.parametrize("kind", ["addNamedRange", "addFilterView", "updateFilterView"])
def test_a_summary_is_written_though_google_takes_no_names_or_views(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
):
    def refused(change: object, body: object) -> None:
        raise RefusalError("нельзя")

    monkeypatch.setitem(batch.HANDLERS, kind, refused)
    grids = [*remarks(rows=6), lay_out("Явка", [Block("в", (Head("Кто"),), ((Cell("x"),),),
                                                     known_as="Явка_всех")], (20.0,))]  # fmt: skip
    grids[1] = remarks((*PEOPLE, "Щ В.Г."), rows=6)[1]
    write(google, tmp_path, grids)
    assert sheet(google, "Явка").value("A2") == "x"
    assert sheet(google, "Замечания").value("A27") == "Щ В.Г."


def test_what_goes_in_parts_has_its_views_and_names(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    write(google, tmp_path, remarks())
    monkeypatch.setattr(google_batches, "LARGEST", 3_000)
    people = tuple(f"Т{n} А.Б." for n in range(20))
    write(google, tmp_path, remarks(people, 3, 5))
    assert google.count("write") > 3
    assert [one["range"] for one in views(google).values()] == [table(google)] * 20
    assert names(google)["Замечания_все"][1] == sheet(google, "Замечания").box(table(google))
    assert write(google, tmp_path, remarks(people, 3, 5)) == Sent(0, 0)
