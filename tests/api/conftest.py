"""The API of a studio, and people who call it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from filmstudio.api import door
from filmstudio.api.app import create_app
from filmstudio.errors import SignInNeeded
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.db import database
from filmstudio.store.tables import User
from tests.servers import Studio


@dataclass
class Person:
    """Somebody with an account, as a caller of the API."""

    user: User
    client: TestClient

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id, self.user.role, self.user.plan, second_factor=True)

    def call(self, method: str, path: str, **given: Any) -> Any:
        headers = {"Authorization": f"Bearer test-{self.user.id}"} | given.pop("headers", {})
        return self.client.request(method, f"/api/v1{path}", headers=headers, **given)


@pytest.fixture
def app(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """The application, with tokens that name a user: how one gets a real one is tested elsewhere."""

    def who(**given: str) -> Actor:
        token = given["bearer"]
        if not token:
            return GUEST
        with database().reading() as session:
            user = session.get(User, uuid.UUID(token.removeprefix("test-")))
            if user is None or user.status != "active":
                raise SignInNeeded("Sign in again.")
            return Actor(user.id, user.role, user.plan, second_factor=True)

    monkeypatch.setattr(door, "authenticate", who)
    return create_app()


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A caller who says nothing of himself."""
    with TestClient(app) as calls:
        yield calls


@pytest.fixture
def person(client: TestClient) -> Callable[..., Person]:
    """Makes people."""

    def make(name: str, **columns: Any) -> Person:
        with database().transaction() as session:
            user = User(email=f"{name}@example.com", name=name, **{"plan": "pro"} | columns)
            session.add(user)
        return Person(user, client)

    return make
