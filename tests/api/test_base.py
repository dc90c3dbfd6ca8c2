"""Problems, limits, bodies and pages: what all routes have in common."""

from __future__ import annotations

import asyncio
import uuid
from functools import lru_cache
from http import HTTPStatus
from typing import Annotated

import pytest
from fastapi import APIRouter, Body
from fastapi.testclient import TestClient
from sqlalchemy import select

from filmstudio.api import door, limits
from filmstudio.api.app import create_app
from filmstudio.api.context import COOKIE, CurrentActor, SignedIn, Transaction
from filmstudio.api.cursor import page
from filmstudio.api.shapes import Given
from filmstudio.errors import BadInput, Conflict
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import User
from filmstudio.store.types import now
from tests.api.conftest import remembering_nobody


class Thing(Given):
    name: str


probe = APIRouter(prefix="/api/v1/probe")


@probe.get("/who")
def who(actor: CurrentActor) -> dict[str, str]:
    return {"user": str(actor.user_id)}


@probe.get("/mine")
def mine(actor: SignedIn) -> dict[str, str]:
    return {"user": str(actor.user_id)}


@probe.post("/things")
def make(thing: Thing, session: Transaction) -> dict[str, str]:
    session.add(User(email=thing.name))
    if thing.name == "conflict":
        raise Conflict("Somebody was faster.")
    if thing.name == "crash":
        raise RuntimeError("secret inside")
    return {"name": thing.name}


@probe.put("/raw")
def raw(body: Annotated[bytes, Body()]) -> int:
    return len(body)


@lru_cache
def with_probe():
    app = create_app()
    app.include_router(probe)
    return app


@pytest.fixture
def app(app):
    return remembering_nobody(with_probe())


@pytest.fixture
def probed(client):
    return client


def emails():
    with database().reading() as session:
        return set(session.execute(select(User.email)).scalars())


def test_it_lives_and_is_ready(client):
    assert client.get("/api/v1/health").json()["status"] == "ok"
    assert client.get("/health").status_code == 200
    ready = client.get("/api/v1/ready")
    assert ready.status_code == 200, ready.text
    assert {part["name"] for part in ready.json()["parts"]} == {
        *("database", "redis", "storage", "queues", "disk", "memory")
    }


def test_every_error_is_a_problem(probed):
    for method, path, status, code in [
        ("GET", "/nowhere", 404, "no_such_address"),
        ("PUT", "/health", 405, "method"),
        ("POST", "/probe/things", 422, "bad_input"),
        ("GET", "/probe/mine", 401, "sign_in"),
    ]:
        answer = probed.request(method, f"/api/v1{path}")
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        told = answer.json()
        assert told["status"] == status
        assert told["code"] == code
        assert told["type"].endswith(code)
        assert told["title"]
        assert told["detail"]


def test_a_field_that_is_wrong_is_named(probed):
    told = probed.post("/api/v1/probe/things", json={"name": 3, "role": "admin"}).json()
    assert [fault["field"] for fault in told["errors"]] == ["body.name", "body.role"]
    assert probed.post("/api/v1/probe/things", json={"name": "a\0b"}).status_code == 422


def test_a_problem_is_told_in_the_language_that_is_asked_for(probed):
    german = {"Accept-Language": "de-AT, en;q=0.5"}
    answer = probed.post("/api/v1/probe/things", json={"role": "admin"}, headers=german)
    assert answer.headers["content-language"] == "de"
    assert "Accept-Language" in answer.headers["vary"]
    told = answer.json()
    assert told["errors"][0] == {"field": "body.name", "detail": "Dieses Feld fehlt."}
    assert told["detail"] == "body.name: Dieses Feld fehlt. (und 1 weitere)"
    assert told["title"] == HTTPStatus(422).phrase
    for header in ({}, {"Accept-Language": "*"}, {"Accept-Language": "sv"}):
        answer = probed.post("/api/v1/probe/things", json={"role": "admin"}, headers=header)
        assert answer.json()["detail"] == "body.name: Field required. (and 1 more)"
        assert answer.headers["content-language"] == "en"


