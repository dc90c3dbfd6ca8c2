"""What a media file is: its streams, times, keyframes, colours and the order of its atoms."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from filmstudio.errors import Broken, Missing


@dataclass(frozen=True)
class VideoFacts:
    """The picture. Times are seconds of the film; `shown` are those of all frames in order."""

    codec: str
    tag: str
    profile: str
    width: int
    height: int
    pixel_format: str
    sample_aspect: Fraction
    rate: Fraction
    frames: int
    start: float
    end: float
    primaries: int
    transfer: int
    matrix: int
    colour_range: int
    shown: tuple[Fraction, ...]
    keyframes: tuple[Fraction, ...]

    @property
    def constant_rate(self) -> bool:
        """True where each frame is shown for 1/rate, to within half a millisecond."""
        frame = 1 / self.rate
        first = self.shown[0]
        return all(
            abs(time - first - index * frame) < Fraction(1, 2000)
            for index, time in enumerate(self.shown)
        )

    @property
    def longest_gop(self) -> float:
        """Seconds of the longest stretch from one keyframe to the next, or to the end."""
        ends = [*self.keyframes[1:], Fraction(self.end).limit_denominator(1_000_000)]
        return float(
            max((end - start for start, end in zip(self.keyframes, ends, strict=True)), default=0)
        )


@dataclass(frozen=True)
class AudioFacts:
    codec: str
    profile: str
    sample_rate: int
    channels: int
    bit_rate: int
    language: str
    start: float
    end: float


@dataclass(frozen=True)
class SubtitleFacts:
    codec: str
    language: str


@dataclass(frozen=True)
class FileFacts:
    """`atoms` are the names of the top-level boxes of an MP4 in their order, else empty."""

    path: Path
    size: int
    container: str
    seconds: float
    video: VideoFacts | None
    audio: AudioFacts | None
    subtitles: tuple[SubtitleFacts, ...]
    chapters: tuple[tuple[float, str], ...]
    metadata: dict[str, str]
    atoms: tuple[str, ...]

    @property
    def faststart(self) -> bool:
        """True where the index lies before the media, so that playing starts at once."""
        return (
            "moov" in self.atoms
            and "mdat" in self.atoms
            and (self.atoms.index("moov") < self.atoms.index("mdat"))
        )


def probe(path: Path) -> FileFacts:
    """Reads all packets (not pictures) of a file. Raises Missing and Broken."""
    if not path.is_file():
        raise Missing(f"{path} is not there.")
    try:
        with av.open(str(path)) as source:
            return _facts(path, source)
    except av.error.FFmpegError as error:
        raise Broken(
            f"{path.name} is not a media file that can be read: {error.strerror}."
        ) from error


def atoms(path: Path) -> tuple[str, ...]:
    """Names of the top-level boxes of an ISO media file (ISO/IEC 14496-12, 4.2)."""
    names: list[str] = []
    size = path.stat().st_size
    with path.open("rb") as stream:
        at = 0
        while at + 8 <= size:
            stream.seek(at)
            head = stream.read(16)
            length = int.from_bytes(head[:4], "big")
            name = head[4:8]
            if not name.isalnum() and not all(32 <= byte < 127 for byte in name):
                break
            names.append(name.decode("latin-1"))
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            if length == 0:
                break
            if length < 8:
                break
            at += length
    return tuple(names)


def _facts(path: Path, source: Any) -> FileFacts:
    videos = list(source.streams.video)
    audios = list(source.streams.audio)
    wanted = videos[:1] + audios[:1]
    times: dict[int, list[tuple[Fraction, Fraction, bool]]] = {each.index: [] for each in wanted}
    for packet in source.demux(wanted) if wanted else ():
        if packet.pts is not None and packet.size:
            base = packet.time_base
            times[packet.stream.index].append(
                (packet.pts * base, (packet.duration or 0) * base, bool(packet.is_keyframe))
            )
    chapters = tuple(
        (float(each["start"] * each["time_base"]), str(each["metadata"].get("title", "")))
        for each in source.chapters()
    )
    return FileFacts(
        path=path,
        size=path.stat().st_size,
        container=source.format.name,
        seconds=(source.duration or 0) / 1_000_000,
        video=_video(videos[0], times[videos[0].index]) if videos else None,
        audio=_audio(audios[0], times[audios[0].index]) if audios else None,
        subtitles=tuple(
            SubtitleFacts(
                stream.codec_context.name if stream.codec_context else "",
                stream.metadata.get("language", "und"),
            )
            for stream in source.streams.subtitles
        ),
        chapters=chapters,
        metadata=dict(source.metadata),
        atoms=atoms(path) if "mp4" in source.format.name else (),
    )


def _video(stream: Any, packets: list[tuple[Fraction, Fraction, bool]]) -> VideoFacts | None:
    if not packets:
        return None
    context = stream.codec_context
    packets = sorted(packets)
    rate = Fraction(stream.average_rate or stream.guessed_rate or 1)
    return VideoFacts(
        codec=context.name,
        tag=context.codec_tag,
        profile=str(context.profile or ""),
        width=context.width,
        height=context.height,
        pixel_format=str(context.pix_fmt),
        sample_aspect=Fraction(stream.sample_aspect_ratio or 1),
        rate=rate,
        frames=len(packets),
        start=float(packets[0][0]),
        end=float(packets[-1][0] + (packets[-1][1] or 1 / rate)),
        primaries=int(context.color_primaries),
        transfer=int(context.color_trc),
        matrix=int(context.colorspace),
        colour_range=int(context.color_range),
        shown=tuple(time for time, _, _ in packets),
        keyframes=tuple(time for time, _, key in packets if key),
    )


def _audio(stream: Any, packets: list[tuple[Fraction, Fraction, bool]]) -> AudioFacts | None:
    if not packets:
        return None
    context = stream.codec_context
    last = max(packets)
    return AudioFacts(
        codec=context.name,
        profile=str(context.profile or ""),
        sample_rate=context.sample_rate,
        channels=context.channels,
        bit_rate=int(stream.bit_rate or 0),
        language=stream.metadata.get("language", "und"),
        # The encoder's priming lies before zero and is not played.
        start=max(0.0, float(packets[0][0])),
        end=float(last[0] + last[1]),
    )
