"""The storyboard editor in a browser: choosing, editing, moving, undoing, and what it refuses."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete
from sqlmodel import select

from filmstudio.film.storyboard import Storyboard
from filmstudio.services.previews.making import make_one
from filmstudio.services.projects import drafting, storyboards
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, Preview, Project, Render
from state.editor import EditorState, middle
from tests.film.test_edits import BOARD
from tests.pages.stand import PHONE, Guest, Socket, unreachable


@pytest.fixture
def film(house) -> Callable[..., uuid.UUID]:
    """Makes a project of somebody's with the storyboard of scenes s1 and s2."""

    def make(who: Guest, board: Storyboard = BOARD) -> uuid.UUID:
        with database().transaction() as session:
            project = Project(owner_id=who.user.id, title="Tide")
            session.add(project)
            session.flush()
            storyboards.add(session, project, board, who.actor)
            return project.id

    return make


def lines(who: Guest, project: uuid.UUID) -> list[str]:
    return [line.text for line in drafting.opened(who.actor, project).storyboard.lines()]


def order(who: Guest, project: uuid.UUID) -> list[list[str]]:
    board = drafting.opened(who.actor, project).storyboard
    return [[shot.id for shot in scene.shots] for scene in board.scenes]


def faces(page: Any) -> list[list[str]]:
    """The shots as they lie on the page, by scene."""
    return page.evaluate(
        "[...document.querySelectorAll('[data-scene]')].map(scene =>"
        " [...scene.querySelectorAll('[data-shot]')].map(shot => shot.dataset.shot))"
    )


def until(found: Callable[[], Any], wanted: Any) -> None:
    """Waits until something is as it should be; fails telling what it is instead."""
    deadline = time.monotonic() + 10
    while (is_now := found()) != wanted and time.monotonic() < deadline:
        time.sleep(0.02)
    assert is_now == wanted


def focused(page: Any) -> str:
    """What has the focus: the id of a shot, else the kind of element."""
    return page.evaluate(
        "document.activeElement.closest('[data-shot]')?.dataset.shot ?? document.activeElement.tagName"
    )


def open_board(visit: Any, who: Guest, project: uuid.UUID, **more: Any) -> Any:
    page = visit(f"/projects/{project}/edit", who, **more)
    page.wait_for_selector("[data-shot]")
    return page


def face(page: Any, shot: str) -> Any:
    return page.locator(f"[data-shot='{shot}'] [data-face]")


def test_a_line_is_edited_saved_priced_undone_and_there_after_a_reload(visit, person, film):
    ann = person("editor-line@example.com")
    project = film(ann)
    page = open_board(visit, ann, project)
    was = lines(ann, project)
    face(page, "s2.1").click()
    page.keyboard.press("Enter")
    field = page.locator("[data-inspector] textarea").first
    until(lambda: focused(page), "TEXTAREA")
    field.fill("Do you hear the tide?")
    page.locator("[data-shot='s2.1'] .star").wait_for()
    assert "Do you hear the tide?" in lines(ann, project)
    bar = page.locator(".ed-bar")
    bar.get_by_role("button", name="Make").wait_for()
    assert "5 shots will be made. About" in bar.inner_text()
    page.keyboard.press("Escape")
    assert focused(page) == "s2.1"
    page.reload()
    page.locator("[data-shot='s2.1'] .star").wait_for()
    page.get_by_role("button", name="Undo", exact=True).click()
    page.locator("[data-shot='s2.1'] .star").wait_for(state="detached")
    assert lines(ann, project) == was
    assert unreachable(page) == []

    # What a lost connection left in this tab is saved when its line is open again.
    left = '{"text": "Typed in a tunnel.", "over": "Do you remember?"}'
    page.evaluate("left => sessionStorage.setItem('filmstudio:unsaved:l3', left)", left)
    face(page, "s2.3").click()
    page.locator("[data-shot='s2.3'].sel").wait_for()
    face(page, "s2.1").click()
    until(lambda: "Typed in a tunnel." in lines(ann, project), True)

    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**/projects/{project}")
    with database().reading() as session:
        made = session.exec(select(Render).where(Render.project_id == project)).one()
    assert made.state == "queued"


