"""Finished cues: length, level, harmony, speech, endings, fallbacks and errors."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from filmstudio.errors import BadInput
from filmstudio.film.vocabulary import GENRES
from filmstudio.music import soundfont
from filmstudio.music.compose import ScoreRequest, compose, for_film, write

MOODS = ("neutral", "peaceful", "joyful", "melancholy", "tense", "eerie", "romantic", "heroic")
SPEECH = ((5.0, 9.0), (12.0, 15.5))


def _band(sound: np.ndarray, low: float = 300, high: float = 4000) -> float:
    """Level in decibels of a speech band."""
    mono = sound.mean(axis=0)
    power = np.abs(np.fft.rfft(mono)) ** 2
    hertz = np.fft.rfftfreq(len(mono), 1 / 48_000)
    chosen = power[(hertz > low) & (hertz < high)].sum() / len(mono) ** 2
    return float(10 * np.log10(chosen + 1e-20))


@pytest.mark.parametrize("genre", GENRES)
def test_a_cue_is_whole(genre: str) -> None:
    score = compose(
        ScoreRequest(
            genre, "melancholy", 20.0, speech=SPEECH, opening=True, ending=True, swell=10.5
        )
    )
    sound = score.samples
    assert sound.shape == (2, 960_000)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() < 10 ** (-1 / 20)
    assert np.abs(sound[:, [0, -1]]).max() < 1e-4
    assert np.abs(sound[:, -4800:]).max() < 0.1 * np.abs(sound).max()
    # Thinner under speech by at least 4 dB where speech lies, yet never silent.
    under = [_band(sound[:, round((a + 0.4) * 48e3) : round((b - 0.1) * 48e3)]) for a, b in SPEECH]
    free = _band(sound[:, round(15.8 * 48e3) : round(18 * 48e3)])
    assert free - max(under) >= 4
    assert min(under) > -80
    assert "bpm" in score.description


@pytest.mark.parametrize("genre", GENRES)
def test_loudness_without_speech(genre: str) -> None:
    sound = compose(ScoreRequest(genre, "peaceful", 12.0, seed=2)).samples
    loudness = pyloudnorm.Meter(48_000).integrated_loudness(sound.T.astype(np.float64))
    assert loudness == pytest.approx(-20, abs=1.5)


@given(st.floats(1.0, 90.0), st.sampled_from(GENRES), st.booleans(), st.integers(0, 9))
@example(1.0, "ambient", True, 0)
@settings(max_examples=14, deadline=None, suppress_health_check=list(HealthCheck))
def test_exact_length(seconds: float, genre: str, ending: bool, seed: int) -> None:
    piece = write(ScoreRequest(genre, MOODS[seed % 8], seconds, seed=seed, ending=ending))
    for track in piece.tracks:
        assert all(0 <= piece.time(note.start) < seconds for note in track.notes)
        assert all(0 < note.pitch < 128 and 0 < note.velocity < 128 for note in track.notes)
    if seconds < 8:
        assert compose(
            ScoreRequest(genre, MOODS[seed % 8], seconds, seed=seed, ending=ending)
        ).samples.shape == (2, round(seconds * 48_000))


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("mood", MOODS)
def test_notes_belong_to_the_scale(genre: str, mood: str) -> None:
    for seed in (1, 2):
        piece = write(ScoreRequest(genre, mood, 40.0, seed=seed, ending=True, swell=25.0))
        drums = {"kit", "brushes", "machine", "tabla"}
        notes = [n for t in piece.tracks if t.instrument not in drums for n in t.notes]
        inside = [n for n in notes if n.pitch % 12 in piece.pitch_classes]
        # Walking basses lead into each root by a half step from outside.
        assert len(inside) / len(notes) >= (0.9 if genre == "jazz" else 1.0)


@pytest.mark.parametrize("genre", GENRES)
def test_an_ending_rests_on_the_tonic(genre: str) -> None:
    for mood in ("joyful", "melancholy", "heroic"):
        piece = write(ScoreRequest(genre, mood, 30.0, ending=True))
        final = max(n.start for t in piece.tracks if t.role == "lead" for n in t.notes)
        lead = next(t for t in piece.tracks if t.role == "lead")
        last = max(lead.notes, key=lambda n: n.start)
        assert last.pitch % 12 == piece.tonic
        assert last.end * 60 / piece.bpm == pytest.approx(30, abs=0.3)
        bass = min(
            (
                n
                for t in piece.tracks
                if t.role in ("bass", "bed")
                for n in t.notes
                if n.end > final + 0.5
            ),
            key=lambda n: n.pitch,
        )
        assert bass.pitch % 12 == piece.tonic


def test_leads_rest_while_somebody_speaks_and_answer_after() -> None:
    piece = write(ScoreRequest("orchestral", "neutral", 30.0, speech=((6, 12), (17, 23))))
    starts = [
        piece.time(n.start) for t in piece.tracks if t.role in ("lead", "figure") for n in t.notes
    ]
    assert not [s for s in starts if 6.1 < s < 11.9 or 17.1 < s < 22.9]
    assert [s for s in starts if 12 <= s < 17]
    beds = [n for t in piece.tracks if t.role == "bed" for n in t.notes]
    assert any(piece.time(n.start) < 8 < piece.time(n.end) for n in beds)


def test_melodies_repeat_their_motif() -> None:
    piece = write(ScoreRequest("electronic", "joyful", 40.0, seed=4))
    lead = next(t for t in piece.tracks if t.role == "lead")
    rhythms = []
    for bar in range(8):
        rhythms.append(
            tuple(
                round((n.start - 4 * bar) * 2)
                for n in lead.notes
                if 4 * bar <= n.start + 0.1 < 4 * bar + 4
            )
        )
    assert rhythms[0] == rhythms[1] == rhythms[4]


def test_seeds_make_different_music_and_equal_ones_the_same() -> None:
    first = write(ScoreRequest("jazz", seed=1))
    assert first == write(ScoreRequest("jazz", seed=1))
    assert first.tracks != write(ScoreRequest("jazz", seed=2)).tracks


@pytest.mark.parametrize("genre", ["raga", "orchestral"])
def test_same_bytes_in_every_process(genre: str) -> None:
    request = ScoreRequest(genre, "romantic", 6.0, ending=True)
    code = (
        "import hashlib;from filmstudio.music.compose import *;"
        f"s=compose(ScoreRequest({genre!r},'romantic',6.0,ending=True)).samples;"
        "print(hashlib.sha256(s.tobytes()).hexdigest())"
    )
    digests = {hashlib.sha256(compose(request).samples.tobytes()).hexdigest()}
    for salt in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": salt},
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


@pytest.mark.usefixtures("no_soundfont")
@pytest.mark.parametrize("genre", GENRES)
def test_without_fluidsynth_the_studio_plays_itself_and_says_so(genre: str) -> None:
    score = compose(ScoreRequest(genre, "neutral", 8.0, ending=True))
    assert score.samples.shape == (2, 384_000)
    assert np.isfinite(score.samples).all()
    loudness = pyloudnorm.Meter(48_000).integrated_loudness(score.samples.T.astype(np.float64))
    assert -23 < loudness < -18
    assert len(score.warnings) == 1
    assert "FluidSynth is not installed" in score.warnings[0]


def test_a_soundfont_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Chosen:
        soundfont = Path("/nowhere/piano.sf2")

    monkeypatch.setattr(soundfont, "settings", Chosen)
    assert soundfont.find() is None
    assert "/nowhere/piano.sf2" in soundfont.missing()


def test_an_unknown_genre_names_those_there_are() -> None:
    with pytest.raises(BadInput) as caught:
        compose(ScoreRequest("polka"))
    assert caught.value.code == "unknown_genre"
    assert all(genre in caught.value.message for genre in GENRES)


@pytest.mark.parametrize("seconds", [0.0, -3.0, float("nan"), float("inf"), 1e6])
def test_impossible_lengths_are_refused(seconds: float) -> None:
    with pytest.raises(BadInput, match="cannot be composed"):
        compose(ScoreRequest("jazz", seconds=seconds))


def test_scenes_share_a_key() -> None:
    cues = [
        write(ScoreRequest(g, "peaceful", 20.0, key="Eb"))
        for g in ("orchestral", "ambient", "raga")
    ]
    assert {cue.tonic for cue in cues} == {3}


def test_for_film_reads_culture_and_place() -> None:
    assert for_film("peaceful", "north-indian", "temple") == "raga"
    assert for_film("eerie", "north-indian", "forest") == "suspense"
    assert for_film("neutral", "western", "cafe") == "jazz"
    assert all(
        for_film(mood, culture, place) in GENRES
        for mood in (*MOODS, "odd")
        for culture in ("western", "japanese", "south-indian", "odd")
        for place in ("beach", "village", "office", "odd")
    )


@pytest.mark.skipif(bool(soundfont.missing()), reason="needs FluidSynth and a soundfont")
def test_a_damaged_soundfont_is_named_and_the_music_still_plays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    font = tmp_path / "damaged.sf2"
    font.write_bytes(b"RIFF no soundfont")
    monkeypatch.setattr(soundfont, "find", lambda: font)
    score = compose(ScoreRequest("ambient", "neutral", 3.0))
    assert np.abs(score.samples).max() > 0.01
    assert len(score.warnings) == 1
    assert "damaged" in score.warnings[0]


def test_a_second_player_answers_the_first() -> None:
    piece = write(ScoreRequest("orchestral", "heroic", 40.0, seed=4, ending=True))
    horn = next(t for t in piece.tracks if t.instrument == "horn")
    clarinet = next(t for t in piece.tracks if t.instrument == "clarinet")
    bars = ({round(n.start) // 4 for n in t.notes if n.start < 30} for t in (horn, clarinet))
    first, second = bars
    assert first
    assert second
    assert not first & second


@pytest.mark.parametrize("genre", ["orchestral", "raga"])
def test_the_swell_is_heard(genre: str) -> None:
    sound = compose(ScoreRequest(genre, "melancholy", 30.0, swell=20.0, opening=True, ending=True))
    second = np.sqrt(np.mean(sound.samples.reshape(2, 30, 48_000) ** 2, axis=(0, 2)))
    assert 18 <= int(np.argmax(second[:25])) <= 23
    assert np.mean(second[19:22]) > 1.2 * np.mean(second[8:16])
    assert np.mean(second[:2]) < np.mean(second[8:16])
