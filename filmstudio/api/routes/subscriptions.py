"""Plans, subscriptions and invoices."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from sqlmodel import col, select

from filmstudio.api.context import CurrentActor, Reading, SignedIn, Transaction
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import billing, subscriptions
from filmstudio.services.plans import PLANS, TOP_UPS, is_metered, payment_providers
from filmstudio.store.tables import Invoice, Subscription

router = APIRouter(tags=["subscriptions"])


class PlanShown(Shown):
    """What a plan includes. `price` is in US cents a month; `credits` a month, null: unlimited;
    `lines` the height of a download; sizes are bytes, lengths seconds."""

    name: str
    label: str
    price: int
    credits: int | None
    longest_seconds: int
    watermark: bool
    lines: int
    voices: str
    api_keys: bool
    requests_a_minute: int
    upload_bytes: int
    white_label: bool


class TopUp(Shown):
    credits: int
    price: int


class Offer(Shown):
    """What is sold here. Where films are not `metered`, everybody has everything."""

    items: list[PlanShown]
    top_ups: list[TopUp]
    metered: bool
    payment_providers: list[str]


class SubscriptionShown(Shown):
    """`next_plan` begins with the next period, where a smaller plan was chosen."""

    id: uuid.UUID
    plan: str
    state: str
    source: str
    period_start: datetime
    period_end: datetime
    ends_at_period_end: bool
    next_plan: str
    created_at: datetime
    ended_at: datetime | None


class InvoiceShown(Shown):
    """A bill; `amount` in the smallest unit of its currency."""

    id: uuid.UUID
    amount: int
    currency: str
    state: str
    url: str
    note: str
    created_at: datetime


class Choice(Given):
    plan: Literal["free", "standard", "pro", "enterprise"]


@router.get("/plans")
def plans(actor: CurrentActor) -> Offer:
    """The plans that are sold."""
    return Offer(
        items=[PlanShown.model_validate(plan) for plan in PLANS.values()],
        top_ups=[TopUp(credits=credits, price=price) for credits, price in TOP_UPS.items()],
        metered=is_metered(),
        payment_providers=list(payment_providers()),
    )


@router.get("/subscriptions")
def read(
    actor: SignedIn, session: Reading, limit: Limit = 50, cursor: Cursor = ""
) -> Page[SubscriptionShown]:
    """The account's subscriptions, the newest first; at most one of them has not ended."""
    mine = select(Subscription).where(Subscription.user_id == actor.user())
    return page(session, mine, _shown, order=(col(Subscription.id),), limit=limit, cursor=cursor)


@router.post("/subscriptions", status_code=201)
def subscribe(actor: SignedIn, session: Transaction, choice: Choice) -> SubscriptionShown:
    """Chooses a plan: a larger one begins at once, with the part of its credits that belongs to
    the rest of the month; a smaller one with the next period. 409 where the studio takes no
    payments."""
    return _shown(billing.subscribe(session, actor, choice.plan))


@router.post("/subscriptions/upgrade")
def change(actor: SignedIn, session: Transaction, choice: Choice) -> SubscriptionShown:
    """Changes the plan of a subscription, as choosing one does."""
    return _shown(billing.subscribe(session, actor, choice.plan))


@router.delete("/subscriptions")
def cancel(actor: SignedIn, session: Transaction) -> SubscriptionShown:
    """Ends the subscription with the period that is paid."""
    return _shown(subscriptions.cancel(session, actor.user()))


@router.get("/invoices")
def invoices(
    actor: SignedIn, session: Reading, limit: Limit = 50, cursor: Cursor = ""
) -> Page[InvoiceShown]:
    """The account's bills, the newest first."""
    mine = select(Invoice).where(Invoice.user_id == actor.user())
    return page(
        session,
        mine,
        InvoiceShown.model_validate,
        order=(col(Invoice.id),),
        limit=limit,
        cursor=cursor,
    )


def _shown(row: Subscription) -> SubscriptionShown:
    return SubscriptionShown.model_validate(row)
