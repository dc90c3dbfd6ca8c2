"""Previews: pictures, lines and shots before the film is made, made once and told as they come."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from sqlmodel import select

from filmstudio.errors import BadInput, NotFound, SignInNeeded, TooMany
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import GUEST, Actor
from filmstudio.services.previews import asking, making
from filmstudio.services.previews.requests import SAMPLE_LINE
from filmstudio.services.projects import drafting, keeping, storyboards
from filmstudio.services.renders import ending
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from filmstudio.store.tables import CreditEntry, Preview, Project
from filmstudio.store.types import now
from tests.services.renders.studio_of import person
from worker.keeper import forget_expired
from worker.work import take

BOARD = Storyboard.model_validate(
    {
        "title": "The tide",
        "cast": [{"id": "mara", "name": "Mara", "gender": "female"}],
        "scenes": [
            {
                "id": "s1",
                "setting": {"place": "studio", "interior": True, "props": ["lamp", "letter"]},
                "shots": [
                    {"id": "s1.1", "size": "wide", "hold": 2.0},
                    {
                        "id": "s1.2",
                        "size": "close",
                        "subjects": [{"character": "mara", "holds": "letter"}],
                        "lines": [{"id": "l1", "speaker": "mara", "text": "It came back."}],
                    },
                ],
            }
        ],
    }
)
ONE = pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
VOICE = {"engine": "espeak", "name": "en-us", "pitch": 2.0}


@pytest.fixture
def ann(studio) -> Actor:
    return person()


@pytest.fixture
def project(ann) -> uuid.UUID:
    with database().transaction() as session:
        order = {"lines": 144, "quality": "draft", "rate": {"num": 12, "den": 1}}
        project = Project(owner_id=ann.user(), title="Tide", order=order)
        session.add(project)
        session.flush()
        storyboards.add(session, project, BOARD, ann)
    return project.id


def made(actor: Actor, shown: asking.Shown) -> asking.Shown:
    while making.make_one():
        pass
    found = asking.status(actor, shown.id)
    assert (found.state, found.error) == ("ready", "")
    return found


def path(actor: Actor, shown: asking.Shown, unit: str, name: str) -> Any:
    key = shown.files[unit][name].split("/")[-2]
    artifact, _ = asking.file(actor, shown.id, key, name)
    return artifact.path(name)


def kept() -> set[str]:
    return {one.name for one in artifacts().root.glob("*/*")}


@ONE
def test_every_shot_has_a_picture_that_is_drawn_once(ann, project):
    asked = asking.pictures(ann, project)
    assert (asked.state, asked.files) == ("queued", {})
    shown = made(ann, asked)
    assert set(shown.files) == {"s1.1", "s1.2"}
    sizes = {}
    for name in ("picture.jpg", "small.avif", "small.webp", "small.jpg"):
        with Image.open(path(ann, shown, "s1.2", name)) as picture:
            sizes[name] = picture.size
            assert np.asarray(picture.convert("L")).std() > 10
    assert sizes["picture.jpg"] == (640, 360)
    assert {size for name, size in sizes.items() if name != "picture.jpg"} == {(320, 180)}
    assert path(ann, shown, "s1.1", "small.avif").stat().st_size < 16_000
    before = kept()
    assert asking.pictures(ann, project).state == "ready"
    # What is only heard is no work for pictures; one shot's camera is work for that shot alone.
    drafting.edit(ann, project, {"do": "set_line", "line": "l1", "text": "It came."})
    assert asking.pictures(ann, project).id == shown.id
    drafting.edit(ann, project, {"do": "set_shot", "shot": "s1.1", "focus": 0.9})
    again = made(ann, asking.pictures(ann, project))
    assert (
        again.files["s1.2"]["picture.jpg"].split("/")[-2:]
        == shown.files["s1.2"]["picture.jpg"].split("/")[-2:]
    )
    assert again.files["s1.1"] != shown.files["s1.1"]
    fresh = [key for key in kept() - before if (artifacts().folder(key) / "picture.jpg").exists()]
    assert len(fresh) <= 1
    with database().reading() as session:
        assert session.exec(select(CreditEntry)).all() == []


@ONE
def test_another_take_is_another_picture_of_the_same_shot(ann, project):
    pictures = [made(ann, asking.take(ann, project, "s1.2", number)) for number in (0, 1)]
    seen = [
        np.asarray(Image.open(path(ann, shown, "s1.2", "picture.jpg")), np.float32)
        for shown in pictures
    ]
    assert np.abs(seen[0] - seen[1]).mean() > 1
    drafting.edit(ann, project, {"do": "draw_another", "shot": "s1.2"})
    # What was drawn as a take is there when it is chosen.
    before = kept()
    made(ann, asking.pictures(ann, project, ["s1.2"]))
    assert not [key for key in kept() - before if (artifacts().folder(key) / "small.avif").exists()]
    with pytest.raises(BadInput):
        asking.take(ann, project, "s1.2", -1)


@ONE
def test_a_line_is_heard_and_need_not_be_spoken_again_for_the_film(ann, project):
    shown = made(ann, asking.line(ann, project, "l1"))
    with av.open(str(path(ann, shown, "l1", "voice.m4a"))) as heard:
        assert 0.4 < heard.duration / 1e6 < 4
    other = made(ann, asking.line(ann, project, "l1", VOICE))
    assert other.files["l1"] != shown.files["l1"]
    found = drafting.foreseen(ann, project)
    assert found.lines == ()
    with pytest.raises(BadInput, match=r"voice\.rate"):
        asking.line(ann, project, "l1", {"rate": 9})
    with pytest.raises(BadInput, match="not in the storyboard"):
        asking.line(ann, project, "l9")


@ONE
def test_a_voice_is_tried_before_there_is_a_project(ann):
    shown = made(ann, asking.words(ann, "Lamps first.", VOICE))
    assert path(ann, shown, SAMPLE_LINE, "voice.m4a").stat().st_size > 1000
    assert asking.words(ann, " Lamps  first. ", VOICE).id == shown.id
    ben = person("ben@example.com")
    with pytest.raises(NotFound):
        asking.status(ben, shown.id)
    for text, more in (("...", {}), ("a" * 500, {}), ("Yes.", {"language": "xx"})):
        with pytest.raises(BadInput):
            asking.words(ann, text, VOICE, **more)
    with pytest.raises(SignInNeeded):
        asking.words(GUEST, "Yes.", VOICE)


@ONE
def test_a_shot_plays_with_its_sound(ann, project):
    shown = made(ann, asking.shot(ann, project, "s1.2"))
    with av.open(str(path(ann, shown, "", "film.mp4"))) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        assert (video.width, video.height) == (640, 360)
        frames = [frame.to_ndarray(format="gray") for frame in film.decode(video)]
        assert 1.2 < len(frames) / float(video.average_rate) < 6
        assert audio.codec_context.name == "aac"
    # It neither fades in nor out: within its film it does not.
    assert min(frames[0].mean(), frames[-1].mean()) > 0.5 * frames[len(frames) // 2].mean()
    assert asking.shot(ann, project, "s1.2").state == "ready"


@ONE
def test_a_scene_plays_with_the_joins_between_its_shots(ann, project, monkeypatch):
    join = {"kind": "dissolve", "seconds": 0.5}
    drafting.edit(ann, project, {"do": "set_shot", "shot": "s1.2", "join": join})
    shown = made(ann, asking.scene(ann, project, "s1"))
    with av.open(str(path(ann, shown, "", "film.mp4"))) as film:
        assert 3.2 < film.duration / 1e6 < 9
        assert len(film.streams.audio) == 1
    with pytest.raises(BadInput, match="not in the storyboard"):
        asking.scene(ann, project, "s9")
    monkeypatch.setattr("filmstudio.services.previews.requests.MOST_SHOTS", 1)
    with pytest.raises(BadInput, match="2 shots; 1 are shown"):
        asking.scene(ann, project, "s1")


def put(**fields: Any) -> Preview:
    with database().transaction() as session:
        row = Preview(**{"kind": "voice", "key": uuid.uuid4().hex} | fields)
        session.add(row)
    return row


def test_previews_go_before_films_and_one_that_died_is_taken_up(ann, project, monkeypatch):
    done: list[uuid.UUID] = []

    def make(row: Preview, held: Any) -> None:
        done.append(row.id)

    monkeypatch.setattr(making, "_make", make)
    ids = {"owner_id": ann.user(), "project_id": project}
    late = now() - timedelta(seconds=1)
    waits = put(**ids)
    died = put(**ids, state="running", lease_until=late, attempts=1)
    alive = put(**ids, state="running", lease_until=now() + timedelta(seconds=30))
    spent = put(**ids, state="running", lease_until=late, attempts=3)
    monkeypatch.setattr("worker.work.unplanned", list)
    monkeypatch.setattr("worker.work._claim", lambda *given: None)
    take("cpu")
    assert done == [waits.id, died.id]
    states = {id: asking.status(ann, id).state for id in (waits.id, died.id, alive.id, spent.id)}
    assert [*states.values()] == ["ready", "ready", "running", "failed"]
    assert "ended several times" in asking.status(ann, spent.id).error


def test_who_lost_a_preview_changes_nothing(ann, project, monkeypatch):
    row = put(owner_id=ann.user(), project_id=project)

    def lose(row: Preview, held: Any) -> None:
        with database().transaction() as session:
            there = session.get_one(Preview, row.id)
            there.fence += 1
            session.add(there)
        held.report(0.5)
        held.over(None)

    monkeypatch.setattr(making, "_make", lose)
    assert making.make_one()
    assert asking.status(ann, row.id).state == "running"


def test_what_fails_is_told_and_tried_again(ann, project, monkeypatch):
    asked = asking.line(ann, project, "l1")
    monkeypatch.setattr(making, "preview_workshop", lambda keys: 1 / 0)
    making.make_one()
    failed = asking.status(ann, asked.id)
    assert (failed.state, failed.is_over) == ("failed", True)
    assert failed.error == "The preview could not be made. Try again."
    again = asking.line(ann, project, "l1")
    assert (again.id, again.state, again.error) == (asked.id, "queued", "")


def test_previews_are_counted_and_bounded(ann, project, monkeypatch):
    monkeypatch.setattr(asking, "ALLOWANCE", "2/minute")
    first = asking.line(ann, project, "l1")
    for _ in range(3):
        assert asking.line(ann, project, "l1").id == first.id  # looking is not counted
    asking.line(ann, project, "l1", VOICE)
    with pytest.raises(TooMany):
        asking.words(ann, "One more.", VOICE)
    monkeypatch.setattr(asking, "ALLOWANCE", "99/minute")
    monkeypatch.setattr(asking, "MOST_WAITING", 2)
    with pytest.raises(TooMany, match="are waiting"):
        asking.words(ann, "One more.", VOICE)


def test_two_who_ask_at_once_have_one_preview(ann, project):
    found: list[uuid.UUID] = []
    threads = [
        threading.Thread(target=lambda: found.append(asking.line(ann, project, "l1").id))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_previews_go_with_their_project_and_their_time(ann, project):
    ben = person("ben@example.com")
    asked = asking.line(ann, project, "l1")
    with pytest.raises(NotFound):
        asking.status(ben, asked.id)
    with pytest.raises(NotFound):
        asking.file(ann, asked.id, "0" * 64, "voice.m4a")
    with database().transaction() as session:
        keeping.delete(session, ann, project, ending.cancel)
    with pytest.raises(NotFound):
        asking.status(ann, asked.id)
    assert not making.make_one()
    with database().transaction() as session:
        row = session.get_one(Preview, asked.id)
        row.created_at = now() - timedelta(days=8)
        session.add(row)
    with database().transaction() as session:
        forget_expired(session)
        assert session.exec(select(Preview)).all() == []


@ONE
def test_a_film_of_another_take_is_painted_anew_for_that_shot_alone(ann, project):
    drafting.edit(ann, project, {"do": "draw_another", "shot": "s1.2"})
    found = drafting.foreseen(ann, project)
    painted = {name for name in found.units if name.startswith("illustrate")}
    assert painted == {"illustrate s1", "illustrate s1.2"}
