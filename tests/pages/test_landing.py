"""Tests of the landing page."""

from __future__ import annotations


def test_it_is_there_and_live(visit):
    page = visit("/")
    assert page.title() == "AI Film Studio"
    assert page.locator("h1").inner_text()
