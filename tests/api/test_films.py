"""Films by their address: public, unlisted, by a sent link; what is open of them, and what is not."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from sqlmodel import select

from filmstudio.services import letters
from filmstudio.services.projects import links
from filmstudio.store.db import database
from filmstudio.store.tables import Mail, OneTimeToken, Project
from filmstudio.store.types import now


@pytest.fixture
def ann(person):
    return person("ann")


@pytest.fixture
def project(ann, finish):
    made = ann.project(title="The Last Ferry")
    finish(made)
    return made


def address_of(ann, project, visibility="unlisted") -> str:
    answer = ann.post(f"/projects/{project['id']}/share", {"visibility": visibility})
    assert answer.status_code == 200, answer.text
    with database().reading() as session:
        return session.get_one(Project, uuid.UUID(project["id"])).slug or ""


def sent_link(ann, project) -> str:
    answer = ann.post(f"/projects/{project['id']}/links", {"email": "friend@example.com"})
    assert (answer.status_code, answer.json()) == (202, {})
    with database().reading() as session:
        mail = session.exec(select(Mail).where(Mail.template == "film_link")).all()[-1]
    found = re.search(r"/films/([\w-]+)", letters.message(mail).get_body(("plain",)).get_content())
    assert found
    return found[1]


@pytest.mark.parametrize("visibility", ["unlisted", "public"])
def test_a_film_with_a_page_is_everybodys(ann, project, client, footage, visibility):
    address = address_of(ann, project, visibility)
    film = client.get(f"/api/v1/films/{address}").json()
    assert film["title"] == "The Last Ferry"
    part = client.get(film["video"], headers={"Range": "bytes=0-99"})
    assert (part.status_code, part.content) == (206, footage.read_bytes()[:100])
    captions = client.get(film["captions"]["en"])
    assert captions.headers["content-type"].startswith("text/vtt")
    assert client.get(f"/api/v1/films/{address}/files/thumbnails/01.jpg").content == b"JPG"


@pytest.mark.parametrize(
    "name", ["storyboard.json", "stems/master.wav", "film.mp4", "captions/../storyboard.json", "x"]
)
def test_nothing_else_of_it_is_open(ann, project, client, name):
    address = address_of(ann, project)
    assert client.get(f"/api/v1/films/{address}/files/{name}").status_code == 404


def test_a_closed_page_and_a_guessed_one_are_nothing(ann, project, client):
    address = address_of(ann, project)
    ann.post(f"/projects/{project['id']}/share", {"visibility": "private"})
    for where in (address, "the-last-ferry", str(project["id"]), "%20"):
        for rest in ("", "/video", "/files/captions/en.vtt", "/pictures/s1-1"):
            assert client.get(f"/api/v1/films/{where}{rest}").status_code == 404


def test_a_sent_link_shows_a_private_film_for_a_week(ann, project, client, person):
    secret = sent_link(ann, project)
    assert client.get(f"/api/v1/films/{secret}").status_code == 200
    assert client.get(f"/api/v1/films/{secret}/video").status_code == 200
    with database().transaction() as session:
        row = session.exec(select(OneTimeToken).where(OneTimeToken.purpose == "film")).one()
        assert abs(row.expires_at - now() - timedelta(days=7)) < timedelta(minutes=1)
        assert secret not in row.hash
        row.expires_at = now()
        session.add(row)
    assert client.get(f"/api/v1/films/{secret}").status_code == 404


def test_sent_links_are_taken_back(ann, project, client):
    secret, other = sent_link(ann, project), sent_link(ann, project)
    assert ann.call("DELETE", f"/projects/{project['id']}/links").json() == {"links": 2}
    assert ann.call("DELETE", f"/projects/{project['id']}/links").json() == {"links": 0}
    assert {client.get(f"/api/v1/films/{one}").status_code for one in (secret, other)} == {404}


def test_a_link_of_another_kind_shows_no_film(ann, project, client):
    secret = sent_link(ann, project)
    with database().transaction() as session:
        row = session.exec(select(OneTimeToken).where(OneTimeToken.purpose == "film")).one()
        row.purpose = "reset"
        session.add(row)
    assert client.get(f"/api/v1/films/{secret}").status_code == 404


def test_links_are_refused_with_a_reason(ann, project, person, monkeypatch):
    where = f"/projects/{project['id']}/links"
    assert ann.post(where, {"email": "nobody"}).status_code == 422
    empty = person("empty").project()
    answer = person("ben").post(f"/projects/{empty['id']}/links", {"email": "a@example.com"})
    assert answer.status_code == 404
    monkeypatch.setattr(links, "MOST", 1)
    assert ann.post(where, {"email": "a@example.com"}).status_code == 202
    assert ann.post(where, {"email": "b@example.com"}).json()["code"] == "many_links"


def test_a_film_that_is_not_made_is_not_sent(ann):
    project = ann.project()
    answer = ann.post(f"/projects/{project['id']}/links", {"email": "a@example.com"})
    assert answer.json()["code"] == "no_film"
    address = address_of(ann, project)
    assert ann.get(f"/films/{address}").status_code == 404
