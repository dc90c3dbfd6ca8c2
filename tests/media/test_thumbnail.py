"""Thumbnails: size, weight, colour, title, and the whole picture of an upright film."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from filmstudio.errors import BadInput
from filmstudio.film.picture import Sprite
from filmstudio.media import thumbnail


def colours(height: int, width: int) -> np.ndarray:
    picture = np.zeros((height, width, 3), np.uint8)
    picture[..., 0] = 200
    picture[..., 2] = np.linspace(0, 255, width).astype(np.uint8)
    return picture


def test_a_picture_becomes_a_thumbnail(tmp_path: Path) -> None:
    path = thumbnail.write(colours(1080, 1920), tmp_path / "a.jpg")
    with Image.open(path) as made:
        assert (made.format, made.size, made.mode) == ("JPEG", (1280, 720), "RGB")
        red, _, blue = np.asarray(made)[360, 1200]
        assert abs(int(red) - 239) < 6
        assert abs(int(blue) - 200) < 6
        profile = ImageCms.ImageCmsProfile(io.BytesIO(made.info["icc_profile"]))
        assert "sRGB" in ImageCms.getProfileDescription(profile)
    assert path.read_bytes() == thumbnail.write(colours(1080, 1920), path).read_bytes()


def test_quality_falls_until_it_fits(tmp_path: Path) -> None:
    noisy = np.random.default_rng(1).integers(0, 256, (720, 1280, 3), dtype=np.uint8)
    full = thumbnail.write(noisy, tmp_path / "full.jpg").stat().st_size
    assert full < thumbnail.LIMIT_BYTES
    small = thumbnail.write(noisy, tmp_path / "small.jpg", limit=full // 2).stat().st_size
    assert full // 8 < small < full // 2
    with pytest.raises(BadInput, match="smaller"):
        thumbnail.write(noisy, tmp_path / "none.jpg", limit=1000)
    assert not (tmp_path / "none.jpg").exists()


def test_a_title_lies_over_the_picture() -> None:
    picture = np.full((720, 1280, 3), 100, np.uint8)
    pixels = np.zeros((40, 60, 4), np.uint8)
    pixels[:, :30] = (0, 0, 255, 255)
    pixels[:, 30:] = (64, 64, 64, 128)
    thumbnail.lay(picture, Sprite(pixels, 100, 200))
    assert picture[210, 110].tolist() == [0, 0, 255]
    assert picture[210, 150].tolist() == pytest.approx([114, 114, 114], abs=1)
    assert picture[210, 170].tolist() == [100, 100, 100]
    thumbnail.lay(picture, Sprite(pixels, -30, 710))
    assert picture[715, 10].tolist() == pytest.approx([114, 114, 114], abs=1)
    thumbnail.lay(picture, Sprite(pixels, 2000, 10))


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1080)])
def test_an_upright_or_square_film_is_shown_whole(size: tuple[int, int]) -> None:
    height, width = size
    picture = np.full((height, width, 3), 90, np.uint8)
    picture[: height // 20] = (0, 255, 0)
    picture[-height // 20 :] = (0, 0, 255)
    made = thumbnail.frame(picture)
    assert made.shape == (720, 1280, 3)
    assert made[8, 640].tolist() == [0, 255, 0]
    assert made[711, 640].tolist() == [0, 0, 255]
    assert made[360, 20].max() < 90


def test_several_to_choose_from(tmp_path: Path) -> None:
    title = Sprite(np.full((50, 200, 4), 255, np.uint8), 10, 10)
    paths = thumbnail.options([colours(720, 1280), colours(360, 640)], tmp_path / "t", [title])
    assert [path.name for path in paths] == ["thumbnail-1.jpg", "thumbnail-2.jpg"]
    with Image.open(paths[0]) as one, Image.open(paths[1]) as two:
        assert np.asarray(one)[30, 50].min() > 240
        assert np.asarray(two)[30, 50].min() < 100


def test_another_kind_of_picture_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="colour"):
        thumbnail.write(np.zeros((10, 10), np.uint8), tmp_path / "a.jpg")
