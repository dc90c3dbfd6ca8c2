"""The languages that have a voice, and which engine speaks each of them."""

from __future__ import annotations

from dataclasses import dataclass

from filmstudio.errors import BadInput
from filmstudio.said import said


@dataclass(frozen=True)
class Language:
    """A language with a voice: its code (ISO 639-1), English name and its voices by engine."""

    code: str
    name: str
    espeak: tuple[str, ...]
    """espeak-ng voices, the usual accent first."""
    pico: tuple[str, ...] = ()
    """SVOX Pico voices, as language tags."""
    flite: bool = False
    spaced: bool = True
    """Whether words are written with spaces between them."""
    caution: str = ""
    """What the creator should know about this language's voice."""


_TABLE = (
    Language(
        "en",
        "English",
        ("en-us", "en", "en-gb-x-rp", "en-gb-scotland", "en-029"),
        ("en-US", "en-GB"),
        flite=True,
    ),
    Language("es", "Spanish", ("es", "es-419"), ("es-ES",)),
    Language("fr", "French", ("fr", "fr-be", "fr-ch"), ("fr-FR",)),
    Language("de", "German", ("de",), ("de-DE",)),
    Language("it", "Italian", ("it",), ("it-IT",)),
    Language("pt", "Portuguese", ("pt-br", "pt")),
    Language("nl", "Dutch", ("nl",)),
    Language("sv", "Swedish", ("sv",)),
    Language("da", "Danish", ("da",)),
    Language("nb", "Norwegian", ("nb",)),
    Language("fi", "Finnish", ("fi",)),
    Language("pl", "Polish", ("pl",)),
    Language("cs", "Czech", ("cs",)),
    Language("ro", "Romanian", ("ro",)),
    Language("hu", "Hungarian", ("hu",)),
    Language("el", "Greek", ("el",)),
    Language("ru", "Russian", ("ru",)),
    Language("uk", "Ukrainian", ("uk",)),
    Language("tr", "Turkish", ("tr",)),
    Language("hi", "Hindi", ("hi",)),
    Language("ta", "Tamil", ("ta",)),
    Language("te", "Telugu", ("te",)),
    Language("bn", "Bengali", ("bn",)),
    Language("mr", "Marathi", ("mr",)),
    Language("gu", "Gujarati", ("gu",)),
    Language("kn", "Kannada", ("kn",)),
    Language("ml", "Malayalam", ("ml",)),
    Language("pa", "Punjabi", ("pa",)),
    Language("ur", "Urdu", ("ur",)),
    Language(
        "ar",
        "Arabic",
        ("ar",),
        caution=said(
            "Arabic is read without the short vowels that are not written; "
            "write them (tashkil) where a word must be clear."
        ),
    ),
    Language("fa", "Persian", ("fa",)),
    Language("id", "Indonesian", ("id",)),
    Language("ms", "Malay", ("ms",)),
    Language("sw", "Swahili", ("sw",)),
    Language("vi", "Vietnamese", ("vi", "vi-vn-x-south")),
    Language("ko", "Korean", ("ko",)),
    Language("ja", "Japanese", ("ja",), spaced=False),
    Language("zh", "Chinese", ("cmn",), spaced=False),
    Language(
        "th",
        "Thai",
        ("th",),
        spaced=False,
        caution=said(
            "Thai is read by rules of spelling; where a word is not read right, "
            "a space between its syllables helps."
        ),
    ),
)
LANGUAGES: dict[str, Language] = {language.code: language for language in _TABLE}
_OTHER_CODES = {"no": "nb", "nn": "nb", "cmn": "zh", "in": "id"}
ENGINES = ("pico", "flite", "espeak")
"""The engines from the most to the least pleasant."""


def find(code: str) -> Language:
    """The language for a code such as `en`, `en-GB` or `pt_BR`.

    Raises BadInput where it has no voice; the sentence lists the languages that have one.
    """
    base = code.strip().replace("_", "-").split("-")[0].lower()
    found = LANGUAGES.get(_OTHER_CODES.get(base, base))
    if found is None:
        listed = ", ".join(f"{one.name} ({one.code})" for one in _TABLE)
        raise BadInput(
            "There is no voice for the language '{language}'. Voices exist for: {known}.",
            code="language_without_voice",
            language=code,
            known=listed,
        )
    return found


def served_by(language: Language) -> list[str]:
    """The engines that know this language, best first, whether installed or not."""
    serves = {"pico": bool(language.pico), "flite": language.flite, "espeak": True}
    return [engine for engine in ENGINES if serves[engine]]


def available() -> dict[str, list[str]]:
    """Language code to the engines on this machine that speak it, best first."""
    from filmstudio.speech.engines import installed

    here = installed()
    table = {
        language.code: [engine for engine in served_by(language) if engine in here]
        for language in _TABLE
    }
    return {code: engines for code, engines in table.items() if engines}
