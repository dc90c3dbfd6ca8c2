"""Random histories of credits and subscriptions against simple models, and many hands at once."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import col, select

from filmstudio.errors import BadInput, Conflict, NotFound, PaymentNeeded
from filmstudio.services import credits, ledger, subscriptions
from filmstudio.services.billing import PaymentEvent, apply
from filmstudio.services.plans import PLANS, credits_for
from filmstudio.store.db import database
from filmstudio.store.tables import CreditEntry, Subscription, User
from filmstudio.store.types import new_id
from tests.services.ledgers import Clock, add_user, meter, set_clock


def few_examples(number: int) -> settings:
    return settings(
        max_examples=number,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


CLOCK = Clock()


@pytest.fixture
def clock(studio, monkeypatch):
    meter(monkeypatch)
    return set_clock(monkeypatch, CLOCK)


def call(use_case, *args, **named):
    with database().transaction() as session:
        return use_case(session, *args, **named)


class Ledger(RuleBasedStateMachine):
    """One account of the standard plan. The model: two numbers, and what became of each render."""

    @initialize()
    def open(self):
        CLOCK.at = datetime(2026, 1, 31, 12, tzinfo=UTC)
        self.user = add_user("standard")
        call(credits.statement, self.user)
        call(credits.grant, self.user, 10, key=f"{self.user}begin")
        self.monthly, self.bought = 30, 10
        self.renders, self.took, self.closed = [], {}, set()
        self.keys, self.returned = {}, set()
        self.turns = 1
        self.begun = CLOCK.at

    def model_turn(self):
        """Every use first brings the account to its current month."""
        turned = False
        while ledger.months_after(self.begun, self.turns) <= CLOCK.at:
            self.turns += 1
            turned = True
        if turned:
            self.monthly = 30
        return turned

    @rule(amount=st.sampled_from((0, 3, 6, 9, 15, 33)), again=st.integers(0, 3))
    def reserve(self, amount, again):
        if again == 0 and self.renders:
            render = self.renders[amount % len(self.renders)]
        else:
            render = new_id()
        try:
            call(credits.reserve, self.user, render, amount)
        except PaymentNeeded:
            # What was refused changed nothing, the turn of the month included.
            assert render not in self.took
            monthly = 30 if self.would_turn() else self.monthly
            assert amount > monthly + self.bought
            return
        except Conflict:
            assert render in self.closed
            return
        self.model_turn()
        assert render not in self.closed
        if render not in self.took:
            self.renders.append(render)
            monthly = min(amount, self.monthly)
            self.took[render] = (monthly, amount - monthly)
            self.monthly -= monthly
            self.bought -= amount - monthly
            assert self.bought >= 0

    def would_turn(self):
        return ledger.months_after(self.begun, self.turns) <= CLOCK.at

    @rule(which=st.integers(0, 50), seconds=st.none() | st.floats(1, 900))
    def settle(self, which, seconds):
        render = self.some_render(which)
        back = call(credits.settle, render, seconds=seconds)
        if render not in self.took or render in self.closed:
            assert back == 0
            return
        monthly, bought = self.took[render]
        unused = 0 if seconds is None else max(0, monthly + bought - credits_for(seconds))
        assert back == unused
        self.give(render, unused)

    @rule(which=st.integers(0, 50))
    def refund(self, which):
        render = self.some_render(which)
        back = call(credits.refund, render)
        if render not in self.took or render in self.closed:
            assert back == 0
            return
        assert back == sum(self.took[render])
        self.give(render, back)

    def some_render(self, which):
        return self.renders[which % len(self.renders)] if self.renders else new_id()

    def give(self, render, amount):
        bought = min(amount, self.took[render][1])
        self.bought += bought
        self.monthly += amount - bought
        self.closed.add(render)

    @rule(key=st.sampled_from("abcdef"), amount=st.integers(1, 30))
    def purchase(self, key, amount):
        event = PaymentEvent("purchased", "stripe", self.user, payment=f"{self.user}{key}")
        call(apply, PaymentEvent(**{**event.__dict__, "credits": amount, "amount": 999}))
        if key in self.returned:
            return
        self.model_turn()
        if key in self.keys:
            return
        self.keys[key] = amount
        self.bought += amount

    @rule(key=st.sampled_from("abcdef"))
    def return_payment(self, key):
        amount = self.keys.get(key, 5)
        call(
            apply,
            PaymentEvent(
                "returned", "stripe", self.user, payment=f"{self.user}{key}", credits=amount
            ),
        )
        if key in self.returned:
            if key in self.keys:
                self.model_turn()
            return
        self.returned.add(key)
        if key in self.keys:
            self.model_turn()
            self.bought -= min(amount, self.bought)

    @rule(key=st.sampled_from("xyz"), amount=st.integers(1, 30))
    def grant(self, key, amount):
        given = call(credits.grant, self.user, amount, key=f"{self.user}{key}")
        self.model_turn()
        assert given == (key not in self.keys)
        if given:
            self.keys[key] = amount
            self.bought += amount

    @rule(days=st.integers(1, 70))
    def time_passes(self, days):
        CLOCK.forward(days=days)

    @rule()
    def scheduler(self):
        call(credits.renew_due)
        self.model_turn()

    @invariant()
    def the_books_agree(self):
        with database().reading() as session:
            pots = ledger.pots(session, self.user)
            assert credits.balance(session, self.user) == pots.total
        assert (pots.monthly, pots.bought) == (self.monthly, self.bought)
        assert pots.monthly >= 0
        assert pots.bought >= 0


class Plans(RuleBasedStateMachine):
    """One account that subscribes, pays, fails to, changes its mind. The model: plan, state and
    end of the period of what was begun last."""

    @initialize()
    def open(self):
        CLOCK.at = datetime(2026, 1, 31, 12, tzinfo=UTC)
        self.user = add_user("free")
        call(credits.statement, self.user)
        self.count = 0
        self.state, self.plan, self.next, self.ends = "ended", "free", "", False
        self.period_end = self.failed_at = CLOCK.at

    def event(self, kind, **given):
        named = {"subscription": f"{self.user}{self.count}", "source": "stripe"} | given
        call(apply, PaymentEvent(kind, user_id=self.user, **named))

    @rule(plan=st.sampled_from(subscriptions.SOLD))
    def subscribe(self, plan):
        if self.state != "ended":
            return
        self.count += 1
        self.period_end = CLOCK.at + timedelta(days=30)
        for _ in range(2):
            self.event("subscribed", plan=plan, period_end=self.period_end)
        self.state, self.plan, self.next, self.ends = "active", plan, "", False
        assert self.monthly() == (PLANS[plan].credits or 0)

    @rule()
    def pay(self):
        if self.count == 0 or self.state == "ended":
            return
        self.period_end += timedelta(days=30)
        for _ in range(2):
            self.event("renewed", plan=self.plan, period_end=self.period_end)
        self.state, self.plan, self.next = "active", self.next or self.plan, ""
        assert self.monthly() == (PLANS[self.plan].credits or 0)

    @rule()
    def old_news(self):
        if self.count:
            self.event("renewed", plan=self.plan, period_end=self.period_end - timedelta(days=30))

    @rule()
    def fail(self):
        if self.count == 0:
            return
        self.event("payment_failed")
        if self.state == "active":
            self.state, self.failed_at = "past_due", CLOCK.at

    @rule()
    def suspend(self):
        if self.count == 0:
            return
        self.event("suspended")
        if self.state == "active":
            self.failed_at = CLOCK.at
        if self.state in ("active", "past_due"):
            self.state = "suspended"

    @rule(plan=st.sampled_from(("free", *subscriptions.SOLD)))
    def choose(self, plan):
        larger = list(PLANS).index(plan) > list(PLANS).index(self.plan)
        if self.count == 0 or self.state != "active":
            with pytest.raises((NotFound, BadInput, Conflict)):
                call(subscriptions.downgrade, self.user, plan)
        elif larger:
            before, credits_before = self.monthly(), PLANS[self.plan].credits or 0
            self.event("plan_changed", plan=plan)
            more = (PLANS[plan].credits or 0) - credits_before
            assert 0 <= self.monthly() - before <= max(0, more)
            self.plan, self.next, self.ends = plan, "", False
        elif plan != self.plan:
            call(subscriptions.downgrade, self.user, plan)
            self.next, self.ends = ("", True) if plan == "free" else (plan, False)

    @rule()
    def end(self):
        if self.state == "ended":
            with pytest.raises(NotFound):
                call(subscriptions.cancel, self.user)
            return
        call(subscriptions.cancel, self.user)
        if self.state == "active":
            self.ends, self.next = True, ""
        else:
            self.state = "ended"

    @rule(days=st.integers(1, 45))
    def time_passes(self, days):
        CLOCK.forward(days=days)
        call(credits.renew_due)
        if self.state == "active" and self.period_end <= CLOCK.at:
            if self.ends:
                self.state = "ended"
            elif self.period_end + timedelta(days=3) <= CLOCK.at:
                self.state, self.failed_at = "past_due", self.period_end
        if self.state == "past_due" and self.failed_at + timedelta(days=14) <= CLOCK.at:
            self.state = "suspended"
        if self.state == "suspended" and self.failed_at + timedelta(days=44) <= CLOCK.at:
            self.state = "ended"

    def monthly(self):
        with database().reading() as session:
            return ledger.pots(session, self.user).monthly

    @invariant()
    def the_state_is_the_models(self):
        with database().reading() as session:
            rows = session.exec(
                select(Subscription)
                .where(Subscription.user_id == self.user)
                .order_by(col(Subscription.id).desc())
            ).all()
            user = session.get(User, self.user)
        assert sum(row.state != "ended" for row in rows) <= 1
        holds = self.state in ("active", "past_due")
        assert user.plan == (self.plan if holds else "free")
        if self.count:
            assert rows[0].state == self.state
            assert rows[0].period_end == self.period_end
            if self.state == "active":
                assert (rows[0].next_plan, rows[0].ends_at_period_end) == (self.next, self.ends)
        assert self.monthly() >= 0


@pytest.mark.parametrize("machine", [Ledger, Plans])
def test_random_histories_agree_with_the_model(clock, machine, studio):
    # What a history leads to does not depend on the database; some are enough on the slower one.
    run_state_machine_as_test(machine, settings=few_examples(15 if studio.is_sqlite else 4))


def test_many_hands_at_once_leave_the_books_in_order(studio, monkeypatch):
    meter(monkeypatch)
    user = add_user("standard")
    call(credits.grant, user, 20, key="begin")
    renders = [new_id() for _ in range(12)]
    broken = []
    together = threading.Barrier(8)

    def hand(number: int) -> None:
        dice = random.Random(number)
        together.wait()
        for _ in range(25):
            render = dice.choice(renders)
            try:
                match dice.randrange(5):
                    case 0 | 1:
                        call(credits.reserve, user, render, dice.choice((0, 3, 6, 9)))
                    case 2:
                        call(credits.settle, render, seconds=dice.uniform(1, 200))
                    case 3:
                        call(credits.refund, render)
                    case 4:
                        call(credits.grant, user, 3, key=f"grant-{dice.randrange(4)}")
            except (PaymentNeeded, Conflict):
                pass
            except Exception as error:
                broken.append(error)

    hands = [threading.Thread(target=hand, args=(number,)) for number in range(8)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert broken == []
    with database().reading() as session:
        entries = session.exec(
            select(CreditEntry).where(CreditEntry.user_id == user).order_by(col(CreditEntry.id))
        ).all()
    running: Counter[str] = Counter()
    for entry in entries:
        running[entry.pot] += entry.amount
        assert running[entry.pot] >= 0
    for render in renders:
        mine = [entry for entry in entries if entry.render_id == render]
        closings = {entry.kind for entry in mine if entry.kind != "reserve"}
        assert len(closings) <= 1
        assert sum(entry.amount for entry in mine) <= 0
        if closings == {"refund"}:
            assert sum(entry.amount for entry in mine) == 0
    assert sum(entry.amount for entry in entries if entry.kind == "grant") <= 20 + 4 * 3
