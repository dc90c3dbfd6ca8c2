"""Writes a finished film in other formats and sizes."""

from __future__ import annotations

from pathlib import Path

from filmstudio.errors import BadInput

FORMATS = ("mp4", "hevc", "webm", "gif", "hls")


def export(film: Path, format: str, out: Path | None, height: int) -> tuple[Path, tuple[str, ...]]:
    """Writes the film as `format`; returns the file and sentences for the creator. Raises BadInput for an unknown format."""
    if format not in FORMATS:
        raise BadInput(f"--format: choose {', '.join(FORMATS)}.")
    if not film.is_file():
        raise BadInput(f"There is no film {film}.")
    if height and not 144 <= height <= 2160:
        raise BadInput("--height: choose from 144 to 2160.")
    from filmstudio.media import formats, hls

    stem = film.with_suffix("")
    side = height or None
    size = f"-{height}p" if height else ""
    match format:
        case "hls":
            folder = out or Path(f"{stem}-hls")
            hls.stream(film, folder)
            return folder / "master.m3u8", ()
        case "hevc":
            done = formats.h265(film, out or Path(f"{stem}{size}-h265.mp4"), side)
        case "webm":
            done = formats.webm(film, out or Path(f"{stem}{size}.webm"), side)
        case "gif":
            done = formats.gif(film, out or Path(f"{stem}{size}.gif"), short_side=side)
        case _:
            done = formats.h264(film, out or Path(f"{stem}{size}-h264.mp4"), side)
    return done.path, done.notes
