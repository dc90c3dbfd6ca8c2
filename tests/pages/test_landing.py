"""Tests of the first pages that anybody sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from filmstudio.services.plans import PLANS
from tests.pages.stand import DESK, PHONE, scrolled, unreachable, until

MOST_BYTES, MOST_OF_OTHERS = 300_000, 400_000
"""What a first visit brings over the wire: to the landing page, and to any other."""
PICTURES = 80_000
"""Of it for pictures: the smallest sizes of a page of films. (Videos are counted apart.)"""


@pytest.mark.parametrize("route", ["/", "/pricing", "/no/such/page"])
def test_everybody_can_use_them_on_every_screen(visit, seen, route: str):
    seen.allowed.append("404")
    page = visit(route, size=PHONE)
    assert unreachable(page) == []
    for width in (320, 760, 1100):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert unreachable(page) == []


def test_the_landing_page_is_light(visit):
    page = visit("/")
    got: dict[str, float] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on(
        "Network.loadingFinished",
        lambda told: got.update({told["requestId"]: told["encodedDataLength"]}),
    )
    page.reload(wait_until="networkidle")
    scrolled(page)
    until(page, "[...document.images].every(one => one.complete && one.naturalWidth > 0)")
    assert len(got) > 15
    assert sum(got.values()) <= MOST_BYTES


def test_every_page_is_light(built: Path):
    """Before its pictures; `benchmarks.weights` measures with a browser what this adds up."""

    def size(address: str) -> int:
        file = built / "site" / address.lstrip("/")
        small = file.with_name(f"{file.name}.br")
        return (small if small.is_file() else file).stat().st_size

    listed = next((built / "site" / "assets").glob("manifest-*.js"))
    text = listed.read_text()
    told = json.loads(text[text.index("{") : text.rindex("}") + 1])
    every = [told["entry"], told["routes"]["root"]]
    around = {f"/assets/{listed.name}", "/404.html"}
    for kind in ("assets/*.css", "fonts/*.woff2"):
        around |= {str(one.relative_to(built / "site")) for one in (built / "site").glob(kind)}
    heavy = {}
    for name, route in told["routes"].items():
        files = around | {
            file for one in (*every, route) for file in (one["module"], *one["imports"])
        }
        heavy[name] = sum(map(size, files))
    assert {"routes/_index", "routes/[projects].[new]._index"} <= set(heavy)
    assert {name: found for name, found in heavy.items() if found > MOST_OF_OTHERS - PICTURES} == {}


def test_every_plan_is_shown_as_it_is_enforced(visit):
    page = visit("/pricing")
    shown = page.locator(".plans").inner_text()
    for plan in PLANS.values():
        if plan.name != "guest":
            assert plan.label in shown
            assert f"${plan.price / 100:g}" in shown.replace("$9.99", "$9.99")
    assert "3 credits a month" in shown


def test_what_is_not_there_says_so(visit, seen):
    seen.allowed.append("404")
    page = visit("/no/such/page")
    assert page.title() == "No such page"
    page.get_by_role("link", name="To the first page").click()
    page.wait_for_url("**/")
    assert page.get_by_role("heading", level=1).inner_text() != ""


def test_somebody_who_is_signed_in_is_led_on(visit, person):
    page = visit("/", person("land-ann@example.com"))
    assert (
        page.get_by_role("link", name="Start a film").first.get_attribute("href") == "/projects/new"
    )
    assert page.get_by_role("button", name="Your account").is_visible()
