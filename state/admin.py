"""For the people who run the studio: how it does, people, jobs, what was given up, and the audit."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session, col

from filmstudio.services import audit, overview
from filmstudio.services.accounts import profile, roles
from filmstudio.services.actor import Actor
from filmstudio.store.tables import AuditEntry, User
from state import figures
from state.base import AppState, ask, read
from state.words import plural, said_in, translated

PAGE = 50
MOST = 500


class Part(TypedDict):
    """A part of the studio."""

    name: str
    ok: bool
    note: str


class StageRow(TypedDict):
    """The tasks of a stage."""

    name: str
    waiting: int
    running: int
    each: str


class Entry(TypedDict):
    """Something that was done."""

    id: str
    day: str
    time: str
    who: str
    action: str
    target: str
    details: str


def _standing(session: Session, actor: Actor) -> str:
    """Whether the actor may be here: `in`, or what is missing: role, setup, code."""
    if not actor.at_least("admin"):
        return "role"
    if actor.second_factor:
        return "in"
    return "code" if profile.me(session, actor).totp_enabled_at else "setup"


def _numbers(session: Session, actor: Actor, lang: str) -> dict[str, str]:
    found = overview.numbers(session, actor)
    ended = found.films + found.failed
    return {
        "people": figures.number(lang, found.people),
        "new_people": figures.number(lang, found.new_people),
        "active_people": figures.number(lang, found.active_people),
        "films": figures.number(lang, found.films),
        "minutes": figures.number(lang, found.minutes, 1),
        "failed": figures.percent(lang, found.failed / ended if ended else 0),
        "going": plural(
            lang, "{n} job going on", "{n} jobs going on", found.queued + found.processing
        ),
        "dead": plural(
            lang,
            "{n} task was given up and waits for you.",
            "{n} tasks were given up and wait for you.",
            found.dead,
        )
        if found.dead
        else "",
        "revenue": figures.price(lang, found.revenue) if found.revenue else "",
        "paying": figures.number(lang, found.paying),
    }


def _stages(session: Session, actor: Actor, lang: str) -> list[StageRow]:
    return [
        StageRow(
            name=one.stage,
            waiting=one.waiting,
            running=one.running,
            each=f"{figures.number(lang, one.seconds, 1)} s" if one.seconds is not None else "",
        )
        for one in overview.stages(session, actor)
    ]


def _audit(session: Session, actor: Actor, lang: str, action: str, most: int) -> list[Entry]:
    found = audit.listed(actor, action[:60]).order_by(col(AuditEntry.id).desc()).limit(most)
    rows = list(session.execute(found).scalars())
    ids = {row.actor_id for row in rows if row.actor_id}
    wanted = roles.listed(actor).where(col(User.id).in_(ids))
    emails = {user.id: user.email for user in session.execute(wanted).scalars()}
    return [
        Entry(
            id=str(row.id),
            day=figures.day(lang, row.created_at),
            time=figures.clock(lang, row.created_at),
            who=emails.get(row.actor_id or uuid.UUID(int=0), translated(lang, "the studio")),
            action=row.action,
            target=row.target,
            details=", ".join(f"{name} {_plain(value)}" for name, value in row.details.items()),
        )
        for row in rows
    ]


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


class AdminState(AppState):
    """What all pages of the administration share: whether one may be here."""

    standing: str = ""
    """Empty until known; in, role, setup (no second step yet) or code (not given in this session)."""
    code_error: str = ""

    @rx.event
    async def enter(self) -> None:
        """A page opens."""
        self.standing = await read(self, _standing) if self.signed_in else "role"

    @rx.event
    async def code_given(self, answer: dict[str, Any]) -> Any:
        """The API has looked at a code of the second step."""
        if not answer.get("ok"):
            self.code_error = self._say(str(answer.get("detail") or "")[:300])
            return None
        self.code_error = ""
        # What the page shows is loaded by its own events: once more, with the code given.
        return rx.redirect(self.router.url.path, replace=True)


class OverviewState(AdminState):
    """How the studio does now."""

    parts: list[Part] = []
    workers: list[Part] = []
    numbers: dict[str, str] = {}
    stages: list[StageRow] = []
    newest: list[Entry] = []
    opened: bool = False

    @rx.var
    def alarm(self) -> str:
        """What is wrong, in sentences; empty where all is well."""
        said = [f"{part['name']}: {part['note']}" for part in self.parts if not part["ok"]]
        said += [f"{one['name']}: {one['note']}" for one in self.workers if not one["ok"]]
        return " ".join(said)

    @rx.event
    async def look(self) -> None:
        """Looks at everything."""
        if self.standing != "in":
            return
        checks = await ask(self, overview.parts)
        self.parts = [
            Part(
                name=self._say(_PARTS.get(one.name, one.name)),
                ok=one.ok,
                note=said_in(self.lang, one.note) or "ok",
            )
            for one in checks
        ]
        told = await ask(self, overview.workers)
        self.numbers = await read(self, _numbers, self.lang)
        self.stages = await read(self, _stages, self.lang)
        waits = any(stage["waiting"] for stage in self.stages)
        self.workers = [self._workers(one, waits) for one in told]
        self.newest = await read(self, _audit, self.lang, "", 6)
        self.opened = True

    def _workers(self, one: overview.Workers, waits: bool) -> Part:
        name = self._say("Workers, {queue}", queue=one.queue)
        if one.alive is None:
            return Part(name=name, ok=False, note=self._say("cannot be counted"))
        # A studio without a graphics card has no worker for it, and that is no fault.
        is_well = bool(one.alive) or one.queue != "cpu"
        note = str(one.alive) if is_well else self._say("none is alive: no film is made")
        return Part(name=name, ok=is_well, note=note)


_PARTS = {
    "database": "Database",
    "redis": "Redis",
    "storage": "Storage",
    "queues": "Queues",
    "disk": "Disk",
    "memory": "Memory",
}
"""Parts of the studio; in catalogs by pages/admin.py."""


class AuditState(AdminState):
    """Who did what."""

    entries: list[Entry] = []
    action: str = ""
    more: bool = False
    _most: int = PAGE

    @rx.event
    async def look(self) -> None:
        """The page opens."""
        if self.standing == "in":
            await self._load()

    async def _load(self) -> None:
        found = await read(self, _audit, self.lang, self.action, self._most + 1)
        self.entries, self.more = found[: self._most], len(found) > self._most

    @rx.event
    async def find(self, action: str) -> None:
        """Shows one kind of action."""
        self.action, self._most = str(action).strip()[:60], PAGE
        await self._load()

    @rx.event
    async def show_more(self) -> None:
        """Reads further back."""
        self._most = min(MOST, self._most + PAGE)
        await self._load()
