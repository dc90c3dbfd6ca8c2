"""Looks at a render's plan and enters what can be made next; ends it when its goals are made."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from filmstudio.engine.plan import Board, Plan, Unit
from filmstudio.engine.provider import UNUSABLE
from filmstudio.engine.stage import WHOLE
from filmstudio.errors import Broken, Damaged, StudioError
from filmstudio.services import metrics, quotes
from filmstudio.services.renders import ending, given
from filmstudio.services.renders.claims import DONE, WAITING
from filmstudio.services.renders.makers import makers
from filmstudio.services.renders.news import ENDED, tell
from filmstudio.store import counts, queue
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import after_commit, database, locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Render, Task
from filmstudio.store.types import now

LIVELY = 0.02
"""Steps of progress smaller than that are not told."""


@dataclass
class _Seen:
    """A render as it was when its plan was looked at."""

    render: Render
    tasks: list[Task]
    plan: Plan
    notes: list[str]
    """What its owner should know of their keys."""
    lost: list[Task] = field(default_factory=list)
    """Tasks that were done and whose artifact is no longer there."""
    ready: list[Unit] = field(default_factory=list)


_boards: dict[uuid.UUID, Board] = {}
"""Boards of the renders this process works on: their documents are parsed once."""


def advance(render_id: uuid.UUID) -> None:
    """Enters the tasks of a render that can run now. Harmless at any time and any number of times.

    Reads artifacts, so it must be called outside of a transaction.
    """
    try:
        if not _has_sources(render_id):
            return
        seen = _look(render_id)
    except StudioError as error:
        if error.status == 503 and error.code == "database":
            raise
        with database().transaction() as session:
            ending.fail(session, render_id, error)
        return
    if seen is None:
        _boards.pop(render_id, None)
        return
    with database().transaction() as session:
        _enter(session, seen)


def _has_sources(render_id: uuid.UUID) -> bool:
    """Keeps what the render starts from, the first time; False where there is no such render."""
    with database().reading() as session:
        render = session.get(Render, render_id)
    if render is None or render.state in ENDED:
        _boards.pop(render_id, None)
        return False
    if not render.given:
        store = artifacts()
        store.prepare()
        kept = given.keep(store, given.sources(render_id))
        with database().transaction() as session:
            again = locked(session, Render, render_id)
            if again is not None:
                again.given = kept
                session.add(again)
    return True


def _look(render_id: uuid.UUID) -> _Seen | None:
    """The plan of a render by what is done, or None for one that has ended."""
    with database().reading() as session:
        render = session.get_one(Render, render_id)
        tasks = list(session.exec(select(Task).where(Task.render_id == render_id)))
        if render.state in ENDED:
            return None
        recipe, providers, notes = makers(session, render.recipe, render.user_id)
    store = artifacts()
    while len(_boards) > 8:
        _boards.pop(next(iter(_boards)))
    board = _boards.setdefault(render_id, Board(store))
    for slot, key in render.given.items():
        if (slot, WHOLE) not in board.filled:
            artifact = store.get(key)
            if artifact is None:
                raise Broken("What this film is made from is no longer kept. Start it again.")
            board.fill(slot, WHOLE, artifact)
    plan = Plan(recipe, board, providers, render.takes, tuple(render.goals))
    seen = _Seen(render, tasks, plan, notes)
    for task in tasks:
        if task.error_code in UNUSABLE:
            plan.shut.update(task.excluded)
    slots = {stage.name: stage.makes for stage in recipe.stages}
    for task in tasks:
        name = f"{task.stage} {task.unit}".strip()
        place = (slots[task.stage], task.unit)
        if task.excluded:
            plan.excluded[name] = set(task.excluded)
        if task.state in DONE:
            held = board.filled.get(place)
            kept = held if held is not None and held.key == task.key else store.get(task.key)
            if kept is None:
                board.empty(*place)
                seen.lost.append(task)
                continue
            if held is None or held.key != task.key:
                board.fill(*place, kept)
            plan.done[name] = Unit(task.stage, task.unit, task.key, task.provider, task.cost)
        else:
            board.empty(*place)
            if task.state in WAITING:
                plan.running.add(name)
    try:
        seen.ready = plan.advance()
    except Damaged as error:
        store.drop(error.key)
        _boards.pop(render_id, None)
        seen.lost += [task for task in tasks if task.key == error.key and task not in seen.lost]
        seen.ready = []
    return seen


def _enter(session: Session, seen: _Seen) -> None:
    render = locked(session, Render, seen.render.id)
    if render is None or render.state in ENDED:
        return
    render.advanced_at = now()
    plan, entered = seen.plan, {"cpu": 0, "gpu": 0}
    known = {(task.stage, task.unit): task for task in seen.tasks}
    for lost in seen.lost:
        _again(session, lost.id)
        entered[lost.queue] += 1
    fresh = {unit.name: unit for unit in plan.cached.values()}
    found: list[counts.Changes] = []
    for unit in fresh.values():
        if _put(session, render, unit, known, "cached"):
            found.append(metrics.cached(unit.stage))
    if found:
        after_commit(session, partial(counts.add, *found))
    for unit in seen.ready:
        if _put(session, render, unit, known, "queued"):
            entered[_queue_of(unit)] += 1
    _note_progress(render, seen)
    warnings = _warnings(seen, fresh)
    render.warnings = list(dict.fromkeys([*render.warnings, *seen.notes, *warnings]))
    if plan.complete() and not seen.lost:
        result = {
            slot: artifact.key
            for (slot, unit), artifact in plan.board.filled.items()
            if unit == WHOLE and slot not in render.given
        } | {slot: key for slot, key in render.given.items() if slot == "storyboard"}
        if ("storyboard", WHOLE) in plan.board.filled:
            quotes.learn(session, render.id, plan.board.document("storyboard"))
        ending.complete(session, render, result, _seconds(plan), ())
        return
    session.add(render)
    if not (plan.running or fresh or seen.ready or seen.lost):
        # Nothing was waiting when the plan was looked at, so nobody else can have gone on either.
        stuck = Broken("Nothing can go on, and the film is not done: a stage made too little.")
        ending.fail(session, render.id, stuck)
        return
    tell(session, render)
    for name, times in entered.items():
        if times:
            after_commit(session, partial(queue.wake, name, times))


def _put(
    session: Session,
    render: Render,
    unit: Unit,
    known: dict[tuple[str, str], Task],
    state: str,
) -> bool:
    """Enters a unit as a task, once; False where another process has done so already."""
    values: dict[str, Any] = {
        "key": unit.key,
        "provider": unit.provider,
        "queue": _queue_of(unit),
        "priority": render.priority,
        "cost": unit.cost,
        "state": state,
        "finished_at": now() if state == "cached" else None,
    }
    there = known.get((unit.stage, unit.unit))
    if there is None:
        task = Task(
            render_id=render.id,
            user_id=render.user_id,
            stage=unit.stage,
            unit=unit.unit,
            **values,
        )
        return insert_once(session, task)
    old = locked(session, Task, there.id)
    if old is None or old.state in WAITING or old.state != there.state:
        return False
    for name, value in values.items():
        setattr(old, name, value)
    session.add(old)
    return True


def _again(session: Session, task_id: uuid.UUID) -> None:
    """Puts a task back whose artifact was lost after it was made."""
    task = locked(session, Task, task_id)
    if task is not None and task.state in DONE:
        task.state, task.finished_at = "queued", None
        session.add(task)


def _queue_of(unit: Unit) -> str:
    """Models on CUDA workers have their own queue; makers on this processor and vendors do not."""
    return "gpu" if unit.provider.startswith("cuda-") else "cpu"


def _note_progress(render: Render, seen: _Seen) -> None:
    """How far the render is, from the cost of its units; never backwards."""
    plan = seen.plan
    part = min(0.99, len(plan.done) / max(1, plan.total()))
    render.part = max(render.part, part)
    stages = {stage.name: stage.label for stage in plan.recipe.stages}
    active = [name.split(" ")[0] for name in plan.running] or [u.stage for u in seen.ready]
    render.step = stages.get(active[0], "") if active else render.step
    started = render.started_at
    if started and plan.all_known() and render.part > 0.1:
        spent = (now() - started).total_seconds()
        render.left = round(spent * (1 - render.part) / render.part, 1)


def _warnings(seen: _Seen, fresh: dict[str, Unit]) -> list[str]:
    """What the makers of parts that were found kept want the creator to know."""
    told: list[str] = []
    slots = {stage.name: stage.makes for stage in seen.plan.recipe.stages}
    for unit in fresh.values():
        artifact = seen.plan.board.filled.get((slots[unit.stage], unit.unit))
        told += artifact.meta.get("warnings", ()) if artifact else ()
    return told


def _seconds(plan: Plan) -> float:
    if ("timeline", WHOLE) in plan.board.filled:
        return float(plan.board.document("timeline")["seconds"])
    return 0.0


def unplanned() -> list[uuid.UUID]:
    """Renders whose plan nobody has looked at yet, the most urgent first."""
    with database().reading() as session:
        return list(
            session.exec(
                select(Render.id)
                .where(col(Render.advanced_at).is_(None), Render.state == "queued")
                .order_by(col(Render.priority).desc(), col(Render.id))
                .limit(4)
            )
        )
