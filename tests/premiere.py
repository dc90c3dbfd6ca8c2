"""“The Last Ferry” as pictures of the pages show it: its storyboard, frames and lines, without making it."""

from __future__ import annotations

import io
import json
import uuid
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from filmstudio.engine.artifact import canonical
from filmstudio.engine.local import pin
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import LineTime, SceneTime, ShotTime, Timeline
from filmstudio.services.actor import Actor
from filmstudio.services.projects import storyboards
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render, Task
from filmstudio.store.types import now

FRAMES = Path(__file__).resolve().parents[1] / "assets" / "frames"
RATE = 24
# By scene: heading, place, name, time, weather, mood; then its shots: size, who, what is said, frame.
SCENES = (
    (
        ("EXT. HARBOUR - DUSK", "harbour", "Harbour", "dusk", "clear", "tense"),
        ("wide", "nora", "Wait! Please, wait!", "ferry-1a"),
        ("medium", "elias", "She never waits. Where is it you must be?", "ferry-1b"),
        ("close", "nora", "The island. My mother is ill, and I promised her tonight.", "ferry-1c"),
        ("two-shot", "elias", "Then come and get warm.", "hero"),
    ),
    (
        ("INT. KITCHEN - NIGHT", "kitchen", "Kitchen", "night", "rain", "melancholy"),
        ("insert", "", "", "ferry-2a"),
        ("close", "nora", "Why are you helping me?", "ferry-2b"),
    ),
    (
        ("EXT. BEACH - DAWN", "beach", "Beach", "dawn", "clear", "peaceful"),
        ("wide", "nora", "You said she never waits.", "ferry-3a"),
        ("two-shot", "elias", "The ferry never waits. I do.", "entrance"),
    ),
)


def _subjects(size: str, who: str) -> list[dict[str, str]]:
    people = ["nora", "elias"] if size == "two-shot" else [who] if who else []
    return [{"character": one} for one in people]


BOARD = Storyboard.model_validate(
    {
        "title": "The Last Ferry",
        "cast": [
            {"id": "nora", "name": "Nora", "gender": "female"},
            {"id": "elias", "name": "Elias", "gender": "male", "age": "elder"},
        ],
        "scenes": [
            {
                "id": f"s{number}",
                "heading": head[0],
                "setting": dict(
                    zip(("place", "name", "time", "weather", "mood"), head[1:], strict=True)
                ),
                "shots": [
                    {
                        "id": f"s{number}.{at}",
                        "size": size,
                        "subjects": _subjects(size, who),
                        "prop": "" if said else "candle",
                        "lines": [{"id": f"l{number}{at}", "speaker": who, "text": said}]
                        if said
                        else [],
                    }
                    for at, (size, who, said, _) in enumerate(shots, 1)
                ],
            }
            for number, (head, *shots) in enumerate(SCENES, 1)
        ],
    }
)
FRAME_OF = {
    f"s{number}.{at}": shot[3]
    for number, (_, *shots) in enumerate(SCENES, 1)
    for at, shot in enumerate(shots, 1)
}


@lru_cache(maxsize=16)
def still(name: str) -> bytes:
    """A frame of the film, as JPEG."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(next(FRAMES.glob(f"{name}.*.avif"))) as picture:
        picture.convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()


@lru_cache(maxsize=16)
def footage(name: str, seconds: float) -> bytes:
    """A frame that stands for some seconds, with a tone."""
    from filmstudio.media import ffmpeg

    with TemporaryDirectory() as folder:
        source, path = Path(folder) / "still.jpg", Path(folder) / "film.mp4"
        source.write_bytes(still(name))
        sound = ["-f", "lavfi", "-i", f"sine=frequency=220:duration={seconds}"]
        codecs = ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-r", str(RATE)]
        even = ["-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2"]
        ends = ["-t", str(seconds), "-movflags", "+faststart", "-y"]
        ffmpeg.run(["-loop", "1", "-i", source, *sound, *even, *codecs, *ends, path])
        return path.read_bytes()


def timeline() -> Timeline:
    """Each shot as long as its line."""
    shots, lines, scenes, at = list[ShotTime](), list[LineTime](), list[SceneTime](), 0
    for scene in BOARD.scenes:
        begun = at
        for shot in scene.shots:
            words = sum(len(line.text.split()) for line in shot.lines)
            frames = RATE * max(3, round(words * 0.45 + 1))
            shots.append(ShotTime(id=shot.id, scene=scene.id, start=at, frames=frames))
            lines += [
                LineTime(
                    id=line.id,
                    shot=shot.id,
                    speaker=line.speaker,
                    text=line.text,
                    start=at / RATE + 0.4,
                    end=(at + frames) / RATE - 0.4,
                    words=(),
                    phonemes=(),
                    mouth=(),
                )
                for line in shot.lines
            ]
            at += frames
        scenes.append(SceneTime(id=scene.id, start=begun, frames=at - begun))
    return Timeline(
        rate=FrameRate(num=RATE, den=1),
        frames=at,
        seconds=at / RATE,
        shots=tuple(shots),
        scenes=tuple(scenes),
        lines=tuple(lines),
    )


def _made(stage: str, unit: str) -> str:
    """Keeps what a stage makes of a unit; its key."""
    from tests.halfway import voice

    store = artifacts()
    store.prepare()
    documents = {"board": BOARD, "edit": timeline()}
    files = {"document.json": canonical(documents.get(stage, {"of": f"ferry {stage} {unit}"}))}
    if stage == "animate":
        files |= {"clip.mp4": footage(FRAME_OF[unit], 2), "still.jpg": still(FRAME_OF[unit])}
    if stage == "speak":
        files |= {"voice.wav": voice()}
    slot = {"board": "storyboard", "edit": "timeline"}.get(stage, stage)
    return pin(store, slot, files).key


def project(actor: Actor, versions: int = 1) -> uuid.UUID:
    """A project with the film's storyboard, saved that often."""
    with database().transaction() as session:
        made = Project(owner_id=actor.user(), title=BOARD.title)
        session.add(made)
        session.flush()
        for number in range(versions):
            storyboards.add(
                *(session, made, BOARD, actor), note=("First cut", "Music", "Shorter")[number % 3]
            )
        return made.id


