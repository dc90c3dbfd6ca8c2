"""Letters: written into the database with what they tell, sent by SMTP until the mail server took them."""

from __future__ import annotations

import asyncio
import io
import json
import re
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from sqlalchemy import delete
from sqlmodel import Session

from filmstudio.errors import BadInput
from filmstudio.services import outgoing
from filmstudio.settings import settings
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Mail
from filmstudio.store.types import new_id, now
from filmstudio.vault import vault
from filmstudio.words import said_in

if TYPE_CHECKING:
    import jinja2
    from babel.support import NullTranslations

FOLDER = Path(__file__).resolve().parents[1] / "letters"
LOCALES = Path(__file__).resolve().parents[1] / "locale"
DOMAIN = "letters"
LEASE = 120.0
"""Seconds that a letter is held by the process that sends it."""
SECONDS = 10.0
"""How long the mail server may take for one step."""
ROUND = 10.0
"""Seconds after which no further letter is begun, so that nobody else's round waits for long."""
KEPT = timedelta(days=30)
"""How long the list of sent letters is kept; what they said is forgotten at once."""


@lru_cache(maxsize=1)
def templates() -> frozenset[str]:
    """The names of the letters there are."""
    return frozenset(path.stem for path in FOLDER.glob("*.txt") if not path.stem.startswith("_"))


def send(
    session: Session, to: str, template: str, language: str, key: str, **data: Any
) -> Mail | None:
    """Puts a letter on its way; None where one with the same `key` is on it already.

    It goes out after the commit, when the scheduler next calls `deliver_due`. What it says may
    hold links that sign people in, so it is kept encrypted and forgotten once it is sent.
    Raises BadInput for something that is not an e-mail address.
    """
    if template not in templates():
        raise ValueError(f"There is no letter called {template!r}.")
    kept = json.dumps(data, default=str)
    write(template, language or "en", json.loads(kept))  # what a letter lacks, its writer is told
    mail = Mail(id=new_id(), key=key, to=checked(to), template=template, language=language or "en")
    mail.data = {"sealed": vault().encrypt(kept, purpose_of(mail.id))}
    return mail if insert_once(session, mail) else None


def checked(to: str) -> str:
    """An e-mail address without a display name. Raises BadInput."""
    address = to.strip()
    plain = parseaddr(address)[1]
    local, at, host = address.rpartition("@")
    odd = any(ord(letter) <= 32 or ord(letter) == 127 for letter in address)
    if plain != address or not (at and local and host) or odd or len(address) > 320:
        raise BadInput("That is not an e-mail address.", code="email")
    return address


def purpose_of(id: uuid.UUID) -> str:
    """What a waiting letter is encrypted for: it can be read in its own row alone."""
    return f"mail:{id}"


SENTENCES = frozenset({"reason", "what"})
"""What a letter is given that a service has said in English."""


@dataclass(frozen=True)
class Letter:
    """A letter as people read it."""

    subject: str
    text: str
    html: str


def _translations(language: str) -> NullTranslations:
    """The words of letters in a language; none where there is no catalog of it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import NullTranslations, Translations

    catalogs = {path.parts[-3]: path for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    for code in (language.replace("-", "_"), language.partition("-")[0]):
        if code in catalogs:
            compiled = io.BytesIO()
            with catalogs[code].open("rb") as stream:
                write_mo(compiled, read_po(stream, locale=code))
            compiled.seek(0)
            return Translations(compiled, domain=DOMAIN)
    return NullTranslations()


@lru_cache(maxsize=32)
def _writer(language: str) -> tuple[jinja2.Environment, str]:
    """What fills templates in a language, and which way its lines run."""
    import jinja2
    from babel import Locale, UnknownLocaleError

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=jinja2.select_autoescape(("html",)),
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(_translations(language), newstyle=True)  # type: ignore[attr-defined]
    try:
        direction = Locale.parse(language.replace("-", "_")).text_direction
    except (UnknownLocaleError, ValueError):
        direction = "ltr"
    return environment, direction


def write(template: str, language: str, data: dict[str, Any]) -> Letter:
    """The letter in a language (English where it is not translated), as text and as HTML."""
    environment, direction = _writer(language)
    given = {"studio": "AI Film Studio", "origin": settings().origin, "language": language} | data
    given["direction"] = direction
    for name in SENTENCES & given.keys():
        given[name] = said_in(language.partition("-")[0], given[name])
    # The first paragraph of the text is its subject: what people wrote may not end it early.
    given = {
        name: re.sub(r"\n\s*\n", "\n", value) if isinstance(value, str) else value
        for name, value in given.items()
    }
    text = environment.get_template(f"{template}.txt").render(given)
    subject, _, body = text.partition("\n\n")
    given["subject"] = subject
    html = environment.get_template(f"{template}.html").render(given)
    return Letter(" ".join(subject.split()), body.strip() + "\n", html)


def message(mail: Mail) -> EmailMessage:
    """The letter as the mail server takes it. Its Message-ID follows from the row: one that is
    sent twice, because the answer was lost, is recognised as one."""
    data = json.loads(vault().decrypt(mail.data["sealed"], purpose_of(mail.id)))
    letter = write(mail.template, mail.language, data)
    message = EmailMessage(policy=LINES)
    message["Subject"] = letter.subject
    message["From"] = settings().mail_from
    message["To"] = mail.to
    message["Date"] = format_datetime(mail.created_at)
    sender = parseaddr(settings().mail_from)[1].rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{mail.id}@{sender}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in. `starttls`: True always, False never, None where offered."""

    host: str
    port: int
    tls: bool
    starttls: bool | None
    user: str = ""
    password: str = ""


