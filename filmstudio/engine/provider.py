"""Providers: who can make a part of a film, and in what order they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from filmstudio.engine.sources import code_of
from filmstudio.errors import Missing

LAST_VENDOR = 1
"""The last tier whose makers work elsewhere, for the creator or the studio."""
UNUSABLE = frozenset({"provider_key", "provider_quota"})
"""Codes of Broken by which a provider says that it can serve nothing until its owner acts."""


@runtime_checkable
class Provider(Protocol):
    """One maker of something: an embedded craft, a model or a vendor.

    `capability` is what it makes (text, picture, voice, music, ...), `tier` its place in
    the order: 0 the creator's own key, 1 the platform's key, 2 a CUDA worker, 3 embedded.
    One that names our `crafts` is made again when their code changes.
    """

    name: str
    capability: str
    tier: int

    @property
    def version(self) -> str:
        """What changes when the same request would be answered otherwise; part of every key."""
        ...

    def is_available(self) -> tuple[bool, str]:
        """Whether it can work here and now, and a sentence that says why or why not."""
        ...

    def run(self, request: Any) -> Any:
        """Answers a typed request. Raises Busy, Broken or Refused."""
        ...


@dataclass(frozen=True)
class Card:
    """What planner and pages know of a provider without loading it."""

    name: str
    version: str
    capability: str
    tier: int
    available: bool
    note: str
    code: str = ""
    """The digest of what it is written in; part of every key, as its version is."""


class Providers:
    """The providers of this process, asked in order of tier and then of name."""

    def __init__(self, members: Iterable[Provider]) -> None:
        self._members = sorted(members, key=lambda p: (p.capability, p.tier, p.name))
        self._cards: list[Card] | None = None

    def cards(self) -> list[Card]:
        """A card for each provider; a broken one is listed as broken, never fatal."""
        if self._cards is None:
            self._cards = []
            for member in self._members:
                available, note = member.is_available()
                self._cards.append(
                    Card(
                        member.name,
                        member.version,
                        member.capability,
                        member.tier,
                        available,
                        note,
                        code_of(type(member).__module__, getattr(member, "crafts", ())),
                    )
                )
        return self._cards

    def order(self, capability: str) -> list[Card]:
        """The cards that can serve this capability now, best first. Raises Missing for none."""
        cards = [card for card in self.cards() if card.capability == capability]
        ready = [card for card in cards if card.available]
        if not ready:
            why = " ".join(card.note for card in cards) or "None is installed."
            raise Missing(
                "Nothing here can make {capability}. {why}", capability=capability, why=why
            )
        return ready

    def named(self, name: str) -> Provider:
        """The provider with this name. Raises Missing."""
        for member in self._members:
            if member.name == name:
                return member
        raise Missing("There is no provider called '{name}' here.", name=name)
