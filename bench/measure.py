"""Runs a command and measures it: wall time alone, or the peak memory of its process tree."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

HOME = Path(__file__).resolve().parent.parent
EVERY = 0.02


@dataclass(frozen=True)
class Memory:
    """Peaks in MiB: of the tree together (shared pages counted once), of the largest process."""

    tree: float
    largest: float


@dataclass(frozen=True, order=True)
class Took:
    """Seconds on the wall, and of processor time of the process and its children."""

    wall: float
    cpu: float


def seconds(arguments: Sequence[str]) -> Took:
    """How long a fresh Python process takes."""
    start, before = time.perf_counter(), _cpu()
    run = subprocess.run(_command(arguments), capture_output=True, cwd=HOME, env=_surroundings())
    took = Took(time.perf_counter() - start, _cpu() - before)
    if run.returncode:
        raise SystemExit(f"{arguments}: {run.returncode}\n{run.stderr.decode()[-2000:]}")
    return took


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def output(arguments: Sequence[str]) -> str:
    """What a fresh Python process prints to both streams."""
    run = subprocess.run(_command(arguments), capture_output=True, cwd=HOME, env=_surroundings())
    return (run.stdout + run.stderr).decode()


def memory(arguments: Sequence[str]) -> Memory:
    """Peak memory of a fresh Python process and its children, sampled.

    A sample is the sum of PSS over the tree; between samples a peak may hide, so the sum is at
    least what the kernel kept as the high-water mark of any one process.
    """
    child = psutil.Popen(
        _command(arguments),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=HOME,
        env=_surroundings(),
    )
    peak, largest = 0.0, 0.0
    while child.poll() is None:
        processes = [child, *_children(child)]
        peak = max(peak, sum(map(_pss, processes)))
        largest = max(largest, *map(high_water, processes))
        time.sleep(EVERY)
    return Memory(max(peak, largest), largest)


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, *arguments]


def _surroundings() -> dict[str, str]:
    """No coverage hooks and no ban on bytecode."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _pss(process: psutil.Process) -> float:
    return _field(f"/proc/{process.pid}/smaps_rollup", "Pss:")


def high_water(process: psutil.Process) -> float:
    return _field(f"/proc/{process.pid}/status", "VmHWM:")


def _field(path: str, name: str) -> float:
    """A number of kB from a file of /proc, in MiB; 0 when the process has gone."""
    try:
        with open(path) as file:
            line = next((line for line in file if line.startswith(name)), "0 0")
    except OSError:
        return 0.0
    return int(line.split()[1]) / 1024
