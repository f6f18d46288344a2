"""`python -m bench`: our run against a bare read of the same books and a user's own script."""

import argparse
import compileall
import json
import math
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.generate import BOOKS, ROOT, SUMMARY, TUTORS, workspace
from bench.measure import HOME, Took, memory, output, seconds

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
SCRIPT_UP_TO = 100_000
BARE = """\
import gc, sys
from python_calamine import CalamineWorkbook
kept = []
for path in sys.argv[2:]:
    book = CalamineWorkbook.from_path(path)
    rows = [book.get_sheet_by_name(title).to_python() for title in book.sheet_names]
    if sys.argv[1] == "keep":
        kept.append(rows)
    del rows, book
"""
CHILD = """\
import sys, time
from pathlib import Path
from sheets_sync.stores.files import BookFile
from sheets_sync.stores.limits import Limits
from sheets_sync.stores.xlsx.read import read_books
book = BookFile(Path(sys.argv[1]), "book")
took = []
for _ in range(7):
    start = time.perf_counter()
    read_books([book], frozenset(["школы"]), Limits())
    took.append(time.perf_counter() - start)
print(sorted(took)[3])
"""
HEAVY = ("pandas", "openpyxl", "gspread")

Times = dict[str, list[Took]]


@dataclass(frozen=True)
class Ratio:
    """A ratio of docs/performance.md: what was reached beside what is wanted."""

    name: str
    got: float
    reach: float
    beyond: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.beyond is not None and self._good(self.beyond):
            return "beyond"
        return "reached" if self._good(self.reach) else "MISSED"

    def _good(self, goal: float) -> bool:
        return self.got >= goal if self.at_least else self.got <= goal


