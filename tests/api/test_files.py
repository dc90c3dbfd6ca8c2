"""Files over the API: brought, fetched, forgotten; in the folder and in a bucket."""

from __future__ import annotations

import io
import uuid

import httpx
import pytest
from PIL import Image

from filmstudio.api import uploads
from filmstudio.services import plans
from filmstudio.services.files import keeping
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database


def picture(size=(40, 30)):
    out = io.BytesIO()
    Image.new("RGB", size, (10, 120, 30)).save(out, "JPEG")
    return out.getvalue()


def bring(person, *files, **given):
    return person.call("POST", "/files", files=[("files", one) for one in files], **given)


def test_files_are_brought_and_fetched_and_forgotten(person):
    ann, bob = person("ann"), person("bob")
    answer = bring(ann, ("a.fountain", b"INT. ROOM - DAY\n\nHello."), ("b.jpg", picture()))
    assert answer.status_code == 201, answer.text
    script, photo = answer.json()
    assert (script["kind"], photo["facts"]) == ("script", {"width": 40, "height": 30})
    assert [one["name"] for one in ann.get("/files").json()["items"]] == ["b.jpg", "a.fountain"]
    assert len(ann.get("/files?kind=image").json()["items"]) == 1
    whole = ann.get(f"/files/{script['id']}/content")
    assert whole.content.startswith(b"INT. ROOM")
    assert whole.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in whole.headers["content-security-policy"]
    part = ann.get(f"/files/{script['id']}/content", headers={"Range": "bytes=5-8"})
    assert (part.status_code, part.content) == (206, b"ROOM")
    for path in (f"/files/{script['id']}", f"/files/{script['id']}/content"):
        assert bob.get(path).status_code == 404
    assert bob.call("DELETE", f"/files/{script['id']}").status_code == 404
    with database().reading() as session:
        blob = keeping.mine(session, ann.actor, uuid.UUID(script["id"])).blob
    assert blobs().size(blob)
    assert ann.call("DELETE", f"/files/{script['id']}").status_code == 204
    assert ann.get(f"/files/{script['id']}").status_code == 404
    assert blobs().size(blob) is None


def test_all_files_of_a_request_are_kept_or_none(person):
    ann = person("ann")
    answer = bring(ann, ("a.txt", b"words"), ("b.png", b"%PDF-1.7 no picture"))
    assert answer.status_code == 422
    assert "b.png" in answer.json()["detail"]
    assert ann.get("/files").json()["items"] == []
    assert list(blobs().keys("files/")) == []


def test_a_file_is_as_large_as_the_plan_allows(person, monkeypatch):
    small = plans.PLANS["free"].__class__(**{**vars(plans.PLANS["free"]), "upload_bytes": 50_000})
    monkeypatch.setattr(plans, "plan_of", lambda name: small)
    ann = person("ann")
    assert bring(ann, ("a.txt", b"x" * 50_000)).status_code == 201
    answer = bring(ann, ("a.txt", b"x" * 50_001))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    monkeypatch.setattr(uploads, "TOTAL_BYTES", 60_000)
    many = [(f"{n}.txt", b"x" * 40_000) for n in range(3)]
    assert bring(ann, *many).status_code == 413


@pytest.mark.parametrize(
    ("headers", "content"),
    [
        ({"Content-Type": "application/json"}, b"{}"),
        ({"Content-Type": "multipart/form-data"}, b"no boundary"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--y\r\nnothing"),
        ({"Content-Type": "multipart/form-data; boundary=x"}, b"--x--\r\n"),
    ],
)
def test_a_form_that_is_none_is_a_problem(person, headers, content):
    answer = person("ann").call("POST", "/files", content=content, headers=headers)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_guests_bring_nothing(client):
    assert client.post("/api/v1/files", files={"files": ("a.txt", b"x")}).status_code == 401


def test_without_a_bucket_files_pass_through_the_studio(person):
    answer = person("ann").post("/files/uploads", {"name": "a.txt", "bytes": 5})
    assert answer.status_code == 201
    assert (answer.json()["url"], answer.json()["file"]) == (None, None)


@pytest.fixture
def bucket(studio, monkeypatch):
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "S3_ENDPOINT": f"http://{host}:{port}",
        "S3_BUCKET": f"films-{uuid.uuid4()}",
        "S3_ACCESS_KEY": "key",
        "S3_SECRET_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)
    from tests.servers import forget_everything

    forget_everything()
    blobs().prepare()
    yield
    server.stop()


def test_a_file_is_put_into_the_bucket_directly(bucket, person):
    ann, bob = person("ann"), person("bob")
    wanted = {"name": "photo.jpg", "media_type": "image/jpeg", "bytes": len(picture())}
    place = ann.post("/files/uploads", wanted).json()
    path = f"/files/uploads/{place['file']['id']}"
    assert ann.post(path).status_code == 409  # nothing has arrived
    assert httpx.put(place["url"], content=picture(), headers=place["headers"]).status_code == 200
    assert bob.post(path).status_code == 404
    done = ann.post(path)
    assert done.status_code == 200, done.text
    assert done.json()["state"] == "ready"
    assert ann.post(path).status_code == 409
    assert list(blobs().keys("incoming/")) == []
    link = ann.get(f"/files/{place['file']['id']}/content", follow_redirects=False)
    assert link.status_code == 307
    assert httpx.get(link.headers["location"]).content[:3] == b"\xff\xd8\xff"


def test_what_arrives_in_the_bucket_is_looked_at(bucket, person):
    ann = person("ann")
    place = ann.post("/files/uploads", {"name": "photo.jpg", "bytes": 9}).json()
    httpx.put(place["url"], content=b"<script/>", headers=place["headers"])
    path = f"/files/uploads/{place['file']['id']}"
    assert ann.post(path).status_code == 422
    assert ann.get(f"/files/{place['file']['id']}").json()["state"] == "refused"
    assert list(blobs().keys("")) == []
