"""One spoken line: samples at 48 kHz with the times of its words, sounds and mouth shapes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filmstudio.errors import BadInput, Broken, Missing
from filmstudio.film.storyboard import Voice
from filmstudio.film.timeline import Phoneme, Spoken, Word
from filmstudio.film.vocabulary import Emotion
from filmstudio.said import said
from filmstudio.speech import sound
from filmstudio.speech.alignment import (
    Span,
    Warp,
    features,
    sounds,
    warp_by_phones,
    warp_by_sound,
    words_by_letters,
    words_by_marks,
)
from filmstudio.speech.casting import TREMBLE
from filmstudio.speech.delivery import Manner, manner_of
from filmstudio.speech.engines import engines, installed
from filmstudio.speech.engines.base import Phone, Take
from filmstudio.speech.languages import Language, find, served_by
from filmstudio.speech.script import Script, script_of
from filmstudio.speech.visemes import VISEMES, visemes_of

MOST_LETTERS = 20_000
PAUSE = 0.06
"""Seconds without a sound after which the mouth closes."""


@dataclass(frozen=True)
class Chosen:
    """The engine's voice that really speaks, and why it is another than asked for."""

    engine: str
    name: str
    tremble: bool = False
    warnings: tuple[str, ...] = ()


def choose(voice: Voice, language: str) -> Chosen:
    """The voice that speaks this language on this machine, as near to `voice` as there is.

    Raises BadInput for a language without a voice and Missing where no engine is installed.
    """
    spoken = find(language)
    here = installed()
    able = [name for name in served_by(spoken) if name in here]
    if not able:
        reasons = " ".join(one.is_available()[1] for one in engines().values())
        raise Missing(
            "No voice engine is installed. {reasons}", code="no_voice_engine", reasons=reasons
        )
    tremble = voice.name.endswith(TREMBLE)
    name = voice.name.removesuffix(TREMBLE)
    warnings: tuple[str, ...] = ()
    engine = voice.engine or next(
        (one for one in able if any(v.name == name for v in here[one].voices(spoken.code))), able[0]
    )
    if engine not in able:
        known = engines().get(engine)
        if known is None:
            why = said("There is no voice engine called '{engine}'.", engine=engine)
        elif engine in here:
            why = said(
                "The voice engine {engine} does not speak {language}.",
                engine=engine,
                language=spoken.name,
            )
        else:
            why = said(known.is_available()[1])
        warnings += (said("{why} {voice} speaks instead.", why=why, voice=able[0]),)
        engine = able[0]
    offered = here[engine].voices(spoken.code)
    if not any(one.name == name for one in offered):
        variant = name.partition("+")[2]
        same = [one.name for one in offered if variant and one.name.partition("+")[2] == variant]
        accent = language.strip().replace("_", "-").lower()
        near = [one.name for one in offered if one.accent == accent] or [offered[0].name]
        other = (same or near)[0]
        if name and not same and not warnings:
            warnings += (
                said(
                    "{engine} has no {language} voice '{voice}'; {other} speaks instead.",
                    engine=engine,
                    language=spoken.name,
                    voice=name,
                    other=other,
                ),
            )
        name = other
    return Chosen(engine, name, tremble, warnings)


def notes(text: str, voice: Voice, *, language: str) -> tuple[str, ...]:
    """Sentences for the creator about this line: another voice used, letters that cannot be read."""
    chosen = choose(voice, language)
    spoken = find(language)
    cautions = (spoken.caution,) if spoken.caution else ()
    return chosen.warnings + script_of(text, spoken).warnings + cautions


