"""MoviePy on the same shots, from pictures that lie ready, measured without loading modules.

python -m benchmarks.side_moviepy STORYBOARD FOLDER FIGURES.json plain|tuned|still SHOT ...
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil  # type: ignore[import-untyped]
from moviepy import (
    AudioFileClip,
    CompositeVideoClip,
    ImageClip,
    ImageSequenceClip,
    VideoClip,
    concatenate_videoclips,
    vfx,
)

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


def composed(folder: Path, shot: dict[str, Any], how: str) -> VideoClip:
    """One shot as a user of MoviePy writes it.

    A pan moves each layer by a function of time; a push-in resizes the place and its people,
    composed once, about the middle; a held shot does neither. Captions lie over the result.
    `how` is "plain", compositions as the documentation writes them; "tuned", on a black ground,
    which spares MoviePy the masks of whole compositions; or "still": tuned, and people and water
    are one picture each instead of sequences of pictures drawn beforehand.
    """
    ground = {} if how == "plain" else {"bg_color": (0, 0, 0)}
    size, seconds = tuple(shot["frame"]), shot["frames"] / shot["rate"]
    camera = Camera.model_validate(shot["camera"])
    held = camera.move == "hold" or not camera.amount
    zooms = camera.move in ("push-in", "pull-out")

    def look(t: float, nearness: float) -> Any:
        at = gaze(camera, t / shot["seconds"])
        return matrix(at, tuple(shot["stage"]), size, nearness)

    def place(layer: dict[str, Any], t: float) -> tuple[int, int]:
        x, y = layer["x"], layer["y"]
        if "velocity" in layer:
            x += layer["velocity"][0] * t
            y += layer["velocity"][1] * t
            y += layer["bob"] * math.sin(2 * math.pi * t / layer["bob_period"])
        if not held and not zooms:
            m = look(t, layer["nearness"])
            x, y = x + float(m[0, 2]), y + float(m[1, 2])
        return round(x), round(y)

    pictures = []
    for layer in shot["layers"]:
        picture = _picture(folder, layer, shot["rate"], how != "still").with_duration(seconds)
        fixed = (held or zooms) and "velocity" not in layer
        where = place(layer, 0.0) if fixed else (lambda t, layer=layer: place(layer, t))
        pictures.append(picture.with_position(where))
    if zooms:
        whole = CompositeVideoClip(pictures, size=tuple(shot["stage"]), **ground)
        pushed = whole.resized(lambda t: float(look(t, 1.0)[0, 0]))
        pictures = [pushed.with_position("center")]
    captions = [
        ImageClip(str(folder / one["file"]))
        .with_position((one["x"], one["y"]))
        .with_start(one["start"])
        .with_end(min(one["end"], seconds))
        for one in shot["captions"]
    ]
    composition = CompositeVideoClip(pictures + captions, size=size, **ground)
    if shot["fade_in"]:
        return composition.with_effects([vfx.FadeIn(shot["fade_in"])])
    return composition


def _picture(folder: Path, layer: dict[str, Any], rate: float, moving: bool) -> VideoClip:
    if moving and "moving" in layer:
        frames = np.load(folder / layer["moving"], mmap_mode="r")
        return ImageSequenceClip(list(frames), fps=rate, with_mask=True)
    return ImageClip(str(folder / layer["file"]))


def main(folder: Path, figures: Path, how: str, ids: Sequence[str]) -> None:
    """Writes `figures`: CPU seconds in all and by shot."""
    begun: dict[str, float] = {}
    filming = False

    def noting(id: str) -> Callable[[Any, float], Any]:
        def frame(get_frame: Any, t: float) -> Any:
            if filming:
                begun.setdefault(id, cpu())
            return get_frame(t)

        return frame

    wall, start = time.monotonic(), cpu()
    shots = {id: described(folder, id) for id in ids}
    clips = [composed(folder, one, how).transform(noting(id)) for id, one in shots.items()]
    film = concatenate_videoclips(clips)
    film = film.with_audio(AudioFileClip(str(folder / "sound.wav")))
    filming = True
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
    # Opening the pictures counts for the first shot; the encoder runs a second behind.
    edges = [start, *list(begun.values())[1:], end]
    cost = {id: edges[n + 1] - edges[n] for n, id in enumerate(begun)}
    result = {"cpu": end - start, "wall": time.monotonic() - wall, "shots": cost}
    figures.write_text(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4], sys.argv[5:])
