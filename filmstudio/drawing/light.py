"""Light schemes: the sky, sun, haze and ambient light of each time of day, weather and mood.

Pieces are painted in their own colour (albedo) and shown under the scheme:
seen = albedo x (ambient + key x facing), then mixed towards the haze with
distance. So each piece is right at noon, at dusk and in the snow without a
variant of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from filmstudio.drawing.colour import luma, mix, plus, rgb, saturate, shade, times
from filmstudio.film.picture import RGB, Light
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import Mood, TimeOfDay, Weather

SNOW: RGB = (238.0, 243.0, 252.0)
LAMP: RGB = (255.0, 190.0, 104.0)
"""A flame or a tungsten bulb, about 2700 K, as film shows it."""
LEAST_BALANCE = 0.72
"""The weakest channel of the light on people, as a part of the strongest."""


@dataclass(frozen=True)
class LightScheme:
    """Everything that light decides. Factors multiply albedo; amounts run from 0 to 1."""

    sky: tuple[RGB, RGB, RGB, RGB, RGB]
    """From the zenith to the horizon."""
    ambient: RGB
    key: RGB
    haze: RGB
    haze_amount: float
    cloud_lit: RGB
    cloud_dark: RGB
    cover: float
    sun_colour: RGB
    sun_height: float
    """Part of the sky's height above the horizon."""
    sun_x: float = 0.3
    """Part of the frame's width."""
    sun_visible: float = 1.0
    moon: bool = False
    stars: float = 0.0
    lamps: float = 0.0
    """How much lamps and windows are lit."""
    wet: float = 0.0
    snow: float = 0.0
    fog: float = 0.0
    wind: float = 0.3
    storm: float = 0.0
    rim: RGB = (255.0, 230.0, 190.0)
    rim_strength: float = 0.5
    vignette: float = 0.3
    bloom: float = 0.4
    vivid: float = 1.0
    tint: RGB = (1.0, 1.0, 1.0)
    lamp: RGB = LAMP

    def lit(self, albedo: RGB, facing: float = 0.4, distance: float = 0.0, up: float = 0.0) -> RGB:
        """The colour as seen. `facing` the key: -0.3 turned away to 1 full; `distance` 0 near to 1
        at the horizon; `up` is how much snow may lie on it."""
        if self.snow and up:
            albedo = mix(albedo, SNOW, self.snow * up)
        factor = (
            (self.ambient[0] + self.key[0] * facing) * self.tint[0],
            (self.ambient[1] + self.key[1] * facing) * self.tint[1],
            (self.ambient[2] + self.key[2] * facing) * self.tint[2],
        )
        seen = times(albedo, factor)
        if self.vivid != 1:
            seen = saturate(seen, self.vivid)
        return mix(seen, self.haze, self.haze_at(distance)) if distance else seen

    def shadowed(self, factor: float = 0.62) -> LightScheme:
        """The same light for what stands in shadow near the lens and frames the picture."""
        return replace(
            self,
            ambient=_dim(self.ambient, factor),
            key=_dim(self.key, factor * 0.8),
            lamps=self.lamps,
        )

    @property
    def sunny(self) -> float:
        """-1 where the key light comes from the left, 1 from the right."""
        return -1.0 if self.sun_x < 0.5 else 1.0

    def across(self, albedo: RGB, distance: float = 0.0, contrast: float = 1.0) -> list[RGB]:
        """A round or wide body from left to right: its lit side, middle and far side."""
        pair = [
            self.lit(shade(albedo, 0.1 * contrast), 0.85, distance),
            self.lit(albedo, 0.45, distance),
            self.lit(shade(albedo, -0.3 * contrast), 0.05, distance),
        ]
        return pair if self.sun_x < 0.5 else pair[::-1]

    def haze_at(self, distance: float) -> float:
        """How much of the haze lies before something at this distance (0 near, 1 horizon)."""
        return min(0.97, self.haze_amount * distance**1.15)

    def window(self, rng: np.random.Generator, glass: RGB, distance: float = 0.0) -> RGB:
        """The colour of one window: lit by chance when it is dark, else sky in the glass."""
        if rng.random() < self.lamps * 0.62:
            warm = mix(self.lamp, (255.0, 236.0, 196.0), float(rng.random()))
            seen = mix(warm, (176.0, 206.0, 255.0), 0.7 if rng.random() < 0.12 else 0.0)
            seen = mix(seen, self.lit(glass), 1 - min(1.0, 0.45 + self.lamps * 0.55))
            return mix(seen, self.haze, self.haze_at(distance) * 0.6)
        return mix(self.lit(glass, 0.1, distance), self.sky[2], 0.22 * float(rng.random()))

    def person(self, lamplit: float = 1.0) -> Light:
        """The light on people: the scene's own, lifted so that faces can be read.

        `lamplit` is how much of the lamps' light reaches them: little in the wild.
        """
        base = [(self.ambient[i] + 0.55 * self.key[i]) * self.tint[i] for i in range(3)]
        lifted = [1 - (1 - min(1.0, v)) * 0.62 for v in base]
        # Where lamps are lit, people stand in their light: grey faces look ill.
        near = self.lamps * lamplit
        warmth = 0.42 * near
        lifted = [
            v + (min(1.0, c / 240) - v) * warmth for v, c in zip(lifted, self.lamp, strict=True)
        ]
        # The eye adapts to warm light: skin of any colour stays recognisable as what it is.
        most, least = max(lifted), min(lifted)
        if least < LEAST_BALANCE * most:
            fade = (1 - LEAST_BALANCE) * most / (most - least)
            lifted = [most - (most - v) * fade for v in lifted]
        key = saturate(mix(self.sun_colour, (255.0, 255.0, 255.0), 0.25), 0.9)
        side = -1.0 if self.sun_x < 0.5 else 1.0
        add = tuple(v * 0.05 * (1.15 - lifted[1]) for v in self.haze)
        return Light(
            key=key,
            rim=mix(self.rim, self.lamp, 0.6 * near),
            rim_strength=max(self.rim_strength, 0.75 * near),
            direction=(side * (0.75 - 0.35 * self.sun_height), -0.35 - 0.55 * self.sun_height),
            multiply=(lifted[0], lifted[1], lifted[2]),
            add=(add[0], add[1], add[2]),
        )


