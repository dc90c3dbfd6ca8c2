"""One measured line: its name, its value, the bar it must meet and the verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """`ok` is None where the line does not apply or cannot be judged; `note` then says why.

    `value` and `bar` are texts for people; `number` is the value where it is a number of `unit`.
    """

    name: str
    value: str
    bar: str
    ok: bool | None
    unit: str = ""
    note: str = ""
    number: float | None = None


def measured(
    name: str, number: float, bar: str, ok: bool | None, unit: str = "", note: str = ""
) -> Measurement:
    """A measurement of a number, written with as many digits as matter."""
    value = f"{number:.0f}" if float(number).is_integer() else f"{number:.3g}"
    if abs(number) >= 100 and not float(number).is_integer():
        value = f"{number:.1f}"
    return Measurement(name, value, bar, ok, unit, note, float(number))


def unknown(name: str, bar: str, note: str) -> Measurement:
    """A line that cannot be judged here."""
    return Measurement(name, "-", bar, None, "", note)


def places(times: list[float], most: int = 4) -> str:
    """Times of the film as text for a note: "at 0:04.2, 0:31.0 and 3 more"."""
    if not times:
        return ""
    shown = ", ".join(f"{int(time // 60)}:{time % 60:04.1f}" for time in times[:most])
    more = len(times) - most
    return f"at {shown}" + (f" and {more} more" if more > 0 else "")
