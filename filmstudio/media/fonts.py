"""Finds the font file that can draw each part of a text, script by script, without fontconfig."""

from __future__ import annotations

import os
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import regex
import skia

from filmstudio.errors import Missing
from filmstudio.settings import settings

Role = Literal["sans", "display"]
Weight = Literal["regular", "bold"]

SHIPPED = Path(__file__).resolve().parent.parent / "fonts"
"""Our own subsets of Noto Sans and Noto Serif Display: Latin, Greek and Cyrillic always work."""

RIGHT_TO_LEFT = frozenset({"Arabic", "Hebrew", "Syriac", "Thaana", "Nko"})
SPACED = frozenset(
    {
        "Latin",
        "Greek",
        "Cyrillic",
        "Armenian",
        "Georgian",
        "Han",
        "Hiragana",
        "Katakana",
        "Hangul",
        "Common",
    }
)
"""Scripts whose letters stand apart, so that letter spacing does not tear them."""

_SCRIPTS = (
    "Latin", "Greek", "Cyrillic", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya",
    "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar",
    "Tibetan", "Arabic", "Hebrew", "Syriac", "Thaana", "Nko", "Armenian", "Georgian", "Ethiopic",
    "Cherokee", "Mongolian", "Han", "Hiragana", "Katakana", "Hangul", "Bopomofo",
)  # fmt: skip
_CJK = frozenset({"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo"})

# File stems (the part before "-Regular") in the order of preference.
_OTHER_FAMILIES: dict[str, tuple[str, ...]] = {
    "Devanagari": ("Lohit-Devanagari", "Mukta", "Hind"),
    "Bengali": ("Lohit-Bengali",),
    "Gurmukhi": ("Lohit-Gurmukhi",),
    "Gujarati": ("Lohit-Gujarati",),
    "Oriya": ("Lohit-Odia",),
    "Tamil": ("Lohit-Tamil",),
    "Telugu": ("Lohit-Telugu",),
    "Kannada": ("Lohit-Kannada",),
    "Malayalam": ("Lohit-Malayalam", "Manjari"),
    "Thai": ("NotoLoopedThai", "Sarabun", "Garuda", "Loma"),
    "Lao": ("NotoLoopedLao", "Phetsarath_OT"),
    "Arabic": ("NotoNaskhArabic", "Amiri", "DejaVuSans"),
    "Hebrew": ("DejaVuSans",),
    "Armenian": ("DejaVuSans",),
    "Georgian": ("DejaVuSans",),
    "Nko": ("NotoSansNKo", "DejaVuSans"),
}
_DISPLAY_FAMILIES: dict[str, tuple[str, ...]] = {"Arabic": ("NotoNaskhArabic", "Amiri")}
_CJK_SANS = ("NotoSansCJK", "SourceHanSans", "wqy-microhei", "DroidSansFallbackFull")
_CJK_SERIF = ("NotoSerifCJK", "SourceHanSerif")
_CJK_REGIONS = {"JP": 0, "KR": 1, "SC": 2, "TC": 3, "HK": 4}
"""The order of the faces in the Noto CJK collections."""

_IGNORABLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}]")
_CLUSTER = regex.compile(r"\X")
_EMOJI = regex.compile(r"[\p{Emoji_Presentation}\p{Regional_Indicator}\p{Emoji_Modifier}]")


@dataclass(frozen=True)
class Face:
    """One face of one font file; `index` counts within a collection (.ttc)."""

    path: Path
    index: int
    family: str

    @property
    def key(self) -> str:
        return f"{self.path}#{self.index}"


@dataclass(frozen=True)
class Run:
    """A stretch of text that one face draws. `script` is its Unicode script name; "Common" for
    signs that a font of another script draws."""

    text: str
    face: Face
    script: str


def folders() -> tuple[Path, ...]:
    """Where fonts are looked for after our own: the settings' folder, the system's, the user's."""
    own = settings().fonts
    home = Path.home()
    system = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    user = (home / ".fonts", home / ".local/share/fonts")
    return ((own,) if own else ()) + system + user


@lru_cache(maxsize=8)
def _scan(places: tuple[Path, ...]) -> dict[str, Path]:
    """Font files by stem; the first folder wins, and within one the path that sorts first."""
    found: dict[str, Path] = {}
    for place in (SHIPPED, *places):
        here: list[Path] = []
        for folder, _, names in os.walk(place):
            suffixes = (".ttf", ".otf", ".ttc")
            here += [Path(folder) / name for name in names if name.lower().endswith(suffixes)]
        for path in sorted(here):
            stem = path.stem.split("[")[0]
            found.setdefault(stem, path)
    return found


