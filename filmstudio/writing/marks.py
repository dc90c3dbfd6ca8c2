"""Marks in a script's text: where it names its people, places and sounds, and what its shots cover."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from filmstudio.film.reading import Covered, Mark, shot_label
from filmstudio.film.screenplay import Screenplay
from filmstudio.film.story import Story
from filmstudio.film.storyboard import Storyboard
from filmstudio.writing.analysis.cast import roster_of
from filmstudio.writing.analysis.lexicon import phrases
from filmstudio.writing.analysis.text import tidy

MOST_MARKS = 4000
"""More is never looked at; a page of a script has about thirty."""
_SPACE = regex.compile(r"\s+")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_HEAD = 2
"""Words by which a piece is known again where its signs were changed."""
_BETWEEN = 6
"""Words that may stand between two of a piece: "he said with a smile"."""
_UNSPACED = ("ja", "zh", "th")
"""Languages that write no spaces: names are looked for as they stand."""
_SHORTEST_LITERAL = 2

Span = tuple[int, int]


@dataclass
class Finder:
    """Finds pieces of a text one after the other, as they stand or with words between theirs.

    Readers change what they read: white space is made one space, "he said" is taken out of the
    middle of a speech, and a comma before it becomes a stop.
    """

    text: str
    _flat: str = field(init=False)
    _places: list[int] = field(init=False)
    _words: list[str] = field(init=False)
    _spans: list[Span] = field(init=False)
    _at: int = 0

    def __post_init__(self) -> None:
        letters: list[str] = []
        self._places = []
        end = 0
        for gap in _SPACE.finditer(self.text):
            self._keep(letters, end, gap.start())
            letters.append(" ")
            self._places.append(gap.start())
            end = gap.end()
        self._keep(letters, end, len(self.text))
        self._flat = "".join(letters)
        found = list(_WORD.finditer(self._flat))
        self._words = [match.group().casefold() for match in found]
        self._spans = [match.span() for match in found]

    def _keep(self, letters: list[str], start: int, end: int) -> None:
        letters.append(self.text[start:end])
        self._places.extend(range(start, end))

    def next(self, piece: str) -> Span | None:
        """Where a piece stands, behind the one that was found last; None where it does not."""
        wanted = tidy(piece)
        if not wanted:
            return None
        at = self._flat.find(wanted, self._at)
        near, is_whole = self._by_words(wanted)
        if at >= 0 and (near is None or not is_whole or at <= near[0]):
            near = (at, at + len(wanted))
        if near is None:
            return None
        self._at = near[1]
        return self._places[near[0]], self._places[near[1] - 1] + 1

    def _by_words(self, piece: str) -> tuple[Span | None, bool]:
        """Where the first words stand together and the others follow with a few between them; and
        whether all of them do."""
        wanted = [word.casefold() for word in _WORD.findall(piece)]
        head = wanted[:_HEAD]
        first = bisect_left(self._spans, (self._at, 0))
        for start in range(first, len(self._words) - len(head) + 1):
            if head and self._words[start : start + len(head)] == head:
                last, missed = start + len(head) - 1, 0
                for word in wanted[_HEAD:]:
                    between = self._words[last + 1 : last + 2 + _BETWEEN]
                    if word in between:
                        last += 1 + between.index(word)
                    else:
                        missed += 1
                return (self._spans[start][0], self._spans[last][1]), not missed
        return None, False


def spoken_in(text: str, screenplay: Screenplay) -> list[Span]:
    """Where the words of speeches stand."""
    finder = Finder(text)
    found = []
    for element in screenplay.elements:
        if element.kind in ("dialogue", "action", "scene_heading"):
            span = finder.next(element.text)
            if span and element.kind == "dialogue":
                found.append(span)
    return found


def marks_in(text: str, screenplay: Screenplay, story: Story) -> tuple[Mark, ...]:
    """Every naming of somebody in the cast, of a place that is seen and of a sound, from left to
    right and none over another. What is said is not looked at for places and sounds."""
    spoken = spoken_in(text, screenplay)
    found: list[Mark] = []
    taken: list[Span] = []
    for mark in (
        *_people(text, screenplay, story),
        *_outside(_places(text, story), spoken),
        *_outside(_sounds(text, story.language), spoken),
    ):
        taken.append((mark.start, mark.end))
        found.append(mark)
    return tuple(_apart(found))[:MOST_MARKS]


def _apart(found: list[Mark]) -> Iterator[Mark]:
    """The marks in order; of two that overlap, people go before places and these before sounds."""
    rank = {"cast": 0, "place": 1, "sound": 2}
    kept: list[Mark] = []
    for kind in rank:
        ends = sorted((mark.start, mark.end) for mark in kept)
        for mark in found:
            if mark.kind == kind and not _meets(mark, ends):
                kept.append(mark)
    yield from sorted(kept, key=lambda mark: mark.start)


def _meets(mark: Mark, spans: Sequence[Span]) -> bool:
    at = bisect_left(spans, (mark.start, mark.end))
    near = spans[max(0, at - 1) : at + 1]
    return any(start < mark.end and mark.start < end for start, end in near)


def _outside(marks: Iterable[Mark], spans: Sequence[Span]) -> list[Mark]:
    ordered = sorted(spans)
    return [mark for mark in marks if not _meets(mark, ordered)]


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Each line of a text with the place of its first character."""
    at = 0
    for row in text.splitlines(keepends=True):
        yield at, row
        at += len(row)


