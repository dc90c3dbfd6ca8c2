"""The composer: a request becomes a finished cue, written, played and mixed."""

from __future__ import annotations

import importlib
import math
import random
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from filmstudio.errors import BadInput, Broken
from filmstudio.film.vocabulary import GENRES
from filmstudio.music import instruments, mixdown, soundfont
from filmstudio.music.form import ScoreRequest, merge, plan
from filmstudio.music.genres import Style
from filmstudio.music.play import play
from filmstudio.music.score import Piece, midi, speak_over
from filmstudio.music.spectrum import RATE, Sound
from filmstudio.said import said

__all__ = ["Score", "ScoreRequest", "compose", "for_film", "write"]

MAX_SECONDS = 900.0


@dataclass(frozen=True)
class Score:
    """A finished cue: `samples` float32 (2, n) at 48 kHz, n = round(seconds * 48000).

    `warnings` are sentences for the creator, `description` names what plays, for
    example "Raga Yaman, teental, 88 bpm".
    """

    samples: NDArray[np.float32]
    warnings: tuple[str, ...]
    description: str


def style_of(genre: str) -> Style:
    """The style of a genre. Raises BadInput, naming the genres there are, for any other word."""
    if genre not in GENRES:
        raise BadInput(
            f'There is no music genre "{genre}"; choose one of {", ".join(GENRES)}, or none.',
            code="unknown_genre",
        )
    module = importlib.import_module(f"filmstudio.music.genres.{genre.replace('-', '_')}")
    style = module.STYLE
    if not isinstance(style, Style):
        raise TypeError(f"{module.__name__}.STYLE is no Style")
    return style


def write(request: ScoreRequest) -> Piece:
    """The cue as written, thinned under speech and humanised, not yet heard.

    Raises BadInput for an unknown genre or key and for lengths outside 0.05 s to 15 min.
    """
    style = style_of(request.genre)
    if not math.isfinite(request.seconds) or not 0.05 <= request.seconds <= MAX_SECONDS:
        raise BadInput(
            f"A cue of {request.seconds} seconds cannot be composed: it must last between 0.05 "
            f"seconds and {MAX_SECONDS / 60:.0f} minutes.",
            code="bad_length",
        )
    if request.tempo and not 20 <= request.tempo <= 300:
        raise BadInput(
            f"A tempo of {request.tempo:g} beats a minute cannot be played: choose 20 to 300.",
            code="bad_tempo",
        )
    rng = random.Random(f"{request.genre} {request.mood} {request.seed}")
    form = plan(request, style.tempo(request), style.meter(request))
    piece = style.write(form, rng)
    lead_in = 0.25 * form.bpm / 60
    tracks = []
    for track in piece.tracks:
        played = speak_over(track, form.speech, lead_in)
        # A cue of a second is shorter than the gestures of some genres: what begins after it goes.
        inside = tuple(n for n in played.notes if 0 <= piece.time(n.start) < request.seconds)
        if inside:
            tracks.append(replace(played, notes=inside))
    return replace(piece, tracks=tuple(tracks))


def compose(request: ScoreRequest) -> Score:
    """The finished cue for a request: same request, same bytes.

    Sampled instruments play where FluidSynth and a soundfont work, else everything is
    synthesised here and a warning says so. Errors as `write`.
    """
    piece = write(request)
    style = style_of(request.genre)
    samples = round(request.seconds * RATE)
    stems, warning = _stems(piece, samples, request.seed)
    spans = merge(request.speech, request.seconds)
    sound = mixdown.mix(
        stems,
        samples,
        wet=style.room,
        tail=style.tail,
        speech=spans,
        fade_in=0.05 if request.opening else 0.012,
        fade_out=min(1.6 if request.ending else 1.0, 0.2 * request.seconds),
    )
    return Score(sound, (warning,) if warning else (), piece.description)


def _stems(piece: Piece, samples: int, seed: int) -> tuple[list[Sound], str]:
    """The dry stems of a piece, and a sentence when sampled instruments could not play."""
    warning = soundfont.missing()
    programs = instruments.programs()
    sampled = [track for track in piece.tracks if track.instrument in programs]
    own = [track for track in piece.tracks if track.instrument not in programs]
    if sampled and not warning:
        try:
            stems = [soundfont.play(midi(piece, programs), samples)]
        except Broken as error:
            warning = said("{why} The music is synthesised more simply instead.", why=error.message)
        else:
            return [*stems, *([play(piece, own, samples, seed)] if own else [])], ""
    return [play(piece, piece.tracks, samples, seed)], warning


_BY_MOOD = {
    "neutral": "ambient",
    "peaceful": "ambient",
    "joyful": "folk",
    "melancholy": "orchestral",
    "tense": "suspense",
    "eerie": "suspense",
    "romantic": "orchestral",
    "heroic": "orchestral",
}
_ROOMS = {"cafe", "living-room", "bedroom", "kitchen", "office", "studio", "library"}
_CITY = {"city-street", "rooftop", "station", "train", "office", "studio", "road"}


def for_film(mood: str, culture: str, place: str) -> str:
    """The genre that suits a scene's mood, culture and place.

    Indian films get a raga unless they are tense, villages and fields elsewhere folk;
    cafes jazz, quiet rooms lo-fi, joyful cities electronic.
    """
    dark = mood in ("tense", "eerie")
    if dark:
        return "suspense"
    if culture in ("north-indian", "south-indian"):
        return "orchestral" if mood == "heroic" else "raga"
    if mood in ("heroic", "romantic"):
        return "jazz" if mood == "romantic" and place == "cafe" else "orchestral"
    if place == "cafe":
        return "jazz"
    if place in _ROOMS and mood in ("neutral", "peaceful", "joyful", "melancholy"):
        return "lo-fi"
    if place in _CITY and mood in ("joyful", "neutral"):
        return "electronic"
    if place in ("village", "field", "market", "hut") or (
        culture != "western" and mood != "melancholy"
    ):
        return "folk"
    return _BY_MOOD.get(mood, "ambient")
