"""Credits, plans and invoices, as the studio answers them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from filmstudio.client.models.base import Document


class Balance(Document):
    """The credits of an account. Where `metered` is false, nothing is charged."""

    balance: int
    monthly: int
    bought: int
    reserved: int
    plan: str
    unlimited: bool
    metered: bool
    renews_at: datetime | None


class CreditEntry(Document):
    """A change of the balance."""

    id: UUID
    amount: int
    pot: str
    kind: str
    job_id: UUID | None
    note: str
    created_at: datetime


class Estimate(Document):
    """What a film would cost now."""

    credits: int
    seconds: float
    minutes: int
    covered_minutes: int
    kind: str
    metered: bool


class Plan(Document):
    """A plan; its price is in cents a month."""

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


class TopUp(Document):
    """Credits that can be bought at once."""

    credits: int
    price: int


class Offer(Document):
    """The plans there are."""

    items: list[Plan]
    top_ups: list[TopUp]
    metered: bool
    payment_providers: list[str]


class Subscription(Document):
    """A plan somebody has or had."""

    id: UUID
    plan: str
    state: str
    source: str
    period_start: datetime
    period_end: datetime
    ends_at_period_end: bool
    next_plan: str
    created_at: datetime
    ended_at: datetime | None


class Invoice(Document):
    """An invoice; its amount is in the smallest unit of its currency."""

    id: UUID
    amount: int
    currency: str
    state: str
    url: str
    note: str
    created_at: datetime
