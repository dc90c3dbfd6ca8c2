"""The storyboard of a project, and its versions."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header, Path, Query, Response
from pydantic import ConfigDict, Field

from filmstudio.api.context import Reading, SignedIn, Transaction, writing
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Shown
from filmstudio.errors import BadInput, StudioError
from filmstudio.film.papers import paper
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.projects import storyboards
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Version

router = APIRouter(prefix="/projects/{project_id}", tags=["storyboards"])

STORYBOARD_EXAMPLE: dict[str, Any] = {
    "title": "The Last Ferry",
    "cast": [{"id": "anna", "name": "Anna", "gender": "female"}],
    "scenes": [
        {
            "id": "s1",
            "heading": "EXT. HARBOUR - NIGHT",
            "setting": {"place": "harbour", "time": "night"},
            "shots": [
                {
                    "id": "s1-1",
                    "size": "wide",
                    "subjects": [{"character": "anna"}],
                    "lines": [{"id": "l1", "speaker": "anna", "text": "Is it the last one?"}],
                }
            ],
        }
    ],
}


class NoMatch(StudioError):
    """The caller did not say which version he has seen."""

    status = 428
    code = "if_match"


class VersionShown(Shown):
    """A saved storyboard, without its content."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "number": 3,
                    "paper": "Pink",
                    "note": "The harbour by night",
                    "author_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12",
                    "created_at": "2026-03-01T09:30:00Z",
                }
            ]
        },
    )

    number: int
    paper: str = Field(description="The colour of revised pages by which it is known.")
    note: str
    author_id: uuid.UUID | None
    created_at: datetime


IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        max_length=100,
        description='The version you have seen, as `ETag` gave it ("0": none yet); `*`: any.',
    ),
]
Note = Annotated[str, Query(max_length=200, description="What the version is, for its list.")]


def _expected(if_match: str) -> int | None:
    tag = if_match.strip()
    if not tag:
        raise NoMatch(
            "Say which version you have seen: send its ETag as If-Match, so that nobody's work is "
            "overwritten."
        )
    if tag == "*":
        return None
    number = tag.removeprefix("W/").strip('"')
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        raise BadInput("If-Match is not an ETag of this storyboard.", code="if_match")
    return int(number)


def _shown(version: Version) -> VersionShown:
    return VersionShown(
        number=version.number,
        paper=paper(version.number),
        note=version.note,
        author_id=version.author_id,
        created_at=version.created_at,
    )


def _answer(version: Version, response: Response) -> Storyboard:
    response.headers["ETag"] = f'"{version.number}"'
    return Storyboard.model_validate(version.storyboard)


def _written(project_id: uuid.UUID, actor: Actor) -> dict[str, Any]:
    """The storyboard that the studio wrote for the project's last film."""
    with database().reading() as session:
        key = storyboards.made_of(session, actor, project_id)
    kept = artifacts().get(key)
    if kept is None:
        raise storyboards.NotFound(
            "The film's storyboard is no longer kept. Make the film again.", code="no_storyboard"
        )
    document: dict[str, Any] = kept.document()
    return document


@router.get("/storyboard")
def get_storyboard(
    project_id: uuid.UUID,
    actor: SignedIn,
    response: Response,
    version: Annotated[int | None, Query(ge=1, le=10**9, description="Empty: current.")] = None,
) -> Storyboard:
    """The storyboard; its `ETag` is the number of the version. Before the first edit that is
    `"0"`, and the storyboard the one that the studio wrote for the last film."""
    with database().reading() as session:
        try:
            return _answer(storyboards.version(session, actor, project_id, version), response)
        except storyboards.NotFound as error:
            if version is not None or error.code != "no_storyboard":
                raise
    response.headers["ETag"] = '"0"'
    return Storyboard.model_validate(_written(project_id, actor))


@router.put("/storyboard")
def put_storyboard(
    project_id: uuid.UUID,
    session: Transaction,
    actor: SignedIn,
    response: Response,
    storyboard: Annotated[dict[str, Any], Body(examples=[STORYBOARD_EXAMPLE])],
    if_match: IfMatch = "",
    note: Note = "",
) -> Storyboard:
    """Saves a storyboard as a new version. 428 without `If-Match`, 412 where somebody else saved
    meanwhile."""
    expected = _expected(if_match)
    saved = storyboards.save(
        *(session, actor, project_id, storyboards.checked(storyboard)),
        expected=expected,
        note=note,
    )
    return _answer(saved, response)


@router.patch(
    "/storyboard",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/merge-patch+json": {
                    "schema": {"type": "object"},
                    "examples": {"title": {"value": {"title": "The First Ferry"}}},
                }
            },
        }
    },
)
def patch_storyboard(
    project_id: uuid.UUID,
    actor: SignedIn,
    response: Response,
    change: Annotated[dict[str, Any], Body()],
    if_match: IfMatch = "",
    note: Note = "",
) -> Storyboard:
    """Saves the storyboard with a JSON merge patch (RFC 7396) on it: objects are merged, null
    removes, lists are replaced whole."""
    expected = _expected(if_match)
    base = None
    with database().reading() as session:
        has_version = storyboards.seen(session, actor, project_id).version > 0
    if not has_version:
        base = _written(project_id, actor)
    with writing() as session:
        saved = storyboards.patch(
            *(session, actor, project_id, change), expected=expected, base=base, note=note
        )
        return _answer(saved, response)


@router.get("/versions")
def list_versions(
    project_id: uuid.UUID,
    session: Reading,
    actor: SignedIn,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[VersionShown]:
    """Every saved storyboard, the newest first."""
    found = storyboards.listed(session, actor, project_id)
    return page(
        *(session, found, _shown),
        order=(Version.number, Version.id),
        limit=limit,
        cursor=cursor,
    )


@router.post("/versions/{number}/restore", status_code=201)
def restore_version(
    project_id: uuid.UUID,
    number: Annotated[int, Path(ge=1, le=10**9)],
    session: Transaction,
    actor: SignedIn,
) -> VersionShown:
    """Makes an old version the current one, as a new version."""
    return _shown(storyboards.restore(session, actor, project_id, number))
