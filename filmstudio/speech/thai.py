"""Thai spelling to sounds: syllables with their tones, as espeak-ng phoneme names.

espeak-ng reads Thai letter by letter, which nobody understands; its Thai voice does have
the sounds and tones. Rules of spelling and tone after Haas 1964, "Thai-English Student's
Dictionary", introduction, and Iwasaki and Ingkaphirom 2005, chapter 1.
"""

from __future__ import annotations

import re

_ONSETS = {
    "k": "ก", "kh": "ขฃคฅฆ", "N": "ง", "tS": "จ", "tSh": "ฉชฌ", "s": "ซศษส", "j": "ญย",
    "d": "ฎด", "t": "ฏต", "th": "ฐฑฒถทธ", "n": "ณน", "b": "บ", "p": "ป", "ph": "ผพภ",
    "f": "ฝฟ", "m": "ม", "R": "ร", "l": "ลฬ", "w": "ว", "h": "หฮ", "?": "อ",
}  # fmt: skip
_CODAS = {
    "k": "กขฃคฅฆ", "t": "จชซฎฏฐฑฒดตถทธศษส", "p": "บปผพฟภฝ", "n": "นณญรลฬ", "m": "ม", "N": "ง",
    "j": "ย", "w": "ว",
}  # fmt: skip
ONSET = {letter: sound for sound, letters in _ONSETS.items() for letter in letters}
CODA = {letter: sound for sound, letters in _CODAS.items() for letter in letters}
_HIGH, _MIDDLE = "ขฃฉฐถผฝศษสห", "กจฎฏดตบปอ"
_C = "[ก-ฮ]"
_T = "([\u0e48-\u0e4b]?)"
_CLUSTER = "(?:[กขคตปผพ][รล]|[กขค]ว|ทร|สร|จร|ศร|ซร|[หอ](?=[งญณนมยรลว])[งญณนมยรลว])"
_SIGNS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4eะาำ"
TONES = {"mid": "3", "low": "2", "falling": "5", "high": "4", "rising": "1"}
"""The tones of espeak-ng's table for Thai whose measured contours come nearest."""

