"""The film file: clips copied one after the other, sound, subtitles and chapters in one MP4."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile

from filmstudio.errors import BadInput, Broken, Missing
from filmstudio.files import whole_file
from filmstudio.film.time import FrameRate
from filmstudio.media import ffmpeg
from filmstudio.media.encode import BIT_EXACT, REORDER
from filmstudio.media.languages import three_letters

SAMPLE_RATE = 48_000
AUDIO_BIT_RATE = 192_000
_AAC_FRAME = 1024


@dataclass(frozen=True)
class Subtitles:
    """A soft subtitle track: an SRT file and the language of its text, for example "en"."""

    srt: Path
    language: str


@dataclass(frozen=True)
class Joined:
    """What was joined. `padded` is the seconds of silence added to (or, negative, sound cut from)
    the end of the audio so that it ends with the picture."""

    frames: int
    seconds: float
    padded: float


@dataclass
class _Track:
    """Packets of one stream in the order of decoding, each with its time in seconds."""

    stream: Any
    packets: Iterator[tuple[float, Any]]


def join(
    clips: Sequence[Path],
    audio: Path | None,
    out: Path,
    *,
    rate: FrameRate,
    chapters: Sequence[tuple[float, str]] = (),
    metadata: Mapping[str, str] | None = None,
    subtitles: Sequence[Subtitles] = (),
    language: str = "",
) -> Joined:
    """Joins clips of one size, rate and codec into an MP4 that starts playing at once.

    Pictures are copied, not encoded again. `audio` is a 48 kHz stereo WAV or FLAC and becomes
    AAC-LC at 192 kbit/s that ends with the last frame. `chapters` are (start in seconds, title).
    `metadata` are MP4 tags such as title, artist, comment. Equal inputs give equal bytes.
    Raises BadInput for clips that do not fit together or audio of another format, Missing for a
    file that is not there, NoSpace on a full disk, Broken for a clip that cannot be read.
    """
    if not clips:
        raise BadInput("There is nothing to join: the film has no clips.")
    for path in [*clips, *([audio] if audio else []), *(track.srt for track in subtitles)]:
        if not path.is_file():
            raise Missing(f"{path} is not there, so the film cannot be joined.")
    counts = [_frames(clip) for clip in clips]
    with (
        tempfile.TemporaryDirectory(prefix="filmstudio-") as scratch,
        whole_file(out) as part,
        _film(part) as film,
    ):
        film.metadata.update(metadata or {})
        with av.open(str(clips[0])) as first:
            template = first.streams.video[0]
            picture: Any = film.add_stream_from_template(template)
            picture.time_base = 1 / rate.fraction
            if template.codec_context.name == "hevc":
                picture.codec_context.codec_tag = "hvc1"
        seconds = float(sum(counts) / rate.fraction)
        tracks = [_Track(picture, _video(clips, counts, picture, rate))]
        padded = 0.0
        if audio is not None:
            sound: Any = film.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
            sound.bit_rate = AUDIO_BIT_RATE
            sound.codec_context.flags |= BIT_EXACT
            sound.metadata["language"] = three_letters(language)
            needed = round(sum(counts) / rate.fraction * SAMPLE_RATE)
            padded = (needed - _audio_length(audio)) / SAMPLE_RATE
            tracks.append(_Track(sound, _audio(audio, needed, sound)))
        opened: list[Any] = []
        try:
            for index, track in enumerate(subtitles):
                made = Path(scratch) / f"{index}.mp4"
                ffmpeg.run(
                    ["-i", track.srt, "-c:s", "mov_text", "-fflags", "+bitexact", "-y", made]
                )
                source = av.open(str(made))
                opened.append(source)
                text: Any = film.add_stream_from_template(source.streams.subtitles[0])
                text.metadata["language"] = three_letters(track.language)
                tracks.append(_Track(text, _texts(source, text)))
            if chapters:
                film.set_chapters(_chapters(chapters, seconds))
            _interleave(film, tracks)
        finally:
            for source in opened:
                source.close()
    return Joined(sum(counts), seconds, padded)


def _film(path: Path) -> Any:
    """A new MP4 whose index comes first and which holds no dates or versions."""
    return av.open(
        str(path),
        "w",
        format="mp4",
        options={"movflags": "+faststart", "movie_timescale": str(SAMPLE_RATE)},
        container_options={"fflags": "+bitexact"},
    )


def _interleave(film: Any, tracks: list[_Track]) -> None:
    """Writes packets of all tracks in the order of their times."""
    waiting = [(next(track.packets, None), track) for track in tracks]
    while True:
        ready = [(item[0], index) for index, (item, _) in enumerate(waiting) if item is not None]
        if not ready:
            return
        _, index = min(ready)
        item, track = waiting[index]
        assert item is not None
        film.mux(item[1])
        waiting[index] = (next(track.packets, None), track)


def _frames(clip: Path) -> int:
    """Frames in a clip, by its index. Raises Broken for what is not a whole video file."""
    try:
        with av.open(str(clip)) as source:
            count = int(source.streams.video[0].frames)
    except (av.error.FFmpegError, IndexError) as error:
        raise Broken(f"The clip {clip.name} cannot be read: it must be rendered again.") from error
    if count < 1:
        raise Broken(f"The clip {clip.name} has no frames: it must be rendered again.")
    return count


def _video(
    clips: Sequence[Path], counts: Sequence[int], stream: Any, rate: FrameRate
) -> Iterator[tuple[float, Any]]:
    """The clips' packets with times that run on from clip to clip."""
    frame = 1 / rate.fraction
    shape: tuple[Any, ...] | None = None
    written = 0
    offset = 0
    for clip, count in zip(clips, counts, strict=True):
        with av.open(str(clip)) as source:
            track: Any = source.streams.video[0]
            context = track.codec_context
            own = (context.name, context.width, context.height, bytes(context.extradata or b""))
            shape = shape or own
            if own != shape:
                raise BadInput(
                    f"The clip {clip.name} is {own[0]} {own[1]}x{own[2]} and was encoded otherwise "
                    f"than the first one ({shape[0]} {shape[1]}x{shape[2]}): render all shots of a "
                    "film with the same settings."
                )
            tick = Fraction(track.time_base)
            start = track.start_time or 0
            for packet in source.demux(track):
                if packet.size == 0:
                    continue
                shown = offset + round((packet.pts - start) * tick / frame)
                if shown < written - REORDER:
                    raise Broken(f"The clip {clip.name} has frames out of order.")
                packet.stream = stream
                packet.time_base = frame
                packet.pts = shown
                packet.dts = written - REORDER
                packet.duration = 1
                yield float((written - REORDER) * frame), packet
                written += 1
        offset += count
        if written != offset:
            raise Broken(
                f"The clip {clip.name} ends early ({written} frames of {offset}): it must be "
                "rendered again."
            )


