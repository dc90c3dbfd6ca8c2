"""Frames of films that this studio has made from its own examples, as the first pages show them."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "frames"


def frame_path(name: str) -> str:
    """The address of a frame: its file's name bears a digest of what is in it.

    Raises StopIteration for a frame that is not there.
    """
    return f"/frames/{next(FOLDER.glob(f'{name}.*.avif')).name}"
