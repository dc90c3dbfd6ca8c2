"""Projects: what a creator gave and asked for, the people on it, and its page."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field
from sqlmodel import Session

from filmstudio.api.context import Reading, SignedIn, Transaction, writing
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.errors import BadInput
from filmstudio.services import productions
from filmstudio.services.actor import Actor
from filmstudio.services.files import keeping as files
from filmstudio.services.projects import covers, keeping, sharing
from filmstudio.services.projects.access import seen
from filmstudio.services.projects.sharing import Visibility
from filmstudio.services.projects.storyboards import checked
from filmstudio.services.renders import ending
from filmstudio.store.db import database
from filmstudio.store.tables import Project

router = APIRouter(prefix="/projects", tags=["projects"])
SCRIPT = 400_000
"""Characters of a pasted script: a feature film has about 200,000."""

PROJECT_EXAMPLE: Any = {
    "id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b11",
    "kind": "film",
    "title": "The Last Ferry",
    "order": {"duration": 60, "style": "cinematic", "aspect": "16:9"},
    "source_file_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b10",
    "track_file_id": None,
    "version": 0,
    "visibility": "private",
    "url": "",
    "role": "owner",
    "job_id": None,
    "job_state": "",
    "created_at": "2026-03-01T09:30:00Z",
    "updated_at": "2026-03-01T09:30:00Z",
}


class ProjectShown(Shown):
    """A project. `role` is yours in it; `url` the page of its film, where it is shared."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROJECT_EXAMPLE]})

    id: uuid.UUID
    kind: str
    title: str
    order: dict[str, Any]
    source_file_id: uuid.UUID | None
    track_file_id: uuid.UUID | None
    version: int
    visibility: Visibility
    url: str
    role: str
    job_id: uuid.UUID | None
    job_state: str
    created_at: datetime
    updated_at: datetime


class NewProject(Given):
    """A project: its script is pasted as `script` or names a file; or it starts from a
    storyboard."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "title": "The Last Ferry",
                    "script": "EXT. HARBOUR - NIGHT\n\nA ferry waits.\n\nANNA\nIs it the last one?",
                    "order": {"duration": 30, "quality": "draft"},
                }
            ]
        }
    )

    title: str = Field("", max_length=200)
    kind: Literal["film"] = "film"
    script: str = Field("", max_length=SCRIPT)
    source_file_id: uuid.UUID | None = None
    track_file_id: uuid.UUID | None = None
    order: dict[str, Any] = Field(
        default_factory=dict, description="Options: duration, style, aspect, quality, lines, ..."
    )
    storyboard: dict[str, Any] | None = None


class ProjectChange(Given):
    """What is to be changed; fields that are left out stay. `order` is merged."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "The First Ferry"}]})

    title: str = Field("", max_length=200)
    order: dict[str, Any] = Field(default_factory=dict)
    source_file_id: uuid.UUID | None = None
    track_file_id: uuid.UUID | None = None


class CopyWanted(Given):
    """How a copy is to be called; empty: as the original, with “(copy)”."""

    title: str = Field("", max_length=200)


class MemberShown(Shown):
    """Somebody on a project."""

    user_id: uuid.UUID
    name: str
    email: str
    role: Literal["owner", "editor", "viewer"]


class Invitation(Given):
    """Somebody with an account, and what he may do."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"email": "ann@example.com", "role": "editor"}]}
    )

    email: str = Field(min_length=3, max_length=320)
    role: Literal["viewer", "editor"] = "viewer"


class ShareWanted(Given):
    """private closes the page, unlisted opens it for who has the link, public for everybody."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"visibility": "unlisted"}]})

    visibility: Visibility


def shown(project: Project, standing: keeping.Standing) -> ProjectShown:
    """A project as the API shows it."""
    return ProjectShown(
        **project.model_dump(
            include={
                *("id", "kind", "title", "order", "source_file_id", "track_file_id"),
                *("version", "visibility", "created_at", "updated_at"),
            }
        ),
        url=sharing.page_of(project),
        role=standing.role,
        job_id=standing.job_id,
        job_state=standing.job_state,
    )


def one(session: Session, actor: Actor, project: Project) -> ProjectShown:
    """A project with its standing, as the API shows it."""
    return shown(project, keeping.standings(session, actor, [project])[project.id])


def wanted_of(given: NewProject) -> keeping.Wanted:
    """What is to be made of what was sent. Raises BadInput."""
    return keeping.Wanted(
        title=given.title,
        kind=given.kind,
        order=given.order,
        source_file_id=given.source_file_id,
        track_file_id=given.track_file_id,
        storyboard=checked(given.storyboard) if given.storyboard is not None else None,
        words=given.script[:2000],
    )


def pasted(actor: Actor, given: NewProject) -> files.Kept | None:
    """Keeps the pasted script, if there is one. Call it outside of transactions."""
    if not given.script.strip():
        return None
    if given.source_file_id is not None:
        raise BadInput("Give the script as text or as a file, not both.")
    return productions.kept_script(actor, given.script, given.order)


