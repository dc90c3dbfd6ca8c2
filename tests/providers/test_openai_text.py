"""Tests of text by a creator's model against a server of chat completions: documents, repairs, refusals."""

from __future__ import annotations

import json

import pytest

from filmstudio.errors import Broken, Busy, Refused
from filmstudio.film.story import Speech, Story
from filmstudio.providers.keys import OwnKey, try_key
from filmstudio.providers.openai_text import ModelModerator, ModelTranslator, ModelWriter
from filmstudio.providers.text import (
    Moderation,
    ModerationRequest,
    StoryRequest,
    TranslationRequest,
    Writer,
)
from filmstudio.writing.planning import plan
from filmstudio.writing.readers import read_text
from tests.listener import Answer
from tests.providers.fakes import SECRET, FakeModel, event, openai_error, running, streamed

SCRIPT = """\
INT. KITCHEN - NIGHT

MARA stirs a pot. THEO runs in.

THEO
The ferry has gone!

MARA
(calmly)
Then we row.

EXT. HARBOUR - NIGHT

They push a boat into the water.
"""
PROSE = "Once upon a time a girl called Mina lived by the sea. She found a lamp. It spoke to her."


@pytest.fixture
def fake():
    return FakeModel()


@pytest.fixture
def key(fake):
    with running(fake) as listener:
        yield OwnKey("compatible", SECRET, f"{listener.url}/v1", {"model": "m"}, private=True)


def screenplay(text=SCRIPT):
    return read_text(text)


def words(story: Story):
    return [(b.kind, b.text, getattr(b, "speaker", "")) for _, b in story.beats()]


def test_a_story_keeps_its_words_and_takes_the_models_judgement(key, fake):
    rules = Writer().run(StoryRequest(screenplay()))
    story = ModelWriter(key).run(StoryRequest(screenplay()))
    assert words(story) == words(rules)
    assert [len(scene.beats) for scene in story.scenes] == [len(s.beats) for s in rules.scenes]
    assert story.culture == "japanese"
    assert story.music == "ambient"
    assert story.turn == 1
    assert story.logline == "Somebody learns something."
    assert {beat.emotion for _, beat in story.beats()} == {"afraid"}
    assert {member.age for member in story.cast} == {"elder"}
    setting = story.scenes[0].setting
    assert (setting.place, setting.weather, setting.mood) == ("harbour", "fog", "eerie")
    assert (setting.interior, setting.time) == (True, "night")  # the heading's own words
    for scene in story.scenes:
        speakers = {b.speaker for b in scene.beats if isinstance(b, Speech) and b.seen}
        assert speakers <= set(scene.present)
    assert [r["model"] for r in fake.requests] == ["m", "m"]


def test_a_storyboard_can_be_planned_from_it(key):
    story = ModelWriter(key).run(StoryRequest(screenplay()))
    storyboard = plan(story, target_seconds=0.0)
    assert storyboard.scenes
    assert {line.text for line in storyboard.lines()} >= {"The ferry has gone!", "Then we row."}


def test_prose_takes_place_time_and_title_from_the_model(key):
    story = ModelWriter(key).run(StoryRequest(screenplay(PROSE)))
    assert story.scenes[0].setting.time == "dusk"
    assert story.title == "The Judge's Title"


def test_long_scripts_are_judged_in_runs(key, fake):
    text = "INT. KITCHEN - DAY\n\n" + "\n\n".join(f"MARA\nLine number {n}." for n in range(170))
    story = ModelWriter(key).run(StoryRequest(screenplay(text)))
    assert len(story.beats()) == 170
    assert len(fake.requests) == 1 + 3


def test_a_wrong_answer_is_repaired_once(key, fake):
    fake.turns = ['Sorry, here it is: {"title": 3}']
    story = ModelWriter(key).run(StoryRequest(screenplay()))
    assert story.culture == "japanese"
    repair = fake.requests[1]["messages"]
    assert [m["role"] for m in repair] == ["system", "user", "assistant", "user"]
    assert "title" in repair[3]["content"]
    fake.turns = ["no", "still no"]
    with pytest.raises(Broken, match="does not answer as asked"):
        ModelWriter(key).run(StoryRequest(screenplay()))


def beyond(name, document):
    if name == "Overview":
        document["scenes"] = document["scenes"][:1]
    return document


def strangers(name, document):
    if name == "Beats":
        document["beats"][0]["subjects"] = ["nobody"]
    return document


@pytest.mark.parametrize("edit", [beyond, strangers])
def test_answers_of_the_right_form_about_other_things_are_not_taken(key, fake, edit):
    fake.edit = edit
    with pytest.raises(Broken, match="does not answer as asked"):
        ModelWriter(key).run(StoryRequest(screenplay()))


def test_an_answer_in_a_fence_is_read(key, fake):
    answer = json.dumps({"lines": [{"number": 0, "text": "Hallo"}]})
    fake.turns = [f"```json\n{answer}\n```"]
    assert ModelTranslator(key).run(TranslationRequest(("Hello",), "en", "de")) == ("Hallo",)


def test_servers_without_schemas_are_asked_without(key, fake):
    fake.knows_schemas = False
    assert ModelWriter(key).run(StoryRequest(screenplay())).culture == "japanese"
    assert ["response_format" in r for r in fake.requests] == [True, False, False]


def test_texts_are_translated_one_for_one(key, fake):
    texts = (*(f"line {n}" for n in range(70)), "", "  ", "last")
    found = ModelTranslator(key).run(TranslationRequest(texts, "en", "de"))
    assert found == (*(text.upper() for text in texts[:70]), "", "  ", "LAST")
    assert len(fake.requests) == 2


