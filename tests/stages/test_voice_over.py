"""A voice-over is heard over a face whose lips are still."""

from __future__ import annotations

from filmstudio.writing.analysis import analyse
from filmstudio.writing.planning import plan
from filmstudio.writing.readers import read_text

SCRIPT = """EXT. BEACH - DAY

MRS. GREY stands by the water.

MRS. GREY (V.O.)
I had been here before.

MRS. GREY
Hello, sea.
"""


def test_lines_from_outside_the_picture_are_marked_and_titles_say_who_is_who():
    storyboard = plan(analyse(read_text(SCRIPT)))
    unseen = {line.text: line.unseen for line in storyboard.lines()}
    assert unseen["I had been here before."] is True
    assert unseen["Hello, sea."] is False
    assert storyboard.cast[0].gender == "female"
