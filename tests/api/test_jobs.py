"""Jobs over the API: started, watched, cancelled, tried again; and requests that come twice."""

from __future__ import annotations

import asyncio
import json
import threading
import uuid

import pytest
import redis
from sqlalchemy import func
from sqlmodel import select
from starlette.websockets import WebSocketDisconnect

from filmstudio.api.routes import jobs
from filmstudio.errors import BadInput, Broken
from filmstudio.services import idempotency
from filmstudio.services.jobs import reading, watching
from filmstudio.services.renders import ending
from filmstudio.services.renders.news import tell
from filmstudio.store import events
from filmstudio.store.db import database, locked
from filmstudio.store.tables import Idempotency, Project, Render, Task
from tests.api.conftest import BOARD, SCRIPT


def start(person, **given):
    project = person.project()
    answer = person.post("/jobs", {"project_id": project["id"]} | given)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    return answer.json()


def change(job, **columns):
    """What a worker does to a render."""
    with database().transaction() as session:
        render = locked(session, Render, uuid.UUID(job["id"]))
        for name, value in columns.items():
            setattr(render, name, value)
        tell(session, render)


def test_a_job_is_started_seen_and_cancelled(person):
    ann, bob = person("ann"), person("bob")
    job = start(ann, order={"duration": 30})
    assert (job["state"], job["progress"], job["seconds"]) == ("queued", 0, 30.0)
    path = f"/jobs/{job['id']}"
    again = ann.post("/jobs", {"project_id": job["project_id"]})
    assert (again.status_code, again.json()["code"]) == (409, "running")
    for where in (path, f"{path}/status", f"{path}/events", f"{path}/result"):
        assert bob.get(where).status_code == 404, where
    assert bob.call("DELETE", path).status_code == 404
    assert bob.get("/jobs").json()["items"] == []
    assert ann.get(f"{path}/result").json()["code"] == "not_finished"
    assert ann.post(f"{path}/retry").status_code == 409
    assert ann.call("DELETE", path).json()["state"] == "cancelled"
    retried = ann.post(f"{path}/retry")
    assert (retried.status_code, retried.json()["state"]) == (202, "queued")
    states = [one["state"] for one in ann.get("/jobs").json()["items"]]
    assert states == ["queued", "cancelled"]
    assert len(ann.get("/jobs?state=cancelled").json()["items"]) == 1
    assert ann.call("DELETE", f"/projects/{job['project_id']}").status_code == 204
    assert ann.get(f"{path}/status").status_code == 404


def test_a_job_tells_its_tasks_and_its_end(person):
    ann = person("ann")
    job = start(ann)
    with database().transaction() as session:
        for stage, unit, state, provider in [
            ("read", "", "done", ""),
            ("speak", "l1", "done", "espeak"),
            ("speak", "l2", "cached", "espeak"),
            ("speak", "l3", "running", "pico"),
            ("animate", "s1", "queued", "canvas"),
        ]:
            session.add(
                Task(
                    render_id=uuid.UUID(job["id"]),
                    user_id=ann.user.id,
                    key=f"{stage}{unit}",
                    wall=1.5,
                    stage=stage,
                    unit=unit,
                    state=state,
                    provider=provider,
                )
            )
    change(job, state="processing", part=0.429, step="Recording voices", left=12.0)
    seen = ann.get(f"/jobs/{job['id']}").json()
    assert (seen["progress"], seen["step"]) == (42, "Recording voices")
    assert seen["estimated_completion"] > seen["created_at"]
    works = {one["type"]: one for one in seen["tasks"]}
    assert works["script_analysis"]["state"] == "completed"
    assert works["animation"]["state"] == "queued"
    voices = works["voice_synthesis"]
    assert (voices["state"], voices["done"], voices["total"], voices["cached"]) == (
        *("processing", 2),
        *(3, 1),
    )
    assert voices["providers"] == ["espeak", "pico"]
    assert voices["wall_seconds"] == 4.5
    quick = ann.get(f"/jobs/{job['id']}/status").json()
    assert {name: seen[name] for name in quick if name != "estimated_completion"} == {
        name: value for name, value in quick.items() if name != "estimated_completion"
    }
    with database().transaction() as session:
        ending.fail(session, uuid.UUID(job["id"]), Broken("The voice broke. Try again."))
    failed = ann.get(f"/jobs/{job['id']}/status").json()
    assert failed["state"] == "failed"
    assert failed["error"] == {"code": "broken", "message": "The voice broke. Try again."}


