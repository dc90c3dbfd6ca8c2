"""Puppets: what is drawn, where, and how little is drawn again."""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.drawing.people.gestures import GESTURES
from filmstudio.drawing.people.mouth import MOUTHS
from filmstudio.drawing.people.puppet import Puppet, turned_to_stay
from filmstudio.film.picture import Acting, Light, Mouth, Sprite
from filmstudio.film.storyboard import Character, Look
from filmstudio.film.vocabulary import GARMENTS, HAIR_STYLES, Emotion, Pose, Style

POSES = get_args(Pose)
EMOTIONS = get_args(Emotion)
NIGHT = Light(multiply=(0.4, 0.45, 0.7), add=(4.0, 6.0, 20.0), direction=(0.6, -0.5))


def person(id: str = "maya", **fields: Any) -> Character:
    return Character(id=id, name=id.title(), **fields)


def puppet(character: Character | None = None, **options: Any) -> Puppet:
    given: dict[str, Any] = {"framing": "bust", "unit": 60, "facing": 0.0, "light": Light()}
    return Puppet(character or person(), **(given | options))


def visible(sprites: list[Sprite]) -> int:
    return sum(int((sprite.pixels[..., 3] > 128).sum()) for sprite in sprites)


def same(a: list[Sprite], b: list[Sprite]) -> bool:
    return len(a) == len(b) and all(
        (x.x, x.y) == (y.x, y.y) and np.array_equal(x.pixels, y.pixels)
        for x, y in zip(a, b, strict=True)
    )


unit = st.floats(-1, 1)
part = st.floats(0, 1)
actings = st.builds(
    Acting,
    mouth=st.builds(Mouth, open=part, width=unit, round=part, teeth=part, tongue=part),
    blink=part,
    gaze=st.tuples(unit, unit),
    tilt=unit,
    nod=unit,
    brow=unit,
    smile=unit,
    breath=part,
    gesture=st.sampled_from(("", *GESTURES)),
    phase=part,
    extras=st.fixed_dictionaries({"turn": unit}),
)
_STAGE: dict[tuple[str, str, float], Puppet] = {}


@given(
    actings,
    st.sampled_from(("bust", "back", "full")),
    st.sampled_from(("stand", "walk", "dance", "sit")),
    st.sampled_from((0.0, 0.7, -1.0)),
)
@settings(max_examples=70, deadline=None)
def test_bounds_enclose_whatever_is_acted(
    acting: Acting, framing: str, pose: str, facing: float
) -> None:
    key = (framing, pose, facing)
    if key not in _STAGE:
        look = Look(hair_style="long", garment="kimono", accessories=("hat",))
        _STAGE[key] = puppet(person(look=look), framing=framing, pose=pose, facing=facing, unit=50)
    made = _STAGE[key]
    left, top, right, bottom = made.bounds
    for sprite in made.sprites(acting):
        height, width = sprite.pixels.shape[:2]
        assert left <= sprite.x
        assert top <= sprite.y
        assert sprite.x + width <= right
        assert sprite.y + height <= bottom


@pytest.mark.parametrize("framing", ["bust", "back", "full"])
def test_pixels_are_premultiplied_and_opaque_enough(framing: str) -> None:
    for sprite in puppet(framing=framing, light=NIGHT, facing=0.6).sprites(Acting()):
        assert sprite.pixels.dtype == np.uint8
        assert sprite.pixels.shape[2] == 4
        assert (sprite.pixels[..., :3] <= sprite.pixels[..., 3:]).all()


def test_the_same_look_gives_the_same_bytes() -> None:
    acting = Acting(mouth=MOUTHS["E"], gesture="shrug", phase=0.4, tilt=0.3)
    assert same(puppet(facing=0.4).sprites(acting), puppet(facing=0.4).sprites(acting))


def test_bytes_do_not_depend_on_what_was_acted_before() -> None:
    fresh, used = puppet(facing=0.4), puppet(facing=0.4)
    acting = Acting(mouth=MOUTHS["O"], gaze=(0.5, 0.1), breath=0.3, phase=0.5)
    for k in range(12):
        used.sprites(Acting(mouth=MOUTHS["aa"], blink=k / 12, tilt=-0.5, breath=k / 12))
        used.sprites(Acting(gesture="wave", phase=k / 12))
    assert same(fresh.sprites(acting), used.sprites(acting))


def test_parts_that_did_not_change_are_the_same_array() -> None:
    made = puppet(person(look=Look(hair_style="long")))
    acting = Acting(mouth=MOUTHS["E"], tilt=0.2)
    first, second = made.sprites(acting), made.sprites(acting)
    assert all(a.pixels is b.pixels for a, b in zip(first, second, strict=True))
    third = made.sprites(Acting(mouth=MOUTHS["aa"], tilt=0.2))
    changed = [a.pixels is not b.pixels for a, b in zip(first, third, strict=True)]
    assert changed.count(True) == 1


def test_a_walk_is_kept_by_its_phase() -> None:
    made = puppet(framing="full", pose="walk", facing=1.0, unit=120)
    at = [made.sprites(Acting(phase=phase))[1].pixels for phase in (0.1, 0.6, 0.1, 1.1)]
    assert at[0] is at[2]
    assert at[0] is at[3]
    assert not np.array_equal(at[0], at[1])


def test_different_characters_differ() -> None:
    heads = [puppet(person(f"p{i}")).sprites(Acting())[-1] for i in range(6)]
    pictures = {sprite.pixels.tobytes() for sprite in heads}
    assert len(pictures) == 6


