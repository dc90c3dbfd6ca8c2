"""Links to a film that are sent by e-mail and are good for a week; whoever has one may watch."""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict
from filmstudio.services import letters
from filmstudio.services.actor import Actor
from filmstudio.services.projects.access import owned
from filmstudio.settings import settings
from filmstudio.store.tables import OneTimeToken, Render, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, token

PURPOSE = "film"
GOOD_FOR = timedelta(days=7)
MOST = 50
"""Links of one account that may be out at once: letters go to people who asked for none."""


def send(session: Session, actor: Actor, id: uuid.UUID, email: str) -> str:
    """Sends somebody a link to the project's film; the link's address.

    Raises NotFound, Forbidden for everybody but the owner, BadInput for what is no address,
    Conflict where there is no film yet, or many links are out.
    """
    project = owned(session, actor, id)
    to = letters.checked(email.strip())
    film = session.exec(
        select(Render.id).where(Render.project_id == id, Render.state == "completed").limit(1)
    ).first()
    if film is None:
        raise Conflict("There is no finished film to send yet.", code="no_film")
    owner = session.get_one(User, project.owner_id)
    out = session.exec(
        select(func.count())
        .select_from(OneTimeToken)
        .where(*_out(), OneTimeToken.user_id == owner.id)
    ).one()
    if out >= MOST:
        raise Conflict(
            "{n} links are out already. Take some back, or give the film a page of its own.",
            code="many_links",
            n=MOST,
        )
    secret = token()
    row = OneTimeToken(
        user_id=owner.id,
        purpose=PURPOSE,
        hash=fingerprint(secret),
        data={"project_id": str(id)},
        expires_at=now() + GOOD_FOR,
    )
    session.add(row)
    session.flush()
    url = f"{settings().origin}/films/{secret}"
    sent = letters.send(
        *(session, to, "film_link", owner.language, f"film_link:{row.id}"),
        url=url,
        title=project.title,
        inviter=owner.name or owner.email,
        days=GOOD_FOR.days,
    )
    if sent is None:
        raise BadInput("The letter could not be written. Try again.")
    return url


def take_back(session: Session, actor: Actor, id: uuid.UUID) -> int:
    """Makes every link useless that was sent for a project's film; how many there were.

    Raises NotFound, Forbidden for everybody but the owner.
    """
    project = owned(session, actor, id)
    mine = session.exec(
        select(OneTimeToken).where(*_out(), OneTimeToken.user_id == project.owner_id)
    )
    ids = [row.id for row in mine if row.data.get("project_id") == str(id)]
    if ids:
        ended = update(OneTimeToken).where(col(OneTimeToken.id).in_(ids)).values(used_at=now())
        session.execute(ended)
    return len(ids)


def project_of(session: Session, secret: str) -> uuid.UUID | None:
    """The project that a link is for; None for one that is unknown, taken back or run out."""
    row = session.exec(
        select(OneTimeToken).where(*_out(), OneTimeToken.hash == fingerprint(secret))
    ).first()
    return uuid.UUID(row.data["project_id"]) if row is not None else None


def _out() -> tuple[bool, ...]:
    return (
        OneTimeToken.purpose == PURPOSE,
        col(OneTimeToken.used_at).is_(None),  # type: ignore[return-value]
        OneTimeToken.expires_at > now(),
    )
