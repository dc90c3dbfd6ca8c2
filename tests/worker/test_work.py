"""Tests of renders by a worker's hands in this process: every way a task can end."""

from __future__ import annotations

import pytest
from sqlmodel import select

from filmstudio.errors import Conflict, NotFound
from filmstudio.services.actor import Actor
from filmstudio.services.renders import claims, results
from filmstudio.services.renders.advance import advance
from filmstudio.services.renders.ending import cancel
from filmstudio.services.renders.start import retry, start
from filmstudio.services.renders.sweep import sweep
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import DeadLetter, Making, Render, Task
from filmstudio.store.types import now
from tests.services.renders.studio_of import person, project_of, render_row, tasks_of, toy
from worker.work import take


def states(render: Render) -> dict[str, str]:
    return {f"{task.stage} {task.unit}".strip(): task.state for task in tasks_of(render)}


def test_a_render_is_made_to_its_end(studio):
    render = toy(person(), "parts=3 work=0")
    take("cpu")
    row = render_row(render.id)
    assert (row.state, row.part, row.error) == ("completed", 1.0, "")
    assert set(states(render).values()) == {"done"}
    film = artifacts().get(row.result["film"])
    assert film
    assert film.verified("film.mp4").read_bytes() == b"p0" * 1000 + b"p1" * 1000 + b"p2" * 1000
    assert row.started_at
    assert row.finished_at
    assert row.sequence >= 5


def test_what_another_render_made_is_not_made_again(studio):
    ann, ben = person(), person("ben@example.com")
    first, second = toy(ann, "parts=3 work=0 share=x"), toy(ben, "parts=3 work=0 share=x")
    take("cpu")
    assert render_row(first.id).state == render_row(second.id).state == "completed"
    made = [states(one)[f"toypart p{n}"] for one in (first, second) for n in range(3)]
    assert sorted(made) == ["cached"] * 3 + ["done"] * 3


def test_a_running_making_keeps_others_from_the_same_artifact(studio):
    ann, ben = person(), person("ben@example.com")
    first, second = toy(ann, "parts=1 work=0 share=x"), toy(ben, "parts=1 work=0 share=x")
    for render in (first, second):
        advance(render.id)
    held = []
    for _ in range(4):
        with database().transaction() as session:
            one = claims.claim(session, "cpu", "me", 20)
        if one is None:
            break
        held.append(one)
    assert len(held) == 2  # the two plans differ by their scripts
    for one in held:
        from worker.work import make

        for id in make(one):
            advance(id)
    with database().transaction() as session:
        part = claims.claim(session, "cpu", "me", 20)
        assert part
        assert part.work.stage == "toypart"
        assert claims.claim(session, "cpu", "other", 20) is None
    waiting = second if part.render_id == first.id else first
    from worker.work import make

    renders = make(part)
    assert set(renders) == {first.id, second.id}
    assert states(waiting)["toypart p0"] == "cached"


def test_fairness_one_user_with_many_films_does_not_starve_another(studio):
    ann, ben = person(), person("ben@example.com")
    many = [toy(ann, "parts=2 work=0") for _ in range(5)]
    one = toy(ben, "parts=2 work=0")
    for render in [*many, one]:
        advance(render.id)
    users = []
    with database().transaction() as session:
        for _ in range(3):
            held = claims.claim(session, "cpu", "me", 20)
            assert held
            users.append(held.user_id)
    assert users == [ann.user_id, ben.user_id, ann.user_id]


def test_a_higher_plan_goes_first(studio):
    ann, ben = person(), person("ben@example.com", plan="pro")
    first, urgent = toy(ann), toy(ben)
    with database().transaction() as session:
        row = session.get_one(Render, urgent.id)
        row.priority = 9
        session.add(row)
    for render in (first, urgent):
        advance(render.id)
    with database().transaction() as session:
        held = claims.claim(session, "cpu", "me", 20)
    assert held
    assert held.render_id == urgent.id


def test_an_old_fence_changes_nothing(studio):
    render = toy(person(), "parts=1 work=0")
    advance(render.id)
    with database().transaction() as session:
        old = claims.claim(session, "cpu", "slow", 20)
    assert old
    expire(old.work.key)
    with database().transaction() as session:
        sweep(session)
    release_now(render)
    with database().transaction() as session:
        new = claims.claim(session, "cpu", "fresh", 20)
    assert new
    assert new.fence == old.fence + 1
    from filmstudio.engine.local import pin

    artifact = pin(artifacts(), "x", {"document.json": b"[]"})
    with database().transaction() as session:
        assert not claims.renew(session, old, 20)
        assert results.made(session, old, artifact, None) == []
        assert results.failed(session, old, NotFound("late")) == []
    assert states(render)["toyplan"] == "running"
    with database().transaction() as session:
        assert claims.renew(session, new, 20)


