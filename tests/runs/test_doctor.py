"""`doctor`: says what is wrong before a run does, and how to mend it."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google_server import Fault, GoogleServer, book_from_xlsx, book_of

from sheets_sync.commands.cli import main
from sheets_sync.samples.init import init
from sheets_sync.workspace import FILE, load

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"
EMAIL = "sheets-sync@centre-test.iam.gserviceaccount.com"


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        server.add(book_of("summary", {"Лист1": []}))
        yield server


@pytest.fixture
def folder(tmp_path: Path, google: GoogleServer) -> Path:
    """What `init --google` makes, filled in as docs/google.md says."""
    init(tmp_path, for_google=True)
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    for number, name in enumerate(load(tmp_path).books):
        google.add(book_from_xlsx(tmp_path / name, f"book{number}"))
        text = text.replace(f'    "{name}"', f'    "{ADDRESS.format(f"book{number}")}"')
    text = text.replace('"Сводка ИМЦ.xlsx"', f'"{ADDRESS.format("summary")}"')
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    google.key_file(tmp_path)
    return tmp_path


def run(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["doctor", str(folder), *more])
    return int(left.value.code or 0), capsys.readouterr().out


def bad(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    code, out = run(folder, capsys, "--json")
    content = json.loads(out)
    assert code == (0 if content["ok"] else 1)
    return [one for one in content["checks"] if not one["ok"]]


@pytest.mark.slow
def test_a_workspace_by_the_book_is_ready(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    code, out = run(folder, capsys)
    assert (code, out.count("✗")) == (0, 0), out
    assert "Всё готово" in out
    assert google.book("summary").revision == 0
    with pytest.raises(SystemExit) as left:
        main(["sync", str(folder), "--quiet"])
    assert left.value.code == 0
    assert bad(folder, capsys) == []


Break = Callable[[Path, GoogleServer], object]
BROKEN: dict[str, tuple[Break, str]] = {
    "no key": (lambda f, g: (f / "credentials.json").unlink(), "Нет ключа"),
    "malformed": (lambda f, g: (f / "credentials.json").write_text("{"), "испорчен"),
    "not a key": (lambda f, g: (f / "credentials.json").write_text("{}"), "не ключ"),
    "revoked": (lambda f, g: setattr(g.authority, "key_revoked", True), "отозвали"),
    "disabled": (lambda f, g: setattr(g.api, "enabled", False), "включите"),
    "not shared": (lambda f, g: setattr(g.book("book1"), "role", None), EMAIL),
    "viewer": (lambda f, g: setattr(g.book("summary"), "role", "reader"), "Редактор"),
    "xlsx": (lambda f, g: setattr(g.book("book2"), "office_file", True), "Сохранить как"),
    "gone": (lambda f, g: g.api.books.pop("book0"), "адрес"),
    "tab": (lambda f, g: g.book("book1").sheets.remove(g.book("book1")["Явка"]), "Явка"),
    "column": (lambda f, g: rename_head(g), "Тема"),
    "title": (lambda f, g: g.book("summary").add("История"), "переименуйте"),
    "form": (lambda f, g: other_address(f, "forms/d/abc/edit"), "форма, а не таблица"),
    "document": (lambda f, g: other_address(f, "document/d/abc/edit"), "текстовый документ"),
    "clock": (lambda f, g: setattr(g.authority, "_clock", lambda: 4e9), "Часы"),
}


def other_address(folder: Path, path: str) -> None:
    """The first book is another file of Google's."""
    text = (folder / FILE).read_text(encoding="utf-8")
    text = text.replace(ADDRESS.format("book0"), f"https://docs.google.com/{path}")
    (folder / FILE).write_text(text, encoding="utf-8")


def rename_head(google: GoogleServer) -> None:
    sheet = google.book("book1")["Совещания"]
    for place, cell in list(sheet.cells.items()):
        if cell.get("userEnteredValue") == {"stringValue": "Тема"}:
            sheet.cells[place] = {"userEnteredValue": {"stringValue": "О чём говорили"}}


@pytest.mark.kinds
@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_told(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str], name: str
):
    BROKEN[name][0](folder, google)
    found = bad(folder, capsys)
    assert found
    assert any(BROKEN[name][1] in one["message"] for one in found), found
    assert all("\n" not in one["message"] for one in found)


