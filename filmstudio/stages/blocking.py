"""Blocking: where the people of a shot stand, how large they are, and what the camera sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from filmstudio.film.picture import Mark, Plate
from filmstudio.film.storyboard import Shot, Subject
from filmstudio.film.vocabulary import AgeGroup
from filmstudio.media.staging import Framing

EYES = 0.72
"""Height of the eyes above the base of the neck, in head heights."""
HALF_HEAD = 0.55
"""Half the width of a head with its hair, in head heights: so near to the edge a face may come."""

FEET = 0.80
"""Where the feet of full figures are in the frame: above the captions (safe area)."""
HEADROOM = 0.07
"""Above the tallest of full figures, in parts of the frame's height."""
WIDE_WITH_PEOPLE = 1.45
"""The closest that a wide shot comes to full figures."""
WITH_HAIR = 1.08
"""A figure with its hair, in heights of an adult."""
BODY = 0.36
"""The room that a standing body takes across, in heights of an adult."""
UPRIGHT = 1.2
"""From this ratio of height to width on, people stand closer and are stacked in depth."""
STACKED = 0.40
"""The widest a head's height may be of two people in an upright frame, in frame widths."""
SPEAKING_DISTANCE = 0.72
"""Between two people who talk, in heights of an adult: about 1.2 m, Hall's personal distance."""


@dataclass(frozen=True)
class Lens:
    """How a shot size sees: zoom and softness of the place, head height and eye line of people.

    `head` and `eyes` are parts of the frame's height (the upper third for the eyes, director's
    handbook, Space); `width_limit` is the widest a head's height may be in frame widths.
    """

    zoom: float
    blur: float
    head: float = 0.0
    eyes: float = 0.0
    width_limit: float = 1.0


LENSES: dict[str, Lens] = {
    "establishing": Lens(1.0, 0.0),
    "wide": Lens(1.22, 0.0),
    "two-shot": Lens(1.12, 0.0022, 0.255, 0.40, 0.30),
    "medium": Lens(1.38, 0.005, 0.315, 0.38, 0.48),
    "close": Lens(1.9, 0.011, 0.46, 0.405, 0.70),
    "over-shoulder": Lens(1.5, 0.007, 0.32, 0.375, 0.46),
    "insert": Lens(1.0, 0.0),
    "title": Lens(1.0, 0.0),
    "credits": Lens(1.25, 0.02),
}


@dataclass(frozen=True)
class Placed:
    """A person put on the stage: origin in frame pixels (see Puppet), and the puppet's unit."""

    subject: Subject
    framing: Literal["bust", "full", "back"]
    unit: float
    x: float
    y: float
    soft: float = 0.0


def framing_of(shot: Shot, plate: Plate) -> Framing:
    """What of the place a shot sees."""
    lens = LENSES[shot.size]
    x, y = 0.5, 0.5
    if lens.zoom > 1:
        # The focus chooses the part of the place; a close view leaves the edges out.
        x = 0.5 + (shot.focus - 0.5) * (1 - 1 / lens.zoom) * 1.6
        y = 0.47
    if shot.size == "wide" and shot.subjects:
        return _around(_marks_for(shot, plate), plate, lens.blur)
    return Framing(x, y, lens.zoom, lens.blur)


def _around(marks: list[Mark], plate: Plate, blur: float) -> Framing:
    """A wide frame that holds full figures from head to foot and from hand to hand."""
    wide, high = plate.width / plate.overscan, plate.height / plate.overscan
    left, top = (plate.width - wide) / 2, (plate.height - high) / 2
    tall = max(mark.height for mark in marks)
    first, last = min(mark.x for mark in marks), max(mark.x for mark in marks)
    across = (last - first + BODY * tall) / wide
    zoom = min(WIDE_WITH_PEOPLE, (FEET - HEADROOM) / (WITH_HAIR * tall / high), 0.92 / across)
    zoom = max(1.0, zoom)
    middle = ((first + last) / 2 - left) / wide
    # People may stand off the middle as far as all of them stay in the frame.
    free = max(0.0, 0.48 / zoom - across / 2)
    x = min(max(0.5 + (middle - 0.5) * 0.75, middle - free), middle + free)
    lowest = max((mark.y - top) / high for mark in marks)
    return Framing(x, lowest - (FEET - 0.5) / zoom, zoom, blur)