@lru_cache(maxsize=4096)
def script_of(char: str) -> str:
    """The Unicode script of a character, for example "Tamil"; "Common" for shared signs."""
    if regex.match(r"[\p{Common}\p{Inherited}\p{Unknown}]", char):
        return "Common"
    for script in _SCRIPTS:
        if regex.match(rf"\p{{Script={script}}}", char):
            return script
    return unicodedata.name(char, "unknown").split()[0].title()


def region(text: str, language: str = "") -> str:
    """Which forms Han characters take: JP, KR, SC, TC or HK.

    The language decides; without one kana mean Japanese and hangul Korean.
    """
    code = language.lower().replace("_", "-")
    if code.startswith("ja"):
        return "JP"
    if code.startswith("ko"):
        return "KR"
    if code.startswith("yue") or code.endswith("-hk"):
        return "HK"
    if code.endswith(("-tw", "-hant")) or "-hant-" in code:
        return "TC"
    if not code.startswith("zh"):
        if regex.search(r"[\p{Hiragana}\p{Katakana}]", text):
            return "JP"
        if regex.search(r"\p{Hangul}", text):
            return "KR"
    return "SC"


def _families(script: str, role: Role) -> tuple[str, ...]:
    if script in ("Latin", "Greek", "Cyrillic"):
        return ("NotoSerifDisplay", "NotoSans") if role == "display" else ("NotoSans",)
    if script in _CJK:
        return _CJK_SERIF + _CJK_SANS if role == "display" else _CJK_SANS
    sans = (f"NotoSans{script}", f"NotoSerif{script}", *_OTHER_FAMILIES.get(script, ()))
    if role == "display":
        return (*_DISPLAY_FAMILIES.get(script, ()), f"NotoSerif{script}", *sans)
    return sans


@lru_cache(maxsize=1024)
def _faces(
    script: str, role: Role, weight: Weight, area: str, wanted: str, places: tuple[Path, ...]
) -> tuple[Face, ...]:
    files = _scan(places)
    stems = ((wanted.replace(" ", ""),) if wanted else ()) + _families(script, role)
    tails = ("-Bold", "-Regular", "") if weight == "bold" else ("-Regular", "", "-Medium")
    faces = []
    for stem in stems:
        for tail in tails:
            path = files.get(stem + tail)
            if path is None:
                continue
            collection = path.suffix.lower() == ".ttc" and "CJK" in stem
            index = _CJK_REGIONS[area] if collection else 0
            faces.append(Face(path, index, stem))
            break
    return tuple(faces)


_manager = threading.local()


@lru_cache(maxsize=128)
def typeface(face: Face) -> skia.Typeface:
    """The face opened by skia. Raises Missing when the file cannot be read as a font."""
    manager = getattr(_manager, "empty", None)
    if manager is None:
        manager = _manager.empty = skia.FontMgr.New_Custom_Empty()
    opened = manager.makeFromFile(str(face.path), face.index)
    if opened is None:
        raise Missing(f"The font file {face.path} cannot be read: install it again or remove it.")
    return opened


@lru_cache(maxsize=65536)
def _has(face: Face, char: str) -> bool:
    return bool(typeface(face).unicharToGlyph(ord(char)))


def covers(face: Face, text: str) -> bool:
    """Whether the face has a glyph for every visible character of `text`."""
    return all(_IGNORABLE.match(char) or _has(face, char) for char in text)


def drawable(text: str) -> str:
    """The text as it is drawn: composed (NFC), without control signs and without colour emoji.

    A symbol that has a plain form (a heart, a note, a star) keeps it.
    """
    kept = []
    for cluster in _CLUSTER.findall(unicodedata.normalize("NFC", text.replace("\t", " "))):
        if _EMOJI.search(cluster):
            continue
        plain = cluster.replace("\ufe0f", "").replace("\ufe0e", "").replace("\u20e3", "")
        if cluster in ("\n", "\r\n"):
            kept.append("\n")
        elif plain and unicodedata.category(plain[0]) not in ("Cc", "Cs"):
            kept.append(plain)
    return regex.sub(r" {2,}", " ", "".join(kept))


def dropped(text: str) -> list[str]:
    """The emoji of the text that are not drawn, in order and without repeats."""
    clusters = _CLUSTER.findall(unicodedata.normalize("NFC", text))
    return list(dict.fromkeys(cluster for cluster in clusters if _EMOJI.search(cluster)))


