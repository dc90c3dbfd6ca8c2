"""Tests of a backup that is taken while films are made, and put back elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlmodel import col, func, select

from filmstudio.errors import BadInput, Conflict, Damaged, Forbidden, Missing
from filmstudio.processes import die_with_parent
from filmstudio.services.actor import OPERATOR
from filmstudio.services.backups import databases, manifest
from filmstudio.services.backups.restoring import restore
from filmstudio.services.backups.saving import save
from filmstudio.services.renders.advance import advance
from filmstudio.services.renders.sweep import sweep
from filmstudio.store.artifacts import artifacts
from filmstudio.store.blobs import S3Blobs, blobs
from filmstudio.store.db import database
from filmstudio.store.tables import CreditEntry, File, Project, Render, User
from filmstudio.vault import vault
from tests.servers import ROOT, Studio, forget_everything
from tests.services.renders.studio_of import person, render_row, tasks_of, toy
from tests.worker.test_fleet import FAST, WORKER, until
from worker.up import ready_data
from worker.work import take


@contextmanager
def worker() -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env=os.environ | FAST,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    try:
        yield
    finally:
        process.terminate()
        assert process.wait(60) in (0, -signal.SIGTERM)


def worked_on(render: Render) -> bool:
    """Does what a worker and a keeper do for a render, once; whether it is finished."""
    with database().transaction() as session:
        sweep(session)
    advance(render.id)
    take("cpu")
    return render_row(render.id).state == "completed"


@pytest.fixture
def elsewhere(studio: Studio, tmp_path, monkeypatch, request):
    """Makes this process one of another studio, with nothing in it."""

    def move(name: str = "elsewhere") -> Path:
        url = ""
        if not studio.is_sqlite:
            base, _, query = studio.database_url.partition("?")
            new = f"{base.rsplit('/', 1)[1]}_{name}"
            with psycopg.connect(studio.database_url, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE IF EXISTS {new} WITH (FORCE)")
                connection.execute(f"CREATE DATABASE {new}")
            url = f"{base.rsplit('/', 1)[0]}/{new}" + (f"?{query}" if query else "")
        data = tmp_path / name
        monkeypatch.setenv("FILMSTUDIO_DATA", str(data))
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("REDIS_URL", f"{studio.redis_url}?db=1")
        forget_everything()
        return data

    return move


def film_of(render: Render) -> bytes:
    """The film's bytes, compared with the digests that were kept with it."""
    film = artifacts().get(render_row(render.id).result["film"])
    assert film is not None
    return film.verified("film.mp4").read_bytes()


def counted() -> list[int]:
    with database().reading() as session:
        models = (User, Project, File, Render, CreditEntry)
        return [session.exec(select(func.count()).select_from(m)).one() for m in models]


def ledger() -> dict[str, int]:
    with database().reading() as session:
        rows = session.exec(select(CreditEntry.key, CreditEntry.amount)).all()
        return dict(rows)


def test_films_play_and_jobs_go_on_elsewhere(studio, elsewhere, tmp_path):
    ann, ben = person(), person("ben@example.com")
    first = toy(ann, "parts=3 work=0.05")
    advance(first.id)
    take("cpu")
    secret = vault().encrypt("kept", "trial")
    with worker():
        others = [toy(who, "parts=4 work=0.5") for who in (ann, ben)]
        until(lambda: any(task.state == "done" for one in others for task in tasks_of(one)))
        told = save(OPERATOR, tmp_path / "backup")
        during = [render_row(one.id).state for one in others]
    assert set(during) <= {"queued", "processing"}
    film, entries, script = film_of(first), ledger(), next(iter(blobs().keys("files/")))
    text = blobs().open(script).read()
    assert told.under("blobs")
    assert told.under("artifacts")
    part = tmp_path / "backup" / told.under("artifacts")[0]
    assert part.stat().st_nlink > 1

    data = elsewhere()
    restore(OPERATOR, tmp_path / "backup")
    assert counted()[:4] == [2, 3, 3, 3]
    assert film_of(first) == film
    assert blobs().open(script).read() == text
    assert vault().decrypt(secret, "trial") == "kept"
    assert (data / "secret.key").stat().st_mode & 0o777 == 0o600
    assert ledger().items() <= entries.items()
    done = {task.id for one in others for task in tasks_of(one) if task.state == "done"}
    until(lambda: all(worked_on(one) for one in others))
    assert [film_of(one) for one in others] == [
        b"p0" * 1000 + b"p1" * 1000 + b"p2" * 1000 + b"p3" * 1000
    ] * 2
    assert done <= {task.id for one in others for task in tasks_of(one) if task.state == "done"}
    with database().reading() as session:
        closed = select(CreditEntry.render_id, func.count()).where(
            col(CreditEntry.kind).in_(("settle", "refund")), CreditEntry.pot == "monthly"
        )
        assert all(
            count == 1 for _, count in session.exec(closed.group_by(col(CreditEntry.render_id)))
        )


