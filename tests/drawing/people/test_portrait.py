"""Portraits: the same person as in the film, told apart from others, whole at any size."""

from __future__ import annotations

import numpy as np
import pytest

from filmstudio.drawing.people.looks import appearance
from filmstudio.drawing.people.portrait import SIZE, portrait
from filmstudio.film.storyboard import Character
from filmstudio.film.vocabulary import Culture

MIRA = Character(id="mira", name="Mira", age="adult", gender="female", culture="south-indian")


def test_a_portrait_is_small_and_the_same_each_time():
    first = portrait(MIRA)
    assert first.shape == (SIZE, SIZE, 3)
    assert first.dtype == np.uint8
    assert (first == portrait(MIRA)).all()
    assert portrait(MIRA, size=40).shape == (40, 40, 3)


@pytest.mark.parametrize("culture", ["western", "south-indian", "african", "japanese"])
def test_the_face_has_the_skin_of_the_film(culture: Culture):
    who = MIRA.model_copy(update={"culture": culture})
    cheek = portrait(who)[50:58, 42:52].reshape(-1, 3).astype(float).mean(0)[::-1]
    assert np.abs(cheek - np.array(appearance(who).skin)).max() < 45


def test_head_and_shoulders_fill_the_picture_and_the_head_is_whole():
    for age in ("child", "elder"):
        picture = portrait(MIRA.model_copy(update={"age": age})).astype(int)
        ground = picture[1, 1]
        drawn = np.abs(picture - ground).max(2) > 12
        assert not drawn[0].any()  # nobody's hair is cut
        assert drawn[-1].mean() > 0.5
        assert 0.35 < drawn.mean() < 0.8


def test_people_differ_and_so_do_their_grounds():
    sam = Character(id="sam", name="Sam", age="elder", gender="male")
    assert np.abs(portrait(MIRA).astype(int) - portrait(sam)).mean() > 10
    grounds = {tuple(portrait(MIRA, number)[1, 1]) for number in range(4)}
    assert len(grounds) == 4
    assert (portrait(MIRA, 4) == portrait(MIRA, 0)).all()
