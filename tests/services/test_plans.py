"""Tests of plans: the table of the product, and the check of what each one includes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.errors import PaymentNeeded
from filmstudio.film.order import Order
from filmstudio.services.plans import (
    GUEST,
    MB,
    PLANS,
    SELF_HOSTED,
    WATERMARK,
    credits_for,
    fitted,
    over_picture,
    permit,
    plan_of,
)
from filmstudio.settings import settings
from tests.services.ledgers import meter


@pytest.mark.parametrize(
    ("name", "price", "credits", "longest", "mark", "lines", "keys", "requests", "megabytes"),
    [
        ("guest", 0, 0, 0, True, 720, False, 20, 0),
        ("free", 0, 3, 60, True, 720, False, 60, 10),
        ("standard", 999, 30, 180, False, 1080, False, 100, 50),
        ("pro", 2999, 100, 300, False, 1080, True, 500, 200),
        ("enterprise", 29999, None, 300, False, 2160, True, 1000, 1024),
    ],
)
def test_plans_are_as_they_are_sold(
    name, price, credits, longest, mark, lines, keys, requests, megabytes
):
    plan = PLANS[name]
    assert (plan.price, plan.credits, plan.longest_seconds) == (price, credits, longest)
    assert (plan.watermark, plan.lines, plan.api_keys) == (mark, lines, keys)
    assert (plan.requests_a_minute, plan.upload_bytes) == (requests, megabytes * MB)


def test_larger_plans_wait_less():
    priorities = [PLANS[name].priority for name in ("free", "standard", "pro", "enterprise")]
    assert priorities == sorted(set(priorities))


def test_a_studio_that_is_not_metered_has_no_plans(monkeypatch):
    meter(monkeypatch, False)
    assert plan_of("free") is SELF_HOSTED
    assert plan_of("guest") is GUEST
    meter(monkeypatch)
    assert plan_of("free") is PLANS["free"]
    assert plan_of("no longer sold") is PLANS["free"]


@pytest.mark.parametrize(
    ("seconds", "credits"),
    [(0, 3), (30, 3), (60, 3), (60.0004, 3), (60.01, 6), (150, 9), (300, 15), (301, 18)],
)
def test_three_credits_buy_a_started_minute(seconds, credits):
    assert credits_for(seconds) == credits


@given(st.floats(0, 36_000), st.floats(0, 36_000))
def test_longer_films_never_cost_less(one, two):
    assert credits_for(min(one, two)) <= credits_for(max(one, two))


@pytest.mark.parametrize(
    ("plan", "wanted", "sentence"),
    [
        ("free", {"seconds": 61}, r"up to 1 min; this one would last 1 min 1 s.*Standard plan"),
        ("standard", {"seconds": 240}, "up to 3 min; this one would last 4 min.*Pro plan"),
        ("pro", {"seconds": 301}, r"5 min 1 s\. Shorten the script, or ask for a shorter film\.$"),
        ("free", {"lines": 1080}, "720p, not 1080p. Choose 720p. Or choose the Standard"),
        ("pro", {"lines": 2160}, "Choose 1080p. Or choose the Enterprise plan"),
        ("free", {"upload_bytes": 10 * MB + 1}, "up to 10 MB; this one has 11 MB"),
        ("standard", {"api_keys": True}, "no API keys. Choose the Pro plan"),
        ("standard", {"voices": "premium"}, "standard voices, not premium ones.*Pro plan"),
        ("pro", {"white_label": True}, "Choose the Enterprise plan"),
    ],
)
def test_what_a_plan_does_not_include_is_refused_with_a_way_on(plan, wanted, sentence):
    with pytest.raises(PaymentNeeded, match=sentence):
        permit(PLANS[plan], **wanted)


def test_what_a_plan_includes_is_permitted():
    for plan in PLANS.values():
        permit(  # raises where something is not included: that is the check
            plan,
            seconds=plan.longest_seconds,
            lines=plan.lines,
            upload_bytes=plan.upload_bytes,
            api_keys=plan.api_keys,
            voices=plan.voices,
            white_label=plan.white_label,
        )


def test_no_edit_takes_the_watermark_off_and_a_larger_plan_does():
    free = fitted(PLANS["free"], Order()).watermark
    assert over_picture(free, "") == over_picture(free, "mine") == WATERMARK
    paid = fitted(PLANS["pro"], Order()).watermark
    assert over_picture(paid, WATERMARK) == ""
    assert over_picture(paid, "mine") == "mine"


def test_an_order_is_fitted_to_the_plan(monkeypatch):
    free = fitted(PLANS["free"], Order(watermark=""))
    assert (free.lines, free.watermark) == (720, WATERMARK)
    assert fitted(PLANS["free"], Order(watermark="mine")).watermark == WATERMARK
    assert fitted(PLANS["pro"], Order(watermark="mine")).watermark == "mine"
    assert fitted(PLANS["pro"], Order(lines=480)).lines == 480
    monkeypatch.setenv("FILMSTUDIO_FILM_LINES", "360")
    settings.cache_clear()
    assert fitted(PLANS["pro"], Order()).lines == 360
    assert fitted(PLANS["pro"], Order(lines=480), frozenset({"lines"})).lines == 480
    monkeypatch.undo()
    settings.cache_clear()
    with pytest.raises(PaymentNeeded, match="720p"):
        fitted(PLANS["free"], Order(lines=1080), frozenset({"lines"}))
    with pytest.raises(PaymentNeeded, match="1 min"):
        fitted(PLANS["free"], Order(duration=90))
