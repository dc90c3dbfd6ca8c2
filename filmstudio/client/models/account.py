"""Accounts, sign-ins and keys, as the studio answers them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from filmstudio.client.models.base import Document


class Told(Document):
    """What happens next, in a sentence."""

    detail: str


class Entry(Document):
    """What signing in gives. The client keeps the tokens and renews them."""

    mfa_required: bool = False
    ticket: str | None = Field(None, repr=False)
    session_id: UUID | None = None
    token_type: str = "bearer"
    access_token: str | None = Field(None, repr=False)
    expires_in: int | None = None
    refresh_token: str | None = Field(None, repr=False)
    refresh_expires_at: datetime | None = None


class Verified(Document):
    """What a code of the second factor gave: a sign-in, or recovery codes."""

    entry: Entry | None = None
    recovery_codes: list[str] = Field(default_factory=list, repr=False)


class SessionState(Document):
    """What this session has shown so far."""

    password_is_recent: bool
    second_factor: bool


class Me(Document):
    """One's own account."""

    id: UUID
    email: str
    email_verified: bool
    name: str
    avatar_file_id: UUID | None
    role: str
    plan: str
    language: str
    theme: str
    notify: dict[str, bool]
    second_factor: bool
    has_password: bool
    created_at: datetime


class Month(Document):
    """What was made in a month, as `2026-03`."""

    month: str
    films: int
    seconds: float
    credits: int


class Usage(Document):
    """What an account has and made."""

    projects: int
    files: int
    file_bytes: int
    films: int
    seconds: float
    months: list[Month]


class Session(Document):
    """A browser or program that is signed in; `current` is this one."""

    id: UUID
    kind: str
    user_agent: str
    address: str
    created_at: datetime
    used_at: datetime
    expires_at: datetime
    second_factor: bool
    current: bool


class Ended(Document):
    """How many sessions were ended."""

    ended: int


class Leaving(Document):
    """When a closed account will be erased."""

    erased_at: datetime


class ApiKey(Document):
    """A key, by its first characters."""

    id: UUID
    name: str
    prefix: str
    scopes: list[str]
    created_at: datetime
    used_at: datetime | None
    expires_at: datetime | None


class NewApiKey(ApiKey):
    """A new key; `key` is told this once."""

    key: str = Field(repr=False)
