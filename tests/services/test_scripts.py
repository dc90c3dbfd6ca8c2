"""Scripts that are written: kept for one person, known when changed elsewhere; samples; voices."""

from __future__ import annotations

import pytest
from sqlmodel import select

from filmstudio.errors import BadInput, Conflict, NotFound, PaymentNeeded, SignInNeeded
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Voice
from filmstudio.services import productions, samples, scripts
from filmstudio.services.actor import GUEST
from filmstudio.services.make import Making, make_storyboard
from filmstudio.services.projects.keeping import Wanted
from filmstudio.services.reading import voices
from filmstudio.services.reading.sketch import Asked, sketch
from filmstudio.store.db import database
from filmstudio.store.tables import File, Project, Render, ScriptDraft
from tests.services.ledgers import meter
from tests.services.renders.studio_of import person

SCENE = "EXT. BEACH - DUSK\n\nMARA\nDo you remember?\n"


def kept(actor, text, seen, **order):
    with database().transaction() as session:
        return scripts.keep(session, actor, scripts.Written(text, order), seen).revision


def read(actor) -> ScriptDraft | None:
    with database().reading() as session:
        return scripts.opened(session, actor)


def test_a_script_is_kept_for_its_writer_alone(studio):
    ann, ben = person("ann@example.com"), person("ben@example.com")
    first = kept(ann, SCENE, 0, style="anime")
    second = kept(ann, SCENE + "\nSAM\nYes.\n", first, style="anime")
    assert second > first
    found = read(ann)
    assert found is not None
    assert (found.text.count("SAM"), found.order["style"], found.revision) == (1, "anime", second)
    assert read(ben) is None
    with pytest.raises(SignInNeeded), database().reading() as session:
        scripts.opened(session, GUEST)
    with pytest.raises(SignInNeeded):
        kept(GUEST, SCENE, 0)


def test_what_was_changed_elsewhere_is_not_overwritten(studio):
    ann = person()
    first = kept(ann, SCENE, 0)
    second = kept(ann, "EXT. SEA - DAY\n", first)
    with pytest.raises(Conflict) as refused:
        kept(ann, "EXT. FOREST - DAY\n", first)
    assert refused.value.code == "script_changed"
    with pytest.raises(Conflict):
        kept(ann, "EXT. FOREST - DAY\n", 0)
    assert kept(ann, "EXT. SEA - DAY\n", first) == second, "the same once more is no conflict"
    assert kept(ann, "EXT. FOREST - DAY\n", second) == second + 1
    with database().transaction() as session:
        scripts.forget(session, ann)
    assert read(ann) is None
    assert kept(ann, SCENE, second) > second, "another tab goes on after the film was begun"


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_what_cannot_be_kept_is_refused(studio):
    ann, ben = person("ann@example.com"), person("ben@example.com")
    with pytest.raises(BadInput, match="400,000"):
        kept(ann, "x" * 400_001, 0)
    with pytest.raises(BadInput, match=r"order\.style"):
        kept(ann, SCENE, 0, style="crayon")
    project = productions.produce(ben, Wanted(), SCENE)
    written = scripts.Written(SCENE, {}, project.source_file_id)
    with pytest.raises(NotFound), database().transaction() as session:
        scripts.keep(session, ann, written, 0)


def test_a_production_is_a_project_and_its_film_or_nothing(studio, monkeypatch):
    ann = person()
    voice = Voice(engine="espeak", name="en-us", rate=1.2)
    order = {"style": "anime", "voices": {"mara": voice.model_dump(mode="json")}}
    made = productions.produce(ann, Wanted(title="Tide", order=order), SCENE)
    with database().reading() as session:
        render = session.exec(select(Render).where(Render.project_id == made.id)).one()
        file = session.get_one(File, made.source_file_id)
        assert (made.title, file.name, render.state) == ("Tide", "script.fountain", "queued")
        assert render.order["voices"]["mara"]["rate"] == 1.2
    with pytest.raises(SignInNeeded):
        productions.produce(GUEST, Wanted(), SCENE)
    with pytest.raises(BadInput, match="Give a script"):
        productions.produce(ann, Wanted(), " \n")
    meter(monkeypatch)
    with pytest.raises(PaymentNeeded):
        productions.produce(ann, Wanted(), "word " * 900)
    with database().reading() as session:
        assert len(session.exec(select(Project)).all()) == 1
        assert len(session.exec(select(File)).all()) == 1


def test_every_sample_is_read_as_a_film_in_its_language():
    for one in samples.samples():
        found = sketch(Asked(one.text))
        assert found.language == one.language, one.id
        assert len(found.cast) >= 2, one.id
        assert 25 < found.seconds < 90, one.id
        assert found.marks, one.id
    assert len(samples.samples()) == 9
    with pytest.raises(NotFound):
        samples.sample("../../etc/passwd")


def test_a_voice_is_of_the_kind_that_was_chosen_and_unlike_the_others():
    cast = {who.id: who.voice for who in sketch(Asked(SCENE + "\nSAM\nYes.\n")).cast}
    man = voices.chosen("mara", "old-man", "en", cast)
    assert man not in cast.values()
    assert man.name.endswith("+tremble")
    again = voices.chosen("mara", "old-man", "en", cast | {"mara": man}, another=True)
    assert again != man
    assert voices.chosen("narrator", "woman", "en", cast).name
    assert [voices.kind_of(*one) for one in (("elder", "male"), ("adult", ""))] == ["old-man", ""]
    with pytest.raises(BadInput):
        voices.chosen("mara", "robot", "en", cast)
    with pytest.raises(BadInput):
        voices.chosen("mara", "woman", "xx", cast)


def test_a_chosen_voice_is_the_one_that_the_film_is_planned_with(tmp_path):
    voice = Voice(engine="espeak", name="en-us", rate=1.4)
    order = Order(voices={"mara": voice, "nobody": voice})
    read = sketch(Asked(SCENE, order=order))
    assert [who.voice for who in read.cast if who.id == "mara"] == [voice]
    script = tmp_path / "tide.fountain"
    script.write_text(SCENE)
    wish = Making(order, script=script, out=tmp_path / "board.json", data=tmp_path / "data")
    planned = make_storyboard(wish).storyboard
    assert planned.character("mara").voice == voice
    assert planned.narrator.name
