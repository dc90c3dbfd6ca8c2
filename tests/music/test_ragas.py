"""Ragas keep their notes, talas their strokes."""

from __future__ import annotations

import pytest

from filmstudio.music.compose import ScoreRequest, write
from filmstudio.music.instruments.tabla import PARTS
from filmstudio.music.ragas import RAGAS, TALAS, choose


@pytest.mark.parametrize("raga", RAGAS.values(), ids=lambda raga: raga.name)
def test_phrases_and_resting_notes_belong_to_the_raga(raga) -> None:  # type: ignore[no-untyped-def]
    assert {raga.vadi % 12, raga.samvadi % 12} <= raga.classes
    assert all(note % 12 in raga.classes for phrase in raga.phrases for note in phrase)
    assert raga.aroha[-1] == 12
    assert raga.avaroha[-1] == 0


def test_yaman_has_the_sharp_fourth_and_no_natural_one() -> None:
    assert RAGAS["Yaman"].classes == {0, 2, 4, 6, 7, 9, 11}
    assert 0 not in RAGAS["Yaman"].aroha


@pytest.mark.parametrize("tala", TALAS.values(), ids=lambda tala: tala.name)
def test_theka_fills_the_cycle_with_known_bols(tala) -> None:  # type: ignore[no-untyped-def]
    assert len(tala.theka) == tala.beats == sum(tala.vibhags)
    assert set(tala.theka) <= set(PARTS)


def test_teental_lifts_the_left_hand_in_the_third_vibhag() -> None:
    assert TALAS["teental"].theka[9:13] == ("tin", "tin", "ta", "ta")


@pytest.mark.parametrize(
    ("mood", "culture", "name"),
    [("peaceful", "north-indian", "teental"), ("joyful", "north-indian", "keherwa"),
     ("romantic", "north-indian", "rupak"), ("joyful", "south-indian", "adi")],
)  # fmt: skip
def test_the_tabla_follows_the_theka_and_closes_on_sam(mood: str, culture: str, name: str) -> None:
    piece = write(ScoreRequest("raga", mood, 40.0, seed=1, ending=True, culture=culture))
    assert name in piece.description
    tala = TALAS[name]
    tabla = next(t for t in piece.tracks if t.instrument == "tabla")
    sam = max(note.start for note in tabla.notes)
    counted = 0
    for note in tabla.notes:
        beat = round(note.start)
        if abs(note.start - beat) > 0.1 or note.length < 0.9 or beat >= round(sam):
            continue
        assert note.bol == tala.theka[(beat - round(sam)) % tala.beats]
        counted += 1
    assert counted >= tala.beats


def test_a_tihai_says_its_phrase_three_times() -> None:
    piece = write(ScoreRequest("raga", "peaceful", 40.0, seed=1, ending=True))
    lead = next(t for t in piece.tracks if t.role == "lead")
    ends = [n.pitch for n in lead.notes][-12:]
    assert ends[0:4] == ends[4:8]
    assert ends[8:11] == ends[0:3]
    assert ends[-1] % 12 == piece.tonic


def test_the_sitar_glides() -> None:
    piece = write(ScoreRequest("raga", "peaceful", 40.0, seed=1))
    lead = next(t for t in piece.tracks if t.instrument == "sitar")
    assert any(note.bend and note.bend[0][1] != 0 and note.bend[-1][1] == 0 for note in lead.notes)


def test_south_india_gets_its_own_ragas() -> None:
    assert choose("peaceful", "south-indian", 1).carnatic
    assert not choose("peaceful", "north-indian", 1).carnatic
