"""The order: what a creator asks for when a film is made, apart from the script itself."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from filmstudio.film.storyboard import Voice
from filmstudio.film.time import FrameRate
from filmstudio.film.vocabulary import Style

Aspect = Literal["16:9", "9:16", "1:1", "4:5"]
_RATIOS: dict[str, tuple[int, int]] = {
    "16:9": (16, 9),
    "9:16": (9, 16),
    "1:1": (1, 1),
    "4:5": (4, 5),
}


def frame_size(aspect: str, lines: int) -> tuple[int, int]:
    """Width and height in pixels of a picture whose shorter side is `lines` (1080 for "1080p").

    Both are even, as 4:2:0 video needs: 16:9 at 1080 is 1920 x 1080, 9:16 is 1080 x 1920.
    """
    across, down = _RATIOS[aspect]
    longer = lines * max(across, down) / min(across, down)
    longer_even, shorter_even = round(longer / 2) * 2, round(lines / 2) * 2
    return (longer_even, shorter_even) if across >= down else (shorter_even, longer_even)


class Order(BaseModel):
    """Options of a production. 0 or "" mean "the studio decides"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    duration: float = Field(0.0, ge=0, le=1800)
    style: Style = "cinematic"
    aspect: Aspect = "16:9"
    quality: Literal["draft", "final"] = "final"
    lines: int = Field(1080, ge=144, le=2160)
    rate: FrameRate = FrameRate(num=24, den=1)
    codec: Literal["h264", "hevc"] = "h264"
    language: str = ""
    captions: Literal["burn", "soft", "none"] = "burn"
    music: str = "auto"
    """auto, none, a genre, or `track` for the creator's own recording."""
    watermark: str = ""
    seed: int = Field(1, ge=0)
    voices: dict[str, Voice] = Field(default_factory=dict, max_length=200)
    """Voices that were chosen before the storyboard is there, by cast id or `narrator`. Who is not in
    the cast is passed over."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return frame_size(self.aspect, self.lines)
