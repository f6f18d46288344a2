"""Failure is loud: a command and a mail, as `[notify]` of workspace.toml says."""

import os
import shlex
import smtplib
import ssl
import subprocess
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from sheets_sync.errors import SheetsSyncError
from sheets_sync.workspace import Notify

PASSWORD = "SHEETS_SYNC_SMTP_PASSWORD"
SERVER = "SHEETS_SYNC_SMTP"
_SECONDS = 20
_IMPLICIT_TLS = 465


def channels(settings: Notify) -> tuple[str, ...]:
    """The ways that are set up: «command», «mail»."""
    ways = {"command": settings.command, "mail": settings.mail}
    return tuple(name for name, way in ways.items() if way)


def tell(channel: str, settings: Notify, subject: str, text: str, event: str) -> None:
    """Tell one channel. Raises SheetsSyncError that says what stands in the way.

    The command gets the text on its standard input, and in its environment SHEETS_SYNC_EVENT
    («failure» or «recovery») and SHEETS_SYNC_MESSAGE; no shell sees any of it.
    """
    if channel == "mail":
        _mail(settings, subject, text)
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


def _mail(settings: Notify, subject: str, text: str) -> None:
    """Over TLS alone: from the start on port 465, by STARTTLS on any other."""
    host, _, port = (settings.smtp or os.environ.get(SERVER, "")).rpartition(":")
    if not host:
        raise SheetsSyncError('почта: укажите в [notify] smtp = "сервер:порт"')
    message = EmailMessage()
    message["From"] = settings.sender or settings.user or settings.mail
    message["To"] = settings.mail
    message["Subject"] = " ".join(subject.split())
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid("sheets-sync", "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    secure = ssl.create_default_context()
    try:
        with _server(host, int(port), secure) as server:
            if settings.user:
                server.login(settings.user, os.environ.get(PASSWORD, ""))
            server.send_message(message)
    except smtplib.SMTPAuthenticationError:
        raise SheetsSyncError(
            f"почта: сервер {host} не принял пароль {settings.user}: "
            f"проверьте переменную {PASSWORD}"
        ) from None
    except smtplib.SMTPNotSupportedError:
        raise SheetsSyncError(f"почта: сервер {host} не умеет TLS или вход по паролю") from None
    except ssl.SSLError:
        raise SheetsSyncError(f"почта: сертификат сервера {host} не подтверждён") from None
    except (smtplib.SMTPException, OSError, ValueError):
        raise SheetsSyncError(
            f"почта: письмо через {host}:{port} не ушло; проверьте smtp, sender и mail"
        ) from None


def _server(host: str, port: int, secure: ssl.SSLContext) -> smtplib.SMTP:
    if port == _IMPLICIT_TLS:
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=secure)
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    try:
        server.starttls(context=secure)
    except BaseException:
        server.close()
        raise
    return server
