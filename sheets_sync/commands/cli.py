"""The command line: each command parses, calls and reports; nothing is decided here."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn, TypeAlias

from sheets_sync import __version__
from sheets_sync.commands import terminal
from sheets_sync.commands.document_options import document_options, protocol_options
from sheets_sync.commands.region_options import region_options
from sheets_sync.commands.russian_argparse import RussianHelp, in_russian
from sheets_sync.errors import SheetsSyncError, UsageError, refusal


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code (docs/contract.md «Exit codes»)."""
    terminal.prepare()
    gc.disable()  # one command, then the end: to collect costs more than it frees
    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in words
    try:
        code = _obey(words)
        sys.stdout.flush()  # a reader that left is met here, not at the interpreter's end
    except SheetsSyncError as error:
        terminal.failure(str(error), as_json)
        code = error.exit_code
    except KeyboardInterrupt:
        terminal.failure("Прервано: ничего не записано", as_json)
        code = 130
    except BrokenPipeError:  # the reader of our output left: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except (OSError, MemoryError, ImportError) as error:
        terminal.failure(refusal(error), as_json)
        code = SheetsSyncError.exit_code
    sys.exit(code)


def _obey(words: Sequence[str]) -> int:
    try:
        options = _parser().parse_args(words)
    except SystemExit:  # the help or the version was asked for
        return 0
    _refuse_little_memory()
    from sheets_sync.commands.commands import COMMANDS  # the help answers without them

    return COMMANDS[options.command](options)


_LEAST_MEMORY = 256
"""MiB of address space: in less pandas does not load, and OpenBLAS ends the process by itself."""


def _refuse_little_memory() -> None:
    """Raises MemoryError where the system allows this process less than it needs."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # each would reserve memory of its own
    try:
        import resource
    except ImportError:
        return
    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        allowed = resource.getrlimit(kind)[0]
        if allowed != resource.RLIM_INFINITY and allowed < _LEAST_MEMORY << 20:
            raise MemoryError(f"{_LEAST_MEMORY} МБ")


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Russian and raises our own error."""

    def error(self, message: str) -> NoReturn:
        """What argparse complains of → UsageError with the way out."""
        raise UsageError(f"{in_russian(message)}. Подсказка: {self.prog} --help")


_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"


def _parser() -> _Parser:
    parser = _Parser(
        prog="sheets-sync",
        description="Проверяет таблицы центра, считает показатели, пишет и объясняет сводку.",
        add_help=False,
        allow_abbrev=False,
        formatter_class=RussianHelp,
    )
    _help_option(parser)
    parser.add_argument(
        "--version", action="version", version=f"sheets-sync {__version__}", help="показать версию"
    )
    commands = parser.add_subparsers(
        title="команды", metavar="КОМАНДА", required=True, dest="command", parser_class=_Parser
    )
    for add in (_new_folders, _adoption, _tables, _job, _explanation, _letters, _region):
        add(commands)
    return parser


def _new_folders(commands: _Commands) -> None:
    demo = _command(commands, "demo", "показательная папка с таблицами и готовой сводкой")
    demo.add_argument("folder", metavar="ПАПКА", nargs="?", default="demo")
    init = _command(commands, "init", "новая рабочая папка с пустыми таблицами")
    init.add_argument("folder", metavar="ПАПКА", nargs="?", help="с адресом можно не писать: эта")
    init.add_argument(
        "--google",
        metavar="АДРЕС",
        nargs="?",
        const="",
        help="для таблиц Google: docs/google.md; с адресом пустой таблицы — заполнить её листами",
    )
    year = _command(commands, "new-year", "закончить учебный год и начать следующий")
    _workspace(year)


def _adoption(commands: _Commands) -> None:
    adopt = _command(commands, "adopt", "на что похожи ваши книги: черновик workspace.toml")
    adopt.add_argument("files", metavar="ФАЙЛ", nargs="+", help="книги .xlsx и .ods")
    adopt.add_argument("--to", metavar="ПАПКА", help="записать workspace.toml в эту папку")


def _tables(commands: _Commands) -> None:
    check = _command(commands, "check", "найти ошибки в таблицах, ничего не записывая")
    sync = _command(commands, "sync", "проверить, посчитать и записать сводку")
    for command in (check, sync):
        _workspace(command)
        command.add_argument("--all", action="store_true", help="показать и сведения")
    _accept_shrink(sync)
    _workspace(_command(commands, "lists", "заполнить лист «Списки» в книгах из шаблонов"))
    doctor = _command(commands, "doctor", "проверить ключ, доступ, книги, заголовки и настройки")
    _workspace(doctor)
    doctor.add_argument(
        "--notify", action="store_true", help="отправить пробное письмо и сообщение из [notify]"
    )


