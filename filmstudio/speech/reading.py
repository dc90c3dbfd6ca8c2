"""How written words are read aloud: numbers, money, times, abbreviations, addresses, capitals."""

from __future__ import annotations

import re


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = _listed("zero ten twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = ("", " thousand", " million", " billion", " trillion")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_MONEY = {"$": ("dollar", "cent"), "£": ("pound", "penny"), "€": ("euro", "cent"),
          "₹": ("rupee", "paisa"), "¥": ("yen", "sen")}  # fmt: skip
_PLURALS = {"penny": "pence", "paisa": "paise", "yen": "yen", "sen": "sen"}
_ENGLISH = {
    "mr": "mister", "mrs": "missus", "ms": "miz", "dr": "doctor", "st": "saint", "jr": "junior",
    "sr": "senior", "prof": "professor", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant",
    "col": "colonel", "gen": "general", "rev": "reverend", "vs": "versus", "etc": "et cetera",
    "no": "number", "approx": "approximately", "dept": "department", "mt": "mount",
    "a.m": "a m", "p.m": "p m", "e.g": "for example", "i.e": "that is", "u.s": "U S", "u.k": "U K",
    "&": "and", "%": "percent", "+": "plus", "=": "equals", "@": "at",
}  # fmt: skip
_ABBREVIATIONS: dict[str, dict[str, str]] = {
    "es": {"sr": "señor", "sra": "señora", "srta": "señorita", "dr": "doctor", "dra": "doctora",
           "ud": "usted", "uds": "ustedes", "etc": "etcétera", "&": "y"},
    "fr": {"m": "monsieur", "mme": "madame", "mlle": "mademoiselle", "dr": "docteur",
           "st": "saint", "ste": "sainte", "etc": "et cetera", "&": "et"},
    "de": {"hr": "Herr", "fr": "Frau", "dr": "Doktor", "prof": "Professor", "bzw": "beziehungsweise",
           "usw": "und so weiter", "z.b": "zum Beispiel", "str": "Straße", "&": "und"},
    "it": {"sig": "signor", "dott": "dottor", "ecc": "eccetera", "&": "e"},
    "pt": {"sr": "senhor", "sra": "senhora", "dr": "doutor", "dra": "doutora", "&": "e"},
    "nl": {"dhr": "de heer", "mevr": "mevrouw", "&": "en"},
}  # fmt: skip
_ALWAYS_DOTTED = {"no", "st", "mt", "gen", "col", "m", "fr", "hr", "sig", "str", "sr"}
"""Abbreviations that are also words: read as an abbreviation only with their full stop."""
_SHORT_WORDS = frozenset(
    _listed(
        "i a an am as at be by do go he hi if in is it me my no of oh ok on or so to up us we all and "
        "any are ask bad big but bye can cry cut day did die dog end eye far few for fun get god got "
        "had has her hey him his hot how its job joy key kid let lie lot low mad man may men mom new "
        "not now off old one our out own put ran red run sad sat saw say sea see set she shh sir sit "
        "six sky son stop sun ten the too try two war was way wet who why win yes yet you"
    )
)
_VOWEL = re.compile(r"[AEIOUYÀ-ÖØ-ÝĀ-ŽΑ-ΩА-Я]")
_URL = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(/\S*)?", re.I)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")


def cardinal(number: int) -> str:
    """A whole number in English words, `one thousand two hundred five`, below 10^15."""
    if number < 0:
        return f"minus {cardinal(-number)}"
    if number >= 10**15:
        return " ".join(_ONES[int(digit)] for digit in str(number))
    if number < 20:
        return _ONES[number]
    groups: list[str] = []
    for scale in _SCALES:
        number, rest = divmod(number, 1000)
        if rest:
            groups.append(_below_thousand(rest) + scale)
        if not number:
            break
    return " ".join(reversed(groups))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens] + (f" {_ONES[ones]}" if ones else ""))
    elif rest:
        words.append(_ONES[rest])
    return " ".join(words)


def ordinal(number: int) -> str:
    """`twenty first` for 21."""
    *before, last = cardinal(number).split()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return " ".join([*before, last])


def year(number: int) -> str:
    """`nineteen eighty four`, `two thousand five`, `twenty twenty six`."""
    high, low = divmod(number, 100)
    if number % 1000 < 10 and number % 1000 >= 0 and high % 10 == 0:
        return cardinal(number)
    if low == 0:
        return f"{cardinal(high)} hundred"
    if low < 10:
        return f"{cardinal(high)} oh {_ONES[low]}"
    return f"{cardinal(high)} {cardinal(low)}"