@pytest.fixture
def kept(studio, tmp_path) -> Path:
    person()
    toy(person("ben@example.com"))
    vault()
    folder = tmp_path / "backup"
    save(OPERATOR, folder, copying=True)
    return folder


def test_what_cannot_be_put_back_is_said(kept, studio, elsewhere, tmp_path):
    with pytest.raises(Conflict, match="empty"):
        restore(OPERATOR, kept)
    with pytest.raises(BadInput, match="there already"):
        save(OPERATOR, kept)
    with pytest.raises(Forbidden):
        save(person("eve@example.com"), tmp_path / "more")
    elsewhere()
    with pytest.raises(BadInput, match="not a backup"):
        restore(OPERATOR, tmp_path)
    blob = next(kept.glob("blobs/files/*"))
    assert blob.stat().st_nlink == 1
    whole = blob.read_bytes()
    blob.write_bytes(whole[:-1] + b"x")
    with pytest.raises(Damaged, match="damaged or missing"):
        restore(OPERATOR, kept)
    assert databases.is_empty(database())
    blob.write_bytes(whole)
    body = json.loads((kept / manifest.NAME).read_text())
    for change, sentence in (
        ({"revision": "9999"}, "newer studio"),
        ({"format": 2}, "newer studio"),
        ({"database": "postgres" if studio.is_sqlite else "sqlite"}, "of one kind"),
        ({"files": {"blobs/../../etc/passwd": {"bytes": 1, "sha256": ""}}}, "damaged"),
        ({"files": {"/etc/passwd": {"bytes": 1, "sha256": ""}}}, "damaged"),
    ):
        (kept / manifest.NAME).write_text(json.dumps(body | change))
        with pytest.raises(BadInput, match=sentence):
            restore(OPERATOR, kept)
    (kept / manifest.NAME).write_text(json.dumps(body))
    restore(OPERATOR, kept)
    assert counted()[0] == 2


def test_the_key_stays_at_home_where_it_is_told_to(studio, tmp_path):
    vault()
    person()
    assert save(OPERATOR, tmp_path / "with").has_key
    told = save(OPERATOR, tmp_path / "without", with_key=False)
    assert not told.has_key
    assert not (tmp_path / "without" / "secret.key").exists()
    assert (tmp_path / "with").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_backup_that_fails_leaves_nothing(studio, tmp_path, monkeypatch):
    def fails(*_: object) -> None:
        raise Missing("There is no pg_dump.")

    monkeypatch.setattr(databases, "save", fails)
    with pytest.raises(Missing):
        save(OPERATOR, tmp_path / "backup")
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]


def test_tools_of_postgres_are_never_older_than_the_server(monkeypatch):
    assert databases.tool("pg_dump", 18).is_file()
    with pytest.raises(Missing, match="postgresql-client-99"):
        databases.tool("pg_dump", 99)


def tags_of(key: str) -> list[dict[str, str]]:
    store = blobs()
    assert isinstance(store, S3Blobs)
    return store.client.get_object_tagging(Bucket=store.bucket, Key=key)["TagSet"]


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_bucket_is_kept_and_put_into_a_folder(studio, elsewhere, tmp_path, monkeypatch):
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("S3_ENDPOINT", f"http://{host}:{port}")
    monkeypatch.setenv("S3_BUCKET", "films-to-keep")
    monkeypatch.setenv("S3_ACCESS_KEY", "key")
    monkeypatch.setenv("S3_SECRET_KEY", "secret")
    forget_everything()
    try:
        ready_data()
        render = toy(person(), "parts=2 work=0.01")
        advance(render.id)
        take("cpu")
        film, script = film_of(render), next(iter(blobs().keys("files/")))
        whole = set(render_row(render.id).result.values())
        tagged = {key.split("/")[2]: tags_of(key) for key in blobs().keys("artifacts/")}
        assert {key for key in tagged if tagged[key] == []} >= whole
        assert [{"Key": "kind", "Value": "part"}] in tagged.values()
        text = blobs().open(script).read()
        shutil.rmtree(artifacts().root)  # another machine made it
        save(OPERATOR, tmp_path / "backup")
    finally:
        server.stop()
    monkeypatch.setenv("S3_BUCKET", "")
    elsewhere()
    restore(OPERATOR, tmp_path / "backup")
    assert blobs().open(script).read() == text
    assert film_of(render) == film
