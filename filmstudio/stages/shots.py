"""A shot as a specification: everything its frames depend on, and nothing else."""

from __future__ import annotations

from typing import Any

from filmstudio.engine.stage import View
from filmstudio.film.cut import mouth_events
from filmstudio.film.storyboard import Scene, Shot, Storyboard, Subject
from filmstudio.film.timeline import ShotTime, Spoken, Timeline
from filmstudio.stages.common import order_of, spoken_of, storyboard_of, timeline_of
from filmstudio.stages.illustrate import plate_unit

LIVE_JOINS = ("dissolve", "wipe")
"""Joins in which both shots are seen at once: rendered as a seam of their own."""


def specification(view: View, unit: str, *, leaving: bool = False) -> dict[str, Any]:
    """The plain values from which the frames of shot `unit` follow, times counted from its start.

    A stage that reads this and nothing else is made again exactly when the picture changes.
    `leaving` adds the captions that are seen while the shot dissolves into the next one.
    """
    storyboard, timeline = storyboard_of(view), timeline_of(view)
    scene, shot = find(storyboard, unit)
    time = timeline.shot(unit)
    following = _following(timeline, unit)
    captions = []
    if storyboard.captions.mode == "burn":
        captions = _captions(view, timeline, time, following if leaving else None)
    fade_out = 0
    if following is None:
        fade_out = timeline.rate.frames(1.0)
    elif following.join.kind == "fade":
        fade_out = following.join_frames
    live = time.join.kind in LIVE_JOINS
    return _drawn(view, storyboard, scene, shot) | {
        "people": _people(view, timeline, shot),
        "frames": time.frames,
        "head": time.join_frames if live else 0,
        "fade_in": (
            timeline.rate.frames(0.8)
            if time.start == 0
            else (time.join_frames if time.join.kind == "fade" else 0)
        ),
        "fade_out": fade_out,
        "captions": captions,
        "caption_style": storyboard.captions if captions else None,
        "watermark": storyboard.watermark,
        "unshown": _unshown(storyboard, shot, captions),
    }


ALWAYS_SHOWN = 0x24F
"""The last letter of Latin Extended-B: up to here our own fonts have every letter."""


def _unshown(storyboard: Storyboard, shot: Shot, captions: list[dict[str, Any]]) -> list[str]:
    """A sentence for each script in the shot's words that no font here can show.

    It belongs to what the picture depends on: with the font installed the shot is made again.
    """
    found: list[str] = []
    titles = " ".join([shot.title, shot.subtitle, *shot.credits, storyboard.watermark])
    spoken = " ".join(row for caption in captions for row in caption["lines"])
    for text, font in ((titles, ""), (spoken, storyboard.captions.font)):
        if any(ord(letter) > ALWAYS_SHOWN for letter in text):
            from filmstudio.media import fonts

            found += fonts.missing(text, storyboard.language, font)
    return list(dict.fromkeys(found))


def find(storyboard: Storyboard, unit: str) -> tuple[Scene, Shot]:
    """The shot with this id and its scene. Raises KeyError."""
    for scene, shot in storyboard.shots():
        if shot.id == unit:
            return scene, shot
    raise KeyError(unit)


def _following(timeline: Timeline, unit: str) -> ShotTime | None:
    ids = [shot.id for shot in timeline.shots]
    index = ids.index(unit) + 1
    return timeline.shots[index] if index < len(ids) else None


def _captions(
    view: View, timeline: Timeline, time: ShotTime, following: ShotTime | None
) -> list[dict[str, Any]]:
    """Captions seen during a shot in frames from its start; also while it dissolves away."""
    tail = following.join_frames if following and following.join.kind in LIVE_JOINS else 0
    found = []
    for caption in view.document("captions"):
        start = timeline.rate.frames(caption["start"]) - time.start
        end = timeline.rate.frames(caption["end"]) - time.start
        if start < time.frames + tail and end > 0:
            found.append({"start": start, "end": end, "lines": caption["lines"]})
    return found


def _people(view: View, timeline: Timeline, shot: Shot) -> list[dict[str, Any]]:
    """What each subject says in the shot: mouth shapes, spans of speech and stressed words."""
    found = []
    unseen = {line.id for line in shot.lines if line.unseen}
    for subject in shot.subjects:
        mouth: list[list[Any]] = []
        spans: list[list[float]] = []
        stressed: list[float] = []
        for line in timeline.lines:
            if line.shot != shot.id or line.speaker != subject.character or line.id in unseen:
                continue
            heard = spoken_of(view, line.id)
            mouth += [[event.time, event.viseme] for event in mouth_events(heard, line.offset)]
            spans.append([line.offset, round(line.offset + heard.seconds, 4)])
            stressed += [round(line.offset + at, 3) for at in stresses(heard)]
        found.append(
            {
                "mouth": mouth,
                "speaking": spans,
                "stressed": stressed,
                "partner": _partner(shot, subject),
            }
        )
    return found


def _partner(shot: Shot, subject: Subject) -> float:
    """On which side somebody is talked with: -1 left, 1 right, 0 nobody is there."""
    others = [one for one in shot.subjects if one.character != subject.character]
    if others:
        return 1.0 if others[0].x > subject.x else -1.0
    if abs(subject.facing) > 0.15:
        return 1.0 if subject.facing > 0 else -1.0
    return 0.0


def still(view: View, unit: str, seconds: float) -> dict[str, Any]:
    """A specification for one picture of a shot that lasts `seconds`, before any voice has spoken:
    mouths are closed, no captions, no fades."""
    storyboard, order = storyboard_of(view), order_of(view)
    scene, shot = find(storyboard, unit)
    quiet: dict[str, Any] = {"mouth": [], "speaking": [], "stressed": []}
    return _drawn(view, storyboard, scene, shot) | {
        "people": [quiet | {"partner": _partner(shot, one)} for one in shot.subjects],
        "frames": order.rate.frames_up(seconds),
        "head": 0,
        "fade_in": 0,
        "fade_out": 0,
        "captions": [],
        "caption_style": None,
        "watermark": "",
        "unshown": _unshown(storyboard, shot, []),
    }


def _drawn(view: View, storyboard: Storyboard, scene: Scene, shot: Shot) -> dict[str, Any]:
    """What of a shot's specification does not depend on when it is seen."""
    order = order_of(view)
    width, height = order.size
    plate = plate_unit(scene.id, shot)
    return {
        "plate": [plate, view.digest("plate", plate)],
        "shot": shot.model_dump(mode="json", exclude={"lines", "lead", "hold", "action", "locked"}),
        "style": storyboard.style,
        "cast": [
            storyboard.character(subject.character).model_dump(
                mode="json", exclude={"voice", "role", "personality"}
            )
            for subject in shot.subjects
        ],
        "language": storyboard.language,
        "size": [width, height],
        "rate": order.rate.model_dump(),
        "quality": order.quality,
        "codec": order.codec,
        "seed": storyboard.seed,
    }


def stresses(heard: Spoken) -> list[float]:
    """Seconds of the words that carry weight: the long ones, at least 0.7 s apart."""
    found: list[float] = []
    for word in heard.words:
        letters = sum(c.isalpha() for c in word.text)
        heavy = letters >= 6 or (letters >= 2 and word.text.isupper())
        if heavy and (not found or word.start - found[-1] > 0.7):
            found.append(word.start)
    return found
