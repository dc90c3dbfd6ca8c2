"""Makes action and dialogue of prose paragraphs, and gives each speech to its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from filmstudio.film.screenplay import Action, Dialogue, Element, SceneHeading, Section
from filmstudio.said import said
from filmstudio.writing.language import detect_language
from filmstudio.writing.readers.grammar import grammar
from filmstudio.writing.readers.inline import squeeze
from filmstudio.writing.readers.people import People
from filmstudio.writing.readers.quotes import Piece, QuoteStyle, dashed, is_speech, split
from filmstudio.writing.readers.tags import Tag, Tags

_SENTENCE_END = re.compile(r"[.!?…।॥][)\]’”\"»]*\s+|[。！？][」』”]?\s*")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|vs|etc|[A-Z])\.\s+$")
_NEVER_PAUSES = frozenset(
    (
        "who",
        "what",
        "which",
        "that",
        "how",
        "if",
        "is",
        "are",
        "was",
        "were",
        "the",
        "a",
        "and",
        "or",
    )
)
_AS_IF = re.compile(r"\bas (?:if|though) to (?:say|ask|tell)\W*$")
_LEADS = (",", ":", "：", "，")


@dataclass
class _Turn:
    """One speech in the making. `sure` is false where only the order of turns names its speaker."""

    text: str
    paragraph: int
    lead: Tag | None = None
    tag: Tag | None = None
    open: bool = False
    speaker: str = ""
    sure: bool = False

    @property
    def who(self) -> str:
        return self.tag.who if self.tag else self.lead.who if self.lead else ""

    @property
    def manner(self) -> str:
        return (self.tag.manner if self.tag else "") or (self.lead.manner if self.lead else "")


class Teller:
    """Reads paragraph by paragraph and remembers who speaks with whom.

    The evidence for a speaker, strongest first: the speech's own tag; another speech or the
    person who acts in the same paragraph; the person told of just before; the turns of two
    who talk; the turns that follow.
    """

    def __init__(self, text: str) -> None:
        self._grammar = grammar(detect_language(text))
        self._tags = Tags(self._grammar)
        self._style = QuoteStyle.of(text)
        self._people = People(self._grammar, text)
        self._items: list[_Turn | Element] = []
        self._talk: list[str] = []
        self._number = 0
        self._open: _Turn | None = None
        self._acting = ""
        """Who the paragraph just before, told without speech, was about."""

    def elements(self) -> list[Element]:
        """Everything read, in the order it was written."""
        self._look_ahead()
        made: list[Element] = []
        for item in self._items:
            if isinstance(item, _Turn):
                text = _closed(item.text)
                if any(c.isalnum() for c in text):
                    made.append(
                        Dialogue(speaker=item.speaker, text=text, parenthetical=item.manner)
                    )
            elif isinstance(item, Action) and item.text.endswith((":", "：")):
                text = item.text[:-1].rstrip()
                made.append(Action(text=text + _full_stop(text)))
            else:
                made.append(item)
        return made

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence on the speeches that nobody could be found to speak, if there are any."""
        lost = [i for i in self._items if isinstance(i, _Turn) and not i.speaker]
        if not lost:
            return ()
        first = lost[0].text if len(lost[0].text) <= 40 else lost[0].text[:39] + "…"
        return (
            said(
                "Nobody could be found who speaks {n} speeches (the first is “{words}”): say who "
                "in the script, for example with “said Meena”.",
                one="Nobody could be found who speaks {n} speech (the first is “{words}”): say "
                "who in the script, for example with “said Meena”.",
                n=len(lost),
                words=first,
            ),
        )

    def heading(self, heading: SceneHeading | Section) -> None:
        """Begins a new scene: who talked before talks no more."""
        self._items.append(heading)
        self._talk = []
        self._open = None
        self._acting = ""

    def paragraph(self, text: str) -> None:
        """Reads one paragraph of clean text."""
        self._number += 1
        pieces = dashed(text, self._grammar.verb_start) or split(text, self._style)
        pieces = self._spoken(pieces)
        if not any(piece.spoken for piece in pieces):
            self._open = None
            if pieces:
                self._acting = self._tell(pieces[0].text)
            return
        # A speech over several paragraphs opens each anew and closes only the last.
        goes_on = self._open if pieces[0].spoken else None
        self._open = None
        sequence = self._sequence(pieces, goes_on)
        if goes_on and goes_on.tag and not goes_on.sure:
            self._say(goes_on, self._people.resolve(goes_on.tag.who))
        self._assign(sequence)
        if goes_on and goes_on.open and len(pieces) == 1:
            self._open = goes_on
        self._acting = ""

    def _spoken(self, pieces: list[Piece]) -> list[Piece]:
        """The pieces, with quotations that nobody speaks given back to the telling."""
        made: list[Piece] = []
        for index, piece in enumerate(pieces):
            if piece.spoken:
                before = pieces[index - 1].text if index else ""
                after = pieces[index + 1].text if index + 1 < len(pieces) else ""
                tagged = (before and self._tags.before(sentences(before)[-1])) or (
                    after and self._tags.after(sentences(after)[0], comma=False)
                )
                likened = _AS_IF.search(before)
                if likened or (not tagged and not is_speech(before, piece.text, after)):
                    piece = Piece(f"“{piece.text}”", False)
            if made and not made[-1].spoken and not piece.spoken:
                glue = "" if piece.text[:1] in ",.;:!?" else " "
                made[-1] = Piece(made[-1].text + glue + piece.text, False)
            else:
                made.append(piece)
        return made

    def _sequence(self, pieces: list[Piece], turn: _Turn | None) -> list[_Turn | str]:
        """The paragraph as turns and telling: tags read off, broken speeches put together again.

        `turn` is the speech of the paragraph above that the first quotation goes on with.
        """
        made: list[_Turn | str] = []
        lead: Tag | None = None
        joins = turn is not None
        for index, piece in enumerate(pieces):
            if piece.spoken:
                if joins and turn:
                    turn.text = _join(
                        turn.text, piece.text, aside=bool(turn.tag and turn.tag.aside)
                    )
                    turn.open = piece.open
                else:
                    turn = _Turn(piece.text, self._number, lead=lead, open=piece.open)
                    made.append(turn)
                lead, joins = None, False
                continue
            parts = sentences(piece.text)
            follows = index + 1 < len(pieces)
            if turn and index and pieces[index - 1].spoken:
                tag = self._tags.after(parts[0], comma=pieces[index - 1].text.endswith(_LEADS))
                if tag:
                    parts = parts[1:]
                    action, lead = self._shared(tag, follows and not parts)
                    turn.tag = turn.tag or tag
                    if action:
                        made.append(action)
                    joins = follows and not parts and lead is None and (tag.aside or not action)
            if parts and follows and (found := self._tags.before(parts[-1])):
                lead, left = found
                parts = [*parts[:-1], left] if left else parts[:-1]
            if parts:
                made.append(_together(parts))
        return made

    def _shared(self, tag: Tag, follows: bool) -> tuple[str, Tag | None]:
        """A tag's action, or the lead of the next speaker in it (`said Ravi, and Meera answered,`)."""
        if not (tag.action and tag.aside and follows):
            return tag.action, None
        found = self._tags.before(tag.action.rstrip(".") + ",")
        if not found or found[0].who.lower() in {tag.who.lower(), *self._grammar.pronouns}:
            return tag.action, None
        return found[1], found[0]

    def _assign(self, sequence: list[_Turn | str]) -> None:
        """Names the speakers of a paragraph and keeps its turns and telling."""
        earlier = self._talk[-1] if self._talk else ""
        turns = [part for part in sequence if isinstance(part, _Turn)]
        spoken_before = self._spoke_last()
        if turns and sequence[0] is turns[0] and not turns[0].who:
            turns[0].lead = self._lead_above()
        speaker = ""
        beat = ""
        waiting: list[_Turn] = []
        for part in sequence:
            if isinstance(part, str):
                subject = self._tell(part, before=earlier if spoken_before else "")
                beat = subject or beat
                continue
            self._items.append(part)
            if part.who and beat and self._people.may_be(part.who, beat):
                speaker = beat
            elif part.who:
                speaker = self._people.resolve(part.who, before=earlier if spoken_before else "")
            elif not speaker:
                speaker = beat
            if speaker:
                self._say(part, speaker)
            else:
                waiting.append(part)
        if waiting:
            found = next((t.speaker for t in turns if t.speaker), beat)
            for turn in waiting:
                if found:
                    self._say(turn, found)
                else:
                    self._guess(turn, earlier)
                    found = turn.speaker if len(waiting) > 1 else ""
        if turns and turns[-1].open:
            self._open = turns[-1]

    def _spoke_last(self) -> bool:
        last = self._items[-1] if self._items else None
        return isinstance(last, _Turn) and last.paragraph == self._number - 1

    def _lead_above(self) -> Tag | None:
        """The tag that ends the paragraph above with a colon; its words are told no more."""
        last = self._items[-1] if self._items else None
        if not isinstance(last, Action) or not last.text.endswith((":", "：")):
            return None
        parts = sentences(last.text)
        found = self._tags.before(parts[-1])
        if not found:
            return None
        tag, left = found
        rest = _together([*parts[:-1], left]).strip()
        self._items.pop()
        if rest:
            self._items.append(Action(text=rest))
        return tag

    def _say(self, turn: _Turn, speaker: str) -> None:
        turn.speaker = speaker
        turn.sure = True
        self._people.speaks(speaker)
        if not self._talk or self._talk[-1] != speaker:
            self._talk.append(speaker)

    def _guess(self, turn: _Turn, earlier: str) -> None:
        """A speaker by the turns of the talk, where nothing in the paragraph names one."""
        called = self._people.vocative(turn.text)
        others = self._people.latest({earlier, *called}, set(self._talk))
        acting = self._acting if self._acting not in called else ""
        if acting and (acting != earlier or not others):
            name = acting
        else:
            name = others or self._people.latest({earlier, *called})
        turn.speaker = name
        if name:
            self._people.speaks(name)
        if name and (not self._talk or self._talk[-1] != name):
            self._talk.append(name)

    def _tell(self, text: str, *, before: str = "") -> str:
        """Keeps a passage of telling; returns who acts in its last sentence, "" where nobody does."""
        text = squeeze(text).lstrip(",;")
        text = text.strip()
        if not any(c.isalnum() for c in text):
            return ""
        self._people.notice(text)
        if text[0].islower():
            text = text[0].upper() + text[1:]
        if text[-1] in ",;，、" or text[-1].isalnum():
            text = text.rstrip(" ,;，、")
            text += _full_stop(text)
        self._items.append(Action(text=text))
        for sentence in reversed(sentences(text)):
            for subject in self._tags.beat(sentence):
                if self._people.known(subject):
                    name = self._people.resolve(subject, before=before)
                    return name if self._people.talks(name) else ""
        return ""

    def _look_ahead(self) -> None:
        """Names again, from the end, guessed speakers by the sure ones who follow in turn."""
        turns = [item for item in self._items if isinstance(item, _Turn)]
        for index in range(len(turns) - 2, -1, -1):
            turn, after = turns[index], turns[index + 1]
            if turn.sure or after.paragraph != turn.paragraph + 1:
                continue
            if turn.speaker and turn.speaker != after.speaker:
                continue
            called = self._people.vocative(turn.text)
            beyond = [
                t.speaker
                for t in turns[index + 2 : index + 6]
                if t.speaker not in ("", after.speaker) and t.speaker not in called
            ]
            if beyond and after.speaker:
                turn.speaker = beyond[0]


