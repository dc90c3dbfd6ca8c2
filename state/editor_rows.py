"""A draft as the storyboard page shows it: flat rows of plain values, made from storyboard and forecast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import NARRATOR, Line, Scene, Shot, Storyboard


class Card(TypedDict):
    """A shot among the others."""

    id: str
    label: str
    size: str
    who: str
    text: str
    length: str
    pic: str
    locked: bool
    changed: bool


class SceneRow(TypedDict):
    """A scene and its shots."""

    id: str
    number: int
    heading: str
    mood: str
    length: str
    locked: bool
    cards: list[Card]


class SheetLine(TypedDict):
    """A line in the inspector. `was` is what it said in the last version, where it says another."""

    id: str
    text: str
    was: str
    speaker: str
    emotion: str
    delivery: str
    src: str


class Take(TypedDict):
    """A picture that was drawn of a shot."""

    n: int
    name: int
    pic: str
    chosen: bool


class Sheet(TypedDict):
    """The chosen shot in full."""

    id: str
    label: str
    scene: str
    scene_number: int
    size: str
    who: str
    locked: bool
    lines: list[SheetLine]
    takes: list[Take]
    move: str
    far: str
    length: str
    join: str
    action: str
    titled: bool
    title: str
    subtitle: str
    first: bool
    last: bool
    starts_scene: bool
    last_scene: bool
    genre: str
    intensity: str
    mood: str
    seen: list[str]


class Person(TypedDict):
    """Somebody who can speak."""

    id: str
    name: str


NO_SHEET = Sheet(
    id="", label="", scene="", scene_number=0, size="", who="", locked=False, lines=[], takes=[],
    move="hold", far="", length="", join="cut", action="", titled=False, title="", subtitle="",
    first=True, last=True, starts_scene=True, last_scene=True, genre="", intensity="", mood="",
    seen=[],
)  # fmt: skip
NO_CAPTIONS = {
    "mode": "burn", "position": "bottom", "size": "medium", "colour": "#ffffff", "plate": "plate",
    "font": "",
}  # fmt: skip
FAR = ((0.045, "slight"), (0.09, "some"), (1.0, "far"))
"""How far a camera moves, by the part of the frame."""


def clock(seconds: float) -> str:
    """A film's time: 1:24."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def names_of(board: Storyboard) -> dict[str, str]:
    """Who speaks, by id; the narrator's name is left to the page's language."""
    return {NARRATOR: ""} | {member.id: member.name for member in board.cast}


def scenes_of(
    board: Storyboard,
    changed: frozenset[str],
    lengths: Mapping[str, float],
    pics: Mapping[str, str],
) -> list[SceneRow]:
    """The scenes of a draft. `lengths` are seconds by shot, as far as they are known."""
    names = names_of(board)
    rows: list[SceneRow] = []
    for number, scene in enumerate(board.scenes, 1):
        cards = [
            _card(shot, shot_label(number, place), names, changed, lengths, pics)
            for place, shot in enumerate(scene.shots, 1)
        ]
        known = [lengths.get(shot.id) for shot in scene.shots]
        whole = clock(sum(one or 0 for one in known)) if None not in known else ""
        rows.append(
            SceneRow(
                id=scene.id,
                number=number,
                heading=scene.heading or _heading(scene),
                mood=scene.setting.mood,
                length=whole,
                locked=any(shot.locked for shot in scene.shots),
                cards=cards,
            )
        )
    return rows


def _heading(scene: Scene) -> str:
    """As screenplays write it; the words are the script's and not the page's."""
    where = scene.setting.name or scene.setting.place.replace("-", " ")
    side = "INT." if scene.setting.interior else "EXT."
    return f"{side} {where} - {scene.setting.time}".upper()


def _card(
    shot: Shot,
    label: str,
    names: Mapping[str, str],
    changed: frozenset[str],
    lengths: Mapping[str, float],
    pics: Mapping[str, str],
) -> Card:
    first = shot.lines[0] if shot.lines else None
    text = " ".join(line.text for line in shot.lines) or shot.title
    return Card(
        id=shot.id,
        label=label,
        size=shot.size,
        who=(names.get(first.speaker, "") or NARRATOR) if first else "",
        text=text[:160],
        length=clock(lengths[shot.id]) if shot.id in lengths else "",
        pic=pics.get(shot.id, ""),
        locked=shot.locked,
        changed=shot.id in changed,
    )


def sheet_of(
    board: Storyboard,
    id: str,
    was: Mapping[str, str],
    lengths: Mapping[str, float],
    drawn: Mapping[str, int],
    takes: Mapping[str, str],
    heard: Mapping[str, str],
) -> Sheet:
    """One shot in full; an empty sheet where it is not there. `was` are the last version's lines,
    `takes` pictures by shot and take ("s1:0") and `heard` recordings by line."""
    for number, scene in enumerate(board.scenes, 1):
        for place, shot in enumerate(scene.shots, 1):
            if shot.id != id:
                continue
            names = names_of(board)
            speaker = shot.lines[0].speaker if shot.lines else ""
            highest = max(shot.take, drawn.get(shot.id, 0))
            circles = [
                Take(
                    n=take,
                    name=take + 1,
                    pic=takes.get(f"{shot.id}:{take}", ""),
                    chosen=take == shot.take,
                )
                for take in range(max(0, highest - 7), highest + 1)
            ]
            return Sheet(
                id=shot.id,
                label=shot_label(number, place),
                scene=scene.id,
                scene_number=number,
                size=shot.size,
                who=(names.get(speaker, "") or NARRATOR) if speaker else "",
                locked=shot.locked,
                lines=[_line(line, was, heard) for line in shot.lines],
                takes=circles,
                move=shot.camera.move,
                far=_far(shot),
                length=f"{lengths[shot.id]:.1f}" if shot.id in lengths else "",
                join=shot.join.kind,
                action=shot.action,
                titled=shot.size in ("title", "credits"),
                title=shot.title,
                subtitle=shot.subtitle,
                first=number == 1 and place == 1,
                last=place == len(scene.shots),
                starts_scene=place == 1,
                last_scene=number == len(board.scenes),
                genre=scene.music.genre,
                intensity=_intensity(scene),
                mood=scene.setting.mood,
                seen=[one.character for one in shot.subjects],
            )
    return NO_SHEET


def _line(line: Line, was: Mapping[str, str], heard: Mapping[str, str]) -> SheetLine:
    before = was.get(line.id, "")
    return SheetLine(
        id=line.id,
        text=line.text,
        was=before if before != line.text else "",
        speaker=line.speaker,
        emotion=line.emotion,
        delivery=line.delivery,
        src=heard.get(line.id, ""),
    )


def _far(shot: Shot) -> str:
    return next(name for most, name in FAR if shot.camera.amount <= most)


def _intensity(scene: Scene) -> str:
    loud = scene.music.intensity
    return "soft" if loud < 0.4 else "full" if loud > 0.65 else "some"


def people_of(board: Storyboard) -> list[Person]:
    """Everybody who can speak, the narrator first."""
    return [Person(id=id, name=name) for id, name in names_of(board).items()]


def captions_of(board: Storyboard) -> dict[str, str]:
    """How captions stand on the picture, as choices."""
    style = board.captions
    size = "small" if style.size < 0.039 else "large" if style.size > 0.05 else "medium"
    return {
        "mode": style.mode,
        "position": style.position,
        "size": size,
        "colour": style.colour,
        "plate": "plate" if style.background > 0 else "bare",
        "font": style.font,
    }
