"""Event streams are read alike however they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.client.errors import Unexpected
from filmstudio.client.events import LONGEST, Event, Parser

LINE = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=20)


def read(stream: bytes, cuts: list[int]) -> list[Event]:
    parser, found, start = Parser(), [], 0
    for end in [*sorted(min(cut, len(stream)) for cut in cuts), len(stream)]:
        found += parser.feed(stream[start:end])
        start = end
    return found


@given(
    st.lists(st.tuples(st.lists(LINE, min_size=1, max_size=3), LINE), max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.lists(st.integers(0, 400), max_size=12),
)
def test_any_event_is_read_through_any_cuts(events, end, cuts):
    text, wanted = "", []
    for data, id in events:
        lines = [f"id: {id}", *(f"data: {line}" for line in data)]
        text += end.join([": still there", *lines, "", ""])
        wanted.append(Event("message", "\n".join(data), id))
    stream = (text + ":").encode()  # a last CR is only sure to be one when something follows
    assert read(stream, cuts) == wanted


def test_what_the_standard_says_of_fields():
    stream = b"\xef\xbb\xbfevent:end\ndata\ndata: a: b\nretry: 5\nid: 4\n\nevent: x\n\ndata:  y\n\n"
    assert read(stream, []) == [Event("end", "\na: b", "4"), Event("message", " y", "4")]
    assert read(b"data: not yet", []) == []


def test_an_event_without_end_is_refused():
    endless = b"data: " + b"x" * 1000 + b"\n"
    with pytest.raises(Unexpected):
        Parser().feed(endless * (LONGEST // 1000 + 2))
    with pytest.raises(Unexpected):
        Parser().feed(b"x" * (LONGEST + 1))
