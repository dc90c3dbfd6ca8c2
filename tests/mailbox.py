"""A mail server for tests whose letters can be read back."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword


@dataclass
class Mailbox:
    """What arrived; `refuse` maps addresses to what the server says to them."""

    letters: list[EmailMessage] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    secured: list[bool] = field(default_factory=list)
    """Of each letter, whether it came over TLS."""
    logins: list[str] = field(default_factory=list)
    """Whoever told a password, right or wrong."""
    port: int = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        self.secured.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 taken"

    def text(self, number: int = -1) -> str:
        """The text of a letter."""
        part = self.letters[number].get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def html(self, number: int = -1) -> str:
        part = self.letters[number].get_body(("html",))
        assert part is not None
        return str(part.get_content())


@contextmanager
def running_mailbox(
    *,
    starttls: ssl.SSLContext | None = None,
    tls: ssl.SSLContext | None = None,
    login: tuple[str, str] | None = None,
) -> Iterator[Mailbox]:
    """A mail server on this machine."""
    mailbox = Mailbox()

    def authenticate(
        server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        mailbox.logins.append(given[0])
        return AuthResult(success=given == login, handled=False)

    extra: dict[str, Any] = {}
    if login:
        extra = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    with socket.create_server(("127.0.0.1", 0)) as probe:
        mailbox.port = probe.getsockname()[1]
    controller = Controller(
        mailbox,
        hostname="127.0.0.1",
        port=mailbox.port,
        tls_context=starttls,
        ssl_context=tls,
        **extra,
    )
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
