"""Tests of webhooks: signed, delivered once, tried again, given up, sent once more, nobody else's."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from filmstudio import outside
from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services import outgoing, webhooks
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.db import database
from filmstudio.store.tables import Delivery, Notification, User, Webhook
from filmstudio.store.types import now
from tests.listener import Answer, running_listener


@pytest.fixture
def reachable(monkeypatch):
    """Lets webhooks lead to this machine, where the tests' servers are."""
    monkeypatch.setattr(outside, "is_public", lambda address, private=False: True)


@pytest.fixture
def ann(studio):
    with database().transaction() as session:
        row = User(email="ann@example.com")
        session.add(row)
    return Actor(row.id)


def create(actor, url="https://hooks.example.com/film", events=()):
    with database().transaction() as session:
        return webhooks.create(session, actor, url, events)


def emit(actor, event="job.completed", id="job.completed:1", **body):
    with database().transaction() as session:
        return webhooks.emit(session, actor.user(), event, id, body or {"job": "1"})


def rows():
    with database().reading() as session:
        return list(session.exec(select(Delivery).order_by(Delivery.id)))


def make_due(**changes):
    with database().transaction() as session:
        for row in session.exec(select(Delivery).where(Delivery.state == "waiting")):
            row.sqlmodel_update({"next_at": now()} | changes)
            session.add(row)


def test_an_event_is_delivered_once_and_signed(ann, reachable):
    with running_listener(lambda asked: Answer(204)) as listener:
        hook, secret = create(ann, listener.url + "/film")
        assert secret.startswith("whsec_")
        assert secret not in hook.secret
        assert emit(ann, seconds=12.5, at=now()) == 1
        assert emit(ann) == 0
        assert webhooks.deliver_due() == 1
        assert webhooks.deliver_due() == 0
    (asked,) = listener.asked
    assert (asked.method, asked.path) == ("POST", "/film")
    assert asked.json["event"] == "job.completed"
    assert asked.json["id"] == "job.completed:1"
    assert asked.json["data"]["seconds"] == 12.5
    given = dict(part.split("=") for part in asked.headers["x-filmstudio-signature"].split(","))
    signed = given["t"].encode() + b"." + asked.body
    assert given["v1"] == hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert abs(int(given["t"]) - now().timestamp()) < 20
    (row,) = rows()
    assert (row.state, row.status_code, row.next_at) == ("delivered", 204, None)


def test_only_wanted_events_are_delivered(ann):
    create(ann, events=["credits.low"])
    assert emit(ann, "job.failed", "a") == 0
    assert emit(ann, "credits.low", "b") == 1
    with pytest.raises(ValueError, match="nonsense"):
        emit(ann, "nonsense", "c")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(500), "status 500"),
        (Answer(404), "status 404"),
        (Answer(301, headers={"Location": "/other"}), "redirect"),
        (Answer(200, b"x" * 10, breaks=True, stream=(b"x",)), ""),
    ],
)
def test_what_fails_is_tried_again_later(ann, reachable, answer, why):
    with running_listener(lambda asked: answer) as listener:
        create(ann, listener.url)
        emit(ann)
        webhooks.deliver_due()
        (row,) = rows()
        if not why:
            assert row.state == "delivered"  # the status counts; the body is not read
            return
        assert row.state == "waiting"
        assert why in row.error
        assert now() < row.next_at < now() + timedelta(seconds=60)
        assert webhooks.deliver_due() == 0
        assert len(listener.asked) == 1
        listener.answer = lambda asked: Answer(200)
        make_due()
        assert webhooks.deliver_due() == 1
        assert listener.asked[0].body == listener.asked[1].body


def test_retry_after_is_respected(ann, reachable):
    with running_listener(lambda asked: Answer(429, headers={"Retry-After": "600"})) as listener:
        create(ann, listener.url)
        emit(ann)
        webhooks.deliver_due()
    assert rows()[0].next_at > now() + timedelta(seconds=590)
    assert outgoing.retry_after("Wed, 21 Oct 2026 07:28:00 GMT") == 0
    assert outgoing.retry_after("1e9") == outgoing.retry_after("-5") == 0


def test_after_three_days_it_is_given_up_and_its_owner_told_and_can_send_it_again(ann, reachable):
    with running_listener(lambda asked: Answer(503)) as listener:
        hook, _ = create(ann, listener.url)
        emit(ann)
        make_due(created_at=now() - timedelta(days=3), attempts=20)
        webhooks.deliver_due()
        (row,) = rows()
        assert (row.state, row.next_at) == ("dead", None)
        with database().reading() as session:
            assert session.exec(select(Notification)).one().kind == "webhook_dead"
        listener.answer = lambda asked: Answer(200)
        with database().transaction() as session:
            webhooks.redeliver(session, ann, hook.id, row.id)
        with pytest.raises(Conflict), database().transaction() as session:
            webhooks.redeliver(session, ann, hook.id, row.id)
        assert webhooks.deliver_due() == 1
    assert rows()[0].state == "delivered"
    assert listener.asked[0].json["id"] == listener.asked[1].json["id"]


