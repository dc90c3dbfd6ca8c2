"""A shot's specification: all that its frames depend on, and no time of the film."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from filmstudio.engine.artifact import canonical, digest
from filmstudio.engine.stage import NotReady
from filmstudio.film.cut import lay_out
from filmstudio.film.order import Order
from filmstudio.film.storyboard import (
    CaptionStyle,
    Character,
    Line,
    Scene,
    Setting,
    Shot,
    Storyboard,
    Subject,
    Transition,
)
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Phoneme, Spoken, Word
from filmstudio.media.captions.cues import build
from filmstudio.stages.shots import specification, stresses

RATE = FrameRate(num=24)


def spoken(text: str, seconds: float) -> Spoken:
    """A recording in which all words, and one open vowel in each, take equally long."""
    words = text.split()
    step = seconds / len(words)
    return Spoken(
        seconds=seconds,
        words=tuple(
            Word(text=word, start=round(n * step, 4), end=round((n + 0.8) * step, 4))
            for n, word in enumerate(words)
        ),
        phonemes=tuple(
            Phoneme(
                symbol="a", viseme="aa", start=round(n * step, 4), end=round((n + 0.8) * step, 4)
            )
            for n in range(len(words))
        ),
    )


def say(id: str, speaker: str, text: str) -> Line:
    return Line(id=id, speaker=speaker, text=text)


def pair(*lines: Line) -> dict[str, Any]:
    return {
        "size": "two-shot",
        "subjects": (Subject(character="mira", x=0.3), Subject(character="arjun", x=0.7)),
        "lines": lines,
    }


BOARD = Storyboard(
    title="The Bell",
    cast=(Character(id="mira", name="Mira"), Character(id="arjun", name="Arjun")),
    scenes=(
        Scene(
            id="s1",
            setting=Setting(place="beach"),
            shots=(
                Shot(id="s1.01", **pair(say("a", "mira", "Listen to the bell"))),
                Shot(id="s1.02", **pair(say("b", "arjun", "Then we must go home"))),
                Shot(id="s1.03", size="insert", prop="bell", hold=2.0),
            ),
        ),
        Scene(
            id="s2",
            setting=Setting(place="temple"),
            shots=(
                Shot(
                    id="s2.01",
                    join=Transition(kind="dissolve", seconds=0.5),
                    **pair(say("c", "mira", "We came too late"), say("d", "arjun", "Yes")),
                ),
                Shot(
                    id="s2.02",
                    size="wide",
                    hold=3.0,
                    join=Transition(kind="fade", seconds=0.5),
                ),
            ),
        ),
    ),
)
LENGTHS = {"a": 2.0, "b": 2.0, "c": 1.6, "d": 0.6}


@dataclass
class Kept:
    """A View over documents in memory."""

    documents: dict[tuple[str, str], Any] = field(default_factory=dict)

    def document(self, slot: str, unit: str = "") -> Any:
        try:
            return self.documents[slot, unit]
        except KeyError:
            raise NotReady(slot) from None

    def digest(self, slot: str, unit: str = "") -> str:
        return digest(self.document(slot, unit))

    def artifact(self, slot: str, unit: str = "") -> Any:
        raise NotReady(slot)


def view(board: Storyboard = BOARD, order: Order | None = None, **lengths: float) -> Kept:
    """What is made of a storyboard before its shots are filmed; `lengths` of lines in seconds."""
    voices = {line.id: spoken(line.text, (LENGTHS | lengths)[line.id]) for line in board.lines()}
    timeline = lay_out(board, voices, RATE)
    captions = build(
        timeline.lines,
        language="en",
        rate=RATE,
        cuts=[RATE.seconds(shot.start) for shot in timeline.shots if shot.start],
        film_seconds=timeline.seconds,
    )
    kept = Kept()
    kept.documents["storyboard", ""] = board.model_dump(mode="json")
    kept.documents["timeline", ""] = timeline.model_dump(mode="json")
    kept.documents["order", ""] = (order or Order(rate=RATE)).model_dump(mode="json")
    kept.documents["captions", ""] = [caption.model_dump(mode="json") for caption in captions]
    for id, voice in voices.items():
        kept.documents["voice", id] = voice.model_dump(mode="json")
    for unit in ("s1", "s1.03", "s2"):
        kept.documents["plate", unit] = {"painted": unit}
    return kept


def key(of: Kept, unit: str, **more: bool) -> str:
    return digest(specification(of, unit, **more))


def test_an_earlier_line_that_grows_moves_a_shot_and_does_not_change_it():
    before, after = view(), view(a=3.7)
    start = {
        moment: [shot["start"] for shot in kept.document("timeline")["shots"]]
        for moment, kept in (("before", before), ("after", after))
    }
    assert start["before"][1:] != start["after"][1:]
    for unit in ("s1.02", "s1.03", "s2.01", "s2.02"):
        assert key(before, unit) == key(after, unit)
    assert key(before, "s1.01") != key(after, "s1.01")


def test_other_words_change_their_own_shot_only():
    shots = list(BOARD.scenes[0].shots)
    shots[1] = shots[1].model_copy(update={"lines": (say("b", "arjun", "Home we must go"),)})
    scene = BOARD.scenes[0].model_copy(update={"shots": tuple(shots)})
    edited = BOARD.model_copy(update={"scenes": (scene, BOARD.scenes[1])})
    before, after = view(), view(edited)
    changed = [shot.id for _, shot in BOARD.shots() if key(before, shot.id) != key(after, shot.id)]
    assert changed == ["s1.02"]


def test_mouths_belong_to_the_one_who_speaks():
    spec = specification(view(), "s2.01")
    mira, arjun = spec["people"]
    assert mira["partner"] == 1.0
    assert arjun["partner"] == -1.0
    (first,), (second,) = mira["speaking"], arjun["speaking"]
    assert first[1] < second[0]
    assert {viseme for _, viseme in mira["mouth"]} == {"aa", "sil"}
    assert mira["mouth"][-1][1] == "sil"
    assert all(first[0] <= time <= first[1] + 1e-3 for time, _ in mira["mouth"])
    assert all(second[0] <= time <= second[1] + 1e-3 for time, _ in arjun["mouth"])


def test_captions_are_in_frames_of_the_shot():
    for _, shot in BOARD.shots():
        spec = specification(view(), shot.id)
        said = " ".join(" ".join(one["lines"]) for one in spec["captions"])
        for line in shot.lines:
            assert line.text in said
        for one in spec["captions"]:
            assert one["start"] < spec["frames"]
            assert one["end"] > 0


@pytest.mark.parametrize("mode", ["soft", "none"])
def test_captions_that_are_not_burnt_are_not_in_the_picture(mode: str):
    plain = BOARD.model_copy(update={"captions": CaptionStyle(mode=mode)})
    spec = specification(view(plain), "s1.01")
    assert spec["captions"] == []
    assert spec["caption_style"] is None
    larger = BOARD.model_copy(update={"captions": CaptionStyle(mode=mode, size=0.08)})
    assert key(view(plain), "s1.01") == key(view(larger), "s1.01")
    assert key(view(plain), "s1.01") != key(view(), "s1.01")


def test_joins_shorten_the_shot_that_comes_and_fades_belong_to_both():
    last = specification(view(), "s1.03")
    dissolved = specification(view(), "s2.01")
    faded = specification(view(), "s2.02")
    assert (last["head"], last["fade_out"]) == (0, 0)
    assert (dissolved["head"], dissolved["fade_in"], dissolved["fade_out"]) == (12, 0, 12)
    assert (faded["head"], faded["fade_in"], faded["fade_out"]) == (0, 12, 24)
    assert specification(view(), "s1.01")["fade_in"] == round(0.8 * 24)


def test_a_shot_is_staged_on_its_place_and_an_insert_on_its_thing():
    assert specification(view(), "s1.02")["plate"][0] == "s1"
    assert specification(view(), "s1.03")["plate"][0] == "s1.03"
    assert specification(view(), "s2.02")["plate"][0] == "s2"


def test_what_nobody_sees_is_left_out():
    cast = (BOARD.cast[0].model_copy(update={"role": "hero", "personality": "bold"}), BOARD.cast[1])
    other = BOARD.model_copy(update={"cast": cast, "title": "The Drum", "logline": "A drum."})
    for _, shot in BOARD.shots():
        assert key(view(), shot.id) == key(view(other), shot.id)


def test_what_everybody_sees_is_in_every_shot():
    for update in ({"style": "anime"}, {"watermark": "Ours"}, {"seed": 2}):
        other = BOARD.model_copy(update=update)
        assert all(key(view(), s.id) != key(view(other), s.id) for _, s in BOARD.shots())
    for order in (Order(lines=720), Order(quality="draft"), Order(codec="hevc")):
        assert key(view(), "s1.01") != key(view(order=order), "s1.01")


def test_letters_that_no_font_shows_are_told_and_part_of_the_shot(monkeypatch, tmp_path):
    from filmstudio.media import fonts

    assert specification(view(), "s1.01")["unshown"] == []
    shots = (*BOARD.scenes[0].shots[:2], Shot(id="s1.03", size="title", title="घंटी"))
    scene = BOARD.scenes[0].model_copy(update={"shots": shots})
    hindi = BOARD.model_copy(update={"scenes": (scene, BOARD.scenes[1])})
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    kept = view(hindi)
    kept.documents["plate", "s1"] = {"painted": "s1"}
    (sentence,) = specification(kept, "s1.03")["unshown"]
    assert "Devanagari" in sentence


def test_a_specification_is_plain_values():
    spec = specification(view(), "s2.01")
    assert canonical(spec) == canonical(specification(view(), "s2.01"))


def test_words_that_carry_weight_are_long_and_apart():
    heard = spoken("a wonderful beautiful day of NO end", 7.0)
    assert stresses(heard) == [1.0, 2.0, 5.0]
    assert stresses(spoken("wonderful beautiful", 0.8)) == [0.0]
