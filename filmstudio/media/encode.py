"""Clips: planes of one shot become an H.264 or H.265 file that joins with others by copying."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import av
import numpy as np
from numpy.typing import NDArray

from filmstudio.errors import BadInput
from filmstudio.files import disk_errors, part_of
from filmstudio.film.time import FrameRate

KEYFRAME_SECONDS = 2.0
"""A keyframe stands at least this often, so that players seek and HLS cuts there."""

BT709 = 1
"""The number of BT.709 for primaries, transfer and matrix in ITU-T H.273 tables 2 to 4."""
LIMITED_RANGE = 1
"""AVCOL_RANGE_MPEG: luma 16-235."""

REORDER = 2
"""Frames by which decoding runs ahead of showing: B-frames stand in pyramids two deep."""

BIT_EXACT = 1 << 23
"""AV_CODEC_FLAG_BITEXACT: no version of the library in the stream. AAC has other peaks with it."""

# Preset and constant rate factor by codec and quality. x264's were measured against VMAF and time
# (veryfast 20: no visible loss on drawn pictures at a third of medium's time); x265 needs about 3
# more for the same picture.
_TUNING: dict[tuple[str, str], tuple[str, int]] = {
    ("h264", "draft"): ("superfast", 22),
    ("h264", "final"): ("veryfast", 20),
    ("hevc", "draft"): ("ultrafast", 25),
    ("hevc", "final"): ("veryfast", 23),
}


@dataclass(frozen=True)
class VideoSettings:
    """Size (even pixels), rate, codec and quality that all clips of a film share."""

    width: int
    height: int
    rate: FrameRate = field(default_factory=FrameRate)
    codec: Literal["h264", "hevc"] = "h264"
    quality: Literal["draft", "final"] = "final"

    @property
    def keyframe_every(self) -> int:
        """Frames from one keyframe to the next, at most 2 s."""
        return max(1, int(KEYFRAME_SECONDS * self.rate.fraction))


def tag_bt709(context: Any) -> None:
    """Marks a PyAV codec context as BT.709, limited range, square pixels."""
    context.color_primaries = BT709
    context.color_trc = BT709
    context.colorspace = BT709
    context.color_range = LIMITED_RANGE
    context.sample_aspect_ratio = Fraction(1, 1)


def _options(settings: VideoSettings) -> dict[str, str]:
    preset, crf = _TUNING[settings.codec, settings.quality]
    every = settings.keyframe_every
    options = {"preset": preset, "crf": str(crf)}
    if settings.codec == "h264":
        # Scene-cut detection is off because a clip is one shot; one thread because shots are
        # encoded in parallel, and because the bytes then depend on nothing but the pictures.
        options["x264-params"] = (
            f"keyint={every}:min-keyint={every}:scenecut=0:open-gop=0:threads=1:"
            "lookahead-threads=1:colorprim=bt709:transfer=bt709:colormatrix=bt709:fullrange=off"
        )
    else:
        # The search for weights of predictions reads memory that x265 has not set: the bytes would
        # depend on what lay there before.
        options["x265-params"] = (
            f"keyint={every}:min-keyint={every}:scenecut=0:open-gop=0:pools=none:frame-threads=1:"
            "weightp=0:no-info=1:log-level=none:colorprim=bt709:transfer=bt709:colormatrix=bt709:"
            "range=limited"
        )
    return options


class ClipWriter:
    """Writes one shot. A context manager: the file is there, whole, when the block ends well.

        with ClipWriter(path, settings) as clip:
            clip.write(y, u, v)

    The first frame and every second second's frame are keyframes, groups of pictures are closed,
    and equal frames give equal bytes. Raises NoSpace on a full or unwritable disk, BadInput for
    odd sizes or a clip without frames; after any error nothing remains of the file.
    """

    def __init__(self, path: Path, settings: VideoSettings) -> None:
        if settings.width % 2 or settings.height % 2 or min(settings.width, settings.height) < 16:
            raise BadInput(
                f"A film of {settings.width}x{settings.height} pixels cannot be encoded: width and "
                "height must be even and at least 16."
            )
        self.path = path
        self.settings = settings
        self.frames = 0
        self._packets = 0
        self._part = part_of(path)

    def __enter__(self) -> ClipWriter:
        settings = self.settings
        with disk_errors(self.path, making=True):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._container = av.open(
                str(self._part),
                "w",
                format="mp4",
                container_options={"fflags": "+bitexact"},
            )
        name = "libx264" if settings.codec == "h264" else "libx265"
        stream: Any = self._container.add_stream(
            name, rate=settings.rate.fraction, options=_options(settings)
        )
        stream.width, stream.height = settings.width, settings.height
        stream.pix_fmt = "yuv420p"
        stream.time_base = 1 / settings.rate.fraction
        context = stream.codec_context
        context.time_base = 1 / settings.rate.fraction
        context.thread_count = 1
        context.flags |= BIT_EXACT
        tag_bt709(context)
        if settings.codec == "hevc":
            context.codec_tag = "hvc1"  # The tag that Safari and QuickTime play.
        self._stream = stream
        self._frame = av.VideoFrame(settings.width, settings.height, "yuv420p")
        self._frame.time_base = 1 / settings.rate.fraction
        self._planes = [self._view(index) for index in range(3)]
        return self

    def _view(self, index: int) -> NDArray[np.uint8]:
        """The frame's own memory of one plane, without the padding at the ends of its lines."""
        plane: Any = self._frame.planes[index]
        lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        return lines[: plane.height, : plane.width]

    def write(self, y: NDArray[np.uint8], u: NDArray[np.uint8], v: NDArray[np.uint8]) -> None:
        """Adds a picture: luma (height, width) and chroma (height/2, width/2), limited range.

        The planes are copied, so the caller may draw the next picture into them at once.
        Raises ValueError where a plane has another shape.
        """
        for plane, source in zip(self._planes, (y, u, v), strict=True):
            if source.shape != plane.shape:
                raise ValueError(f"a plane of {source.shape} where {plane.shape} is needed")
            np.copyto(plane, source)
        self._frame.pts = self.frames
        self.frames += 1
        with disk_errors(self.path):
            self._mux(self._stream.encode(self._frame))

    def _mux(self, packets: list[Any]) -> None:
        # x265 leaves the decoding time of clips shorter than its reordering undefined.
        for packet in packets:
            packet.dts = self._packets - REORDER
            packet.duration = 1
            self._packets += 1
            self._container.mux(packet)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._abandon()
            return
        if not self.frames:
            self._abandon()
            raise BadInput(
                f"{self.path.name} has no frames: a shot must be at least one frame long."
            )
        try:
            with disk_errors(self.path):
                self._mux(self._stream.encode())
                self._container.close()
                self._part.replace(self.path)
        except BaseException:
            self._abandon()
            raise

    def _abandon(self) -> None:
        # The container writes its index when closed, which fails again on a full disk.
        with contextlib.suppress(av.error.FFmpegError, OSError):
            self._container.close()
        self._part.unlink(missing_ok=True)
