"""Checks of the file and its picture: streams, rate, colour tags, keyframes, order of atoms."""

from __future__ import annotations

from fractions import Fraction

from filmstudio.media.check.measurement import Measurement, measured, places, unknown
from filmstudio.media.check.package import Package
from filmstudio.media.probe import FileFacts, VideoFacts

_PLAYED = {("h264", "aac"), ("h264", ""), ("vp9", "opus"), ("vp9", ""), ("av1", "opus")}


def check(facts: FileFacts, package: Package | None) -> list[Measurement]:
    """Every line on the container and the picture that needs no decoding."""
    video = facts.video
    if video is None:
        return [Measurement("picture", "none", "a picture stream", False)]
    lines = [_frame_size(video), _sampling(video), _pixels(video), _colours(video)]
    lines += [_constant(video), _gaps(video), _keyframes(video), _faststart(facts), _plays(facts)]
    lines += [_ends(facts, video), _length(video, package), _frames(video, package)]
    return lines


def _frame_size(video: VideoFacts) -> Measurement:
    even = video.width % 2 == 0 and video.height % 2 == 0
    return Measurement(
        "frame size", f"{video.width}x{video.height}", "even, at least 360 high or wide",
        even and min(video.width, video.height) >= 360, "px",
    )  # fmt: skip


def _sampling(video: VideoFacts) -> Measurement:
    return Measurement(
        "pixel shape", str(video.sample_aspect), "1 (square)", video.sample_aspect == 1
    )


def _pixels(video: VideoFacts) -> Measurement:
    return Measurement(
        "pixel format", video.pixel_format, "yuv420p", video.pixel_format == "yuv420p"
    )


def _colours(video: VideoFacts) -> Measurement:
    names = {1: "bt709", 2: "unspecified", 5: "bt470bg", 6: "smpte170m", 9: "bt2020", 13: "srgb"}
    tags = (video.primaries, video.transfer, video.matrix)
    ranges = {0: "unspecified", 1: "limited", 2: "full"}
    text = "/".join(names.get(tag, str(tag)) for tag in tags)
    return Measurement(
        "colour tags",
        f"{text} {ranges.get(video.colour_range, '?')}",
        "bt709 in all three, limited range",
        tags == (1, 1, 1) and video.colour_range == 1,
    )


def _constant(video: VideoFacts) -> Measurement:
    steps = [after - before for before, after in zip(video.shown, video.shown[1:], strict=False)]
    worst = max((abs(step - 1 / video.rate) for step in steps), default=Fraction(0))
    return measured(
        "frame rate constancy",
        float(worst * 1000),
        "0.5 at most off the frame's length",
        video.constant_rate,
        "ms",
        f"{float(video.rate):.3f} frames a second",
    )


def _gaps(video: VideoFacts) -> Measurement:
    frame = 1 / video.rate
    missing = [
        float(before)
        for before, after in zip(video.shown, video.shown[1:], strict=False)
        if after - before > frame * Fraction(3, 2) or after - before < frame / 2
    ]
    return measured(
        "dropped or doubled times", len(missing), "0", not missing, "frames", places(missing)
    )


def _keyframes(video: VideoFacts) -> Measurement:
    first = bool(video.keyframes) and video.keyframes[0] == video.shown[0]
    longest = video.longest_gop
    ok = first and longest <= 2.0 + 0.5 / float(video.rate)
    note = "" if first else "the film does not begin with a keyframe"
    return measured("keyframe interval", round(longest, 3), "2 at most", ok, "s", note)


def _faststart(facts: FileFacts) -> Measurement:
    if not facts.atoms:
        return unknown("faststart", "index before media", "only MP4 files have it")
    order = " ".join(name for name in facts.atoms if name in ("ftyp", "moov", "mdat", "moof"))
    return Measurement("faststart", order, "moov before mdat", facts.faststart)


def _plays(facts: FileFacts) -> Measurement:
    assert facts.video is not None
    sound = facts.audio.codec.removeprefix("lib") if facts.audio else ""
    pair = (facts.video.codec, sound)
    text = " + ".join(name for name in pair if name)
    if facts.video.codec == "hevc":
        return Measurement(
            "plays in browsers", text, "H.264 with AAC, or VP9 with Opus", None, "",
            "H.265 plays in Safari and where the machine decodes it",
        )  # fmt: skip
    return Measurement(
        "plays in browsers", text, "H.264 with AAC, or VP9 with Opus", pair in _PLAYED
    )


def _ends(facts: FileFacts, video: VideoFacts) -> Measurement:
    name, bar = "sound and picture end together", f"{1000 / float(video.rate):.1f} (one frame)"
    if facts.audio is None:
        return Measurement(name, "no sound", bar, False, "ms", "the film has no sound stream")
    apart = abs(facts.audio.end - video.end)
    late = abs(facts.audio.start - video.start)
    worst = max(apart, late)
    return measured(name, round(worst * 1000, 1), bar, worst <= 1 / float(video.rate), "ms")


def _length(video: VideoFacts, package: Package | None) -> Measurement:
    name, bar = "length", "within 0.5 of the target"
    seconds = video.end - video.start
    target = package.storyboard.target_seconds if package and package.storyboard else 0.0
    if not target:
        return Measurement(name, f"{seconds:.2f}", bar, None, "s", "no target was set", seconds)
    bar = f"{target:g} within 0.5"
    ok: bool | None = abs(seconds - target) <= 0.5
    if not ok and package is not None:
        said = [
            *(package.timeline.warnings if package.timeline else ()),
            *(package.storyboard.warnings if package.storyboard else ()),
        ]
        told = [text for text in said if "too long" in text.lower() or "too short" in text.lower()]
        if told:
            return Measurement(name, f"{seconds:.2f}", bar, None, "s", told[0], seconds)
    return Measurement(name, f"{seconds:.2f}", bar, ok, "s", "", seconds)


def _frames(video: VideoFacts, package: Package | None) -> Measurement:
    name = "frames as in the timeline"
    if package is None or package.timeline is None:
        return unknown(name, "equal", "no timeline was given")
    planned = package.timeline.frames
    same_rate = video.rate == package.timeline.rate.fraction
    note = "" if same_rate else f"the timeline's rate is {float(package.timeline.rate):g}"
    return measured(
        name, video.frames, f"{planned}", video.frames == planned and same_rate, "frames", note
    )
