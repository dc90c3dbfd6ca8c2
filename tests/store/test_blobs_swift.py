"""The store of blobs against OpenStack Swift, which checks every signature; moto checks none.

Both over plain HTTP, where bodies are signed, and over TLS, where they are not. What Swift's s3api
(2.30, Debian 12) does not do, as these tests show:

- tags of objects: a PutObject or CreateMultipartUpload with `x-amz-tagging` is refused (501);
- rules of lifecycle: `?lifecycle` is not looked at, so that asking for rules lists the bucket and
  giving some is refused as a malformed CreateBucket (400);
- bodies in chunks (`aws-chunked`, which boto3 sends over TLS for its checksums by default): 501.

The store then works without tags and rules and tells the log so once, and sends such bodies to no
storage but Amazon's.
"""

from __future__ import annotations

import hashlib
import logging
import os
import random
import uuid
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.errors import Broken, Missing
from filmstudio.settings import Settings
from filmstudio.store.artifacts import SharedArtifacts
from filmstudio.store.blobs import S3Blobs
from tests.swift import running_swift

LARGE = 8 * 2**20 + 5
"""Bytes of a file that goes up in two parts."""
HOUR = 3600
securely = pytest.mark.parametrize("given", ["https"], indirect=True)
"""For what is the same over both lines."""


@pytest.fixture(scope="module")
def swift():
    with running_swift() as server:
        yield server


@pytest.fixture(params=["http", "https"])
def given(request, swift, monkeypatch):
    """Settings of a bucket that is not there yet."""
    monkeypatch.setenv("AWS_CA_BUNDLE", str(swift.authority))
    return Settings(
        s3_endpoint=swift.url if request.param == "http" else swift.secure_url,
        s3_bucket=f"films-{uuid.uuid4()}",
        s3_access_key=swift.access_key,
        s3_secret_key=swift.secret_key,
    )


@pytest.fixture
def store(given):
    made = S3Blobs(given)
    made.prepare()
    return made


@pytest.fixture
def browser(swift):
    """Fetches and puts without keys, as browsers do."""
    import ssl

    with httpx.Client(verify=ssl.create_default_context(cafile=swift.authority)) as client:
        yield client


def file_of(folder, content):
    path = folder / f"file-{uuid.uuid4()}"
    path.write_bytes(content)
    return path


def warnings(caplog):
    return [one.message for one in caplog.records if one.levelno >= logging.WARNING]


def changed(url):
    """The address with one character of its signature changed."""
    signature = parse_qs(urlsplit(url).query)["X-Amz-Signature"][0]
    other = ("0" if signature[7] != "0" else "1").join((signature[:7], signature[8:]))
    return url.replace(signature, other)


def test_blobs_are_put_and_fetched_and_forgotten(store, tmp_path):
    content = os.urandom(1000)
    store.put("films/a-b", file_of(tmp_path, content), "video/mp4")
    store.put("films/empty", file_of(tmp_path, b""))
    assert store.size("films/a-b") == 1000
    with store.open("films/a-b") as stream:
        assert stream.read(10) + stream.read() == content
    store.fetch("films/a-b", tmp_path / "back" / "a")
    assert (tmp_path / "back" / "a").read_bytes() == content
    assert store.open("films/empty").read() == b""
    assert list(store.keys("films/")) == ["films/a-b", "films/empty"]
    assert list(store.keys("films/e")) == ["films/empty"]
    assert list(store.keys("none/")) == []
    store.delete("films/a-b")
    store.delete("films/a-b")
    assert store.size("films/a-b") is None
    for gone in (store.open, lambda key: store.fetch(key, tmp_path / "none")):
        with pytest.raises(Missing):
            gone("films/a-b")
    assert not (tmp_path / "none").exists()


def test_a_large_file_goes_up_in_parts(store, tmp_path):
    content = random.Random(7).randbytes(LARGE)
    store.put("films/large", file_of(tmp_path, content), "video/mp4", kind="part")
    told = store.client.head_object(Bucket=store.bucket, Key="films/large")
    assert told["ETag"].strip('"').endswith("-2")
    assert told["ContentType"] == "video/mp4"
    assert store.size("films/large") == LARGE
    store.fetch("films/large", tmp_path / "back")
    digest = hashlib.sha256(content).hexdigest()
    assert hashlib.sha256((tmp_path / "back").read_bytes()).hexdigest() == digest
    store.delete("films/large")
    assert list(store.keys("")) == []


@securely
def test_a_bucket_is_made_once_and_told_to_have_no_rules(given, caplog):
    store = S3Blobs(given)
    store.prepare()
    (told,) = warnings(caplog)
    assert told == (
        "The storage takes no rules for what is kept, so that parts of films and unfinished uploads "
        "stay in the bucket: The studio's storage refused: MalformedXML."
    )
    store.prepare()
    assert list(store.keys("")) == []


@securely
def test_without_tags_everything_is_kept_and_the_log_is_told_once(store, tmp_path, caplog):
    caplog.clear()
    for number in range(3):
        store.put(f"parts/{number}", file_of(tmp_path, b"part"), kind="part")
    assert list(store.keys("parts/")) == ["parts/0", "parts/1", "parts/2"]
    assert warnings(caplog) == ["The storage knows no tags: its rules cannot tell parts of films."]


