"""The store of blobs in S3: what the bucket is told, and faults of storage and line as sentences.

Signatures are checked in test_blobs_swift.py.
"""

from __future__ import annotations

import http.server
import logging
import threading
import uuid
from contextlib import contextmanager

import pytest

from filmstudio.errors import Broken, Busy
from filmstudio.settings import Settings
from filmstudio.store.artifacts import SharedArtifacts
from filmstudio.store.blobs import S3Blobs
from filmstudio.store.s3 import lifecycle


@pytest.fixture(scope="module")
def moto():
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def store_at(url, **given):
    keys = {"s3_access_key": "key", "s3_secret_key": "secret"}
    return S3Blobs(
        Settings(**keys | {"s3_endpoint": url, "s3_bucket": f"films-{uuid.uuid4()}"} | given)
    )


@pytest.mark.parametrize("region", ["us-east-1", "eu-central-1"])
def test_a_bucket_is_made_in_its_region_with_rules(moto, region, caplog):
    store = store_at(moto, s3_region=region)
    for _ in range(2):
        store.prepare()
    place = store.client.get_bucket_location(Bucket=store.bucket)["LocationConstraint"]
    assert (place or "us-east-1") == region
    rules = store.client.get_bucket_lifecycle_configuration(Bucket=store.bucket)["Rules"]
    assert [rule["ID"] for rule in rules] == ["parts-of-films", "unfinished-uploads"]
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_rules_of_the_owner_stay(moto):
    store = store_at(moto)
    store.prepare()
    theirs = {
        "ID": "old-exports",
        "Status": "Enabled",
        "Filter": {"Prefix": "exports/"},
        "Expiration": {"Days": 7},
    }
    changed = lifecycle()[0] | {"Expiration": {"Days": 365}}
    store.client.put_bucket_lifecycle_configuration(
        Bucket=store.bucket, LifecycleConfiguration={"Rules": [theirs, changed]}
    )
    store.prepare()
    rules = store.client.get_bucket_lifecycle_configuration(Bucket=store.bucket)["Rules"]
    assert {rule["ID"]: rule.get("Expiration") for rule in rules} == {
        "old-exports": {"Days": 7},
        "parts-of-films": {"Days": 365},
        "unfinished-uploads": None,
    }


def test_a_shot_may_go_and_a_film_stays(moto, tmp_path):
    store = store_at(moto)
    store.prepare()
    kept = SharedArtifacts(tmp_path, store)
    for key, part in (("shot0001", True), ("film0001", False)):
        scratch = kept.scratch(key)
        (scratch / "clip.mp4").write_bytes(b"moving pictures")
        kept.commit(key, scratch, {}, part=part)
    tags = {
        name: store.client.get_object_tagging(Bucket=store.bucket, Key=name)["TagSet"]
        for name in store.keys("artifacts/")
    }
    part = [{"Key": "kind", "Value": "part"}]
    assert tags == {
        "artifacts/fi/film0001/0": [],
        "artifacts/fi/film0001/manifest.json": [],
        "artifacts/sh/shot0001/0": part,
        "artifacts/sh/shot0001/manifest.json": part,
    }


@contextmanager
def answering(status, body=b"", *, length=None):
    """A storage that answers everything with this; with a `length`, it says so and hangs up early."""

    class Answer(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # boto asks whether it may send, and waits for the answer

        def do_GET(self):
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_line_that_breaks_is_told(tmp_path):
    with answering(200, b"half", length=8) as url:
        store = store_at(url)
        with pytest.raises(Busy, match="reached"), store.open("films/one") as stream:
            stream.read()
        with pytest.raises(Busy, match="reached"):
            store.fetch("films/one", tmp_path / "film")
    assert list(tmp_path.iterdir()) == []


def error(code):
    return f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()


@pytest.mark.parametrize(
    ("status", "code", "family", "said"),
    [
        (503, "ServiceUnavailable", Busy, "busy"),
        (502, "BadGateway", Busy, "busy"),
        (429, "SlowDown", Busy, "busy"),
        (403, "AccessDenied", Broken, "S3_ACCESS_KEY"),
        (400, "EntityTooLarge", Broken, "EntityTooLarge"),
    ],
)
def test_a_storage_that_refuses_is_told_by_what_it_answers(
    status, code, family, said, tmp_path, monkeypatch
):
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda *_: 0)
    path = tmp_path / "film"
    path.write_bytes(b"film")
    with answering(status, error(code)) as url:
        store = store_at(url)
        for tried in (lambda: store.open("films/one"), lambda: store.put("films/one", path)):
            with pytest.raises(family, match=said):
                tried()


def test_a_storage_without_keys_is_told(monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    store = store_at("http://127.0.0.1:9", s3_access_key="", s3_secret_key="")
    with pytest.raises(Broken, match="credentials"):
        store.size("films/one")