def test_who_may_only_read_sees_the_storyboard_and_changes_nothing(visit, person, film):
    ann, bob = person("editor-read-a@example.com"), person("editor-read-b@example.com")
    project = film(ann)
    with database().transaction() as session:
        session.add(Collaborator(project_id=project, user_id=bob.user.id, role="viewer"))
    page = open_board(visit, bob, project)
    face(page, "s2.1").click()
    page.locator("[data-inspector] textarea[disabled]").first.wait_for()
    face(page, "s2.1").focus()
    page.keyboard.press("Delete")
    page.locator(".problem").wait_for()
    assert order(ann, project) == [["s1.title", "s1.1"], ["s2.1", "s2.2", "s2.3"]]
    assert not page.locator(".ed-bar").count()


def test_shots_are_moved_by_mouse_by_keys_and_by_the_grip(visit, person, film):
    ann = person("editor-move@example.com")
    project = film(ann)
    page = open_board(visit, ann, project)
    said = page.locator(".ed-board ~ [role=status]")

    # By mouse, into another scene: the line of 3 px shows where.
    source, target = face(page, "s1.1").bounding_box(), face(page, "s2.2").bounding_box()
    page.mouse.move(source["x"] + 40, source["y"] + 40)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 50, steps=8)
    page.mouse.move(target["x"] + 20, target["y"] + 50)
    line = page.locator(".ed-board > .drop")
    line.wait_for()
    assert line.bounding_box()["width"] == 3
    page.mouse.up()
    until(lambda: faces(page)[1], ["s2.1", "s1.1", "s2.2", "s2.3"])
    assert order(ann, project) == faces(page)
    said.filter(has_text="Shot 1B moved to 2 of 4, scene 2.").wait_for(state="attached")

    # By Alt and an arrow; the shot keeps the focus.
    face(page, "s2.3").click()
    page.keyboard.press("Alt+ArrowLeft")
    said.filter(has_text="moved to 3 of 4").wait_for(state="attached")
    assert faces(page)[1] == ["s2.1", "s1.1", "s2.3", "s2.2"]
    assert focused(page) == "s2.3"

    # By the grip: Space lifts, arrows move, Escape takes it back, Space puts it down.
    grip = page.get_by_role("button", name="Move 2C")
    grip.focus()
    page.keyboard.press("Space")
    said.filter(has_text="Shot 2C lifted.").wait_for(state="attached")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    said.filter(has_text="is back where it was").wait_for(state="attached")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    said.filter(has_text="moved to 1 of 4").wait_for(state="attached")
    assert order(ann, project)[1] == ["s2.3", "s2.1", "s1.1", "s2.2"] == faces(page)[1]


def test_keys_lock_split_delete_and_undo_and_letters_can_be_turned_off(visit, person, film):
    ann = person("editor-keys@example.com")
    project = film(ann)
    page = open_board(visit, ann, project)
    face(page, "s1.1").click()
    page.keyboard.press("Shift+K")
    page.locator("[data-shot='s1.1'] .lk").wait_for()
    page.keyboard.press("s")
    page.locator(".problem", has_text="Shot 1B is locked. Unlock it first.").wait_for()
    page.keyboard.press("Shift+K")
    page.locator("[data-shot='s1.1'] .lk").wait_for(state="detached")
    page.keyboard.press("s")
    until(lambda: len(faces(page)[0]), 3)
    page.keyboard.press("Control+z")
    until(lambda: len(faces(page)[0]), 2)

    page.keyboard.press("ArrowRight")
    page.locator("[data-shot='s2.1'].sel").wait_for()
    page.keyboard.press("Delete")
    page.locator(".toast", has_text="Shot deleted.").get_by_role("button", name="Undo").click()
    page.locator("[data-shot='s2.1']").wait_for()
    assert order(ann, project) == [["s1.title", "s1.1"], ["s2.1", "s2.2", "s2.3"]]

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="All keys")
    keys.get_by_role("switch").click()
    page.keyboard.press("Escape")
    keys.wait_for(state="detached")
    face(page, "s2.1").click()
    page.keyboard.press("Shift+K")
    page.keyboard.press("Alt+ArrowRight")  # still a key: it is no single letter
    until(lambda: faces(page)[1][0], "s2.2")
    assert not page.locator(".lk").count()

    # The switch is kept: for the next visit too.
    page.reload()
    face(page, "s2.1").click()
    page.keyboard.press("Shift+K")
    page.keyboard.press("Alt+ArrowRight")
    until(lambda: faces(page)[1][1], "s2.3")
    assert not page.locator(".lk").count()


