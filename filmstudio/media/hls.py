"""HTTP Live Streaming: renditions of a film with aligned segments and a master playlist."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av

from filmstudio.errors import BadInput
from filmstudio.files import disk_errors, part_of
from filmstudio.media import ffmpeg
from filmstudio.media.encode import KEYFRAME_SECONDS
from filmstudio.media.formats import size_for
from filmstudio.media.probe import VideoFacts, probe

SEGMENT_SECONDS = 4
MASTER = "master.m3u8"
MAX_KILOBITS = {360: 800, 480: 1400, 720: 2800, 1080: 5000, 1440: 9000, 2160: 16000}
"""Highest bit rate of the picture by shorter side: about the usual ladders for drawn pictures."""
_AUDIO_KILOBITS = 128
_THREADS = "4"


@dataclass(frozen=True)
class Rendition:
    """One size: its playlist's path within the folder and what the master says of it."""

    playlist: str
    width: int
    height: int
    bandwidth: int
    average_bandwidth: int
    codecs: str


def stream(
    film: Path, folder: Path, short_sides: Sequence[int] = (360, 480, 720, 1080)
) -> tuple[Rendition, ...]:
    """Writes an HLS presentation of a film into `folder`: `master.m3u8` and one folder a rendition.

    Sizes larger than the film are left out; at least one is made. Segments are fragmented MP4 and
    begin at the film's own keyframes, the same in all renditions. A folder of this name is
    replaced when everything is made. Raises BadInput for a file without picture or another size.
    """
    facts = probe(film)
    if facts.video is None:
        raise BadInput(f"{film.name} has no picture, so it cannot be streamed.")
    unknown = sorted(set(short_sides) - set(MAX_KILOBITS))
    if unknown or not short_sides:
        raise BadInput(
            f"There is no streaming size {', '.join(map(str, unknown)) or 'given'}: choose from "
            f"{', '.join(map(str, MAX_KILOBITS))}."
        )
    own = min(facts.video.width, facts.video.height)
    sides = sorted({side for side in short_sides if side <= own} or {min(short_sides)})
    part = part_of(folder)
    with disk_errors(folder):
        shutil.rmtree(part, ignore_errors=True)
        try:
            part.mkdir(parents=True)
            made = tuple(_rendition(film, facts.video, part, side) for side in sides)
            (part / MASTER).write_text(_master(made, facts.video), encoding="utf-8")
            if folder.exists():
                shutil.rmtree(folder)
            os.replace(part, folder)
        except BaseException:
            with contextlib.suppress(OSError):
                shutil.rmtree(part)
            raise
    return made


def _rendition(film: Path, video: VideoFacts, folder: Path, side: int) -> Rendition:
    width, height = size_for(video.width, video.height, side)
    name = f"{side}p"
    (folder / name).mkdir()
    rate = MAX_KILOBITS[side]
    every = max(1, int(KEYFRAME_SECONDS * video.rate))
    options = (
        "-pix_fmt yuv420p -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv "
        f"-c:v libx264 -preset veryfast -crf 21 -threads {_THREADS} "
        f"-maxrate {rate}k -bufsize {rate * 3 // 2}k "
        f"-g {every} -sc_threshold 0 -forced-idr 1 -force_key_frames source "
        f"-c:a aac -b:a {_AUDIO_KILOBITS}k -ac 2 -ar 48000 "
        "-fflags +bitexact -flags:v +bitexact -flags:a +bitexact "
        f"-f hls -hls_time {SEGMENT_SECONDS} -hls_playlist_type vod -hls_segment_type fmp4 "
        "-hls_flags independent_segments -hls_fmp4_init_filename init.mp4 "
        "-hls_segment_filename %04d.m4s -y index.m3u8"
    )
    scale = f"scale={width}:{height}:flags=lanczos+accurate_rnd+bitexact,setsar=1"
    ffmpeg.run(
        ["-i", film.absolute(), "-map", "0:v:0", "-map", "0:a:0?", "-vf", scale, *options.split()],
        cwd=folder / name,
    )
    peak, average = _bandwidth(folder / name)
    return Rendition(
        f"{name}/index.m3u8", width, height, peak, average, _codecs(folder / name / "init.mp4")
    )


def _bandwidth(folder: Path) -> tuple[int, int]:
    """Peak and average bits a second over segments (RFC 8216, 4.3.4.2), as the playlist lists them."""
    lengths: list[tuple[float, int]] = []
    seconds = 0.0
    for row in (folder / "index.m3u8").read_text(encoding="utf-8").splitlines():
        if row.startswith("#EXTINF:"):
            seconds = float(row[len("#EXTINF:") :].split(",")[0])
        elif row and not row.startswith("#"):
            lengths.append((seconds, (folder / row).stat().st_size))
    # A last scrap of a segment may hold one keyframe in a few frames: RFC 8216 leaves out segments
    # under half the target duration where others are there.
    whole = [pair for pair in lengths if pair[0] >= SEGMENT_SECONDS / 2] or lengths
    peak = max(size * 8 / length for length, size in whole)
    total = sum(size for _, size in lengths) * 8 / sum(length for length, _ in lengths)
    return int(peak) + 1, int(total) + 1


def _codecs(init: Path) -> str:
    """The CODECS attribute (RFC 6381) from the decoder configuration of an init segment."""
    with av.open(str(init)) as source:
        configuration = bytes(source.streams.video[0].codec_context.extradata or b"")
        names = ["avc1." + configuration[1:4].hex().upper()]
        if source.streams.audio:
            names.append("mp4a.40.2")
    return ",".join(names)


def _master(renditions: Sequence[Rendition], video: VideoFacts) -> str:
    rows = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for each in renditions:
        rows.append(
            f"#EXT-X-STREAM-INF:BANDWIDTH={each.bandwidth},"
            f"AVERAGE-BANDWIDTH={each.average_bandwidth},"
            f'CODECS="{each.codecs}",RESOLUTION={each.width}x{each.height},'
            f"FRAME-RATE={float(video.rate):.3f}"
        )
        rows.append(each.playlist)
    return "\n".join(rows) + "\n"
