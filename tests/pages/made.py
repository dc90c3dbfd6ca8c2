"""Films for tests of pages and for their pictures: in every state, without making one."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from filmstudio.engine.local import pin
from filmstudio.services import credits, notices
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render
from filmstudio.store.types import now
from tests.pages.stand import Guest

SHEET = Path(__file__).resolve().parents[2] / "docs" / "films.jpg"
"""Twelve frames of films, each 480 by 270."""
FRAMES = 12


@lru_cache(maxsize=FRAMES)
def frame(number: int) -> bytes:
    """A frame of a film of ours, as JPEG."""
    from PIL import Image

    column, row = number % 4, number // 4
    with Image.open(SHEET) as sheet:
        cut = sheet.crop((column * 480, row * 270, column * 480 + 480, row * 270 + 270))
        out = io.BytesIO()
        cut.save(out, "JPEG", quality=90)
    return out.getvalue()


def film(
    who: Guest,
    title: str,
    *,
    picture: int | None = 0,
    state: str = "completed",
    seconds: float = 64.0,
    part: float = 1.0,
    step: str = "",
    left: float | None = None,
    error: str = "",
    days: float = 0.0,
    draft: int = 1,
    kind: str = "film",
    paid: int = 0,
) -> uuid.UUID:
    """A project of somebody's. `state` is that of its job (empty: it has none), `picture` the frame
    by which lists show it, `days` how long ago it was made."""
    when = now() - timedelta(days=days)
    result: dict[str, str] = {}
    if picture is not None and state == "completed":
        store = artifacts()
        store.prepare()
        files = {"document.json": b"{}", "01.jpg": frame(picture), "02.jpg": frame(picture)}
        result = {"thumbnails": pin(store, "thumbnails", files).key}
    with database().transaction() as session:
        project = Project(
            owner_id=who.user.id,
            kind=kind,
            title=title,
            version=draft,
            created_at=when,
            updated_at=when,
        )
        session.add(project)
        session.flush()
        if state:
            render = Render(
                project_id=project.id,
                user_id=who.user.id,
                state=state,
                seconds=seconds,
                part=part,
                step=step,
                left=left,
                error=error,
                error_code="broken" if error else "",
                result=result,
                credits=paid,
                created_at=when,
                started_at=when,
                finished_at=when if state in ("completed", "failed") else None,
            )
            session.add(render)
            session.flush()
            if paid:
                credits.reserve(session, who.user.id, render.id, paid)
                credits.close(session, render)
        return project.id


def films(who: Guest, paid: int = 0) -> None:
    """What somebody has who has made films for a while: films in every state, and news. The last
    ones cost `paid` credits each."""
    film(who, "The First Snow", picture=None, state="", draft=0, days=21)
    film(who, "A Clay Bell", picture=4, seconds=72, draft=2, days=12)
    film(who, "The Temple’s Other Voice", picture=6, seconds=108, draft=4, days=9)
    film(who, "Village at Dusk", picture=7, seconds=48, draft=1, days=8)
    film(who, "Flowers, Records, Pizza", picture=8, seconds=62, draft=2, days=6)
    film(who, "An Hour Ago the Sky Fell Down", picture=9, seconds=95, draft=3, days=5)
    film(who, "Wonderful Crowd", picture=11, seconds=36, draft=5, days=4)
    film(
        *(who, "The Keeper’s Cap"),
        picture=None,
        state="failed",
        error="Your ElevenLabs key is out of quota. Change the key, then try again.",
        days=3,
    )
    film(who, "Red Coat on the Quay", picture=1, seconds=54, draft=8, days=2.2, paid=paid)
    film(who, "The Island", picture=2, seconds=125, draft=3, days=1.1, paid=paid)
    ready = film(who, "The Last Ferry", picture=0, seconds=84, draft=4, days=0.5, paid=paid)
    film(
        *(who, "The Night Bus"),
        picture=None,
        state="processing",
        part=0.58,
        step="Drawing shot 3B",
        left=100.0,
        draft=1,
    )
    with database().transaction() as session:
        who_id = who.user.id
        notices.tell(session, who_id, "new_sign_in", device="Firefox", address="203.0.113.9")
        notices.tell(session, who_id, "credits_granted", credits=30)
        notices.tell(
            *(session, who_id, "film_failed"),
            project_id=ready,
            title="The Keeper’s Cap",
            reason="Your ElevenLabs key is out of quota.",
        )
        notices.tell(session, who_id, "film_ready", project_id=ready, title="The Last Ferry")
