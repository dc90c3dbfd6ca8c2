"""Action in shots: what a script says happens is seen happening, and never read out."""

from __future__ import annotations

from dataclasses import replace

from filmstudio.film.story import Happening, Speech
from filmstudio.film.vocabulary import ShotSize
from filmstudio.writing.analysis.lexicon import lexicon
from filmstudio.writing.analysis.text import words
from filmstudio.writing.planning.scene_plan import BEAT_PAUSE, ScenePlan, seconds_of, wishes
from filmstudio.writing.planning.setup import Setup

_SCRAP_WORDS = 3
_CARRIED = (
    " in his hand", " in her hand", " in hand", " with a ", " with his ", " with her ", " carrying ",
    " holding ",
)  # fmt: skip


def is_scrap(beat: object) -> bool:
    """A fragment such as "Two shots." or "Red light.": seen in the shot beside it."""
    return (
        isinstance(beat, Happening)
        and beat.describes
        and not beat.quiet
        and not beat.prop
        and not beat.look
        and words(beat.text) <= _SCRAP_WORDS
    )


def show(plan: ScenePlan, beat: int) -> None:
    """Which shot, 4: look for the verb and choose pose, prop and movement."""
    happening = plan.scene.beats[beat]
    assert isinstance(happening, Happening)
    if happening.quiet:
        _silence(plan, beat, happening)
        return
    if is_scrap(happening) and plan.setups:
        plan.setups[-1] = _with_action(plan.setups[-1], happening.text)
        return
    id = plan.shot_id(beat)
    setup = Setup(
        id=id,
        purpose="show",
        sizes=_sizes(plan, happening),
        lead=0.0,
        hold=plan.jitter(id, _length(happening)),
        action=happening.text,
        prop=happening.prop,
        verb=happening.verb,
        turn=plan.is_turn(beat),
    )
    if setup.sizes[0] == "insert":
        plan.shown.add(happening.prop)
    if happening.subjects:
        setup = _with_people(plan, setup, happening)
    plan.setups.append(setup)
    for person in happening.subjects[:1]:
        plan.settle(person, happening.verb, happening.pose, happening.prop)
        if _in_hand(happening.text):
            plan.settle(person, "hold", happening.pose, happening.prop)
        plan.release(person, happening.text)


def _length(happening: Happening) -> float:
    """Seconds for an eye to take the action in: the verb's own, more for a longer sentence."""
    base = seconds_of(happening.verb, 2.6)
    return base + min(1.4, 0.08 * max(0, words(happening.text) - 6))


def _sizes(plan: ScenePlan, happening: Happening) -> tuple[ShotSize, ...]:
    thing = happening.prop
    scenery = lexicon("props", "en")["scenery"]
    if happening.look == "insert" and thing:
        return ("insert", "close")
    if happening.look:
        return (happening.look, "medium", "wide")
    asked = wishes(happening)
    if happening.verb == "hold" and thing in lexicon("props", "en")["not_held"]:
        return ("wide", "medium")  # A boat that is pushed is no thing in hand.
    fresh = bool(thing) and thing not in plan.shown
    if not happening.subjects:
        if fresh and thing not in scenery:
            return ("insert", "wide", "establishing")
        return ("wide", "establishing")
    if not set(happening.subjects) <= set(plan.seen()):
        # Somebody who is seen for the first time is seen, not the thing in their hands.
        others: tuple[ShotSize, ...] = ("wide", "two-shot") if len(happening.subjects) > 1 else ()
        people = tuple(size for size in asked if size != "insert") or ("medium", "wide", "close")
        return tuple(dict.fromkeys([*others, *people]))
    if not asked and fresh and thing not in scenery and not _in_hand(happening.text):
        # "Her phone buzzes": the thing acts.
        return ("insert", "medium", "wide")
    if asked and asked[0] == "insert" and not fresh:
        asked = asked[1:]
    if happening.verb == "hold" and fresh and len(happening.subjects) < 2:
        return ("medium", "insert", "close")
    if len(happening.subjects) > 1:
        return tuple(dict.fromkeys(["two-shot", *(s for s in asked if s != "insert"), "wide"]))
    return asked or ("medium", "wide", "close")


def _with_people(plan: ScenePlan, setup: Setup, happening: Happening) -> Setup:
    """Who acts, and in wide frames whoever else stands across from them."""
    people = list(happening.subjects[:2])
    if len(people) == 1:
        other = plan.partner(people[0], 0)
        if other and other in plan.seen():
            people.append(other)
    acts = []
    for number, one in enumerate(people):
        doing = number == 0 or (
            one in happening.subjects and happening.verb in ("walk", "run", "dance", "see")
        )
        act = plan.act(
            one, happening.emotion if doing else "neutral", happening.pose if doing else None
        )
        if doing and happening.pose == "stand" and happening.verb not in ("rise",):
            act = replace(act, pose=plan.poses.get(one, "stand"))
        held = happening.prop not in lexicon("props", "en")["not_held"]
        handles = happening.verb in ("hold", "handle") or _in_hand(happening.text)
        if number == 0 and happening.prop and handles and held:
            act = replace(act, holds=happening.prop)
        acts.append(act)
    return setup.but(people=tuple(people), acts=tuple(acts))


def _in_hand(text: str) -> bool:
    """Whether the words say that something is carried: "the letter in his hand", "with a lamp"."""
    return any(words_ in f" {text.lower()} " for words_ in _CARRIED)


def _silence(plan: ScenePlan, beat: int, happening: Happening) -> None:
    """A beat of silence is held on the face that has just listened."""
    id = plan.shot_id(beat)
    listener = plan.partner(plan.last_speaker, beat) if plan.last_speaker else ""
    face = listener or next(iter(happening.subjects or plan.scene.present), "")
    before = plan.scene.beats[beat - 1] if beat else None
    felt = plan.answer(before.emotion) if isinstance(before, Speech) else "thoughtful"
    seconds = plan.jitter(id, 1.3 + BEAT_PAUSE)
    if not face:
        plan.setups.append(
            Setup(
                id=id,
                purpose="silence",
                sizes=("wide", "establishing"),
                lead=0.0,
                hold=seconds,
                action=happening.text,
            )
        )
        return
    plan.setups.append(
        Setup(
            id=id,
            purpose="silence",
            sizes=("close", "medium"),
            people=(face,),
            acts=(plan.act(face, felt if felt != "neutral" else "thoughtful"),),
            lead=0.0,
            hold=seconds,
            action=happening.text,
            turn=plan.is_turn(beat),
        )
    )


def _with_action(setup: Setup, text: str) -> Setup:
    action = f"{setup.action} {text}".strip()
    return setup.but(action=action, hold=round(setup.hold + 0.4, 2))
