"""Storyboards of a wanted length or number of shots, alike in everything else."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from filmstudio.film.storyboard import (
    Camera,
    Character,
    Line,
    Scene,
    Setting,
    Shot,
    Storyboard,
    Subject,
)
from filmstudio.film.vocabulary import TimeOfDay, Weather

SCENE_SECONDS = 15
_TIMES: tuple[TimeOfDay, ...] = get_args(TimeOfDay)
_WEATHERS: tuple[Weather, ...] = ("clear", "cloudy")
_BOATS = ("ferry", "trawler", "schooner", "lighter", "packet", "tender", "cutter", "barge")
_GOODS = ("letters", "oranges", "timber", "lanterns", "salt", "pianos", "tea", "glass")
_HOURS = ("dawn", "seven", "breakfast", "noon", "three", "supper", "nine", "midnight")

_CAST = (
    Character(id="ana", name="Ana", age="adult", gender="female"),
    Character(id="tom", name="Tom", age="elder", gender="male"),
)


def _two() -> tuple[Subject, ...]:
    return (
        Subject(character="ana", x=0.33, facing=0.75),
        Subject(character="tom", x=0.67, facing=-0.75),
    )


def _one(who: str) -> tuple[Subject, ...]:
    right = who == "tom"
    return (Subject(character=who, x=0.58 if right else 0.42, facing=-0.5 if right else 0.5),)


def _setting(number: int) -> Setting:
    """The harbour at another time or in other weather for each of fourteen scenes: as much to
    paint in each, and no two the same picture."""
    turn = number % (len(_TIMES) * len(_WEATHERS))
    return Setting(
        place="harbour",
        name="The harbour",
        time=_TIMES[turn % len(_TIMES)],
        weather=_WEATHERS[turn // len(_TIMES)],
    )


def _scene(number: int) -> Scene:
    """About fifteen seconds: a look at the place, two people who talk, and a push-in at the end."""
    id = f"s{number}"
    boat, goods, hour = (
        words[(number + number // 8 * step) % 8]
        for step, words in enumerate((_BOATS, _GOODS, _HOURS), 1)
    )

    def said(letter: str, who: str, text: str) -> tuple[Line, ...]:
        return (Line(id=f"{id}.{letter}", speaker=who, text=text),)

    return Scene(
        id=id,
        setting=_setting(number),
        shots=(
            Shot(
                id=f"{id}.1",
                size="establishing",
                camera=Camera(move="pan-right", amount=0.08),
                lines=said("a", "narrator", f"The {boat} was late again that {hour}."),
            ),
            Shot(
                id=f"{id}.2",
                size="two-shot",
                subjects=_two(),
                lines=said("b", "ana", f"Will the {boat} bring the {goods} before {hour}?"),
            ),
            Shot(
                id=f"{id}.3",
                size="medium",
                subjects=_one("tom"),
                lines=said("c", "tom", f"I was told {goods}, and nobody told me when."),
            ),
            Shot(
                id=f"{id}.4",
                size="close",
                subjects=_one("ana"),
                camera=Camera(move="push-in", amount=0.08),
                lines=said("d", "ana", f"Then we wait, and we count the {goods} together."),
            ),
        ),
    )


def talk(seconds: float) -> Storyboard:
    """A film of about `seconds`: as many scenes as needed, each a dialogue of another picture."""
    scenes = max(1, round(seconds / SCENE_SECONDS))
    return Storyboard(
        title="Measured",
        target_seconds=seconds,
        cast=_CAST,
        scenes=tuple(_scene(number) for number in range(scenes)),
    )


def silent(seconds: float, shots: int) -> Storyboard:
    """A film of exactly `seconds` in so many shots of equal length, all in one place."""
    kinds = (
        ("wide", _two()),
        ("two-shot", _two()),
        ("medium", _one("ana")),
        ("close", _one("tom")),
    )
    made = [
        Shot(id=f"s0.{number}", size=size, subjects=subjects, hold=seconds / shots)  # type: ignore[arg-type]
        for number in range(shots)
        for size, subjects in [kinds[number % len(kinds)]]
    ]
    return Storyboard(
        title="Measured",
        cast=_CAST,
        scenes=(Scene(id="s0", setting=_setting(2), shots=tuple(made)),),
    )


def reworded(storyboard: Storyboard, line: str, text: str) -> Storyboard:
    """The storyboard with other words in one line. Raises KeyError where there is no such line."""
    if line not in {one.id for one in storyboard.lines()}:
        raise KeyError(line)
    document = storyboard.model_dump()
    for scene in document["scenes"]:
        for shot in scene["shots"]:
            for one in shot["lines"]:
                if one["id"] == line:
                    one["text"] = text
    return Storyboard.model_validate(document)


def write(storyboard: Storyboard, path: Path) -> Path:
    """Writes a storyboard where the command line reads it."""
    path.write_text(storyboard.model_dump_json(indent=1))
    return path
