"""All things by name: what a word asks for, where hands take it, and its drawing."""

from __future__ import annotations

import skia

from filmstudio.drawing.people.brush import Box, Point, rgb
from filmstudio.drawing.people.things import carried, music, papers, small, vessels
from filmstudio.drawing.people.things.thing import Thing
from filmstudio.film.vocabulary import Culture

THINGS: dict[str, Thing] = {
    **vessels.THINGS,
    **papers.THINGS,
    **carried.THINGS,
    **small.THINGS,
    **music.THINGS,
}
"""The things that hands can hold."""

_ALIASES = {
    "mug": "cup", "tea": "cup", "coffee": "cup", "teacup": "cup", "goblet": "cup", "juice": "glass", "water": "glass",
    "wine": "glass", "flask": "bottle", "medicine": "bottle", "jar": "pot", "vase": "pot", "pitcher": "pot", "jug": "pot",
    "kettle": "pot", "urn": "pot", "food": "plate", "dish": "plate", "meal": "plate", "rice": "bowl", "soup": "bowl",
    "loaf": "bread", "cake": "bread", "fruit": "apple", "mango": "apple", "pail": "bucket", "groceries": "basket",
    "football": "ball", "paper": "letter", "note": "letter", "envelope": "letter", "card": "letter", "document": "letter",
    "scroll": "letter", "ticket": "letter", "news": "newspaper", "magazine": "newspaper", "chart": "map",
    "photo": "photograph", "picture": "photograph", "portrait": "photograph", "notebook": "book", "diary": "book",
    "mobile": "phone", "telephone": "phone", "smartphone": "phone", "diya": "lamp", "flashlight": "torch",
    "bouquet": "flower", "flowers": "flower", "blossom": "flower", "tulip": "flower", "lotus": "flower", "daisy": "flower",
    "roses": "rose", "keys": "key", "coins": "coin", "money": "coin", "pencil": "pen", "brush": "pen", "dagger": "knife",
    "staff": "stick", "cane": "stick", "walking-stick": "stick", "spear": "stick", "oar": "stick", "blade": "sword",
    "parasol": "umbrella", "cord": "rope", "satchel": "bag", "handbag": "bag", "purse": "bag", "backpack": "bag",
    "sack": "bag", "luggage": "suitcase", "briefcase": "suitcase", "gift": "box", "present": "box", "parcel": "box",
    "package": "box", "banner": "flag", "fiddle": "violin", "drums": "drum", "tabla": "drum", "whistle": "flute",
    "horn": "trumpet", "cornet": "trumpet", "veena": "guitar", "sitar": "guitar", "lute": "guitar", "banjo": "guitar",
    "ukulele": "guitar", "lantern": "storm-lantern",
}  # fmt: skip


def thing_named(text: str) -> str:
    """The thing this word or phrase asks for, or "" where it is not one that a hand holds here."""
    wanted = text.lower().strip()
    if wanted in THINGS or wanted in _ALIASES:
        return _ALIASES.get(wanted, wanted)
    for word in reversed(wanted.replace("-", " ").split()):
        for form in (word, word.removesuffix("s")):
            found = _ALIASES.get(form, form)
            if found in THINGS:
                return found
    return ""


def form_in(name: str, culture: Culture) -> str:
    """The form that a thing has in a culture: a lamp is an oil lamp of clay in India only."""
    indian = culture in ("north-indian", "south-indian")
    return "storm-lantern" if name == "lamp" and not indian else name


def thing_box(name: str, at: Point, side: int = 1) -> Box:
    """What a held thing covers when its middle is at `at`; `side` -1 mirrors it."""
    left, top, right, bottom = THINGS[name].box
    if side < 0:
        left, right = -right, -left
    return at[0] + left, at[1] + top, at[0] + right, at[1] + bottom


def draw_thing(canvas: skia.Canvas, name: str, at: Point, colour: str = "", side: int = 1) -> None:
    """The thing at `at`: its palm or, where it takes two hands, its middle.

    `colour` is `#rrggbb` or "" for its own; `side` is -1 for the hand left on screen.
    """
    thing = THINGS[name]
    canvas.save()
    canvas.translate(*at)
    canvas.scale(side, 1)
    thing.draw(canvas, rgb(colour) if colour else thing.colour)
    canvas.restore()
