"""Lays the pictures of some shots ready as PNG files, as a user of another tool would have them.

python -m benchmarks.scenery STORYBOARD FOLDER SECONDS SHOT ...
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import soundfile
from numpy.typing import NDArray

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.engine.local import LocalExecutor, pin_document
from filmstudio.engine.plan import Board
from filmstudio.engine.stage import WHOLE, Context
from filmstudio.film.earlier import Earlier
from filmstudio.film.order import Order
from filmstudio.film.picture import Drift, Glimmer, Motion, Sprite
from filmstudio.media.compositor import FAR_NEARNESS, FRONT_NEARNESS, Shot
from filmstudio.media.motion import Shimmer
from filmstudio.media.planes import Frame, Patch, Plane, lay, to_bgr
from filmstudio.media.staging import Stage
from filmstudio.recipes.film import film_workshop
from filmstudio.services.given import read_storyboard
from filmstudio.stages.board import give_voices
from filmstudio.stages.common import timeline_of
from filmstudio.stages.picture import make_shot
from filmstudio.stages.shots import specification

BGRA = NDArray[np.uint8]
GOALS = ("mix", "captions", "thumbnails")
"""What needs all that shots are made of (thumbnails: the plates), and not yet the shots."""


def made_ready(storyboard: Path, data: Path) -> Board:
    """Everything the shots of a storyboard need, as 1080p final; what is kept is not made again."""
    store = ArtifactStore(data)
    store.prepare()
    given = {
        "storyboard": pin_document(store, "storyboard", give_voices(read_storyboard(storyboard))),
        "track": pin_document(store, "track", {"name": ""}),
        "order": pin_document(store, "order", Order()),
        "earlier": pin_document(store, "earlier", Earlier()),
    }
    return LocalExecutor(film_workshop, data, jobs=1).run(given, goals=GOALS).board


def shot_of(board: Board, id: str) -> tuple[Shot, dict[str, Any]]:
    """A shot as our compositor makes it, and its specification."""

    desk = Context(board, id, Path(), None, lambda part, note: None, lambda: False, [])
    spec = specification(board, id)
    return make_shot(spec, desk), spec


def described(folder: Path, id: str) -> dict[str, Any]:
    """What `describe` has written about a shot."""
    return json.loads((folder / f"{id}.json").read_text())  # type: ignore[no-any-return]


def describe(board: Board, id: str, folder: Path, seconds: float) -> None:
    """Writes the pictures of a shot, where they lie and how the camera moves over them.

    Layers are in stage pixels, from far to near, each with its nearness (how much of the camera's
    travel it makes) and, where it drifts, its velocity and bob; people and glitter as a still and
    as an array of RGBA frames. Plants that sway are left out. Captions are in frame pixels, with their seconds.
    """
    shot, spec = shot_of(board, id)
    stage = shot.stage
    times = [index / shot.rate for index in range(min(spec["frames"], round(seconds * shot.rate)))]
    deep = stage.near is not None
    layers: list[dict[str, Any]] = []

    def keep(pixels: NDArray[np.uint8], x: float, y: float, **more: Any) -> dict[str, Any]:
        name = f"{id}.{len(list(folder.glob(f'{id}.*.png'))):02d}.png"
        cv2.imwrite(str(folder / name), pixels)
        return {"file": name, "x": x, "y": y, **more}

    def keep_moving(pictures: BGRA, x: int, y: int, nearness: float) -> None:
        name = f"{id}.moving{len(layers)}.npy"
        np.save(folder / name, pictures[..., [2, 1, 0, 3]])
        middle = pictures[len(pictures) // 2]
        layers.append(keep(middle, x, y, nearness=nearness, moving=name))

    def keep_motion(motion: Motion, hidden: Plane | None, nearness: float) -> None:
        if isinstance(motion, Drift):
            sprite = motion.sprite
            pixels = _unmultiplied(sprite.pixels[..., :3], sprite.pixels[..., 3])
            layer = keep(pixels, sprite.x, sprite.y, nearness=nearness)
            layer["velocity"], layer["bob"] = motion.velocity, motion.bob
            layer["bob_period"] = motion.bob_period
            layers.append(layer)
        elif isinstance(motion, Glimmer):
            keep_moving(*_glitter(motion, hidden, stage, times), nearness)

    far = FAR_NEARNESS if deep else 1.0
    layers.append(keep(to_bgr(stage.back), 0, 0, nearness=far))
    for motion, hidden in stage.behind:
        keep_motion(motion, hidden, far)
    if stage.near is not None:
        layers.append(keep(_straight(stage.near), stage.near.x, stage.near.y, nearness=1.0))
    for actor in shot.actors:
        acted = [actor.sprites(at) for at in times]
        keep_moving(*_acted(acted, stage.width, stage.height), 1.0)
    for piece in stage.front:
        nearness = FRONT_NEARNESS if deep else 1.0
        layers.append(keep(_straight(piece), piece.x, piece.y, nearness=nearness))
    for motion in stage.before:
        keep_motion(motion, None, 1.0)
    captions = [
        keep(_straight(o.piece), o.piece.x, o.piece.y, start=max(0.0, o.start), end=o.end)
        for o in shot.overlays
        if o.start < seconds
    ]
    document = {
        "frames": len(times),
        "fade_in": shot.fade.at_start,
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


def _acted(acted: Sequence[Sequence[Sprite]], width: int, height: int) -> tuple[BGRA, int, int]:
    """A person's sprites frame by frame as pictures (frames, h, w, 4) with straight alpha.

    All are cropped to what the person covers in any of them; also the corner of that.
    """
    reach = [
        (s.x, s.y, s.x + s.pixels.shape[1], s.y + s.pixels.shape[0])
        for sprites in acted
        for s in sprites
    ]
    x0, y0 = (max(0, int(min(edges)) - 1) for edges in list(zip(*reach, strict=True))[:2])
    x1 = min(width, int(max(edge[2] for edge in reach)) + 2)
    y1 = min(height, int(max(edge[3] for edge in reach)) + 2)
    pictures = np.zeros((len(acted), y1 - y0, x1 - x0, 4), np.uint8)
    for picture, sprites in zip(pictures, acted, strict=True):
        canvas = np.zeros(picture.shape, np.float32)
        for sprite in sprites:
            left, top = round(sprite.x) - x0, round(sprite.y) - y0
            pixels = sprite.pixels[max(0, -top) :, max(0, -left) :].astype(np.float32)
            left, top = max(0, left), max(0, top)
            target = canvas[top : top + pixels.shape[0], left : left + pixels.shape[1]]
            pixels = pixels[: target.shape[0], : target.shape[1]]
            target *= 1 - pixels[..., 3:] / 255
            target += pixels
        whole = np.clip(canvas + 0.5, 0, 255).astype(np.uint8)
        picture[...] = _unmultiplied(whole[..., :3], whole[..., 3])
    return pictures, x0, y0


def _glitter(
    motion: Glimmer, hidden: Plane | None, stage: Stage, times: Sequence[float]
) -> tuple[BGRA, int, int]:
    """The light on the water frame by frame as white pictures with its strength as alpha."""
    shimmer = Shimmer(motion, hidden)
    pictures = []
    for at in times:
        dark = Frame.black(stage.width, stage.height)
        box = shimmer.draw(dark, at)
        assert box is not None
        x0, y0, x1, y1 = box
        light = cv2.convertScaleAbs(dark.y[y0:y1, x0:x1], alpha=255 / 219, beta=-16 * 255 / 219)
        pictures.append(np.dstack([np.full((*light.shape, 3), 255, np.uint8), light]))
    return np.stack(pictures), x0, y0


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
