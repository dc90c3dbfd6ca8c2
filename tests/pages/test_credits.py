"""Tests of the page of credits, and of the ledger as it is read there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from filmstudio.services import credits, ledger, statements
from filmstudio.store.db import database
from tests.pages.made import film
from tests.pages.stand import PHONE, unreachable


@pytest.fixture
def metered(house, monkeypatch):
    """Films cost credits, for services that this process calls."""
    monkeypatch.setattr(credits, "is_metered", lambda: True)


def test_the_ledger_adds_up_page_by_page(metered, person):
    ann = person("credits-ledger@example.com", plan="standard")
    with database().transaction() as session:
        credits.statement(session, ann.user.id)
        credits.grant(session, ann.user.id, 15, key="credits-ledger")
    film(ann, "A Boat", seconds=84, paid=6)
    film(ann, "Clay", seconds=40, paid=30)
    film(ann, "Nothing", picture=None, state="failed", error="No.", paid=3)
    with database().reading() as session:
        whole = statements.ledger_of(session, ann.actor, most=100)
        assert whole.next is None
        assert sum(line.amount for line in whole.lines) == credits.balance(session, ann.user.id)
        assert whole.lines[0].balance == ledger.pots(session, ann.user.id).total
        for newer, older in zip(whole.lines, whole.lines[1:], strict=False):
            assert newer.balance - newer.amount == older.balance
        told = [(line.kind, line.amount, line.title) for line in whole.lines]
        assert told == [
            ("refund", 3, "Nothing"),
            ("reserve", -3, "Nothing"),
            ("settle", 27, "Clay"),
            ("reserve", -30, "Clay"),
            ("reserve", -6, "A Boat"),
            ("grant", 15, ""),
            ("monthly", 30, ""),
        ]
        paged, after = [], None
        for _ in range(9):
            sheet = statements.ledger_of(session, ann.actor, after, most=2)
            paged += sheet.lines
            if (after := sheet.next) is None:
                break
        assert paged == whole.lines


def test_who_has_spent_nothing_yet_sees_what_the_account_opens_with(metered, person):
    new = person("credits-new@example.com", plan="standard")
    whole = person("credits-whole@example.com", plan="enterprise")
    with database().transaction() as session:
        assert credits.in_hand(session, new.user) == 30
        credits.grant(session, new.user.id, 15, key="credits-new")
        assert credits.in_hand(session, new.user) == 45 == credits.balance(session, new.user.id)
        assert credits.in_hand(session, whole.user) is None


def test_where_films_cost_nothing_the_page_says_so(visit, person):
    ann = person("credits-free@example.com")
    film(ann, "A Boat", seconds=84, days=timedelta(hours=1) / timedelta(days=1))
    page = visit("/credits", ann, size=PHONE, theme="light")
    page.get_by_role("heading", name="Films cost nothing here.").wait_for()
    assert page.locator(".slate dd").all_inner_texts() == ["1", "1.4"]
    assert page.get_by_role("button", name="Buy").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert unreachable(page) == []