def read_word(word: str, language: str, *, shouted: bool = False) -> str:
    """What is read for one written word (without its closing punctuation).

    `shouted`: the whole line is in capitals, so capitals mean nothing.
    """
    if mail := _MAIL.fullmatch(word):
        word = mail.group().replace("@", " at " if language == "en" else " @ ")
    elif (link := _URL.fullmatch(word)) and (link.group(2) or _looks_like_address(word)):
        word = link.group(1)
    if language == "en":
        if " " in word or _looks_like_address(word):
            return word.replace(".", " dot ").replace("_", " ").replace("-", " dash ")
        word = _english(word)
    else:
        word = _abbreviation(word, _ABBREVIATIONS.get(language, {}))
    word = re.sub(r"[^\w\s'’.,:%°+&@/$£€₹¥·־\u200c\u200d-]", lambda m: _mark_or_space(m[0]), word)
    word = re.sub(r"\s+", " ", _lower_capitals(word, language, shouted)).strip()
    # Endless words make one engine loop for ever.
    return re.sub(r"(\S{40})(?=\S{20})", r"\1 ", word)


def is_abbreviation(word: str, language: str) -> bool:
    """Whether the full stop of this word belongs to it (`Dr.`) and ends no sentence."""
    table = _ENGLISH if language == "en" else _ABBREVIATIONS.get(language, {})
    bare = word.lower().strip(".\"'“‘«([")
    initial = (
        len(bare) == 1 and bare.isalpha() and word.strip("\"'“‘«([")[:1].isupper() and bare != "i"
    )
    return initial or (bare in table and not (bare in _ALWAYS_DOTTED and word[:1].islower()))


def _mark_or_space(letter: str) -> str:
    # Vowel signs of Indic scripts and Thai are marks, which \w does not hold.
    import unicodedata

    return letter if unicodedata.category(letter)[0] == "M" else " "


def _looks_like_address(word: str) -> bool:
    return bool(
        re.match(r"(https?://|www\.)", word, re.I)
        or re.fullmatch(r"[\w-]{3,}\.(com|org|net|io|tv|film|studio|ai|co|edu|gov)", word, re.I)
    )


def _abbreviation(word: str, table: dict[str, str]) -> str:
    bare = word.lower().strip(".")
    if bare not in table:
        return word
    if bare in _ALWAYS_DOTTED and not word[:1].isupper():
        return word
    return table[bare]


def _english(word: str) -> str:
    lead = re.match(r"[\"'“‘«(\[{]*", word)
    word = word[lead.end() :] if lead else word
    bare = word.lower().strip(".")
    if bare in _ENGLISH and not (bare in _ALWAYS_DOTTED and not word[:1].isupper()):
        return word if bare == "no" else _ENGLISH[bare]
    if money := re.fullmatch(r"([$£€₹¥])(\d[\d,]*)(?:\.(\d{2}))?", word):
        return _money(*money.groups())
    if clock := re.fullmatch(r"(\d{1,2}):(\d{2})", word):
        hour, minute = int(clock[1]), int(clock[2])
        if hour < 25 and minute < 60:
            tail = (
                "o'clock"
                if not minute
                else f"oh {_ONES[minute]}"
                if minute < 10
                else cardinal(minute)
            )
            return f"{cardinal(hour)} {tail}"
    if place := re.fullmatch(r"(\d+)(st|nd|rd|th)", word, re.I):
        return ordinal(int(place[1])) if len(place[1]) < 15 else word
    if decade := re.fullmatch(r"(\d{3}0)s", word):
        words = year(int(decade[1]))
        return (words[:-1] + "ies") if words.endswith("y") else words + "s"
    if re.fullmatch(r"1[1-9]\d\d|20\d\d", word):
        return year(int(word))
    return _NUMBER.sub(lambda found: f" {_plain_number(found)} ", word.replace("%", " percent"))


def _plain_number(found: re.Match[str]) -> str:
    digits = found[1].replace(",", "")
    if len(digits) > 15 or (len(digits) > 1 and digits[0] == "0"):
        words = " ".join(_ONES[int(digit)] for digit in digits[:40])
    else:
        words = cardinal(int(digits))
    if found[2]:
        words += " point " + " ".join(_ONES[int(digit)] for digit in found[2][:20])
    return words


def _money(sign: str, whole: str, part: str | None) -> str:
    unit, small = _MONEY[sign]
    amount = int(whole.replace(",", ""))
    words = f"{cardinal(amount)} {unit if amount == 1 else _PLURALS.get(unit, unit + 's')}"
    if part and int(part):
        count = int(part)
        words += (
            f" and {cardinal(count)} {small if count == 1 else _PLURALS.get(small, small + 's')}"
        )
    return words


def _lower_capitals(word: str, language: str, shouted: bool) -> str:
    """An emphasised word in capitals is read as a word; a short unknown one is spelt out."""
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) < 2 or not all(letter.isupper() for letter in letters):
        return word
    bare = "".join(letters).lower()
    pronounceable = bool(_VOWEL.search(word)) and (len(letters) > 3 or language != "en")
    if shouted or pronounceable or bare in _SHORT_WORDS:
        return word.lower()
    return word