def speak(
    text: str,
    voice: Voice,
    *,
    language: str,
    emotion: Emotion = "neutral",
    delivery: str = "",
    rate: float = 1.0,
) -> tuple[NDArray[np.float32], Spoken]:
    """Speak a line.

    Returns mono samples at 48 kHz, shape (n,), about -23 LUFS, trimmed to 20 ms of silence at
    the ends, and what was said: words as captions show them (joined they are the line without
    markup and emoji) and sounds with their mouth shapes, in seconds from the first sample.
    A diphthong is two sounds; a pause is a sound without symbol and with the shape `sil`.
    `rate` multiplies the voice's own and is held to 0.5-2. The same arguments give the same
    samples on every run.

    Raises BadInput for a language without a voice, for a text over 20,000 letters and where
    there is nothing to speak; Missing where no engine is installed; Broken where one fails.
    """
    spoken_language = find(language)
    if len(text) > MOST_LETTERS:
        raise BadInput(
            "A line has {n} letters; a voice speaks at most {most} at once. Split "
            "it into several lines.",
            n=len(text),
            most=MOST_LETTERS,
        )
    script = script_of(text, spoken_language)
    if not script.tokens:
        raise BadInput(
            "There is nothing to speak in this line: it has no letters or digits.",
            code="nothing_to_speak",
        )
    chosen = choose(voice, language)
    manner = manner_of(emotion, delivery)
    speed = min(max(voice.rate * rate * manner.rate, 0.5), 2.0)
    take, spans, phones = _perform(script, spoken_language, voice, chosen, manner, speed)
    samples = _shape(take, voice, manner)
    spans = [(start / voice.timbre, end / voice.timbre) for start, end in spans]
    phones = [Phone(p.symbol, p.start / voice.timbre, p.end / voice.timbre) for p in phones]
    samples, warp = sound.pace(
        samples, spans, [token.pause for token in script.tokens], manner.pauses / speed
    )
    samples = _finish(samples, chosen, manner)
    exact = take.phones is not None and bool(phones)
    edges = (warp(phones[0].start), warp(phones[-1].end)) if exact else None
    samples, cut = sound.trim(samples, edges)
    if not len(samples):
        raise BadInput(
            "There is nothing to speak in this line for a {language} voice.",
            code="nothing_to_speak",
            language=spoken_language.name,
        )
    samples = sound.normalise(samples, sound.LOUDNESS + min(max(manner.decibels, -3.0), 2.0))
    seconds = len(samples) / sound.SAMPLE_RATE
    shifted = [(start - cut, end - cut) for start, end in warp.spans(spans)]
    moved = [Phone(p.symbol, p.start - cut, p.end - cut) for p in warp.phones(phones)]
    return samples, Spoken(
        seconds=seconds,
        words=timed_words(script, shifted, seconds),
        phonemes=timed_phonemes(moved, seconds),
        engine=chosen.engine,
        voice=chosen.name,
    )


def _perform(
    script: Script,
    language: Language,
    voice: Voice,
    chosen: Chosen,
    manner: Manner,
    speed: float,
) -> tuple[Take, list[Span], list[Phone]]:
    """The engine's take, and its tokens' and sounds' times (before the timbre's resampling)."""
    here = installed()
    semitones = voice.pitch + manner.semitones - 12 * math.log2(voice.timbre)
    pace = speed / voice.timbre
    take = here[chosen.engine].synthesise(
        script.spoken, chosen.name, pace, semitones=semitones, span=manner.span
    )
    if not len(take.samples):
        raise BadInput(
            "There is nothing to speak in this line for a {language} voice.",
            code="nothing_to_speak",
            language=language.name,
        )
    if take.words is not None and take.phones is not None:
        heard = sounds(take.phones)
        if language.spaced:
            return take, words_by_marks(script, take.words, take.phones), heard
        return take, words_by_letters(script, take.phones), heard
    if "espeak" not in here:
        if take.phones is not None:
            return take, words_by_letters(script, take.phones), sounds(take.phones)
        raise Missing(
            "The voice engine {engine} needs espeak-ng for the times of its words: pip "
            "install espeakng-loader.",
            engine=chosen.engine,
        )
    guide = here["espeak"].synthesise(script.spoken, _guide_voice(language, chosen), pace)
    if guide.words is None or guide.phones is None:
        raise Broken("espeak-ng gave no times for this line; choose another voice.")
    spans = words_by_marks(script, guide.words, guide.phones)
    heard = sounds(guide.phones)
    if take.phones is not None:
        return take, warp_by_phones(heard, take.phones).spans(spans), sounds(take.phones)
    warp = warp_to(guide, take)
    return take, warp.spans(spans), warp.phones(heard)


