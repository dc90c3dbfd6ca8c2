"""Tests of the settings: what is secret goes to the API alone, and everything asks who is there."""

from __future__ import annotations

import pyotp
from sqlmodel import select

from filmstudio.services import provider_keys
from filmstudio.services.accounts import api_keys, sessions
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import LoginSession, User
from state.own_keys import OwnKeysState
from state.security import KeysState, SecurityState, device_of
from tests.pages.made import frame
from tests.pages.stand import PHONE, Socket, listen, unreachable, until


def forget_password(who) -> None:
    """The password was given too long ago."""
    with database().transaction() as session:
        for row in session.exec(select(LoginSession).where(LoginSession.user_id == who.user.id)):
            row.confirmed_at = None
            session.add(row)


def kept(who) -> User:
    with database().reading() as session:
        return session.get_one(User, who.user.id)


def test_a_second_step_is_set_up_and_its_secrets_pass_by_the_socket(visit, person, seen):
    seen.allowed.append("401")
    ann = person("set-second@example.com")
    forget_password(ann)
    page = visit("/settings/security", ann)
    frames = listen(page, "/settings/security")
    page.get_by_role("button", name="Set it up").click()
    dialog = page.get_by_role("dialog", name="Is it you?")
    dialog.get_by_label("Your password").fill("not this one at all")
    dialog.get_by_role("button", name="Go on").click()
    dialog.get_by_text("This is not your password.").wait_for()
    dialog.get_by_label("Your password").fill(ann.password)
    dialog.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Show the code to scan").click()
    secret = page.get_by_label("Secret for the app").input_value()
    picture = page.get_by_role("img", name="Code to scan with the app")
    assert picture.evaluate("i => i.decode().then(() => i.naturalWidth)") > 100
    assert unreachable(page) == []
    page.get_by_label("The six digits it shows").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="Switch it on").click()
    codes = page.get_by_role("dialog", name="Recovery codes").get_by_role("listitem")
    codes.nth(9).wait_for()
    shown = codes.all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    page.get_by_text("10 of 10 left").wait_for()
    assert kept(ann).totp_enabled_at is not None
    told = "".join(frames)
    assert "second_since" in told
    assert not [one for one in (secret, ann.password, *shown) if one in told]


def test_a_key_is_shown_once_and_revoked(visit, person):
    ann = person("set-key@example.com", plan="pro")
    page = visit("/settings/api", ann)
    frames = listen(page, "/settings/api")
    page.get_by_role("button", name="New API key").click()
    page.get_by_label("What is it for?").fill("build server")
    page.get_by_role("button", name="Read", exact=True).click()
    page.get_by_role("button", name="Make the key").click()
    secret = page.get_by_role("textbox", name="New API key").input_value()
    assert secret.startswith("fs_live_")
    assert secret not in "".join(frames)
    page.get_by_role("button", name="I have kept it").click()
    with database().reading() as session:
        (key,) = api_keys.keys(session, ann.actor)
    assert (key.name, key.scopes) == ("build server", ["read"])
    assert key.expires_at is not None
    page.get_by_role("button", name="Revoke build server").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    page.get_by_text("No program has a key yet.").wait_for()
    assert secret not in page.content()


def test_a_key_of_ones_own_is_kept_told_by_its_end_and_removed(visit, person, seen):
    seen.allowed.append("422")
    ann = person("set-own@example.com")
    page = visit("/settings/keys", ann, size=PHONE)
    frames = listen(page, "/settings/keys")
    page.get_by_role("button", name="Add key of Stability").click()
    page.get_by_label("Key", exact=True).fill("nonsense")
    page.get_by_role("button", name="Keep and test").click()
    page.get_by_text("A key of Stability begins with sk-.").wait_for()
    secret = "sk-" + "abcdefgh" * 4 + "Wq7z"
    page.get_by_label("Key", exact=True).fill(secret)
    page.get_by_role("button", name="Keep and test").click()
    page.get_by_text("Wq7z").wait_for()
    assert secret not in "".join(frames)
    with database().reading() as session:
        assert provider_keys.get(session, ann.actor, "stability").last4 == "Wq7z"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Remove Stability").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Add key of Stability").wait_for()
    # The last part of the settings is in sight among the others.
    page.goto("/settings/data")
    until(
        page,
        "(() => { const at = document.querySelector('.set-parts [aria-current=page]')"
        "?.getBoundingClientRect(); return at && at.left >= 0 && at.right <= innerWidth })()",
    )


