"""Films that are half made, or whole, without a worker: the rows and artifacts a page shows."""

from __future__ import annotations

import io
import json
import uuid
import wave
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import select

from filmstudio.engine.artifact import canonical
from filmstudio.engine.local import pin
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import LineTime, SceneTime, ShotTime, Timeline
from filmstudio.services.actor import Actor
from filmstudio.services.projects import sharing
from filmstudio.services.renders import news
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render, Task
from filmstudio.store.types import now

RATE = FrameRate(num=24, den=1)
ODD = "s2.2 (b)"
"""The id of a shot in a storyboard that somebody wrote by hand."""
BOARD = Storyboard.model_validate(
    {
        "title": "The last ferry",
        "cast": [{"id": "nora", "name": "Nora"}],
        "scenes": [
            {
                "id": f"s{scene}",
                "heading": heading,
                "setting": {"place": place, "name": name},
                "shots": [
                    {
                        "id": ODD if (scene, shot) == (2, 2) else f"s{scene}-{shot}",
                        "size": "wide" if shot == 1 else "close",
                        "lines": [
                            {
                                "id": f"l{scene}{shot}",
                                "speaker": "nora" if shot == 2 else "narrator",
                                "text": f"This is line {scene}, {shot}.",
                            }
                        ],
                    }
                    for shot in (1, 2)
                ],
            }
            for scene, heading, place, name in (
                (1, "EXT. HARBOUR - DUSK", "harbour", "Harbour"),
                (2, "INT. KITCHEN - NIGHT", "kitchen", "Kitchen"),
            )
        ],
    }
)
SHOTS = [shot.id for _, shot in BOARD.shots()]
SECONDS = 0.5
"""The length of each shot."""
VTT = "WEBVTT\n\n00:00.000 --> 00:00.500\nThis is line 1, 1.\n\n00:00.500 --> 00:02.000\nMore.\n"


def timeline() -> Timeline:
    """Every shot is 12 frames long; each line fills its shot."""
    frames = round(SECONDS * 24)
    lines = [
        LineTime(
            id=line.id,
            shot=shot.id,
            speaker=line.speaker,
            text=line.text,
            start=at * SECONDS,
            end=(at + 1) * SECONDS,
            words=(),
            phonemes=(),
            mouth=(),
        )
        for at, (_, shot) in enumerate(BOARD.shots())
        for line in shot.lines
    ]
    return Timeline(
        rate=RATE,
        frames=4 * frames,
        seconds=4 * SECONDS,
        shots=tuple(
            ShotTime(id=shot.id, scene=scene.id, start=at * frames, frames=frames)
            for at, (scene, shot) in enumerate(BOARD.shots())
        ),
        scenes=tuple(
            SceneTime(id=scene.id, start=at * 2 * frames, frames=2 * frames)
            for at, scene in enumerate(BOARD.scenes)
        ),
        lines=tuple(lines),
    )


@lru_cache(maxsize=4)
def footage(seconds: float = SECONDS, sound: bool = False) -> bytes:
    """A film of 320 x 180."""
    from filmstudio.media import ffmpeg

    with TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        picture = f"testsrc=size=320x180:rate=24:duration={seconds}"
        more = ["-f", "lavfi", "-i", f"sine=frequency=300:duration={seconds}"] if sound else []
        codecs = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-g", "12"]
        ffmpeg.run(
            ["-f", "lavfi", "-i", picture, *more, *codecs, "-movflags", "+faststart", "-y", path]
        )
        return path.read_bytes()


@lru_cache(maxsize=1)
def still() -> bytes:
    """A picture of 640 x 360."""
    import cv2
    import numpy as np

    across = np.tile(np.linspace(30, 220, 640, dtype=np.uint8), (360, 1))
    return bytes(cv2.imencode(".jpg", np.dstack([across, across[::-1], 255 - across]))[1].tobytes())


