"""The ledger as its owner reads it: what each change was for, and the balance after it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, func, select

from filmstudio.services.actor import Actor
from filmstudio.store.tables import CreditEntry, Project, Render

MOST = 100
HIDDEN = ("settle", "refund")
"""Kinds that mark the end of a render, and are told only where they give something back."""


@dataclass(frozen=True)
class Line:
    """One change: both pots together. `id` is that of its last entry, by which one reads on."""

    id: uuid.UUID
    at: datetime
    kind: str
    amount: int
    balance: int
    title: str
    project_id: uuid.UUID | None
    seconds: float
    note: str


@dataclass(frozen=True)
class Sheet:
    """A part of the ledger, the newest change first; `next` is where it goes on."""

    lines: list[Line]
    next: uuid.UUID | None


def ledger_of(
    session: Session, actor: Actor, after: uuid.UUID | None = None, most: int = 20
) -> Sheet:
    """The actor's changes, older than the entry `after`. The sum of all amounts is the balance.

    Raises SignInNeeded.
    """
    mine = CreditEntry.user_id == actor.user()
    most = min(max(1, most), MOST)
    found = select(CreditEntry).where(mine)
    sums = select(func.coalesce(func.sum(CreditEntry.amount), 0)).where(mine)
    if after is not None:
        found, sums = found.where(CreditEntry.id < after), sums.where(CreditEntry.id < after)
    # One change has two entries at most: twice as many hold enough, and one to know of more.
    entries = session.exec(found.order_by(col(CreditEntry.id).desc()).limit(2 * most + 1)).all()
    balance = int(session.exec(sums).one())
    films = {
        id: (title, project, seconds)
        for id, title, project, seconds in session.exec(
            select(Render.id, Project.title, Project.id, Render.seconds)
            .join(Project, col(Project.id) == col(Render.project_id))
            .where(
                col(Render.id).in_([one.render_id for one in entries if one.render_id]),
                Render.user_id == actor.user(),
                col(Project.deleted_at).is_(None),
            )
        )
    }
    lines: list[Line] = []
    last: uuid.UUID | None = None
    changes = [(key, list(group)) for key, group in groupby(entries, _same_change)]
    if len(entries) > 2 * most and len(changes) > 1:
        changes.pop()  # half of it may lie beyond
    for (kind, render_id, _), rows in changes:
        if len(lines) == most:
            break
        last, amount = rows[-1].id, sum(row.amount for row in rows)
        after_it, balance = balance, balance - amount
        if not amount and kind in HIDDEN:
            continue
        title, project, seconds = films.get(render_id or uuid.UUID(int=0), ("", None, 0.0))
        note = "" if render_id else rows[0].note
        lines.append(
            Line(*(last, rows[0].created_at, kind, amount, after_it, title, project, seconds, note))
        )
    more = last is not None and bool(entries) and entries[-1].id < last
    return Sheet(lines, last if more else None)


def _same_change(entry: CreditEntry) -> tuple[str, uuid.UUID | None, uuid.UUID | None]:
    return entry.kind, entry.render_id, None if entry.render_id else entry.id
