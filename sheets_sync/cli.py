"""The command line: each command parses, calls and reports; nothing is decided here."""

import argparse
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from sheets_sync import __version__, console
from sheets_sync.errors import SheetsSyncError, UsageError

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code (DESIGN.md «The public face»)."""
    console.prepare()
    gc.disable()  # one command, then the end: to collect costs more than it frees
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in words
    try:
        code = _obey(words)
        sys.stdout.flush()  # a reader that left is met here, not at the interpreter's end
    except SheetsSyncError as error:
        console.failure(str(error), as_json)
        code = error.exit_code
    except KeyboardInterrupt:
        console.failure("Прервано: ничего не записано", as_json)
        code = 130
    except BrokenPipeError:  # the reader of our output left: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _obey(words: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(words)
    except SystemExit:  # the help or the version was asked for
        return 0
    return int(options.run(options))


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Russian and raises our own error; options have one name only."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """What argparse complains of → UsageError with the way out."""
        raise UsageError(f"{console.in_russian(message)}. Подсказка: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="sheets-sync",
        description="Проверяет таблицы центра, считает показатели, пишет и объясняет сводку.",
        add_help=False,
        formatter_class=console.RussianHelp,
    )
    _help_option(parser)
    parser.add_argument(
        "--version", action="version", version=f"sheets-sync {__version__}", help="показать версию"
    )
    commands = parser.add_subparsers(
        title="команды", metavar="КОМАНДА", required=True, dest="command", parser_class=_Parser
    )
    demo = _command(commands, "demo", "показательная папка с таблицами и готовой сводкой", _demo)
    demo.add_argument("folder", metavar="ПАПКА", nargs="?", default="demo")
    init = _command(commands, "init", "новая рабочая папка с пустыми таблицами", _init)
    init.add_argument("folder", metavar="ПАПКА")
    init.add_argument(
        "--google", action="store_true", help="для общих таблиц Google: docs/google.md"
    )
    check = _command(commands, "check", "найти ошибки в таблицах, ничего не записывая", _check)
    sync = _command(commands, "sync", "проверить, посчитать и записать сводку", _sync)
    for command in (check, sync):
        command.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")
        command.add_argument("--all", action="store_true", help="показать и сведения")
    doctor = _command(commands, "doctor", "проверить ключ, доступ, книги и заголовки", _doctor)
    doctor.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")
    _accept_shrink(sync)
    _job_commands(commands)
    explain = _command(commands, "explain", "из чего получено число сводки", _explain)
    explain.usage = f"{explain.prog} [-h] [--json] [--today ДАТА] [РАБОЧАЯ_ПАПКА] ЯЧЕЙКА"
    explain.add_argument("places", metavar="[РАБОЧАЯ_ПАПКА] ЯЧЕЙКА", nargs="+", action=_Places)
    return parser


def _accept_shrink(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--accept-shrink",
        action="store_true",
        help="записать сводку, даже если данных стало вдвое меньше (run: в первый раз)",
    )


def _job_commands(commands: Any) -> None:
    run = _command(commands, "run", "обновлять сводку по расписанию: docs/schedule.md", _run)
    run.add_argument("workspaces", metavar="РАБОЧАЯ_ПАПКА", nargs="+")
    when = run.add_mutually_exclusive_group(required=True)
    when.add_argument(
        "--every",
        dest="schedule",
        metavar="15m",
        type=_schedule,
        help="каждые 15 минут (30s, 15m, 2h); первый раз — сразу",
    )
    when.add_argument(
        "--at",
        dest="schedule",
        metavar="07:00,13:00",
        type=_times,
        help="каждый день в это время; пропущенное — сразу, один раз",
    )
    when.add_argument("--once", action="store_true", help="один раз и закончить")
    _accept_shrink(run)
    status = _command(commands, "status", "последние запуски и когда следующий", _status)
    status.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")
    restore = _command(commands, "restore", "вернуть прежнюю сводку", _restore)
    restore.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")
    restore.add_argument("--list", action="store_true", help="показать сохранённые сводки")
    restore.add_argument("--number", metavar="N", type=int, help="вернуть сводку с этим номером")


def _schedule(text: str) -> Any:
    from sheets_sync.schedule import parse_every

    try:
        return parse_every(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{text}» — не промежуток; нужно 15m, 1h30m, от 1s до 7d"
        ) from None


def _times(text: str) -> Any:
    from sheets_sync.schedule import parse_at

    try:
        return parse_at(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» — не время; нужно 07:00,13:00") from None


class _Places(argparse.Action):
    """One or two words: a cell of the summary, and before it the workspace."""

    def __call__(self, parser: Any, options: Any, values: Any, option: Any = None) -> None:
        """Sets workspace and cell."""
        if len(values) > 2 or (len(values) == 1 and Path(values[0]).exists()):
            parser.error('нужны рабочая папка и ячейка в кавычках: explain имц "Сводка!C7"')
        *before, cell = values
        if before and "!" in before[0] and "!" not in cell:
            before, cell = [cell], before[0]  # the other way round
        options.cell, options.workspace = cell, before[0] if before else "."


def _help_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="показать эту справку")


def _command(commands: Any, name: str, about: str, run: Command) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        add_help=False,
        formatter_class=console.RussianHelp,
    )
    _help_option(parser)
    parser.add_argument("--json", action="store_true", help="один объект JSON вместо текста")
    parser.add_argument(
        "--today", metavar="ДАТА", type=_day, help="отчётная дата: 2021-02-18 или 18.02.2021"
    )
    parser.add_argument("--quiet", action="store_true", help="без текста, только код возврата")
    parser.set_defaults(run=run)
    return parser


def _day(text: str) -> date:
    from sheets_sync.kinds.dates import parse_date

    reading = parse_date(text, date.today().year)
    if not isinstance(reading.value, date) or reading.faults:
        raise argparse.ArgumentTypeError(f"«{text}» — не дата; нужно 2021-02-18 или 18.02.2021")
    return reading.value


def _options(arguments: argparse.Namespace) -> Any:
    from sheets_sync.sync import Options

    return Options(
        arguments.today,
        getattr(arguments, "all", False),
        getattr(arguments, "accept_shrink", False),
        progress=console.progress(arguments.quiet or arguments.json),
    )


def _check(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.sync import check

    report = check(load(arguments.workspace), _options(arguments))
    _print(report.content, arguments, console.check_text)
    return 1 if report.errors else 0


def _sync(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.job import recorded_sync

    report = recorded_sync(load(arguments.workspace), _options(arguments))
    _print(report.content, arguments, console.sync_text)
    return 0


def _run(arguments: argparse.Namespace) -> int:
    from sheets_sync.job import Job
    from sheets_sync.job_text import as_json, line, once_as_json

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


def _status(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import find
    from sheets_sync.job_text import status, status_text

    _print(status(find(arguments.workspace).parent), arguments, status_text)
    return 0


def _restore(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.job_text import kept_text, restored_text
    from sheets_sync.restore import listed, restore

    workspace = load(arguments.workspace)
    if arguments.list:
        _print({"kept": listed(workspace)}, arguments, kept_text)
    else:
        content = restore(workspace, _options(arguments), arguments.number)
        _print(content, arguments, restored_text)
    return 0


def _explain(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.sync import explain

    content = explain(load(arguments.workspace), _options(arguments), arguments.cell)
    from sheets_sync.explain.text import explanation_text

    _print(content, arguments, explanation_text)
    return 0


def _doctor(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.doctor import content_of, doctor

    content = content_of(doctor(load(arguments.workspace), _options(arguments)))
    _print(content, arguments, console.doctor_text)
    return 0 if content["ok"] else 1


def _demo(arguments: argparse.Namespace) -> int:
    from sheets_sync.config import load
    from sheets_sync.demo import write_demo
    from sheets_sync.sync import sync

    folder = Path(arguments.folder)
    write_demo(folder)
    report = sync(load(folder), _options(arguments))
    _print(report.content, arguments, console.demo_text(folder))
    return 0


def _init(arguments: argparse.Namespace) -> int:
    from sheets_sync.setup import init

    made = init(Path(arguments.folder), arguments.google)
    content = {"folder": arguments.folder, "files": made}
    _print(content, arguments, console.init_google_text if arguments.google else console.init_text)
    return 0


def _print(content: Any, arguments: argparse.Namespace, text: Callable[[Any], str]) -> None:
    if arguments.json:
        json.dump(content, sys.stdout, ensure_ascii=False, allow_nan=False)
        sys.stdout.write("\n")
    elif not arguments.quiet:
        sys.stdout.write(text(content))
