"""How the page for new films shows what was read: rows, sentences, and places in a browser's text."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from filmstudio.film.reading import Reading
from filmstudio.services.reading import voices
from filmstudio.services.reading.live import Live
from state.words import plural, translated

DEFAULTS: dict[str, str] = {
    "style": "cinematic",
    "aspect": "16:9",
    "duration": "",
    "language": "",
    "music": "auto",
    "captions": "burn",
}
"""The options of the page; "" is left to the studio."""
NOTHING: dict[str, Any] = {"n": 0, "form": "", "marks": [], "covered": [], "scenes": []}
UNSAID = ("neutral", "clear")
"""What goes without saying."""
CULTURES = {
    "western": "Western",
    "north-indian": "North Indian",
    "south-indian": "South Indian",
    "east-asian": "East Asian",
    "japanese": "Japanese",
    "chinese": "Chinese",
    "thai": "Thai",
    "middle-eastern": "Middle Eastern",
    "african": "African",
    "latin-american": "Latin American",
}
GENRES = {
    "orchestral": "Orchestral",
    "ambient": "Ambient",
    "folk": "Folk",
    "jazz": "Jazz",
    "electronic": "Electronic",
    "lo-fi": "Lo-fi",
    "raga": "Raga",
    "suspense": "Suspense",
}
KINDS = ("cast", "place", "sound")


def clock(seconds: float) -> str:
    """A length of film: 84 is 1:24."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def seconds_of(text: str) -> float | None:
    """A length as somebody writes it: "75", or "1:15". None for what is none."""
    minutes, colon, rest = text.strip().rpartition(":")
    if not rest.isdecimal() or len(text) > 9 or (colon and not minutes.isdecimal()):
        return None
    return 60.0 * int(minutes or 0) + int(rest)


class _Units:
    """Places in a text as browsers count them: in units of UTF-16, where some signs are two."""

    def __init__(self, text: str) -> None:
        wide = not text.isascii() and max(text) > "\uffff"
        self._wide = [at for at, sign in enumerate(text) if sign > "\uffff"] if wide else []

    def of(self, at: int) -> int:
        """The unit at which the sign number `at` begins."""
        return at + bisect_right(self._wide, at - 1) if self._wide else at


def found_of(reading: Reading, text: str, n: int) -> dict[str, Any]:
    """What is drawn over the text number `n`."""
    unit = _Units(text).of
    return {
        "n": n,
        "form": reading.form,
        "marks": [[KINDS.index(one.kind), unit(one.start), unit(one.end)] for one in reading.marks],
        "covered": [[one.label, unit(one.start), unit(one.end)] for one in reading.covered],
        "scenes": [[one.number, unit(one.start)] for one in reading.scenes if one.start >= 0],
    }


def slate_of(found: Live) -> dict[str, Any]:
    """The numbers of the film."""
    reading = found.reading
    return {
        "scenes": len(reading.scenes),
        "shots": reading.shots,
        "cast": len(reading.cast),
        "length": clock(reading.seconds),
        "credits": found.credits,
        "metered": found.metered,
        "words": reading.words,
        "allowed": found.words_allowed,
        "over": reading.words > found.words_allowed,
    }


def scene_rows(scenes: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """The scenes, in words. `share` is how long each is, in per cent of the longest."""
    longest = max((float(scene["seconds"]) for scene in scenes), default=1.0) or 1.0
    return [
        {
            "number": scene["number"],
            "heading": scene["heading"] or scene["name"] or scene["summary"],
            "about": ", ".join(
                (
                    *(
                        translated(lang, str(scene[key]))
                        for key in ("mood", "time", "weather")
                        if scene[key] not in UNSAID
                    ),
                    plural(lang, "{n} shot", "{n} shots", int(scene["shots"])),
                )
            ),
            "length": clock(float(scene["seconds"])),
            "share": round(100 * float(scene["seconds"]) / longest),
        }
        for scene in scenes
    ]


KIND_NAMES = {
    "woman": "Woman",
    "man": "Man",
    "old-woman": "Old woman",
    "old-man": "Old man",
    "young-woman": "Young woman",
    "young-man": "Young man",
    "girl": "Girl",
    "boy": "Boy",
    "neither": "Neither",
    "": "Narrator’s voice",
}
"""Kinds of voices as they are named, for `translated`; pages/new_words.py has them for catalogs."""


def cast_rows(
    cast: list[dict[str, Any]], kinds: dict[str, str], faces: dict[str, str], lang: str
) -> list[dict[str, Any]]:
    """Who is heard, in words, the kind of voice, and how they look."""
    rows = []
    for who in cast:
        is_narrator = who["id"] == "narrator"
        kind = kinds.get(who["id"]) or voices.kind_of(who["age"], who["gender"])
        lines = plural(lang, "{n} line", "{n} lines", int(who["lines"]))
        rows.append(
            {
                "id": who["id"],
                "name": translated(lang, "Narrator") if is_narrator else who["name"],
                "face": faces.get(who["id"], ""),
                "initial": "" if is_narrator else str(who["name"])[:1].upper(),
                "about": ", ".join(part for part in (str(who["role"]), lines) if part),
                "kind": kind,
                "voice": translated(lang, KIND_NAMES[kind]),
            }
        )
    return rows


def world_of(world: dict[str, Any], lang: str) -> dict[str, str]:
    """Where the film plays, what it sounds like, how fast it goes."""
    if not world:
        return {}
    pace = f"{float(world['pace']):.1f}"
    return {
        "logline": str(world["logline"]),
        "culture": translated(lang, CULTURES[world["culture"]]),
        "music": translated(lang, GENRES.get(world["genre"], str(world["genre"]))),
        "language": str(world["language"]),
        "pace": translated(lang, "about {n} s a shot", n=pace),
    }
