"""Tests of the way in: signing in and out, new accounts, second factors, links of letters."""

from __future__ import annotations

import time

import pyotp
import pytest
from sqlmodel import select

from filmstudio.services.accounts import links, second_factor, sessions
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import User
from tests.pages.stand import DESK, PASSWORD, PHONE, listen, unreachable

OTHER = "seven green kettles hum"


@pytest.fixture(autouse=True)
def _home(seen):
    """Where one is led to is another test's business."""
    seen.allowed.append("/dashboard")


def fill(page, **given: str) -> None:
    for name, text in given.items():
        page.locator(f"#field-{name}").fill(text)
    page.locator("form [type=submit]").click()


def user_of(email: str) -> User | None:
    with database().reading() as session:
        return session.exec(select(User).where(User.email == email)).one_or_none()


@pytest.mark.parametrize("route", ["login", "register", "forgot", "reset", "verify"])
def test_everybody_can_use_them_on_every_screen(visit, route: str):
    page = visit(f"/auth/{route}?token=x", size=PHONE)
    assert unreachable(page) == []
    for width in (320, 760, 1100):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert unreachable(page) == []


def test_signing_in_leads_where_one_wanted_to_go_and_signing_out_ends_it(visit, person, seen):
    person("in-ann@example.com")
    page = visit("/auth/login?then=%2Fpricing%3Ffrom%3Dhere")
    frames = listen(page)
    seen.allowed.append("401")
    fill(page, email="in-ann@example.com", password="not this one at all")
    page.wait_for_selector(".entrance-error")
    assert "do not fit" in page.locator(".entrance-error").inner_text()
    assert page.locator("#field-email").input_value() == "in-ann@example.com"
    fill(page, password=PASSWORD)
    page.wait_for_url("**/pricing?from=here")
    page.wait_for_selector("html[data-live]", state="attached")
    page.get_by_role("button", name="Your account").click()
    assert "in-ann@example.com" in page.get_by_role("menu").inner_text()
    assert not [frame for frame in frames if PASSWORD in frame]
    before = page.context.cookies()
    page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.wait_for()
    kept = [one for one in before if one["name"] == sessions.COOKIE]
    assert [one["httpOnly"] for one in kept] == [True]
    page.context.add_cookies(kept)
    page.reload()
    page.wait_for_selector("html[data-live]", state="attached")
    assert page.get_by_role("link", name="Sign in").first.is_visible()


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(visit, person, house, then: str):
    email = f"in-led-{abs(hash(then))}@example.com"
    person(email)
    page = visit(f"/auth/login?then={then}")
    fill(page, email=email, password=PASSWORD)
    page.wait_for_url(lambda url: "/auth/" not in url)
    assert page.url.startswith(house.url)


def test_a_new_account_is_made_and_what_is_wrong_is_said_at_its_field(visit, seen):
    seen.allowed.append("422")
    page = visit("/auth/register", lang="hi")
    fill(page, name="Mo Marsh", email="in-mo@example.com", password="short")
    page.wait_for_selector("#field-password-error")
    said = page.locator("#field-password-error").inner_text()
    assert said == "पासवर्ड में कम से कम 10 अक्षर चाहिए।"
    page = visit("/auth/register")
    fill(page, name="Mo Marsh", email="in-mo@example.com", password="short")
    page.wait_for_selector("#field-password-error")
    assert "at least 10" in page.locator("#field-password-error").inner_text()
    assert page.locator("#field-password").get_attribute("aria-invalid") == "true"
    fill(page, email="nowhere", password=OTHER)
    page.wait_for_selector("#field-email-error")
    assert "name@example.com" in page.locator("#field-email-error").inner_text()
    fill(page, email="in-mo@example.com")
    page.get_by_text("Your account is open.").wait_for()
    assert user_of("in-mo@example.com").name == "Mo Marsh"
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.wait_for_url("**/auth/login")
    fill(page, email="in-mo@example.com", password=OTHER)
    page.wait_for_url(lambda url: "/auth/" not in url)


def test_a_second_factor_is_asked_for_and_its_ticket_is_seen_by_nobody(visit, person, seen):
    ann = person("in-code@example.com")
    with database().transaction() as session:
        rows = sessions.living(session, ann.actor)
        actor = Actor(ann.user.id, session_id=rows[0].id)
        secret = second_factor.enrol(session, actor).secret
        second_factor.switch_on(session, actor, pyotp.TOTP(secret).at(int(time.time()) - 30))
    page = visit("/auth/login?then=/pricing")
    frames = listen(page)
    with page.expect_response("**/api/v1/auth/login") as told:
        fill(page, email="in-code@example.com", password=PASSWORD)
    page.locator("#field-code").wait_for()
    ticket = told.value.json()["ticket"]
    assert ticket not in page.content()
    seen.allowed.append("401")
    fill(page, code="000000")
    page.wait_for_selector("#field-code-error")
    fill(page, code=pyotp.TOTP(secret).now())
    page.wait_for_url("**/pricing")
    assert [one for one in frames if "pricing" in one]
    assert not [one for one in frames if ticket in one or PASSWORD in one]


def test_a_link_sets_a_new_password_once(visit, person, seen):
    ann = person("in-reset@example.com")
    with database().transaction() as session:
        secret = links.make(session, session.get_one(User, ann.user.id), "reset")
    page = visit(f"/auth/reset?token={secret}")
    fill(page, password=OTHER)
    page.get_by_text("The new password is set.").wait_for()
    seen.allowed.append("422")
    again = visit(f"/auth/reset?token={secret}")
    fill(again, password=PASSWORD)
    again.wait_for_selector(".entrance-error")
    assert "no longer good" in again.locator(".entrance-error").inner_text()
    page.goto("/auth/login")
    fill(page, email="in-reset@example.com", password=OTHER)
    page.wait_for_url(lambda url: "/auth/" not in url)


def test_an_address_is_confirmed_by_a_press_and_not_by_opening_the_page(visit, person):
    ann = person("in-verify@example.com")
    with database().transaction() as session:
        user = session.get_one(User, ann.user.id)
        user.email_verified_at = None
        session.add(user)
        secret = links.make(session, user, "verify")
    page = visit(f"/auth/verify?token={secret}")
    assert user_of("in-verify@example.com").email_verified_at is None
    page.get_by_role("button", name="Confirm the address").click()
    page.get_by_text("The address is confirmed.").wait_for()
    assert user_of("in-verify@example.com").email_verified_at is not None


def test_without_a_mail_server_a_lost_password_is_its_owners_to_replace(visit):
    page = visit("/auth/forgot")
    assert "sends no letters" in page.get_by_role("main").inner_text()
    assert page.locator("form").count() == 0


def test_what_another_service_said_is_told(visit):
    page = visit("/auth/login?problem=unconfirmed")
    assert "does not say that the address is yours" in page.locator(".entrance-error").inner_text()
    odd = visit("/auth/login?problem=%3Cscript%3E")
    assert "was not finished" in odd.locator(".entrance-error").inner_text()
