"""Credits, subscriptions and invoices."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class CreditAccount(SQLModel, table=True):
    """The row that is locked while a balance is read and changed. The balance itself is the sum
    of the entries."""

    __tablename__ = "credit_accounts"

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    period: int = 0
    """Counts the months that were credited."""
    anchor_at: datetime = Field(default_factory=now, sa_type=Instant)
    """Months are counted from here by the calendar."""
    renews_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """When the month's credits are reset; None: whenever the subscription is paid again."""
    warned_at: datetime | None = Field(default=None, sa_type=Instant)
    """When few credits were told of in this period."""


class CreditEntry(SQLModel, table=True):
    """One change of a balance; entries are only ever added. `key` is unique: no event counts twice."""

    __tablename__ = "credit_entries"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    amount: int
    pot: str = Field(default="monthly", max_length=12)
    """monthly (reset on renewal) or bought (does not expire)."""
    kind: str = Field(max_length=20)
    """reserve, settle, refund, monthly, purchase, grant or adjust."""
    key: str = Field(unique=True, max_length=200)
    render_id: uuid.UUID | None = Field(default=None, index=True)
    note: str = Field(default="", max_length=200)
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)


class FilmQuote(SQLModel, table=True):
    """What a render was quoted: how many minutes of it are paid already, and its words, by which
    the next render of the project is told from another film."""

    __tablename__ = "film_quotes"

    render_id: uuid.UUID = Field(primary_key=True)
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    kind: str = Field(default="whole", max_length=12)
    """whole (the full price), longer (the minutes added) or free (within what is paid)."""
    covered: int = 0
    """Minutes that were paid before."""
    minutes: int = 0
    """Minutes that are paid with it, the covered ones included, once it is completed."""
    words: list[int] = Field(default_factory=list, sa_type=Document)
    """Digests of its word pairs; of a free one, those that the paid film does not have."""
    completed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When its film was finished; what never was counts for nothing."""


class Subscription(SQLModel, table=True):
    """A paid plan and where it is paid."""

    __tablename__ = "subscriptions"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    plan: str = Field(max_length=20)
    state: str = Field(default="active", max_length=20)
    """active, past_due, suspended or ended."""
    source: str = Field(default="", max_length=20)
    """stripe, paypal or granted."""
    external_id: str | None = Field(default=None, max_length=200, unique=True)
    period_start: datetime = Field(default_factory=now, sa_type=Instant)
    period_end: datetime = Field(sa_type=Instant, index=True)
    ends_at_period_end: bool = False
    next_plan: str = Field(default="", max_length=20)
    """The plan from the next period on, where a smaller one was chosen."""
    failed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When a payment failed first; None where nothing is due."""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class Invoice(SQLModel, table=True):
    """A bill that was paid or is due. Amounts are in the currency's smallest unit."""

    __tablename__ = "invoices"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    amount: int
    currency: str = Field(default="usd", max_length=3)
    state: str = Field(default="paid", max_length=20)
    external_id: str | None = Field(default=None, max_length=200, unique=True)
    url: str = Field(default="", max_length=500)
    note: str = Field(default="", max_length=200)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
