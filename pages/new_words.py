"""What the page for new films calls things: options of a film, moods, voices, samples."""

from __future__ import annotations

import reflex as rx

from components.text import t

Words = list[tuple[str, rx.Var[str]]]

# Translators: looks of a film, as a person would choose one.
STYLES: Words = [
    ("cinematic", t("Cinematic")),
    ("anime", t("Anime")),
    ("watercolour", t("Watercolour")),
    ("comic", t("Comic")),
    ("paper-cut", t("Paper cut")),
    ("documentary", t("Documentary")),
    ("photorealistic", t("Photorealistic")),
]
ASPECTS: Words = [
    ("16:9", t("16:9, wide")),
    ("9:16", t("9:16, upright")),
    ("1:1", t("1:1, square")),
    ("4:5", t("4:5, portrait")),
]
LENGTHS: Words = [
    ("", t("Fit the script")),
    ("30", t("30 s")),
    ("45", t("45 s")),
    ("60", t("1 min")),
    ("90", t("1 min 30 s")),
    ("120", t("2 min")),
    ("180", t("3 min")),
    ("300", t("5 min")),
]
MUSIC: Words = [
    ("auto", t("As the story asks")),
    ("none", t("No music")),
    ("orchestral", t("Orchestral")),
    ("ambient", t("Ambient")),
    ("folk", t("Folk")),
    ("jazz", t("Jazz")),
    ("electronic", t("Electronic")),
    ("lo-fi", t("Lo-fi")),
    ("raga", t("Raga")),
    ("suspense", t("Suspense")),
]
CAPTIONS: Words = [
    ("burn", t("In the picture")),
    ("soft", t("To switch on")),
    ("none", t("No captions")),
]
LANGUAGES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "pt": "Português",
    "nl": "Nederlands",
    "sv": "Svenska",
    "pl": "Polski",
    "el": "Ελληνικά",
    "ru": "Русский",
    "uk": "Українська",
    "tr": "Türkçe",
    "ar": "العربية",
    "fa": "فارسی",
    "hi": "हिन्दी",
    "bn": "বাংলা",
    "mr": "मराठी",
    "ta": "தமிழ்",
    "te": "తెలుగు",
    "kn": "ಕನ್ನಡ",
    "ml": "മലയാളം",
    "id": "Bahasa Indonesia",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "ko": "한국어",
    "ja": "日本語",
    "zh": "中文",
}
"""Languages of a film, each by its own name."""
# Translators: kinds of voices.
VOICES: Words = [
    ("woman", t("Woman")),
    ("man", t("Man")),
    ("young-woman", t("Young woman")),
    ("young-man", t("Young man")),
    ("old-woman", t("Old woman")),
    ("old-man", t("Old man")),
    ("girl", t("Girl")),
    ("boy", t("Boy")),
    ("neither", t("Neither")),
]
# What states say of a script: moods, times, weathers, cultures; what samples are.
_SAID = [
    *(t("peaceful"), t("joyful"), t("melancholy"), t("tense"), t("eerie"), t("romantic")),
    *(t("heroic"), t("dawn"), t("morning"), t("day"), t("afternoon"), t("sunset"), t("dusk")),
    *(t("night"), t("cloudy"), t("rain"), t("storm"), t("snow"), t("fog"), t("wind")),
    *(t("Western"), t("North Indian"), t("South Indian"), t("East Asian"), t("Japanese")),
    *(t("Chinese"), t("Thai"), t("Middle Eastern"), t("African"), t("Latin American")),
    *(t("Narrator"), t("Narrator’s voice"), t("about {n} s a shot")),
    *(t("A screenplay: a harbour, a promise"), t("A dialogue: rain, a trumpet, two strangers")),
    *(t("A story: a village and a bell of clay"), t("A screenplay in Spanish")),
    *(t("A dialogue in German"), t("A dialogue in Tamil"), t("A story in Hindi")),
    *(t("A dialogue in Japanese"), t("A dialogue in Arabic")),
]


def language_name(code: rx.Var[str]) -> rx.Var[str]:
    """A language by its own name; its code where it has none here."""
    return rx.match(code, *LANGUAGES.items(), code)


def name_of(value: rx.Var[str], words: Words, other: rx.Var[str]) -> rx.Var[str]:
    """How the chosen one of `words` is called; `other` for what is not among them."""
    return rx.match(value, *words, other)
