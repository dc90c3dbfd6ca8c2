"""Tests of credits: held, kept or given back exactly once, by the calendar, never below zero."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput, Conflict, NotFound, PaymentNeeded
from filmstudio.services import credits, ledger
from filmstudio.store.db import database
from filmstudio.store.tables import CreditAccount, CreditEntry
from filmstudio.store.types import new_id
from tests.services.ledgers import Clock, add_render, add_user, meter, set_clock


@pytest.fixture
def clock(studio, monkeypatch):
    meter(monkeypatch)
    return set_clock(monkeypatch, Clock())


def call(use_case, *args, **named):
    with database().transaction() as session:
        return use_case(session, *args, **named)


def pots_of(user_id):
    with database().reading() as session:
        pots = ledger.pots(session, user_id)
    return pots.monthly, pots.bought


def test_a_free_account_opens_with_three_credits(clock):
    user = add_user()
    assert call(credits.balance, user) == 0
    seen = call(credits.statement, user)
    assert (seen.balance, seen.reserved, seen.unlimited) == (3, 0, False)
    assert seen.renews_at == datetime(2026, 2, 28, 12, tzinfo=UTC)
    assert call(credits.balance, user) == 3


def test_credits_are_held_and_given_back(clock):
    user, render = add_user(), new_id()
    call(credits.reserve, user, render, 3)
    call(credits.reserve, user, render, 3)
    assert call(credits.statement, user).reserved == 3
    assert call(credits.balance, user) == 0
    assert call(credits.refund, render) == 3
    assert call(credits.refund, render) == 0
    assert call(credits.settle, render, seconds=1) == 0
    assert call(credits.balance, user) == 3
    assert call(credits.statement, user).reserved == 0
    with pytest.raises(Conflict, match="over"):
        call(credits.reserve, user, render, 3)


def test_too_few_credits_are_said_and_change_nothing(clock):
    user = add_user()
    with pytest.raises(PaymentNeeded, match="costs 6 credits, and 3 are left"):
        call(credits.reserve, user, new_id(), 6)
    with pytest.raises(BadInput):
        call(credits.reserve, user, new_id(), -3)
    with pytest.raises(NotFound):
        call(credits.reserve, new_id(), new_id(), 3)
    assert call(credits.statement, user).balance == 3


def test_the_months_credits_go_first_and_return_to_their_pot(clock):
    user, render = add_user(), new_id()
    call(credits.grant, user, 10, key="thanks")
    call(credits.grant, user, 10, key="thanks")
    assert pots_of(user) == (3, 10)
    call(credits.reserve, user, render, 9)
    assert pots_of(user) == (0, 4)
    call(credits.refund, render)
    assert pots_of(user) == (3, 10)


def test_unused_minutes_go_back_and_longer_films_cost_no_more(clock):
    user, short, long = add_user(), new_id(), new_id()
    call(credits.grant, user, 20, key="thanks")
    call(credits.reserve, user, short, 9)
    assert pots_of(user) == (0, 14)
    assert call(credits.settle, short, seconds=61) == 3
    assert pots_of(user) == (0, 17)
    call(credits.reserve, user, long, 3)
    assert call(credits.settle, long, seconds=200) == 0
    assert pots_of(user) == (0, 14)


def test_a_render_is_closed_by_what_became_of_it(clock):
    user = add_user("standard")
    cases = [
        ("completed", True, 30.0, 3),
        ("failed", True, 0.0, 6),
        ("cancelled", False, 0.0, 6),
        ("cancelled", True, 0.0, 0),
    ]
    for state, started, seconds, back in cases:
        render = add_render(
            user, state=state, started_at=clock() if started else None, seconds=seconds
        )
        call(credits.reserve, user, render.id, 6)
        before = call(credits.balance, user)
        assert call(credits.close, render) == back
        assert call(credits.close, render) == 0
        assert call(credits.balance, user) == before + back
    with pytest.raises(Conflict, match="not over"):
        call(credits.close, add_render(user, state="processing"))


def test_settling_reads_the_length_of_the_finished_film(clock):
    user = add_user("standard")
    render = add_render(user, state="completed", seconds=59.0)
    call(credits.reserve, user, render.id, 9)
    assert call(credits.settle, render.id) == 6


def test_closing_what_never_opened_does_nothing(clock):
    user, render = add_user(), new_id()
    assert call(credits.settle, render, seconds=10) == call(credits.refund, render) == 0
    call(credits.reserve, user, render, 3)
    assert call(credits.refund, render) == 3


def test_months_end_by_the_calendar_and_nothing_bought_expires(clock):
    user = add_user("standard")
    call(credits.grant, user, 7, key="bought")
    call(credits.reserve, user, new_id(), 3)
    assert pots_of(user) == (27, 7)
    seen = []
    for _ in range(4):
        with database().reading() as session:
            account = session.get(CreditAccount, user)
        clock.at = account.renews_at
        seen.append((clock.at.month, clock.at.day))
        assert call(credits.renew_due) == 1
        assert call(credits.renew_due) == 0
        assert pots_of(user) == (30, 7)
    assert seen == [(2, 28), (3, 31), (4, 30), (5, 31)]


def test_months_that_were_missed_are_credited_once(clock):
    user = add_user("standard")
    call(credits.statement, user)
    clock.forward(days=100)
    call(credits.reserve, user, new_id(), 30)
    assert pots_of(user) == (0, 0)
    assert call(credits.renew_due) == 0
    assert call(credits.statement, user).renews_at == datetime(2026, 5, 31, 12, tzinfo=UTC)


def test_suspended_accounts_are_not_renewed(clock):
    user = add_user(status="suspended")
    call(credits.statement, user)
    clock.forward(days=40)
    assert call(credits.renew_due) == 0


def test_what_is_held_over_the_renewal_goes_back_when_the_film_fails(clock):
    user, render = add_user(), new_id()
    call(credits.reserve, user, render, 3)
    clock.forward(days=40)
    call(credits.renew_due)
    call(credits.refund, render)
    assert pots_of(user) == (6, 0)
    clock.forward(days=40)
    call(credits.renew_due)
    assert pots_of(user) == (3, 0)


def test_an_unlimited_plan_is_noted_and_costs_nothing(clock):
    user, render = add_user("enterprise"), new_id()
    call(credits.reserve, user, render, 15)
    assert call(credits.statement, user).unlimited
    assert call(credits.settle, render, seconds=10) == 0
    with database().reading() as session:
        entries = session.exec(select(CreditEntry)).all()
    assert [(entry.kind, entry.amount) for entry in entries] == [("reserve", 0), ("settle", 0)]


def test_a_studio_that_is_not_metered_keeps_no_books(clock, monkeypatch):
    meter(monkeypatch, False)
    user, render = add_user(), new_id()
    call(credits.reserve, user, render, 15)
    assert call(credits.settle, render, seconds=10) == call(credits.refund, render) == 0
    with database().reading() as session:
        assert session.exec(select(CreditEntry)).all() == []


def test_returned_payments_take_no_more_than_is_left(clock):
    user = add_user()
    call(credits.grant, user, 10, key="payment", kind="purchase")
    call(credits.reserve, user, new_id(), 9)
    assert call(credits.take_back, user, 10, key="payment", note="Returned") == 4
    assert call(credits.take_back, user, 10, key="payment", note="Returned") == 0
    assert pots_of(user) == (0, 0)


def test_of_a_hundred_submits_at_once_on_three_credits_one_wins(clock):
    user = add_user()
    together = threading.Barrier(100)
    won, refused, broken = [], [], []

    def submit() -> None:
        render = new_id()
        together.wait()
        try:
            call(credits.reserve, user, render, 3)
            won.append(render)
        except PaymentNeeded:
            refused.append(render)
        except Exception as error:
            broken.append(error)

    threads = [threading.Thread(target=submit) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    assert (len(won), len(refused)) == (1, 99)
    assert call(credits.balance, user) == 0
