"""Answers, keys and settings of a shape that nobody promised: a sentence, and never a traceback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from google_server import FAULTS, Fault, GoogleServer, book_of, rate_limited
from stores.google_help import FakeTime, api_for, store_for

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.sheet.layout import lay_out
from sheets_sync.sheet.pieces import Cell, Lines
from sheets_sync.stores.google import wire as google_wire
from sheets_sync.stores.google.read import EVERYTHING

ALL = frozenset({"журнал"})
GRIDS = [lay_out("Сводка", [Lines((Cell("да"),))], (20.0,))]


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("book", {"Журнал": [["Код"], ["К-01"]]}))
        server.add(book_of("summary", {"Лист1": [["своё"]]}))
        yield server


def said(content: Any, code: int = 200) -> Fault:
    return Fault(code, json.dumps(content).encode())


def cell(value: Any, kind: str = "DATE") -> Any:
    shown = {"numberFormat": {"type": kind}}
    return {"sheets": [tab(data=[{"rowData": [{"values": [value | {"effectiveFormat": shown}]}]}])]}


def tab(**more: Any) -> dict[str, Any]:
    return {"properties": {"title": "Журнал"}, **more}


def number(value: Any, kind: str = "DATE") -> Any:
    return cell({"effectiveValue": {"numberValue": value}}, kind)


READS: dict[str, Fault] = {
    "sheets null": said({"sheets": None}),
    "sheets a text": said({"sheets": "abc"}),
    "sheets of texts": said({"sheets": ["a"]}),
    "no sheets": said({"spreadsheetId": "book"}),
    "not one sheet": said({"sheets": []}),
    "a sheet of nothing": said({"sheets": [{}]}),
    "properties null": said({"properties": None, "sheets": [tab()]}),
    "a sheet's properties null": said({"sheets": [{"properties": None}]}),
    "a title that is a number": said({"sheets": [{"properties": {"title": 5}}]}),
    "a chart that is a number": said({"sheets": [tab(charts=[5])]}),
    "merges null": said({"sheets": [tab(merges=None)]}),
    "a merge that is a text": said({"sheets": [tab(merges=["A1:B2"])]}),
    "a row out of this world": said(
        {"sheets": [tab(data=[{"startRow": 10**12, "rowData": [cell({})]}])]}
    ),
    "a date in a text": said(number("12")),
    "a number in a text": said(number("12", "NUMBER")),
    "a number null": said(number(None)),
    "not a number": Fault(200, json.dumps(number(1)).replace(": 1}", ": NaN}").encode()),
    "a number beyond all": Fault(200, json.dumps(number(1)).replace(": 1}", ": 1e999}").encode()),
    "a text that is a list": said(cell({"effectiveValue": {"stringValue": ["x"]}})),
    "a truth that is a text": said(cell({"effectiveValue": {"boolValue": "да"}})),
    "an error null": said(cell({"effectiveValue": {"errorValue": None}})),
    "deep": Fault(200, b"[" * 200_000),
    "bytes": Fault(200, b"\xff\xfe\x00"),
    "204": Fault(204, b""),
    "302": Fault(302, b"", headers={"Location": "http://127.0.0.1:9/"}),
    "302 without an address": Fault(302, b""),
    "403 in a word": said({"error": "access_denied"}, 403),
    "403 without a code": said({"error": {"message": "x"}}, 403),
    "403 details null": said({"error": {"code": 403, "message": "x", "details": None}}, 403),
    "403 details a number": said({"error": {"code": 403, "message": "x", "details": 5}}, 403),
    "403 violations null": said({"error": {"details": [{"fieldViolations": None}, 1]}}, 403),
    "400 a message that is none": said({"error": {"message": {"a": 1}, "status": []}}, 400),
    "404 null": said({"error": None}, 404),
    "500 in a word": said({"error": "boom"}, 500),
    "500 a list": said([1], 500),
}
WRITES: dict[str, Fault] = {
    "no spreadsheet": said({"replies": []}),
    "null": said({"updatedSpreadsheet": None}),
    "a list": said({"updatedSpreadsheet": []}),
    "sheets null": said({"updatedSpreadsheet": {"sheets": None}}),
    "not one sheet": said({"updatedSpreadsheet": {"sheets": []}}),
    "403 in a word": said({"error": "access_denied"}, 403),
    "400 without a code": said({"error": {"message": "x"}}, 400),
}
TOKENS: dict[str, Fault] = {
    "login page": FAULTS["login page"],
    "a list": said([]),
    "a text": said("x"),
    "null": said(None),
    "bytes": Fault(200, b"\xff\xfe\x00"),
    "no hours": said({"access_token": "x", "expires_in": "abc"}),
    "hours of hours": said({"access_token": "x", "expires_in": 1e300}),
    "a token null": said({"access_token": None, "expires_in": 3600}),
    "a token that is a number": said({"access_token": 5, "expires_in": 3600}),
    "a token that is no header": said({"access_token": "имя\n", "expires_in": 3600}),
    "400 a list": said([1], 400),
    "400 an object": said({"error": {"code": 400, "message": "x"}}, 400),
    "403 null": said(None, 403),
}
CASES = [
    pytest.param(kind, fault, id=f"{kind}: {name}")
    for kind, faults in (("read", READS), ("write", WRITES), ("token", TOKENS))
    for name, fault in faults.items()
]


@pytest.mark.kinds
@pytest.mark.parametrize(("kind", "fault"), CASES)
def test_any_other_shape_ends_in_one_sentence(
    google: GoogleServer, tmp_path: Path, kind: str, fault: Fault
):
    time = FakeTime()
    store = store_for(google, tmp_path, ["book"], "summary", time)
    if kind == "write":
        store.read(ALL)
    google.faults.add(fault, kind=kind, times=float("inf"))
    with pytest.raises(SheetsSyncError) as caught:
        store.write(GRIDS) if kind == "write" else store.read(ALL)
    assert caught.value.exit_code == 3
    assert one_sentence(str(caught.value))
    assert time.at < 120


def one_sentence(text: str) -> bool:
    return (text.endswith(".") or "docs/google.md" in text) and "\n" not in text


@pytest.mark.kinds
@pytest.mark.parametrize("fault", TOKENS.values(), ids=list(TOKENS))
def test_a_sign_in_that_fails_once_is_repeated(google: GoogleServer, tmp_path: Path, fault: Fault):
    google.faults.add(fault, kind="token")
    if fault.status == 200:
        assert store_for(google, tmp_path, ["book"], None).read(ALL).tabs


def test_an_answer_too_large_for_the_memory(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(google_wire, "LARGEST_ANSWER", 100)
    with pytest.raises(SheetsSyncError, match="слишком велика"):
        store_for(google, tmp_path, ["book"], None).read(ALL).whole()
    assert google.count("read") == 1


def test_passwords_of_other_programs_are_not_sent(
    google: GoogleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "netrc").write_text("default login alice password s3cret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    store = store_for(google, tmp_path, ["book"])
    store.read(ALL)
    store.write(GRIDS)
    assert b"Basic" not in google.sent()


# Keys


def pem(key: Any, password: bytes = b"") -> str:
    locked = serialization.BestAvailableEncryption(password) if password else None
    return str(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            locked or serialization.NoEncryption(),
        ).decode()
    )


KEYS: dict[str, dict[str, Any]] = {
    "elliptic": {"private_key": pem(ec.generate_private_key(ec.SECP256R1()))},
    "Ed25519": {"private_key": pem(ed25519.Ed25519PrivateKey.generate())},
    "locked": {"private_key": pem(rsa.generate_private_key(65537, 2048), b"x")},
    "cut": {"private_key": "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh\n"},
    "not a key": {"private_key": "ключ"},
    "no page": {"token_uri": "foo"},
    "no host": {"token_uri": "https://"},
    "another scheme": {"token_uri": "ftp://oauth2.googleapis.com/token"},
    "half an address": {"token_uri": "http://[::1"},
    "no port": {"token_uri": "http://host:99999/"},
    "two lines": {"client_email": "a\nb@x"},
    "no name": {"client_email": "кто-то"},
    "a universe that is a number": {"universe_domain": 5},
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_can_not_sign_is_told_at_once(google: GoogleServer, tmp_path: Path, name: str):
    whole = google.authority.key()
    google.authority.key = lambda: whole | KEYS[name]  # type: ignore[method-assign]
    with pytest.raises(UsageError, match="испорчен") as caught:
        api_for(google, tmp_path)
    assert one_sentence(str(caught.value))
    assert google.log == []


# The log


def test_the_log_says_in_russian_what_google_answered(
    google: GoogleServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO")
    google.faults.add(rate_limited(), kind="read")
    api_for(google, tmp_path).get("book", "книга", EVERYTHING)
    lines = [r.getMessage() for r in caplog.records if r.name.startswith("sheets_sync")]
    assert lines == [
        "Google: ответ 429 RESOURCE_EXHAUSTED RATE_LIMIT_EXCEEDED",
        "Google: ответ 429, жду 1,5 с",
    ]


def test_the_log_quotes_no_cell(
    google: GoogleServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO")
    field = {"field": "requests[0].cell", "description": "Invalid value: «Белова»"}
    error = {
        "code": 400,
        "status": "INVALID_ARGUMENT",
        "message": "Invalid value at 'data.values', \"Белова\"",
        "details": [{"fieldViolations": [field, {"field": "Белова Анна"}]}],
    }
    google.faults.add(said({"error": error}, 400), kind="write", times=9)
    store = store_for(google, tmp_path, [])
    with pytest.raises(SheetsSyncError, match="Белова") as caught:
        store.write(GRIDS)
    assert "ответ 400 INVALID_ARGUMENT requests[0].cell" in caplog.text
    assert "Белова" not in caplog.text
    assert "Белова" in caught.value.private
