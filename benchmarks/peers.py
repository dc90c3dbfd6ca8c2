"""Ours against MoviePy 2.2 on the same three shots.

Both get the same painted plates, the same captions, camera moves, frames (the first three seconds
of each shot, 1080p24), the same sound, and libx264 veryfast crf 20 with AAC.

What MoviePy is spared: its layers lie ready as PNG files, already framed, scaled and softened;
people are still pictures (no lips, eyes or gestures), nothing glitters, drifts or sways, captions
are finished sprites, and pans go by whole pixels. Its opaque background is an ImageClip without a
mask, the fastest it has. What ours does within the measured time, and MoviePy does not: framing the
plate, drawing the puppets and their lip-sync frame by frame, drawing the captions, the motions of
nature, sub-pixel camera. Not counted on either side: painting the plate, voices, music, mix,
and loading modules.
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
    theirs = _side("moviepy", folder, board)
    rows: list[tuple[object, ...]] = []
    for id, what in SHOTS.items():
        a, b, frames = ours["shots"][id], theirs["shots"][id], scenery.described(folder, id)["frames"]
        rows.append((what, frames, a / frames * 1000, b / frames * 1000, b / a))
    frames = sum(int(row[1]) for row in rows)  # type: ignore[call-overload]
    rows.append(
        (
            "all three with sound", frames, ours["cpu"] / frames * 1000,
            theirs["cpu"] / frames * 1000, theirs["cpu"] / ours["cpu"],
        )
    )  # fmt: skip
    show(
        "MoviePy 2.2: the same shots, 1080p24",
        ("shot", "frames", "ours ms/frame", "MoviePy ms/frame", "times less"),
        rows,
    )
    note(f"Wall: ours {ours['wall']:.1f} s on one thread, MoviePy {theirs['wall']:.1f} s on all.")
    note(
        f"Of ours, setting up the shots (framing, puppets, captions) is {ours['setting']:.2f} of "
        f"{ours['cpu']:.2f} CPU s; it is paid once a shot, here for {SECONDS:g} s of each."
    )
    return verdict("CPU of MoviePy against ours", theirs["cpu"] / ours["cpu"], 5, unit="x", most=False)


def _side(name: str, folder: Path, board: Path) -> dict[str, Any]:
    figures = folder / f"{name}.figures.json"
    measure(
        [sys.executable, "-m", f"benchmarks.side_{name}", board, folder, figures, *SHOTS],
        env={"OMP_NUM_THREADS": "1"},
    )
    return json.loads(figures.read_text())  # type: ignore[no-any-return]
