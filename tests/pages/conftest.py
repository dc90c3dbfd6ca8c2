"""The pages for tests: built once, served by a web server of their own, seen by a real browser.

`visit` opens a page as a browser shows it. A test fails where the browser's console shows an error,
or where a page asks another site for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from filmstudio.web import build
from tests.pages.stand import Guest, Seen, Stand, account, chromium, context_of, live, standing
from tests.servers import RedisServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the pages as the sources have them. Fails with a sentence where they cannot be
    built."""
    return build.pages()


@pytest.fixture(scope="session")
def stand(
    built: Path, redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stand]:
    """The server of this process' page tests."""
    with standing(tmp_path_factory.mktemp("stand"), redis_server) as made:
        yield made


@pytest.fixture(scope="module")
def house(stand: Stand) -> Iterator[Stand]:
    """The same studio, seen by this process too: services called in a test act on its database."""
    with stand.here():
        yield stand


@pytest.fixture
def site(house: Stand) -> Iterator[httpx.Client]:
    """A client of the site, without a browser."""
    with httpx.Client(base_url=house.url, timeout=60) as client:
        yield client


@pytest.fixture
def person(house: Stand) -> Callable[..., Guest]:
    """Makes people who are signed in: `person("ann@example.com", name="Ann")`."""
    return account


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module. It ends with them: while Playwright runs, nothing else
    in this process can begin an event loop of its own."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def seen() -> Seen:
    """What the browsers of this test complain about; `seen.allowed.append("401")` allows some."""
    return Seen()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Lets fixtures know whether their test has failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def visit(
    browser: Browser, house: Stand, seen: Seen, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser of its own, and waits until it is live:
    `visit("/pricing", ann, size=PHONE, theme="light", lang="ar")`."""
    contexts: list[BrowserContext] = []

    def open_page(path: str, who: Guest | None = None, **browser_of: Any) -> Page:
        context = context_of(browser, house, seen, who, **browser_of)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        live(page)
        return page

    yield open_page
    for context in contexts:
        if request.node.stash.get(FAILED, False):
            for page in context.pages:
                print(f"--- {page.url} shows:\n{page.inner_text('body', timeout=5000)[:3000]}")
            print("--- Complaints:", *seen.errors, sep="\n")
        context.close()
    complaints = seen.complaints()
    assert complaints == []
