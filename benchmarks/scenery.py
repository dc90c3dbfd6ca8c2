"""Lays the pictures of some shots ready as PNG files, as a user of another tool would have them.

    python -m benchmarks.scenery STORYBOARD FOLDER SECONDS SHOT ...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import soundfile
from numpy.typing import NDArray

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.engine.local import LocalExecutor, pin_document
from filmstudio.engine.plan import Board
from filmstudio.engine.stage import WHOLE, Context
from filmstudio.film.order import Order
from filmstudio.film.picture import Sprite
from filmstudio.media.compositor import FAR_NEARNESS, FRONT_NEARNESS, Shot
from filmstudio.media.planes import Frame, Patch, lay, to_bgr
from filmstudio.recipes.film import film_workshop
from filmstudio.services.make import read_storyboard
from filmstudio.stages.board import give_voices
from filmstudio.stages.common import timeline_of
from filmstudio.stages.picture import make_shot
from filmstudio.stages.shots import specification

BGRA = NDArray[np.uint8]
GOALS = ("plate", "voice", "timeline", "captions", "mix")
"""All that shots are made of, and not yet the shots."""


def made_ready(storyboard: Path, data: Path) -> Board:
    """Everything the shots of a storyboard need, as 1080p final; what is kept is not made again."""
    store = ArtifactStore(data)
    store.prepare()
    given = {
        "storyboard": pin_document(store, "storyboard", give_voices(read_storyboard(storyboard))),
        "track": pin_document(store, "track", {"name": ""}),
        "order": pin_document(store, "order", Order()),
    }
    return LocalExecutor(film_workshop, data, jobs=1).run(given, goals=GOALS).board


def shot_of(board: Board, id: str) -> tuple[Shot, dict[str, Any]]:
    """A shot as our compositor makes it, and its specification."""

    class _Desk:
        view = board

    spec = specification(board, id)
    return make_shot(spec, cast(Context, _Desk())), spec


def described(folder: Path, id: str) -> dict[str, Any]:
    """What `describe` has written about a shot."""
    return json.loads((folder / f"{id}.json").read_text())  # type: ignore[no-any-return]


def describe(board: Board, id: str, folder: Path, seconds: float) -> None:
    """Writes the pictures of a shot, where they lie and how the camera moves over them.

    Layers are in stage pixels, from far to near, each with its nearness (how much of the camera's
    travel it makes); captions in frame pixels, with their seconds.
    """
    shot, spec = shot_of(board, id)
    shot.frame(0)
    stage = shot.stage
    deep = stage.near is not None
    layers: list[dict[str, Any]] = []

    def keep(pixels: NDArray[np.uint8], x: float, y: float, **more: Any) -> dict[str, Any]:
        name = f"{id}.{len(list(folder.glob(f'{id}.*.png'))):02d}.png"
        cv2.imwrite(str(folder / name), pixels)
        return {"file": name, "x": x, "y": y, **more}

    layers.append(keep(to_bgr(stage.back), 0, 0, nearness=FAR_NEARNESS if deep else 1.0))
    if stage.near is not None:
        layers.append(keep(_straight(stage.near), stage.near.x, stage.near.y, nearness=1.0))
    for actor in shot.actors:
        still = _still(actor.sprites(seconds / 2), stage.width, stage.height)
        layers.append(keep(still.pixels, still.x, still.y, nearness=1.0))
    for piece in stage.front:
        nearness = FRONT_NEARNESS if deep else 1.0
        layers.append(keep(_straight(piece), piece.x, piece.y, nearness=nearness))
    captions = [
        keep(_straight(o.piece), o.piece.x, o.piece.y, start=max(0.0, o.start), end=o.end)
        for o in shot.overlays
        if o.start < seconds
    ]
    document = {
        "frames": min(spec["frames"], round(seconds * shot.rate)),
        "seconds": shot.seconds,
        "rate": shot.rate,
        "frame": [shot.width, shot.height],
        "stage": [stage.width, stage.height],
        "camera": shot.camera.model_dump(mode="json"),
        "layers": layers,
        "captions": captions,
    }
    (folder / f"{id}.json").write_text(json.dumps(document))


def _straight(piece: Patch) -> BGRA:
    """A patch as a picture with straight alpha."""
    frame = Frame.black(piece.width + piece.x, piece.height + piece.y)
    lay(frame, piece)
    shown = to_bgr(frame)[piece.y :, piece.x :]
    return _unmultiplied(shown, 255 - piece.inverse)


def _still(sprites: Sequence[Sprite], width: int, height: int) -> Sprite:
    """The sprites of a person at one moment as one picture with straight alpha, cropped."""
    canvas = np.zeros((height, width, 4), np.float32)
    for sprite in sprites:
        x, y = round(sprite.x), round(sprite.y)
        x0, y0 = max(0, x), max(0, y)
        pixels = sprite.pixels[y0 - y :, x0 - x :].astype(np.float32)
        target = canvas[y0 : y0 + pixels.shape[0], x0 : x0 + pixels.shape[1]]
        pixels = pixels[: target.shape[0], : target.shape[1]]
        target *= 1 - pixels[..., 3:] / 255
        target += pixels
    x, y, w, h = cv2.boundingRect((canvas[..., 3] > 0).astype(np.uint8))
    cut = np.clip(canvas[y : y + h, x : x + w] + 0.5, 0, 255).astype(np.uint8)
    return Sprite(_unmultiplied(cut[..., :3], cut[..., 3]), x, y)


def _unmultiplied(bgr: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> BGRA:
    part = np.maximum(alpha, 1)[..., None] / 255
    straight = np.clip(bgr / part + 0.5, 0, 255).astype(np.uint8)
    return np.dstack([straight, alpha])


def _sound(board: Board, shots: Sequence[str], folder: Path, seconds: float) -> None:
    """The sound of the measured stretches, one after the other."""
    master, rate = soundfile.read(board.artifact("mix", WHOLE).verified("master.wav"))
    timeline = timeline_of(board)
    cuts = []
    for id in shots:
        start = round(timeline.rate.seconds(timeline.shot(id).start) * rate)
        cuts.append(master[start : start + round(seconds * rate)])
    soundfile.write(folder / "sound.wav", np.concatenate(cuts), rate, subtype="PCM_16")


def main(storyboard: Path, folder: Path, seconds: float, shots: Sequence[str]) -> None:
    """Makes all that is needed and writes it into the folder."""
    board = made_ready(storyboard, folder / "data")
    for id in shots:
        describe(board, id, folder, seconds)
    _sound(board, shots, folder, seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
