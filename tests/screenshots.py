"""Pictures of every page: `python -m tests.screenshots OUT [part of a name ...] [--lang ar]`.

Each view (tests/views.py) in two sizes and two themes: `OUT/landing-390-light.png`. `--size`, `--theme`
and `--lang` choose among them; `--free` shows the studio where films cost nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from filmstudio.web import build
from tests.pages.stand import (
    DESK,
    PHONE,
    Seen,
    Stand,
    chromium,
    context_of,
    live,
    scrolled,
    standing,
)
from tests.servers import running_redis
from tests.views import People, View, views

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"1440": DESK, "390": PHONE}
TALLEST = 9000
"""Pixels of a page that are shown."""


def _wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Makes pictures of the pages.")
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", nargs="*", help="parts of names: only such views")
    parser.add_argument("--exactly", action="store_true", help="the names are whole names")
    parser.add_argument("--size", choices=[*SIZES], action="append")
    parser.add_argument("--theme", choices=["dark", "light"], action="append")
    parser.add_argument("--lang", default="en-GB", help="the browser's language")
    parser.add_argument("--free", action="store_true", help="films cost nothing")
    return parser.parse_args()


def _spread(page: Page) -> None:
    """Makes the window as tall as the page, so that what sticks to its foot lies there."""
    height = page.evaluate("document.documentElement.scrollHeight")
    size = page.viewport_size
    if size and height > size["height"]:
        page.set_viewport_size({"width": size["width"], "height": min(TALLEST, height)})
        page.wait_for_timeout(100)


def _picture(
    browser: Browser, stand: Stand, seen: Seen, people: People, view: View, **how: str
) -> Page:
    """A page as a view wants it, in a browser of its own."""
    where = view.address(people) if view.address else view.route
    who = getattr(people, view.who) if view.who else None
    context = context_of(
        *(browser, stand, seen, who), size=SIZES[how["size"]], theme=how["theme"], lang=how["lang"]
    )
    page = context.new_page()
    page.goto(where)
    if not where.endswith(".html"):
        live(page)
    page.wait_for_load_state("networkidle")
    view.act(page)
    if view.whole:
        scrolled(page)
        _spread(page)
    page.wait_for_timeout(300)
    return page


def main() -> None:
    """Writes the pictures."""
    wish, seen = _wishes(), Seen()
    wish.out.mkdir(parents=True, exist_ok=True)
    chosen = [
        view
        for view in views()
        if not wish.parts
        or any(part == view.name if wish.exactly else part in view.name for part in wish.parts)
    ]
    build.pages()
    with (
        tempfile.TemporaryDirectory() as data,
        running_redis() as redis,
        standing(Path(data), redis, FILMSTUDIO_METERED=str(not wish.free).lower()) as stand,
        chromium() as browser,
        stand.here(),
    ):
        people = People(wish.lang.partition("-")[0])
        for view, size, theme in product(
            chosen, wish.size or SIZES, wish.theme or ("dark", "light")
        ):
            shown = {"size": size, "theme": theme, "lang": wish.lang}
            page = _picture(browser, stand, seen, people, view, **shown)
            path = wish.out / f"{view.name}-{size}-{theme}.png"
            page.screenshot(path=path)
            page.context.close()
            print(path, flush=True)
        for complaint in seen.complaints():
            print(f"Complaint: {complaint}")
        (wish.out / "server.log").write_text(stand.logs)


if __name__ == "__main__":
    main()
