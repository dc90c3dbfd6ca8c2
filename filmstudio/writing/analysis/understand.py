"""Makes a story of a screenplay: scenes with their settings, people, beats and turn."""

from __future__ import annotations

from filmstudio.film.screenplay import Dialogue, Screenplay
from filmstudio.film.story import Beat, Speech, Story, StoryScene
from filmstudio.film.storyboard import Character, Setting
from filmstudio.film.vocabulary import Style, Weather
from filmstudio.said import said
from filmstudio.writing.analysis import structure
from filmstudio.writing.analysis.actions import happening, must_be_told, telling
from filmstudio.writing.analysis.cast import roster_of
from filmstudio.writing.analysis.characters import characters_of
from filmstudio.writing.analysis.culture import asked_culture, is_traditional, read_culture
from filmstudio.writing.analysis.emotion import emotion_of
from filmstudio.writing.analysis.kin import as_families
from filmstudio.writing.analysis.lexicon import has, phrases
from filmstudio.writing.analysis.moves import time_jump
from filmstudio.writing.analysis.roster import Roster, is_narrator
from filmstudio.writing.analysis.scenes import Cut, cut
from filmstudio.writing.analysis.settings import Settler
from filmstudio.writing.analysis.text import tidy, words
from filmstudio.writing.analysis.verbs import things_in

_ENOUGH_ACTION = 40
"""Words of action from which on they alone choose dress and music."""


def analyse(screenplay: Screenplay, *, culture: str = "", style: Style = "cinematic") -> Story:
    """Understand a script by rules and lexicons, without a model.

    `culture` is one of `vocabulary.Culture`, or empty to read it from the script. The same
    script gives the same story in any process. Raises BadInput for an unknown culture and
    never for a script: what is not understood is said in `warnings`.
    """
    language = screenplay.language or "en"
    warnings = list(screenplay.warnings)
    if not has("places", language):
        warnings.append(
            said(
                "Places, times and feelings are not read in the language '{language}' yet: the "
                "pictures follow neutral defaults. Set them in the storyboard where they matter.",
                language=language,
            )
        )
    elif not has("emotions", language):
        warnings.append(
            said(
                "Of the language '{language}' only places, times of day and family words are read "
                "yet: set feelings and actions in the storyboard where they matter.",
                language=language,
            )
        )
    cuts = cut(screenplay, language)
    roster = roster_of(screenplay, language)
    texts = [
        e.text for e in screenplay.elements if e.kind in ("action", "dialogue", "scene_heading")
    ]
    if culture:
        home = asked_culture(culture)
    else:
        home, doubts = read_culture(texts, roster.names.values(), language)
        warnings += doubts
    # Action says what a story is about; talk only where there is little action.
    seen = [e.text for e in screenplay.elements if e.kind in ("action", "scene_heading")]
    about = seen if sum(words(text) for text in seen) >= _ENOUGH_ACTION else texts
    traditional = is_traditional(about, language)
    settler = Settler(language, home, traditional=traditional)
    settings = [settler.settle(one) for one in cuts]
    warnings += settler.warnings
    cast, doubts = characters_of(
        screenplay, roster, home, traditional, language, _worst_weather(settings)
    )
    warnings += doubts
    roster.genders = {member.id: member.gender for member in cast}
    reader = _Beats(screenplay, roster, language)
    scenes = _scenes(cuts, settings, reader, language)
    warnings += reader.warnings
    warnings += _crowds(cuts, language)
    kept = as_families(_who_appears(cast, scenes), scenes, language)
    palette = structure.palette_of(about, home, traditional, settings)
    scenes = [scene.model_copy(update={"music": scene.music or palette}) for scene in scenes]
    story = Story(
        title=structure.title_of(screenplay, kept, scenes),
        author=structure.author_of(screenplay),
        language=language,
        logline=structure.logline_of(screenplay, kept, scenes, language),
        culture=home,
        style=style,
        music=palette,
        cast=kept,
        scenes=tuple(scenes),
        warnings=tuple(dict.fromkeys(warnings)),
    )
    return story.model_copy(update={"turn": structure.turn_of(story.beats(), language)})


def _worst_weather(settings: list[Setting]) -> Weather:
    """The weather outdoors that people dress for: one dress serves a whole film."""
    outdoors = {one.weather for one in settings if not one.interior}
    kinds: tuple[Weather, ...] = ("snow", "storm", "rain")
    return next((kind for kind in kinds if kind in outdoors), "clear")


def _scenes(
    cuts: list[Cut], settings: list[Setting], reader: _Beats, language: str
) -> list[StoryScene]:
    scenes: list[StoryScene] = []
    seen: set[tuple[str, str, str]] = set()
    for one, setting in zip(cuts, settings, strict=True):
        beats = reader.beats(one, setting)
        place = (setting.place, setting.name.lower(), setting.time)
        opens = one.opens
        if scenes and opens == "elsewhere" and scenes[-1].setting.time != setting.time:
            opens = "later"
        things = [thing for text in one.texts() for thing in things_in(text, language)]
        setting = setting.model_copy(update={"props": tuple(dict.fromkeys(things))[:4]})
        scenes.append(
            StoryScene(
                heading=one.heading,
                setting=setting,
                music=structure.genre_of(setting, one.texts(), language),
                opens=opens,
                join=one.join,
                seen_before=place in seen,
                present=_present(beats),
                beats=tuple(beats),
                summary=_summary(one),
            )
        )
        seen.add(place)
    return scenes


