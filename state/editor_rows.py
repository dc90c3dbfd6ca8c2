"""A draft as the storyboard page shows it: flat rows of plain values, made from storyboard and forecast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import NARRATOR, Line, Scene, Shot, Storyboard
from state.editor_reel import NOT_SPOKEN, Reckoned


class LineRow(TypedDict):
    """A line of a shot. `at` and `len` are seconds, from the start of its shot (`len` 0: not known
    yet), `words` begins and ends of words in thousandths of it; `again`: it is spoken again."""

    id: str
    text: str
    tint: int
    at: float
    len: float
    words: list[list[int]]
    again: bool


class ShotRow(TypedDict):
    """A shot among the others. `frames` is how long it is (0: not known yet), `key` another one where
    another preview is, `again` whether a render would make it again."""

    size: str
    who: str
    title: str
    frames: int
    pic: str
    large: str
    clip: str
    key: str
    locked: bool
    changed: bool
    again: bool
    lines: list[LineRow]


class SceneRow(TypedDict):
    """A scene and the ids of its shots. `loud` is how loud its music is where nobody speaks, of 1."""

    id: str
    number: int
    heading: str
    mood: str
    genre: str
    loud: float
    shots: list[str]


class Seen(TypedDict):
    """Addresses of previews: small and large pictures by shot, clips by print, prints by shot."""

    pics: Mapping[str, str]
    large: Mapping[str, str]
    clips: Mapping[str, str]
    prints: Mapping[str, str]


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


def names_of(board: Storyboard) -> dict[str, str]:
    """Who speaks, by id; the narrator's name is left to the page's language."""
    return {NARRATOR: ""} | {member.id: member.name for member in board.cast}


def scenes_of(board: Storyboard) -> list[SceneRow]:
    """The scenes of a draft, and which shots lie in them."""
    return [
        SceneRow(
            id=scene.id,
            number=number,
            heading=scene.heading or _heading(scene),
            mood=scene.setting.mood,
            genre=scene.music.genre,
            loud=0.0
            if scene.music.genre == "none"
            else round(0.35 + 0.6 * scene.music.intensity, 3),
            shots=[shot.id for shot in scene.shots],
        )
        for number, scene in enumerate(board.scenes, 1)
    ]


def _heading(scene: Scene) -> str:
    """As screenplays write it; the words are the script's and not the page's."""
    where = scene.setting.name or scene.setting.place.replace("-", " ")
    side = "INT." if scene.setting.interior else "EXT."
    return f"{side} {where} - {scene.setting.time}".upper()


def shots_of(
    board: Storyboard, changed: frozenset[str], reckoned: Reckoned, seen: Seen
) -> dict[str, ShotRow]:
    """The shots of a draft by their ids, in the film's order, with what is known of them: what a
    forecast has `reckoned`, and the previews that are `seen`."""
    names = names_of(board)
    tints = {member.id: at % 3 + 1 for at, member in enumerate(board.cast)}
    again, said = frozenset(reckoned["again"]), frozenset(reckoned["said"])
    rows: dict[str, ShotRow] = {}
    for _, shot in board.shots():
        first = shot.lines[0] if shot.lines else None
        lines = []
        for line in shot.lines:
            at, length, words = reckoned["lines"].get(line.id, NOT_SPOKEN)
            lines.append(
                LineRow(
                    id=line.id,
                    text=line.text,
                    tint=tints.get(line.speaker, 0),
                    at=at,
                    len=length,
                    words=words,
                    again=line.id in said and shot.id in changed,
                )
            )
        row = ShotRow(
            size=shot.size,
            who=(names.get(first.speaker, "") or NARRATOR) if first else "",
            title=shot.title,
            frames=reckoned["frames"].get(shot.id, 0),
            pic="",
            large="",
            clip="",
            key="",
            locked=shot.locked,
            changed=shot.id in changed,
            again=shot.id in again,
            lines=lines,
        )
        rows[shot.id] = pictured(shot.id, row, seen)
    return rows


def pictured(id: str, row: ShotRow, seen: Seen) -> ShotRow:
    """A shot with the previews that there are of it."""
    print = seen["prints"].get(id, "")
    return {
        **row,
        "pic": seen["pics"].get(id, ""),
        "large": seen["large"].get(id, ""),
        "key": print,
        "clip": seen["clips"].get(print, ""),
    }  # type: ignore[typeddict-item, return-value]


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
