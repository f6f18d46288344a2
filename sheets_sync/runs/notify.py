"""Failure is loud: a command and a mail, as `[notify]` of workspace.toml says."""

import os
import shlex
import subprocess
from contextlib import closing

from sheets_sync.errors import SheetsSyncError
from sheets_sync.runs.mail import PASSWORD, Post
from sheets_sync.workspace import Notify

_SECONDS = 20


def tell(channel: str, settings: Notify, subject: str, text: str, event: str) -> None:
    """Tell one channel. Raises SheetsSyncError that says what stands in the way.

    The command gets the text on its standard input, and in its environment SHEETS_SYNC_EVENT
    («failure» or «recovery») and SHEETS_SYNC_MESSAGE; no shell sees any of it.
    """
    if channel == "mail":
        with closing(Post(settings)) as post:
            post.send(settings.mail, subject, text)
    else:
        _command(settings.command, subject, text, event)


def _command(command: str, subject: str, text: str, event: str) -> None:
    said = {"SHEETS_SYNC_EVENT": event, "SHEETS_SYNC_MESSAGE": f"{subject}\n{text}"}
    environment = {name: value for name, value in os.environ.items() if name != PASSWORD}
    try:
        done = subprocess.run(
            command if os.name == "nt" else shlex.split(command),
            input=f"{subject}\n\n{text}\n".encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environment, **said},
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SheetsSyncError(f"команда из [notify] не закончилась за {_SECONDS} с") from None
    except (OSError, ValueError):
        raise SheetsSyncError("команда из [notify] не запускается: проверьте её имя") from None
    if done.returncode:
        raise SheetsSyncError(f"команда из [notify] закончилась с кодом {done.returncode}")
