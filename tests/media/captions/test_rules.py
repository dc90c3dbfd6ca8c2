"""The checker finds each broken rule."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Caption, LineTime
from filmstudio.media.captions import rules

Speak = Callable[..., tuple[list[LineTime], float]]
RATE = FrameRate(num=24)


def _caption(start: float, end: float, *rows: str) -> Caption:
    return Caption(start=start, end=end, lines=rows)


def _check(*captions: Caption, cuts: tuple[float, ...] = (), language: str = "en") -> list[str]:
    return rules.violations(captions, language=language, rate=RATE, cuts=cuts)


def test_captions_in_order_pass() -> None:
    assert not _check(
        _caption(1, 3, "Hello there,", "my old friend."),
        _caption(3.25, 5, "It is late."),
        cuts=(3.125,),
    )


@pytest.mark.parametrize(
    ("caption", "word"),
    [
        (_caption(1, 4, "one", "two", "three"), "3 rows"),
        (_caption(1, 4), "0 rows"),
        (_caption(1, 7, "x" * 43), "43 characters"),
        (_caption(1, 4, " padded"), "trimmed"),
        (_caption(1, 1.5, "Hi"), "at least"),
        (_caption(1, 8.5, "Hi"), "at most"),
        (_caption(1, 2, "twenty letters here."), "characters a second"),
        (_caption(1.01, 3, "Hi"), "on a frame"),
    ],
)
def test_each_broken_rule_is_named(caption: Caption, word: str) -> None:
    (sentence,) = _check(caption)
    assert word in sentence


def test_distance_and_shot_changes_are_checked() -> None:
    close = _check(_caption(1, 2, "One"), _caption(2 + 1 / 24, 4, "Two"))
    assert "1.0 frames apart" in close[0]
    for cut in (1.25, 2.75):
        assert "shot change" in _check(_caption(1, 3, "One"), cuts=(cut,))[0]
    assert not _check(_caption(1, 3, "One"), cuts=(1.0, 1.5, 2.5, 3.0))


def test_languages_have_their_own_limits() -> None:
    assert _check(_caption(1, 5, "字" * 17), language="zh")
    assert not _check(_caption(1, 5, "字" * 16), language="ja")
    assert _check(_caption(1, 4, "ก" * 36), language="th-TH")
    assert rules.reading("क्षत्रिय", rules.limits("hi")) < len("क्षत्रिय")


def test_lost_words_and_late_starts_are_found(speak: Speak) -> None:
    lines, _ = speak([("a", "The boat is gone."), ("b", "I know.")])
    late = [
        _caption(lines[0].start + 0.2, 1.9, "The boat is gone."),
        _caption(lines[1].start, 5, "I know."),
    ]
    said = rules.violations(late, language="en", rate=FrameRate(num=240), lines=lines)
    assert any("+0.20 s from its first word" in sentence for sentence in said)
    lost = rules.violations(late[:1], language="en", rate=RATE, lines=lines)
    assert any("differ" in sentence for sentence in lost)
