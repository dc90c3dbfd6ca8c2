"""A film in the making, as its page shows it: stages, shots by scene, lines, and what is made of each.

The database says what is done (`gather`, within a session); names, numbers and lengths are in the
documents that were made (`told`, outside of one). Everything told is plain values for a page.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypedDict

from sqlmodel import Session, col, select

from filmstudio.errors import Damaged, NotFound
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.providers.keys import VENDORS
from filmstudio.services.actor import Actor
from filmstudio.services.jobs.reading import progress_of
from filmstudio.services.jobs.shots import LineRow, SceneRow, Work, lines_of, scenes_of
from filmstudio.services.projects.access import seen
from filmstudio.services.renders.access import role_in
from filmstudio.services.renders.claims import DONE
from filmstudio.store.artifacts import artifacts
from filmstudio.store.tables import Project, Render, Task

STEPS: dict[str, tuple[str, ...]] = {
    "read": ("read", "write", "board"),
    "draw": ("illustrate",),
    "speak": ("speak",),
    "film": ("animate", "join"),
    "music": ("score",),
    "finish": ("edit", "mix", "caption", "compose", "thumbnails"),
}
"""The steps that a page shows, and the stages each of them holds."""


@dataclass(frozen=True)
class Gathered:
    """What the database knows of a project and one of its jobs; `render` is None before the first."""

    project: Project
    role: str
    render: Render | None
    works: tuple[Work, ...]


class Step(TypedDict):
    """One step. `state` is wait, live, done or failed; `maker` "", builtin, key, gpu or track;
    `instead` names whom it stands in for."""

    id: str
    state: str
    done: int
    total: int
    percent: int
    maker: str
    vendor: str
    instead: str


class Making(TypedDict):
    """A job with everything in it that can be seen so far."""

    job: str
    sequence: int
    state: str
    percent: int
    left: float
    step: str
    credits: int
    seconds: float
    version: int
    error: str
    error_code: str
    started: bool
    warnings: list[str]
    language: str
    steps: list[Step]
    scenes: list[SceneRow]
    lines: list[LineRow]


def gather(
    session: Session, actor: Actor, project_id: uuid.UUID, job_id: uuid.UUID | None = None
) -> Gathered:
    """A project and its newest job, or the one given. Raises SignInNeeded, NotFound."""
    project = seen(session, actor, project_id)
    found = select(Render).where(Render.project_id == project_id)
    if job_id is not None:
        found = found.where(Render.id == job_id)
    render = session.exec(found.order_by(col(Render.id).desc()).limit(1)).first()
    if render is None and job_id is not None:
        raise NotFound("There is no such job.")
    works = works_of(session, render.id) if render else ()
    return Gathered(project, role_in(session, actor, project), render, works)


def works_of(session: Session, render_id: uuid.UUID) -> tuple[Work, ...]:
    """The tasks of a render, in the order they were entered."""
    rows = session.execute(
        select(*_WORK).where(col(Task.render_id) == render_id).order_by(col(Task.id))
    ).all()
    return tuple(
        Work(
            *(row.stage, row.unit, row.state, row.key),
            provider=row.provider,
            part=row.part,
            failures=row.failures,
            excluded=tuple(row.excluded),
        )
        for row in rows
    )


_WORK: tuple[Any, ...] = (
    *(col(Task.stage), col(Task.unit), col(Task.state), col(Task.key)),
    *(col(Task.provider), col(Task.part), col(Task.failures), col(Task.excluded)),
)


def told(gathered: Gathered, base: str = "") -> Making | None:
    """The job for a page; None where there is none. Its pictures lie at `base`, else at the job's
    own address. Reads artifacts: call it in a thread, outside of transactions."""
    render = gathered.render
    if render is None:
        return None
    board = storyboard_of(render, gathered.works)
    timeline = timeline_of(render, gathered.works)
    base = base or f"/api/v1/jobs/{render.id}"
    by_place = {(work.stage, work.unit): work for work in gathered.works}
    return Making(
        job=str(render.id),
        sequence=render.sequence,
        state=render.state,
        percent=progress_of(render.state, render.part),
        left=-1.0 if render.left is None or render.state != "processing" else render.left,
        step=render.step,
        credits=render.credits,
        seconds=timeline.seconds if timeline else render.seconds,
        version=render.version,
        error=render.error,
        error_code=render.error_code,
        started=render.started_at is not None,
        warnings=list(render.warnings),
        language=board.language if board else "en",
        steps=_steps(render, gathered.works, board),
        scenes=scenes_of(render, base, by_place, board, timeline) if board else [],
        lines=lines_of(base, by_place, board, timeline) if board else [],
    )


def _key_of(render: Render, works: Sequence[Work], slot: str, stage: str) -> str:
    made = {work.stage: work.key for work in works if work.state in DONE and not work.unit}
    return render.result.get(slot) or made.get(stage) or render.given.get(slot, "")


def storyboard_of(render: Render, works: Sequence[Work]) -> Storyboard | None:
    """The storyboard a render is made of; None before it is there, and where it is kept no longer."""
    return _storyboard(_key_of(render, works, "storyboard", "board"))


def timeline_of(render: Render, works: Sequence[Work]) -> Timeline | None:
    """When everything happens; None before that is known."""
    return _timeline(_key_of(render, works, "timeline", "edit"))


def _document(key: str) -> Any:
    """A kept document. Raises KeyError where there is none, so that nothing is remembered of it."""
    artifact = artifacts().get(key) if key else None
    if artifact is None:
        raise KeyError(key)
    try:
        return artifact.document()
    except Damaged as error:
        raise KeyError(key) from error


@lru_cache(maxsize=32)
def _kept_storyboard(key: str) -> Storyboard:
    return Storyboard.model_validate(_document(key))


@lru_cache(maxsize=32)
def _kept_timeline(key: str) -> Timeline:
    return Timeline.model_validate(_document(key))


def _storyboard(key: str) -> Storyboard | None:
    try:
        return _kept_storyboard(key)
    except KeyError:
        return None


def _timeline(key: str) -> Timeline | None:
    try:
        return _kept_timeline(key)
    except KeyError:
        return None


def _steps(render: Render, works: Sequence[Work], board: Storyboard | None) -> list[Step]:
    totals = _totals(board) if board else {}
    steps: list[Step] = []
    for id, stages in STEPS.items():
        mine = [work for work in works if work.stage in stages]
        done = sum(work.state in DONE for work in mine)
        total = max(len(mine), totals.get(id, 0), len(stages) if id in ("read", "finish") else 0)
        if id == "read" and board is not None:
            total = done  # a render of a storyboard has nothing to read
        maker, vendor, instead = _maker(id, render, mine)
        running = sum(work.part for work in mine if work.state == "running")
        steps.append(
            Step(
                id=id,
                state=_state(render, mine, done, total, board is not None),
                done=done,
                total=total,
                percent=100 if done >= total > 0 else int(100 * (done + running) / max(1, total)),
                maker=maker,
                vendor=vendor,
                instead=instead,
            )
        )
    return steps


def _state(render: Render, mine: Sequence[Work], done: int, total: int, known: bool) -> str:
    states = {work.state for work in mine}
    over = done >= total and not states & {"queued", "running"}
    if render.state == "completed" or (over and (total or known)):
        return "done"
    if "failed" in states and render.state == "failed":
        return "failed"
    if states & {"queued", "running"} or (done and render.state == "processing"):
        return "live"
    return "wait"


def _totals(board: Storyboard) -> dict[str, int]:
    """How many units the steps will have, by the storyboard."""
    from filmstudio.stages.illustrate import is_insert

    plates = 0
    for scene in board.scenes:
        inserts = sum(is_insert(shot) for shot in scene.shots)
        plates += inserts + (inserts < len(scene.shots))
    return {
        "draw": plates,
        "speak": len(board.lines()),
        "film": len(board.shots()),
        "music": len(board.scenes),
    }


def _maker(id: str, render: Render, mine: Sequence[Work]) -> tuple[str, str, str]:
    """Who makes a step: kind, the vendor's name, and the one it stands in for."""
    if id == "music" and render.order.get("music") == "track":
        return "track", "", ""
    names = {work.provider for work in mine if work.provider}
    left_out = {name for work in mine for name in work.excluded} - names
    instead = ", ".join(sorted({_vendor(name) or name for name in left_out}))
    vendors = sorted({_vendor(name) for name in names if _vendor(name)})
    if vendors:
        return "key", ", ".join(vendors), instead
    if any(name.startswith("cuda-") for name in names):
        return "gpu", "", instead
    if id in ("read", "finish") and not names:
        return "", "", ""
    return ("builtin" if mine else ""), "", instead


def _vendor(provider: str) -> str:
    """The name of the vendor behind a provider; empty for the studio's own."""
    found = VENDORS.get(provider.partition("-")[0])
    return found.title if found else ""
