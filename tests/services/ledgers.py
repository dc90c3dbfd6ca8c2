"""A metered studio, its users and a clock that tests can turn."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from filmstudio.services import ledger
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render, User
from filmstudio.store.types import new_id


class Clock:
    """The time of credits and subscriptions in a test."""

    def __init__(self, at: datetime = datetime(2026, 1, 31, 12, tzinfo=UTC)) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> datetime:
        self.at += timedelta(**time)
        return self.at


def meter(monkeypatch: pytest.MonkeyPatch, on: bool = True) -> None:
    """Makes films cost credits, or not."""
    monkeypatch.setenv("FILMSTUDIO_METERED", str(on).lower())
    settings.cache_clear()


def set_clock(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Clock:
    monkeypatch.setattr(ledger, "now", clock)
    return clock


def add_user(plan: str = "free", **fields: object) -> uuid.UUID:
    with database().transaction() as session:
        user = User(email=f"{new_id()}@example.com", plan=plan, **fields)
        session.add(user)
    return user.id


def add_render(user_id: uuid.UUID, project_id: uuid.UUID | None = None, **fields: object) -> Render:
    """A render of a project of the user, which is made where none is given."""
    with database().transaction() as session:
        if project_id is None:
            project = Project(owner_id=user_id, title="The lighthouse")
            session.add(project)
            session.flush()
            project_id = project.id
        render = Render(project_id=project_id, user_id=user_id, **fields)
        session.add(render)
    return render
