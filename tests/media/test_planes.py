"""Planes: BT.709 numbers, laying patches, dissolves and fades."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.media.planes import Frame, blend, dim, from_bgra, lay, patch, restore, to_bgr, wipe


def flat(b: int, g: int, r: int, width: int = 16, height: int = 8, alpha: int = 255):
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:] = (b * alpha // 255, g * alpha // 255, r * alpha // 255, alpha)
    return pixels


@pytest.mark.parametrize(
    ("bgr", "yuv"),
    [
        # Rec. ITU-R BT.709-6, 8 bit: nominal peaks and the primaries.
        ((0, 0, 0), (16, 128, 128)),
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 255), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((255, 0, 0), (32, 240, 118)),
    ],
)
def test_colours_follow_bt709(bgr, yuv):
    frame = from_bgra(flat(*bgr))
    assert abs(int(frame.y[0, 0]) - yuv[0]) <= 1
    assert abs(int(frame.u[0, 0]) - yuv[1]) <= 1
    assert abs(int(frame.v[0, 0]) - yuv[2]) <= 1


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_there_and_back(bgr):
    back = to_bgr(from_bgra(flat(*bgr)))[2, 2].astype(int)
    assert np.abs(back - np.array(bgr)).max() <= 3


@given(st.integers(-20, 40), st.integers(-20, 40), st.integers(1, 9), st.integers(1, 9))
def test_a_patch_lands_where_it_is_put_and_nowhere_else(x, y, width, height):
    frame = Frame.black(32, 24)
    box = lay(frame, patch(flat(255, 255, 255, width, height), x, y))
    white = np.zeros((24, 32), bool)
    white[max(0, y) : max(0, y + height), max(0, x) : max(0, x + width)] = True
    assert (frame.y[white] >= 230).all()
    assert (frame.y[~white] <= 20).all()
    if white.any():
        assert box is not None
        assert all(edge % 2 == 0 for edge in box)


def test_half_opaque_is_half_way():
    frame = from_bgra(flat(0, 0, 0))
    lay(frame, patch(flat(255, 255, 255, 8, 8, alpha=128), 0, 0))
    assert abs(int(frame.y[2, 2]) - 126) <= 2
    other = from_bgra(flat(0, 0, 0))
    lay(other, patch(flat(255, 255, 255, 8, 8), 0, 0), 0.5)
    assert abs(int(other.y[2, 2]) - 126) <= 2


def test_restore_undoes_laying():
    clean = from_bgra(flat(40, 90, 160, 32, 24))
    frame = clean.copy()
    box = lay(frame, patch(flat(255, 0, 0, 7, 5), 9, 3))
    assert box is not None
    assert not np.array_equal(frame.y, clean.y)
    restore(frame, clean, box)
    for name in "yuv":
        assert np.array_equal(getattr(frame, name), getattr(clean, name))


def test_dissolves_and_wipes_begin_and_end_at_their_pictures():
    a, b = from_bgra(flat(0, 0, 200, 64, 32)), from_bgra(flat(200, 0, 0, 64, 32))
    for join in (blend, wipe):
        assert np.array_equal(join(a, b, 0.0).y, a.y)
        assert np.array_equal(join(a, b, 1.0).y, b.y)
    middle = wipe(a, b, 0.5)
    assert middle.y[0, 0] == b.y[0, 0]
    assert middle.y[0, -1] == a.y[0, -1]


def test_black_is_black_and_full_is_unchanged():
    frame = from_bgra(flat(10, 200, 90))
    assert (dim(frame, 0).y == 16).all()
    assert (dim(frame, 0).u == 128).all()
    assert np.array_equal(dim(frame, 1).y, frame.y)
