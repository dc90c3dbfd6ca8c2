"""How soon a tab shows what a worker tells, with many tabs open; and what is left when they close.

`python -m benchmarks.live [--tabs 50] [--pages 50] [--news 60]`: a web process, redis and Chromium on
this machine; from the moment of publishing to the change in the page's document. Bars: 20 ms in the
middle, 100 ms for 19 of 20.

Fifty people have fifty machines; here all their browsers draw on one. With fewer `--pages` than tabs,
only so many are pages of Chromium; the others are sockets that open the same page and are told the
same, but draw nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from filmstudio.store import events
from filmstudio.store.redis import client
from filmstudio.web import build
from state.base import AppState
from state.project import ProjectState
from tests import halfway
from tests.pages.stand import (
    Guest,
    Seen,
    Socket,
    Stand,
    account,
    chromium,
    context_of,
    live,
    standing,
)
from tests.servers import running_redis

EVERY = 0.25
"""Seconds between pieces of news: a render tells four a second at most."""
WATCH = """
() => {
  window.seen = [];
  const bar = document.querySelector("[role=progressbar].stick");
  new MutationObserver(() => window.seen.push([bar.ariaValueNow, performance.timeOrigin + performance.now()]))
    .observe(bar, { attributes: true, attributeFilter: ["aria-valuenow"] });
}
"""


class Watcher(threading.Thread):
    """A tab without a browser: what it is told, and when."""

    def __init__(self, stand: Stand, who: Guest, path: str) -> None:
        super().__init__(daemon=True)
        self.seen: dict[str, float] = {}
        self.socket = Socket(stand, who)
        self.socket.do(AppState.arrive, "person", path=path)
        self.socket.do(ProjectState.open, "mode", path=path)
        self.start()

    def run(self) -> None:
        with contextlib.suppress(Exception):  # it is closed at the end
            while True:
                told = self.socket.hear("percent")
                self.seen.setdefault(str(told["percent"]), time.time() * 1000)


def news_of(project: uuid.UUID, render: uuid.UUID, number: int) -> dict[str, Any]:
    """A piece of news as workers tell it."""
    return {
        "render": str(render),
        "project": str(project),
        "sequence": 10 + number,
        "state": "processing",
        "part": (2 + number) / 100 + 0.001,
        "step": "Filming",
        "left": 100.0 - number,
        "warnings": 0,
        "error_code": "",
        "error": "",
        "task": {"stage": "animate", "unit": "s1-2", "part": number % 20 / 20, "note": ""},
    }


def shown(name: str, told: dict[str, float], seen: list[dict[str, float]]) -> None:
    """Says how late each piece of news was, and how many were overtaken by later ones."""
    delays = sorted(one[key] - told[key] for one in seen for key in told if key in one)
    if not delays:
        return
    print(
        f"{name}: median {statistics.median(delays):.1f} ms, "
        f"95 % within {delays[int(len(delays) * 0.95) - 1]:.1f} ms, most {delays[-1]:.1f} ms "
        f"({len(delays)} seen, {len(seen) * len(told) - len(delays)} overtaken)"
    )


def main() -> None:
    """Measures, and says what was measured."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--tabs", type=int, default=50)
    asked.add_argument("--pages", type=int, default=50)
    asked.add_argument("--news", type=int, default=60)
    given = asked.parse_args()
    build.pages()
    with (
        tempfile.TemporaryDirectory() as data,
        running_redis() as redis,
        standing(Path(data), redis) as stand,
        chromium() as browser,
        stand.here(),
    ):
        ann = account("live@example.com")
        project, render = halfway.half_made(ann.actor, part=0.01, sequence=1)
        where = f"/projects/{project}"
        context = context_of(browser, stand, Seen(), ann, size=(800, 600))
        with context.new_page() as first:  # what a process keeps from its first tab on is no tab's
            first.goto(where)
            live(first)
        subscribed = client().pubsub_numpat()
        pages = []
        for _ in range(min(given.pages, given.tabs)):
            page = context.new_page()
            page.goto(where)
            live(page)
            page.get_by_role("progressbar", name="The film").wait_for()
            page.evaluate(WATCH)
            pages.append(page)
        others = [Watcher(stand, ann, where) for _ in range(given.tabs - len(pages))]
        time.sleep(2.0)
        told: dict[str, float] = {}
        for number in range(given.news):
            told[str(2 + number)] = time.time() * 1000
            channel = events.project_channel(project)
            events.publish(client(), [channel], news_of(project, render, number))
            time.sleep(EVERY)
        time.sleep(2.0)
        print(f"{given.tabs} tabs, {len(pages)} of them pages, {given.news} pieces of news")
        shown("publish to document", told, [dict(page.evaluate("window.seen")) for page in pages])
        shown("publish to socket", told, [other.seen for other in others])
        context.close()
        for other in others:
            other.socket.close()
        deadline = time.monotonic() + 15
        left = ""
        while time.monotonic() < deadline and '"left": 0' not in left:
            time.sleep(0.5)
            found = [row for row in stand.logs.splitlines() if "tabs closed" in row]
            left = found[-1] if found else ""
        patterns = client().pubsub_numpat() - subscribed
    rest = json.loads(left) if left else {}
    print(
        f"after closing: {rest.get('left', '?')} tabs, {rest.get('tasks', '?')} tasks, "
        f"{patterns} subscriptions more than before in redis"
    )


if __name__ == "__main__":
    main()
