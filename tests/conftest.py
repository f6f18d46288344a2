"""What all tests share."""

import sheets_sync  # noqa: F401  # isort: skip  (before openpyxl: it says how to spell XML)

import gc
import pickle
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from google_server import GoogleServer, book_from_xlsx
from helpers import Desk
from hypothesis import HealthCheck, settings

from sheets_sync.analysis import Analysis
from sheets_sync.documents.tag_page import demo_analysis
from sheets_sync.samples.demo import write_demo
from sheets_sync.stores.files import book_files
from sheets_sync.workspace import load

ADDRESS = "https://docs.google.com/spreadsheets/d/{}/edit"
INPUTS = 1
SLOW_MACHINES_TOO = "no example has to be over in so many milliseconds"


def pytest_configure(config: pytest.Config) -> None:
    """Quick tests try the same examples each time; only slow ones search for new ones."""
    settings.register_profile(
        SLOW_MACHINES_TOO,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=config.option.markexpr == "not slow",
    )
    settings.load_profile(SLOW_MACHINES_TOO)


@pytest.fixture(autouse=True)
def _no_login(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whoever runs the tests may be signed in with gcloud."""
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path_factory.getbasetemp() / "no gcloud"))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the snapshots anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of many inputs of a kind the quick suite tries the first, CI all of them."""
    tried: Counter[str] = Counter()
    for item in items:
        if item.get_closest_marker("kinds"):
            kind = item.nodeid.partition("[")[0]
            tried[kind] += 1
            if tried[kind] > INPUTS:
                item.add_marker("slow")


def pytest_collection_finish() -> None:
    """What was imported and collected stays: to look through it again and again took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing of the tester's own environment reaches the program, nor of a command the next."""
    for name in ("SOURCE_DATE_EPOCH", "PYTHONUNBUFFERED"):
        monkeypatch.delenv(name, raising=False)
    yield
    gc.enable()  # a command turns it off: it is over soon


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, written once: tests read it, and copy it to change it."""
    folder = tmp_path_factory.mktemp("demo") / "demo"
    write_demo(folder)
    return folder


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """The demo as every document sees it, read and counted once."""
    return demo_analysis(tmp_path_factory.mktemp("analysed") / "demo")


@pytest.fixture(scope="session")
def small_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small centre with a fault and a keeper: what needs no demo is over sooner."""
    more = 'today = 2021-02-18\n\n[owners]\n"Консультации.xlsx" = "методист Зимина"\n'
    return Desk().set("Журнал", 4, "Школа", "9").save(tmp_path_factory.mktemp("small"), more)


@pytest.fixture(
    scope="session", params=["small_files", pytest.param("demo_files", marks=pytest.mark.slow)]
)
def files(request: pytest.FixtureRequest) -> Path:
    """A folder of books to read: a small centre's, and among the slow tests the demo."""
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="session")
def into_google(files: Path) -> Callable[[GoogleServer], dict[str, str]]:
    """Puts the books of `files` into a server; → their addresses by name."""
    workspace = load(files)
    found = book_files(files, workspace.books, workspace.summary)
    books = {
        file.name: pickle.dumps(book_from_xlsx(file.path, f"book{n}"))
        for n, file in enumerate(found)
    }

    def put(google: GoogleServer) -> dict[str, str]:
        added = {name: google.add(pickle.loads(book)) for name, book in books.items()}
        return {name: ADDRESS.format(book.id) for name, book in added.items()}

    return put