def _audio_length(path: Path) -> int:
    """Samples in a 48 kHz stereo file. Raises BadInput for another format."""
    try:
        info = soundfile.info(str(path))
    except soundfile.LibsndfileError as error:
        raise BadInput(f"The sound file {path.name} cannot be read: {error}") from error
    if info.samplerate != SAMPLE_RATE or info.channels != 2:
        raise BadInput(
            f"The sound {path.name} has {info.channels} channel(s) at {info.samplerate} Hz; a film's "
            f"sound is stereo at {SAMPLE_RATE} Hz."
        )
    return int(info.frames)


def _audio(path: Path, needed: int, stream: Any) -> Iterator[tuple[float, Any]]:
    """AAC packets of exactly `needed` samples: sound beyond is cut, silence fills the rest."""
    at = 0
    with soundfile.SoundFile(str(path)) as source:
        while at < needed:
            count = min(_AAC_FRAME, needed - at)
            block = np.zeros((2, count), np.float32)
            read = source.read(count, dtype="float32", always_2d=True)
            block[:, : len(read)] = read.T
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate = SAMPLE_RATE
            frame.time_base = Fraction(1, SAMPLE_RATE)
            frame.pts = at
            at += count
            for packet in stream.encode(frame):
                yield packet.pts / SAMPLE_RATE, packet
    for packet in stream.encode(None):
        yield packet.pts / SAMPLE_RATE, packet


def _texts(source: Any, stream: Any) -> Iterator[tuple[float, Any]]:
    """Subtitle packets copied from a file that holds nothing else."""
    track = source.streams.subtitles[0]
    for packet in source.demux(track):
        if packet.pts is None:
            continue
        at = float(packet.pts * track.time_base)
        packet.stream = stream
        yield at, packet


def _chapters(chapters: Sequence[tuple[float, str]], seconds: float) -> list[Any]:
    """Chapters in milliseconds, each until the next one starts; those past the end are left out."""
    ordered = sorted((start, title) for start, title in chapters if 0 <= start < seconds)
    ends = [start for start, _ in ordered[1:]] + [seconds]
    return [
        {
            "id": number,
            "start": round(start * 1000),
            "end": int(end * 1000),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": title},
        }
        for number, ((start, title), end) in enumerate(zip(ordered, ends, strict=True))
    ]
