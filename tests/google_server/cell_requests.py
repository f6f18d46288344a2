"""Requests about cells: values, formats, merges, borders, validation."""

from collections.abc import Callable, Iterator

from . import masks
from .a1 import Box
from .canonical import canonical
from .change import Change, Handler
from .conditions import checked
from .discovery import SCHEMAS
from .errors import Json, NotModelledError, RefusalError
from .state import Cell, Sheet

MAX_CHARACTERS = 50_000
_READ_ONLY = [
    name
    for name, schema in SCHEMAS["CellData"]["properties"].items()
    if "read-only" in schema.get("description", "").lower()
]
_VALUE = ("userEnteredValue", "effectiveValue")


def update_cells(change: Change, body: Json) -> None:
    tree = cell_tree(body.get("fields"))
    rows = [row.get("values", []) for row in body.get("rows", [])]
    if "range" in body:
        sheet, box = change.area(body["range"])
        blank: Json = {}
        wide = box.right - box.left
        _check_reach(rows, box)
        rows += [[] for _ in range(box.bottom - box.top - len(rows))]
        rows = [[*row, *[blank] * (wide - len(row))] for row in rows]
    elif "start" in body:
        sheet = change.book.sheet(body["start"].get("sheetId", 0), "grid")
        top, left = body["start"].get("rowIndex", 0), body["start"].get("columnIndex", 0)
        box = sheet.whole.clip(
            Box(top, left, top + len(rows), left + max(map(len, rows), default=0))
        )
        _check_reach(rows, box._replace(top=top, left=left))
        change.guard(sheet, box)
    else:
        raise RefusalError("Either start or range must be set.")
    for row, values in enumerate(rows, box.top):
        for column, given in enumerate(values, box.left):
            old = sheet.cells.get((row, column), {})
            sheet.put(row, column, _written(change, old, given or {}, tree))


def _check_reach(rows: list[list[Json]], box: Box) -> None:
    wide = box.left + max(map(len, rows), default=0)
    if box.top + len(rows) > box.bottom:
        raise RefusalError(
            f"Attempting to write row: {box.bottom}, "
            f"beyond the last requested row of: {box.bottom - 1}"
        )
    if wide > box.right:
        raise RefusalError(
            f"Attempting to write column: {box.right}, "
            f"beyond the last requested column of: {box.right - 1}"
        )


def repeat_cell(change: Change, body: Json) -> None:
    tree = cell_tree(body.get("fields"))
    given = body.get("cell", {})
    sheet, box = change.area(body.get("range", {}))
    formula = "formulaValue" in given.get("userEnteredValue", {}) and masks.has(
        tree, "userEnteredValue"
    )
    if formula and (box.bottom - box.top) * (box.right - box.left) > 1:
        raise NotModelledError("repeatCell with a formula: its references would move")
    _each(sheet, box, lambda old: _written(change, old, given, tree))


def _each(sheet: Sheet, box: Box, rewrite: Callable[[Cell], Cell]) -> None:
    """Rewrite every cell of a box, equal cells once."""
    known: dict[int, tuple[Cell, Cell]] = {}
    for place in _places(box):
        old = sheet.cells.get(place, {}) or _BLANK
        if id(old) not in known:
            known[id(old)] = old, rewrite(old)
        sheet.put(*place, known[id(old)][1])


_BLANK: Cell = {}


def _places(box: Box) -> Iterator[tuple[int, int]]:
    return ((r, c) for r in range(box.top, box.bottom) for c in range(box.left, box.right))


def cell_tree(fields: str | None) -> masks.Tree | None:
    """The mask of a request that writes cells. Raises RefusalError for what can only be read."""
    tree = masks.update_tree(fields, "CellData")
    for name in _READ_ONLY:
        if tree is not None and name in tree:
            raise RefusalError(f"Field is read-only: {name}")
    if tree and "userEnteredValue" in tree:
        return tree | {"userEnteredValue": None}
    return tree


