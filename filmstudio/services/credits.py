"""Credits: reserved when a film is submitted, kept when it is made, given back when it is not."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict, PaymentNeeded
from filmstudio.said import said
from filmstudio.services import ledger, notices, subscriptions, webhooks
from filmstudio.services.ledger import Pot, Pots
from filmstudio.services.plans import (
    CREDITS_A_MINUTE,
    PLANS,
    credits_for,
    is_metered,
    minutes_of,
)
from filmstudio.store.tables import CreditAccount, CreditEntry, FilmQuote, Render, User

__all__ = [
    "Statement",
    "balance",
    "close",
    "credits_for",
    "grant",
    "in_hand",
    "is_metered",
    "refund",
    "renew_due",
    "reserve",
    "settle",
    "statement",
]

FEW = 5
"""A warning is sent when fewer credits than this are left."""
_MOST = 1_000_000


@dataclass(frozen=True)
class Statement:
    """An account as its owner sees it. `reserved` is held by films that are not finished yet;
    `unlimited` plans and studios that are not `metered` need no credits."""

    pots: Pots
    reserved: int
    plan: str
    metered: bool
    unlimited: bool
    renews_at: datetime | None

    @property
    def balance(self) -> int:
        return self.pots.total


def balance(session: Session, user_id: uuid.UUID) -> int:
    """Credits left: the sum of the account's entries. An account opens, with the plan's first
    credits, when it is first used (`statement`, `reserve`, `grant`)."""
    return ledger.pots(session, user_id).total


def in_hand(session: Session, user: User) -> int | None:
    """Credits that somebody can spend: an account that is not open yet holds what it opens with.
    None where no number is kept: on an unlimited plan, or a studio that is not metered."""
    if not is_metered() or _is_unlimited(user):
        return None
    if session.get(CreditAccount, user.id) is None:
        return PLANS[user.plan].credits if user.plan in PLANS else 0
    return balance(session, user.id)


def statement(session: Session, user_id: uuid.UUID) -> Statement:
    """The account of a user, opened and renewed where that is due. Raises NotFound."""
    account = _account(session, user_id)
    user = session.get(User, user_id)
    assert user is not None
    subscription = subscriptions.current(session, user_id)
    return Statement(
        pots=ledger.pots(session, user_id),
        reserved=_open_credits(session, user_id),
        plan=user.plan,
        metered=is_metered(),
        unlimited=not is_metered() or _is_unlimited(user),
        renews_at=account.renews_at or (subscription.period_end if subscription else None),
    )


def reserve(session: Session, user_id: uuid.UUID, render_id: uuid.UUID, credits: int) -> None:
    """Holds the credits of a render when it is submitted: the month's first, then bought ones.

    Called again for the same render it does nothing. On a studio that is not metered nothing is
    held, on an unlimited plan the render is noted at 0 credits. Raises PaymentNeeded where too
    few credits are left, Conflict where the render was closed already.
    """
    if not is_metered():
        return
    if credits < 0:
        raise BadInput("A film cannot cost less than nothing.")
    account = _account(session, user_id)
    if ledger.has(session, _closing(render_id, "monthly")):
        raise Conflict("This job is over: start a new one.", code="closed")
    if ledger.has(session, _opening(render_id, "monthly")):
        return
    user = session.get(User, user_id)
    assert user is not None
    unlimited = _is_unlimited(user)
    if unlimited:
        credits = 0
    left = ledger.pots(session, user_id)
    if credits > left.total:
        raise PaymentNeeded(
            "This film costs {price} credits, and {n} are left. Buy credits, choose a larger "
            "plan, or make it shorter.",
            one="This film costs {price} credits, and {n} is left. Buy credits, choose a larger "
            "plan, or make it shorter.",
            code="credits",
            price=credits,
            n=left.total,
        )
    monthly = min(credits, left.monthly)
    parts: tuple[tuple[Pot, int], ...] = (("monthly", monthly), ("bought", credits - monthly))
    for pot, amount in parts:
        if amount or pot == "monthly":  # the month's entry is the mark that the render is open
            ledger.write(
                session,
                account,
                -amount,
                pot=pot,
                kind="reserve",
                key=_opening(render_id, pot),
                render_id=render_id,
                note=said("Unlimited plan") if unlimited else "",
            )
    if credits and left.total - credits < FEW:
        _warn(session, account, left.total - credits)


def settle(session: Session, render_id: uuid.UUID, *, seconds: float | None = None) -> int:
    """Closes a render whose credits are kept, and returns what is given back.

    `seconds` is the length of the finished film (left out, the render's own where it is
    completed): whole minutes that were reserved and not needed are given back; a film that is
    longer than quoted costs no more. Without a film (cancelled after it started) all is kept.
    Called again, after `refund`, or for a render that holds nothing it does nothing.
    """
    render = session.get(Render, render_id)
    if seconds is None and render is not None and render.state == "completed":
        seconds = render.seconds
    held = _locked_opening(session, render_id)
    if held is None:
        return 0
    account, opening = held
    reserved = -sum(opening.values())
    unused = 0
    if seconds is not None:
        quote = session.get(FilmQuote, render_id)
        covered = quote.covered if quote else 0
        needed = CREDITS_A_MINUTE * max(0, minutes_of(seconds) - covered)
        unused = max(0, reserved - needed)
        if quote is not None:
            # A whole film at no credits was made on an unlimited plan: all of it is paid.
            free = quote.kind == "whole" and not reserved
            charged = (reserved - unused) // CREDITS_A_MINUTE
            quote.minutes = minutes_of(seconds) if free else covered + charged
            quote.completed_at = ledger.now()
            session.add(quote)
    _give_back(session, account, render_id, opening, unused, "settle")
    return unused


def refund(session: Session, render_id: uuid.UUID) -> int:
    """Closes a render that failed, or was cancelled before it started: everything goes back to
    the pots it came from. Returns the credits given back; does nothing where `settle` does."""
    held = _locked_opening(session, render_id)
    if held is None:
        return 0
    account, opening = held
    reserved = -sum(opening.values())
    _give_back(session, account, render_id, opening, reserved, "refund")
    return reserved


def close(session: Session, render: Render) -> int:
    """Closes a render that is over by what became of it, and returns the credits given back:
    completed ones are settled, failed ones refunded, cancelled ones kept if they had started.
    Raises Conflict where it is not over."""
    if render.state == "completed":
        return settle(session, render.id, seconds=render.seconds)
    if render.state == "cancelled" and render.started_at is not None:
        return settle(session, render.id)
    if render.state in ("failed", "cancelled"):
        return refund(session, render.id)
    raise Conflict("This job is not over yet.", code="not_over")


def grant(
    session: Session,
    user_id: uuid.UUID,
    credits: int,
    *,
    key: str,
    kind: str = "grant",
    note: str = "",
) -> bool:
    """Adds bought credits, which do not expire, once for one `key` (a payment, an admin's act).

    False where that key was granted already. Raises BadInput, NotFound.
    """
    if not 0 < credits <= _MOST:
        raise BadInput("Grant between 1 and {n} credits.", n=_MOST)
    account = _account(session, user_id)
    return ledger.write(
        session, account, credits, pot="bought", kind=kind, key=f"{kind}:{key}", note=note
    )


def take_back(session: Session, user_id: uuid.UUID, credits: int, *, key: str, note: str) -> int:
    """Takes bought credits back (a payment that was returned), as many as are left of them, once
    for one `key`. Returns how many were taken."""
    account = _account(session, user_id)
    taken = min(credits, ledger.pots(session, user_id).bought)
    written = ledger.write(
        session, account, -taken, pot="bought", kind="adjust", key=f"adjust:{key}", note=note
    )
    return taken if written else 0


def renew_due(session: Session, limit: int = 500) -> int:
    """Does what time has brought to accounts: the month's credits are reset where the renewal date
    has come, subscriptions go on, fall due or end. Returns how many changed.

    For the scheduler, every minute or so; an account that is used before is seen to then. Accounts
    are locked in the order of their ids.
    """
    users = {*ledger.due(session, limit), *subscriptions.due(session, limit)}
    return sum(_turned(session, ledger.opened(session, user_id)) for user_id in sorted(users))


def _turned(session: Session, account: CreditAccount) -> bool:
    # The subscription first: it may end, and the account's own months begin.
    changed = subscriptions.turn(session, account)
    return ledger.turn(session, account) or changed


def _account(session: Session, user_id: uuid.UUID) -> CreditAccount:
    """The locked account, in its current month."""
    account = ledger.opened(session, user_id)
    _turned(session, account)
    return account


def _is_unlimited(user: User) -> bool:
    return user.plan in PLANS and PLANS[user.plan].credits is None


def _opening(render_id: uuid.UUID, pot: Pot) -> str:
    return f"open:{render_id}:{pot}"


def _closing(render_id: uuid.UUID, pot: Pot) -> str:
    return f"close:{render_id}:{pot}"


def _locked_opening(
    session: Session, render_id: uuid.UUID
) -> tuple[CreditAccount, dict[Pot, int]] | None:
    """The locked account of an open render and what its opening took from each pot; None where it
    never opened or is closed."""
    found = select(CreditEntry).where(CreditEntry.render_id == render_id)
    first = session.exec(found).first()
    if first is None:
        return None
    account = ledger.opened(session, first.user_id)
    # Read again under the lock: somebody may have closed it meanwhile.
    entries = session.exec(found).all()
    if any(entry.kind in ("settle", "refund") for entry in entries):
        return None
    opening: dict[Pot, int] = {"monthly": 0, "bought": 0}
    for entry in entries:
        opening["bought" if entry.pot == "bought" else "monthly"] += entry.amount
    return account, opening


def _give_back(
    session: Session,
    account: CreditAccount,
    render_id: uuid.UUID,
    opening: dict[Pot, int],
    credits: int,
    kind: str,
) -> None:
    """Closes a render: bought credits go back first where only some do, since they were taken
    last and do not expire."""
    bought = min(credits, -opening["bought"])
    parts: tuple[tuple[Pot, int], ...] = (("monthly", credits - bought), ("bought", bought))
    for pot, amount in parts:
        if amount or pot == "monthly":  # the month's entry is the mark that the render is closed
            ledger.write(
                session,
                account,
                amount,
                pot=pot,
                kind=kind,
                key=_closing(render_id, pot),
                render_id=render_id,
            )


def _open_credits(session: Session, user_id: uuid.UUID) -> int:
    """Credits that are held by renders which are not closed."""
    closed = select(CreditEntry.render_id).where(
        CreditEntry.user_id == user_id, col(CreditEntry.kind).in_(("settle", "refund"))
    )
    held = select(CreditEntry.amount).where(
        CreditEntry.user_id == user_id,
        CreditEntry.kind == "reserve",
        col(CreditEntry.render_id).not_in(closed),
    )
    return -sum(session.exec(held).all())


def _warn(session: Session, account: CreditAccount, left: int) -> None:
    """Tells once a month that few credits are left."""
    if account.warned_at is not None:
        return
    account.warned_at = ledger.now()
    session.add(account)
    user_id = account.user_id
    notices.tell(session, user_id, "credits_low", credits=left)
    webhooks.emit(
        session,
        user_id,
        "credits.low",
        f"credits.low:{user_id}:{account.period}",
        {"balance": left, "renews_at": account.renews_at},
    )
