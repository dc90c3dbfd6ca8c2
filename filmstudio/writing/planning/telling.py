"""Narration in shots: told over what it names, a list as a montage, the abstract over place and sky."""

from __future__ import annotations

from dataclasses import replace

from filmstudio.film.story import Telling
from filmstudio.film.storyboard import NARRATOR
from filmstudio.film.vocabulary import ShotSize
from filmstudio.writing.analysis.lexicon import lexicon
from filmstudio.writing.analysis.verbs import deed_of, things_in
from filmstudio.writing.planning.joins import DISSOLVE
from filmstudio.writing.planning.scene_plan import TURN_SILENCE, ScenePlan, wishes
from filmstudio.writing.planning.setup import CUT, Setup
from filmstudio.writing.planning.split import list_items, split_line

IDEAL_TELLING = 6.0
"""Seconds of narration over one picture: mean shot length 3.5-5 s, opening shots to 6 s."""
_SENTENCE_PAUSE = 0.4
_CLAUSE_PAUSE = 0.1


def tell(plan: ScenePlan, beat: int, opens: Setup | None) -> Setup | None:
    """Plan a told sentence. `opens` is the scene's establishing shot while it still waits for
    words: a sentence that names no deed is told over it. Returns it if it still waits.
    """
    telling = plan.scene.beats[beat]
    assert isinstance(telling, Telling)
    items = list_items(telling.text, plan.language, lambda text: things_in(text, plan.language))
    montage = bool(items)
    pieces = items or split_line(telling.text, plan.measure(True), IDEAL_TELLING, plan.language)
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        pause = _SENTENCE_PAUSE if last else _CLAUSE_PAUSE
        setup = _picture(plan, beat, number, piece, telling, montage)
        id = setup.id
        if opens is not None:
            id = opens.id
        line = plan.line(f"{id}.a", NARRATOR, piece, telling, pause)
        lead = 0.2 if number == 0 else 0.05
        turn = plan.is_turn(beat) and number == 0
        if opens is not None:
            plan.setups.append(
                opens.but(lines=(line,), lead=max(0.9, opens.lead), hold=0.2, need="always")
            )
            opens = None
            continue
        plan.setups.append(
            setup.but(
                lines=(line,), lead=lead + (TURN_SILENCE if turn else 0.0), turn=turn, hold=0.1
            )
        )
    for person in telling.subjects[:1]:
        plan.settle(person, telling.verb, telling.pose, _held(telling))
    return None


def _held(telling: Telling) -> str:
    barred = lexicon("props", "en")["not_held"]
    return next((thing for thing in telling.props if thing not in barred), "")


def _picture(
    plan: ScenePlan, beat: int, number: int, piece: str, telling: Telling, montage: bool
) -> Setup:
    """Which shot, 3: subject and verb decide the picture; things that matter get an insert; an
    abstract sentence gets the place or the sky, not a talking head."""
    id = plan.shot_id(beat, number)
    join = DISSOLVE if telling.time_passes and number == 0 and plan.setups else CUT
    things = things_in(piece, plan.language)
    fresh = [thing for thing in things if thing not in plan.shown]
    setup = Setup(id=id, purpose="tell", sizes=("wide",), action=piece, join=join)
    if montage and things:
        thing = (fresh or things)[0]
        plan.shown.add(thing)
        return setup.but(purpose="insert", sizes=("insert",), prop=thing)
    deed = deed_of(piece, plan.language) if number else None
    acts_here = bool(telling.verb) if number == 0 else deed is not None
    if telling.subjects and acts_here:
        pose = telling.pose if number == 0 or deed is None else deed.pose
        verb = telling.verb if number == 0 or deed is None else deed.name
        return _deed(plan, setup, telling, verb, pose, things)
    named = any(one.split("-")[-1] in piece.lower() for one in telling.subjects)
    if fresh and not named and (number or not telling.subjects):
        plan.shown.add(fresh[0])
        return setup.but(purpose="insert", sizes=("insert", "wide"), prop=fresh[0])
    if telling.subjects:
        people = telling.subjects[:2]
        pair: tuple[ShotSize, ...] = (
            ("two-shot", "wide", "medium") if len(people) > 1 else ("medium", "wide", "close")
        )
        acts = tuple(plan.act(one, telling.emotion) for one in people)
        return setup.but(sizes=pair, people=people, acts=acts, prop=things[0] if things else "")
    return setup.but(sizes=("wide", "establishing"), prop=things[0] if things else "")


def _deed(
    plan: ScenePlan, setup: Setup, telling: Telling, verb: str, pose: str, things: list[str]
) -> Setup:
    people = telling.subjects[:2]
    barred = lexicon("props", "en")["not_held"]
    held = next((thing for thing in things if thing not in barred), "")
    first = plan.act(people[0], telling.emotion, pose)  # type: ignore[arg-type]
    if held and pose == "hold":
        first = replace(first, holds=held)
    acts = (first, *(plan.act(one, "neutral") for one in people[1:]))
    sizes = (
        tuple(size for size in wishes(telling) if size != "insert") if verb == telling.verb else ()
    )
    if len(people) > 1:
        moving = pose in ("walk", "run", "dance")
        sizes = tuple(dict.fromkeys([*(sizes[:1] if moving else ()), "two-shot", *sizes]))
    return setup.but(
        sizes=sizes or ("medium", "wide"),
        people=people,
        acts=acts,
        verb=verb,
        prop=held or (things[0] if things else ""),
    )
