"""Credits: what is left, where it went, what a film would cost, buying and granting."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field
from sqlmodel import col, select

from filmstudio.api.context import CurrentActor, Reading, SignedIn, Transaction
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.services import billing, credits, quotes
from filmstudio.services.credits import Statement
from filmstudio.store.tables import CreditEntry
from filmstudio.store.types import new_id

router = APIRouter(prefix="/credits", tags=["credits"])


class Balance(Shown):
    """Credits that are left. `monthly` ones are reset on `renews_at`, `bought` ones do not expire;
    `reserved` ones are held by films that are not finished. Where `unlimited`, films need none."""

    balance: int
    monthly: int
    bought: int
    reserved: int
    plan: str
    unlimited: bool
    metered: bool
    renews_at: datetime | None


class Entry(Shown):
    """One change of a balance. `job_id` is the film it was for."""

    id: uuid.UUID
    amount: int
    pot: str
    kind: str
    job_id: uuid.UUID | None
    note: str
    created_at: datetime


class Estimate(Shown):
    """What a film would cost. `covered_minutes` of its `minutes` are paid already; `kind` is whole,
    longer (than what is paid) or free."""

    credits: int
    seconds: float
    minutes: int
    covered_minutes: int
    kind: str
    metered: bool


class Purchase(Given):
    credits: int = Field(gt=0, le=1_000_000, examples=[30])


class Grant(Given):
    """`key` is chosen by the caller: what was granted with it is not granted again."""

    user_id: uuid.UUID
    credits: int = Field(gt=0, le=1_000_000, examples=[10])
    note: str = Field("", max_length=200)
    key: str = Field("", max_length=100)


class Granted(Shown):
    granted: bool
    balance: int


@router.get("/balance")
def balance(actor: SignedIn, session: Transaction) -> Balance:
    """The credits of the account."""
    return _balance(credits.statement(session, actor.user()))


@router.get("/history")
def history(
    actor: SignedIn, session: Reading, limit: Limit = 50, cursor: Cursor = ""
) -> Page[Entry]:
    """Every change of the balance, the newest first; the balance is their sum."""
    mine = select(CreditEntry).where(CreditEntry.user_id == actor.user())
    return page(session, mine, _entry, order=(col(CreditEntry.id),), limit=limit, cursor=cursor)


@router.get("/estimate")
def estimate(
    actor: CurrentActor,
    session: Reading,
    seconds: Annotated[
        float, Query(ge=0, le=36_000, description="Length of the film in seconds.")
    ] = 0.0,
    words: Annotated[
        int, Query(ge=0, le=1_000_000, description="Words of the script, where no length is given.")
    ] = 0,
    project_id: Annotated[
        uuid.UUID | None,
        Query(description="A project as it is now: only new minutes of a paid film are charged."),
    ] = None,
) -> Estimate:
    """What a film would cost now."""
    found = quotes.estimate(session, actor, seconds=seconds, words=words, project_id=project_id)
    metered = credits.is_metered()
    return Estimate(
        credits=found.credits if metered else 0,
        seconds=round(found.seconds, 1),
        minutes=found.minutes,
        covered_minutes=found.covered,
        kind=found.kind,
        metered=metered,
    )


@router.post("/purchase", status_code=202)
def purchase(actor: SignedIn, session: Transaction, given: Purchase) -> Response:
    """Buys credits, which do not expire. 409 where the studio takes no payments."""
    billing.buy(session, actor, given.credits)
    return Response(status_code=202)


@router.post("/grant")
def grant(actor: SignedIn, session: Transaction, given: Grant) -> Granted:
    """Gives somebody credits. For admins."""
    done = billing.grant_credits(
        session,
        actor,
        given.user_id,
        given.credits,
        key=given.key or str(new_id()),
        note=given.note,
    )
    return Granted(granted=done, balance=credits.balance(session, given.user_id))


def _balance(seen: Statement) -> Balance:
    return Balance(
        balance=seen.balance,
        monthly=seen.pots.monthly,
        bought=seen.pots.bought,
        reserved=seen.reserved,
        plan=seen.plan,
        unlimited=seen.unlimited,
        metered=seen.metered,
        renews_at=seen.renews_at,
    )


def _entry(row: CreditEntry) -> Entry:
    return Entry(
        id=row.id,
        amount=row.amount,
        pot=row.pot,
        kind=row.kind,
        job_id=row.render_id,
        note=row.note,
        created_at=row.created_at,
    )
