"""Ours against MoviePy 2.2 on the same three shots.

Both get the same painted plates, the same captions, camera moves, frames (the first three seconds
of each shot, 1080p24), the same sound, and libx264 veryfast crf 20 with AAC.

What MoviePy is spared: its layers lie ready as PNG files, already framed, scaled and softened;
captions are finished sprites; people and glittering water are sequences of pictures drawn
beforehand that lie in memory; pans go by whole pixels; nothing sways. It is measured three ways:
"plain" as its documentation composes clips, "tuned" with every composition on a black ground,
which spares it their masks, and "still": tuned, and people and water do not move at all.

What ours does within the measured time, and MoviePy does not: framing the plate, drawing the
puppets and their lip-sync frame by frame, drawing the captions, sub-pixel camera. Not counted on
either side: painting the plate, voices, music, mix, and loading modules.
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
BAR = 5.0
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
    theirs = [_side("moviepy", folder, board, how) for how in ("plain", "tuned", "still")]
    rows: list[tuple[object, ...]] = []
    total = 0
    for id, what in SHOTS.items():
        frames = scenery.described(folder, id)["frames"]
        total += frames
        rows.append(_row(what, frames, ours["shots"][id], *(one["shots"][id] for one in theirs)))
    rows.append(_row("all three, with sound", total, ours["cpu"], *(one["cpu"] for one in theirs)))
    show(
        "MoviePy 2.2: the same shots, 1080p24, CPU ms a frame and times what ours takes",
        ("shot", "frames", "ours", "plain", "times", "tuned", "times", "still", "times"),
        rows,
    )
    plain, tuned, _ = theirs
    note(f"Wall: ours {ours['wall']:.1f} s on one thread, MoviePy {plain['wall']:.1f} s on all.")
    note(
        f"Of ours, setting up the shots (framing, puppets, captions) is {ours['setting']:.2f} of "
        f"{ours['cpu']:.2f} CPU s; it is paid once a shot, here for {SECONDS:g} s of each."
    )
    times = [one["cpu"] / ours["cpu"] for one in (plain, tuned)]
    verdict("CPU of MoviePy, plain, against ours", times[0], BAR, unit="x", most=False)
    return verdict("CPU of MoviePy, tuned, against ours", times[1], BAR, unit="x", most=False)


def _row(what: str, frames: int, ours: float, *theirs: float) -> tuple[object, ...]:
    each = 1000 / frames
    pairs = [figure for one in theirs for figure in (one * each, one / ours)]
    return (what, frames, ours * each, *pairs)


def _side(name: str, folder: Path, board: Path, *how: str) -> dict[str, Any]:
    figures = folder / f"{name}.figures.json"
    measure(
        [sys.executable, "-m", f"benchmarks.side_{name}", board, folder, figures, *how, *SHOTS],
        env={"OMP_NUM_THREADS": "1"},
    )
    return json.loads(figures.read_text())  # type: ignore[no-any-return]
