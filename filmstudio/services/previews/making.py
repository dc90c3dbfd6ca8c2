"""Makes previews: a worker takes the one that waits longest and makes it from its first to its last part."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import and_, delete, or_
from sqlmodel import Session, col, func, select

from filmstudio.engine.alone import make_alone
from filmstudio.engine.artifact import Artifact
from filmstudio.engine.local import pin_document
from filmstudio.engine.plan import Board, Plan, Unit
from filmstudio.engine.stage import WHOLE
from filmstudio.errors import Broken, Cancelled, StudioError
from filmstudio.recipes.preview import GOALS, preview_workshop
from filmstudio.services.provider_keys import keys_of
from filmstudio.store import events, queue
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import after_commit, database
from filmstudio.store.redis import client
from filmstudio.store.tables import Preview
from filmstudio.store.types import now

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
"""No part of a preview takes so long without telling how far it is."""
RENEW_SECONDS = 5.0
MOST_ATTEMPTS = 3
KEPT = timedelta(days=7)


def make_one() -> bool:
    """Makes the preview that waits longest; False where none waits. Its errors are its own."""
    # Workers ask before each task: a look costs less than a transaction that may write.
    with database().glance() as connection:
        if connection.execute(select(col(Preview.id)).where(_waits()).limit(1)).first() is None:
            return False
    with database().transaction() as session:
        row = _claimed(session)
    if row is None:
        return False
    held = _Held(row)
    try:
        _make(row, held)
    except Cancelled:
        return True  # somebody else has taken it up
    except StudioError as error:
        held.over(error)
    except Exception as error:  # the unforeseen is told as a sentence, and its trace is logged
        log.error("a preview failed", exc_info=error)
        held.over(Broken("The preview could not be made. Try again."))
    else:
        held.over(None)
    return True


def _waits() -> Any:
    """Whether a preview has no maker: nobody has taken it up, or who did gave no sign of life."""
    return or_(
        col(Preview.state) == "queued",
        and_(col(Preview.state) == "running", col(Preview.lease_until) < now()),
    )


def _claimed(session: Session) -> Preview | None:
    """The preview that waits longest, or whose maker gave no sign of life, for this process."""
    row = session.exec(
        select(Preview)
        .where(_waits())
        .order_by(col(Preview.created_at), col(Preview.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    row.fence += 1
    row.attempts += 1
    row.state, row.lease_until = "running", now() + LEASE
    session.add(row)
    if row.attempts > MOST_ATTEMPTS:
        row.state, row.error_code = "failed", "gave_up"
        row.error = "The process that made this preview ended several times. Try again later."
        _tell(session, row)
        return None
    return row


class _Held:
    """A preview that this process makes, as long as its fence stands."""

    def __init__(self, row: Preview) -> None:
        self.id, self.fence, self.result = row.id, row.fence, dict[str, str]()
        self._slot, self._renewed = GOALS[row.kind], time.monotonic()

    def report(self, part: float) -> None:
        """Renews the lease now and then, and tells how far it is."""
        if time.monotonic() - self._renewed > RENEW_SECONDS:
            self._renewed = time.monotonic()
            self._write(lambda row: setattr(row, "part", max(row.part, min(0.99, part))))

    def made(self, slot: str, unit: str, artifact: Artifact) -> None:
        """Shows a part that was wanted as soon as it is there."""
        if slot != self._slot or unit in self.result:
            return
        self.result[unit] = artifact.key
        self._write(lambda row: setattr(row, "result", dict(self.result)))

    def over(self, error: StudioError | None) -> None:
        """Ends the preview, as ready or as failed."""

        def end(row: Preview) -> None:
            row.state, row.part = ("failed", row.part) if error else ("ready", 1.0)
            if error:
                row.error_code, row.error = error.code, error.message
            row.request, row.lease_until, row.finished_at = {}, None, now()

        self._write(end)

    def _write(self, change: Callable[[Preview], None]) -> None:
        with database().transaction() as session:
            row = session.exec(
                select(Preview)
                .where(Preview.id == self.id, Preview.fence == self.fence)
                .with_for_update()
            ).first()
            if row is None or row.state != "running":
                raise Cancelled("Somebody else makes this preview.")
            row.lease_until = now() + LEASE
            change(row)
            session.add(row)
            _tell(session, row)


def _tell(session: Session, row: Preview) -> None:
    """News for the pages of the project, or of who asked."""
    news: dict[str, Any] = {
        "preview": str(row.id),
        "project": str(row.project_id or ""),
        "kind": row.kind,
        "state": row.state,
        "part": row.part,
    }
    channels = [events.user_channel(row.owner_id)]
    if row.project_id is not None:
        channels.append(events.project_channel(row.project_id))
    after_commit(session, lambda: events.publish(client(), channels, news))


def _make(row: Preview, held: _Held) -> None:
    store = artifacts()
    store.prepare()
    with database().reading() as session:
        keys, _ = keys_of(session, row.owner_id)
    recipe, providers = preview_workshop(keys)
    board = Board(store)
    for slot, document in row.request.items():
        board.fill(slot, WHOLE, pin_document(store, slot, document))
    plan = Plan(recipe, board, providers, {}, (GOALS[row.kind],))

    def made(work: Unit, artifact: Artifact) -> None:
        held.made(recipe.stage(work.stage).makes, work.unit, artifact)

    make_alone(plan, report=held.report, made=made)


def ring(session: Session) -> None:
    """Wakes workers for previews that wait, and for those whose maker died. For the sweeper."""
    waiting = session.exec(select(func.count()).select_from(Preview).where(_waits())).one()
    if waiting:
        after_commit(session, partial(queue.wake, "cpu", waiting))


def forget_old(session: Session) -> None:
    """Forgets previews that are a week old; their parts go as all parts do."""
    session.execute(delete(Preview).where(col(Preview.created_at) < now() - KEPT))
