"""Tests of creators' own keys: encrypted, never shown, bound to owner and vendor, re-encrypted, opened for work."""

from __future__ import annotations

import base64
import logging
import secrets

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput, Missing, NotFound, SignInNeeded
from filmstudio.providers.keys import VENDORS, checked_key
from filmstudio.providers.own import providers_for
from filmstudio.services import provider_keys
from filmstudio.services.actor import GUEST, Actor
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import ProviderKey, User
from filmstudio.vault import vault
from tests.providers.fakes import SECRET, VOICE_SECRET, FakeVoices, running

GOOD = {
    "openai": "sk-proj-abcdefghijklmnop_qrstuv-1234",
    "openrouter": "sk-or-v1-" + "0" * 64,
    "anthropic": "sk-ant-api03-abcdefghijklmnopqrstuv",
    "google": "AIza" + "b" * 35,
    "elevenlabs": "sk_" + "0" * 48,
    "stability": "sk-" + "a" * 48,
    "replicate": "r8_" + "a" * 37,
    "runway": "key_" + "0" * 128,
    "kie": "0" * 32,
}


@pytest.fixture
def people(studio):
    with database().transaction() as session:
        rows = [User(email=f"{name}@example.com") for name in ("ann", "bob")]
        session.add_all(rows)
    return [Actor(row.id) for row in rows]


def put(actor, provider="openai", secret=GOOD["openai"], **more):
    with database().transaction() as session:
        return provider_keys.put(session, actor, provider, secret, **more)


def rows():
    with database().reading() as session:
        return list(session.exec(select(ProviderKey)))


def test_a_key_is_kept_closed_and_shown_by_its_end(people):
    row = put(people[0])
    assert row.last4 == "1234"
    assert GOOD["openai"] not in str(row.model_dump())
    assert "abcdefghijklmnop" not in row.secret
    assert provider_keys.opened(row).secret == GOOD["openai"]


def test_a_new_key_takes_the_place_of_the_old_one(people):
    first = put(people[0])
    second = put(people[0], secret="sk-" + "z" * 30, options={"model": "gpt-x"})
    assert first.id == second.id
    (row,) = rows()
    assert (row.last4, row.options) == ("zzzz", {"model": "gpt-x"})


def test_short_keys_show_nothing(people):
    assert put(people[0], "compatible", "12345678", base_url="https://llm.example.com/v1",
               options={"model": "m"}).last4 == ""  # fmt: skip


def test_a_key_moved_to_another_row_is_refused(people):
    put(people[0])
    put(people[1], secret="sk-" + "b" * 30)
    ann, bob = rows()
    bob.secret = ann.secret
    with pytest.raises(Missing):
        provider_keys.opened(bob)
    ann.provider = "openrouter"
    with pytest.raises(Missing):
        provider_keys.opened(ann)


def test_keys_are_their_owners(people):
    ann, bob = people
    put(ann)
    with database().transaction() as session:
        for call in (provider_keys.get, provider_keys.remove):
            with pytest.raises(NotFound):
                call(session, bob, "openai")
        assert provider_keys.listed(session, bob) == []
        assert provider_keys.keys_of(session, bob.user()) == ([], [])
        with pytest.raises(SignInNeeded):
            provider_keys.listed(session, GUEST)
        with pytest.raises(BadInput, match="nonsense"):
            provider_keys.get(session, ann, "nonsense")
        (key,), notes = provider_keys.keys_of(session, ann.user())
        assert (key.vendor, notes) == ("openai", [])
        provider_keys.remove(session, ann, "openai")
    assert rows() == []


@pytest.mark.parametrize("vendor", sorted(GOOD))
def test_forms_of_keys(vendor):
    assert checked_key(vendor, f" {GOOD[vendor]}\n").secret == GOOD[vendor]
    for wrong in ("", "hello", GOOD[vendor] + "\u00e9", GOOD[vendor] + "\nX-Evil: 1", "x" * 9000):
        with pytest.raises(BadInput, match=VENDORS[vendor].title):
            checked_key(vendor, wrong)


