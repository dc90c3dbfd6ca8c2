"""Every route, as everybody: a new route without an entry here fails."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from filmstudio.api import door
from filmstudio.errors import Forbidden
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, Render
from tests.api.conftest import BOARD, SCRIPT, Person, application

CALLERS = ("guest", "stranger", "viewer", "editor", "owner", "moderator", "admin", "suspended")


@dataclass(frozen=True)
class Entry:
    """Who may call a route: by caller the status (or statuses) it answers with.

    `body` builds what is sent; paths are filled with the owner's project, job and file.
    """

    answers: dict[str, Any]
    body: Callable[[dict[str, str]], dict[str, Any]] = lambda ids: {}
    query: str = ""


def everybody(status: int) -> dict[str, Any]:
    return dict.fromkeys(CALLERS, status)


def project(seen: int, edited: int, owned: int) -> dict[str, Any]:
    """Answers of routes on a project: strangers, whatever their role, know nothing of it."""
    return {
        "guest": 401,
        "suspended": 403,
        **dict.fromkeys(("stranger", "moderator", "admin"), 404),
        "viewer": seen,
        "editor": edited,
        "owner": owned,
    }


def signed_in(status: int) -> dict[str, Any]:
    return everybody(status) | {"guest": 401, "suspended": 403}


def private(status: int) -> dict[str, Any]:
    """Answers of routes on what is its owner's alone."""
    return project(404, 404, status)


def if_match(ids: dict[str, str]) -> dict[str, Any]:
    return {"json": BOARD, "headers": {"If-Match": "*"}}


def sends(**body: Any) -> Callable[[dict[str, str]], dict[str, Any]]:
    return lambda ids: {"json": body}


GOOD = "seven green kettles hum"


def login_of(ids: dict[str, str]) -> dict[str, Any]:
    """Address and password of somebody new, for each caller."""
    return {"email": f"{ids['project_id']}@example.com", "password": GOOD}


