"""The film recipe: one tiny script as a whole film, judged from outside."""

from __future__ import annotations

import json
from itertools import pairwise

import av
import jsonschema
import pysubs2
import soundfile
import webvtt

from filmstudio.engine.provider import Provider
from filmstudio.film.storyboard import NARRATOR, json_schema
from filmstudio.media.check.film import check_film
from filmstudio.recipes.film import FILM, film_workshop
from tests.recipes.films import Film, leftovers, make_bell

REPORT = {
    "film",
    "frames",
    "seconds",
    "wall_s",
    "cpu_s",
    "stages",
    "units_run",
    "units_cached",
    "ran",
    "providers",
    "warnings",
    "peak_bytes",
}
TOO_SMALL = {"frame size"}
"""What a picture of 144 lines cannot meet."""


def words(text: str) -> list[str]:
    return text.replace("\n", " ").split()


def test_the_recipe_is_sound_and_its_makers_are_there():
    recipe, providers = film_workshop()
    assert recipe is FILM
    assert recipe.faults() == []
    wanted = {stage.capability for stage in recipe.stages if stage.capability}
    assert wanted == {"text", "picture", "voice", "music"}
    for capability in wanted:
        card = providers.order(capability)[0]
        assert card.available
        assert isinstance(providers.named(card.name), Provider)


