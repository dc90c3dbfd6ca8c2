"""A studio with a web server and pages, people in it, and a browser that looks at it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from filmstudio.processes import die_with_parent
from filmstudio.services.accounts.passwords import hashed
from filmstudio.services.accounts.sessions import COOKIE, open_session
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import User
from filmstudio.store.types import now
from filmstudio.web import build
from tests.servers import RedisServer, answers, forget_everything, new_sqlite
from worker.up import web_member

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "purple teapots wander slowly"
WHOLE = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = ("chromium-headless-shell", *WHOLE)
"""Browsers, of which the first that is there is used. The shell without windows takes half the time of
the whole browser; it has no notifications."""
DESK, PHONE = (1440, 900), (390, 844)
AXE = "axe-core@4.14.1"
PATIENCE = 90
"""Seconds that are waited for what has to come: two cores may be busy with other tests."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Stand:
    """A studio with a web server of its own."""

    data: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.env['FILMSTUDIO_PORT']}"

    @property
    def logs(self) -> str:
        """What the server has written."""
        return (self.data / "web.log").read_text()

    def start(self) -> None:
        member = web_member()
        with (self.data / "web.log").open("ab") as stream:
            self.process = subprocess.Popen(
                member.command,
                cwd=member.folder,
                env=os.environ | member.env | self.env,
                stderr=stream,
                stdout=stream,
                preexec_fn=die_with_parent,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            if answers(self.url):
                return
            time.sleep(0.1)
        raise AssertionError(f"The web server did not start:\n{self.logs[-3000:]}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @contextlib.contextmanager
    def here(self) -> Iterator[None]:
        """Services called by this process act on this studio."""
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.env.items():
                patch.setenv(name, value)
            forget_everything()
            yield
        forget_everything()


@contextlib.contextmanager
def standing(data: Path, redis: RedisServer, **settings: str) -> Iterator[Stand]:
    """A running stand; its first account is that of its owner, owner@example.com."""
    new_sqlite(data)
    made = Stand(
        data,
        {
            "FILMSTUDIO_DATA": str(data),
            "DATABASE_URL": "",
            "REDIS_URL": redis.url,
            "FILMSTUDIO_PORT": str(free_port()),
            "FILMSTUDIO_RECIPES": "toy=tests.worker.toy:toy_workshop",
            "FILMSTUDIO_SAMPLE": "false",
            "FILMSTUDIO_GALLERY": "true",
        }
        | settings,
    )
    with made.here():
        account("owner@example.com", name="Olga Owner", role="super_admin")
        made.start()
    yield made
    made.stop()


@dataclass
class Guest:
    """Somebody with an account, and the cookie of a browser that is signed in."""

    user: User
    cookie: str
    password: str = PASSWORD

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id, self.user.role, self.user.plan)


def account(email: str, **fields: Any) -> Guest:
    """An account that is signed in; `fields` are those of `User`."""
    with database().transaction() as session:
        user = User(
            email=email,
            email_verified_at=now(),
            password_hash=hashed(PASSWORD),
            **{"name": "Ann Archer"} | fields,
        )
        session.add(user)
        session.flush()
        return Guest(user, open_session(session, user, Actor(), browser=True).cookie)


@contextlib.contextmanager
def chromium(names: Sequence[str] = CHROMIUM) -> Iterator[Browser]:
    """Debian's Chromium. Fails with a sentence where it is not installed."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            f"{names[0]} is not installed, which the tests of the pages need: run `make set-up` as "
            f"root or with sudo, or `sudo apt-get install {names[0]}`."
        )
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@dataclass
class Seen:
    """What the browsers of a test had to complain about."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Parts of complaints that the test means to happen."""

    def complaints(self) -> list[str]:
        told = [one for one in self.errors if not any(part in one for part in self.allowed)]
        return told + [f"asked another site: {url}" for url in self.strangers]


def context_of(
    browser: Browser,
    stand: Stand,
    seen: Seen,
    who: Guest | None = None,
    *,
    size: tuple[int, int] = DESK,
    theme: str = "dark",
    lang: str = "en-GB",
    calm: bool = True,
) -> BrowserContext:
    """A browser of somebody's own, signed in as `who`; what it complains about is `seen`."""
    context = browser.new_context(
        base_url=stand.url,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="light" if theme == "light" else "dark",
        locale=lang,
        reduced_motion="reduce" if calm else "no-preference",
        has_touch=size[0] < 760,
    )
    context.set_default_timeout(PATIENCE * 1000)
    if who is not None:
        cookie = {"name": COOKIE, "value": who.cookie, "url": stand.url, "httpOnly": True}
        context.add_cookies([cookie])  # type: ignore[list-item]
    own = urlsplit(stand.url).netloc

    def asked(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            seen.strangers.append(request.url)

    def said(message: Any) -> None:
        if message.type == "error":
            seen.errors.append(f"{message.text} ({message.location.get('url')})")

    def opened(page: Any) -> None:
        page.on("console", said)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))

    context.on("request", asked)
    context.on("page", opened)
    return context


