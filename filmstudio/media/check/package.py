"""The folder that belongs to a film: storyboard, timeline, captions, stems, thumbnails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from filmstudio.errors import BadInput, Missing
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline

Interval = tuple[float, float]
"""Seconds of the film from which and up to which."""


@dataclass(frozen=True)
class Package:
    folder: Path
    storyboard: Storyboard | None
    timeline: Timeline | None

    def captions(self) -> list[Path]:
        """SRT files, one a language."""
        return sorted((self.folder / "captions").glob("*.srt"))

    def stem(self, name: str) -> Path | None:
        path = self.folder / "stems" / f"{name}.wav"
        return path if path.is_file() else None

    def thumbnails(self) -> list[Path]:
        folder = self.folder / "thumbnails"
        return sorted(path for path in folder.glob("*") if path.suffix in (".jpg", ".jpeg"))

    def still_allowed(self) -> list[Interval]:
        """Where the storyboard asks for a picture that rests: title cards and credits."""
        return self._spans({"title", "credits"})

    def black_allowed(self) -> list[Interval]:
        """Where the storyboard asks for black: cards, and fades with what surrounds them."""
        spans = self._spans({"title", "credits"})
        if self.timeline is not None:
            rate = self.timeline.rate
            for shot in self.timeline.shots:
                if shot.join.kind == "fade":
                    length = max(shot.join_frames, rate.frames(shot.join.seconds))
                    spans.append(
                        (rate.seconds(shot.start - length), rate.seconds(shot.start + length))
                    )
        return spans

    def _spans(self, sizes: set[str]) -> list[Interval]:
        if self.timeline is None or self.storyboard is None:
            return []
        named = {shot.id for _, shot in self.storyboard.shots() if shot.size in sizes}
        rate = self.timeline.rate
        return [
            (rate.seconds(shot.start), rate.seconds(shot.start + shot.frames))
            for shot in self.timeline.shots
            if shot.id in named
        ]


def _read(path: Path, kind: type[BaseModel]) -> BaseModel | None:
    if not path.is_file():
        return None
    try:
        return kind.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise BadInput(
            f"{path.name} in the package is not a {kind.__name__.lower()}: {error.errors()[0]['msg']}."
        ) from error


def read_package(folder: Path) -> Package:
    """Reads a package; parts that are not there are None. Raises Missing and BadInput."""
    if not folder.is_dir():
        raise Missing(f"{folder} is not a folder, so there is no package to check.")
    storyboard = _read(folder / "storyboard.json", Storyboard)
    timeline = _read(folder / "timeline.json", Timeline)
    assert storyboard is None or isinstance(storyboard, Storyboard)
    assert timeline is None or isinstance(timeline, Timeline)
    return Package(folder, storyboard, timeline)


def outside(interval: Interval, allowed: list[Interval]) -> float:
    """Seconds of the longest part of an interval that lies in no allowed one."""
    parts = [interval]
    for start, end in allowed:
        cut: list[Interval] = []
        for first, last in parts:
            if end <= first or start >= last:
                cut.append((first, last))
                continue
            if first < start:
                cut.append((first, start))
            if end < last:
                cut.append((end, last))
        parts = cut
    return max((last - first for first, last in parts), default=0.0)
