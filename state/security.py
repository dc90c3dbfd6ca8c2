"""Security of an account: second step, where one is signed in, keys for programs, leaving."""

from __future__ import annotations

import re
import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import BadInput
from filmstudio.services.accounts import api_keys, profile, second_factor, sessions
from filmstudio.services.accounts.authenticate import keys_in_plan
from filmstudio.services.actor import RANK, Actor
from filmstudio.store.tables import LoginSession
from state import figures
from state.base import read, write
from state.settings import SettingsState
from state.words import translated

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


class Place(TypedDict):
    """Somewhere that one is signed in."""

    id: str
    device: str
    about: str
    phone: bool
    here: bool


class Key(TypedDict):
    """A key for programs, by its first characters."""

    id: str
    name: str
    prefix: str
    about: str
    over: bool


def device_of(lang: str, user_agent: str) -> str:
    """Browser and system by what a browser says of itself: Chrome on Linux."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return translated(lang, "{browser} on {system}", browser=browser, system=system)
    first = re.split(r"[/\s]", user_agent.strip() or "")[0][:40]
    return browser or system or first or translated(lang, "Unknown device")


def _place(lang: str, row: LoginSession, here: bool) -> Place:
    seen = figures.ago(lang, row.used_at)
    return Place(
        id=str(row.id),
        device=device_of(lang, row.user_agent),
        about=", ".join(part for part in (row.address, seen) if part),
        phone=any(mark in row.user_agent for mark in ("iPhone", "Android", "iPad")),
        here=here,
    )


def _security(session: Session, actor: Actor, lang: str) -> dict[str, Any]:
    user = profile.me(session, actor)
    since = user.totp_enabled_at
    return {
        "second": since is not None,
        "second_since": figures.long_day(lang, since) if since else "",
        "must_keep": RANK[actor.role] >= RANK["admin"],
        "given_here": actor.second_factor,
        "codes_left": second_factor.recovery_codes_left(session, actor),
        "places": [
            _place(lang, row, row.id == actor.session_id) for row in sessions.living(session, actor)
        ],
    }


def _key(lang: str, row: Any) -> Key:
    told = [", ".join(translated(lang, _SCOPES.get(scope, scope)) for scope in row.scopes)]
    if row.used_at:
        told.append(translated(lang, "used {when}", when=figures.ago(lang, row.used_at)))
    else:
        told.append(translated(lang, "never used"))
    over = row.expires_at is not None and row.expires_at <= figures.now()
    if row.expires_at is not None:
        day = figures.day(lang, row.expires_at)
        ended, until = (
            translated(lang, "ended {day}", day=day),
            translated(lang, "until {day}", day=day),
        )
        told.append(ended if over else until)
    return Key(id=str(row.id), name=row.name, prefix=row.prefix, about=" · ".join(told), over=over)


_SCOPES = {"read": "reads", "write": "changes"}


def _keys(session: Session, actor: Actor, lang: str) -> tuple[list[Key], bool]:
    return [_key(lang, row) for row in api_keys.keys(session, actor)], keys_in_plan(actor.plan)


def id_of(given: str) -> uuid.UUID:
    """An id that a browser sent. Raises BadInput."""
    try:
        return uuid.UUID(given)
    except (ValueError, AttributeError, TypeError) as error:
        raise BadInput("There is no such thing.") from error


class SecurityState(SettingsState):
    """Second step and sessions."""

    second: bool = False
    second_since: str = ""
    must_keep: bool = False
    given_here: bool = False
    codes_left: int = 0
    places: list[Place] = []

    @rx.var
    def elsewhere(self) -> bool:
        """Whether one is signed in at another place too."""
        return len(self.places) > 1

    @rx.event
    async def look(self) -> None:
        """The page opens."""
        if self.signed_in:
            await self._again()

    @rx.event
    async def end(self, id: str) -> None:
        """Signs a browser or program out."""
        gone = next((one["device"] for one in self.places if one["id"] == id), "")
        await write(self, sessions.end_session, id_of(id))
        self._toast("Signed out of {device}.", device=gone)
        await self._again()

    @rx.event
    async def end_others(self) -> None:
        """Signs out everywhere else."""
        await write(self, sessions.end_all_others)
        self._toast("Signed out everywhere else.")
        await self._again()

    async def _again(self) -> None:
        for name, value in (await read(self, _security, self.lang)).items():
            setattr(self, name, value)

    @rx.event
    async def changed(self, answer: dict[str, Any]) -> None:
        """The API has changed the password or taken the second step away."""
        if not answer.get("ok"):
            self.form_error = self._told(answer)
            return
        self.asking, self.form_error = "", ""
        self._toast("Saved.")
        await self._again()

    @rx.event
    async def enrolled(self, answer: dict[str, Any]) -> None:
        """The API has told this tab the secret of a second step; its first code is asked now."""
        self.form_error = "" if answer.get("ok") else self._told(answer)
        if answer.get("ok"):
            self.asking = "second-code"

    @rx.event
    async def has_codes(self, answer: dict[str, Any]) -> None:
        """The API has told this tab recovery codes."""
        self.form_error = "" if answer.get("ok") else self._told(answer)
        if answer.get("ok"):
            self.asking = "codes"
            await self._again()


class KeysState(SettingsState):
    """Keys for programs."""

    keys: list[Key] = []
    in_plan: bool = True
    scope: str = "write"
    days: str = "90"
    chosen: str = ""
    """The key that a dialog is about."""

    @rx.var
    def scopes(self) -> list[str]:
        """What the new key may do."""
        return ["read"] if self.scope == "read" else ["read", "write"]

    @rx.var
    def wanted(self) -> dict[str, Any]:
        """What the form for a new key sends beside its name."""
        days = int(self.days) if self.days.isdigit() else None
        return {"scopes": self.scopes, "expires_in_days": days}

    @rx.var
    def chosen_name(self) -> str:
        """The name of the key that a dialog is about."""
        return next((key["name"] for key in self.keys if key["id"] == self.chosen), "")

    @rx.event
    async def look(self) -> None:
        """The page opens."""
        if self.signed_in:
            self.keys, self.in_plan = await read(self, _keys, self.lang)

    @rx.event
    def choose_scope(self, scope: str) -> None:
        """Chooses what the new key may do."""
        self.scope = scope

    @rx.event
    def choose_days(self, days: str) -> None:
        """Chooses for how long the new key is good."""
        self.days = days

    @rx.event
    async def made(self, answer: dict[str, Any]) -> None:
        """The API has told this tab a new key."""
        self.form_error = "" if answer.get("ok") else self._told(answer)
        if answer.get("ok"):
            self.asking = "new-key"
            self.keys, self.in_plan = await read(self, _keys, self.lang)

    @rx.event
    async def about(self, what: str, id: str) -> Any:
        """Opens a dialog about a key."""
        self.chosen = id
        if what == "rotate":
            return KeysState.ask_securely("rotate")
        return KeysState.ask(what)

    @rx.event
    async def revoke(self) -> None:
        """Makes the chosen key useless."""
        name = self.chosen_name
        await write(self, api_keys.revoke, id_of(self.chosen))
        self.asking = self.chosen = ""
        self._toast("The key {name} no longer works.", name=name)
        self.keys, self.in_plan = await read(self, _keys, self.lang)
