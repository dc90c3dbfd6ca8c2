"""One's own account: profile, notices, and what the password is asked for anew."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.errors import BadInput
from filmstudio.services.accounts import profile, sessions
from filmstudio.services.actor import Actor
from filmstudio.services.notices import KINDS, wants_letter
from state.base import AppState, read, write

LETTERS = {
    "film_ready": "A film is finished",
    "film_failed": "A film was not finished",
    "credits_low": "Few credits are left",
    "invitation": "Somebody asks you to a project",
    "webhook_dead": "A webhook could not be delivered",
    "youtube_live": "A film is on YouTube",
}
"""Letters that one may do without; in catalogs by pages/settings_notices.py."""


class Letter(TypedDict):
    """A kind of letter, and whether it is wanted."""

    kind: str
    label: str
    on: bool


def _me(session: Session, actor: Actor) -> dict[str, Any]:
    user = profile.me(session, actor)
    avatar = user.avatar_file_id
    return {
        "name": user.name,
        "email": user.email,
        "avatar": f"/api/v1/files/{avatar}/content" if avatar else "",
        "letters": {kind: wants_letter(user, kind) for kind in LETTERS if KINDS[kind].letter},
        "has_password": user.password_hash is not None,
        "confirmed": user.email_verified_at is not None,
    }


def _rename(session: Session, actor: Actor, name: str) -> None:
    profile.change(session, actor, {"name": name})


def _show(session: Session, actor: Actor, file: uuid.UUID | None) -> None:
    profile.change(session, actor, {"avatar_file_id": file})


def _want(session: Session, actor: Actor, kind: str, on: bool) -> None:
    kept = profile.me(session, actor).notify
    profile.change(session, actor, {"notify": {**kept, kind: on}})


class SettingsState(AppState):
    """What all parts of the settings share."""

    name: str = ""
    email: str = ""
    avatar: str = ""
    confirmed: bool = True
    has_password: bool = True
    letters: list[Letter] = []
    opened: bool = False
    name_error: str = ""
    asking: str = ""
    """Which dialog is open: `password` before one that needs it anew."""
    password_error: str = ""
    form_error: str = ""
    """What is wrong in the dialog that is open."""
    _then: str = ""

    @rx.event
    async def open(self) -> None:
        """A part of the settings opens."""
        if self.signed_in:
            self.asking = self._then = ""
            await self._load()

    async def _load(self) -> None:
        me = await read(self, _me)
        self.name, self.email, self.avatar = me["name"], me["email"], me["avatar"]
        self.has_password, self.confirmed = me["has_password"], me["confirmed"]
        self.letters = [
            Letter(kind=kind, label=self._say(LETTERS[kind]), on=on)
            for kind, on in me["letters"].items()
        ]
        self.opened = True

    @rx.event
    async def rename(self, given: dict[str, Any]) -> None:
        """Changes one's name."""
        try:
            await write(self, _rename, str(given.get("name", "")))
        except BadInput as error:
            self.name_error = self._say(error.message)
            return
        self.name_error = ""
        await self._load()
        self._toast("Saved.")

    @rx.event
    async def show_picture(self, file_id: str) -> None:
        """Shows a picture that was just brought, beside one's name; empty: none."""
        try:
            file = uuid.UUID(file_id) if file_id else None
        except ValueError as error:
            raise BadInput("Choose one of your own pictures.") from error
        await write(self, _show, file)
        await self._load()
        self.person = {**self.person, "avatar": self.avatar}  # in the bar above, too
        self._toast("Saved.")

    @rx.event
    async def want(self, kind: str, on: bool) -> None:
        """Chooses whether a kind of letter is wanted."""
        await write(self, _want, kind, on)
        await self._load()

    @rx.event
    async def ask(self, what: str) -> None:
        """Opens a dialog that needs no password, or closes the one that is open (empty)."""
        self.asking = what
        self.password_error = self.form_error = ""

    @rx.event
    async def ask_securely(self, what: str) -> None:
        """Opens a dialog; where the password was not given lately, that is asked first."""
        self.password_error = self.form_error = ""
        if await read(self, sessions.is_recent):
            self.asking = what
        else:
            self._then, self.asking = what, "password"

    @rx.event
    def password_given(self, answer: dict[str, Any]) -> None:
        """The API has looked at the password."""
        if answer.get("ok"):
            self.asking, self._then, self.password_error = self._then, "", ""
        else:
            self.password_error = self._told(answer)

    @rx.event
    def refused(self, answer: dict[str, Any]) -> None:
        """The API has refused what a dialog asked for."""
        if not answer.get("ok"):
            self.form_error = self._told(answer)

    @rx.event
    def written(self, answer: dict[str, Any]) -> None:
        """The API has written to a new address."""
        self.refused(answer)
        if answer.get("ok"):
            self.asking = ""
            self._toast("We have written to this address: follow the link in the letter.")

    def _told(self, answer: dict[str, Any]) -> str:
        """What the API said of a form, in a sentence."""
        faults = answer.get("faults") or {}
        first = next(iter(faults.values()), "") if isinstance(faults, dict) else ""
        said = str(first or answer.get("detail") or "")[:500]
        return self._say(said or "The studio can’t be reached. Try again in a moment.")