def test_what_two_people_changed_is_shown_side_by_side(visit, person, film):
    ann, bob = person("editor-two-a@example.com"), person("editor-two-b@example.com", name="Bob")
    project = film(ann)
    with database().transaction() as session:
        session.add(Collaborator(project_id=project, user_id=bob.user.id, role="editor"))
    page = open_board(visit, ann, project)
    face(page, "s2.1").click()
    field = page.locator("[data-inspector] textarea").first
    field.wait_for()
    until(field.input_value, "Do you remember?")
    drafting.edit(bob.actor, project, {"do": "set_line", "line": "l3", "text": "Bob was here."})
    field.fill("Ann was here.")
    both = page.get_by_role("dialog", name="Two people changed this")
    both.wait_for()
    assert "Ann was here." in both.inner_text()
    assert "Bob was here." in both.inner_text()
    assert "Bob was here." in lines(ann, project)
    both.get_by_role("button", name="Keep yours").click()
    both.wait_for(state="detached")
    page.locator("[data-shot='s2.1'] .ed-line", has_text="Ann").wait_for()
    assert "Ann was here." in lines(ann, project)


def test_on_a_phone_the_inspector_is_a_sheet_and_a_refusal_gives_the_value_back(
    visit, person, film
):
    ann = person("editor-phone@example.com")
    project = film(ann)
    page = open_board(visit, ann, project, size=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    sheet = page.locator("[data-inspector]")
    assert not sheet.is_visible()
    face(page, "s2.1").click()
    sheet.wait_for()
    assert sheet.bounding_box()["height"] <= PHONE[1] * 0.86 + 1
    field = sheet.locator("textarea").first
    field.fill("   ")
    field.blur()
    sheet.get_by_text("A line needs words. Write some, or delete the line.").wait_for()
    assert field.input_value() == "Do you remember?"
    assert unreachable(page) == []
    sheet.get_by_role("button", name="Close").click()
    sheet.wait_for(state="hidden")
    assert focused(page) == "s2.1"


def test_forged_events_of_strangers_change_and_tell_nothing(house, person, film):
    ann, eve = person("editor-own@example.com"), person("editor-eve@example.com")
    project = film(ann)
    was = lines(ann, project)
    where = f"/projects/{project}/edit"
    for who in (eve, None):
        tab = Socket(house, who)
        tab.do(EditorState.arrive, "lang", path=where)
        if who is not None:
            told = tab.do(EditorState.open, "problem", path=where)
            assert told["problem"] == "There is no such project."
            assert "The tide" not in str(told)
        state = EditorState.get_full_name()
        internal = "reflex___state____state.reflex___state____update_vars_internal_state"
        given = {f"{state.rpartition('.')[0]}.project": str(project)}
        tab.send(f"{internal}.update_vars_internal", vars=given)
        told = tab.do(
            EditorState.do,
            "problem",
            path=where,
            command={"do": "delete_shot", "shot": "s2.1"},
            field="",
        )
        assert told["problem"]
        tab.close()
    assert lines(ann, project) == was


def test_a_choice_and_an_edit_send_what_they_change_and_not_the_whole_board(house, person, film):
    ann = person("editor-bytes@example.com")
    scene, shot = BOARD.scenes[1], BOARD.scenes[1].shots[0]
    line = shot.lines[0]
    scenes = tuple(
        scene.model_copy(
            update={
                "id": f"a{number}",
                "shots": tuple(
                    shot.model_copy(
                        update={
                            "id": f"a{number}.{at}",
                            "lines": (line.model_copy(update={"id": f"l{number}.{at}"}),),
                        }
                    )
                    for at in range(10)
                ),
            }
        )
        for number in range(6)
    )
    project = film(ann, BOARD.model_copy(update={"scenes": scenes}))
    tab, where = Socket(house, ann), f"/projects/{project}/edit"
    size = lambda changed: len(json.dumps(changed))  # noqa: E731
    tab.do(EditorState.arrive, "lang", path=where)
    whole = tab.do(EditorState.open, "rate", path=where)
    assert size({name: whole[name] for name in whole if name.startswith("shelf_")}) > 15_000
    assert size(tab.do(EditorState.choose, "sheet", path=where, id="a3.3")) < 4000
    said = {"line": "l3.3", "text": "Do you hear the tide?"}
    edited = tab.do(EditorState.set_line, "rate", path=where, **said)
    tab.close()
    assert lines(ann, project)[33] == "Do you hear the tide?"
    assert "Do you hear the tide?" in str(edited)
    assert size(edited) < 8000
    assert len([name for name in edited if name.startswith("shelf_")]) == 1
    assert "scenes" not in edited


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Do you hear it? It is the sea.", "Do you hear it?"),
        ("No. I will not go there again, not for all the gold", "No. I will not go there again,"),
        ("one two three four", "one two"),
        ("山の上に雪が降る", "山の上に"),
    ],
)
def test_a_line_is_split_after_a_sentence_near_its_middle_else_between_words(text: str, first: str):
    assert text[: middle(text)].strip() == first


