"""For the people who run the studio: accounts, jobs of everybody, and what was given up."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session, col

from filmstudio.errors import BadInput
from filmstudio.services import billing, overview
from filmstudio.services.accounts import roles
from filmstudio.services.actor import RANK, Actor
from filmstudio.services.plans import PLANS
from filmstudio.services.renders import requeue
from filmstudio.store.tables import User
from filmstudio.store.types import new_id
from state import figures
from state.admin import MOST, PAGE, AdminState
from state.base import read, write
from state.words import said_in, translated


class Account(TypedDict):
    """An account as admins see it."""

    id: str
    email: str
    name: str
    role: str
    status: str
    plan: str
    about: str
    second: bool


class JobRow(TypedDict):
    """A job of somebody's."""

    id: str
    title: str
    owner: str
    state: str
    about: str
    when: str


class Letter(TypedDict):
    """A task that was given up."""

    id: str
    name: str
    error: str
    when: str


def _people(session: Session, actor: Actor, lang: str, search: str, most: int) -> list[Account]:
    found = roles.listed(actor, search[:200]).order_by(col(User.id).desc()).limit(most)
    return [
        Account(
            id=str(user.id),
            email=user.email,
            name=user.name,
            role=user.role,
            status=user.status,
            plan=user.plan,
            about=translated(lang, "since {day}", day=figures.day(lang, user.created_at))
            + (
                ", " + translated(lang, "seen {when}", when=figures.ago(lang, user.last_seen_at))
                if user.last_seen_at
                else ""
            ),
            second=user.totp_enabled_at is not None,
        )
        for user in session.execute(found).scalars()
    ]


def _jobs(session: Session, actor: Actor, lang: str, state: str, most: int) -> list[JobRow]:
    return [
        JobRow(
            id=str(job.id),
            title=job.title or translated(lang, "Untitled"),
            owner=job.owner,
            state=job.state,
            about=said_in(lang, job.error)
            or (f"{job.step} {int(job.part * 100 + 1e-6)} %" if job.state == "processing" else ""),
            when=figures.ago(lang, job.created_at),
        )
        for job in overview.jobs(session, actor, state, most)
    ]


def _letters(session: Session, actor: Actor, lang: str) -> list[Letter]:
    return [
        Letter(
            id=str(one.id),
            name=one.name,
            error=said_in(lang, one.error),
            when=figures.ago(lang, one.created_at),
        )
        for one in requeue.letters(session, actor)[:PAGE]
    ]


def _give(session: Session, actor: Actor, user: uuid.UUID, amount: int, note: str) -> None:
    billing.grant_credits(session, actor, user, amount, key=str(new_id()), note=note[:200])


def _id(given: str) -> uuid.UUID:
    try:
        return uuid.UUID(str(given))
    except ValueError as error:
        raise BadInput("There is no such thing.") from error


class PeopleState(AdminState):
    """Accounts: found, given credits, suspended, promoted."""

    people: list[Account] = []
    search: str = ""
    more: bool = False
    asking: str = ""
    one: Account = Account(
        id="", email="", name="", role="", status="", plan="", about="", second=False
    )
    form_error: str = ""
    _most: int = PAGE

    @rx.event
    async def look(self) -> None:
        """The page opens."""
        if self.standing == "in":
            self.asking = ""
            await self._load()

    async def _load(self) -> None:
        found = await read(self, _people, self.lang, self.search, self._most + 1)
        self.people, self.more = found[: self._most], len(found) > self._most

    @rx.event
    async def find(self, text: str) -> None:
        """Shows accounts whose address or name has this text."""
        self.search, self._most = str(text)[:200], PAGE
        await self._load()

    @rx.event
    async def show_more(self) -> None:
        """Shows more of them."""
        self._most = min(MOST, self._most + PAGE)
        await self._load()

    @rx.event
    def about(self, what: str, id: str) -> None:
        """Opens a dialog about an account."""
        found = next((one for one in self.people if one["id"] == id), None)
        if found is not None:
            self.one, self.asking, self.form_error = found, what, ""

    @rx.event
    def close(self) -> None:
        """Closes the dialog."""
        self.asking = ""

    @rx.event
    async def give(self, given: dict[str, Any]) -> None:
        """Gives the account credits."""
        amount = str(given.get("credits", "")).strip()
        if not amount.isdecimal():
            self.form_error = self._say("Write a whole number of credits.")
            return
        try:
            note = str(given.get("note", ""))
            await write(self, _give, _id(self.one["id"]), int(amount[:9]), note)
        except BadInput as error:
            self.form_error = self._say(error.message)
            return
        self.asking = ""
        self._toast("{n} credits given to {email}.", n=amount, email=self.one["email"])

    @rx.event
    async def suspend(self) -> None:
        """Suspends the account: it is out at once."""
        await self._change(status="suspended")
        self._toast(
            "{email} is suspended.",
            PeopleState.admit,
            self.one["id"],
            email=self.one["email"],
        )

    @rx.event
    async def admit(self, id: str) -> None:
        """Lets a suspended account in again."""
        await write(self, roles.change_user, _id(id), status="active")
        self._toast("The account is active again.")
        await self._load()

    @rx.event
    async def set_role(self, role: str) -> None:
        """Gives the account a role."""
        if role not in RANK:
            raise BadInput("There is no such role.")
        await self._change(role=role)
        self._toast("Saved.")

    @rx.event
    async def set_plan(self, plan: str) -> None:
        """Gives the account a plan, without payment."""
        if plan not in PLANS:
            raise BadInput("There is no such plan.")
        await self._change(plan=plan)
        self._toast("Saved.")

    async def _change(self, **what: str) -> None:
        self.asking = ""
        await write(self, roles.change_user, _id(self.one["id"]), **what)
        await self._load()


class JobsState(AdminState):
    """Jobs of everybody, and tasks that were given up."""

    jobs: list[JobRow] = []
    letters: list[Letter] = []
    only: str = ""

    @rx.var
    def going(self) -> bool:
        """Whether a job in sight goes on."""
        return any(job["state"] in ("queued", "processing") for job in self.jobs)

    @rx.event
    async def look(self) -> None:
        """The page opens, or looks again."""
        if self.standing == "in":
            await self._load()

    async def _load(self) -> None:
        self.jobs = await read(self, _jobs, self.lang, self.only, PAGE)
        self.letters = await read(self, _letters, self.lang)

    @rx.event
    async def choose(self, state: str) -> None:
        """Shows jobs of one state."""
        self.only = state
        await self._load()

    @rx.event
    async def requeue(self, id: str) -> None:
        """Has a failed film taken up again."""
        await write(self, requeue.requeue, _id(id))
        self._toast("It is tried again.")
        await self._load()
