"""The page of a project: the making, live; the player; who may see it, and who may not."""

from __future__ import annotations

import uuid

import pytest
from sqlmodel import select

from filmstudio.services.projects import sharing
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, Mail, Render
from state.base import AppState
from state.project import ProjectState
from tests import halfway
from tests.pages.stand import PHONE, Socket, unreachable, until


def address(project_id: uuid.UUID) -> str:
    return f"/projects/{project_id}"


@pytest.fixture
def ines(person):
    made = []

    def one():
        made.append(person(f"project-{uuid.uuid4().hex[:8]}@example.com", name="Ines Okafor"))
        return made[-1]

    return one()


def opened(house, who, project: uuid.UUID, until: str) -> tuple[Socket, dict[str, object]]:
    """A tab without a browser that has opened the page of a project."""
    tab = Socket(house, who)
    tab.do(AppState.arrive, "person", path=address(project))
    return tab, tab.do(ProjectState.open, until, path=address(project))


def so_far(page, shot: str, share: float) -> None:
    """Waits until the bar of a shot that is filmed covers a share of its frame."""
    found = f"""() => {{
        const shots = [...document.querySelectorAll(".making-scenes button")];
        const frame = shots.find((one) => one.innerText.startsWith("{shot}")).querySelector(".is-rendering");
        if (!frame) return false;
        const moved = new DOMMatrix(getComputedStyle(frame, "::after").transform).m41;
        return Math.abs(1 + moved / frame.clientWidth - {share}) < 0.01;
    }}"""
    until(page, found)


def test_a_film_is_watched_while_it_is_made(ines, visit):
    project, render = halfway.half_made(ines.actor)
    page = visit(address(project), ines)
    page.get_by_role("heading", name="The last ferry", level=1).wait_for()
    strip = page.get_by_role("region", name="Shots")
    assert strip.get_by_role("button").count() == 4
    assert "Filming" in strip.get_by_role("button", name="1B").inner_text()
    lines = page.get_by_role("region", name="Lines", exact=True)
    assert "This is line 1, 1." in lines.inner_text()
    assert "This is line 2, 2." not in lines.inner_text()
    assert unreachable(page) == []

    # Progress within a shot, then a line that was recorded, then a picture: as they come.
    task = {"stage": "animate", "unit": "s1-2", "part": 0.5, "note": ""}
    halfway.tell(render, task, part=0.41, left=100.0)
    page.get_by_text("About 1 min 40 s left").wait_for()
    assert page.get_by_role("progressbar", name="The film").get_attribute("aria-valuenow") == "41"
    so_far(page, "1B", 0.5)
    halfway.tell(render, task | {"unit": halfway.ODD, "part": 0.25}, part=0.42)
    so_far(page, "2B", 0.25)
    halfway.works(render, ("speak", "l12", "done"), ("animate", "s1-2", "done"))
    halfway.tell(render)
    page.get_by_role("button", name="Hear the line of 1B").wait_for()
    strip.get_by_role("button", name="1B").locator("img").wait_for()

    # A shot can be looked at, and what is ready be played.
    strip.get_by_role("button", name="1A").click()
    page.get_by_text("You chose shot 1A").wait_for()
    page.get_by_role("button", name="Play what’s ready").click()
    page.get_by_role("region", name="What is ready").locator("video").wait_for()
    page.keyboard.press("Escape")

    # After a reload everything is as it was, and the end comes by itself.
    page.reload()
    page.get_by_role("button", name="Hear the line of 1B").wait_for()
    halfway.finish(render)
    page.get_by_role("region", name="Player: The last ferry").wait_for()
    assert page.get_by_text("The film is finished.").count() == 1


def test_the_making_is_stopped_and_tried_again(ines, visit):
    project, render = halfway.half_made(ines.actor)
    page = visit(address(project), ines, size=PHONE, theme="light")
    page.get_by_role("button", name="Stop making").click()
    asked = page.get_by_role("alertdialog")
    assert "What is made so far is kept" in asked.inner_text()
    asked.get_by_role("button", name="Stop").click()
    page.get_by_role("heading", name="The making was stopped").wait_for()
    assert unreachable(page) == []
    with database().reading() as session:
        assert session.get_one(Render, render).state == "cancelled"
    page.get_by_role("button", name="Try again").click()
    # It has no script: the service says so, and the page its sentence.
    page.get_by_text("The project has no script yet.").wait_for()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE[0]


