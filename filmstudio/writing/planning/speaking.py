"""Dialogue in shots: shot and reverse shot, two-shots, listeners, voices from outside the picture."""

from __future__ import annotations

from filmstudio.film.story import Speech
from filmstudio.film.vocabulary import Emotion, ShotSize
from filmstudio.writing.planning.scene_plan import (
    DIALOGUE_PAUSE,
    TURN_SILENCE,
    ScenePlan,
    is_short,
)
from filmstudio.writing.planning.setup import Setup
from filmstudio.writing.planning.sizes import closing_in
from filmstudio.writing.planning.split import split_line

IDEAL_SPEECH = 7.5
"""Seconds of speech that one shot carries; longer speeches are shot in pieces."""
_OPENING_WORDS = 9
_RAPID_WORDS = 3


def speak(plan: ScenePlan, beat: int) -> int:
    """Plan a speech (and a quick answer to it, in one two-shot). Returns how many beats were taken."""
    speech = plan.scene.beats[beat]
    assert isinstance(speech, Speech)
    if not speech.seen:
        _unseen(plan, beat, speech)
        return 1
    answer = _quick_answer(plan, beat)
    if answer is not None:
        _exchange(plan, beat, speech, answer)
        return 2
    _single(plan, beat, speech)
    return 1


def _quick_answer(plan: ScenePlan, beat: int) -> Speech | None:
    """Which shot, 2: the first exchange is seen in one two-shot; so are exchanges of a few words."""
    limit = _OPENING_WORDS if plan.spoken == 0 else _RAPID_WORDS
    if beat + 1 >= len(plan.scene.beats):
        return None
    first, second = plan.scene.beats[beat], plan.scene.beats[beat + 1]
    if not (isinstance(first, Speech) and isinstance(second, Speech) and second.seen):
        return None
    if not (is_short(first, limit) and is_short(second, limit)):
        return None
    if plan.is_turn(beat) or plan.is_turn(beat + 1):
        return None
    if not plan.stage.opposite(first.speaker, second.speaker):
        return None
    return second


def _exchange(plan: ScenePlan, beat: int, first: Speech, second: Speech) -> None:
    id = plan.shot_id(beat)
    plan.setups.append(
        Setup(
            id=id,
            purpose="speak",
            sizes=("two-shot", "wide"),
            people=(first.speaker, second.speaker),
            acts=(plan.act(first.speaker, first.emotion), plan.act(second.speaker, second.emotion)),
            lines=(
                plan.line(f"{id}.a", first.speaker, first.text, first, DIALOGUE_PAUSE),
                plan.line(f"{id}.b", second.speaker, second.text, second, DIALOGUE_PAUSE),
            ),
        )
    )
    plan.spoken += 2
    plan.last_speaker = second.speaker


def _single(plan: ScenePlan, beat: int, speech: Speech) -> None:
    """Who speaks is seen speaking (which shot, 2). Long speeches are shot in pieces that move in."""
    partner = plan.partner(speech.speaker, beat)
    turn = plan.is_turn(beat)
    pieces = split_line(speech.text, plan.measure(False), IDEAL_SPEECH, plan.language)
    talk_ends = not any(isinstance(b, Speech) for b in plan.scene.beats[beat + 1 :])
    sizes = closing_in(
        plan.spoken, pair=bool(partner), emotion=speech.emotion, last=talk_ends, turn=turn
    )
    people = (speech.speaker, partner) if partner else (speech.speaker,)
    for number, piece in enumerate(pieces):
        id = plan.shot_id(beat, number)
        if number:
            sizes = _next_piece(sizes, number, bool(partner))
        mid = number < len(pieces) - 1
        acts = [plan.act(speech.speaker, speech.emotion)]
        if partner:
            acts.append(plan.act(partner, plan.answer(speech.emotion)))
        plan.setups.append(
            Setup(
                id=id,
                purpose="speak",
                sizes=sizes,
                people=people,
                acts=tuple(acts),
                lines=(
                    plan.line(
                        f"{id}.a", speech.speaker, piece, speech, 0.15 if mid else DIALOGUE_PAUSE
                    ),
                ),
                lead=(0.2 + TURN_SILENCE if turn else 0.2) if number == 0 else 0.05,
                turn=turn and number == len(pieces) - 1,
                action="",
            )
        )
    plan.spoken += 1
    plan.last_speaker = speech.speaker
    if partner and _listens(plan, beat, speech, turn):
        _reaction(plan, beat, speech, partner)


def _next_piece(sizes: tuple[ShotSize, ...], number: int, pair: bool) -> tuple[ShotSize, ...]:
    """A long speech: closer, then back, so that each piece is another picture."""
    order: tuple[ShotSize, ...] = (
        ("medium", "close", "wide") if not pair else ("medium", "close", "over-shoulder")
    )
    first = order[number % 3]
    return (first, *(size for size in order if size != first))


def _listens(plan: ScenePlan, beat: int, speech: Speech, turn: bool) -> bool:
    """Which shot, 2: the turn, a question that nobody answers and the last word of a talk end on
    the listener's face; so does every fourth line, for listeners react.

    What counts is the order of the beats, hardly the words: an edited line keeps its reaction.
    """
    after = plan.scene.beats[beat + 1] if beat + 1 < len(plan.scene.beats) else None
    if turn or (after is None and plan.spoken >= 3):
        return True
    asks = speech.text.rstrip("\"'”’ ").endswith(("?", "？", "؟"))
    if asks and not isinstance(after, Speech):
        return True
    return plan.spoken % 4 == 0 and isinstance(after, Speech)


def _reaction(plan: ScenePlan, beat: int, speech: Speech, listener: str) -> None:
    id = f"{plan.shot_id(beat)}r"
    plan.setups.append(
        Setup(
            id=id,
            purpose="listen",
            sizes=("close", "medium", "over-shoulder"),
            people=(listener, speech.speaker),
            acts=(
                plan.act(listener, plan.answer(speech.emotion)),
                plan.act(speech.speaker, speech.emotion),
            ),
            lead=0.0,
            hold=plan.jitter(id, 1.6),
            need="if-it-fits",
        )
    )


def _unseen(plan: ScenePlan, beat: int, speech: Speech) -> None:
    """(O.S.) is heard over the listener's face, (V.O.) over the speaker's thoughts or the place."""
    listeners = [one for one in plan.scene.present if one != speech.speaker]
    if speech.offscreen and listeners:
        looked_at: tuple[str, ...] = (listeners[0],)
    elif speech.speaker in plan.scene.present:
        looked_at = (speech.speaker,)
    else:
        looked_at = tuple(listeners[:1])
    pieces = split_line(speech.text, plan.measure(False), IDEAL_SPEECH, plan.language)
    for number, piece in enumerate(pieces):
        id = plan.shot_id(beat, number)
        sizes: tuple[ShotSize, ...] = (
            ("close", "medium", "wide") if number % 2 == 0 else ("wide", "medium", "close")
        )
        people = looked_at
        if number % 3 == 2 or not looked_at:
            people, sizes = (), ("wide", "establishing")
        plan.setups.append(
            Setup(
                id=id,
                purpose="tell",
                sizes=sizes,
                people=people,
                acts=tuple(plan.act(one, _while_heard(speech)) for one in people),
                lines=(plan.line(f"{id}.a", speech.speaker, piece, speech, DIALOGUE_PAUSE),),
                turn=plan.is_turn(beat) and number == len(pieces) - 1,
            )
        )


def _while_heard(speech: Speech) -> Emotion:
    return "thoughtful" if speech.emotion == "neutral" else speech.emotion
