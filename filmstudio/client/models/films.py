"""Files, projects, jobs and results, as the studio answers them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from filmstudio.client.models.base import Document

ENDED = frozenset({"completed", "failed", "cancelled"})
"""States in which a job stays."""
Visibility = Literal["private", "unlisted", "public"]
Format = Literal["mp4", "hevc", "webm", "gif", "srt", "vtt", "ass", "wav", "jpg", "json"]


class File(Document):
    """A file that was brought; `facts` are its width, height, seconds, pages or words."""

    id: UUID
    name: str
    kind: str
    media_type: str
    bytes: int
    sha256: str
    state: str
    facts: dict[str, Any]
    created_at: datetime


class UploadPlace(Document):
    """Where a file can be put directly, where the studio has such a place."""

    file: File | None
    url: str | None = Field(repr=False)
    headers: dict[str, str]
    expires_in: int


class Project(Document):
    """A project. `role` is yours in it; `url` the page of its film, where it is shared."""

    id: UUID
    kind: str
    title: str
    order: dict[str, Any]
    source_file_id: UUID | None
    track_file_id: UUID | None
    version: int
    visibility: str
    url: str
    role: str
    job_id: UUID | None
    job_state: str
    created_at: datetime
    updated_at: datetime


class Member(Document):
    """Somebody on a project."""

    user_id: UUID
    name: str
    email: str
    role: str


class Version(Document):
    """A saved storyboard, without its content."""

    number: int
    paper: str
    note: str
    author_id: UUID | None
    created_at: datetime


class JobError(Document):
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    message: str


class Status(Document):
    """Where a job stands. `progress` is per cent; `sequence` grows with every change."""

    id: UUID
    project_id: UUID
    state: str
    progress: int
    step: str
    estimated_completion: datetime | None
    sequence: int
    error: JobError | None

    @property
    def is_ended(self) -> bool:
        """Whether the job is completed, failed or cancelled."""
        return self.state in ENDED


class Task(Document):
    """All work of one type in a job."""

    type: str
    state: str
    done: int
    total: int
    cached: int
    providers: list[str]
    wall_seconds: float
    cpu_seconds: float


class Job(Status):
    """A job with its tasks. `seconds` is the length of the film, `credits` what it costs."""

    kind: str
    version: int
    goals: list[str]
    order: dict[str, Any]
    seconds: float
    credits: int
    tasks: list[Task]
    warnings: list[str]
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class Started(Document):
    """A production that was started."""

    project: Project
    job: Job
    estimated_credits: int
    estimated_seconds: float


class Artifact(Document):
    """A file that was made."""

    name: str
    kind: str
    media_type: str
    bytes: int
    url: str


class Result(Document):
    """What a job has made."""

    job_id: UUID
    project_id: UUID
    film: str | None
    archive: str
    artifacts: list[Artifact]
