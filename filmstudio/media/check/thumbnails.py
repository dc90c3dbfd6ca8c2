"""Checks of thumbnails: JPEG, 1280x720, under 2 MB."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, UnidentifiedImageError

from filmstudio.media.check.measurement import Measurement, measured
from filmstudio.media.check.package import Package

LIMIT = 2_000_000


def check(package: Package) -> list[Measurement]:
    """One line for all thumbnails of the package."""
    files = package.thumbnails()
    bar = "1280x720 JPEG under 2 MB"
    if not files:
        return [Measurement("thumbnails", "none", bar, False, "", "thumbnails/ is empty")]
    faults = [fault for path in files for fault in [_fault(path)] if fault]
    return [
        measured(
            "faulty thumbnails", len(faults), f"0 ({bar})", not faults, "",
            faults[0] if faults else f"{len(files)} to choose from",
        )
    ]  # fmt: skip


def _fault(path: Path) -> str:
    if path.stat().st_size >= LIMIT:
        return f"{path.name} has {path.stat().st_size} bytes"
    try:
        with Image.open(path) as picture:
            picture.load()
            if picture.format != "JPEG":
                return f"{path.name} is {picture.format}"
            if picture.size != (1280, 720):
                return f"{path.name} is {picture.width}x{picture.height}"
    except (UnidentifiedImageError, OSError):
        return f"{path.name} cannot be read"
    return ""
