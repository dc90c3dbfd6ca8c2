"""What drafts and their steps are kept as, and what stands in the way of a change."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from filmstudio.errors import Conflict, NotFound
from filmstudio.film.parts import Change, taken_apart
from filmstudio.film.storyboard import Storyboard
from filmstudio.said import said
from filmstudio.services.actor import Actor
from filmstudio.services.projects import storyboards
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database, locked
from filmstudio.store.tables import Draft, Project, Step, User

MOST_STEPS = 200
"""Steps that each person can take back."""


@dataclass(frozen=True)
class Base:
    """The storyboard that a draft begins from, and its version (0: the studio wrote it)."""

    number: int
    storyboard: Storyboard


@dataclass(frozen=True)
class Side:
    """A part that two people have changed: as I want it, and as it is now. None: not there."""

    part: str
    mine: Any
    theirs: Any


class Clash(Conflict):
    """Somebody else has changed the same part. `sides` are both, `revision` is the newest."""

    code = "clash"

    def __init__(
        self,
        message: str,
        revision: int,
        sides: Sequence[Side] = (),
        by: str = "",
        **values: Any,
    ) -> None:
        super().__init__(message, **values)
        self.revision, self.sides, self.by = revision, tuple(sides), by


def base_of(actor: Actor, project_id: uuid.UUID) -> Base:
    """What a draft of a project begins from: its current version, or before the first one the
    storyboard of its last film. Reads artifacts. Raises NotFound."""
    with database().reading() as session:
        project = storyboards.seen(session, actor, project_id)
        if project.version:
            version = storyboards.version(session, actor, project_id)
            return Base(version.number, Storyboard.model_validate(version.storyboard))
        key = storyboards.made_of(session, actor, project_id)
    found = artifacts().get(key)
    if found is None:
        raise NotFound(
            "The film's storyboard is no longer kept. Make the film again.", code="no_storyboard"
        )
    return Base(0, Storyboard.model_validate(found.document()))


def draft_of(session: Session, project: Project, base: Base | None) -> Draft:
    """The draft of a locked project; a new one begins from `base`."""
    draft = locked(session, Draft, project.id)
    if draft is not None:
        return draft
    if base is None:
        raise Conflict("The draft was removed meanwhile. Load the page again.", code="stale")
    document = base.storyboard.model_dump(mode="json")
    drawn = {shot.id: shot.take for _, shot in base.storyboard.shots() if shot.take}
    draft = Draft(
        project_id=project.id, base=base.number, storyboard=document, origin=document, drawn=drawn
    )
    session.add(draft)
    return draft


def must_be_based(session: Session, project: Project, draft: Draft) -> None:
    """Raises Clash where somebody saved a version beside the draft. A draft in which nothing is
    changed follows the new version instead."""
    if draft.base == project.version:
        return
    version = storyboards.current(session, project)
    if draft.storyboard == draft.origin:
        draft.base, draft.origin = version.number, dict(version.storyboard)
        draft.storyboard = dict(version.storyboard)
        draft.revision += 1
        session.execute(delete(Step).where(col(Step.project_id) == project.id))
        session.add(draft)
        session.flush()
        return
    mine = Storyboard.model_validate(draft.storyboard)
    theirs = Storyboard.model_validate(version.storyboard)
    raise Clash(
        "Version {version} was saved beside this draft. Keep the draft as the next "
        "version, or take up that version.",
        draft.revision,
        _sides(taken_apart(mine), taken_apart(theirs)),
        _name(session, version.author_id),
        version=version.number,
    )


def _sides(mine: dict[str, Any], theirs: dict[str, Any]) -> list[Side]:
    names = sorted({*mine, *theirs})
    return [
        Side(name, mine.get(name), theirs.get(name))
        for name in names
        if mine.get(name) != theirs.get(name)
    ]


def must_not_clash(session: Session, draft: Draft, change: Change, seen: int) -> None:
    """Raises Clash where a part of the change was changed after revision `seen`."""
    if not draft.revision - MOST_STEPS <= seen <= draft.revision:
        raise Clash(
            "The draft has changed a lot since you loaded it. Load the page again.", draft.revision
        )
    steps = session.exec(
        select(Step).where(Step.project_id == draft.project_id, Step.revision > seen)
    ).all()
    touched = {part for step in steps for part in step.parts} & change.parts
    if touched:
        raise clash(
            *(session, draft, change, sorted(touched)),
            said("Somebody else has changed this meanwhile. Choose which of the two stays."),
        )


def clash(
    session: Session, draft: Draft, change: Change, parts: Sequence[str], message: str
) -> Clash:
    """Both sides of parts that two people have changed."""
    now = taken_apart(Storyboard.model_validate(draft.storyboard))
    last = session.exec(
        select(Step.user_id)
        .where(Step.project_id == draft.project_id)
        .order_by(col(Step.revision).desc())
    ).first()
    sides = [Side(part, change.after.get(part), now.get(part)) for part in parts]
    return Clash(message, draft.revision, sides, _name(session, last))


def _name(session: Session, user_id: uuid.UUID | None) -> str:
    user = session.get(User, user_id) if user_id else None
    return user.name if user else ""


def step_to(session: Session, draft: Draft) -> Step | None:
    """The step that led to the draft's revision."""
    return session.exec(
        select(Step).where(Step.project_id == draft.project_id, Step.revision == draft.revision)
    ).first()


def last_done(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> Step | None:
    """Somebody's last step that is not undone."""
    return _steps(session, project_id, user_id, undone=False, newest=True)


def last_undone(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> Step | None:
    """Somebody's step that was undone last, and is the first to be made again."""
    return _steps(session, project_id, user_id, undone=True, newest=False)


def _steps(
    session: Session, project_id: uuid.UUID, user_id: uuid.UUID, *, undone: bool, newest: bool
) -> Step | None:
    order = col(Step.revision).desc() if newest else col(Step.revision)
    return session.exec(
        select(Step)
        .where(
            Step.project_id == project_id,
            Step.user_id == user_id,
            Step.kind == "edit",
            Step.undone == undone,
        )
        .order_by(order)
        .limit(1)
    ).first()


def forget_undone(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Whoever goes on editing does not make again what he has undone: its contents are dropped.
    What was touched stays known, for those who have not seen it."""
    rows = session.exec(
        select(Step).where(
            Step.project_id == project_id,
            Step.user_id == user_id,
            Step.kind == "edit",
            Step.undone == True,  # noqa: E712
        )
    ).all()
    for step in rows:
        step.kind, step.before, step.after = "undone", {}, {}
        session.add(step)
    session.flush()


def forget_old(session: Session, project_id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Forgets what lies further back than anybody can undo."""
    oldest = session.exec(
        select(Step.revision)
        .where(Step.project_id == project_id, Step.user_id == user_id, Step.kind == "edit")
        .order_by(col(Step.revision).desc())
        .offset(MOST_STEPS)
        .limit(1)
    ).first()
    if oldest is not None:
        session.execute(
            delete(Step).where(
                col(Step.project_id) == project_id,
                col(Step.user_id) == user_id,
                col(Step.revision) <= oldest,
            )
        )
