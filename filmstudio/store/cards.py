"""Cards of providers in redis: what each worker can do, for as long as it goes on saying so."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

import redis

from filmstudio.engine.provider import Card

PREFIX = "filmstudio:cards:"
LIFETIME = 60
"""Seconds; workers publish again well before."""


@dataclass(frozen=True)
class Offer:
    """A provider that some workers of the fleet have. Available where one of them can use it."""

    card: Card
    workers: tuple[str, ...]


def publish(
    connection: redis.Redis, worker: str, cards: Iterable[Card], seconds: int = LIFETIME
) -> None:
    """Says what a worker can do. What creators' own keys open belongs to nobody else and is left
    out. Raises redis' errors."""
    told = [asdict(card) for card in cards if card.tier > 0]
    connection.set(PREFIX + worker, json.dumps(told), ex=seconds)


def withdraw(connection: redis.Redis, worker: str) -> None:
    """Takes a worker's cards back when it leaves in good order."""
    connection.delete(PREFIX + worker)


def offers(connection: redis.Redis) -> list[Offer]:
    """What the fleet can do now, by capability, tier and name. Raises redis' errors."""
    found: dict[tuple[str, str], tuple[Card, list[str]]] = {}
    for key in sorted(connection.scan_iter(match=f"{PREFIX}*", count=200)):
        body = connection.get(key)
        if not isinstance(body, bytes):
            continue  # it ran out in between
        worker = key.decode().removeprefix(PREFIX)
        for told in json.loads(body):
            card = Card(**told)
            same = found.get((card.name, card.version))
            if same is None:
                found[card.name, card.version] = (card, [worker])
                continue
            same[1].append(worker)
            if card.available and not same[0].available:
                found[card.name, card.version] = (card, same[1])
    listed = [Offer(card, tuple(workers)) for card, workers in found.values()]
    return sorted(listed, key=lambda o: (o.card.capability, o.card.tier, o.card.name))


def cards(connection: redis.Redis, capability: str = "") -> list[Card]:
    """The cards of the fleet, of one capability or of all."""
    return [o.card for o in offers(connection) if capability in ("", o.card.capability)]