# Each: pattern with {o} for the onset and {t} for the tone mark, vowel, whether it is long,
# and what follows: "must" or "may" take a final consonant, "no", or the final sound itself.
_SHAPES: tuple[tuple[str, str, bool, str], ...] = (
    ("เ{o}ี{t}ยะ", "i@", False, "no"),
    ("เ{o}ี{t}ย", "i@", True, "may"),
    ("เ{o}ื{t}อ", "W@", True, "may"),
    ("เ{o}{t}าะ", "O", False, "no"),
    ("เ{o}{t}อะ", "@", False, "no"),
    ("เ{o}{t}า", "a", False, "w"),
    ("เ{o}{t}อ", "@:", True, "may"),
    ("เ{o}ิ{t}", "@:", True, "must"),
    ("เ{o}็{t}", "e", False, "must"),
    ("เ{o}{t}ะ", "e", False, "no"),
    ("เ{o}{t}ย", "@:", True, "j"),
    ("เ{o}{t}", "e:", True, "may"),
    ("แ{o}็{t}", "E", False, "must"),
    ("แ{o}{t}ะ", "E", False, "no"),
    ("แ{o}{t}", "E:", True, "may"),
    ("โ{o}{t}ะ", "o", False, "no"),
    ("โ{o}{t}", "o:", True, "may"),
    ("ไ{o}{t}ย", "a", False, "j"),
    ("[ใไ]{o}{t}", "a", False, "j"),
    ("{o}ั{t}วะ", "u@", False, "no"),
    ("{o}ั{t}ว", "u@", True, "no"),
    ("{o}ั{t}", "a", False, "must"),
    ("{o}ื{t}อ", "W:", True, "no"),
    ("{o}ื{t}", "W:", True, "must"),
    ("{o}{t}ำ", "a", False, "m"),
    ("{o}{t}ะ", "a", False, "no"),
    ("{o}{t}า", "a:", True, "may"),
    ("{o}ิ{t}", "i", False, "may"),
    ("{o}ี{t}", "i:", True, "may"),
    ("{o}ึ{t}", "W", False, "may"),
    ("{o}ุ{t}", "u", False, "may"),
    ("{o}ู{t}", "u:", True, "may"),
    ("{o}็{t}อ", "O", False, "must"),
    ("{o}็{t}", "O", False, "no"),
    ("{o}รร{t}", "a", False, "may"),
    ("{o}{t}ว(?=[ก-ฮ](?![" + _SIGNS + "]))", "u@", True, "must"),
    ("{o}{t}อ", "O:", True, "may"),
    ("{o}{t}(?=[ก-ฮ](?![" + _SIGNS + "]))", "o", False, "must"),
    ("{o}{t}", "a", False, "no"),
)
_COMPILED = tuple(
    (re.compile(shape.format(o=f"({_CLUSTER}|{_C})", t=_T)), vowel, long, final)
    for shape, vowel, long, final in _SHAPES
)
_SINGLE = tuple(
    (re.compile(shape.format(o=f"({_C})", t=_T)), vowel, long, final)
    for shape, vowel, long, final in _SHAPES
)
_WORDS = {
    "สวัสดี": "sa2wat2di:3", "น้ำ": "na:m4", "ขนม": "kha2nom1", "สนุก": "sa2nuk2",
    "ตลาด": "ta2la:t2", "ถนน": "tha2non1", "ทะเล": "tha4le:3", "อร่อย": "?a2ROj2",
    "เพื่อน": "phW@n5", "ประเทศ": "pRa2the:t5", "ตลอด": "ta2lO:t2", "สบาย": "sa2ba:j3",
    "ขอบคุณ": "khO:p2khun3", "พระ": "phRa4", "เขา": "khaw1", "ไหม": "maj4", "ก็": "kO5",
    "ตัว": "tu@3", "สามารถ": "sa:1ma:t5", "ทราบ": "sa:p5", "สร้าง": "sa:N5", "จริง": "tSiN3",
    "วันนี้": "wan3ni:4", "ความ": "khwa:m3", "ผู้": "phu:5", "อยู่": "ju:2", "อย่า": "ja:2",
    "อยาก": "ja:k2", "อย่าง": "ja:N2", "ฤดู": "RW4du:3", "และ": "lE4", "แล้ว": "lE:w4",
    "ต้น": "ton5", "คน": "khon3", "ณ": "na4", "บท": "bot2", "ผล": "phon1", "เป็น": "pen3",
    "เห็น": "hen1", "ไม่": "maj5", "ได้": "da:j5", "ทรง": "soN3", "ของ": "khO:N1", "กับ": "kap2", "จาก": "tSa:k2",
}  # fmt: skip
"""Very common words, and words whose spelling does not tell their sound."""
_LONGEST = max(map(len, _WORDS))
_NUMBERS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


def number(value: int) -> str:
    """A whole number in Thai words, below 10^12."""
    if value >= 10**12:
        return "".join(_NUMBERS[int(digit)] for digit in str(value))
    if value >= 10**6:
        rest = number(value % 10**6) if value % 10**6 else ""
        return f"{number(value // 10**6)}ล้าน{rest}"
    digits = str(value)
    words = ""
    for index, digit in enumerate(digits):
        place = len(digits) - 1 - index
        if digit == "0":
            continue
        if place == 1 and digit in "12":
            words += "สิบ" if digit == "1" else "ยี่สิบ"
        elif place == 0 and digit == "1" and len(digits) > 1:
            words += "เอ็ด"
        else:
            words += _NUMBERS[int(digit)] + _PLACES[place]
    return words or _NUMBERS[0]


