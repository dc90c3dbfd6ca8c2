"""Makes a screenplay of a dialogue list: `Name: line`, with headings and bracketed directions."""

from __future__ import annotations

import re

from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    Element,
    SceneHeading,
    Screenplay,
    Section,
    Transition,
)
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.fountain import HEADING, heading
from filmstudio.writing.readers.inline import squeeze, strip_emphasis

TITLE_KEYS = frozenset(
    [
        "title",
        "author",
        "authors",
        "writer",
        "by",
        "genre",
        "style",
        "language",
        "date",
        "draft",
        "credit",
        "source",
        "copyright",
        "contact",
        "cast",
        "characters",
        "logline",
        "notes",
        "note",
        "format",
        "duration",
        "music",
        "mood",
    ]
) | {"written by", "draft date", "based on", "dramatis personae"}
PLACE_KEYS = frozenset({"setting", "place", "location", "scene", "where"})
TIME_KEYS = frozenset({"time", "when"})
NARRATORS = frozenset(
    ["narrator", "narration", "narrador", "narradora", "narrateur", "narratrice", "erzähler", "erzählerin", "narratore", "voiceover", "voice-over", "v.o.", "storyteller", "वाचक", "कथावाचक", "सूत्रधार", "కథకుడు", "கதைசொல்லி", "旁白", "ナレーター"]
) | {"voice over"}  # fmt: skip
_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<name>[^\W\d_][^:：\n(\[\]]{0,39}?)\s*"
    r"(?:[(\[](?P<manner>[^()\[\]\n]{1,80})[)\]])?\s*(?:\*\*|__)?[:：](?:\*\*|__)?(?:\s+|(?<=：)|$)"
)
_DIRECTION = re.compile(
    r"(?:\[(?P<b>[^\[\]]+)\]|\((?P<p>[^()]+)\)|\*(?P<s>[^*]+)\*|_(?P<u>[^_]+)_)$"
)
_SCENE = re.compile(
    r"(?:#+\s*)?\[?(?:scene|scène|escena|szene|cena|scena|दृश्य|காட்சி|场景|シーン)\b\s*"
    r"(?P<number>\d{1,3}|[ivxlc]{1,6}\b|one|two|three|four|five|six|seven|eight|nine|ten)?"
    r"\s*(?:[:.：–—-]\s*(?P<text>.*?))?\]?$",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"(?:chapter|part|act|prologue|epilogue|chapitre|capítulo|kapitel|capitolo|अध्याय)\b"
    r"[^.!?]{0,60}$",
    re.IGNORECASE,
)
_MANNER = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|「[^「」]*」")
_SENTENCE_MARKS = set('.!?;"“”«»।。！？')


def label_of(line: str) -> str:
    """The name that speaks on a `Name: line` line; "" where it is not such a line."""
    found = _LABEL.match(line)
    if not found:
        return ""
    name = squeeze(found["name"]).strip("*_ ")
    if not name or len(name.split()) > 4 or _SENTENCE_MARKS & set(name.replace("Mr.", "").replace(
        "Mrs.", "").replace("Ms.", "").replace("Dr.", "").replace("St.", "").replace("V.O.", "")
    ):  # fmt: skip
        return ""
    low = name.lower()
    if low in TITLE_KEYS or low in PLACE_KEYS or low in TIME_KEYS or _SCENE.match(name):
        return ""
    first = name[0]
    return name if first.isupper() or not (first.isupper() or first.islower()) else ""


def scene_of(line: str) -> SceneHeading | None:
    """The heading on lines such as `Scene 2: The bus stop, night` or `INT. BUS - NIGHT`."""
    if HEADING.match(line):
        return heading(line)
    if found := _SCENE.match(line):
        text = squeeze(found["text"] or "")
        if text or found["number"]:
            return SceneHeading(text=text, number=(found["number"] or "").upper())
    return None


def chapter_of(line: str) -> Section | None:
    """The section on lines such as `Chapter 3: The well` or `## The well`."""
    if line.startswith("#") and line.strip("# "):
        hashes = len(line) - len(line.lstrip("#"))
        return Section(text=strip_emphasis(squeeze(line.strip("# "))), level=min(hashes, 6))
    if len(line) <= 80 and _CHAPTER.match(line):
        return Section(text=squeeze(line))
    return None


def sentence(text: str) -> str:
    """A direction as a sentence: first letter large, a full stop at the end."""
    text = squeeze(text).strip()
    if text and text[-1].isalnum():
        text += "।" if "\u0900" <= text[-1] <= "\u097f" else "." if ord(text[-1]) < 0x2E80 else "。"
    return text[:1].upper() + text[1:]


