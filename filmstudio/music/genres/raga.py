"""Raga: tanpura drone, an alap in free time, then a gat over the tala with tabla, a tihai to end."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from filmstudio.music import ragas
from filmstudio.music.form import Bar, Form, ScoreRequest
from filmstudio.music.genres import Style, by_mood
from filmstudio.music.melody import humanise
from filmstudio.music.ragas import Raga, Tala
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import parse_key

_RHYTHMS: dict[int, tuple[tuple[float, ...], ...]] = {
    3: ((1.0, 1.0, 2.0), (0.5, 0.5, 3.0), (1.5, 0.5, 2.0)),
    4: ((1.0, 1.0, 1.0, 1.0), (0.5, 0.5, 1.0, 2.0), (1.5, 0.5, 1.0, 1.0)),
    5: ((0.5, 0.5, 1.0, 1.0, 1.0), (1.0, 0.5, 0.5, 1.0, 1.0), (0.5, 0.5, 0.5, 0.5, 2.0)),
    9: ((0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25),),
}


def _choice(request: ScoreRequest) -> tuple[Raga, Tala]:
    raga = ragas.choose(request.mood, request.culture, request.seed)
    return raga, ragas.tala_for(raga, request.mood, request.seconds, request.seed)


def _meter(request: ScoreRequest) -> int:
    return 7 if _choice(request)[1].beats == 7 else 4


def _write(form: Form, rng: random.Random) -> Piece:
    request = form.request
    raga, tala = _choice(request)
    tonic = parse_key(
        request.key.split()[0] if request.key.strip() else "", request.mood, request.seed
    ).tonic
    if not request.key.strip():
        tonic = (1, 2, 0)[request.seed % 3]
    sa = 55 + (tonic - 55) % 12
    lead = "violin" if raga.carnatic else "sitar"
    tune = _tune(form, raga, sa, rng)
    answer = _answers(form, raga, sa, rng)
    sam = form.final if request.ending else _first_bar(form).start
    strokes = _tabla(form, tala, sam, rng)
    first = _first_bar(form).start
    name = f"Raga {raga.name}, {tala.name}{' tala' if tala.name == 'adi' else ''}, {round(form.bpm)} bpm"
    tracks = (
        Track("tanpura", _tanpura(form, raga, sa), "bed", 0.0, 0.0),
        Track("slow-strings", (Note(0.0, form.beats, sa - 12, 34), Note(0.0, form.beats, sa - 12 + raga.drone, 26)),
              "bed", 2.0, 0.0, form.dynamics(0.5, 1.0)),
        Track(lead, humanise(tune, rng, 0.02, 5), "lead", 1.5 if lead == "sitar" else 0.0, -0.12),
        Track("bansuri", humanise(answer, rng, 0.03, 4), "lead", -2.0, 0.35),
        Track("tabla", humanise([s for s in strokes if s.start >= first - 0.01], rng, 0.012, 4),
              "pulse", 1.0, 0.12),
    )  # fmt: skip
    classes = frozenset(
        (tonic + step) % 12 for step in raga.classes | {0, 7 if raga.drone == 7 else 5}
    )
    return Piece(form.bpm, request.seconds, tracks, name, classes, tonic, form.meter)


def _first_bar(form: Form) -> Bar:
    return next((bar for bar in form.bars if bar.section != "intro"), form.bars[-1])


def _tanpura(form: Form, raga: Raga, sa: int) -> tuple[Note, ...]:
    """Four strings plucked in turn, about one a second whatever the tempo: Pa, Sa, Sa, low Sa."""
    step = max(1.0, round(form.bpm / 62))
    strings = (sa - 24 + raga.drone, sa - 12, sa - 12, sa - 24)
    count = max(1, int((form.final + 0.01) / step))
    notes = [
        Note(index * step, min(4.5 * step, form.beats - index * step), strings[index % 4],
             74 if index % 4 == 3 else 66)
        for index in range(count)
    ]  # fmt: skip
    if form.final < form.beats:
        notes.append(Note(form.final, form.beats - form.final, sa - 24, 78))
    return tuple(notes)


def _tune(form: Form, raga: Raga, sa: int, rng: random.Random) -> tuple[Note, ...]:
    notes: list[Note] = []
    clear = form.swell is None or not form.final - 10 < form.swell < form.final
    tihai = 7.5 if form.request.ending and form.final > 20 and clear else 0.0
    stop = form.final - tihai
    theme = raga.phrases[rng.randrange(len(raga.phrases) - 1)]
    rhythm = _rhythm(theme, rng)
    place = 0
    for bar in form.bars:
        if bar.start >= stop - 0.5:
            break
        room = min(bar.end, stop) - bar.start
        if bar.section == "intro":
            notes += _alap(bar, room, raga, sa, rng)
            continue
        velocity = round(72 + 30 * bar.energy)
        phrase = theme if place % 4 in (0, 1) else raga.phrases[rng.randrange(len(raga.phrases))]
        beats = rhythm if phrase is theme else _rhythm(phrase, rng)
        if bar.section == "swell":
            notes += _taan(bar, room, raga, sa, min(122, velocity + 10), rng)
        elif place % 4 == 3:
            notes += _rest_on(bar, room, raga, sa, velocity, rng)
        elif bar.energy > 0.72 and place % 4 == 2:
            notes += _taan(bar, room, raga, sa, velocity, rng)
        else:
            notes += _phrase(bar.start, room, phrase, beats, sa, velocity)
        place += 1
    if tihai:
        notes += _tihai(form, raga, sa)
    if form.request.ending:
        notes.append(_glided(Note(form.final, form.beats - form.final, sa, 92), -2))
    return tuple(note for note in notes if note.start < form.beats - 0.1)


def _rhythm(phrase: Sequence[int], rng: random.Random) -> tuple[float, ...]:
    choices = _RHYTHMS.get(len(phrase), ((0.5,) * len(phrase),))
    return choices[rng.randrange(len(choices))]


def _glided(note: Note, from_step: float) -> Note:
    """The note reached by a meend, a slide of a third of a beat from `from_step` semitones away."""
    points = tuple((0.34 * k / 8, from_step * (1 - (k / 8) ** 1.5)) for k in range(9))
    return replace(note, bend=points)


def _phrase(
    start: float,
    room: float,
    phrase: Sequence[int],
    rhythm: Sequence[float],
    sa: int,
    velocity: int,
) -> list[Note]:
    notes: list[Note] = []
    at = 0.0
    for index, (step, length) in enumerate(zip(phrase, rhythm, strict=False)):
        if at >= room - 0.1:
            break
        length = min(length, room - at)
        note = Note(
            start + at, length * 1.05, sa + step, min(122, velocity + (8 if index == 0 else 0))
        )
        before = phrase[index - 1] - step if index else 0
        if length >= 1.0 and 0 < abs(before) <= 4:
            note = _glided(note, before)
        notes.append(note)
        at += length
    return notes


def _alap(bar: Bar, room: float, raga: Raga, sa: int, rng: random.Random) -> list[Note]:
    """Slow notes of a phrase in free time, each reached by a slide, resting on the last."""
    phrase = raga.phrases[(bar.index * 2) % len(raga.phrases)][:3]
    first = 0.3 + 0.4 * rng.random()
    lengths = [0.7 + 0.5 * rng.random() for _ in phrase[:-1]]
    rhythm = [*lengths, max(0.6, room - first - sum(lengths))]
    notes = _phrase(bar.start + first, room - first, phrase, rhythm, sa, 66)
    return [
        _glided(n, -1.0 if n.length > 0.9 and not n.bend else 0.0) if not n.bend else n
        for n in notes
    ]


def _rest_on(
    bar: Bar, room: float, raga: Raga, sa: int, velocity: int, rng: random.Random
) -> list[Note]:
    """The phrase's end: two steps of the descent into the vadi, samvadi or Sa, and a pause there."""
    rest = (raga.vadi, raga.samvadi, 0)[rng.randrange(3)]
    above = [n for n in raga.avaroha if n > rest][-2:]
    steps = (*above, rest)
    rhythm = (*(0.5,) * len(above), max(0.5, room - 0.5 * len(above) - 0.5))
    return _phrase(bar.start, room, steps, rhythm, sa, velocity)


