"""Tests of what every page knows: who is there, the language, the theme; and of forged events."""

from __future__ import annotations

import pytest

from filmstudio.services.accounts import sessions
from filmstudio.store.db import database
from filmstudio.store.tables import User
from state.base import AppState
from state.gallery import GalleryState
from tests.pages.stand import Socket, listen


@pytest.fixture
def socket(house):
    opened: list[Socket] = []

    def make(*given: object, **more: str) -> Socket:
        opened.append(Socket(house, *given, **more))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def kept(who) -> User:
    with database().reading() as session:
        return session.get_one(User, who.user.id)


def end_sessions(who) -> None:
    with database().transaction() as session:
        sessions.end_others(session, who.user.id)


def test_a_guest_is_nobody(socket):
    there = socket().do(AppState.arrive, "person")
    assert there["person"]["name"] == ""
    assert not there.get("signed_in")


def test_who_is_signed_in_is_shown_and_his_account_says_the_language(socket, person):
    ann = person("base-ann@example.com", name="Ann Archer", language="fr")
    there = socket(ann, **{"Accept-Language": "de"}).do(AppState.arrive, "lang")
    assert there["signed_in"] is True
    assert there["person"]["initials"] == "AA"
    assert there["lang"] == "fr"


def test_a_choice_is_kept_by_the_account(socket, person):
    ann = person("base-kept@example.com")
    tab = socket(ann)
    tab.do(AppState.arrive, "person")
    tab.do(AppState.speak, "lang", lang="ta")
    tab.do(AppState.light, "theme", theme="light")
    assert (kept(ann).language, kept(ann).theme) == ("ta", "light")


def test_what_is_no_language_or_theme_changes_nothing(socket, person):
    ann = person("base-odd@example.com")
    tab = socket(ann)
    tab.do(AppState.arrive, "person")
    tab.send(AppState.speak, lang="../../etc")
    tab.send(AppState.light, theme="<script>")
    tab.do(AppState.tell, "problem", text="That was the last.")
    assert (kept(ann).language, kept(ann).theme) == ("en", "system")


def test_an_event_of_an_ended_session_is_refused_and_told(socket, person):
    ann = person("base-ended@example.com")
    tab = socket(ann)
    tab.do(AppState.arrive, "person")
    tab.do(AppState.speak, "lang", lang="de")
    end_sessions(ann)
    told = tab.do(AppState.light, "problem", theme="dark")
    assert "melde dich" in told["problem"].lower()
    assert kept(ann).theme == "system"


def test_an_event_in_a_tab_that_was_opened_for_another_is_refused(socket, person):
    ann, bob = person("base-tab-a@example.com"), person("base-tab-b@example.com")
    tab = socket(ann)
    tab.do(AppState.arrive, "person")
    tab.close()
    stolen = socket(bob, tab.token)
    told = stolen.do(AppState.light, "problem", theme="dark")
    assert "Somebody else" in told["problem"]
    assert kept(ann).theme == kept(bob).theme == "system"
    assert stolen.do(AppState.arrive, "person")["person"]["email"] == "base-tab-b@example.com"


def test_what_somebody_left_in_a_tab_is_not_shown_to_the_next(socket, person):
    ann, bob = person("base-left-a@example.com"), person("base-left-b@example.com")
    tab = socket(ann)
    tab.do(AppState.arrive, "person")
    tab.do(GalleryState.float, "floating", what="keys")
    tab.close()
    again = socket(ann, tab.token)
    assert again.do("reflex___state____state.hydrate_and_load", "floating")["floating"] == "keys"
    again.close()
    there = socket(bob, tab.token).do("reflex___state____state.hydrate_and_load", "floating")
    assert there["floating"] == ""
    assert there["person"]["email"] == ""
    assert there["signed_in"] is False


def test_a_guest_who_claims_to_be_signed_in_is_refused(socket, person):
    ann = person("base-claimed@example.com")
    tab = socket()
    tab.do(AppState.arrive, "person")
    state = AppState.get_full_name()
    forged = {f"{state}.signed_in_rx_state_": True, f"{state}._whose": str(ann.user.id)}
    internal = "reflex___state____state.reflex___state____update_vars_internal_state"
    tab.send(f"{internal}.update_vars_internal", vars=forged)
    changed = tab.do(AppState.speak, "lang", lang="de")
    assert not changed.get("signed_in")
    assert kept(ann).language == "en"


def test_helpers_of_states_are_no_events():
    events = set(AppState.event_handlers)
    assert events >= {"arrive", "admit", "speak", "light", "tell", "dismiss"}
    assert not {name for name in events if name.startswith("_")}
    assert not events & {"read", "write"}


def test_the_cookie_never_reaches_the_page(visit, person):
    ann = person("base-cookie@example.com")
    page = visit("/", ann)
    frames = listen(page)
    assert any("base-cookie@example.com" in frame for frame in frames)
    assert not [frame for frame in frames if ann.cookie in frame]
    assert ann.cookie not in page.content()
    assert ann.cookie not in page.evaluate("document.cookie")


def test_a_page_that_another_person_opens_shows_nothing_of_the_first(visit, person, house):
    ann, bob = person("base-first@example.com"), person("base-next@example.com", name="Bob Bell")
    page = visit("/", ann)
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": sessions.COOKIE, "value": bob.cookie, "url": house.url, "httpOnly": True}]
    )
    page.reload()
    page.wait_for_selector("html[data-live]", state="attached")
    assert "base-first" not in page.content()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_theme_of_the_system_is_there_before_anything_is_shown(visit, theme: str):
    page = visit("/", theme=theme)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