def read_dialogue(text: str, *, name: str = "The script", title: str = "") -> Screenplay:
    """The screenplay in a dialogue list.

    A narrator's lines and bracketed directions become action; `Setting:` and `Scene:` lines
    become headings. Raises BadInput where nobody speaks and nothing is told.
    """
    reader = _Reader()
    lines = text.strip("\n").split("\n")
    if len(lines) > 2 and not lines[1].strip() and _titles(lines[0].strip()):
        reader.title_page["Title"] = strip_emphasis(lines.pop(0).strip("*_# "))
    for line in lines:
        reader.line(line.strip())
    reader.flush()
    return finish("dialogue", reader.made, name=name, title=title, title_page=reader.title_page)


def _titles(line: str) -> bool:
    """Whether the first line of a list, which stands alone, is its title and no direction or speech."""
    words = line.strip("*_# ")
    alone = words and not (scene_of(line) or chapter_of(line) or label_of(line))
    return (
        bool(alone) and len(words.split()) <= 9 and ":" not in words and words[-1] not in ".)]!?…।"
    )


class _Reader:
    """What was made so far, and the speech or telling that the next line may continue."""

    def __init__(self) -> None:
        self.made: list[Element] = []
        self.title_page: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._speaker: str | None = None
        self._manner = ""
        self._open: list[str] = []

    def flush(self) -> None:
        text = squeeze(" ".join(self._open))
        if text and self._speaker is not None:
            self.made.extend(spoken(self._speaker, text, self._manner))
        elif text:
            self.made.append(Action(text=text))
        self._open = []
        self._speaker = None
        self._manner = ""

    def line(self, line: str) -> None:
        if not line:
            self.flush()
            return
        if self._titled(line):
            return
        single: SceneHeading | Section | Transition | None = scene_of(line) or chapter_of(line)
        if single is None and re.fullmatch(
            r"[A-Z ]{0,20}(?:CUT|FADE|DISSOLVE)[A-Z ]{0,12}[.:]", line
        ):
            single = Transition(text=line)
        if single is not None:
            self.flush()
            self.made.append(single)
            return
        if re.fullmatch(r"(?:[*_~=–—-]\s*){3,}", line):
            self.flush()
            self.made.append(SceneHeading(text=""))
            return
        if found := _DIRECTION.match(line):
            self.flush()
            inner = strip_emphasis(next(g for g in found.groups() if g))
            self.made.append(scene_of(inner.strip()) or Action(text=sentence(inner)))
            return
        if label := label_of(line):
            self._speak(label, line)
            return
        self._open.append(strip_emphasis(line))

    def _speak(self, label: str, line: str) -> None:
        self.flush()
        found = _LABEL.match(line)
        if found is None:
            return
        rest = strip_emphasis(line[found.end() :])
        if label.lower() in NARRATORS:
            self._open.append(rest)
            return
        self._speaker = self._names.setdefault(label.lower(), label)
        self._manner = squeeze(found["manner"] or "")
        self._open.append(rest)

    def _titled(self, line: str) -> bool:
        key, colon, value = line.partition(":")
        low = key.strip("*_# ").lower()
        value = strip_emphasis(squeeze(value.strip("* ")))
        if not colon or not value:
            return False
        if low in PLACE_KEYS:
            self.flush()
            self.made.append(SceneHeading(text=value.rstrip(".")))
            return True
        place = self.made[-1] if self.made else None
        if low in TIME_KEYS and isinstance(place, SceneHeading):
            self.made.pop()
            self.made.append(SceneHeading(text=f"{place.text} - {value.rstrip('.')}"))
            return True
        if low in TITLE_KEYS and not any(e.kind in ("action", "dialogue") for e in self.made):
            self.flush()
            self.title_page[squeeze(key.strip("*_# "))] = value
            return True
        return False


def spoken(speaker: str, text: str, manner: str = "") -> list[Element]:
    """The speeches in a line: a new one begins at each bracketed way of speaking within it."""
    parts = _MANNER.split(text)
    made: list[Element] = []
    for index in range(0, len(parts), 2):
        if index:
            manner = squeeze(parts[index - 1])
        words = squeeze(parts[index])
        if _QUOTED.fullmatch(words):
            words = words[1:-1].strip()
        if words:
            made.append(Dialogue(speaker=speaker, text=words, parenthetical=manner))
    if len(parts) > 1 and not squeeze(parts[-1]):
        # A bracket with no words after it is something done.
        made.append(Action(text=f"{speaker} ({manner})."))
    elif not made and manner:
        made.append(Action(text=f"{speaker} ({manner})."))
    return made
