"""Tests of a new master key: every kept secret can be read by it alone."""

from __future__ import annotations

import base64
import json

import pytest
from sqlmodel import select

from filmstudio.errors import Forbidden, Missing
from filmstudio.services import idempotency, letters, provider_keys, push, webhooks
from filmstudio.services.accounts import second_factor
from filmstudio.services.actor import OPERATOR
from filmstudio.services.rotation import reencrypt
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Idempotency, Mail, ProviderKey, User, Webhook
from filmstudio.vault import vault
from tests.services.renders.studio_of import person

OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@pytest.fixture
def keys(studio, monkeypatch):
    def give(*given: str) -> None:
        monkeypatch.setenv("FILMSTUDIO_SECRET_KEYS", ",".join(given))
        settings.cache_clear()
        vault.cache_clear()

    give(OLD)
    yield give
    vault.cache_clear()


def secrets(session) -> dict[str, tuple[str, str]]:
    """What is sealed, and for what."""
    user = session.exec(select(User)).one()
    mail = session.exec(select(Mail)).one()
    hook = session.exec(select(Webhook)).one()
    answer = session.exec(select(Idempotency)).one()
    return {
        "totp": (user.totp_secret, second_factor.purpose_of(user.id)),
        "mail": (mail.data["sealed"], letters.purpose_of(mail.id)),
        "webhook": (hook.secret, webhooks.purpose_of(hook.id)),
        "answer": (answer.body, idempotency.purpose_of(answer.id)),
    }


@pytest.fixture
def kept(keys):
    """One secret of each kind, under the old key."""
    ann = person()
    with database().transaction() as session:
        user = session.get_one(User, ann.user())
        user.totp_secret = vault().encrypt("TOTP", second_factor.purpose_of(user.id))
        session.add(user)
        provider_keys.put(session, ann, "openai", "sk-abcdefghijklmnop1234")
        hook = Webhook(user_id=user.id, url="https://example.com", secret="")
        hook.secret = vault().encrypt("whsec", webhooks.purpose_of(hook.id))
        mail = Mail(key="m", to="ann@example.com", template="welcome")
        mail.data = {"sealed": vault().encrypt(json.dumps({"a": 1}), letters.purpose_of(mail.id))}
        answer = Idempotency(owner="x", key="k", request="r", status=200)
        answer.body = vault().encrypt("{}", idempotency.purpose_of(answer.id))
        session.add_all([hook, mail, answer])
        push.public_key(session)
    return ann


def test_everything_is_read_by_the_new_key_alone(keys, kept):
    with database().transaction() as session:
        before = push.public_key(session)
    keys(NEW, OLD)
    with database().transaction() as session:
        assert set(reencrypt(session, OPERATOR).values()) == {1}
    with database().transaction() as session:
        assert set(reencrypt(session, OPERATOR).values()) == {0}
    keys(NEW)
    with database().reading() as session:
        told = {n: vault().decrypt(*sealed) for n, sealed in secrets(session).items()}
        assert told == {"totp": "TOTP", "mail": '{"a": 1}', "webhook": "whsec", "answer": "{}"}
        assert push.public_key(session) == before
        row = session.exec(select(ProviderKey)).one()
        assert provider_keys.opened(row).secret == "sk-abcdefghijklmnop1234"


def test_nothing_changes_where_a_key_is_gone(keys, kept):
    keys(NEW)
    with (
        pytest.raises(Missing, match="FILMSTUDIO_SECRET_KEYS"),
        database().transaction() as session,
    ):
        reencrypt(session, OPERATOR)
    keys(OLD)
    with database().reading() as session:
        assert all(vault().decrypt(*sealed) for sealed in secrets(session).values())


def test_only_the_owner_may(keys, kept):
    with database().transaction() as session, pytest.raises(Forbidden):
        reencrypt(session, kept)