def test_a_translation_that_lacks_a_line_is_not_taken(key, fake):
    fake.edit = lambda name, document: {"lines": document["lines"][:-1]}
    with pytest.raises(Broken):
        ModelTranslator(key).run(TranslationRequest(("one", "two"), "en", "de"))


def test_texts_are_moderated_by_chat(key, fake):
    moderator = ModelModerator(key)
    assert moderator.run(ModerationRequest(("a boat", ""))) == Moderation(False)
    assert moderator.run(ModerationRequest(("I will kill",))) == Moderation(True, ("violence",))
    assert moderator.run(ModerationRequest(("", " "))) == Moderation(False)
    fake.turns = [Answer(200, b"", {"Content-Type": "text/event-stream"},
                         stream=(event({"refusal": "I can't."}), event({}, "stop"),
                                 b"data: [DONE]\n\n"))]  # fmt: skip
    assert moderator.run(ModerationRequest(("…x",))).flagged


def test_openais_own_moderation_is_used_with_their_key(fake):
    with running(fake) as listener:
        key = OwnKey("openai", SECRET, f"{listener.url}/v1", private=True)
        found = ModelModerator(key).run(ModerationRequest(("a boat", "kill them")))
    assert found == Moderation(True, ("violence",))
    assert fake.requests == []


POLICY = openai_error(400, "Blocked by policy.", "content_policy_violation")


@pytest.mark.parametrize(
    ("answer", "family", "code", "sentence"),
    [
        (openai_error(429, "Slow down", "rate_limit_exceeded", "requests"), Busy, "busy", "busy"),
        (openai_error(429, "Quota", "insufficient_quota", "insufficient_quota"), Broken,
         "provider_quota", "no credit left"),
        (openai_error(500, "Oops", None, "server_error"), Broken, "broken", "fault of its own"),
        (openai_error(503, "Overloaded", None, "server_error"), Broken, "broken", "fault"),
        (openai_error(403, "Not you", None), Broken, "provider_key", "does not accept your key"),
        (POLICY, Refused, "refused", "declined this text"),
        (openai_error(400, f"Bad thing {SECRET}", None), Broken, "broken", "did not take"),
        (streamed("half", breaks=True), Broken, "connection", "failed"),
        (streamed("half", "length"), Broken, "broken", "stopped in the middle"),
        (streamed("half", "content_filter"), Refused, "refused", "declined"),
        (Answer(200, b"data: {nonsense\n\n", {"Content-Type": "text/event-stream"}), Broken,
         "broken", "not understood"),
        (Answer(200, b"", {"Content-Type": "text/event-stream"}), Broken, "broken", "broke off"),
        (Answer(200, b"data: {\"error\": {\"message\": \"overloaded\"}}\n\n",
                {"Content-Type": "text/event-stream"}), Broken, "broken", "overloaded"),
        (Answer(302, b"", {"Location": "http://127.0.0.1:1/"}), Broken, "broken", ""),
    ],
)  # fmt: skip
def test_refusals_are_told_by_family(key, fake, answer, family, code, sentence):
    fake.turns = [answer]
    with pytest.raises(family, match=sentence) as told:
        ModelWriter(key).run(StoryRequest(screenplay()))
    assert told.value.code == code
    assert SECRET not in str(told.value)


def test_a_rate_limit_says_how_long_to_wait(key, fake):
    fake.turns = [openai_error(429, "x", "rate_limit_exceeded", retry_after="21")]
    with pytest.raises(Busy) as told:
        ModelWriter(key).run(StoryRequest(screenplay()))
    assert told.value.retry_after == 21
    fake.turns = [openai_error(429, "x", "rate_limit_exceeded", retry_after_ms="1500")]
    with pytest.raises(Busy) as told:
        ModelWriter(key).run(StoryRequest(screenplay()))
    assert told.value.retry_after == 1.5


def test_a_bad_key_a_wrong_model_and_a_server_that_is_away_are_sentences(fake):
    with running(fake) as listener:
        base = f"{listener.url}/v1"
        wrong = OwnKey("compatible", "sk-wrong-000000000000", base, {"model": "m"}, private=True)
        with pytest.raises(Broken, match="does not accept your key") as told:
            ModelWriter(wrong).run(StoryRequest(screenplay()))
        assert told.value.code == "provider_key"
        with pytest.raises(Broken, match="does not accept"):
            try_key(wrong)
        none = OwnKey("compatible", SECRET, base, {"model": "none"}, private=True)
        with pytest.raises(Broken, match="no model called none"):
            ModelWriter(none).run(StoryRequest(screenplay()))
        good = OwnKey("compatible", SECRET, base, {"model": "m"}, private=True)
        assert "takes this key" in try_key(good)
        assert SECRET not in repr(good) + ModelWriter(good).version
        inside = OwnKey("compatible", SECRET, base, {"model": "m"})
        with pytest.raises(Broken, match="not public"):
            ModelWriter(inside).run(StoryRequest(screenplay()))
    with pytest.raises(Broken, match="could not be reached"):
        ModelWriter(good).run(StoryRequest(screenplay()))


def test_makers_of_two_vendors_have_names_and_versions_of_their_own():
    one = ModelWriter(OwnKey("openai", SECRET))
    other = ModelWriter(OwnKey("openrouter", SECRET))
    assert {one.name, other.name} == {"openai-text", "openrouter-text"}
    changed = ModelWriter(OwnKey("openai", SECRET, options={"model": "other"}))
    assert len({one.version, changed.version}) == 2
