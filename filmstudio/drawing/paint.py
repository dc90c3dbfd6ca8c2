"""Paints a setting: light, place, weather and finish become one plate."""

from __future__ import annotations

import difflib

from filmstudio.drawing import light as lights
from filmstudio.drawing.canvas import OVERSCAN, View
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.finish import finish
from filmstudio.drawing.places import painter
from filmstudio.drawing.set_dressing import dress
from filmstudio.drawing.weather import weather_over
from filmstudio.errors import BadInput
from filmstudio.film.picture import Plate
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import INTERIORS, PLACES, Style
from filmstudio.said import said


def paint(
    setting: Setting,
    *,
    style: Style = "cinematic",
    width: int,
    height: int,
    seed: int,
) -> Plate:
    """The plate of a setting for a visible frame of `width` x `height` pixels.

    The plate is 1.1 times larger on each axis. The same arguments give the same
    bytes. A place that is not known is painted as the nearest one, with a
    warning. Raises BadInput for a frame under 64 pixels.
    """
    if min(width, height) < 64:
        raise BadInput(f"A picture of {width} x {height} is too small: 64 pixels is the least.")
    place, warnings = nearest(setting)
    easel = Easel(View.of(width, height), lights.scheme(setting), setting, seed)
    painter(place)(easel)
    dress(easel, style)
    if place not in INTERIORS:
        weather_over(easel)
    layers, motions = finish(easel, style)
    view = easel.view
    return Plate(
        width=view.pixel_width,
        height=view.pixel_height,
        layers=layers,
        light=easel.light.person(easel.lamplit),
        marks=tuple(easel.marks),
        horizon=view.pixel(0, easel.horizon)[1],
        overscan=OVERSCAN,
        motions=motions,
        people_depth=easel.people_depth,
        warnings=warnings,
    )


_KIN = {
    "street": "city-street", "city": "city-street", "lake": "riverside", "river": "riverside",
    "ocean": "sea", "coast": "beach", "port": "harbour", "pier": "harbour", "jungle": "forest",
    "woods": "forest", "park": "garden", "farm": "field", "bazaar": "market", "shop": "market",
    "church": "temple", "mosque": "temple", "shrine": "temple", "palace": "palace-hall",
    "house": "living-room", "home": "living-room", "restaurant": "cafe", "school": "classroom",
    "mountain": "mountains", "hill": "mountains", "desert-camp": "desert", "highway": "road",
    "hospital": "office", "room": "living-room",
}  # fmt: skip


def nearest(setting: Setting) -> tuple[str, tuple[str, ...]]:
    """The place that is drawn for a setting, and a warning where it is not the one named."""
    word = setting.place.strip().lower().replace(" ", "-").replace("_", "-")
    if word in PLACES:
        return word, ()
    found = next((place for key, place in _KIN.items() if key in word.split("-")), "")
    if not found:
        close = difflib.get_close_matches(word, PLACES, 1, 0.7)
        found = close[0] if close else ("living-room" if setting.interior else "field")
    if not setting.place:
        return found, (said("A place without a name is shown as “{found}”.", found=found),)
    return found, (
        said(
            "There is no drawing of the place “{place}”: it is shown as “{found}”.",
            place=setting.place,
            found=found,
        ),
    )
