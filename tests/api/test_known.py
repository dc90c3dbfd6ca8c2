"""Who was here a moment ago is known, and not a moment longer than his rights last."""

from __future__ import annotations

import time
import uuid
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from filmstudio.api import limits
from filmstudio.api.known import Known
from filmstudio.services.accounts import tokens
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.redis import client as redis_client
from filmstudio.store.tables import LoginSession, Project, Render, User
from filmstudio.store.types import now
from tests.api.conftest import application


@pytest.fixture
def signed_in(studio):
    """Somebody with a real token, and the address of his job's status."""
    with database().transaction() as session:
        user = User(email="ann@example.com")
        session.add(user)
        session.flush()
        login = LoginSession(user_id=user.id, expires_at=now() + timedelta(days=1))
        project = Project(owner_id=user.id)
        session.add_all([login, project])
        session.flush()
        render = Render(project_id=project.id, user_id=user.id)
        session.add(render)
    headers = {"Authorization": f"Bearer {tokens.issue(user.id, login.id)}"}
    with TestClient(application(), headers=headers) as client:
        path = f"/api/v1/jobs/{render.id}/status"
        assert client.get(path).status_code == 200
        time.sleep(0.2)  # the listener is there
        assert client.get(path).status_code == 200
        yield client, path, user, login


def soon(client, path, status):
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        if client.get(path).status_code == status:
            return True
        time.sleep(0.01)
    return False


def test_a_session_that_ends_is_forgotten(signed_in):
    client, path, _, login = signed_in
    with database().transaction() as session:
        session.get_one(LoginSession, login.id).revoked_at = now()
    assert soon(client, path, 401)


def test_what_this_process_changes_is_known_to_its_very_next_request(signed_in):
    client, path, _, login = signed_in
    for number in range(10):
        with database().transaction() as session:
            session.get_one(LoginSession, login.id).revoked_at = None if number % 2 else now()
        assert client.get(path).status_code == (200 if number % 2 else 401)


def test_all_sessions_that_end_at_once_are_forgotten(signed_in):
    client, path, user, _ = signed_in
    with database().transaction() as session:
        ending = update(LoginSession).where(LoginSession.user_id == user.id)
        session.execute(ending.values(revoked_at=now()))
    assert soon(client, path, 401)


def test_a_suspended_account_is_forgotten(signed_in):
    client, path, user, _ = signed_in
    with database().transaction() as session:
        session.get_one(User, user.id).status = "suspended"
    assert soon(client, path, 403)


def test_the_quick_answer_is_the_same_for_wrong_addresses(signed_in):
    client, path, _, _ = signed_in
    assert client.get(f"/api/v1/jobs/{uuid.uuid4()}/status").json()["code"] == "not_found"
    assert client.get("/api/v1/jobs/x/status").json()["code"] == "bad_input"
    assert client.get(path, headers={"Authorization": "Bearer x"}).status_code == 401
    assert client.get(path.upper().replace("/API/V1/JOBS", "/api/v1/jobs")).status_code == 404


def test_what_was_read_before_a_change_is_not_kept(studio, monkeypatch):
    known = Known()
    ann = Actor(uuid.uuid4())
    known.keep(("a", "", ""), ann, known.generation)
    deadline = time.monotonic() + 5
    while not known.hears and time.monotonic() < deadline:
        time.sleep(0.01)
    generation = known.generation
    known.forget()
    known.keep(("a", "", ""), ann, generation)
    assert known.get(("a", "", ""), "", "") is None
    known.keep(("a", "", ""), ann, known.generation)
    assert known.get(("a", "", ""), "1.2.3.4", "x") == Actor(
        ann.user_id, address="1.2.3.4", user_agent="x"
    )
    known.hears = False
    assert known.get(("a", "", ""), "", "") is None


@pytest.mark.parametrize("limit", [20, 60, 100, 500, 1000])
def test_a_limit_is_kept_by_two_processes_together(studio, limit, monkeypatch):
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_020.0)
    both, let_in = [limits.Counter(), limits.Counter()], 0
    for number in range(2 * limit):
        counter = both[number % 2]
        told = counter.quick("ann", limit) or counter.count(redis_client(), "ann", limit)
        let_in += not told.is_spent
    assert limit * 0.95 <= let_in <= limit
