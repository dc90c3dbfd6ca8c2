"""Previews: where they stand, and their files, which pages show by their address."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from filmstudio.api import media
from filmstudio.api.context import SignedIn
from filmstudio.api.shapes import Shown
from filmstudio.services.previews import asking

router = APIRouter(prefix="/previews", tags=["previews"])
FOREVER = "private, max-age=31536000, immutable"
"""What lies at an address of a preview never changes: the address has the artifact's key."""


class PreviewShown(Shown):
    """A preview. `files` has, by shot or line, the address of each file that is there already."""

    id: uuid.UUID
    kind: Literal["shot", "pictures", "voice"]
    state: Literal["queued", "running", "ready", "failed"]
    part: float
    files: Mapping[str, Mapping[str, str]]
    error: str


@router.get("/{preview_id}")
def get_preview(preview_id: uuid.UUID, actor: SignedIn) -> PreviewShown:
    """Where a preview stands."""
    return PreviewShown.model_validate(asking.status(actor, preview_id))


@router.get("/{preview_id}/{key}/{name}", responses=media.CONTENT, response_class=Response)
def get_preview_file(
    preview_id: uuid.UUID,
    key: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    name: Annotated[str, Path(max_length=40)],
    actor: SignedIn,
) -> Response:
    """A file of a preview; ranges are honoured."""
    kept, kind = asking.file(actor, preview_id, key, name)
    answer = media.file_answer(kept.path(name), name, kind, inline=True)
    answer.headers["Cache-Control"] = FOREVER
    return answer
