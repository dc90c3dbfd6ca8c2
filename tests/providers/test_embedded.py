"""The embedded makers answer typed requests and say what they lack."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from filmstudio.engine.plan import unit_key
from filmstudio.engine.provider import Provider, Providers
from filmstudio.errors import BadInput, Missing
from filmstudio.film.storyboard import Setting, Voice
from filmstudio.music import soundfont
from filmstudio.providers.embedded import (
    EMBEDDED,
    Composer,
    Illustrator,
    MusicRequest,
    PictureRequest,
    VoiceRequest,
    Voices,
    embedded,
)
from filmstudio.speech import engines
from filmstudio.stages.score import Score


def picture(**more: object) -> PictureRequest:
    base = PictureRequest(Setting(place="beach"), "cinematic", 128, 72, 1)
    return PictureRequest(**(base.__dict__ | more))


def music(**more: object) -> MusicRequest:
    wanted: dict[str, object] = {
        "genre": "ambient",
        "mood": "peaceful",
        "culture": "western",
        "setting": Setting(place="beach").model_dump(mode="json"),
        "seconds": 2.5,
        "tempo": 0.0,
        "intensity": 0.4,
        "seed": 1,
        "speech": [[0.5, 1.5]],
        "opening": True,
        "ending": True,
        "swell": None,
    }
    return MusicRequest(**(wanted | more))


def test_they_keep_to_the_protocol_and_are_asked_last():
    makers = embedded()
    assert all(isinstance(maker, Provider) for maker in makers)
    assert {maker.capability for maker in makers} == {"text", "picture", "voice", "music"}
    assert {maker.tier for maker in makers} == {EMBEDDED}
    for card in Providers(makers).cards():
        assert card.available
        assert card.version
        assert card.note.endswith(".")


def test_the_illustrator_paints_places_and_things():
    maker = Illustrator()
    place = maker.run(picture())
    assert (place.width, place.height) == pytest.approx((128 * 1.1, 72 * 1.1), abs=1)
    assert place.marks
    again = maker.run(picture())
    assert all(
        np.array_equal(a.pixels, b.pixels) for a, b in zip(place.layers, again.layers, strict=True)
    )
    thing = maker.run(picture(prop="lamp"))
    assert any(
        a.pixels.shape != b.pixels.shape or not np.array_equal(a.pixels, b.pixels)
        for a, b in zip(place.layers, thing.layers, strict=False)
    )


def test_the_illustrator_says_which_place_it_drew_instead():
    plate = Illustrator().run(picture(setting=Setting(place="moon base")))
    (sentence,) = plate.warnings
    assert "moon base" in sentence


def test_the_voices_speak_with_the_time_of_every_word():
    take = Voices().run(VoiceRequest("The boat is late.", Voice(), "en"))
    assert take.samples.dtype == np.float32
    assert take.samples.ndim == 1
    assert len(take.samples) / 48000 == pytest.approx(take.spoken.seconds, abs=0.01)
    assert [word.text for word in take.spoken.words] == ["The", "boat", "is", "late."]
    assert take.warnings == ()


def test_a_voice_that_is_not_here_is_replaced_and_told():
    take = Voices().run(VoiceRequest("Hello.", Voice(engine="nosuch", name="x"), "en"))
    assert any("nosuch" in sentence for sentence in take.warnings)


def test_a_language_without_a_voice_is_refused_with_those_there_are():
    with pytest.raises(BadInput, match=r"Hindi \(hi\)"):
        Voices().run(VoiceRequest("שלום", Voice(), "he"))


def test_without_any_engine_there_is_no_voice(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engines, "installed", dict)
    available, _ = Voices().is_available()
    assert not available
    with pytest.raises(Missing, match="voice"):
        Providers(embedded()).order("voice")


def test_an_engine_that_comes_later_changes_the_version(monkeypatch: pytest.MonkeyPatch):
    every = Voices().version
    here = engines.installed()
    monkeypatch.setattr(engines, "installed", lambda: {"espeak": here["espeak"]})
    assert Voices().version != every
    assert "espeak" in Voices().version


def test_the_composer_plays_the_seconds_asked_for():
    made = Composer().run(music())
    assert made.music.shape == made.ambience.shape == (2, 120000)
    assert made.music.any()
    assert made.ambience.any()
    assert made.description


def test_no_music_is_silence_over_the_sound_of_the_place():
    made = Composer().run(music(genre="none"))
    assert not made.music.any()
    assert made.ambience.any()
    assert made.description == "no music"


def test_without_a_soundfont_it_plays_by_itself_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    with_font = Composer().version
    monkeypatch.setattr(soundfont, "find", lambda: None)
    made = Composer().run(music())
    assert made.music.any()
    assert any("soundfont" in sentence for sentence in made.warnings)
    assert Composer().version != with_font


def test_a_soundfont_that_comes_later_is_played(monkeypatch: pytest.MonkeyPatch):
    def key() -> str:
        card = Providers([Composer()]).order("music")[0]
        return unit_key(Score(), {"seconds": 1}, card)

    before = key()
    monkeypatch.setattr(soundfont, "find", lambda: None)
    assert key() != before