@pytest.mark.parametrize("garment", GARMENTS)
def test_every_garment_is_drawn(garment: str) -> None:
    plain = person("g", gender="female", look=Look(garment=garment))
    assert visible(puppet(plain, framing="full", unit=120).sprites(Acting())) > 2000


@cache
def head_with(style: str, framing: str) -> Sprite:
    return puppet(person("h", look=Look(hair_style=style)), framing=framing).sprites(Acting())[-1]


@pytest.mark.parametrize("style", HAIR_STYLES)
def test_every_hair_style_is_drawn_and_differs_from_bald(style: str) -> None:
    for framing in ("bust", "back"):
        head = head_with(style, framing)
        assert visible([head]) > 1500
        if style != "bald":
            assert head.pixels.tobytes() != head_with("bald", framing).pixels.tobytes()


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("facing", [0.0, -0.8])
def test_every_pose_stands_on_the_ground(pose: Pose, facing: float) -> None:
    made = puppet(framing="full", pose=pose, facing=facing, unit=140)
    shadow, body = made.sprites(Acting(phase=0.3))[0], made.sprites(Acting(phase=0.3))[-2]
    assert visible([body]) > 1500
    feet = body.y + body.pixels.shape[0]
    assert -0.12 * 140 <= feet <= 0.05 * 140
    assert shadow.y < 0 < shadow.y + shadow.pixels.shape[0]


def test_an_adult_is_as_tall_as_asked_and_a_child_smaller() -> None:
    def top(age: str) -> float:
        made = puppet(person("t", age=age, look=Look(hair_style="bald")), framing="full", unit=300)
        return -min(sprite.y for sprite in made.sprites(Acting()))

    assert 280 <= top("adult") <= 320
    assert 0.5 <= top("child") / top("adult") <= 0.75
    assert top("teen") < top("adult")


def test_a_bust_has_its_neck_at_the_origin() -> None:
    head = puppet(person(look=Look(hair_style="bald")), unit=200).sprites(Acting())[-1]
    chin = head.y + head.pixels.shape[0]
    assert -80 <= chin <= 0
    assert abs(head.y + 240) < 30


@pytest.mark.parametrize("gesture", [name for name in GESTURES if name != "nod"])
def test_gestures_are_raised_and_lowered(gesture: str) -> None:
    made = puppet(facing=0.5)
    rest = len(made.sprites(Acting()))
    assert len(made.sprites(Acting(gesture=gesture, phase=0.5))) == rest + 1
    assert len(made.sprites(Acting(gesture=gesture, phase=0.0))) == rest
    low = made.sprites(Acting(gesture=gesture, phase=0.08))[-1]
    high = made.sprites(Acting(gesture=gesture, phase=0.5))[-1]
    assert high.y + high.pixels.shape[0] < low.y + low.pixels.shape[0] + 1


@pytest.mark.parametrize("emotion", EMOTIONS)
def test_every_emotion_changes_the_face(emotion: Emotion) -> None:
    made = puppet(emotion=emotion).sprites(Acting())[-1]
    plain = puppet().sprites(Acting())[-1]
    assert (made.pixels.tobytes() == plain.pixels.tobytes()) is (emotion == "neutral")


@pytest.mark.parametrize("style", get_args(Style))
def test_every_style_draws_somebody(style: Style) -> None:
    assert (
        visible(puppet(style=style, facing=0.4).sprites(Acting(gesture="point", phase=0.5))) > 3000
    )


def test_night_is_darker_than_day() -> None:
    day = puppet().sprites(Acting())[-1].pixels[..., :3].mean()
    night = puppet(light=NIGHT).sprites(Acting())[-1].pixels[..., :3].mean()
    assert night < day * 0.75


def test_what_cannot_be_drawn_is_said() -> None:
    assert puppet(person(look=Look(garment="spacesuit"))).warnings
    said = puppet(holds="an anvil").warnings
    assert len(said) == 1
    assert "anvil" in said[0]
    assert not puppet(holds="a cup of tea").warnings


def test_a_walker_travels_with_its_steps() -> None:
    right = puppet(framing="full", pose="walk", facing=1.0, unit=300)
    left = puppet(framing="full", pose="walk", facing=-1.0, unit=300)
    assert right.pace == -left.pace > 50
    assert puppet(framing="full", pose="run", facing=1.0, unit=300).pace > right.pace
    assert puppet(framing="full", unit=300).pace == 0


def test_what_is_under_the_frame_is_not_painted() -> None:
    whole, close = puppet(unit=200), puppet(unit=200, below=150)
    acting = Acting(gesture="hand-to-chest", phase=0.5)
    assert close.bounds[3] < 200 < whole.bounds[3]
    for a, b in zip(whole.sprites(acting), close.sprites(acting), strict=True):
        assert b.y + b.pixels.shape[0] <= max(200, a.y + a.pixels.shape[0])
    assert visible(close.sprites(acting)) < visible(whole.sprites(acting))


@pytest.mark.parametrize("pose", ["walk", "run"])
@pytest.mark.parametrize("seconds", [1.5, 3.0])
def test_a_runner_stays_within_a_narrow_frame(pose: str, seconds: float) -> None:
    for room in (200.0, 500.0, 4000.0):
        facing = turned_to_stay(person("w"), pose, 0.9, 300.0, seconds, room)  # type: ignore[arg-type]
        made = puppet(person("w"), framing="full", pose=pose, facing=facing, unit=300)
        assert facing > 0
        assert abs(made.pace) * seconds <= room + 1
    assert facing == 0.9
    assert turned_to_stay(person("w"), "stand", -0.9, 300.0, seconds, 1.0) == -0.9
