"""Scripts that are being written: each person's one is kept with every pause of the keys."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from filmstudio.errors import BadInput, Conflict
from filmstudio.services.actor import Actor
from filmstudio.services.files import keeping as files
from filmstudio.services.projects.keeping import order_of
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import ScriptDraft
from filmstudio.store.types import now

LETTERS = 400_000
"""As much as a pasted script of a project may have."""


@dataclass(frozen=True)
class Written:
    """What is to be kept: the text, the options of the film, and the file that the text came from."""

    text: str
    order: Mapping[str, Any] = field(default_factory=dict)
    file_id: uuid.UUID | None = None
    file_text: str = ""
    """`sum_of` the text as the file had it."""


def sum_of(text: str) -> str:
    """By this a text is known again."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def opened(session: Session, actor: Actor) -> ScriptDraft | None:
    """The actor's script as it was left; None where there is none. Raises SignInNeeded."""
    return session.get(ScriptDraft, actor.user())


def keep(session: Session, actor: Actor, written: Written, seen: int) -> ScriptDraft:
    """Keeps the script; its `revision` is what the next save says it has `seen` (0: none).

    Raises Conflict where it was changed elsewhere since, BadInput for options that are none and for
    a text that is too long. Saving the same once more changes nothing.
    """
    actor.must_have("write")
    user_id = actor.user()
    if len(written.text) > LETTERS:
        raise BadInput(
            "The text has {n} characters; at most {most} are kept.",
            code="script_too_large",
            n=len(written.text),
            most=LETTERS,
        )
    order = order_of(written.order)
    if written.file_id is not None:
        files.ready(session, actor, written.file_id, "script")
    draft = locked(session, ScriptDraft, user_id)
    if draft is None:
        fresh = ScriptDraft(user_id=user_id, revision=0)
        insert_once(session, fresh)
        draft = locked(session, ScriptDraft, user_id)
        assert draft is not None
    if draft.revision and draft.text == written.text and draft.order == order:
        return draft
    if draft.revision and draft.revision != seen:
        raise Conflict(
            "This script was changed somewhere else in the meantime.", code="script_changed"
        )
    draft.text, draft.order = written.text, order
    draft.file_id, draft.file_text = written.file_id, written.file_text
    draft.revision = max(draft.revision, seen) + 1
    draft.updated_at = now()
    session.add(draft)
    session.flush()
    return draft


def forget(session: Session, actor: Actor) -> None:
    """Forgets the script, for instance because a film is made of it now."""
    actor.must_have("write")
    draft = locked(session, ScriptDraft, actor.user())
    if draft is not None:
        session.delete(draft)
