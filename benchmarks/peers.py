"""Ours against MoviePy 2.2 on the same three shots.

Both get the same painted plates, the same captions, camera moves, frames (the first three seconds
of each shot, 1080p24), the same sound, and libx264 veryfast crf 20 with AAC.

What MoviePy is spared: its layers lie ready as PNG files, already framed, scaled and softened;
captions are finished sprites; water does not glitter and nothing sways; pans go by whole pixels.
Its opaque background is an ImageClip without a mask on a black ground, the fastest it has. Its
people are measured twice: "moving" plays them as sequences of pictures that were drawn beforehand
and lie in memory, so that the film shows what ours shows; "still" leaves their lips, eyes and
gestures out.

What ours does within the measured time, and MoviePy does not: framing the plate, drawing the
puppets and their lip-sync frame by frame, drawing the captions, the glitter, sub-pixel camera.
Not counted on either side: painting the plate, voices, music, mix, and loading modules.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks import boards, scenery
from benchmarks.meter import measure
from benchmarks.studio import Kind
from benchmarks.table import note, show, verdict

SECONDS = 3.0
SHOTS = {
    "s0.1": "establishing, pan, caption",
    "s0.2": "two-shot, held, caption",
    "s0.4": "close, push-in, caption",
}


def moviepy(folder: Path, kind: Kind) -> bool:
    """CPU of ours and of MoviePy for three kinds of shot."""
    del kind
    board = boards.write(boards.talk(boards.SCENE_SECONDS), folder / "peers.json")
    measure([sys.executable, "-m", "benchmarks.scenery", board, folder, str(SECONDS), *SHOTS])
    ours = _side("ours", folder, board)
    moving = _side("moviepy", folder, board, "moving")
    still = _side("moviepy", folder, board, "still")
    rows: list[tuple[object, ...]] = []
    total = 0
    for id, what in SHOTS.items():
        frames = scenery.described(folder, id)["frames"]
        total += frames
        costs = (one["shots"][id] for one in (ours, moving, still))
        rows.append(_row(what, frames, *costs))
    rows.append(_row("all three, with sound", total, *(o["cpu"] for o in (ours, moving, still))))
    show(
        "MoviePy 2.2: the same shots, 1080p24, CPU ms a frame",
        ("shot", "frames", "ours", "MoviePy", "times less", "people still", "times less"),
        rows,
    )
    note(f"Wall: ours {ours['wall']:.1f} s on one thread, MoviePy {moving['wall']:.1f} s on all.")
    note(
        f"Of ours, setting up the shots (framing, puppets, captions) is {ours['setting']:.2f} of "
        f"{ours['cpu']:.2f} CPU s; it is paid once a shot, here for {SECONDS:g} s of each."
    )
    return verdict(
        "CPU of MoviePy against ours", moving["cpu"] / ours["cpu"], 5, unit="x", most=False
    )


def _row(what: str, frames: int, ours: float, moving: float, still: float) -> tuple[object, ...]:
    each = 1000 / frames
    return (
        what, frames, ours * each, moving * each, moving / ours, still * each, still / ours,
    )  # fmt: skip


def _side(name: str, folder: Path, board: Path, *how: str) -> dict[str, Any]:
    figures = folder / f"{name}.figures.json"
    measure(
        [sys.executable, "-m", f"benchmarks.side_{name}", board, folder, figures, *how, *SHOTS],
        env={"OMP_NUM_THREADS": "1"},
    )
    return json.loads(figures.read_text())  # type: ignore[no-any-return]
