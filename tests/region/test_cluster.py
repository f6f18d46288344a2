"""A cluster started by hand, as docs/region.md says: the same bytes, whatever dies meanwhile."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from command_line import typed
from helpers import until
from region_help import read_here, region

from sheets_sync.region.engine import answers, connected
from sheets_sync.region.reading import Answer, Job
from sheets_sync.region.run import run
from sheets_sync.region.setup import load
from sheets_sync.region.standing import Engine
from sheets_sync.runs.sync import Options

NOON = "1613642400"
SIZE = 6
pytestmark = pytest.mark.slow


@contextmanager
def dask(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """One process of Dask's own command line."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers; → its address, the workers and the scheduler."""
    file = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with dask("scheduler", *words) as scheduler:
        until(file.exists)
        until(lambda: "address" in file.read_text())
        address = json.loads(file.read_text())["address"]
        worker = ("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny")
        with dask(*worker) as one, dask(*worker) as two:
            yield address, [one, two, scheduler]


def summary(folder: Path) -> bytes:
    return (folder / "Сводка региона.xlsx").read_bytes()


@pytest.fixture
def wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The summary as this process alone makes it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)
    region(tmp_path / "один", SIZE)
    with pytest.MonkeyPatch.context() as own:
        read_here(own)
        assert typed("region", tmp_path / "один").code == 0
    return summary(tmp_path / "один")


def test_two_workers_of_a_cluster_make_the_same_bytes(tmp_path: Path, wanted: bytes):
    region(tmp_path / "два", SIZE)
    with cluster(tmp_path) as (address, _):
        assert typed("region", tmp_path / "два", "--scheduler", address).code == 0
    assert summary(tmp_path / "два") == wanted


def test_a_worker_killed_in_the_middle_changes_nothing(tmp_path: Path, wanted: bytes):
    file = region(tmp_path / "два", SIZE)
    with cluster(tmp_path) as (address, workers):
        killed: list[str] = []

        def progress(step: str) -> None:
            if "Прочитано 1 " in step:
                os.kill(workers[0].pid, signal.SIGKILL)
                killed.append(step)

        report = run(load(file), Engine(address), Options(progress=progress))
        workers[0].wait()
    assert killed
    assert not report.unread
    assert summary(tmp_path / "два") == wanted


def test_a_local_workers_death_changes_nothing_either(tmp_path: Path, wanted: bytes):
    file = region(tmp_path / "два", SIZE)
    killed: list[int] = []

    def progress(step: str) -> None:
        if "Прочитано 1 " in step:
            for child in psutil.Process().children(recursive=True):
                if "spawn_main" in " ".join(child.cmdline()) and not killed:
                    killed.append(child.pid)
                    child.kill()

    report = run(load(file), Engine(workers=2), Options(progress=progress))
    assert killed
    assert not report.unread
    assert summary(tmp_path / "два") == wanted


def test_a_scheduler_that_dies_leaves_what_was_read(tmp_path: Path):
    file = region(tmp_path, SIZE)
    with cluster(tmp_path) as (address, (*_, scheduler)):

        def progress(step: str) -> None:
            if "Прочитано 2 " in step:
                scheduler.kill()

        report = run(load(file), Engine(address), Options(progress=progress))
    assert 2 <= SIZE - len(report.unread) < SIZE
    assert all("планировщик" in one.error for one in report.unread)


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path):
    region(tmp_path, 1)
    done = typed("region", tmp_path, "--scheduler", "tcp://127.0.0.1:1")
    assert done.code == 3
    assert "не отвечает" in done.err


def test_one_whose_worker_dies_again_and_again_is_a_sentence():
    """What memory ends is repeated a few times, then told; the others are read."""
    now = datetime(2021, 2, 18, tzinfo=UTC)
    jobs = [(name, Job(name, None, now, False, 60)) for name in ("good", "bad")]
    with connected("", 1) as client:
        found = dict(answers(client, jobs, lambda job: _dies(job.workspace)))
    assert found["good"].error == "read"
    assert "не хватает памяти" in found["bad"].error


def _dies(name: str) -> Answer:
    if name == "bad":
        os._exit(9)
    return Answer(error="read")


def test_a_worker_of_another_version_is_told_apart():
    now = datetime(2021, 2, 18, tzinfo=UTC)
    with connected("", 1) as client:
        jobs = [("one", Job("one", None, now, False, 60))]
        ((_, answer),) = answers(client, jobs, lambda job: job.no_such_thing)
    assert "одну и ту же версию" in answer.error


@pytest.mark.parametrize("when", [0, 3], ids=["as it starts", "as it reads"])
def test_ctrl_c_leaves_the_old_summary_and_nobody_behind(tmp_path: Path, when: int):
    region(tmp_path, SIZE)
    line = [sys.executable, "-m", "sheets_sync", "region", str(tmp_path)]
    process = subprocess.Popen(
        line, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    until(lambda: len(psutil.Process(process.pid).children(recursive=True)) > when)
    family = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the children get it too
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Прервано: ничего не записано" in said
    assert "Traceback" not in said
    assert not [*tmp_path.glob("*.xlsx")]
    psutil.wait_procs(family, timeout=20)
    assert not [one for one in family if one.is_running()]
