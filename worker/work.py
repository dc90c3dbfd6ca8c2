"""What a work-horse does when the doorbell rings: task after task, until nothing is left."""

from __future__ import annotations

import logging
import mmap
import os
import socket
import time
import uuid
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from filmstudio import sentry
from filmstudio.engine.artifact import Artifact
from filmstudio.engine.pool import unforeseen
from filmstudio.engine.provider import Providers
from filmstudio.engine.run import Outcome, run_unit
from filmstudio.engine.stage import NotReady, Recipe
from filmstudio.errors import Busy, Cancelled, Damaged, StudioError
from filmstudio.logs import about
from filmstudio.services.previews.making import make_one
from filmstudio.services.renders import claims, results
from filmstudio.services.renders.advance import advance, unplanned
from filmstudio.services.renders.claims import Claim
from filmstudio.services.renders.makers import makers
from filmstudio.settings import settings
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from worker.pulse import Pulse

log = logging.getLogger(__name__)
T = TypeVar("T")

LONGEST = 60.0
"""Seconds after which a work-horse makes room for a fresh one, with what it has cached."""
stopping: bytearray | mmap.mmap = bytearray(1)
"""1 once this worker is to stop after its task: shared memory, set by the worker that forks."""


def holder() -> str:
    """This process by machine, number and moment: the name that its claims bear."""
    return f"{socket.gethostname()}.{os.getpid()}.{time.monotonic_ns()}"


def take(queue: str) -> None:
    """Makes tasks of a queue until none is left, a minute is over, or the worker is to stop."""
    begun = time.monotonic()
    name = holder()
    artifacts().temporary.mkdir(parents=True, exist_ok=True)
    last: Claim | None = None
    while time.monotonic() - begun < LONGEST and not stopping[0]:
        for render_id in unplanned():
            advance(render_id)
        # Somebody looks at a page and waits: a preview is made between two tasks of films.
        if queue == "cpu" and patiently(make_one):
            continue
        held = patiently(partial(_claim, queue, name, last))
        if held is None:
            return
        last = held
        ids = {"job_id": held.render_id, "task_id": held.task_id, "user_id": held.user_id}
        with about(**ids, stage=held.work.stage, unit=held.work.unit):
            go_on = make(held)
        for next_id in go_on:
            patiently(partial(advance, next_id))


def patiently(do: Callable[[], T], tries: int = 40) -> T:
    """Does it again while the database is away: work that is done must be told."""
    for attempt in range(tries):
        try:
            return do()
        except Busy as error:
            if error.code != "database" or attempt == tries - 1:
                raise
            time.sleep(min(2.0, 0.1 * 2**attempt))
    raise AssertionError("unreachable")


def _claim(queue: str, name: str, last: Claim | None) -> Claim | None:
    with database().transaction() as session:
        return claims.claim(session, queue, name, settings().lease_seconds, last)


def make(held: Claim) -> list[uuid.UUID]:
    """Makes one task and records what became of it; the renders that can go on."""
    store = artifacts()
    # A render that is cancelled just now is noticed by the pulse.
    if not held.begun and not patiently(partial(_begin, held)):
        return patiently(partial(_failed, held, Cancelled("Cancelled.")))
    kept = store.get(held.work.key)
    if kept is not None:
        return patiently(partial(_made, held, kept, None))
    recipe, providers, _ = patiently(partial(_makers, held))
    with Pulse(held, recipe.stage(held.work.stage)) as pulse:
        try:
            outcome = run_unit(
                *(recipe, providers, store, held.filled, held.work),
                pulse.progress,
                pulse.cancelled,
            )
            kept = store.get(outcome.key)
            if kept is None:
                raise Damaged("What {work} made is gone.", key=outcome.key, work=held.work.name)
        except StudioError as error:
            return patiently(partial(_failed, held, error))
        except NotReady as error:
            # What it needs was found lost after this task was queued, and is made again.
            return patiently(
                partial(_failed, held, Damaged("{why} is made again.", why=str(error)))
            )
        except Exception as error:  # the unforeseen becomes a family, and its trace is logged
            log.error("%s failed", held.work.name, exc_info=error)
            sentry.flush()
            return patiently(partial(_failed, held, unforeseen(held.work, error)))
        return patiently(partial(_made, held, kept, outcome))


def _makers(held: Claim) -> tuple[Recipe, Providers, list[str]]:
    with database().reading() as session:
        return makers(session, held.recipe, held.user_id)


def _begin(held: Claim) -> bool:
    with database().transaction() as session:
        return results.begin(session, held)


def _made(held: Claim, kept: Artifact, outcome: Outcome | None) -> list[uuid.UUID]:
    with database().transaction() as session:
        return results.made(session, held, kept, outcome)


def _failed(held: Claim, error: StudioError) -> list[uuid.UUID]:
    if isinstance(error, Damaged) and error.key:
        artifacts().drop(error.key)
    with database().transaction() as session:
        return results.failed(session, held, error)