def test_a_fault_of_ours_shows_nothing_of_its_inside(probed):
    answer = probed.post("/api/v1/probe/things", json={"name": "crash"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["x-request-id"] in answer.json()["detail"]
    assert emails() == set()


def test_a_request_is_one_transaction(probed):
    assert probed.post("/api/v1/probe/things", json={"name": "conflict"}).status_code == 409
    assert emails() == set()
    assert probed.post("/api/v1/probe/things", json={"name": "kept"}).status_code == 200
    assert emails() == {"kept"}


def test_a_credential_that_is_no_good_is_no_guest(studio):
    with TestClient(remembering_nobody(with_probe())) as client:
        assert client.get("/api/v1/probe/who").json() == {"user": "None"}
        for headers in (
            {"Authorization": "Bearer nothing"},
            {"Authorization": "Basic YTpi"},
            {"X-API-Key": "nothing"},
            {"Cookie": f"{COOKIE}=nothing"},
        ):
            answer = client.get("/api/v1/probe/who", headers=headers)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")
        assert client.get("/api/v1/health", headers=headers).status_code == 200


def test_another_site_changes_nothing_with_our_cookie(probed, monkeypatch):
    monkeypatch.setattr(door, "authenticate", lambda **given: Actor(uuid.uuid4()))
    headers = {"Cookie": f"{COOKIE}=x"}
    path, body = "/api/v1/probe/who", {"name": "n"}
    assert probed.get(path, headers=headers | {"Origin": "https://evil.example"}).status_code == 200
    app_route = probed.app.router

    async def change(actor: CurrentActor) -> str:
        return "changed"

    app_route.add_api_route("/api/v1/probe/change", change, methods=["POST"])
    for own, status in [
        ("http://testserver", 200),
        ("https://evil.example", 403),
        ("null", 403),
    ]:
        answer = probed.post("/api/v1/probe/change", headers=headers | {"Origin": own}, json=body)
        assert answer.status_code == status, own


def test_an_api_key_does_what_its_scopes_say(probed, monkeypatch):
    monkeypatch.setattr(
        door, "authenticate", lambda **given: Actor(uuid.uuid4(), scopes=frozenset({"write"}))
    )
    answer = probed.get("/api/v1/probe/mine", headers={"X-API-Key": "k"})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope")


def test_limits_are_told_and_kept(probed, person, monkeypatch):
    first = probed.get("/api/v1/probe/who")
    assert first.headers["ratelimit-limit"] == "20"
    assert first.headers["ratelimit-remaining"] == "19"
    codes = [probed.get("/api/v1/probe/who").status_code for _ in range(25)]
    assert codes.count(429) >= 5
    spent = probed.get("/api/v1/probe/who")
    assert 1 <= int(spent.headers["retry-after"]) <= 60
    assert spent.headers["ratelimit-remaining"] == "0"
    ann = person("ann")
    assert ann.call("GET", "/probe/who").headers["ratelimit-limit"] == "1000"
    monkeypatch.setenv("FILMSTUDIO_METERED", "true")
    settings.cache_clear()
    assert ann.call("GET", "/probe/who").headers["ratelimit-limit"] == "500"


def test_who_is_counted():
    someone = Actor(uuid.uuid4())
    assert limits.caller(someone, "10.0.0.1") == str(someone.user_id)
    assert limits.caller(Actor(), "10.0.0.1") == "10.0.0.1"
    assert limits.caller(Actor(), "2001:db8::1") == limits.caller(Actor(), "2001:db8::2")


def test_the_address_is_what_our_own_proxy_saw(monkeypatch):
    from filmstudio.settings import Settings

    for proxies, expected in [(0, "10.0.0.9"), (1, "3.3.3.3"), (2, "2.2.2.2"), (4, "10.0.0.9")]:
        monkeypatch.setattr(door, "settings", lambda n=proxies: Settings(proxies=n))
        assert door._address("10.0.0.9", "1.1.1.1, 2.2.2.2,3.3.3.3") == expected


def test_a_body_that_is_too_large_is_refused(probed, monkeypatch):
    monkeypatch.setattr(door, "BODY_BYTES", 1000)
    assert probed.put("/api/v1/probe/raw", content=b"x" * 900).status_code != 413
    assert probed.put("/api/v1/probe/raw", content=b"x" * 1001).status_code == 413

    def chunks():
        for _ in range(3):
            yield b"x" * 400

    answer = probed.put("/api/v1/probe/raw", content=chunks())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(door, "SILENCE_SECONDS", 0.05)

    async def never():
        await asyncio.sleep(10)

    body = door._Body({"headers": []}, never, None)
    with pytest.raises(door.HTTPException) as error:
        asyncio.run(body.receive())
    assert error.value.status_code == 408


def test_pages_go_on_where_they_ended(studio):
    with database().transaction() as session:
        for number in range(7):
            session.add(User(email=f"{number}@example.com", created_at=now()))
    query, order = select(User), (User.created_at, User.id)
    with database().reading() as session:
        seen, cursor = [], ""
        while True:
            part = page(session, query, lambda row: row.email, order=order, limit=3, cursor=cursor)
            seen += part.items
            if not part.next_cursor:
                break
            cursor = part.next_cursor
        assert seen == [f"{number}@example.com" for number in range(6, -1, -1)]
        for bad in ("x", "W10", "WzEsMl0", "bnVsbA", "é"):
            with pytest.raises(BadInput):
                page(session, query, str, order=order, limit=3, cursor=bad)


def test_the_document_and_its_page(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert "/api/v1/health" in document["paths"]
    text = client.get("/api/v1/docs")
    assert "/api/v1/ready" in text.text
    assert "http" not in text.text.replace("httpOnly", "").split("<nav>")[1].split("</nav>")[0]
