"""Signing in without a key on the disk: a gcloud login, or one that acts for a service account."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from google_server import Fault, GoogleServer, book_of
from google_server.errors import service_disabled
from google_server.faults import api_error
from stores.google_help import FakeTime

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.stores.google.api import GoogleApi
from sheets_sync.stores.google.key import SOMEBODY, gcloud_login, key_path, read_key
from sheets_sync.stores.google.read import STATE_ONLY

ACCOUNT = "sheets-sync@centre-test.iam.gserviceaccount.com"
LOGIN = "methodist@example.org"
Change = Callable[[GoogleServer], object]


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[GoogleServer]:
    with GoogleServer() as server:
        monkeypatch.setenv("SHEETS_SYNC_GOOGLE_URL", server.url)
        monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
        server.add(book_of("book", {"Журнал": [["Код"]]}, title="Журнал тьюторов"))
        yield server


def saved(path: Path, content: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    path.chmod(0o600)
    return path


def api(folder: Path, content: dict[str, Any]) -> GoogleApi:
    return GoogleApi(read_key(saved(folder / "key.json", content)), clock=FakeTime().clock())


def read(patient: GoogleApi) -> str:
    return patient.get("book", "адрес", STATE_ONLY).title


def test_a_login_reads_and_says_whose_it_is(google: GoogleServer, tmp_path: Path):
    patient = api(tmp_path, google.authority.gcloud_login())
    assert patient.account == SOMEBODY
    assert read(patient) == "Журнал тьюторов"
    assert patient.account == LOGIN


def test_a_login_without_the_right_to_say_whose_it_is(google: GoogleServer, tmp_path: Path):
    google.authority.granted -= {"openid", "https://www.googleapis.com/auth/userinfo.email"}
    patient = api(tmp_path, google.authority.gcloud_login())
    assert read(patient) == "Журнал тьюторов"
    assert patient.account == SOMEBODY
    google.authority.forget_tokens()
    assert read(patient) == "Журнал тьюторов"


@pytest.mark.parametrize("source", ["login", "key"])
def test_on_behalf_of_a_service_account(google: GoogleServer, tmp_path: Path, source: str):
    authority = google.authority
    inner = authority.gcloud_login() if source == "login" else authority.key()
    patient = api(tmp_path, authority.on_behalf(source_credentials=inner))
    assert patient.account == ACCOUNT
    assert read(patient) == "Журнал тьюторов"
    assert google.count("token") == 2


@pytest.mark.parametrize("project", ["centre-123", ""])
def test_requests_count_for_the_project_of_the_login(
    google: GoogleServer, tmp_path: Path, project: str
):
    more = {"quota_project_id": project} if project else {}
    read(api(tmp_path, google.authority.gcloud_login(**more)))
    sent = google.log[-1].headers.decode().lower()
    assert ("x-goog-user-project: centre-123" in sent) == bool(project)


def no_project(google: GoogleServer) -> None:
    google.faults.add(api_error(service_disabled()), kind="read", times=9)


REFUSALS: dict[str, tuple[Change, str, list[str]]] = {
    "revoked": (
        lambda g: setattr(g.authority, "login_over", "x"),
        "login",
        ["больше не действует", "gcloud auth application-default login"],
    ),
    "the organisation asks again": (
        lambda g: setattr(g.authority, "login_over", "invalid_rapt"),
        "login",
        ["больше не действует", "организация"],
    ),
    "no right to spreadsheets": (
        lambda g: setattr(g.authority, "granted", {"openid"}),
        "login",
        ["не разрешает таблицы", "--scopes"],
    ),
    "no project": (no_project, "login", ["set-quota-project"]),
    "not shared": (lambda g: setattr(g.book("book"), "role", None), "login", [LOGIN]),
    "may not act": (
        lambda g: setattr(g.authority, "may_act", False),
        "behalf",
        [ACCOUNT, "Service Account Token Creator"],
    ),
    "the login behind it is over": (
        lambda g: setattr(g.authority, "login_over", "rapt_required"),
        "behalf",
        ["больше не действует"],
    ),
    "not shared with the account": (
        lambda g: setattr(g.book("book"), "role", None),
        "behalf",
        [ACCOUNT],
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_missing_is_told(google: GoogleServer, tmp_path: Path, name: str):
    change, kind, told = REFUSALS[name]
    authority = google.authority
    content = authority.gcloud_login() if kind == "login" else authority.on_behalf()
    change(google)
    with pytest.raises(SheetsSyncError) as caught:
        read(api(tmp_path, content))
    said = str(caught.value)
    assert all(word in said for word in told), said
    assert said.endswith(".")
    assert secret_free(said)


def secret_free(text: str) -> bool:
    return not any(word in text for word in ("GOCSPX", "1//09", "ya29", "PRIVATE KEY"))


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["503", "502 HTML", "reset", "429"])
@pytest.mark.parametrize("kind", ["login", "behalf"])
def test_a_token_page_that_fails_once(google: GoogleServer, tmp_path: Path, kind: str, fault: str):
    google.faults.add(fault, kind="token")
    authority = google.authority
    content = authority.gcloud_login() if kind == "login" else authority.on_behalf()
    assert read(api(tmp_path, content)) == "Журнал тьюторов"


BROKEN: dict[str, Callable[[GoogleServer], dict[str, Any]]] = {
    "no refresh token": lambda g: g.authority.gcloud_login(refresh_token=""),
    "no secret": lambda g: g.authority.gcloud_login(client_secret=None),
    "another kind": lambda g: g.authority.gcloud_login(type="external_account"),
    "an address of nothing": lambda g: g.authority.on_behalf(
        service_account_impersonation_url="https://example.org/"
    ),
    "no source": lambda g: g.authority.on_behalf(source_credentials=None),
    "a chain": lambda g: g.authority.on_behalf(source_credentials=g.authority.on_behalf()),
    "half a source": lambda g: g.authority.on_behalf(
        source_credentials={"type": "service_account"}
    ),
    "a token page that is none": lambda g: g.authority.gcloud_login(token_uri="file:///etc"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_half_a_login_is_told(google: GoogleServer, tmp_path: Path, name: str):
    with pytest.raises(UsageError) as caught:
        api(tmp_path, BROKEN[name](google))
    assert "docs/google.md" in str(caught.value)
    assert secret_free(str(caught.value))


@pytest.mark.slow
def test_nothing_secret_is_shown(
    google: GoogleServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level("INFO")
    patient = api(tmp_path, google.authority.on_behalf())
    google.faults.add("503", kind="token")
    read(patient)
    told = "".join(r.getMessage() for r in caplog.records if "sheets_sync" in r.name)
    assert secret_free(told + repr(patient) + repr(patient.key))


# Where it lies


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    (tmp_path / "имц").mkdir()
    return tmp_path / "имц"


def test_the_usual_places_in_their_order(home: Path, monkeypatch: pytest.MonkeyPatch):
    assert key_path(home, "") == home / "credentials.json"
    login = saved(gcloud_login(), {})
    assert key_path(home, "") == login
    saved(home / "credentials.json", {})
    assert key_path(home, "") == home / "credentials.json"
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(home / "другой.json"))
    assert key_path(home, "") == home / "другой.json"
    assert key_path(home, "свой.json") == home / "свой.json"


def test_a_home_folder_may_be_named(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert key_path(home, "~/key.json") == home / "key.json"


@pytest.mark.kinds
@pytest.mark.parametrize("code", [200, 403, 400, 401, 511])
@pytest.mark.parametrize("login", [False, True])
def test_a_page_of_the_network_is_no_refused_key(
    google: GoogleServer, tmp_path: Path, code: int, login: bool
):
    page = Fault(code, b"<!doctype html><title>Wi-Fi</title>", "text/html; charset=UTF-8")
    google.faults.add(page, kind="token", times=99)
    content = google.authority.gcloud_login() if login else google.authority.key()
    with pytest.raises(SheetsSyncError, match=r"пришла веб-страница.*не просит ли сеть войти"):
        read(api(tmp_path, content))
