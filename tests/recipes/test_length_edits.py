"""With a target length, an edit of one line of a script leaves every other shot as it was."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

from filmstudio.film.cut import TOLERANCE, lay_out
from filmstudio.film.earlier import Earlier, remembered
from filmstudio.film.storyboard import Shot, Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Spoken, Timeline
from filmstudio.stages.board import for_length
from filmstudio.writing.analysis import analyse
from filmstudio.writing.planning import plan
from filmstudio.writing.planning.estimate import line_seconds
from filmstudio.writing.readers import read_script

EXAMPLES = Path(__file__).parents[2] / "examples"
RATE = FrameRate(num=24)
FILMS = [
    ("night_bus.txt", 60),
    ("night_bus.txt", 75),
    ("the_last_ferry.fountain", 60),
    ("the_last_ferry.fountain", 75),
    ("the_potters_bell.txt", 60),
    ("the_potters_bell.txt", 75),
]
EDITS = {
    "another word": lambda text: re.sub(r"\w+(\W*)$", r"tomorrow\1", text, count=1),
    "one word more": lambda text: re.sub(r"(\W*)$", r" indeed\1", text, count=1),
    "three words more": lambda text: re.sub(r"(\W*)$", r" as you know\1", text, count=1),
    "one word less": lambda text: re.sub(r"\s\w+(\W*)$", r"\1", text, count=1),
    "seven words more": lambda text: re.sub(r"(\W*)$", r" and nobody will ever change this now\1", text, count=1),
}  # fmt: skip

LONG = "seven words more"


@dataclass(frozen=True)
class Version:
    """A version of a film, planned and cut, with voices that take about what is estimated."""

    storyboard: Storyboard
    timeline: Timeline

    @property
    def memory(self) -> Earlier:
        return remembered(self.storyboard, self.timeline)

    def plan(self) -> list[object]:
        """What is seen, whatever is said."""
        apart = {"lines": True, "lead": True, "hold": True, "camera": True, "action": True}
        return [shot.model_dump(exclude=apart) for _, shot in self.storyboard.shots()]

    def shots(self) -> dict[str, object]:
        """Id to what a shot's frames depend on, and which lines it has."""
        offsets = {line.id: line.offset for line in self.timeline.lines}
        return {
            shot.id: (
                shot.model_dump(exclude={"lines", "lead", "hold"}),
                [(line.id, line.text, offsets[line.id]) for line in shot.lines],
                self.timeline.shot(shot.id).frames,
                self.timeline.shot(shot.id).join_frames,
            )
            for _, shot in self.storyboard.shots()
        }


def _ids(shot: Shot) -> list[str]:
    return [line.id for line in shot.lines]


def version(script: Path, target: float, earlier: Earlier) -> Version:
    story = analyse(read_script(script), style="cinematic")

    def planned(seconds: float, before: Earlier | None = None) -> Storyboard:
        return plan(story, target_seconds=seconds, earlier=before)

    storyboard = for_length(planned, target, earlier)
    spoken = {}
    for line in storyboard.lines():
        # A voice is some percent faster or slower than the estimate, by what it says.
        odd = hashlib.sha256(line.text.encode()).digest()[0] / 255
        seconds = round(line_seconds(line, storyboard.language) * (0.94 + 0.12 * odd), 4)
        spoken[line.id] = Spoken(seconds=seconds, words=(), phonemes=())
    return Version(storyboard, lay_out(storyboard, spoken, RATE, earlier))


@lru_cache
def first(name: str, target: float) -> Version:
    return version(EXAMPLES / name, target, Earlier())


def edited(folder: Path, name: str, old: str, new: str) -> Path | None:
    """The script with a line changed; None where the line stands otherwise in the script."""
    text = (EXAMPLES / name).read_text()
    if text.count(old) != 1 or old == new:
        return None
    path = folder / name
    path.write_text(text.replace(old, new))
    return path


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(("name", "target"), FILMS)
def test_an_edited_line_changes_its_own_shots_and_no_other(name, target, edit, tmp_path):
    before = first(name, target)
    tried = replanned = 0
    for line in before.storyboard.lines():
        script = edited(tmp_path, name, line.text, EDITS[edit](line.text))
        if script is None:
            continue
        after = version(script, target, before.memory)
        tried += 1
        if not before.timeline.warnings:
            assert after.timeline.warnings == ()
            assert after.timeline.seconds == pytest.approx(target, abs=TOLERANCE)
        if before.plan() != after.plan():
            replanned += 1  # its words make it the turn, or two shots, or half of one
            continue
        own = {shot.id for _, shot in after.storyboard.shots() if line.id in _ids(shot)}
        was, now = before.shots(), after.shots()
        others = [id for id in was if was[id] != now[id] and id not in own]
        credits, last = after.timeline.shots[-1].id, after.timeline.shots[-2].id
        # Two seconds and a half are more than the credits can take up: the last picture helps.
        assert set(others) <= ({credits, last} if edit == LONG else {credits}), (line.text, others)
    assert tried >= 8
    assert replanned * (2 if edit == LONG else 3) <= tried
