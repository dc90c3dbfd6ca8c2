"""The draft of a project: edited step by step, undone across reloads, committed as a version.

There is one draft for a project, which everybody who may edit it shares; steps belong to who made
them, so that nobody's undo takes back somebody else's work. See docs/decisions/0011.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from filmstudio.errors import Conflict
from filmstudio.film.commands import DrawAnother, SetLength, command_of
from filmstudio.film.edits import edited as carried_out
from filmstudio.film.papers import paper
from filmstudio.film.parts import Change, change_between, put_together, taken_apart
from filmstudio.film.storyboard import Storyboard
from filmstudio.said import said
from filmstudio.services.actor import Actor
from filmstudio.services.given import storyboard_faults
from filmstudio.services.projects import drafts_kept as kept
from filmstudio.services.projects import storyboards
from filmstudio.services.projects.access import edited, seen
from filmstudio.services.projects.drafts_kept import Base
from filmstudio.services.projects.merging import Faulty, faults_of
from filmstudio.services.projects.speaking import speech_of
from filmstudio.services.renders.forecast import Forecast, forecast
from filmstudio.services.renders.start import start
from filmstudio.store.db import database
from filmstudio.store.tables import Draft, Project, Render, Step, Version
from filmstudio.store.types import new_id, now

TOGETHER = timedelta(seconds=5)
"""Steps of one kind on one thing that follow each other so closely are undone together."""
_TYPED = frozenset({"set_line", "set_shot", "set_length", "set_scene", "set_film", "set_captions"})


@dataclass(frozen=True)
class Opened:
    """A draft as a person sees it. `version` and `paper` name the version that it began from (0
    and "White" before the first), `next_paper` the one that it becomes; `changed` are the shots
    and `changed_parts` all parts that differ from it. Send `revision` back with the next edit."""

    project_id: uuid.UUID
    revision: int
    storyboard: Storyboard
    version: int
    paper: str
    next_paper: str
    changed: tuple[str, ...]
    changed_parts: tuple[str, ...]
    can_undo: bool
    can_redo: bool
    drawn: Mapping[str, int]
    saved_at: datetime | None


def opened(actor: Actor, project_id: uuid.UUID) -> Opened:
    """The draft of a project. May read artifacts: call it outside of transactions.

    Raises NotFound for strangers and where the project has no storyboard yet.
    """
    with database().reading() as session:
        project = seen(session, actor, project_id)
        row = session.get(Draft, project_id)
        # A draft in which nothing is changed follows versions that are saved beside it.
        follows = row is not None and row.storyboard == row.origin and row.base != project.version
        if row is not None and not follows:
            return _shown(session, actor, row)
    base = kept.base_of(actor, project_id)
    return _fresh(project_id, base, row.revision if row is not None else 0)


def edit(actor: Actor, project_id: uuid.UUID, command: Any, *, seen: int | None = None) -> Opened:
    """Carries out a command of `film.commands` (a document or the command itself) and saves.

    `seen` is the revision that the caller shows: what others did since stays, and where it is the
    same part, Clash tells both sides. Raises NotFound, Forbidden, BadInput, Conflict where a shot
    is locked. Call it outside of transactions.
    """
    wanted = _command(command)
    base, speech = None, 0.0
    with database().reading() as session:
        storyboards.seen(session, actor, project_id)
        row = session.get(Draft, project_id)
    if row is None:
        base = kept.base_of(actor, project_id)
    if isinstance(wanted, SetLength):
        board = Storyboard.model_validate(row.storyboard) if row else base.storyboard  # type: ignore[union-attr]
        speech = speech_of(project_id, board, wanted.shot)
        wanted = wanted.model_copy(update={"speech": speech})
    with database().transaction() as session:
        project = edited(session, actor, project_id)
        draft = kept.draft_of(session, project, base)
        kept.must_be_based(session, project, draft)
        before = Storyboard.model_validate(draft.storyboard)
        if isinstance(wanted, DrawAnother):
            highest = max(wanted.highest, draft.drawn.get(wanted.shot, 0))
            wanted = wanted.model_copy(update={"highest": highest})
        after = carried_out(before, wanted, lambda kind: f"{kind}-{new_id().hex[-12:]}")
        faults = storyboard_faults(after)
        if faults:
            raise Faulty(faults[0], [("storyboard", one) for one in faults])
        change = change_between(before, after)
        if seen is not None and seen != draft.revision:
            kept.must_not_clash(session, draft, change, seen)
        if change.parts:
            _keep(session, actor, draft, change, after, wanted)
        return _shown(session, actor, draft)


def _command(command: Any) -> Any:
    try:
        return command_of(command)
    except ValidationError as error:
        raise faults_of(error, "command") from error


def _keep(
    session: Session,
    actor: Actor,
    draft: Draft,
    change: Change,
    after: Storyboard,
    command: Any,
) -> None:
    """Saves a change as a step, or with the step before where both are the same typing."""
    targets = (getattr(command, name, "") for name in ("line", "shot", "scene"))
    target = next((one for one in targets if one), "")[:120]
    kept.forget_undone(session, draft.project_id, actor.user())
    last = kept.step_to(session, draft)
    if (
        last is not None
        and command.do in _TYPED
        and (last.kind, last.name, last.target) == ("edit", command.do, target)
        and last.user_id == actor.user_id
        and now() - last.created_at < TOGETHER
        and set(last.parts) == change.parts
    ):
        change = Change(last.before, last.after).then(change)
        session.delete(last)
        session.flush()
    draft.revision += 1
    if change.parts:
        _note(session, actor, draft, change, name=command.do, target=target)
    _save(session, draft, after)
    kept.forget_old(session, draft.project_id, actor.user())


def _note(
    session: Session, actor: Actor, draft: Draft, change: Change, name: str, target: str = ""
) -> None:
    session.add(
        Step(
            project_id=draft.project_id,
            user_id=actor.user(),
            revision=draft.revision,
            parts=sorted(change.parts),
            before=change.before,
            after=change.after,
            name=name,
            target=target,
        )
    )


def _save(session: Session, draft: Draft, board: Storyboard) -> None:
    draft.storyboard = board.model_dump(mode="json")
    drawn = dict(draft.drawn)
    for _, shot in board.shots():
        if shot.take > drawn.get(shot.id, 0):
            drawn[shot.id] = shot.take
    draft.drawn, draft.saved_at = drawn, now()
    session.add(draft)
    session.flush()


def undo(actor: Actor, project_id: uuid.UUID) -> Opened:
    """Takes back the actor's own last step. Raises Conflict where there is none, and Clash where
    somebody else has changed the same part since. Call it outside of transactions."""
    return _again(actor, project_id, "undo")


def redo(actor: Actor, project_id: uuid.UUID) -> Opened:
    """Makes the actor's step again that was undone last. Raises as `undo`."""
    return _again(actor, project_id, "redo")


