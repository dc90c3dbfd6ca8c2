"""Tests of accounts by the API, as programs and browsers use it, and the attacks on them."""

from __future__ import annotations

import io
import json
import logging
import uuid
import zipfile
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, LoginSession, User
from tests.api.conftest import application
from tests.services.accounts.elsewhere import running_github
from tests.services.accounts.people import PASSWORD, change, enter, letters, secret_of, user_of
from tests.services.accounts.test_second_factor import code_of

NEW = "purple teapots wander"


@pytest.fixture
def web(studio) -> Iterator[TestClient]:
    """The API with real sign-in, as its own origin sees it."""
    with TestClient(application(), base_url="http://127.0.0.1:8000") as client:
        enter("owner@example.com")
        yield client


def call(web, method, path, token="", **given):
    headers = given.pop("headers", {})
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return web.request(method, f"/api/v1{path}", headers=headers, **given)


def log_in(web, email="ann@example.com", password=PASSWORD, **more):
    return call(
        web, "POST", "/auth/login", json={"email": email, "password": password} | more
    ).json()


@pytest.fixture
def ann(web) -> str:
    """Ann's access token."""
    answer = call(
        web, "POST", "/auth/register", json={"email": "ann@example.com", "password": PASSWORD}
    )
    assert answer.status_code == 202
    return log_in(web)["access_token"]


def test_a_program_signs_in_refreshes_and_out(web, ann):
    assert call(web, "GET", "/users/me", ann).json()["email"] == "ann@example.com"
    first = log_in(web)
    assert first["token_type"] == "bearer"
    assert first["expires_in"] == 900
    second = call(
        web, "POST", "/auth/refresh", json={"refresh_token": first["refresh_token"]}
    ).json()
    assert second["session_id"] == first["session_id"]
    again = call(web, "POST", "/auth/refresh", json={"refresh_token": first["refresh_token"]})
    assert (again.status_code, again.json()["code"]) == (409, "refresh_token_used")
    assert call(web, "POST", "/auth/logout", second["access_token"]).status_code == 204
    for token in (first["access_token"], second["access_token"]):
        refused = call(web, "GET", "/users/me", token)
        assert (refused.status_code, refused.json()["code"]) == (401, "signed_out")
        assert refused.headers["www-authenticate"].startswith("Bearer")
    assert (
        call(
            web, "POST", "/auth/refresh", json={"refresh_token": second["refresh_token"]}
        ).status_code
        == 401
    )
    assert call(web, "GET", "/users/me").status_code == 401


def test_a_stolen_refresh_token_ends_the_session_although_it_is_refused(web, ann):
    from datetime import timedelta

    from filmstudio.store.tables import RefreshToken
    from filmstudio.store.types import now

    first = log_in(web)
    second = call(
        web, "POST", "/auth/refresh", json={"refresh_token": first["refresh_token"]}
    ).json()
    with database().transaction() as session:
        for row in session.exec(select(RefreshToken).where(RefreshToken.used_at != None)):  # noqa: E711
            row.used_at = now() - timedelta(minutes=1)
    stolen = call(web, "POST", "/auth/refresh", json={"refresh_token": first["refresh_token"]})
    assert stolen.status_code == 401
    assert call(web, "GET", "/users/me", second["access_token"]).status_code == 401


def test_a_browser_signs_in_by_cookie(web, ann):
    body = log_in(web, browser=True)
    assert body["access_token"] is body["refresh_token"] is None
    answer = call(
        web,
        "POST",
        "/auth/login",
        json={"email": "ann@example.com", "password": PASSWORD, "browser": True},
    )
    cookie = answer.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "samesite=lax", "path=/", "max-age="))
    assert "secure" not in cookie
    assert call(web, "GET", "/users/me").json()["email"] == "ann@example.com"
    own = {"Origin": settings().origin}
    assert call(web, "PATCH", "/users/me", json={"name": "Ann"}, headers=own).status_code == 200
    for evil in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        refused = call(web, "PATCH", "/users/me", json={"name": "Eve"}, headers=evil)
        assert (refused.status_code, refused.json()["code"]) == (403, "cross_site")
        refused = call(
            web,
            "POST",
            "/auth/login",
            headers=evil,
            json={"email": "ann@example.com", "password": PASSWORD, "browser": True},
        )
        assert refused.status_code == 403
        assert "set-cookie" not in refused.headers
    old = web.cookies["filmstudio_session"]
    assert call(web, "POST", "/auth/logout", headers=own).status_code == 204
    assert "filmstudio_session" not in web.cookies
    web.cookies.set("filmstudio_session", old)
    assert call(web, "GET", "/users/me").status_code == 401
    # An old cookie does not keep anybody from signing in anew.
    assert log_in(web, browser=True)["session_id"]


