"""Cutting speech into captions."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise

import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import LineTime, Word
from filmstudio.media.captions import cues, rules

Speak = Callable[..., tuple[list[LineTime], float]]
RATE = FrameRate(num=24)
POTTER = (
    "Long ago, in a village at the foot of the mountains, "
    "there lived an old potter who had never seen the sea."
)


def _build(
    speak: Speak,
    said: list[tuple[str, str]],
    language: str = "en",
    cuts: tuple[float, ...] = (),
    **pace: float,
) -> tuple[tuple[cues.Caption, ...], list[str]]:
    lines, end = speak(said, **pace)
    made = cues.build(lines, language=language, rate=RATE, cuts=cuts, film_seconds=end + 1)
    broken = rules.violations(made, language=language, rate=RATE, cuts=cuts, lines=lines)
    return made, broken


def test_a_long_sentence_breaks_at_its_clauses(speak: Speak) -> None:
    made, broken = _build(speak, [("narrator", POTTER)])
    assert not broken
    assert [caption.lines for caption in made] == [
        ("Long ago, in a village", "at the foot of the mountains,"),
        ("there lived an old potter", "who had never seen the sea."),
    ]
    assert {caption.speaker for caption in made} == {"narrator"}
    assert [word.text for c in made for word in c.words] == POTTER.split()


def test_lines_of_narration_and_dialogue_each_have_their_caption(speak: Speak) -> None:
    made, broken = _build(
        speak, [("narrator", "It was a cold morning."), ("maya", "Where is my boat?")]
    )
    assert not broken
    assert [c.speaker for c in made] == ["narrator", "maya"]


def test_two_quick_speakers_share_a_caption_with_dashes(speak: Speak) -> None:
    made, broken = _build(
        speak, [("a", "No."), ("b", "Yes."), ("a", "Never in my life.")], gap=0.05
    )
    assert not broken
    assert made[0].lines == ("- No.", "- Yes.")
    assert made[0].speaker == ""


def test_an_end_near_a_shot_change_snaps_to_it(speak: Speak) -> None:
    lines, end = speak([("a", "The boat is gone and the sea is quiet.")])
    cut = round((lines[0].end + 0.2) * 24) / 24
    (made,) = cues.build(lines, language="en", rate=RATE, cuts=[cut], film_seconds=end + 3)
    assert made.end == cut


def test_a_short_line_extends_over_the_shot_change_by_half_a_second(speak: Speak) -> None:
    lines, end = speak([("a", "Good morning.")])
    cut = 29 / 24
    (made,) = cues.build(lines, language="en", rate=RATE, cuts=[cut], film_seconds=end + 3)
    assert lines[0].words[-1].end > cut
    assert made.end >= cut + 0.5


def test_a_start_just_before_a_shot_change_moves_onto_it(speak: Speak) -> None:
    lines, end = speak([("a", "Good morning to you all.")], start=2.0)
    (made,) = cues.build(lines, language="en", rate=RATE, cuts=[49 / 24], film_seconds=end + 2)
    assert made.start == 49 / 24


def test_small_gaps_are_closed_to_two_frames(speak: Speak) -> None:
    made, broken = _build(
        speak, [("n", "It was cold that day."), ("n", "Nobody came to the pier.")]
    )
    assert not broken
    assert round((made[1].start - made[0].end) * 24) == 2


def test_numbers_read_out_keep_their_neighbours_times() -> None:
    words = [("In", 1.0, 1.2), ("nineteen", 1.2, 1.6), ("eighty", 1.6, 1.9), ("four", 1.9, 2.2)]
    words += [("he", 4.0, 4.1), ("returned", 4.1, 4.6), ("to", 4.6, 4.7), ("the", 4.7, 4.8)]
    words += [("lighthouse", 4.8, 5.5), ("of", 5.5, 5.6), ("his", 5.6, 5.8), ("father", 5.8, 6.3)]
    line = LineTime(
        id="l", shot="s", speaker="n", start=1.0, end=6.3, phonemes=(), mouth=(),
        text="In 1984, he returned to the lighthouse of his father.",
        words=tuple(Word(text=t, start=a, end=b) for t, a, b in words),
    )  # fmt: skip
    made = cues.build([line], language="en", rate=RATE, film_seconds=9)
    assert made[0].start == 1.0
    assert made[1].lines[0].startswith("he returned")
    assert made[1].start == 4.0


def test_languages_without_spaces_keep_to_their_widths(speak: Speak) -> None:
    thai = "ภาพยนตร์เรื่องนี้สร้างขึ้นในกรุงเทพมหานครเมื่อปีที่แล้ว และแม่ของฉันชอบมากๆ"
    chinese = "从前有一座山，山上有一座庙，庙里有一个老和尚在给小和尚讲故事，讲的是什么呢？"
    for text, language, pace in ((thai, "th", 12.0), (chinese, "zh", 6.0)):
        made, broken = _build(speak, [("n", text)], language, letters_per_second=pace)
        assert not broken
        assert "".join("".join(c.lines) for c in made).replace(" ", "") == text.replace(" ", "")


def test_very_fast_speech_loses_no_word_and_is_reported(speak: Speak) -> None:
    made, broken = _build(speak, [("n", POTTER)] * 3, letters_per_second=40.0, gap=0.0)
    assert any("characters a second" in sentence for sentence in broken)
    shown = " ".join(row for c in made for row in c.lines)
    assert shown == " ".join([POTTER] * 3)


def test_nothing_said_means_no_captions() -> None:
    assert cues.build([], language="en", rate=RATE, film_seconds=5) == ()


WORDS = st.text(alphabet="abcdeéñ", min_size=1, max_size=12)
TEXTS = st.lists(
    st.builds(lambda w, end: w + end, WORDS, st.sampled_from(["", "", "", ",", ".", "?", ";"])),
    min_size=1,
    max_size=40,
).map(" ".join)
SCRIPTS = st.lists(
    st.tuples(st.sampled_from(["narrator", "a", "b"]), TEXTS), min_size=1, max_size=5
)


@settings(max_examples=60, deadline=None)
@given(
    SCRIPTS, st.floats(10, 14.5), st.floats(0.5, 3.0), st.sampled_from([24.0, 25.0, 29.97, 60.0])
)
def test_unhurried_speech_breaks_no_rule(
    speak: Speak, said: list[tuple[str, str]], pace: float, gap: float, fps: float
) -> None:
    lines, end = speak(said, letters_per_second=pace, gap=gap)
    rate = FrameRate.of(fps)
    cuts = [(one.end + two.start) / 2 for one, two in pairwise(lines)]
    made = cues.build(lines, language="en", rate=rate, cuts=cuts, film_seconds=end + 2)
    broken = rules.violations(made, language="en", rate=rate, cuts=cuts, lines=lines)
    hard = [v for v in broken if "shown" not in v and "read at" not in v and "shot change" not in v]
    assert not hard
    # Cuts lie between lines: only one-word speeches can be squeezed by them.
    if all(len(text) > 20 for _, text in said) and gap > 1.2:
        assert not broken


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b"]),
            st.text(alphabet="ab cé,.-字かなก่า न् 1!", min_size=0, max_size=120),
            st.floats(0, 20),
            st.floats(0, 15),
        ),
        max_size=6,
    ),
    st.lists(st.floats(0, 40), max_size=8),
    st.sampled_from(["en", "th", "zh", "ja", "hi", "ar"]),
)
def test_whatever_is_said_nothing_is_lost_and_captions_keep_apart(
    said: list[tuple[str, str, float, float]], cuts: list[float], language: str
) -> None:
    """Lines that overlap, last no time or have no words still give ordered, shaped captions."""
    lines = [
        LineTime(
            id=str(number), shot="s", speaker=speaker, text=text, start=start, end=start + length,
            words=(), phonemes=(), mouth=(),
        )
        for number, (speaker, text, start, length) in enumerate(sorted(said, key=lambda s: s[2]))
    ]  # fmt: skip
    made = cues.build(lines, language=language, rate=RATE, cuts=cuts, film_seconds=60)
    broken = rules.violations(made, language=language, rate=RATE, cuts=cuts, lines=lines)
    never = ("rows", "row of", "trimmed", "at most", "frames apart", "differ", "on a frame")
    assert not [v for v in broken if any(word in v for word in never)]
    shown = "".join("".join(c.lines) for c in made)
    bare = regex.compile(r"[\s-]+")
    spoken_text = "".join(unicodedata.normalize("NFC", line.text) for line in lines)
    kept, due = (unicodedata.normalize("NFC", bare.sub("", text)) for text in (shown, spoken_text))
    assert kept == due