def _render(project_id: uuid.UUID, **columns: object) -> uuid.UUID:
    with database().transaction() as session:
        owner, moment = session.get_one(Project, project_id).owner_id, now()
        render = Render(
            project_id=project_id,
            user_id=owner,
            **{"state": "processing", "started_at": moment, "advanced_at": moment, "sequence": 1}
            | {"order": {"lines": 180, "captions": "soft"}}
            | columns,
        )
        session.add(render)
    return render.id


def _tasks(render_id: uuid.UUID, done: int, works: bool = True) -> None:
    """The tasks of a render, the first `done` shots of which are made; the next one is, if it
    `works`."""
    found = [("board", "", "done"), ("edit", "", "done")]
    for at, (_, shot) in enumerate(BOARD.shots()):
        now_is = "done" if at < done else "running" if at == done and works else "queued"
        spoken = "done" if at < done + 1 else now_is
        found += [("speak", line.id, spoken) for line in shot.lines]
        found += [("animate", shot.id, now_is)]
    filmed = 0
    for scene in BOARD.scenes:
        filmed += len(scene.shots)
        drawn = "done" if filmed <= done else "running" if works else "queued"
        found += [("illustrate", scene.id, drawn)]
    if done >= len(BOARD.shots()):
        found += [("score", scene.id, "done") for scene in BOARD.scenes]
    keys = {(stage, unit): _made(stage, unit) for stage, unit, state in found if state == "done"}
    with database().transaction() as session:
        owner = session.get_one(Render, render_id).user_id
        for stage, unit, state in dict.fromkeys(found):
            session.add(
                Task(
                    render_id=render_id,
                    user_id=owner,
                    stage=stage,
                    unit=unit,
                    state=state,
                    key=keys.get((stage, unit), "k" * 64),
                    provider="",
                )
            )


def making(actor: Actor) -> uuid.UUID:
    """A project whose film is being made."""
    id = project(actor)
    render = _render(id, part=0.58, left=100.0, step="Filming shot 2A", credits=3)
    _tasks(render, 4)
    return id


def failed(actor: Actor) -> uuid.UUID:
    """A project whose film could not be made."""
    id = project(actor)
    render = _render(
        *(id,),
        state="failed",
        part=0.4,
        finished_at=now(),
        error="Your ElevenLabs key is out of quota. Change the key, then try again.",
        error_code="provider_quota",
    )
    _tasks(render, 3, works=False)
    return id


def finished(actor: Actor) -> uuid.UUID:
    """A project with a film."""
    from tests.halfway import voice

    id, whole, store = project(actor, versions=3), timeline(), artifacts()
    render = _render(id, version=3)
    _tasks(render, len(BOARD.shots()))
    store.prepare()
    cues = [f"{_stamp(line.start)} --> {_stamp(line.end)}\n{line.text}\n" for line in whole.lines]
    files: dict[str, dict[str, bytes]] = {
        "film": {"document.json": b"{}", "film.mp4": footage("hero", whole.seconds)},
        "captions": {
            "document.json": b"[]",
            "captions.srt": b"1\n",
            "captions.vtt": "\n".join(["WEBVTT\n", *cues]).encode(),
        },
        "mix": {"document.json": json.dumps({"loudness": -14.1}).encode(), "master.wav": voice()},
        "thumbnails": {"document.json": b"{}", "01.jpg": still("hero"), "02.jpg": still("hero")},
    }
    result = {slot: pin(store, slot, given).key for slot, given in files.items()}
    result |= {"storyboard": _made("board", ""), "timeline": _made("edit", "")}
    with database().transaction() as session:
        row = session.get_one(Render, render)
        row.state, row.part, row.left, row.result = "completed", 1.0, 0.0, result
        row.seconds, row.finished_at = whole.seconds, now()
        session.add(row)
    return id


def _stamp(seconds: float) -> str:
    return f"00:{int(seconds // 60):02d}:{seconds % 60:06.3f}"
