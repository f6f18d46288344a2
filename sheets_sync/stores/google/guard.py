"""The last look before a batch is sent: it may touch tabs of ours and nothing else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_WHERE = {
    "addSheet": ("properties",),
    "updateSheetProperties": ("properties",),
    "deleteSheet": (),
    "unmergeCells": ("range",),
    "mergeCells": ("range",),
    "repeatCell": ("range",),
    "updateCells": ("range",),
    "updateDimensionProperties": ("range",),
    "clearBasicFilter": (),
    "setBasicFilter": ("filter", "range"),
    "deleteConditionalFormatRule": (),
    "addConditionalFormatRule": ("rule", "ranges"),
    "addProtectedRange": ("protectedRange", "range"),
    "addChart": ("chart", "position", "overlayPosition", "anchorCell"),
    "createDeveloperMetadata": ("developerMetadata", "location"),
    "addFilterView": ("filter", "range"),
    "addNamedRange": ("namedRange", "range"),
    "setDataValidation": ("range",),
}
"""Where each kind of request names the tab that it changes."""

_OBJECTS = {
    "deleteEmbeddedObject": ("objectId",),
    "deleteProtectedRange": ("protectedRangeId",),
    "deleteBanding": ("bandedRangeId",),
    "deleteFilterView": ("filterId",),
    "deleteTable": ("tableId",),
    "updateChartSpec": ("chartId",),
    "updateEmbeddedObjectPosition": ("objectId",),
    "updateFilterView": ("filter", "filterViewId"),
    "updateNamedRange": ("namedRange", "namedRangeId"),
    "deleteNamedRange": ("namedRangeId",),
}
"""Requests that name a thing on a tab, and where they do."""


class ForeignTabError(Exception):
    """A batch that would touch what is not ours: a bug of this program."""


def check_batch(
    requests: Iterable[Json], sheets: Collection[int], objects: Collection[tuple[str, int | str]]
) -> None:
    """Raises ForeignTabError unless each request names a tab (or a thing on a tab) of ours.

    `objects` are pairs of a request's kind and an id; every other kind of request is refused.
    """
    for request in requests:
        kind, body = next(iter(request.items()))
        if len(request) != 1:
            raise ForeignTabError("two requests in one")
        if kind in _OBJECTS:
            *outer, name = _OBJECTS[kind]
            good = (kind, _inside(body, outer).get(name)) in objects
        elif kind == "updateDeveloperMetadata":
            good = all(("metadata", number) in objects for number in _metadata(body))
        else:
            good = kind in _WHERE and set(_named(body, _where(kind, body))) <= set(sheets)
        if not good or not set(mentioned(body)) <= set(sheets):
            raise ForeignTabError(f"{kind} touches a tab that is not ours")


def _where(kind: str, body: Json) -> tuple[str, ...]:
    """Where this request names its tab: cells are named by their range or by where they start."""
    return ("start",) if kind == "updateCells" and "range" not in body else _WHERE[kind]


def _named(body: Any, path: tuple[str, ...]) -> Iterator[int | None]:
    """The tab's id at a path; None where it is not said, which would mean tab 0."""
    body = _inside(body, path)
    for one in body if isinstance(body, list) else [body]:
        yield one.get("sheetId")


def _inside(body: Any, path: Iterable[str]) -> Any:
    for name in path:
        body = body.get(name, {})
    return body


def mentioned(node: Any) -> Iterator[int]:
    """Every sheetId in a request, sources of charts too."""
    if isinstance(node, Mapping):
        if "sheetId" in node:
            yield node["sheetId"]
        for part in node.values():
            yield from mentioned(part)
    elif isinstance(node, list):
        for part in node:
            yield from mentioned(part)


def _metadata(body: Json) -> Iterator[int | None]:
    """The metadata that an update finds; None for a filter that finds more than one."""
    for one in body.get("dataFilters") or [{}]:
        yield one.get("developerMetadataLookup", {}).get("metadataId")


_FILLING = ("updateCells", "updateSheetProperties")
"""All that filling a tab of the staff's with words may do; its title and place are not ours."""


def check_tab_batch(requests: Iterable[Json], sheet: int) -> None:
    """Raises ForeignTabError unless each request fills or widens this one tab."""
    listed = list(requests)
    check_batch(listed, {sheet}, ())
    for request in listed:
        kind, body = next(iter(request.items()))
        sizes = all(
            name.startswith("gridProperties.") for name in body.get("fields", "").split(",")
        )
        values = body.get("fields") == "userEnteredValue"
        if kind not in _FILLING or not (values if kind == "updateCells" else sizes):
            raise ForeignTabError(f"{kind} does more than fill a tab")
