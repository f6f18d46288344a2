"""Developer metadata and data filters: what hangs where, and what a filter finds."""

from collections import defaultdict
from collections.abc import Sequence

from .a1 import Box
from .canonical import canonical
from .errors import ApiError, Json, RefusalError
from .state import EDGES, Book, Sheet

Area = tuple[Sheet, Box]


def of_spreadsheet(book: Book) -> list[Json]:
    """What hangs on the spreadsheet itself."""
    return [one for one in book.metadata if one["location"]["locationType"] == "SPREADSHEET"]


def of_sheet(book: Book, sheet_id: int) -> list[Json]:
    """What hangs on a whole tab."""
    return [one for one in book.metadata if one["location"].get("sheetId") == sheet_id]


def of_dimension(book: Book, sheet_id: int, dimension: str) -> dict[int, list[Json]]:
    """What hangs on the rows (or columns) of a tab, by their index."""
    found: dict[int, list[Json]] = defaultdict(list)
    for one in book.metadata:
        span = one["location"].get("dimensionRange", {})
        if span.get("dimension") == dimension and span.get("sheetId", 0) == sheet_id:
            found[span["startIndex"]].append(one)
    return found


def located(book: Book, location: Json) -> Json:
    """A location as Google gives it back, with its type. Raises RefusalError for no place."""
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return {"locationType": "SHEET", "sheetId": sheet.id}
    if "dimensionRange" not in location:
        raise RefusalError("DeveloperMetadata.location must be specified.")
    span = canonical("DimensionRange", location["dimensionRange"])
    start, end = span.get("startIndex", 0), span.get("endIndex", 0)
    if span.get("dimension") not in EDGES or end - start != 1:
        raise RefusalError("DeveloperMetadata.location must be exactly one row or column.")
    if end > book.sheet(span.get("sheetId", 0)).count(span["dimension"]):
        raise RefusalError("DeveloperMetadata.location is outside the grid.")
    kind = span["dimension"].removesuffix("S")
    return {"locationType": kind, "dimensionRange": span | {"startIndex": start}}


def found(book: Book, data_filter: Json) -> list[Json]:
    """The developer metadata that a filter selects; an empty lookup selects all."""
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        return [one for one in book.metadata if _matches(book, one, lookup)]
    areas = selected(book, data_filter)
    return [one for one in book.metadata if any(_meets(book, one, area) for area in areas)]


def _matches(book: Book, one: Json, lookup: Json) -> bool:
    plain = ("metadataId", "metadataKey", "metadataValue", "visibility")
    if any(name in lookup and lookup[name] != one.get(name) for name in plain):
        return False
    location = one["location"]
    if lookup.get("locationType", location["locationType"]) != location["locationType"]:
        return False
    if "metadataLocation" not in lookup:
        return True
    wanted = located(book, lookup["metadataLocation"])
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION" or wanted.get("spreadsheet"):
        return bool(location == wanted)
    return _meets(book, one, _area(book, wanted))


def _meets(book: Book, one: Json, area: Area) -> bool:
    """Metadata of the spreadsheet meets no other place."""
    if one["location"].get("spreadsheet"):
        return False
    sheet, box = _area(book, one["location"])
    return sheet.id == area[0].id and box.meets(area[1])


def _area(book: Book, location: Json) -> Area:
    if "sheetId" in location:
        sheet = book.sheet(location["sheetId"])
        return sheet, sheet.whole
    span = location["dimensionRange"]
    sheet = book.sheet(span.get("sheetId", 0))
    start, end = EDGES[span["dimension"]]
    return sheet, sheet.box({start: span["startIndex"], end: span["endIndex"]})


def selected(book: Book, data_filter: Json) -> list[Area]:
    """The cells that a filter selects. Raises ApiError for an empty one, RefusalError for a bad."""
    if "a1Range" in data_filter:
        return [book.find(data_filter["a1Range"])]
    if "gridRange" in data_filter:
        sheet = book.sheet(data_filter["gridRange"].get("sheetId", 0), "grid")
        return [(sheet, sheet.box(data_filter["gridRange"]))]
    if "developerMetadataLookup" not in data_filter:
        raise ApiError(400, "dataFilter.filter must be specified.")
    areas: list[Area] = []
    for one in found(book, data_filter):
        if one["location"].get("spreadsheet"):
            areas += [(sheet, sheet.whole) for sheet in book.sheets]
        else:
            areas.append(_area(book, one["location"]))
    return areas


def filters(body: Json) -> Sequence[Json]:
    """The filters of a request. Raises ApiError when there are none."""
    if not body.get("dataFilters"):
        raise ApiError(400, "Must specify at least one dataFilter.")
    listed: Sequence[Json] = body["dataFilters"]
    return listed
