"""Settles where and when each scene happens, and what the weather is."""

from __future__ import annotations

from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import INTERIORS, Culture, Mood, TimeOfDay, Weather
from filmstudio.said import said
from filmstudio.writing.analysis.lexicon import data
from filmstudio.writing.analysis.scenes import Cut
from filmstudio.writing.analysis.surroundings import (
    Place,
    find_place,
    mood_of,
    time_of,
    weather_of,
)
from filmstudio.writing.analysis.text import title_case, words

_WET_MOOD: dict[str, Mood] = {"storm": "tense", "rain": "melancholy", "fog": "melancholy"}

_LONG_SCENE = 40
"""Words of action above which one word alone does not set the mood."""


class Settler:
    """Carries place, time and weather from scene to scene, as a reader does."""

    def __init__(self, language: str, culture: Culture, *, traditional: bool = False) -> None:
        self.language = language
        self.culture = culture
        self.traditional = traditional
        self.warnings: list[str] = []
        self._before: Setting | None = None

    def settle(self, one: Cut) -> Setting:
        """The setting of a scene, from its heading, then its action, then the scene before."""
        spoken = [item.text for item in one.items if not isinstance(item, str)]
        place, name = self._place(one, spoken)
        time = self._time(one, spoken)
        weather = self._weather(one, spoken)
        setting = Setting(
            place=place.place,
            name=name,
            interior=place.interior,
            time=time,
            weather=weather,
            mood=self._mood(one, spoken, weather),
            culture=self.culture,
        )
        self._before = setting
        return setting

    def _place(self, one: Cut, spoken: list[str]) -> tuple[Place, str]:
        line = one.slug_line
        if line is not None:
            place = find_place(line.name, line.interior, self.language)
            if place is None and not line.name and self._before:
                return self._inherited()
            if place is None:
                place = self._nearest(one, line.interior)
                self._stand_in(line.name, place.place)
            elif place.stands_in:
                self._stand_in(line.name, place.place)
            return place, line.name
        place = one.place or self._in_texts(one.texts() if not self._before else [])
        if place is None and not self._before:
            place = self._in_texts(spoken)
        if place is not None:
            if place.stands_in:
                self._stand_in(place.name, place.place)
            return place, title_case(place.name)
        if self._before is not None:
            return self._inherited()
        cultures = data("cultures")
        default = (
            cultures["default_place"][self.culture]
            if self.traditional
            else cultures["default_place_modern"]
        )
        self.warnings.append(
            said(
                "The script does not say where it happens; '{place}' is drawn. "
                "Set the place in the storyboard if it is another.",
                place=default,
            )
        )
        return Place(default, "", default in INTERIORS), ""

    def _inherited(self) -> tuple[Place, str]:
        assert self._before is not None
        before = self._before
        return Place(before.place, before.name, before.interior), before.name

    def _nearest(self, one: Cut, interior: bool | None) -> Place:
        """Heuristics for a place that no word of is known: what its action names, else by interior."""
        for text in one.texts()[:4]:
            near = find_place(text, interior, self.language)
            if near is not None and (interior is None or near.interior == interior):
                return near
        if self._before is not None and interior == self._before.interior:
            return Place(self._before.place, "", self._before.interior)
        inside = "hut" if self.traditional else "living-room"
        outside = "village" if self.traditional else "city-street"
        return Place(inside, "", True) if interior else Place(outside, "", False)

    def _in_texts(self, texts: list[str]) -> Place | None:
        for text in texts[:8]:
            place = find_place(text, None, self.language)
            if place is not None:
                return place
        return None

    def _stand_in(self, name: str, place: str) -> None:
        words = place.replace("-", " ")
        self.warnings.append(
            said("Nothing is drawn for '{name}' yet; '{words}' stands in.", name=name, words=words)
        )

    def _time(self, one: Cut, spoken: list[str]) -> TimeOfDay:
        if one.slug_line is not None and one.slug_line.time:
            return one.slug_line.time
        if one.time:
            return one.time
        if one.slug_line is not None and one.slug_line.same and self._before:
            return self._before.time
        for text in one.texts()[:6]:
            time = time_of(text, self.language)
            if time:
                return time
        if self._before is not None:
            return self._before.time
        for text in spoken[:6]:
            time = time_of(text, self.language)
            if time:
                return time
        return "day"

    def _weather(self, one: Cut, spoken: list[str]) -> Weather:
        """Weather carries within the day; a later scene without a word of it is clear again."""
        line = one.slug_line
        if line is not None and line.weather:
            return line.weather
        seen = weather_of(one.texts(), self.language)
        if seen:
            return seen
        carries = one.opens in ("continuous", "elsewhere") and self._before is not None
        if carries and self._before is not None:
            same_time = one.slug_line is None or one.slug_line.time in (None, self._before.time)
            if same_time:
                return self._before.weather
        if not one.texts():
            return weather_of(spoken, self.language) or "clear"
        return "clear"

    def _mood(self, one: Cut, spoken: list[str], weather: Weather) -> Mood:
        """Action and heading set the mood; talk only when three words of it agree; then the weather."""
        texts = [one.heading, *one.texts()]
        long = sum(words(text) for text in texts) > _LONG_SCENE
        shown, _ = mood_of(texts, self.language, least=2 if long else 1)
        if shown != "neutral":
            return shown
        said, _ = mood_of(spoken, self.language, least=3)
        if said != "neutral":
            return said
        return _WET_MOOD.get(weather, "neutral")
