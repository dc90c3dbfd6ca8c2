"""Tests of the first page of who is signed in: what goes on, what is new, what the month was."""

from __future__ import annotations

from sqlmodel import col, select

from filmstudio.services import notices
from filmstudio.store.db import database
from filmstudio.store.tables import Render
from state.dashboard import DashboardState
from tests.halfway import half_made
from tests.pages.made import film
from tests.pages.stand import PHONE, Socket, unreachable


def test_what_is_made_is_seen_to_go_on_and_to_end(visit, person):
    ann = person("dash-ann@example.com")
    film(ann, "The Last Ferry", picture=0, seconds=84)
    bus = film(
        *(ann, "The Night Bus"),
        picture=None,
        state="processing",
        part=0.25,
        step="Drawing shot 3B",
        left=100.0,
    )
    with database().transaction() as session:
        notices.tell(session, ann.user.id, "film_ready", project_id=bus, title="The Last Ferry")
    page = visit("/dashboard", ann)
    run = page.locator(".dash-run")
    run.get_by_text("Drawing shot 3B. About 1 min 40 s left.").wait_for()
    assert run.get_by_role("progressbar").get_attribute("aria-valuenow") == "25"
    assert page.locator(".filmcard .title").all_inner_texts() == ["The Last Ferry"]
    assert page.locator(".dash-bars li").last.get_attribute("title").endswith(", 1.4 min")
    assert unreachable(page) == []
    news = page.locator(".dash-piece", has_text="The Last Ferry is finished")
    assert news.locator("b").count() == 1
    page.get_by_role("button", name="Mark as read").click()
    news.locator("b").wait_for(state="detached")

    with database().transaction() as session:
        render = session.exec(select(Render).where(col(Render.project_id) == bus)).one()
        render.part = 0.75
    page.wait_for_selector(".dash-run [aria-valuenow='75']")
    with database().transaction() as session:
        render = session.exec(select(Render).where(col(Render.project_id) == bus)).one()
        render.state = "failed"
    page.locator(".dash-run").wait_for(state="detached")
    page.locator(".filmcard", has_text="The Night Bus").get_by_text("Not finished").wait_for()


def test_who_is_new_is_told_where_to_begin_on_a_phone_in_arabic(visit, person):
    page = visit("/dashboard", person("dash-new@example.com", language="ar"), size=PHONE)
    page.locator(".projects-empty a[href='/projects/new']").wait_for()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_guests_are_sent_to_sign_in_and_told_nothing(house, person):
    ann = person("dash-private@example.com")
    film(ann, "Mine")
    tab = Socket(house)
    tab.do(DashboardState.arrive, "person")
    told = tab.do(DashboardState.look, "problem")
    assert "sign in" in told["problem"].lower()
    assert not told.get("recent")
    tab.close()


def test_the_pictures_of_what_is_made_are_seen_as_they_come(visit, person):
    ann = person("dash-pictures@example.com")
    half_made(ann.actor)
    page = visit("/dashboard", ann)
    drawn = page.locator(".dash-strip img")
    drawn.first.wait_for()
    assert drawn.first.evaluate("i => i.decode().then(() => i.naturalWidth)") > 100
    assert 0 < drawn.count() < page.locator(".dash-strip li").count()
    hero = page.locator(".dash-picture img")
    assert hero.evaluate("i => i.decode().then(() => i.naturalWidth)") >= 320
    assert unreachable(page) == []
