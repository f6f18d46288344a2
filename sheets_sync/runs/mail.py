"""Mail over TLS alone through the server of `[notify]`: one connection, any number of letters."""

import os
import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from mimetypes import guess_type

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.stores.setting_values import is_mail
from sheets_sync.stores.settings_sections import Notify

PASSWORD = "SHEETS_SYNC_SMTP_PASSWORD"
SERVER = "SHEETS_SYNC_SMTP"
_SECONDS = 20
_IMPLICIT_TLS = 465
_MOST_BROKEN = 2
"""Letters in a row whose connection broke: the server is down, or answers nobody."""

_REASONS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (
        smtplib.SMTPAuthenticationError,
        f"сервер {{host}} не принял пароль {{user}}: проверьте переменную {PASSWORD}",
    ),
    (smtplib.SMTPNotSupportedError, "сервер {host} не умеет TLS или вход по паролю"),
    (ssl.SSLCertVerificationError, "сертификат сервера {host} не подтверждён"),
    (ssl.SSLError, "{host}:{port} отвечает не по TLS: порт для писем — обычно 465 или 587"),
    (socket.gaierror, "сервера {host} в сети нет: проверьте smtp и интернет"),
    (
        (ConnectionRefusedError, TimeoutError),
        "{host}:{port} не отвечает: проверьте smtp (сервер и порт)",
    ),
)
"""Why nobody is let in, and the way out; the first that fits."""
_SHUT = "{host}:{port} не впускает: проверьте smtp (сервер и порт)"


class Post:
    """Sends letters; the first opens the connection.

    A connection that breaks costs its letter, and the next letter gets another. A server that is
    down or lets nobody in is asked no more: all later letters fail for the same reason.
    """

    def __init__(self, settings: Notify) -> None:
        """Raises UsageError where the settings name no server or no sender."""
        host, _, port = (settings.smtp or os.environ.get(SERVER, "")).rpartition(":")
        if not host or not port.isdecimal():
            raise UsageError('почта: укажите в [notify] smtp = "сервер:порт"')
        user = settings.user if is_mail(settings.user) else ""
        self._from = settings.sender or user or settings.mail
        if not self._from:
            raise UsageError("почта: укажите в [notify] sender — адрес, от которого идут письма")
        self._host, self._port, self._user = host, int(port), settings.user
        self._server: smtplib.SMTP | None = None
        self._broken = 0
        self._refusal = ""

    def send(self, to: str, subject: str, text: str, file: tuple[str, bytes] | None = None) -> None:
        """Send one letter to one address, with a file (name, content) where there is one. Raises
        SheetsSyncError that says what is in the way."""
        if not is_mail(to):
            raise SheetsSyncError(f"почта: «{to}» — не адрес; нужен вида name@example.org", to)
        server = self._connected()
        try:
            server.send_message(self._letter(to, subject, text, file))
        except smtplib.SMTPRecipientsRefused:
            said = f"почта: сервер {self._host} не принимает писем на {to}: проверьте адрес"
            raise SheetsSyncError(said, to) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._lost(error)
            raise SheetsSyncError(self._not_gone()) from None
        self._broken = 0

    def reach(self) -> None:
        """Be let in by the server, and send nothing. Raises SheetsSyncError as `send` does."""
        self._connected()

    def close(self) -> None:
        """Say goodbye to the server."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()

    def _letter(
        self, to: str, subject: str, text: str, file: tuple[str, bytes] | None
    ) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"] = self._from, _in_ascii(to)
        message["Subject"] = " ".join(subject.split())
        message["Date"] = formatdate(localtime=True)
        message["Message-ID"] = make_msgid("sheets-sync", _in_ascii(self._from).rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"  # Exchange answers to nothing else
        message.set_content(text)
        if file:
            name, content = file
            kind = guess_type(name)[0] or "application/octet-stream"
            main, _, sub = kind.partition("/")
            message.add_attachment(content, maintype=main, subtype=sub, filename=name)
        return message

    def _lost(self, error: Exception) -> None:
        """A letter did not go: what was said of it may still be on the way, so the line is new."""
        self._broken += isinstance(error, smtplib.SMTPServerDisconnected)
        if self._broken >= _MOST_BROKEN:
            self._refusal = self._not_gone()
        self.close()

    def _connected(self) -> smtplib.SMTP:
        if self._refusal:
            raise SheetsSyncError(self._refusal)
        if self._server is None:
            try:
                self._server = self._let_in()
            except (smtplib.SMTPException, OSError, ValueError) as error:
                self._refusal = self._why(error)
                raise SheetsSyncError(self._refusal) from None
        return self._server

    def _let_in(self) -> smtplib.SMTP:
        """A connection under TLS: from the start on port 465, by STARTTLS on any other."""
        secure = ssl.create_default_context()
        server: smtplib.SMTP
        if self._port == _IMPLICIT_TLS:
            server = smtplib.SMTP_SSL(self._host, self._port, timeout=_SECONDS, context=secure)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_SECONDS)
        try:
            if self._port != _IMPLICIT_TLS:
                server.starttls(context=secure)
            if self._user:
                server.login(self._user, os.environ.get(PASSWORD, ""))
        except BaseException:
            server.close()
            raise
        return server

    def _why(self, error: Exception) -> str:
        """Why nobody is let in: each reason has its own way out."""
        if isinstance(error, smtplib.SMTPAuthenticationError) and PASSWORD not in os.environ:
            return (
                f"почта: сервер {self._host} просит пароль {self._user}: задайте переменную "
                f"{PASSWORD}"
            )
        said = next((said for kinds, said in _REASONS if isinstance(error, kinds)), _SHUT)
        return "почта: " + said.format(host=self._host, port=self._port, user=self._user)

    def _not_gone(self) -> str:
        return (
            f"почта: письмо через {self._host}:{self._port} не ушло; проверьте smtp, sender и mail"
        )


def _in_ascii(address: str) -> str:
    """An address whose domain is «почта.рф» as servers know it."""
    name, _, domain = address.rpartition("@")
    with suppress(UnicodeError):
        return f"{name}@{domain.encode('idna').decode()}"
    return address
