"""The compositor: the three kinds of shot show the same world, move smoothly and leave no traces."""

from __future__ import annotations

import numpy as np
import pytest

from filmstudio.film.picture import Drift, Fall, Glimmer, Layer, Plate, Sprite, Sway
from filmstudio.film.picture import Light as SceneLight
from filmstudio.film.storyboard import Camera
from filmstudio.media.camera import ease, gaze, margins, matrix
from filmstudio.media.compositor import Fade, Overlay, Shot
from filmstudio.media.motion import Spared
from filmstudio.media.planes import patch
from filmstudio.media.staging import Framing, build

WIDTH, HEIGHT = 160, 90


def pixels(width, height, colour, alpha=255):
    made = np.zeros((height, width, 4), np.uint8)
    made[:] = (*[c * alpha // 255 for c in colour], alpha)
    return made


def plate(motions=(), layers=()):
    """A gradient sky and a ground, 1.1 times the frame."""
    wide, high = 176, 100
    sky = pixels(wide, high, (0, 0, 0))
    sky[..., :3] = np.linspace(40, 200, wide).astype(np.uint8)[None, :, None]
    ground = pixels(wide, 40, (20, 60, 90))
    return Plate(
        wide,
        high,
        (Layer(sky, 0.0), Layer(ground, 0.4, 0, 60), *layers),
        SceneLight(),
        (),
        50.0,
        1.1,
        tuple(motions),
    )


def shot(camera=None, motions=(), layers=(), parallax=False, **more):
    camera = camera or Camera()
    more_w, more_h = margins(camera)
    size = (round(WIDTH * (1 + more_w) / 2) * 2, round(HEIGHT * (1 + more_h) / 2) * 2)
    stage = build(plate(motions, layers), Framing(), *size, parallax=parallax)
    return Shot(stage, camera, WIDTH, HEIGHT, 2.0, **more)


class Ball:
    """An actor: a white square that moves right, 10 pixels a second."""

    def __init__(self):
        self.square = pixels(12, 12, (255, 255, 255))

    def sprites(self, seconds):
        return [Sprite(self.square, 40 + 10 * seconds, 30)]


def test_a_locked_off_shot_leaves_no_traces():
    moving = shot(actors=[Ball()])
    for index in range(40):
        last = moving.frame(index)
    fresh = shot(actors=[Ball()]).frame(39)
    assert np.array_equal(last.y, fresh.y)
    assert np.array_equal(last.u, fresh.u)


@pytest.mark.parametrize("parallax", [False, True])
def test_all_kinds_show_the_same_picture_when_the_camera_stands(parallax):
    still = shot(actors=[Ball()]).frame(0).copy()
    moved = shot(Camera(move="push-in", amount=0.05), actors=[Ball()], parallax=parallax).frame(0)
    assert np.abs(still.y.astype(int) - moved.y).max() <= 2


def test_what_is_far_moves_less_than_what_is_near():
    camera = Camera(move="pan-right", amount=0.2)
    mark = pixels(6, 6, (255, 255, 255))
    layers = (Layer(mark, 0.05, 85, 20, "far"), Layer(mark, 0.45, 85, 75, "near"))

    def place(frame, rows):
        return float(np.argmax(frame.y[rows].max(0) > 200))

    moving = shot(camera, layers=layers, parallax=True)
    first = moving.frame(0).copy()
    last = moving.frame(47).copy()
    far = place(first, slice(10, 30)) - place(last, slice(10, 30))
    near = place(first, slice(65, 85)) - place(last, slice(65, 85))
    assert 0 < far < near


def test_camera_speed_is_eased_and_has_no_jumps():
    camera = Camera(move="pan-right", amount=0.1)
    xs = np.array([gaze(camera, i / 100).dx for i in range(101)])
    speed = np.diff(xs)
    assert 0 < speed[0] < 0.25 * speed.max()
    assert 0 < speed[-1] < 0.25 * speed.max()
    assert np.abs(np.diff(speed)).max() < 0.1 * speed.max()
    assert ease(0) == 0
    assert ease(1) == 1


def test_the_camera_never_sees_beyond_the_stage():
    for move in ("push-in", "pull-out", "pan-left", "pan-right", "tilt-up", "track"):
        camera = Camera(move=move, amount=0.1)
        more_w, more_h = margins(camera)
        stage = (WIDTH * (1 + more_w), HEIGHT * (1 + more_h))
        for part in np.linspace(0, 1.4, 15):
            m = matrix(gaze(camera, part), (int(stage[0]), int(stage[1])), (WIDTH, HEIGHT))
            corners = np.linalg.inv(m[:, :2]) @ (np.array([[0, WIDTH], [0, HEIGHT]]) - m[:, 2:])
            assert corners.min() >= -1
            assert corners[0].max() <= stage[0] + 1
            assert corners[1].max() <= stage[1] + 1


def test_sub_pixel_motion_is_smooth():
    """A soft blob tracked by its centroid goes on evenly: no step is off by a third of a pixel."""
    y, x = np.mgrid[-10:11, -10:11]
    blob = np.zeros((21, 21, 4), np.uint8)
    blob[:] = (200 * np.exp(-(x * x + y * y) / 30))[..., None].astype(np.uint8)
    moving = shot(Camera(move="pan-right", amount=0.15), layers=(Layer(blob, 0.42, 85, 65),))
    ground = shot(Camera(move="pan-right", amount=0.15))
    centres = []
    for index in range(12, 36):
        light = moving.frame(index).y[55:85].astype(float) - ground.frame(index).y[55:85]
        columns = light.sum(0)
        centres.append((columns * np.arange(WIDTH)).sum() / columns.sum())
    steps = np.diff(centres)
    assert (steps < -0.3).all()
    assert np.abs(np.diff(steps)).max() < 0.33


def test_motions_move_and_are_hidden_by_what_is_nearer():
    cloud = Drift(Sprite(pixels(20, 8, (255, 255, 255)), 60, 56), (30, 0), depth=0.1)
    grass = Sway(Sprite(pixels(4, 30, (0, 200, 0)), 100, 65), lean=0.3, depth=0.42)
    sparkle = Glimmer(np.stack([np.full((6, 6), v, np.uint8) for v in (0, 60)]), 20, 70, 1.0, 0.41)
    moving = shot(motions=(cloud, grass, sparkle))
    first = moving.frame(0).copy()
    later = moving.frame(12).copy()
    assert not np.array_equal(first.y, later.y)
    # The ground (from row 60 of the plate, 55 of the frame) covers the cloud's lower half.
    assert np.abs(first.y[56:64, :60].astype(int) - later.y[56:64, :60]).max() <= 60
    assert (first.y[57:60, 56:70] < 120).all()


def test_rain_falls_over_everything_and_wraps():
    tile = np.zeros((30, 40), np.uint8)
    tile[2, ::7] = 200
    tile[11, ::5] = 150
    moving = shot(motions=(Fall(tile, (0, 60)),))
    frames = [moving.frame(i).y.copy() for i in (0, 6, 12)]
    dry = shot().frame(0).y
    assert all((f >= dry).all() and (f > dry).any() for f in frames)
    assert not np.array_equal(frames[0], frames[1])
    assert np.array_equal(frames[0], frames[2])  # 30 pixels further: the tile's height


def test_words_come_and_go_and_leave_the_picture_clean():
    words = Overlay(patch(pixels(40, 10, (255, 255, 255)), 60, 70), 0.5, 1.0)
    moving = shot(overlays=[words])
    before = moving.frame(0).copy()
    during = moving.frame(15).copy()
    after = moving.frame(30).copy()
    assert (during.y[72:78, 62:98] > 230).all()
    assert np.array_equal(before.y, after.y)


def test_fades_start_and_end_in_black():
    moving = shot(fade=Fade(0.5, 0.5))
    assert moving.frame(0).y.max() < 60
    assert moving.frame(24).y.max() > 150
    assert moving.frame(47).y.max() == 16


def test_close_shots_soften_the_place_and_mirror_turns_it():
    sharp = build(plate(), Framing(zoom=1.0), WIDTH, HEIGHT, parallax=False)
    soft = build(plate(), Framing(zoom=1.8, blur=0.05), WIDTH, HEIGHT, parallax=False)
    assert (
        np.abs(np.diff(soft.back.y[:, 80].astype(int))).max()
        < np.abs(np.diff(sharp.back.y[:, 80].astype(int))).max()
    )
    mirrored = build(plate(), Framing(mirrored=True), WIDTH, HEIGHT, parallax=False)
    assert mirrored.back.y[10, 5] > mirrored.back.y[10, -5]
    assert sharp.back.y[10, 5] < sharp.back.y[10, -5]


def test_out_of_focus_a_cloud_stays_behind_what_is_nearer():
    cloud = Drift(Sprite(pixels(30, 12, (255, 255, 255)), 70, 30), depth=0.03)
    wall = Layer(pixels(176, 100, (90, 90, 90)), 0.2)
    lens = Framing(zoom=1.4, blur=0.01)
    with_cloud = build(plate([cloud], [wall]), lens, WIDTH, HEIGHT, parallax=False)
    without = build(plate([], [wall]), lens, WIDTH, HEIGHT, parallax=False)
    assert np.array_equal(with_cloud.back.y, without.back.y)


def test_no_rain_crosses_a_face_seen_close():
    tile = np.full((30, 40), 120, np.uint8)
    moving = shot(motions=(Fall(tile, (0, 60)),), spared=[Spared(60, 40, 16, 20)])
    dry = shot().frame(0).y
    wet = moving.frame(3).y
    assert np.array_equal(wet[30:50, 52:68], dry[30:50, 52:68])
    assert (wet[30:50, 90:110] > dry[30:50, 90:110]).all()


def test_what_is_spared_moves_with_the_camera():
    by = np.array([[2, 0, -10], [0, 2, 5]], np.float32)
    assert Spared(10, 10, 4, 5).moved(by) == Spared(10, 25, 8, 10)
