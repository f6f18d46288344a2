"""`python -m bench`: our run against a bare read of the same books and a user's own script."""

import argparse
import compileall
import json
import os
import platform
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from statistics import median

from bench.generate import DIRECTORIES, ROOT, workspace
from bench.goals import Ratio, exponents, ratios_of
from bench.measure import HOME, output, seconds
from bench.rounds import Measured, measured
from bench.sizes import DIMENSIONS, everything, journal_alone, one_dimension
from bench.to_google import google_ratios

SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
FAMILIES = {"journal": journal_alone, "everything": everything}
TIMES = 5
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


def main() -> None:
    options = _options()
    compileall.compile_dir(HOME / "sheets_sync", quiet=1)
    ratios: list[Ratio] = []
    found: list[Measured] = []
    for family in options.families.split(","):
        sizes = [FAMILIES[family](SIZES[name]) for name in options.sizes.lower().split(",")]
        of_family = [measured(size, options.turns or _turns(size.rows)) for size in sizes]
        _print_times(family, of_family)
        ratios += ratios_of(family, {one.size.rows: one for one in of_family})
        found += of_family
    ratios += _one_by_one() if options.dimensions else ()
    ratios += _start_up()
    ratios += google_ratios()
    _print(ratios)
    content = {
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
        "measured": [asdict(one) for one in found],
        "ratios": [asdict(ratio) | {"verdict": ratio.verdict} for ratio in ratios],
    }
    (ROOT / "result.json").write_text(json.dumps(content, ensure_ascii=False, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--families", default=",".join(FAMILIES), help="journal, everything")
    parser.add_argument("--sizes", default="10k,100k,1m", help="of 1k, 10k, 100k, 1m")
    parser.add_argument("--turns", type=int, help="default 3, for 1m 1")
    parser.add_argument("--dimensions", action="store_true", help="each dimension alone as well")
    return parser.parse_args()


def _turns(rows: int) -> int:
    return 1 if rows >= 1_000_000 else 3


def _one_by_one() -> Iterator[Ratio]:
    """Each dimension alone, from 10,000 journal rows on."""
    base = measured(everything(10_000), 3, peaks=False)
    grown = {n: measured(one_dimension(n, TIMES), 3, peaks=False) for n in DIMENSIONS}
    yield from exponents(base, grown, TIMES)


def _start_up() -> Iterator[Ratio]:
    """--help, the price of a child process, and what documents take."""
    size = journal_alone(10_000)
    folder = workspace(size)
    took = median(seconds(["-m", "sheets_sync", "--help"]).wall for _ in range(5))
    trace = output(["-X", "importtime", "-m", "sheets_sync", "--help"])
    modules = {line.rpartition("|")[2].strip() for line in trace.splitlines() if "|" in line}
    imported = modules & set(HEAVY)
    yield Ratio("--help, s", took, 0.25)
    yield Ratio(f"--help imports of {', '.join(HEAVY)}", len(imported), 0)
    child = float(output(["-c", CHILD, f"{folder}/{DIRECTORIES}"]))
    yield Ratio("a child process for a small book, s", child, 0.08)
    yield from _documents(str(folder), size.tutors)


def _documents(folder: str, tutors: int) -> Iterator[Ratio]:
    """A card of a tutor as a whole process, and what each hundred more of them cost."""
    with tempfile.TemporaryDirectory() as place:
        command = ["-m", "sheets_sync", "document", folder, "тьютор", "--quiet"]
        one = seconds([*command, "--tutor", "Т-001", "-o", f"{place}/один.docx"]).wall
        every = seconds([*command, "--each", "tutor", "-o", f"{place}/все"]).wall
    yield Ratio("one document, s", one, 2)
    yield Ratio("each 100 documents, s", (every - one) * 100 / (tutors - 1), 10)


def _print_times(family: str, found: Sequence[Measured]) -> None:
    print(f"{family:28}" + "".join(f"{one.size.rows:>12,}" for one in found))
    for name in ("bare", "sync", "one book", "unchanged", "script"):
        there = [one if name in one.times else None for one in found]
        _line(f"{name}, s", (one and one.wall(name) for one in there))
        _line("  processor", (one and one.cpu(name) for one in there))
    for name in found[0].peaks:
        _line(f"MiB {name}", (one.peaks[name] for one in found))
    print()


def _line(name: str, cells: Iterable[float | None]) -> None:
    print(f"{name:28}" + "".join(" " * 12 if c is None else f"{c:12.2f}" for c in cells))


def _print(ratios: Iterable[Ratio]) -> None:
    print(f"{'':54}{'reach':>8}{'beyond':>8}{'got':>8}")
    for ratio in ratios:
        sign = "≥" if ratio.at_least else "≤"
        beyond = "" if ratio.beyond is None else f"{sign}{ratio.beyond:g}"
        print(f"{ratio.name:54}{sign + f'{ratio.reach:g}':>8}{beyond:>8}{ratio.got:8.2f}", end="")
        print(f"  {ratio.verdict}")


if __name__ == "__main__":
    main()
