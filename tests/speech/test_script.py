"""What is read for what is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.speech.chunks import chunk
from filmstudio.speech.languages import find
from filmstudio.speech.reading import cardinal, ordinal, read_word, year
from filmstudio.speech.script import clean, script_of, speakable
from filmstudio.speech.thai import number, syllables

ENGLISH = find("en")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mr.", "mister"), ("Dr.", "doctor"), ("St.", "saint"), ("No", "No"), ("10:30", "ten thirty"),
        ("9:05", "nine oh five"), ("12:00", "twelve o'clock"), ("$12.50", "twelve dollars and fifty cents"),
        ("£1", "one pound"), ("₹1,250", "one thousand two hundred fifty rupees"),
        ("21st", "twenty first"), ("1984", "nineteen eighty four"), ("2005", "two thousand five"),
        ("1990s", "nineteen nineties"), ("50%", "fifty percent"), ("3.14", "three point one four"),
        ("007", "zero zero seven"), ("NEVER", "never"), ("STOP", "stop"), ("FBI", "FBI"),
        ("YOU", "you"), ("&", "and"), ("https://www.example.com/a?b=1", "example dot com"),
        ("me@example.org", "me at example dot org"), ("don't", "don't"), ("“Hello”", "Hello"),
        ("(maybe)", "maybe"), ("A/B", "A/B"),
    ],
)  # fmt: skip
def test_english_words(written, read):
    assert read_word(written, "en") == read


def test_other_languages_know_their_titles():
    assert read_word("Sra.", "es") == "señora"
    assert read_word("Mme", "fr") == "madame"
    assert read_word("z.B.", "de") == "zum Beispiel"
    assert read_word("समुद्र", "hi") == "समुद्र"
    assert read_word("ТИШИНА", "ru") == "тишина"


def test_numbers():
    assert cardinal(0) == "zero"
    assert cardinal(1_000_001) == "one million one"
    assert cardinal(-42) == "minus forty two"
    assert ordinal(12) == "twelfth"
    assert ordinal(40) == "fortieth"
    assert year(1900) == "nineteen hundred"
    assert year(1906) == "nineteen oh six"


@given(st.integers(0, 10**15 - 1))
def test_every_number_has_words(value):
    assert speakable(cardinal(value))
    assert "  " not in cardinal(value)


def test_markup_and_emoji_go():
    assert clean("<b>Hi</b> *you* 😀 _there_ [site](http://x.y) #\u200b1") == "Hi you there site #1"
    assert clean("# Title\n**bold** `code`") == "Title bold code"
    assert clean("2 * 3 = 6, snake_case") == "2 * 3 = 6, snake_case"


def test_tokens_join_to_the_clean_line_and_know_their_pauses():
    line = script_of('Wait — "No," she said... Dr. J. Brown left. OK?', ENGLISH)
    assert " ".join(token.text for token in line.tokens) == (
        'Wait — "No," she said... Dr. J. Brown left. OK?'
    )
    pauses = {token.text: token.pause for token in line.tokens if token.pause}
    assert pauses == {
        "Wait —": "dash", '"No,"': "comma", "said...": "ellipsis", "left.": "stop", "OK?": "stop",
    }  # fmt: skip
    assert line.spoken == "Wait, No, she said. Doctor J Brown left. Ok?"
    for token, (start, end) in zip(line.tokens, line.spans, strict=True):
        assert line.spoken[start:end].lower() == token.spoken.lower()


def test_a_line_all_in_capitals_is_not_spelt():
    assert script_of("GET OUT OF MY BBQ PIT", ENGLISH).spoken == "get out of my bbq pit."


def test_endless_words_are_cut_for_the_engine_only():
    line = script_of("a" * 200, ENGLISH)
    assert line.tokens[0].text == "a" * 200
    assert max(map(len, line.spoken.split())) <= 60


def test_japanese_is_read_in_kana():
    pieces, warnings = chunk("今日は東京へ行きました。", "ja")
    assert pieces == [
        ("今日は", "キョーワ"),
        ("東京へ", "トーキョーエ"),
        ("行きました。", "イキマシタ。"),
    ]
    assert warnings == ()


def test_japanese_without_its_dictionary_warns(monkeypatch):
    monkeypatch.setattr("filmstudio.speech.chunks._tokenizer", lambda: None)
    pieces, warnings = chunk("海は青い。", "ja")
    assert "".join(shown for shown, _ in pieces) == "海は青い。"
    assert "pip install janome" in warnings[0]
    assert chunk("うみは。", "ja")[1] == ()


@given(text=st.text(alphabet="海は青いのですกขคเาิ่้ัอ記得我们的。，、!? abc12", max_size=30))
@pytest.mark.parametrize("language", ["ja", "zh", "th"])
def test_chunks_join_to_the_text(language, text):
    assert "".join(shown for shown, _ in chunk(text.strip(), language)[0]) == text.strip()


def test_chinese_chunks_are_short_and_end_at_marks():
    pieces = [shown for shown, _ in chunk("大海记得每一个名字。我们走吧!", "zh")[0]]
    assert all(len(piece.rstrip("。!")) <= 2 for piece in pieces)
    assert pieces[0] == "大海"


@pytest.mark.parametrize(
    ("written", "sounds"),
    [
        ("มา", ["ma:3"]), ("บ้าน", ["ba:n5"]), ("ข้าว", ["kha:w5"]), ("รัก", ["Rak4"]),
        ("ประเทศไทย", ["pRa2the:t5", "thaj3"]), ("สวนสวย", ["su@n1", "su@j1"]),
        ("จันทร์", ["tSan3"]), ("หมาสอง", ["ma:1", "sO:N1"]),
        ("เสียงของความ", ["si@N1", "khO:N1", "khwa:m3"]), ("จริงๆ", ["tSiN3", "tSiN3"]),
    ],
)  # fmt: skip
def test_thai_syllables(written, sounds):
    assert [sound for _, sound in syllables(written)] == sounds


def test_thai_numbers():
    assert number(0) == "ศูนย์"
    assert number(21) == "ยี่สิบเอ็ด"
    assert number(2_500_011) == "สองล้านห้าแสนสิบเอ็ด"
