"""What is made of a film so far: pictures of its shots, filmed shots, and recorded lines."""

from __future__ import annotations

import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath

from filmstudio.api import media
from filmstudio.api.context import SignedIn
from filmstudio.services import pictures
from filmstudio.services.actor import Actor
from filmstudio.store.db import database

router = APIRouter(prefix="/jobs/{job_id}", tags=["jobs"])
Unit = Annotated[str, InPath(max_length=100, description="The id of a shot or line.")]
Mark = Annotated[
    str,
    Query(
        alias="v",
        max_length=64,
        description="Names what is seen: with one, the answer is kept by the browser for good.",
    ),
]


def _asked(actor: Actor, job_id: uuid.UUID) -> pictures.Asked:
    with database().reading() as session:
        return pictures.asked(session, actor, job_id)


@router.get("/pictures/{unit}", responses=media.CONTENT, response_class=Response)
def get_picture(
    job_id: uuid.UUID,
    unit: Unit,
    actor: SignedIn,
    size: Literal["small", "large"] = "small",
    mark: Mark = "",
) -> Response:
    """The picture of a shot as WebP, 320 or 1280 pixels wide: the painted place until it is filmed."""
    path = pictures.picture(_asked(actor, job_id), unit, size)
    return media.file_answer(path, "shot.webp", "image/webp", inline=True, lasting=bool(mark))


@router.get("/clips/{unit}", responses=media.CONTENT, response_class=Response)
def get_clip(job_id: uuid.UUID, unit: Unit, actor: SignedIn, mark: Mark = "") -> Response:
    """A filmed shot as MP4, without sound."""
    path = pictures.part(_asked(actor, job_id), "animate", unit, "clip.mp4")
    return media.file_answer(path, "shot.mp4", "video/mp4", inline=True, lasting=bool(mark))


@router.get("/lines/{unit}", responses=media.CONTENT, response_class=Response)
def get_line(job_id: uuid.UUID, unit: Unit, actor: SignedIn, mark: Mark = "") -> Response:
    """A recorded line as WAV."""
    path = pictures.part(_asked(actor, job_id), "speak", unit, "voice.wav")
    return media.file_answer(path, "line.wav", "audio/wav", inline=True, lasting=bool(mark))
