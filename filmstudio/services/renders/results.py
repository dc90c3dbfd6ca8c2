"""What became of a claimed task: made, failed, or to be tried again."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial

from sqlalchemy import update
from sqlmodel import Session, col, select

from filmstudio.engine.artifact import Artifact
from filmstudio.engine.provider import UNUSABLE
from filmstudio.engine.run import Outcome
from filmstudio.errors import Broken, Busy, Damaged, NoSpace, StudioError
from filmstudio.said import said
from filmstudio.services import metrics
from filmstudio.services.renders import claims, ending
from filmstudio.services.renders.claims import Claim
from filmstudio.services.renders.makers import makers
from filmstudio.services.renders.news import ENDED, tell
from filmstudio.settings import settings
from filmstudio.store import counts, queue
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import DeadLetter, Making, Render, Task
from filmstudio.store.types import now

BACKOFF = 0.5
"""Seconds before a task that broke is tried again; doubled for each further time."""

LONGEST_WAIT = 60.0
"""Seconds for which a busy provider is waited for where another one could do the work."""


def begin(session: Session, held: Claim) -> bool:
    """Marks the render as started; False where it has ended meanwhile."""
    render = locked(session, Render, held.render_id)
    if render is None or render.state in ENDED:
        return False
    if render.started_at is None:
        render.state, render.started_at = "processing", now()
        tell(session, render)
    return True


def made(
    session: Session, held: Claim, artifact: Artifact, outcome: Outcome | None
) -> list[uuid.UUID]:
    """Records the artifact of a task and of every other task that waits for the same one.

    Returns the renders that can go on; none where the claim was lost (then nothing is changed).
    `outcome` is None for an artifact that was there already.
    """
    # Locks are taken in one order everywhere (renders by id, then makings, then tasks), so that no
    # two transactions wait for each other.
    concerned = session.exec(
        select(Task.render_id)
        .where(Task.key == held.work.key, col(Task.state).in_(claims.WAITING))
        .distinct()
    ).all()
    renders = {id: locked(session, Render, id) for id in sorted({*concerned, held.render_id})}
    kept = (
        update(Making)
        .where(
            col(Making.key) == held.work.key,
            col(Making.fence) == held.fence,
            col(Making.state) == "claimed",
        )
        .values(
            state="kept",
            lease_until=None,
            digest=artifact.digest,
            bytes=sum(artifact.path(name).stat().st_size for name in artifact.files),
            made_at=now(),
            used_at=now(),
        )
    )
    if not session.execute(kept).rowcount:  # type: ignore[attr-defined]
        return []
    moment = now()
    # A task that another worker takes up just now is passed over: it finds the artifact itself.
    waiting = session.exec(
        select(Task)
        .where(Task.key == held.work.key, col(Task.state).in_(claims.WAITING))
        .with_for_update(skip_locked=True)
    ).all()
    go_on = []
    for task in waiting:
        mine = task.id == held.task_id and outcome is not None
        task.state, task.finished_at, task.part = ("done" if mine else "cached"), moment, 1.0
        if mine and outcome is not None:
            task.wall, task.cpu = outcome.wall, outcome.cpu
            after_commit(session, partial(metrics.made, task.stage, outcome.wall, outcome.cpu))
        else:
            after_commit(session, partial(counts.add, metrics.cached(task.stage)))
        session.add(task)
        render = renders.get(task.render_id)
        if render is None or render.state in ENDED:
            continue
        _note(render, held, artifact)
        session.add(render)
        go_on.append(render.id)
    return go_on


def _note(render: Render, held: Claim, artifact: Artifact) -> None:
    """Who made a part, and what its maker wants the creator to know."""
    if held.work.provider:
        render.providers = render.providers | {held.work.stage: held.work.provider}
    told = artifact.meta.get("warnings", ())
    render.warnings = list(dict.fromkeys([*render.warnings, *told]))


def failed(session: Session, held: Claim, error: StudioError) -> list[uuid.UUID]:
    """Decides by the error's family: again later, the next provider, or the end of the render.

    Returns the renders whose plan has to be looked at.
    """
    locked(session, Render, held.render_id)
    if not claims.release(session, held):
        return []
    task = locked(session, Task, held.task_id)
    if task is None or task.state != "running":
        return []
    task.failures += 1
    task.error_code, task.error = error.code, error.message
    after_commit(session, partial(counts.add, metrics.error("task", error.code)))
    recipe, providers, _ = makers(session, held.recipe, held.user_id)
    stage = recipe.stage(task.stage)
    if isinstance(error, Damaged) and task.failures <= settings().task_attempts:
        # What it needs is gone: the plan finds that and has it made again.
        _later(session, task, BACKOFF * 2 ** (task.failures - 1))
        return [*_lost(session, held, error.key)]
    others = [
        card.name
        for card in (providers.order(stage.capability) if stage.capability else ())
        if task.provider and card.name not in {*task.excluded, task.provider}
    ]
    if isinstance(error, Busy):
        # Where somebody else could make it, nobody is waited for all day.
        patience = stage.attempts if others else stage.attempts * 5
        if task.failures <= patience and not (others and error.retry_after > LONGEST_WAIT):
            _later(session, task, error.retry_after)
            return []
    if isinstance(error, Broken | Busy | NoSpace):
        unusable = bool(others) and error.code in UNUSABLE
        if not isinstance(error, Busy) and task.failures < stage.attempts and not unusable:
            _later(session, task, BACKOFF * 2 ** (task.failures - 1))
            return []
        if others:
            return [_next_provider(session, task, others[0], error)]
    _give_up(session, task, error)
    return []


def _later(session: Session, task: Task, seconds: float) -> None:
    task.state, task.holder = "queued", ""
    task.not_before = now() + timedelta(seconds=seconds)
    session.add(task)
    after_commit(session, partial(queue.wake, task.queue))


def _lost(session: Session, held: Claim, key: str) -> list[uuid.UUID]:
    """Puts the tasks back that made an artifact which is no longer there."""
    rows = session.exec(
        select(Task).where(
            Task.render_id == held.render_id, Task.key == key, col(Task.state).in_(claims.DONE)
        )
    ).all()
    for task in rows:
        task.state = "queued"
        session.add(task)
    return [held.render_id]


def _next_provider(session: Session, task: Task, name: str, error: StudioError) -> uuid.UUID:
    """Leaves the task to the next provider: the plan enters it again under another key."""
    render = locked(session, Render, task.render_id)
    assert render is not None
    unit = f"{task.stage} {task.unit}".strip()
    note = said(
        "{provider} failed for {unit}, {name} makes it instead: {why}",
        provider=task.provider,
        unit=unit,
        name=name,
        why=error.message,
    )
    if error.code in UNUSABLE:
        note = said(
            "{provider} cannot go on, {name} does it instead: {why}",
            provider=task.provider,
            name=name,
            why=error.message,
        )
    render.warnings = list(dict.fromkeys([*render.warnings, note]))
    task.excluded = [*task.excluded, task.provider]
    task.failures, task.state = 0, "failed"
    session.add(task)
    tell(session, render)
    return render.id


def _give_up(session: Session, task: Task, error: StudioError) -> None:
    task.state, task.finished_at = "failed", now()
    session.add(task)
    session.add(
        DeadLetter(
            task_id=task.id,
            render_id=task.render_id,
            name=f"{task.stage} {task.unit}".strip(),
            error=error.message,
        )
    )
    ending.fail(session, task.render_id, error)
