"""Films for everybody who has their address: what they are, their video, captions and pictures."""

from __future__ import annotations

import re
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath
from pydantic import ConfigDict, Field

from filmstudio.api import media
from filmstudio.api.context import SignedIn, Transaction
from filmstudio.api.shapes import Given, Shown
from filmstudio.errors import NotFound
from filmstudio.services import exports, pictures, results
from filmstudio.services.actor import Actor
from filmstudio.services.projects import links, screening
from filmstudio.store.db import database

router = APIRouter(tags=["films"])
Address = Annotated[
    str, InPath(max_length=screening.LONGEST, description="The last part of the page's address.")
]
_OPEN = re.compile(r"captions/[\w-]+\.(vtt|srt)|thumbnails/\w+\.jpg")
"""Files of a result that everybody may have who may see the film."""


class FilmShown(Shown):
    """A film that may be seen by everybody who has its address."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "The last ferry",
                    "seconds": 61.5,
                    "language": "en",
                    "video": "/api/v1/films/the-last-ferry-x3/video",
                    "captions": {"en": "/api/v1/films/the-last-ferry-x3/files/captions/en.vtt"},
                    "poster": "/api/v1/films/the-last-ferry-x3/files/thumbnails/02.jpg",
                }
            ]
        }
    )

    title: str
    seconds: float
    language: str
    video: str
    captions: dict[str, str] = Field(description="Addresses of WebVTT by language.")
    poster: str


class Friend(Given):
    """Somebody to whom a link is sent."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "ben@example.com"}]})

    email: str = Field(max_length=320)


class TakenBack(Shown):
    """How many links no longer work."""

    links: int


def _screening(address: str) -> screening.Screening:
    with database().reading() as session:
        return screening.screening(session, address)


@router.get("/films/{address}")
def get_film(address: Address) -> FilmShown:
    """A public or unlisted film, or one whose link was sent to you."""
    of = _screening(address)
    film, made = screening.told(of)
    return FilmShown(
        title=of.title,
        seconds=round(made["seconds"], 3),
        language=made["language"],
        video=film["sources"][0]["src"] if film["sources"] else "",
        captions={track["lang"]: track["src"] for track in film["tracks"]},
        poster=film["poster"],
    )


@router.get("/films/{address}/video", responses=media.CONTENT, response_class=Response)
def get_video(
    address: Address,
    quality: Annotated[
        str, Query(max_length=8, description="360p, 480p, 720p, 1080p or 4K; empty: as made.")
    ] = "",
) -> Response:
    """The film as MP4, in ranges where asked. A size that has to be made first is answered by 503
    with `Retry-After`: ask again."""
    of = _screening(address)
    film = results.part(of.finished, "film.mp4")
    plan = Actor(plan=of.plan.name)
    export = exports.wanted(plan, of.finished, film, "mp4", quality)
    path = exports.made(export) if export else film.path()
    return media.file_answer(path, "film.mp4", "video/mp4", inline=True)


@router.get("/films/{address}/files/{name:path}", responses=media.CONTENT, response_class=Response)
def get_file(address: Address, name: Annotated[str, InPath(max_length=200)]) -> Response:
    """Captions and thumbnails of a film."""
    of = _screening(address)
    if not _OPEN.fullmatch(name):
        raise NotFound("This film has no '{name}'.", name=name)
    one = results.part(of.finished, name)
    inline = one.media_type in ("text/vtt", "image/jpeg")
    return media.file_answer(one.path(), name.rpartition("/")[2], one.media_type, inline=inline)


@router.get("/films/{address}/pictures/{unit}", responses=media.CONTENT, response_class=Response)
def get_film_picture(
    address: Address,
    unit: Annotated[str, InPath(max_length=100, description="The id of a shot.")],
    mark: Annotated[str, Query(alias="v", max_length=64)] = "",
) -> Response:
    """The picture of a shot of a film as WebP, 320 pixels wide."""
    gathered = _screening(address).gathered
    assert gathered.render is not None
    path = pictures.picture(pictures.Asked(gathered.render, gathered.works), unit, "small")
    return media.file_answer(path, "shot.webp", "image/webp", inline=True, lasting=bool(mark))


@router.post("/projects/{project_id}/links", status_code=202)
def send_link(
    project_id: uuid.UUID, given: Friend, session: Transaction, actor: SignedIn
) -> dict[str, Any]:
    """Sends somebody a link to the film, which is good for 7 days."""
    links.send(session, actor, project_id, given.email)
    return {}


@router.delete("/projects/{project_id}/links")
def take_links_back(project_id: uuid.UUID, session: Transaction, actor: SignedIn) -> TakenBack:
    """Makes every link useless that was sent for the project's film."""
    return TakenBack(links=links.take_back(session, actor, project_id))
