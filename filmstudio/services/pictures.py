"""Pictures of shots while their film is made: of the painted place first, then of the filmed shot.

Small ones for strips and lists, large ones for the preview; made when they are first asked for.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from filmstudio.engine.artifact import Artifact
from filmstudio.errors import Damaged, NotFound
from filmstudio.files import write_whole
from filmstudio.services import exports
from filmstudio.services.actor import Actor
from filmstudio.services.jobs import making
from filmstudio.services.jobs.shots import Work
from filmstudio.services.renders.claims import DONE
from filmstudio.services.results import gone
from filmstudio.settings import settings
from filmstudio.store.artifacts import artifacts
from filmstudio.store.tables import Render

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

WIDTHS = {"small": 320, "large": 1280}
QUALITIES = {"small": 68, "large": 80}
KEPT_BYTES = 2**30
_drawing = Lock()


@dataclass(frozen=True)
class Asked:
    """A job somebody may see, with the keys of what is made of it."""

    render: Render
    works: tuple[Work, ...]

    def made(self, stage: str, unit: str) -> str:
        """The key of a unit that is made; empty where it is not."""
        for work in self.works:
            if (work.stage, work.unit) == (stage, unit) and work.state in DONE:
                return work.key
        return ""


def asked(session: Session, actor: Actor, job_id: uuid.UUID) -> Asked:
    """A job by its id. Raises SignInNeeded, NotFound for jobs of others."""
    actor.user()
    render = session.get(Render, job_id)
    if render is None:
        raise NotFound("There is no such job.")
    gathered = making.gather(session, actor, render.project_id, job_id)
    assert gathered.render is not None
    return Asked(gathered.render, gathered.works)


def part(of: Asked, stage: str, unit: str, file: str) -> Path:
    """A file of a unit that is made. Reads artifacts. Raises NotFound."""
    key = of.made(stage, unit)
    if not key:
        raise NotFound("This is not made yet.", code="not_made")
    return _file(_kept(key), file)


def picture(of: Asked, shot: str, size: str) -> Path:
    """The picture of a shot as WebP, `WIDTHS[size]` wide at most. Raises NotFound where nothing can
    be seen of it yet."""
    source, key = "clip", of.made("animate", shot)
    if not key:
        source, key = "plate", _plate_of(of, shot)
    if not key:
        raise NotFound("There is nothing to see of this shot yet.", code="not_made")
    name = hashlib.sha256(f"{source} {key} {size} 1".encode()).hexdigest()[:40]
    path = settings().data / "pictures" / f"{name}.webp"
    if not path.is_file():
        # One at a time: a page asks for dozens at once, and often for the same.
        with _drawing:
            if not path.is_file():
                write_whole(path, _encoded(_pixels(_kept(key), source, size), size))
                exports.trim(path.parent, KEPT_BYTES)
    return path


def _plate_of(of: Asked, shot: str) -> str:
    from filmstudio.stages.illustrate import plate_unit

    board = making.storyboard_of(of.render, of.works)
    for scene, one in board.shots() if board else ():
        if one.id == shot:
            return of.made("illustrate", plate_unit(scene.id, one))
    return ""


def _kept(key: str) -> Artifact:
    artifact = artifacts().get(key)
    if artifact is None:
        raise gone()
    return artifact


def _file(artifact: Artifact, name: str) -> Path:
    try:
        return artifact.verified(name)
    except (Damaged, FileNotFoundError) as error:
        artifacts().drop(artifact.key)
        raise gone() from error


def _pixels(kept: Artifact, source: str, size: str) -> Pixels:
    """BGR pixels (h, w, 3)."""
    if source == "clip" and size == "small":
        return _read(_file(kept, "still.jpg"))
    if source == "clip":
        return _middle(_file(kept, "clip.mp4"))
    from filmstudio.media.planes import to_bgr
    from filmstudio.media.staging import Framing, build
    from filmstudio.stages.plates import open_plate

    plate = open_plate(kept)
    width = round(plate.width / plate.overscan) // 2 * 2
    height = round(plate.height / plate.overscan) // 2 * 2
    return to_bgr(build(plate, Framing(), width, height, parallax=False).back)


def _read(path: Path) -> Pixels:
    import cv2
    import numpy as np

    pixels = cv2.imread(str(path))
    if pixels is None:
        raise gone()
    return np.asarray(pixels, np.uint8)


def _middle(clip: Path) -> Pixels:
    """The picture in the middle of a clip."""
    import av
    import numpy as np

    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        if stream.duration:
            container.seek(stream.duration // 2, stream=stream)
        for frame in container.decode(stream):
            return np.asarray(frame.to_ndarray(format="bgr24"), np.uint8)
    raise gone()


def _encoded(pixels: Any, size: str) -> bytes:
    import cv2

    scale = WIDTHS[size] / pixels.shape[1]
    if scale < 1:
        wanted = (WIDTHS[size], max(2, round(pixels.shape[0] * scale)))
        pixels = cv2.resize(pixels, wanted, interpolation=cv2.INTER_AREA)
    ok, data = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, QUALITIES[size]])
    assert ok
    return bytes(data.tobytes())
