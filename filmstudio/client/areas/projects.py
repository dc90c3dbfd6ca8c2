"""Files, projects, their storyboards and people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar

import httpx

from filmstudio.client import routes
from filmstudio.client.areas.account import plain
from filmstudio.client.core import Core
from filmstudio.client.downloads import Progress, Target, download
from filmstudio.client.models import ID, File, Member, Project, Version, Visibility
from filmstudio.client.routes import Route
from filmstudio.client.steps import Area, Flow, Stream, both, both_iter
from filmstudio.client.uploads import Source, upload

R = TypeVar("R")
People = list[Member]


class Files(Area[R]):
    """Scripts, pictures, sound and film that you bring."""

    @both
    def upload(self, source: Source, name: str = "", *, idempotency_key: str = "") -> Flow[File]:
        """Brings a file, read from the disk as it is sent; or bytes with a name.

        >>> client.files.upload("the_last_ferry.fountain").facts  # doctest: +SKIP
        {'words': 361}
        """
        return upload(self.core, source, name, idempotency_key)

    @both_iter
    def list(self, kind: str = "") -> Stream[File]:
        """Your files, the newest first; `kind` is script, image, audio, video or document."""
        return self.core.pages(routes.FILES, {"kind": kind})

    @both
    def get(self, file_id: ID) -> Flow[File]:
        """What is known of a file."""
        return self.core.call(routes.FILE, file_id=file_id)

    @both
    def download(self, file_id: ID, to: Target, *, progress: Progress | None = None) -> Flow[Path]:
        """The file itself, into a file or folder."""
        request = self.core.request(routes.FILE_CONTENT, file_id=file_id)
        return download(self.core, request, to, progress)

    @both
    def delete(self, file_id: ID) -> Flow[None]:
        """Forgets a file. Raises Conflict while a project is made from it."""
        return self.core.call(routes.DELETE_FILE, file_id=file_id)


class Projects(Area[R]):
    """What you want films of, and the people on it."""

    @both
    def create(
        self,
        script: str = "",
        *,
        title: str = "",
        source_file_id: ID | None = None,
        track_file_id: ID | None = None,
        storyboard: dict[str, Any] | None = None,
        order: dict[str, Any] | None = None,
        idempotency_key: str = "",
    ) -> Flow[Project]:
        """A project of a script, the file of one, or a storyboard; its film is `jobs.start`.

        >>> client.projects.create("INT. KITCHEN - DAY ...", title="Tea")  # doctest: +SKIP
        """
        given = wanted(script, title, source_file_id, track_file_id, storyboard, order or {})
        return self.core.call(routes.CREATE_PROJECT, json=given, key=idempotency_key)

    @both_iter
    def list(
        self,
        *,
        search: str = "",
        kind: str = "",
        shared: bool | None = None,
        sort: Literal["updated", "created", "title"] = "updated",
    ) -> Stream[Project]:
        """Projects that you own or are on.

        >>> for project in client.projects.list(search="ferry"): ...  # doctest: +SKIP
        """
        asked = {"search": search, "kind": kind, "shared": shared, "sort": sort}
        return self.core.pages(routes.PROJECTS, asked)

    @both
    def get(self, project_id: ID) -> Flow[Project]:
        """A project."""
        return self.core.call(routes.PROJECT, project_id=project_id)

    @both
    def change(self, project_id: ID, **changes: Any) -> Flow[Project]:
        """Changes title, order (merged), source_file_id or track_file_id; the rest stays."""
        return self.core.call(routes.CHANGE_PROJECT, json=plain(changes), project_id=project_id)

    @both
    def delete(self, project_id: ID) -> Flow[None]:
        """Deletes a project and its films; what is being made is cancelled."""
        return self.core.call(routes.DELETE_PROJECT, project_id=project_id)

    @both
    def duplicate(self, project_id: ID, title: str = "") -> Flow[Project]:
        """A copy with its current storyboard; yours."""
        given = {"title": title}
        return self.core.call(routes.DUPLICATE_PROJECT, json=given, project_id=project_id)

    @both
    def share(self, project_id: ID, visibility: Visibility) -> Flow[Project]:
        """Opens or closes the page of the film; `url` of the answer is its address."""
        given = {"visibility": visibility}
        return self.core.call(routes.SHARE_PROJECT, json=given, project_id=project_id)

    @both
    def members(self, project_id: ID) -> Flow[People]:
        """The people on a project, its owner first."""
        return self.core.call(routes.MEMBERS, project_id=project_id)

    @both
    def invite(
        self, project_id: ID, email: str, role: Literal["viewer", "editor"] = "viewer"
    ) -> Flow[Member]:
        """Puts somebody with an account on the project."""
        given = {"email": email, "role": role}
        return self.core.call(routes.INVITE, json=given, project_id=project_id)

    @both
    def dismiss(self, project_id: ID, user_id: ID) -> Flow[None]:
        """Takes somebody off the project."""
        return self.core.call(routes.DISMISS, query={"user_id": user_id}, project_id=project_id)


@dataclass(frozen=True)
class Storyboard:
    """A storyboard and its version (0: written by the studio, not edited yet)."""

    version: int
    document: dict[str, Any]


class Storyboards(Area[R]):
    """The one document a film is made from, and its versions."""

    @both
    def get(self, project_id: ID, version: int | None = None) -> Flow[Storyboard]:
        """The current storyboard, or an older version."""
        asked = {"version": version}
        return _storyboard(self.core, routes.STORYBOARD, project_id, query=asked)

    @both
    def save(
        self, project_id: ID, document: dict[str, Any], *, seen: int | None, note: str = ""
    ) -> Flow[Storyboard]:
        """Saves a storyboard as a new version. `seen` is the version you have read; None overwrites
        whatever is there. Raises Conflict where somebody else saved meanwhile.

        >>> board = client.storyboards.get(project.id)  # doctest: +SKIP
        >>> board.document["scenes"][0]["setting"]["time"] = "night"  # doctest: +SKIP
        >>> client.storyboards.save(  # doctest: +SKIP
        ...     project.id, board.document, seen=board.version, note="By night"
        ... )
        """
        return _storyboard(
            *(self.core, routes.PUT_STORYBOARD, project_id),
            query={"note": note},
            json=document,
            headers=_match(seen),
        )

    @both
    def patch(
        self, project_id: ID, change: dict[str, Any], *, seen: int | None, note: str = ""
    ) -> Flow[Storyboard]:
        """Saves the storyboard with a merge patch (RFC 7396) on it; otherwise as `save`."""
        return _storyboard(
            *(self.core, routes.PATCH_STORYBOARD, project_id),
            query={"note": note},
            json=change,
            headers={**_match(seen), "Content-Type": "application/merge-patch+json"},
        )

    @both_iter
    def versions(self, project_id: ID) -> Stream[Version]:
        """Every saved storyboard, the newest first."""
        return self.core.pages(routes.VERSIONS, {}, project_id=project_id)

    @both
    def restore(self, project_id: ID, number: int) -> Flow[Version]:
        """Makes an old version the current one, as a new version."""
        return self.core.call(routes.RESTORE_VERSION, project_id=project_id, number=number)


def _match(seen: int | None) -> dict[str, str]:
    return {"If-Match": "*" if seen is None else f'"{seen}"'}


def _storyboard(
    core: Core, route: Route[dict[str, Any]], project_id: ID, **given: Any
) -> Flow[Storyboard]:
    request = core.request(route, project_id=project_id, **given)
    response: httpx.Response = yield from core.send(request)
    number = response.headers.get("etag", "").removeprefix("W/").strip('"')
    return Storyboard(int(number) if number.isdecimal() else 0, core.read(route, response))


def wanted(
    script: str,
    title: str,
    source_file_id: ID | None,
    track_file_id: ID | None,
    storyboard: dict[str, Any] | None,
    order: dict[str, Any],
) -> dict[str, Any]:
    """The document of a new project."""
    given = {
        "title": title,
        "script": script,
        "source_file_id": source_file_id,
        "track_file_id": track_file_id,
        "storyboard": storyboard,
        "order": order,
    }
    return plain({name: one for name, one in given.items() if one not in (None, "", {})})
