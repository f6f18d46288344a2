"""Looks in few requests: what is seen of every cell is what its grid says."""

import json
import re
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import pytest

from sheets_sync.sheet.pieces import Align, Cell, Format, Grid, Look, Row
from sheets_sync.stores.google.paint import fill_requests

HELD = (None, "", "текст", 0, 12.5, "–")
Painted = dict[tuple[int, int], dict[str, Any]]


def random_grid(seed: int) -> Grid:
    """Tables, gaps and lines of every look in no order at all."""
    chance = Random(seed)
    looks, formats = [*Look], [*Format]

    def cell() -> Cell:
        align = chance.choice([None, Align.LEFT, Align.RIGHT])
        wrap = chance.random() < 0.5
        value = chance.choice(HELD)
        link = chance.choice([None, None, "https://example.org/1"])
        look, format = chance.choice(looks[:12]), chance.choice(formats[:4])
        return Cell(value, look, format, align, link, wrap=wrap)

    def row() -> Row:
        kind = chance.random()
        if kind < 0.2:
            return (None,) * 6
        if kind < 0.4:
            return (Cell("строка", chance.choice(looks), span=4), None, None, None, None, cell())
        return tuple(cell() if chance.random() < 0.9 else None for _ in range(6))

    same = [row() for _ in range(4)]
    rows = tuple(chance.choice([chance.choice(same), row()]) for _ in range(30))
    return Grid("Лист", rows, (9.0,) * 6)


def painted(requests: Sequence[dict[str, Any]]) -> Painted:
    """The formats that cells have in the end, leaf by leaf."""
    cells: Painted = {}
    for place, cell, fields in (one for request in requests for one in written(request)):
        named = [path for path in paths(fields) if path.startswith("userEnteredFormat.")]
        inside = [path.removeprefix("userEnteredFormat.") for path in named]
        own = cells.setdefault(place, {})
        for path in [p for p in own if p in inside or p.partition(".")[0] in inside]:
            del own[path]
        own |= flat(cell.get("userEnteredFormat", {}))
    return cells


def written(request: dict[str, Any]) -> Iterator[tuple[tuple[int, int], dict[str, Any], str]]:
    """Every cell that a request writes: where it is, what is said of it, the mask."""
    if body := request.get("repeatCell"):
        area = body["range"]
        for row in range(area.get("startRowIndex", 0), area["endRowIndex"]):
            for column in range(area.get("startColumnIndex", 0), area["endColumnIndex"]):
                yield (row, column), body["cell"], body["fields"]
    if body := request.get("updateCells"):
        start = body["start"]
        for row, said in enumerate(body["rows"], start["rowIndex"]):
            for column, cell in enumerate(said.get("values", ()), start["columnIndex"]):
                yield (row, column), cell, body["fields"]


def paths(fields: str) -> list[str]:
    """«a(b,c.d),e» → a.b, a.c.d, e"""
    while innermost := re.search(r"([\w.]+)\(([^()]*)\)", fields):
        outer, inner = innermost.groups()
        listed = ",".join(f"{outer}.{one}" for one in inner.split(","))
        fields = fields.replace(innermost[0], listed)
    return fields.split(",")


def flat(node: dict[str, Any]) -> dict[str, Any]:
    leaves: dict[str, Any] = {}
    for name, part in node.items():
        if name in ("textFormat", "borders"):
            leaves |= {f"{name}.{inner}": json.dumps(value) for inner, value in part.items()}
        else:
            leaves[name] = json.dumps(part)
    return leaves


def seen(leaves: dict[str, Any], value: object) -> dict[str, Any]:
    """What of a format can be seen of a cell that holds this."""
    if value in (None, ""):
        return {p: v for p, v in leaves.items() if p.startswith(("borders.", "background"))}
    if isinstance(value, str) and "@" not in leaves.get("numberFormat", ""):
        return {p: v for p, v in leaves.items() if p != "numberFormat"}
    if isinstance(value, int | float):
        return {p: v for p, v in leaves.items() if p != "wrapStrategy"}
    return leaves


def alone(grid: Grid, row: int, column: int) -> dict[str, Any]:
    """How a cell of the grid looks where it is the only one."""
    bare = Grid("Лист", tuple(
        tuple(c if (r, n) == (row, column) else None for n, c in enumerate(cells))
        for r, cells in enumerate(grid.rows)
    ), grid.widths)  # fmt: skip
    return painted(fill_requests(bare, 1, lambda link: link))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_every_cell_looks_as_its_grid_says(seed: int) -> None:
    grid = random_grid(seed)
    found = painted(fill_requests(grid, 1, lambda link: link))
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            bare = alone(grid, row, column)
            for at in range(column, column + cell.span):
                value = cell.value if at == column else None
                assert seen(found.get((row, at), {}), value) == seen(
                    bare.get((row, at), {}), value
                ), (row, at)
    spans = {(r, c + more) for r, cells in enumerate(grid.rows) for c, cell in enumerate(cells)
             if cell for more in range(cell.span)}  # fmt: skip
    for place in found.keys() - spans:
        assert not seen(found[place], None), place


