"""Tests of the components as a browser shows them, in the gallery."""

from __future__ import annotations

import re

import pytest

from tests.pages.stand import DESK, PHONE, unreachable

GALLERY = "/dev/components"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_everybody_can_use_them(visit, size):
    page = visit(GALLERY, size=size)
    assert unreachable(page, but=("landmark-unique", "landmark-no-duplicate-main")) == []


@pytest.mark.parametrize("width", [320, 390, 760, 1100])
def test_nothing_is_wider_than_the_screen(visit, width: int):
    page = visit(GALLERY, size=(width, 800))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_dialog_has_the_focus_and_gives_it_back(visit):
    page = visit(GALLERY)
    opener = page.get_by_role("button", name="Ask").first
    opener.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("alertdialog", name="Delete “Harbour lights”?")
    box.wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Keep it"
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('dialog, body').tagName") in (
            "DIALOG",
            "BODY",  # the browser's own controls, on the way round
        )
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == "Ask"


def test_a_menu_is_used_by_keys(visit):
    page = visit(GALLERY)
    page.get_by_role("button", name="Menu").first.focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("menu").wait_for()
    said = []
    for key in ("", "ArrowDown", "ArrowDown", "ArrowDown", "End", "Home"):
        if key:
            page.keyboard.press(key)
        said.append(page.evaluate("document.activeElement.textContent"))
    assert said == ["Duplicate", "Open", "Delete", "Duplicate", "Delete", "Duplicate"]
    page.keyboard.press("Escape")
    page.get_by_role("menu").wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menu"


def test_a_button_keeps_its_width_while_it_is_busy_and_a_toast_says_what_was_done(visit):
    page = visit(GALLERY)
    button = page.locator("button:has-text('Save')").first
    width = button.bounding_box()["width"]
    button.click()
    page.wait_for_selector(".btn[data-busy=true]")
    assert button.bounding_box()["width"] == width
    page.locator(".toast", has_text="Film saved.").wait_for()
    page.locator(".toast").get_by_role("button", name="Close").click()
    page.locator(".toast").wait_for(state="detached")


def test_what_went_wrong_is_a_sentence_that_stays(visit):
    page = visit(GALLERY)
    page.get_by_role("button", name="Say a problem").first.click()
    alert = page.get_by_role("alert")
    page.wait_for_selector(".problem")
    assert "Shorten it to 500" in alert.inner_text()
    alert.get_by_role("button", name="Close").click()
    page.wait_for_selector(".problem", state="detached")


def test_a_fault_is_noted_and_shown_without_its_inside(visit, house):
    page = visit(GALLERY)
    page.get_by_role("button", name="Break").first.click()
    page.wait_for_selector(".problem")
    assert "secret inside" not in page.content()
    assert "It was noted" in page.get_by_role("alert").inner_text()
    assert "broken on purpose" in house.logs


def test_the_language_changes_without_a_reload_and_is_there_at_once_next_time(visit):
    page = visit(GALLERY)
    page.evaluate("window.still = true")
    page.get_by_role("button", name=re.compile("^Language")).first.click()
    page.get_by_role("menuitemradio", name="العربية").click()
    page.wait_for_selector("html[lang=ar][dir=rtl]", state="attached")
    assert page.evaluate("window.still") is True
    page.reload(wait_until="commit")
    page.wait_for_selector("html[lang=ar][dir=rtl]", state="attached")
    page.wait_for_selector("html[data-live]", state="attached")
    assert page.evaluate("document.documentElement.dir") == "rtl"


def test_the_theme_changes_and_is_there_before_anything_is_shown_next_time(visit):
    page = visit(GALLERY, theme="dark")
    page.get_by_role("button", name=re.compile("^Theme")).last.click()
    page.get_by_role("menuitemradio", name="Light").click()
    page.wait_for_selector("html[data-theme=light]", state="attached")
    seen = page.context.new_page()
    seen.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first)"
        " window.first = document.documentElement.dataset.theme })"
        ".observe(document, { childList: true, subtree: true })"
    )
    seen.goto("/")
    assert seen.evaluate("window.first") == "light"


def test_a_password_can_be_shown(visit):
    page = visit(GALLERY)
    field = page.locator("#dark-secret")
    field.fill("seven green kettles")
    assert field.get_attribute("type") == "password"
    page.get_by_role("button", name="Show the password").first.click()
    assert field.get_attribute("type") == "text"
    assert field.input_value() == "seven green kettles"