def test_cookies_travel_by_https_alone_where_there_is_https(web, ann, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_PUBLIC_URL", "https://studio.example.com")
    settings.cache_clear()
    answer = call(
        web,
        "POST",
        "/auth/login",
        json={"email": "ann@example.com", "password": PASSWORD, "browser": True},
    )
    assert "secure" in answer.headers["set-cookie"].lower()


def test_nobody_learns_who_has_an_account(web, ann):
    def shape(answer):
        return answer.status_code, answer.text, sorted(answer.headers)

    def both(path, **body):
        return [
            shape(call(web, "POST", path, json={"email": email} | body))
            for email in ("ann@example.com", "nobody@example.com")
        ]

    for answers in (
        both("/auth/forgot-password"),
        both("/auth/login", password="wrong every time"),
    ):
        assert answers[0] == answers[1]
    for answers in (both("/auth/register", password=NEW),):
        assert answers[0] == answers[1]
    assert user_of("ann@example.com").name == ""
    assert log_in(web)["access_token"]


def test_brute_force_is_slowed_down(web, ann):
    for _ in range(5):
        assert (
            call(
                web,
                "POST",
                "/auth/login",
                json={"email": "ann@example.com", "password": "wrong every time"},
            ).status_code
            == 401
        )
    locked = call(
        web, "POST", "/auth/login", json={"email": "ann@example.com", "password": PASSWORD}
    )
    assert (locked.status_code, locked.json()["code"]) == (429, "locked")
    assert 1 <= int(locked.headers["retry-after"]) <= 30


def test_no_field_is_set_by_accident(web, ann):
    for wrong in (
        {"role": "super_admin"},
        {"plan": "enterprise"},
        {"email": "eve@example.com"},
        {"status": "active", "name": "Ann"},
        {"totp_enabled_at": None},
        {"id": str(uuid.uuid4())},
        {"password_hash": "x"},
        {"credits": 100},
    ):
        refused = call(web, "PATCH", "/users/me", ann, json=wrong)
        assert refused.status_code == 422
        assert refused.json()["errors"]
    refused = call(
        web,
        "POST",
        "/auth/register",
        json={"email": "eve@example.com", "password": NEW, "role": "admin"},
    )
    assert refused.status_code == 422
    user = user_of("ann@example.com")
    assert (user.role, user.plan, user.name) == ("user", "free", "")


def test_the_profile_is_changed_field_by_field(web, ann):
    body = {
        "name": "Ann\nLee",
        "language": "pt-BR",
        "theme": "dark",
        "notify": {"film_ready": False},
    }
    changed = call(web, "PATCH", "/users/me", ann, json=body).json()
    assert changed["name"] == "Ann Lee"
    assert (changed["language"], changed["theme"]) == ("pt-BR", "dark")
    assert changed["notify"] == {"film_ready": False}
    assert call(web, "PATCH", "/users/me", ann, json={"theme": "light"}).json()["name"] == "Ann Lee"
    for wrong in (
        {"theme": "pink"},
        {"language": "english!"},
        {"notify": {"spam": True}},
        {"name": None},
        {"avatar_file_id": str(uuid.uuid4())},
        {"name": "x" * 201},
    ):
        assert call(web, "PATCH", "/users/me", ann, json=wrong).status_code == 422
    assert call(web, "GET", "/users/me/usage", ann).json()["films"] == 0


def test_sessions_and_keys_of_others_do_not_exist(web, ann):
    bob = enter("bob@example.com")
    (mine,) = [one for one in call(web, "GET", "/users/me/sessions", ann).json() if one["current"]]
    assert mine["user_agent"] == "testclient"
    key = call(
        web, "POST", "/users/me/api-keys", ann, json={"name": "x", "scopes": ["read"]}
    ).json()
    assert key["key"].startswith("fs_live_")
    other = log_in(web, "bob@example.com")["access_token"]
    for id in (key["id"], str(uuid.uuid4())):
        assert call(web, "DELETE", f"/users/me/api-keys/{id}", other).status_code == 404
        assert call(web, "POST", f"/users/me/api-keys/{id}/rotate", other).status_code == 404
    for id in (mine["id"], str(bob.user_id), str(uuid.uuid4())):
        assert call(web, "DELETE", f"/users/me/sessions/{id}", other).status_code == 404
    assert call(web, "DELETE", "/users/me/sessions/x", other).status_code == 422
    assert call(web, "GET", "/users/me", ann).status_code == 200
    listed = call(web, "GET", "/users/me/api-keys", ann).json()
    assert [one["id"] for one in listed] == [key["id"]]
    assert "key" not in listed[0]
    assert call(web, "DELETE", "/users/me/sessions", other).json()["ended"] == 1


def test_a_key_reads_and_writes_by_its_scopes(web, ann):
    def make(*scopes):
        return call(
            web, "POST", "/users/me/api-keys", ann, json={"name": "x", "scopes": scopes}
        ).json()

    reader, writer = make("read"), make("read", "write")

    def by(key, method, path, **given):
        return call(web, method, path, headers={"X-API-Key": key["key"]}, **given)

    assert by(reader, "GET", "/users/me").status_code == 200
    assert by(reader, "PATCH", "/users/me", json={"name": "x"}).json()["code"] == "scope"
    assert by(writer, "PATCH", "/users/me", json={"name": "x"}).status_code == 200
    for method, path, body in (
        ("POST", "/users/me/api-keys", {"name": "y", "scopes": ["read"]}),
        ("DELETE", "/users/me", None),
        ("POST", "/auth/change-password", {"password": NEW}),
        ("POST", "/auth/change-email", {"email": "eve@example.com"}),
        ("POST", "/auth/mfa/enroll", None),
        ("GET", "/users/me/export", None),
    ):
        assert by(writer, method, path, json=body).status_code == 403
    new = call(
        web, "POST", f"/users/me/api-keys/{writer['id']}/rotate", ann, json={"overlap_hours": 0}
    ).json()
    assert by(writer, "GET", "/users/me").status_code == 401
    assert by(new, "GET", "/users/me").status_code == 200
    assert call(web, "DELETE", f"/users/me/api-keys/{new['id']}", ann).status_code == 204
    assert by(new, "GET", "/users/me").status_code == 401


def test_what_touches_security_asks_for_the_password(web, ann):
    with database().transaction() as session:
        for row in session.exec(select(LoginSession)):
            row.confirmed_at = None
    assert not call(web, "GET", "/auth/session", ann).json()["password_is_recent"]
    for method, path, body in (
        ("POST", "/auth/change-password", {"password": NEW}),
        ("POST", "/auth/change-email", {"email": "new@example.com"}),
        ("POST", "/auth/mfa/enroll", None),
        ("POST", "/users/me/api-keys", {"name": "y", "scopes": ["read"]}),
        ("DELETE", "/users/me", None),
        ("GET", "/auth/oauth/github?link=true", None),
    ):
        refused = call(web, method, path, ann, json=body)
        assert (refused.status_code, refused.json()["code"]) == (403, "confirm_password")
    wrong = call(web, "POST", "/auth/confirm", ann, json={"password": "wrong every time"})
    assert wrong.status_code == 401
    assert call(web, "POST", "/auth/confirm", ann, json={"password": PASSWORD}).status_code == 204
    assert call(web, "GET", "/auth/session", ann).json()["password_is_recent"]
    assert (
        call(web, "POST", "/auth/change-password", ann, json={"password": NEW}).status_code == 204
    )
    assert log_in(web, password=NEW)["access_token"]


def test_the_second_factor_from_end_to_end(web, ann):
    secret = call(web, "POST", "/auth/mfa/enroll", ann).json()["secret"]
    on = call(web, "POST", "/auth/mfa/verify", ann, json={"code": code_of(secret, -1)}).json()
    assert len(on["recovery_codes"]) == 10
    waiting = log_in(web)
    assert waiting["mfa_required"]
    assert waiting["access_token"] is None
    wrong = call(web, "POST", "/auth/mfa/verify", json={"ticket": waiting["ticket"], "code": "1"})
    assert wrong.status_code == 401
    done = call(
        web, "POST", "/auth/mfa/verify", json={"ticket": waiting["ticket"], "code": code_of(secret)}
    ).json()
    token = done["entry"]["access_token"]
    assert call(web, "GET", "/auth/session", token).json()["second_factor"]
    assert call(web, "GET", "/users/me", token).json()["second_factor"]
    off = call(web, "POST", "/auth/mfa/disable", token, json={"code": on["recovery_codes"][0]})
    assert off.status_code == 204
    assert log_in(web)["access_token"]
    assert call(web, "POST", "/auth/mfa/verify", json={"code": "1"}).status_code == 401


def test_admins_see_people_and_change_them(web, ann):
    boss = log_in(web, "owner@example.com")["access_token"]
    own = ("/admin/users", "/admin/audit", "/admin/stats", "/admin/jobs", "/admin/system-health")
    for path in own:
        refused = call(web, "GET", path, boss)
        assert (refused.status_code, refused.json()["code"]) == (403, "second_factor")
        assert call(web, "GET", path, ann).status_code == 403
        assert call(web, "GET", path).status_code == 401
    secret = call(web, "POST", "/auth/mfa/enroll", boss).json()["secret"]
    call(web, "POST", "/auth/mfa/verify", boss, json={"code": code_of(secret)})
    first = call(web, "GET", "/admin/users?limit=1", boss).json()
    assert [one["email"] for one in first["items"]] == ["ann@example.com"]
    then = call(web, "GET", f"/admin/users?limit=1&cursor={first['next_cursor']}", boss).json()
    assert [one["email"] for one in then["items"]] == ["owner@example.com"]
    assert then["next_cursor"] is None
    assert not {"password_hash", "totp_secret"} & set(first["items"][0])
    path = f"/admin/users/{user_of('ann@example.com').id}"
    assert call(web, "PATCH", path, ann, json={"role": "admin"}).status_code == 403
    for wrong in ({"email": "x@example.com"}, {"role": "king"}, {"role": None}, {"plan": "gold"}):
        assert call(web, "PATCH", path, boss, json=wrong).status_code == 422
    assert call(web, "PATCH", path, boss, json={"plan": "pro"}).json()["plan"] == "pro"
    assert call(web, "GET", "/users/me", ann).status_code == 200
    assert (
        call(web, "PATCH", path, boss, json={"status": "suspended"}).json()["status"] == "suspended"
    )
    assert call(web, "GET", "/users/me", ann).status_code in (401, 403)
    assert call(web, "GET", path, boss).json()["status"] == "suspended"
    assert call(web, "GET", f"/admin/users/{uuid.uuid4()}", boss).status_code == 404
    log = call(web, "GET", "/admin/audit?action=user.suspend", boss).json()["items"]
    assert [entry["target"] for entry in log] == [path.rsplit("/", 1)[1]]


def test_everything_is_taken_along_and_the_account_is_closed(web, ann):
    answer = call(web, "GET", "/users/me/export", ann)
    assert answer.headers["content-type"] == "application/zip"
    assert int(answer.headers["content-length"]) == len(answer.content)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "account.json" in archive.namelist()
    assert list(settings().data.glob("export-*")) == []
    assert call(web, "DELETE", "/users/me", ann).status_code == 202
    assert call(web, "GET", "/users/me", ann).status_code == 401
    assert log_in(web)["access_token"]


def test_a_forgotten_password_is_set_by_the_letter(web, ann):
    assert (
        call(web, "POST", "/auth/forgot-password", json={"email": "ann@example.com"}).status_code
        == 202
    )
    secret = secret_of(letters()[-1])
    body = {"token": secret, "password": NEW}
    assert call(web, "POST", "/auth/reset-password", json=body).status_code == 204
    assert call(web, "POST", "/auth/reset-password", json=body).json()["code"] == "link"
    assert log_in(web, password=NEW)["access_token"]
    assert call(web, "GET", "/users/me", ann).status_code == 401


def test_headers_and_logs_cannot_be_forged(web, ann, caplog):
    evil = "Reader/1\u00a0\x1b[31m" + "x" * 1000
    caplog.set_level(logging.DEBUG)
    answer = web.post(
        "/api/v1/auth/login",
        json={"email": "ann@example.com", "password": PASSWORD},
        headers={"User-Agent": evil.encode("latin-1"), "X-Forwarded-For": "1.2.3.4\tadmin"},
    )
    assert answer.status_code == 200
    for email in (
        "a\r\nSet-Cookie: x=y@example.com",
        "a@example.com\nBcc: b@example.com",
        "\ud800@x.y",
    ):
        refused = web.post(
            "/api/v1/auth/forgot-password",
            content=json.dumps({"email": email}),
            headers={"Content-Type": "application/json"},
        )
        assert refused.status_code == 422
        assert "set-cookie" not in refused.headers
    with database().reading() as session:
        for row in session.exec(select(LoginSession)):
            assert row.user_agent.isprintable()
            assert len(row.user_agent) <= 400
        for entry in session.exec(select(AuditEntry)):
            assert entry.address.isprintable()
    assert PASSWORD not in caplog.text
    for token in (ann, answer.json()["access_token"], answer.json()["refresh_token"]):
        assert token not in caplog.text


def test_strange_credentials_are_refused(web):
    for headers in (
        {"Authorization": "Bearer"}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearer a.b.c"},
        {"Authorization": b"Bearer \xff\xfe"}, {"X-API-Key": "fs_live_x"}, {"X-API-Key": b"\xff"},
        {"Cookie": "filmstudio_session=x"}, {"Cookie": "filmstudio_session=" + "x" * 9000},
        {"Authorization": "Bearer " + "x" * 20000},
    ):  # fmt: skip
        answer = web.get("/api/v1/users/me", headers=headers)
        assert answer.status_code == 401, headers


def test_github_from_end_to_end_in_a_browser(web, monkeypatch):
    with running_github() as (github, listener):
        for name, value in {
            "GITHUB_URL": listener.url,
            "GITHUB_API": listener.url,
            "GITHUB_CLIENT_ID": "our-id",
            "GITHUB_CLIENT_SECRET": "our-secret",
        }.items():
            monkeypatch.setenv(f"FILMSTUDIO_{name}", value)
        settings.cache_clear()
        (service,) = call(web, "GET", "/auth/oauth").json()
        there = web.get(service["url"] + "?then=/projects", follow_redirects=False)
        assert there.status_code == 302
        cookie = there.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "path=/api/v1/auth/oauth" in cookie
        given = github.agree(there.headers["location"])
        path = "/api/v1/auth/oauth/github/callback"
        with TestClient(web.app, base_url="http://127.0.0.1:8000") as another:
            lost = another.get(path, params=given, follow_redirects=False)
        assert lost.headers["location"] == "/auth/login?problem=journey"
        back = web.get(path, params=given, follow_redirects=False)
        assert (back.status_code, back.headers["location"]) == (303, "/projects")
        assert call(web, "GET", "/users/me").json()["email"] == "ann@example.com"
        again = web.get(path, params=given, follow_redirects=False)
        assert again.headers["location"] == "/auth/login?problem=journey"
        by_form = web.post(
            path, content=b"state=x&code=y&user=" + b"z" * 70_000, follow_redirects=False
        )
        assert by_form.headers["location"] == "/auth/login?problem=journey"
    assert call(web, "GET", "/auth/oauth/nowhere").status_code == 404


def test_the_owner_is_the_first_who_registers(studio):
    with TestClient(application()) as web:
        call(
            web, "POST", "/auth/register", json={"email": "First@example.com", "password": PASSWORD}
        )
        token = log_in(web, "first@example.com")["access_token"]
        assert call(web, "GET", "/users/me", token).json()["role"] == "super_admin"
    with database().reading() as session:
        assert session.exec(select(User)).one().email == "first@example.com"
    change(user_of("first@example.com"), status="suspended")


def test_a_repeated_request_shows_the_key_again_and_keeps_it_sealed(web, ann):
    from filmstudio.store.tables import Idempotency

    headers = {"Idempotency-Key": "k1"}
    body = {"name": "x", "scopes": ["read"]}
    first = call(web, "POST", "/users/me/api-keys", ann, json=body, headers=dict(headers))
    again = call(web, "POST", "/users/me/api-keys", ann, json=body, headers=dict(headers))
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    with database().reading() as session:
        kept = session.exec(select(Idempotency)).one().body
    assert kept
    assert first.json()["key"] not in kept
