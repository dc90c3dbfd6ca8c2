"""Tests of letters: written once, read back from a real mail server, retried, given up, forgotten."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput
from filmstudio.services import letters, notices, outgoing
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Mail, Notification, User
from filmstudio.store.types import now
from state.words import LANGUAGES
from tests.mailbox import running_mailbox

SAMPLE = {
    "url": "https://studio.example.com/x?token=abc&y=1",
    "title": "Fish & <Chips>",
    "reason": "The script has no words.",
    "credits": 4,
    "amount": "9.99 USD",
    "what": "Standard, one month",
    "plan": "Pro",
    "event": "job.completed",
    "address": "hooks.example.com",
    "device": "Firefox",
    "inviter": "Ann",
    "email": "new@example.com",
    "date": "2027-01-15",
    "days": 7,
}


@pytest.fixture
def mailbox(studio, monkeypatch):
    with running_mailbox() as box:
        monkeypatch.setenv("SMTP_URL", box.url)
        settings.cache_clear()
        yield box


def write(key="k", to="ann@example.com", template="verify", **data):
    with database().transaction() as session:
        return letters.send(session, to, template, "en", key, **(data or SAMPLE))


def mails():
    with database().reading() as session:
        return list(session.exec(select(Mail).order_by(Mail.id)))


def make_due():
    with database().transaction() as session:
        for mail in session.exec(select(Mail).where(Mail.state == "waiting")):
            mail.next_at = now()
            session.add(mail)


@pytest.mark.parametrize("template", sorted(letters.templates()))
def test_every_letter_says_the_same_as_text_and_as_html(template):
    for language in LANGUAGES:
        says_the_same(letters.write(template, language, SAMPLE))


def says_the_same(letter):
    assert letter.subject
    assert "\n" not in letter.subject
    assert "{" not in letter.text + letter.subject
    assert "Fish & <Chips>" not in letter.html
    assert letter.html.count("<html") == 1
    plain = re.sub(r"<style.*?</style>|<[^>]+>", " ", letter.html)
    for line in filter(None, letter.text.split("-- \n")[0].splitlines()):
        shown = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert shown in plain
    assert not re.search(r"\n{3}", letter.text)


@pytest.mark.parametrize("language", [lang for lang in LANGUAGES if lang != "en"])
def test_letters_are_written_in_the_language_of_who_reads_them(language):
    english, said = (letters.write("film_ready", lang, SAMPLE) for lang in ("en", language))
    assert said.subject != english.subject
    assert SAMPLE["title"] in said.subject
    assert SAMPLE["url"] in said.text
    assert letters.write("film_ready", f"{language}-XX", SAMPLE).subject == said.subject


@pytest.mark.parametrize("language", ["nonsense", "../../x", "", "sv"])
def test_letters_in_a_language_without_words_are_english(language):
    assert letters.write("test", language, {}).subject == "A test letter"


def test_letters_run_from_right_to_left_where_their_language_does():
    assert 'dir="rtl"' in letters.write("test", "ar", {}).html
    assert 'dir="ltr"' in letters.write("test", "nonsense", {}).html


def test_a_letter_arrives_once(mailbox):
    assert write() is not None
    assert write() is None
    assert letters.deliver_due() == 1
    assert letters.deliver_due() == 0
    (letter,) = mailbox.letters
    assert letter["To"] == "ann@example.com"
    assert letter["Subject"] == "Confirm your e-mail address"
    assert SAMPLE["url"] in mailbox.text()
    assert "token=abc&amp;y=1" in mailbox.html()
    (row,) = mails()
    assert row.state == "sent"
    assert row.data == {}


def test_what_a_waiting_letter_says_is_not_readable_in_the_database(studio):
    write()
    assert "token=abc" not in str(mails()[0].data)


def test_a_letter_that_lacks_something_is_its_writers_fault_at_once(studio):
    with pytest.raises(Exception, match="url"):
        write(title="x")
    assert mails() == []


@pytest.mark.parametrize(
    "to", ["", "ann", "ann@", "@example.com", "a@b.c\nBcc: x@y.z", "Ann <a@b.c>", "a b@c.d", "a@b.c, d@e.f"]
)  # fmt: skip
def test_something_else_than_an_address_is_refused(studio, to):
    with pytest.raises(BadInput):
        write(to=to)


def test_a_title_cannot_add_headers(mailbox):
    write(template="film_ready", title="A\r\nBcc: all@example.com", url="https://x")
    assert letters.deliver_due() == 1
    assert mailbox.letters[0]["Bcc"] is None
    assert mailbox.letters[0]["Subject"] == "“A Bcc: all@example.com” is ready"


def test_refused_for_now_is_tried_again_and_refused_for_good_is_not(mailbox):
    mailbox.refuse = {"full@example.com": "452 full", "none@example.com": "550 unknown"}
    write("1", "full@example.com")
    write("2", "none@example.com")
    write("3", "ann@example.com")
    assert letters.deliver_due() == 1
    full, none, ann = mails()
    assert (full.state, none.state, ann.state) == ("waiting", "dead", "sent")
    assert "452" in full.error
    assert "550" in none.error
    assert full.next_at > now() + timedelta(seconds=10)
    assert letters.deliver_due() == 0
    mailbox.refuse = {}
    make_due()
    assert letters.deliver_due() == 1


def test_a_server_that_is_away_costs_nothing_but_time(studio, monkeypatch):
    monkeypatch.setenv("SMTP_URL", "smtp://127.0.0.1:9")
    settings.cache_clear()
    write()
    assert letters.deliver_due() == 0
    assert mails()[0].state == "waiting"
    with database().transaction() as session:
        mail = session.get(Mail, mails()[0].id)
        mail.created_at, mail.next_at = now() - timedelta(days=4), now()
        session.add(mail)
    letters.deliver_due()
    (row,) = mails()
    assert (row.state, row.data) == ("dead", {})


def test_without_a_mail_server_letters_are_kept(studio):
    write()
    assert letters.deliver_due() == 0
    assert mails()[0].state == "waiting"


def test_logging_in(studio, monkeypatch):
    with running_mailbox(login=("ann", "p@ss")) as box:
        for password, sent in (("wrong", 0), ("p%40ss", 1)):
            address = f"smtp://ann:{password}@127.0.0.1:{box.port}"
            monkeypatch.setenv("SMTP_URL", address)
            settings.cache_clear()
            write()
            make_due()
            assert letters.deliver_due() == sent


def test_addresses_of_mail_servers():
    server = letters.mail_server("smtps://ann:p%40ss@mail.example.com")
    assert (server.port, server.tls, server.starttls, server.password) == (465, True, False, "p@ss")
    server = letters.mail_server("smtp://ann:x@mail.example.com")
    assert (server.port, server.starttls) == (587, True)
    assert letters.mail_server("smtp://mail.example.com").starttls is None
    assert letters.mail_server("smtp://a:b@mail.example.com?starttls=never").starttls is False
    for wrong in ("mail.example.com", "http://x", "smtp://", "smtp://x:port"):
        with pytest.raises(BadInput, match="SMTP_URL"):
            letters.mail_server(wrong)


def test_a_letter_is_sent_by_one_of_many(mailbox):
    from concurrent.futures import ThreadPoolExecutor

    for number in range(6):
        write(str(number))
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda _: letters.deliver_due(), range(4)))
    assert sum(sent) == 6
    assert len(mailbox.letters) == 6
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 6


def test_old_letters_are_forgotten(studio):
    write()
    with database().transaction() as session:
        mail = session.get(Mail, mails()[0].id)
        mail.state, mail.created_at = "sent", now() - timedelta(days=31)
        session.add(mail)
    with database().transaction() as session:
        assert letters.forget_old(session) == 1
    assert mails() == []


def test_waits_grow_and_end():
    waits = [max(outgoing.wait(n).total_seconds() for _ in range(200)) for n in range(1, 14)]
    assert all(a < b or b > 20_000 for a, b in pairwise(waits))
    assert max(waits) <= outgoing.LONGEST_WAIT
    assert outgoing.wait(1, asked=120).total_seconds() >= 120


def user(**given):
    with database().transaction() as session:
        row = User(email="ann@example.com", **given)
        session.add(row)
    return row


def test_a_notice_rings_the_bell_and_is_put_into_a_letter(mailbox, studio):
    import json

    import redis

    from filmstudio.store.events import user_channel

    ann = user()
    listener = redis.Redis.from_url(studio.redis_url).pubsub()
    listener.subscribe(user_channel(ann.id))
    listener.get_message(timeout=2)
    with database().transaction() as session:
        notices.tell(session, ann.id, "film_ready", title="The Bell", project_id="p1")
    told = listener.get_message(timeout=5)
    assert json.loads(told["data"])["kind"] == "film_ready"
    assert letters.deliver_due() == 1
    assert "http://127.0.0.1:8000/projects/p1" in mailbox.text()
    with database().reading() as session:
        assert session.exec(select(Notification)).one().data["title"] == "The Bell"


def test_letters_that_are_not_wanted_are_not_written(studio):
    ann = user(notify={"film_ready": False, "receipt": False})
    with database().transaction() as session:
        notices.tell(session, ann.id, "film_ready", title="The Bell", project_id="p1")
        notices.tell(session, ann.id, "receipt", amount="9.99 USD", what="Standard")
    assert [mail.template for mail in mails()] == ["receipt"]


def test_notices_are_read(studio):
    from filmstudio.errors import NotFound
    from filmstudio.services.actor import Actor

    ann = user()
    actor, other = Actor(ann.id), Actor(user_id=notices.new_id())
    with database().transaction() as session:
        first = notices.tell(session, ann.id, "credits_granted", credits=3)
        notices.tell(session, ann.id, "credits_granted", credits=4)
    with database().transaction() as session:
        with pytest.raises(NotFound):
            notices.read(session, other, first.id)
        assert notices.read(session, actor, first.id) == 1
        assert [n.data["credits"] for n in notices.mine(session, actor, unread=True)] == [4]
        assert notices.read(session, actor) == 1
        assert len(notices.mine(session, actor)) == 2
        assert notices.mine(session, other) == []


def test_every_kind_of_notice_has_its_letter():
    for kind in notices.KINDS.values():
        assert not kind.letter or kind.letter in letters.templates()
