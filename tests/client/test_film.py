"""A whole film over the API, on SQLite and on Postgres, by both clients; and files by a bucket."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from filmstudio.client import AsyncFilmStudio, FilmStudio, JobFailed
from filmstudio.client.models import Status
from filmstudio.processes import die_with_parent
from filmstudio.store.blobs import blobs
from tests.client.conftest import PASSWORD, SCRIPT, Web, account
from tests.servers import ROOT, Studio, forget_everything

WORKER = "from filmstudio.cli import app; app(['worker', '-n', '1'])"
BYTES = b"p0" * 1000 + b"p1" * 1000 + b"p2" * 1000
WISH = "parts=3 work=0.02"
"""What the toy recipe is to do."""


@pytest.fixture
def fleet(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web server and a worker that makes toy films in place of real ones."""
    studio.env["FILMSTUDIO_RECIPES"] = "film=tests.client.toy:toy_workshop"
    monkeypatch.setenv("FILMSTUDIO_RECIPES", studio.env["FILMSTUDIO_RECIPES"])
    forget_everything()
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env=os.environ | studio.env,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    web = Web(studio)
    web.start()
    yield web
    web.stop()
    worker.terminate()
    worker.wait(60)


def checked(told: list[Status]) -> None:
    sequences = [one.sequence for one in told]
    assert sequences == sorted(set(sequences))
    assert (told[-1].state, told[-1].progress) == ("completed", 100)


# On Postgres, fleets are tried by tests/worker/test_chaos.py.
@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_script_goes_in_and_a_film_comes_out(fleet, tmp_path):
    script = tmp_path / "tea.fountain"
    script.write_text(SCRIPT)
    email = account("ann")
    told: list[Status] = []
    with FilmStudio(fleet.url) as client:
        client.auth.login(email, PASSWORD)
        options: dict[str, Any] = {"watermark": WISH, "quality": "draft", "idempotency_key": "tea"}
        film = client.films.make(
            script, progress=told.append, timeout=120, to=tmp_path / "tea.mp4", **options
        )
        checked(told)
        assert film.path
        assert film.path.read_bytes() == BYTES
        assert film.result
        assert {one.name for one in film.result.artifacts} == {"film.mp4", "thumbnails/01.jpg"}
        again = client.films.make(script, wait=False, **options)
        assert again.job.id == film.job.id
        assert len([*client.jobs.list()]) == 1
        with pytest.raises(JobFailed, match="fails as it was told"):
            client.films.make(SCRIPT, watermark="parts=1 work=0 fail=BadInput@0", timeout=120)
    anyio.run(_another, fleet.url, email, tmp_path / "again.mp4")


async def _another(url: str, email: str, to: Any) -> None:
    told: list[Status] = []

    async def progress(status: Status) -> None:
        await anyio.sleep(0)
        told.append(status)

    async with AsyncFilmStudio(url) as client:
        await client.auth.login(email, PASSWORD)
        film = await client.films.make(
            SCRIPT + "\nANN\nGood.\n", watermark=WISH, progress=progress, timeout=120, to=to
        )
        checked(told)
        assert film.job.state == "completed"
        assert to.read_bytes() == BYTES
        assert len([one async for one in client.jobs.list(state="completed")]) == 2


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_large_file_goes_into_the_bucket_directly(studio, client_of, monkeypatch, tmp_path):
    from moto.server import ThreadedMotoServer

    bucket = ThreadedMotoServer(port=0)
    bucket.start()
    host, port = bucket.get_host_and_port()
    monkeypatch.setenv("S3_ENDPOINT", f"http://{host}:{port}")
    monkeypatch.setenv("S3_BUCKET", f"films-{uuid.uuid4()}")
    monkeypatch.setenv("S3_ACCESS_KEY", "key")
    monkeypatch.setenv("S3_SECRET_KEY", "secret")
    monkeypatch.setattr("filmstudio.client.uploads.DIRECT", 1000)
    forget_everything()
    blobs().prepare()
    web = Web(studio)
    web.start()
    try:
        client = client_of(web.url)
        client.auth.login(account("ann"), PASSWORD)
        path = tmp_path / "tea.txt"
        path.write_text(SCRIPT * 100)
        file = client.files.upload(path)
        assert (file.state, file.bytes) == ("ready", len(SCRIPT) * 100)
        assert client.files.download(file.id, tmp_path / "back").read_text() == SCRIPT * 100
    finally:
        web.stop()
        bucket.stop()
