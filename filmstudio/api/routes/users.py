"""One's own account: profile, usage, sessions, keys, a copy of everything, and leaving."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Literal

from fastapi import APIRouter, Response
from fastapi.responses import StreamingResponse
from pydantic import ConfigDict, Field

from filmstudio.api import cookies
from filmstudio.api.context import Reading, SignedIn, Transaction
from filmstudio.api.shapes import Given, Shown
from filmstudio.services.accounts import (
    api_keys,
    erasure,
    export,
    profile,
    sessions,
    sign_in_with,
)
from filmstudio.settings import settings
from filmstudio.store.blobs import CHUNK
from filmstudio.store.db import database
from filmstudio.store.tables import ApiKey, User
from filmstudio.store.types import now

router = APIRouter(prefix="/users/me", tags=["users"])

_DONE: dict[str, Any] = {"status_code": 204, "response_class": Response}


class Me(Shown):
    """One's own account."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                {
                    "id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b10",
                    "email": "ann@example.com",
                    "email_verified": True,
                    "name": "Ann Lee",
                    "avatar_file_id": None,
                    "role": "user",
                    "plan": "pro",
                    "language": "en",
                    "theme": "system",
                    "notify": {"film_ready": True},
                    "second_factor": False,
                    "has_password": True,
                    "created_at": "2026-03-01T09:30:00Z",
                }
            ]
        },
    )

    id: uuid.UUID
    email: str
    email_verified: bool
    name: str
    avatar_file_id: uuid.UUID | None
    role: str
    plan: str
    language: str
    theme: str
    notify: dict[str, bool]
    second_factor: bool
    has_password: bool
    created_at: datetime


def shown(user: User) -> Me:
    """An account as its owner sees it."""
    told = user.model_dump(include=set(Me.model_fields))
    return Me(
        **told,
        email_verified=user.email_verified_at is not None,
        second_factor=user.totp_enabled_at is not None,
        has_password=user.password_hash is not None,
    )