@securely
def test_another_machine_fetches_artifacts(store, tmp_path):
    here = SharedArtifacts(tmp_path / "here", store)
    there = SharedArtifacts(tmp_path / "there", store)
    for one in (here, there):
        one.prepare()
    key = hashlib.sha256(b"a part of a film").hexdigest()
    assert there.get(key) is None
    scratch = here.scratch(key)
    (scratch / "clip.mp4").write_bytes(b"moving pictures")
    made = here.commit(key, scratch, {"seconds": 2}, part=True)
    assert there.glance(key).meta == {"seconds": 2}
    fetched = there.get(key)
    assert fetched.digest == made.digest
    assert fetched.verified("clip.mp4").read_bytes() == b"moving pictures"
    assert ArtifactStore(tmp_path / "there").get(key) is not None


def test_a_link_gives_the_film_and_its_ranges(store, tmp_path, browser):
    content = os.urandom(5000)
    store.put("films/one", file_of(tmp_path, content), "video/mp4")
    url = store.download_url("films/one", "Ä film; “quoted”.mp4", HOUR)
    answer = browser.get(url)
    assert answer.status_code == 200
    assert answer.content == content
    assert answer.headers["content-type"] == "video/mp4"
    assert answer.headers["content-disposition"] == (
        "attachment; filename*=UTF-8''%C3%84%20film%3B%20%E2%80%9Cquoted%E2%80%9D.mp4"
    )
    part = browser.get(url, headers={"Range": "bytes=1000-1999"})
    assert part.status_code == 206
    assert part.content == content[1000:2000]
    assert part.headers["content-range"] == "bytes 1000-1999/5000"


@securely
def test_a_link_is_good_for_nothing_else(store, tmp_path, browser):
    for name in ("one", "two"):
        store.put(f"films/{name}", file_of(tmp_path, b"secret"))
    url = store.download_url("films/one", "film.mp4", HOUR)
    refused = {
        "changed": browser.get(changed(url)),
        "another film": browser.get(url.replace("films/one", "films/two")),
        "longer": browser.get(url.replace("X-Amz-Expires=3600", "X-Amz-Expires=7200")),
        "another name": browser.get(url.replace("film.mp4", "film.exe")),
        "written": browser.put(url, content=b"other"),
        "removed": browser.delete(url),
        "expired": browser.get(store.download_url("films/one", "film.mp4", 0)),
    }
    assert {name: answer.status_code for name, answer in refused.items()} == dict.fromkeys(
        refused, 403
    )
    assert "expired" in refused["expired"].text
    assert "SignatureDoesNotMatch" in refused["changed"].text
    # Without any signature it is no request of S3 for Swift, and none of its own either.
    refused["unsigned"] = browser.get(url.partition("?")[0])
    assert refused["unsigned"].status_code == 400
    assert not any(b"secret" in answer.content for answer in refused.values())
    assert browser.get(url).content == b"secret"


def test_a_browser_puts_what_it_said_and_nothing_else(store, browser):
    url = store.upload_url("incoming/one", "image/jpeg", 5, HOUR)
    kind = {"Content-Type": "image/jpeg"}
    refused = {
        "changed": browser.put(changed(url), content=b"12345", headers=kind),
        "longer": browser.put(url, content=b"123456", headers=kind),
        "another kind": browser.put(url, content=b"12345", headers={"Content-Type": "text/html"}),
        "elsewhere": browser.put(url.replace("/one", "/two"), content=b"12345", headers=kind),
        "read": browser.get(url),
        "expired": browser.put(
            store.upload_url("incoming/one", "image/jpeg", 5, 0), content=b"12345", headers=kind
        ),
    }
    assert {name: answer.status_code for name, answer in refused.items()} == dict.fromkeys(
        refused, 403
    )
    assert list(store.keys("")) == []
    assert browser.put(url, content=b"12345", headers=kind).status_code == 200
    with store.open("incoming/one") as stream:
        assert stream.read() == b"12345"


@securely
@pytest.mark.parametrize("wrong", ["s3_secret_key", "s3_access_key"])
def test_wrong_keys_are_told_in_a_sentence(store, given, wrong, tmp_path):
    path = file_of(tmp_path, b"x")
    store.put("films/one", path)
    stranger = S3Blobs(Settings(**(given.model_dump() | {wrong: "wrong:key"})))
    for tried in (
        lambda: stranger.put("films/two", path),
        lambda: stranger.put("films/two", path, kind="part"),
        lambda: stranger.open("films/one"),
        lambda: stranger.fetch("films/one", tmp_path / "back"),
        lambda: stranger.size("films/one"),
        lambda: stranger.delete("films/one"),
        lambda: list(stranger.keys("")),
        stranger.prepare,
    ):
        with pytest.raises(Broken, match="S3_SECRET_KEY") as told:
            tried()
        assert told.value.code == "storage"
        assert "wrong:key" not in str(told.value)
    assert list(store.keys("")) == ["films/one"]