def syllables(text: str) -> list[tuple[str, str]]:
    """Pieces of the text with the phoneme names of each; empty for what is not Thai.

    The pieces join to the text. Words are not known (but for the commonest), so a run of
    bare consonants is cut by the usual structure of syllables and may be cut wrongly.
    """
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        end, sound = _syllable(text, at)
        # A consonant with the mark of silence belongs to what was said before it.
        if (silent := re.compile("[ก-ฮ]{1,2}[ิุ]?\u0e4c").match(text, end)) and sound:
            end = silent.end()
        if text[at] == "ๆ" and found:
            sound = next((before for _, before in reversed(found) if before), "")
        found.append((text[at:end], sound))
        at = end
    return found


def _syllable(text: str, at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + length]
        signed = re.match(f"[{_SIGNS}]", text[at + length : at + length + 1])
        if word in _WORDS and not signed and (length > 2 or not _continues(text, at + length)):
            return at + length, _WORDS[word]
    if digits := re.compile(r"\d[\d,]*").match(text, at):
        spelt = number(int(digits.group().replace(",", "")))
        return digits.end(), "".join(sound for _, sound in syllables(spelt))
    for shapes in (_COMPILED, _SINGLE):
        for pattern, vowel, long, final in shapes:
            if (match := pattern.match(text, at)) is None:
                continue
            made = _sound(text, match, vowel, long, final)
            if made is not None:
                return made
    return at + 1, ""


def _continues(text: str, at: int) -> bool:
    """Whether the letter here closes the syllable before it."""
    return bool(re.match(f"{_C}(?!.?[{_SIGNS}])", text[at : at + 3]))


def _sound(
    text: str, match: re.Match[str], vowel: str, long: bool, final: str
) -> tuple[int, str] | None:
    onset, mark = match.group(1), match.group(2)
    end = match.end()
    coda = final if final in ("j", "w", "m") else ""
    if final == "must" or (final == "may" and _odd_run(text, end)):
        letter = text[end : end + 1]
        if letter not in CODA:
            return None
        coda, end = CODA[letter], end + 1
    if vowel == "a" and match.re.pattern.find("รร") >= 0 and not coda:
        coda = "n"
    initial, kind = _onset(onset)
    tone = _tone(kind, mark, long, coda)
    return end, f"{initial}{vowel}{coda}{TONES[tone]}"


def _odd_run(text: str, at: int) -> bool:
    """Whether the bare consonants from here leave one over for this syllable.

    They are counted up to the onset of the next written vowel; pairs make syllables of their own.
    """
    run = re.compile(_C + "*").match(text, at)
    letters = run.group() if run else ""
    count = len(letters)
    following = text[at + count : at + count + 1]
    if (vowel := letters.find("อ", 1)) > 0:
        # Between consonants this letter is the vowel of the one before it.
        count, following = vowel, "ะ"
        letters = letters[:vowel]
    if letters and re.match(f"[{_SIGNS}]", following):
        count -= 1
        if count and re.fullmatch(_CLUSTER, letters[-2:]):
            count -= 1
    return count % 2 == 1


def _onset(letters: str) -> tuple[str, str]:
    """Phoneme names of an onset and its class: high, middle or low."""
    first, second = letters[0], letters[1:]
    kind = "high" if first in _HIGH else "middle" if first in _MIDDLE else "low"
    if not second:
        return ONSET[first], kind
    if first in "หอ":
        return ONSET[second], kind
    if letters in ("ทร", "สร", "ศร", "ซร"):
        return "s", "high" if first in "สศ" else "low"
    if letters == "จร":
        return "tS", kind
    return ONSET[first] + ONSET[second], kind


def _tone(kind: str, mark: str, long: bool, coda: str) -> str:
    if mark == "\u0e48":
        return "falling" if kind == "low" else "low"
    if mark == "\u0e49":
        return "high" if kind == "low" else "falling"
    if mark:
        return "high" if mark == "\u0e4a" else "rising"
    live = coda in ("m", "n", "N", "j", "w") or (long and not coda)
    if live:
        return "rising" if kind == "high" else "mid"
    if kind != "low":
        return "low"
    return "falling" if long else "high"
