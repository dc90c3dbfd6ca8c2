"""Tests of renders that a worker makes with their owner's keys: used for nobody else, told to nobody."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from filmstudio.services import provider_keys
from filmstudio.settings import settings
from filmstudio.store.db import database
from tests.providers.fakes import VOICE_SECRET, FakeVoices, running, voice_error
from tests.services.renders.studio_of import person, project_of, render_row, started, tasks_of
from worker.work import take


@pytest.fixture
def voices(studio, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_PRIVATE_PROVIDERS", "1")
    settings.cache_clear()
    fake = FakeVoices()
    with running(fake) as listener:
        fake.url = listener.url
        yield fake


def give_key(actor, voices):
    with database().transaction() as session:
        provider_keys.put(session, actor, "elevenlabs", VOICE_SECRET, base_url=voices.url)


def spoken(actor):
    render = started(actor, project_of(actor), goals=("timeline",))
    take("cpu")
    row = render_row(render.id)
    assert (row.state, row.error) == ("completed", "")
    return row


def everything():
    """All that is in the database, as text."""
    with database().reading() as session:
        names = ("renders", "tasks", "makings", "dead_letters", "notifications", "deliveries")
        return str([session.execute(text(f"SELECT * FROM {name}")).all() for name in names])


def test_an_owners_key_is_used_for_their_films_alone(studio, voices):
    ann, ben = person(), person("ben@example.com")
    give_key(ann, voices)
    assert spoken(ben).providers["speak"] == "embedded-voices"
    assert voices.spoken == []
    assert spoken(ann).providers["speak"] == "elevenlabs-voices"
    assert {one["text"] for one in voices.spoken} >= {"Is there tea?", "There is."}
    assert VOICE_SECRET not in everything()


def test_a_key_that_is_used_up_costs_a_note_and_no_film(studio, voices):
    ann = person()
    give_key(ann, voices)
    voices.turns = [voice_error(401, "quota_exceeded", "You have 0 credits.")] * 20
    row = spoken(ann)
    assert row.providers["speak"] == "embedded-voices"
    notes = [note for note in row.warnings if "instead" in note]
    assert len(notes) == 1
    assert "too few characters" in notes[0]
    assert {t.provider for t in tasks_of(row) if t.stage == "speak"} == {"embedded-voices"}


def test_the_keeper_says_what_this_machine_can_make(studio):
    from filmstudio.store import cards
    from filmstudio.store.redis import client
    from worker.keeper import offer, rounds

    assert "cards" in [one.name for one in rounds()]
    offer()
    found = {card.capability for card in cards.cards(client())}
    assert found == {"text", "picture", "voice", "music"}
