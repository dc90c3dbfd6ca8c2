"""Forecasts of edits hold: what is foreseen is what workers then make, no more and no less."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from filmstudio.errors import NotFound, PaymentNeeded
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.credits import close, grant
from filmstudio.services.projects import storyboards
from filmstudio.services.renders.forecast import forecast
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render
from filmstudio.store.types import now
from tests.recipes.conftest import golden as golden
from tests.recipes.films import SMALL, Film
from tests.servers import Studio
from tests.services.ledgers import meter
from tests.services.renders.studio_of import person, render_row, started, tasks_of
from worker.work import take

Document = dict[str, Any]
pytestmark = pytest.mark.parametrize("studio", ["sqlite"], indirect=True)


@pytest.fixture
def ann(studio: Studio) -> Actor:
    return person()


@pytest.fixture
def project(studio: Studio, golden: Film, ann: Actor) -> Project:
    """A project with a finished film, of which every part is kept."""
    shutil.copytree(golden.data / "artifacts", studio.data / "artifacts", copy_function=os.link)
    with database().transaction() as session:
        project = Project(owner_id=ann.user(), title="Bell", order=SMALL.model_dump(mode="json"))
        session.add(project)
        session.flush()
        storyboards.add(session, project, golden.storyboard, ann)
    render = started(ann, project)
    take("cpu")
    assert render_row(render.id).state == "completed"
    assert {task.state for task in tasks_of(render)} == {"cached"}
    return project


def shot(document: Document, number: int) -> Document:
    return [one for scene in document["scenes"] for one in scene["shots"]][number]


def speaking(document: Document) -> Document:
    return next(s for scene in document["scenes"] for s in scene["shots"] if s["lines"])


def same_line_twice(document: Document) -> None:
    one = speaking(document)
    words = one["lines"][0] | {"text": "It rings."}
    one["lines"] = [words, words | {"id": "again"}]


def another_camera(document: Document) -> None:
    speaking(document)["camera"] = {"move": "push-in", "amount": 0.07}


def another_order(document: Document) -> None:
    shots = document["scenes"][0]["shots"]
    shots[-1], shots[-2] = shots[-2], shots[-1]


def another_voice(document: Document) -> None:
    document["cast"][0]["voice"]["pitch"] += 1.0


def soft_captions(document: Document) -> None:
    document["captions"]["mode"] = "soft"


def nothing(document: Document) -> None:
    return None


def edited(board: Storyboard, edit: Callable[[Document], None]) -> Storyboard:
    document = board.model_dump(mode="json")
    edit(document)
    return Storyboard.model_validate(document)


def made_by_workers(ann: Actor, project: Project, board: Storyboard) -> set[str]:
    with database().transaction() as session:
        storyboards.save(session, ann, project.id, board, expected=None)
    render = started(ann, project)
    take("cpu")
    assert render_row(render.id).state == "completed"
    return {
        f"{task.stage} {task.unit}".strip() for task in tasks_of(render) if task.state == "done"
    }


def kept_keys() -> set[str]:
    return {path.name for path in artifacts().root.glob("*/*")}


@pytest.mark.parametrize(
    "edit",
    [
        *(nothing, same_line_twice, another_camera, another_order),
        *(another_voice, soft_captions),
    ],
)
def test_what_is_foreseen_is_made(golden, ann, project, edit):
    board = edited(golden.storyboard, edit)
    before = kept_keys()
    found = forecast(ann, project.id, board)
    assert kept_keys() == before
    if edit is soft_captions:
        # All its shots are filmed again, which takes long; that they are is test_locality's.
        worded = [shot.id for _, shot in board.shots() if shot.lines]
        assert list(found.shots) == worded
        assert not found.lines
        return
    made = made_by_workers(ann, project, board)
    assert set(found.units) >= made
    assert found.exact == (edit is not another_voice)
    if not found.exact:
        return
    assert set(found.units) == made
    filmed = {name.removeprefix("animate ") for name in made if name.startswith("animate ")}
    assert set(found.shots) == filmed
    assert len(found.shots) + len(found.kept) == len(board.shots())
    assert {f"speak {line}" for line in found.lines} == {n for n in made if n.startswith("speak")}
    assert bool(made) == (found.seconds > 0)


def test_an_edit_of_a_paid_film_is_foreseen_for_nothing(golden, ann, project, monkeypatch):
    meter(monkeypatch)
    with database().transaction() as session:
        grant(session, ann.user(), 30, key="test")
        row = session.get_one(Project, project.id)
        row.order = row.order | {"lines": 144}
        session.add(row)
    first = forecast(ann, project.id, golden.storyboard)
    assert (first.kind, first.credits, first.metered) == ("whole", 3 * first.minutes, True)
    # The free plan puts its mark over every picture.
    assert len(first.shots) == len(golden.storyboard.shots())
    render = started(ann, project)
    assert render_row(render.id).credits == first.credits
    with database().transaction() as session:
        row = session.get_one(Render, render.id)
        row.state, row.started_at = "completed", now()
        close(session, row)
    again = forecast(ann, project.id, edited(golden.storyboard, another_camera))
    assert (again.kind, again.credits) == ("free", 0)
    long = edited(golden.storyboard, lambda d: shot(d, 1).update(hold=12.0))
    many = [long.scenes[0].model_copy(update={"id": f"x{n}"}) for n in range(9)]
    with pytest.raises(PaymentNeeded):
        forecast(ann, project.id, long.model_copy(update={"scenes": tuple(many)}))


def test_a_film_that_was_never_made_is_foreseen_whole(studio, golden, ann):
    with database().transaction() as session:
        project = Project(owner_id=ann.user(), order=SMALL.model_dump(mode="json"))
        session.add(project)
    found = forecast(ann, project.id, golden.storyboard)
    assert len(found.shots) == len(golden.storyboard.shots())
    assert found.kept == ()
    assert len(found.lines) == len(golden.storyboard.lines())
    assert abs(found.length - golden.report["seconds"]) < 0.25 * golden.report["seconds"]


def test_strangers_are_told_nothing(studio, golden, ann, project):
    with pytest.raises(NotFound):
        forecast(person("ben@example.com"), project.id, golden.storyboard)
    with pytest.raises(NotFound):
        forecast(ann, uuid.uuid4(), golden.storyboard)
