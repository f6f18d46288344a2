"""`python -m bench.region`: a region of many small workspaces on one worker and on two."""

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from distributed import Client

from bench.generate import ROOT, workspace
from bench.goals import Ratio
from bench.measure import EVERY, HOME, high_water
from bench.sizes import Size

SMALL = [Size("municipality", 60 + n, 30, 10, 8, 25, True) for n in range(20)]
"""Small municipalities, each with another journal; the region holds them over and over."""
NOTHING = 2_000
"""Tasks that do nothing: what the scheduler costs a task."""
PATIENCE = 60


@dataclass(frozen=True)
class Used:
    """Peak MiB of a process, and its processor seconds with those of its children that ended."""

    peak: float
    cpu: float


@dataclass(frozen=True)
class Run:
    """Seconds of a cold and of an unchanged run, what the cold one used in client, scheduler and
    workers (the largest, and their time together), and seconds a task that does nothing takes."""

    cold: float
    unchanged: float
    client: Used
    scheduler: Used
    workers: Used
    task: float


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.region", description=__doc__)
    parser.add_argument("--size", type=int, default=2500, help="municipalities")
    size = parser.parse_args().size
    quarter = max(2, size // 4)
    runs = {k: measured(region(size), k) for k in (1, 2)}
    small = measured(region(quarter), 2)
    _print(size, quarter, runs, small)


def region(size: int) -> Path:
    """The folder of so many municipalities, written once."""
    folder = ROOT / f"region-{size}"
    if (folder / "region.toml").exists():
        return folder
    models = [workspace(one) for one in SMALL]
    for number in range(size):
        place = folder / "районы" / f"{number:05}"
        shutil.copytree(models[number % len(models)], place, dirs_exist_ok=True)
    text = 'summary = "Сводка региона.xlsx"\nworkspaces = "районы/*"\ntoday = 2021-05-31\n'
    (folder / "region.toml").write_text(text, encoding="utf-8")
    return folder


def measured(folder: Path, workers: int) -> Run:
    """One cluster of so many workers, its processes apart, warmed up before the clock starts."""
    shutil.rmtree(folder / ".sheets_sync", ignore_errors=True)
    (folder / "Сводка региона.xlsx").unlink(missing_ok=True)
    with _cluster(workers) as (address, scheduler, hands):
        task = _overhead(address, workers)
        before = [_used(one) for one in (scheduler, *hands)]
        cold, client = _command(folder, address)
        after = [_used(one) for one in (scheduler, *hands)]
        unchanged, _ = _command(folder, address)
    master, *each = (Used(b.peak, b.cpu - a.cpu) for a, b in zip(before, after, strict=True))
    every = Used(max(one.peak for one in each), sum(one.cpu for one in each))
    return Run(cold, unchanged, client, master, every, task)


def _used(process: subprocess.Popen[bytes]) -> Used:
    found = psutil.Process(process.pid)
    return Used(high_water(found), sum(found.cpu_times()[:4]))


@contextmanager
def _cluster(
    workers: int,
) -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    file = ROOT / "scheduler.json"
    file.unlink(missing_ok=True)
    with ExitStack() as opened:

        def dask(*words: str) -> subprocess.Popen[bytes]:
            line = [sys.executable, "-m", "dask", *words, "--no-dashboard"]
            process = subprocess.Popen(line, stderr=subprocess.DEVNULL, cwd=HOME)
            opened.callback(process.kill)
            return process

        words = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        scheduler = dask("scheduler", *words)
        end = time.monotonic() + PATIENCE
        while not file.exists() or not file.read_text():
            assert time.monotonic() < end, "no scheduler"
            time.sleep(0.1)
        address = json.loads(file.read_text())["address"]
        hands = [dask("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(workers)]
        yield address, scheduler, hands


def _overhead(address: str, workers: int) -> float:
    """Seconds a task that does nothing costs; the workers import the program meanwhile."""
    with Client(address) as client:
        client.wait_for_workers(workers)
        client.run(__import__, "sheets_sync.runs.full_run")
        start = time.perf_counter()
        client.gather(client.map(abs, range(NOTHING), pure=False))
        return (time.perf_counter() - start) / NOTHING


def _command(folder: Path, address: str) -> tuple[float, Used]:
    """Seconds of the command, and what it used."""
    words = ["-m", "sheets_sync", "region", str(folder), "--scheduler", address, "--quiet"]
    start, used = time.perf_counter(), Used(0, 0)
    child = subprocess.Popen([sys.executable, *words], cwd=HOME)
    while child.poll() is None:
        with suppress(psutil.Error):
            now = _used(child)
            used = Used(max(used.peak, now.peak), max(used.cpu, now.cpu))
        time.sleep(EVERY)
    assert child.returncode == 0, words
    return time.perf_counter() - start, used


def _print(size: int, quarter: int, runs: dict[int, Run], small: Run) -> None:
    print(f"{size} municipalities{'cold, s':>20}{'unchanged, s':>14}{'ms a task':>12}")
    for k, run in runs.items():
        print(f"{k} workers{run.cold:29.1f}{run.unchanged:14.1f}{1000 * run.task:12.2f}")
    print("processor ms a municipality; MiB at most")
    for name in ("client", "scheduler", "workers"):
        used: Used = getattr(runs[2], name)
        print(f"  {name:12}{1000 * used.cpu / size:10.1f}{used.peak:10.0f}")
    one, two = runs[1], runs[2]
    ratios = (
        Ratio("efficiency on 2 workers", one.cold / (2 * two.cold), 0.9, at_least=True),
        Ratio("unchanged ÷ cold, 1 worker", one.unchanged / one.cold, 0.05),
        Ratio(f"worker's memory, {size} ÷ {quarter}", two.workers.peak / small.workers.peak, 1.1),
        Ratio(
            f"scheduler's memory, {size} ÷ {quarter}",
            two.scheduler.peak / small.scheduler.peak,
            1.5,
        ),
        Ratio(f"client's, {size} ÷ {quarter}", two.client.peak / small.client.peak, 1.5),
    )
    for ratio in ratios:
        print(f"{ratio.name:40} {ratio.got:8.2f}  {ratio.verdict}")


if __name__ == "__main__":
    main()
