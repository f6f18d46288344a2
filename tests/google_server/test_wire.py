"""Authorisation, access, faults and the log, seen by the real gspread and google-auth."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from gspread.exceptions import APIError
from helpers import PATIENCE

from google_server import FAULTS, GoogleServer, book_of, dripping, meanwhile, slow
from google_server.conftest import client_of

RENAME = {
    "requests": [
        {"updateSpreadsheetProperties": {"properties": {"title": "новое"}, "fields": "title"}}
    ]
}


def read(client: gspread.Client, id: str = "book", **params: Any) -> Any:
    return client.http_client.spreadsheets_get(id, params)


def refusal(client: gspread.Client, id: str = "book") -> dict[str, Any]:
    with pytest.raises(APIError) as caught:
        read(client, id)
    error: dict[str, Any] = caught.value.response.json()["error"]
    return error


def test_a_whole_conversation(google: GoogleServer, client: gspread.Client):
    worksheet = client.open_by_key("book").worksheet("Лист 1")
    assert worksheet.get("A1:C4") == [
        ["Фамилия", "Часы", "Принят"],
        ["Белов", "12", "ИСТИНА"],
        [],
        ["Зимина", "7,5", "ЛОЖЬ"],
    ]
    worksheet.update([["Барсукова", None, ""]], "A2:C2", raw=True)
    row = [google.book("book")["Лист 1"].value(cell) for cell in ("A2", "B2", "C2")]
    assert row == ["Барсукова", 12, None]
    worksheet.batch_clear(["A2:A9"])
    assert google.book("book")["Лист 1"].value("A4") is None
    assert (google.count("token"), google.count("read"), google.count("write")) == (1, 3, 2)


def test_the_log_has_every_byte(google: GoogleServer, client: gspread.Client):
    client.http_client.batch_update("book", RENAME)
    write = google.log[-1]
    assert (write.verb, write.path) == ("POST", "/v4/spreadsheets/book:batchUpdate")
    assert (write.kind, write.name, write.status) == ("write", "spreadsheets.batchUpdate", 200)
    assert write.json == RENAME
    assert json.dumps("новое").encode() in google.sent()
    assert b"Bearer ya29." in google.sent()
    assert b"PRIVATE KEY" not in google.sent()


def test_the_key_file_is_private(google: GoogleServer, tmp_path: Path):
    path = google.key_file(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    assert json.loads(path.read_text())["token_uri"] == f"{google.url}/token"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"client_email": "other@example.org"}, "account not found"),
        ({"private_key_id": "0" * 40}, "Invalid JWT Signature"),
    ],
)
def test_a_wrong_key(google: GoogleServer, changes: dict[str, str], text: str):
    with pytest.raises(RefreshError, match=text):
        read(client_of(google, **changes))


def test_a_revoked_key(google: GoogleServer, client: gspread.Client):
    google.authority.key_revoked = True
    with pytest.raises(RefreshError, match="invalid_grant: Invalid JWT Signature"):
        read(client)


def test_a_wrong_clock():
    with GoogleServer(clock=lambda: time.time() + 7200) as google:
        client = client_of(google)
        with pytest.raises(RefreshError, match="reasonable timeframe"):
            read(client)


def test_a_token_that_was_withdrawn_is_asked_for_anew(google: GoogleServer, client: gspread.Client):
    read(client)
    google.authority.forget_tokens()
    read(client)
    assert [exchange.status for exchange in google.log] == [200, 200, 401, 200, 200]


def test_an_assertion_for_somebody_else_is_refused(google: GoogleServer):
    google.authority.audiences = {google.url}
    with pytest.raises(RefreshError, match="Failed audience check"):
        read(client_of(google))


def test_without_a_token(google: GoogleServer):
    url = f"{google.url}/v4/spreadsheets/book"
    assert requests.get(url, timeout=PATIENCE).json()["error"]["status"] == "PERMISSION_DENIED"
    assert requests.post(f"{url}:batchUpdate", timeout=PATIENCE).status_code == 401
    assert (
        requests.get(f"{google.url}/nothing", timeout=PATIENCE).headers["Content-Type"][:9]
        == "text/html"
    )


def test_who_may_do_what(google: GoogleServer, client: gspread.Client):
    book = google.book("book")
    assert refusal(client, "missing")["status"] == "NOT_FOUND"
    book.role = None
    assert refusal(client)["message"] == "The caller does not have permission"
    book.role = "reader"
    read(client)
    with pytest.raises(APIError, match="403"):
        client.http_client.batch_update("book", RENAME)
    book.office_file = True
    assert refusal(client)["status"] == "FAILED_PRECONDITION"
    google.api.enabled = False
    assert refusal(client)["details"][1]["reason"] == "SERVICE_DISABLED"


def test_a_spreadsheet_cannot_be_created(google: GoogleServer, client: gspread.Client):
    url = "https://sheets.googleapis.com/v4/spreadsheets"
    with pytest.raises(APIError, match="does not have permission"):
        client.http_client.request("post", url, json={})


def test_a_token_lives_for_an_hour():
    now = [time.time()]
    with GoogleServer(clock=lambda: now[0]) as google:
        google.add(book_of("book", {"Лист1": []}))
        read(client_of(google))
        bearer = re.findall(r"(?i)authorization: (.*)", google.log[-1].headers.decode())[0]
        for later, status in ((3500, 200), (99, 401)):
            now[0] += later
            url = f"{google.url}/v4/spreadsheets/book"
            answer = requests.get(url, headers={"Authorization": bearer}, timeout=PATIENCE)
            assert answer.status_code == status


def test_a_scope_that_is_too_small(google: GoogleServer):
    scopes = ["https://www.googleapis.com/auth/spreadsheets.readonly"]
    client = client_of(google, scopes=scopes)
    read(client)
    with pytest.raises(APIError, match="insufficient authentication scopes"):
        client.http_client.batch_update("book", RENAME)


def test_the_quota_is_a_fixed_minute():
    now = [time.time()]
    with GoogleServer(clock=lambda: now[0]) as google:
        google.add(book_of("book", {"Лист1": []}))
        google.api.quota.per_minute = 2
        client = client_of(google)
        read(client)
        client.http_client.batch_update("book", RENAME)
        read(client)
        error = refusal(client)
        assert error["status"] == "RESOURCE_EXHAUSTED"
        assert error["details"][0]["metadata"]["quota_limit"] == "ReadRequestsPerMinutePerUser"
        now[0] += 61
        read(client)


FAILS = {
    "429": APIError,
    "502 HTML": APIError,
    "503 applied": APIError,
    "reset": requests.ConnectionError,
    "lost reply": requests.ConnectionError,
    "truncated": requests.exceptions.ChunkedEncodingError,
    "half a JSON": requests.JSONDecodeError,
    "empty body": requests.JSONDecodeError,
    "no JSON": requests.JSONDecodeError,
    "login page": requests.JSONDecodeError,
}


@pytest.mark.kinds
@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_comes_once_and_applies_or_not(
    google: GoogleServer, client: gspread.Client, name: str
):
    read(client)
    google.faults.add(name, at=2, kind="write")
    client.http_client.batch_update("book", RENAME)
    expected = FAILS.get(name)
    if expected:
        with pytest.raises(expected):
            client.http_client.batch_update("book", RENAME)
    elif FAULTS[name].status == 200:
        client.http_client.batch_update("book", RENAME)
    else:
        status = _status_of(client)
        assert status == (200 if name == "401" else FAULTS[name].status)
    assert google.book("book").revision == 1 + (FAULTS[name].applied or name == "401")
    client.http_client.batch_update("book", RENAME)


def _status_of(client: gspread.Client) -> int:
    try:
        client.http_client.batch_update("book", RENAME)
    except APIError as error:
        return int(error.response.status_code)
    return 200


def test_faults_of_the_token_endpoint(google: GoogleServer, client: gspread.Client):
    google.faults.add("502 HTML", kind="token")
    with pytest.raises(RefreshError):
        read(client)
    google.faults.add("reset", kind="token", times=float("inf"))
    with pytest.raises(TransportError):
        read(client)
    google.faults.clear()
    read(client)


def test_slow_and_dripping_answers(google: GoogleServer, client: gspread.Client):
    read(client)
    client.set_timeout(0.1)
    google.faults.add(slow(30))
    with pytest.raises(requests.ReadTimeout):
        read(client)
    client.set_timeout(PATIENCE)
    google.faults.add(dripping(0.02))
    started = time.monotonic()
    read(client)
    assert time.monotonic() - started > 0.3


def test_retry_after_is_sent_when_asked_for(google: GoogleServer, client: gspread.Client):
    for name, header in (("429", None), ("429 Retry-After", "1")):
        google.faults.add(name, kind="read")
        with pytest.raises(APIError) as caught:
            read(client)
        assert caught.value.response.headers.get("Retry-After") == header


def test_staff_may_type_between_two_requests(google: GoogleServer, client: gspread.Client):
    def typed() -> None:
        google.book("book")["Лист 1"].write("A2", "Петрова")

    google.faults.add(meanwhile(typed), kind="write")
    client.http_client.batch_update("book", RENAME)
    assert google.book("book")["Лист 1"].value("A2") == "Петрова"
    assert google.book("book").title == "новое"


def test_a_stopped_server_answers_nobody(client: gspread.Client, google: GoogleServer):
    google.stop()
    with pytest.raises(TransportError):
        read(client)


def unknown(google: GoogleServer) -> None:
    google.add(book_of("book", {"Лист1": []}))
    with pytest.raises(APIError, match="does not model the request sortRange"):
        client_of(google).http_client.batch_update("book", {"requests": [{"sortRange": {}}]})


def bug(google: GoogleServer) -> None:
    google.faults.add(meanwhile(lambda: [].pop()))
    assert requests.get(google.url, timeout=PATIENCE).content == b"the test server crashed"


@pytest.mark.parametrize("happens", [unknown, bug])
def test_what_the_server_cannot_do_fails_the_test(happens: Callable[[GoogleServer], None]):
    def run() -> None:
        with GoogleServer() as google:
            happens(google)

    with pytest.raises(AssertionError, match="could not answer"):
        run()
