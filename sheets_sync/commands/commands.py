"""The commands: each parses nothing, calls one thing and reports it."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sheets_sync.commands import terminal


def _options(arguments: argparse.Namespace) -> Any:
    from sheets_sync.runs.sync import Options

    return Options(
        arguments.today,
        getattr(arguments, "all", False),
        getattr(arguments, "accept_shrink", False),
        progress=terminal.progress(arguments.quiet or arguments.json),
    )


def check_command(arguments: argparse.Namespace) -> int:
    """The problems and figures; exit 1 where there are errors."""
    from sheets_sync.runs.sync import check
    from sheets_sync.workspace import load

    report = check(load(arguments.workspace), _options(arguments))
    _print(report.content, arguments, terminal.check_text)
    return 1 if report.errors else 0


def sync_command(arguments: argparse.Namespace) -> int:
    """Check, compute, write the summary."""
    from sheets_sync.runs.job import recorded_sync
    from sheets_sync.workspace import load

    report = recorded_sync(load(arguments.workspace), _options(arguments))
    _print(report.content, arguments, terminal.sync_text)
    return 0


def run_command(arguments: argparse.Namespace) -> int:
    """The scheduled job, or each workspace once."""
    from sheets_sync.commands.job_text import as_json, line, once_as_json
    from sheets_sync.runs.job import Job

    runs: list[Any] = []

    def say(where: Path, entry: Any) -> None:
        text = line(where, entry, arguments.once)
        if arguments.json:
            runs[:] = [*(runs if arguments.once else ()), as_json(where, entry)]
            text = "" if arguments.once else json.dumps(runs[0], ensure_ascii=False) + "\n"
        elif arguments.quiet:
            text = text if entry.exit_code else ""
        stream = sys.stderr if entry.exit_code and not arguments.json else sys.stdout
        stream.write(text)
        stream.flush()

    job = Job(arguments.workspaces, _options(arguments), say)
    if not arguments.once:
        return job.forever(arguments.schedule)
    code = job.once()
    if arguments.json:
        json.dump(once_as_json(runs), sys.stdout, ensure_ascii=False)
    return code


def status_command(arguments: argparse.Namespace) -> int:
    """The last runs of a workspace."""
    from sheets_sync.commands.job_text import status, status_text
    from sheets_sync.workspace import find

    _print(status(find(arguments.workspace).parent), arguments, status_text)
    return 0


def restore_command(arguments: argparse.Namespace) -> int:
    """An earlier summary back, or the list of those kept."""
    from sheets_sync.commands.job_text import kept_text, restored_text
    from sheets_sync.runs.restore import listed, restore
    from sheets_sync.workspace import load

    workspace = load(arguments.workspace)
    if arguments.list:
        _print({"kept": listed(workspace)}, arguments, kept_text)
    else:
        content = restore(workspace, _options(arguments), arguments.number)
        _print(content, arguments, restored_text)
    return 0


def explain_command(arguments: argparse.Namespace) -> int:
    """The rows behind a number of the summary."""
    from sheets_sync.runs.sync import explain
    from sheets_sync.workspace import load

    content = explain(load(arguments.workspace), _options(arguments), arguments.cell)
    from sheets_sync.commands.explain_text import explanation_text

    _print(content, arguments, explanation_text)
    return 0


def doctor_command(arguments: argparse.Namespace) -> int:
    """Whether everything a run needs is there; exit 1 where not."""
    from sheets_sync.runs.doctor import content_of, doctor
    from sheets_sync.workspace import load

    content = content_of(doctor(load(arguments.workspace), _options(arguments)))
    _print(content, arguments, terminal.doctor_text)
    return 0 if content["ok"] else 1


def demo_command(arguments: argparse.Namespace) -> int:
    """A workspace of invented people, and its summary."""
    from sheets_sync.runs.sync import sync
    from sheets_sync.samples.demo import write_demo
    from sheets_sync.workspace import load

    folder = Path(arguments.folder)
    write_demo(folder)
    report = sync(load(folder), _options(arguments))
    _print(report.content, arguments, terminal.demo_text(folder))
    return 0


def init_command(arguments: argparse.Namespace) -> int:
    """An empty workspace from the templates."""
    from sheets_sync.samples.init import init

    made = init(Path(arguments.folder), arguments.google)
    content = {"folder": arguments.folder, "files": made}
    _print(
        content, arguments, terminal.init_google_text if arguments.google else terminal.init_text
    )
    return 0


def _print(content: Any, arguments: argparse.Namespace, text: Callable[[Any], str]) -> None:
    if arguments.json:
        json.dump(content, sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    elif not arguments.quiet:
        sys.stdout.write(text(content))