def live(page: Page) -> None:
    """Waits until the page's state is there."""
    page.wait_for_selector("html[data-live]", state="attached", timeout=PATIENCE * 1000)


def listen(page: Page, path: str = "") -> list[str]:
    """Loads the page (anew, or another one), and gives what goes over its socket from then on."""
    frames: list[str] = []
    page.on(
        "websocket",
        lambda socket: [
            socket.on(kind, lambda payload: frames.append(str(payload)))
            for kind in ("framesent", "framereceived")
        ],
    )
    page.goto(path or page.url)
    live(page)
    return frames


def until(page: Page, expression: str) -> None:
    """Waits until JavaScript says so. (Playwright's own way evaluates within the page, which the
    pages' policy forbids.)"""
    deadline = time.monotonic() + PATIENCE
    while not page.evaluate(expression):
        assert time.monotonic() < deadline, f"It did not become so: {expression}"
        page.wait_for_timeout(30)


_THROUGH = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += 500) {
    window.scrollTo(0, at);
    await new Promise((done) => setTimeout(done, 30));
  }
  window.scrollTo(0, 0);
}"""
"""What is loaded as it comes into sight has been in sight."""


def scrolled(page: Page) -> None:
    """Scrolls through a page, so that pictures which come as they are seen are there."""
    page.evaluate(_THROUGH)


def unreachable(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds wrong with a page for people who see, hear or move otherwise (WCAG 2.2
    AA), rule by rule; `but` are rules that are not asked."""
    source = build.package(AXE) / "axe.min.js"
    page.evaluate(source.read_text())
    rules = {name: {"enabled": False} for name in but}
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        "options => axe.run(document, options)",
        {"runOnly": {"type": "tag", "values": tags}, "rules": rules, "resultTypes": ["violations"]},
    )
    return [
        f"{one['id']}: {one['help']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


class Socket:
    """A socket of events without a browser, as somebody opens it who writes events of his own.

    Speaks as much of Socket.IO (protocol 5) as Reflex' pages do.
    """

    def __init__(self, stand: Stand, who: Guest | None = None, token: str = "", **headers: str):
        from websockets.sync.client import connect

        self.token = token or str(uuid.uuid4())
        address = stand.url.replace("http", "ws", 1)
        if who is not None:
            headers["Cookie"] = f"{COOKIE}={who.cookie}"
        self._open = contextlib.ExitStack()
        opening = connect(
            f"{address}/_event/?EIO=4&transport=websocket&token={self.token}",
            origin=stand.url,  # type: ignore[arg-type]
            additional_headers=headers,
        )
        self.socket = self._open.enter_context(opening)
        assert self._hear().startswith("0")
        self.socket.send("40/_event,{}")
        assert self._hear().startswith("40/_event")

    def _hear(self) -> str:
        while True:
            text = str(self.socket.recv(timeout=PATIENCE))
            if text != "2":
                return text
            self.socket.send("3")  # a pulse, and its answer

    def send(self, event: Any, path: str = "/", **payload: Any) -> None:
        """Sends an event: a handler of a state, or its name."""
        name = event if isinstance(event, str) else name_of(event)
        sent = {"name": name, "payload": payload, "router_data": {"pathname": path, "asPath": path}}
        self.socket.send(f"42/_event,{json.dumps(['event', sent])}")

    def do(self, event: Any, until: str, path: str = "/", **payload: Any) -> dict[str, Any]:
        """Sends an event and gives what changed, up to the variable `until`; by bare names."""
        self.send(event, path, **payload)
        return self.hear(until)

    def hear(self, until: str, value: Any = None) -> dict[str, Any]:
        """What changes, up to the variable `until`, or up to where it has this value."""
        changed: dict[str, Any] = {}
        while until not in changed or value not in (None, changed[until]):
            text = self._hear()
            if text.startswith("42/_event,"):
                (kind, update), changes = json.loads(text.removeprefix("42/_event,")), {}
                for of_state in (update.get("delta") or {}).values() if kind == "event" else ():
                    changes |= of_state
                for one in update.get("events") or ():
                    changes[one["name"]] = one["payload"]
                changed |= {key.removesuffix("_rx_state_"): value for key, value in changes.items()}
        return changed

    def close(self) -> None:
        self._open.close()


def name_of(event: Any) -> str:
    """The name by which browsers send an event of a state: `name_of(AppState.speak)`."""
    from reflex_base.utils.format import format_event_handler

    return format_event_handler(event)
