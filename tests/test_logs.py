"""Tests of the logs: what a record holds, what it never holds, and that nobody can forge one."""

from __future__ import annotations

import io
import json
import logging
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio import logs
from filmstudio.settings import settings

log = logging.getLogger("filmstudio.trial")
FORGED = (
    '\r\n2026-01-01T00:00:00Z [error] forged\x1b[2J\x1b]0;title\x07\u2028{"event": "forged"}\x85'
)


@pytest.fixture
def written(monkeypatch):
    """Logs in a format, and what they have written."""
    stream = io.StringIO()
    root = logging.getLogger()
    before = (list(root.handlers), root.level)

    def begin(kind: str, level: str = "info", **secrets: str) -> io.StringIO:
        monkeypatch.setenv("FILMSTUDIO_LOG_FORMAT", kind)
        monkeypatch.setenv("FILMSTUDIO_LOG_LEVEL", level)
        for name, value in secrets.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        logs._own_secrets.cache_clear()
        logs.set_up("trial", stream)
        return stream

    yield begin
    for handler in [one for one in root.handlers if one not in before[0]]:
        root.removeHandler(handler)
    root.setLevel(before[1])
    settings.cache_clear()
    logs._own_secrets.cache_clear()


def records(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().split("\n") if line]


def test_a_record_bears_its_ids(written):
    stream = written("json")
    with logs.about(request_id="r-1", job_id="j-1", task_id=None):
        log.info("%s began", "it", extra={"seconds": 1.5})
    log.debug("not at this level")
    log.warning("after")
    first, second = records(stream)
    assert first.pop("timestamp").endswith("Z")
    assert first == {
        "event": "it began",
        "level": "info",
        "logger": "filmstudio.trial",
        "process": "trial",
        "request_id": "r-1",
        "job_id": "j-1",
        "seconds": 1.5,
    }
    assert "request_id" not in second


def test_threads_do_not_share_ids(written):
    stream = written("json")

    def work(number: int) -> None:
        with logs.about(job_id=f"j{number}"):
            log.info("%d", number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(one["job_id"] == f"j{one['event']}" for one in records(stream))
    assert len(records(stream)) == 8


@pytest.mark.parametrize("kind", ["json", "console"])
def test_nobody_forges_a_record(written, kind):
    stream = written(kind)
    log.info("name: %s", FORGED, extra={"title": FORGED, FORGED: "x"})
    try:
        raise ValueError(FORGED)
    except ValueError:
        log.exception("broke")
    lines = stream.getvalue().splitlines(keepends=True)
    assert not any(letter in stream.getvalue() for letter in "\r\x1b\x07\x85\u2028")
    if kind == "json":
        assert len(records(stream)) == 2
    else:
        assert sum(not line.startswith("    | ") for line in lines) == 2
        assert not any(line.startswith(("2026-01-01", "{")) for line in lines)


@given(st.text())
def test_any_text_stays_on_its_line(text):
    assert len(logs.one_line(text).splitlines()) <= 1
    assert not logs._CONTROL.search(logs.one_line(text))


SECRETS = [
    "ann.lee+films@mail.example.com",
    "postgresql://studio:hunter22@db.example.com/studio",
    "Authorization: Bearer abcdef0123456789",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    "fs_live_AbCdEf0123456789",
    "sk-proj-AbCdEf0123456789",
    "whsec_AbCdEf0123456789",
    "https://studio.example.com/verify?token=AbCdEf0123456789",
    "https://bucket.example.com/film?X-Amz-Signature=0123456789abcdef",
]
HIDDEN = ("ann.lee", "hunter22", "abcdef0123", "AbCdEf0123", "c2lnbmF0dXJl", "0123456789abcdef")


@pytest.mark.parametrize("kind", ["json", "console"])
@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_written(written, kind, secret):
    stream = written(kind)
    log.info("said: %s", secret, extra={"note": [secret], "deep": {"more": secret}})
    log.error("failed", exc_info=ValueError(secret))
    text = stream.getvalue()
    assert logs.HIDDEN in text
    assert not any(part in text for part in HIDDEN)


def test_what_is_called_a_secret_and_the_own_secrets_are_hidden(written):
    stream = written(
        "json", SMTP_URL="smtp://x:pw@mail", FILMSTUDIO_SECRET_KEYS="one two three,four"
    )
    told = {"password": "hunter2", "api_key": 5, "to_email": "x", "page": {"Cookie": "c"}}
    log.info("keys one two three and more", extra=told)
    record = records(stream)[0]
    assert record["event"] == f"keys {logs.HIDDEN} and more"
    assert {record[name] for name in ("password", "api_key", "to_email")} == {logs.HIDDEN}
    assert record["page"] == {"Cookie": logs.HIDDEN}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b12", True),
        ("trace.id_42", True),
        ("short", False),
        ("x" * 65, False),
        ("with space", False),
        ("line\nbreak-1", False),
        ("-leading-1", False),
        ("naïve-1234", False),
    ],
)
def test_names_of_requests(text, is_one):
    assert logs.is_request_id(text) == is_one


def test_setting_up_twice_writes_once(written):
    stream = written("json")
    logs.set_up("trial", stream)
    log.info("once")
    assert len(records(stream)) == 1
