"""From a request to its answer: who asks, what is asked, whether it is well formed and allowed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import masks, metadata, reading, writing
from .auth import Authority
from .batch import batch_update
from .change import Change
from .discovery import Method, check_body, check_query
from .errors import (
    ApiError,
    Json,
    NotModelledError,
    RefusalError,
    bad_token,
    not_found,
    not_permitted,
    office_file,
    quota_exceeded,
    scope_missing,
    service_disabled,
    unregistered,
)
from .state import Book

_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Call:
    """A request that is well formed and allowed."""

    method: Method
    book: Book
    path: Mapping[str, str]
    query: Mapping[str, list[str]]
    body: Json
    mask: masks.Tree | None
    account: str

    def options(self) -> Json:
        """The render options, which stand in the URL or in the body."""
        return {name: values[-1] for name, values in self.query.items()} | self.body


@dataclass(slots=True)
class Quota:
    """So many reads and so many writes in a fixed minute; refused calls don't count."""

    per_minute: float = float("inf")
    started: dict[bool, float] = field(default_factory=dict)
    passed: dict[bool, int] = field(default_factory=dict)

    def take(self, reads: bool, now: float) -> None:
        """Count one. Raises ApiError."""
        if now - self.started.get(reads, float("-inf")) >= _MINUTE:
            self.started[reads], self.passed[reads] = now, 0
        if self.passed[reads] >= self.per_minute:
            raise quota_exceeded(reads)
        self.passed[reads] += 1


class Api:
    """The spreadsheets there are, and what our one service account may do with them."""

    def __init__(self, authority: Authority, clock: Callable[[], float]) -> None:
        self.books: dict[str, Book] = {}
        self.enabled = True
        self.quota = Quota()
        self._authority = authority
        self._clock = clock

    def answer(
        self,
        method: Method,
        path: Mapping[str, str],
        query: Mapping[str, list[str]],
        body: bytes,
        authorization: str,
    ) -> Json:
        """The JSON a request is answered with. Raises ApiError."""
        self._check_caller(method, authorization)
        self.quota.take(method.reads, self._clock())
        check_query(method, query)
        content = _parsed(body)
        if method.request:
            check_body(method.request, content)
            content = _without_nulls(content)
        fields = query.get("fields", [""])[-1]
        mask = masks.query_tree(fields, method.response) if fields else None
        book = self._book(method, path.get("spreadsheetId", ""))
        call = Call(method, book, path, query, content, mask, self._authority.email)
        name = method.name.removeprefix("spreadsheets.")
        if name in _WRITES:
            new, answer = _WRITES[name](call)
            book.become(new)
            return answer
        if name not in _READS:
            raise NotModelledError(f"the method {method.name}")
        try:
            answer = _READS[name](call)
        except RefusalError as refusal:
            raise ApiError(refusal.code, str(refusal)) from None
        masked = method.response == "Spreadsheet"  # grids are masked where they are made
        return answer if masked else dict(masks.select(mask, answer))

    def _check_caller(self, method: Method, authorization: str) -> None:
        if not authorization:
            raise unregistered(method.verb == "GET")
        scopes = self._authority.allowed(authorization)
        if scopes is None:
            raise bad_token()
        if not scopes & method.scopes:
            raise scope_missing(method.name)
        if not self.enabled:
            raise service_disabled()

    def _book(self, method: Method, id: str) -> Book:
        if method.name == "spreadsheets.create":
            raise not_permitted()
        if id not in self.books:
            raise not_found()
        book = self.books[id]
        if book.role is None or (book.role == "reader" and not method.reads):
            raise not_permitted()
        if book.office_file:
            raise office_file()
        return book


def _parsed(body: bytes) -> Json:
    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    try:
        content = json.loads(body or b"{}", parse_constant=refuse)
    except ValueError:
        start = body[:60].decode("utf-8", "replace")
        message = f"Invalid JSON payload received. Unexpected token.\n{start}\n^"
        raise ApiError(400, message) from None
    if not isinstance(content, dict):
        raise ApiError(
            400, 'Invalid JSON payload received. Unknown name "": Root element must be a message.'
        )
    return content


