"""Tests of what pages read of the database, on both databases: lists, the month, the ledger, numbers."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound
from filmstudio.services import credits, overview, statements
from filmstudio.services.accounts import profile
from filmstudio.services.actor import Actor
from filmstudio.services.projects import cards, keeping
from filmstudio.services.renders import ending
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, DeadLetter, Project, Render, Task
from filmstudio.store.types import now
from tests.services.ledgers import add_user, meter


def add_film(owner: uuid.UUID, title: str, *states: str, seconds: float = 64.0, days: float = 0):
    """A project with a job in each of these states, the newest last."""
    when = now() - timedelta(days=days)
    with database().transaction() as session:
        project = Project(owner_id=owner, title=title, updated_at=when)
        session.add(project)
        session.flush()
        for state in states:
            render = Render(
                project_id=project.id,
                user_id=owner,
                state=state,
                part=0.5,
                seconds=seconds,
                result={"thumbnails": f"key-of-{title}"} if state == "completed" else {},
                finished_at=when if state in ("completed", "failed") else None,
            )
            session.add(render)
            session.flush()
            session.add(
                Task(
                    render_id=render.id,
                    user_id=owner,
                    stage="speak",
                    key="k",
                    state="done" if state == "completed" else "queued",
                    wall=3.0,
                    finished_at=when,
                )
            )
        return project.id


def shelf(who: Actor, **choice: object) -> list[tuple[str, str]]:
    with database().reading() as session:
        found = cards.shelf(session, who, **choice)  # type: ignore[arg-type]
        assert found.total >= len(found.cards)
        return [(card.project.title, card.state) for card in found.cards]


@pytest.mark.usefixtures("studio")
def test_lists_hold_ones_own_and_shared_films_by_what_becomes_of_them():
    ann, bob = (Actor(add_user()) for _ in range(2))
    add_film(ann.user(), "anna’s first", "completed", days=4)
    add_film(ann.user(), "Broken", "completed", "failed", days=3)
    add_film(ann.user(), "Called off", "completed", "cancelled", days=2)
    add_film(ann.user(), "Dropped", "cancelled", days=1)
    going = add_film(ann.user(), "Going", "failed", "processing")
    words = add_film(ann.user(), "Words", days=9)
    add_film(bob.user(), "His own", "completed", days=5)
    assert [title for title, _ in shelf(ann)] == [
        *("Going", "Dropped", "Called off", "Broken", "anna’s first", "Words"),
    ]
    assert shelf(ann, sort="title", most=1) == [("anna’s first", "finished")]
    assert shelf(ann, sort="oldest", most=1) == [("Words", "draft")]
    assert shelf(ann, state="making") == [("Going", "making")]
    assert shelf(ann, state="failed") == [("Broken", "failed")]
    done = [("Called off", "finished"), ("anna’s first", "finished")]
    assert shelf(ann, state="finished") == done
    assert shelf(ann, state="draft") == [("Dropped", "draft"), ("Words", "draft")]
    assert shelf(ann, search="GOIN") == [("Going", "making")]
    with pytest.raises(BadInput):
        shelf(ann, state="lost")
    with database().transaction() as session:
        session.add(Collaborator(project_id=going, user_id=bob.user(), role="viewer"))
    assert shelf(bob) == [("Going", "making"), ("His own", "finished")]
    with database().reading() as session:
        (card,) = cards.shelf(session, ann, search="first").cards
    assert (card.cover, card.seconds, card.role) == ("key-of-anna’s first", 64.0, "owner")

    # What was deleted comes back to its owner alone, and not for ever.
    with database().transaction() as session:
        keeping.delete(session, ann, words, ending.cancel)
    assert ("Words", "draft") not in shelf(ann)
    with database().transaction() as session, pytest.raises(NotFound):
        keeping.restore(session, bob, words)
    with database().transaction() as session:
        keeping.restore(session, ann, words)
    assert ("Words", "draft") in shelf(ann)
    with database().transaction() as session:
        session.get_one(Project, words).deleted_at = now() - timedelta(days=31)
    with database().transaction() as session, pytest.raises(NotFound, match="too long ago"):
        keeping.restore(session, ann, words)


@pytest.mark.usefixtures("studio")
def test_the_month_and_the_numbers_add_up():
    ann = Actor(add_user())
    boss = Actor(add_user(role="admin"), "admin", second_factor=True)
    add_film(ann.user(), "One", "completed", seconds=90)
    add_film(ann.user(), "Two", "failed", "processing")
    with database().transaction() as session:
        session.add(DeadLetter(task_id=uuid.uuid4(), render_id=uuid.uuid4(), name="speak l1"))
    with database().reading() as session:
        made = profile.this_month(session, ann)
        assert (made.films, made.minutes[-1], len(made.minutes)) == (1, 1.5, now().day)
        found = overview.numbers(session, boss)
        assert (found.films, found.minutes, found.failed) == (1, 1.5, 1)
        assert (found.people, found.processing, found.dead, found.revenue) == (2, 1, 1, 0)
        (stage,) = overview.stages(session, boss)
        assert (stage.stage, stage.waiting, stage.running, stage.seconds) == ("speak", 2, 0, 3.0)
        assert [job.title for job in overview.jobs(session, boss)] == ["Two", "Two", "One"]
        assert [job.state for job in overview.jobs(session, boss, "completed")] == ["completed"]
        for ask in (overview.numbers, overview.stages, overview.jobs):
            with pytest.raises(Forbidden):
                ask(session, ann)


@pytest.mark.usefixtures("studio")
def test_the_ledger_is_read_in_pages_that_add_up(monkeypatch: pytest.MonkeyPatch):
    meter(monkeypatch)
    ann = Actor(add_user(plan="standard"))
    render = uuid.uuid4()
    with database().transaction() as session:
        credits.grant(session, ann.user(), 15, key="gift")
        credits.reserve(session, ann.user(), render, 33)  # of both pots: one change
        credits.refund(session, render)
        for _ in range(3):  # films within what is paid: their ends are not told
            free = uuid.uuid4()
            credits.reserve(session, ann.user(), free, 0)
            credits.settle(session, free, seconds=10.0)
        with pytest.raises(Conflict):
            credits.reserve(session, ann.user(), render, 33)
    with database().reading() as session:
        lines, after = [], None
        while True:
            sheet = statements.ledger_of(session, ann, after, most=1)
            lines += sheet.lines
            if (after := sheet.next) is None:
                break
        told = [(line.kind, line.amount, line.balance) for line in lines]
    assert told == [
        *[("reserve", 0, 45)] * 3,
        ("refund", 33, 45),
        ("reserve", -33, 12),
        ("grant", 15, 45),
        ("monthly", 30, 30),
    ]