def _sky(*stops: str) -> tuple[RGB, RGB, RGB, RGB, RGB]:
    a, b, c, d, e = (rgb(s) for s in stops)
    return (a, b, c, d, e)


_TIMES: dict[TimeOfDay, LightScheme] = {
    "dawn": LightScheme(
        sky=_sky("34437a", "6a68a0", "b98bb0", "f0a99a", "ffdcae"),
        ambient=(0.60, 0.57, 0.70), key=(0.62, 0.42, 0.32),
        haze=rgb("e2b3b4"), haze_amount=0.86,
        cloud_lit=rgb("ffcfb4"), cloud_dark=rgb("8a6f9c"), cover=0.34,
        sun_colour=rgb("ffdfae"), sun_height=0.10, sun_x=0.32, stars=0.1, lamps=0.35,
        rim=rgb("ffc9a0"), rim_strength=0.75, bloom=0.5,
    ),
    "morning": LightScheme(
        sky=_sky("3d82c8", "6daadd", "a6d0ea", "d9ebea", "fff2d4"),
        ambient=(0.70, 0.73, 0.80), key=(0.46, 0.39, 0.26),
        haze=rgb("dde9e6"), haze_amount=0.80,
        cloud_lit=rgb("fffaf0"), cloud_dark=rgb("a9bccf"), cover=0.32,
        sun_colour=rgb("fff0c4"), sun_height=0.42, sun_x=0.24,
        rim=rgb("fff0cc"), rim_strength=0.55, bloom=0.35,
    ),
    "day": LightScheme(
        sky=_sky("1c6cc4", "3c93e0", "7cc0ee", "b9e0f4", "e2f3f4"),
        ambient=(0.68, 0.74, 0.82), key=(0.42, 0.39, 0.30),
        haze=rgb("cbe3ef"), haze_amount=0.74,
        cloud_lit=rgb("ffffff"), cloud_dark=rgb("9fb9d2"), cover=0.36,
        sun_colour=rgb("fffbe8"), sun_height=0.93, sun_x=0.78,
        rim=rgb("ffffff"), rim_strength=0.4, bloom=0.25, vignette=0.24,
    ),
    "afternoon": LightScheme(
        sky=_sky("3f7fbc", "78aed2", "b9d2d2", "f3dfb2", "ffdf9a"),
        ambient=(0.72, 0.67, 0.66), key=(0.48, 0.36, 0.20),
        haze=rgb("f2d9b0"), haze_amount=0.80,
        cloud_lit=rgb("fff1d8"), cloud_dark=rgb("c2aaa4"), cover=0.34,
        sun_colour=rgb("ffecb4"), sun_height=0.40, sun_x=0.22,
        rim=rgb("ffe3a4"), rim_strength=0.7, bloom=0.5,
    ),
    "sunset": LightScheme(
        sky=_sky("2b2263", "6b3a86", "c44f78", "f5814e", "ffcb6c"),
        ambient=(0.46, 0.41, 0.58), key=(0.74, 0.42, 0.18),
        haze=rgb("ee8f68"), haze_amount=0.84,
        cloud_lit=rgb("ffb184"), cloud_dark=rgb("6c3a72"), cover=0.42,
        sun_colour=rgb("fff0b4"), sun_height=0.12, sun_x=0.58, stars=0.12, lamps=0.45,
        rim=rgb("ffb36a"), rim_strength=1.0, bloom=0.6, vignette=0.36,
    ),
    "dusk": LightScheme(
        sky=_sky("151b42", "2c3370", "564c8c", "96659a", "e09a90"),
        ambient=(0.36, 0.36, 0.54), key=(0.20, 0.15, 0.20),
        haze=rgb("7d6796"), haze_amount=0.84,
        cloud_lit=rgb("c887a0"), cloud_dark=rgb("3c3a6c"), cover=0.36,
        sun_colour=rgb("ffb89a"), sun_height=-0.05, sun_x=0.66, sun_visible=0.0,
        stars=0.5, lamps=0.9, rim=rgb("e8a8b4"), rim_strength=0.6, bloom=0.55, vignette=0.36,
    ),
    "night": LightScheme(
        sky=_sky("060a20", "0c1638", "16245a", "243a78", "3d5494"),
        ambient=(0.20, 0.25, 0.42), key=(0.16, 0.20, 0.30),
        haze=rgb("28396e"), haze_amount=0.86,
        cloud_lit=rgb("5a6ca4"), cloud_dark=rgb("111b40"), cover=0.30,
        sun_colour=rgb("e6ecff"), sun_height=0.72, sun_x=0.74, moon=True,
        stars=1.0, lamps=1.0, rim=rgb("a8c0ff"), rim_strength=0.7, bloom=0.6, vignette=0.4,
    ),
}  # fmt: skip


