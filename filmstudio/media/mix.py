"""The mix: dialogue first, music and ambience under it, at the loudness of the web.

All sound is float32 at 48 kHz. Levels are set relative to the dialogue: inputs may come at any
level, their `gain` in decibels is how much louder or softer than usual they are meant to be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from filmstudio.media import sound
from filmstudio.media.delivered import hold
from filmstudio.media.ducking import Span, curve, duck, spans_of
from filmstudio.media.limiter import MOST_REDUCTION, Limited, limit
from filmstudio.media.loudness import BLOCK, RATE, SILENCE, Samples, energies, integrated
from filmstudio.said import said
from filmstudio.tape import blank, give_back, pieces

FILM_LUFS = -14.0
PODCAST_LUFS = -16.0
CEILING_DBTP = -2.0
"""1 dB under what is delivered at most: AAC gives peaks back higher, mostly less than that. Where they come
back higher still, `delivered.hold` turns them down."""

# Working levels in LUFS; only their differences are heard, since the whole is brought to target.
_DIALOGUE = -18.0
_MUSIC = -21.0
_AMBIENCE = -36.0
_EFFECTS = -24.0
_ROOM = {True: -15.0, False: -24.0}
"""Decibels of room under the direct voice, inside and outside: heard as place, not as echo."""
_CROSSFADE = 1.0
_EDGE = 0.02
"""Seconds of fade where music is cut into or off without a neighbour: no click."""
_AMBIENCE_DUCK = 4.0
"""Decibels by which ambience steps back while someone speaks."""
_MOST_SEAT = 16.0
_COMPRESSION = 2.5
_SPEECH_CREST = 12.0
"""Decibels from a voice's loudness to its highest peak: a film of nothing but voices, with its
pauses, then comes to -14 LUFS almost without limiting."""
_EFFECT_CREST = 15.0


Sound = Samples | Callable[[], Samples]
"""Samples, or a function that opens them: long cues are then in memory one at a time."""


@dataclass(frozen=True)
class Speech:
    """A spoken line: mono samples, the second of the film at which they start, and where it sounds.

    `pan` is -1 to 1 and small for people in the frame; a narrator stands in the middle with
    `dry` True, which leaves the room out.
    """

    samples: Sound
    start: float
    pan: float = 0.0
    interior: bool = False
    dry: bool = False
    gain: float = 0.0


@dataclass(frozen=True)
class Cue:
    """A piece of music: stereo (2, n) or mono. Give it 1 s more than its scene to cross-fade."""

    samples: Sound
    start: float
    gain: float = 0.0


@dataclass(frozen=True)
class Bed:
    """An ambience: stereo (2, n) or mono, with its fades in seconds."""

    samples: Sound
    start: float
    fade_in: float = 0.5
    fade_out: float = 0.5
    gain: float = 0.0


@dataclass(frozen=True)
class Effect:
    """A sound of something seen: mono or stereo."""

    samples: Sound
    start: float
    pan: float = 0.0
    gain: float = 0.0


@dataclass(frozen=True)
class MixRequest:
    """Everything that is heard in `seconds` of film. `target` is -14 LUFS, -16 for a podcast."""

    seconds: float
    speech: Sequence[Speech] = ()
    music: Sequence[Cue] = ()
    ambience: Sequence[Bed] = ()
    effects: Sequence[Effect] = ()
    target: float = FILM_LUFS
    ceiling: float = CEILING_DBTP


@dataclass(frozen=True)
class Mix:
    """The finished sound. `master` and stems are (2, n) float32, n = round(seconds * 48000).

    The stems carry the gain of the master: their sum is the master before limiting.
    `true_peak` is what the limiter left; no peak of its AAC passes -1 dBTP.
    `over_music` is the worst line's distance from the ducked music in LU (infinite without music).
    """

    master: Samples
    stems: dict[str, Samples]
    loudness: float
    true_peak: float
    reduction: float
    over_music: float
    warnings: tuple[str, ...] = field(default=())


def mix(request: MixRequest) -> Mix:
    """Mixes a film's sound to its target loudness. The same request gives the same samples.

    Buses lie on tape, so that a long film needs no more memory than a short one. Raises
    ValueError for sound that is neither mono (n,) nor stereo (2, n). Warns where the film is
    silent or so sparse that its loudness cannot be reached without audible limiting.
    """
    length = round(request.seconds * RATE)
    dialogue, spans = _dialogue(request.speech, length)
    music = _music(request.music, length)
    over_music = duck(music, dialogue, spans)
    effects = _effects(request.effects, length)
    master = blank(length)
    for part in pieces(master, dialogue, music, effects):
        master[:, part] = dialogue[:, part] + music[:, part]
        master[:, part] += effects[:, part]
    ambience = _ambience(request.ambience, length)
    if spans:
        _step_back(ambience, spans)
    _seat(ambience, master)
    sound.lay(master, ambience, 0)
    done = limit(master, request.target, request.ceiling)
    if done.loudness > SILENCE and hold(master):
        done = replace(done, loudness=integrated(energies(master)))
    stems = {"dialogue": dialogue, "music": music, "effects": effects, "ambience": ambience}
    for stem in stems.values():
        for part in pieces(stem):
            stem[:, part] *= np.float32(10 ** (done.gain / 20))
    return Mix(
        master,
        stems,
        done.loudness,
        done.peak,
        done.reduction,
        over_music,
        _warnings(request, done),
    )


def _opened(source: Sound) -> Samples:
    return source() if callable(source) else source


def _warnings(request: MixRequest, done: Limited) -> tuple[str, ...]:
    if done.loudness <= SILENCE:
        return (said("The film has no sound: it has neither voices nor music nor ambience."),)
    if abs(done.loudness - request.target) > 0.5:
        return (
            said(
                "The sound is so sparse that it reaches {loudness} LUFS instead of {target}: "
                "louder would need more than {n} dB of limiting. Music or ambience under the film "
                "would help.",
                loudness=float(done.loudness),
                target=round(request.target),
                n=round(MOST_REDUCTION),
            ),
        )
    return ()


def _gain(level: float, measured: float) -> float:
    """What brings sound to `level` LUFS; silence stays silence."""
    return 1.0 if measured <= SILENCE else float(10 ** ((level - measured) / 20))


def _levelled(samples: Samples, level: float, measured: float) -> Samples:
    """Sound brought to `level` LUFS; silence stays silence."""
    if measured <= SILENCE:
        return samples.astype(np.float32, copy=False)
    return np.asarray(samples * np.float32(10 ** ((level - measured) / 20)), np.float32)


def _dialogue(speech: Sequence[Speech], length: int) -> tuple[Samples, list[Span]]:
    """The dialogue bus and the spans of samples in which someone speaks."""
    bus = blank(length)
    spans: list[Span] = []
    for clip in speech:
        samples = _opened(clip.samples)
        if not len(samples):
            continue
        # BS.1770 weighs a centred voice in two channels like the same voice in one.
        level = _DIALOGUE + clip.gain
        voice = sound.low_cut(np.asarray(samples, np.float32))
        voice = _levelled(voice, level, sound.spoken_loudness(voice))
        voice = _dense(sound.compress(voice, level + 2.0, _COMPRESSION), level)
        start = round(clip.start * RATE)
        sound.add(bus, sound.pan(voice, clip.pan), start)
        if not clip.dry:
            wet = sound.reverberate(voice, clip.interior)
            wet *= np.float32(10 ** (_ROOM[clip.interior] / 20) / np.sqrt(2))
            sound.add(bus, wet, start)
        spans += spans_of(voice, start, length)
        give_back(bus)
    return bus, sorted(spans)


def _dense(voice: Samples, level: float) -> Samples:
    """A voice at `level` LUFS whose peaks stay near it; taming them costs level that is given back."""
    for _ in range(4):
        measured = sound.spoken_loudness(voice)
        if abs(measured - level) < 0.2 and np.abs(voice).max() <= 10 ** (
            (level + _SPEECH_CREST + 0.01) / 20
        ):
            break
        voice = _levelled(voice, level, measured)
        voice = sound.tame(voice[None], level + _SPEECH_CREST)[0]
    return voice


def _music(cues: Sequence[Cue], length: int) -> Samples:
    """The music bus: each cue levelled, neighbours cross-faded over 1 s where they overlap."""
    bus = blank(length)
    ordered = sorted(cues, key=lambda cue: cue.start)
    edge, cross = round(_EDGE * RATE), round(_CROSSFADE * RATE)
    before = 0
    for index, cue in enumerate(ordered):
        samples = sound.stereo(_opened(cue.samples))
        start = round(cue.start * RATE)
        end = min(length, start + samples.shape[1])
        fade_in = min(cross, max(edge, before - start)) if index else edge
        fade_out = edge
        if index + 1 < len(ordered):
            following = round(ordered[index + 1].start * RATE)
            if end > following:
                end = min(end, following + cross)
                fade_out = max(edge, end - following)
        elif end == length and start + samples.shape[1] > length:
            fade_out = cross
        if end > start:
            part = samples[:, : end - start]
            gain = _gain(_MUSIC + cue.gain, integrated(energies(part)))
            sound.lay(bus, part, start, gain, fade_in, fade_out)
        before = end
    return bus


def _ambience(beds: Sequence[Bed], length: int) -> Samples:
    """The ambience bus, each bed at the same distance under the dialogue."""
    bus = blank(length)
    for bed in beds:
        start = round(bed.start * RATE)
        samples = sound.stereo(_opened(bed.samples))[:, : max(0, length - start)]
        if samples.shape[1]:
            gain = _gain(_AMBIENCE + bed.gain, integrated(energies(samples)))
            fade_in, fade_out = round(bed.fade_in * RATE), round(bed.fade_out * RATE)
            sound.lay(bus, samples, start, gain, fade_in, fade_out)
    return bus


def _effects(effects: Sequence[Effect], length: int) -> Samples:
    """The effects bus, each effect levelled by its loudest part, as the ear judges it."""
    bus = blank(length)
    for effect in effects:
        samples = np.asarray(_opened(effect.samples), np.float32)
        if not samples.size:
            continue
        placed = sound.pan(samples, effect.pan) if samples.ndim == 1 else sound.stereo(samples)
        level = _EFFECTS + effect.gain
        placed = _levelled(placed, level, sound.spoken_loudness(placed))
        sound.add(bus, sound.tame(placed, level + _EFFECT_CREST), round(effect.start * RATE))
    return bus


def _seat(ambience: Samples, others: Samples) -> None:
    """Turns ambience down, in place, where it would count as the film's loudness.

    In a film of few words the gate of BS.1770 lets long ambience in, and raising the whole to the
    target would crush the voices.
    """
    foreground, under = energies(others), energies(ambience)
    alone = integrated(foreground)
    if alone <= SILENCE:
        return
    down = 0.0
    while down < _MOST_SEAT:
        if alone - integrated(foreground + under * 10 ** (-down / 10)) < 1.0:
            break
        down += 2.0
    for part in pieces(ambience):
        ambience[:, part] *= np.float32(10 ** (-down / 20))


def _step_back(ambience: Samples, spans: Sequence[Span]) -> None:
    """Turns ambience down a little under speech, in place."""
    depth: NDArray[np.float64] = np.full(len(spans), _AMBIENCE_DUCK)
    gains = 10 ** (-curve(spans, depth, -(-ambience.shape[1] // BLOCK)) / 20)
    for part in pieces(ambience):
        ambience[:, part] *= sound.line(gains, part.stop, first=part.start)
