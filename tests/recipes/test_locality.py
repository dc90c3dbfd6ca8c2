"""One edit of a storyboard makes again exactly what depends on it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av

from filmstudio.film.storyboard import Storyboard
from filmstudio.services.make import Made, Making, make_film
from tests.recipes.films import BELL, SMALL, Film, make_bell

Document = dict[str, Any]
SOUND = {"speak", "score", "mix"}


def remake(golden: Film, folder: Path, edit: Callable[[Document], None]) -> Made:
    """Renders an edited storyboard with everything of the golden film at hand."""
    film = Film(folder)
    shutil.copytree(golden.data, film.data, copy_function=os.link)
    document = json.loads((golden.package / "storyboard.json").read_text())
    edit(document)
    (folder / "edited.json").write_text(json.dumps(document))
    return make_film(
        Making(SMALL, storyboard=folder / "edited.json", out=film.path, data=film.data, jobs=2)
    )


def shot(document: Document, id: str) -> Document:
    return next(s for scene in document["scenes"] for s in scene["shots"] if s["id"] == id)


def stages(made: Made) -> set[str]:
    return {name.split()[0] for name in made.report["ran"]}


def showing(board: Storyboard, line: str) -> str:
    return next(one.id for _, one in board.shots() if line in [said.id for said in one.lines])


def test_an_unedited_storyboard_makes_nothing(golden: Film, tmp_path):
    made = remake(golden, tmp_path, lambda document: None)
    assert made.report["ran"] == []
    assert Film(tmp_path).path.read_bytes() == golden.path.read_bytes()


def test_one_line_of_dialogue(golden: Film, tmp_path):
    board = golden.storyboard
    line = board.lines()[0].id
    own = showing(board, line)

    def edit(document: Document) -> None:
        shot(document, own)["lines"][0]["text"] = "Listen, the bell of the temple rings again."

    made = remake(golden, tmp_path, edit)
    scene = next(scene.id for scene, one in board.shots() if one.id == own)
    assert set(made.report["ran"]) == {
        f"speak {line}",
        "edit",
        "caption",
        f"score {scene}",
        "mix",
        f"animate {own}",
        "compose",
    }
    kept = golden.artifacts()
    now = Film(tmp_path).artifacts()
    assert kept.items() <= now.items()
    assert made.report["frames"] > golden.report["frames"]


def test_the_last_line_before_a_dissolve_changes_the_join_too(golden: Film, tmp_path):
    board = golden.storyboard
    places = [one for _, one in board.shots()]
    after = next(n for n, one in enumerate(places) if n > 2 and one.join.kind == "dissolve")
    before, coming = places[after - 1].id, places[after].id

    def edit(document: Document) -> None:
        shot(document, before)["hold"] += 0.5

    made = remake(golden, tmp_path, edit)
    ran = set(made.report["ran"])
    assert {f"animate {before}", f"join {coming}", "edit", "compose"} <= ran
    assert {name for name in ran if name.startswith("animate")} == {f"animate {before}"}
    assert "speak" not in stages(made)
    assert "illustrate" not in stages(made)


def test_one_camera_is_no_work_for_the_sound(golden: Film, tmp_path):
    board = golden.storyboard
    held = next(one for _, one in board.shots() if one.lines and one.camera.move == "hold")

    def edit(document: Document) -> None:
        shot(document, held.id)["camera"] = {"move": "push-in", "amount": 0.1}

    made = remake(golden, tmp_path, edit)
    assert set(made.report["ran"]) == {f"animate {held.id}", "compose"}


def test_another_genre_is_no_work_for_the_picture(golden: Film, tmp_path):
    def edit(document: Document) -> None:
        document["scenes"][0]["music"]["genre"] = "ambient"

    made = remake(golden, tmp_path, edit)
    first = golden.storyboard.scenes[0].id
    assert set(made.report["ran"]) == {f"score {first}", "mix", "compose"}


def test_soft_captions_are_no_work_for_voices_and_painters(golden: Film, tmp_path):
    def edit(document: Document) -> None:
        document["captions"]["mode"] = "soft"

    made = remake(golden, tmp_path, edit)
    assert not stages(made) & (SOUND | {"illustrate", "edit"})
    board = golden.storyboard
    worded = {f"animate {showing(board, line.id)}" for line in board.lines()}
    assert {name for name in made.report["ran"] if name.startswith("animate")} == worded
    with av.open(str(Film(tmp_path).path)) as film:
        assert len(film.streams.subtitles) == 1


def test_another_title_is_painted_on_its_card_only(golden: Film, tmp_path):
    board = golden.storyboard
    cards = [one.id for _, one in board.shots() if one.size == "title"]
    assert len(cards) == 1

    def edit(document: Document) -> None:
        document["title"] = "The Drum"
        shot(document, cards[0])["title"] = "The Drum"

    made = remake(golden, tmp_path, edit)
    joins = {name for name in made.report["ran"] if name.startswith("join")}
    assert set(made.report["ran"]) == {f"animate {cards[0]}", "compose"} | joins
    assert len(joins) <= 1


def test_one_more_person_in_the_cast_changes_no_picture(golden: Film, tmp_path):
    def edit(document: Document) -> None:
        document["cast"].append({"id": "stranger", "name": "Stranger", "voice": {}})

    made = remake(golden, tmp_path, edit)
    assert made.report["ran"] == []


def test_another_jacket_changes_the_shots_of_its_owner_only(golden: Film, tmp_path):
    board = golden.storyboard
    whose = board.cast[1].id

    def edit(document: Document) -> None:
        document["cast"][1]["look"]["colour"] = "#aa3322"

    made = remake(golden, tmp_path, edit)
    seen = {
        one.id
        for _, one in board.shots()
        if whose in [subject.character for subject in one.subjects]
    }
    assert {name for name in made.report["ran"] if name.startswith("animate")} == {
        f"animate {id}" for id in seen
    }
    assert not stages(made) & (SOUND | {"illustrate", "edit", "caption"})


def test_one_line_of_a_script_with_a_target_length(tmp_path):
    order = SMALL.model_copy(update={"duration": 20.0})
    film = Film(tmp_path)
    before = make_bell(tmp_path, order=order)
    assert abs(before.report["seconds"] - 20.0) <= 0.5
    board = film.storyboard
    line = next(one for one in board.lines() if one.text.startswith("Then we must"))
    own = showing(board, line.id)
    scene = next(scene.id for scene, one in board.shots() if one.id == own)
    credits = [one.id for _, one in board.shots()][-1]
    kept, finished = film.artifacts(), film.path.read_bytes()

    edited = tmp_path / "edited.fountain"
    edited.write_text(BELL.replace("Then we must go home.", "Then we must all go home now."))
    wish = Making(order, script=edited, out=tmp_path / "edited.mp4", data=film.data, jobs=2)
    after = make_film(wish)
    ran = set(after.report["ran"])
    texts = {"read", "write", "board"}
    # The credits take up the rest, so the music of the last scene changes its length too.
    scores = {f"score {scene}", f"score {board.scenes[-1].id}"}
    sound = {f"speak {line.id}", "edit", "caption", "mix"} | scores
    picture = {f"animate {own}", f"animate {credits}", "compose"}
    joins = {name for name in ran if name.startswith("join")}
    assert ran - texts - joins == sound | picture
    assert len(joins) <= 2
    assert abs(after.report["seconds"] - 20.0) <= 0.5
    assert kept.items() <= film.artifacts().items()

    assert make_film(wish).report["ran"] == []
    again = make_bell(tmp_path, order=order)
    assert [name for name in again.report["ran"] if name != "thumbnails"] == []
    assert film.path.read_bytes() == finished
