"""Tests of the studio as an installed application: its manifest, the page for no network, push."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image
from sqlmodel import select

from filmstudio.store.db import database
from filmstudio.store.tables import PushSubscription
from tests.pages.stand import WHOLE, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTICES = "/settings/notifications"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A whole Chromium: these tests need its notifications."""
    with chromium(WHOLE) as opened:
        yield opened


def test_the_manifest_names_pictures_of_the_sizes_it_says(site: httpx.Client):
    page = site.get("/").text
    assert 'href="/manifest.webmanifest"' in page
    manifest = site.get("/manifest.webmanifest").json()
    assert manifest["display"] == "standalone"
    assert site.get(manifest["start_url"]).status_code in (200, 404)  # its page may need signing in
    sizes = {}
    for icon in manifest["icons"]:
        picture = Image.open(io.BytesIO(site.get(icon["src"]).content))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
        sizes[picture.width, icon.get("purpose", "any")] = icon["src"]
    assert {(192, "any"), (512, "any"), (512, "maskable")} <= set(sizes)


def test_without_a_network_a_page_says_so_in_the_readers_language(visit, seen):
    seen.allowed += ["ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED"]
    page = visit("/", lang="ar")
    for _ in range(1200):
        kept = page.evaluate(
            """Promise.all(['/offline-words.json', '/offline.js'].map((one) => caches.match(one)))
               .then((all) => all.every(Boolean) && Boolean(navigator.serviceWorker.controller))"""
        )
        if kept:
            break
        page.wait_for_timeout(50)
    assert kept
    page.context.set_offline(True)
    page.goto("/?again")
    page.wait_for_selector("html[lang=ar][dir=rtl] h1")
    assert page.locator("button").is_visible()
    page.context.set_offline(False)
    page.wait_for_selector("html[data-live]")  # it comes back by itself


def test_a_pushed_notice_is_shown(visit):
    page = visit("/")
    context = page.context
    context.grant_permissions(["notifications"])
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    devtools = context.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    for _ in range(1200):
        if found:
            break
        page.wait_for_timeout(50)
    origin = page.evaluate("location.origin")
    data = json.dumps(
        {"title": "“Tea” is ready", "url": f"{origin}/projects/7", "tag": "film_ready"}
    )
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": origin, "registrationId": found[-1], "data": data},
    )
    shown = None
    for _ in range(1200):
        shown = page.evaluate(
            """navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
               .then((all) => all.length ? [all[0].title, all[0].tag, all[0].data.url] : null)"""
        )
        if shown:
            break
        page.wait_for_timeout(50)
    assert shown == ["“Tea” is ready", "film_ready", f"{origin}/projects/7"]


def test_a_browser_is_subscribed_and_forgotten_by_its_switch(visit, person):
    ann = person("pwa-ann@example.com")
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    given = {
        "endpoint": "https://push.example.com/send/1",
        "keys": {
            "p256dh": base64.urlsafe_b64encode(point).decode().rstrip("="),
            "auth": base64.urlsafe_b64encode(bytes(16)).decode().rstrip("="),
        },
    }
    page = visit(NOTICES, ann)
    page.context.grant_permissions(["notifications"])
    # A browser of tests reaches no push service: what it would answer is put in its place.
    page.evaluate(
        """(given) => {
          let made = null;
          PushManager.prototype.getSubscription = async () => made;
          PushManager.prototype.subscribe = async (options) => {
            if (new Uint8Array(options.applicationServerKey).length !== 65) throw new Error("key");
            made = { toJSON: () => given, unsubscribe: async () => { made = null; return true; } };
            return made;
          };
        }""",
        given,
    )
    switch = page.get_by_role("switch", name="Tell this browser").first
    switch.click()
    page.wait_for_selector(
        "[role=switch][aria-label='Tell this browser'][aria-checked=true] >> nth=0"
    )

    def kept() -> list[str]:
        with database().reading() as session:
            mine = select(PushSubscription).where(PushSubscription.user_id == ann.user.id)
            return [row.address for row in session.exec(mine)]

    assert kept() == ["https://push.example.com/send/1"]
    switch.click()
    page.wait_for_selector(
        "[role=switch][aria-label='Tell this browser'][aria-checked=false] >> nth=0"
    )
    assert kept() == []
