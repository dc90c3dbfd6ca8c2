"""Camera moves: where the camera looks at each moment of a shot, eased at both ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmstudio.film.storyboard import Camera

Matrix = NDArray[np.float32]
"""A 2x3 affine map from stage pixels to frame pixels."""


@dataclass(frozen=True)
class Gaze:
    """Offset of the camera from the middle of the stage, in frame widths and heights, and zoom."""

    dx: float = 0.0
    dy: float = 0.0
    zoom: float = 1.0


def ease(part: float) -> float:
    """Smoothstep (Hermite's cubic): 0 to 1 with no speed at both ends."""
    part = min(1.0, max(0.0, part))
    return part * part * (3 - 2 * part)


UNDER_WAY = 0.25
"""The part of its mean speed that a camera already has at the cut, and still has at the next."""


BEYOND = 0.4
"""How far past its end a shot may be seen while it dissolves away, as a part of its length."""
ROOM = UNDER_WAY * BEYOND
"""The part of its travel by which a camera goes on meanwhile."""


def glide(part: float) -> float:
    """The path of a camera: eased at both ends, but never so slow that a frame repeats.

    Past the end (a dissolve shows the shot a little longer) it goes on at the speed it had.
    """
    part = min(1.0 + BEYOND, max(0.0, part))
    return (1 - UNDER_WAY) * ease(part) + UNDER_WAY * part


def gaze(camera: Camera, part: float) -> Gaze:
    """Where the camera is when `part` (0-1) of the shot has passed."""
    travelled = glide(part) * camera.amount
    left = camera.amount - travelled
    match camera.move:
        case "push-in":
            return Gaze(zoom=1 + travelled)
        case "pull-out":
            return Gaze(zoom=1 + left + camera.amount * ROOM)
        case "pan-right" | "track":
            return Gaze(dx=travelled - camera.amount / 2)
        case "pan-left":
            return Gaze(dx=camera.amount / 2 - travelled)
        case "tilt-up":
            return Gaze(dy=camera.amount / 2 - travelled)
        case _:
            return Gaze()


def margins(camera: Camera) -> tuple[float, float]:
    """How much wider and higher than the frame the stage must be, as parts of the frame."""
    if camera.move in ("pan-left", "pan-right", "track"):
        return camera.amount * (1 + 2 * ROOM), 0.0
    if camera.move == "tilt-up":
        return 0.0, camera.amount * (1 + 2 * ROOM)
    return 0.0, 0.0


def matrix(
    look: Gaze, stage: tuple[int, int], frame: tuple[int, int], nearness: float = 1.0
) -> Matrix:
    """The map from stage (w, h) to frame (w, h) pixels for a depth.

    `nearness` scales the camera's travel: 1 for the plane of the people, less for what lies
    behind them, more for what is in front (parallax).
    """
    zoom = 1 + (look.zoom - 1) * nearness
    centre_x = stage[0] / 2 + look.dx * frame[0] * nearness
    centre_y = stage[1] / 2 + look.dy * frame[1] * nearness
    return np.array(
        [
            [zoom, 0, frame[0] / 2 - zoom * centre_x],
            [0, zoom, frame[1] / 2 - zoom * centre_y],
        ],
        np.float32,
    )


def half(of: Matrix) -> Matrix:
    """The same map for planes of half the size, pixel centres respected."""
    out = of.copy()
    out[0, 2] = (0.5 * of[0, 0] + 0.5 * of[0, 1] + of[0, 2] - 0.5) / 2
    out[1, 2] = (0.5 * of[1, 0] + 0.5 * of[1, 1] + of[1, 2] - 0.5) / 2
    return out
