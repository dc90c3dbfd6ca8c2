"""Tests of what the owner of a fresh studio finds."""

from __future__ import annotations

import pytest
from sqlmodel import select

from filmstudio.errors import NoSpace
from filmstudio.services import productions, welcome
from filmstudio.services.accounts.register import register
from filmstudio.services.actor import GUEST
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render, User

PASSWORD = "purple teapots wander slowly"


def enter(email: str) -> None:
    with database().transaction() as session:
        register(session, GUEST, email, PASSWORD)


def projects() -> list[tuple[str, str]]:
    with database().reading() as session:
        begun = {render.project_id for render in session.exec(select(Render))}
        people = {user.id: user.email for user in session.exec(select(User))}
        kept = session.exec(select(Project)).all()
        return [(people[one.owner_id], one.title) for one in kept if one.id in begun]


@pytest.fixture
def giving(studio, monkeypatch):
    monkeypatch.setenv("FILMSTUDIO_SAMPLE", "true")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_the_owner_finds_a_film_that_is_being_made_and_others_do_not(giving):
    enter("owner@example.com")
    enter("ann@example.com")
    assert projects() == [("owner@example.com", "The Last Ferry")]


def test_a_sample_that_cannot_be_begun_keeps_nobody_from_their_account(giving, monkeypatch):
    def fails(*_: object) -> None:
        raise NoSpace("The disk is full.")

    monkeypatch.setattr(productions, "produce", fails)
    enter("owner@example.com")
    assert projects() == []
    with database().reading() as session:
        assert session.exec(select(User.role)).one() == "super_admin"
    assert not welcome.give_sample(GUEST)