@router.post("", status_code=201)
def create_project(given: NewProject, actor: SignedIn, response: Response) -> ProjectShown:
    """Makes a project. Its film is made by `POST /jobs`."""
    actor.must_have("write")
    script = pasted(actor, given)
    made = None
    try:
        with writing() as session:
            made = one(
                session, actor, productions.project_of(session, actor, wanted_of(given), script)
            )
    finally:
        if made is None and script is not None:
            files.drop(script)
    response.headers["Location"] = f"/api/v1/projects/{made.id}"
    return made


_SORTS = {"updated": Project.updated_at, "created": Project.created_at, "title": Project.title}


@router.get("")
def list_projects(
    session: Reading,
    actor: SignedIn,
    limit: Limit = 50,
    cursor: Cursor = "",
    search: Annotated[
        str, Query(max_length=200, description="Text of the title, or of a line that is said.")
    ] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    shared: Annotated[
        bool | None, Query(description="Only those shared with you, or only your own.")
    ] = None,
    sort: Literal["updated", "created", "title"] = "updated",
) -> Page[ProjectShown]:
    """Projects that you own or are on; the newest first, titles from A."""
    found = keeping.listed(actor, search=search, kind=kind, shared=shared)
    rows = page(
        *(session, found, lambda row: row),
        order=(_SORTS[sort], Project.id),
        limit=limit,
        cursor=cursor,
        descending=sort != "title",
    )
    standing = keeping.standings(session, actor, rows.items)
    items = [shown(row, standing[row.id]) for row in rows.items]
    return Page(items=items, next_cursor=rows.next_cursor)


@router.get("/{project_id}")
def get_project(project_id: uuid.UUID, session: Reading, actor: SignedIn) -> ProjectShown:
    """A project."""
    return one(session, actor, seen(session, actor, project_id))


@router.get(
    "/{project_id}/cover",
    response_class=Response,
    responses={200: {"description": "A picture, 400 pixels wide.", "content": {"image/webp": {}}}},
)
def get_cover(project_id: uuid.UUID, actor: SignedIn) -> Response:
    """A small picture of the newest film, for lists. 404 where there is no film yet."""
    with database().reading() as session:
        key = covers.cover(session, actor, project_id)
    # Lists name the film in the address: a newer film has another one.
    return Response(
        covers.picture(key),
        media_type=covers.MEDIA_TYPE,
        headers={"Cache-Control": "private, max-age=604800"},
    )


@router.patch("/{project_id}")
def change_project(
    project_id: uuid.UUID, given: ProjectChange, session: Transaction, actor: SignedIn
) -> ProjectShown:
    """Changes title, options, script or music."""
    patch = given.model_dump(exclude_unset=True)
    return one(session, actor, keeping.change(session, actor, project_id, patch))


@router.delete("/{project_id}", status_code=204)
def delete_project(project_id: uuid.UUID, session: Transaction, actor: SignedIn) -> None:
    """Deletes a project and its films; what is being made is cancelled."""
    keeping.delete(session, actor, project_id, ending.cancel)


@router.post("/{project_id}/duplicate", status_code=201)
def duplicate_project(
    project_id: uuid.UUID,
    session: Transaction,
    actor: SignedIn,
    given: CopyWanted | None = None,
) -> ProjectShown:
    """A copy of a project with its current storyboard; yours."""
    title = given.title if given else ""
    return one(session, actor, keeping.duplicate(session, actor, project_id, title))


@router.get("/{project_id}/collaborators")
def list_collaborators(
    project_id: uuid.UUID, session: Reading, actor: SignedIn
) -> list[MemberShown]:
    """The people on a project, its owner first."""
    return [MemberShown.model_validate(one) for one in sharing.members(session, actor, project_id)]


@router.post("/{project_id}/collaborators", status_code=201)
def add_collaborator(
    project_id: uuid.UUID, given: Invitation, session: Transaction, actor: SignedIn
) -> MemberShown:
    """Puts somebody with an account on the project, or changes what he may do there."""
    member = sharing.invite(session, actor, project_id, given.email, given.role)
    return MemberShown.model_validate(member)


@router.delete("/{project_id}/collaborators", status_code=204)
def remove_collaborator(
    project_id: uuid.UUID,
    user_id: Annotated[uuid.UUID, Query(description="Whom to take off.")],
    session: Transaction,
    actor: SignedIn,
) -> None:
    """Takes somebody off the project: the owner anybody, everybody himself."""
    sharing.dismiss(session, actor, project_id, user_id)


@router.post("/{project_id}/share")
def share_project(
    project_id: uuid.UUID, given: ShareWanted, session: Transaction, actor: SignedIn
) -> ProjectShown:
    """Opens or closes the page of the film; `url` is its address."""
    return one(session, actor, sharing.share(session, actor, project_id, given.visibility))
