"""Tests of the cards that workers publish of what they can do."""

from __future__ import annotations

import time

from filmstudio.engine.provider import Card
from filmstudio.store import cards
from filmstudio.store.redis import client


def card(name="paint", tier=3, available=True, capability="picture", version="1"):
    return Card(name, version, capability, tier, available, "note")


def test_what_workers_can_do_is_listed_best_first(studio):
    cards.publish(client(), "a", [card(), card("cuda", 2)])
    cards.publish(client(), "b", [card(), card("talk", capability="voice")])
    offers = cards.offers(client())
    assert [offer.card.name for offer in offers] == ["cuda", "paint", "talk"]
    assert offers[1].workers == ("a", "b")
    assert [c.name for c in cards.cards(client(), "voice")] == ["talk"]


def test_a_provider_is_available_where_one_worker_has_it(studio):
    cards.publish(client(), "a", [card(available=False)])
    cards.publish(client(), "b", [card(available=True)])
    assert cards.cards(client())[0].available


def test_creators_own_makers_are_nobodys_business(studio):
    cards.publish(client(), "a", [card("openai-text", 0), card()])
    assert [c.name for c in cards.cards(client())] == ["paint"]


def test_cards_go_with_their_worker(studio):
    cards.publish(client(), "a", [card()], seconds=1)
    cards.publish(client(), "b", [card("other")])
    cards.withdraw(client(), "b")
    assert [c.name for c in cards.cards(client())] == ["paint"]
    time.sleep(1.2)
    assert cards.cards(client()) == []
