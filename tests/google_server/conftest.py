"""The real gspread and google-auth, pointed at a server of the test's own."""

import time
from collections.abc import Iterator
from functools import cache
from typing import Any

import gspread
import pytest
from google.oauth2.service_account import Credentials
from gspread.auth import DEFAULT_SCOPES
from gspread.exceptions import APIError
from gspread.http_client import HTTPClient
from helpers import PATIENCE

from google_server import Authority, GoogleServer, book_of

RED = {"red": 1, "green": 0.2, "blue": 0}
HERE = {"sheetId": 0}
PEOPLE = [["Фамилия", "Часы", "Принят"], ["Белов", 12, True], [], ["Зимина", 7.5, False]]


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        server.add(book_of("book", {"Лист 1": PEOPLE, "Sheet2": []}))
        yield server


@cache
def _credentials(email: str, key_id: str) -> Credentials:
    """google-auth takes a tenth of a second to check a key; once will do."""
    key = Authority("", time.time).key() | {"client_email": email, "private_key_id": key_id}
    return Credentials.from_service_account_info(key)


def client_of(
    google: GoogleServer, scopes: list[str] = DEFAULT_SCOPES, **changes: str
) -> gspread.Client:
    """gspread as its users make it, the API's host alone replaced."""

    class Loopback(HTTPClient):
        def request(self, method: str, endpoint: str, *rest: Any, **named: Any) -> Any:
            here = endpoint.replace("https://sheets.googleapis.com", google.url)
            return super().request(method, here, *rest, **named)

    key = google.authority.key() | changes
    credentials = _credentials(key["client_email"], key["private_key_id"])
    here = credentials.with_token_uri(key["token_uri"]).with_scopes(scopes)
    return gspread.authorize(here, http_client=Loopback)


@pytest.fixture
def client(google: GoogleServer) -> Iterator[gspread.Client]:
    made = client_of(google)
    made.set_timeout(PATIENCE)
    yield made
    made.http_client.session.close()


def area(rows: tuple[int, int], columns: tuple[int, int], sheet: int = 0) -> dict[str, int]:
    return {
        "sheetId": sheet,
        "startRowIndex": rows[0],
        "endRowIndex": rows[1],
        "startColumnIndex": columns[0],
        "endColumnIndex": columns[1],
    }


def send(client: gspread.Client, *requests: dict[str, Any], **more: Any) -> Any:
    return client.http_client.batch_update("book", {"requests": list(requests), **more})


def refused(client: gspread.Client, *requests: dict[str, Any], **more: Any) -> str:
    with pytest.raises(APIError) as caught:
        send(client, *requests, **more)
    error = caught.value.response.json()["error"]
    return f"{error['code']} {error['message']}"


def sheet_of(client: gspread.Client, title: str = "Лист 1", **params: Any) -> Any:
    answer = client.http_client.spreadsheets_get("book", params)
    return next(s for s in answer["sheets"] if s["properties"]["title"] == title)


def cell(value: Any = None, kind: str = "stringValue", **more: Any) -> dict[str, Any]:
    return ({"userEnteredValue": {kind: value}} if value is not None else {}) | more


def write(*rows: list[dict[str, Any]], fields: str = "userEnteredValue", **where: Any) -> Any:
    place = where or {"start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}}
    return {"updateCells": {"rows": [{"values": row} for row in rows], "fields": fields, **place}}