def test_name_picture_letters_and_sessions_are_changed(visit, person, tmp_path):
    ann = person("set-profile@example.com", name="Ann")
    with database().transaction() as session:
        phone = Actor(user_agent="Mozilla/5.0 (iPhone) Safari/605", address="198.51.100.7")
        sessions.open_session(session, session.get_one(User, ann.user.id), phone, browser=True)
    page = visit("/settings", ann)
    page.get_by_label("Name").fill("Ann Archer")
    page.get_by_role("button", name="Save").click()
    page.locator(".toast", has_text="Saved.").wait_for()
    (tmp_path / "me.jpg").write_bytes(frame(3))
    page.locator("input[type=file]").set_input_files(tmp_path / "me.jpg")
    face = page.locator(".set-face img")
    face.wait_for()
    assert face.evaluate("i => i.decode().then(() => i.naturalWidth)") == 256
    assert kept(ann).name == "Ann Archer"
    assert unreachable(page) == []

    page.get_by_role("link", name="Notifications").click()
    page.get_by_role("switch", name="A film is finished").click()
    page.get_by_role("switch", name="A film is finished", checked=False).wait_for()
    assert kept(ann).notify == {"film_ready": False}

    page.get_by_role("link", name="Security").click()
    page.get_by_role("button", name="Sign out Safari on iPhone").click()
    page.locator(".toast", has_text="Signed out of Safari on iPhone.").wait_for()
    with database().reading() as session:
        assert len(sessions.living(session, ann.actor)) == 1


def test_an_account_is_closed_and_its_browser_is_out(visit, person):
    ann = person("set-leave@example.com")
    page = visit("/settings/data", ann)
    page.get_by_role("button", name="Close my account").click()
    dialog = page.get_by_role("dialog", name="Close the account?")
    assert "set-leave@example.com" in dialog.inner_text()
    dialog.get_by_role("button", name="Close my account").click()
    page.wait_for_url("**/")
    assert kept(ann).status == "deleted"
    page.goto("/settings/data")
    page.wait_for_url("**/auth/login**")


def test_what_is_another_persons_is_not_touched_by_forged_events(house, person):
    ann, bob = person("set-a@example.com", plan="pro"), person("set-b@example.com", plan="pro")
    with database().transaction() as session:
        mine = session.exec(select(LoginSession).where(LoginSession.user_id == ann.user.id)).one()
        who = Actor(ann.user.id, plan="pro", session_id=mine.id)
        key = api_keys.create(session, who, "mine", ["read"]).key
    tab = Socket(house, bob)
    tab.do(SecurityState.arrive, "person")
    assert "no such session" in tab.do(SecurityState.end, "problem", id=str(mine.id))["problem"]
    tab.send(KeysState.about, what="revoke", id=str(key.id))
    assert "no such key" in tab.do(KeysState.revoke, "problem")["problem"].lower()
    # A dialog that needs the password does not open by being asked for without it.
    forget_password(bob)
    assert tab.do(KeysState.ask_securely, "asking", what="leave")["asking"] == "password"
    told = tab.do(OwnKeysState.test, "problem", name="openai")
    assert "no key for OpenAI" in told["problem"]
    tab.close()
    with database().reading() as session:
        assert len(sessions.living(session, ann.actor)) == 1
        assert len(api_keys.keys(session, ann.actor)) == 1


def test_devices_are_told_by_browser_and_system():
    chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari/605.1"
    said = [device_of("en", one) for one in (chrome, edge, phone, "filmstudio-client/1.0", "")]
    assert said[:3] == ["Chrome on Linux", "Edge on Windows", "Safari on iPhone"]
    assert said[3:] == ["filmstudio-client", "Unknown device"]
