"""The ledger: accounts, their two pots of credits, and entries that are only ever added."""

from __future__ import annotations

import calendar
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from filmstudio.errors import NotFound, PaymentNeeded
from filmstudio.said import said
from filmstudio.services.plans import PLANS
from filmstudio.store import types
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import CreditAccount, CreditEntry, User

Pot = Literal["monthly", "bought"]


@dataclass(frozen=True)
class Pots:
    """What is left in each pot: `monthly` is reset on the renewal date, `bought` does not expire."""

    monthly: int = 0
    bought: int = 0

    @property
    def total(self) -> int:
        return self.monthly + self.bought


def now() -> datetime:
    """This moment; the one clock of credits and subscriptions."""
    return types.now()


def months_after(anchor: datetime, months: int) -> datetime:
    """The same day so many calendar months later; the last day of shorter months: 31 January is
    followed by 28 February and by 31 March."""
    month = anchor.month - 1 + months
    year, month = anchor.year + month // 12, month % 12 + 1
    day = min(anchor.day, calendar.monthrange(year, month)[1])
    return anchor.replace(year=year, month=month, day=day)


def next_turn(anchor: datetime, after: datetime) -> datetime:
    """The first monthly return of `anchor` that is later than `after`."""
    months = max(0, (after.year - anchor.year) * 12 + after.month - anchor.month - 1)
    while (turn := months_after(anchor, months)) <= after:
        months += 1
    return turn


def pots(session: Session, user_id: uuid.UUID) -> Pots:
    """The sums of the entries. Read without the account's lock, they may be old by now."""
    rows = session.exec(
        select(CreditEntry.pot, func.sum(CreditEntry.amount))
        .where(CreditEntry.user_id == user_id)
        .group_by(CreditEntry.pot)
    ).all()
    sums = {pot: int(amount) for pot, amount in rows}
    return Pots(sums.get("monthly", 0), sums.get("bought", 0))


def opened(session: Session, user_id: uuid.UUID) -> CreditAccount:
    """The account, locked until the end of the transaction; opened with its first month's credits
    where there is none. Raises NotFound where there is no such user."""
    account = locked(session, CreditAccount, user_id)
    if account is not None:
        return account
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("There is no such account.")
    at = now()
    insert_once(
        session, CreditAccount(user_id=user_id, anchor_at=at, renews_at=months_after(at, 1))
    )
    account = locked(session, CreditAccount, user_id)
    assert account is not None
    if account.period == 0:
        account.period = 1
        _credit_month(session, account, PLANS[user.plan].credits if user.plan in PLANS else 0)
    return account


def has(session: Session, key: str) -> bool:
    """Whether there is an entry of this key."""
    return session.exec(select(CreditEntry.id).where(CreditEntry.key == key)).first() is not None


def write(
    session: Session,
    account: CreditAccount,
    amount: int,
    *,
    pot: Pot,
    kind: str,
    key: str,
    render_id: uuid.UUID | None = None,
    note: str = "",
) -> bool:
    """Adds an entry to an account that is locked; False where there is one of this key already.

    Raises PaymentNeeded where the pot would fall below zero.
    """
    if has(session, key):
        return False
    if amount < 0 and getattr(pots(session, account.user_id), pot) + amount < 0:
        raise PaymentNeeded("There are too few credits.", code="credits")
    entry = CreditEntry(
        user_id=account.user_id,
        amount=amount,
        pot=pot,
        kind=kind,
        key=key,
        render_id=render_id,
        note=note[:200],
        created_at=now(),
    )
    session.add(entry)
    session.flush()
    return True


def renew(session: Session, account: CreditAccount, plan: str) -> None:
    """Begins a new month on a locked account: what is left of the last month goes, the plan's
    credits come, and few credits may be told of again. When the next one begins is the caller's
    to say."""
    account.period += 1
    account.warned_at = None
    left = pots(session, account.user_id).monthly
    if left:
        write(
            session,
            account,
            -left,
            pot="monthly",
            kind="monthly",
            key=f"monthly:{account.user_id}:{account.period}:out",
            note=said("Credits of the last month that were not used"),
        )
    _credit_month(session, account, PLANS[plan].credits if plan in PLANS else 0)
    session.add(account)


def turn(session: Session, account: CreditAccount) -> bool:
    """Renews a locked account whose date has come, once however many months were missed. False
    where nothing is due."""
    at = now()
    if account.renews_at is None or account.renews_at > at:
        return False
    user = session.get(User, account.user_id)
    assert user is not None  # the account goes with its user
    renew(session, account, user.plan)
    account.renews_at = next_turn(account.anchor_at, at)
    return True


def begin_months(account: CreditAccount) -> None:
    """From now on the account is renewed by the calendar, first in a month."""
    account.anchor_at = now()
    account.renews_at = months_after(account.anchor_at, 1)


def _credit_month(session: Session, account: CreditAccount, credits: int | None) -> None:
    if credits:
        write(
            session,
            account,
            credits,
            pot="monthly",
            kind="monthly",
            key=f"monthly:{account.user_id}:{account.period}:in",
            note=said("Credits of the month"),
        )


def due(session: Session, limit: int) -> list[uuid.UUID]:
    """Accounts whose month is over, the longest overdue first. Suspended and deleted users wait."""
    rows = session.exec(
        select(CreditAccount.user_id)
        .join(User, col(User.id) == col(CreditAccount.user_id))
        .where(col(CreditAccount.renews_at) <= now(), User.status == "active")
        .order_by(col(CreditAccount.renews_at))
        .limit(limit)
    )
    return sorted(rows)