def test_many_schedulers_deliver_each_event_once(ann, reachable):
    with running_listener(lambda asked: Answer(200)) as listener:
        create(ann, listener.url)
        for number in range(12):
            emit(ann, id=str(number))
        with ThreadPoolExecutor(4) as pool:
            taken = list(pool.map(lambda _: webhooks.deliver_due(), range(4)))
    assert sum(taken) == 12
    assert sorted(asked.json["id"] for asked in listener.asked) == sorted(map(str, range(12)))


def test_a_delivery_whose_process_died_is_taken_up_after_its_lease(ann, reachable):
    from filmstudio.services import outgoing

    with running_listener(lambda asked: Answer(200)) as listener:
        create(ann, listener.url)
        emit(ann)
        died = outgoing.claim(Delivery, rows()[0].id, webhooks.LEASE)
        assert webhooks.deliver_due() == 0
        make_due()
        assert webhooks.deliver_due() == 1
        assert not outgoing.finish(died, state="dead")
    assert rows()[0].state == "delivered"


def test_a_name_that_leads_inside_is_not_called(ann):
    with running_listener(lambda asked: Answer(200)) as listener:
        port = listener.url.rpartition(":")[2]
        hook, _ = create(ann)
        with database().transaction() as session:
            row = session.get(Webhook, hook.id)
            row.url = f"http://localtest.example:{port}/"
            session.add(row)
        import ipaddress

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(outside, "resolve", lambda *a: [ipaddress.ip_address("127.0.0.1")])
            emit(ann)
            assert webhooks.deliver_due() == 0
        assert listener.asked == []
    assert "not public" in rows()[0].error


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://169.254.169.254/x", "ftp://a.example", "http://[::1]:80"]
)
def test_webhooks_lead_outside(ann, url):
    with pytest.raises(BadInput):
        create(ann, url)


def test_webhooks_are_their_owners(ann):
    with database().transaction() as session:
        bob = User(email="bob@example.com")
        session.add(bob)
    hook, _ = create(ann)
    emit(ann)
    other, (row,) = Actor(bob.id), rows()
    with database().transaction() as session:
        for call in (
            lambda: webhooks.remove(session, other, hook.id),
            lambda: webhooks.deliveries(session, other, hook.id),
            lambda: webhooks.redeliver(session, other, hook.id, row.id),
            lambda: webhooks.redeliver(session, ann, hook.id, uuid.uuid4()),
        ):
            with pytest.raises(NotFound):
                call()
        assert webhooks.listed(session, other) == []
        with pytest.raises(SignInNeeded):
            webhooks.listed(session, GUEST)
        with pytest.raises(Forbidden):
            webhooks.remove(session, Actor(ann.user_id, scopes=frozenset({"read"})), hook.id)
        assert [one.id for one in webhooks.deliveries(session, ann, hook.id)] == [row.id]
        webhooks.remove(session, ann, hook.id)
    assert rows() == []


def test_events_and_numbers_are_checked(ann):
    with pytest.raises(BadInput, match=r"job\.done"):
        create(ann, events=["job.done"])
    for number in range(webhooks.MOST):
        create(ann, f"https://hooks.example.com/{number}")
    with pytest.raises(Conflict, match="at most"):
        create(ann)


def test_deliveries_are_listed_in_pages_and_forgotten(ann):
    hook, _ = create(ann)
    for number in range(5):
        emit(ann, id=str(number))
    with database().transaction() as session:
        first = webhooks.deliveries(session, ann, hook.id, most=3)
        rest = webhooks.deliveries(session, ann, hook.id, before=first[-1].id)
        assert [d.event_id for d in (*first, *rest)] == ["4", "3", "2", "1", "0"]
    with database().transaction() as session:
        for row in session.exec(select(Delivery)).all()[:2]:
            row.state, row.created_at = "delivered", now() - timedelta(days=31)
            session.add(row)
    with database().transaction() as session:
        assert webhooks.forget_old(session) == 2


def test_the_body_is_plain_json(ann):
    create(ann)
    emit(ann, id="x", when=now(), who=uuid.uuid4(), name="Ünïcode")
    assert json.loads(webhooks.payload(rows()[0]))["data"]["name"] == "Ünïcode"


def test_a_round_of_deliveries_ends_in_time(ann, reachable, monkeypatch):
    monkeypatch.setattr(webhooks, "ROUND", 0.0)
    with running_listener(lambda asked: Answer(200)) as listener:
        create(ann, listener.url)
        emit(ann)
        assert webhooks.deliver_due() == 0
        assert listener.asked == []
    assert rows()[0].attempts == 0
