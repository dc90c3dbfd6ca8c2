"""The mix: dialogue first, music under it by measure, the target met, stems that add up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from filmstudio.media import sound
from filmstudio.media.ducking import curve, spans_of
from filmstudio.media.loudness import RATE, energies, integrated
from filmstudio.media.mix import Bed, Cue, Effect, Mix, MixRequest, Speech, mix
from tests.media import sounds

SECONDS = 14.0


def request(**more: object) -> MixRequest:
    parts: dict[str, object] = {
        "speech": [
            Speech(sounds.voice(2.5, 1, level=0.02), 1.0, pan=-0.2, interior=True),
            Speech(sounds.voice(2.0, 2, level=0.4), 4.5, pan=0.2),
            Speech(sounds.voice(1.5, 4), 10.0, dry=True),
        ],
        "music": [Cue(sounds.music(8.0), 0.0), Cue(sounds.music(7.0, 5), 7.0)],
        "ambience": [Bed(sounds.noise(SECONDS), 0.0)],
        "effects": [Effect(sounds.noise(0.3, 6)[0], 9.0, pan=0.5)],
    }
    return MixRequest(SECONDS, **{**parts, **more})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole() -> Mix:
    return mix(request())


def level(samples: np.ndarray, start: float, end: float) -> float:
    """Decibels of a stretch."""
    part = samples[:, round(start * RATE) : round(end * RATE)]
    return 10 * float(np.log10((part.astype(float) ** 2).mean() + 1e-15))


def test_length_form_and_loudness(whole: Mix, tmp_path: Path) -> None:
    assert whole.master.shape == (2, round(SECONDS * RATE))
    assert whole.master.dtype == np.float32
    heard, peak = sounds.measured(whole.master, tmp_path)
    assert heard == pytest.approx(-14.0, abs=0.4)
    assert peak <= -1.4
    assert whole.loudness == pytest.approx(heard, abs=0.15)
    assert whole.warnings == ()


def test_stems_add_up_to_the_master_but_for_the_limiter(whole: Mix) -> None:
    assert set(whole.stems) == {"dialogue", "music", "ambience", "effects"}
    total = sum(whole.stems.values())
    apart = np.abs(total - whole.master)
    assert float(np.median(apart)) < 1e-4
    # The limiter only ever turns down.
    assert (np.abs(whole.master) <= np.abs(total) + 1e-4).all()


def test_speech_is_twelve_over_the_music(whole: Mix) -> None:
    assert whole.over_music >= 12.5
    for start, end in ((1.0, 3.5), (4.5, 6.5), (10.0, 11.5)):
        speech = energies(whole.stems["dialogue"])[round(start * 100) : round(end * 100)]
        under = energies(whole.stems["music"])[round(start * 100) : round(end * 100)]
        speaking = speech > speech.max() / 100
        assert 10 * np.log10(speech[speaking].mean() / under[speaking].mean()) >= 12.0


def test_louder_music_is_ducked_further() -> None:
    loud = [Cue(sounds.music(SECONDS), 0.0, gain=10.0)]
    assert mix(request(music=loud)).over_music >= 12.5


def test_music_comes_back_between_lines_and_ambience_steps_back_less(whole: Mix) -> None:
    music, ambience = whole.stems["music"], whole.stems["ambience"]
    plain = mix(request(speech=[]))
    ducked = [
        level(music, 4.6, 6.4) - level(plain.stems["music"], 4.6, 6.4),
        level(music, 8.2, 9.5) - level(plain.stems["music"], 8.2, 9.5),
    ]
    assert ducked[0] < ducked[1] - 6.0
    under, between = level(ambience, 4.6, 6.4), level(ambience, 8.2, 9.5)
    assert between - under == pytest.approx(4.0, abs=0.7)


def test_voices_of_any_level_come_to_the_same(whole: Mix) -> None:
    heard = [
        sound.spoken_loudness(whole.stems["dialogue"][:, round(a * RATE) : round(b * RATE)])
        for a, b in ((1.0, 3.5), (4.5, 6.5), (10.0, 11.5))
    ]
    assert max(heard) - min(heard) < 1.5


def test_a_whisper_keeps_its_distance() -> None:
    clip = sounds.voice(2.0, 1)
    lines = [Speech(clip, 1.0), Speech(clip, 5.0, gain=-5.0)]
    stem = mix(request(speech=lines, ambience=[])).stems["dialogue"]
    assert level(stem, 1, 3) - level(stem, 5, 7) == pytest.approx(5.0, abs=0.3)


def test_neighbouring_cues_cross_fade_without_a_hole_or_a_bump() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(8 * RATE) / RATE).astype(np.float32)
    other = np.sin(2 * np.pi * 523 * np.arange(8 * RATE) / RATE).astype(np.float32)
    music = [Cue(np.stack([tone, tone]), 0.0), Cue(np.stack([other, other]), 7.0)]
    stem = mix(MixRequest(14.0, music=music)).stems["music"]
    levels = [level(stem, at, at + 0.1) for at in np.arange(6.0, 9.0, 0.1)]
    assert max(levels) - min(levels) < 1.5


def test_music_that_runs_past_the_end_fades_out() -> None:
    stem = mix(MixRequest(5.0, music=[Cue(sounds.noise(9.0), 0.0)])).stems["music"]
    assert level(stem, 4.95, 5.0) < level(stem, 3.0, 3.9) - 12


def test_pans_are_heard_on_their_side() -> None:
    stem = mix(request(speech=[Speech(sounds.voice(2.0), 1.0, pan=0.3, dry=True)])).stems
    left, right = stem["dialogue"][:1], stem["dialogue"][1:]
    assert 2 < level(right, 1, 3) - level(left, 1, 3) < 8


def test_a_room_rings_longer_inside_than_outside() -> None:
    tails = []
    for interior in (True, False):
        clip = Speech(sounds.voice(1.0)[: RATE // 2], 1.0, interior=interior)
        stem = mix(request(speech=[clip])).stems["dialogue"]
        tails.append(level(stem, 1.52, 1.6) - level(stem, 1.0, 1.5))
    assert tails[0] > tails[1] + 3
    assert tails[0] < -12


def test_a_podcast_has_its_own_target(tmp_path: Path) -> None:
    done = mix(request(target=-16.0))
    assert sounds.measured(done.master, tmp_path)[0] == pytest.approx(-16.0, abs=0.4)


@pytest.mark.parametrize(
    "parts",
    [
        {"music": [], "ambience": [], "effects": []},
        {"speech": [], "effects": []},
        {"speech": [], "music": [], "effects": []},
        {"speech": [Speech(sounds.voice(1.0), 6.0)], "music": [], "effects": []},
    ],
)
def test_sparse_films_reach_the_target_too(parts: dict[str, object], tmp_path: Path) -> None:
    done = mix(request(**parts))
    heard, peak = sounds.measured(done.master, tmp_path)
    assert heard == pytest.approx(-14.0, abs=0.5)
    assert peak <= -1.4


def test_the_same_request_gives_the_same_samples(whole: Mix) -> None:
    again = mix(request())
    assert np.array_equal(again.master, whole.master)
    assert all(np.array_equal(again.stems[name], whole.stems[name]) for name in whole.stems)


def test_a_silent_film_is_told() -> None:
    done = mix(MixRequest(2.0))
    assert done.master.shape == (2, 2 * RATE)
    assert not done.master.any()
    assert "no sound" in done.warnings[0]


def test_clips_beyond_the_film_are_cut() -> None:
    late = [Speech(sounds.voice(2.0), 13.5), Speech(sounds.voice(1.0), -0.5)]
    assert mix(request(speech=late)).master.shape == (2, round(SECONDS * RATE))


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="neither mono"):
        mix(MixRequest(2.0, music=[Cue(np.zeros((3, 100), np.float32), 0.0)]))


def test_low_rumble_is_cut_from_voices() -> None:
    at = np.arange(RATE) / RATE
    rumble = np.sin(2 * np.pi * 30 * at).astype(np.float32)
    tone = np.sin(2 * np.pi * 300 * at).astype(np.float32)
    assert np.abs(sound.low_cut(rumble)[RATE // 2 :]).max() < 0.2
    assert np.abs(sound.low_cut(tone)[RATE // 2 :]).max() == pytest.approx(1.0, abs=0.05)


def test_spans_are_cut_at_long_pauses_only() -> None:
    clip = np.concatenate(
        [sounds.noise(1.0)[0], np.zeros(RATE // 5, np.float32), sounds.noise(1.0)[0],
         np.zeros(RATE, np.float32), sounds.noise(0.5)[0]]
    )  # fmt: skip
    spans = spans_of(clip, RATE, 10 * RATE)
    assert [(round(a / RATE, 1), round(b / RATE, 1)) for a, b in spans] == [(1.0, 3.2), (4.2, 4.7)]
    assert spans_of(np.zeros(RATE, np.float32), 0, RATE) == []


def test_the_curve_is_full_within_spans_and_holds_over_short_pauses() -> None:
    spans = [(2 * RATE, 3 * RATE), (4 * RATE, 5 * RATE), (9 * RATE, 10 * RATE)]
    cut = curve(spans, np.array([10.0, 6.0, 8.0]), 1200)
    assert (cut[200:300] == 10.0).all()
    assert (cut[400:500] >= 6.0).all()
    assert (cut[300:400] >= 6.0).all()
    assert cut[150] == 0.0
    assert cut[700] == 0.0
    assert 0 < cut[880] < 8.0


def test_integrated_music_level_follows_the_gain() -> None:
    stems = [
        mix(MixRequest(6.0, music=[Cue(sounds.music(6.0), 0.0, gain=gain)],
                       ambience=[Bed(sounds.noise(6.0), 0.0)])).stems
        for gain in (0.0, 6.0)
    ]  # fmt: skip
    apart = [integrated(energies(s["music"])) - integrated(energies(s["ambience"])) for s in stems]
    assert apart[1] - apart[0] == pytest.approx(6.0, abs=0.2)


def test_sounds_opened_late_give_the_same_film() -> None:
    voice, cue = sounds.voice(2.0), sounds.music(6.0)
    near = MixRequest(6.0, [Speech(voice, 1.0)], [Cue(cue, 0.0)], [Bed(cue, 0.0)])
    late = MixRequest(
        6.0, [Speech(lambda: voice, 1.0)], [Cue(lambda: cue, 0.0)], [Bed(lambda: cue, 0.0)]
    )
    kept, mapped = mix(near), mix(late)
    assert np.array_equal(kept.master, mapped.master)
    for name, stem in kept.stems.items():
        assert np.array_equal(stem, mapped.stems[name])
