"""Tests of pushed notices: encrypted for one browser, signed, delivered once, forgotten when it is gone."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from joserfc import jwt
from joserfc.jwk import ECKey
from sqlmodel import select

from filmstudio import outside
from filmstudio.errors import BadInput, NotFound
from filmstudio.services import notices, push
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import Mail, PushMessage, PushSubscription, User
from filmstudio.store.types import now
from tests.listener import Answer, running_listener


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def data(text_: str) -> bytes:
    return base64.urlsafe_b64decode(text_ + "=" * (-len(text_) % 4))


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


class Browser:
    """A browser's end of a subscription."""

    def __init__(self, secret: bytes = b"0123456789abcdef") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.secret = secret

    def reads(self, body: bytes) -> dict[str, str]:
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.secret, version="aes128gcm"
        )
        return json.loads(plain)


@pytest.fixture
def reachable(monkeypatch):
    """Lets subscriptions lead to this machine, where the tests' servers are."""
    monkeypatch.setattr(outside, "is_public", lambda address, private=False: True)


def person(email: str) -> Actor:
    with database().transaction() as session:
        row = User(email=email)
        session.add(row)
    return Actor(row.id)


@pytest.fixture
def ann(studio) -> Actor:
    return person("ann@example.com")


def subscribe(actor: Actor, browser: Browser, url: str = "https://push.example.com/a"):
    with database().transaction() as session:
        row = push.subscribe(
            session, actor, url.replace("http://", "https://"), text(point(browser.key)),
            text(browser.secret), "Firefox",
        )  # fmt: skip
        row.address = url
        session.add(row)
    return row


def tell(actor: Actor, kind: str = "film_ready"):
    with database().transaction() as session:
        return notices.tell(session, actor.user(), kind, project_id="7", title="Tea")


def messages() -> list[PushMessage]:
    with database().reading() as session:
        return list(session.exec(select(PushMessage).order_by(PushMessage.id)))


def browsers() -> list[PushSubscription]:
    with database().reading() as session:
        return list(session.exec(select(PushSubscription)))


def test_the_example_of_the_standard():
    """RFC 8291, Appendix A."""
    number = int.from_bytes(data("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
    made = push.sealed(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        sender=ec.derive_private_key(number, ec.SECP256R1()),
        salt=data("DGv6ra1nlYgDCS1FRnbzlw"),
    )
    assert text(made) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
        "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_a_notice_reaches_the_browser_once_and_says_who_sends(ann, reachable):
    browser = Browser()
    with running_listener(lambda asked: Answer(201)) as listener:
        subscribe(ann, browser, listener.url + "/send/1")
        tell(ann)
        assert push.deliver_due() == 1
        assert push.deliver_due() == 0
    (asked,) = listener.asked
    told = browser.reads(asked.body)
    assert "Tea" in told["title"]
    assert told["url"].endswith("/projects/7")
    assert asked.headers["content-encoding"] == "aes128gcm"
    assert int(asked.headers["ttl"]) > 0
    scheme, _, given = asked.headers["authorization"].partition(" ")
    fields = dict(pair.split("=", 1) for pair in given.split(", "))
    assert scheme == "vapid"
    with database().transaction() as session:
        assert push.public_key(session) == fields["k"]
    raw = data(fields["k"])
    key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": text(raw[1:33]), "y": text(raw[33:])})
    claims = jwt.decode(fields["t"], key, algorithms=["ES256"]).claims
    assert listener.url.startswith(claims["aud"])
    assert claims["sub"].startswith("mailto:")
    (row,) = messages()
    assert (row.state, row.data) == ("sent", {})


def test_a_browser_that_is_gone_is_forgotten(ann, reachable):
    with running_listener(lambda asked: Answer(410)) as listener:
        subscribe(ann, Browser(), listener.url + "/send/1")
        tell(ann)
        assert push.deliver_due() == 0
    assert browsers() == []
    assert messages() == []


def test_a_service_that_fails_is_asked_again_later_and_one_that_refuses_is_not(ann, reachable):
    with running_listener(lambda asked: Answer(503 if asked.path == "/a" else 403)) as listener:
        subscribe(ann, Browser(), listener.url + "/a")
        subscribe(ann, Browser(), listener.url + "/b")
        tell(ann)
        assert push.deliver_due() == 0
    found = {row.state: row for row in messages()}
    assert set(found) == {"waiting", "dead"}
    assert found["waiting"].next_at > now()
    assert "403" in found["dead"].error


def test_what_a_user_does_not_want_is_not_pushed(ann):
    subscribe(ann, Browser())
    with database().transaction() as session:
        session.get_one(User, ann.user()).notify = {"push_film_ready": False}
    tell(ann)
    assert messages() == []
    with database().reading() as session:
        assert len(session.exec(select(Mail)).all()) == 1  # the letter is another choice


def test_a_browser_belongs_to_who_signed_in_last(ann):
    bob = person("bob@example.com")
    browser = Browser()
    subscribe(ann, browser)
    tell(ann)
    subscribe(bob, browser)
    assert [row.user_id for row in browsers()] == [bob.user()]
    assert messages() == []  # Ann's news is not shown to Bob


def test_nobody_forgets_the_browser_of_another(ann):
    row = subscribe(ann, Browser())
    with database().transaction() as session, pytest.raises(NotFound):
        push.unsubscribe(session, person("bob@example.com"), row.id)
    with database().transaction() as session:
        push.unsubscribe(session, ann, row.id)
    assert browsers() == []


@pytest.mark.parametrize(
    ("address", "key", "auth"),
    [
        ("https://push.example.com/a", "QUJD", "MDEyMzQ1Njc4OWFiY2RlZg"),
        ("https://push.example.com/a", None, "MDEy"),
        ("https://push.example.com/a", "***", "MDEyMzQ1Njc4OWFiY2RlZg"),
        ("http://push.example.com/a", None, "MDEyMzQ1Njc4OWFiY2RlZg"),
        ("https://127.0.0.1/a", None, "MDEyMzQ1Njc4OWFiY2RlZg"),
        ("https://localhost/a", None, "MDEyMzQ1Njc4OWFiY2RlZg"),
    ],
)
def test_what_is_no_subscription_is_refused(ann, address, key, auth):
    good = text(point(Browser().key))
    with database().transaction() as session, pytest.raises(BadInput):
        push.subscribe(session, ann, address, key or good, auth)


def test_the_oldest_browser_makes_room(ann):
    for number in range(push.MOST + 2):
        subscribe(ann, Browser(), f"https://push.example.com/{number}")
    kept = {row.address.rpartition("/")[2] for row in browsers()}
    assert len(kept) == push.MOST
    assert "0" not in kept


def test_the_key_is_made_once(studio):
    def ask(_: int) -> str:
        with database().transaction() as session:
            return push.public_key(session)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
