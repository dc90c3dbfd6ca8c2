"""The timeline of a draft as the storyboard page shows it: shots, words, music, where they lie."""

from __future__ import annotations

from typing import TypedDict

from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline


class ReelShot(TypedDict):
    """A shot on the timeline: seconds. `key` is new where another preview is."""

    id: str
    label: str
    start: float
    len: float
    pic: str
    large: str
    clip: str
    key: str
    changed: bool
    left: str
    wide: str


class ReelLine(TypedDict):
    """A line on the timeline."""

    id: str
    shot: str
    start: float
    end: float
    text: str
    tint: int
    words: list[list[float]]
    changed: bool
    left: str
    wide: str


class ReelScene(TypedDict):
    """A scene's music on the timeline."""

    id: str
    genre: str
    left: str
    wide: str


class Reel(TypedDict):
    """The timeline. `score` is the shape of the music: how loud it is, in 1000 by 26."""

    seconds: float
    shots: list[ReelShot]
    lines: list[ReelLine]
    scenes: list[ReelScene]
    score: str


NO_REEL = Reel(seconds=0, shots=[], lines=[], scenes=[], score="")
DUCKED = 0.35
"""How loud music is drawn under speech, of what it is without."""


def lengths_of(timeline: Timeline) -> dict[str, float]:
    """Seconds by shot."""
    rate = float(timeline.rate.num) / timeline.rate.den
    return {shot.id: round(shot.frames / rate, 3) for shot in timeline.shots}


def reel_of(
    board: Storyboard,
    timeline: Timeline,
    changed: frozenset[str],
    again: frozenset[str],
) -> Reel:
    """The timeline. `again` are lines that are spoken again."""
    rate, whole = float(timeline.rate.num) / timeline.rate.den, max(timeline.seconds, 0.001)

    def place(start: float, seconds: float) -> tuple[str, str]:
        return f"{start / whole * 100:.3f}%", f"{seconds / whole * 100:.3f}%"

    labels = {
        shot.id: shot_label(number, at)
        for number, scene in enumerate(board.scenes, 1)
        for at, shot in enumerate(scene.shots, 1)
    }
    shots: list[ReelShot] = []
    for one in timeline.shots:
        if one.id not in labels:
            continue
        left, wide = place(one.start / rate, one.frames / rate)
        shots.append(
            ReelShot(
                id=one.id,
                label=labels[one.id],
                start=round(one.start / rate, 3),
                len=round(one.frames / rate, 3),
                pic="",
                large="",
                clip="",
                key="",
                changed=one.id in changed,
                left=left,
                wide=wide,
            )
        )
    tints = {member.id: at % 3 + 1 for at, member in enumerate(board.cast)}
    lines: list[ReelLine] = []
    for spoken in timeline.lines:
        seconds = max(spoken.end - spoken.start, 0.001)
        left, wide = place(spoken.start, seconds)
        lines.append(
            ReelLine(
                id=spoken.id,
                shot=spoken.shot,
                start=round(spoken.start, 3),
                end=round(spoken.end, 3),
                text=spoken.text,
                tint=tints.get(spoken.speaker, 0),
                words=[
                    [
                        round((word.start - spoken.start) / seconds, 3),
                        round((word.end - spoken.start) / seconds, 3),
                    ]
                    for word in spoken.words
                ],
                changed=spoken.id in again and spoken.shot in changed,
                left=left,
                wide=wide,
            )
        )
    music: list[ReelScene] = []
    genres = {scene.id: scene.music.genre for scene in board.scenes}
    for part in timeline.scenes:
        left, wide = place(part.start / rate, part.frames / rate)
        music.append(ReelScene(id=part.id, genre=genres.get(part.id, ""), left=left, wide=wide))
    score = _score(board, timeline, rate)
    return Reel(
        seconds=round(timeline.seconds, 3), shots=shots, lines=lines, scenes=music, score=score
    )


def _score(board: Storyboard, timeline: Timeline, rate: float, columns: int = 500) -> str:
    """How loud the music is over the film, as the outline of a shape of 1000 by 26: as its scenes
    want it, and softer while somebody speaks."""
    wanted = {
        scene.id: 0.0 if scene.music.genre == "none" else 0.35 + 0.6 * scene.music.intensity
        for scene in board.scenes
    }
    levels = [0.0] * columns
    a_column = max(timeline.seconds, 0.001) / columns
    for part in timeline.scenes:
        first = int(part.start / rate / a_column)
        last = int((part.start + part.frames) / rate / a_column)
        for at in range(first, min(columns, last + 1)):
            levels[at] = wanted.get(part.id, 0.0)
    for line in timeline.lines:
        for at in range(int(line.start / a_column), min(columns, int(line.end / a_column) + 1)):
            levels[at] = min(levels[at], wanted.get(_scene_at(timeline, line.shot), 0.0) * DUCKED)
    over = " ".join(f"{at * 2} {13 - 12 * level:.1f}" for at, level in enumerate(levels))
    back = range(columns - 1, -1, -1)
    under = " ".join(f"{at * 2} {13 + 12 * levels[at]:.1f}" for at in back)
    return f"M{over} {under}Z"


def _scene_at(timeline: Timeline, shot: str) -> str:
    return timeline.shot(shot).scene