def _symbols(places: tuple[Path, ...]) -> tuple[Face, ...]:
    files = _scan(places)
    stems = ("NotoSansSymbols", "NotoSansSymbols2", "NotoSansMath")
    return tuple(
        Face(files[f"{stem}-Regular"], 0, stem) for stem in stems if f"{stem}-Regular" in files
    )


def _itemise(
    text: str, role: Role, weight: Weight, language: str, family: str
) -> tuple[list[Run], list[tuple[str, str]]]:
    """The text in runs, and (script, cluster) of everything that no font draws."""
    places = folders()
    area = region(text, language)
    clusters = _CLUSTER.findall(text)
    scripts = [next((s for c in k if (s := script_of(c)) != "Common"), "") for k in clusters]
    script = next((s for s in scripts if s), "Latin")
    runs: list[Run] = []
    lost: list[tuple[str, str]] = []
    for cluster, own in zip(clusters, scripts, strict=True):
        script = own or script
        candidates = _faces(script, role, weight, area, family, places)
        if not own:
            if runs and covers(runs[-1].face, cluster):
                candidates = (runs[-1].face,)
            else:
                latin = _faces("Latin", role, weight, area, family, places)
                plain = _faces("Latin", "sans", weight, area, family, places)
                cjk = _faces("Han", role, weight, area, family, places)
                others = (
                    face
                    for other in dict.fromkeys(s for s in scripts if s)
                    for face in _faces(other, role, weight, area, family, places)
                )
                first = candidates[:1]
                candidates = (*first, *latin, *plain, *others, *_symbols(places), *cjk)
        face = next((f for f in candidates if covers(f, cluster)), None)
        if face is None:
            lost.append((own, cluster))
            continue
        last = runs[-1] if runs else None
        if last and last.face == face and (not own or last.script in (own, "Common")):
            runs[-1] = Run(last.text + cluster, face, own or last.script)
        else:
            at_home = face in _faces(script, role, weight, area, family, places)
            runs.append(Run(cluster, face, own or (script if at_home else "Common")))
    return runs, lost


@lru_cache(maxsize=2048)
def _runs(
    text: str, role: Role, weight: Weight, language: str, family: str, places: tuple[Path, ...]
) -> tuple[Run, ...]:
    runs, lost = _itemise(text, role, weight, language, family)
    if lost:
        raise Missing(" ".join(_sentences(lost)), code="missing_font")
    return tuple(runs)


def runs(
    text: str,
    *,
    role: Role = "sans",
    weight: Weight = "regular",
    language: str = "",
    family: str = "",
) -> tuple[Run, ...]:
    """The text cut into runs of one script and one face, in logical order.

    `family` is a font the creator asked for by name ("Noto Serif"); where it lacks a letter the
    script's own fonts step in. Raises Missing when no font has a character: never boxes.
    """
    return _runs(text, role, weight, language, family, folders())


def _sentences(lost: Sequence[tuple[str, str]]) -> list[str]:
    said = []
    for script in dict.fromkeys(script for script, _ in lost):
        signs = list(dict.fromkeys(cluster for own, cluster in lost if own == script))
        codes = ", ".join(f"U+{ord(sign[0]):04X}" for sign in signs[:4])
        if not script:
            said.append(
                f"No font here draws the sign {codes}: take it out of the text, "
                "or install the Debian packages fonts-noto-core and fonts-symbola."
            )
            continue
        package = "fonts-noto-cjk" if script in _CJK else "fonts-noto-core"
        name = _families(script, "sans")[0]
        said.append(
            f"No font here draws the {script} script ({codes}): install the Debian package "
            f"{package}, or put {name}-Regular into the folder that FILMSTUDIO_FONTS names."
        )
    return said


def missing(text: str, language: str = "", family: str = "") -> list[str]:
    """A sentence for each script of the text that no font here draws, with what to install."""
    return _sentences(_itemise(drawable(text), "sans", "regular", language, family)[1])


def family_known(family: str) -> bool:
    """Whether a font that the creator asks for by name ("Noto Serif") is on this machine."""
    stem = family.replace(" ", "")
    files = _scan(folders())
    return any(stem + tail in files for tail in ("-Regular", "", "-Bold", "-Medium"))


def right_to_left(text: str) -> bool:
    """Whether the text's first strong letter is written from right to left (UAX 9, rule P2)."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
