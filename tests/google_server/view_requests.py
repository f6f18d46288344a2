"""Requests about filter views: people's own looks at a tab, each over one range."""

from . import masks
from .canonical import canonical
from .change import Change, Handler
from .conditions import checked
from .errors import Json, RefusalError
from .state import Sheet


def add_filter_view(change: Change, body: Json) -> Json:
    given = _with_both(canonical("FilterView", body.get("filter", {})))
    sheet, _ = _checked(change, given)
    number = given.get("filterViewId", change.book.new_id())
    if any(one["filterViewId"] == number for s in change.book.sheets for one in s.filter_views):
        raise RefusalError(f"A filter view with id {number} already exists.")
    view = {"title": f"Фильтр {len(sheet.filter_views) + 1}"} | given | {"filterViewId": number}
    sheet.filter_views.append(view)
    return {"filter": view}


def update_filter_view(change: Change, body: Json) -> None:
    tree = masks.update_tree(body.get("fields"), "FilterView")
    given = canonical("FilterView", body.get("filter", {}))
    sheet, old = _view(change, given.get("filterViewId", 0))
    new = _with_both(masks.write(old, given, tree)) | {"filterViewId": old["filterViewId"]}
    home, _ = _checked(change, new)
    if home is not sheet:
        raise RefusalError("A filter view can't be moved to another sheet.")
    sheet.filter_views[sheet.filter_views.index(old)] = new


def delete_filter_view(change: Change, body: Json) -> None:
    sheet, old = _view(change, body.get("filterId", 0))
    sheet.filter_views.remove(old)


def _with_both(view: Json) -> Json:
    """Criteria are answered in their old field and in the new one, which wins."""
    specs = view.get("filterSpecs")
    if specs is None and "criteria" in view:
        specs = [{"columnIndex": int(k), "filterCriteria": c} for k, c in view["criteria"].items()]
    if not specs:
        return {
            name: part for name, part in view.items() if name not in ("filterSpecs", "criteria")
        }
    criteria = {str(one.get("columnIndex", 0)): one.get("filterCriteria", {}) for one in specs}
    return view | {"filterSpecs": specs, "criteria": criteria}


def _checked(change: Change, view: Json) -> tuple[Sheet, Json]:
    """Its tab and range; as for the filter of a tab, no cells may be merged from row to row."""
    if "range" not in view:
        raise RefusalError("FilterView.range must be specified.")
    sheet = change.book.sheet(view["range"].get("sheetId", 0), "grid")
    box = sheet.box(view["range"])
    for merge in sheet.merges:
        if merge["endRowIndex"] - merge["startRowIndex"] > 1 and sheet.box(merge).meets(box):
            raise RefusalError("You can't create a filter over a range containing vertical merges.")
    for spec in view.get("filterSpecs", []):
        if not box.left <= spec.get("columnIndex", 0) < box.right:
            raise RefusalError(f"Invalid column index: {spec.get('columnIndex', 0)}")
        condition = spec.get("filterCriteria", {}).get("condition")
        if condition is not None:
            checked(change.book, condition)
    return sheet, view["range"]


def _view(change: Change, number: int) -> tuple[Sheet, Json]:
    for sheet in change.book.sheets:
        for one in sheet.filter_views:
            if one["filterViewId"] == number:
                return sheet, one
    raise RefusalError(f"No filter view with id: {number}")


HANDLERS: dict[str, Handler] = {
    "addFilterView": add_filter_view,
    "updateFilterView": update_filter_view,
    "deleteFilterView": delete_filter_view,
}
