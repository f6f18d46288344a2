"""Requests about what lies on a sheet: rules, filter, banding, protection, charts."""

from . import masks
from .canonical import canonical
from .change import Change, Handler
from .conditions import checked
from .errors import Json, NotModelledError, RefusalError
from .state import Book, Sheet

_RULE_FORMATS = {"backgroundColor", "backgroundColorStyle", "textFormat"}
_RULE_TEXTS = {"bold", "italic", "strikethrough", "foregroundColor", "foregroundColorStyle"}


def add_conditional_format_rule(change: Change, body: Json) -> None:
    rule = canonical("ConditionalFormatRule", body.get("rule", {}))
    areas = [change.area(one) for one in rule.get("ranges", [])]
    if not areas:
        raise RefusalError("ConditionalFormatRule.ranges must be specified.")
    if len({sheet.id for sheet, _ in areas}) > 1:
        raise RefusalError("ConditionalFormatRule.ranges must all be on the same sheet.")
    if "booleanRule" in rule:
        _check_boolean_rule(change.book, rule["booleanRule"])
    elif "gradientRule" not in rule:
        raise RefusalError("ConditionalFormatRule.rule must be specified.")
    elif not {"minpoint", "maxpoint"} <= set(rule["gradientRule"]):
        raise RefusalError("No interpolationPointType specified.")
    if body.get("index", 0) < 0:
        raise RefusalError(f"Invalid index: {body['index']}")
    areas[0][0].conditional_formats.insert(body.get("index", 0), rule)


def _check_boolean_rule(book: Book, rule: Json) -> None:
    rule["condition"] = checked(book, rule.get("condition", {}))
    format = rule.get("format", {})
    if set(format) - _RULE_FORMATS or set(format.get("textFormat", {})) - _RULE_TEXTS:
        raise RefusalError(
            "ConditionalFormatRule.format only supports bold, italic, strikethrough, "
            "foreground color and background color."
        )


