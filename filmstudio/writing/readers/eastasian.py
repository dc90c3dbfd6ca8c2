"""Makes out who speaks in Chinese and Japanese prose, where no spaces part the words."""

from __future__ import annotations

import re

_HOW = {"笑": "smiling", "哭": "crying", "小声": "whispering", "大声": "shouting", "轻声": "softly",
        "低声": "whispering", "泣": "crying", "叫": "shouting", "喊": "shouting", "ささや": "whispering",
        "つぶや": "murmuring", "囁": "whispering"}  # fmt: skip
_VERBS_ZH = "(?:回答道|回答|回答说|说道|說道|问道|問道|答道|喊道|叫道|说|說|问|問|喊|叫)"
_VERBS_JA = (
    "(?:言った|言いました|言う|いった|いいました|答えた|答えました|聞いた|聞きました|尋ねた|尋ねました"
    "|叫んだ|叫びました|つぶやいた|ささやいた|囁いた|話した)"
)
_MANNER_ZH = (
    "(?:(?:微?笑|大?哭|哭|小声|大声|轻声|低声|高兴|生气|慢慢|轻轻|悄悄|叹|喘|指|看|摇头|点头)"
    "[^，。：“”]{0,6}?(?:着|地|气)?)?"
)
_AFTER = {
    "zh": re.compile(rf"(?P<who>[^，。：、“”\s]{{1,6}}?)(?P<how>{_MANNER_ZH})(?P<verb>{_VERBS_ZH})(?=[，。：]|$)"),
    "ja": re.compile(rf"と?、?(?P<who>[^、。「」\s]{{1,10}}?)(?:は|が|も)(?P<how>[^。「」]{{0,14}}?)(?P<verb>{_VERBS_JA})(?=[、。]|$)"),
}  # fmt: skip
_BEFORE = {
    "zh": re.compile(rf"(?:^|(?<=[，。；]))(?P<who>[^，。：、“”\s]{{1,6}}?)(?P<how>{_MANNER_ZH})(?P<verb>{_VERBS_ZH})[：:，]?$"),
    "ja": re.compile(rf"(?:^|(?<=[、。]))(?P<who>[^、。「」\s]{{1,10}}?)(?:は|が|も)(?P<how>[^。「」]{{0,14}}?)(?P<verb>{_VERBS_JA})[：:、。]?$"),
}  # fmt: skip


def after(told: str, language: str) -> tuple[str, str, int] | None:
    """Speaker, way of speaking and the tag's length, where `told` begins with a tag."""
    found = _AFTER[language].match(told)
    return (found["who"], _how(found["how"] + found["verb"]), found.end()) if found else None


def before(told: str, language: str) -> tuple[str, str, int] | None:
    """Speaker, way of speaking and where the tag begins, where `told` ends with a tag."""
    found = _BEFORE[language].search(told[-60:])
    if not found:
        return None
    return (
        found["who"],
        _how(found["how"] + found["verb"]),
        len(told) - len(told[-60:]) + found.start(),
    )


def _how(text: str) -> str:
    return next((manner for word, manner in _HOW.items() if word in text), "")
