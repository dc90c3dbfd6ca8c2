"""Subscriptions: active, past due, suspended, ended; what each turn does to plan and credits.

The account is locked first, always: it guards the subscriptions of its user, of which at most one
has not ended. Nothing here asks a payment provider; `services.billing` tells what it said.
"""

from __future__ import annotations

import math
import uuid
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict, NotFound
from filmstudio.said import said
from filmstudio.services import ledger, notices, webhooks
from filmstudio.services.plans import PLANS, RANKS
from filmstudio.store.tables import CreditAccount, Subscription, User
from filmstudio.store.types import new_id

GRANTED = "granted"
"""The source of plans that an admin gave."""
SOLD = ("standard", "pro", "enterprise")
PATIENCE = timedelta(days=3)
"""How long after the end of a period the news of its payment may come."""
SUSPEND_AFTER = timedelta(days=14)
"""How long a payment may be tried again before the plan is suspended."""
END_AFTER = timedelta(days=44)
"""How long after the first failed payment a suspended subscription is kept."""


def current(session: Session, user_id: uuid.UUID) -> Subscription | None:
    """The subscription of a user that has not ended; None where there is none."""
    found = select(Subscription).where(
        Subscription.user_id == user_id, Subscription.state != "ended"
    )
    return session.exec(found).one_or_none()


def by_external_id(session: Session, external_id: str) -> Subscription | None:
    """The subscription that a payment provider knows by this id."""
    found = select(Subscription).where(Subscription.external_id == external_id)
    return session.exec(found).one_or_none()


def start(
    session: Session,
    user_id: uuid.UUID,
    plan: str,
    *,
    source: str,
    external_id: str | None = None,
    period_end: datetime | None = None,
) -> Subscription:
    """Begins a subscription, and with it a new month of credits, now; another one that ran ends.
    `period_end` None: in a month by the calendar.

    Does nothing where the external id is known already. Raises BadInput, NotFound.
    """
    if plan not in SOLD:
        raise BadInput(
            "There is no plan '{plan}' to subscribe to. Choose {plans}.",
            plan=plan,
            plans=list(SOLD),
        )
    account = ledger.opened(session, user_id)
    if external_id and (known := by_external_id(session, external_id)) is not None:
        return known
    at = ledger.now()
    before = current(session, user_id)
    if before is not None:
        before.state, before.ended_at = "ended", at
        session.add(before)
        session.flush()
    row = Subscription(
        user_id=user_id,
        plan=plan,
        state="active",
        source=source,
        external_id=external_id,
        period_start=at,
        period_end=period_end or ledger.months_after(at, 1),
        created_at=at,
    )
    session.add(row)
    _put_on(session, user_id, plan)
    # From now on the month turns with the subscription, not by the account's own date.
    account.renews_at = None
    ledger.renew(session, account, plan)
    return row


def renewed(session: Session, row: Subscription, period_end: datetime) -> bool:
    """A period was paid: the month's credits are reset, what was due or suspended is active again,
    and a smaller plan that was chosen begins. False where that period was known already."""
    account, row = _locked(session, row)
    if row.state == "ended" or period_end <= row.period_end:
        return False
    row.period_start, row.period_end = row.period_end, period_end
    row.plan, row.next_plan = row.next_plan or row.plan, ""
    row.state, row.failed_at = "active", None
    account.renews_at = None
    _put_on(session, row.user_id, row.plan)
    ledger.renew(session, account, row.plan)
    session.add(row)
    return True


def payment_failed(session: Session, row: Subscription) -> None:
    """A payment failed: the plan stays for now, while it is tried again."""
    _, row = _locked(session, row)
    if row.state == "active":
        row.state, row.failed_at = "past_due", ledger.now()
        session.add(row)


def suspend(session: Session, row: Subscription) -> None:
    """Payment was given up: the free plan holds until it is paid."""
    account, row = _locked(session, row)
    _suspend(session, account, row)


def end(session: Session, row: Subscription) -> None:
    """Ends a subscription now; the free plan begins."""
    account, row = _locked(session, row)
    _end(session, account, row)


def leave(session: Session, user_id: uuid.UUID) -> None:
    """Puts an account on the free plan now, whether its plan came with a subscription or not."""
    account = ledger.opened(session, user_id)
    row = current(session, user_id)
    if row is not None:
        _end(session, account, row)
    elif session.get_one(User, user_id).plan != "free":
        _to_free(session, account)


def upgraded(session: Session, row: Subscription, plan: str) -> bool:
    """A larger plan begins at once, with the part of its further credits that belongs to the rest
    of the period. False where the plan is not larger than the one there is."""
    account, row = _locked(session, row)
    if plan not in SOLD or row.state != "active" or RANKS[plan] <= RANKS[row.plan]:
        return False
    at = ledger.now()
    whole, rest = row.period_end - row.period_start, row.period_end - at
    part = min(1.0, max(0.0, rest / whole)) if whole > timedelta() else 0.0
    more = (PLANS[plan].credits or 0) - (PLANS[row.plan].credits or 0)
    credits = math.ceil(round(more * part, 6))
    if credits > 0:
        ledger.write(
            session,
            account,
            credits,
            pot="monthly",
            kind="monthly",
            key=f"subscription:{row.id}:{plan}:{account.period}",
            note=said("{plan} plan, for the rest of the month", plan=PLANS[plan].label),
        )
    row.plan, row.next_plan, row.ends_at_period_end = plan, "", False
    _put_on(session, row.user_id, plan)
    session.add(row)
    return True