@pytest.mark.parametrize(
    ("provider", "base", "options"),
    [
        ("compatible", "", {"model": "m"}),
        ("compatible", "http://127.0.0.1:11434/v1", {"model": "m"}),
        ("compatible", "http://169.254.169.254/v1", {"model": "m"}),
        ("compatible", "ftp://llm.example.com", {"model": "m"}),
        ("compatible", "https://llm.example.com/v1", {}),
        ("compatible", "https://llm.example.com/v1", {"model": "m\nx"}),
        ("compatible", "https://llm.example.com/v1", {"model": "m", "colour": "red"}),
        ("stability", "https://evil.example.com", {}),
        ("ollama", "", {"model": "llama"}),
    ],
)
def test_addresses_and_options_are_checked(studio, provider, base, options):
    secret = GOOD.get(provider, "long-enough-key")
    with pytest.raises(BadInput):
        checked_key(provider, secret, base, options)


def test_an_owner_may_allow_private_addresses(studio, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_PRIVATE_PROVIDERS", "1")
    settings.cache_clear()
    key = checked_key("ollama", "", "", {"model": "llama3.2"})
    assert (key.base, key.private) == ("http://localhost:11434/v1", True)
    with pytest.raises(BadInput):
        checked_key("ollama", "", "http://169.254.169.254/v1", {"model": "m"})


def new_master(monkeypatch, *keys):
    monkeypatch.setenv("FILMSTUDIO_SECRET_KEYS", ",".join(keys))
    settings.cache_clear()
    vault.cache_clear()


def test_keys_are_encrypted_anew_after_a_new_master_key(people, monkeypatch):
    old, new = (base64.b64encode(secrets.token_bytes(32)).decode() for _ in range(2))
    new_master(monkeypatch, old)
    put(people[0])
    put(people[1], "elevenlabs", GOOD["elevenlabs"])
    new_master(monkeypatch, new, old)
    with database().transaction() as session:
        assert provider_keys.reencrypt_all(session) == 2
    with database().transaction() as session:
        assert provider_keys.reencrypt_all(session) == 0
    new_master(monkeypatch, new)
    assert sorted(provider_keys.opened(row).secret for row in rows()) == sorted(
        (GOOD["openai"], GOOD["elevenlabs"])
    )


def test_a_key_that_cannot_be_opened_costs_no_film(people, monkeypatch):
    put(people[0])
    new_master(monkeypatch, base64.b64encode(secrets.token_bytes(32)).decode())
    with database().reading() as session:
        keys, notes = provider_keys.keys_of(session, people[0].user())
    assert keys == []
    assert "openai" in notes[0]


def test_a_check_asks_the_vendor_and_is_noted(people, monkeypatch, caplog):
    monkeypatch.setenv("FILMSTUDIO_PRIVATE_PROVIDERS", "1")
    settings.cache_clear()
    ann = people[0]
    caplog.set_level(logging.DEBUG)
    with running(FakeVoices()) as listener:
        row = put(ann, "elevenlabs", VOICE_SECRET, base_url=listener.url)
        good, sentence = provider_keys.check(provider_keys.opened(row))
        assert (good, sentence) == (True, "ElevenLabs takes this key.")
        row = put(ann, "elevenlabs", "sk_" + "9" * 48, base_url=listener.url)
        good, sentence = provider_keys.check(provider_keys.opened(row))
        assert not good
        with database().transaction() as session:
            provider_keys.note_check(session, ann, "elevenlabs", sentence)
    (row,) = rows()
    assert "does not accept" in row.check_note
    assert row.checked_at
    assert VOICE_SECRET not in caplog.text


def test_keys_open_makers_that_are_asked_first():
    keys = [checked_key("openai", GOOD["openai"]), checked_key("elevenlabs", GOOD["elevenlabs"])]
    providers = providers_for(keys)
    assert [c.name for c in providers.order("voice")] == ["elevenlabs-voices", "embedded-voices"]
    assert [c.name for c in providers.order("text")] == ["openai-text", "embedded-writer"]
    told = str(providers.cards()) + str(keys)
    assert not any(secret in told for secret in (*GOOD.values(), SECRET))
    assert [c.name for c in providers_for().order("text")] == ["embedded-writer"]
