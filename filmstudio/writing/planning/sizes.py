"""Chooses the size of every shot of a scene so that each cut changes it."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.film.vocabulary import Emotion, ShotSize
from filmstudio.writing.planning.setup import Setup

STRONG: frozenset[Emotion] = frozenset({"angry", "sad", "afraid", "surprised", "tender", "urgent"})

_OPENING: tuple[ShotSize, ...] = ("two-shot", "over-shoulder", "medium", "close")
_EASY: tuple[tuple[ShotSize, ...], ...] = (
    ("over-shoulder", "medium", "two-shot", "close"),
    ("medium", "over-shoulder", "close", "two-shot"),
    ("two-shot", "medium", "over-shoulder", "close"),
)
_RISEN: tuple[tuple[ShotSize, ...], ...] = (
    ("over-shoulder", "close", "medium", "two-shot"),
    ("close", "medium", "over-shoulder", "two-shot"),
    ("medium", "close", "over-shoulder", "two-shot"),
)
_STRONG: tuple[ShotSize, ...] = ("close", "medium", "over-shoulder", "two-shot")
_RELEASE: tuple[ShotSize, ...] = ("two-shot", "medium", "over-shoulder", "close")
_ALONE: tuple[tuple[ShotSize, ...], ...] = (
    ("medium", "close", "wide"),
    ("close", "medium", "wide"),
    ("wide", "medium", "close"),
    ("medium", "close", "wide"),
)


def closing_in(
    spoken: int, *, pair: bool, emotion: Emotion, last: bool, turn: bool
) -> tuple[ShotSize, ...]:
    """Which shot, 2: the first exchange in a two-shot or over the shoulder, then shot and reverse
    shot closing in as tension rises, back out on release; the important word is a close-up.

    `spoken` counts the speeches of the scene before this one, `pair` says whether two people
    can be framed together, `last` that the scene's talk ends here. Sizes, best first.
    """
    if not pair:
        return (*_STRONG[:2], "wide") if emotion in STRONG or turn else _ALONE[spoken % 4]
    if turn:
        return _STRONG
    if spoken == 0:
        return _OPENING
    if emotion in STRONG and spoken >= 2:
        return _STRONG
    if last and spoken >= 4:
        return _RELEASE
    return (_EASY if spoken < 4 else _RISEN)[(spoken - 1) % 3]


def upright(setup: Setup, aspect: str) -> tuple[ShotSize, ...]:
    """Space, 3: in 9:16 two people are stacked in depth, over a shoulder, not set side by side.

    Two people who both speak in one shot stand apart in a wide frame: a back has no lips.
    """
    sizes = setup.sizes
    if aspect != "9:16" or "two-shot" not in sizes:
        return sizes
    if _both_speak(setup):
        return ("wide", "over-shoulder")
    stacked: list[ShotSize] = ["over-shoulder" if size == "two-shot" else size for size in sizes]
    return tuple(dict.fromkeys([*stacked, "medium", "close"]))


def _both_speak(setup: Setup) -> bool:
    return len({line.speaker for line in setup.lines}) > 1


def change_size_at_cuts(setups: Sequence[Setup], before: ShotSize | None) -> list[ShotSize]:
    """Which shot, 5: every cut changes the size. The assignment that keeps closest to each
    setup's wishes (Viterbi over the scene); `before` is the size of the shot before.

    Two inserts of different things may follow each other: that is a montage. Where wishes
    leave no way out, sizes that suit the setup's people are added behind them.
    """
    if not setups:
        return []
    options = [_options(setup) for setup in setups]
    cost: list[dict[ShotSize, float]] = []
    back: list[dict[ShotSize, ShotSize | None]] = []
    for at, choices in enumerate(options):
        here: dict[ShotSize, float] = {}
        come: dict[ShotSize, ShotSize | None] = {}
        for rank, size in enumerate(choices):
            own = rank * 1.0 + rank * rank * 0.15
            if at == 0:
                here[size] = own + (100.0 if size == before else 0.0)
                come[size] = None
                continue
            best: ShotSize | None = None
            best_cost = float("inf")
            for earlier, so_far in cost[at - 1].items():
                clash = earlier == size and not _montage(setups[at - 1], setups[at], size)
                total = so_far + own + (100.0 if clash else 0.0)
                if total < best_cost:
                    best, best_cost = earlier, total
            here[size], come[size] = best_cost, best
        cost.append(here)
        back.append(come)
    size = min(cost[-1], key=lambda choice: cost[-1][choice])
    chosen = [size]
    for at in range(len(setups) - 1, 0, -1):
        previous = back[at][chosen[-1]]
        assert previous is not None
        chosen.append(previous)
    return chosen[::-1]


def _montage(one: Setup, other: Setup, size: ShotSize) -> bool:
    return size == "insert" and one.prop != other.prop


def _options(setup: Setup) -> tuple[ShotSize, ...]:
    """The setup's wishes, and behind them what else could frame the same people."""
    if setup.purpose in ("title", "credits"):
        return setup.sizes[:1]
    if _both_speak(setup):
        return tuple(dict.fromkeys([*setup.sizes, "wide", "over-shoulder"]))
    more: tuple[ShotSize, ...]
    if setup.purpose in ("speak", "listen", "silence"):
        more = ("close", "medium", "wide")
    elif setup.people:
        more = ("wide", "medium", "close")
    elif setup.sizes == ("insert",):
        more = ("insert", "wide")
    else:
        more = ("wide", "establishing")
    return tuple(dict.fromkeys([*setup.sizes, *more]))
