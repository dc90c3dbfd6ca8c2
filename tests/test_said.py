"""Tests of sentences that every language says: how they are made, found in the sources, and told."""

from __future__ import annotations

import ast
import json
import pickle

import pytest

from filmstudio.errors import BadInput, Busy, Damaged, TooMany
from filmstudio.faults import fault_of
from filmstudio.said import PLACE, Said, said
from filmstudio.words import LANGUAGES, said_in
from scripts import messages, sentences

SHOTS = "A film may have {n} shots."
TOO_FEW = (
    "This film costs {price} credits, and {n} are left. Buy credits, choose a larger plan, or make "
    "it shorter."
)
ONE_LEFT = TOO_FEW.replace("are left", "is left")


def test_a_sentence_is_its_english_and_knows_what_it_was_made_of():
    made = said("{name} is {size}; {n} stay: {rest}.", name="{n}.txt", size=3.25, n=1_204,
                rest=["a", said(SHOTS, n=2)])  # fmt: skip
    assert made == "{n}.txt is 3.2; 1,204 stay: a, A film may have 2 shots.."
    assert made.values["name"] == "{n}.txt"
    assert said("{braces} stay where nothing is given") == "{braces} stay where nothing is given"
    assert said(TOO_FEW, one=ONE_LEFT, price=3, n=1).startswith(
        "This film costs 3 credits, and 1 is"
    )


def test_an_error_carries_its_sentence_and_crosses_processes():
    error = BadInput(SHOTS, code="long", n=1_000)
    assert (str(error), error.code) == ("A film may have 1,000 shots.", "long")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again.message, Said)
    assert (again.message, again.message.values, again.code) == (
        error.message,
        {"n": 1_000},
        "long",
    )
    assert BadInput(said(SHOTS, n=2)).message.values == {"n": 2}
    assert TooMany("That is {n}.", retry_after=3, n=4).retry_after == 3
    assert Damaged("{work} is gone.", key="k", work="mix").key == "k"
    assert json.dumps({"error": Busy("A plain {sentence}.").message}) == (
        '{"error": "A plain {sentence}."}'
    )


def test_a_language_says_it_with_its_own_numbers_and_forms():
    assert (
        said_in("de", said(SHOTS, n=1_000)) == "Ein Film darf höchstens 1.000 Einstellungen haben."
    )
    assert said_in("hi", said(SHOTS, n=3)) == "फ़िल्म में अधिकतम 3 शॉट हो सकते हैं।"
    assert said_in("en", said(SHOTS, n=3)) == said_in("xx", said(SHOTS, n=3)) == said(SHOTS, n=3)
    left = [said_in("de", said(TOO_FEW, one=ONE_LEFT, price=9, n=n)) for n in (1, 2)]
    assert "1 ist übrig" in left[0]
    assert "2 sind übrig" in left[1]
    least = [fault_of({"type": "string_too_short", "ctx": {"min_length": n}}) for n in (2, 3, 11)]
    assert [said_in("ar", one) for one in least] == [
        "الحد الأدنى حرفان.", "الحد الأدنى 3 أحرف.", "الحد الأدنى 11 حرفًا."
    ]  # fmt: skip


def test_sentences_within_a_sentence_and_lists_are_said_too():
    fault = said("{field}: {fault}", field="body.name", fault=said("Field required."))
    whole = said("{fault} (and {n} more)", fault=fault, n=2)
    assert said_in("de", whole) == "body.name: Dieses Feld fehlt. (und 2 weitere)"
    told = said("Choose a theme: {themes}.", themes=["dark", "light"])
    assert said_in("ja", told) == "テーマを選んでください：dark、light。"
    way = said("Or choose the {plan} plan.", plan="Pro")
    two = said("{first} {second}", first=said("Choose a smaller file."), second=way)
    assert said_in("zh", two) == said_in("zh", str(two)) == "请选择更小的文件。或选择 Pro 套餐。"
    other = "ElevenLabs cannot go on, embedded does it instead: ElevenLabs is busy."
    assert said_in("de", other) == (
        "ElevenLabs kann nicht weitermachen, embedded übernimmt: ElevenLabs ist ausgelastet."
    )


def test_what_is_none_of_ours_stays_as_it_is():
    for text in ("", "Nobody says this.", "日本語", "x" * 5_000 + " is empty.", "{n} {name}"):
        assert said_in("de", text) == text


def _filled(template: str, one: str, n: int) -> Said:
    """The template with a value in each place; `n` is a number and the others are names."""
    names = set(PLACE.findall(template)) | set(PLACE.findall(one))
    values: dict[str, object] = {name: f"«{name}»" for name in names}
    return said(template, one=one, **values | ({"n": n} if "n" in names else {}))


@pytest.mark.parametrize("lang", ["de", "ja", "ar"])
def test_every_kept_sentence_is_recognised(lang: str):
    lost, seen = [], 0
    for one in sentences.found():
        for n in (1, 1_204):
            made = _filled(one.template, one.one, n)
            least = sum(map(len, PLACE.split(one.template)[::2]))
            if not made.values or least < 12:
                continue
            seen += 1
            if said_in(lang, str(made)) != said_in(lang, made):
                lost.append((one.template, said_in(lang, str(made))))
    assert lost == []
    assert seen > 400


def test_no_error_that_a_page_can_meet_is_put_together_out_of_pieces():
    found = list(sentences.found())
    assert [f"{one.place[0]}:{one.place[1]}: {one.fault}" for one in found if one.fault] == []
    assert len({one.template for one in found}) > 400


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('BadInput("A film may have {n} shots.", code="long", n=MOST)', ""),
        ("BadInput(said('There is nothing to undo.'))", ""),
        ('BadInput(f"A film may have {n} shots.")', "put together"),
        ('BadInput("A film may have " + str(n) + " shots.")', "put together"),
        ('BadInput("A film may have {n} shots.", most=MOST)', "its places are ['n']"),
        ('BadInput("{name}{n} is empty.", name=name, n=1)', "touch"),
        ('BadInput("{n} left.", one="One left.", n=1)', "place"),
    ],
)
def test_a_sentence_that_no_catalog_could_have_is_named(source: str, fault: str):
    call = ast.parse(source).body[0].value
    found = list(sentences.sentence_of("here.py", call))
    assert any(fault in one.fault for one in found) if fault else not any(o.fault for o in found)


def test_the_languages_of_the_studio_have_their_sentences():
    for lang in LANGUAGES:
        if lang != "en":
            assert said_in(lang, said(SHOTS, n=7)) != said(SHOTS, n=7)
            assert len(messages.read(lang, "errors")) > 400
