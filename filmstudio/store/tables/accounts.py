"""People and how they sign in."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class User(SQLModel, table=True):
    """An account. `email` is kept in lower case; `plan` names one of `services.plans.PLANS`."""

    __tablename__ = "users"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    email: str = Field(unique=True, max_length=320)
    email_verified_at: datetime | None = Field(default=None, sa_type=Instant)
    password_hash: str | None = None
    name: str = Field(default="", max_length=200)
    avatar_file_id: uuid.UUID | None = None
    role: str = Field(default="user", max_length=20)
    """user, moderator, admin or super_admin."""
    status: str = Field(default="active", max_length=20)
    """active, suspended, deleted (its owner may still come back) or erased."""
    plan: str = Field(default="free", max_length=20)
    language: str = Field(default="en", max_length=16)
    theme: str = Field(default="system", max_length=16)
    notify: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    totp_secret: str | None = None
    """The second factor's secret, encrypted."""
    totp_enabled_at: datetime | None = Field(default=None, sa_type=Instant)
    totp_step: int = 0
    """The last time step that was used: a code works once."""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    last_seen_at: datetime | None = Field(default=None, sa_type=Instant)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class LoginAttempts(SQLModel, table=True):
    """Wrong passwords and codes for one address, whether or not somebody has an account by it."""

    __tablename__ = "login_attempts"

    hash: str = Field(primary_key=True, max_length=64)
    """Of the address in lower case, under a key of the studio."""
    failures: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=Instant)
    failed_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)


class RecoveryCode(SQLModel, table=True):
    """A code that stands in once for a lost second factor."""

    __tablename__ = "recovery_codes"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    hash: str = Field(max_length=64)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class LoginSession(SQLModel, table=True):
    """One signed-in browser or client; refused as soon as it is revoked."""

    __tablename__ = "login_sessions"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    kind: str = Field(default="api", max_length=16)
    """browser (cookie) or api (bearer token)."""
    cookie_hash: str | None = Field(default=None, max_length=64, unique=True)
    user_agent: str = Field(default="", max_length=400)
    address: str = Field(default="", max_length=64)
    mfa_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the second factor was given."""
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the password was last given: what touches the account's security asks for it anew."""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    used_at: datetime = Field(default_factory=now, sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant, index=True)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


class RefreshToken(SQLModel, table=True):
    """A refresh token of a session: works once; used again, the whole session is revoked."""

    __tablename__ = "refresh_tokens"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    session_id: uuid.UUID = Field(foreign_key="login_sessions.id", ondelete="CASCADE", index=True)
    hash: str = Field(max_length=64, unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class OneTimeToken(SQLModel, table=True):
    """A link sent by e-mail: to verify an address, reset a password or fetch a film."""

    __tablename__ = "one_time_tokens"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    purpose: str = Field(max_length=20)
    hash: str = Field(max_length=64, unique=True)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant, index=True)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class Identity(SQLModel, table=True):
    """An account elsewhere (Google, GitHub, Apple) by which a user signs in."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("provider", "subject"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    provider: str = Field(max_length=20)
    subject: str = Field(max_length=255)
    email: str = Field(default="", max_length=320)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class ApiKey(SQLModel, table=True):
    """A key for programs: only its hash is kept; `prefix` is shown so that people can tell keys apart."""

    __tablename__ = "api_keys"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    name: str = Field(default="", max_length=100)
    prefix: str = Field(max_length=16)
    hash: str = Field(max_length=64, unique=True)
    scopes: list[str] = Field(default_factory=list, sa_type=Document)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)


class ProviderKey(SQLModel, table=True):
    """A creator's own key for a vendor, encrypted; only `last4` is ever shown."""

    __tablename__ = "provider_keys"
    __table_args__ = (UniqueConstraint("user_id", "provider"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    provider: str = Field(max_length=40)
    secret: str
    """The key, encrypted by `filmstudio.vault`."""
    last4: str = Field(default="", max_length=4)
    base_url: str = Field(default="", max_length=500)
    options: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    checked_at: datetime | None = Field(default=None, sa_type=Instant)
    check_note: str = Field(default="", max_length=500)
