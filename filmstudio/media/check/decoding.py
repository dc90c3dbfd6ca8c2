"""One decoding of the whole film by ffmpeg: errors, black and frozen stretches, loudness, peaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from filmstudio.media import ffmpeg
from filmstudio.media.check.measurement import Measurement, measured, places, unknown
from filmstudio.media.check.package import Interval, Package, outside

LONGEST = 1.0
"""Seconds that black or a frozen picture may last unasked."""

# Black is luma up to 16 + 3 % of the range in 98 % of the frame: a night scene is brighter.
_BLACK = "blackdetect=d=0.5:pix_th=0.03:pic_th=0.98"
# At -50 dB (0.8 of 255 levels on average) every still picture is found, however coarsely coded,
# and so is a person who only breathes: `motion` then tells the two apart.
_FROZEN = "freezedetect=n=-50dB:d=0.5"


@dataclass(frozen=True)
class Decoded:
    """What ffmpeg found. Loudness in LUFS and true peak in dBTP, None without sound."""

    errors: tuple[str, ...]
    black: tuple[Interval, ...]
    frozen: tuple[Interval, ...]
    loudness: float | None
    peak: float | None


def decode(film: Path, seconds: float, sound: bool) -> Decoded:
    """Decodes every picture and sample of a film of so many seconds, stopping at the first error."""
    options: list[str | Path] = ["-xerror", "-err_detect", "explode", "-i", film, "-map", "0:v:0"]
    if sound:
        options += ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet"]
    options += ["-vf", f"{_BLACK},{_FROZEN}", "-f", "null", "-"]
    done = ffmpeg.run(options, level="level+info", must_succeed=False)
    errors = re.findall(r"\[(?:error|fatal|panic)\] (.*)", done.stderr)
    if done.returncode and not errors:
        errors = ["ffmpeg stopped without saying why"]
    return Decoded(
        tuple(errors),
        _black(done.stderr),
        _frozen(done.stderr, seconds),
        _number(r"\bI:\s+(-?[\d.]+|-inf) LUFS", done.stderr),
        _number(r"\bPeak:\s+(-?[\d.]+|-inf) dBFS", done.stderr),
    )


def _black(words: str) -> tuple[Interval, ...]:
    found = re.findall(r"black_start:\s*([\d.]+) black_end:\s*([\d.]+)", words)
    return tuple((float(start), float(end)) for start, end in found)


def _frozen(words: str, seconds: float) -> tuple[Interval, ...]:
    events = re.findall(r"freeze_(start|end): ([\d.]+)", words)
    spans: list[Interval] = []
    start: float | None = None
    for kind, time in events:
        if kind == "start":
            start = float(time)
        elif start is not None:
            spans.append((start, float(time)))
            start = None
    if start is not None:
        spans.append((start, seconds))
    return _joined(spans)


def _joined(spans: list[Interval]) -> tuple[Interval, ...]:
    """Stretches that follow one another within a tenth of a second as one: a keyframe refreshes a
    still picture a little, which ends one stretch and begins the next."""
    joined: list[Interval] = []
    for start, end in spans:
        if joined and start - joined[-1][1] < 0.1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _number(pattern: str, words: str) -> float | None:
    found = re.findall(pattern, words)
    return float(found[-1]) if found else None


def check(
    decoded: Decoded, still: tuple[Interval, ...], package: Package | None, target: float
) -> list[Measurement]:
    """The lines on decoding, black and frozen stretches, loudness and true peak.

    A frozen stretch is one that freezedetect finds and in which, by `still`, no small part moves.
    """
    frozen = tuple(
        (max(one[0], two[0]), min(one[1], two[1]))
        for one in decoded.frozen
        for two in still
        if min(one[1], two[1]) > max(one[0], two[0])
    )
    errors = measured(
        "decoding errors", len(decoded.errors), "0", not decoded.errors, "",
        decoded.errors[0] if decoded.errors else "",
    )  # fmt: skip
    return [
        errors,
        _stretch("black stretch", decoded.black, package.black_allowed() if package else []),
        _stretch("frozen stretch", frozen, package.still_allowed() if package else []),
        _loudness(decoded.loudness, target),
        _peak(decoded.peak),
    ]


def _stretch(name: str, spans: tuple[Interval, ...], allowed: list[Interval]) -> Measurement:
    lengths = [(outside(span, allowed), span[0]) for span in spans]
    longest = max((length for length, _ in lengths), default=0.0)
    at = places([start for length, start in lengths if length > LONGEST])
    return measured(name, round(longest, 2), "1 at most, unasked", longest <= LONGEST, "s", at)


def _loudness(value: float | None, target: float) -> Measurement:
    name, bar = "loudness", f"{target:g} within 0.5"
    if value is None:
        return unknown(name, bar, "the film has no sound")
    return measured(name, value, bar, abs(value - target) <= 0.5 + 1e-9, "LUFS")


def _peak(value: float | None) -> Measurement:
    name, bar = "true peak", "-1 at most"
    if value is None:
        return unknown(name, bar, "the film has no sound")
    return measured(name, value, bar, value <= -1.0, "dBTP")
