"""Headings, family words and names are read in scripts beyond the fully known languages."""

from __future__ import annotations

import pytest

from filmstudio.film.vocabulary import PLACES
from filmstudio.writing.analysis import analyse
from filmstudio.writing.analysis.lexicon import data
from filmstudio.writing.readers import read_text

READ = ("ar", "ja", "ko", "ru", "ta", "th", "zh")


@pytest.mark.parametrize(
    ("heading", "girl", "grandmother", "lines", "culture"),
    [
        ("КУХНЯ - НОЧЬ", "АННА", "БАБУШКА", ("Где мои ключи, бабушка?", "Рядом с лампой, милая."), "western"),
        ("مطبخ - ليل", "ليلى", "الجدة", ("هل رأيت مفاتيحي يا جدتي؟", "إنها بجانب المصباح."), "middle-eastern"),
        ("சமையலறை - இரவு", "மீனா", "பாட்டி", ("என் சாவியைப் பார்த்தீர்களா?", "அது விளக்கின் அருகில் இருக்கிறது."), "south-indian"),
        ("ครัว - กลางคืน", "มาลี", "ยาย", ("เห็นกุญแจของหนูไหมคะ", "มันอยู่ข้างตะเกียงนะลูก"), "thai"),
        ("台所 - 夜", "ユキ", "祖母", ("私の鍵を見なかった？", "ランプのそばにありますよ。"), "japanese"),
        ("厨房 - 夜", "小梅", "奶奶", ("你看见我的钥匙了吗？", "就在灯旁边，孩子。"), "chinese"),
        ("부엌 - 밤", "지은", "할머니", ("제 열쇠 보셨어요?", "등불 옆에 놓여 있단다."), "east-asian"),
    ],
)  # fmt: skip
def test_a_scene_in_another_script_has_its_place_hour_and_people(
    heading: str, girl: str, grandmother: str, lines: tuple[str, str], culture: str
) -> None:
    script = f"INT. {heading}\n\n{girl}\n{lines[0]}\n\n{grandmother}\n{lines[1]}\n"
    story = analyse(read_text(script))
    setting = story.scenes[0].setting
    assert (setting.place, setting.time, setting.interior) == ("kitchen", "night", True)
    assert setting.culture == culture
    assert [(member.gender, member.age) for member in story.cast] == [
        ("female", "adult"),
        ("female", "elder"),
    ]
    assert any("only places, times of day and family words" in said for said in story.warnings)


@pytest.mark.parametrize("language", READ)
def test_every_place_can_be_named_and_every_name_is_drawn(language: str) -> None:
    places = {
        part.lstrip("~")
        for value in data(f"places.{language}")["words"].values()
        for part in value.split("|")
        if part
    }
    assert places == set(PLACES)
    assert len(data(f"times.{language}")["times"]) == 7
