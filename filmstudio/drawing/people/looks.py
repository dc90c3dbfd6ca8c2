"""Appearance: every visible trait of a character, the open ones chosen from who they are."""

from __future__ import annotations

import difflib
import random
from dataclasses import dataclass

from filmstudio.drawing.people.brush import luma, mix, rgb, shade
from filmstudio.drawing.people.palettes import (
    CLOTHS,
    COLOURS,
    DARK_IRISES,
    GREYS,
    HAIR_BY_GENDER,
    HAIRS,
    INDIAN_CLOTHS,
    IRISES,
    MODERN,
    PALE_CLOTHS,
    SKINS,
    TRIMS,
    WARDROBE,
)
from filmstudio.film.picture import RGB
from filmstudio.film.storyboard import Character
from filmstudio.film.vocabulary import GARMENTS, HAIR_STYLES, AgeGroup
from filmstudio.said import said

ACCESSORIES = (
    "bindi", "earrings", "cap", "hat", "crown", "headphones", "scarf", "garland", "stick",
)  # fmt: skip


_FRECKLED = {"western": 0.3, "latin-american": 0.12}
"""How many have freckles."""


@dataclass(frozen=True)
class Face:
    """Proportions of a face in design units (a head is 100 high, its chin at 0, its crown at -100)."""

    half_width: float
    jaw: float
    chin: float
    eye_y: float
    eye_gap: float
    eye_size: float
    eye_slant: float
    crease: float
    nose_width: float
    nose_y: float
    mouth_y: float
    mouth_width: float
    lips: float
    brow_thick: float
    brow_arch: float
    ear: float
    rest: float = 0.0
    """What a mouth at rest adds to the smile of its mood, -0.3 (stern) to 0.3 (merry)."""
    skew: float = 0.0
    """By how many units the left corner of the mouth is lower than its middle, the right one higher."""
    freckles: float = 0.0
    """How clear freckles are, 0 to 1."""


@dataclass(frozen=True)
class Appearance:
    """One person's look, all traits decided. `warnings` says what could not be followed."""

    age: AgeGroup
    feminine: bool
    skin: RGB
    hair: RGB
    hair_style: str
    iris: RGB
    lip: RGB
    garment: str
    cloth: RGB
    second: RGB
    beard: str
    glasses: bool
    accessories: frozenset[str]
    face: Face
    seed: int
    tall: float
    stout: float
    warnings: tuple[str, ...] = ()


def _colour(text: str, chosen: str, what: str, name: str, warnings: list[str]) -> RGB:
    wanted = text.strip().lower()
    if not wanted:
        return rgb(chosen)
    if len(wanted) == 7 and wanted[0] == "#" and all(c in "0123456789abcdef" for c in wanted[1:]):
        return rgb(wanted)
    for word in (wanted, *reversed(wanted.replace("-", " ").split())):
        if word in COLOURS:
            return rgb(COLOURS[word])
    warnings.append(
        said(
            "{name}'s {what} '{text}' is not a colour I know; write it as #rrggbb. I chose one.",
            name=name,
            what=what,
            text=text,
        )
    )
    return rgb(chosen)


def _word(
    text: str, words: tuple[str, ...], chosen: str, what: str, name: str, warnings: list[str]
) -> str:
    wanted = text.strip().lower()
    if not wanted:
        return chosen
    if wanted in words:
        return wanted
    parts = wanted.replace("-", " ").split()
    within = next((word for word in words if word in parts), None)
    near = difflib.get_close_matches(wanted, words, n=1, cutoff=0.6)
    picked = within or (near[0] if near else chosen)
    warnings.append(
        said(
            "{name}'s {what} '{text}' cannot be drawn; I drew '{picked}' instead.",
            name=name,
            what=what,
            text=text,
            picked=picked,
        )
    )
    return picked


def _face(rng: random.Random, character: Character, feminine: bool) -> Face:
    child, elder = character.age == "child", character.age == "elder"
    eastern = character.culture in ("east-asian", "japanese", "chinese")
    young = 1.0 if child else 0.45 if character.age == "teen" else 0.0
    spread = rng.uniform
    own = random.Random(f"{character.id}|mouth and skin")
    return Face(
        half_width=spread(35.6, 40.2) + 2.5 * young - (0.8 if feminine else 0),
        jaw=spread(0.71, 0.86) if feminine or child else spread(0.74, 0.94),
        chin=spread(0.24, 0.36) if feminine or child else spread(0.27, 0.46),
        eye_y=-44 + 4.5 * young + spread(-0.8, 0.8),
        eye_gap=spread(16.0, 18.6) + 0.8 * young,
        eye_size=spread(0.9, 1.08) + 0.17 * young + (0.06 if feminine else -0.02) - 0.08 * elder,
        eye_slant=spread(0.4, 1.1) + (0.5 if eastern else 0.0),
        crease=0.35 if eastern else 1.0,
        nose_width=spread(4.8, 7.6) + (0.9 if character.culture == "african" else 0) - 1.0 * child
        - (0.5 if feminine else 0),
        nose_y=-25.5 + 3.0 * young + spread(-1.8, 1.4),
        mouth_y=-13.0 + 1.5 * young + spread(-0.6, 0.6),
        mouth_width=spread(9.2, 13.0) - 1.2 * child,
        lips=spread(0.74, 1.26) + (0.22 if feminine else -0.08)
        + (0.18 if character.culture == "african" else 0) - 0.25 * child - 0.2 * elder,
        brow_thick=spread(0.7, 1.4) * (0.72 if feminine else 1.05) * (0.75 if child else 1.0),
        brow_arch=spread(0.55, 1.45) * (1.15 if feminine else 0.85),
        ear=spread(0.92, 1.1) + 0.06 * elder,
        rest=own.uniform(-0.28, 0.3),
        skew=own.choice((-1, 1)) * own.uniform(0.0, 0.9),
        freckles=own.uniform(0.5, 1.0) if own.random() < _FRECKLED.get(character.culture, 0.0) else 0.0,
    )  # fmt: skip


