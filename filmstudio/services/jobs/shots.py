"""The shots and lines of a film in the making: where each stands, and where to see or hear it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import NARRATOR, Scene, Shot, Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.services.renders.claims import DONE
from filmstudio.store.tables import Render


class Work(NamedTuple):
    """A task, as far as a page needs it."""

    stage: str
    unit: str
    state: str
    key: str
    provider: str
    part: float
    failures: int
    excluded: tuple[str, ...]


class ShotRow(TypedDict):
    """One shot. `state` is waiting, drawing, drawn, speaking, rendering, retrying, failed or done;
    `picture` is an address, empty where there is nothing to see yet; `seconds` 0 where not known;
    `plate` names the painting it is staged on."""

    id: str
    label: str
    scene: int
    heading: str
    size: str
    state: str
    percent: int
    seconds: float
    start: float
    picture: str
    large: str
    clip: str
    plate: str


class SceneRow(TypedDict):
    """A scene with its shots."""

    number: int
    place: str
    heading: str
    name: str
    start: float
    seconds: float
    shots: list[ShotRow]


class LineRow(TypedDict):
    """A line. `state` is waiting, recording or recorded; `offset` counts from its shot's start."""

    id: str
    label: str
    shot: str
    speaker: str
    text: str
    state: str
    sound: str
    start: float
    end: float
    offset: float


Places = dict[tuple[str, str], Work]


def scenes_of(
    render: Render, base: str, works: Places, board: Storyboard, timeline: Timeline | None
) -> list[SceneRow]:
    rows = []
    for number, scene in enumerate(board.scenes, 1):
        shots = [
            _shot(render, base, works, timeline, scene, shot, number, place)
            for place, shot in enumerate(scene.shots, 1)
        ]
        rows.append(
            SceneRow(
                number=number,
                place=scene.setting.name or scene.setting.place,
                heading=heading_of(scene),
                name=scene.setting.name or scene.setting.place,
                start=shots[0]["start"] if shots else 0.0,
                seconds=sum(shot["seconds"] for shot in shots),
                shots=shots,
            )
        )
    return rows


def heading_of(scene: Scene) -> str:
    """The scene's heading as a script has it."""
    if scene.heading:
        return scene.heading
    setting = scene.setting
    inside = "INT." if setting.interior else "EXT."
    weather = f", {setting.weather}" if setting.weather != "clear" else ""
    return f"{inside} {setting.name or setting.place} - {setting.time}{weather}".upper()


def _shot(
    render: Render,
    base: str,
    works: Places,
    timeline: Timeline | None,
    scene: Scene,
    shot: Shot,
    number: int,
    place: int,
) -> ShotRow:
    from filmstudio.stages.illustrate import plate_unit

    clip = works.get(("animate", shot.id))
    plate = works.get(("illustrate", plate_unit(scene.id, shot)))
    voices = [works[at] for line in shot.lines if (at := ("speak", line.id)) in works]
    state, part = _stands(render, clip, plate, voices)
    source = next((one for one in (clip, plate) if one is not None and one.state in DONE), None)
    mark = source.key[:12] if source else ""
    picture = f"{base}/pictures/{shot.id}?v={mark}" if source else ""
    start, seconds = 0.0, 0.0
    if timeline is not None:
        times = {one.id: one for one in timeline.shots}
        if shot.id in times:
            start = timeline.rate.seconds(times[shot.id].start)
            seconds = timeline.rate.seconds(times[shot.id].frames)
    return ShotRow(
        id=shot.id,
        label=shot_label(number, place),
        scene=number,
        heading=heading_of(scene),
        size=shot.size,
        state=state,
        percent=int(100 * part),
        seconds=round(seconds, 3),
        start=round(start, 3),
        picture=picture,
        large=f"{picture}&size=large" if picture else "",
        plate=plate_unit(scene.id, shot),
        clip=f"{base}/clips/{shot.id}?v={mark}" if source is clip and clip is not None else "",
    )


def _stands(
    render: Render, clip: Work | None, plate: Work | None, voices: Sequence[Work]
) -> tuple[str, float]:
    """Where a shot stands, by the work on it that is furthest on."""
    if clip is not None and clip.state in DONE:
        return "done", 1.0
    everything = [work for work in (clip, plate, *voices) if work is not None]
    over = render.state in ("failed", "cancelled")
    if any(work.state == "failed" and not work.excluded for work in everything):
        return "failed", 0.0
    if not over and any(work.failures and work.state not in DONE for work in everything):
        return "retrying", 0.0
    for work, name in ((clip, "rendering"), (plate, "drawing")):
        if work is not None and work.state == "running" and not over:
            return name, work.part
    if not over and any(work.state == "running" for work in voices):
        return "speaking", 0.0
    return ("drawn" if plate is not None and plate.state in DONE else "waiting"), 0.0


def lines_of(
    base: str, works: Places, board: Storyboard, timeline: Timeline | None
) -> list[LineRow]:
    names = {one.id: one.name for one in board.cast}
    times = {line.id: line for line in timeline.lines} if timeline else {}
    rows = []
    for number, scene in enumerate(board.scenes, 1):
        for place, shot in enumerate(scene.shots, 1):
            for line in shot.lines:
                work = works.get(("speak", line.id))
                made = work is not None and work.state in DONE
                busy = work is not None and work.state == "running"
                time = times.get(line.id)
                sound = f"{base}/lines/{line.id}?v={work.key[:12]}" if work else ""
                rows.append(
                    LineRow(
                        id=line.id,
                        label=shot_label(number, place),
                        shot=shot.id,
                        speaker="" if line.speaker == NARRATOR else names.get(line.speaker, ""),
                        text=line.text,
                        state="recorded" if made else "recording" if busy else "waiting",
                        sound=sound if made else "",
                        start=round(time.start, 3) if time else 0.0,
                        end=round(time.end, 3) if time else 0.0,
                        offset=round(time.offset, 3) if time else 0.0,
                    )
                )
    return rows