def table(rows: int) -> Grid:
    """A table of which every cell of a column is alike."""
    row = (Cell("имя"), Cell(0.5, format=Format.PERCENT), Cell("–", Look.MUTED))
    head = tuple(Cell("х", Look.HEAD) for _ in row)
    return Grid("Лист", (head, *[row] * rows), (9.0,) * 3, heights={1: 40.0, 5: 30.0})


def test_a_longer_table_takes_no_more_requests() -> None:
    short, long = (fill_requests(table(rows), 1, lambda link: None) for rows in (10, 900))
    assert len(short) == len(long) < 15


def test_heights_are_the_commonest_and_what_differs() -> None:
    requests = [
        r["updateDimensionProperties"]
        for r in fill_requests(table(20), 1, lambda link: None)
        if r.get("updateDimensionProperties", {}).get("range", {}).get("dimension") == "ROWS"
    ]
    spans = [(r["range"]["startIndex"], r["range"]["endIndex"]) for r in requests]
    assert spans == [(0, 21), (0, 1), (4, 5)]
    assert requests[0]["fields"] == "pixelSize,hiddenByUser"


def held(requests: Sequence[dict[str, Any]]) -> dict[tuple[int, int], Any]:
    """What cells hold in the end; a cell that was made blank again is none."""
    cells: dict[tuple[int, int], Any] = {}
    for place, cell, fields in (one for request in requests for one in written(request)):
        if "userEnteredValue" in paths(fields):
            cells[place] = next(iter(cell.get("userEnteredValue", {"": None}).values()))
    return {place: value for place, value in cells.items() if value is not None}


@pytest.mark.kinds
@pytest.mark.parametrize("seed", range(6))
def test_every_cell_holds_what_its_grid_says(seed: int) -> None:
    chance = Random(seed)
    usual = chance.choice(["–", 0, "психолого-педагогический"])

    def cell() -> Cell | None:
        link = "https://example.org/1" if chance.random() < 0.1 else None
        value = chance.choice([None, "", "=1+1", 7]) if chance.random() < 0.3 else usual
        return Cell(value, link=link) if chance.random() < 0.95 else None

    rows = tuple(tuple(cell() for _ in range(4)) for _ in range(60))
    found = held(fill_requests(Grid("Лист", rows, (9.0,) * 4), 1, lambda link: link))
    assert found == {
        (row, column): one.value
        for row, cells in enumerate(rows)
        for column, one in enumerate(cells)
        if one is not None and one.value not in (None, "")
    }


@pytest.mark.parametrize("usual", ["одно и то же", 7654])
def test_what_stands_in_most_of_a_column_goes_once(usual: str | int) -> None:
    cells = [usual if row % 5 else f"другое {row}" for row in range(50)]
    grid = Grid("Лист", tuple((Cell(value), Cell(row)) for row, value in enumerate(cells)), (9, 9))
    sent = json.dumps(fill_requests(grid, 1, lambda link: None), ensure_ascii=False)
    assert sent.count(json.dumps(usual, ensure_ascii=False) + "}") == 1


@pytest.mark.parametrize("other", [(Look.BODY, Look.BODY), (Look.BAD, Look.WARN)])
def test_looks_scattered_down_a_column_go_in_one_request(other: tuple[Look, Look]) -> None:
    rows = tuple(
        (Cell(1, Look.MUTED if row % 3 else Look.BODY), Cell(2, other[row % 2]))
        for row in range(60)
    )
    requests = fill_requests(Grid("Лист", rows, (9.0, 9.0)), 1, lambda link: None)
    assert len([r for r in requests if "userEnteredFormat" in json.dumps(r)]) <= 5


@pytest.mark.parametrize("value", ["=1+1", "одно и то же", 7654])
def test_what_stands_in_many_cells_goes_once(value: object) -> None:
    grid = Grid("Лист", tuple((Cell(value),) for _ in range(50)), (9.0,))  # type: ignore[arg-type]
    sent = json.dumps(fill_requests(grid, 1, lambda link: None), ensure_ascii=False)
    assert sent.count(json.dumps(value, ensure_ascii=False) + "}") == 1


def test_large_values_go_in_slices() -> None:
    grid = Grid("Лист", tuple((Cell(f"{n} " + "я" * 5_000),) for n in range(200)), (9.0,))
    sizes = [
        len(json.dumps(request, ensure_ascii=False).encode())
        for request in fill_requests(grid, 1, lambda link: None)
        if "updateCells" in request
    ]
    assert len(sizes) > 3
    assert max(sizes) < 500_000
