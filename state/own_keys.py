"""Creators' own keys for vendors: which there are, what a live test says, and their removal."""

from __future__ import annotations

from typing import Any, TypedDict

import reflex as rx
from sqlmodel import Session

from filmstudio.services import provider_keys
from filmstudio.services.actor import Actor
from state import figures
from state.base import ask, read, write
from state.settings import SettingsState
from state.words import said_in, translated

_MAKES = {
    "text": "scripts",
    "translation": "translations",
    "moderation": "review",
    "voice": "voices",
}
"""What a key is used for, in a word; in catalogs by pages/settings_keys.py."""


class Vendor(TypedDict):
    """A vendor, and what is known of one's key for it. `standing` is ok, bad or empty."""

    name: str
    title: str
    about: str
    hint: str
    model: str
    base: str
    last4: str
    has: bool
    own_base: bool
    texts: bool
    keyless: bool
    standing: str
    note: str


def _vendors(session: Session, actor: Actor, lang: str) -> list[Vendor]:
    mine = {row.provider: row for row in provider_keys.listed(session, actor)}
    return [_vendor(lang, one, mine.get(one.name)) for one in provider_keys.vendors()]


def _vendor(lang: str, vendor: Any, row: Any) -> Vendor:
    uses = ", ".join(translated(lang, _MAKES.get(one, one)) for one in vendor.makes)
    note, standing = "", ""
    if row is None:
        about = uses or translated(lang, "kept for later: nothing is made with it yet")
    elif row.checked_at is None:
        about = translated(lang, "not tested yet")
    else:
        when = figures.ago(lang, row.checked_at)
        about = translated(lang, "tested {when}", when=when)
        note = said_in(lang, row.check_note)
        standing = "ok" if provider_keys.was_taken(row) else "bad"
    return Vendor(
        name=vendor.name,
        title=vendor.title,
        about=about,
        hint=said_in(lang, vendor.looks),
        model=(row.options.get("model") if row else "") or "",
        base=(row.base_url if row else "") or "",
        last4=row.last4 if row else "",
        has=row is not None,
        own_base=vendor.own_base,
        texts="text" in vendor.makes,
        keyless=vendor.keyless,
        standing=standing,
        note=note,
    )


NONE = Vendor(
    name="",
    title="",
    about="",
    hint="",
    model="",
    base="",
    last4="",
    has=False,
    own_base=False,
    texts=False,
    keyless=False,
    standing="",
    note="",
)


class OwnKeysState(SettingsState):
    """The vendors, and the dialog about one of them."""

    vendors: list[Vendor] = []
    vendor: Vendor = NONE
    testing: str = ""

    @rx.event
    async def look(self) -> None:
        """The page opens."""
        if self.signed_in:
            await self._again()

    async def _again(self) -> None:
        self.vendors = await read(self, _vendors, self.lang)

    @rx.event
    def about(self, what: str, name: str) -> None:
        """Opens a dialog about a vendor: give or remove."""
        self.vendor = next((one for one in self.vendors if one["name"] == name), NONE)
        self.form_error = ""
        self.asking = what if self.vendor["name"] else ""

    @rx.event
    async def kept(self, answer: dict[str, Any]) -> Any:
        """The API has kept a key: it is tested at once."""
        if not answer.get("ok"):
            self.form_error = self._told(answer)
            return None
        self.asking, self.form_error = "", ""
        await self._again()
        return OwnKeysState.test(self.vendor["name"])  # type: ignore[misc]

    @rx.event(background=True)
    async def test(self, name: str) -> None:
        """Asks the vendor whether it takes the key."""
        async with self:
            self.testing = name
        try:
            ok, note = await ask(self, provider_keys.test, name)
            async with self:
                await self._again()
                if ok:
                    self._toast(note)
        finally:
            async with self:
                self.testing = ""

    @rx.event
    async def remove(self) -> None:
        """Forgets a key."""
        title = self.vendor["title"]
        await write(self, provider_keys.remove, self.vendor["name"])
        self.asking = ""
        self._toast("Your key for {vendor} is gone.", vendor=title)
        await self._again()