def appearance(character: Character) -> Appearance:
    """The full look of a character; open fields follow from id, culture, age and gender alone.

    The same character always gives the same look, in any process. Words that cannot be
    drawn are replaced by their nearest and named in `warnings`.
    """
    look, culture, age = character.look, character.culture, character.age
    rng = random.Random(f"{character.id}|{culture}|{age}|{character.gender}")
    feminine = character.gender == "female" or (
        character.gender == "non-binary" and rng.random() < 0.5
    )
    name, warnings = character.name or character.id, list[str]()
    face = _face(rng, character, feminine)
    elder, child = age == "elder", age == "child"
    skin = _colour(look.skin, rng.choice(SKINS[culture]), said("skin"), name, warnings)
    hairs = GREYS if elder else HAIRS[culture]
    hair = _colour(look.hair_colour, rng.choice(hairs), said("hair colour"), name, warnings)
    irises = IRISES.get(culture, DARK_IRISES)
    iris = _colour(look.eyes, rng.choice(irises), said("eye colour"), name, warnings)

    styles = HAIR_BY_GENDER[character.gender]
    if child:
        styles = ("ponytail", "bob", "braid") if feminine else ("short", "wavy", "curly")
    elif elder:
        styles = ("grey-bun", "bob", "bun") if feminine else ("short", "bald", "fade")
    elif culture == "african":
        styles = ("curly", "bun", "braid") if feminine else ("fade", "curly")
    elif culture == "south-indian" and feminine:
        styles = ("braid", "bun", "long")
    style = _word(look.hair_style, HAIR_STYLES, rng.choice(styles), said("hair"), name, warnings)

    clothes = WARDROBE.get((culture, character.gender), MODERN)
    if child or age == "teen":
        clothes = ("tee", "hoodie", "dress") if feminine else ("tee", "hoodie", "shirt")
        if culture in ("north-indian", "south-indian") and child:
            clothes = ("salwar", "dress") if feminine else ("kurta", "shirt")
    garment = _word(look.garment, GARMENTS, rng.choice(clothes), said("garment"), name, warnings)
    cloths: tuple[str, ...] = CLOTHS
    if garment in ("sari", "salwar"):
        cloths = INDIAN_CLOTHS
    elif garment in ("kurta", "dhoti", "robe") and not feminine:
        cloths = PALE_CLOTHS
    elif garment == "suit":
        cloths = ("#2c3346", "#3a3d48", "#4a3a34", "#27445a")
    elif garment == "uniform":
        cloths = ("#2f4a6d", "#4a5a48", "#33405c")
    cloth = _colour(look.colour, rng.choice(cloths), said("colour"), name, warnings)
    if garment in ("sari", "kurta", "salwar", "kimono", "robe", "dhoti"):
        seconds = [c for c in (*TRIMS, *INDIAN_CLOTHS) if abs(luma(rgb(c)) - luma(cloth)) > 45]
    else:
        seconds = ["#2d3448", "#3f4658", "#5a4a3c", "#4b5a6a", "#6a5b4a"]
    second = _colour(
        look.second_colour, rng.choice(seconds or TRIMS), said("second colour"), name, warnings
    )

    beards: tuple[str, ...] = ("none",)
    if character.gender == "male" and age in ("adult", "elder"):
        beards = ("none", "none", "stubble", "short", "moustache")
        if elder:
            beards = ("none", "short", "long", "moustache")
    grown = rng.choice(beards)
    beard = look.beard or grown
    wears = set[str]()
    for wanted in look.accessories:
        wears.add(_word(wanted, ACCESSORIES, "", said("accessory"), name, warnings))
    if not look.accessories and feminine and age != "child" and rng.random() < 0.7:
        wears.add("earrings")
    wears.discard("")
    rose = (190.0, 62.0, 66.0) if feminine else (150.0, 66.0, 58.0)
    lip = mix(shade(skin, -0.12), rose, 0.55 if feminine and not child else 0.3)
    return Appearance(
        age=age, feminine=feminine, skin=skin, hair=hair, hair_style=style, iris=iris, lip=lip,
        garment=garment, cloth=cloth, second=second, beard=beard, glasses=look.glasses,
        accessories=frozenset(wears), face=face, seed=rng.randrange(1 << 30),
        tall=rng.uniform(0.96, 1.04), stout=rng.uniform(0.93, 1.1), warnings=tuple(warnings),
    )  # fmt: skip