def expire(key: str) -> None:
    with database().transaction() as session:
        making = session.get_one(Making, key)
        making.lease_until = now().replace(year=2020)
        session.add(making)


def release_now(render: Render) -> None:
    with database().transaction() as session:
        for task in session.exec(select(Task).where(Task.render_id == render.id)):
            task.not_before = None
            session.add(task)


def test_a_task_whose_makers_die_again_and_again_is_given_up(studio, monkeypatch):
    render = toy(person(), "parts=1 work=0")
    advance(render.id)
    for _ in range(5):
        release_now(render)
        with database().transaction() as session:
            held = claims.claim(session, "cpu", "dying", 20)
        assert held
        expire(held.work.key)
        with database().transaction() as session:
            sweep(session)
    row = render_row(render.id)
    assert (row.state, row.error_code) == ("failed", "gave_up")
    with database().reading() as session:
        assert session.exec(select(DeadLetter)).one().render_id == render.id


def test_a_refusal_is_never_tried_again(studio):
    render = toy(person(), "parts=2 work=0 fail=Refused@1")
    take("cpu")
    row = render_row(render.id)
    assert (row.state, row.error_code) == ("failed", "refused")
    assert "as it was told" in row.error
    failed = next(task for task in tasks_of(render) if task.unit == "p1")
    assert failed.attempts == 1


def test_what_is_broken_is_tried_again_and_then_told(studio):
    render = toy(person(), "parts=2 work=0 fail=Broken@1")
    for _ in range(4):
        take("cpu")
        release_now(render)
    row = render_row(render.id)
    assert (row.state, row.error_code) == ("failed", "broken")
    assert next(task for task in tasks_of(render) if task.unit == "p1").attempts == 2


def test_a_cancelled_render_stops_and_others_do_not(studio):
    ann = person()
    render, other = toy(ann, "parts=2 work=0"), toy(ann, "parts=2 work=0")
    advance(render.id)
    with database().transaction() as session:
        cancel(session, ann, render.id)
    take("cpu")
    assert render_row(render.id).state == "cancelled"
    assert set(states(render).values()) == {"cancelled"}
    assert render_row(other.id).state == "completed"


def test_a_cancelled_render_can_be_tried_again(studio):
    ann = person()
    render = toy(ann, "parts=2 work=0")
    with database().transaction() as session:
        cancel(session, ann, render.id)
    with database().transaction() as session:
        again = retry(session, ann, render.id)
    with pytest.raises(Conflict), database().transaction() as session:
        retry(session, ann, again.id)


def test_a_lost_artifact_is_made_again(studio):
    render = toy(person(), "parts=3 work=0")
    advance(render.id)
    store = artifacts()
    while True:
        with database().transaction() as session:
            held = claims.claim(session, "cpu", "me", 20)
        if held is None or held.work.stage == "toywhole":
            break
        from worker.work import make

        for id in make(held):
            advance(id)
    assert held
    store.drop(next(task.key for task in tasks_of(render) if task.unit == "p1"))
    from worker.work import make

    for id in make(held):
        advance(id)
    for _ in range(6):
        release_now(render)
        take("cpu")
    assert render_row(render.id).state == "completed"


def test_only_one_render_of_a_project_at_a_time_and_only_by_its_people(studio):
    ann = person()
    project = project_of(ann)
    with database().transaction() as session:
        start(session, ann, project.id)
    with pytest.raises(Conflict), database().transaction() as session:
        start(session, ann, project.id)
    stranger = person("eve@example.com")
    with pytest.raises(NotFound), database().transaction() as session:
        start(session, stranger, project.id)
    assert isinstance(stranger, Actor)


def test_the_sweeper_goes_on_with_what_was_forgotten(studio):
    render = toy(person(), "parts=1 work=0")
    with database().transaction() as session:
        row = session.get_one(Render, render.id)
        row.created_at = row.created_at.replace(year=2020)
        session.add(row)
    with database().transaction() as session:
        assert sweep(session) == [render.id]
    advance(render.id)
    with database().transaction() as session:
        assert sweep(session) == []
