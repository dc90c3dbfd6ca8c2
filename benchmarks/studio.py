"""Runs `filmstudio make film` and the bare encode of what it made, both metered."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.meter import Usage, measure
from filmstudio.media import ffmpeg

PROGRAM = Path(sys.executable).with_name("filmstudio")
"""The command that is installed beside this Python."""


@dataclass(frozen=True)
class Kind:
    """How films of a measurement are made, and the encoder settings they are compared with."""

    height: int
    quality: str
    preset: str
    crf: int

    def __str__(self) -> str:
        return f"{self.height}p {self.quality}"


FINAL = Kind(1080, "final", "veryfast", 20)
DRAFT = Kind(360, "draft", "superfast", 22)


@dataclass(frozen=True)
class Made:
    """A film that was made: the file, the maker's report, and what the meter saw from outside."""

    film: Path
    report: dict[str, Any]
    usage: Usage

    @property
    def seconds(self) -> float:
        return float(self.report["seconds"])


def make_film(
    source: Path, folder: Path, kind: Kind, *, data: Path, jobs: int = 0, duration: float = 0.0
) -> Made:
    """Makes a film of a script or a storyboard (.json) in `folder`. Raises meter.Failed."""
    out, report = folder / f"{source.stem}.mp4", folder / f"{source.stem}.report.json"
    given = ["--storyboard", source] if source.suffix == ".json" else [source]
    wanted = ["--duration", f"{duration:g}"] if duration else []
    usage = measure(
        [
            PROGRAM, "make", "film", *given, "-o", out, "--quality", kind.quality,
            "--height", str(kind.height), "--fps", "24", "--jobs", str(jobs), *wanted,
            "--data", data, "--json", report, "--quiet",
        ]
    )  # fmt: skip
    return Made(out, json.loads(report.read_text()), usage)


def bare_encode(film: Path, kind: Kind) -> Usage:
    """Decodes a film and encodes its pictures again as fast as x264 does it; the result is dropped."""
    return measure(
        [
            ffmpeg.program(), "-nostdin", "-v", "error", "-i", film, "-an", "-c:v", "libx264",
            "-preset", kind.preset, "-crf", str(kind.crf), "-f", "null", "-",
        ]
    )  # fmt: skip