def test_picture_and_sound_are_as_ordered(golden: Film):
    timeline = golden.timeline
    with av.open(str(golden.path)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        assert (picture.width, picture.height) == (256, 144)
        assert picture.average_rate == 24
        assert sum(1 for _ in film.decode(picture)) == timeline.frames
        assert (sound.sample_rate, sound.channels) == (48000, 2)
        assert len(film.chapters()) == 2
    assert golden.report["frames"] == timeline.frames
    assert abs(golden.report["seconds"] - timeline.frames / 24) < 0.001


def test_the_report_has_its_keys_and_adds_up(golden: Film):
    report = golden.report
    assert set(report) == REPORT
    assert report["film"] == str(golden.path)
    assert report["units_run"] == len(report["ran"]) == len(set(report["ran"]))
    assert report["units_cached"] == 0
    assert sum(tally["units"] for tally in report["stages"].values()) == report["units_run"]
    assert set(report["stages"]) == {stage.name for stage in FILM.stages}
    assert report["providers"] == {
        "write": "embedded-writer",
        "illustrate": "embedded-illustrator",
        "speak": "embedded-voices",
        "score": "embedded-composer",
    }
    assert report["warnings"] == []
    assert json.loads((golden.package / "report.json").read_text()) == report
    assert report["peak_bytes"] < 2**30


def test_the_storyboard_tells_the_script_and_fits_its_schema(golden: Film):
    document = json.loads((golden.package / "storyboard.json").read_text())
    jsonschema.Draft202012Validator(json_schema()).validate(document)
    board = golden.storyboard
    assert board.title == "The Bell"
    assert [scene.setting.place for scene in board.scenes] == ["beach", "temple"]
    assert [scene.setting.time for scene in board.scenes] == ["day", "night"]
    assert [member.name for member in board.cast] == ["Mira", "Arjun"]
    assert len({member.voice.name for member in board.cast}) == 2
    assert [(line.speaker, line.text) for line in board.lines() if line.speaker != NARRATOR] == [
        ("mira", "Listen, the bell rings."),
        ("arjun", "Then we must go home."),
        ("mira", "We came too late."),
    ]
    assert "dissolve" in {scene.shots[0].join.kind for scene in board.scenes[1:]}


def test_the_timeline_holds_together(golden: Film):
    timeline, board = golden.timeline, golden.storyboard
    assert [shot.id for shot in timeline.shots] == [shot.id for _, shot in board.shots()]
    assert timeline.shots[0].start == 0
    for before, after in pairwise(timeline.shots):
        assert before.start + before.frames == after.start
    assert sum(shot.frames for shot in timeline.shots) == timeline.frames
    assert [line.text for line in timeline.lines] == [line.text for line in board.lines()]
    for line in timeline.lines:
        shot = timeline.shot(line.shot)
        rate = float(timeline.rate)
        assert shot.start / rate <= line.start < line.end <= (shot.start + shot.frames) / rate
        assert [word.text for word in line.words] == words(line.text)
        for word in line.words:
            assert line.start - 1e-3 <= word.start < word.end <= line.end + 1e-3
        for earlier, later in pairwise(line.words):
            assert earlier.start < later.start


def test_mouths_move_with_the_sounds_of_the_voice(golden: Film):
    frame = 1 / 24
    for line in golden.timeline.lines:
        assert line.mouth
        assert line.mouth[-1].viseme == "sil"
        times = [event.time for event in line.mouth]
        assert times == sorted(times)
        assert line.start - 1e-3 <= times[0]
        assert times[-1] <= line.end + 1e-3
        for sound in line.phonemes:
            nearest = min(
                (event for event in line.mouth if event.viseme == sound.viseme),
                key=lambda event: abs(event.time - sound.start),
            )
            assert abs(nearest.time - sound.start) <= frame


def test_captions_say_every_word_in_three_formats(golden: Film):
    folder = golden.package / "captions"
    assert sorted(p.name for p in folder.iterdir()) == ["en.ass", "en.srt", "en.vtt"]
    spoken = words(" ".join(line.text for line in golden.timeline.lines))
    srt = pysubs2.load(str(folder / "en.srt"))
    ass = pysubs2.load(str(folder / "en.ass"))
    vtt = webvtt.read(str(folder / "en.vtt"))
    assert words(" ".join(event.plaintext for event in srt)) == spoken
    assert words(" ".join(event.plaintext for event in ass)) == spoken
    assert words(" ".join(caption.text for caption in vtt)) == spoken
    for one, other in zip(srt, ass, strict=True):
        assert abs(one.start - other.start) <= 10
        assert abs(one.end - other.end) <= 10


def test_stems_are_as_long_as_the_film_and_add_up_to_it(golden: Film):
    folder = golden.package / "stems"
    names = sorted(p.stem for p in folder.iterdir())
    assert names == ["ambience", "dialogue", "effects", "master", "music"]
    sounds = {name: soundfile.read(str(folder / f"{name}.wav"))[0] for name in names}
    samples = round(golden.timeline.seconds * 48000)
    assert {name: len(sound) for name, sound in sounds.items()} == dict.fromkeys(names, samples)
    # The master is the sum of its stems, but for the peaks that the limiter lowers.
    total = sum(sounds[name] for name in names if name != "master")
    apart = float(abs(total - sounds["master"]).mean())
    assert apart < 0.05 * float(abs(sounds["master"]).mean())


def test_thumbnails_are_pictures_of_the_size_that_sites_ask_for(golden: Film):
    files = sorted((golden.package / "thumbnails").iterdir())
    assert [p.name for p in files] == ["01.jpg", "02.jpg", "03.jpg"]
    for path in files:
        with av.open(str(path)) as picture:
            assert (picture.streams.video[0].width, picture.streams.video[0].height) == (1280, 720)
        assert path.stat().st_size < 2 * 2**20


def test_the_independent_check_finds_nothing(golden: Film):
    missed = {line.name for line in check_film(golden.path, golden.package) if line.ok is False}
    assert missed <= TOO_SMALL


def test_the_same_wish_again_makes_nothing(golden: Film):
    before = golden.path.read_bytes()
    made = make_bell(golden.folder)
    assert made.report["ran"] == []
    assert made.report["units_cached"] == golden.report["units_run"]
    assert golden.path.read_bytes() == before
    assert leftovers(golden.folder) == []


def test_another_folder_and_one_process_give_the_same_bytes(golden: Film, tmp_path):
    again = Film(tmp_path)
    made = make_bell(tmp_path, jobs=1)
    assert made.report["units_run"] == golden.report["units_run"]
    assert again.path.read_bytes() == golden.path.read_bytes()
    assert again.artifacts() == golden.artifacts()
    for name in ("storyboard.json", "timeline.json", "captions/en.srt", "thumbnails/01.jpg"):
        assert (again.package / name).read_bytes() == (golden.package / name).read_bytes()