def test_a_film_is_played_from_its_lines_and_by_keys(ines, visit):
    project, _ = halfway.finished(ines.actor)
    page = visit(address(project), ines)
    player = page.get_by_role("region", name="Player: The last ferry")
    player.wait_for()
    page.get_by_role("button", name="This is line 2, 1.").click()
    page.locator(".said [aria-current]").get_by_text("This is line 2").wait_for()
    video = page.locator("video")
    for _ in range(200):
        if video.evaluate("video => video.currentTime") >= 0.9:
            break
        page.wait_for_timeout(50)
    assert video.evaluate("video => video.currentTime") >= 0.9
    video.evaluate("video => video.pause()")
    assert "Kitchen" in page.locator(".chs [aria-current]").inner_text()
    scrub = player.get_by_role("slider", name="Position")
    scrub.focus()
    page.keyboard.press("0")
    assert scrub.get_attribute("aria-valuetext") == "0:00 of 0:02, chapter 1, Harbour"
    page.keyboard.press("ArrowRight")
    assert (scrub.get_attribute("aria-valuetext") or "").startswith("0:02 of 0:02")
    page.keyboard.press(">")
    assert video.evaluate("video => video.playbackRate") == 1.25
    page.keyboard.press("m")
    assert video.evaluate("video => video.muted") is True
    page.keyboard.press("0")
    player.get_by_role("button", name="Captions: ").click()
    page.get_by_role("menuitemradio", name="Off").click()
    assert player.locator(".cap").count() == 0
    page.keyboard.press("Escape")
    scrub.focus()
    page.keyboard.press("c")
    player.locator(".cap").get_by_text("This is line 1, 1.").wait_for()
    player.get_by_role("button", name="Speed: 1.25×").click()
    page.get_by_role("menuitemcheckbox", name="Single-letter keys").click()
    page.locator("body").evaluate("body => document.activeElement.blur()")
    page.keyboard.press("m")
    assert video.evaluate("video => video.muted") is True
    assert unreachable(page) == []
    with page.expect_download() as got:
        page.get_by_role("link", name="Download: Captions, SRT").click()
    assert got.value.suggested_filename == "The-last-ferry-en.srt"


def test_a_film_is_shared(ines, visit):
    project, _ = halfway.finished(ines.actor)
    page = visit(address(project), ines)
    page.get_by_role("button", name="Share", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Unlisted").click()
    dialog.get_by_text("/films/the-last-ferry-").wait_for()
    dialog.get_by_label("Send to an e-mail address").fill("nobody")
    dialog.get_by_role("button", name="Send the link").click()
    dialog.get_by_text("That is not an e-mail address.").wait_for()
    dialog.get_by_label("Send to an e-mail address").fill("friend@example.com")
    dialog.get_by_role("button", name="Send the link").click()
    page.get_by_text("Sent. The link is good for 7 days.").wait_for()
    assert unreachable(page) == []
    with database().reading() as session:
        assert session.exec(select(Mail).where(Mail.to == "friend@example.com")).one()


def test_a_viewer_watches_and_changes_nothing(ines, person, visit, house):
    project, render = halfway.half_made(ines.actor)
    ben = person("project-ben@example.com")
    with database().transaction() as session:
        session.add(Collaborator(project_id=project, user_id=ben.user.id, role="viewer"))
    page = visit(address(project), ben, size=PHONE)
    page.get_by_role("region", name="Shots").wait_for()
    assert page.get_by_role("button", name="Stop making").count() == 0
    tab, there = opened(house, ben, project, "mode")
    assert there["mode"] == "making"
    told = tab.do(ProjectState.stop, "problem", path=address(project))
    tab.close()
    assert "may watch this project, not change it" in told["problem"]
    with database().reading() as session:
        assert session.get_one(Render, render).state == "processing"


def test_strangers_hear_nothing_whatever_they_send(ines, person, house):
    project, render = halfway.half_made(ines.actor)
    eve = person("project-eve@example.com")
    tab, there = opened(house, eve, project, "missing")
    assert there["missing"] is True
    assert not there.get("scenes")
    halfway.tell(render, {"stage": "animate", "unit": "s1-2", "part": 0.7, "note": ""}, part=0.6)
    halfway.tell(render)
    heard = tab.do(ProjectState.ask_about, "asking", what="reel")
    assert not heard.keys() & {"percent", "scenes", "lines", "said"}
    for event, given in ((ProjectState.share, {"visibility": "public"}), (ProjectState.make, {})):
        assert tab.do(event, "problem", **given)["problem"]
    tab.close()
    with database().reading() as session:
        assert session.exec(select(Render).where(Render.project_id == project)).one()
        assert sharing.page_of(session.get_one(halfway.Project, project)) == ""


def test_who_is_taken_off_a_project_hears_no_more(ines, person, house):
    project, render = halfway.half_made(ines.actor)
    ben = person("project-off@example.com")
    with database().transaction() as session:
        role = Collaborator(project_id=project, user_id=ben.user.id, role="editor")
        session.add(role)
    tab, _ = opened(house, ben, project, "mode")
    halfway.tell(render, part=0.5)
    assert tab.hear("percent", 50)
    tab.do(ProjectState.ask_about, "asking", what="")
    with database().transaction() as session:
        sharing.dismiss(session, ines.actor, project, ben.user.id)
    halfway.tell(render, part=0.9)
    other, _ = opened(house, ines, project, "mode")
    assert other.hear("percent", 90)
    other.close()
    assert "percent" not in tab.do(ProjectState.ask_about, "asking", what="reel")
    tab.close()
