"""Tests of the routes of webhooks: a secret shown once, deliveries in pages, nobody else's."""

from __future__ import annotations

import uuid

import pytest

from filmstudio import outside
from filmstudio.services import webhooks
from filmstudio.store.db import database
from tests.listener import Answer, running_listener

URL = "https://hooks.example.com/film"


def test_a_webhook_from_its_first_to_its_last_day(person, monkeypatch):
    ann = person("ann")
    monkeypatch.setattr(outside, "is_public", lambda address, private=False: True)
    with running_listener(lambda asked: Answer(200)) as listener:
        made = ann.call("POST", "/webhooks", json={"url": listener.url, "events": ["job.failed"]})
        assert made.status_code == 201
        hook = made.json()
        assert hook["secret"].startswith("whsec_")
        (listed,) = ann.call("GET", "/webhooks").json()["items"]
        assert "secret" not in listed
        assert listed["id"] == hook["id"]
        for number in range(3):
            with database().transaction() as session:
                webhooks.emit(session, ann.user.id, "job.failed", f"x{number}", {"n": number})
        assert webhooks.deliver_due() == 3
        first = ann.call("GET", f"/webhooks/{hook['id']}/deliveries?limit=2").json()
        rest = ann.call(
            "GET", f"/webhooks/{hook['id']}/deliveries?cursor={first['next_cursor']}"
        ).json()
        sent = [*first["items"], *rest["items"]]
        assert [one["event_id"] for one in sent] == ["x2", "x1", "x0"]
        assert {one["state"] for one in sent} == {"delivered"}
        again = f"/webhooks/{hook['id']}/deliveries/{sent[0]['id']}/redeliver"
        assert ann.call("POST", again).status_code == 202
        assert ann.call("POST", again).status_code == 409
        assert webhooks.deliver_due() == 1
        assert len(listener.asked) == 4
    assert ann.call("DELETE", f"/webhooks/{hook['id']}").status_code == 204
    assert ann.call("GET", f"/webhooks/{hook['id']}/deliveries").status_code == 404
    assert ann.call("GET", "/webhooks").json()["items"] == []


@pytest.mark.parametrize(
    "body",
    [
        {"url": "http://127.0.0.1/"},
        {"url": "http://169.254.169.254/latest/meta-data"},
        {"url": "http://[::ffff:10.0.0.1]/"},
        {"url": "file:///etc/passwd"},
        {"url": URL, "events": ["nonsense"]},
        {"url": URL, "secret": "mine"},
        {"url": 3},
        {},
    ],
)
def test_what_cannot_be_is_a_problem(person, body):
    answer = person("ann").call("POST", "/webhooks", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_other_peoples_webhooks_are_not_found(person, client):
    ann, bob = person("ann"), person("bob")
    hook = ann.call("POST", "/webhooks", json={"url": URL}).json()
    for method, path in (
        ("DELETE", f"/webhooks/{hook['id']}"),
        ("GET", f"/webhooks/{hook['id']}/deliveries"),
        ("POST", f"/webhooks/{hook['id']}/deliveries/{uuid.uuid4()}/redeliver"),
    ):
        assert bob.call(method, path).status_code == 404
        assert client.request(method, f"/api/v1{path}").status_code == 401
    assert bob.call("GET", "/webhooks").json()["items"] == []
    assert len(ann.call("GET", "/webhooks").json()["items"]) == 1
