"""Fonts: every script finds its file, and what has none is named in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmstudio.errors import Missing
from filmstudio.media import fonts

SAMPLES = {
    "Latin": "Łódź, Việt Nam, naïve",
    "Greek": "Ελληνικά",
    "Cyrillic": "Привет",
    "Devanagari": "क्षत्रिय",
    "Tamil": "தமிழ்",
    "Telugu": "తెలుగు",
    "Bengali": "বাংলা",
    "Gujarati": "ગુજરાતી",
    "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം",
    "Gurmukhi": "ਪੰਜਾਬੀ",
    "Arabic": "العربية",
    "Hebrew": "עברית",
    "Thai": "ภาษาไทย",
    "Han": "電影",
    "Hangul": "한국어",
}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine with no fonts but our own."""
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))


@pytest.mark.parametrize("script", SAMPLES)
def test_each_script_is_drawn_by_a_font_that_has_its_glyphs(script: str) -> None:
    text = SAMPLES[script]
    if fonts.missing(text):
        pytest.skip("this machine lacks the font")
    runs = fonts.runs(text)
    assert "".join(run.text for run in runs) == text
    assert runs[0].script == script
    for run in runs:
        face = fonts.typeface(run.face)
        assert all(face.unicharToGlyph(ord(c)) for c in run.text if c.isprintable())


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("script", ["Latin", "Greek", "Cyrillic"])
@pytest.mark.parametrize("role", ["sans", "display"])
def test_own_fonts_suffice_for_latin_greek_and_cyrillic(script: str, role: fonts.Role) -> None:
    runs = fonts.runs(SAMPLES[script], role=role)
    assert {run.face.path.parent for run in runs} == {fonts.SHIPPED}


@pytest.mark.usefixtures("bare")
def test_a_missing_script_is_named_with_what_to_install() -> None:
    said = fonts.missing("Maya said नमस्ते in 東京")
    assert len(said) == 2
    assert "Devanagari" in said[0]
    assert "fonts-noto-core" in said[0]
    assert "fonts-noto-cjk" in said[1]
    with pytest.raises(Missing, match="Devanagari"):
        fonts.runs("नमस्ते")


def test_settings_folder_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "NotoSansDevanagari-Regular.ttf"
    own.write_bytes((fonts.SHIPPED / "NotoSans-Regular.ttf").read_bytes())
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    (sentence,) = fonts.missing("नमस्ते")
    assert "Devanagari" in sentence, "a file that lacks the letters is not taken for one that has"


def test_broken_font_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    broken = tmp_path / "Broken-Regular.ttf"
    broken.write_bytes(b"not a font")
    with pytest.raises(Missing, match=r"Broken-Regular\.ttf"):
        fonts.typeface(fonts.Face(broken, 0, "Broken"))


def test_han_takes_the_forms_of_its_language() -> None:
    assert [fonts.region("骨", code) for code in ("ja", "zh", "zh-TW", "ko", "yue")] == [
        "JP", "SC", "TC", "KR", "HK",
    ]  # fmt: skip
    assert fonts.region("東京の夜") == "JP"
    assert fonts.region("한국 電影") == "KR"


def test_emoji_are_dropped_and_plain_symbols_kept() -> None:
    assert fonts.drawable("Hi 😀👍🏽 ♪ ❤️ 🇮🇳 end") == "Hi ♪ ❤ end"
    assert fonts.dropped("Hi 😀 and 😀 ♪") == ["😀"]
    assert not fonts.missing("♪ ★ ♥ → €")


def test_control_characters_are_not_drawn() -> None:
    assert fonts.drawable("a\x00b\x1bc\td\r\ne") == "abc d\ne"


def test_shared_signs_stay_with_their_script() -> None:
    if fonts.missing("العربية"):
        pytest.skip("this machine lacks the font")
    text = "قال (Hello)، ثم"
    assert "".join(run.text for run in fonts.runs(text)) == text
    assert [run.face.family for run in fonts.runs("قال (Hello)، ثم")] == [
        "NotoSansArabic", "NotoSans", "NotoSansArabic",
    ]  # fmt: skip
    assert fonts.right_to_left(text)
    assert not fonts.right_to_left("- 12 Hello العربية")


def test_shipped_fonts_are_small_and_carry_their_licence() -> None:
    sizes = [path.stat().st_size for path in fonts.SHIPPED.glob("*.ttf")]
    assert sum(sizes) < 700_000
    assert "SIL OPEN FONT LICENSE" in (fonts.SHIPPED / "OFL.txt").read_text()