def _marks_for(shot: Shot, plate: Plate) -> list[Mark]:
    """A mark for each subject, from left to right as the storyboard has them.

    People who are in one shot share a mark and stand at speaking distance.
    """
    left = plate.width * (1 - 1 / plate.overscan) / 2
    visible = plate.width / plate.overscan
    middle = sum(subject.x for subject in shot.subjects) / len(shot.subjects)
    wanted = left + middle * visible
    # Those who stand lowest would have the captions over them.
    best = min(
        plate.marks,
        key=lambda mark: (
            abs(mark.x - wanted) + 1.5 * max(0.0, mark.y - 0.90 * plate.height),
            mark.x,
        ),
        default=Mark(plate.width / 2, plate.height * 0.85, plate.height * 0.4),
    )
    if len(shot.subjects) == 1:
        return [best]
    order = sorted(range(len(shot.subjects)), key=lambda index: shot.subjects[index].x)
    apart = SPEAKING_DISTANCE * best.height
    if plate.height > plate.width * UPRIGHT:
        room = (0.8 * visible - BODY * best.height) / (len(order) - 1)
        apart = min(apart, max(BODY * best.height, room))
    span = apart * (len(order) - 1)
    margin = min(apart, (visible - span) / 2)
    start = best.x - span / 2
    start = min(max(start, left + margin), left + visible - margin - span)
    places = {index: start + apart * rank for rank, index in enumerate(order)}
    return [Mark(places[i], best.y, best.height) for i in range(len(shot.subjects))]


CHILD_LOWER = 0.5
"""By how much of a head a child's eyes lie lower beside an adult's, as a camera between them sees it."""
_LOWER: dict[AgeGroup, float] = {"child": CHILD_LOWER, "teen": 0.14, "elder": 0.05, "adult": 0.0}
_SMALLER: dict[AgeGroup, float] = {"child": 0.9, "teen": 0.97, "elder": 1.0, "adult": 1.0}


def block(
    shot: Shot,
    plate: Plate,
    width: int,
    height: int,
    ages: Mapping[str, AgeGroup] | None = None,
) -> list[Placed]:
    """The people of a shot, far to near. Full figures are in plate pixels, others in frame pixels.

    `ages` by character: in one frame with an adult a child is lower and smaller.
    """
    if not shot.subjects or shot.size in ("insert", "title", "credits"):
        return []
    if shot.size in ("establishing", "wide"):
        marks = _marks_for(shot, plate)
        placed = [
            Placed(subject, "full", mark.height, mark.x, mark.y)
            for subject, mark in zip(shot.subjects, marks, strict=True)
        ]
        return sorted(placed, key=lambda one: one.y)
    lens = LENSES[shot.size]
    head = min(lens.head * height, lens.width_limit * width)
    neck = lens.eyes * height + EYES * head
    if shot.size == "over-shoulder" and len(shot.subjects) > 1:
        speaker, listener = shot.subjects[0], shot.subjects[1]
        right = speaker.x >= listener.x
        # The frame's edge cuts the one whose shoulder it is: more where there is more width.
        edge = 0.16 if width < 1.2 * height else 0.11
        speaker_x, back_x = (0.66, edge) if right else (0.34, 1 - edge)
        back = head * (1.36 if width < 1.2 * height else 1.5)
        return [
            Placed(speaker, "bust", head, speaker_x * width, neck),
            Placed(listener, "back", back, back_x * width, height * 0.98 - back * 0.18, 0.004),
        ]
    people = list(shot.subjects)
    if len(people) > 1 and height > width * UPRIGHT:
        # In an upright frame two people are stacked in depth: the second smaller and higher.
        head = min(lens.head * height, STACKED * width)
        neck = lens.eyes * height + EYES * head
        placed = []
        leftmost = min(people[:2], key=lambda subject: subject.x)
        for index, subject in enumerate(people[:2]):
            size = head * (1.0 if index == 0 else 0.86)
            x = 0.32 if subject is leftmost else 0.71
            placed.append(
                Placed(
                    subject, "bust", size, x * width, neck - (0 if index == 0 else 0.05 * height)
                )
            )
        return _statures(placed, ages)[::-1]
    edge = HALF_HEAD * head
    return _statures(
        [
            Placed(subject, "bust", head, min(max(subject.x * width, edge), width - edge), neck)
            for subject in people
        ],
        ages,
    )


def _statures(placed: list[Placed], ages: Mapping[str, AgeGroup] | None) -> list[Placed]:
    """People in one frame with their heads at the heights of their ages; equals stay level."""
    known = [(ages or {}).get(one.subject.character, "adult") for one in placed]
    lower = [_LOWER[age] for age in known]
    tallest = min(lower, default=0.0)
    return [
        replace(
            one,
            unit=one.unit * _SMALLER[age] if less > tallest else one.unit,
            y=one.y + (less - tallest) * one.unit,
        )
        for one, age, less in zip(placed, known, lower, strict=True)
    ]