def _without_nulls(node: Any) -> Any:
    """A field that is null is a field not given; in a list of values it means «skip this cell»."""
    if isinstance(node, list):
        return [_without_nulls(item) for item in node]
    if isinstance(node, dict):
        return {name: _without_nulls(part) for name, part in node.items() if part is not None}
    return node


def _get(call: Call) -> Json:
    texts = call.query.get("ranges")
    areas = [call.book.find(text) for text in texts] if texts else None
    grid = call.query.get("includeGridData", ["false"])[-1] == "true"
    bands = call.query.get("excludeTablesInBandedRanges", ["false"])[-1] != "true"
    return reading.spreadsheet(call.book, reading.View(call.mask, areas, grid, call.account, bands))


def _get_by_data_filter(call: Call) -> Json:
    listed = metadata.filters(call.body)
    areas = [area for each in listed for area in metadata.selected(call.book, each)]
    grid = call.body.get("includeGridData", False)
    bands = not call.body.get("excludeTablesInBandedRanges", False)
    return reading.spreadsheet(call.book, reading.View(call.mask, areas, grid, call.account, bands))


def _values_get(call: Call) -> Json:
    return reading.values(call.book, *call.book.find(call.path["range"]), call.options())


def _values_batch_get(call: Call) -> Json:
    areas = [call.book.find(text) for text in call.query.get("ranges", [])]
    listed = [reading.values(call.book, *area, call.options()) for area in areas]
    return {"spreadsheetId": call.book.id} | ({"valueRanges": listed} if listed else {})


def _values_by_data_filter(call: Call) -> Json:
    matched = [
        {
            "valueRange": reading.values(call.book, *area, call.options()),
            "dataFilters": [each],
        }
        for each in metadata.filters(call.body)
        for area in metadata.selected(call.book, each)
    ]
    return {"spreadsheetId": call.book.id} | ({"valueRanges": matched} if matched else {})


def _metadata_get(call: Call) -> Json:
    for one in call.book.metadata:
        if str(one["metadataId"]) == call.path["metadataId"]:
            return one
    raise not_found()


def _metadata_search(call: Call) -> Json:
    listed = metadata.filters(call.body)
    matched = [
        {"developerMetadata": one, "dataFilters": [each]}
        for each in listed
        for one in metadata.found(call.book, each)
    ]
    return {"matchedDeveloperMetadata": matched} if matched else {}


_READS: dict[str, Callable[[Call], Json]] = {
    "get": _get,
    "getByDataFilter": _get_by_data_filter,
    "values.get": _values_get,
    "values.batchGet": _values_batch_get,
    "values.batchGetByDataFilter": _values_by_data_filter,
    "developerMetadata.get": _metadata_get,
    "developerMetadata.search": _metadata_search,
}


def _batch_update(call: Call) -> tuple[Book, Json]:
    return batch_update(call.book, call.body, call.mask, call.account)


def _values_update(call: Call) -> tuple[Book, Json]:
    option = call.query.get("valueInputOption", [""])[-1]
    change = _started(call)
    data = [{**call.body, "range": call.path["range"]}]
    return change.book, writing.update(change, option, data)[0]


def _values_batch_update(call: Call) -> tuple[Book, Json]:
    change = _started(call)
    option = call.body.get("valueInputOption")
    answers = writing.update(change, option, call.body.get("data", []))
    total = sum(answer["updatedCells"] for answer in answers)
    answer = {"spreadsheetId": call.book.id, "totalUpdatedCells": total, "responses": answers}
    return change.book, answer


def _values_clear(call: Call) -> tuple[Book, Json]:
    change = _started(call)
    cleared = writing.clear(change, [call.path["range"]])
    return change.book, {"spreadsheetId": call.book.id, "clearedRange": cleared[0]}


def _values_batch_clear(call: Call) -> tuple[Book, Json]:
    change = _started(call)
    cleared = writing.clear(change, call.body.get("ranges", []))
    return change.book, {"spreadsheetId": call.book.id, "clearedRanges": cleared}


def _started(call: Call) -> Change:
    change = Change(call.book.copy(), call.account)
    change.book.revision += 1
    return change


_WRITES: dict[str, Callable[[Call], tuple[Book, Json]]] = {
    "batchUpdate": _batch_update,
    "values.update": _values_update,
    "values.batchUpdate": _values_batch_update,
    "values.clear": _values_clear,
    "values.batchClear": _values_batch_clear,
}
