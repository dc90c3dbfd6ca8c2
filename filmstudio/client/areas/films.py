"""Films: made in one call, or as jobs that are started, followed and fetched."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from filmstudio.client import events, routes
from filmstudio.client.areas.projects import wanted
from filmstudio.client.core import Core
from filmstudio.client.downloads import Progress, Target, download
from filmstudio.client.models import (
    ID,
    Artifact,
    Format,
    Job,
    Project,
    Result,
    Status,
)
from filmstudio.client.steps import Area, Flow, Give, Stream, both, both_iter
from filmstudio.client.uploads import Source, upload

R = TypeVar("R")
Watcher = Callable[[Status], Any]
"""Is told every change of a job; may be a coroutine function with the asynchronous client."""


@dataclass(frozen=True)
class Film:
    """A film: its project, its job as it stands, what was made (None: not waited for), and the file
    it was saved to."""

    project: Project
    job: Job
    estimated_credits: int
    result: Result | None = None
    path: Path | None = None


class Films(Area[R]):
    """Films in one call."""

    @both
    def make(
        self,
        script: str | PathLike[str] = "",
        *,
        title: str = "",
        storyboard: dict[str, Any] | None = None,
        track: Source | None = None,
        order: dict[str, Any] | None = None,
        wait: bool = True,
        progress: Watcher | None = None,
        timeout: float | None = None,
        to: Target | None = None,
        idempotency_key: str = "",
        **options: Any,
    ) -> Flow[Film]:
        """Makes a film of a script (its text, or the path of its file) or of a storyboard.

        `track` is a recording of your own as its music; options are those of the order: duration,
        style, aspect, quality, lines, language, captions, music, seed. `progress` is told every
        change. With `to` the film is saved in a file or folder. With an `idempotency_key` the same
        call, made again within a day, gives the same film and is charged once.

        Raises JobFailed, JobCancelled, TimedOut (the job goes on), PaymentNeeded, BadInput.

        >>> film = client.films.make(  # doctest: +SKIP
        ...     script=Path("the_last_ferry.fountain"), duration=60, to="ferry.mp4",
        ...     progress=lambda status: print(status.progress, status.step),
        ... )
        """
        return _make(
            self.core,
            script,
            title=title,
            storyboard=storyboard,
            track=track,
            order={**(order or {}), **options},
            key=idempotency_key or str(uuid.uuid4()),
            wait=wait or to is not None,
            progress=progress,
            timeout=timeout,
            to=to,
        )


def _make(
    core: Core,
    script: str | PathLike[str],
    *,
    title: str,
    storyboard: dict[str, Any] | None,
    track: Source | None,
    order: dict[str, Any],
    key: str,
    wait: bool,
    progress: Watcher | None,
    timeout: float | None,
    to: Target | None,
) -> Flow[Film]:
    text, source_id, track_id = "", None, None
    if isinstance(script, str):
        text = script
    else:
        source_id = (yield from upload(core, script, key=f"{key}-script")).id
    if track is not None:
        name = "track.wav" if isinstance(track, bytes) else ""
        track_id = (yield from upload(core, track, name, key=f"{key}-track")).id
        order = {"music": "track", **order}
    given = wanted(text, title, source_id, track_id, storyboard, order)
    started = yield from core.call(routes.GENERATE_FILM, json=given, key=key)
    if not wait:
        return Film(started.project, started.job, started.estimated_credits)
    job = yield from events.wait(core, started.job.id, progress, timeout)
    result = yield from core.call(routes.JOB_RESULT, job_id=job.id)
    path = None
    if to is not None:
        path = yield from download(core, _download(core, job.project_id, job_id=job.id), to)
    return Film(started.project, job, started.estimated_credits, result, path)


class Jobs(Area[R]):
    """Films in the making."""

    @both
    def start(
        self,
        project_id: ID,
        *,
        version: int | None = None,
        goals: tuple[str, ...] = ("film", "thumbnails"),
        order: dict[str, Any] | None = None,
        idempotency_key: str = "",
    ) -> Flow[Job]:
        """Starts the film of a project. `version` is that of its storyboard; None: the current one,
        0: the script anew."""
        given = {
            "project_id": str(project_id),
            "version": version,
            "goals": [*goals],
            "order": order or {},
        }
        return self.core.call(routes.START_JOB, json=given, key=idempotency_key)

    @both_iter
    def list(self, *, state: str = "", project_id: ID | None = None) -> Stream[Job]:
        """Jobs of the projects you own or are on, the newest first."""
        return self.core.pages(routes.JOBS, {"state": state, "project_id": project_id})

    @both
    def get(self, job_id: ID) -> Flow[Job]:
        """A job with its tasks."""
        return self.core.call(routes.JOB, job_id=job_id)

    @both
    def status(self, job_id: ID) -> Flow[Status]:
        """Where a job stands; cheap."""
        return self.core.call(routes.JOB_STATUS, job_id=job_id)

    @both_iter
    def events(self, job_id: ID, after: int = -1) -> Stream[Status]:
        """Every change of a job newer than the sequence `after`, until it ends. A lost connection is
        taken up again where it broke off.

        >>> for status in client.jobs.events(job.id):  # doctest: +SKIP
        ...     print(status.progress, status.step)
        """
        yield from events.follow(self.core, job_id, Give, after=after)

    @both
    def wait(
        self,
        job_id: ID,
        *,
        progress: Watcher | None = None,
        timeout: float | None = None,
    ) -> Flow[Job]:
        """The job when it is completed. Raises JobFailed, JobCancelled, and after `timeout` seconds
        TimedOut."""
        return events.wait(self.core, job_id, progress, timeout)

    @both
    def cancel(self, job_id: ID) -> Flow[Job]:
        """Cancels a job. Its credits come back where it had not started."""
        return self.core.call(routes.CANCEL_JOB, job_id=job_id)

    @both
    def retry(self, job_id: ID, *, idempotency_key: str = "") -> Flow[Job]:
        """Starts a failed or cancelled job again, as a new one."""
        return self.core.call(routes.RETRY_JOB, job_id=job_id, key=idempotency_key)

    @both
    def result(self, job_id: ID) -> Flow[Result]:
        """What a job has made."""
        return self.core.call(routes.JOB_RESULT, job_id=job_id)


def _download(core: Core, project_id: ID, **asked: Any) -> Any:
    return core.request(routes.DOWNLOAD, query=asked, project_id=project_id)


class Results(Area[R]):
    """What was made, saved on this machine. Downloads go on after a fault, and a file is there whole
    or not at all. Where no job is given, it is the newest finished one."""

    @both
    def list(self, project_id: ID, job_id: ID | None = None) -> Flow[list[Artifact]]:
        """The files of a finished film."""
        asked = {"job_id": job_id}
        return self.core.call(routes.ARTIFACTS, query=asked, project_id=project_id)

    @both
    def download(
        self,
        project_id: ID,
        to: Target,
        *,
        format: Format = "mp4",
        quality: str = "",
        lang: str = "",
        job_id: ID | None = None,
        progress: Progress | None = None,
    ) -> Flow[Path]:
        """The film in a format and size, its captions, its sound or a thumbnail, into a file or
        folder; a conversion is waited for. `progress` is told (bytes here, bytes of all or None).

        >>> client.results.download(project.id, "films/", format="webm")  # doctest: +SKIP
        """
        asked = {"format": format, "quality": quality, "lang": lang, "job_id": job_id}
        return download(self.core, _download(self.core, project_id, **asked), to, progress)

    @both
    def artifact(
        self,
        project_id: ID,
        name: str,
        to: Target,
        *,
        job_id: ID | None = None,
        progress: Progress | None = None,
    ) -> Flow[Path]:
        """One file by its name in `list`."""
        request = self.core.request(
            routes.ARTIFACT, query={"job_id": job_id}, project_id=project_id, name=name
        )
        return download(self.core, request, to, progress)

    @both
    def archive(
        self,
        project_id: ID,
        to: Target,
        *,
        job_id: ID | None = None,
        progress: Progress | None = None,
    ) -> Flow[Path]:
        """Everything that was made, as a ZIP. It is written as it is sent, so that after a fault it
        begins anew."""
        asked = {"job_id": job_id}
        request = self.core.request(routes.ARCHIVE, query=asked, project_id=project_id)
        return download(self.core, request, to, progress)
