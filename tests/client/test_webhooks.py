"""What a studio delivers is known by its signature; anything else is refused."""

from __future__ import annotations

import json
import subprocess
import sys
import uuid
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.client.webhooks import Forged, sign, verify
from filmstudio.services import webhooks as studio
from filmstudio.store.tables import Delivery
from filmstudio.store.types import new_id

SECRET = "whsec_one"
NOW = 1_800_000_000


def delivery() -> bytes:
    return studio.payload(
        Delivery(
            id=new_id(),
            webhook_id=new_id(),
            event_id="job.completed:1",
            event="job.completed",
            body={"job_id": str(uuid.uuid4()), "title": "Café"},
            created_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        )
    )


def test_what_the_studio_signs_is_taken():
    body = delivery()
    event = verify(body, studio.signature(SECRET, body, NOW), SECRET, now=NOW + 10)
    assert (event.id, event.event) == ("job.completed:1", "job.completed")
    assert event.created_at == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert event.data["title"] == "Café"


def test_while_one_secret_replaces_another_both_are_good():
    body = delivery()
    header = studio.signature(SECRET, body, NOW)
    assert verify(body, header, ["whsec_new", SECRET], now=NOW).event == "job.completed"
    both = f"{header},v1={sign(body, 'whsec_new', NOW)}"
    assert verify(body, both, "whsec_new", now=NOW).event == "job.completed"


@pytest.mark.parametrize("age", [301, 86400, -301])
def test_an_old_delivery_that_is_sent_again_is_refused(age):
    body = delivery()
    header = studio.signature(SECRET, body, NOW)
    with pytest.raises(Forged, match="seconds"):
        verify(body, header, SECRET, now=NOW + age)
    assert verify(body, header, SECRET, abs(age) + 1, now=NOW + age)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "v1=abc",
        f"t={NOW}",
        f"t={NOW},v1=",
        f"t={NOW},v1=é",
        f"t=-{NOW},v1=00",
        f"t={NOW},t=1,v1=00",
        "t=٣,v1=00",
        "t=" + "9" * 400 + ",v1=00",
        f"t={NOW},v0=" + "0" * 64,
    ],
)
def test_headers_that_are_none_are_refused(header):
    with pytest.raises(Forged):
        verify(delivery(), header, SECRET, now=NOW)


@given(st.data())
def test_nothing_can_be_changed(data):
    body = delivery()
    header = studio.signature(SECRET, body, NOW)
    place = data.draw(st.integers(0, len(body) - 1))
    other = bytearray(body)
    other[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Forged):
        verify(bytes(other), header, SECRET, now=NOW)
    with pytest.raises(Forged):
        verify(body, header.replace(str(NOW), str(NOW + 1)), SECRET, now=NOW)
    with pytest.raises(Forged):
        verify(body, header, data.draw(st.text(min_size=1).filter(lambda s: s != SECRET)), now=NOW)


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"null", json.dumps({"id": 1}).encode()])
def test_a_signed_body_that_is_no_event_is_refused(body):
    with pytest.raises(Forged, match="not an event"):
        verify(body, studio.signature(SECRET, body, NOW), SECRET, now=NOW)


def test_a_forgotten_secret_is_no_secret():
    with pytest.raises(ValueError, match="secret"):
        verify(b"{}", studio.signature("", b"{}", NOW), "", now=NOW)


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import filmstudio.client.webhooks", {"httpx", "pydantic", "fastapi", "sqlalchemy"}),
        ("from filmstudio.client import FilmStudio", {"fastapi", "sqlalchemy", "numpy", "typer"}),
    ],
)
def test_only_what_is_needed_is_loaded(statement, absent):
    code = f"{statement}; import sys; print(sorted({absent} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
