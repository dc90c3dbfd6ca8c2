"""Sets up the compositor for a shot's specification: place, people, words, camera."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2

from filmstudio.drawing.people.acting import Performance
from filmstudio.drawing.people.puppet import Puppet, turned_to_stay
from filmstudio.engine.stage import Context
from filmstudio.files import write_whole
from filmstudio.film.picture import Plate, Sprite
from filmstudio.film.storyboard import CaptionStyle, Character
from filmstudio.film.storyboard import Shot as BoardShot
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Caption, MouthEvent
from filmstudio.media import staging
from filmstudio.media.camera import margins
from filmstudio.media.captions.burn import caption_sprite
from filmstudio.media.compositor import Fade, Overlay, Shot, on_twos
from filmstudio.media.credits import credits_card
from filmstudio.media.encode import ClipWriter, VideoSettings
from filmstudio.media.motion import Spared
from filmstudio.media.planes import Frame, patch, to_bgr
from filmstudio.media.titles import TitleCard, title_card
from filmstudio.media.titles import watermark as draw_mark
from filmstudio.stages.blocking import Placed, block, framing_of
from filmstudio.stages.plates import open_plate

CROSSED = 0.94
"""How much of the frame's width a figure that walks or runs may travel over, its own included."""


@dataclass
class Person:
    """A puppet that acts: an Actor of the compositor."""

    puppet: Puppet
    performance: Performance
    x: float
    y: float
    unit: float
    pace: float
    """Pixels a second that the figure travels, so that its feet do not slide."""
    seconds: float
    speaking: Sequence[tuple[float, float]] = ()
    rate: float = 24.0
    arrives: bool = False
    _kept: tuple[float, Sequence[Sprite]] | None = None

    def sprites(self, seconds: float) -> Sequence[Sprite]:
        """The person at a moment. Who is silent and stays in place is drawn on twos."""
        if not self.pace and not any(a - 0.1 <= seconds <= b + 0.2 for a, b in self.speaking):
            seconds = on_twos(seconds, self.rate)
        if self._kept is None or self._kept[0] != seconds:
            self._kept = (seconds, self._drawn(seconds))
        return self._kept[1]

    def _drawn(self, seconds: float) -> Sequence[Sprite]:
        acting = self.performance.at(seconds)
        if acting.gesture:
            # Arms are redrawn for each step of a gesture; lips and head need every frame, arms not.
            arms = self.performance.at(on_twos(seconds, self.rate))
            acting = replace(acting, gesture=arms.gesture, phase=arms.phase)
        acting = replace(acting, extras={**acting.extras, "time": seconds})
        # Who walks alone passes the mark in the middle of the shot; who comes to somebody stops there.
        walked = min(seconds, self.seconds) - self.seconds * (1.0 if self.arrives else 0.5)
        x = self.x + self.pace * walked
        return [Sprite(s.pixels, s.x + x, s.y + self.y) for s in self.puppet.sprites(acting)]


def make_shot(spec: dict[str, Any], ctx: Context) -> Shot:
    """The compositor's shot for a specification (see `shots.specification`)."""
    cv2.setNumThreads(1)
    board = BoardShot.model_validate(spec["shot"])
    plate = open_plate(ctx.view.artifact("plate", spec["plate"][0]))
    width, height = spec["size"]
    rate = FrameRate.model_validate(spec["rate"])
    seconds = rate.seconds(spec["frames"])
    framing = framing_of(board, plate)
    more_w, more_h = margins(board.camera)
    stage_w = (round(width * (1 + more_w)) + 1) // 2 * 2
    stage_h = (round(height * (1 + more_h)) + 1) // 2 * 2
    if board.camera.move == "hold" or not board.camera.amount:
        stage_w, stage_h = width, height
    deep = board.size in ("establishing", "wide", "title") and board.camera.amount > 0
    stage = staging.build(plate, framing, stage_w, stage_h, parallax=deep)
    people = _people(spec, board, plate, stage, (width, height), seconds)
    for sentence in [
        *spec["unshown"],
        *(one for person in people for one in person.puppet.warnings),
    ]:
        ctx.warn(sentence)
    overlays = _captions(spec, rate)
    dark = None
    if board.size in ("title", "credits"):
        card = _titles(spec, board, seconds)
        dark = card.dark
        overlays = _elements(card) + overlays
    watermark = None
    if spec["watermark"]:
        mark = draw_mark(spec["watermark"], width=width, height=height, language=spec["language"])
        watermark = patch(mark.pixels, round(mark.x), round(mark.y))
    falls = bool(stage.falls)
    return Shot(
        stage=stage,
        camera=board.camera,
        width=width,
        height=height,
        seconds=seconds,
        actors=people,
        overlays=overlays,
        watermark=watermark,
        fade=Fade(rate.seconds(spec["fade_in"]), rate.seconds(spec["fade_out"])),
        dark=dark,
        rate=float(rate),
        spared=[one for person in people for one in shelter(person)] if falls else (),
    )