def _again(actor: Actor, project_id: uuid.UUID, kind: str) -> Opened:
    with database().transaction() as session:
        project = edited(session, actor, project_id)
        draft = session.get(Draft, project_id)
        find = kept.last_done if kind == "undo" else kept.last_undone
        step = find(session, project_id, actor.user()) if draft is not None else None
        if draft is None or step is None:
            raise Conflict(
                said("There is nothing to undo.")
                if kind == "undo"
                else said("There is nothing to redo."),
                code=f"no_{kind}",
            )
        kept.must_be_based(session, project, draft)
        change = Change(step.before, step.after)
        change = change.backwards() if kind == "undo" else change
        parts = taken_apart(Storyboard.model_validate(draft.storyboard))
        blocked = change.in_the_way(parts)
        if blocked:
            raise kept.clash(
                *(session, draft, change, blocked),
                said(
                    "Somebody else has changed the same part since: to undo your step would take "
                    "that back."
                )
                if kind == "undo"
                else said(
                    "Somebody else has changed the same part since: to redo your step would take "
                    "that back."
                ),
            )
        step.undone = kind == "undo"
        session.add(step)
        draft.revision += 1
        session.add(
            Step(
                project_id=project_id,
                user_id=actor.user(),
                revision=draft.revision,
                kind=kind,
                name=step.name,
                parts=sorted(change.parts),
            )
        )
        _save(session, draft, put_together(change.on(parts)))
        return _shown(session, actor, draft)


def discard(actor: Actor, project_id: uuid.UUID) -> Opened:
    """Undoes all changes since the last version, of everybody, as one step that can be undone.
    Takes the last version up where somebody saved one meanwhile. Call it outside of transactions.
    """
    with database().transaction() as session:
        project = edited(session, actor, project_id)
        draft = session.get(Draft, project_id)
        if draft is None:
            raise Conflict("Nothing has been changed.", code="unchanged")
        if draft.base != project.version:
            draft.origin = storyboards.version(session, actor, project_id).storyboard
            draft.base = project.version
        _become(session, actor, draft, Storyboard.model_validate(draft.origin), "discard")
        return _shown(session, actor, draft)


