"""The bell in the bar above: what is unread, told as it comes, followed and taken as read."""

from __future__ import annotations

import uuid
from typing import Any

from filmstudio.services import notices
from filmstudio.services.accounts.sessions import end_others
from filmstudio.store.db import database
from state.bell import BellState
from tests.pages.stand import PHONE, Guest, Socket, unreachable


def tell(who: Guest, kind: str = "credits_granted", **about: Any) -> None:
    with database().transaction() as session:
        notices.tell(session, who.user.id, kind, **about)


def test_news_come_without_a_reload_and_are_followed_and_taken_as_read(visit, person):
    ann = person("bell-ann@example.com")
    page = visit("/credits", ann)
    page.get_by_role("button", name="News", exact=True).click()
    page.get_by_role("menu").get_by_text("what needs you will be told here").wait_for()
    assert unreachable(page) == []
    page.keyboard.press("Escape")

    tell(ann, credits=30)
    page.get_by_role("button", name="News, 1 unread").wait_for()
    said = page.locator(".bell [role=status]")
    assert said.inner_text() == "You were given 30 credits"
    tell(ann, "new_sign_in", device="Firefox", address="203.0.113.9")
    bell = page.get_by_role("button", name="News, 2 unread")
    bell.wait_for()
    assert page.locator(".bell-count").inner_text() == "2"

    bell.focus()
    page.keyboard.press("Enter")
    items = page.get_by_role("menuitem")
    items.first.wait_for()
    assert "Somebody signed in from a new device: 203.0.113.9" in items.first.inner_text()
    assert "unread" in items.first.inner_text()
    assert unreachable(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="News", exact=True).wait_for()
    with database().reading() as session:
        assert notices.unread(session, ann.actor) == 0

    # A reload announces nothing; a piece of news leads to what it is about.
    page.reload()
    page.get_by_role("button", name="News", exact=True).click()
    assert said.inner_text() == ""
    items.first.click()
    page.wait_for_url("**/settings**")


def test_on_a_phone_the_news_fit_and_are_read_from_right_to_left(visit, person):
    ann = person("bell-phone@example.com", language="ar")
    film_of = {"project_id": uuid.uuid4(), "title": "The Keeper’s Cap"}
    tell(ann, "film_failed", reason="Your ElevenLabs key is out of quota.", **film_of)
    page = visit("/dashboard", ann, size=PHONE)
    page.locator(".bell-count", has_text="1").wait_for()
    page.locator(".bell-face").click()
    page.locator(".bell-piece").wait_for()
    box = page.locator(".bell .menu").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert unreachable(page) == []


def test_a_bell_tells_nobody_of_the_news_of_others_nor_after_the_session_has_ended(house, person):
    ann, eve = person("bell-own@example.com"), person("bell-eve@example.com")
    tell(ann, credits=30)
    tab = Socket(house, ann)
    tab.do(BellState.arrive, "lang")
    mine = tab.do(BellState.attend, "unread")
    assert (mine["unread"], mine["told"][0]["text"]) == (1, "You were given 30 credits")
    other = Socket(house, eve)
    other.do(BellState.arrive, "lang")
    assert other.do(BellState.attend, "unread")["unread"] == 0
    forged = other.do(BellState.read_one, "problem", id=mine["told"][0]["id"])
    assert forged["problem"] == "There is no such notice."

    with database().transaction() as session:
        end_others(session, ann.user.id)
    tell(ann, credits=40)
    tell(eve, credits=7)
    heard = other.do(BellState.look, "unread")
    assert heard["unread"] == 1
    assert "40 credits" not in str(heard)
    assert "sign in" in tab.do(BellState.look, "problem")["problem"].lower()
    tab.close()
    other.close()
    with database().reading() as session:
        assert notices.unread(session, ann.actor) == 2