def test_a_film_in_one_call(person):
    ann = person("ann")
    made = ann.post("/generate/film", {"script": SCRIPT, "order": {"duration": 60}})
    assert made.status_code == 202, made.text
    body = made.json()
    assert body["job"]["project_id"] == body["project"]["id"]
    assert (body["estimated_seconds"], body["job"]["version"]) == (60.0, 0)
    board = ann.post("/generate/film", {"storyboard": BOARD}).json()
    assert (board["job"]["version"], board["project"]["title"]) == (1, "The Last Ferry")
    assert ann.post("/generate/film", {"title": "Nothing"}).status_code == 422
    before = count(Project)
    assert ann.post("/generate/film", {"script": SCRIPT, "order": {"lines": 9}}).status_code == 422
    assert count(Project) == before


def count(model):
    with database().reading() as session:
        return session.exec(select(func.count()).select_from(model)).one()


def test_the_same_request_twice_is_carried_out_once(person):
    ann, bob = person("ann"), person("bob")
    headers = {"Idempotency-Key": "one"}
    wanted = {"script": SCRIPT}
    first = ann.post("/generate/film", wanted, headers=headers)
    second = ann.post("/generate/film", wanted, headers=headers)
    assert (first.status_code, second.status_code) == (202, 202)
    assert second.json() == first.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert second.headers["location"] == first.headers["location"]
    assert count(Render) == 1
    other = ann.post("/generate/film", {"script": "Another."}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key")
    assert bob.post("/generate/film", wanted, headers=headers).json() != first.json()
    assert count(Render) == 2
    wrong = ann.post("/generate/film", {}, headers={"Idempotency-Key": "two"})
    assert wrong.status_code == 422
    assert ann.post("/generate/film", {}, headers={"Idempotency-Key": "two"}).json() == wrong.json()
    assert ann.post("/projects", {}, headers={"Idempotency-Key": "x" * 256}).status_code == 422


def test_a_hundred_at_once_under_one_key_are_one(person):
    ann = person("ann")
    answers = []

    def send():
        headers = {"Idempotency-Key": "race"}
        answers.append(ann.post("/projects", {"script": SCRIPT}, headers=headers).status_code)

    threads = [threading.Thread(target=send) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(Project) == 1
    assert set(answers) <= {201, 409}
    assert 201 in answers


def test_a_request_that_died_is_not_carried_out_twice(studio):
    with database().transaction() as session:
        id = idempotency.claim(session, "ann", "k")
    with database().transaction() as session, pytest.raises(idempotency.Conflict, match="just now"):
        idempotency.claim(session, "ann", "k")
    with database().transaction() as session:
        idempotency.carried_out(session, id)
    with database().transaction() as session:
        idempotency.released(session, id)  # the process noticed; the effect stands all the same
    with database().transaction() as session, pytest.raises(idempotency.Conflict, match="answer"):
        idempotency.claim(session, "ann", "k")
    with database().transaction() as session:
        idempotency.answered(session, id, idempotency.Kept("d", 201, "{}"))
    with database().transaction() as session:
        kept = idempotency.claim(session, "ann", "k")
    idempotency.same(kept, "d")
    with pytest.raises(BadInput):
        idempotency.same(kept, "other")
    with database().transaction() as session:
        session.get_one(Idempotency, id).created_at -= idempotency.KEPT * 2
    with database().transaction() as session:
        assert not isinstance(idempotency.claim(session, "ann", "k"), idempotency.Kept)


def lines_of(answer):
    found = [part for part in answer.replace("\r", "").split("\n\n") if part.startswith("id:")]
    return [dict(line.split(": ", 1) for line in part.split("\n")) for part in found]


def test_events_go_on_where_they_broke_off(person, finish):
    ann = person("ann")
    project = ann.project()
    job = finish(project)
    told = lines_of(ann.get(f"/jobs/{job}/events").text)
    assert [one["event"] for one in told] == ["end"]
    assert json.loads(told[0]["data"])["progress"] == 100
    later = ann.get(f"/jobs/{job}/events", headers={"Last-Event-ID": told[0]["id"]})
    assert lines_of(later.text) == []
    assert lines_of(ann.get(f"/jobs/{job}/events", headers={"Last-Event-ID": "x"}).text) == told


def test_a_watcher_misses_nothing_and_hears_nothing_twice(person, monkeypatch):
    ann = person("ann")
    job = start(ann)
    monkeypatch.setattr(watching, "SILENCE", 0.3)

    def read():
        with database().reading() as session:
            return [reading.status(session, ann.actor, uuid.UUID(job["id"]))]

    async def follow():
        heard, step = [], 0
        async for status in watching.watch(events.render_channel(job["id"]), read):
            if status is not None:
                heard.append(status)
                if status.state == "completed":
                    return heard
            elif step < 3:
                step += 1
                await asyncio.to_thread(change, job, state="processing", part=step / 10)
            else:
                await asyncio.to_thread(change, job, state="completed", part=1.0)
        return heard

    heard = asyncio.run(asyncio.wait_for(follow(), 20))
    numbers = [one.sequence for one in heard]
    assert numbers == sorted(set(numbers))
    assert [one.progress for one in heard] == [0, 10, 20, 30, 100]


def test_a_watcher_goes_on_without_redis(person, monkeypatch):
    ann = person("ann")
    job = start(ann)
    monkeypatch.setattr(watching, "POLL", 0.05)
    monkeypatch.setattr(
        watching, "async_client", lambda: redis.asyncio.Redis.from_url("unix:///nowhere.sock")
    )

    def read():
        with database().reading() as session:
            return [reading.status(session, ann.actor, uuid.UUID(job["id"]))]

    async def follow():
        async for status in watching.watch("channel", read):
            assert status is not None
            if status.state == "completed":
                return status
            with database().transaction() as session:
                render = locked(session, Render, uuid.UUID(job["id"]))
                render.state, render.sequence = "completed", render.sequence + 1
        return None

    assert asyncio.run(asyncio.wait_for(follow(), 20)).progress == 100


def test_the_socket_of_a_project_tells_its_jobs(person):
    ann, bob = person("ann"), person("bob")
    job = start(ann)
    where = f"/api/v1/ws/projects/{job['project_id']}"
    headers = {"Authorization": f"Bearer test-{ann.user.id}"}
    with ann.client.websocket_connect(where, headers=headers) as socket:
        first = socket.receive_json()
        assert (first["event"], first["id"], first["state"]) == ("job", job["id"], "queued")
        assert socket.receive_json() == {"event": "ping"}
        change(job, state="processing", part=0.5)
        news = socket.receive_json()
        while news["event"] == "ping":
            news = socket.receive_json()
        assert news["progress"] == 50
    for token, code in [(f"test-{bob.user.id}", 4404), (f"test-{uuid.uuid4()}", 4401), ("", 4401)]:
        given = {"Authorization": f"Bearer {token}"} if token else {}
        with (
            pytest.raises(WebSocketDisconnect) as closed,
            ann.client.websocket_connect(where, headers=given) as socket,
        ):
            socket.receive_json()
        assert closed.value.code == code


def test_nobody_follows_streams_without_end(person, monkeypatch):
    ann = person("ann")
    job = start(ann)
    monkeypatch.setitem(jobs._streams, ann.user.id, jobs.MOST_STREAMS)
    answer = ann.get(f"/jobs/{job['id']}/events")
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limit")