def downgrade(session: Session, user_id: uuid.UUID, plan: str) -> Subscription:
    """Chooses a smaller plan from the next period on (`free`: the subscription ends then).

    Raises NotFound without a subscription, BadInput where the plan is not smaller, Conflict where
    a payment is due.
    """
    ledger.opened(session, user_id)
    row = current(session, user_id)
    if row is None:
        raise NotFound("There is no subscription.")
    if plan not in RANKS or plan == "guest" or RANKS[plan] >= RANKS[row.plan]:
        raise BadInput("'{plan}' is not a smaller plan than {now}.", plan=plan, now=row.plan)
    if row.state != "active":
        raise Conflict("A payment of this subscription is due. Pay it first, or end it.")
    row.ends_at_period_end = plan == "free"
    row.next_plan = "" if plan == "free" else plan
    session.add(row)
    return row


def cancel(session: Session, user_id: uuid.UUID) -> Subscription:
    """Ends a subscription with the period that is paid; one whose payment is due ends at once.
    Raises NotFound where there is none."""
    account = ledger.opened(session, user_id)
    row = current(session, user_id)
    if row is None:
        raise NotFound("There is no subscription.")
    if row.state == "active":
        row.ends_at_period_end, row.next_plan = True, ""
        session.add(row)
    else:
        _end(session, account, row)
    return row


def turn(session: Session, account: CreditAccount) -> bool:
    """Does what time has brought to the subscription of a locked account; False where nothing."""
    row = current(session, account.user_id)
    if row is None:
        return False
    session.refresh(row)
    at, before = ledger.now(), (row.state, row.period_end)
    if row.state == "active" and row.period_end <= at:
        if row.ends_at_period_end:
            _end(session, account, row)
        elif row.source == GRANTED:
            renewed(session, row, ledger.next_turn(row.created_at, at))
        elif row.period_end + PATIENCE <= at:
            row.state, row.failed_at = "past_due", row.period_end
    if row.state == "past_due" and row.failed_at and row.failed_at + SUSPEND_AFTER <= at:
        _suspend(session, account, row)
    if row.state == "suspended" and row.failed_at and row.failed_at + END_AFTER <= at:
        _end(session, account, row)
    session.add(row)
    return (row.state, row.period_end) != before


def due(session: Session, limit: int) -> list[uuid.UUID]:
    """Users whose subscription may have something to do by the clock, in the order of their ids."""
    at = ledger.now()
    state, period_end = col(Subscription.state), col(Subscription.period_end)
    failed_at = col(Subscription.failed_at)
    by_the_clock = col(Subscription.ends_at_period_end) | (Subscription.source == GRANTED)
    found = (
        select(Subscription.user_id)
        .where(
            (state == "active") & (period_end <= at) & by_the_clock
            | (state == "active") & (period_end <= at - PATIENCE)
            | (state == "past_due") & (failed_at <= at - SUSPEND_AFTER)
            | (state == "suspended") & (failed_at <= at - END_AFTER)
        )
        .order_by(period_end)
        .limit(limit)
    )
    return sorted(session.exec(found).all())


def _locked(session: Session, row: Subscription) -> tuple[CreditAccount, Subscription]:
    account = ledger.opened(session, row.user_id)
    session.flush()
    session.refresh(row)
    return account, row


def _put_on(session: Session, user_id: uuid.UUID, plan: str) -> None:
    user = session.get(User, user_id)
    assert user is not None  # its account is locked
    before, user.plan = user.plan, plan
    session.add(user)
    if before != plan:
        notices.tell(session, user_id, "plan_changed", plan=PLANS[plan].label)
        change = {"plan": plan, "before": before}
        event_id = f"subscription.changed:{new_id()}"
        webhooks.emit(session, user_id, "subscription.changed", event_id, change)


def _to_free(session: Session, account: CreditAccount) -> None:
    _put_on(session, account.user_id, "free")
    ledger.renew(session, account, "free")
    ledger.begin_months(account)
    session.add(account)


def _suspend(session: Session, account: CreditAccount, row: Subscription) -> None:
    if row.state in ("active", "past_due"):
        row.state, row.failed_at = "suspended", row.failed_at or ledger.now()
        session.add(row)
        _to_free(session, account)


def _end(session: Session, account: CreditAccount, row: Subscription) -> None:
    if row.state == "ended":
        return
    if row.state != "suspended":
        _to_free(session, account)
    row.state, row.ended_at = "ended", ledger.now()
    session.add(row)