NOBODY = "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12"
PROJECT = "/projects/{project_id}"
MATRIX: dict[str, Entry] = {
    "GET /health": Entry(everybody(200)),
    "GET /ready": Entry(everybody(200)),
    "GET /docs": Entry(everybody(200)),
    "GET /openapi.json": Entry(everybody(200)),
    "POST /files": Entry(signed_in(201), lambda ids: {"files": {"files": ("a.txt", b"words")}}),
    "GET /files": Entry(signed_in(200)),
    "POST /files/uploads": Entry(signed_in(201), sends(name="a.txt", bytes=4)),
    "POST /files/uploads/{file_id}": Entry(private(409)),
    "GET /files/{file_id}": Entry(private(200)),
    "GET /files/{file_id}/content": Entry(private(200)),
    "DELETE /files/{file_id}": Entry(private(409)),  # a project is made from it
    "POST /projects": Entry(signed_in(201), sends(script=SCRIPT)),
    "GET /projects": Entry(signed_in(200)),
    f"GET {PROJECT}": Entry(project(200, 200, 200)),
    f"GET {PROJECT}/cover": Entry(project(404, 404, 404)),
    f"PATCH {PROJECT}": Entry(project(403, 200, 200), sends(title="New")),
    f"DELETE {PROJECT}": Entry(project(403, 403, 204)),
    f"POST {PROJECT}/duplicate": Entry(project(201, 201, 201)),
    f"GET {PROJECT}/collaborators": Entry(project(200, 200, 200)),
    f"POST {PROJECT}/collaborators": Entry(
        project(403, 403, 201), sends(email="stranger@example.com")
    ),
    f"DELETE {PROJECT}/collaborators": Entry(
        project(403, 403, 404), query="?user_id=0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12"
    ),
    f"POST {PROJECT}/share": Entry(project(403, 403, 200), sends(visibility="public")),
    f"GET {PROJECT}/storyboard": Entry(project(200, 200, 200)),
    f"PUT {PROJECT}/storyboard": Entry(project(403, 200, 200), if_match),
    f"PATCH {PROJECT}/storyboard": Entry(project(403, 200, 200), if_match),
    f"GET {PROJECT}/versions": Entry(project(200, 200, 200)),
    f"POST {PROJECT}/versions/{{number}}/restore": Entry(project(403, 201, 201)),
    "POST /generate/film": Entry(signed_in(202), sends(script=SCRIPT)),
    "GET /jobs": Entry(signed_in(200)),
    "POST /jobs": Entry(
        project(403, 202, 202), lambda ids: {"json": {"project_id": ids["project_id"]}}
    ),
    "GET /jobs/{job_id}": Entry(project(200, 200, 200)),
    "GET /jobs/{job_id}/status": Entry(project(200, 200, 200)),
    "GET /jobs/{job_id}/events": Entry(project(200, 200, 200)),
    "GET /jobs/{job_id}/result": Entry(project(200, 200, 200)),
    "DELETE /jobs/{job_id}": Entry(project(403, 200, 200)),
    "POST /jobs/{job_id}/retry": Entry(project(403, 409, 409)),
    # Nothing of this job is made: whoever may see it is told so.
    "GET /jobs/{job_id}/pictures/{unit}": Entry(project(404, 404, 404)),
    "GET /jobs/{job_id}/clips/{unit}": Entry(project(404, 404, 404)),
    "GET /jobs/{job_id}/lines/{unit}": Entry(project(404, 404, 404)),
    f"GET {PROJECT}/artifacts": Entry(project(200, 200, 200)),
    f"GET {PROJECT}/artifacts/{{name:path}}": Entry(project(200, 200, 200)),
    f"GET {PROJECT}/download": Entry(project(200, 200, 200)),
    f"GET {PROJECT}/archive": Entry(project(200, 200, 200)),
    "GET /previews/{preview_id}": Entry(
        private(404)
    ),  # with previews: tests/services/test_previews
    "GET /previews/{preview_id}/{key}/{name}": Entry(private(404)),
    "GET /films/{address}": Entry(everybody(404)),  # the film of this matrix has no page
    "GET /films/{address}/video": Entry(everybody(404)),
    "GET /films/{address}/files/{name:path}": Entry(everybody(404)),
    "GET /films/{address}/pictures/{unit}": Entry(everybody(404)),
    f"POST {PROJECT}/links": Entry(project(403, 403, 202), sends(email="friend@example.com")),
    f"DELETE {PROJECT}/links": Entry(project(403, 403, 200)),
    "GET /credits/balance": Entry(signed_in(200)),
    "GET /credits/history": Entry(signed_in(200)),
    "GET /credits/estimate": Entry(everybody(200) | {"suspended": 403}, query="?seconds=30"),
    "POST /credits/purchase": Entry(signed_in(409), sends(credits=30)),
    "POST /credits/grant": Entry(signed_in(403) | {"admin": 404}, sends(user_id=NOBODY, credits=3)),
    "POST /auth/register": Entry(everybody(202), lambda ids: {"json": login_of(ids)}),
    "POST /auth/verify-email": Entry(everybody(422), sends(token="none")),
    "POST /auth/login": Entry(everybody(401), lambda ids: {"json": login_of(ids)}),
    "POST /auth/logout": Entry(signed_in(403)),  # there is no session behind these tokens
    "POST /auth/refresh": Entry(everybody(401), sends(refresh_token="none")),
    "POST /auth/forgot-password": Entry(
        everybody(202), lambda ids: {"json": {"email": login_of(ids)["email"]}}
    ),
    "POST /auth/reset-password": Entry(everybody(422), sends(token="none", password=GOOD)),
    "POST /auth/confirm": Entry(signed_in(403), sends(password=GOOD)),
    "POST /auth/change-password": Entry(signed_in(403), sends(password=GOOD)),
    "POST /auth/change-email": Entry(
        signed_in(403), lambda ids: {"json": {"email": login_of(ids)["email"]}}
    ),
    "POST /auth/mfa/enroll": Entry(signed_in(403)),
    "POST /auth/mfa/verify": Entry(signed_in(403), sends(code="123456")),
    "POST /auth/mfa/recovery-codes": Entry(signed_in(403)),
    "POST /auth/mfa/disable": Entry(signed_in(403), sends(code="123456")),
    "GET /auth/session": Entry(signed_in(200)),
    "GET /auth/oauth": Entry(everybody(200)),
    "GET /auth/oauth/{provider}": Entry(everybody(404)),
    # These lead to the page for signing in, which is none of the API's.
    "GET /auth/oauth/{provider}/callback": Entry(everybody(404)),
    "POST /auth/oauth/{provider}/callback": Entry(everybody(404)),
    "GET /users/me": Entry(signed_in(200)),
    "PATCH /users/me": Entry(signed_in(200), sends(theme="dark")),
    "DELETE /users/me": Entry(signed_in(403)),  # without a recent password
    "GET /users/me/export": Entry(signed_in(200)),
    "GET /users/me/usage": Entry(signed_in(200)),
    "GET /users/me/sessions": Entry(signed_in(200)),
    "DELETE /users/me/sessions": Entry(signed_in(200)),
    "DELETE /users/me/sessions/{other_id}": Entry(signed_in(404)),
    "GET /users/me/api-keys": Entry(signed_in(200)),
    "POST /users/me/api-keys": Entry(signed_in(403), sends(name="x", scopes=["read"])),
    "POST /users/me/api-keys/{other_id}/rotate": Entry(signed_in(403)),
    "DELETE /users/me/api-keys/{other_id}": Entry(signed_in(404)),
    "GET /users/me/identities": Entry(signed_in(200)),
    "DELETE /users/me/identities/{other_id}": Entry(signed_in(403)),
    "GET /admin/users": Entry(signed_in(403) | {"admin": 200}),
    "GET /admin/users/{other_id}": Entry(signed_in(403) | {"admin": 404}),
    "PATCH /admin/users/{other_id}": Entry(signed_in(403) | {"admin": 404}, sends(plan="pro")),
    "GET /admin/audit": Entry(signed_in(403) | {"admin": 200}),
    "GET /admin/stats": Entry(signed_in(403) | {"admin": 200}),
    "GET /admin/jobs": Entry(signed_in(403) | {"admin": 200}),
    "GET /admin/system-health": Entry(signed_in(403) | {"admin": 200}),
    "GET /webhooks": Entry(signed_in(200)),
    "GET /webhooks/events": Entry(everybody(200)),
    "POST /webhooks": Entry(signed_in(422), sends(url="http://127.0.0.1/")),
    "GET /push/key": Entry(signed_in(200)),
    "GET /push/subscriptions": Entry(signed_in(200)),
    "POST /push/subscriptions": Entry(
        signed_in(422), sends(endpoint="http://127.0.0.1/", keys={"p256dh": "A", "auth": "A"})
    ),
    "DELETE /push/subscriptions/{other_id}": Entry(signed_in(404)),
    "DELETE /webhooks/{other_id}": Entry(signed_in(404)),
    "GET /webhooks/{other_id}/deliveries": Entry(signed_in(404)),
    "POST /webhooks/{other_id}/deliveries/{other_id}/redeliver": Entry(signed_in(404)),
    "GET /providers": Entry(everybody(200) | {"suspended": 403}),
    "GET /users/me/provider-keys": Entry(signed_in(200)),
    "GET /users/me/provider-keys/{provider}": Entry(signed_in(422)),
    "PUT /users/me/provider-keys/{provider}": Entry(signed_in(422), sends(key="none")),
    "DELETE /users/me/provider-keys/{provider}": Entry(signed_in(422)),
    "POST /users/me/provider-keys/{provider}/test": Entry(signed_in(422)),
    "GET /plans": Entry(everybody(200) | {"suspended": 403}),
    "GET /subscriptions": Entry(signed_in(200)),
    "POST /subscriptions": Entry(signed_in(409), sends(plan="pro")),
    "POST /subscriptions/upgrade": Entry(signed_in(409), sends(plan="pro")),
    "DELETE /subscriptions": Entry(signed_in(404)),
    "GET /invoices": Entry(signed_in(200)),
}
SOCKETS = {"WS /ws/projects/{project_id}"}
"""Tried as everybody in test_jobs."""


