"""A real mail server on loopback with a certificate of its own: over TLS at once or by STARTTLS."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from helpers import PATIENCE

PASSWORD = "right"


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the loopback that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "сертификат.pem", folder / "ключ.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


class MailServer(Controller):
    """A mail server on loopback: its port is its own from the start, and it is waited for."""

    def __init__(self, handler: object, **options: Any) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        super().__init__(handler, "127.0.0.1", port, ready_timeout=PATIENCE, **options)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        listening = {"sock": self.listening, "ssl": self.ssl_context}
        return self.loop.create_server(self._factory_invoker, **listening)

    def _trigger_server(self) -> None:
        """A first connection, as without this; it would be given up after a second."""
        with ExitStack() as ends:
            client = socket.create_connection(("127.0.0.1", self.port), PATIENCE)
            ends.enter_context(client)
            if self.ssl_context:
                context = ssl.create_default_context()
                client = context.wrap_socket(client, server_hostname="127.0.0.1")
                ends.enter_context(client)
            client.recv(1024)


@dataclass
class Mailbox:
    """A mail server on loopback. `down` refuses every letter, `refused` are addresses it does not
    take; at the letters numbered `breaks` (from 1, those that fail too) it hangs up, after `most`
    letters it is dead."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    down: bool = False
    refused: frozenset[str] = frozenset()
    breaks: frozenset[int] = frozenset()
    most: int = 1000
    tried: int = 0
    greeted: int = 0

    @property
    def to(self) -> list[str]:
        """Whom the letters went to."""
        return [str(letter["To"]) for letter in self.letters]

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """Greet a client, unless dead."""
        self.greeted += 1
        session.host_name = hostname
        if len(self.letters) >= self.most:
            server.transport.abort()
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take an address."""
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a letter in, over TLS alone."""
        self.tried += 1
        if self.tried in self.breaks or len(self.letters) >= self.most:
            server.transport.abort()
            return "421 bye"
        if self.down or not server.transport.get_extra_info("sslcontext"):
            return "451 later"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append(cast(EmailMessage, letter))
        return "250 OK"

    def let_in(self, server: Any, session: Any, envelope: Any, kind: str, data: Any) -> AuthResult:
        """Check a password."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        good = self.logins[-1][1] == PASSWORD
        return AuthResult(success=good, handled=good)


@contextmanager
def serving(folder: Path, implicit: bool = False) -> Iterator[tuple[Mailbox, Path]]:
    """A mailbox at work, and the certificate to be trusted; TLS by STARTTLS, or from the start."""
    signed, key = certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(signed, key)
    tls = (
        {"ssl_context": context, "auth_require_tls": False}
        if implicit
        else {"tls_context": context, "require_starttls": True}
    )
    box = Mailbox()
    server = MailServer(box, authenticator=box.let_in, auth_required=False, **tls)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SSL_CERT_FILE", str(signed))
        server.start()
        box.port = server.port
        try:
            yield box, signed
        finally:
            server.stop()
