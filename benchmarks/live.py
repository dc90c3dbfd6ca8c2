"""How soon a tab shows what a worker tells, with many tabs open; and what is left when they close.

`python -m benchmarks.live [tabs] [pieces of news]`: a web process, redis and Chromium on this machine;
from the moment of publishing to the change in the page's document. Bars: 20 ms in the middle, 100 ms
for 19 of 20.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from filmstudio.store import events
from filmstudio.store.redis import client
from filmstudio.web import build
from tests import halfway
from tests.pages.stand import Seen, account, chromium, context_of, live, standing
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


def main() -> None:
    """Measures, and says what was measured."""
    tabs = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    pieces = int(sys.argv[2]) if len(sys.argv) > 2 else 60
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
        context = context_of(browser, stand, Seen(), ann, size=(800, 600))
        pages = []
        for _ in range(tabs):
            page = context.new_page()
            page.goto(f"/projects/{project}")
            live(page)
            page.get_by_role("progressbar", name="The film").wait_for()
            page.evaluate(WATCH)
            pages.append(page)
        time.sleep(2.0)
        told: dict[str, float] = {}
        for number in range(pieces):
            percent = 2 + number
            news = {
                "render": str(render),
                "project": str(project),
                "sequence": 10 + number,
                "state": "processing",
                "part": percent / 100 + 0.001,
                "step": "Filming",
                "left": 100.0 - number,
                "warnings": 0,
                "error_code": "",
                "error": "",
                "task": {"stage": "animate", "unit": "s1-2", "part": 0.5, "note": ""},
            }
            told[str(percent)] = time.time() * 1000
            events.publish(client(), [events.project_channel(project)], news)
            time.sleep(EVERY)
        time.sleep(2.0)
        delays, missed = [], 0
        for page in pages:
            seen = dict(page.evaluate("window.seen"))
            delays += [seen[key] - told[key] for key in told if key in seen]
            missed += sum(key not in seen for key in told)
        context.close()
        deadline = time.monotonic() + 15
        left = ""
        while time.monotonic() < deadline and '"left": 0' not in left:
            time.sleep(0.5)
            found = [row for row in stand.logs.splitlines() if "tabs closed" in row]
            left = found[-1] if found else ""
        patterns = client().pubsub_numpat()
    delays.sort()
    print(
        f"{tabs} tabs, {pieces} pieces of news, {len(delays)} seen, {missed} overtaken by later ones"
    )
    print(
        f"publish to document: median {statistics.median(delays):.1f} ms, "
        f"95 % within {delays[int(len(delays) * 0.95) - 1]:.1f} ms, most {delays[-1]:.1f} ms"
    )
    rest = json.loads(left) if left else {}
    print(
        f"after closing: {rest.get('left', '?')} tabs, {rest.get('tasks', '?')} tasks, "
        f"{patterns} subscriptions by pattern in redis"
    )


if __name__ == "__main__":
    main()
