"""The commands: each calls one thing and reports it; nothing is decided here."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from sheets_sync.commands import document_text, init_text, job_text, report_text, terminal
from sheets_sync.commands.document_options import ABOUT
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.problems import Severity
from sheets_sync.runs.job import Job, recorded_sync
from sheets_sync.runs.job_state import Entry
from sheets_sync.runs.sync import Options, check, clock, explain, report_date, started, sync
from sheets_sync.runs.sync_report import Json
from sheets_sync.workspace import find, load


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        arguments.today,
        getattr(arguments, "all", False),
        getattr(arguments, "accept_shrink", False),
        progress=terminal.progress(arguments.quiet or arguments.json),
    )


def _check(arguments: argparse.Namespace) -> int:
    """The problems and figures; exit 1 where there are errors."""
    report = check(load(arguments.workspace), _options(arguments))
    _print(arguments, report.as_json, lambda: report_text.check_text(report))
    return 1 if report.count(Severity.ERROR) else 0


def _sync(arguments: argparse.Namespace) -> int:
    """Check, compute, write the summary."""
    report = recorded_sync(load(arguments.workspace), _options(arguments))
    _print(arguments, report.as_json, lambda: report_text.sync_text(report))
    return 0


def _run(arguments: argparse.Namespace) -> int:
    """The scheduled job, or each workspace once."""
    runs: list[Json] = []

    def say(where: Path, entry: Entry) -> None:
        runs[:] = [*(runs if arguments.once else ()), job_text.as_json(where, entry)]
        _tell(arguments, entry, job_text.line(where, entry, arguments.once), runs[-1])

    job = Job(arguments.workspaces, _options(arguments), say)
    if not arguments.once:
        return job.forever(arguments.schedule)
    code = job.once()
    if arguments.json:
        json.dump(job_text.once_as_json(runs), sys.stdout, ensure_ascii=False)
    return code


def _tell(arguments: argparse.Namespace, entry: Entry, line: str, content: Json) -> None:
    """One run of the job as it ends: a line, or an object; that of `--once` comes at the end."""
    if arguments.json:
        line = "" if arguments.once else json.dumps(content, ensure_ascii=False) + "\n"
    elif arguments.quiet and not entry.exit_code:
        line = ""
    stream = sys.stderr if entry.exit_code and not arguments.json else sys.stdout
    stream.write(line)
    stream.flush()


def _status(arguments: argparse.Namespace) -> int:
    """The last runs of a workspace."""
    content = job_text.status(find(arguments.workspace).parent)
    _print(arguments, lambda: content, lambda: job_text.status_text(content))
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    """An earlier summary back, or the list of those kept."""
    from sheets_sync.commands.kept_text import kept_text  # both need pandas
    from sheets_sync.runs.restore import listed, restore

    workspace = load(arguments.workspace)
    if arguments.list:
        kept = {"kept": listed(workspace)}
        _print(arguments, lambda: kept, lambda: kept_text(kept["kept"]))
    else:
        done = restore(workspace, _options(arguments), arguments.number)
        _print(arguments, lambda: done, lambda: job_text.restored_text(done))
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    """The rows behind a number of the summary."""
    content = explain(load(arguments.workspace), _options(arguments), arguments.cell)
    from sheets_sync.commands.explain_text import explanation_text  # pandas is loaded by now

    _print(arguments, lambda: content, lambda: explanation_text(content))
    return 0


def _document(arguments: argparse.Namespace) -> int:
    """Word documents from the tables, or the list of their templates."""
    words = [".", *arguments.words] if len(arguments.words) < 2 else arguments.words
    if not arguments.list:
        if not arguments.words:
            raise UsageError("Какой документ? Шаблоны перечислит sheets-sync document --list")
        return _made(arguments, words[0], words[-1], arguments.each)
    from sheets_sync.documents.answer import listed  # Word's library takes 0.2 s

    content = listed(load(arguments.words[0] if arguments.words else ".").root)
    _print(arguments, lambda: content, lambda: document_text.list_text(content))
    return 0


def _protocol(arguments: argparse.Namespace) -> int:
    """The record of a meeting."""
    return _made(arguments, arguments.workspace, f"протокол-{arguments.form}", None)


def _made(arguments: argparse.Namespace, where: str, name: str, each: str | None) -> int:
    workspace, options = load(where), _options(arguments)
    now = clock(workspace, options)
    store = started(workspace, now, options)
    from sheets_sync.documents.answer import Asked, answered  # books are read meanwhile
    from sheets_sync.documents.subject import Request
    from sheets_sync.runs.full_run import analysis_of

    analysis = analysis_of(workspace, store, report_date(workspace, options, now))
    given = {key: value for key in ABOUT if (value := getattr(arguments, key, None))}
    request = Request(given, arguments.public, arguments.draft, arguments.with_list)
    asked = Asked(name, request, arguments.output, each, arguments.force)
    answer = answered(analysis, asked, now)
    text = document_text.series_text if answer.series else document_text.one_text
    _print(arguments, lambda: answer.content, lambda: text(answer.content))
    return 0


def _calendar(arguments: argparse.Namespace) -> int:
    """Calendars for all, each tutor and each school."""
    from sheets_sync.commands.calendar_text import calendar_text
    from sheets_sync.runs.calendar import write_calendars

    content = write_calendars(load(arguments.workspace), _options(arguments), arguments.output)
    _print(arguments, lambda: content, lambda: calendar_text(content))
    return 0


def _remind(arguments: argparse.Namespace) -> int:
    """What each person owes, as letters; exit 3 where one did not go."""
    from sheets_sync.commands.remind_text import as_json, failure, remind_text  # it needs pandas
    from sheets_sync.runs.remind import Status, analysed, put_into, refuse_codes_only, send, written

    workspace = load(arguments.workspace)
    if arguments.send:
        refuse_codes_only(workspace)  # before the books are read
    looked = analysed(workspace, _options(arguments))
    if arguments.to:
        report = put_into(*looked, Path(arguments.to))
    else:
        report = send(*looked) if arguments.send else written(*looked)
    _print(arguments, lambda: as_json(report), lambda: remind_text(report))
    if not report.of(Status.FAILED):
        return 0
    if not arguments.json:
        terminal.failure(failure(report), as_json=False)
    return SheetsSyncError.exit_code


def _lists(arguments: argparse.Namespace) -> int:
    """«Списки» of the books made from our templates; exit 3 where one could not be written."""
    from sheets_sync.commands.lists_text import as_json, failure, lists_text  # it needs pandas
    from sheets_sync.runs.lists import fill_lists

    report = fill_lists(load(arguments.workspace), _options(arguments))
    _print(arguments, lambda: as_json(report), lambda: lists_text(report))
    if not report.failed:
        return 0
    if not arguments.json:
        terminal.failure(failure(report), as_json=False)
    return SheetsSyncError.exit_code


def _doctor(arguments: argparse.Namespace) -> int:
    """Whether everything a run needs is there; exit 1 where not."""
    from sheets_sync.runs.doctor import content_of, doctor  # it needs pandas and gspread

    found = doctor(load(arguments.workspace), _options(arguments), arguments.notify)
    content = content_of(found)
    _print(arguments, lambda: content, lambda: terminal.doctor_text(content))
    return 0 if content["ok"] else 1


def _demo(arguments: argparse.Namespace) -> int:
    """A workspace of invented people, and its summary."""
    from sheets_sync.samples.demo import write_demo

    folder = Path(arguments.folder)
    write_demo(folder)
    report = sync(load(folder), _options(arguments))
    _print(arguments, report.as_json, lambda: report_text.demo_text(folder, report))
    return 0


def _init(arguments: argparse.Namespace) -> int:
    """An empty workspace from the templates; with an address its tabs in a spreadsheet."""
    folder, address = init_text.init_words(arguments.folder, arguments.google)
    if address:
        from sheets_sync.runs.init_google import init_google  # gspread and openpyxl

        started = init_google(Path(folder), address, _options(arguments).progress)
        _print(arguments, started.as_json, lambda: init_text.init_filled_text(started.as_json()))
        return 0
    from sheets_sync.samples.init import init

    for_google = arguments.google is not None
    content = {"folder": folder, "files": init(Path(folder), for_google)}
    text = init_text.init_google_text if for_google else init_text.init_text
    _print(arguments, lambda: content, lambda: text(content))
    return 0


def _new_year(arguments: argparse.Namespace) -> int:
    """The finished year into its folder, the books begun anew."""
    from sheets_sync.commands.new_year_text import as_json, new_year_text  # it needs pandas
    from sheets_sync.runs.new_year import new_year

    done = new_year(load(arguments.workspace), _options(arguments))
    _print(arguments, lambda: as_json(done), lambda: new_year_text(done, arguments.workspace))
    return 0


def _adopt(arguments: argparse.Namespace) -> int:
    """What any workbooks look like, and a workspace.toml for them."""
    from sheets_sync.commands.adopt_text import adopt_text
    from sheets_sync.runs.adopt import adopt  # it needs numpy

    content = adopt(arguments.files, arguments.to, _options(arguments))
    _print(arguments, lambda: content, lambda: adopt_text(content))
    return 0


def _region(arguments: argparse.Namespace) -> int:
    """Many municipalities as one summary; `check` is exit 1 where one has errors or is not read."""
    from sheets_sync.commands.region_text import answered

    content, text, code = answered(arguments, _options(arguments))
    _print(arguments, content, text)
    return code


def _print(
    arguments: argparse.Namespace, content: Callable[[], Json], text: Callable[[], str]
) -> None:
    """One object with `--json`, nothing with `--quiet`, else the text."""
    if arguments.json:
        json.dump(content(), sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    elif not arguments.quiet:
        sys.stdout.write(text())


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "demo": _demo,
    "init": _init,
    "new-year": _new_year,
    "adopt": _adopt,
    "check": _check,
    "sync": _sync,
    "lists": _lists,
    "doctor": _doctor,
    "run": _run,
    "status": _status,
    "restore": _restore,
    "explain": _explain,
    "document": _document,
    "protocol": _protocol,
    "calendar": _calendar,
    "remind": _remind,
    "region": _region,
}
