"""What was made, over the API: listed, in ranges, converted, as a ZIP, and within the plan."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.media.probe import probe
from filmstudio.services import exports, plans
from filmstudio.settings import settings


@pytest.fixture
def made(person, finish):
    ann = person("ann")
    project = ann.project(title="The Last Ferry")
    job = finish(project)
    return ann, f"/projects/{project['id']}", job


def test_what_was_made_is_listed_and_fetched(made, person, footage):
    ann, path, job = made
    result = ann.get(f"/jobs/{job}/result").json()
    assert sorted(one["name"] for one in result["artifacts"]) == [
        *("captions/en.srt", "captions/en.vtt", "film.mp4", "stems/master.wav"),
        *("storyboard.json", "thumbnails/01.jpg"),
    ]
    assert ann.get(f"{path}/artifacts").json() == result["artifacts"]
    whole = footage.read_bytes()
    film = ann.client.get(
        result["film"],
        headers={"Authorization": f"Bearer test-{ann.user.id}", "Range": "bytes=100-199"},
    )
    assert (film.status_code, film.content) == (206, whole[100:200])
    assert film.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert film.headers["accept-ranges"] == "bytes"
    tail = ann.get(f"{path}/download", headers={"Range": "bytes=-10"})
    assert tail.content == whole[-10:]
    assert 'filename="The-Last-Ferry.mp4"' in tail.headers["content-disposition"]
    assert ann.get(f"{path}/download", headers={"Range": "bytes=99999999-"}).status_code == 416
    bob = person("bob")
    for where in ("/artifacts", "/artifacts/film.mp4", "/download", "/archive"):
        assert bob.get(f"{path}{where}").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "kind"),
    [
        ("format=srt", 200, "application/x-subrip"),
        ("format=vtt&lang=en", 200, "text/vtt"),
        ("format=vtt&lang=fr", 404, ""),
        ("format=wav", 200, "audio/wav"),
        ("format=jpg", 200, "image/jpeg"),
        ("format=json", 200, "application/json"),
        ("format=exe", 422, ""),
        ("quality=999p", 422, ""),
        ("quality=4K", 402, ""),
        ("format=srt&lang=..%2F..", 404, ""),
    ],
)
def test_downloads_by_format(made, monkeypatch, query, status, kind):
    ann, path, _ = made
    monkeypatch.setattr(plans, "is_metered", lambda: True)
    answer = ann.get(f"{path}/download?{query}")
    assert answer.status_code == status, answer.text
    if kind:
        assert answer.headers["content-type"].startswith(kind)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "film.mp4/x", "%2e%2e/secret.key", "captions/fr.srt", "x"]
)
def test_names_of_artifacts_lead_nowhere(made, name):
    ann, path, _ = made
    assert ann.get(f"{path}/artifacts/{name}").status_code in (404, 422)


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)  # what takes long is the conversion
@pytest.mark.parametrize(("format", "ending"), [("mp4", "mp4"), ("webm", "webm"), ("gif", "gif")])
def test_a_film_is_converted_once(made, monkeypatch, tmp_path, format, ending):
    ann, path, _ = made
    monkeypatch.setattr(exports, "WAIT_SECONDS", 120)
    monkeypatch.setattr(plans, "plan_of", lambda name: replace(plans.SELF_HOSTED))
    query = f"{path}/download?format={format}&quality=360p"
    first = ann.get(query)
    assert first.status_code == 200, first.text
    film = tmp_path / f"film.{ending}"
    film.write_bytes(first.content)
    video = probe(film).video
    # A GIF is never enlarged.
    assert (video.width, video.height) == ((320, 240) if format == "gif" else (480, 360))
    begun = exports._running.copy()
    assert ann.get(query).content == first.content
    assert begun == exports._running == {}


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_a_long_conversion_is_asked_for_again(made, monkeypatch):
    ann, path, _ = made
    monkeypatch.setattr(exports, "WAIT_SECONDS", 0.0)
    answer = ann.get(f"{path}/download?format=webm&quality=480p")
    assert (answer.status_code, answer.json()["code"]) == (503, "converting")
    assert answer.headers["retry-after"] == "5"
    monkeypatch.setattr(exports, "WAIT_SECONDS", 120)
    assert ann.get(f"{path}/download?format=webm&quality=480p").status_code == 200


def test_exports_are_trimmed(tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.mp4").write_bytes(b"x" * 100)
    exports.trim(tmp_path, 250)
    assert len(list(tmp_path.iterdir())) == 2


def test_everything_as_a_zip(made, footage):
    ann, path, _ = made
    answer = ann.get(f"{path}/archive")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.read("film.mp4") == footage.read_bytes()
        assert "captions/en.srt" in archive.namelist()


def test_a_film_larger_than_the_plan_is_given_smaller(person, finish, monkeypatch):
    ann = person("ann", plan="free")
    project = ann.project()
    finish(project, lines=1080)
    monkeypatch.setattr(plans, "is_metered", lambda: True)
    path = f"/projects/{project['id']}"
    for where in ("/archive", "/artifacts/film.mp4", "/download?quality=1080p"):
        answer = ann.get(f"{path}{where}")
        assert (answer.status_code, answer.json()["code"]) == (402, "plan_resolution"), where
    assert ann.get(f"{path}/artifacts/captions/en.srt").status_code == 200


def test_what_was_cleared_away_is_told(made):
    ann, path, job = made
    ArtifactStore(settings().data).clear()
    for where in (f"/jobs/{job}/result", f"{path}/download", f"{path}/archive"):
        answer = ann.get(where)
        assert (answer.status_code, answer.json()["code"]) == (404, "gone")
