"""Tests of the help, and of what the pages of an account weigh."""

from __future__ import annotations

import pytest

from filmstudio.services.samples import samples
from tests.pages.made import films
from tests.pages.stand import PHONE, unreachable

MOST = 400_000
"""Bytes of a first visit."""


def weight(page) -> int:
    """Bytes that came for a page, headers and pictures and all."""
    page.wait_for_load_state("networkidle")
    return page.evaluate(
        "() => [...performance.getEntriesByType('resource'),"
        " ...performance.getEntriesByType('navigation')]"
        ".reduce((sum, one) => sum + one.transferSize, 0)"
    )


def test_the_help_is_there_for_everybody_and_its_parts_are_found(visit):
    page = visit("/docs", size=PHONE, theme="light")
    for link in page.get_by_role("navigation", name="Parts of the help").get_by_role("link").all():
        part = page.locator(link.get_attribute("href"))
        assert part.get_by_role("heading").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert unreachable(page) == []
    assert 0 < weight(page) <= MOST


def test_who_has_no_film_begins_with_a_sample(visit, person):
    page = visit("/projects", person("docs-sample@example.com"))
    page.locator(".samplecard").nth(3).wait_for()
    page.locator(".samplecard", has_text="The Last Ferry").click()
    page.wait_for_url("**/projects/new?sample=the_last_ferry")
    first = next(one for one in samples() if one.id == "the_last_ferry").text.splitlines()[0]
    page.get_by_text(first.removeprefix("Title:").strip()).first.wait_for()


@pytest.mark.parametrize("path", ["/dashboard", "/projects", "/credits", "/settings/security"])
def test_a_first_visit_is_light(visit, person, path):
    ann = person(f"docs{path.replace('/', '-')}@example.com")
    films(ann)
    page = visit(path, ann)
    page.locator("main h1").wait_for(state="attached")
    assert 0 < weight(page) <= MOST
