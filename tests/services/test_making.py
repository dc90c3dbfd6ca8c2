"""What a page is told of a film in the making, and the pictures it is shown."""

from __future__ import annotations

import uuid

import cv2
import pytest

from filmstudio.engine.artifact import canonical
from filmstudio.errors import NotFound, SignInNeeded
from filmstudio.film.picture import Layer, Light, Plate
from filmstudio.film.storyboard import Setting
from filmstudio.services import pictures, showing
from filmstudio.services.actor import Actor
from filmstudio.services.jobs import making
from filmstudio.stages.plates import save_plate
from filmstudio.store.artifacts import artifacts
from filmstudio.store.db import database
from tests import halfway
from tests.services.renders.studio_of import person


def told(actor: Actor, project_id: uuid.UUID) -> showing.Standing:
    with database().reading() as session:
        found = showing.gather(session, actor, project_id)
    return showing.told(found, actor.plan)


def making_of(actor: Actor, project_id: uuid.UUID) -> making.Making:
    found = told(actor, project_id)["making"]
    assert found is not None
    return found


def states(made: making.Making) -> dict[str, str]:
    return {shot["label"]: shot["state"] for scene in made["scenes"] for shot in scene["shots"]}


def test_shots_and_lines_stand_where_their_work_does(studio):
    ann = person()
    project_id, _ = halfway.half_made(ann)
    made = making_of(ann, project_id)
    assert states(made) == {"1A": "done", "1B": "rendering", "2A": "waiting", "2B": "waiting"}
    lines = [(line["label"], line["speaker"], line["state"]) for line in made["lines"]]
    assert lines[:3] == [("1A", "", "recorded"), ("1B", "Nora", "recording"), ("2A", "", "waiting")]
    first = made["scenes"][0]
    assert (first["heading"], first["seconds"]) == ("EXT. HARBOUR - DUSK", 1.0)
    assert [shot["start"] for shot in made["scenes"][1]["shots"]] == [1.0, 1.5]


def test_steps_count_what_the_storyboard_will_need(studio):
    ann = person()
    project_id, _ = halfway.half_made(ann)
    steps = {step["id"]: step for step in making_of(ann, project_id)["steps"]}
    counts = {id: (step["state"], step["done"], step["total"]) for id, step in steps.items()}
    assert counts["read"] == ("done", 1, 1)
    assert counts["draw"] == ("live", 0, 2)
    assert counts["speak"] == ("live", 1, 4)
    assert counts["film"] == ("live", 1, 4)
    assert counts["music"] == ("wait", 0, 2)


def test_who_stands_in_for_whom_is_told(studio):
    ann = person()
    project_id, render_id = halfway.half_made(ann)
    halfway.works(
        render_id,
        ("speak", "l21", "queued"),
        provider="embedded-voices",
        excluded=["elevenlabs-voices"],
    )
    halfway.works(render_id, ("write", "", "done"), provider="openai-text")
    halfway.works(render_id, ("illustrate", "s2", "done"), provider="cuda-flux")
    steps = {step["id"]: step for step in making_of(ann, project_id)["steps"]}
    assert (steps["speak"]["maker"], steps["speak"]["instead"]) == ("builtin", "ElevenLabs")
    assert (steps["read"]["maker"], steps["read"]["vendor"]) == ("key", "OpenAI")
    assert steps["draw"]["maker"] == "gpu"


@pytest.mark.parametrize(
    ("state", "failures", "shown"), [("failed", 2, "failed"), ("queued", 1, "retrying")]
)
def test_a_shot_that_fails_says_so(studio, state, failures, shown):
    ann = person()
    project_id, render_id = halfway.half_made(ann)
    halfway.works(render_id, ("animate", "s2-1", state), failures=failures)
    assert states(making_of(ann, project_id))["2A"] == shown


