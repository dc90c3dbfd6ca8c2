"""The API of a studio, and people who call it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from filmstudio.api import door
from filmstudio.api.app import create_app
from filmstudio.engine.local import pin
from filmstudio.errors import SignInNeeded
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render, User
from filmstudio.store.types import now
from tests.servers import Studio

SCRIPT = "EXT. HARBOUR - NIGHT\n\nA ferry waits.\n\nANNA\nIs it the last one?\n"
BOARD: dict[str, Any] = {
    "title": "The Last Ferry",
    "cast": [{"id": "anna", "name": "Anna"}],
    "scenes": [
        {
            "id": "s1",
            "setting": {"place": "harbour"},
            "shots": [
                {
                    "id": "s1-1",
                    "size": "wide",
                    "lines": [{"id": "l1", "speaker": "anna", "text": "Is it the last one?"}],
                }
            ],
        }
    ],
}


@dataclass
class Person:
    """Somebody with an account, as a caller of the API."""

    user: User
    client: TestClient

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id, self.user.role, self.user.plan, second_factor=True)

    def project(self, **given: Any) -> Any:
        """A new project of this person's, as the API shows it."""
        answer = self.call("POST", "/projects", json={"script": SCRIPT} | given)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def get(self, path: str, **given: Any) -> Any:
        return self.call("GET", path, **given)

    def post(self, path: str, json: Any = None, **given: Any) -> Any:
        return self.call("POST", path, json=json, **given)

    def call(self, method: str, path: str, **given: Any) -> Any:
        headers = {"Authorization": f"Bearer test-{self.user.id}"} | given.pop("headers", {})
        return self.client.request(method, f"/api/v1{path}", headers=headers, **given)


@lru_cache
def _together() -> FastAPI:
    return create_app()


def remembering_nobody(app: FastAPI) -> FastAPI:
    """The same application, whose middleware begins anew with the next request."""
    app.middleware_stack = None
    return app


def application() -> FastAPI:
    """The application. Its routes are put together once for all tests of this process."""
    return remembering_nobody(_together())


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
    return application()


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


@pytest.fixture(scope="session")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of a film of 320 x 240."""
    from filmstudio.media import ffmpeg

    path = tmp_path_factory.mktemp("footage") / "film.mp4"
    picture = "testsrc=size=320x240:rate=24:duration=2"
    sound = "sine=frequency=300:duration=2"
    ffmpeg.run(
        [
            *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound),
            *("-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-y", path),
        ]
    )
    return path


@pytest.fixture
def finish(footage: Path) -> Callable[..., uuid.UUID]:
    """Makes a finished job of a project, with a film that plays."""

    def make(project: dict[str, Any], lines: int = 240) -> uuid.UUID:
        store = artifacts()
        store.prepare()
        board = Storyboard.model_validate(BOARD).model_dump_json().encode()
        files = {
            "film": {"document.json": b"{}", "film.mp4": footage.read_bytes()},
            "storyboard": {"document.json": board},
            "captions": {"document.json": b"[]", "captions.srt": b"1\n", "captions.vtt": b"WEBVTT"},
            "mix": {"document.json": b"{}", "master.wav": b"RIFF"},
            "thumbnails": {"document.json": b"{}", "01.jpg": b"JPG"},
        }
        result = {slot: pin(store, slot, given).key for slot, given in files.items()}
        with database().transaction() as session:
            render = Render(
                project_id=uuid.UUID(project["id"]),
                user_id=session.get_one(Project, uuid.UUID(project["id"])).owner_id,
                state="completed",
                part=1.0,
                sequence=5,
                result=result,
                order={"lines": lines},
                finished_at=now(),
            )
            session.add(render)
        return render.id

    return make
