"""Tests of the routes of providers: cards, and keys that never come back."""

from __future__ import annotations

import pytest

from filmstudio.providers.own import providers_for
from filmstudio.settings import settings
from filmstudio.store import cards
from filmstudio.store.redis import client as redis
from tests.providers.fakes import VOICE_SECRET, FakeVoices, running

KEY = "sk-proj-abcdefghijklmnopqrstuvwx-9876"
KEYS = "/users/me/provider-keys"


def test_what_workers_offer_is_listed_for_everybody(client):
    assert client.get("/api/v1/providers").json()["providers"] == []
    cards.publish(redis(), "w1", providers_for().cards())
    found = client.get("/api/v1/providers").json()
    assert {one["capability"] for one in found["providers"]} == {
        *("text", "picture", "voice", "music")
    }
    assert {one["workers"] for one in found["providers"]} == {1}
    assert "elevenlabs" in {vendor["name"] for vendor in found["vendors"]}


def test_a_key_is_kept_and_never_comes_back(person):
    ann, bob = person("ann"), person("bob")
    kept = ann.call("PUT", f"{KEYS}/openai", json={"key": KEY, "options": {"model": "gpt-x"}})
    assert kept.status_code == 200
    assert kept.json()["last4"] == "9876"
    answers = [kept, ann.call("GET", KEYS), ann.call("GET", f"{KEYS}/openai")]
    assert all("abcdefghijkl" not in answer.text for answer in answers)
    assert bob.call("GET", KEYS).json() == []
    assert bob.call("GET", f"{KEYS}/openai").status_code == 404
    assert bob.call("DELETE", f"{KEYS}/openai").status_code == 404
    assert bob.call("POST", f"{KEYS}/openai/test").status_code == 404
    assert ann.call("DELETE", f"{KEYS}/openai").status_code == 204
    assert ann.call("GET", KEYS).json() == []


@pytest.mark.parametrize(
    ("provider", "body"),
    [
        ("openai", {"key": "hello"}),
        ("openai", {"key": KEY, "base_url": "http://169.254.169.254/"}),
        ("openai", {"key": KEY, "base_url": "http://localhost:8000/v1"}),
        ("openai", {"key": KEY, "user_id": "somebody"}),
        ("openai", {"key": KEY, "options": {"colour": "red"}}),
        ("openai", {"key": KEY + "\n" + "x" * 600}),
        ("nonsense", {"key": KEY}),
        ("openai", {}),
    ],
)
def test_what_cannot_be_is_a_problem_that_holds_no_key(person, provider, body):
    answer = person("ann").call("PUT", f"{KEYS}/{provider}", json=body)
    assert answer.status_code == 422
    assert "abcdefghijkl" not in answer.text


def test_guests_have_no_keys(client):
    assert client.get(f"/api/v1{KEYS}").status_code == 401
    assert client.put(f"/api/v1{KEYS}/openai", json={"key": KEY}).status_code == 401


def test_a_key_is_tested_by_a_live_call(person, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_PRIVATE_PROVIDERS", "1")
    settings.cache_clear()
    ann = person("ann")
    with running(FakeVoices()) as listener:
        body = {"key": VOICE_SECRET, "base_url": listener.url}
        assert ann.call("PUT", f"{KEYS}/elevenlabs", json=body).status_code == 200
        found = ann.call("POST", f"{KEYS}/elevenlabs/test")
        assert found.json() == {"ok": True, "note": "ElevenLabs takes this key."}
        body["key"] = "sk_" + "9" * 48
        ann.call("PUT", f"{KEYS}/elevenlabs", json=body)
        assert ann.call("POST", f"{KEYS}/elevenlabs/test").json()["ok"] is False
    noted = ann.call("GET", f"{KEYS}/elevenlabs").json()
    assert "does not accept" in noted["check_note"]
    assert noted["checked_at"]