def _written(change: Change, old: Cell, given: Json, tree: masks.Tree | None) -> Cell:
    """A cell after a write: what the mask names is replaced, the rest stays."""
    sent = {name: part for name, part in given.items() if name not in _READ_ONLY}
    new = masks.write(old, canonical("CellData", sent), tree)
    if tree is not None and "userEnteredValue" not in tree:
        return new
    new.pop("effectiveValue", None)
    value = new.get("userEnteredValue", {})
    if "errorValue" in value:
        raise RefusalError("Unsupported value type: errorValue.")
    if any(isinstance(part, str) and len(part) > MAX_CHARACTERS for part in value.values()):
        raise RefusalError(
            f"Your input contains more than the maximum of {MAX_CHARACTERS} characters "
            "in a single cell."
        )
    if "formulaValue" in value:
        if not value["formulaValue"].startswith("="):
            raise RefusalError("A formula must begin with =.")
        new["effectiveValue"] = change.book.compute(value["formulaValue"])
    if value in ({}, {"stringValue": ""}):
        new.pop("userEnteredValue", None)
    return new


def merge_cells(change: Change, body: Json) -> None:
    sheet, box = change.area(body.get("range", {}))
    kept = _merges_outside(sheet, box)
    if any(sheet.box(table["range"]).meets(box) for table in sheet.tables):
        raise RefusalError("You can't merge cells in a table.")
    match body.get("mergeType", "MERGE_ALL"):
        case "MERGE_COLUMNS":
            boxes = [box._replace(left=c, right=c + 1) for c in range(box.left, box.right)]
        case "MERGE_ROWS":
            boxes = [box._replace(top=r, bottom=r + 1) for r in range(box.top, box.bottom)]
        case _:
            boxes = [box]
    sheet.merges = kept
    for one in boxes:
        _check_frozen(sheet, one)
        if (one.bottom - one.top) * (one.right - one.left) > 1:
            sheet.merges.append(sheet.grid_range(one))
        for place in list(_places(one))[1:]:
            old = sheet.cells.get(place, {})
            sheet.put(*place, {name: part for name, part in old.items() if name not in _VALUE})


def unmerge_cells(change: Change, body: Json) -> None:
    sheet, box = change.area(body.get("range", {}))
    sheet.merges = _merges_outside(sheet, box)


def _merges_outside(sheet: Sheet, box: Box) -> list[Json]:
    outside = []
    for merge in sheet.merges:
        merged = sheet.box(merge)
        if not merged.meets(box):
            outside.append(merge)
        elif not box.holds(merged):
            raise RefusalError(
                "You must select all cells in a merged range to merge or unmerge them."
            )
    return outside


def _check_frozen(sheet: Sheet, box: Box) -> None:
    rows, columns = (sheet.grid.get(f"frozen{word}Count", 0) for word in ("Row", "Column"))
    if box.top < rows < box.bottom:
        raise RefusalError("You can't merge frozen and non-frozen rows.")
    if box.left < columns < box.right:
        raise RefusalError("You can't merge frozen and non-frozen columns.")


def set_data_validation(change: Change, body: Json) -> None:
    sheet, box = change.area(body.get("range", {}))
    rule = canonical("DataValidationRule", body["rule"]) if "rule" in body else None
    if rule is not None:
        rule["condition"] = checked(change.book, rule.get("condition", {}))

    def ruled(old: Cell) -> Cell:
        new = {name: part for name, part in old.items() if name != "dataValidation"}
        if rule is None:
            return new
        if rule["condition"]["type"] == "BOOLEAN" and "userEnteredValue" not in old:
            new["userEnteredValue"] = {"boolValue": False}
        return new | {"dataValidation": rule}

    _each(sheet, box, ruled)


def update_borders(change: Change, body: Json) -> None:
    sheet, box = change.area(body.get("range", {}))
    for row, column in _places(box):
        inner = {
            "top": row > box.top,
            "bottom": row < box.bottom - 1,
            "left": column > box.left,
            "right": column < box.right - 1,
        }
        old = sheet.cells.get((row, column), {})
        own = old.get("userEnteredFormat", {})
        borders = dict(own.get("borders", {}))
        for side, is_inner in inner.items():
            line = "innerHorizontal" if side in ("top", "bottom") else "innerVertical"
            name = line if is_inner else side
            if name in body:
                borders[side] = canonical("Border", body[name])
                if borders[side].get("style") == "NONE":
                    del borders[side]
        own = {name: part for name, part in own.items() if name != "borders"}
        new = own | ({"borders": borders} if borders else {})
        rest = {name: part for name, part in old.items() if name != "userEnteredFormat"}
        sheet.put(row, column, rest | ({"userEnteredFormat": new} if new else {}))


HANDLERS: dict[str, Handler] = {
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "mergeCells": merge_cells,
    "unmergeCells": unmerge_cells,
    "setDataValidation": set_data_validation,
    "updateBorders": update_borders,
}