def test_pictures_appear_and_a_line_is_heard_before_the_film_is_made(visit, person, film):
    with database().transaction() as session:
        session.execute(delete(Preview))  # what pages of other tests asked for
    ann = person("editor-look@example.com")
    shot = BOARD.scenes[1].shots[0]
    line = shot.lines[0].model_copy(update={"text": "Yes.", "pause_after": 0.1})
    shot = shot.model_copy(update={"lines": (line,), "lead": 0.1, "hold": 0.1})
    scene = BOARD.scenes[1].model_copy(update={"shots": (shot,)})
    short = BOARD.model_copy(update={"scenes": (scene,)})
    project = film(ann, short)
    page = open_board(visit, ann, project)
    for asked in ("pictures", "voice"):
        if asked == "voice":
            face(page, "s2.1").click()
            page.get_by_role("button", name="Hear the line").click()
        until(make_one, True)  # as a worker of the fleet does
        if asked == "pictures":
            page.locator("[data-shot='s2.1'] img").wait_for()
    page.locator(".ed-voice .wv svg").wait_for()
    loaded = "document.querySelector(\"[data-shot='s2.1'] img\").naturalWidth"
    until(lambda: page.evaluate(loaded) > 0, True)
    face(page, "s2.1").focus()
    page.keyboard.press("Space")
    until(make_one, True)
    page.locator(".ed-monitor video").wait_for()
    playing = "document.querySelector('.ed-monitor video').currentTime"
    until(lambda: page.evaluate(playing) > 0.1, True)


def test_a_voice_a_take_captions_and_a_version_are_chosen_in_dialogs(visit, person, film):
    ann = person("editor-cast@example.com")
    project = film(ann)
    page = open_board(visit, ann, project)
    face(page, "s2.1").click()
    page.keyboard.press("d")
    page.locator(".ed-take").nth(1).wait_for()
    page.keyboard.press("1")
    page.locator(".ed-take[aria-pressed=true]", has_text="1").wait_for()
    page.get_by_role("button", name="Cast").first.click()
    cast = page.get_by_role("dialog", name="Cast")
    cast.get_by_role("button", name="Voice of Mara").click()
    page.get_by_role("menuitemradio", name="Girl").click()
    cast.get_by_role("button", name="Voice of Mara: Girl").wait_for()
    cast.locator("li", has_text="Mara").locator("select").select_option("1.2")
    board = lambda: drafting.opened(ann.actor, project).storyboard  # noqa: E731
    until(lambda: board().character("mara").voice.rate, 1.2)
    assert board().character("mara").voice.name
    assert unreachable(page) == []
    page.keyboard.press("Escape")
    cast.wait_for(state="detached")
    page.get_by_role("button", name="More", exact=True).first.click()
    page.get_by_role("menuitem", name="Captions").click()
    page.get_by_role("dialog", name="Captions").locator("select").nth(1).select_option("top")
    until(lambda: board().captions.position, "top")
    page.keyboard.press("Escape")
    drafting.commit(ann.actor, project)
    page.get_by_role("button", name="Versions").first.click()
    versions = page.get_by_role("dialog", name="Versions")
    versions.get_by_role("button", name="Compare").click()
    versions.get_by_text("Mara").first.wait_for()
    versions.get_by_role("button", name="Restore").click()
    until(lambda: board().captions.position, "bottom")


def test_a_shot_is_moved_by_touch_after_it_was_held(visit, person, film):
    ann = person("editor-touch@example.com")
    project = film(ann)
    page = open_board(visit, ann, project, size=PHONE)
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    page.locator("[data-shot='s2.1']").scroll_into_view_if_needed()
    start, end = face(page, "s2.1").bounding_box(), face(page, "s2.2").bounding_box()
    x, y, far = start["x"] + 60, start["y"] + 40, end["y"] - start["y"] + 40
    touch("touchStart", (x, y))
    page.locator("[data-shot='s2.1'].lifted").wait_for()
    for part in range(1, 9):
        touch("touchMove", (x, y + far * part / 8))
    touch("touchEnd")
    until(lambda: faces(page)[1], ["s2.2", "s2.1", "s2.3"])
    assert order(ann, project) == faces(page)
    assert not page.locator("[data-inspector]").is_visible()
