"""A sheet of one workbook made anew in another: cells, looks, sizes, rules, charts, its page."""

from copy import copy
from typing import Any

_LOOKS = ("font", "fill", "border", "alignment", "number_format", "protection")
_SETTINGS = (
    *("sheet_format", "sheet_properties", "page_setup", "page_margins", "print_options"),
    *("HeaderFooter", "protection", "auto_filter", "data_validations", "row_breaks", "col_breaks"),
)


def copy_sheet(source: Any, target: Any) -> None:
    """Fill an empty openpyxl worksheet with what another workbook's has."""
    styles: dict[tuple[int, ...], Any] = {}
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style or cell.comment:
                _copy_cell(cell, target.cell(cell.row, cell.column), styles)
    for area in source.merged_cells.ranges:
        target.merge_cells(area.coord)
    for name in _SETTINGS:
        setattr(target, name, copy(getattr(source, name)))
    target.sheet_view.showGridLines = source.sheet_view.showGridLines
    target.sheet_view.zoomScale = source.sheet_view.zoomScale
    target.freeze_panes = source.freeze_panes
    target.sheet_state = source.sheet_state
    _copy_sizes(source, target)
    _copy_rules(source, target)
    target._charts, target._images = source._charts, source._images
    for table in source.tables.values():
        target.add_table(copy(table))
    for name in source.defined_names.values():
        target.defined_names.add(copy(name))
    for pivot in source._pivots:
        if pivot.cache.cacheSource.type == "worksheet":  # `not_carried` tells the others
            target.add_pivot(_pivot(pivot))


def _copy_cell(cell: Any, new: Any, styles: dict[tuple[int, ...], Any]) -> None:
    """Value and formula as they stand; each distinct look is made once."""
    if cell.__class__.__name__ == "MergedCell":
        return
    new._value, new.data_type = cell._value, cell.data_type
    if cell.has_style:
        key = tuple(cell._style)
        if key not in styles:
            for name in _LOOKS:
                setattr(new, name, copy(getattr(cell, name)))
            styles[key] = copy(new._style)
        new._style = copy(styles[key])
    if cell.hyperlink:
        new._hyperlink = copy(cell.hyperlink)
        new._hyperlink.ref = new.coordinate
        new.parent._hyperlinks.append(new._hyperlink)
    if cell.comment:
        new.comment = copy(cell.comment)


_BUILT_IN = 163
"""Number formats up to this one are the same in every workbook."""


def _pivot(pivot: Any) -> Any:
    """A pivot table without looks that other workbooks number otherwise; whoever opens it sees it
    computed anew, from the numbers that stand now."""
    pivot.formats, pivot.chartFormats, pivot.conditionalFormats = (), (), None
    pivot.cache.refreshOnLoad = True
    for one in (*pivot.dataFields, *pivot.pivotFields, *pivot.cache.cacheFields):
        if one.numFmtId and one.numFmtId > _BUILT_IN:
            one.numFmtId = None
    return pivot


def _copy_sizes(source: Any, target: Any) -> None:
    for letter, column in source.column_dimensions.items():
        new = target.column_dimensions[letter]
        for name in ("width", "hidden", "min", "max", "outlineLevel"):
            setattr(new, name, getattr(column, name))
    for number, row in source.row_dimensions.items():
        new = target.row_dimensions[number]
        new.height, new.hidden, new.outlineLevel = row.height, row.hidden, row.outlineLevel


def _copy_rules(source: Any, target: Any) -> None:
    """Conditional formats, and what is printed."""
    for area in source.conditional_formatting:
        for rule in area.rules:
            target.conditional_formatting.add(str(area.sqref), copy(rule))
    for name in ("print_title_rows", "print_title_cols"):
        if getattr(source, name):
            setattr(target, name, getattr(source, name))
    if source.print_area:
        target.print_area = source.print_area
