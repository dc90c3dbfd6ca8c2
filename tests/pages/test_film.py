"""The page of a film: for everybody who has its address, and for readers that run no scripts."""

from __future__ import annotations

import re
import uuid

import pytest

from filmstudio.services.projects import sharing
from filmstudio.store.db import database
from tests import halfway
from tests.pages.stand import PHONE, unreachable


@pytest.fixture
def film(house, person):
    """Makes a film with a page; its address and its owner."""

    def make(visibility: str, title: str = "The last ferry"):
        ann = person(f"film-{uuid.uuid4().hex[:8]}@example.com")
        project, render = halfway.half_made(ann.actor)
        halfway.finish(render)
        with database().transaction() as session:
            shared = sharing.share(session, ann.actor, project, visibility)  # type: ignore[arg-type]
            shared.title = title
        return shared.slug, ann, project

    return make


def card(page: str) -> dict[str, str]:
    """What the head of a page says of it."""
    return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', page))


def test_a_guest_watches_a_film(film, visit):
    slug, _, _ = film("unlisted")
    page = visit(f"/films/{slug}", size=PHONE, theme="light")
    page.get_by_role("heading", name="The last ferry", level=1).wait_for()
    page.get_by_role("button", name="This is line 2, 1.").click()
    page.locator(".said [aria-current]").get_by_text("This is line 2").wait_for()
    page.locator(".chs img").first.wait_for()
    page.get_by_role("button", name="Captions: ").wait_for()
    assert unreachable(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_a_closed_film_is_told_as_none(film, visit, site, seen):
    slug, ann, project = film("public")
    with database().transaction() as session:
        sharing.share(session, ann.actor, project, "private")
    seen.allowed.append("404")
    page = visit(f"/films/{slug}")
    page.get_by_role("heading", name="There is no such film").wait_for()
    answer = site.get(f"/films/{slug}")
    assert answer.status_code == 404
    assert "og:title" not in answer.text
    assert answer.text == site.get("/films/never-was").text


def test_readers_without_scripts_are_told_the_film(film, site, house):
    slug, _, _ = film("public", title='A "<b>" & more')
    answer = site.get(f"/films/{slug}")
    told = card(answer.text)
    assert answer.status_code == 200
    assert told["og:title"] == "A &quot;&lt;b&gt;&quot; &amp; more"
    assert told["og:url"].endswith(f"/films/{slug}")
    assert told["og:image:width"] == "1280"
    for name in ("og:image", "og:video"):
        assert told[name].startswith("http")
        assert site.get("/" + told[name].split("/", 3)[3]).status_code == 200
    assert "robots" not in told
    assert "x-robots-tag" not in answer.headers
    assert answer.text.count("<title>") == 1
    assert "script-src" in answer.headers["content-security-policy"]


def test_an_unlisted_film_is_not_to_be_found(film, site):
    slug, _, _ = film("unlisted")
    answer = site.get(f"/films/{slug}")
    assert card(answer.text)["robots"] == "noindex"
    assert answer.headers["x-robots-tag"] == "noindex"
    assert card(answer.text)["og:title"] == "The last ferry"
