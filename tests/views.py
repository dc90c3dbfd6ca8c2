"""What pictures of the pages show: every page, and the states that a page has, each with its people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pages import PAGES
from tests import premiere
from tests.pages.made import films
from tests.pages.stand import Guest, account

if TYPE_CHECKING:
    from playwright.sync_api import Page


def _nothing(page: Page) -> None:
    return None


@dataclass(frozen=True)
class View:
    """A picture: where it is taken, by whom, and what is done before."""

    name: str
    route: str
    who: str = ""
    """A name in `People`; empty: somebody who is not signed in."""
    address: Callable[[People], str] | None = None
    """Where a route that varies is looked at."""
    act: Callable[[Page], Any] = _nothing
    whole: bool = True
    """Whether the whole page is shown; else what fits on the screen."""


@dataclass
class People:
    """Who looks: a creator who has made films, one who has made none, and who runs the studio."""

    lang: str = "en"
    """The language that they read."""
    made: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ines, self.mira = _ines(self.lang), _admin(self.lang)
        self.noa = account("noa@example.com", name="Noa Sand", language=self.lang)

    def once(self, what: str, make: Callable[[], Any]) -> str:
        """The address of what is made for pictures, made when it is first asked for."""
        if what not in self.made:
            self.made[what] = str(make())
        return self.made[what]


def _ines(lang: str) -> Guest:
    from filmstudio.services import credits, provider_keys
    from filmstudio.store.db import database
    from filmstudio.store.types import now

    ines = account("ines@example.com", name="Ines Okafor", plan="pro", language=lang)
    with database().transaction() as session:
        credits.statement(session, ines.user.id)
        credits.grant(session, ines.user.id, 15, key="pictures")
        for provider, secret, note in (
            ("elevenlabs", "sk_0123456789abcdef0123456789abcdef", "Out of quota."),
            ("openai", "sk-0123456789abcdef0123456789abcdef", ""),
        ):
            key = provider_keys.put(session, ines.actor, provider, secret)
            key.checked_at, key.check_note = now(), note
            session.add(key)
    films(ines, paid=3)
    return ines


def _admin(lang: str) -> Guest:
    """Somebody who runs the studio, and has given the second step."""
    from sqlmodel import select

    from filmstudio.services import audit
    from filmstudio.store.db import database
    from filmstudio.store.tables import LoginSession, User
    from filmstudio.store.types import now

    mira = account("mira@example.com", name="Mira Holt", role="super_admin", language=lang)
    with database().transaction() as session:
        user = session.get_one(User, mira.user.id)
        user.totp_enabled_at = now()
        session.add(user)
        audit.note(session, mira.actor, "credits.grant", user.id, credits=12, note="A workshop")
        audit.note(session, mira.actor, "user.suspend", user.id, reason="Spam")
        audit.note(session, mira.actor, "user.restore", user.id)
        for row in session.exec(select(LoginSession).where(LoginSession.user_id == user.id)):
            row.mfa_at = now()
            session.add(row)
    return mira


def _making(people: People) -> str:
    return people.once("making", lambda: f"/projects/{premiere.making(people.ines.actor)}")


def _film(people: People) -> str:
    return people.once("film", lambda: f"/projects/{premiere.finished(people.ines.actor)}")


def _failed(people: People) -> str:
    return people.once("failed", lambda: f"/projects/{premiere.failed(people.ines.actor)}")


def _empty(people: People) -> str:
    return people.once("empty", lambda: f"/projects/{premiere.project(people.ines.actor)}")


def _shared(people: People) -> str:
    from filmstudio.services.projects import sharing
    from filmstudio.store.db import database

    def share() -> str:
        id = premiere.finished(people.ines.actor)
        with database().transaction() as session:
            return f"/films/{sharing.share(session, people.ines.actor, id, 'public').slug}"

    return people.once("shared", share)


def _board(people: People) -> str:
    """A storyboard with its pictures, a line of which was changed."""

    def make() -> str:
        from filmstudio.services.previews import asking
        from filmstudio.services.previews.making import make_one
        from filmstudio.services.projects import drafting

        id, actor = premiere.finished(people.ines.actor), people.ines.actor
        change = {"do": "set_line", "line": "l13", "text": "The island. I promised her tonight."}
        drafting.edit(actor, id, change)
        asking.pictures(actor, id)
        while make_one():
            pass
        return f"/projects/{id}/edit?shot=s1.3"

    return people.once("board", make)


def _drawn(page: Page) -> None:
    """Waits for the pictures of a storyboard, and for what a render would make."""
    page.locator("[data-shot] img").nth(7).wait_for(state="attached")
    page.locator(".ed-bar").wait_for()


def _write(page: Page) -> None:
    """Writes the first sample on the page for new films."""
    from filmstudio.services.samples import sample

    page.get_by_role("textbox").first.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(sample("the_last_ferry").text)
    page.locator(".new-scenes li").nth(2).wait_for()
    page.keyboard.press("ControlOrMeta+Home")
    page.wait_for_timeout(1500)


def _sheet(page: Page) -> None:
    _drawn(page)
    if (page.viewport_size or {})["width"] < 760:
        page.locator("[data-shot='s1.3'] [data-face]").click()
        page.locator(".opens .ed-insp").wait_for()


def _panel(number: int) -> Callable[[Page], None]:
    """Opens one of the dialogs of a storyboard: 2 for the cast, 3 for versions."""

    def act(page: Page) -> None:
        _drawn(page)
        narrow = (page.viewport_size or {})["width"] < 760
        tabs = page.locator(".ed-ptabs" if narrow else ".top .tabs")
        tabs.locator("> *").nth(number).click()
        page.locator("dialog[open]").wait_for()

    return act


def _shares(page: Page) -> None:
    narrow = (page.viewport_size or {})["width"] < 760
    page.locator(f".top .btn.only-{'p' if narrow else 'd'}:has(.i)").last.click()
    page.locator("dialog[open]").wait_for()


def _menu(page: Page) -> None:
    page.locator(".top .menubox summary, .top .menubox > button").last.click()


def _in_the_news(page: Page) -> None:
    page.locator(".dash-grid").wait_for()


VARYING = (
    View("project-making", "/projects/[id]", "ines", _making),
    View("project-film", "/projects/[id]", "ines", _film),
    View("project-failed", "/projects/[id]", "ines", _failed),
    View("project-empty", "/projects/[id]", "ines", _empty),
    View("project-share", "/projects/[id]", "ines", _film, _shares, whole=False),
    View("film", "/films/[slug]", "", _shared),
    View("film-missing", "/films/[slug]", "", lambda _: "/films/nothing-here"),
    View("editor", "/projects/[id]/edit", "ines", _board, _drawn),
    View("editor-shot", "/projects/[id]/edit", "ines", _board, _sheet, whole=False),
    View("editor-cast", "/projects/[id]/edit", "ines", _board, _panel(2), whole=False),
    View("editor-versions", "/projects/[id]/edit", "ines", _board, _panel(3), whole=False),
)
"""Pages whose address says what they show."""
MORE = (
    View("new-written", "/projects/new", "ines", act=_write),
    View("new-signed-in", "/projects/new", "noa"),
    View("dashboard-first", "/dashboard", "noa"),
    View("projects-first", "/projects", "noa"),
    View("credits-first", "/credits", "noa"),
    View("menu", "/projects", "mira", act=_menu, whole=False),
    View("admin-closed", "/admin", "noa"),
    View("offline", "/offline.html"),
)
"""States of pages that their address does not say."""


def views() -> list[View]:
    """Every view: of each page at least one."""
    plain = []
    for page in PAGES:
        if "[" in page.route:
            assert any(view.route == page.route for view in VARYING), f"No view of {page.route}."
            continue
        name = page.route.strip("/").replace("/", "-") or "landing"
        who = "mira" if "/admin" in page.route else "ines" if page.private else ""
        plain.append(View(name, page.route, who))
    return [*plain, *VARYING, *MORE]
