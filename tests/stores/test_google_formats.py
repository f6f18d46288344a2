"""Looks in few requests: what is seen of every cell is what its grid says."""

import json
from collections.abc import Sequence
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
        return Cell(value, chance.choice(looks[:12]), chance.choice(formats[:4]), align, wrap=wrap)

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
    for body in (request["repeatCell"] for request in requests if "repeatCell" in request):
        if not body["fields"].startswith("userEnteredFormat"):
            continue
        leaves = flat(body["cell"]["userEnteredFormat"])
        area = body["range"]
        for row in range(area.get("startRowIndex", 0), area["endRowIndex"]):
            for column in range(area.get("startColumnIndex", 0), area["endColumnIndex"]):
                own = cells.setdefault((row, column), {})
                for path in [p for p in own if named(p, body["fields"])]:
                    del own[path]
                own |= leaves
    return cells


def named(path: str, fields: str) -> bool:
    """Whether a mask names a leaf."""
    if fields == "userEnteredFormat":
        return True
    outer, _, inner = path.partition(".")
    inside = fields.removeprefix("userEnteredFormat(").removesuffix(")")
    parts = inside.replace("(", ".(").split(outer, 1)
    if len(parts) == 1:
        return False
    rest = parts[1].partition(")")[0] if parts[1].startswith(".(") else parts[1].partition(",")[0]
    return not inner or inner in rest.strip(".(").split(",")


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
    return painted(fill_requests(bare, 1, lambda link: None))


@pytest.mark.kinds
@pytest.mark.parametrize("seed", range(8))
def test_every_cell_looks_as_its_grid_says(seed: int) -> None:
    grid = random_grid(seed)
    found = painted(fill_requests(grid, 1, lambda link: None))
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            for (_, at), leaves in alone(grid, row, column).items():
                value = cell.value if at == column else None
                assert seen(found[row, at], value) == seen(leaves, value), (row, at)
    spans = {(r, c + more) for r, cells in enumerate(grid.rows) for c, cell in enumerate(cells)
             if cell for more in range(cell.span)}  # fmt: skip
    assert found.keys() == spans


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
