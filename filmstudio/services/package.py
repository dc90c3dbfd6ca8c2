"""The package of a film: its storyboard, timeline, captions, stems, thumbnails and report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from filmstudio.engine.local import Render
from filmstudio.engine.stage import WHOLE
from filmstudio.files import copy_whole, disk_errors
from filmstudio.services.make import write_json


def write_package(render: Render, folder: Path, report: dict[str, Any]) -> None:
    """Fills `folder`: storyboard.json, timeline.json, captions/, stems/, thumbnails/, report.json.

    Each file appears whole. Raises NoSpace.
    """
    board = render.board
    for name in ("captions", "stems", "thumbnails"):
        with disk_errors(folder):
            (folder / name).mkdir(parents=True, exist_ok=True)
    storyboard = board.document("storyboard")
    write_json(folder / "storyboard.json", storyboard)
    write_json(folder / "timeline.json", board.document("timeline"))
    language = storyboard["language"]
    captions = board.artifact("captions", WHOLE)
    for ending in ("srt", "vtt", "ass"):
        copy_whole(
            captions.verified(f"captions.{ending}"), folder / "captions" / f"{language}.{ending}"
        )
    mix = board.artifact("mix", WHOLE)
    for name in sorted(mix.files):
        if name.endswith(".wav"):
            copy_whole(mix.verified(name), folder / "stems" / name)
    thumbnails = board.artifact("thumbnails", WHOLE)
    for name in sorted(thumbnails.files):
        if name.endswith(".jpg"):
            copy_whole(thumbnails.verified(name), folder / "thumbnails" / name)
    write_json(folder / "report.json", report)
