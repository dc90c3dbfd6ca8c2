"""Delivery formats made from a finished film: other sizes, H.265, WebM, GIF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from filmstudio.errors import BadInput
from filmstudio.files import whole_file
from filmstudio.media import ffmpeg
from filmstudio.media.encode import KEYFRAME_SECONDS
from filmstudio.media.probe import FileFacts, VideoFacts, probe

HEIGHTS: dict[str, int] = {"360p": 360, "480p": 480, "720p": 720, "1080p": 1080, "4K": 2160}
"""Names of sizes and their shorter side in pixels, so that 9:16 at 1080p is 1080 wide."""

GIF_SECONDS = 15.0
GIF_RATE = 12
GIF_SIDE = 480
_THREADS = "4"
"""Fixed, because the bytes of x264 and x265 depend on the number of threads."""

_EXACT = ["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"]
_BT709 = [
    "-pix_fmt",
    "yuv420p",
    "-color_primaries",
    "bt709",
    "-color_trc",
    "bt709",
    "-colorspace",
    "bt709",
    "-color_range",
    "tv",
]


@dataclass(frozen=True)
class Delivered:
    """A delivered file and sentences for the creator, for example that a GIF was cut."""

    path: Path
    width: int
    height: int
    notes: tuple[str, ...] = ()


def size_for(width: int, height: int, short_side: int) -> tuple[int, int]:
    """Even width and height of the same shape whose shorter side is `short_side` pixels."""
    scale = short_side / min(width, height)
    return 2 * round(width * scale / 2), 2 * round(height * scale / 2)


def _film(path: Path) -> tuple[FileFacts, VideoFacts]:
    facts = probe(path)
    if facts.video is None:
        raise BadInput(f"{path.name} has no picture, so no film can be made from it.")
    return facts, facts.video


def _scale(width: int, height: int) -> str:
    return f"scale={width}:{height}:flags=lanczos+accurate_rnd+bitexact,setsar=1"


def _enlarged(video: VideoFacts, height: int) -> tuple[str, ...]:
    if height > video.height:
        return (
            f"The film was made at {video.width}x{video.height}; this version is enlarged and not "
            "sharper. Render the film at the larger size for more detail.",
        )
    return ()


def _transcoded(
    film: Path, out: Path, short_side: int | None, picture: str, rest: str
) -> Delivered:
    """Encodes a film again: `picture` and `rest` are ffmpeg's options for picture and container.

    `{every}` in `picture` stands for the frames from one keyframe to the next; keyframes of the
    film stay keyframes.
    """
    _, video = _film(film)
    side = short_side or min(video.width, video.height)
    width, height = size_for(video.width, video.height, side)
    every = max(1, int(KEYFRAME_SECONDS * video.rate))
    options = picture.format(every=every).split()
    with whole_file(out) as part:
        ffmpeg.run(
            [
                "-i",
                film,
                *["-map", "0:v:0", "-map", "0:a:0?", "-map", "0:s?"],
                "-vf",
                _scale(width, height),
                *_BT709,
                *options,
                *["-force_key_frames", "source"],
                *rest.split(),
                *_EXACT,
                "-y",
                part,
            ]
        )
    return Delivered(out, width, height, _enlarged(video, height))


def h264(film: Path, out: Path, short_side: int | None = None) -> Delivered:
    """An MP4 in H.264 whose shorter side is `short_side` pixels (None: as it is)."""
    return _transcoded(
        film,
        out,
        short_side,
        f"-c:v libx264 -preset veryfast -crf 20 -threads {_THREADS} -g {{every}} -sc_threshold 0 "
        "-forced-idr 1",
        "-c:a copy -c:s copy -movflags +faststart -f mp4",
    )


def h265(film: Path, out: Path, short_side: int | None = None) -> Delivered:
    """An MP4 in H.265 (tag hvc1, which Safari plays) at about half the size of H.264."""
    return _transcoded(
        film,
        out,
        short_side,
        "-c:v libx265 -preset veryfast -crf 24 -tag:v hvc1 -forced-idr 1 -x265-params "
        "keyint={every}:min-keyint={every}:scenecut=0:open-gop=0:frame-threads=2:no-info=1:"
        "log-level=none",
        "-c:a copy -c:s copy -movflags +faststart -f mp4",
    )


def webm(film: Path, out: Path, short_side: int | None = None) -> Delivered:
    """A WebM with VP9 and Opus; soft subtitles become WebVTT."""
    return _transcoded(
        film,
        out,
        short_side,
        "-c:v libvpx-vp9 -crf 32 -b:v 0 -deadline good -cpu-used 5 -row-mt 1 -tile-columns 1 "
        f"-threads {_THREADS} -g {{every}}",
        "-c:a libopus -b:a 128k -c:s webvtt -f webm",
    )


def gif(film: Path, out: Path, *, start: float = 0.0, short_side: int | None = None) -> Delivered:
    """An animated GIF of at most 15 s from `start`, 12 frames a second, with a palette of its own.

    The note says so where the film is longer. Raises BadInput for a start after the end.
    """
    facts, video = _film(film)
    if not 0 <= start < video.end:
        raise BadInput(f"The GIF cannot start at {start:g} s: the film is {video.end:.1f} s long.")
    side = min(short_side or GIF_SIDE, video.width, video.height)
    width, height = size_for(video.width, video.height, side)
    left = video.end - start
    with whole_file(out) as part:
        ffmpeg.run(
            [
                "-ss",
                f"{start:.3f}",
                "-t",
                f"{min(GIF_SECONDS, left):.3f}",
                "-i",
                film,
                "-filter_complex",
                f"[0:v]fps={GIF_RATE},{_scale(width, height)},split[a][b];"
                "[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4"
                ":diff_mode=rectangle",
                "-an",
                "-sn",
                *_EXACT,
                *["-loop", "0", "-f", "gif", "-y"],
                part,
            ]
        )
    notes: tuple[str, ...] = ()
    if left > GIF_SECONDS:
        notes = (
            f"The GIF shows {GIF_SECONDS:.0f} s of {facts.seconds:.0f} s: longer ones are too heavy "
            "to send. Choose another start, or deliver a video.",
        )
    return Delivered(out, width, height, notes)
