"""The routes of credits, plans, subscriptions and invoices."""

from __future__ import annotations

import pytest

from filmstudio.services import billing, credits, quotes
from filmstudio.services.billing import PaymentEvent
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render
from filmstudio.store.types import new_id


@pytest.fixture
def metered(monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_METERED", "true")
    settings.cache_clear()


def test_the_balance_is_the_sum_of_the_history(metered, person):
    ann, ben = person("ann"), person("ben")
    render = new_id()
    with database().transaction() as session:
        credits.reserve(session, ann.user.id, render, 9)
        credits.settle(session, render, seconds=100)
        credits.reserve(session, ann.user.id, new_id(), 6)
    balance = ann.call("GET", "/credits/balance").json()
    assert balance == {
        "balance": 88,
        "monthly": 88,
        "bought": 0,
        "reserved": 6,
        "plan": "pro",
        "unlimited": False,
        "metered": True,
        "renews_at": balance["renews_at"],
    }
    entries, cursor = [], ""
    while True:
        got = ann.call("GET", "/credits/history", params={"limit": 2, "cursor": cursor}).json()
        entries += got["items"]
        cursor = got["next_cursor"]
        if not cursor:
            break
    assert [(one["kind"], one["amount"]) for one in entries] == [
        ("reserve", -6),
        ("settle", 3),
        ("reserve", -9),
        ("monthly", 100),
    ]
    assert entries[1]["job_id"] == str(render)
    assert ben.call("GET", "/credits/history").json() == {"items": [], "next_cursor": None}


def test_guests_have_no_account(client):
    for path in ("/credits/balance", "/credits/history", "/subscriptions", "/invoices"):
        assert client.get(f"/api/v1{path}").status_code == 401
    assert client.post("/api/v1/credits/purchase", json={"credits": 30}).status_code == 401
    assert client.get("/api/v1/plans").status_code == 200


def test_estimates(metered, client, person):
    def ask(**params):
        return client.get("/api/v1/credits/estimate", params=params).json()

    assert ask(seconds=150)["credits"] == 9
    assert ask(words=500)["credits"] == 12
    assert (ask()["seconds"], ask()["credits"]) == (90, 6)
    assert client.get("/api/v1/credits/estimate?seconds=nan").status_code == 422
    assert client.get("/api/v1/credits/estimate?seconds=-1").status_code == 422
    ann, ben = person("ann"), person("ben")
    with database().transaction() as session:
        project = Project(owner_id=ann.user.id)
        session.add(project)
        session.flush()
        render = Render(project_id=project.id, user_id=ann.user.id, seconds=90.0)
        session.add(render)
        session.flush()
        quotes.enter(session, render, None)
    path = f"/credits/estimate?project_id={project.id}"
    found = ann.call("GET", path).json()
    assert (found["kind"], found["credits"], found["covered_minutes"]) == ("whole", 6, 0)
    assert ben.call("GET", path).status_code == 404
    assert client.get(f"/api/v1{path}").status_code == 401


def test_a_studio_that_is_not_metered_says_so(person):
    ann = person("ann")
    assert ann.call("GET", "/credits/balance").json()["unlimited"]
    assert ann.call("GET", "/credits/estimate?seconds=150").json()["credits"] == 0
    assert not ann.call("GET", "/plans").json()["metered"]


def test_nothing_is_sold_without_a_payment_provider(metered, person):
    ann = person("ann", plan="free")
    for path, body in (
        ("/credits/purchase", {"credits": 30}),
        ("/subscriptions", {"plan": "pro"}),
        ("/subscriptions/upgrade", {"plan": "standard"}),
    ):
        refused = ann.call("POST", path, json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "no_payments")
    assert ann.call("POST", "/credits/purchase", json={"credits": 31}).status_code == 422
    assert ann.call("POST", "/subscriptions", json={"plan": "guest"}).status_code == 422
    assert ann.call("DELETE", "/subscriptions").status_code == 404


def test_plans_are_listed(client):
    shown = client.get("/api/v1/plans").json()
    assert [(plan["name"], plan["price"], plan["credits"]) for plan in shown["items"]] == [
        ("guest", 0, 0),
        ("free", 0, 3),
        ("standard", 999, 30),
        ("pro", 2999, 100),
        ("enterprise", 29999, None),
    ]
    assert shown["payment_providers"] == []


def test_admins_grant_once_for_a_key(metered, person):
    boss, ann = person("boss", role="admin"), person("ann", plan="free")
    body = {"user_id": str(ann.user.id), "credits": 10, "note": "Sorry", "key": "ticket-7"}
    assert boss.call("POST", "/credits/grant", json=body).json() == {
        "granted": True,
        "balance": 13,
    }
    assert boss.call("POST", "/credits/grant", json=body).json()["granted"] is False
    assert ann.call("POST", "/credits/grant", json=body).status_code == 403
    nobody = body | {"user_id": str(new_id()), "key": ""}
    assert boss.call("POST", "/credits/grant", json=nobody).status_code == 404
    for wrong in ({"credits": 0}, {"credits": -5}, {"credits": 10**9}, {"pot": "monthly"}):
        assert boss.call("POST", "/credits/grant", json=body | wrong).status_code == 422


def test_subscriptions_and_invoices_are_their_owners(metered, person):
    ann, ben = person("ann", plan="free"), person("ben")
    with database().transaction() as session:
        billing.apply(
            session,
            PaymentEvent(
                "subscribed",
                "paypal",
                ann.user.id,
                payment="p1",
                subscription="s1",
                plan="pro",
                amount=2999,
            ),
        )
    (row,) = ann.call("GET", "/subscriptions").json()["items"]
    assert (row["plan"], row["state"], row["source"]) == ("pro", "active", "paypal")
    (bill,) = ann.call("GET", "/invoices").json()["items"]
    assert (bill["amount"], bill["currency"], bill["state"]) == (2999, "usd", "paid")
    lower = ann.call("POST", "/subscriptions/upgrade", json={"plan": "standard"})
    assert (lower.status_code, lower.json()["next_plan"]) == (200, "standard")
    assert ann.call("DELETE", "/subscriptions").json()["ends_at_period_end"]
    assert ben.call("GET", "/subscriptions").json()["items"] == []
    assert ben.call("GET", "/invoices").json()["items"] == []
    assert ben.call("DELETE", "/subscriptions").status_code == 404
