"""Tests of the page for new films: written, read, kept, brought from files, and made."""

from __future__ import annotations

import re
import time

import pytest
from sqlmodel import select

from filmstudio.services import productions, scripts
from filmstudio.services.previews import making
from filmstudio.services.projects.keeping import Wanted
from filmstudio.services.samples import sample
from filmstudio.store.db import database
from filmstudio.store.tables import File, Preview, Project, Render
from state.new import NewState
from state.new_shown import found_of, seconds_of
from tests.pages.stand import PHONE, Socket, live, unreachable

TIDE = """\
EXT. TEMPLE VILLAGE - MORNING

A bell rings, once.

NARRATOR
In a village by the sea, every morning began with a prayer.

EXT. BEACH - DUSK, RAIN

MARA
Do you remember what we wrote in the sand?

SAM
Our names. The tide took them.
"""


def write(page, text: str) -> None:
    page.get_by_role("textbox", name="Script").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def draft_of(who):
    with database().reading() as session:
        return scripts.opened(session, who.actor)


def wait_for_save(page) -> None:
    page.locator(".new-saved", has_text=re.compile(r"Saved \d")).wait_for()


def eventually(look) -> bool:
    """Whether it comes true; half a minute is enough on a busy machine."""
    return any(look() or time.sleep(0.1) for _ in range(300))


def spoken_for(who) -> bool:
    """Whether the one preview that a person asked for is made; makes the previews that wait."""
    making.make_one()
    with database().reading() as session:
        asked = session.exec(select(Preview).where(Preview.owner_id == who.user.id)).one_or_none()
    if asked is None or asked.state == "queued":
        return False  # others may wait before it
    assert (asked.state, asked.error) == ("ready", "")
    return True


