"""Webhooks, providers and the state of the studio, as it answers them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from filmstudio.client.models.base import Document


class Webhook(Document):
    """Where events go; no `events`: all of them."""

    id: UUID
    url: str
    events: list[str]
    active: bool
    created_at: datetime


class NewWebhook(Webhook):
    """A new webhook; `secret` signs what is delivered and is told this once."""

    secret: str = Field(repr=False)


class Delivery(Document):
    """One event on its way: waiting, delivered or dead."""

    id: UUID
    event_id: str
    event: str
    body: dict[str, Any]
    state: str
    attempts: int
    status_code: int
    error: str
    created_at: datetime
    next_at: datetime | None
    delivered_at: datetime | None


class Provider(Document):
    """Who makes a part of films here."""

    name: str
    version: str
    capability: str
    tier: int
    available: bool
    note: str
    workers: int


class Vendor(Document):
    """A service outside for which one can bring a key."""

    name: str
    title: str
    key_looks: str
    makes: list[str]
    model: str
    keyless: bool
    own_base: bool


class Providers(Document):
    """Who makes parts of films here, and whom one can bring keys for."""

    providers: list[Provider]
    vendors: list[Vendor]


class ProviderKey(Document):
    """Your key for a vendor, by its last four characters."""

    provider: str
    last4: str
    base_url: str
    options: dict[str, str]
    created_at: datetime
    checked_at: datetime | None
    check_note: str


class Checked(Document):
    """Whether a vendor took a key."""

    ok: bool
    note: str


class Alive(Document):
    """The studio answers."""

    status: str = "ok"
    version: str = ""


class Part(Document):
    """A part that the studio needs."""

    name: str
    ok: bool
    note: str


class Readiness(Document):
    """Whether everything the studio needs is there."""

    ready: bool
    parts: list[Part]
