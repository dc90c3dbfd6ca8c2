"""Browsers that are told of notices while no page of the studio is open (web push)."""

from __future__ import annotations

import uuid
from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import Field

from filmstudio.api.context import Reading, SignedIn, Transaction
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import push

router = APIRouter(prefix="/push", tags=["push"])


class Keys(Given):
    """The keys of a browser's subscription, in base64url without padding."""

    p256dh: str = Field(max_length=120)
    auth: str = Field(max_length=40)


class NewSubscription(Given):
    """What `PushSubscription.toJSON()` gives in the browser."""

    endpoint: str = Field(max_length=2000, examples=["https://push.example.com/send/3f8a"])
    keys: Keys = Field(
        examples=[
            {
                "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx"
                "aOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "auth": "BTBZMqHH6r4Tts7J_aSIgg",
            }
        ]
    )
    expirationTime: float | None = Field(default=None, description="Not used.")  # noqa: N815


class SubscriptionShown(Shown):
    """A browser that is told. `used_at` is when it last was."""

    id: uuid.UUID
    device: str
    created_at: datetime
    used_at: datetime | None


class PublicKey(Shown):
    """The studio's own key (VAPID): `applicationServerKey` of a browser's subscription."""

    key: str


@router.get("/key")
def push_key(session: Transaction, actor: SignedIn) -> PublicKey:
    """The key that a browser subscribes with."""
    return PublicKey(key=push.public_key(session))


@router.get("/subscriptions")
def list_subscriptions(session: Reading, actor: SignedIn) -> list[SubscriptionShown]:
    """Your browsers that are told, the newest first."""
    return [SubscriptionShown.model_validate(row) for row in push.listed(session, actor)]


@router.post("/subscriptions", status_code=201)
def subscribe(
    session: Transaction, actor: SignedIn, given: NewSubscription, request: Request
) -> SubscriptionShown:
    """Tells this browser from now on. One that is known already is told once."""
    device = request.headers.get("user-agent", "")
    row = push.subscribe(session, actor, given.endpoint, given.keys.p256dh, given.keys.auth, device)
    return SubscriptionShown.model_validate(row)


@router.delete("/subscriptions/{subscription_id}", status_code=204)
def unsubscribe(session: Transaction, actor: SignedIn, subscription_id: uuid.UUID) -> None:
    """Tells that browser no more."""
    push.unsubscribe(session, actor, subscription_id)
