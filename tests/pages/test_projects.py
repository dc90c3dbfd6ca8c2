"""Tests of the list of films: found, narrowed, selected, copied, deleted and brought back."""

from __future__ import annotations

import uuid

import pytest

from filmstudio.services.projects import cards, covers
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Version
from state.projects import ProjectsState
from tests.pages.made import film
from tests.pages.stand import PHONE, Socket, unreachable


def titles(page) -> list[str]:
    return page.locator("main .filmcard .title").all_inner_texts()


def there(*ids: uuid.UUID) -> list[bool]:
    with database().reading() as session:
        return [session.get_one(Project, id).deleted_at is None for id in ids]


def says(id: uuid.UUID, *lines: str) -> None:
    """Gives a film the version that it is at, with these lines."""
    with database().transaction() as session:
        number = session.get_one(Project, id).version
        spoken = "\n".join(lines)
        session.add(Version(project_id=id, number=number, storyboard={}, spoken=spoken))


def test_films_are_found_selected_deleted_and_brought_back(visit, person):
    ann = person("projects-ann@example.com")
    ferry = film(ann, "The Last Ferry", picture=0, seconds=84, days=1)
    bus = film(ann, "The Night Bus", picture=8, days=2)
    film(ann, "The First Snow", picture=None, state="", draft=0, days=3)
    page = visit("/projects", ann)
    page.wait_for_selector("main .filmcard")
    assert titles(page) == ["The Last Ferry", "The Night Bus", "The First Snow"]
    pictures = page.locator("main .frame img")
    widths = [
        pictures.nth(at).evaluate("i => i.decode().then(() => i.naturalWidth)") for at in (0, 1)
    ]
    assert widths == [400, 400]
    assert page.locator("main .len").first.inner_text() == "1:24"
    assert unreachable(page) == []

    page.get_by_role("searchbox").fill("night")
    page.locator("main .filmcard", has_text="Ferry").wait_for(state="detached")
    assert titles(page) == ["The Night Bus"]
    says(ferry, "The lamp is out.", "Then we are the lamp.")
    page.get_by_role("searchbox").fill("are the LAMP")
    page.locator("main .found", has_text="Then we are the lamp.").wait_for()
    assert titles(page) == ["The Last Ferry"]
    page.get_by_role("searchbox").fill("nothing like it")
    page.get_by_text("No film is like this.").wait_for()
    page.get_by_role("button", name="Show everything").click()
    page.locator("main .filmcard").nth(2).wait_for()

    page.get_by_role("checkbox", name="Select The Last Ferry").click(force=True)
    page.get_by_role("checkbox", name="Select The Night Bus").click(force=True)
    page.get_by_text("2 selected").wait_for()
    page.get_by_role("button", name="Download").click()
    links = page.get_by_role("dialog").get_by_role("link")
    assert links.first.get_attribute("href") == f"/api/v1/projects/{ferry}/archive"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("alertdialog")
    assert "Delete 2 films?" in dialog.inner_text()
    assert dialog.get_by_role("button", name="Keep").evaluate("b => b === document.activeElement")
    dialog.get_by_role("button", name="Delete").click()
    page.locator(".toast", has_text="2 films deleted.").wait_for()
    assert titles(page) == ["The First Snow"]
    assert there(ferry, bus) == [False, False]
    page.get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="2 films are back.").wait_for()
    page.locator("main .filmcard").nth(2).wait_for()
    assert there(ferry, bus) == [True, True]


def test_a_phone_shows_them_too_and_the_list_of_nothing_says_what_to_do(visit, person):
    page = visit("/projects", person("projects-new@example.com"), size=PHONE, theme="light")
    page.get_by_role("heading", name="Nothing shot yet.").wait_for()
    assert page.get_by_role("link", name="Start a film").get_attribute("href") == "/projects/new"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert unreachable(page) == []


def test_films_of_others_are_neither_shown_nor_touched_nor_brought_back(house, person):
    ann, bob = person("projects-a@example.com"), person("projects-b@example.com")
    mine = film(ann, "Mine")
    tab = Socket(house, bob)
    tab.do(ProjectsState.arrive, "person")
    assert tab.do(ProjectsState.open, "opened").get("films", []) == []
    # What is not in his list cannot be selected; what is forged into an undo is refused.
    tab.send(ProjectsState.select, id=str(mine))
    tab.send(ProjectsState.delete_selected)
    told = tab.do(ProjectsState.restore, "problem", ids=[str(mine)])
    assert "no such project" in told["problem"]
    assert there(mine) == [True]
    told = tab.do(ProjectsState.restore, "problem", ids=["../../etc"])
    assert "no projects" in told["problem"]
    tab.close()


def test_a_choice_of_states_holds_what_the_cards_say(house, person):
    ann = person("projects-states@example.com")
    made = {
        "making": film(ann, "Going", picture=None, state="processing", part=0.5, left=40.0),
        "failed": film(ann, "Broken", picture=None, state="failed", error="No."),
        "finished": film(ann, "Done", picture=1),
        "draft": film(ann, "Words", picture=None, state="", draft=0),
    }
    with database().reading() as session:
        for state, id in made.items():
            found = cards.shelf(session, ann.actor, state=state)
            assert [(card.project.id, card.state) for card in found.cards] == [(id, state)]
            assert found.total == 1
        found = cards.shelf(session, ann.actor, sort="title", most=2)
        assert [card.project.title for card in found.cards] == ["Broken", "Done"]
        assert found.total == 4
        key = covers.cover(session, ann.actor, made["finished"])
    assert covers.picture(key)[8:12] == b"WEBP"


def test_a_cover_is_its_peoples(site, person):
    ann, bob = person("projects-cover@example.com"), person("projects-stranger@example.com")
    mine = film(ann, "Mine")

    def asked(who) -> int:
        headers = {"Cookie": f"filmstudio_session={who.cookie}"} if who else {}
        return site.get(f"/api/v1/projects/{mine}/cover", headers=headers).status_code

    assert [asked(ann), asked(bob), asked(None)] == [200, 404, 401]


@pytest.mark.parametrize("choice", [{"state": "nonsense"}, {"sort": "price"}])
def test_what_is_no_choice_is_refused(house, person, choice):
    from filmstudio.errors import BadInput

    ann = person(f"projects-{'-'.join(choice)}@example.com")
    with database().reading() as session, pytest.raises(BadInput):
        cards.shelf(session, ann.actor, **choice)
