"""Tests of signing in with Google, GitHub and Apple against servers that speak as they do."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import timedelta

import pytest
import redis
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from sqlmodel import select

from filmstudio.errors import Broken, Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.integrations import sign_in
from filmstudio.services.accounts import second_factor, sessions, sign_in_with
from filmstudio.services.accounts.login import SecondFactorNeeded
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Identity, User
from filmstudio.vault import vault
from tests.listener import Answer, running_listener
from tests.servers import new_sqlite, standing_in
from tests.services.accounts.elsewhere import agree, brought, running_github, running_google
from tests.services.accounts.people import ASKED, do, enter, owner, user_of, who
from tests.services.accounts.test_second_factor import code_of


@pytest.fixture
def studio(tmp_path, redis_server):
    """A studio on SQLite: accounts are opened on both databases in test_register.py; here it is the
    other service that matters."""
    new_sqlite(tmp_path / "data")
    redis.Redis.from_url(redis_server.url).flushall()
    with standing_in(tmp_path / "data", "", redis_server.url) as made:
        yield made


@pytest.fixture
def google(studio, monkeypatch):
    with running_google() as issuer:
        for name, value in {
            "GOOGLE_ISSUER": issuer,
            "GOOGLE_CLIENT_ID": "our-id",
            "GOOGLE_CLIENT_SECRET": "our-secret",
        }.items():
            monkeypatch.setenv(f"FILMSTUDIO_{name}", value)
        settings.cache_clear()
        yield issuer


@pytest.fixture
def github(studio, monkeypatch):
    with running_github() as (github, listener):
        for name, value in {
            "GITHUB_URL": listener.url,
            "GITHUB_API": listener.url,
            "GITHUB_CLIENT_ID": "our-id",
            "GITHUB_CLIENT_SECRET": "our-secret",
        }.items():
            monkeypatch.setenv(f"FILMSTUDIO_{name}", value)
        settings.cache_clear()
        yield github


def with_google(sub: str, link_to=None, **changes: str) -> sign_in_with.Arrival:
    journey = sign_in_with.begin(ASKED, "google", "/projects", link_to)
    given = {"state": "", "code": ""} | agree(journey.url, sub) | changes
    return sign_in_with.arrive(
        ASKED, "google", journey.sealed, state=given["state"], code=given["code"]
    )


def test_google_opens_an_account_once(google):
    owner()
    arrival = with_google("g-ann")
    assert arrival.then == "/projects"
    entered = do(sign_in_with.enter, ASKED, arrival)
    actor = who(cookie=entered.cookie)
    user = user_of("ann@example.com")
    assert (actor.user_id, user.name, user.password_hash) == (user.id, "Ann Lee", None)
    assert user.email_verified_at
    again = do(sign_in_with.enter, ASKED, with_google("g-ann"))
    assert who(cookie=again.cookie).user_id == user.id
    assert sign_in_with.offered() == {"google": "Google"}


def test_what_google_is_asked_for_is_guarded(google):
    journey = sign_in_with.begin(ASKED, "google")
    asked = brought(journey.url)
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["code_challenge"]) == 43
    assert len(asked["nonce"]) == len(asked["state"]) == 43
    assert asked["redirect_uri"] == f"{settings().origin}/api/v1/auth/oauth/google/callback"
    for secret in (asked["state"], asked["nonce"]):
        assert secret not in journey.sealed


def test_only_the_browser_that_left_may_arrive(google, monkeypatch):
    mine = sign_in_with.begin(ASKED, "google")
    other = sign_in_with.begin(ASKED, "google")
    given = agree(mine.url, "g-ann")

    def arrive(sealed: str, provider: str = "google", **changes: str) -> None:
        how = given | changes
        sign_in_with.arrive(ASKED, provider, sealed, state=how["state"], code=how["code"])

    for sealed in (other.sealed, "", "v1:x:y:z", mine.sealed[:-4]):
        with pytest.raises(SignInNeeded):
            arrive(sealed)
    for changes in ({"state": ""}, {"state": "é" * 43}, {"code": ""}, {"code": "forged"}):
        with pytest.raises(SignInNeeded):
            arrive(mine.sealed, **changes)
    with pytest.raises(SignInNeeded):
        arrive(mine.sealed, "apple")
    late = time.time() + 601
    monkeypatch.setattr(sign_in_with.time, "time", lambda: late)
    with pytest.raises(SignInNeeded):
        arrive(mine.sealed)
    monkeypatch.undo()


def test_a_code_works_once_and_only_with_its_nonce(google):
    journey = sign_in_with.begin(ASKED, "google")
    given = agree(journey.url, "g-ann")
    sign_in_with.arrive(ASKED, "google", journey.sealed, **given)
    with pytest.raises(SignInNeeded):
        sign_in_with.arrive(ASKED, "google", journey.sealed, **given)
    journey = sign_in_with.begin(ASKED, "google")
    given = agree(journey.url, "g-ann")
    kept = json.loads(vault().decrypt(journey.sealed, sign_in_with.PURPOSE)) | {"nonce": "x"}
    sealed = vault().encrypt(json.dumps(kept), sign_in_with.PURPOSE)
    with pytest.raises(SignInNeeded):
        sign_in_with.arrive(ASKED, "google", sealed, **given)


def test_an_address_that_google_did_not_confirm_opens_nothing(google):
    owner()
    with pytest.raises(Forbidden, match="not confirmed"):
        do(sign_in_with.enter, ASKED, with_google("g-bob"))


def test_an_account_that_is_there_is_not_taken_by_its_address(google):
    owner()
    actor = enter("ann@example.com")
    with pytest.raises(Conflict) as refused:
        do(sign_in_with.enter, ASKED, with_google("g-ann"))
    assert refused.value.code == "link_first"
    # Signed in, with a recent password, it can be linked.
    link_to = do(sign_in_with.may_link, actor)
    arrival = with_google("g-ann", link_to)
    do(sign_in_with.link, ASKED, arrival)
    do(sign_in_with.link, ASKED, arrival)
    entered = do(sign_in_with.enter, ASKED, with_google("g-ann"))
    assert who(cookie=entered.cookie).user_id == actor.user_id
    # And it belongs to nobody else then.
    bob = enter("bob@example.com")
    with pytest.raises(Conflict, match="belongs to another"):
        do(sign_in_with.link, ASKED, with_google("g-ann", bob.session_id))
    with pytest.raises(Forbidden):
        do(sign_in_with.link, ASKED, with_google("g-bob", bob.session_id))


def test_linking_ends_with_the_session(google):
    owner()
    actor = enter("ann@example.com")
    arrival = with_google("g-eve", actor.session_id)
    do(sessions.logout, actor)
    with pytest.raises(SignInNeeded):
        do(sign_in_with.link, ASKED, arrival)
    with pytest.raises(SignInNeeded):
        do(sign_in_with.link, ASKED, replace(arrival, session_id=actor.user_id))


def test_the_last_way_in_is_not_unlinked(google):
    owner()
    entered = do(sign_in_with.enter, ASKED, with_google("g-ann"))
    actor = who(cookie=entered.cookie)
    with database().reading() as session:
        (row,) = sign_in_with.identities(session, actor)
    with pytest.raises(Conflict):
        do(sign_in_with.unlink, actor, row.id)
    bob = enter("bob@example.com")
    with pytest.raises(NotFound):
        do(sign_in_with.unlink, bob, row.id)
    do(sign_in_with.link, ASKED, with_google("g-eve", bob.session_id))
    with database().reading() as session:
        (row,) = sign_in_with.identities(session, bob)
    do(sign_in_with.unlink, bob, row.id)
    with database().reading() as session:
        assert len(session.exec(select(Identity)).all()) == 1


def test_the_second_factor_is_asked_for_all_the_same(google):
    owner()
    actor = enter("ann@example.com")
    do(sign_in_with.link, ASKED, with_google("g-ann", actor.session_id))
    secret = do(second_factor.enrol, actor).secret
    do(second_factor.switch_on, actor, code_of(secret))
    assert isinstance(do(sign_in_with.enter, ASKED, with_google("g-ann")), SecondFactorNeeded)


def test_suspended_people_stay_out(google):
    owner()
    do(sign_in_with.enter, ASKED, with_google("g-ann"))
    with database().transaction() as session:
        session.exec(select(User).where(User.email == "ann@example.com")).one().status = "suspended"
    with pytest.raises(Forbidden, match="suspended"):
        do(sign_in_with.enter, ASKED, with_google("g-ann"))


def with_github(github) -> sign_in_with.Arrival:
    journey = sign_in_with.begin(ASKED, "github")
    return sign_in_with.arrive(ASKED, "github", journey.sealed, **github.agree(journey.url))


def test_github_signs_in_by_its_number_and_first_address(github):
    owner()
    arrival = with_github(github)
    assert arrival.profile == sign_in.Profile(
        "github", "583231", "ann@example.com", True, "ann-lee"
    )
    entered = do(sign_in_with.enter, ASKED, arrival)
    assert who(cookie=entered.cookie).user_id == user_of("ann@example.com").id
    # A new name and address there is still the same person here.
    github.user["login"], github.emails = "ann-lee-2", []
    again = do(sign_in_with.enter, ASKED, with_github(github))
    assert who(cookie=again.cookie).user_id == user_of("ann@example.com").id


def test_what_github_does_not_confirm_opens_nothing(github):
    owner()
    github.emails[1]["verified"] = False
    with pytest.raises(Forbidden):
        do(sign_in_with.enter, ASKED, with_github(github))
    journey = sign_in_with.begin(ASKED, "github")
    given = github.agree(journey.url)
    for code in ("forged", given["code"] + "x"):
        with pytest.raises(SignInNeeded, match="GitHub did not confirm"):
            sign_in_with.arrive(ASKED, "github", journey.sealed, state=given["state"], code=code)
    github.codes[given["code"]]["code_challenge"] = "x" * 43
    with pytest.raises(SignInNeeded):
        sign_in_with.arrive(ASKED, "github", journey.sealed, **given)


def test_a_service_that_is_away_is_told(github, monkeypatch):
    journey = sign_in_with.begin(ASKED, "github")
    given = github.agree(journey.url)
    github.fault = 503
    with pytest.raises((Broken, SignInNeeded)):
        sign_in_with.arrive(ASKED, "github", journey.sealed, **given)
    monkeypatch.setenv("FILMSTUDIO_GOOGLE_CLIENT_ID", "our-id")
    monkeypatch.setenv("FILMSTUDIO_GOOGLE_ISSUER", "http://127.0.0.1:1")
    settings.cache_clear()
    with pytest.raises(Broken, match="Google cannot be reached"):
        sign_in_with.begin(ASKED, "google")
    for provider in ("apple", "myspace", "../x"):
        with pytest.raises(NotFound):
            sign_in_with.begin(ASKED, provider)


def test_apple_is_asked_with_a_signed_statement(studio, monkeypatch):
    owner()
    team_key = ECKey.generate_key("P-256")
    apples = RSAKey.generate_key(2048, {"kid": "apple-1"})
    told: dict[str, object] = {}

    def answer(asked):
        if asked.path.endswith("openid-configuration"):
            places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            return Answer(
                200, {"issuer": listener.url} | {p: f"{listener.url}/{p}" for p in places}
            )
        if asked.path == "/jwks_uri":
            return Answer(200, {"keys": [apples.as_dict(private=False)]})
        given = brought("?" + asked.body.decode())
        statement = jwt.decode(given["client_secret"], team_key, algorithms=["ES256"])
        told.update(statement.claims)
        assert statement.header["kid"] == "key-1"
        claims = {
            "iss": listener.url, "aud": "studio.example", "sub": "a.1", "nonce": told["nonce"],
            "email": "ann@privaterelay.example", "email_verified": "true",
            "iat": int(time.time()), "exp": int(time.time()) + 600,
        }  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "apple-1"}, claims, apples)
        return Answer(200, {"access_token": "x", "token_type": "Bearer", "id_token": token})

    with running_listener(answer) as listener:
        for name, value in {
            "APPLE_ISSUER": listener.url,
            "APPLE_CLIENT_ID": "studio.example",
            "APPLE_TEAM_ID": "team-1",
            "APPLE_KEY_ID": "key-1",
            "APPLE_PRIVATE_KEY": team_key.as_pem(private=True).decode().replace("\n", "\\n"),
        }.items():
            monkeypatch.setenv(f"FILMSTUDIO_{name}", value)
        settings.cache_clear()
        journey = sign_in_with.begin(ASKED, "apple")
        asked = brought(journey.url)
        assert asked["response_mode"] == "form_post"
        told["nonce"] = asked["nonce"]
        arrival = sign_in_with.arrive(
            *(ASKED, "apple", journey.sealed),
            state=asked["state"],
            code="c1",
            user='{"name": {"firstName": "Ann", "lastName": "Lee"}}',
        )
    assert (told["iss"], told["sub"], told["aud"]) == ("team-1", "studio.example", listener.url)
    assert arrival.profile.name == "Ann Lee"
    assert arrival.profile.email_verified
    entered = do(sign_in_with.enter, ASKED, arrival)
    assert who(cookie=entered.cookie)


@pytest.mark.parametrize(
    "then",
    ["//evil.example", "https://evil.example", "/\\evil.example", "/\tx", "javascript:1", "",
     "/x\r\nSet-Cookie: a=b", "/" + "x" * 600, "/\u2028"],
)  # fmt: skip
def test_no_link_to_us_leads_elsewhere(then):
    assert sign_in_with.local(then) == "/dashboard"


def test_pages_of_ours_are_kept():
    assert sign_in_with.local("/projects/1?tab=a&b=%2F") == "/projects/1?tab=a&b=%2F"
    assert timedelta(seconds=sign_in_with.SECONDS) == timedelta(minutes=10)