def _people(text: str, screenplay: Screenplay, story: Story) -> Iterator[Mark]:
    cast = {member.id: member.name for member in story.cast}
    if story.language in _UNSPACED:
        yield from _literally(text, cast)
        return
    roster = roster_of(screenplay, story.language)
    for at, row in _rows(text):
        for hit in roster.mentions(row):
            if hit.value in cast:
                yield Mark(kind="cast", start=at + hit.start, end=at + hit.end, ref=hit.value)


def _literally(text: str, cast: dict[str, str]) -> Iterator[Mark]:
    for id, name in sorted(cast.items(), key=lambda pair: -len(pair[1])):
        if len(name) >= _SHORTEST_LITERAL:
            for match in regex.finditer(regex.escape(name), text):
                yield Mark(kind="cast", start=match.start(), end=match.end(), ref=id)


def _places(text: str, story: Story) -> Iterator[Mark]:
    """The words for places that some scene shows, and the names that scenes have."""
    seen = {scene.setting.place for scene in story.scenes}
    names = {scene.setting.name: scene.setting.place for scene in story.scenes}
    named = sorted((name for name in names if len(name) > 1), key=len, reverse=True)
    heading = (
        regex.compile(
            "|".join(rf"(?<![\p{{L}}]){regex.escape(name)}(?![\p{{L}}])" for name in named),
            regex.IGNORECASE,
        )
        if named
        else None
    )
    by_lower = {name.lower(): place for name, place in names.items()}
    words = phrases("places", story.language, "words")
    for at, row in _rows(text):
        spans: list[Span] = []
        if heading is not None:
            for match in heading.finditer(row):
                spans.append(match.span())
                ref = by_lower[match.group().lower()]
                yield Mark(kind="place", start=at + match.start(), end=at + match.end(), ref=ref)
        for hit in words.find(row):
            meant = {one.lstrip("~") for one in hit.value.split("|")} & seen
            inside = any(start < hit.end and hit.start < end for start, end in spans)
            if meant and not inside:
                ref = min(meant)
                yield Mark(kind="place", start=at + hit.start, end=at + hit.end, ref=ref)


def _sounds(text: str, language: str) -> Iterator[Mark]:
    words = phrases("sounds", language, "sounds")
    for at, row in _rows(text):
        for hit in words.find(row):
            yield Mark(kind="sound", start=at + hit.start, end=at + hit.end, ref=hit.value)


def covered_by(text: str, storyboard: Storyboard) -> tuple[Covered, ...]:
    """The words that each shot covers, where they stand in the text as they are spoken or shown."""
    finder = Finder(text)
    found = []
    for number, scene in enumerate(storyboard.scenes, 1):
        for place, shot in enumerate(scene.shots, 1):
            pieces = [line.text for line in shot.lines] or [shot.action]
            spans = [span for piece in pieces if (span := finder.next(piece))]
            if spans:
                label = shot_label(number, place)
                found.append(
                    Covered(shot=shot.id, label=label, start=spans[0][0], end=spans[-1][1])
                )
    return tuple(found)


def scene_starts(text: str, screenplay: Screenplay, story: Story) -> list[int]:
    """Where each scene of a story begins in the text; -1 where its words are not found."""
    finder = Finder(text)
    starts = []
    for scene in story.scenes:
        first = scene.heading or next((beat.text for beat in scene.beats), "")
        span = finder.next(first)
        starts.append(span[0] if span else -1)
    return starts
