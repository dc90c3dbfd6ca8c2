"""Tests of the site around the pages: who is let in, what browsers are told, how long they keep it."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from filmstudio.web import build
from filmstudio.web.pace import BURST, RATE

TOKEN = "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b10"


def test_a_page_comes_with_a_policy_that_allows_its_own_scripts_and_no_others(site: httpx.Client):
    answer = site.get("/")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    rules = dict(part.split(" ", 1) for part in policy.split("; "))
    assert "'unsafe-inline'" not in rules["script-src"] + rules["style-src"]
    assert "'unsafe-eval'" not in policy
    assert rules["frame-ancestors"] == "'none'"
    inline = build.inline_scripts(answer.content)
    assert inline
    assert set(rules["script-src"].split()) == {"'self'", *(f"'{one}'" for one in inline)}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert answer.headers["cache-control"] == "no-cache"


def test_nothing_of_a_page_comes_from_another_site(built):
    for page in sorted((built / "site").rglob("*.html")):
        text = page.read_text()
        found = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?(https?:)?//([^"'/)\s]+)""", text)
        assert [host for _, host in found] == [], page


def test_files_that_are_named_by_their_digest_are_kept_forever(site: httpx.Client):
    name = re.search(r'"(/assets/[^"]+\.js)"', site.get("/").text)
    assert name
    answer = site.get(name[1], headers={"Accept-Encoding": "br"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "br"
    assert site.get("/assets/none-at-all.js").headers["cache-control"] == "no-cache"


def test_the_build_holds_no_address_of_the_studio(built):
    texts = [path.read_text() for path in (built / "site").rglob("*.js")]
    assert any("window.location.hostname" in text for text in texts)
    assert not [text for text in texts if "localhost:" in text or "127.0.0.1" in text]


def test_an_unknown_address_is_told_so(site: httpx.Client):
    answer = site.get("/no/such/page")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "content-security-policy" in answer.headers


def test_an_address_with_a_slash_leads_to_the_one_without(site: httpx.Client):
    answer = site.get(f"{site.base_url}//example.com/?a=1", follow_redirects=False)
    assert answer.headers["location"] == "/example.com?a=1"
    assert site.get("/pricing/?a=1", follow_redirects=False).headers["location"] == "/pricing?a=1"


def test_the_api_answers_beside_the_pages(site: httpx.Client):
    assert site.get("/api/v1/health").status_code == 200
    missing = site.get("/api/v1/nothing")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert site.get("/health").status_code == 200


def address(house) -> str:
    return f"{house.url.replace('http', 'ws')}/_event/?EIO=4&transport=websocket&token={TOKEN}"


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1", "null"])
def test_a_socket_from_another_site_is_refused(house, origin: str):
    with pytest.raises(InvalidStatus) as refused:
        connect(address(house), origin=origin)  # type: ignore[arg-type]
    assert refused.value.response.status_code == 403


def test_a_socket_from_our_own_page_is_opened(house):
    with connect(address(house), origin=house.url) as socket:  # type: ignore[arg-type]
        assert str(socket.recv(timeout=10)).startswith("0{")


def test_events_are_not_heard_by_polling(site: httpx.Client):
    asked = site.get("/_event/?EIO=4&transport=polling", headers={"Origin": str(site.base_url)})
    assert (asked.status_code, asked.text) == (403, "Pages speak by a WebSocket.")


def pongs(socket, count: int) -> None:
    """Hears so many answers to pings."""
    while count:
        count -= "pong" in str(socket.recv(timeout=30))


def test_a_socket_that_floods_is_held_up_and_others_are_not(house):
    with (
        connect(address(house), origin=house.url) as loud,
        connect(address(house), origin=house.url) as calm,
    ):
        for socket in (loud, calm):
            socket.send("40/_event,{}")
            socket.send('42/_event,["ping"]')
            pongs(socket, 1)
        begun, many = time.monotonic(), int(BURST + RATE)
        for _ in range(many):
            loud.send('42/_event,["ping"]')
        calm.send('42/_event,["ping"]')
        pongs(calm, 1)
        others = time.monotonic() - begun
        pongs(loud, many)
        assert time.monotonic() - begun > 0.9  # a second's events too many take a second
        assert others < time.monotonic() - begun


def test_an_upload_from_another_site_is_refused(site: httpx.Client):
    assert site.post("/_upload", headers={"Origin": "https://evil.example"}).status_code == 403


def test_the_gallery_is_for_those_who_make_pages(built, monkeypatch):
    from starlette.testclient import TestClient

    from filmstudio.settings import settings
    from filmstudio.web.files import Files

    async def nobody(scope, receive, send):
        raise AssertionError("asked for what is a file")

    monkeypatch.delenv("FILMSTUDIO_GALLERY", raising=False)
    settings.cache_clear()
    client = TestClient(Files(built))
    assert client.get("/dev/components").status_code == 404
    monkeypatch.setenv("FILMSTUDIO_GALLERY", "true")
    settings.cache_clear()
    assert client.get("/dev/components").status_code == 200
    settings.cache_clear()


def test_pictures_may_come_from_the_storage_that_is_set(monkeypatch):
    from filmstudio.settings import settings
    from filmstudio.web.files import policy

    monkeypatch.setenv("S3_BUCKET", "films")
    monkeypatch.setenv("S3_ENDPOINT", "https://storage.example.com:9000/path")
    settings.cache_clear()
    rules = dict(part.split(" ", 1) for part in policy([]).split("; "))
    settings.cache_clear()
    assert "https://storage.example.com:9000" in rules["img-src"].split()
    assert "storage" not in rules["script-src"]
