"""Language codes as MP4 tracks carry them: three letters of ISO 639-2/T."""

from __future__ import annotations

# Two-letter to three-letter codes, from the registry of the Library of Congress (ISO 639-2/T).
_THREE = {
    "af": "afr", "am": "amh", "ar": "ara", "as": "asm", "az": "aze", "be": "bel", "bg": "bul",
    "bn": "ben", "bs": "bos", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu",
    "el": "ell", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus", "fa": "fas",
    "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "gu": "guj", "ha": "hau", "he": "heb",
    "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita",
    "ja": "jpn", "ka": "kat", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "la": "lat",
    "lo": "lao", "lt": "lit", "lv": "lav", "mk": "mkd", "ml": "mal", "mn": "mon", "mr": "mar",
    "ms": "msa", "my": "mya", "nb": "nob", "ne": "nep", "nl": "nld", "no": "nor", "or": "ori",
    "pa": "pan", "pl": "pol", "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "sa": "san",
    "si": "sin", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa",
    "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd",
    "uz": "uzb", "vi": "vie", "yo": "yor", "yue": "yue", "zh": "zho", "zu": "zul",
}  # fmt: skip


def three_letters(code: str) -> str:
    """The ISO 639-2/T code of a language tag such as "en", "pt-BR" or "tam"; "und" if unknown."""
    first = code.replace("_", "-").split("-")[0].lower()
    if first in _THREE:
        return _THREE[first]
    return first if len(first) == 3 and first.isascii() and first.isalpha() else "und"