class Changes(Given):
    """What may be changed of one's own account; what is left out stays. `notify` says which letters
    are wanted, by kind of notice."""

    name: str = Field("", max_length=200)
    language: str = Field("en", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")
    theme: Literal["system", "light", "dark"] = "system"
    notify: dict[str, bool] = Field({}, max_length=50)
    avatar_file_id: uuid.UUID | None = None


class MonthShown(Shown):
    """What was made in a month, as `2026-03`."""

    month: str
    films: int
    seconds: float
    credits: int


class UsageShown(Shown):
    """What an account has and made; `months` are the last twelve in which films were finished."""

    projects: int
    files: int
    file_bytes: int
    films: int
    seconds: float
    months: list[MonthShown]


class SessionShown(Shown):
    """A browser or program that is signed in; `current` is the one that asks."""

    id: uuid.UUID
    kind: str
    user_agent: str
    address: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    second_factor: bool
    current: bool


class Ended(Shown):
    """How many sessions were ended."""

    ended: int


class KeyShown(Shown):
    """A key, by its first characters: the whole is shown once, when it is made."""

    id: uuid.UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None


class NewKeyShown(KeyShown):
    """A new key. `key` is shown this once: keep it where only your program reads it."""

    key: str


class KeyWanted(Given):
    """A new key: what it may do, and for how many days it is good (null: until it is revoked)."""

    name: str = Field(min_length=1, max_length=100, examples=["build server"])
    scopes: list[Literal["read", "write"]] = Field(min_length=1, max_length=2)
    expires_in_days: int | None = Field(None, ge=1, le=3650)


class Overlap(Given):
    """For how many hours the old key goes on working beside the new one."""

    overlap_hours: int = Field(24, ge=0, le=168)


class IdentityShown(Shown):
    """An account elsewhere by which one signs in."""

    id: uuid.UUID
    provider: str
    email: str
    created_at: datetime


class Leaving(Shown):
    """When a closed account will be erased; signing in before brings it back."""

    erased_at: datetime


@router.get("")
def me(actor: SignedIn, session: Reading) -> Me:
    """One's own account."""
    return shown(profile.me(session, actor))


@router.patch("")
def change(given: Changes, actor: SignedIn, session: Transaction) -> Me:
    """Changes one's own account."""
    return shown(profile.change(session, actor, given.model_dump(exclude_unset=True)))


@router.delete("", status_code=202)
def leave(actor: SignedIn, answer: Response, session: Transaction) -> Leaving:
    """Closes one's own account. It is erased after two weeks. Needs a recent password."""
    erased_at = erasure.leave(session, actor)
    cookies.sign_out(answer)
    return Leaving(erased_at=erased_at)


@router.get("/export", response_class=StreamingResponse)
def take_along(actor: SignedIn) -> StreamingResponse:
    """Everything that the studio has of one: a ZIP of JSON documents and files."""
    with database().transaction() as session:
        copy = export.collect(session, actor)
    folder = Path(tempfile.mkdtemp(prefix="export-", dir=settings().data))
    try:
        export.write(copy, folder / "export.zip")
        size = (folder / "export.zip").stat().st_size
        stream = (folder / "export.zip").open("rb")
    finally:
        # The open file stays readable, and is gone whatever becomes of the download.
        shutil.rmtree(folder, ignore_errors=True)
    name = f"filmstudio-{now():%Y-%m-%d}.zip"
    headers = {
        "Content-Length": str(size),
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return StreamingResponse(_pieces(stream), media_type="application/zip", headers=headers)


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    with stream:
        while piece := stream.read(CHUNK):
            yield piece


@router.get("/usage")
def usage(actor: SignedIn, session: Reading) -> UsageShown:
    """What one has and made."""
    return UsageShown.model_validate(profile.usage(session, actor))


@router.get("/sessions")
def list_sessions(actor: SignedIn, session: Reading) -> list[SessionShown]:
    """Where one is signed in, the session used last first."""
    return [
        SessionShown(
            **row.model_dump(include=set(SessionShown.model_fields)),
            second_factor=row.mfa_at is not None,
            current=row.id == actor.session_id,
        )
        for row in sessions.living(session, actor)
    ]


@router.delete("/sessions")
def end_others(actor: SignedIn, session: Transaction) -> Ended:
    """Signs out everywhere else."""
    return Ended(ended=sessions.end_all_others(session, actor))


@router.delete("/sessions/{session_id}", **_DONE)
def end_session(session_id: uuid.UUID, actor: SignedIn, session: Transaction) -> None:
    """Signs one browser or program out."""
    sessions.end_session(session, actor, session_id)


@router.get("/api-keys")
def list_keys(actor: SignedIn, session: Reading) -> list[KeyShown]:
    """One's keys, newest first."""
    return [KeyShown.model_validate(key) for key in api_keys.keys(session, actor)]


def _new(new: api_keys.NewKey) -> NewKeyShown:
    row: ApiKey = new.key
    return NewKeyShown(**KeyShown.model_validate(row).model_dump(), key=new.secret)


@router.post("/api-keys", status_code=201)
def create_key(given: KeyWanted, actor: SignedIn, session: Transaction) -> NewKeyShown:
    """Makes a key. Needs a recent password, and a plan that has keys."""
    days = given.expires_in_days
    expires_at = now() + timedelta(days=days) if days is not None else None
    return _new(api_keys.create(session, actor, given.name, list(given.scopes), expires_at))


@router.post("/api-keys/{key_id}/rotate", status_code=201)
def rotate_key(
    key_id: uuid.UUID, actor: SignedIn, session: Transaction, given: Overlap | None = None
) -> NewKeyShown:
    """Makes a key in place of an old one; both are good for a while. Needs a recent password."""
    hours = (given or Overlap()).overlap_hours
    return _new(api_keys.rotate(session, actor, key_id, timedelta(hours=hours)))


@router.delete("/api-keys/{key_id}", **_DONE)
def revoke_key(key_id: uuid.UUID, actor: SignedIn, session: Transaction) -> None:
    """Makes a key useless at once."""
    api_keys.revoke(session, actor, key_id)


@router.get("/identities")
def list_identities(actor: SignedIn, session: Reading) -> list[IdentityShown]:
    """The accounts elsewhere by which one signs in."""
    found = sign_in_with.identities(session, actor)
    return [IdentityShown.model_validate(row) for row in found]


@router.delete("/identities/{identity_id}", **_DONE)
def unlink(identity_id: uuid.UUID, actor: SignedIn, session: Transaction) -> None:
    """Forgets an account elsewhere. Needs a recent password."""
    sign_in_with.unlink(session, actor, identity_id)
