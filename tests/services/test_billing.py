"""Tests of billing: events of payment providers become credits, plans and invoices, each once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services import billing, credits, inbox, ledger, subscriptions
from filmstudio.services.actor import GUEST, Actor
from filmstudio.services.billing import PaymentEvent, apply
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, Invoice, Notification, Subscription, User
from filmstudio.store.types import new_id
from tests.services.ledgers import Clock, add_user, meter, set_clock
from tests.services.test_credits import call, pots_of


@pytest.fixture
def clock(studio, monkeypatch):
    meter(monkeypatch)
    return set_clock(monkeypatch, Clock())


@pytest.fixture
def boss(clock):
    return Actor(add_user(role="admin"), "admin", second_factor=True)


def bills_of(user):
    with database().reading() as session:
        rows = session.exec(
            select(Invoice).where(Invoice.user_id == user).order_by(col(Invoice.id))
        ).all()
    return [(row.state, row.amount, row.note) for row in rows]


def notices_of(user):
    with database().reading() as session:
        found = select(Notification.kind).where(Notification.user_id == user)
        return sorted(session.exec(found).all())


def plan_of(user):
    with database().reading() as session:
        return session.get(User, user).plan


def subscription_of(user):
    with database().reading() as session:
        return subscriptions.current(session, user)


def bought(user, payment="in_1", **more):
    return PaymentEvent(
        "purchased", "stripe", user, payment=payment, credits=30, amount=1299, **more
    )


def test_a_purchase_counts_once_under_any_event_id(clock):
    user = add_user()
    for _ in range(3):
        call(apply, bought(user))
    call(apply, bought(user, "in_2"))
    assert pots_of(user) == (3, 60)
    assert bills_of(user) == [("paid", 1299, "30 credits bought")] * 2
    assert notices_of(user) == ["receipt", "receipt"]


def test_an_event_of_the_inbox_is_handled_once_and_waits_when_it_cannot_be(clock, monkeypatch):
    user = add_user()
    with database().transaction() as session:
        first = inbox.record(session, "stripe", "evt_1", "payment", {"user": str(user)})
        again = inbox.record(session, "stripe", "evt_1", "payment", {})
    assert again is None
    with pytest.raises(BadInput, match="Nobody here reads"):
        call(inbox.handle, first.id, billing.work)
    monkeypatch.setitem(billing.READERS, "stripe", lambda row: bought(user))
    assert call(inbox.handle, first.id, billing.work)
    assert not call(inbox.handle, first.id, billing.work)
    assert pots_of(user) == (3, 30)
    with database().transaction() as session:
        second = inbox.record(session, "stripe", "evt_2", "ping", {})
    monkeypatch.setitem(billing.READERS, "stripe", lambda row: None)
    assert call(inbox.handle, second.id, billing.work)


def test_a_payment_that_was_returned_first_grants_nothing(clock):
    user = add_user()
    returned = PaymentEvent("returned", "stripe", user, payment="in_1", credits=30, amount=1299)
    call(apply, returned)
    call(apply, bought(user))
    assert pots_of(user) == (3, 0)
    assert bills_of(user)[0][0] == "returned"


def test_events_that_name_nobody_are_refused(clock):
    with pytest.raises(BadInput, match="names no account"):
        call(apply, bought(None))
    with pytest.raises(NotFound):
        call(apply, bought(new_id()))
    with pytest.raises(BadInput, match="names no subscription"):
        call(apply, PaymentEvent("renewed", "stripe"))
    with pytest.raises(BadInput, match="names no account"):
        call(apply, PaymentEvent("renewed", "stripe", subscription="sub_1", plan="pro"))
    call(apply, PaymentEvent("ended", "stripe", subscription="sub_unknown"))


def subscribed(user, plan="standard", **more):
    return PaymentEvent(
        "subscribed",
        "stripe",
        user,
        **{"payment": "in_1", "subscription": "sub_1", "plan": plan, "amount": 999} | more,
    )


def test_a_subscription_lives_and_ends(clock):
    user = add_user()
    end = clock() + timedelta(days=28)
    call(apply, subscribed(user, period_end=end))
    call(apply, subscribed(user, period_end=end))
    assert (plan_of(user), pots_of(user)) == ("standard", (30, 0))
    assert call(credits.statement, user).renews_at == end
    call(credits.reserve, user, new_id(), 27)
    clock.at = end
    later = end + timedelta(days=31)
    renewal = PaymentEvent(
        "renewed", "stripe", payment="in_2", subscription="sub_1", amount=999, period_end=later
    )
    assert call(credits.renew_due) == 0
    call(apply, renewal)
    call(apply, renewal)
    assert pots_of(user) == (30, 0)
    call(subscriptions.cancel, user)
    assert plan_of(user) == "standard"
    clock.at = later
    assert call(credits.renew_due) == 1
    assert (plan_of(user), pots_of(user)) == ("free", (3, 0))
    assert subscription_of(user) is None
    assert [bill[0] for bill in bills_of(user)] == ["paid", "paid"]
    assert notices_of(user).count("plan_changed") == 2
    clock.forward(days=40)
    assert call(credits.renew_due) == 1
    assert pots_of(user) == (3, 0)


def test_failed_payments_are_borne_then_suspended_then_ended(clock):
    user = add_user()
    end = clock() + timedelta(days=28)
    call(apply, subscribed(user, period_end=end))
    clock.at = end
    failed = PaymentEvent(
        "payment_failed", "stripe", payment="in_2", subscription="sub_1", amount=999
    )
    call(apply, failed)
    call(apply, failed)
    assert (subscription_of(user).state, plan_of(user)) == ("past_due", "standard")
    assert notices_of(user).count("payment_failed") == 1
    clock.forward(days=14)
    assert call(credits.renew_due) == 1
    assert (subscription_of(user).state, plan_of(user)) == ("suspended", "free")
    assert pots_of(user) == (3, 0)
    paid = PaymentEvent(
        "renewed",
        "stripe",
        payment="in_2",
        subscription="sub_1",
        amount=999,
        period_end=end + timedelta(days=31),
    )
    call(apply, paid)
    call(apply, failed)  # late news of a payment that went through since
    assert (subscription_of(user).state, plan_of(user)) == ("active", "standard")
    assert pots_of(user) == (30, 0)
    assert [bill[0] for bill in bills_of(user)] == ["paid", "paid"]
    clock.at = end + timedelta(days=31 + 3 + 44)
    call(credits.renew_due)
    assert subscription_of(user) is None
    assert plan_of(user) == "free"


def test_an_upgrade_begins_at_once_with_its_part_of_the_credits(clock):
    user = add_user()
    call(apply, subscribed(user, period_end=clock() + timedelta(days=30)))
    call(credits.reserve, user, new_id(), 30)
    clock.forward(days=15)
    change = PaymentEvent("plan_changed", "stripe", subscription="sub_1", plan="pro")
    call(apply, change)
    call(apply, change)
    assert (plan_of(user), pots_of(user)) == ("pro", (35, 0))


def test_a_downgrade_begins_with_the_next_period(clock):
    user = add_user()
    end = clock() + timedelta(days=30)
    call(apply, subscribed(user, "pro", period_end=end))
    call(billing.subscribe, Actor(user), "standard")
    assert (plan_of(user), pots_of(user)) == ("pro", (100, 0))
    call(
        apply,
        PaymentEvent(
            "renewed", "stripe", subscription="sub_1", period_end=end + timedelta(days=30)
        ),
    )
    assert (plan_of(user), pots_of(user)) == ("standard", (30, 0))


def test_granted_plans_go_on_by_the_calendar_until_they_are_taken_back(clock, boss):
    user = add_user()
    call(billing.grant_plan, boss, user, "pro")
    call(billing.grant_plan, boss, user, "pro")
    assert plan_of(user) == "pro"
    clock.forward(days=28)
    assert call(credits.renew_due) == 1
    assert pots_of(user) == (100, 0)
    assert subscription_of(user).period_end.day == 31
    call(billing.grant_plan, boss, user, "free")
    assert (plan_of(user), pots_of(user)) == ("free", (3, 0))
    with database().reading() as session:
        actions = session.exec(select(AuditEntry.action)).all()
        assert len(session.exec(select(Subscription)).all()) == 1
    assert actions.count("user.plan") == 2
    with pytest.raises(BadInput, match="no plan"):
        call(billing.grant_plan, boss, user, "gold")
    with pytest.raises(NotFound):
        call(billing.grant_plan, boss, new_id(), "pro")
    with pytest.raises(Forbidden):
        call(billing.grant_plan, Actor(user), user, "pro")
    old = add_user("pro")  # a plan without a subscription
    call(credits.statement, old)
    call(billing.grant_plan, boss, old, "free")
    assert (plan_of(old), pots_of(old)) == ("free", (3, 0))
    call(apply, subscribed(user))
    with pytest.raises(Conflict, match="pays for its plan"):
        call(billing.grant_plan, boss, user, "pro")


def test_credits_are_granted_by_admins_once_for_a_key(clock, boss):
    user = add_user()
    assert call(billing.grant_credits, boss, user, 10, key="sorry")
    assert not call(billing.grant_credits, boss, user, 10, key="sorry")
    assert pots_of(user) == (3, 10)
    assert notices_of(user) == ["credits_granted"]
    with pytest.raises(Forbidden):
        call(billing.grant_credits, Actor(user), user, 10, key="me")
    with pytest.raises(BadInput):
        call(billing.grant_credits, boss, user, 0, key="none")


def test_nothing_is_sold_where_no_payments_are_taken(clock):
    user = Actor(add_user())
    with pytest.raises(Conflict, match="takes no payments"):
        call(billing.buy, user, 30)
    with pytest.raises(BadInput, match="sold in 10, 30, 100"):
        call(billing.buy, user, 31)
    with pytest.raises(Conflict, match="takes no payments"):
        call(billing.subscribe, user, "pro")
    with pytest.raises(Conflict, match="already"):
        call(billing.subscribe, user, "free")
    with pytest.raises(BadInput):
        call(billing.subscribe, user, "guest")
    with pytest.raises(SignInNeeded):
        call(billing.buy, GUEST, 30)


def test_few_credits_are_told_once_a_month(clock):
    user = add_user("standard")
    call(credits.reserve, user, new_id(), 24)
    assert notices_of(user) == []
    call(credits.reserve, user, new_id(), 3)
    call(credits.reserve, user, new_id(), 1)
    assert notices_of(user) == ["credits_low"]
    clock.forward(days=30)
    call(credits.reserve, user, new_id(), 29)
    assert notices_of(user) == ["credits_low", "credits_low"]


def test_months_by_the_calendar():
    anchor = datetime(2027, 10, 31, 8, tzinfo=UTC)
    days = [ledger.months_after(anchor, months).date().isoformat() for months in (1, 2, 4, 16)]
    assert days == ["2027-11-30", "2027-12-31", "2028-02-29", "2029-02-28"]
    assert ledger.next_turn(anchor, anchor) == ledger.months_after(anchor, 1)
    assert ledger.next_turn(anchor, anchor - timedelta(days=9)) == anchor
