"""Tests of the administration: for admins with their second step, and for nobody else."""

from __future__ import annotations

import uuid

import pyotp
import pytest
from sqlmodel import select

from filmstudio.errors import Forbidden
from filmstudio.services import credits, overview
from filmstudio.services.accounts import second_factor
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import DeadLetter, LoginSession, Render, User
from filmstudio.store.types import now
from filmstudio.vault import vault
from state.admin import AdminState, AuditState, OverviewState
from state.admin_people import JobsState, PeopleState
from tests.pages.made import film
from tests.pages.stand import PHONE, Socket, unreachable


@pytest.fixture
def admin(person):
    """An admin with a second step, whose browser has not given it yet, and its secret."""
    who = person(f"admin-{uuid.uuid4().hex[:8]}@example.com", name="Mira", role="super_admin")
    secret = pyotp.random_base32()
    with database().transaction() as session:
        user = session.get_one(User, who.user.id)
        user.totp_secret = vault().encrypt(secret, second_factor.purpose_of(user.id))
        user.totp_enabled_at = now()
        session.add(user)
    return who, secret


def give(who) -> None:
    """The second step was given in every session of somebody's."""
    with database().transaction() as session:
        for row in session.exec(select(LoginSession).where(LoginSession.user_id == who.user.id)):
            row.mfa_at = now()
            session.add(row)


def test_an_admin_comes_in_by_a_code_and_runs_the_studio(visit, person, admin):
    mira, secret = admin
    rude = person("admin-rude@example.com", name="Rudolf")
    broken = film(rude, "A Broken Film", picture=None, state="failed", error="The voice failed.")
    with database().transaction() as session:
        render = session.exec(select(Render).where(Render.project_id == broken)).one()
        letter = DeadLetter(task_id=uuid.uuid4(), render_id=render.id, name="speak l1", error="No.")
        session.add(letter)
    page = visit("/admin", mira)
    page.get_by_label("The six digits your app shows").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Go on").click()
    page.locator(".admin-health", has_text="Database").wait_for()
    assert "none is alive" in page.locator(".admin-alarm").inner_text()
    assert unreachable(page) == []

    page.get_by_role("link", name="People").click()
    page.get_by_role("searchbox").fill("rude")
    page.locator("tbody tr").nth(1).wait_for(state="detached")
    page.get_by_role("button", name="What to do with admin-rude@example.com").click()
    page.get_by_role("menuitem", name="Give credits").click()
    page.get_by_label("Credits", exact=True).fill("12")
    page.get_by_role("dialog").get_by_role("button", name="Give credits").click()
    page.locator(".toast", has_text="12 credits given to admin-rude@example.com.").wait_for()
    with database().reading() as session:
        assert credits.balance(session, rude.user.id) >= 12
    page.get_by_role("button", name="What to do with admin-rude@example.com").click()
    page.get_by_role("menuitem", name="Suspend").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Suspend").click()
    page.locator(".toast", has_text="is suspended").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="active again").wait_for()

    page.get_by_role("link", name="Jobs").click()
    page.get_by_role("button", name="Try again: speak l1").click()
    page.locator(".toast", has_text="It is tried again.").wait_for()
    with database().reading() as session:
        assert session.get_one(Render, render.id).state == "queued"
        assert session.get_one(DeadLetter, letter.id).requeued_at is not None
    page.get_by_role("link", name="Audit").click()
    page.get_by_role("searchbox").fill("user.suspend")
    page.locator(".admin-entry", has_text="user.suspend").first.wait_for()


def test_who_is_no_admin_sees_a_closed_door_and_no_numbers(visit, person):
    page = visit("/admin/people", person("admin-none@example.com"), size=PHONE)
    page.get_by_text("This is for the people who run the studio.").wait_for()
    assert "@" not in page.locator("main").inner_text()
    assert unreachable(page) == []


def test_forged_events_are_refused_without_role_or_second_step(house, person, admin):
    mira, _ = admin
    ann = person("admin-forger@example.com")
    for who, said in ((ann, "may not"), (mira, "second factor")):
        tab = Socket(house, who)
        tab.do(AdminState.arrive, "person")
        for event, given in (
            (PeopleState.find, {"text": "a"}),
            (AuditState.find, {"action": ""}),
            (JobsState.choose, {"state": ""}),
            (JobsState.requeue, {"id": str(uuid.uuid4())}),
            (PeopleState.admit, {"id": str(ann.user.id)}),
        ):
            told = tab.do(event, "problem", **given)
            assert said in told["problem"], event
            assert not any(told.get(name) for name in ("people", "entries", "jobs", "letters"))
            tab.do(AdminState.close_problem, "problem")
        # Pages load nothing before the door is open.
        assert not tab.do(AdminState.enter, "standing").get("numbers")
        tab.send(OverviewState.look)
        assert "numbers" not in tab.do(AdminState.tell, "problem", text="The end.")
        tab.close()


def test_the_numbers_are_for_admins_alone(house, person, admin):
    mira, _ = admin
    film(person("admin-maker@example.com"), "Made", seconds=90)
    seen = Actor(mira.user.id, "super_admin", second_factor=True)
    with database().reading() as session:
        found = overview.numbers(session, seen)
        assert found.people >= 2
        assert found.films >= 1
        assert found.minutes >= 1.5
        titles = [job.title for job in overview.jobs(session, seen, "completed")]
        assert titles[0] == "Made"
        for who in (Actor(mira.user.id, "super_admin"), Actor(mira.user.id), Actor()):
            for ask in (overview.numbers, overview.stages, overview.jobs):
                with pytest.raises(Exception) as refused:
                    ask(session, who)
                assert refused.value.status in (401, 403)
            if who.user_id:
                with pytest.raises(Forbidden):
                    overview.parts(who)
