"""MoviePy on the same shots, from pictures that lie ready, measured without loading modules.

    python -m benchmarks.side_moviepy STORYBOARD FOLDER FIGURES.json SHOT ...
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import psutil
from moviepy import AudioFileClip, CompositeVideoClip, ImageClip, concatenate_videoclips

from benchmarks.scenery import described
from filmstudio.film.storyboard import Camera
from filmstudio.media.camera import gaze, matrix


def cpu() -> float:
    """CPU seconds of this process, of the encoder it feeds, and of those that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    running = [child.cpu_times() for child in psutil.Process().children()]
    return (
        time.process_time()
        + ended.ru_utime
        + ended.ru_stime
        + sum(times.user + times.system for times in running)
    )


def composed(folder: Path, shot: dict[str, Any]) -> CompositeVideoClip:
    """One shot as a user of MoviePy writes it.

    A pan moves each layer by a function of time; a push-in resizes the place and its people,
    composed once, about the middle; a held shot does neither. Captions lie over the result.
    """
    size, seconds = tuple(shot["frame"]), shot["frames"] / shot["rate"]
    camera = Camera.model_validate(shot["camera"])

    def look(t: float, nearness: float) -> Any:
        at = gaze(camera, t / shot["seconds"])
        return matrix(at, tuple(shot["stage"]), size, nearness)

    def travel(layer: dict[str, Any]) -> Callable[[float], tuple[int, int]]:
        def place(t: float) -> tuple[int, int]:
            m = look(t, layer["nearness"])
            return round(layer["x"] + float(m[0, 2])), round(layer["y"] + float(m[1, 2]))

        return place

    held = camera.move == "hold" or not camera.amount
    zooms = camera.move in ("push-in", "pull-out")
    pictures = []
    for layer in shot["layers"]:
        picture = ImageClip(str(folder / layer["file"])).with_duration(seconds)
        still = held or zooms
        pictures.append(
            picture.with_position((layer["x"], layer["y"]) if still else travel(layer))
        )
    if zooms:
        whole = CompositeVideoClip(pictures, size=tuple(shot["stage"]), bg_color=(0, 0, 0))
        pushed = whole.resized(lambda t: float(look(t, 1.0)[0, 0]))
        pictures = [pushed.with_position("center")]
    captions = [
        ImageClip(str(folder / one["file"]))
        .with_position((one["x"], one["y"]))
        .with_start(one["start"])
        .with_end(min(one["end"], seconds))
        for one in shot["captions"]
    ]
    return CompositeVideoClip(pictures + captions, size=size, bg_color=(0, 0, 0))


def main(folder: Path, figures: Path, ids: Sequence[str]) -> None:
    """Writes `figures`: CPU seconds in all and by shot."""
    begun: dict[str, float] = {}

    def noting(id: str) -> Callable[[Any, float], Any]:
        def frame(get_frame: Any, t: float) -> Any:
            begun.setdefault(id, cpu())
            return get_frame(t)

        return frame

    wall, start = time.monotonic(), cpu()
    shots = {id: described(folder, id) for id in ids}
    clips = [composed(folder, shot).transform(noting(id)) for id, shot in shots.items()]
    film = concatenate_videoclips(clips)
    film = film.with_audio(AudioFileClip(str(folder / "sound.wav")))
    film.write_videofile(
        str(folder / "moviepy.mp4"),
        fps=next(iter(shots.values()))["rate"],
        codec="libx264",
        preset="veryfast",
        audio_codec="aac",
        audio_bitrate="192k",
        temp_audiofile_path=str(folder),
        ffmpeg_params=["-crf", "20"],
        pixel_format="yuv420p",
        logger=None,
    )
    end = cpu()
    edges = [*begun.values(), end]
    cost = {id: edges[n + 1] - edges[n] for n, id in enumerate(begun)}
    result = {"cpu": end - start, "wall": time.monotonic() - wall, "shots": cost}
    figures.write_text(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:])