def delete_conditional_format_rule(change: Change, body: Json) -> Json:
    sheet = change.sheet(body.get("sheetId", 0))
    index = body.get("index", 0)
    if not 0 <= index < len(sheet.conditional_formats):
        raise RefusalError(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return {"rule": sheet.conditional_formats.pop(index)}


def set_basic_filter(change: Change, body: Json) -> None:
    given = canonical("BasicFilter", body.get("filter", {}))
    sheet, box = change.area(given.get("range", {}))
    for merge in sheet.merges:
        if merge["endRowIndex"] - merge["startRowIndex"] > 1 and sheet.box(merge).meets(box):
            raise RefusalError("You can't create a filter over a range containing vertical merges.")
    if any(sheet.box(table["range"]).meets(box) for table in sheet.tables):
        raise RefusalError("You can't create a filter over a table.")
    sheet.basic_filter = given


def clear_basic_filter(change: Change, body: Json) -> None:
    change.sheet(body.get("sheetId", 0)).basic_filter = None


def add_banding(change: Change, body: Json) -> Json:
    banded = canonical("BandedRange", body.get("bandedRange", {}))
    sheet, box = change.area(banded.get("range", {}))
    if not {"rowProperties", "columnProperties"} & set(banded):
        raise RefusalError("Must specify rowProperties or columnProperties.")
    taken = (*sheet.banded_ranges, *sheet.tables)
    if any(sheet.box(other["range"]).meets(box) for other in taken):
        raise RefusalError(
            "You cannot add alternating background colors to a range that already has "
            "alternating background colors."
        )
    banded.setdefault("bandedRangeId", change.book.new_id())
    sheet.banded_ranges.append(banded)
    return {"bandedRange": banded}


def delete_banding(change: Change, body: Json) -> None:
    number = body.get("bandedRangeId", 0)
    sheet, found = _find(change.book, "banded_ranges", "bandedRangeId", number)
    if found is None:
        raise RefusalError(f"No banding with id: {number}")
    change.guard(sheet, sheet.box(found["range"]))
    sheet.banded_ranges.remove(found)


def add_protected_range(change: Change, body: Json) -> Json:
    protected = canonical("ProtectedRange", body.get("protectedRange", {}))
    if "range" not in protected:
        raise RefusalError("ProtectedRange.range must be specified.")
    change.area(protected["range"])
    sheet = change.book.sheet(protected["range"].get("sheetId", 0))
    protected["protectedRangeId"] = change.book.new_id()
    sheet.protected_ranges.append(_with_editors(change, protected))
    shown = protected | {"requestingUserCanEdit": True}
    return {"protectedRange": shown | ({"editors": {}} if "editors" in protected else {})}


def _with_editors(change: Change, protected: Json) -> Json:
    """The caller must stay among the editors, and is one where none are named."""
    if protected.get("warningOnly"):
        if protected.get("editors"):
            raise RefusalError("ProtectedRange is warningOnly. Editors cannot be set on it.")
        return protected
    usual = {"users": [change.account, change.book.owner]}
    editors = protected.get("editors") or usual
    if change.account not in editors.get("users", []):
        raise RefusalError("You can't remove yourself as an editor.")
    return protected | {"editors": editors}


def update_protected_range(change: Change, body: Json) -> None:
    tree = masks.update_tree(body.get("fields"), "ProtectedRange")
    given = canonical("ProtectedRange", body.get("protectedRange", {}))
    sheet, old = _protected(change, given.get("protectedRangeId", 0))
    new = masks.write(old, given, tree) | {"protectedRangeId": old["protectedRangeId"]}
    if "range" not in new:
        raise RefusalError("ProtectedRange.range must be specified.")
    sheet.box(new["range"])
    sheet.protected_ranges[sheet.protected_ranges.index(old)] = _with_editors(change, new)


def delete_protected_range(change: Change, body: Json) -> None:
    sheet, old = _protected(change, body.get("protectedRangeId", 0))
    sheet.protected_ranges.remove(old)


def _protected(change: Change, number: int) -> tuple[Sheet, Json]:
    sheet, found = _find(change.book, "protected_ranges", "protectedRangeId", number)
    if found is None:
        raise RefusalError(f"No protected range with id: {number}")
    change.guard(sheet, sheet.box(found["range"]))
    return sheet, found


def add_chart(change: Change, body: Json) -> Json:
    chart = canonical("EmbeddedChart", body.get("chart", {}))
    spec = chart.get("spec", {})
    _check_spec(change.book, spec)
    position = chart.get("position", {})
    anchor = position.get("overlayPosition", {}).get("anchorCell")
    if anchor is None:
        raise NotModelledError("a chart on a sheet of its own")
    sheet = change.book.sheet(anchor.get("sheetId", 0), "grid")
    row, column = anchor.get("rowIndex", 0), anchor.get("columnIndex", 0)
    change.area({"sheetId": sheet.id, "startRowIndex": row, "endRowIndex": row + 1,
                 "startColumnIndex": column, "endColumnIndex": column + 1})  # fmt: skip
    overlay = {"widthPixels": 600, "heightPixels": 371} | position["overlayPosition"]
    number = chart.get("chartId", change.book.new_id())
    if _find(change.book, "charts", "chartId", number)[1]:
        raise RefusalError(f"An object with id {number} already exists.")
    placed = {"chartId": number, "spec": spec, "position": {"overlayPosition": overlay}}
    sheet.charts.append(placed)
    return {"chart": placed}


def update_chart_spec(change: Change, body: Json) -> None:
    _, chart = _chart(change, body.get("chartId", 0))
    spec = canonical("ChartSpec", body.get("spec", {}))
    _check_spec(change.book, spec)
    chart["spec"] = spec


def update_embedded_object_position(change: Change, body: Json) -> Json:
    """The root of the mask is `newPosition.overlayPosition`; a mask is asked for."""
    sheet, chart = _chart(change, body.get("objectId", 0))
    given = canonical("EmbeddedObjectPosition", body.get("newPosition", {}))
    if "overlayPosition" not in given:
        raise NotModelledError("a chart on a sheet of its own")
    tree = masks.update_tree(body.get("fields"), "OverlayPosition")
    old = chart["position"]["overlayPosition"]
    new = masks.write(old, given["overlayPosition"], tree)
    anchor = new.get("anchorCell", {})
    if anchor.get("sheetId", 0) != sheet.id:
        raise NotModelledError("a chart that moves to another sheet")
    row, column = anchor.get("rowIndex", 0), anchor.get("columnIndex", 0)
    change.area({"sheetId": sheet.id, "startRowIndex": row, "endRowIndex": row + 1,
                 "startColumnIndex": column, "endColumnIndex": column + 1})  # fmt: skip
    chart["position"] = {"overlayPosition": new}
    return {"position": chart["position"]}


def delete_embedded_object(change: Change, body: Json) -> None:
    sheet, chart = _chart(change, body.get("objectId", 0))
    sheet.charts.remove(chart)


def _chart(change: Change, number: int) -> tuple[Sheet, Json]:
    sheet, chart = _find(change.book, "charts", "chartId", number)
    if chart is None:
        raise RefusalError(f"No embedded object with id: {number}")
    return change.sheet(sheet.id), chart


def _check_spec(book: Book, spec: Json) -> None:
    """Source ranges must exist; a chart without domains or series is a 500, as measured."""
    kinds = [name for name in spec if name.endswith("Chart")]
    if not kinds:
        raise RefusalError("ChartSpec must have a chart.")
    basic, pie = spec.get("basicChart"), spec.get("pieChart")
    if basic is not None and not (basic.get("domains") and basic.get("series")):
        raise RefusalError("Internal error encountered.", 500)
    if pie is not None and not (pie.get("domain") and pie.get("series")):
        raise RefusalError("Internal error encountered.", 500)
    for source in _sources(spec):
        book.sheet(source.get("sheetId", 0), "grid").box(source)


def _sources(node: object) -> list[Json]:
    if isinstance(node, list):
        return [source for item in node for source in _sources(item)]
    if not isinstance(node, dict):
        return []
    below = [source for item in node.values() for source in _sources(item)]
    return [*node.get("sources", []), *below]


def _find(book: Book, holder: str, key: str, number: int) -> tuple[Sheet, Json | None]:
    for sheet in book.sheets:
        for one in getattr(sheet, holder):
            if one[key] == number:
                return sheet, one
    return book.sheets[0], None


HANDLERS: dict[str, Handler] = {
    "addConditionalFormatRule": add_conditional_format_rule,
    "deleteConditionalFormatRule": delete_conditional_format_rule,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addBanding": add_banding,
    "deleteBanding": delete_banding,
    "addProtectedRange": add_protected_range,
    "updateProtectedRange": update_protected_range,
    "deleteProtectedRange": delete_protected_range,
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "updateEmbeddedObjectPosition": update_embedded_object_position,
    "deleteEmbeddedObject": delete_embedded_object,
}
