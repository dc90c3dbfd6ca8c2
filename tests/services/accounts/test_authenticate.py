"""Tests of who asks: tokens, cookies and keys, good ones and every kind of bad one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import uuid
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from sqlmodel import select

from filmstudio.errors import Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services.accounts import sessions, tokens
from filmstudio.services.accounts.authenticate import authenticate
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.db import database
from filmstudio.store.tables import ApiKey, AuditEntry, LoginSession, RefreshToken, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, vault

ASKED = Actor(address="192.0.2.1", user_agent="Reader/1.0\nforged line")


def person(email: str = "ann@example.com", **facts: object) -> User:
    with database().transaction() as session:
        user = User(email=email, **facts)
        session.add(user)
    return user


def signed_in(user: User, **how: bool) -> sessions.SignedIn:
    with database().transaction() as session:
        return sessions.open_session(session, session.get_one(User, user.id), ASKED, **how)


def who(**proofs: str) -> Actor:
    with database().reading() as session:
        return authenticate(session, **proofs)


def change(row: object, **facts: object) -> None:
    with database().transaction() as session:
        kept = session.get_one(type(row), row.id)
        for name, value in facts.items():
            setattr(kept, name, value)


def test_nothing_given_is_a_guest(studio):
    assert who() == GUEST
    assert who(address="192.0.2.7").is_guest


def test_tokens_and_cookies_say_who_asks(studio):
    user = person(role="moderator", plan="pro")
    program, browser = signed_in(user), signed_in(user, browser=True, second_factor=True)
    assert program.cookie == "" == browser.access_token
    actor = who(bearer=program.access_token, address="192.0.2.9")
    assert (actor.user_id, actor.role, actor.plan) == (user.id, "moderator", "pro")
    assert (actor.session_id, actor.address) == (program.session_id, "192.0.2.9")
    assert who(cookie=browser.cookie).session_id == browser.session_id
    # A session counts as confirmed by a second factor only while the account has one.
    assert not who(cookie=browser.cookie).second_factor
    change(user, totp_enabled_at=now())
    assert who(cookie=browser.cookie).second_factor
    assert not who(bearer=program.access_token).second_factor
    with database().reading() as session:
        rows = session.exec(select(LoginSession)).all()
    assert {row.user_agent for row in rows} == {"Reader/1.0 forged line"}
    secrets = (program.refresh_token, browser.cookie)
    assert all(secret not in str(row) for row in rows for secret in secrets)
    assert all(secret not in repr(program) + repr(browser) for secret in secrets)


def test_a_token_is_no_cookie_and_a_cookie_no_token(studio):
    user = person()
    browser = signed_in(user, browser=True)
    forged = tokens.issue(user.id, browser.session_id)
    with pytest.raises(SignInNeeded):
        who(bearer=forged)
    for wrong in ("no", browser.cookie + "x", "x" * 100_000):
        with pytest.raises(SignInNeeded):
            who(cookie=wrong)


def test_logged_out_tokens_are_refused(studio):
    user = person()
    first, second = signed_in(user), signed_in(user)
    with database().transaction() as session:
        sessions.logout(session, authenticate(session, bearer=first.access_token))
    with pytest.raises(SignInNeeded, match="signed out"):
        who(bearer=first.access_token)
    assert who(bearer=second.access_token).user_id == user.id
    with pytest.raises(SignInNeeded), database().transaction() as session:
        sessions.refresh(session, ASKED, first.refresh_token)


def test_suspension_takes_effect_at_once(studio):
    user = person()
    program, browser = signed_in(user), signed_in(user, browser=True)
    change(user, status="suspended")
    for proof in ({"bearer": program.access_token}, {"cookie": browser.cookie}):
        with pytest.raises(Forbidden, match="suspended"):
            who(**proof)
    with pytest.raises(SignInNeeded), database().transaction() as session:
        sessions.refresh(session, ASKED, program.refresh_token)


def _b64(data: object) -> str:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_forged_tokens_are_refused(studio):
    user = person()
    session_id = signed_in(user).session_id
    good = tokens.issue(user.id, session_id)
    head, body, signature = good.split(".")
    header = json.loads(base64.urlsafe_b64decode(head + "=="))
    assert header["alg"] == "HS256"
    assert header["kid"]
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    rsa = RSAKey.generate_key(2048, {"kid": header["kid"]})
    key = vault().derive(tokens.PURPOSE)
    other = OctKey.import_key(vault().derive("something else"), {"kid": header["kid"]})

    def by_hand(header: dict, claims: dict, digest: object, key: bytes) -> str:
        text = f"{_b64(header)}.{_b64(claims)}"
        return f"{text}.{_b64(hmac.digest(key, text.encode(), digest))}"

    assert tokens.read(by_hand(header, claims, hashlib.sha256, key)).session_id == session_id
    forged = [
        f"{_b64(header | {'alg': 'none'})}.{body}.",
        f"{_b64(header | {'alg': 'None'})}.{body}.{signature}",
        f"{_b64({'alg': 'none'})}.{body}.",
        f"{head}.{body}.",
        f"{head}.{_b64(claims | {'sub': str(uuid.uuid4())})}.{signature}",
        by_hand(header | {"alg": "HS512"}, claims, hashlib.sha512, key),
        jwt.encode(header | {"alg": "RS256"}, claims, rsa, algorithms=["RS256"]),
        by_hand(header, claims, hashlib.sha256, rsa.as_pem(private=False)),
        jwt.encode(header, claims, other, algorithms=["HS256"]),
        by_hand(header | {"typ": "JWT"}, claims, hashlib.sha256, key),
        by_hand(header | {"kid": "another"}, claims, hashlib.sha256, key),
        by_hand(header | {"jwk": OctKey.generate_key().as_dict()}, claims, hashlib.sha256, b"x"),
        by_hand(header | {"crit": ["exp"]}, claims, hashlib.sha256, key),
        by_hand(header, claims | {"iss": "somebody"}, hashlib.sha256, key),
        by_hand(header, claims | {"exp": int(time.time()) - 1}, hashlib.sha256, key),
        by_hand(header, {k: v for k, v in claims.items() if k != "exp"}, hashlib.sha256, key),
        by_hand(header, claims | {"sid": 7}, hashlib.sha256, key),
        by_hand(header, claims | {"sid": None}, hashlib.sha256, key),
        by_hand(header, claims | {"exp": "soon"}, hashlib.sha256, key),
        by_hand(header, claims | {"exp": 1e400}, hashlib.sha256, key),
        by_hand(header, [claims], hashlib.sha256, key),
        "..",
        "a.b.c",
        "é.ü.ß",
        "\0",
        good[:-2],
        good + "." + good,
        "x" * 10_000_000,
    ]
    for number, one in enumerate(forged):
        with pytest.raises(SignInNeeded):
            print(number, tokens.read(one))


def test_a_token_of_another_user_does_not_open_a_session(studio):
    ann, bob = person(), person("bob@example.com")
    mixed = tokens.issue(bob.id, signed_in(ann).session_id)
    with pytest.raises(SignInNeeded):
        who(bearer=mixed)


def test_tokens_hold_through_a_rotation_of_the_master_key(studio, monkeypatch):
    old, new = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
    from tests.servers import forget_everything

    def with_keys(*keys: str) -> None:
        monkeypatch.setenv("FILMSTUDIO_SECRET_KEYS", ",".join(keys))
        forget_everything()

    with_keys(old)
    user = person()
    entered = signed_in(user)
    with_keys(new, old)
    assert who(bearer=entered.access_token).user_id == user.id
    with_keys(new)
    with pytest.raises(SignInNeeded):
        who(bearer=entered.access_token)


def test_refresh_tokens_work_once_and_a_thief_ends_the_session(studio):
    user = person()
    first = signed_in(user)
    with database().transaction() as session:
        second = sessions.refresh(session, ASKED, first.refresh_token)
    assert second.session_id == first.session_id
    assert second.refresh_token != first.refresh_token
    # At the same moment it is a client with two requests: refused, and nothing ends.
    with pytest.raises(Conflict), database().transaction() as session:
        sessions.refresh(session, ASKED, first.refresh_token)
    assert who(bearer=second.access_token)
    with database().transaction() as session:
        used = session.exec(
            select(RefreshToken).where(RefreshToken.hash == fingerprint(first.refresh_token))
        ).one()
        used.used_at = now() - timedelta(minutes=1)
    with pytest.raises(SignInNeeded), database().transaction() as session:
        sessions.refresh(session, ASKED, first.refresh_token)
    with pytest.raises(SignInNeeded):
        who(bearer=second.access_token)
    with pytest.raises(SignInNeeded), database().transaction() as session:
        sessions.refresh(session, ASKED, second.refresh_token)
    with database().reading() as session:
        assert [entry.action for entry in session.exec(select(AuditEntry))] == ["session.reuse"]


def test_of_two_refreshes_at_once_one_wins(studio):
    from concurrent.futures import ThreadPoolExecutor

    user = person()
    entered = signed_in(user)

    def ask(_: int) -> str:
        try:
            with database().transaction() as session:
                return sessions.refresh(session, ASKED, entered.refresh_token).access_token
        except Conflict:
            return ""

    with ThreadPoolExecutor(8) as pool:
        got = [token for token in pool.map(ask, range(8)) if token]
    assert len(got) == 1
    assert who(bearer=got[0]).user_id == user.id


def test_old_refresh_tokens_are_refused(studio):
    user = person()
    entered = signed_in(user)
    with database().transaction() as session:
        session.exec(select(RefreshToken)).one().expires_at = now()
    for wrong in (entered.refresh_token, "", "nothing", "x" * 100_000):
        with pytest.raises(SignInNeeded), database().transaction() as session:
            sessions.refresh(session, ASKED, wrong)


def test_a_session_ends_when_nobody_uses_it_and_after_all(studio):
    user = person()
    browser = signed_in(user, browser=True)
    with database().reading() as session:
        row = session.get_one(LoginSession, browser.session_id)
    old = now() - timedelta(days=6)
    change(row, used_at=old)
    assert who(cookie=browser.cookie)
    with database().reading() as session:
        row = session.get_one(LoginSession, browser.session_id)
        assert row.used_at > now() - timedelta(minutes=1)
        assert session.get_one(User, user.id).last_seen_at > now() - timedelta(minutes=1)
    change(row, created_at=now() - timedelta(days=89), used_at=old)
    assert who(cookie=browser.cookie)
    with database().reading() as session:
        row = session.get_one(LoginSession, browser.session_id)
    assert row.expires_at < now() + timedelta(days=1, minutes=1)
    change(row, expires_at=now())
    with pytest.raises(SignInNeeded):
        who(cookie=browser.cookie)


def test_only_ones_own_sessions_can_be_ended(studio):
    ann, bob = person(), person("bob@example.com")
    one, two, other = signed_in(ann), signed_in(ann, browser=True), signed_in(bob)
    actor = who(bearer=one.access_token)
    with database().transaction() as session:
        listed = {row.id for row in sessions.living(session, actor)}
        assert listed == {one.session_id, two.session_id}
        for wrong in (other.session_id, uuid.uuid4()):
            with pytest.raises(NotFound):
                sessions.end_session(session, actor, wrong)
        sessions.end_session(session, actor, two.session_id)
    with pytest.raises(SignInNeeded):
        who(cookie=two.cookie)
    assert who(bearer=other.access_token)
    with database().transaction() as session:
        assert sessions.end_others(session, ann.id, one.session_id) == 0


def test_a_key_says_who_asks_and_what_it_may(studio):
    pytest.importorskip("filmstudio.services.plans")
    user = person(plan="pro")
    secret = "fs_live_" + "k" * 43
    with database().transaction() as session:
        key = ApiKey(user_id=user.id, prefix=secret[:16], hash=fingerprint(secret), scopes=["read"])
        session.add(key)
    for proof in ({"api_key": secret}, {"bearer": secret}):
        actor = who(**proof)
        assert (actor.user_id, actor.key_id, actor.session_id) == (user.id, key.id, None)
        actor.must_have("read")
        with pytest.raises(Forbidden):
            actor.must_have("write")
    change(key, expires_at=now() - timedelta(seconds=1))
    with pytest.raises(SignInNeeded):
        who(api_key=secret)
    change(key, expires_at=None, revoked_at=now())
    with pytest.raises(SignInNeeded):
        who(api_key=secret)
    change(key, revoked_at=None)
    change(user, status="suspended")
    with pytest.raises(Forbidden):
        who(api_key=secret)