@lru_cache(maxsize=1)
def voice() -> bytes:
    """Half a second of silence as WAV."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(bytes(16_000))
    return stream.getvalue()


def made(stage: str, unit: str = "") -> str:
    """Keeps what a stage makes of a unit; its key."""
    store = artifacts()
    store.prepare()
    document = {"storyboard": BOARD, "timeline": timeline()}.get(
        {"board": "storyboard", "edit": "timeline"}.get(stage, ""), {"of": f"{stage} {unit}"}
    )
    files = {"document.json": canonical(document)}
    if stage == "animate":
        files |= {"clip.mp4": footage(), "still.jpg": still()}
    if stage == "speak":
        files |= {"voice.wav": voice()}
    return pin(store, stage, files).key


def project_of(actor: Actor, title: str = "The last ferry") -> uuid.UUID:
    """A project with nothing in it."""
    with database().transaction() as session:
        project = Project(owner_id=actor.user(), title=title)
        session.add(project)
    return project.id


def render_of(project_id: uuid.UUID, **columns: Any) -> uuid.UUID:
    """A render that has begun."""
    with database().transaction() as session:
        owner = session.get_one(Project, project_id).owner_id
        render = Render(
            project_id=project_id,
            user_id=owner,
            **{"state": "processing", "started_at": now(), "part": 0.3, "sequence": 1}
            | {"order": {"lines": 180, "captions": "soft"}, "advanced_at": now()}
            | columns,
        )
        session.add(render)
    return render.id


def works(render_id: uuid.UUID, *tasks: tuple[str, str, str], **columns: Any) -> None:
    """Enters tasks (stage, unit, state), or changes those there are; what is done is kept too."""
    keys = {(stage, unit): made(stage, unit) for stage, unit, state in tasks if state == "done"}
    with database().transaction() as session:
        render = session.get_one(Render, render_id)
        for stage, unit, state in tasks:
            task = session.exec(
                select(Task).where(
                    Task.render_id == render_id, Task.stage == stage, Task.unit == unit
                )
            ).first() or Task(
                render_id=render_id, user_id=render.user_id, stage=stage, unit=unit, key="k" * 64
            )
            task.state, task.key = state, keys.get((stage, unit), task.key)
            for name, value in columns.items():
                setattr(task, name, value)
            session.add(task)


def tell(render_id: uuid.UUID, task: dict[str, Any] | None = None, **columns: Any) -> None:
    """Tells watchers that something has changed: a task's progress, or more than that."""
    with database().transaction() as session:
        render = session.get_one(Render, render_id)
        for name, value in columns.items():
            setattr(render, name, value)
        news.tell(session, render, **({"task": task} if task else {}))


HALF = (
    ("board", "", "done"),
    ("illustrate", "s1", "running"),
    ("speak", "l11", "done"),
    ("speak", "l12", "running"),
    ("edit", "", "done"),
    ("animate", "s1-1", "done"),
    ("animate", "s1-2", "running"),
    ("animate", "s2-1", "queued"),
)


def half_made(actor: Actor, **columns: Any) -> tuple[uuid.UUID, uuid.UUID]:
    """A project whose film is being made: its id, and the render's."""
    project_id = project_of(actor)
    render_id = render_of(project_id, **columns)
    works(render_id, *HALF)
    return project_id, render_id


def finish(render_id: uuid.UUID) -> None:
    """Ends a render with a whole film; its watchers are told."""
    store = artifacts()
    works(
        render_id,
        *(("board", "", "done"), ("edit", "", "done"), ("score", "s1", "done")),
        *(("illustrate", scene.id, "done") for scene in BOARD.scenes),
        *(("speak", line.id, "done") for line in BOARD.lines()),
        *(("animate", shot, "done") for shot in SHOTS),
        provider="",
    )
    files: dict[str, dict[str, bytes]] = {
        "film": {"document.json": b"{}", "film.mp4": footage(4 * SECONDS, sound=True)},
        "captions": {"document.json": b"[]", "captions.srt": b"1\n", "captions.vtt": VTT.encode()},
        "mix": {"document.json": json.dumps({"loudness": -14.1}).encode(), "master.wav": voice()},
        "thumbnails": {"document.json": b"{}", "01.jpg": still(), "02.jpg": still()},
    }
    result = {slot: pin(store, slot, given).key for slot, given in files.items()}
    result |= {"storyboard": made("board"), "timeline": made("edit")}
    moment = now()
    tell(render_id, state="completed", part=1.0, left=0.0, result=result, finished_at=moment)


def finished(actor: Actor) -> tuple[uuid.UUID, uuid.UUID]:
    """A project with a film."""
    project_id = project_of(actor)
    render_id = render_of(project_id)
    finish(render_id)
    return project_id, render_id


def shared(actor: Actor) -> str:
    """A film with a public page; the page's address."""
    project_id, _ = finished(actor)
    with database().transaction() as session:
        return sharing.share(session, actor, project_id, "public").slug or ""