def sentences(text: str) -> list[str]:
    """The sentences of a passage, none empty; abbreviations such as `Mr.` end none."""
    made: list[str] = []
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text, max(start, found.end() - 8), found.end()):
            continue
        made.append(text[start : found.end()].strip())
        start = found.end()
    made.append(text[start:].strip())
    return [part for part in made if part] or [text]


def _join(first: str, second: str, *, aside: bool) -> str:
    """The two halves of a speech that a tag broke, as the speaker said it."""
    if first.endswith(("，", "、", "。", "！", "？")):
        return first + second
    if first[-1].isalnum():
        first += "," if aside else _full_stop(first)
    if first.endswith(","):
        if not aside and not second[:1].islower():
            first = first[:-1] + _full_stop(first[:-1])
        elif first[:-1].split()[-1:] and first[:-1].split()[-1].lower() in _NEVER_PAUSES:
            first = first[:-1]
    return f"{first} {second}"


def _together(parts: list[str]) -> str:
    """Sentences as one passage, with spaces where the script writes them."""
    text = ""
    for part in parts:
        text += part if not text or text[-1] in "。！？」』" else " " + part
    return text


def _closed(text: str) -> str:
    """A speech with the comma before its tag made the full stop that it stands for."""
    text = squeeze(text)
    if text.endswith((",", "，", "،", "、")):
        text = text[:-1]
    return text + _full_stop(text) if text and text[-1].isalnum() else text


def _full_stop(text: str) -> str:
    """The full stop of the script that a text ends in."""
    last = text[-1:]
    if "\u0900" <= last <= "\u0dff":
        return "।" if last <= "\u0a7f" else "."
    if "\u3040" <= last <= "\u9fff":
        return "。"
    return "" if "\u0e00" <= last <= "\u0e7f" else "."