def warp_to(guide: Take, take: Take) -> Warp:
    """From the times of a guide's recording to those of another recording of the same words."""
    ends = [_ends(one.samples, one.sample_rate) for one in (guide, take)]
    tables = [
        features(one.samples[start:end], one.sample_rate)
        for one, (start, end) in zip((guide, take), ends, strict=True)
    ]
    inner = warp_by_sound(tables[0], tables[1])
    return Warp(
        inner.here + ends[0][0] / guide.sample_rate, inner.there + ends[1][0] / take.sample_rate
    )


def _ends(samples: NDArray[np.float32], sample_rate: int) -> tuple[int, int]:
    """First and last sample of the speech in a recording."""
    heard = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    if not len(heard):
        return 0, len(samples)
    margin = sample_rate // 100
    return max(0, int(heard[0]) - margin), min(len(samples), int(heard[-1]) + margin)


def _guide_voice(language: Language, chosen: Chosen) -> str:
    accent = {"en-GB": "en"}.get(chosen.name, chosen.name.lower())
    base = accent if accent in language.espeak else language.espeak[0]
    return f"{base}+f1"


def _shape(take: Take, voice: Voice, manner: Manner) -> NDArray[np.float32]:
    """The take at 48 kHz with the pitch, melody and breath that the engine could not give."""
    samples = take.samples
    if abs(take.semitones_left) > 0.3 or abs(take.range_left - 1) > 0.08 or manner.breath > 0.05:
        from filmstudio.speech.vocoder import reshape

        samples = reshape(
            samples,
            take.sample_rate,
            semitones=take.semitones_left,
            span=take.range_left,
            breath=manner.breath,
        )
    return sound.to_film_rate(samples, take.sample_rate, voice.timbre)


def _finish(samples: NDArray[np.float32], chosen: Chosen, manner: Manner) -> NDArray[np.float32]:
    if chosen.tremble:
        samples = sound.tremble(samples)
    # A formant synthesiser hisses; the statistical voices at 16 kHz are dull.
    shelf = -4.0 if chosen.engine == "espeak" else 2.5
    low_cut = 220.0 if manner.breath > 0.7 else 75.0
    samples = sound.tone(samples, low_cut=low_cut, shelf=shelf, bright=manner.bright)
    return sound.compress(samples)


def timed_words(script: Script, spans: Sequence[Span], seconds: float) -> tuple[Word, ...]:
    words: list[Word] = []
    last = 0.0
    for token, (start, end) in zip(script.tokens, spans, strict=True):
        start = min(max(start, last, 0.0), seconds)
        last = min(max(end, start), seconds)
        words.append(Word(text=token.text, start=round(start, 4), end=round(last, 4)))
    return tuple(words)


def timed_phonemes(phones: Sequence[Phone], seconds: float) -> tuple[Phoneme, ...]:
    found: list[Phoneme] = []

    def add(symbol: str, viseme: str, start: float, end: float) -> None:
        start, end = round(min(max(start, 0.0), seconds), 4), round(min(max(end, 0.0), seconds), 4)
        start = max(start, found[-1].end) if found else start
        if end > start:
            found.append(
                Phoneme.model_validate(
                    {"symbol": symbol, "viseme": viseme, "start": start, "end": end}
                )
            )

    last = 0.0
    for phone in phones:
        start = max(phone.start, last)
        if start - last > PAUSE:
            add("", "sil", last, start)
        elif found:
            start = last
        last = max(phone.end, start)
        parts = _parts(phone.symbol)
        for index, (symbol, viseme) in enumerate(parts):
            add(
                symbol,
                viseme,
                start + (last - start) * index / len(parts),
                start + (last - start) * (index + 1) / len(parts),
            )
    if seconds - last > PAUSE:
        add("", "sil", last, seconds)
    return tuple(found)


def _parts(symbol: str) -> list[tuple[str, str]]:
    """A sound cut where its mouth shape changes, without stress marks."""
    plain = symbol.replace("ˈ", "").replace("ˌ", "")
    shapes = visemes_of(plain)
    if len(shapes) == 1:
        return [(plain, shapes[0])]
    parts: list[tuple[str, str]] = []
    for letter in plain:
        shape = VISEMES.get(letter)
        if shape is not None and (not parts or parts[-1][1] != shape):
            parts.append((letter, shape))
        elif parts:
            parts[-1] = (parts[-1][0] + letter, parts[-1][1])
    return parts
