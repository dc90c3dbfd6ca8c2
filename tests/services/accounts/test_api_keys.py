"""Tests of keys for programs: shown once, limited, rotated without an outage."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound, PaymentNeeded, SignInNeeded
from filmstudio.services.accounts import api_keys, reset, sessions
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import ApiKey
from filmstudio.store.types import now
from tests.services.accounts.people import change, do, enter, owner, user_of, who


@pytest.fixture
def ann(studio):
    owner()
    return enter("ann@example.com", plan="pro")


def test_a_key_is_shown_once_and_works(ann):
    new = do(api_keys.create, ann, "build\nserver", ["write", "read", "read"])
    assert new.secret.startswith("fs_live_")
    assert (new.key.name, new.key.scopes) == ("build server", ["read", "write"])
    actor = who(api_key=new.secret)
    assert (actor.user_id, actor.key_id, actor.scopes) == (
        ann.user_id,
        new.key.id,
        {"read", "write"},
    )
    assert not actor.second_factor
    with database().reading() as session:
        (row,) = api_keys.keys(session, ann)
    assert new.secret not in str(row) + repr(new)
    assert new.secret.startswith(row.prefix)
    with pytest.raises(SignInNeeded):
        who(api_key=new.secret[:-1])


def test_scopes_and_ends_are_checked(ann):
    for wrong in ([], ["admin"], ["read", "everything"]):
        with pytest.raises(BadInput):
            do(api_keys.create, ann, "x", wrong)
    with pytest.raises(BadInput):
        do(api_keys.create, ann, "x", ["read"], now())
    for _ in range(api_keys.MOST):
        do(api_keys.create, ann, "x", ["read"], now() + timedelta(days=1))
    with pytest.raises(Conflict):
        do(api_keys.create, ann, "x", ["read"])


def test_rotation_keeps_both_good_for_a_while(ann):
    old = do(api_keys.create, ann, "build", ["read"])
    new = do(api_keys.rotate, ann, old.key.id, timedelta(hours=1))
    assert (new.key.name, new.key.scopes) == ("build", ["read"])
    assert who(api_key=old.secret).key_id == old.key.id
    assert who(api_key=new.secret).key_id == new.key.id
    change(old.key, expires_at=now() - timedelta(seconds=1))
    with pytest.raises(SignInNeeded):
        who(api_key=old.secret)
    with pytest.raises(Conflict):
        do(api_keys.rotate, ann, old.key.id, timedelta(0))
    newest = do(api_keys.rotate, ann, new.key.id, timedelta(0))
    with pytest.raises(SignInNeeded):
        who(api_key=new.secret)
    assert who(api_key=newest.secret)
    for wrong in (timedelta(days=8), timedelta(seconds=-1)):
        with pytest.raises(BadInput):
            do(api_keys.rotate, ann, newest.key.id, wrong)


def test_keys_of_others_do_not_exist(ann):
    bob = enter("bob@example.com", plan="pro")
    new = do(api_keys.create, ann, "x", ["read"])
    for key_id in (new.key.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            do(api_keys.revoke, bob, key_id)
        with pytest.raises(NotFound):
            do(api_keys.rotate, bob, key_id, timedelta(0))
    do(api_keys.revoke, ann, new.key.id)
    with pytest.raises(SignInNeeded):
        who(api_key=new.secret)
    with pytest.raises(NotFound):
        do(api_keys.revoke, ann, new.key.id)
    with database().reading() as session:
        assert api_keys.keys(session, ann) == []


def test_a_key_touches_no_security(ann):
    program = who(api_key=do(api_keys.create, ann, "x", ["read", "write"]).secret)
    for call in (
        lambda: do(api_keys.create, program, "y", ["read"]),
        lambda: do(api_keys.revoke, program, program.key_id),
        lambda: do(reset.change_password, program, "purple teapots wander"),
        lambda: do(sessions.end_session, program, ann.session_id),
        lambda: do(sessions.logout, program),
    ):
        with pytest.raises(Forbidden):
            call()


def test_keys_are_part_of_some_plans_where_films_are_metered(ann, monkeypatch):
    new = do(api_keys.create, ann, "x", ["read"])
    monkeypatch.setenv("FILMSTUDIO_METERED", "1")
    settings.cache_clear()
    assert who(api_key=new.secret)
    change(user_of("ann@example.com"), plan="free")
    with pytest.raises(Forbidden, match="plans Pro and Enterprise"):
        who(api_key=new.secret)
    with pytest.raises(PaymentNeeded):
        do(api_keys.create, replace(ann, plan="free"), "y", ["read"])
    monkeypatch.delenv("FILMSTUDIO_METERED")
    settings.cache_clear()
    assert who(api_key=new.secret)


def test_the_last_use_is_written_down(ann):
    new = do(api_keys.create, ann, "x", ["read"])
    who(api_key=new.secret)
    with database().reading() as session:
        assert session.exec(select(ApiKey)).one().used_at