def _become(session: Session, actor: Actor, draft: Draft, board: Storyboard, name: str) -> None:
    """Makes the draft another storyboard, as one step of the actor's."""
    change = change_between(Storyboard.model_validate(draft.storyboard), board)
    if not change.parts:
        session.add(draft)
        return
    kept.forget_undone(session, draft.project_id, actor.user())
    draft.revision += 1
    _note(session, actor, draft, change, name=name)
    _save(session, draft, board)


def commit(
    actor: Actor, project_id: uuid.UUID, note: str = "", *, over: bool = False
) -> Version | None:
    """Saves the draft as the project's next version, before its film is made; None where nothing
    has changed since the last one, which then is the film's. Steps can still be undone afterwards.

    With `over` it goes over a version that somebody saved meanwhile, which stays in the list.
    Raises NotFound, Forbidden, Clash. Call it outside of transactions.
    """
    with database().transaction() as session:
        return commit_in(session, actor, edited(session, actor, project_id), note, over=over)


def commit_in(
    session: Session, actor: Actor, project: Project, note: str = "", *, over: bool = False
) -> Version | None:
    """As `commit`, in a transaction that holds the project."""
    draft = session.get(Draft, project.id)
    if draft is None:
        return None
    if over and draft.base != project.version:
        draft.base = project.version
    else:
        kept.must_be_based(session, project, draft)
        if draft.storyboard == draft.origin and project.version:
            return None
    takes: dict[str, int] = {}
    if project.version:
        takes = dict(storyboards.version(session, actor, project.id).takes)
    board = Storyboard.model_validate(draft.storyboard)
    version = storyboards.add(session, project, board, actor, note, takes)
    draft.base, draft.origin = version.number, dict(draft.storyboard)
    session.add(draft)
    return version


def make(
    actor: Actor,
    project_id: uuid.UUID,
    order: Mapping[str, Any] | None = None,
    note: str = "",
    *,
    over: bool = False,
) -> Render:
    """Commits the draft and starts its film, both or neither. `order` changes single options.

    Raises as `commit` and as `renders.start` does. Call it outside of transactions.
    """
    with database().transaction() as session:
        project = edited(session, actor, project_id)
        commit_in(session, actor, project, note, over=over)
        return start(session, actor, project_id, order=dict(order or {}))


def foreseen(
    actor: Actor, project_id: uuid.UUID, order: Mapping[str, Any] | None = None
) -> Forecast:
    """What `make` would make, for how many credits and how long. Raises as `opened` and `forecast`.
    Call it outside of transactions."""
    return forecast(actor, project_id, opened(actor, project_id).storyboard, order)


def restore(actor: Actor, project_id: uuid.UUID, number: int) -> Version:
    """Makes an old version the newest one. What was edited and not committed is saved as a version
    before, so that nothing is lost; the step can be undone. Raises NotFound, Forbidden, Clash.
    Call it outside of transactions."""
    with database().transaction() as session:
        project = edited(session, actor, project_id)
        old = storyboards.version(session, actor, project_id, number)
        commit_in(session, actor, project, f"Before {paper(number)} came back", over=True)
        version = storyboards.restore(session, actor, project_id, number)
        draft = session.get(Draft, project_id)
        if draft is not None:
            draft.base, draft.origin = version.number, dict(version.storyboard)
            _become(session, actor, draft, Storyboard.model_validate(old.storyboard), "restore")
        return version


def _fresh(project_id: uuid.UUID, base: Base, revision: int = 0) -> Opened:
    return Opened(
        project_id=project_id,
        revision=revision,
        storyboard=base.storyboard,
        version=base.number,
        paper=paper(max(1, base.number)),
        next_paper=paper(base.number + 1),
        changed=(),
        changed_parts=(),
        can_undo=False,
        can_redo=False,
        drawn={shot.id: shot.take for _, shot in base.storyboard.shots() if shot.take},
        saved_at=None,
    )


def _shown(session: Session, actor: Actor, draft: Draft) -> Opened:
    board = Storyboard.model_validate(draft.storyboard)
    change = change_between(Storyboard.model_validate(draft.origin), board)
    shots = {name.removeprefix("shot.") for name in change.parts if name.startswith("shot.")}
    return Opened(
        project_id=draft.project_id,
        revision=draft.revision,
        storyboard=board,
        version=draft.base,
        paper=paper(max(1, draft.base)),
        next_paper=paper(draft.base + 1),
        changed=tuple(shot.id for _, shot in board.shots() if shot.id in shots),
        changed_parts=tuple(sorted(change.parts)),
        can_undo=kept.last_done(session, draft.project_id, actor.user()) is not None,
        can_redo=kept.last_undone(session, draft.project_id, actor.user()) is not None,
        drawn=dict(draft.drawn),
        saved_at=draft.saved_at,
    )
