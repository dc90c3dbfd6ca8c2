"""Gives each member of the cast a look of their own, the same in every scene and every run."""

from __future__ import annotations

from typing import Any, Literal, cast

from filmstudio.film.storyboard import Look
from filmstudio.film.vocabulary import AgeGroup, Culture, Gender, Weather
from filmstudio.writing.analysis.lexicon import data
from filmstudio.writing.analysis.people import Facts
from filmstudio.writing.analysis.text import digest

_WARM: dict[Weather, tuple[str, ...]] = {
    "rain": ("coat",),
    "storm": ("coat",),
    "snow": ("coat",),
}
"""What people wear outdoors in a weather, first choice first."""
Beard = Literal["", "none", "stubble", "short", "long", "moustache"]


def _pick(options: list[str], *key: object) -> str:
    return options[digest(*key) % len(options)]


def _ranked(options: list[str], *key: object) -> list[str]:
    """The options in an order that depends on the key alone, each once."""
    unique = list(dict.fromkeys(options))
    return sorted(unique, key=lambda option: (digest(*key, option), option))


def _dress_list(traditional: bool, culture: Culture, gender: Gender, age: AgeGroup) -> list[str]:
    table = data("looks")["traditional" if traditional else "modern"][culture]
    if gender == "non-binary":
        both = [g for g in table["female"][age] if g in table["male"][age]]
        return both or list(table["male"][age])
    return list(table[gender][age])


def _hair_list(culture: Culture, gender: Gender, age: AgeGroup) -> list[str]:
    looks = data("looks")
    if age == "elder":
        return list(looks["elder_hair"][gender])
    if age == "child":
        return list(looks["child_hair"][gender])
    return list(looks["hair"][looks["hair_of"].get(culture, culture)][gender])


def _palette(culture: Culture, age: AgeGroup, garment: str) -> list[str]:
    looks = data("looks")
    if garment in ("dhoti",):
        return list(looks["sober"])
    vivid = culture in looks["vivid_cultures"]
    return list(looks["colours"]["vivid" if vivid and age != "elder" else "western"])


def look_of(
    id: str,
    facts: Facts,
    *,
    age: AgeGroup,
    gender: Gender,
    culture: Culture,
    traditional: bool,
    taken: list[Look],
    weather: Weather = "clear",
) -> Look:
    """The look of a person, from their id, age, gender and culture and the film's weather alone.

    Who is out in rain or snow wears a coat, in snow a scarf as well, unless the script names a dress.
    Where somebody already has the same hair, garment and colour, the next choice in this
    person's own order is taken, so that no two members of a cast are dressed alike.
    """
    looks: dict[str, Any] = data("looks")
    shade = "western" if culture == "western" else "other"
    used = {(look.hair_style, look.garment, look.colour) for look in taken}
    colours_used = {look.colour for look in taken}
    garments = _ranked(_dress_list(traditional, culture, gender, age), id, "garment")
    if facts.garment and facts.garment != "traditional":
        garments = [facts.garment]
    elif not facts.garment and not traditional:
        garments = [*_WARM.get(weather, ()), *garments]
    elif facts.garment:
        garments = _ranked(_dress_list(True, culture, gender, age), id, "garment")
    hairs = [facts.hair] if facts.hair else _ranked(_hair_list(culture, gender, age), id, "hair")
    garment, hair, colour = _free(id, garments, hairs, culture, age, used, colours_used)
    if facts.role in looks["white_coats"] and (hair, "coat", "#eef1f2") not in used:
        garment, colour = "coat", "#eef1f2"
    if facts.colour and (hair, garment, facts.colour) not in used:
        colour = facts.colour
    ascetic = looks["ascetic"].get(facts.role)
    if ascetic and (hair, garment, ascetic) not in used:
        colour = ascetic
    beard = cast(
        Beard,
        facts.beard or ("none" if gender != "male" else _pick(looks["beards"][age], id, "beard")),
    )
    hair_colour = facts.hair_colour or _pick(
        looks["hair_colours"]["elder" if age == "elder" else shade], id, "hair colour"
    )
    return Look(
        skin=_pick(looks["skins"][culture], id, "skin"),
        hair_colour=hair_colour,
        hair_style=hair,
        eyes=_pick(looks["eyes"][shade], id, "eyes"),
        garment=garment,
        colour=colour,
        second_colour=facts.second_colour or _pick(looks["second"], id, "second"),
        beard="none" if gender == "female" or age in ("child", "teen") else beard,
        glasses=facts.glasses
        or (age == "elder" and not traditional and digest(id, "glasses") % 3 == 0),
        accessories=_accessories(id, facts, gender, age, culture, traditional, weather),
    )


def _free(
    id: str,
    garments: list[str],
    hairs: list[str],
    culture: Culture,
    age: AgeGroup,
    used: set[tuple[str, str, str]],
    colours_used: set[str],
) -> tuple[str, str, str]:
    """The first garment, hair and colour in this person's order that nobody has yet."""
    for fresh_colour in (True, False):
        for garment in garments:
            for colour in _ranked(_palette(culture, age, garment), id, "colour"):
                if fresh_colour and colour in colours_used:
                    continue
                for hair in hairs:
                    if (hair, garment, colour) not in used:
                        return garment, hair, colour
    # More people than combinations: the colour itself is moved until it is nobody's.
    step = 1
    while True:
        colour = f"#{digest(id, 'colour', step) % 0x1000000:06x}"
        if (hairs[0], garments[0], colour) not in used:
            return garments[0], hairs[0], colour
        step += 1


def _accessories(
    id: str,
    facts: Facts,
    gender: Gender,
    age: AgeGroup,
    culture: Culture,
    traditional: bool,
    weather: Weather,
) -> tuple[str, ...]:
    worn = list(facts.accessories)
    if weather == "snow" and "scarf" not in worn:
        worn.append("scarf")
    if gender == "female" and age in ("adult", "elder"):
        if culture in ("north-indian", "south-indian") and (traditional or digest(id, "bindi") % 2):
            worn.append("bindi")
        if digest(id, "earrings") % 2:
            worn.append("earrings")
    return tuple(worn)