def scheme(setting: Setting) -> LightScheme:
    """The light of this setting: its hour, changed by its weather, coloured by its mood."""
    return _mood(_weather(_TIMES[setting.time], setting.weather, setting.time), setting.mood)


def _grey(light: LightScheme, amount: float, level: float, tone: RGB) -> LightScheme:
    """Clouds over the sky: every stop goes towards `tone` at its own brightness times `level`."""
    peak = luma(tone)

    def veil(colour: RGB) -> RGB:
        target = luma(colour) * 0.55 + luma(light.sky[3]) * 0.45
        grey = plus((0, 0, 0), tone, target * level / peak)
        return mix(colour, grey, amount)

    a, b, c, d, e = (veil(s) for s in light.sky)
    even = sum(light.ambient) / 3
    return replace(
        light,
        sky=(a, b, c, d, e),
        haze=veil(light.haze),
        cloud_lit=mix(veil(light.cloud_lit), light.cloud_lit, 0.35),
        cloud_dark=veil(light.cloud_dark),
        ambient=mix(light.ambient, (even, even, even * 1.04), amount * 0.6),
        rim=mix(light.rim, tone, amount * 0.5),
    )


def _dim(colour: RGB, factor: float) -> RGB:
    return (colour[0] * factor, colour[1] * factor, colour[2] * factor)


