"""The clients against a real studio: its web server in a process, its database, its worker."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import uuid
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from filmstudio.client import (
    BadInput,
    Conflict,
    Forbidden,
    JobCancelled,
    NotFound,
    SignInNeeded,
    TimedOut,
    Unreachable,
)
from filmstudio.engine.local import pin
from filmstudio.services.renders.news import tell
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database, locked
from filmstudio.store.tables import Project, Render
from filmstudio.store.types import now
from tests.client.conftest import PASSWORD, SCRIPT, account

FILM = os.urandom(1 << 20)
BOARD: dict[str, Any] = {
    "title": "Tea",
    "cast": [{"id": "ann", "name": "Ann"}],
    "scenes": [
        {"id": "s1", "setting": {"place": "kitchen"}, "shots": [{"id": "s1-1", "size": "wide"}]}
    ],
}


def change(job_id: uuid.UUID, **columns: Any) -> None:
    """What a worker does to a render."""
    with database().transaction() as session:
        render = locked(session, Render, job_id)
        assert render
        for name, value in columns.items():
            setattr(render, name, value)
        tell(session, render)


def finish(project_id: uuid.UUID) -> uuid.UUID:
    """A finished job of a project."""
    store = artifacts()
    store.prepare()
    result = {
        "film": pin(store, "film", {"document.json": b"{}", "film.mp4": FILM}).key,
        "captions": pin(store, "captions", {"document.json": b"[]", "captions.srt": b"1\n"}).key,
    }
    with database().transaction() as session:
        owner = session.get_one(Project, project_id).owner_id
        render = Render(
            project_id=project_id, user_id=owner, state="completed", part=1.0, sequence=5,
            result=result, order={"lines": 240}, finished_at=now(),
        )  # fmt: skip
        session.add(render)
    return render.id


def test_an_account_from_its_beginning(web, client_of):
    client = client_of(web.url)
    assert client.auth.register(f"{uuid.uuid4().hex}@example.com", PASSWORD).detail
    email = account("ann")
    with pytest.raises(SignInNeeded):
        client.auth.login(email, "wrong")
    with pytest.raises(SignInNeeded):
        client.account.get()
    assert client.auth.login(email, PASSWORD).access_token
    before = client.auth.tokens
    assert client.account.get().email == email
    client.auth.confirm(PASSWORD)
    assert client.auth.session().password_is_recent
    key = client.api_keys.create("build server")
    reader = client_of(web.url, api_key=client.api_keys.create("reader", ("read",)).key)
    assert client_of(web.url, api_key=key.key).account.get().name == "ann"
    with pytest.raises(Forbidden):
        reader.projects.create(SCRIPT)
    assert {one.name for one in client.api_keys.list()} == {"build server", "reader"}
    client.api_keys.revoke(key.id)
    with pytest.raises(SignInNeeded):
        client_of(web.url, api_key=key.key).account.get()
    assert client.account.change(name="Ann Lee").name == "Ann Lee"
    assert client.auth.refresh() != before
    heir = client_of(web.url, tokens=client.auth.tokens)
    assert heir.account.usage().projects == 0
    assert [one.current for one in heir.account.sessions()] == [True]
    client.auth.logout()
    with pytest.raises(SignInNeeded):
        heir.account.get()
    assert client.service.ready().parts
    assert client.service.health().status == "ok"


def test_projects_and_storyboards(ann):
    made = [ann.projects.create(SCRIPT, title=f"Tea {number}") for number in range(3)]
    first = made[0]
    assert [one.title for one in ann.projects.list(sort="title")] == ["Tea 0", "Tea 1", "Tea 2"]
    assert ann.projects.get(str(first.id)) == first
    assert ann.projects.change(first.id, title="Tee").title == "Tee"
    saved = ann.storyboards.save(first.id, BOARD, seen=0, note="First")
    assert saved.version == 1
    saved.document["title"] = "Tea at night"
    assert ann.storyboards.save(first.id, saved.document, seen=1).version == 2
    with pytest.raises(Conflict):
        ann.storyboards.save(first.id, BOARD, seen=1)
    assert ann.storyboards.patch(first.id, {"title": "Tee"}, seen=None).version == 3
    assert ann.storyboards.get(first.id, 1).document["title"] == "Tea"
    assert [one.number for one in ann.storyboards.versions(first.id)] == [3, 2, 1]
    assert ann.storyboards.restore(first.id, 1).number == 4
    assert ann.storyboards.get(first.id).document["title"] == "Tea"
    assert ann.projects.invite(first.id, account("bob"), "editor").role == "editor"
    bob = next(one for one in ann.projects.members(first.id) if one.name == "bob")
    ann.projects.dismiss(first.id, bob.user_id)
    assert ann.projects.share(first.id, "unlisted").url
    assert ann.projects.duplicate(first.id, "Copy").title == "Copy"
    ann.projects.delete(first.id)
    with pytest.raises(NotFound):
        ann.projects.get(first.id)
    with pytest.raises(BadInput) as caught:
        ann.projects.create(SCRIPT, order={"duration": -1})
    assert caught.value.detail


def test_lists_are_read_to_their_end(ann):
    for number in range(7):
        ann.projects.create(title=f"Tea {number}", storyboard=BOARD)
    core, transport = ann.client._core, ann.client.projects.transport
    from filmstudio.client import routes

    things = transport.iterate(core.pages(routes.PROJECTS, {"limit": 3}))
    if hasattr(things, "__anext__"):
        from tests.client.conftest import _read

        things = _read(ann.portal, things)
    assert len({one.id for one in things}) == 7


def test_credits_and_what_is_around(ann):
    assert ann.credits.balance().plan == "pro"
    assert ann.credits.estimate(seconds=61).minutes == 2
    assert isinstance([*ann.credits.history()], list)
    assert {one.name for one in ann.subscriptions.plans().items} >= {"free", "pro"}
    assert [*ann.subscriptions.list()] == [*ann.subscriptions.invoices()] == []
    assert "job.completed" in ann.webhooks.events()
    hook = ann.webhooks.create("https://example.com/events", ["job.completed"])
    assert hook.secret.startswith("whsec_")
    assert hook.secret not in repr(hook)
    assert [one.id for one in ann.webhooks.list()] == [hook.id]
    assert [*ann.webhooks.deliveries(hook.id)] == []
    ann.webhooks.delete(hook.id)
    assert ann.provider_keys.providers().vendors
    assert ann.provider_keys.list() == []
    with pytest.raises(NotFound):
        ann.provider_keys.get("openai")


def test_files_are_streamed_from_the_disk(ann, tmp_path):
    path = tmp_path / 'tea "one".txt'
    path.write_text(SCRIPT)
    file = ann.files.upload(path)
    assert (file.kind, file.bytes) == ("script", len(SCRIPT))
    assert ann.files.upload(b"ANN\nTea?\n", "more.txt").name == "more.txt"
    assert [one.id for one in ann.files.list("script")][-1] == file.id
    assert ann.files.get(file.id) == file
    assert ann.files.download(file.id, tmp_path / "again.txt").read_text() == SCRIPT
    ann.files.delete(file.id)
    with pytest.raises(BadInput):
        ann.files.upload(b"\x7fELF", "tool.exe")


def test_an_upload_whose_answer_is_lost_is_there_once(ann, wire, client_of, tmp_path):
    client = client_of(wire.url, tokens=ann.auth.tokens)
    path = tmp_path / "tea.txt"
    path.write_text(SCRIPT * 2000)
    wire.cuts = [20]
    assert client.files.upload(path).bytes == path.stat().st_size
    assert len([*ann.files.list()]) == 1


def test_downloads_go_on_where_they_were_cut(ann, wire, client_of, tmp_path):
    project = ann.projects.create(SCRIPT, title="The Last Ferry")
    job_id = finish(project.id)
    client = client_of(wire.url, tokens=ann.auth.tokens)
    wire.cuts = [300_000, 1, 400_000]
    told: list[tuple[int, int | None]] = []
    path = client.results.download(project.id, tmp_path, progress=told.append)
    assert path.name == "The-Last-Ferry.mp4"
    assert path.read_bytes() == FILM
    assert told[-1] == (len(FILM), len(FILM))
    starts = [one for asked in wire.asked for one in asked.split(b"\r\n") if b"Range: bytes" in one]
    assert len([one for one in starts if one.lower().startswith(b"range")]) >= 2
    wire.cuts = [500_000]
    archive = client.results.archive(project.id, tmp_path / "all.zip")
    with zipfile.ZipFile(archive) as all_of:
        assert all_of.testzip() is None
        assert any(all_of.read(name) == FILM for name in all_of.namelist())
    names = {one.name for one in client.results.list(project.id, job_id)}
    assert "film.mp4" in names
    one = client.results.artifact(project.id, "film.mp4", tmp_path / "one", job_id=job_id)
    assert one.read_bytes() == FILM


def test_a_download_that_cannot_end_leaves_nothing(ann, wire, client_of, tmp_path, naps):
    project = ann.projects.create(SCRIPT)
    finish(project.id)
    client = client_of(wire.url, tokens=ann.auth.tokens, retries=2)
    (tmp_path / "film.mp4").write_text("the one before")
    wire.cuts = [100_000, *[1] * 50]
    with pytest.raises(Unreachable):
        client.results.download(project.id, tmp_path / "film.mp4")
    assert [one.name for one in tmp_path.iterdir()] == ["film.mp4"]
    assert (tmp_path / "film.mp4").read_text() == "the one before"


def test_news_go_on_after_lost_connections(ann, wire, client_of):
    project = ann.projects.create(SCRIPT)
    job = ann.jobs.start(project.id)
    client = client_of(wire.url, tokens=ann.auth.tokens)
    wire.cuts = [900, None, 700]

    def work() -> None:
        for step in range(1, 6):
            time.sleep(0.4)
            change(job.id, part=step / 10, step=f"Step {step}", state="processing")
        time.sleep(0.4)
        change(job.id, part=1.0, state="completed")

    hands = threading.Thread(target=work)
    hands.start()
    told = [*client.jobs.events(job.id)]
    hands.join()
    sequences = [one.sequence for one in told]
    assert sequences == sorted(set(sequences))
    assert told[-1].state == "completed"
    assert any(b"last-event-id: " in asked.lower() for asked in wire.asked)
    assert [*client.jobs.events(job.id, after=told[-1].sequence)] == []
    assert client.jobs.wait(job.id).progress == 100


def test_news_go_on_when_the_studio_was_away(ann, web, client_of):
    job = ann.jobs.start(ann.projects.create(SCRIPT).id)
    news = ann.jobs.events(job.id)
    assert next(news).state == "queued"
    web.process.send_signal(signal.SIGKILL)
    web.process.wait()
    change(job.id, part=1.0, state="completed")
    with ThreadPoolExecutor(1) as pool:
        rest = pool.submit(lambda: [one.state for one in news])
        time.sleep(1.0)
        web.start()  # by this thread: the server ends with the thread that started it
        assert rest.result(60) == ["completed"]


def test_jobs_are_waited_for_cancelled_and_tried_again(ann):
    project = ann.projects.create(SCRIPT)
    job = ann.jobs.start(project.id, goals=("film",))
    began = time.monotonic()
    with pytest.raises(TimedOut) as caught:
        ann.jobs.wait(job.id, timeout=1)
    assert time.monotonic() - began < 4
    assert caught.value.job.state == "queued"
    news = ann.jobs.events(job.id)
    assert next(news).id == job.id
    news.close()
    assert ann.jobs.cancel(job.id).state == "cancelled"
    with pytest.raises(JobCancelled):
        ann.jobs.wait(job.id)
    again = ann.jobs.retry(job.id)
    assert ann.jobs.status(again.id).state == "queued"
    assert {one.id for one in ann.jobs.list(project_id=project.id)} == {job.id, again.id}
    with pytest.raises(Conflict):
        ann.jobs.result(again.id)


def test_what_is_sent_twice_happens_once(ann, wire, client_of):
    client = client_of(wire.url, tokens=ann.auth.tokens)
    wire.cuts = [15]
    made = client.projects.create(SCRIPT, title="Once")
    assert [one.id for one in ann.projects.list()] == [made.id]


def test_everything_of_oneself_can_be_taken_along(ann, tmp_path):
    path = ann.account.export(tmp_path / "me.zip")
    with zipfile.ZipFile(path) as all_of:
        texts = [all_of.read(one) for one in all_of.namelist() if one.endswith(".json")]
    assert any(ann.account.get().email.encode() in one for one in texts)
    assert all(json.loads(one) is not None for one in texts)
