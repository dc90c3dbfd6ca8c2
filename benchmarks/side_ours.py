"""Our compositor and encoder on some shots, measured without the loading of modules.

python -m benchmarks.side_ours STORYBOARD FOLDER FIGURES.json SHOT ...
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.scenery import described, made_ready, shot_of
from filmstudio.film.time import FrameRate
from filmstudio.media.concat import join
from filmstudio.stages.picture import clip_writer


def main(storyboard: Path, folder: Path, figures: Path, shots: Sequence[str]) -> None:
    """Writes `figures`: CPU seconds in all, by shot, and of setting the shots up."""
    board = made_ready(storyboard, folder / "data")
    clips: list[Path] = []
    cost: dict[str, float] = {}
    setting = 0.0
    wall, begun = time.monotonic(), time.process_time()
    for id in shots:
        start = time.process_time()
        shot, spec = shot_of(board, id)
        setting += time.process_time() - start
        clips.append(folder / f"ours.{id}.mp4")
        with clip_writer(clips[-1], spec) as writer:
            for index in range(described(folder, id)["frames"]):
                frame = shot.frame(index)
                writer.write(frame.y, frame.u, frame.v)
        cost[id] = time.process_time() - start
    join(clips, folder / "sound.wav", folder / "ours.mp4", rate=FrameRate())
    cpu = time.process_time() - begun
    result = {"cpu": cpu, "wall": time.monotonic() - wall, "setting": setting, "shots": cost}
    figures.write_text(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
