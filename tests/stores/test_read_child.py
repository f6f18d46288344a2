"""Whatever becomes of a child process, the user gets one sentence."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from helpers import PATIENCE, until
from test_preflight import LIMITS, parts, read, refusal, zipped

from sheets_sync.errors import SheetsSyncError
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.xlsx import children
from sheets_sync.stores.xlsx.read import reading_at_once, start


def speak(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let every child run this program instead of ours."""
    monkeypatch.setattr(children, "command", lambda *_: [sys.executable, "-I", "-c", code])


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The children that were begun."""
    spawn, begun = children.spawn, []

    def noted(arguments: list[str]) -> Any:
        begun.append(spawn(arguments))
        return begun[-1]

    monkeypatch.setattr(children, "spawn", noted)
    return begun


FRAME = "import sys,pickle;b={};sys.stdout.buffer.write(len(b).to_bytes(8,'little')+b)"


@pytest.mark.kinds
@pytest.mark.parametrize(
    "code",
    [
        "",
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.write(1, b'garbage that is long enough')",
        "import os; os.write(1, b'\\xff' * 8)",
        "import os; os.write(1, b'\\x05\\0\\0\\0\\0\\0\\0\\0ab')",
        FRAME.format("pickle.dumps(('end', 5))"),
        FRAME.format("pickle.dumps(('column', b'abc', [None]))"),
        FRAME.format("pickle.dumps(('tab', 'А', 3, 2, [], False))"),
        FRAME.format("b'cos\\nsystem\\n(S\"echo leaked >&2\"\\ntR.'"),
        "raise MemoryError",
    ],
)
def test_a_child_that_breaks_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], code: str
) -> None:
    speak(monkeypatch, code)
    assert "чтение оборвалось" in refusal(zipped(tmp_path / "a.xlsx", parts()))
    assert capfd.readouterr() == ("", "")


def test_a_child_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Any]
) -> None:
    speak(monkeypatch, f"import time; time.sleep({PATIENCE})")
    sentence = refusal(zipped(tmp_path / "a.xlsx", parts()), replace(LIMITS, seconds=0.3))
    assert "не уложилось в 0.3 с" in sentence
    assert [child.poll() is None for child in begun] == [False]


def test_one_bad_book_names_itself_and_ends_nothing_else(tmp_path: Path) -> None:
    good = zipped(tmp_path / "good.xlsx", parts())
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04")
    books = [BookFile(good, "good.xlsx"), BookFile(tmp_path / "bad.xlsx", "bad.xlsx")]
    with pytest.raises(SheetsSyncError, match=r"«bad\.xlsx»"):
        start(books, frozenset(), LIMITS, everything=True).finish().whole()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory limits are Linux's")
def test_memory_is_limited(tmp_path: Path) -> None:
    cell = '<c r="A{0}" t="inlineStr"><is><t>' + "а" * 2000 + "</t></is></c>"
    rows = "".join(f'<row r="{n}">{cell.format(n)}</row>' for n in range(1, 20_000))
    path = zipped(tmp_path / "a.xlsx", parts(rows))
    sentence = refusal(path, replace(LIMITS, memory_mb=48))
    assert "памяти" in sentence or "слишком велик" in sentence
    assert read(path).tabs[0].height == 19_999


def test_cancelled_children_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = tmp_path / "начали"
    speak(monkeypatch, f"import time; open({str(begun)!r}, 'w'); time.sleep({PATIENCE})")
    path = zipped(tmp_path / "a.xlsx", parts())
    pending = start([BookFile(path, "a.xlsx")] * 3, frozenset(), LIMITS)
    until(begun.exists)
    pending.cancel()
    with pytest.raises(SheetsSyncError, match="оборвалось"):
        pending.finish().whole()


def test_a_book_that_appears_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = zipped(tmp_path / "b.xlsx", parts())

    def saved(seconds: float) -> None:
        if ready.exists():
            ready.rename(tmp_path / "a.xlsx")

    monkeypatch.setattr(time, "sleep", saved)
    assert read(tmp_path / "a.xlsx").tabs


def test_a_book_that_is_saved_meanwhile_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = zipped(tmp_path / "a.xlsx", parts()), zipped(tmp_path / "b.xlsx", parts())
    tell, times = children.tell, []

    def saved(*asked: Any) -> None:
        times.append(1)
        if len(times) == 1:
            os.replace(other, path)
        tell(*asked)

    monkeypatch.setattr(children, "tell", saved)
    assert read(path).tabs
    assert len(times) == 2


def test_a_book_that_keeps_changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.xlsx", parts())
    tell = children.tell

    def saved(*asked: Any) -> None:
        path.write_bytes(path.read_bytes() + b"\0")
        tell(*asked)

    monkeypatch.setattr(children, "tell", saved)
    assert "меняется прямо сейчас" in refusal(path)


def several(folder: Path, number: int) -> list[BookFile]:
    """Small books, one row each."""
    row = '<row r="1"><c r="A1"><v>{}</v></c></row>'
    paths = [zipped(folder / f"{n}.xlsx", parts(row.format(n))) for n in range(number)]
    return [BookFile(path, path.name) for path in paths]


def test_small_books_share_a_child(tmp_path: Path, begun: list[Any]) -> None:
    books = several(tmp_path, 5)
    with reading_at_once(1):
        found = start(books, frozenset(), LIMITS, everything=True).finish().whole()
    assert [tab.at(1, 1) for tab in found.tabs] == [0, 1, 2, 3, 4]
    assert len(begun) == 1
    until(lambda: begun[0].poll() is not None)


@pytest.mark.parametrize("way", ["bad file", "dies"])
def test_a_bad_book_among_small_ones_is_asked_of_a_child_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Any], way: str
) -> None:
    books, tell = several(tmp_path, 4), children.tell
    if way == "bad file":
        books[1].path.write_bytes(b"PK\x03\x04")

    def asked(child: Any, book: BookFile, *other: Any) -> None:
        if way == "dies" and book == books[1] and len(begun) == 1:
            child.kill()
        tell(child, book, *other)

    monkeypatch.setattr(children, "tell", asked)
    with reading_at_once(1):
        found = start(books, frozenset(), LIMITS, everything=True).finish()
    good = [0, 2, 3] if way == "bad file" else [0, 1, 2, 3]
    assert [tab.at(1, 1) for tab in found.tabs] == good
    assert [one.name for one in found.lost] == (["1.xlsx"] if way == "bad file" else [])


def test_names_that_are_not_ascii(tmp_path: Path) -> None:
    name = "Журнал «№ 1» % é.xlsx"
    assert read(zipped(tmp_path / name, parts())).tabs[0].place.book == name


def test_the_child_imports_little(tmp_path: Path) -> None:
    code = "import sys; import sheets_sync.stores.xlsx.child; print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pandas", "numpy", "openpyxl", "subprocess", "sheets_sync.sheet.layout"} & set(out)


@pytest.mark.slow
def test_a_large_book_is_read_beside_its_scan(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("А")
    for number in range(60_000):
        sheet.append([number, f"текст {number}", os.urandom(8).hex(), number % 2 == 0])
    sheet.append([None, "=1/0"])
    book.save(tmp_path / "a.xlsx")
    assert (tmp_path / "a.xlsx").stat().st_size > 1 << 20
    tab = read(tmp_path / "a.xlsx").tabs[0]
    assert (tab.height, tab.at(60_000, 1), tab.at(60_000, 4)) == (60_001, 59_999, False)
    assert str(type(tab.at(60_001, 2)).__name__) == "CellError"
    assert "ячеек" in refusal(tmp_path / "a.xlsx", replace(LIMITS, cells=200_000))
