"""What a first visit to each page costs: kilobytes over the wire, and the time until it can be used.

    python -m benchmarks.weights [--throttle 4] [part of an address ...]

Every page in a browser of its own that has been nowhere, as somebody sees it who has made films. It can be
used when a press on its first button is answered; it is live when its state is there (`html[data-live]`).
Bars: the landing page 300 KB and 1 s (3 s where Chromium is held to a quarter of the CPU), every other
page 400 KB; videos are counted apart. Says also what the browser complains of
or warns of, and whom else it asks.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import TimeoutError

from benchmarks.table import note, show, verdict
from filmstudio.web import build
from pages import PAGES
from tests.pages.stand import Guest, Seen, Stand, chromium, context_of, standing
from tests.servers import running_redis
from tests.views import People, View, views

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, ConsoleMessage

LANDING, MOST = 300, 400
"""Kilobytes (of 1000 bytes) that the landing page and every other page may weigh."""
QUIET = 8000
"""Milliseconds after which a page is not waited for any longer to be quiet."""
KINDS = ("Document", "Script", "Stylesheet", "Font", "Image", "Fetch", "Socket", "Other")
"""Kinds of files, and what comes over the socket of states."""
_WATCH = """
new MutationObserver((_, watch) => {
  if (document.documentElement?.dataset.live === undefined) return;
  window.liveAt = performance.now();
  watch.disconnect();
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-live"] });
const press = setInterval(() => {
  const seen = [...document.querySelectorAll("button[aria-haspopup]")].filter((one) => one.checkVisibility());
  if (seen.some((one) => one.ariaExpanded === "true")) {
    window.pressedAt = performance.now();
    clearInterval(press);
  } else seen[0]?.click();
}, 15);
"""
"""Notes when the page is live, and when its first menu opens, which is pressed from the beginning."""


@dataclass
class Weights:
    """What came over the wire, in bytes by kind of file and by address."""

    kinds: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    _asked: dict[str, tuple[str, str]] = field(default_factory=dict)

    def listen(self, session: CDPSession) -> None:
        """Counts what a page loads from now on."""
        session.send("Network.enable")
        session.on("Network.responseReceived", self._answered)
        session.on("Network.loadingFinished", self._finished)
        session.on("Network.webSocketFrameReceived", self._heard)

    def _answered(self, told: dict[str, Any]) -> None:
        self._asked[told["requestId"]] = (told["type"], told["response"]["url"])

    def _finished(self, told: dict[str, Any]) -> None:
        kind, url = self._asked.get(told["requestId"], ("Other", told["requestId"]))
        kind = kind if kind in (*KINDS, "Media") else "Other"
        size = int(told["encodedDataLength"])
        self.kinds[kind] = self.kinds.get(kind, 0) + size
        self.files[url] = self.files.get(url, 0) + size

    def _heard(self, told: dict[str, Any]) -> None:
        size = len(told["response"]["payloadData"].encode())
        self.kinds["Socket"] = self.kinds.get("Socket", 0) + size

    def total(self) -> float:
        """Kilobytes of everything but videos."""
        return sum(size for kind, size in self.kinds.items() if kind != "Media") / 1000


@dataclass(frozen=True)
class Visit:
    """A first visit: seconds until a press is answered (None: the page has no menu), and until the
    page's state is there."""

    weights: Weights
    pressed: float | None
    live: float


def first_visit(
    browser: Browser, stand: Stand, seen: Seen, who: Guest | None, path: str, throttle: float
) -> Visit:
    """Opens a page in a browser of its own; `throttle` times slower than this machine is."""
    context = context_of(browser, stand, seen, who, calm=False)
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.on("console", lambda said: _warned(seen, said))
    session = context.new_cdp_session(page)
    weights = Weights()
    weights.listen(session)
    if throttle > 1:
        session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.goto(path)
    page.wait_for_selector("html[data-live]", state="attached")
    with contextlib.suppress(TimeoutError):  # a film that is being loaded for its player
        page.wait_for_load_state("networkidle", timeout=QUIET)
    pressed, live = page.evaluate("[window.pressedAt ?? null, window.liveAt]")
    context.close()
    return Visit(weights, None if pressed is None else pressed / 1000, live / 1000)


def _view(route: str) -> View:
    """How a page is looked at; a film where it is finished, which is when most of it is there."""
    found = [view for view in views() if view.route == route]
    return next((view for view in found if view.name == "project-film"), found[0])


def _warned(seen: Seen, said: ConsoleMessage) -> None:
    if said.type == "warning":
        seen.errors.append(f"warning: {said.text}")


def main() -> None:
    """Measures, and says what was measured. Ends with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weights", description=__doc__)
    parser.add_argument("--throttle", type=float, default=4.0, help="how much slower, besides [4]")
    parser.add_argument("--files", action="store_true", help="list the heaviest files of each page")
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help="addresses, or parts of them [all]"
    )
    given = parser.parse_args()
    build.pages()
    seen = Seen(allowed=["404 (Not Found)"])  # the page for addresses that lead nowhere
    rows: list[tuple[object, ...]] = []
    met = True
    with (
        tempfile.TemporaryDirectory() as data,
        running_redis() as redis,
        standing(Path(data), redis) as stand,
        chromium() as browser,
        stand.here(),
    ):
        people = People()
        for page in PAGES:
            asked = page.route in given.parts or any(
                part != "/" and part in page.route for part in given.parts
            )
            if page.route.startswith("/dev/") or (given.parts and not asked):
                continue
            view = _view(page.route)
            path = view.address(people) if view.address else page.route
            person = getattr(people, view.who) if view.who else None
            if not rows:  # the server has not answered anybody yet, which others do not meet
                first_visit(browser, stand, seen, person, path, 1)
            usual = first_visit(browser, stand, seen, person, path, 1)
            slow = first_visit(browser, stand, seen, person, path, given.throttle)
            rows.append(_row(page.route, usual, slow))
            if given.files:
                heaviest = sorted(usual.weights.files.items(), key=lambda item: -item[1])
                for url, size in heaviest[:12]:
                    note(f"{size / 1000:7.1f} KB  {url.removeprefix(stand.url)}")
            most = LANDING if page.route == "/" else MOST
            met &= usual.weights.total() <= most
            if page.route == "/":
                met &= verdict("the landing page", usual.weights.total(), LANDING, unit=" KB")
                met &= verdict("it can be used after", usual.pressed or 0, 1.0, unit=" s")
                met &= verdict(f"at {given.throttle:g}x", slow.pressed or 0, 3.0, unit=" s")
                note(f"It is live after {usual.live:.2f} s and {slow.live:.2f} s.")
    head = (
        "KB",
        *KINDS,
        "video",
        "press",
        "live",
        f"press {given.throttle:g}x",
        f"live {given.throttle:g}x",
    )
    show("First visits: KB by kind of file, and seconds", ("page", *head), rows)
    note(f"Load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    for complaint in seen.complaints():
        note(f"Complaint: {complaint}")
    sys.exit(not met or bool(seen.complaints()))


def _row(route: str, usual: Visit, slow: Visit) -> tuple[object, ...]:
    kinds = [usual.weights.kinds.get(kind, 0) / 1000 for kind in (*KINDS, "Media")]
    return (
        route,
        f"{usual.weights.total():.0f}",
        *(f"{one:.0f}" for one in kinds),
        *(time for one in (usual, slow) for time in (one.pressed or "-", one.live)),
    )


if __name__ == "__main__":
    main()