def shelter(person: Person) -> list[Spared]:
    """Where around a person nothing falls: a face seen close, and what is under an umbrella.

    Drops that cross eyes and mouth read as tears or scratches.
    """
    puppet, unit = person.puppet, person.unit
    if puppet.pace or puppet.framing == "back":
        return []
    full = puppet.framing == "full"
    # The head of a full figure is a sixth of it, its neck five sixths above the ground.
    head = unit / 6 if full else unit
    neck = person.y - (5 * head if full else 0.0)
    if puppet.shade:
        x = person.x + 0.23 * puppet.shade * head
        return [Spared(x, neck + 0.4 * head, 1.25 * head, (3.4 if full else 2.6) * head)]
    return [] if full else [Spared(person.x, neck - 0.6 * head, 0.5 * head, 0.62 * head)]


def _people(
    spec: dict[str, Any],
    board: BoardShot,
    plate: Plate,
    stage: staging.Stage,
    size: tuple[int, int],
    seconds: float,
) -> list[Person]:
    cast = {member["id"]: Character.model_validate({**member}) for member in spec["cast"]}
    lines = {
        subject.character: said
        for subject, said in zip(board.subjects, spec["people"], strict=True)
    }
    found = []
    ages = {one.id: one.age for one in cast.values()}
    for placed in block(board, plate, *size, ages):
        found.append(
            _person(
                spec, placed, cast, lines[placed.subject.character], plate, stage, size, seconds
            )
        )
    return found


def _person(
    spec: dict[str, Any],
    placed: Placed,
    cast: dict[str, Character],
    said: dict[str, Any],
    plate: Plate,
    stage: staging.Stage,
    size: tuple[int, int],
    seconds: float,
) -> Person:
    subject = placed.subject
    unit, x, y = placed.unit, placed.x, placed.y
    if placed.framing == "full":
        x, y = stage.place(x, y)
        unit *= stage.scale
    else:
        x += (stage.width - size[0]) / 2
        y += (stage.height - size[1]) / 2
    # Whole pixels: a sprite that does not move is then converted once, and stays sharp.
    x, y = float(round(x)), float(round(y))
    facing, arrives = subject.facing, len(spec["cast"]) > 1
    if placed.framing == "full":
        # Who arrives comes from the edge behind them; who crosses starts and ends in the frame.
        edge = (stage.width - size[0]) / 2
        way = x - edge if facing > 0 else edge + size[0] - x
        room = way + 0.1 * unit if arrives else CROSSED * size[0] - 0.2 * unit
        facing = turned_to_stay(
            cast[subject.character], subject.pose, facing, unit, seconds, max(0.0, room)
        )
    puppet = Puppet(
        cast[subject.character],
        framing=placed.framing,
        unit=unit,
        facing=facing,
        light=plate.light,
        style=spec["style"],
        pose=subject.pose,
        holds=subject.holds,
        colour=subject.colour,
        emotion=subject.emotion,
        below=None if placed.framing == "full" else max(1.0, stage.height - y),
    )
    performance = Performance(
        seed=_seed(spec["seed"], subject.character, spec["shot"]["id"], spec["shot"]["take"]),
        emotion=subject.emotion,
        mouth=[MouthEvent(time=time, viseme=viseme) for time, viseme in said["mouth"]],
        speaking=[(a, b) for a, b in said["speaking"]],
        stressed=said["stressed"],
        partner=said["partner"],
        seconds=seconds,
    )
    return Person(
        puppet,
        performance,
        x,
        y,
        unit,
        puppet.pace,
        seconds,
        tuple((a, b) for a, b in said["speaking"]),
        float(FrameRate.model_validate(spec["rate"])),
        arrives=arrives,
    )


