"""`region` as a person sees it: what came of it, and how far it is meanwhile."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from sheets_sync.commands import terminal
from sheets_sync.errors import UsageError
from sheets_sync.letters import plural
from sheets_sync.region.region_report import RegionReport
from sheets_sync.region.run import check
from sheets_sync.region.setup import load
from sheets_sync.region.standing import Engine
from sheets_sync.runs.sync import Options
from sheets_sync.runs.sync_report import Json

Answer = tuple[Callable[[], Json], Callable[[], str], int]
"""The object of `--json`, the text, the exit code."""
_PAUSE = 5.0
"""Seconds between two lines of progress where no terminal shows one that changes."""


def answered(arguments: argparse.Namespace, options: Options) -> Answer:
    """What the command was asked for, done."""
    if arguments.workers < 0:
        raise UsageError("--workers: нужно целое число от 1")
    region = load(arguments.region)
    engine = Engine(arguments.scheduler, arguments.workers)
    if not (arguments.quiet or arguments.json or sys.stderr.isatty()):
        options = replace(options, progress=_lines())
    report = check(region, engine, options)
    return report.as_json, lambda: check_text(report), int(bool(report.errors or report.unread))


def _lines() -> Callable[[str], None]:
    """Progress as plain lines, not too many."""
    last = -_PAUSE

    def show(step: str) -> None:
        nonlocal last
        if step and time.monotonic() - last >= _PAUSE:
            last = time.monotonic()
            sys.stderr.write(f"{step}…\n")
            sys.stderr.flush()

    return show


def check_text(report: RegionReport) -> str:
    """What `region check` prints."""
    return "\n".join([*_municipalities(report), ""])


def _municipalities(report: RegionReport) -> Iterator[str]:
    rows = report.look.rows
    read = len(rows) - len(report.unread)
    yield f"Прочитано муниципалитетов: {read} из {len(rows)}"
    for one in report.unread:
        kept = f" В сводке числа на {one.as_of:%d.%m.%Y}." if one.as_of else ""
        yield terminal.colour(f"  {one.name}: {one.error}{kept}", "yellow")
    if report.errors:
        yield "В таблицах: " + plural(report.errors, "ошибка", "ошибки", "ошибок")
