"""Tests of films made with their owner's keys: used first, given up for the studio's own makers, never told."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.engine.local import LocalExecutor, pin, pin_document
from filmstudio.errors import Refused
from filmstudio.film.order import Order
from filmstudio.providers.keys import OwnKey
from filmstudio.recipes.film import film_workshop
from tests.providers.fakes import (
    SECRET,
    VOICE_SECRET,
    FakeModel,
    FakeVoices,
    openai_error,
    running,
    voice_error,
)

SCRIPT = """\
INT. KITCHEN - NIGHT

MARA stirs a pot. THEO runs in.

THEO
The ferry has gone!

MARA
Then we row.
"""


class Making:
    """A timeline made with keys for two servers of our own."""

    def __init__(self, root: Path, keys: list[OwnKey]) -> None:
        self.root = root
        self.keys = keys
        self.events: list[object] = []

    def run(self):
        store = ArtifactStore(self.root)
        store.prepare()
        given = {
            "source": pin(store, "source", {"script.fountain": SCRIPT.encode()}),
            "order": pin_document(store, "order", Order(quality="draft", lines=144)),
            "track": pin_document(store, "track", {"name": ""}),
            "earlier": pin_document(store, "earlier", None),
        }
        executor = LocalExecutor(
            partial(film_workshop, self.keys), self.root, jobs=2, listen=self.events.append
        )
        return executor.run(given, goals=("timeline",))


@pytest.fixture
def servers():
    model, voices = FakeModel(), FakeVoices()
    with running(model) as one, running(voices) as other:
        keys = [
            OwnKey("compatible", SECRET, f"{one.url}/v1", {"model": "m"}, private=True),
            OwnKey("elevenlabs", VOICE_SECRET, other.url, private=True),
        ]
        yield model, voices, keys


def engines(render):
    board = render.board
    return {board.document(slot, unit)["engine"] for slot, unit in board.filled if slot == "voice"}


def test_the_owners_makers_are_used_first_and_their_keys_are_nowhere(tmp_path, servers):
    _, voices, keys = servers
    making = Making(tmp_path, keys)
    render = making.run()
    assert render.providers["write"] == "compatible-text"
    assert render.providers["speak"] == "elevenlabs-voices"
    assert engines(render) == {"elevenlabs"}
    assert render.board.document("story")["culture"] == "japanese"
    assert {one["text"] for one in voices.spoken} >= {"The ferry has gone!", "Then we row."}
    assert len({one["voice"] for one in voices.spoken}) == 2
    assert render.warnings == [] or not any("instead" in note for note in render.warnings)
    everything = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for secret in (SECRET, VOICE_SECRET):
        assert secret.encode() not in everything
        assert secret not in repr(making.events) + repr(render.warnings) + json.dumps(render.ran)


def test_what_was_made_with_keys_is_not_made_again(tmp_path, servers):
    model, voices, keys = servers
    Making(tmp_path, keys).run()
    calls = len(voices.spoken), len(model.requests)
    again = Making(tmp_path, keys).run()
    assert again.ran == []
    assert (len(voices.spoken), len(model.requests)) == calls


def test_a_key_that_is_used_up_is_told_once_and_the_studio_goes_on(tmp_path, servers):
    _, voices, keys = servers
    voices.turns = [voice_error(401, "quota_exceeded", "You have 0 credits.")] * 50
    render = Making(tmp_path, keys).run()
    assert render.providers["speak"] == "embedded-voices"
    assert "elevenlabs" not in engines(render)
    notes = [note for note in render.warnings if "instead" in note]
    assert len(notes) == 1
    assert "too few characters left" in notes[0]


def test_a_vendor_that_fails_for_one_line_costs_that_line_alone(tmp_path, servers):
    _, voices, keys = servers
    voices.edit = lambda answer: (
        answer | {"alignment": None}
        if "Then" in "".join(answer["alignment"]["characters"])
        else answer
    )
    render = Making(tmp_path, keys).run()
    made = engines(render)
    assert "elevenlabs" in made
    assert len(made) == 2
    assert len([note for note in render.warnings if "instead" in note]) == 1


def test_a_busy_or_broken_model_gives_way_to_rules(tmp_path, servers):
    model, _, keys = servers
    model.turns = [openai_error(429, "x", "rate_limit_exceeded", retry_after="600")]
    render = Making(tmp_path / "busy", keys[:1]).run()
    assert render.providers["write"] == "embedded-writer"
    assert any("busy" in note for note in render.warnings)
    model.turns = [openai_error(500, "x", None)] * 2
    render = Making(tmp_path / "broken", keys[:1]).run()
    assert render.providers["write"] == "embedded-writer"
    assert render.board.document("story")["culture"] == "western"


def test_a_short_wait_is_waited_for(tmp_path, servers):
    model, _, keys = servers
    model.turns = [openai_error(429, "x", "rate_limit_exceeded", retry_after_ms="300")]
    render = Making(tmp_path, keys[:1]).run()
    assert render.providers["write"] == "compatible-text"


def test_a_declined_text_is_the_creators_to_hear(tmp_path, servers):
    model, _, keys = servers
    model.turns = [openai_error(400, "No.", "content_policy_violation")]
    with pytest.raises(Refused, match="declined this text"):
        Making(tmp_path, keys[:1]).run()
