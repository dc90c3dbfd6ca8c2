"""Webhooks of a creator, what was delivered to them, and delivering it once more."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import Field
from sqlmodel import col, select

from filmstudio.api.context import Reading, SignedIn, Transaction
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import webhooks
from filmstudio.store.tables import Delivery, Webhook

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


class NewWebhook(Given):
    """Where events go. No events: all of them."""

    url: str = Field(max_length=2000, examples=["https://example.com/film-events"])
    events: list[str] = Field(
        default_factory=list, max_length=50, examples=[["job.completed", "job.failed"]]
    )


class WebhookShown(Shown):
    id: uuid.UUID
    url: str
    events: list[str]
    active: bool
    created_at: datetime


class WebhookMade(WebhookShown):
    """A new webhook. `secret` signs what is delivered and is shown this once: every delivery has a
    header `X-FilmStudio-Signature: t=<seconds since 1970>,v1=<hex>`, where the hex is the
    HMAC-SHA256 of `<t>.<body>` with the secret."""

    secret: str


class DeliveryShown(Shown):
    """One event on its way. `state` is waiting, delivered or dead (given up after three days);
    `status_code` is what was answered last, 0 where nobody answered."""

    id: uuid.UUID
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


@router.get("")
def list_webhooks(
    session: Reading, actor: SignedIn, limit: Limit = 50, cursor: Cursor = ""
) -> Page[WebhookShown]:
    """Your webhooks, the newest first."""
    mine = select(Webhook).where(Webhook.user_id == actor.user())
    return page(
        session, mine, WebhookShown.model_validate, order=(col(Webhook.id),), limit=limit,
        cursor=cursor,
    )  # fmt: skip


@router.get("/events")
def list_events() -> dict[str, str]:
    """The events there are, and when each happens."""
    return webhooks.EVENTS


@router.post("", status_code=201)
def create_webhook(given: NewWebhook, session: Transaction, actor: SignedIn) -> WebhookMade:
    """Adds a webhook. Its address has to be one of the public internet."""
    hook, secret = webhooks.create(session, actor, given.url, given.events)
    return WebhookMade(**WebhookShown.model_validate(hook).model_dump(), secret=secret)


@router.delete("/{webhook_id}", status_code=204)
def delete_webhook(webhook_id: uuid.UUID, session: Transaction, actor: SignedIn) -> None:
    """Removes a webhook with the list of its deliveries."""
    webhooks.remove(session, actor, webhook_id)


@router.get("/{webhook_id}/deliveries")
def list_deliveries(
    webhook_id: uuid.UUID, session: Reading, actor: SignedIn, limit: Limit = 50, cursor: Cursor = ""
) -> Page[DeliveryShown]:
    """What went to a webhook in the last month, the newest first."""
    hook = webhooks.get(session, actor, webhook_id)
    sent = select(Delivery).where(Delivery.webhook_id == hook.id)
    return page(
        session, sent, DeliveryShown.model_validate, order=(col(Delivery.id),), limit=limit,
        cursor=cursor,
    )  # fmt: skip


@router.post("/{webhook_id}/deliveries/{delivery_id}/redeliver", status_code=202)
def redeliver(
    webhook_id: uuid.UUID, delivery_id: uuid.UUID, session: Transaction, actor: SignedIn
) -> DeliveryShown:
    """Sends a delivery once more, with the same event id. 409 while it is still on its way."""
    return DeliveryShown.model_validate(webhooks.redeliver(session, actor, webhook_id, delivery_id))