def routes() -> set[str]:
    """Method and path of every route under /api/v1; sockets as WS."""
    found = set()
    for route in iter_route_contexts(application().routes):
        path = str(route.path)
        for method in getattr(route, "methods", None) or {"WS"}:
            path = re.sub(
                r"{(session|key|identity|user|webhook|delivery|subscription)_id}",
                "{other_id}",
                path,
            )
            if path.startswith("/api/v1"):
                found.add(f"{method} {path.removeprefix('/api/v1')}")
    return found


def test_every_route_has_an_entry():
    assert routes() == {*MATRIX, *SOCKETS}


@pytest.fixture
def people(app: FastAPI, person: Callable[..., Person], monkeypatch) -> dict[str, Person]:
    found = {name: person(name) for name in CALLERS if name not in ("guest", "moderator", "admin")}
    found |= {role: person(role, role=role) for role in ("moderator", "admin")}
    suspended, ask = found["suspended"].user.id, door.authenticate

    def who(**given: str) -> Any:
        if given["bearer"] == f"test-{suspended}":
            raise Forbidden("This account is suspended.", code="suspended")
        return ask(**given)

    monkeypatch.setattr(door, "authenticate", who)
    return found


def shared_project(people, finish) -> dict[str, str]:
    """The ids of a new project of the owner, with a viewer, an editor and a finished job."""
    made = people["owner"].project(storyboard=BOARD)
    with database().transaction() as session:
        for role in ("viewer", "editor"):
            session.add(
                Collaborator(
                    project_id=uuid.UUID(made["id"]), user_id=people[role].user.id, role=role
                )
            )
    return {
        "project_id": made["id"],
        "file_id": made["source_file_id"],
        "job_id": str(finish(made)),
        "number": "1",
        "name": "film.mp4",
        "provider": "github",
        "other_id": NOBODY,
        "preview_id": NOBODY,
        "key": "0" * 64,
        "unit": "nothing",
        "address": "no-such-film",
    }


