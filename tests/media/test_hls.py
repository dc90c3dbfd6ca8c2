"""HLS: a reader of its own follows the playlists and finds aligned, honest renditions."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import av
import pytest

from filmstudio.errors import BadInput
from filmstudio.media import ffmpeg, hls
from filmstudio.media.probe import probe
from tests.media.check import trial_films


def attributes(row: str) -> dict[str, str]:
    pairs = re.findall(r'([A-Z-]+)=("[^"]*"|[^,]*)', row.split(":", 1)[1])
    return {name: value.strip('"') for name, value in pairs}


def segments(playlist: Path) -> list[tuple[float, Path]]:
    """Seconds and file of each segment, with the playlist's own rules checked (RFC 8216)."""
    rows = playlist.read_text().splitlines()
    assert rows[0] == "#EXTM3U"
    assert rows[-1] == "#EXT-X-ENDLIST"
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in rows
    longest = int(next(row.split(":")[1] for row in rows if "TARGETDURATION" in row))
    found, seconds = [], None
    for row in rows:
        if row.startswith("#EXTINF:"):
            seconds = float(row[8:].rstrip(","))
            assert round(seconds) <= longest
        elif not row.startswith("#"):
            assert seconds is not None
            found.append((seconds, playlist.parent / row))
            seconds = None
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[hls.Rendition, ...]]:
    folder = tmp_path_factory.mktemp("hls")
    film = trial_films.film(folder / "film.mp4", frames=196)
    return folder / "out", hls.stream(film, folder / "out", (360, 480, 720))


def test_only_sizes_up_to_the_film_are_made(
    made: tuple[Path, tuple[hls.Rendition, ...]],
) -> None:
    folder, renditions = made
    assert [each.height for each in renditions] == [360]
    assert sorted(path.name for path in folder.iterdir()) == ["360p", "master.m3u8"]


def test_the_master_tells_the_truth(tmp_path: Path) -> None:
    settings = trial_films.VideoSettings(854, 480, trial_films.RATE, quality="draft")
    half = trial_films.np.full((240, 427), 124, "uint8")

    def picture(index: int) -> trial_films.Planes:
        y = trial_films.cv2.resize(trial_films.moving(index)[0], (854, 480))
        return y, half, half

    film = trial_films.film(tmp_path / "film.mp4", picture=picture, settings=settings, frames=200)
    folder = tmp_path / "out"
    hls.stream(film, folder, (360, 480))
    rows = (folder / hls.MASTER).read_text().splitlines()
    assert rows[0] == "#EXTM3U"
    streams = [
        (attributes(row), folder / rows[number + 1])
        for number, row in enumerate(rows)
        if row.startswith("#EXT-X-STREAM-INF")
    ]
    assert len(streams) == 2
    starts: list[list[Fraction]] = []
    for told, playlist in streams:
        parts = segments(playlist)
        init = next(
            attributes(row)["URI"]
            for row in playlist.read_text().splitlines()
            if row.startswith("#EXT-X-MAP")
        )
        head = (playlist.parent / init).read_bytes()
        peak = max(path.stat().st_size * 8 / seconds for seconds, path in parts if seconds >= 2)
        assert 0.99 * peak <= int(told["BANDWIDTH"]) <= 1.1 * peak
        assert int(told["AVERAGE-BANDWIDTH"]) <= int(told["BANDWIDTH"])
        side = int(told["RESOLUTION"].split("x")[1])
        assert int(told["BANDWIDTH"]) <= hls.MAX_KILOBITS[side] * 1000 * 1.6 + 200_000
        assert sum(seconds for seconds, _ in parts) == pytest.approx(200 / 24, abs=0.05)
        begin = []
        for number, (_, path) in enumerate(parts):
            single = tmp_path / f"{side}-{number}.mp4"
            single.write_bytes(head + path.read_bytes())
            with av.open(str(single)) as source:
                video = source.streams.video[0]
                packets = [each for each in source.demux(video) if each.size]
                assert packets[0].is_keyframe
                begin.append(packets[0].pts * video.time_base)
                width, height = told["RESOLUTION"].split("x")
                assert (video.width, video.height) == (int(width), int(height))
                profile = bytes(video.codec_context.extradata or b"")[1:4].hex().upper()
                assert told["CODECS"] == f"avc1.{profile},mp4a.40.2"
        starts.append(begin)
    assert starts[0] == starts[1]


def test_the_whole_plays_without_errors(
    made: tuple[Path, tuple[hls.Rendition, ...]], tmp_path: Path
) -> None:
    folder, _ = made
    out = tmp_path / "back.mp4"
    done = ffmpeg.run(
        ["-xerror", "-i", folder / hls.MASTER, "-c", "copy", "-y", out], level="error"
    )
    assert done.stderr == ""
    facts = probe(out)
    assert facts.video is not None
    assert facts.video.frames == 196
    assert facts.audio is not None


def test_making_it_again_replaces_it(tmp_path: Path) -> None:
    film = trial_films.film(tmp_path / "film.mp4", frames=60)
    folder = tmp_path / "out"
    hls.stream(film, folder, (360,))
    (folder / "old").write_text("x")
    first = (folder / hls.MASTER).read_bytes()
    hls.stream(film, folder, (360,))
    assert not (folder / "old").exists()
    assert (folder / hls.MASTER).read_bytes() == first
    with pytest.raises(BadInput, match="500"):
        hls.stream(film, folder, (500,))
    assert not list(tmp_path.glob(".*"))
