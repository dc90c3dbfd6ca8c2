"""Tests of dead letters: a film that was given up goes on from where it failed."""

from __future__ import annotations

import pytest
from sqlmodel import func, select

from filmstudio.errors import Conflict, Forbidden, NotFound
from filmstudio.services.actor import OPERATOR
from filmstudio.services.renders.advance import advance
from filmstudio.services.renders.requeue import letters, requeue
from filmstudio.store.db import database
from filmstudio.store.tables import AuditEntry, CreditEntry, Render
from filmstudio.store.types import new_id
from tests.services.renders.studio_of import person, render_row, tasks_of, toy
from tests.worker import toy as toy_recipe
from worker.work import take


def waiting():
    with database().reading() as session:
        return list(letters(session, OPERATOR))


def again(id):
    with database().transaction() as session:
        return requeue(session, OPERATOR, id)


def ledger(render: Render) -> tuple[int, int]:
    """Entries of a render, and their sum."""
    with database().reading() as session:
        found = select(func.count(), func.coalesce(func.sum(CreditEntry.amount), 0))
        return session.exec(found.where(CreditEntry.render_id == render.id)).one()


@pytest.fixture
def given_up(studio, monkeypatch):
    """A film whose last part was refused."""
    ann = person()
    render = toy(ann, "parts=3 work=0.01 fail=Refused@2")
    advance(render.id)
    take("cpu")
    assert render_row(render.id).state == "failed"
    wishes = toy_recipe.wishes
    monkeypatch.setattr(
        toy_recipe, "wishes", lambda view: {k: v for k, v in wishes(view).items() if k != "fail"}
    )
    return ann, render


def test_a_film_goes_on_from_where_it_failed(given_up):
    _, render = given_up
    made = {task.id for task in tasks_of(render) if task.state == "done"}
    assert made
    before = ledger(render)
    (letter,) = waiting()
    again(letter.id)
    assert waiting() == []
    assert render_row(render.id).error == ""
    take("cpu")
    row = render_row(render.id)
    assert row.state == "completed"
    assert ledger(render) == before
    assert made <= {task.id for task in tasks_of(render) if task.state == "done"}
    with database().reading() as session:
        noted = select(AuditEntry).where(AuditEntry.action == "job.requeue")
        assert session.exec(noted).one().target == str(render.id)


def test_what_cannot_be_tried_again_is_said(given_up):
    ann, _ = given_up
    (letter,) = waiting()
    with pytest.raises(NotFound):
        again(new_id())
    with database().transaction() as session, pytest.raises(Forbidden):
        requeue(session, ann, letter.id)
    with database().reading() as session, pytest.raises(Forbidden):
        letters(session, ann)
    again(letter.id)
    with pytest.raises(Conflict, match="queued"):
        again(letter.id)


def test_one_film_of_a_project_at_a_time(given_up):
    ann, render = given_up
    with database().reading() as session:
        project = session.get_one(Render, render.id).project_id
    with database().transaction() as session:
        session.add(Render(project_id=project, user_id=ann.user()))
    with pytest.raises(Conflict, match="Another film"):
        again(waiting()[0].id)