@pytest.mark.parametrize(
    "act",
    [
        lambda google: setattr(google.authority, "key_revoked", True),
        lambda google: google.faults.add("401", kind="read", times=float("inf")),
    ],
    ids=["revoked", "refused"],
)
def test_google_that_is_out_of_reach_is_asked_about_one_spreadsheet(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str], act: Any
):
    act(google)
    found = bad(folder, capsys)
    assert [one["check"] for one in found] == ["spreadsheet"]
    assert len({exchange.path for exchange in google.log if exchange.kind == "read"}) <= 1


@pytest.mark.slow
def test_an_answer_of_another_shape_is_told(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    google.faults.add(Fault(403, b'{"error": "access_denied"}'), kind="write", times=99)
    assert "что-то другое" in bad(folder, capsys)[0]["message"]


@pytest.mark.slow
def test_a_title_that_only_a_tab_of_ours_has_is_free(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        main(["sync", str(folder), "--quiet"])
    book = google.book("summary")
    gone = book["История"]
    book.sheets.remove(gone)
    book.metadata = [one for one in book.metadata if one["location"]["sheetId"] != gone.id]
    book["Сводка"].properties["title"] = "История"
    assert bad(folder, capsys) == []
    with pytest.raises(SystemExit) as left:
        main(["sync", str(folder), "--quiet"])
    assert left.value.code == 0


KINDS: dict[str, tuple[Callable[[GoogleServer], dict[str, Any]], str]] = {
    "key": (lambda g: g.authority.key(), f"ключ сервисного аккаунта {EMAIL}"),
    "login": (
        lambda g: g.authority.gcloud_login(quota_project_id="centre-1"),
        "вход gcloud, аккаунт methodist@example.org; запросы считаются проекту centre-1",
    ),
    "login without a project": (lambda g: g.authority.gcloud_login(), "set-quota-project"),
    "on behalf": (
        lambda g: g.authority.on_behalf(),
        f"вход gcloud от имени сервисного аккаунта {EMAIL}",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_of_key_and_its_account_are_named(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str], kind: str
):
    content, told = KINDS[kind]
    (folder / "credentials.json").write_text(json.dumps(content(google)))
    code, out = run(folder, capsys)
    assert (code, out.count("✗")) == (0, 0), out
    assert told in out
    assert "GOCSPX" not in out


def test_a_login_that_is_over_is_told_once(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    (folder / "credentials.json").write_text(json.dumps(google.authority.gcloud_login()))
    google.authority.login_over = "invalid_rapt"
    found = bad(folder, capsys)
    assert len(found) == 1
    assert "gcloud auth application-default login" in found[0]["message"]


@pytest.mark.kinds
@pytest.mark.skipif(os.name != "posix", reason="files have no such rights there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], mode: int
):
    (folder / "credentials.json").chmod(mode)
    assert "chmod 600" in bad(folder, capsys)[0]["message"]
    with pytest.raises(SystemExit) as left:
        main(["sync", str(folder), "--json"])
    assert left.value.code == 2
    out = capsys.readouterr().out
    assert "chmod 600" in json.loads(out)["error"]
    assert "PRIVATE KEY" not in out


@pytest.mark.slow
def test_a_local_workspace_needs_no_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    init(tmp_path)
    code, out = run(tmp_path, capsys)
    assert (code, "ключ" in out) == (0, False), out


@pytest.mark.slow
def test_a_protected_tab_of_the_summary_is_told_before_a_run_fails_on_it(
    folder: Path, google: GoogleServer, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit):
        main(["sync", str(folder), "--quiet"])
    google.book("summary")["Сводка"].protect(["owner@example.org"])
    (found,) = bad(folder, capsys)
    assert found["check"] == "protected"
    assert "на листе «Сводка» стоит защита" in found["message"]
    assert EMAIL in found["message"]


def test_a_key_that_the_environment_names_is_told_with_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(folder / "нет" / "ключ.json"))
    (found,) = bad(folder, capsys)
    assert "Нет ключа" in found["message"]
    assert "переменная GOOGLE_APPLICATION_CREDENTIALS" in found["message"]