# Who may do what does not depend on the database.
@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", MATRIX)
def test_every_route_as_everybody(name, people, client, finish, studio):
    method, path = name.split(" ")
    entry = MATRIX[name]
    ids: dict[str, str] = {}
    changed = False
    for caller in CALLERS:
        if not ids or (method != "GET" and changed):  # what was refused has changed nothing
            ids = shared_project(people, finish)
        where = path.replace("{name:path}", "{name}").format(**ids) + entry.query
        given = entry.body(ids)
        if caller == "guest":
            answer = client.request(method, f"/api/v1{where}", **given)
        else:
            answer = people[caller].call(method, where, **given)
        assert answer.status_code == entry.answers[caller], (caller, answer.text[:300])
        changed = answer.status_code < 400 or path.startswith("/auth/")  # which counts failures
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"


def test_scopes_of_keys_hold_everywhere(client, monkeypatch, people):
    """A key that may only read changes nothing, whichever route it tries."""
    from filmstudio.services.actor import Actor

    owner = people["owner"]
    made = owner.project()
    key = Actor(owner.user.id, plan="pro", scopes=frozenset({"read"}), key_id=uuid.uuid4())
    monkeypatch.setattr(door, "authenticate", lambda **given: key)
    ids = {"project_id": made["id"], "file_id": made["source_file_id"], "job_id": str(uuid.uuid4())}
    ids |= {"number": "1", "name": "film.mp4", "provider": "github", "other_id": NOBODY}
    for name, entry in MATRIX.items():
        method, path = name.split(" ")
        if method == "GET":
            continue
        where = path.replace("{name:path}", "{name}").format(**ids) + entry.query
        answer = client.request(method, f"/api/v1{where}", **entry.body(ids))
        assert (answer.status_code, answer.json()["code"]) == (403, "scope"), name
    with database().reading() as session:
        assert session.query(Render).count() == 0
