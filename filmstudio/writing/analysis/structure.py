"""Finds the shape of a story: its title, one-sentence logline, music and turn."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.film.screenplay import Screenplay
from filmstudio.film.story import Beat, Speech, StoryScene
from filmstudio.film.storyboard import Character, Setting
from filmstudio.film.vocabulary import Culture
from filmstudio.writing.analysis.lexicon import data, phrases, wordset
from filmstudio.writing.analysis.text import sentences, tidy, tokens, words

TURN_FROM, TURN_TO = 0.60, 0.75
"""Film grammar, structure: the turn lies at 60-75 % of the length."""
_TITLE_KEYS = ("title", "título", "titre", "titel", "शीर्षक")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)
_STRONG = frozenset({"angry", "sad", "surprised", "afraid", "tender", "urgent", "excited"})


def title_of(
    screenplay: Screenplay, cast: Sequence[Character], scenes: Sequence[StoryScene]
) -> str:
    """The film's title: the title page, the reader's, the first section; else the place or the people."""
    for key, value in screenplay.title_page.items():
        if key.strip().lower() in _TITLE_KEYS and value.strip():
            return _title(value.strip(" *_"))
    if screenplay.title.strip():
        return _title(screenplay.title)
    for element in screenplay.elements:
        if element.kind == "section" and element.text.strip():
            return _title(element.text)
    place = scenes[0].setting.name if scenes else ""
    people = " & ".join(member.name for member in cast[:2])
    if screenplay.form in ("fountain", "final-draft"):
        return _title(place.upper()) or people or "Untitled"
    return people or _title(place.upper()) or "Untitled"


def _title(text: str) -> str:
    """A title in capitals in title case: "THE LAST LAMP" is "The Last Lamp"."""
    text = tidy(text)
    if not text.isupper() or len(text) < 4:
        return text
    words_ = text.lower().split(" ")
    return " ".join(
        word if at and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words_)
    )


def author_of(screenplay: Screenplay) -> str:
    """The author of the title page, without "written by"."""
    for key, value in screenplay.title_page.items():
        if key.strip().lower() in ("author", "authors", "written by", "autor", "auteur", "by"):
            return tidy(value)
    return ""


def logline_of(
    screenplay: Screenplay, cast: Sequence[Character], scenes: Sequence[StoryScene], language: str
) -> str:
    """One sentence: the script's own synopsis, the sentence that says what somebody wants, or who and where."""
    for element in screenplay.elements:
        if element.kind == "synopsis" and element.text.strip():
            return tidy(element.text)
    told = [e.text for e in screenplay.elements if e.kind == "action"]
    if screenplay.form == "prose":
        lines = [s for text in told for s in sentences(text)][:12]
        fitting = [line for line in lines if 6 <= words(line) <= 32]
        named = [line for line in fitting if any(member.name in line for member in cast)]
        for sentence in named:
            if phrases("telling", language, "question").first(sentence):
                return sentence
        if named or fitting:
            return (named or fitting)[0]
    return _who_and_where(cast, scenes)


def _who_and_where(cast: Sequence[Character], scenes: Sequence[StoryScene]) -> str:
    """Who meets where, and the question that is asked there first: "Clara and Daniel, kitchen,
    night: “Will you stay?”"."""
    who = " and ".join(
        f"{member.name}, {_article(member.role)},"
        if member.role and member.role not in member.name.lower()
        else member.name
        for member in cast[:2]
    ).rstrip(",")
    first = scenes[0].setting if scenes else None
    where = (
        ", ".join(part for part in (first.name, first.time if first.name else "") if part)
        if first
        else ""
    )
    asked = next(
        (
            beat.text
            for scene in scenes
            for beat in scene.beats
            if isinstance(beat, Speech) and beat.text.endswith("?") and 3 <= words(beat.text) <= 16
        ),
        "",
    )
    logline = " — ".join(part for part in (who, where) if part)
    if asked and logline:
        return f"{logline}: “{asked}”"
    return f"{logline}." if logline else ""


def _article(role: str) -> str:
    return f"an {role}" if role[:1] in "aeiou" else f"a {role}"


def genre_of(setting: Setting, texts: list[str], language: str) -> str:
    """The genre for a scene that stands out by its mood (tense, eerie); "" for the film's own."""
    return str(data("genres")["by_mood"].get(setting.mood, ""))


def palette_of(
    texts: list[str], culture: Culture, traditional: bool, scenes: Sequence[Setting]
) -> str:
    """The film's own genre: raga for Indian tales and devotion, else the theme with most words."""
    rules = data("genres")
    line = [token.text for text in texts for token in tokens(text)]
    counts = {
        genre: sum(min(line.count(word), 3) for word in words_)
        for genre, words_ in rules["themes"].items()
    }
    homely = any(scene.place in ("village", "temple", "temple-hall") for scene in scenes)
    if culture in rules["indian"] and (traditional or counts["raga"] or homely):
        return "raga"
    counts["raga"] = 0
    night_city = sum(
        s.time in ("night", "dusk") and s.place in ("city-street", "cafe", "rooftop")
        for s in scenes
    )
    counts["jazz"] += 0 if traditional else 2 * night_city
    best = max(counts, key=lambda genre: counts[genre])
    return best if counts[best] >= 2 else str(rules["default"])


def turn_of(beats: Sequence[tuple[StoryScene, Beat]], language: str) -> int:
    """The beat on which the story turns, between 60 and 75 % of its length; -1 for under four beats.

    Lengths are counted in words by tens, so that an edited word does not move the turn.
    In that window the beat with most at stake wins: a strong emotion, a word that turns
    ("but", "suddenly", "the truth"), a silence, a new scene.
    """
    if len(beats) < 4:
        return -1
    weights = [1 + words(beat.text) // 10 for _, beat in beats]
    total = sum(weights)
    turning = wordset("telling", language, "turn")
    best, best_score = -1, -1.0
    run = 0
    for index, (scene, beat) in enumerate(beats):
        middle = (run + weights[index] / 2) / total
        run += weights[index]
        if not TURN_FROM <= middle <= TURN_TO:
            continue
        score = 1.0 - abs(middle - 0.68)
        score += 1.5 * (beat.emotion in _STRONG)
        score += 1.0 * bool({token.text for token in tokens(beat.text)} & turning)
        score += 1.0 * (scene.beats[0] is beat)
        if score > best_score:
            best, best_score = index, score
    if best >= 0:
        return best
    # Long beats can step over the window: the beat that covers two thirds is the turn.
    run = 0
    for index, weight in enumerate(weights):
        run += weight
        if run >= 0.67 * total:
            return index
    return len(beats) - 1
