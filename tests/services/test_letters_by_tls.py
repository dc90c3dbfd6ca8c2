"""Letters over secured lines: to mail servers that prove who they are, and to no others."""

from __future__ import annotations

import pytest
from sqlmodel import select

from filmstudio.services import letters
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Mail
from tests.certificates import certificate
from tests.mailbox import running_mailbox

pytestmark = pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
LINES = {
    "from the start": ("smtps://127.0.0.1:{port}", "tls"),
    "turned to": ("smtp://127.0.0.1:{port}?starttls=always", "starttls"),
    "turned to where offered": ("smtp://127.0.0.1:{port}", "starttls"),
    "turned to for a password": ("smtp://ann:pass@127.0.0.1:{port}?starttls=always", "starttls"),
}


@pytest.fixture(params=LINES)
def line(request):
    """The address of a mail server, and how it speaks TLS."""
    return LINES[request.param]


def handed_in(monkeypatch, url, authority):
    """Sends a letter by this server, trusting an authority; the letter's row afterwards."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    monkeypatch.setenv("SMTP_URL", url)
    settings.cache_clear()
    with database().transaction() as session:
        letters.send(session, "ann@example.com", "test", "en", "k")
    sent = letters.deliver_due()
    with database().reading() as session:
        row = session.exec(select(Mail)).one()
    assert (sent == 1) == (row.state == "sent")
    return row


def mail_server(line, made):
    url, how = line
    login = ("ann", "pass") if "ann:" in url else None
    return running_mailbox(**{how: made.context()}, login=login)


def test_a_letter_goes_over_a_secured_line(studio, line, tmp_path, monkeypatch):
    made = certificate(tmp_path / "mail")
    with mail_server(line, made) as box:
        row = handed_in(monkeypatch, line[0].format(port=box.port), made.authority)
    assert (row.state, row.error) == ("sent", "")
    assert box.secured == [True]
    assert box.letters[0]["To"] == "ann@example.com"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("another", "IP address mismatch"),
        ("expired", "certificate has expired"),
        ("unknown", "certificate verify failed"),
    ],
)
def test_a_server_that_is_not_who_it_should_be_gets_nothing(
    studio, line, fault, said, tmp_path, monkeypatch
):
    host = "mail.example.com" if fault == "another" else "127.0.0.1"
    own = certificate(tmp_path / "mail", host, expired=fault == "expired")
    trusted = certificate(tmp_path / "other") if fault == "unknown" else own
    with mail_server(line, own) as box:
        row = handed_in(monkeypatch, line[0].format(port=box.port), trusted.authority)
    assert row.state == "waiting"
    assert said in row.error
    assert box.letters == []
    assert box.logins == []


def test_a_server_that_cannot_secure_the_line_gets_nothing(studio, tmp_path, monkeypatch):
    made = certificate(tmp_path / "mail")
    with running_mailbox(login=("ann", "pass")) as box:
        url = f"smtp://ann:pass@127.0.0.1:{box.port}?starttls=always"
        row = handed_in(monkeypatch, url, made.authority)
    assert row.state == "waiting"
    assert "STARTTLS" in row.error
    assert (box.letters, box.logins) == ([], [])
