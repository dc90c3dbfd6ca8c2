"""Film time: whole frames at a rational rate."""

from __future__ import annotations

import math
from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field


class FrameRate(BaseModel):
    """Frames a second as a ratio, for example 24/1 or 30000/1001."""

    model_config = ConfigDict(frozen=True)

    num: int = Field(24, ge=1, le=240000)
    den: int = Field(1, ge=1, le=1001)

    @classmethod
    def of(cls, value: float) -> FrameRate:
        """The rate for a number of frames a second; 23.976, 29.97 and 59.94 become n/1001."""
        for whole in (24, 30, 60):
            if abs(value - whole * 1000 / 1001) < 0.005:
                return cls(num=whole * 1000, den=1001)
        ratio = Fraction(value).limit_denominator(1001)
        return cls(num=ratio.numerator, den=ratio.denominator)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    def __float__(self) -> float:
        return self.num / self.den

    def frames(self, seconds: float) -> int:
        """Whole frames nearest to `seconds`."""
        return round(seconds * self.num / self.den)

    def frames_up(self, seconds: float) -> int:
        """Whole frames that hold at least `seconds`, a microframe of rounding forgiven."""
        return math.ceil(seconds * self.num / self.den - 1e-6)

    def seconds(self, frames: int) -> float:
        """Seconds at which frame number `frames` starts."""
        return frames * self.den / self.num
