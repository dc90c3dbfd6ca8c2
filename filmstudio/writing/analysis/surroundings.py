"""Reads place, time of day, weather and mood out of headings and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import regex

from filmstudio.film.vocabulary import INTERIORS, Mood, TimeOfDay, Weather
from filmstudio.writing.analysis.lexicon import Hit, lexicon, phrases, wordset
from filmstudio.writing.analysis.text import tidy, title_case, tokens

_SLUG = regex.compile(
    r"^\s*(?P<side>INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\s*/\s*E|INTERIOR|EXTERIOR|INT|EXT|EST)\b[.\s:/-]*"
    r"(?P<rest>.*)$",
    regex.IGNORECASE,
)
_DASH = regex.compile(r"\s+[-–—]+\s*|\s*[–—]+\s*|\s*[-–—]+\s+")
_LIKE = frozenset(["like", "como", "comme", "wie"])
_AND = frozenset(["and", "but", "y", "et", "und", "और"])


@dataclass(frozen=True)
class Place:
    """A drawable place, the words that named it, and whether it only stands in for them."""

    place: str
    name: str
    interior: bool
    stands_in: bool = False


@dataclass(frozen=True)
class Heading:
    """A slug line taken apart. `interior` is None where it does not say."""

    name: str
    interior: bool | None
    time: TimeOfDay | None
    same: bool
    weather: Weather | None
    extra: str = ""


def heading(text: str, language: str) -> Heading:
    """Take a slug line apart: INT/EXT, place, and what follows the dashes."""
    match = _SLUG.match(text)
    interior: bool | None = None
    rest = text
    if match:
        side = match["side"].upper()
        interior = None if "/" in side else not side.startswith(("EXT", "EST"))
        rest = match["rest"]
    parts = [part.strip(" .,") for part in _DASH.split(tidy(rest)) if part.strip(" .,")]
    names: list[str] = []
    extras: list[str] = []
    time: TimeOfDay | None = None
    same = False
    for number, part in enumerate(parts):
        clock = time_of(part, language)
        again = phrases("times", language, "same").first(part)
        if number and (clock or again):
            time = clock or time
            same = same or (again is not None and clock is None)
            extras.append(part)
        else:
            if clock and number == 0:
                time = clock
            names.append(part)
    name = title_case(_place_name(", ".join(_bare(part) for part in names), language))
    return Heading(name, interior, time, same, weather_of([text], language), " ".join(extras))


def _place_name(text: str, language: str) -> str:
    """The name without what a comma adds of time and weather: "A bus stop, night, rain"."""
    parts = [part.strip() for part in text.split(",")]
    kept = [
        part
        for at, part in enumerate(parts)
        if at == 0
        or len(tokens(part)) > 2
        or not (time_of(part, language) or weather_of([part], language))
    ]
    return regex.sub(r"^(?:an?|the)\s+(?=\p{L})", "", ", ".join(kept), flags=regex.IGNORECASE)


def _bare(part: str) -> str:
    return regex.sub(r"\s*\([^)]*\)", "", part).strip() or part


def find_place(name: str, interior: bool | None, language: str) -> Place | None:
    """The drawable place that a name means; None where no word of it is known.

    The last word that names a place decides ("temple garden" is a garden), because the
    head of an English or German compound comes last; before a comma the first part decides.
    """
    found: Place | None = None
    for part in name.split(","):
        hits = phrases("places", language, "words").find(part)
        if hits:
            place = _place(hits[-1], interior, language)
            if found is None or (found.stands_in and not place.stands_in):
                found = place
    return found


def _place(hit: Hit[str], interior: bool | None, language: str) -> Place:
    words = lexicon("places", language)
    outside, _, inside = hit.value.partition("|")
    order = (inside, outside) if interior else (outside, inside)
    if interior is None:
        # A place that is drawn goes before one that only stands in.
        order = (inside, outside) if outside.startswith("~") and inside else (outside, inside)
    chosen = order[0] or order[1]
    stands_in = chosen.startswith("~")
    place = chosen.lstrip("~")
    if interior is not None and not order[0]:
        turned = words["inside_of" if interior else "outside_of"].get(place)
        if turned:
            place, stands_in = turned, True
    indoors = interior if interior is not None else place in INTERIORS
    name = words["located"].get(hit.phrase, hit.phrase)
    return Place(place, name, indoors, stands_in)


def time_of(text: str, language: str) -> TimeOfDay | None:
    """The time of day that a text names first. "Good night" and "every morning" name none."""
    taken = [(hit.first, hit.last) for hit in phrases("times", language, "not_times").find(text)]
    for hit in phrases("times", language, "times").find(text):
        if not any(first <= hit.first <= last for first, last in taken):
            return cast(TimeOfDay, hit.value)
    return None


def weather_of(texts: list[str], language: str) -> Weather | None:
    """The strongest weather that the texts name: storm over rain over snow, fog, wind, clouds.

    "No rain" and "the rain had stopped" are not rain; "rain sweeps over the sea" is.
    """
    order = ["storm", "snow", "rain", "fog", "wind", "cloudy", "clear"]
    negators = wordset("emotions", language, "negators")
    ends = wordset("weathers", language, "ends")
    on = wordset("weathers", language, "on")
    seen: set[str] = set()
    for text in texts:
        line = tokens(text)
        for hit in phrases("weathers", language, "weathers").find(text):
            before = {token.text for token in line[max(0, hit.first - 3) : hit.first]}
            following = [token.text for token in line[hit.last + 1 : hit.last + 5]]
            after = set(following[:3])
            # "The rain is over" ends it; "rain sweeps over the sea" goes on.
            ended = any(
                word in ends and next_word not in on
                for word, next_word in zip(following[:3], [*following[1:], ""], strict=False)
            )
            over = ended or bool(after & negators and not after & _AND)
            if before & (negators | _LIKE) or (over and hit.value != "clear"):
                continue
            seen.add(hit.value)
    for weather in order:
        if weather in seen:
            return cast(Weather, weather)
    return None


def mood_of(texts: list[str], language: str, least: int = 1) -> tuple[Mood, int]:
    """The mood that most words of the texts carry, and how many; neutral under `least`."""
    counts: dict[str, int] = {}
    negators = wordset("emotions", language, "negators")
    for text in texts:
        line = tokens(text)
        for hit in phrases("moods", language, "moods").find(text):
            before = {token.text for token in line[max(0, hit.first - 2) : hit.first]}
            if not before & negators:
                counts[hit.value] = counts.get(hit.value, 0) + 1
    if not counts:
        return "neutral", 0
    best = max(counts, key=lambda mood: (counts[mood], mood))
    if counts[best] < least:
        return "neutral", counts[best]
    return cast(Mood, best), counts[best]