def main() -> None:
    options = _options()
    compileall.compile_dir(HOME / "sheets_sync", quiet=1)
    sizes = [SIZES[name] for name in options.sizes.lower().split(",")]
    results = {rows: _measured(rows, options.turns) for rows in sizes}
    start = _start_up(results[sizes[0]]["folder"])
    ratios = [*_ratios(results), *start["ratios"]]
    _print(results, start, ratios)
    content = {
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
        "sizes": {str(rows): _plain(result) for rows, result in results.items()},
        "start": {name: start[name] for name in ("help", "imported", "child")},
        "ratios": [asdict(ratio) | {"verdict": ratio.verdict} for ratio in ratios],
    }
    (ROOT / "result.json").write_text(json.dumps(content, ensure_ascii=False, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", default="10k,100k,1m", help="of 1k, 10k, 100k, 1m")
    parser.add_argument("--turns", type=int, help="default 3, for 1m 1")
    return parser.parse_args()


def _measured(rows: int, turns: int | None) -> dict[str, Any]:
    """All times and peaks of one size, taken in turns."""
    folder = workspace(rows)
    books = [str(folder / name) for name in BOOKS]
    seconds(["-c", BARE, "drop", *books])  # the books are in the page cache from here on
    times: Times = {"bare": [], "sync": [], "unchanged": []}
    for _ in range(turns or (1 if rows >= 1_000_000 else 3)):
        times["bare"].append(seconds(["-c", BARE, "drop", *books]))
        times["sync"].append(_sync(folder, fresh=True))
        times["unchanged"].append(_sync(folder, fresh=False))
        if rows <= SCRIPT_UP_TO:
            times.setdefault("script", []).append(_script(folder))
    return {"folder": str(folder), "times": times, "peaks": _peaks(folder, books)}


def _plain(result: dict[str, Any]) -> dict[str, Any]:
    times = {name: [asdict(one) for one in values] for name, values in result["times"].items()}
    return {**result, "times": times}


def _wall(times: list[Took]) -> float:
    return median(took.wall for took in times)


def _sync(folder: Path, fresh: bool) -> Took:
    if fresh:
        _forget(folder)
    return seconds(["-m", "sheets_sync", "sync", str(folder), "--quiet"])


def _forget(folder: Path) -> None:
    """No memory of an earlier run, no summary."""
    shutil.rmtree(folder / ".sheets_sync", ignore_errors=True)
    (folder / SUMMARY).unlink(missing_ok=True)


def _script(folder: Path) -> Took:
    return seconds(["-W", "ignore", "-m", "bench.user_script", str(folder)])


def _peaks(folder: Path, books: list[str]) -> dict[str, float]:
    """MiB of the whole process tree."""
    _forget(folder)
    return {
        "sync": memory(["-m", "sheets_sync", "sync", str(folder), "--quiet"]).tree,
        "bare": memory(["-c", BARE, "keep", *books]).tree,
        "bare, one book at a time": memory(["-c", BARE, "drop", *books]).tree,
    }


def _start_up(folder: str) -> dict[str, Any]:
    """--help and the price of a child process."""
    took = _wall([seconds(["-m", "sheets_sync", "--help"]) for _ in range(5)])
    trace = output(["-X", "importtime", "-m", "sheets_sync", "--help"])
    modules = {line.rpartition("|")[2].strip() for line in trace.splitlines() if "|" in line}
    imported = sorted(modules & set(HEAVY))
    child = float(output(["-c", CHILD, f"{folder}/{BOOKS[0]}"]))
    ratios = [
        Ratio("--help, s", took, 0.25),
        Ratio(f"--help imports of {', '.join(HEAVY)}", len(imported), 0),
        Ratio("a child process for a small book, s", child, 0.08),
        *_documents(folder),
    ]
    return {"help": took, "imported": imported, "child": child, "ratios": ratios}


def _documents(folder: str) -> Iterator[Ratio]:
    """A card of a tutor as a whole process, and what each hundred more of them cost."""
    with tempfile.TemporaryDirectory() as place:
        command = ["-m", "sheets_sync", "document", folder, "тьютор", "--quiet"]
        one = seconds([*command, "--tutor", "Т-001", "-o", f"{place}/один.docx"]).wall
        every = seconds([*command, "--each", "tutor", "-o", f"{place}/все"]).wall
    yield Ratio("one document, s", one, 2)
    yield Ratio("each 100 documents, s", (every - one) * 100 / (TUTORS - 1), 10)


def _ratios(results: dict[int, Any]) -> Iterator[Ratio]:
    middle = {
        rows: {name: _wall(values) for name, values in result["times"].items()}
        for rows, result in results.items()
    }
    if 100_000 in middle:
        times = middle[100_000]
        yield Ratio("full sync ÷ bare read, 100k", times["sync"] / times["bare"], 1.4, 1.0)
        yield Ratio("unchanged ÷ bare read, 100k", times["unchanged"] / times["bare"], 0.1, 0.05)
        yield Ratio("user's script ÷ sync, 100k", times["script"] / times["sync"], 10, 15, True)
    if 10_000 in middle:
        times = middle[10_000]
        yield Ratio("user's script ÷ sync, 10k", times["script"] / times["sync"], 4, 8, True)
    if 1_000_000 in middle:
        times, peaks = middle[1_000_000], results[1_000_000]["peaks"]
        yield Ratio("full sync ÷ bare read, 1m", times["sync"] / times["bare"], 1.2, 0.9)
        yield Ratio("peak memory ÷ bare read's, 1m", peaks["sync"] / peaks["bare"], 0.8, 0.5)
        low = peaks["sync"] / peaks["bare, one book at a time"]
        yield Ratio("  … that drops each book it has read", low, 0.8, 0.5)
    if {10_000, 1_000_000} <= middle.keys():
        growth = middle[1_000_000]["sync"] / middle[10_000]["sync"]
        yield Ratio("growth from 10k to 1m, exponent", math.log(growth, 100), 1.05)


def _print(results: dict[int, Any], start: dict[str, Any], ratios: list[Ratio]) -> None:
    print(f"{'':28}" + "".join(f"{rows:>12,}" for rows in results))
    for name in ("bare", "sync", "unchanged", "script"):
        times = [result["times"].get(name) for result in results.values()]
        _line(f"{name}, s", (_wall(t) if t else None for t in times))
        _line("  processor", (median(one.cpu for one in t) if t else None for t in times))
    for name in ("sync", "bare", "bare, one book at a time"):
        _line(f"MiB {name}", (result["peaks"][name] for result in results.values()))
    print(f"\n{'':42}{'reach':>8}{'beyond':>8}{'got':>8}")
    for ratio in ratios:
        sign = "≥" if ratio.at_least else "≤"
        beyond = "" if ratio.beyond is None else f"{sign}{ratio.beyond:g}"
        print(f"{ratio.name:42}{sign + f'{ratio.reach:g}':>8}{beyond:>8}{ratio.got:8.2f}", end="")
        print(f"  {ratio.verdict}")


def _line(name: str, cells: Iterable[float | None]) -> None:
    print(f"{name:28}" + "".join(" " * 12 if c is None else f"{c:12.2f}" for c in cells))


if __name__ == "__main__":
    main()
