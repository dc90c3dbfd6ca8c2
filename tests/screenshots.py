"""Pictures of every page: `python -m tests.screenshots OUT [part of an address ...]`.

Each page in two sizes and two themes; `OUT/landing-390-light.png`. Pages for people show what somebody
has who has made films; addresses with a part that varies need an entry in `PLACES`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from filmstudio.web import build
from pages import PAGES
from tests import halfway
from tests.pages.made import films
from tests.pages.stand import (
    DESK,
    PHONE,
    Guest,
    Seen,
    account,
    chromium,
    context_of,
    live,
    scrolled,
    standing,
)
from tests.servers import running_redis


def _storyboard(who: Guest) -> str:
    from filmstudio.services.projects import storyboards
    from filmstudio.store.db import database
    from filmstudio.store.tables import Project
    from tests.film.test_edits import BOARD

    with database().transaction() as session:
        project = Project(owner_id=who.user.id, title=BOARD.title)
        session.add(project)
        session.flush()
        storyboards.add(session, project, BOARD, who.actor)
        return f"/projects/{project.id}/edit"


PLACES: dict[str, Callable[[Guest], str]] = {
    "/projects/[id]/edit": _storyboard,
    "/films/[slug]": lambda who: f"/films/{halfway.shared(who.actor)}",
    "/projects/[id]": lambda who: f"/projects/{halfway.finished(who.actor)[0]}",
}
"""For routes like `/projects/[id]`: makes what the page shows, and says its address."""


def address(route: str, who: Guest) -> str:
    """Where a page is looked at. Raises KeyError for a route that varies and has no place."""
    return PLACES[route](who) if "[" in route else route


def main() -> None:
    """Writes the pictures."""
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m tests.screenshots OUT [part of an address ...]")
    out, parts = Path(sys.argv[1]), sys.argv[2:]
    out.mkdir(parents=True, exist_ok=True)
    build.pages()
    seen = Seen()
    with (
        tempfile.TemporaryDirectory() as data,
        running_redis() as redis,
        standing(Path(data), redis) as stand,
        chromium() as browser,
        stand.here(),
    ):
        who = account("ines@example.com", name="Ines Okafor")
        films(who)
        for page in PAGES:
            where = address(page.route, who)
            if parts and not any(part in where for part in parts):
                continue
            name = where.strip("/").replace("/", "-") or "landing"
            for size in (DESK, PHONE):
                for theme in ("dark", "light"):
                    person = who if page.private else None
                    context = context_of(browser, stand, seen, person, size=size, theme=theme)
                    tab = context.new_page()
                    tab.goto(where)
                    live(tab)
                    scrolled(tab)
                    tab.wait_for_timeout(200)
                    tab.screenshot(path=out / f"{name}-{size[0]}-{theme}.png", full_page=True)
                    context.close()
                    print(out / f"{name}-{size[0]}-{theme}.png", flush=True)
    for complaint in seen.complaints():
        print(f"Complaint: {complaint}")


if __name__ == "__main__":
    main()
