"""The pages for tests: built once, served by a web server of their own, seen by a real browser.

`visit` gives a browser's page. A test fails where the browser's console shows an error, or where a
page asks another site for anything.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from filmstudio.processes import die_with_parent
from filmstudio.services.accounts.passwords import hashed
from filmstudio.services.accounts.sessions import COOKIE, open_session
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import User
from filmstudio.store.types import now
from filmstudio.web import build
from tests.servers import RedisServer, forget_everything, new_sqlite
from worker.up import web_member

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "purple teapots wander slowly"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
DESK, PHONE = (1440, 900), (390, 844)


@dataclass
class Stand:
    """A studio with a web server of its own, for all page tests of this process."""

    data: Path
    env: dict[str, str]
    logs: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.env['FILMSTUDIO_PORT']}"

    def start(self) -> None:
        member = web_member()
        with self.logs.open("ab") as stream:
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
            try:
                if httpx.get(f"{self.url}/health", timeout=2).status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError(f"The web server did not start:\n{self.logs.read_text()[-3000:]}")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the pages as the sources have them. Fails with a sentence where they cannot be
    built."""
    return build.pages()


@pytest.fixture(scope="session")
def stand(
    built: Path, redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stand]:
    """The server; its first account is that of its owner, owner@example.com."""
    data = tmp_path_factory.mktemp("stand")
    new_sqlite(data)
    env = {
        "FILMSTUDIO_DATA": str(data),
        "DATABASE_URL": "",
        "REDIS_URL": redis_server.url,
        "FILMSTUDIO_PORT": str(free_port()),
        "FILMSTUDIO_RECIPES": "toy=tests.worker.toy:toy_workshop",
    }
    made = Stand(data, env, data / "web.log")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        forget_everything()
        with database().transaction() as session:
            session.add(
                User(
                    email="owner@example.com",
                    name="Olga Owner",
                    role="super_admin",
                    email_verified_at=now(),
                    password_hash=hashed(PASSWORD),
                )
            )
        made.start()
    forget_everything()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def house(stand: Stand) -> Iterator[Stand]:
    """The same studio, seen by this process too: services called in a test act on its database."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in stand.env.items():
            patch.setenv(name, value)
        forget_everything()
        yield stand
    forget_everything()


@pytest.fixture
def site(house: Stand) -> Iterator[httpx.Client]:
    """A client of the site, without a browser."""
    with httpx.Client(base_url=house.url, timeout=20) as client:
        yield client


@dataclass
class Guest:
    """Somebody with an account, and the cookie of a browser that is signed in."""

    user: User
    cookie: str
    password: str = PASSWORD

    @property
    def actor(self) -> Actor:
        return Actor(self.user.id, self.user.role, self.user.plan)


@pytest.fixture
def person(house: Stand) -> Callable[..., Guest]:
    """Makes people: `person("ann@example.com", name="Ann")`; fields are those of `User`."""

    def make(email: str, **fields: Any) -> Guest:
        with database().transaction() as session:
            user = User(
                email=email,
                email_verified_at=now(),
                password_hash=hashed(PASSWORD),
                **{"name": "Ann Archer"} | fields,
            )
            session.add(user)
            session.flush()
            entered = open_session(session, user, Actor(), browser=True)
            return Guest(user, entered.cookie)

    return make


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail(
            "Chromium is not installed, which the tests of the pages need: run `make set-up` as "
            "root or with sudo, or `sudo apt-get install chromium`."
        )
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield opened
        opened.close()


@dataclass
class Seen:
    """What a browser had to complain about."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Parts of complaints that the test means to happen."""

    def complaints(self) -> list[str]:
        told = [one for one in self.errors if not any(part in one for part in self.allowed)]
        return told + [f"asked another site: {url}" for url in self.strangers]


@pytest.fixture
def seen() -> Seen:
    """What the browsers of this test complain about; `seen.allowed.append("401")` allows some."""
    return Seen()


@pytest.fixture
def visit(browser: Browser, house: Stand, seen: Seen) -> Iterator[Callable[..., Page]]:
    """Opens a page: `visit("/pricing")`, and waits until it is live.

    `who` signs somebody in; `size`, `theme` and `lang` are those of the browser.
    """
    contexts: list[BrowserContext] = []
    own = urlsplit(house.url).netloc

    def open_page(
        path: str,
        who: Guest | None = None,
        *,
        size: tuple[int, int] = DESK,
        theme: str = "dark",
        lang: str = "en-GB",
        calm: bool = True,
    ) -> Page:
        context = browser.new_context(
            base_url=house.url,
            viewport={"width": size[0], "height": size[1]},
            color_scheme="light" if theme == "light" else "dark",
            locale=lang,
            reduced_motion="reduce" if calm else "no-preference",
            has_touch=size[0] < 760,
        )
        contexts.append(context)
        if who is not None:
            context.add_cookies([{"name": COOKIE, "value": who.cookie, "url": house.url}])

        def asked(request: Any) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
                seen.strangers.append(request.url)

        context.on("request", asked)
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                seen.errors.append(f"{said.text} ({said.location.get('url')})")
                if said.type == "error"
                else None
            ),
        )
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.goto(path)
        live(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    complaints = seen.complaints()
    assert complaints == []


def live(page: Page) -> None:
    """Waits until the page's state is there."""
    page.wait_for_selector("html[data-live]", state="attached", timeout=20_000)