def _weather(light: LightScheme, weather: Weather, time: TimeOfDay) -> LightScheme:
    if weather == "clear":
        return light
    dark = time == "night"
    if weather == "wind":
        return replace(light, wind=1.0, cover=min(0.7, light.cover + 0.2))
    if weather == "cloudy":
        light = _grey(light, 0.62, 0.96, rgb("c3ccd8"))
        return replace(
            light, key=_dim(light.key, 0.4), cover=0.85, sun_visible=0.0, stars=light.stars * 0.1,
            rim_strength=light.rim_strength * 0.5, bloom=light.bloom * 0.6,
        )  # fmt: skip
    if weather == "rain":
        light = _grey(light, 0.78, 1.05 if dark else 0.74, rgb("a3b1c4"))
        return replace(
            light, key=_dim(light.key, 0.18), ambient=_dim(light.ambient, 1.12 if dark else 0.86), cover=0.95,
            sun_visible=0.0, stars=0.0, wet=1.0, haze_amount=0.93, lamps=max(light.lamps, 0.55),
            rim_strength=light.rim_strength * 0.6, bloom=light.bloom + 0.1, wind=0.5,
        )  # fmt: skip
    if weather == "storm":
        light = _grey(light, 0.86, 0.8 if dark else 0.46, rgb("8796a6"))
        return replace(
            light, key=_dim(light.key, 0.16), ambient=_dim(light.ambient, 1.0 if dark else 0.68), cover=1.0,
            cloud_dark=_dim(light.cloud_dark, 0.5), sun_visible=0.0, stars=0.0, wet=1.0,
            haze_amount=0.93, lamps=max(light.lamps, 0.75), storm=1.0, wind=1.0, vignette=0.42,
        )  # fmt: skip
    if weather == "snow":
        light = _grey(light, 0.72, 1.04, rgb("d3deee"))
        return replace(
            light, key=_dim(light.key, 0.4), ambient=_dim(light.ambient, 1.1 if dark else 1.02),
            cover=0.9, sun_visible=0.0, stars=0.0, snow=1.0, haze_amount=0.93,
            lamps=max(light.lamps, 0.4), rim_strength=light.rim_strength * 0.6,
        )  # fmt: skip
    light = _grey(light, 0.7, 1.0, rgb("ccd4da"))
    return replace(
        light, key=_dim(light.key, 0.25), haze_amount=1.3, fog=1.0, cover=0.0,
        sun_visible=light.sun_visible * 0.35, stars=0.0, lamps=max(light.lamps, 0.4),
        bloom=light.bloom + 0.15, wind=0.1, rim_strength=light.rim_strength * 0.5,
    )  # fmt: skip


_MOODS: dict[Mood, tuple[RGB, float, float, float]] = {
    "neutral": ((1.0, 1.0, 1.0), 1.0, 1.0, 0.0),
    "peaceful": ((1.03, 1.01, 0.98), 1.0, 1.03, -0.05),
    "joyful": ((1.05, 1.01, 0.96), 1.14, 1.05, -0.06),
    "melancholy": ((0.92, 0.97, 1.06), 0.72, 0.93, 0.06),
    "tense": ((0.92, 0.94, 0.98), 0.86, 0.84, 0.14),
    "eerie": ((0.82, 1.0, 0.96), 0.74, 0.82, 0.14),
    "romantic": ((1.07, 0.98, 0.97), 1.08, 1.0, 0.02),
    "heroic": ((1.06, 1.0, 0.92), 1.08, 0.97, 0.08),
}
"""Tint, saturation, exposure and more vignette, after the handbook's line on light and story."""


def _mood(light: LightScheme, mood: Mood) -> LightScheme:
    if mood == "neutral":
        return light
    tint, vivid, exposure, edge = _MOODS[mood]
    factor = _dim(tint, exposure)

    def toned(colour: RGB) -> RGB:
        return saturate(times(colour, factor), vivid)

    a, b, c, d, e = (toned(s) for s in light.sky)
    return replace(
        light,
        sky=(a, b, c, d, e),
        haze=toned(light.haze),
        cloud_lit=toned(light.cloud_lit),
        cloud_dark=toned(light.cloud_dark),
        tint=factor,
        vivid=vivid,
        vignette=light.vignette + edge,
        haze_amount=min(1.2, light.haze_amount + (0.12 if mood == "eerie" else 0.0)),
        rim_strength=min(1.2, light.rim_strength + (0.2 if mood in ("romantic", "heroic") else 0)),
        rim=shade(light.rim, 0.0) if mood != "eerie" else mix(light.rim, rgb("9fe8c8"), 0.5),
    )
