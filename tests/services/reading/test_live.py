"""Live reading: what a script becomes while it is written, for guests and members, in bounds."""

from __future__ import annotations

import base64
import io
import os
import signal

import pytest
from PIL import Image
from sqlmodel import select

from filmstudio.errors import BadInput, Busy, SignInNeeded, TooMany
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Character
from filmstudio.services.actor import GUEST, Actor
from filmstudio.services.credits import grant
from filmstudio.services.reading import desk as desks
from filmstudio.services.reading import live
from filmstudio.services.reading.desk import Desk, TooSlow
from filmstudio.services.reading.sketch import Asked, sketch
from filmstudio.store.db import database
from filmstudio.store.tables import Project
from tests.services.ledgers import meter
from tests.services.renders.studio_of import person, project_of, started

TIDE = """\
EXT. TEMPLE VILLAGE - MORNING

A bell, once.

NARRATOR
In a village by the sea, every morning began with a prayer.

EXT. BEACH - DUSK, RAIN

MARA
Do you remember what we wrote in the sand?

SAM
Our names. The tide took them.
"""


@pytest.fixture(scope="module")
def desk():
    reading = Desk()
    yield reading
    reading.close()


@pytest.fixture
def here(monkeypatch, desk):
    """Readings of this test at one desk."""
    monkeypatch.setattr(live, "desk", lambda: desk)
    live._kept.clear()
    return desk


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_guest_sees_scenes_cast_length_and_price(studio, here, monkeypatch):
    found = live.read(GUEST, TIDE)
    reading = found.reading
    assert [(s.place, s.time, s.weather) for s in reading.scenes] == [
        ("village", "morning", "clear"),
        ("beach", "dusk", "rain"),
    ]
    assert [(who.id, who.lines) for who in reading.cast] == [
        *(("narrator", 1), ("mara", 1)),
        ("sam", 1),
    ]
    assert all(who.voice.name for who in reading.cast)
    assert reading.language == "en"
    assert (found.credits, found.metered, found.hint) == (0, False, "")
    meter(monkeypatch)
    assert live.read(GUEST, TIDE).credits == 3 * found.minutes
    assert "Free plan" in live.read(GUEST, TIDE, {"duration": 200}).hint


def test_what_is_read_is_what_the_film_is_made_of():
    order = Order(style="anime", aspect="9:16", music="jazz", duration=40)
    chosen = {"engine": "", "name": "", "rate": 1.5, "pitch": 3.0, "timbre": 1.0}
    plain, asked = sketch(Asked(TIDE)), sketch(Asked(TIDE, order=order))
    assert asked.seconds >= 39
    assert plain.seconds != asked.seconds
    fast = sketch(Asked(TIDE, voices=(("mara", chosen | {"name": "x", "engine": "espeak"}),)))
    voices = {who.id: who.voice for who in fast.cast}
    assert voices["mara"].rate == 1.5
    assert fast.scenes[1].seconds < plain.scenes[1].seconds
    assert abs(sum(scene.seconds for scene in plain.scenes) - plain.seconds) < 1


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_the_price_is_what_the_film_is_started_for(studio, here, monkeypatch):
    meter(monkeypatch)
    ann = person(plan="pro")
    for duration in (0, 130):
        project = project_of(ann, TIDE, duration=duration)
        with database().transaction() as session:
            grant(session, ann.user(), 30, key=f"test-{duration}")
        found = live.read(ann, TIDE, {"duration": duration})
        assert found.credits == started(ann, project).credits


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_file_is_read_with_its_text(studio, here):
    ann = person()
    project = project_of(ann, TIDE)
    assert project.source_file_id
    found = live.read_file(ann, project.source_file_id)
    assert found.reading.text == TIDE
    assert len(found.reading.scenes) == 2
    with pytest.raises(SignInNeeded):
        live.read_file(GUEST, project.source_file_id)


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_sizes_options_and_frequency_are_bounded(studio, here, monkeypatch):
    with pytest.raises(BadInput, match="Sign in"):
        live.read(GUEST, "word " * 5000)
    with pytest.raises(BadInput, match=r"order\.style"):
        live.read(GUEST, TIDE, {"style": "crayon"})
    with pytest.raises(BadInput, match=r"voices\.rate"):
        live.read(GUEST, TIDE, voices={"mara": {"rate": 9}})
    with pytest.raises(BadInput, match="empty"):
        live.read(GUEST, "  \n ")
    monkeypatch.setattr(live, "GUEST_ALLOWANCE", "2/minute")
    one, other = Actor(address="192.0.2.1"), Actor(address="192.0.2.2")
    live.read(one, TIDE)
    live.read(one, TIDE)
    with pytest.raises(TooMany):
        live.read(one, TIDE)
    assert live.read(other, TIDE).reading.words == live.read(person(), TIDE).reading.words


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_the_cast_is_drawn_once_for_each_look(studio, here, monkeypatch):
    cast = live.read(GUEST, TIDE).reading.cast
    assert [one.id for one in cast] == ["narrator", "mara", "sam"]
    faces = live.faces(GUEST, cast)
    assert [*faces] == ["mara", "sam"]
    for face in faces.values():
        kind, _, data = face.partition(",")
        assert kind == "data:image/webp;base64"
        picture = Image.open(io.BytesIO(base64.b64decode(data)))
        assert (picture.format, picture.size) == ("WEBP", (96, 96))
        assert len(face) < 6000
    assert live.faces(GUEST, cast) == faces

    many = [cast[1].model_copy(update={"id": f"mara-{n}"}) for n in range(40)]
    assert len(live.faces(GUEST, many)) <= live.MOST_FACES


def test_portraits_for_which_there_is_no_time_come_when_asked_again(monkeypatch):
    monkeypatch.setattr(desks, "PORTRAITS_SECONDS", 0.0)
    cast = [Character(id=f"late-{n}", name="Mara", gender="female") for n in range(2)]
    assert desks.portraits(cast) == ["", ""]
    monkeypatch.undo()
    drawn = desks.portraits(cast)
    assert all(one.startswith("data:image/webp") for one in drawn)
    monkeypatch.setattr(desks, "PORTRAITS_SECONDS", 0.0)
    assert desks.portraits(cast) == drawn


def test_a_script_that_takes_too_long_is_given_up(desk):
    with pytest.raises(TooSlow):
        desk.read(Asked(TIDE * 60), 0.0)
    assert desk.read(Asked(TIDE), 60).words > 10


def test_a_desk_that_dies_is_replaced(desk):
    desk.read(Asked(TIDE), 60)
    assert desk._process is not None
    os.kill(desk._process.pid, signal.SIGKILL)
    assert desk.read(Asked(TIDE), 60).words > 10


def test_who_comes_while_others_are_read_is_told(desk, monkeypatch):
    monkeypatch.setattr(desks, "WAIT_SECONDS", 0.01)
    with desk._lock, pytest.raises(Busy):
        desk.read(Asked(TIDE), 60)


def test_nothing_of_a_reading_is_kept(studio, here):
    live.read(GUEST, TIDE)
    assert not list((studio.data).glob("artifacts/*/*"))
    with database().reading() as session:
        assert not session.exec(select(Project)).all()