def test_before_the_storyboard_there_are_steps_alone(studio):
    ann = person()
    project_id = halfway.project_of(ann)
    assert told(ann, project_id)["making"] is None
    halfway.render_of(project_id, state="queued", started_at=None, part=0.0)
    made = making_of(ann, project_id)
    assert (made["scenes"], made["percent"], made["started"]) == ([], 0, False)
    assert {step["state"] for step in made["steps"]} == {"wait"}


def test_a_film_stays_while_its_next_one_is_made(studio):
    ann = person()
    project_id, _ = halfway.finished(ann)
    first = told(ann, project_id)
    assert first["film"] is not None
    assert first["made"] is not None
    assert [one["label"] for one in first["film"]["sources"]] == ["180p"]
    assert [track["lang"] for track in first["film"]["tracks"]] == ["en"]
    assert first["film"]["loudness"] == -14.1
    halfway.render_of(project_id, state="failed", error="It broke.", error_code="broken")
    later = told(ann, project_id)
    assert later["making"] is not None
    assert later["making"]["error"] == "It broke."
    assert later["film"] == first["film"]


def test_strangers_and_guests_are_told_nothing(studio):
    project_id, render_id = halfway.half_made(person())
    ben = person("ben@example.com")
    with database().reading() as session:
        with pytest.raises(NotFound):
            showing.gather(session, ben, project_id)
        with pytest.raises(NotFound):
            pictures.asked(session, ben, render_id)
        with pytest.raises(SignInNeeded):
            pictures.asked(session, Actor(), render_id)


def asked(actor: Actor, render_id: uuid.UUID) -> pictures.Asked:
    with database().reading() as session:
        return pictures.asked(session, actor, render_id)


def test_a_filmed_shot_is_seen_small_and_large(studio):
    ann = person()
    _, render_id = halfway.half_made(ann)
    of = asked(ann, render_id)
    small = pictures.picture(of, "s1-1", "small")
    assert cv2.imread(str(small)).shape == (180, 320, 3)
    assert pictures.picture(of, "s1-1", "small") == small
    large = pictures.picture(of, "s1-1", "large")
    assert cv2.imread(str(large)).shape == (180, 320, 3)  # as large as the film
    assert pictures.part(of, "speak", "l11", "voice.wav").read_bytes() == halfway.voice()


@pytest.mark.parametrize(("shot", "line"), [("s2-1", "l12"), ("no", "no"), ("../x", "../../x")])
def test_what_is_not_made_is_not_there(studio, shot, line):
    ann = person()
    _, render_id = halfway.half_made(ann)
    of = asked(ann, render_id)
    with pytest.raises(NotFound):
        pictures.picture(of, shot, "small")
    with pytest.raises(NotFound):
        pictures.part(of, "speak", line, "voice.wav")


def test_a_painted_place_is_seen_before_its_shots_are_filmed(studio):
    import numpy as np

    ann = person()
    project_id, render_id = halfway.half_made(ann)
    sky = np.full((132, 352, 4), (200, 100, 50, 255), np.uint8)
    plate = Plate(352, 132, (Layer(sky, 0.0),), Light(), (), 60.0)
    store = artifacts()
    scratch = store.scratch("p" * 64)
    (scratch / "document.json").write_bytes(canonical(save_plate(plate, scratch)))
    store.commit("p" * 64, scratch, {})
    halfway.works(render_id, ("illustrate", "s2", "queued"))
    halfway.works(render_id, ("illustrate", "s2", "cached"), key="p" * 64)
    assert states(making_of(ann, project_id))["2A"] == "drawn"
    seen = cv2.imread(str(pictures.picture(asked(ann, render_id), "s2-1", "small")))
    assert seen.shape == (120, 320, 3)
    assert abs(seen.reshape(-1, 3).mean(0) - (200, 100, 50)).max() < 6


def test_a_heading_is_put_together_where_the_script_has_none():
    scene = halfway.BOARD.scenes[0].model_copy(
        update={"heading": "", "setting": Setting(place="harbour", time="night", weather="rain")}
    )
    from filmstudio.services.jobs.shots import heading_of

    assert heading_of(scene) == "EXT. HARBOUR - NIGHT, RAIN"
