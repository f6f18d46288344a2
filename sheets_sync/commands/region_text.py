"""`region` as a person sees it: what came of it, and how far it is meanwhile."""

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from sheets_sync.commands import terminal
from sheets_sync.errors import UsageError
from sheets_sync.figures.rounding import half_up_float
from sheets_sync.letters import plural
from sheets_sync.region.region_report import RegionReport
from sheets_sync.region.run import check, explain, run
from sheets_sync.region.setup import load
from sheets_sync.region.standing import Engine
from sheets_sync.runs.sync import Options
from sheets_sync.runs.sync_report import Json
from sheets_sync.stores.files import briefly

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
    if not (arguments.quiet or arguments.json):
        show = bar(options.progress) if sys.stderr.isatty() else _lines()
        options = replace(options, progress=show)
    if arguments.action == "check":
        report = check(region, engine, options)
        return report.as_json, lambda: check_text(report), int(bool(report.errors or report.unread))
    if arguments.action == "explain":
        content = explain(region, engine, options, arguments.cell)
        return lambda: content, lambda: explanation_text(content), 0
    report = run(region, engine, options)
    return report.as_json, lambda: run_text(report, region.place.summary), 0


_DONE = re.compile(r"Прочитано (\d+) из (\d+)")
_WIDTH = 24


def bar(show: Callable[[str], None]) -> Callable[[str], None]:
    """Progress on a terminal: a bar before the words, where they say how far it is."""

    def with_bar(step: str) -> None:
        found = _DONE.match(step)
        if found:
            full = _WIDTH * int(found[1]) // int(found[2])
            step = f"{'█' * full}{'░' * (_WIDTH - full)} {step}"
        show(step)

    return with_bar


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


def run_text(report: RegionReport, summary: str) -> str:
    """What `region` prints."""
    written = plural(len(report.outcome.written), "лист", "листа", "листов")
    said = (
        f"Записано: {written} сводки «{briefly(summary)}»"
        if report.outcome.written
        else "Ничего не изменилось: сводка региона уже верна, записывать нечего"
    )
    return "\n".join([*_municipalities(report), terminal.colour(said, "green"), ""])


def explanation_text(content: Json) -> str:
    """What `region explain` prints."""
    lines = [
        f"{content['tab']}!{content['cell']} — {content['label']}: {content['value']}",
        f"Как посчитано: {content['formula']}",
        *([f"По всем вместе: {_n_of(content)}"] if len(content["municipalities"]) > 1 else []),
        "Муниципалитеты (число, где оно в их сводке):",
        *(f"  {_line(one)}" for one in content["municipalities"]),
    ]
    return "\n".join(lines) + "\n"


def _line(one: Json) -> str:
    if one["as_of"] is None:
        return f"{one['name']}: не прочитан — {one['error']}"
    day = date.fromisoformat(one["as_of"])
    old = "" if one["read"] else f" (на {day:%d.%m.%Y}: сейчас не прочитан)"
    cell = f"!{one['cell']}" if one["cell"] else ""
    where = f", {one['tab']}{cell}" if one["tab"] else ""
    return f"{one['name']}: {_n_of(one)}{old}{where}"


def _n_of(one: Json) -> str:
    if one["n"] is None:
        return "не ведут"
    n = half_up_float(one["n"], 2) if isinstance(one["n"], float) else one["n"]
    return f"{n}" if one["N"] is None else f"{n} из {one['N']}"


def _municipalities(report: RegionReport) -> Iterator[str]:
    rows = report.look.rows
    read = len(rows) - len(report.unread)
    yield f"Прочитано муниципалитетов: {read} из {len(rows)}"
    for one in report.unread:
        kept = f" В сводке числа на {one.as_of:%d.%m.%Y}." if one.as_of else ""
        yield terminal.colour(f"  {one.name}: {one.error}{kept}", "yellow")
    if report.errors:
        yield "В таблицах: " + plural(report.errors, "ошибка", "ошибки", "ошибок")
