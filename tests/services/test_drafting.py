"""Drafts: steps that are kept, undone across reloads, and never over somebody else's work."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from sqlmodel import select

from filmstudio.engine.local import pin_document
from filmstudio.errors import BadInput, Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services.actor import GUEST, Actor
from filmstudio.services.projects import drafting, drafts_kept, storyboards
from filmstudio.services.projects import versions as versions_
from filmstudio.services.projects.drafts_kept import Clash
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import Collaborator, Draft, Project, Render, Step, Version
from tests.film.test_edits import BOARD
from tests.services.renders.studio_of import person


@pytest.fixture
def ann(studio) -> Actor:
    return person()


@pytest.fixture
def project(ann) -> uuid.UUID:
    with database().transaction() as session:
        project = Project(owner_id=ann.user(), title="Tide")
        session.add(project)
        session.flush()
        storyboards.add(session, project, BOARD, ann)
    return project.id


def joined(project: uuid.UUID, name: str, role: str = "editor") -> Actor:
    actor = person(f"{name}@example.com")
    with database().transaction() as session:
        session.add(Collaborator(project_id=project, user_id=actor.user(), role=role))
    return actor


def say(actor: Actor, project: uuid.UUID, line: str, text: str, **more: Any) -> drafting.Opened:
    return drafting.edit(actor, project, {"do": "set_line", "line": line, "text": text}, **more)


def text(draft: drafting.Opened, line: str) -> str:
    return next(one.text for one in draft.storyboard.lines() if one.id == line)


def versions(project: uuid.UUID) -> list[int]:
    with database().reading() as session:
        found = select(Version.number).where(Version.project_id == project)
        return sorted(session.exec(found).all())


def test_a_draft_is_opened_edited_undone_and_made_again(ann, project):
    draft = drafting.opened(ann, project)
    assert (draft.revision, draft.version, draft.paper, draft.next_paper) == (0, 1, "White", "Blue")
    assert (draft.can_undo, draft.changed) == (False, ())
    draft = say(ann, project, "l3", "Do you hear it?", seen=0)
    assert (draft.revision, draft.changed) == (1, ("s2.1",))
    draft = drafting.edit(ann, project, {"do": "delete_shot", "shot": "s2.2"}, seen=1)
    assert draft.changed_parts == ("shot.s2.1", "shot.s2.2", "shots.s2")
    assert drafting.opened(ann, project) == draft
    for _ in range(2):
        assert drafting.opened(ann, project).can_undo
        draft = drafting.undo(ann, project)
    assert draft.storyboard.model_dump_json() == BOARD.model_dump_json()
    assert (draft.can_undo, draft.can_redo, draft.changed) == (False, True, ())
    with pytest.raises(Conflict, match="nothing to undo"):
        drafting.undo(ann, project)
    assert text(drafting.redo(ann, project), "l3") == "Do you hear it?"
    assert len(drafting.redo(ann, project).storyboard.scenes[1].shots) == 2
    drafting.undo(ann, project)
    say(ann, project, "l4", "Another way.")
    with pytest.raises(Conflict, match="nothing to redo"):
        drafting.redo(ann, project)
    assert versions(project) == [1]


def test_typing_is_one_step_and_pausing_is_two(ann, project, monkeypatch):
    for words in ("D", "Do", "Do you"):
        draft = say(ann, project, "l3", words)
    assert (text(draft, "l3"), draft.revision) == ("Do you", 3)
    monkeypatch.setattr(drafting, "TOGETHER", drafting.TOGETHER * 0)
    say(ann, project, "l3", "Do you see?")
    assert text(drafting.undo(ann, project), "l3") == "Do you"
    assert text(drafting.undo(ann, project), "l3") == "Do you remember?"
    assert not drafting.opened(ann, project).can_undo


def test_words_that_are_typed_back_leave_no_step(ann, project):
    say(ann, project, "l3", "Do")
    draft = say(ann, project, "l3", "Do you remember?")
    assert (draft.changed, draft.can_undo) == ((), False)


def test_steps_beyond_200_are_forgotten(ann, project, monkeypatch):
    monkeypatch.setattr(drafts_kept, "MOST_STEPS", 3)
    for number in range(5):
        drafting.edit(ann, project, {"do": "choose_take", "shot": "s2.1", "take": number + 1})
    draft = drafting.opened(ann, project)
    while draft.can_undo:
        draft = drafting.undo(ann, project)
    assert draft.storyboard.scenes[1].shots[0].take == 2
    with database().reading() as session:
        assert len(session.exec(select(Step).where(Step.kind == "edit")).all()) == 3


def test_takes_are_counted_by_what_was_drawn(ann, project):
    another = {"do": "draw_another", "shot": "s2.1"}
    for take in (1, 2, 3):
        draft = drafting.edit(ann, project, another)
        assert draft.storyboard.scenes[1].shots[0].take == take
    drafting.edit(ann, project, {"do": "choose_take", "shot": "s2.1", "take": 1})
    draft = drafting.edit(ann, project, another)
    assert (draft.storyboard.scenes[1].shots[0].take, draft.drawn) == (4, {"s2.1": 4})


def test_two_people_keep_both_their_work_where_it_is_apart(ann, project):
    bob = joined(project, "bob")
    say(ann, project, "l3", "Ann's words.", seen=0)
    draft = say(bob, project, "l4", "Bob's words.", seen=0)
    assert (text(draft, "l3"), text(draft, "l4")) == ("Ann's words.", "Bob's words.")
    # Each undoes his own.
    draft = drafting.undo(ann, project)
    assert (text(draft, "l3"), text(draft, "l4")) == ("Do you remember?", "Bob's words.")
    with pytest.raises(Conflict, match="nothing to undo"):
        drafting.undo(ann, project)


def test_people_who_save_at_the_same_moment_lose_nothing(ann, project):
    bob = joined(project, "bob")
    failed: list[Exception] = []

    def write(actor: Actor, line: str) -> None:
        try:
            for number in range(5):
                say(actor, project, line, f"{line} says {number}.")
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=pair) for pair in ((ann, "l3"), (bob, "l4"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    draft = drafting.opened(ann, project)
    assert (text(draft, "l3"), text(draft, "l4")) == ("l3 says 4.", "l4 says 4.")
    assert draft.revision == 10


def test_a_clash_tells_both_sides(ann, project):
    bob = joined(project, "bob")
    say(ann, project, "l3", "Ann's words.", seen=0)
    with pytest.raises(Clash) as told:
        say(bob, project, "l3", "Bob's words.", seen=0)
    (side,) = told.value.sides
    assert (side.part, told.value.revision) == ("shot.s2.1", 1)
    assert side.mine["lines"][0]["text"] == "Bob's words."
    assert side.theirs["lines"][0]["text"] == "Ann's words."
    assert text(drafting.opened(bob, project), "l3") == "Ann's words."
    assert text(say(bob, project, "l3", "Bob's words.", seen=1), "l3") == "Bob's words."
    with pytest.raises(Clash, match="to undo your step"):
        drafting.undo(ann, project)
    assert text(drafting.opened(ann, project), "l3") == "Bob's words."
    with pytest.raises(Clash, match="Load the page"):
        say(bob, project, "l3", "x", seen=99)


def test_a_draft_becomes_a_version_and_goes_on(ann, project):
    assert drafting.commit(ann, project) is None
    say(ann, project, "l3", "Committed.")
    version = drafting.commit(ann, project, "Another line")
    assert version is not None
    assert (version.number, version.note) == (2, "Another line")
    draft = drafting.opened(ann, project)
    assert (draft.version, draft.paper, draft.changed, draft.can_undo) == (2, "Blue", (), True)
    assert drafting.commit(ann, project) is None
    draft = drafting.undo(ann, project)
    assert (draft.changed, text(draft, "l3")) == (("s2.1",), "Do you remember?")
    draft = drafting.discard(ann, project)
    assert (draft.changed, text(draft, "l3")) == ((), "Committed.")
    assert text(drafting.undo(ann, project), "l3") == "Do you remember?"


def test_a_version_saved_beside_a_draft_stops_it(ann, project):
    say(ann, project, "l3", "Drafted.")
    other = BOARD.model_copy(update={"title": "Theirs"})
    with database().transaction() as session:
        storyboards.save(session, ann, project, other, expected=1)
    with pytest.raises(Clash) as told:
        say(ann, project, "l4", "More.")
    sides = {side.part: (side.mine, side.theirs) for side in told.value.sides}
    assert sides["film.title"] == ("The tide remembers", "Theirs")
    assert set(sides) == {"film.title", "shot.s2.1"}
    with pytest.raises(Clash):
        drafting.commit(ann, project)
    version = drafting.commit(ann, project, over=True)
    assert version is not None
    assert (version.number, version.storyboard["title"]) == (3, "The tide remembers")
    assert text(say(ann, project, "l4", "More."), "l3") == "Drafted."


def test_a_draft_is_given_up_for_a_version_saved_beside_it(ann, project):
    say(ann, project, "l3", "Drafted.")
    with database().transaction() as session:
        storyboards.save(
            *(session, ann, project, BOARD.model_copy(update={"title": "Theirs"})), expected=1
        )
    draft = drafting.discard(ann, project)
    assert (draft.storyboard.title, draft.version, draft.changed) == ("Theirs", 2, ())
    with database().transaction() as session:
        storyboards.save(
            *(session, ann, project, BOARD.model_copy(update={"title": "Again"})), expected=2
        )
    # Nothing is changed in it now, so it follows.
    assert drafting.opened(ann, project).storyboard.title == "Again"
    assert say(ann, project, "l3", "On.", seen=draft.revision).storyboard.title == "Again"


def test_an_old_version_comes_back_and_nothing_is_lost(ann, project):
    say(ann, project, "l3", "Second.")
    drafting.commit(ann, project)
    say(ann, project, "l3", "Not committed.")
    version = drafting.restore(ann, project, 1)
    assert (version.number, versions(project)) == (4, [1, 2, 3, 4])
    draft = drafting.opened(ann, project)
    assert (text(draft, "l3"), draft.changed, draft.paper) == ("Do you remember?", (), "Yellow")
    assert text(drafting.undo(ann, project), "l3") == "Not committed."
    with pytest.raises(NotFound):
        drafting.restore(ann, project, 9)


def test_the_studios_own_storyboard_is_the_first_draft(ann):
    with database().transaction() as session:
        project = Project(owner_id=ann.user(), title="Tide")
        session.add(project)
    with pytest.raises(NotFound, match="no storyboard yet"):
        drafting.opened(ann, project.id)
    store = artifacts()
    store.prepare()
    key = pin_document(store, "storyboard", BOARD).key
    with database().transaction() as session:
        session.add(
            Render(
                project_id=project.id,
                user_id=ann.user(),
                state="completed",
                result={"storyboard": key},
            )
        )
    draft = drafting.opened(ann, project.id)
    assert (draft.version, draft.paper, draft.next_paper) == (0, "White", "White")
    say(ann, project.id, "l3", "First edit.")
    version = drafting.commit(ann, project.id)
    assert version is not None
    assert version.number == 1
    long = drafting.edit(ann, project.id, {"do": "set_length", "shot": "s2.1", "seconds": 6})
    assert 0 < long.storyboard.scenes[1].shots[0].hold < 6


def test_who_may_do_what(ann, project):
    viewer, stranger = joined(project, "vic", "viewer"), person("eve@example.com")
    say(ann, project, "l3", "Seen.")
    assert text(drafting.opened(viewer, project), "l3") == "Seen."
    for forbidden in (drafting.undo, drafting.redo, drafting.discard, drafting.commit):
        with pytest.raises(Forbidden):
            forbidden(viewer, project)
        with pytest.raises(NotFound):
            forbidden(stranger, project)
    with pytest.raises(Forbidden):
        say(viewer, project, "l3", "No.")
    with pytest.raises(NotFound):
        say(stranger, project, "l3", "No.")
    with pytest.raises(SignInNeeded):
        drafting.opened(GUEST, project)


def test_what_is_no_command_is_told(ann, project):
    for wrong in (
        {"do": "sing"},
        {"do": "lock"},
        {"do": "choose_take", "shot": "s2.1", "take": -1},
    ):
        with pytest.raises(BadInput):
            drafting.edit(ann, project, wrong)
    with database().reading() as session:
        assert session.exec(select(Draft)).all() == []


def test_versions_are_listed_by_their_paper_and_compared(ann, project):
    say(ann, project, "l3", "Second.")
    drafting.commit(ann, project, "Another line")
    eve = person("eve@example.com")
    with database().reading() as session:
        found = versions_.listed(session, ann, project)
        assert [(one.number, one.paper, one.note, one.is_current) for one in found] == [
            (2, "Blue", "Another line", True),
            (1, "White", "", False),
        ]
        comparison = versions_.compare(session, ann, project, 1, 2)
        assert [(one.before, one.after) for one in comparison.differences] == [
            ("Do you remember?", "Second.")
        ]
        with pytest.raises(NotFound):
            versions_.compare(session, eve, project, 1, 2)


def test_a_film_is_made_of_the_draft_or_nothing_is_kept(ann, project):
    say(ann, project, "l3", "Make this.")
    found = drafting.foreseen(ann, project)
    assert len(found.shots) == len(BOARD.shots())
    render = drafting.make(ann, project, {"lines": 144}, "Made")
    assert (render.version, render.order["lines"], versions(project)) == (2, 144, [1, 2])
    say(ann, project, "l3", "And this.")
    with pytest.raises(Conflict, match="being made"):
        drafting.make(ann, project)
    assert versions(project) == [1, 2]
    assert drafting.opened(ann, project).changed == ("s2.1",)
