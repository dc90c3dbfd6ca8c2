"""The storyboard document: its schema says what the model accepts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from filmstudio.film.storyboard import (
    Line,
    Scene,
    Setting,
    Shot,
    Storyboard,
    Subject,
    json_schema,
)


def small() -> Storyboard:
    return Storyboard(
        title="Small",
        scenes=(
            Scene(
                id="s1",
                setting=Setting(place="beach"),
                shots=(
                    Shot(
                        id="s1.01",
                        size="wide",
                        lines=(Line(id="s1.01.a", speaker="narrator", text="Once."),),
                    ),
                ),
            ),
        ),
    )


def test_a_storyboard_validates_against_its_published_schema():
    jsonschema.validate(json.loads(small().model_dump_json()), json_schema())
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_the_schema_refuses_what_the_model_refuses():
    document = json.loads(small().model_dump_json())
    document["scenes"][0]["shots"][0]["size"] = "enormous"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema())
    with pytest.raises(ValidationError):
        Storyboard.model_validate(document)


def test_unknown_fields_are_refused():
    document = json.loads(small().model_dump_json()) | {"tilte": "typo"}
    with pytest.raises(ValidationError, match="tilte"):
        Storyboard.model_validate(document)


def test_it_survives_its_own_json():
    assert Storyboard.model_validate_json(small().model_dump_json(indent=2)) == small()


def test_lines_and_shots_in_the_order_of_the_film():
    board = small()
    assert [shot.id for _, shot in board.shots()] == ["s1.01"]
    assert [line.id for line in board.lines()] == ["s1.01.a"]
    with pytest.raises(KeyError):
        board.character("nobody")


def test_the_published_schema_is_the_current_one():
    published = Path(__file__).resolve().parents[2] / "docs" / "storyboard.schema.json"
    assert json.loads(published.read_text()) == json_schema()


def test_a_thing_has_the_colour_the_script_names_or_none() -> None:
    assert Subject(character="nora", holds="umbrella", colour="#e3b505").colour == "#e3b505"
    assert Shot(id="s1.01", size="insert", prop="umbrella").colour == ""
    with pytest.raises(ValidationError, match="colour"):
        Shot(id="s1.01", size="insert", prop="umbrella", colour="yellow")