WEIGHT = "performance.getEntries().reduce((sum, one) => sum + (one.transferSize ?? 0), 0)"
PASTE = """(node, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  node.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_a_script_is_read_while_it_is_written_kept_and_made(visit, person, seen):
    ann = person("new-ann@example.com")
    page = visit("/projects/new", ann)
    assert page.get_by_role("heading", name="A page becomes shots.").is_visible()
    write(page, TIDE)
    page.locator(".new-scenes li").nth(1).wait_for()
    assert page.locator(".new-slate dd").all_inner_texts()[::2] == ["2", "3"]
    assert page.locator(".new-cast .h2").all_inner_texts() == ["Narrator", "Mara", "Sam"]
    page.locator(".new-face img").nth(1).wait_for()
    assert page.locator(".new-face img").count() == 2
    assert page.locator(".m-c", has_text="MARA").count() >= 1
    assert page.locator(".m-p", has_text="BEACH").count() == 1
    assert page.locator(".m-s", has_text="bell").count() == 1
    assert "2B" in page.locator(".tram > b").all_inner_texts()
    assert page.locator(".numbered").first.get_attribute("data-no") == "1"
    assert page.locator(".cue").count() == 3
    assert unreachable(page) == []

    page.get_by_role("button", name="Look Cinematic").click()
    page.get_by_role("menuitemradio", name="Anime").click()
    page.get_by_role("button", name=re.compile("^Voice of Mara")).click()
    page.get_by_role("menuitemradio", name="Old woman").click()
    page.get_by_role("button", name="Voice of Mara: Old woman").wait_for()
    page.get_by_role("button", name=re.compile("^Length")).click()
    page.get_by_role("menuitem", name="Another length…").click()
    page.get_by_label("Length", exact=True).fill("9")
    page.get_by_role("button", name="Set the length").click()
    page.get_by_text("Write a length from 0:30 to 5:00").wait_for()
    page.get_by_label("Length", exact=True).fill("0:40")
    page.get_by_role("button", name="Set the length").click()
    page.get_by_role("button", name="Length 40 s").wait_for()
    page.get_by_text("0:40", exact=True).wait_for()
    wait_for_save(page)

    with page.expect_response(re.compile(r"/voice\.m4a$")) as spoken:
        page.get_by_role("button", name="Hear Mara").click()
        assert eventually(lambda: spoken_for(ann))
    assert spoken.value.ok

    seen.allowed.append("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.get_by_role("textbox", name="Script").press("ControlOrMeta+End")
    page.keyboard.insert_text("\nMARA\nAnd gave them back.\n")
    page.get_by_text("Not saved yet. We’ll keep trying.").wait_for()
    page.context.set_offline(False)
    assert eventually(lambda: "gave them back" in draft_of(ann).text)

    page.reload()
    live(page)
    page.locator(".cm-line", has_text="Our names.").wait_for()
    page.get_by_role("button", name="Look Anime").wait_for()
    page.locator(".new-scenes li").nth(1).wait_for()
    page.get_by_role("button", name="Make the film").click()
    seen.allowed.append("404")  # until its page is there
    page.wait_for_url(re.compile("/projects/[0-9a-f-]{36}"))
    with database().reading() as session:
        project = session.exec(select(Project).where(Project.owner_id == ann.user.id)).one()
        render = session.exec(select(Render).where(Render.project_id == project.id)).one()
    assert page.url.endswith(str(project.id))
    assert (project.order["style"], project.order["duration"]) == ("anime", 40.0)
    assert render.order["voices"]["mara"]["name"].endswith("+tremble")
    assert draft_of(ann) is None


def test_a_guest_keeps_the_words_while_signing_in(visit, house, person):
    page = visit("/projects/new", size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert page.evaluate(WEIGHT) < 400_000
    write(page, TIDE)
    page.locator(".new-scenes li").nth(1).wait_for()
    page.get_by_text("Kept in this browser").wait_for()
    page.get_by_role("button", name="Make the film").click()
    box = page.get_by_role("dialog", name="Make the film")
    assert box.get_by_role("link", name="Sign in").get_attribute("href") == (
        "/auth/login?then=/projects/new"
    )
    assert unreachable(page) == []
    ann = person("new-guest@example.com")
    page.context.add_cookies(
        [{"name": "filmstudio_session", "value": ann.cookie, "url": house.url, "httpOnly": True}]
    )
    page.goto("/projects/new")
    live(page)
    wait_for_save(page)
    assert draft_of(ann).text == TIDE


def test_two_tabs_do_not_overwrite_each_other(visit, person):
    ann = person("new-tabs@example.com")
    page = visit("/projects/new", ann)
    write(page, TIDE)
    wait_for_save(page)
    other = page.context.new_page()
    other.goto("/projects/new")
    live(other)
    other.locator(".cm-line", has_text="Our names.").wait_for()
    write(other, TIDE + "\nMARA\nIt kept them.\n")
    wait_for_save(other)
    other.get_by_text("5 shots").or_(
        other.locator(".new-cast", has_text="2 lines")
    ).first.wait_for()
    write(page, TIDE + "\nSAM\nIt did not.\n")
    page.get_by_text("You have another script here").wait_for()
    assert "It kept them." in draft_of(ann).text
    page.get_by_role("button", name="Open that one").click()
    page.locator(".cm-line", has_text="It kept them.").wait_for()
    page.get_by_text("You have another script here").wait_for(state="detached")


def test_files_are_brought_and_wrong_ones_say_what_to_do(visit, person, seen, tmp_path):
    ann = person("new-files@example.com")
    page = visit("/projects/new", ann, theme="light")
    chooser = page.locator("input[type=file]")
    picture = tmp_path / "holiday.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 no script")
    chooser.set_input_files(picture)
    alert = page.locator(".new-brought")
    alert.get_by_text("holiday.jpg is no script. Bring text, Fountain").wait_for()
    seen.allowed.append("422")
    forged = tmp_path / "forged.txt"
    forged.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    chooser.set_input_files(forged)
    alert.get_by_text("it is image/png").wait_for()
    ferry = tmp_path / "ferry.fountain"
    ferry.write_text(sample("the_last_ferry").text)
    chooser.set_input_files(ferry)
    page.locator(".new-scenes li").nth(2).wait_for()
    assert alert.inner_text() == ""
    wait_for_save(page)
    draft = draft_of(ann)
    with database().reading() as session:
        assert session.get_one(File, draft.file_id).name == "ferry.fountain"
    assert draft.file_text == scripts.sum_of(draft.text)


def test_a_long_text_in_any_script_is_kept(visit, person):
    ann = person("new-long@example.com")
    page = visit("/projects/new", ann)
    text = "படகு கடலுக்குப் போகிறது.\n" * 15_000
    page.locator(".cm-content").evaluate(PASTE, text)
    wait_for_save(page)
    assert len(draft_of(ann).text) == len(text)


def test_a_very_long_text_is_taken_and_told(visit):
    page = visit("/projects/new", lang="ar")
    page.locator(".cm-content").evaluate(PASTE, "A boat goes out to sea. " * 16_600)
    page.locator(".new-ask.bad").wait_for()
    page.locator(".cm-content").evaluate(PASTE, "And comes home again. " * 100)
    page.locator(".new-long").wait_for()
    assert page.locator(".new-host").get_attribute("dir") == "ltr"
    assert page.evaluate("document.documentElement.dir") == "rtl"


@pytest.fixture
def tab(house):
    opened: list[Socket] = []

    def make(who=None):
        opened.append(Socket(house, who))
        opened[-1].do(NewState.arrive, "person", path="/projects/new")
        opened[-1].do(NewState.open, "page", path="/projects/new")
        return opened[-1]

    yield make
    for one in opened:
        one.close()


def test_words_on_their_way_when_the_page_is_loaded_again_are_on_it(tab, person):
    ann = person("new-again@example.com")
    one = tab(ann)
    first = one.do(NewState.open, "page", path="/projects/new")["page"]
    again = one.do(NewState.open, "page", path="/projects/new")["page"]
    assert (again["opening"], again["text"]) == (first["opening"] + 1, "")

    late = {"text": TIDE, "n": 5, "base": 0, "page": first["n"], "opening": first["opening"]}
    shown = one.do(NewState.wrote, "page", written=late)["page"]
    assert (shown["text"], shown["taken"]) == (TIDE, False)
    assert shown["revision"] == draft_of(ann).revision

    told = {"text": TIDE + ".", "n": 6, "base": shown["revision"], "page": shown["n"]}
    mine = one.do(NewState.wrote, "page", written=told | {"opening": shown["opening"]})["page"]
    assert (mine["text"], mine["taken"]) == ("", True)
    one.hear("answered", 6)

    # Loaded again and written on: words from before are kept, and asked about, but not shown.
    late |= {"n": 7, "base": draft_of(ann).revision, "text": TIDE + " late", "page": mine["n"]}
    told = one.do(NewState.wrote, "answered", written=late)
    assert "page" not in told
    assert "saved" not in told
    assert draft_of(ann).text == TIDE + " late"


def test_forged_events_are_refused(tab, person):
    ann, eve = person("new-owner@example.com"), person("new-eve@example.com")
    theirs = productions.produce(ann.actor, Wanted(), TIDE)
    one = tab(eve)
    told = one.do(NewState.brought, "problem", file={"id": str(theirs.source_file_id)})
    assert "no such file" in told["problem"]
    told = one.do(NewState.wrote, "problem", written={"text": 1})
    assert "did not arrive whole" in told["problem"]
    told = one.do(NewState.choose, "problem", option="style", value="crayon")
    assert "style" in told["problem"]
    one.send(NewState.choose, option="duration", value="all night")
    one.send(NewState.choose, option="voices", value="{}")
    assert "no such sample" in one.do(NewState.use_sample, "problem", id="../x")["problem"]
    told = tab().do(NewState.make, "asks_sign_in", script={"text": TIDE})
    assert told["asks_sign_in"] is True
    assert draft_of(eve) is None


def test_places_are_counted_as_browsers_do():
    from filmstudio.services.reading.sketch import Asked, sketch

    text = "Title: \U0001f30a\U0001f30a\n\n" + TIDE
    found = found_of(sketch(Asked(text)), text, 1)
    units = text.encode("utf-16-le")
    words = [units[2 * start : 2 * end].decode("utf-16-le") for _, start, end in found["marks"]]
    assert "BEACH" in words
    assert "MARA" in words


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("75", 75),
        ("1:15", 75),
        (" 2:00 ", 120),
        ("", None),
        ("abc", None),
        ("1:x", None),
        ("-5", None),
    ],
)
def test_lengths_are_written_as_people_do(text, seconds):
    assert seconds_of(text) == seconds
