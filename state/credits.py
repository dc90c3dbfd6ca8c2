"""Credits and plans: what is left, where it went, what films cost, what can be bought."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session, col, select

from filmstudio.errors import BadInput
from filmstudio.services import billing, credits, statements, subscriptions
from filmstudio.services.accounts import profile
from filmstudio.services.actor import Actor
from filmstudio.services.plans import (
    CREDITS_A_MINUTE,
    PLANS,
    TOP_UPS,
    Plan,
    credits_for,
    is_metered,
    payment_providers,
)
from filmstudio.store.tables import Invoice
from state import figures
from state.base import AppState, read, write
from state.words import plural, said_in, translated

LENGTHS = (30, 60, 90, 120, 180, 300)
"""Seconds of films whose price the page tells."""


class Line(TypedDict):
    """A change of the balance. `kind` gives its colour: plus, minus or even."""

    id: str
    day: str
    what: str
    about: str
    href: str
    change: str
    kind: str
    balance: str


class PlanRow(TypedDict):
    """A plan, and whether it is the one there is."""

    name: str
    label: str
    about: str
    price: str
    mine: bool


class Price(TypedDict):
    """What a film of a length costs."""

    length: str
    credits: str


class Pack(TypedDict):
    """Credits that are sold at once."""

    credits: int
    minutes: str
    price: str


class Bill(TypedDict):
    """A bill."""

    id: str
    day: str
    what: str
    amount: str
    url: str


_KINDS = {
    "monthly": "The month’s credits",
    "purchase": "Bought",
    "grant": "Given by the studio",
    "adjust": "Taken back",
    "reserve": "A film",
    "settle": "A film",
    "refund": "A film",
}
"""What changes are called where no film names them; in catalogs by pages/credits.py."""


def _about(lang: str, line: statements.Line) -> str:
    """What a change was, beside its name."""
    if line.kind == "reserve":
        return figures.length(line.seconds) if line.title else ""
    if line.kind == "refund":
        return translated(lang, "not finished, given back")
    if line.kind == "settle":
        return translated(lang, "shorter than quoted, given back")
    if line.kind == "monthly":
        return translated(lang, "not used, ended") if line.amount < 0 else ""
    if line.kind in ("purchase", "grant") and not line.note:
        return translated(lang, "does not run out")
    # What an admin has written to a gift is the admin's own.
    return line.note if line.kind == "grant" else said_in(lang, line.note)


def _line(lang: str, line: statements.Line) -> Line:
    number = figures.number(lang, abs(line.amount))
    sign = "+" if line.amount > 0 else "−" if line.amount < 0 else ""
    return Line(
        id=str(line.id),
        day=figures.day(lang, line.at),
        what=line.title or translated(lang, _KINDS.get(line.kind, line.kind)),
        about=_about(lang, line),
        href=f"/projects/{line.project_id}" if line.project_id else "",
        change=f"{sign}{number}",
        kind="plus" if line.amount > 0 else "minus" if line.amount < 0 else "even",
        balance=figures.number(lang, line.balance),
    )


def _plan(lang: str, plan: Plan, mine: str) -> PlanRow:
    longest = translated(lang, "films to {n} min", n=plan.longest_seconds // 60)
    parts = [
        translated(lang, "no credit limit")
        if plan.credits is None
        else plural(lang, "{n} credit", "{n} credits", plan.credits),
        longest,
        "4K" if plan.lines >= 2160 else f"{plan.lines}p",
    ]
    if plan.watermark:
        parts.append(translated(lang, "watermark"))
    if plan.api_keys:
        parts.append(translated(lang, "API keys"))
    if plan.white_label:
        parts.append(translated(lang, "your own name and logo"))
    return PlanRow(
        name=plan.name,
        label=plan.label,
        about=", ".join(parts),
        price=figures.price(lang, plan.price),
        mine=plan.name == mine,
    )


def _account(session: Session, actor: Actor, lang: str) -> dict[str, Any]:
    seen = credits.statement(session, actor.user())
    row = subscriptions.current(session, actor.user())
    minutes = seen.balance // CREDITS_A_MINUTE
    enough = plural(
        lang,
        "enough for {n} minute of film",
        "enough for {n} minutes of film",
        minutes,
    )
    renews = figures.long_day(lang, seen.renews_at) if seen.renews_at else ""
    ends = row is not None and row.ends_at_period_end
    made = profile.usage(session, actor)
    return {
        "metered": seen.metered,
        "unlimited": seen.unlimited,
        "balance": figures.number(lang, seen.balance),
        "enough": enough if minutes else translated(lang, "not enough for a minute of film"),
        "monthly": seen.pots.monthly,
        "bought": seen.pots.bought,
        "reserved": seen.reserved,
        "renews": renews,
        "ends": ends,
        "plans": [_plan(lang, plan, seen.plan) for plan in PLANS.values() if plan.name != "guest"],
        "has_subscription": row is not None and not ends,
        "films_made": figures.number(lang, made.films),
        "minutes_made": figures.number(lang, made.seconds / 60, 1 if made.seconds else 0),
        "sells": bool(payment_providers()),
    }


def _bills(session: Session, actor: Actor, lang: str) -> list[Bill]:
    mine = select(Invoice).where(Invoice.user_id == actor.user())
    return [
        Bill(
            id=str(row.id),
            day=figures.day(lang, row.created_at),
            what=said_in(lang, row.note),
            amount=figures.price(lang, row.amount, row.currency),
            url=row.url if row.url.startswith("https://") else "",
        )
        for row in session.exec(mine.order_by(col(Invoice.id).desc()).limit(24))
    ]


def _ledger(
    session: Session, actor: Actor, lang: str, after: uuid.UUID | None
) -> tuple[list[Line], str]:
    sheet = statements.ledger_of(session, actor, after)
    return [_line(lang, line) for line in sheet.lines], str(sheet.next or "")


def _cancel(session: Session, actor: Actor) -> None:
    subscriptions.cancel(session, actor.user())


class CreditsState(AppState):
    """The account as its owner sees it."""

    opened: bool = False
    metered: bool = False
    unlimited: bool = False
    sells: bool = False
    balance: str = ""
    enough: str = ""
    monthly: int = 0
    bought: int = 0
    reserved: int = 0
    renews: str = ""
    ends: bool = False
    plans: list[PlanRow] = []
    has_subscription: bool = False
    films_made: str = ""
    minutes_made: str = ""
    lines: list[Line] = []
    next: str = ""
    bills: list[Bill] = []
    prices: list[Price] = []
    packs: list[Pack] = []
    pack: int = 0
    asking: str = ""

    @rx.var
    def monthly_share(self) -> float:
        """How much of what is left is the month's, 0 to 100."""
        return 100 * self.monthly / max(1, self.monthly + self.bought)

    @rx.var
    def pack_price(self) -> str:
        """What the chosen credits cost."""
        return next((one["price"] for one in self.packs if one["credits"] == self.pack), "")

    @rx.event
    async def open(self) -> None:
        """The page opens."""
        if not self.signed_in:
            return
        self.asking = ""
        await self._load()

    async def _load(self) -> None:
        # Opening an account is writing: the first month's credits come with it.
        for name, value in (await write(self, _account, self.lang)).items():
            setattr(self, name, value)
        self.lines, self.next = await read(self, _ledger, self.lang, None)
        self.bills = await read(self, _bills, self.lang)
        metered = is_metered()
        self.prices = [
            Price(
                length=figures.length(seconds),
                credits=plural(
                    self.lang, "{n} credit", "{n} credits", credits_for(seconds) if metered else 0
                ),
            )
            for seconds in LENGTHS
        ]
        self.packs = [
            Pack(
                credits=many,
                minutes=figures.wait(self.lang, 60 * (many // CREDITS_A_MINUTE)),
                price=figures.price(self.lang, cents),
            )
            for many, cents in TOP_UPS.items()
        ]
        self.pack = self.pack or sorted(TOP_UPS)[len(TOP_UPS) // 2]
        self.opened = True

    @rx.event
    async def show_more(self) -> None:
        """Reads on in the ledger."""
        if not self.next:
            return
        lines, self.next = await read(self, _ledger, self.lang, uuid.UUID(self.next))
        self.lines = [*self.lines, *lines]

    @rx.event
    def choose(self, many: int) -> None:
        """Chooses how many credits to buy."""
        if many in TOP_UPS:
            self.pack = many

    @rx.event
    async def buy(self) -> None:
        """Begins the purchase of the chosen credits."""
        await write(self, billing.buy, self.pack)

    @rx.event
    async def subscribe(self, plan: str) -> None:
        """Chooses a plan."""
        if plan not in PLANS:
            raise BadInput("There is no such plan.")
        await write(self, billing.subscribe, plan)
        self._toast("Your plan is chosen.")
        await self._load()

    @rx.event
    def ask(self, what: str) -> None:
        """Opens a dialog, or closes it (empty)."""
        self.asking = what

    @rx.event
    async def cancel(self) -> None:
        """Ends the plan with what is paid."""
        self.asking = ""
        await write(self, _cancel)
        self._toast("The plan ends with the month.")
        await self._load()