def _seed(seed: int, character: str, board_id: str, take: int) -> int:
    """Another take is acted in another way too."""
    again = f" {take}" if take else ""
    return zlib.crc32(f"{seed} {character} {board_id}{again}".encode())


def _captions(spec: dict[str, Any], rate: FrameRate) -> list[Overlay]:
    if not spec["captions"]:
        return []
    width, height = spec["size"]
    style = spec["caption_style"]
    if not isinstance(style, CaptionStyle):
        style = CaptionStyle.model_validate(style)
    found = []
    for one in spec["captions"]:
        caption = Caption(
            start=rate.seconds(max(0, one["start"])),
            end=rate.seconds(max(1, one["end"])),
            lines=tuple(one["lines"]),
        )
        sprite = caption_sprite(
            caption, style, width=width, height=height, language=spec["language"]
        )
        found.append(
            Overlay(
                patch(sprite.pixels, round(sprite.x), round(sprite.y)),
                one["start"] / float(rate) - 1e-6,
                one["end"] / float(rate) - 1e-6,
            )
        )
    return found


def _titles(spec: dict[str, Any], board: BoardShot, seconds: float) -> TitleCard:
    """The words of a title or of the credits, and how dark the picture under them gets."""
    width, height = spec["size"]
    if board.size == "title":
        return title_card(
            board.title,
            board.subtitle,
            width=width,
            height=height,
            style=spec["style"],
            seconds=seconds,
            language=spec["language"],
        )
    return credits_card(
        board.credits,
        width=width,
        height=height,
        style=spec["style"],
        seconds=seconds,
        language=spec["language"],
    )


def _elements(card: TitleCard) -> list[Overlay]:
    return [
        Overlay(
            patch(element.sprite.pixels, round(element.x), round(element.y)),
            start=element.enter_at,
            end=element.leave_at + element.leave_seconds,
            fade_in=element.enter_seconds,
            fade_out=element.leave_seconds,
            rise=element.rise,
        )
        for element in card.elements
    ]


def clip_writer(path: Path, spec: dict[str, Any]) -> ClipWriter:
    """The encoder of a clip of this film."""
    width, height = spec["size"]
    return ClipWriter(
        path,
        VideoSettings(
            width=width,
            height=height,
            rate=FrameRate.model_validate(spec["rate"]),
            codec=spec["codec"],
            quality=spec["quality"],
        ),
    )


def open_eyed(shot: Shot, first: int, rate: float) -> int:
    """The first frame from `first` on, of the next second and a half, in which nobody blinks."""
    people = [one for one in shot.actors if isinstance(one, Person)]
    for index in range(first, first + round(1.5 * rate)):
        if all(one.performance.at(index / rate).blink == 0 for one in people):
            return index
    return first


def write_still(frame: Frame, path: Path) -> None:
    """A JPEG of a frame, at most 640 pixels wide, for storyboards and contact sheets."""
    scale = min(1.0, 640 / frame.width)
    width, height = round(frame.width * scale / 2) * 2, round(frame.height * scale / 2) * 2
    half = (width // 2, height // 2)
    small = Frame(
        cv2.resize(frame.y, (width, height), interpolation=cv2.INTER_AREA),
        cv2.resize(frame.u, half, interpolation=cv2.INTER_AREA),
        cv2.resize(frame.v, half, interpolation=cv2.INTER_AREA),
    )
    ok, data = cv2.imencode(".jpg", to_bgr(small), [cv2.IMWRITE_JPEG_QUALITY, 88])
    assert ok
    write_whole(path, data.tobytes())
