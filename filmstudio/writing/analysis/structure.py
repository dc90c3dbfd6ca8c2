"""Finds the shape of a story: its title, one-sentence logline, music and turn."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.film.screenplay import Screenplay
from filmstudio.film.story import Beat, StoryScene
from filmstudio.film.storyboard import Character, Setting
from filmstudio.film.vocabulary import Culture
from filmstudio.writing.analysis.lexicon import data, phrases, wordset
from filmstudio.writing.analysis.surroundings import heading
from filmstudio.writing.analysis.text import sentences, tidy, title_case, tokens, words

TURN_FROM, TURN_TO = 0.60, 0.75
"""Film grammar, structure: the turn lies at 60-75 % of the length."""
_STRONG = frozenset({"angry", "sad", "surprised", "afraid", "tender", "urgent", "excited"})


def title_of(screenplay: Screenplay) -> str:
    """The film's title: the title page, the reader's, the first section, the first place, or words."""
    for key, value in screenplay.title_page.items():
        if key.strip().lower() in ("title", "título", "titre", "titel", "शीर्षक") and value.strip():
            return title_case(value.strip(" *_"))
    if screenplay.title.strip():
        return title_case(screenplay.title)
    for element in screenplay.elements:
        if element.kind == "section" and element.text.strip():
            return title_case(element.text)
    for element in screenplay.elements:
        if element.kind == "scene_heading":
            name = heading(element.text, screenplay.language).name
            if name:
                return name
    for element in screenplay.elements:
        if element.kind in ("action", "dialogue") and element.text.strip():
            first = tidy(element.text).split(" ")[:5]
            return " ".join(first).strip(" ,;:.!?\"'“”—-…")[:48]
    return "Untitled"


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
        for sentence in lines:
            wants = phrases("telling", language, "question").first(sentence)
            if wants and 6 <= words(sentence) <= 32:
                return sentence
        for sentence in lines:
            if 8 <= words(sentence) <= 32:
                return sentence
    who = " and ".join(member.name for member in cast[:2])
    where = scenes[0].setting.name if scenes else ""
    if who and where:
        return f"{who}: {where.lower() if where.istitle() else where}."
    return f"{who or where}." if who or where else ""


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
    if culture in rules["indian"]:
        if (
            traditional
            or counts["raga"]
            or any(s.place in ("village", "temple", "temple-hall") for s in scenes)
        ):
            return "raga"
    counts["raga"] = 0
    night_city = sum(
        s.time in ("night", "dusk") and s.place in ("city-street", "cafe", "rooftop")
        for s in scenes
    )
    counts["jazz"] += 2 * night_city
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
