"""Mouth shapes: the fifteen visemes, blending between them and the steps that make caching work."""

from __future__ import annotations

from filmstudio.film.picture import Mouth
from filmstudio.film.vocabulary import Viseme

MOUTHS: dict[Viseme, Mouth] = {
    "sil": Mouth(0.0, 0.0, 0.0, 0.0, 0.0),
    "PP": Mouth(0.0, -0.12, 0.12, 0.0, 0.0),
    "FF": Mouth(0.1, 0.08, 0.0, 1.0, 0.0),
    "TH": Mouth(0.2, 0.08, 0.0, 0.8, 1.0),
    "DD": Mouth(0.24, 0.12, 0.0, 0.8, 0.5),
    "kk": Mouth(0.32, 0.08, 0.0, 0.6, 0.1),
    "CH": Mouth(0.24, -0.35, 0.6, 0.9, 0.0),
    "SS": Mouth(0.14, 0.3, 0.0, 1.0, 0.0),
    "nn": Mouth(0.2, 0.1, 0.0, 0.7, 0.6),
    "RR": Mouth(0.26, -0.2, 0.5, 0.3, 0.1),
    "aa": Mouth(0.92, 0.1, 0.05, 0.6, 0.6),
    "E": Mouth(0.52, 0.35, 0.0, 0.75, 0.4),
    "I": Mouth(0.3, 0.5, 0.0, 1.0, 0.2),
    "O": Mouth(0.66, -0.4, 0.85, 0.15, 0.25),
    "U": Mouth(0.32, -0.7, 1.0, 0.0, 0.0),
}
"""The five numbers of each shape, set by eye after the viseme pictures of MPEG-4 face animation."""

_STEPS = Mouth(open=1 / 12, width=1 / 4, round=1 / 5, teeth=1 / 2, tongue=1 / 2)


def blend(parts: list[tuple[float, Mouth]]) -> Mouth:
    """The weighted mean of mouths; the weights need not add up to one. An empty list is silence."""
    total = sum(weight for weight, _ in parts)
    if total <= 0:
        return MOUTHS["sil"]

    def mean(name: str) -> float:
        return float(sum(weight * getattr(mouth, name) for weight, mouth in parts) / total)

    return Mouth(mean("open"), mean("width"), mean("round"), mean("teeth"), mean("tongue"))


def quantised(mouth: Mouth) -> Mouth:
    """The nearest mouth of the grid that is drawn: few enough shapes to keep, fine enough to flow.

    A shut mouth has no teeth or tongue, so all shut mouths of one width are the same picture.
    """

    def step(name: str) -> float:
        size = getattr(_STEPS, name)
        return round(round(getattr(mouth, name) / size) * size, 4)

    opened = step("open")
    if opened <= 0:
        return Mouth(0.0, step("width"), step("round"), 0.0, 0.0)
    return Mouth(opened, step("width"), step("round"), step("teeth"), step("tongue"))
