"""Billing: what a payment provider says becomes credits, plans and invoices, each once.

An integration turns an event of its provider into a `PaymentEvent` (its reader); the row of the
inbox, which is unique by source and external id, sees to it that each event is handled once, and
the keys of payments and periods that an event which comes twice under two ids does nothing more.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Conflict
from filmstudio.said import said
from filmstudio.services import audit, credits, ledger, notices, subscriptions
from filmstudio.services.actor import Actor
from filmstudio.services.plans import PLANS, RANKS, TOP_UPS
from filmstudio.store.tables import Inbox, Invoice, Subscription, User

Kind = Literal[
    "subscribed",
    "renewed",
    "plan_changed",
    "payment_failed",
    "suspended",
    "ending",
    "ended",
    "purchased",
    "returned",
]


@dataclass(frozen=True)
class PaymentEvent:
    """Something that happened at a payment provider.

    `payment` is the provider's id of the payment or invoice, `subscription` that of the
    subscription; `amount` is in the currency's smallest unit.
    """

    kind: Kind
    source: str
    user_id: uuid.UUID | None = None
    payment: str = ""
    subscription: str = ""
    plan: str = ""
    credits: int = 0
    amount: int = 0
    currency: str = "usd"
    period_end: datetime | None = None
    url: str = ""


Reader = Callable[[Inbox], PaymentEvent | None]
"""Reads an event of a provider; None for those that say nothing of payments."""
READERS: dict[str, Reader] = {}
"""The reader of each source; integrations enter theirs."""


def work(session: Session, row: Inbox) -> None:
    """Does what an event of the inbox says; `services.inbox.handle` runs it once.

    Raises BadInput for an event that names nobody or nothing we know, NotFound for an account that
    is gone: the row then stays, for the operator.
    """
    reader = READERS.get(row.source)
    if reader is None:
        raise BadInput("Nobody here reads events of '{source}'.", source=row.source)
    event = reader(row)
    if event is not None:
        apply(session, event)


def apply(session: Session, event: PaymentEvent) -> None:
    """Does what a payment event says. Said twice, or late, it does nothing more."""
    if event.kind in ("purchased", "returned"):
        _one_off(session, event)
        return
    row = _subscription(session, event)
    if row is None:
        return
    if event.kind == "payment_failed":
        if not _is(session, event, "paid"):
            _invoice(session, row.user_id, event, "open")
            subscriptions.payment_failed(session, row)
    elif event.kind in ("subscribed", "renewed"):
        if event.period_end is not None:
            subscriptions.renewed(session, row, event.period_end)
        _invoice(session, row.user_id, event, "paid")
    elif event.kind == "plan_changed":
        if RANKS.get(event.plan, 0) > RANKS[row.plan]:
            subscriptions.upgraded(session, row, event.plan)
        elif event.plan != row.plan and row.state == "active":
            subscriptions.downgrade(session, row.user_id, event.plan)
        _invoice(session, row.user_id, event, "paid")
    elif event.kind == "suspended":
        subscriptions.suspend(session, row)
    elif event.kind == "ending":
        if row.state != "ended":
            subscriptions.cancel(session, row.user_id)
    else:
        subscriptions.end(session, row)


def _one_off(session: Session, event: PaymentEvent) -> None:
    if event.user_id is None or not event.payment:
        raise BadInput("This payment names no account.")
    key = f"{event.source}:{event.payment}"
    ledger.opened(session, event.user_id)  # one event of an account at a time
    if event.kind == "purchased" and not _is(session, event, "returned"):
        note = said("{n} credits bought", n=event.credits)
        credits.grant(session, event.user_id, event.credits, key=key, kind="purchase", note=note)
        _invoice(session, event.user_id, event, "paid", note)
    elif event.kind == "returned":
        if ledger.has(session, f"purchase:{key}"):
            note = said("The payment was returned")
            credits.take_back(session, event.user_id, event.credits, key=key, note=note)
        _invoice(session, event.user_id, event, "returned")


def _subscription(session: Session, event: PaymentEvent) -> Subscription | None:
    """The subscription an event is about, begun where this is the first that is heard of it."""
    if not event.subscription:
        raise BadInput("This event names no subscription.")
    external_id = f"{event.source}:{event.subscription}"
    row = subscriptions.by_external_id(session, external_id)
    if row is None and event.kind in ("subscribed", "renewed"):
        if event.user_id is None:
            raise BadInput("This subscription names no account.")
        row = subscriptions.start(
            session,
            event.user_id,
            event.plan,
            source=event.source,
            external_id=external_id,
            period_end=event.period_end,
        )
    return row


def _is(session: Session, event: PaymentEvent, state: str) -> bool:
    key = f"{event.source}:{event.payment}"
    found = select(Invoice.id).where(Invoice.external_id == key, Invoice.state == state)
    return session.exec(found).first() is not None


def _invoice(
    session: Session, user_id: uuid.UUID, event: PaymentEvent, state: str, note: str = ""
) -> None:
    """Keeps the bill of an event and tells of it when its state is new: what was paid is never
    open again, and what was returned never paid."""
    if not event.payment:
        return
    ledger.opened(session, user_id)  # one event of an account at a time
    key = f"{event.source}:{event.payment}"
    row = session.exec(select(Invoice).where(Invoice.external_id == key)).one_or_none()
    if row is None:
        row = Invoice(
            user_id=user_id,
            amount=event.amount,
            currency=event.currency.lower(),
            external_id=key,
            state="",
            note=note
            or (said("{plan} plan", plan=PLANS[event.plan].label) if event.plan in PLANS else ""),
            created_at=ledger.now(),
        )
    if _STATES.index(state) <= _STATES.index(row.state):
        return
    row.state, row.url = state, event.url or row.url
    session.add(row)
    kind = {"open": "payment_failed", "paid": "receipt"}.get(state)
    if kind and row.amount:
        notices.tell(session, user_id, kind, amount=_amount(row), what=row.note or "AI Film Studio")


_STATES = ("", "open", "paid", "returned")
WHOLE = frozenset({"jpy", "krw", "vnd", "clp", "isk", "ugx", "xaf", "xof"})
"""Currencies without a smaller unit (ISO 4217)."""


def _amount(row: Invoice) -> str:
    """The amount as people read it: 9.99 USD."""
    number = str(row.amount) if row.currency in WHOLE else f"{row.amount / 100:.2f}"
    return f"{number} {row.currency.upper()}"


def buy(session: Session, actor: Actor, credits: int) -> None:
    """Begins the purchase of credits. Raises BadInput where so many are not sold, Conflict where
    the studio takes no payments."""
    actor.user()
    if credits not in TOP_UPS:
        raise BadInput("Credits are sold in {numbers}.", numbers=list(TOP_UPS))
    raise _no_payments()


def subscribe(session: Session, actor: Actor, plan: str) -> Subscription:
    """Chooses a plan: a smaller one from the next period on, a larger one at once, by payment.

    Raises BadInput, Conflict where the studio takes no payments.
    """
    user_id = actor.user()
    if plan not in PLANS or plan == "guest":
        raise BadInput("There is no plan '{plan}'.", plan=plan)
    row = subscriptions.current(session, user_id)
    held = row.plan if row is not None else "free"
    if plan == held:
        raise Conflict(
            "You have the {plan} plan already.", code="same_plan", plan=PLANS[plan].label
        )
    if row is not None and RANKS[plan] < RANKS[held]:
        return subscriptions.downgrade(session, user_id, plan)
    raise _no_payments()


def grant_plan(
    session: Session, actor: Actor, user_id: uuid.UUID, plan: str
) -> Subscription | None:
    """An admin gives somebody a plan, without payment, until it is taken back (`free`).

    Raises Forbidden, NotFound, BadInput, Conflict where a plan is being paid for.
    """
    actor.must_be("admin")
    if plan not in PLANS or plan == "guest":
        raise BadInput("There is no plan '{plan}'.", code="plan", plan=plan)
    ledger.opened(session, user_id)
    user = session.get_one(User, user_id)
    row = subscriptions.current(session, user_id)
    if row is not None and row.source != subscriptions.GRANTED:
        raise Conflict("This account pays for its plan: it has to be ended there first.")
    if plan == (row.plan if row is not None else user.plan):
        return row
    audit.note(session, actor, "user.plan", user_id, before=user.plan, after=plan)
    if plan == "free":
        subscriptions.leave(session, user_id)
        return None
    return subscriptions.start(session, user_id, plan, source=subscriptions.GRANTED)


def grant_credits(
    session: Session, actor: Actor, user_id: uuid.UUID, amount: int, *, key: str, note: str = ""
) -> bool:
    """An admin gives somebody credits, once for one key. Raises Forbidden, NotFound, BadInput."""
    actor.must_be("admin")
    given = credits.grant(session, user_id, amount, key=key, note=note)
    if given:
        audit.note(session, actor, "credits.grant", user_id, credits=amount, note=note)
        notices.tell(session, user_id, "credits_granted", credits=amount)
    return given


def _no_payments() -> Conflict:
    return Conflict(
        "This studio takes no payments. Ask its owner for credits or a plan.", code="no_payments"
    )
