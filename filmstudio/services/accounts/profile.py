"""What people see and change of their own account, and what they made with it."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from filmstudio.errors import BadInput
from filmstudio.services import audit
from filmstudio.services.actor import Actor
from filmstudio.services.notices import KINDS
from filmstudio.services.words import one_line
from filmstudio.store.db import locked
from filmstudio.store.tables import File, Project, Render, User
from filmstudio.store.types import now

THEMES = ("system", "light", "dark")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
YEAR = timedelta(days=366)


def me(session: Session, actor: Actor) -> User:
    """The actor's own account."""
    return session.get_one(User, actor.user())


def change(session: Session, actor: Actor, changes: dict[str, Any]) -> User:
    """Changes name, language, theme, notify or avatar_file_id of the actor's own account, and
    nothing else. Raises BadInput that says what is wrong."""
    user = locked(session, User, actor.user())
    assert user is not None
    for name, value in changes.items():
        check = _CHECKS.get(name)
        if check is None:
            raise BadInput("{field} cannot be changed here.", code="field", field=name)
        setattr(user, name, check(session, actor, value))
    if "notify" in changes:
        user.notify = {**user.notify}  # a new table, so that it counts as changed
    session.add(user)
    audit.note(session, actor, "user.change", user.id, fields=sorted(changes))
    return user


def _name(_session: Session, _actor: Actor, value: Any) -> str:
    return one_line(str(value), 200)


def _language(_session: Session, _actor: Actor, value: Any) -> str:
    if not _LANGUAGE.fullmatch(str(value)):
        raise BadInput("Write the language as a code, for example en, fr or pt-BR.")
    return str(value)


def _theme(_session: Session, _actor: Actor, value: Any) -> str:
    if value not in THEMES:
        raise BadInput("Choose a theme: {themes}.", themes=list(THEMES))
    return str(value)


def _notify(_session: Session, _actor: Actor, value: Any) -> dict[str, bool]:
    unknown = sorted(set(value) - set(KINDS))
    if unknown:
        raise BadInput("There are no notices of the kind '{kind}'.", kind=one_line(unknown[0], 40))
    return {str(kind): bool(wanted) for kind, wanted in value.items()}


def _avatar(session: Session, actor: Actor, value: Any) -> uuid.UUID | None:
    if value is None:
        return None
    file = session.get(File, value)
    mine = file is not None and file.owner_id == actor.user() and file.deleted_at is None
    if file is None or not mine or file.kind != "image" or file.state != "ready":
        raise BadInput("Choose one of your own pictures.", code="avatar")
    return file.id


_CHECKS = {
    "name": _name,
    "language": _language,
    "theme": _theme,
    "notify": _notify,
    "avatar_file_id": _avatar,
}


@dataclass(frozen=True)
class Month:
    """What was made in a month (`2026-11`): films that were finished, their seconds, and the
    credits that they cost."""

    month: str
    films: int
    seconds: float
    credits: int


@dataclass(frozen=True)
class Usage:
    """What an account has and made."""

    projects: int
    files: int
    file_bytes: int
    films: int
    seconds: float
    months: tuple[Month, ...]


def usage(session: Session, actor: Actor) -> Usage:
    """What the actor has, and what was made in the last twelve months, oldest month first."""
    user_id = actor.user()
    projects = session.exec(
        select(func.count())
        .select_from(Project)
        .where(Project.owner_id == user_id, Project.deleted_at == None)  # noqa: E711
    ).one()
    files, file_bytes = session.exec(
        select(func.count(), func.coalesce(func.sum(File.bytes), 0)).where(
            File.owner_id == user_id,
            File.deleted_at == None,  # noqa: E711
        )
    ).one()
    done = (Render.user_id == user_id) & (Render.state == "completed")
    films, seconds = session.exec(
        select(func.count(), func.coalesce(func.sum(Render.seconds), 0.0)).where(done)
    ).one()
    made: dict[str, list[tuple[float, int]]] = defaultdict(list)
    recent = select(Render.finished_at, Render.seconds, Render.credits).where(
        done,
        Render.finished_at > now() - YEAR,  # type: ignore[operator]
    )
    for finished, length, credits in session.exec(recent):
        if finished is not None:
            made[f"{finished:%Y-%m}"].append((length, credits))
    months = tuple(
        Month(month, len(rows), sum(row[0] for row in rows), sum(row[1] for row in rows))
        for month, rows in sorted(made.items())
    )
    return Usage(projects, files, int(file_bytes), films, float(seconds), months)


@dataclass(frozen=True)
class Made:
    """What was finished in the current month: films, and minutes of film by day, from the first to
    today."""

    first: date
    films: int
    minutes: tuple[float, ...]


def this_month(session: Session, actor: Actor) -> Made:
    """What the actor's films of this month (UTC) amount to."""
    today = now()
    first = today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = session.exec(
        select(Render.finished_at, Render.seconds).where(
            Render.user_id == actor.user(),
            Render.state == "completed",
            Render.finished_at >= first,  # type: ignore[operator]
        )
    ).all()
    minutes = [0.0] * today.day
    for finished, seconds in rows:
        if finished is not None and finished.day <= today.day:
            minutes[finished.day - 1] += seconds / 60
    return Made(first.date(), len(rows), tuple(minutes))
