"""Writes a finished film in other formats and sizes."""

from __future__ import annotations

from pathlib import Path

from filmstudio.errors import BadInput

FORMATS = ("mp4", "hevc", "webm", "gif", "hls")


def export(film: Path, format: str, out: Path | None, height: int) -> list[Path]:
    """Writes the film as `format`; returns the files. Raises BadInput for an unknown format."""
    if format not in FORMATS:
        raise BadInput(f"--format: choose {', '.join(FORMATS)}.")
    if not film.is_file():
        raise BadInput(f"There is no film {film}.")
    if height and not 144 <= height <= 2160:
        raise BadInput("--height: choose from 144 to 2160.")
    from filmstudio.media import formats, hls

    stem = film.with_suffix("")
    if format == "hls":
        target = out or Path(f"{stem}-hls")
        return [hls.write_hls(film, target)]
    ending = {"mp4": "mp4", "hevc": "mp4", "webm": "webm", "gif": "gif"}[format]
    size = f"-{height}p" if height else ""
    target = out or Path(f"{stem}{size}-{format}.{ending}")
    return [formats.export(film, target, format=format, lines=height)]