def _crowds(cuts: list[Cut], language: str) -> list[str]:
    """A note of the scenes whose action tells of a crowd."""
    found = {
        str(number): hit.phrase
        for number, one in enumerate(cuts, 1)
        for text in one.texts()
        if (hit := phrases("telling", language, "crowds").first(text))
    }
    if not found:
        return []
    told = [f"“{words_}”" for words_ in dict.fromkeys(found.values())]
    return [
        said(
            "Scenes {scenes} tell of a crowd ({words}). Crowds are not drawn yet: the place is "
            "seen without one.",
            scenes=list(found),
            words=told,
        )
        if len(found) > 1
        else said(
            "Scene {scene} tells of a crowd ({words}). Crowds are not drawn yet: the place is "
            "seen without one.",
            scene=next(iter(found)),
            words=told,
        )
    ]


def _summary(one: Cut) -> str:
    texts = one.texts() or [item.text for item in one.items if isinstance(item, Dialogue)]
    first = tidy(texts[0]) if texts else ""
    return first if len(first) <= 140 else first[:139].rsplit(" ", 1)[0] + "…"


def _present(beats: list[Beat]) -> tuple[str, ...]:
    order: dict[str, None] = {}
    for beat in beats:
        if isinstance(beat, Speech):
            if beat.seen:
                order[beat.speaker] = None
        else:
            order.update(dict.fromkeys(beat.subjects))
    return tuple(order)


def _who_appears(cast: tuple[Character, ...], scenes: list[StoryScene]) -> tuple[Character, ...]:
    used = {id for scene in scenes for id in scene.present}
    used |= {b.speaker for scene in scenes for b in scene.beats if isinstance(b, Speech)}
    return tuple(member for member in cast if member.id in used)


class _Beats:
    """Turns what a scene holds into beats: shown or told, and who speaks."""

    def __init__(self, screenplay: Screenplay, roster: Roster, language: str) -> None:
        self.form = screenplay.form
        self.roster = roster
        self.language = language
        self.warnings: list[str] = []

    def beats(self, one: Cut, setting: Setting) -> list[Beat]:
        if one.slug_line is not None:
            self.roster.last = ()  # In prose "they" goes on meaning whom it meant.
        found: list[Beat] = []
        for item in one.items:
            if isinstance(item, Dialogue):
                found.append(self._speech(item, setting, found))
            elif self.form == "prose":
                found.append(
                    telling(
                        item,
                        self.language,
                        self.roster,
                        setting.mood,
                        time_passes=bool(found) and time_jump(item, self.language),
                    )
                )
            else:
                found.append(self._action(item, setting))
        return found

    def _action(self, sentence: str, setting: Setting) -> Beat:
        who = self.roster.people(sentence)
        if must_be_told(sentence, self.language, who):
            return telling(sentence, self.language, self.roster, setting.mood)
        return happening(sentence, self.language, self.roster, setting.mood)

    def _speech(self, item: Dialogue, setting: Setting, before: list[Beat]) -> Beat:
        text = tidy(item.text)
        delivery = tidy(item.parenthetical).strip("()")
        emotion = emotion_of(text, self.language, delivery=delivery, mood=setting.mood)
        if is_narrator(item.speaker, self.language) if item.speaker.strip() else False:
            told = telling(text, self.language, self.roster, setting.mood)
            return told.model_copy(update={"emotion": emotion})
        speaker = self.roster.id_of(item.speaker) if item.speaker.strip() else self._guess(before)
        if not speaker:
            self.warnings.append(
                said(
                    "Nobody could be named for the words “{words}”: the narrator reads them.",
                    words=_short(text),
                )
            )
            told = telling(text, self.language, self.roster, setting.mood)
            return told.model_copy(update={"emotion": emotion})
        extension = f"{item.extension} {item.speaker}".upper().replace(".", "")
        voice_over = "(VO)" in extension or extension.startswith("VO ") or "VOICE OVER" in extension
        offscreen = (
            "(OS)" in extension or "(OC)" in extension or extension.startswith(("OS ", "OC "))
        )
        rest = [id for id in self.roster.last if id != speaker]
        self.roster.last = (speaker, *rest)[:3]
        return Speech(
            speaker=speaker,
            text=text,
            emotion=emotion,
            delivery=delivery,
            seen=not (voice_over or offscreen),
            offscreen=offscreen,
        )

    def _guess(self, before: list[Beat]) -> str:
        """Who answers: of two people who talk in turn, the one who did not speak last."""
        spoken = [beat.speaker for beat in before if isinstance(beat, Speech)]
        for id in reversed(spoken[:-1]):
            if id != spoken[-1]:
                return id
        others = [id for id in self.roster.last if not spoken or id != spoken[-1]]
        return others[0] if others else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rsplit(" ", 1)[0] + "…"