def _taan(
    bar: Bar, room: float, raga: Raga, sa: int, velocity: int, rng: random.Random
) -> list[Note]:
    """A fast run up the aroha and down the avaroha in half beats."""
    up = raga.aroha[rng.randrange(2) :]
    down = raga.avaroha[1:]
    steps = (*up, *down)[: int(room * 2)]
    return [
        Note(bar.start + k / 2, 0.52, sa + step, min(122, velocity + (6 if k % 4 == 0 else -4)))
        for k, step in enumerate(steps)
    ]


def _tihai(form: Form, raga: Raga, sa: int) -> list[Note]:
    """A phrase three times, each three beats after the last, so that its end falls on the sam."""
    top = [n for n in raga.avaroha if 0 < n < 8][:3]
    notes: list[Note] = []
    for turn in range(3):
        start = form.final - 1.5 - 3 * (2 - turn)
        notes += [
            Note(start + 0.5 * k, 0.5, sa + step, 84 + 5 * turn) for k, step in enumerate(top)
        ]
        if turn < 2:
            notes.append(Note(start + 1.5, 1.2, sa, 88 + 4 * turn))
    return notes


def _answers(form: Form, raga: Raga, sa: int, rng: random.Random) -> tuple[Note, ...]:
    """The bansuri's answers: at the start of each gap between speeches, and at every eighth bar."""
    starts = [-(-start // 1) + 0.5 for start, end in form.gaps if start > 0 and end - start > 3]
    starts += [bar.start + 2 for bar in form.bars if bar.index % 8 == 5 and bar.beats >= 4]
    notes: list[Note] = []
    for start in sorted(starts):
        phrase = raga.phrases[rng.randrange(len(raga.phrases))][:4]
        if start + 3 < form.final - 4:
            notes += _phrase(start, 3.5, [p + 12 for p in phrase], (0.5, 0.5, 1.0, 1.5), sa, 66)
    return tuple(note for note in notes if note.pitch <= 88)


def _tabla(form: Form, tala: Tala, sam: float, rng: random.Random) -> list[Note]:
    """The theka, its sam under the closing note; soft doubled strokes lead into each sam."""
    strokes: list[Note] = []
    beat = sam - (sam // tala.beats + 1) * tala.beats
    while beat < form.final - 0.01:
        place = round(beat - sam) % tala.beats
        energy = form.energy(max(0.0, beat))
        if beat >= -0.01:
            accent = 14 if place == 0 else 0
            velocity = round(58 + 44 * energy + accent)
            strokes.append(Note(max(0.0, beat), 1.0, 60, min(124, velocity), bol=tala.theka[place]))
            filling = place == tala.beats - 1 or (place % 4 == 3 and rng.random() < 0.4)
            if filling and energy > 0.35:
                for offset, bol in ((0.5, "te"), (0.75, "te")):
                    strokes.append(
                        Note(max(0.0, beat) + offset, 0.3, 60, round(48 + 24 * energy), bol=bol)
                    )
            elif energy > 0.6 and rng.random() < 0.3:
                strokes.append(
                    Note(max(0.0, beat) + 0.5, 0.4, 60, round(44 + 24 * energy), bol="na")
                )
        beat += 1.0
    if form.final < form.beats:
        strokes.append(Note(form.final, 1.0, 60, 104, bol="dha"))
    return strokes


STYLE = Style(by_mood(92, joyful=116, melancholy=70, peaceful=78, tense=104, eerie=72, heroic=120),
              _meter, _write, room=0.26, tail=1.8)  # fmt: skip