def mail_server(url: str) -> MailServer:
    """The mail server of SMTP_URL: smtps:// speaks TLS from the start, smtp:// turns to it.

    A password goes over a secured line only, unless the server is on this machine or the
    address ends with ?starttls=never. Raises BadInput for an address that is none.
    """
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or port == -1:
        raise BadInput("SMTP_URL: give it as smtp://user:password@host:port or smtps://…")
    tls = parts.scheme == "smtps"
    wish = parse_qs(parts.query).get("starttls", [""])[0]
    starttls: bool | None = {"always": True, "never": False}.get(wish)
    here = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if not wish and parts.username and not here:
        starttls = True
    return MailServer(
        parts.hostname,
        port or (465 if tls else 587),
        tls,
        False if tls else starttls,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


def deliver_due(most: int = 50) -> int:
    """Sends the letters that are due; how many the mail server took.

    Called again and again by the scheduler, by several at once where there are several. Without
    SMTP_URL letters wait; those that waited for three days are given up.
    """
    url = settings().smtp_url.get_secret_value()
    ids = outgoing.due(Mail, most)
    if not ids:
        return 0
    if not url:
        _give_up_old(ids)
        return 0
    return asyncio.run(_deliver(mail_server(url), ids))


async def _deliver(server: MailServer, ids: list[uuid.UUID]) -> int:
    """Hands in letters one after the other over one connection."""
    import aiosmtplib

    sent = 0
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.tls,
        start_tls=server.starttls,
        username=server.user or None,
        password=server.password or None,
        timeout=SECONDS,
    )
    try:
        until = time.monotonic() + ROUND
        for id in ids:
            if time.monotonic() > until:
                break
            mail = outgoing.claim(Mail, id, LEASE)
            if mail is None:
                continue
            if now() - mail.created_at > outgoing.GIVE_UP:
                outgoing.finish(mail, **_dead("It was too old to be sent."))
                continue
            try:
                if not client.is_connected:
                    await client.connect()
                await client.send_message(message(mail))
            except aiosmtplib.SMTPRecipientsRefused as error:
                told = error.recipients[0]
                _failed(mail, f"{told.code} {told.message}", final=told.code >= 500)
            except (aiosmtplib.SMTPAuthenticationError, aiosmtplib.SMTPConnectError) as error:
                # The server or our login is at fault, not this letter: all wait.
                _failed(mail, str(error), final=False)
                break
            except aiosmtplib.SMTPResponseException as error:
                _failed(mail, f"{error.code} {error.message}", final=error.code >= 500)
            except (aiosmtplib.SMTPException, OSError) as error:
                # The line broke: the next letters wait for the next round.
                _failed(mail, str(error) or type(error).__name__, final=False)
                client.close()
                break
            else:
                done = outgoing.finish(
                    mail, state="sent", sent_at=now(), next_at=None, data={}, error=""
                )
                sent += done
    finally:
        if client.is_connected:
            try:
                await client.quit()
            except aiosmtplib.SMTPException:
                client.close()
    return sent


def _dead(why: str) -> dict[str, Any]:
    return {"state": "dead", "next_at": None, "data": {}, "error": why[:500]}


def _failed(mail: Mail, why: str, *, final: bool) -> None:
    if final:
        outgoing.finish(mail, **_dead(why))
        return
    changes = outgoing.again(mail)
    if changes.get("state") == "dead":
        changes = _dead(why)
    outgoing.finish(mail, **(changes | {"error": why[:500]}))


def _give_up_old(ids: list[uuid.UUID]) -> None:
    for id in ids:
        mail = outgoing.claim(Mail, id, 3600.0)
        if mail is not None and now() - mail.created_at > outgoing.GIVE_UP:
            outgoing.finish(mail, **_dead("No mail server is set up (SMTP_URL)."))


def forget_old(session: Session) -> int:
    """Removes letters that are through since a month; how many."""
    old = delete(Mail).where(Mail.state != "waiting", Mail.created_at < now() - KEPT)  # type: ignore[arg-type]
    return int(session.connection().execute(old).rowcount)
