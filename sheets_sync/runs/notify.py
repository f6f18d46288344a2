"""Failure is loud: a command and a mail, as `[notify]` of workspace.toml says."""

import os
import re
import shlex
import subprocess
from contextlib import closing
from pathlib import PureWindowsPath
from shutil import which
from tempfile import TemporaryFile
from typing import IO

from sheets_sync.errors import SheetsSyncError
from sheets_sync.letters import clean
from sheets_sync.runs.mail import PASSWORD, Post
from sheets_sync.stores.settings_sections import Notify

_SECONDS = 20
_ON_WINDOWS = os.name == "nt"
_TAIL, _LONGEST = 4000, 200
"""Bytes of stderr that are looked at, letters of it that are told."""


def tell(channel: str, settings: Notify, subject: str, text: str, event: str) -> None:
    """Tell one channel. Raises SheetsSyncError that says what stands in the way.

    The command gets the text on its standard input, and in its environment SHEETS_SYNC_EVENT
    («failure», «recovery» or «test») and SHEETS_SYNC_MESSAGE; no shell sees any of it, so that one
    which needs a shell is not run at all.
    """
    if channel == "mail":
        with closing(Post(settings)) as post:
            post.send(settings.mail, subject, text)
    else:
        _command(settings.command, subject, text, event)


def refuse_command(command: str, windows: bool = _ON_WINDOWS) -> None:
    """Raises SheetsSyncError for a command that can't be run as it stands: what only a shell
    understands it would get as a word, do something else and say that all is well."""
    program = _program(command, windows)
    if program and not which(program):
        there = os.path.isfile(program)
        why = "нельзя запустить: дайте право (chmod +x)" if there else "не найдена: проверьте имя"
        raise SheetsSyncError(f"команда из [notify]: «{program}» {why}")
    _refuse_shell_words(command, windows)


def _program(command: str, windows: bool) -> str:
    """The first word, which may be in quotes."""
    try:
        if not windows:
            return next(iter(shlex.split(command)), "")
        if command.count('"') % 2:
            raise ValueError
    except ValueError:
        raise SheetsSyncError("команда из [notify]: не закрыта кавычка") from None
    first = re.match(r'\s*(?:"([^"]*)"|(\S+))', command)
    return (first[1] or first[2] or "") if first else ""


def _refuse_shell_words(command: str, windows: bool = _ON_WINDOWS) -> None:
    if windows and PureWindowsPath(_program(command, windows)).stem.lower() in _SHELLS_OF_WINDOWS:
        return
    quoted, in_a_shell = _QUOTED_THERE if windows else _QUOTED_HERE
    for word in quoted.sub("x", command).split():
        if _SHELLS.search(word):
            raise SheetsSyncError(
                f"команда из [notify]: «{word}» понимает только оболочка, а команда запускается "
                f"без неё. Запишите так: command = {in_a_shell}"
            )


_QUOTED_HERE = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|\\."""), "\"sh -c '…'\""
_QUOTED_THERE = re.compile(r'"[^"]*"'), '"cmd /c …"'
"""What no shell sees, and how to call one; on Windows each of these takes all that follows it."""
_SHELLS_OF_WINDOWS = frozenset(("cmd", "powershell", "pwsh"))
_SHELLS = re.compile(r"[|`]|&&|^&$|^\d?>|^<(?![^<>]+>$)|^\d<|^&>|;$|\$\(")


def _command(command: str, subject: str, text: str, event: str) -> None:
    _refuse_shell_words(command)
    said = {"SHEETS_SYNC_EVENT": event, "SHEETS_SYNC_MESSAGE": f"{subject}\n{text}"}
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD}
    try:
        with TemporaryFile() as complaints:  # a pipe would wait for whatever the command leaves
            done = subprocess.run(
                command if _ON_WINDOWS else shlex.split(command),
                input=f"{subject}\n\n{text}\n".encode(),
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                env={**environment, **said},
                timeout=_SECONDS,
                check=False,
            )
            last = _last_line(complaints)
    except subprocess.TimeoutExpired:
        raise SheetsSyncError(f"команда из [notify] не закончилась за {_SECONDS} с") from None
    except (OSError, ValueError):
        raise SheetsSyncError("команда из [notify] не запускается: проверьте её имя") from None
    if done.returncode:
        why = f": {last}" if last else ""
        raise SheetsSyncError(f"команда из [notify] закончилась с кодом {done.returncode}{why}")


def _last_line(complaints: IO[bytes]) -> str:
    """The last words of what a command wrote to stderr, without addresses: that of a chat's hook
    lets whoever knows it write there."""
    complaints.seek(0, os.SEEK_END)
    cut = max(0, complaints.tell() - _TAIL)
    complaints.seek(cut)
    text = complaints.read().decode("utf-8", "replace")
    lines = _ADDRESS.sub("…", _CUT_WORD.sub("", text) if cut else text).splitlines()
    return next((said for line in reversed(lines) if (said := clean(line))), "")[-_LONGEST:]


_ADDRESS = re.compile(r"https?://\S+", re.I)
_CUT_WORD = re.compile(r"^\S+")