def _explanation(commands: _Commands) -> None:
    explain = _command(commands, "explain", "из чего получено число сводки")
    explain.usage = f"{explain.prog} [-h] [--json] [--today ДАТА] [РАБОЧАЯ_ПАПКА] ЯЧЕЙКА"
    explain.add_argument("places", metavar="[РАБОЧАЯ_ПАПКА] ЯЧЕЙКА", nargs="+", action=_Places)
    document_options(_command(commands, "document", "документ Word по шаблону: docs/документы.md"))
    protocol_options(_command(commands, "protocol", "протокол совещания"))
    calendar = _command(commands, "calendar", "календари .ics для телефона: docs/календарь.md")
    _workspace(calendar)
    calendar.add_argument(
        "-o", dest="output", metavar="ПАПКА", type=Path, required=True, help="куда записать"
    )


def _letters(commands: _Commands) -> None:
    remind = _command(commands, "remind", "кто что должен сделать: письма каждому (docs/письма.md)")
    _workspace(remind)
    way = remind.add_mutually_exclusive_group()
    way.add_argument("--to", metavar="ПАПКА", help="записать письма в папку, по файлу на человека")
    way.add_argument("--send", action="store_true", help="отправить по почте и запомнить, что ушло")


def _region(commands: _Commands) -> None:
    region_options(_command(commands, "region", "сводка региона (docs/region.md)"))


def _workspace(command: _Parser) -> None:
    command.add_argument("workspace", metavar="РАБОЧАЯ_ПАПКА", nargs="?", default=".")


def _accept_shrink(command: _Parser) -> None:
    command.add_argument(
        "--accept-shrink",
        action="store_true",
        help="записать сводку, даже если данных стало вдвое меньше (run: в первый раз)",
    )


def _job(commands: _Commands) -> None:
    run = _command(commands, "run", "обновлять сводку по расписанию: docs/schedule.md")
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
    _workspace(_command(commands, "status", "последние запуски и когда следующий"))
    restore = _command(commands, "restore", "вернуть прежнюю сводку")
    _workspace(restore)
    restore.add_argument("--list", action="store_true", help="показать сохранённые сводки")
    restore.add_argument("--number", metavar="N", type=int, help="вернуть сводку с этим номером")


def _schedule(text: str) -> object:
    from sheets_sync.runs.schedule import parse_every

    try:
        return parse_every(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"«{text}» — не промежуток; нужно 15m, 1h30m, от 1s до 7d"
        ) from None


def _times(text: str) -> object:
    from sheets_sync.runs.schedule import parse_at

    try:
        return parse_at(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"«{text}» — не время; нужно 07:00,13:00") from None


class _Places(argparse.Action):
    """One or two words: a cell of the summary, and before it the workspace."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        options: argparse.Namespace,
        values: str | Sequence[str] | None,
        option: str | None = None,
    ) -> None:
        """Sets workspace and cell."""
        words = list(values or ())
        if len(words) > 2 or (len(words) == 1 and Path(words[0]).exists()):
            parser.error('нужны рабочая папка и ячейка в кавычках: explain имц "Сводка!C7"')
        *before, cell = words
        if before and "!" in before[0] and "!" not in cell:
            before, cell = [cell], before[0]  # the other way round
        options.cell, options.workspace = cell, before[0] if before else "."


def _help_option(parser: _Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="показать эту справку")


def _command(commands: _Commands, name: str, about: str) -> _Parser:
    parser = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        add_help=False,
        allow_abbrev=False,
        formatter_class=RussianHelp,
    )
    _help_option(parser)
    parser.add_argument("--json", action="store_true", help="один объект JSON вместо текста")
    parser.add_argument(
        "--today", metavar="ДАТА", type=_day, help="отчётная дата: 2021-02-18 или 18.02.2021"
    )
    parser.add_argument("--quiet", action="store_true", help="без текста, только код возврата")
    return parser


def _day(text: str) -> date:
    from sheets_sync.tables.kinds.dates import parse_date

    reading = parse_date(text, date.today().year)
    if not isinstance(reading.value, date) or reading.faults:
        now = date.today()
        raise argparse.ArgumentTypeError(f"«{text}» — не дата; нужно {now} или {now:%d.%m.%Y}")
    return reading.value
