"""The small picture by which lists show a film: one of its thumbnails, made smaller."""

from __future__ import annotations

import io
import uuid
from functools import lru_cache

from sqlmodel import Session, col, select

from filmstudio.errors import Damaged, NotFound
from filmstudio.services.actor import Actor
from filmstudio.services.projects.access import seen
from filmstudio.store.artifacts import artifacts
from filmstudio.store.tables import Render

WIDTH = 400
"""Pixels: enough for a card, and about 7 KB."""
MEDIA_TYPE = "image/webp"


def cover(session: Session, actor: Actor, project_id: uuid.UUID) -> str:
    """The key of the thumbnails of a project's newest finished film. Raises SignInNeeded, NotFound."""
    seen(session, actor, project_id)
    found = select(Render.result).where(
        Render.project_id == project_id, Render.state == "completed"
    )
    result = session.exec(found.order_by(col(Render.id).desc()).limit(1)).first()
    if not result or "thumbnails" not in result:
        raise _nothing()
    return str(result["thumbnails"])


@lru_cache(maxsize=128)
def picture(key: str) -> bytes:
    """The picture as WebP. Reads an artifact: call it outside of transactions. Raises NotFound."""
    from PIL import Image

    found = artifacts().get(key)
    # The first thumbnail bears the title; cards say it in words.
    files = sorted(name for name in found.files if name.endswith(".jpg")) if found else []
    if found is None or not files:
        raise _nothing()
    try:
        path = found.verified(files[1 % len(files)])
    except (Damaged, FileNotFoundError) as error:
        raise _nothing() from error
    try:
        with Image.open(path) as image:
            image.draft("RGB", (WIDTH, WIDTH))
            small = image.convert("RGB")
    except OSError as error:
        raise _nothing() from error
    small.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.save(out, "WEBP", quality=66, method=4)
    return out.getvalue()


def _nothing() -> NotFound:
    return NotFound("The film has no picture yet.", code="no_cover")
