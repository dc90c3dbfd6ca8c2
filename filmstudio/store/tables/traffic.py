"""What goes out and comes in, exactly once: webhooks, mail, the inbox, repeated requests."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class Webhook(SQLModel, table=True):
    """An address of a creator that is told of events."""

    __tablename__ = "webhooks"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    url: str = Field(max_length=2000)
    events: list[str] = Field(default_factory=list, sa_type=Document)
    secret: str
    """The signing secret, encrypted."""
    active: bool = True
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Delivery(SQLModel, table=True):
    """One event on its way to one webhook."""

    __tablename__ = "deliveries"
    __table_args__ = (UniqueConstraint("webhook_id", "event_id"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    webhook_id: uuid.UUID = Field(foreign_key="webhooks.id", ondelete="CASCADE", index=True)
    event_id: str = Field(max_length=200)
    event: str = Field(max_length=60)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    state: str = Field(default="waiting", max_length=12)
    """waiting, delivered or dead."""
    attempts: int = 0
    next_at: datetime | None = Field(default_factory=now, sa_type=Instant, index=True)
    status_code: int = 0
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    delivered_at: datetime | None = Field(default=None, sa_type=Instant)


class Mail(SQLModel, table=True):
    """A letter on its way: kept until the mail server has taken it."""

    __tablename__ = "mails"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    key: str = Field(unique=True, max_length=200)
    to: str = Field(max_length=320)
    template: str = Field(max_length=40)
    language: str = Field(default="en", max_length=16)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    state: str = Field(default="waiting", max_length=12)
    """waiting, sent or dead."""
    attempts: int = 0
    next_at: datetime | None = Field(default_factory=now, sa_type=Instant, index=True)
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)


class Inbox(SQLModel, table=True):
    """An event that another system sent us; only a new one does work."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("source", "external_id"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    source: str = Field(max_length=20)
    external_id: str = Field(max_length=200)
    kind: str = Field(default="", max_length=100)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    received_at: datetime = Field(default_factory=now, sa_type=Instant)
    handled_at: datetime | None = Field(default=None, sa_type=Instant)
    error: str = ""


class Idempotency(SQLModel, table=True):
    """The answer to a request that carried an Idempotency-Key, given again for 24 hours."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (UniqueConstraint("owner", "key"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    owner: str = Field(max_length=64)
    key: str = Field(max_length=255)
    request: str = Field(max_length=64)
    """Digest of method, path and body."""
    status: int = 0
    """HTTP status of the answer; 0 while it is being worked on."""
    headers: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    body: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)


class AuditEntry(SQLModel, table=True):
    """Who did what to whom, for those who must be able to tell."""

    __tablename__ = "audit"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    actor_id: uuid.UUID | None = Field(default=None, index=True)
    action: str = Field(max_length=60, index=True)
    target: str = Field(default="", max_length=100)
    address: str = Field(default="", max_length=64)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)


class Notification(SQLModel, table=True):
    """Something for the bell of a user's pages."""

    __tablename__ = "notifications"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    kind: str = Field(max_length=40)
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    read_at: datetime | None = Field(default=None, sa_type=Instant)


class PushSubscription(SQLModel, table=True):
    """A browser that wants to be told of notices while no page of ours is open (RFC 8030)."""

    __tablename__ = "push_subscriptions"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    digest: str = Field(unique=True, max_length=64)
    """SHA-256 of the address: a browser has one subscription, whoever is signed in."""
    address: str = Field(max_length=2000)
    """The push service's address of this browser. Who knows it may try to write to it."""
    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)
    device: str = Field(default="", max_length=120)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class PushMessage(SQLModel, table=True):
    """A notice on its way to one browser."""

    __tablename__ = "push_messages"
    __table_args__ = (UniqueConstraint("subscription_id", "notice_id"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    subscription_id: uuid.UUID = Field(
        foreign_key="push_subscriptions.id", ondelete="CASCADE", index=True
    )
    notice_id: uuid.UUID
    data: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    """title, url and tag, as the page's worker shows them."""
    state: str = Field(default="waiting", max_length=12)
    """waiting, sent or dead."""
    attempts: int = 0
    next_at: datetime | None = Field(default_factory=now, sa_type=Instant, index=True)
    error: str = Field(default="", max_length=500)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)


class StudioSetting(SQLModel, table=True):
    """A setting that admins change while the studio runs."""

    __tablename__ = "studio_settings"

    name: str = Field(primary_key=True, max_length=60)
    value: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    updated_at: datetime = Field(default_factory=now, sa_type=Instant)
