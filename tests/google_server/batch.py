"""`spreadsheets.batchUpdate`: all requests in their order, or none of them."""

from . import (
    cell_requests,
    dimension_requests,
    masks,
    metadata_requests,
    name_requests,
    object_requests,
    reading,
    sheet_requests,
    table_requests,
    view_requests,
)
from .change import Change
from .discovery import UNIONS
from .errors import ApiError, Json, NotModelledError, RefusalError
from .state import Book

HANDLERS = (
    sheet_requests.HANDLERS
    | dimension_requests.HANDLERS
    | cell_requests.HANDLERS
    | object_requests.HANDLERS
    | table_requests.HANDLERS
    | metadata_requests.HANDLERS
    | view_requests.HANDLERS
    | name_requests.HANDLERS
)
_KINDS = UNIONS["Request"][1]


def batch_update(
    book: Book, body: Json, mask: masks.Tree | None, account: str
) -> tuple[Book, Json]:
    """The new state and the answer. Raises ApiError; the old state is never touched."""
    requests = body.get("requests") or []
    if not requests:
        raise ApiError(400, "Must specify at least one request.")
    change = Change(book.copy(), account)
    replies = [_one(change, number, request) for number, request in enumerate(requests)]
    change.book.recalculate()
    change.book.revision += 1
    answer: Json = {"spreadsheetId": book.id, "replies": replies}
    masked = dict(masks.select(mask, answer))
    if body.get("includeSpreadsheetInResponse") and masks.has(mask, "updatedSpreadsheet"):
        masked["updatedSpreadsheet"] = _updated(change, body, mask)
    return change.book, masked


def _one(change: Change, number: int, request: Json) -> Json:
    kind = next((name for name in request if name in _KINDS), None)
    if kind is None:
        raise ApiError(400, f"Invalid requests[{number}]: No request set.")
    if kind not in HANDLERS:
        raise NotModelledError(f"the request {kind}")
    try:
        reply = HANDLERS[kind](change, request[kind] or {})
    except RefusalError as refusal:
        prefix = "" if refusal.code == 500 else f"Invalid requests[{number}].{kind}: "
        raise ApiError(refusal.code, f"{prefix}{refusal}") from None
    return {kind: reply} if reply is not None else {}


def _updated(change: Change, body: Json, mask: masks.Tree | None) -> Json:
    book = change.book
    try:
        areas = [book.find(text) for text in body.get("responseRanges", [])]
    except RefusalError as refusal:
        raise ApiError(400, str(refusal)) from None
    under = masks.below(mask, "updatedSpreadsheet")
    grid = body.get("responseIncludeGridData", False)
    return reading.spreadsheet(book, reading.View(under, areas or None, grid, change.account))
