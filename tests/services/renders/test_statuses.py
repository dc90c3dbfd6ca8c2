"""Tests of the statuses of jobs that many ask for at once."""

from __future__ import annotations

import uuid

from filmstudio.services.jobs import reading
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, Project
from filmstudio.store.types import now
from tests.services.renders.studio_of import person, toy


def test_everybody_is_told_of_his_own_jobs_and_of_those_he_has_a_part_in(studio):
    ann, bob, eve = (person(f"{name}@example.com") for name in ("ann", "bob", "eve"))
    tea, milk, gone = (toy(ann) for _ in range(3))
    with database().transaction() as session:
        session.add(Collaborator(project_id=tea.project_id, user_id=bob.user(), role="viewer"))
        session.get_one(Project, gone.project_id).deleted_at = now()
    unknown = uuid.uuid4()
    asked = [
        (job, who.user()) for job in (tea.id, milk.id, gone.id, unknown) for who in (ann, bob, eve)
    ]
    with database().glance() as connection:
        found = reading.statuses_for(connection, asked)
        alone = reading.status(connection, bob, tea.id)
    seen = {(tea.id, ann.user()), (tea.id, bob.user()), (milk.id, ann.user())}
    assert set(found) == seen
    assert found[tea.id, bob.user()] == alone
    assert alone.state == "queued"
