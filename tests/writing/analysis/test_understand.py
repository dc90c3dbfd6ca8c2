"""A script understood: places, times, people, feelings, and what is shown or told."""

from __future__ import annotations

import subprocess
import sys

import pytest

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Action, Dialogue, Element, SceneHeading, Screenplay
from filmstudio.film.story import Happening, Speech, Story, Telling
from filmstudio.film.vocabulary import GARMENTS, HAIR_STYLES, INTERIORS, PLACES
from filmstudio.writing.analysis import analyse
from filmstudio.writing.analysis.lexicon import lexicon
from filmstudio.writing.analysis.surroundings import find_place


def heading(text: str) -> Element:
    return SceneHeading(text=text)


def action(text: str) -> Element:
    return Action(text=text)


def says(speaker: str, text: str, how: str = "", extension: str = "") -> Element:
    return Dialogue(speaker=speaker, text=text, parenthetical=how, extension=extension)


def screenplay(*elements: Element, language: str = "en") -> Story:
    return analyse(Screenplay(form="fountain", elements=elements, language=language))


def prose(*texts: str, language: str = "en") -> Story:
    elements = tuple(action(text) for text in texts)
    return analyse(Screenplay(form="prose", elements=elements, language=language))


@pytest.mark.parametrize(
    ("slug", "place", "interior", "time"),
    [
        ("INT. KITCHEN - NIGHT", "kitchen", True, "night"),
        ("EXT. OLD PIER - DAWN", "harbour", False, "dawn"),
        ("EXT. TEMPLE GARDEN - MORNING", "garden", False, "morning"),
        ("INT. TEMPLE - EVENING", "temple-hall", True, "dusk"),
        ("INT. GRANDMOTHER'S HUT - DAY", "hut", True, "day"),
        ("INT./EXT. FISHING BOAT - SUNSET", "sea", True, "sunset"),
        ("EXT. RICE FIELDS, TAMIL NADU - AFTERNOON", "field", False, "afternoon"),
        ("EXT. CITY STREET – MIDNIGHT", "city-street", False, "night"),
    ],
)
def test_slug_lines(slug: str, place: str, interior: bool, time: str) -> None:
    setting = screenplay(heading(slug), says("A", "Hello.")).scenes[0].setting
    assert setting.place == place
    assert setting.interior is interior or slug.startswith("INT./EXT")
    assert setting.time == time


def test_the_place_keeps_the_scripts_name() -> None:
    setting = screenplay(heading("EXT. OLD PIER - DAWN"), says("A", "Hello.")).scenes[0].setting
    assert setting.name == "Old pier"


def test_continuous_and_later_inherit_the_time() -> None:
    story = screenplay(
        heading("EXT. ROAD - NIGHT"),
        says("A", "Go on."),
        heading("INT. HUT - CONTINUOUS"),
        says("A", "Here."),
        heading("INT. HUT - LATER"),
        says("A", "Still here."),
    )
    assert [scene.setting.time for scene in story.scenes] == ["night", "night", "night"]
    assert [scene.opens for scene in story.scenes] == ["first", "continuous", "later"]


def test_a_place_nobody_draws_has_a_stand_in_and_says_so() -> None:
    story = screenplay(heading("INT. ZORBLAX - DAY"), says("A", "Hello."))
    assert story.scenes[0].setting.place in PLACES
    assert story.scenes[0].setting.interior
    warning = "Nothing is drawn for 'Zorblax' yet; 'living room' stands in."
    assert warning in story.warnings


def test_weather_carries_inside_a_scene_and_stops_when_it_stops() -> None:
    story = screenplay(
        heading("EXT. ROAD - NIGHT"),
        action("Rain falls. Anna walks."),
        heading("INT. CAFE - CONTINUOUS"),
        says("ANNA", "At last."),
        heading("EXT. ROAD - DAY"),
        action("The rain has stopped. Anna smiles."),
    )
    assert [scene.setting.weather for scene in story.scenes] == ["rain", "rain", "clear"]


def test_rain_over_the_sea_is_not_over() -> None:
    for words, weather in (
        ("Rain sweeps over the sea. Anna waits.", "rain"),
        ("The rain is over. Anna smiles.", "clear"),
        ("The rain is over now, and Anna smiles.", "clear"),
    ):
        story = screenplay(heading("EXT. FIELD - DAY"), action(words))
        assert story.scenes[0].setting.weather == weather, words


def test_indoors_is_drawn_indoors() -> None:
    """Whatever stands in for a room is a room: INT. WORKSHOP is no market under the rain."""
    for name in lexicon("places", "en")["words"]:
        found = find_place(name, True, "en")
        assert found is not None, name
        assert found.place in INTERIORS, (name, found)


def test_no_rain_is_no_rain() -> None:
    story = screenplay(heading("EXT. FIELD - DAY"), action("No rain for a year. Anna digs."))
    assert story.scenes[0].setting.weather == "clear"


def test_prose_is_cut_where_place_or_time_changes() -> None:
    story = prose(
        "In a small village lived a potter. The potter made pots and sold them to his neighbours. "
        "That night a storm came over the hills. The potter could not sleep because of the thunder. "
        "The next morning he walked to the river. At the river he found a boat full of water."
    )
    places = [(s.setting.place, s.setting.time, s.setting.weather) for s in story.scenes]
    assert places == [
        ("village", "day", "clear"),
        ("village", "night", "storm"),
        ("riverside", "morning", "clear"),
    ]
    assert [scene.opens for scene in story.scenes] == ["first", "later", "later"]


def test_a_place_that_is_only_dreamed_of_is_not_gone_to() -> None:
    story = prose("Anna sat in the kitchen. She dreamed of the sea. She drank her tea and smiled.")
    assert [scene.setting.place for scene in story.scenes] == ["kitchen"]


def test_prose_without_a_place_gets_a_fitting_one_with_a_warning() -> None:
    story = prose("Once upon a time King Vikram had a wish. He told nobody about it.")
    assert story.scenes[0].setting.place in PLACES
    assert any("does not say where" in warning for warning in story.warnings)


def test_speakers_are_merged_under_stable_ids() -> None:
    story = screenplay(
        heading("INT. KITCHEN - DAY"),
        says("AMMA", "Eat."),
        says("Amma (V.O.)", "He never ate."),
        says("COMMANDER IMANI OKORO", "Report."),
        says("IMANI", "Now."),
    )
    assert [member.id for member in story.cast] == ["amma", "commander-imani-okoro"]
    assert [member.name for member in story.cast] == ["Amma", "Commander Imani Okoro"]
    speeches = [b for _, b in story.beats() if isinstance(b, Speech)]
    assert [speech.seen for speech in speeches] == [True, False, True, True]


def test_the_narrator_tells_and_is_not_in_the_cast() -> None:
    story = screenplay(heading("EXT. SEA - DAY"), says("NARRATOR", "The sea was calm."))
    assert story.cast == ()
    assert isinstance(story.scenes[0].beats[0], Telling)


@pytest.mark.parametrize(
    ("intro", "name", "gender", "age"),
    [
        ("MEERA (30s), a tired nurse, walks in.", "Meera", "female", "adult"),
        ("TOM, 8, runs in.", "Tom", "male", "child"),
        ("An OLD WOMAN sits by the fire.", "Old woman", "female", "elder"),
        ("ROBIN (17) waits. He is nervous.", "Robin", "male", "teen"),
        ("GRANDFATHER sleeps.", "Grandfather", "male", "elder"),
        ("KASHVEER (65) opens the door. She looks out.", "Kashveer", "female", "elder"),
    ],
)
def test_who_somebody_is(intro: str, name: str, gender: str, age: str) -> None:
    story = screenplay(heading("INT. KITCHEN - DAY"), action(intro), says(name.upper(), "Hello."))
    member = story.cast[0]
    assert (member.name, member.gender, member.age) == (name, gender, age)


def test_roles_dress_the_part() -> None:
    story = screenplay(
        heading("INT. PALACE - DAY"), says("KING", "Speak."), says("SOLDIER", "My lord.")
    )
    king, soldier = story.cast
    assert king.look.accessories[0] == "crown"
    assert king.look.garment == "robe"
    assert soldier.look.garment == "uniform"


def test_the_script_says_what_they_wear() -> None:
    story = screenplay(
        heading("EXT. HARBOUR - DUSK"),
        action(
            "NORA, a young teacher in a red coat, runs. ELIAS, an old man in a wool cap, waits."
        ),
    )
    nora, elias = story.cast
    assert (nora.look.garment, nora.look.colour, nora.age) == ("coat", "#a83232", "adult")
    assert "cap" in elias.look.accessories
    assert elias.age == "elder"


def test_a_heading_in_words_gives_place_time_and_weather() -> None:
    setting = screenplay(heading("A bus stop on a city street, night, rain"), says("A", "Hi."))
    first = setting.scenes[0].setting
    assert (first.place, first.time, first.weather) == ("city-street", "night", "rain")
    assert first.name == "Bus stop on a city street"


def test_nobody_in_a_big_cast_looks_like_another() -> None:
    names = [f"Person{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + ["Murugan", "Sita"]
    story = screenplay(heading("EXT. MARKET - DAY"), *(says(name, "Yes.") for name in names))
    looks = [(m.look.hair_style, m.look.garment, m.look.colour) for m in story.cast]
    assert len(set(looks)) == len(names)
    for member in story.cast:
        assert member.look.hair_style in HAIR_STYLES
        assert member.look.garment in GARMENTS
        colours = (member.look.skin, member.look.hair_colour, member.look.eyes, member.look.colour)
        assert all(len(colour) == 7 and colour.startswith("#") for colour in colours)


@pytest.mark.parametrize(
    ("text", "culture"),
    [
        ("Amma lights the lamp. Murugan brings jasmine from the kovil.", "south-indian"),
        ("Dadi gives Rohan a hot roti. The ghats of Varanasi are quiet.", "north-indian"),
        ("Hiroshi pours sake. Cherry blossoms fall in Kyoto.", "japanese"),
        ("Fatima walks through the souk under the minaret.", "middle-eastern"),
        ("Kwame drums under the baobab. The griot sings.", "african"),
        ("Abuela folds tortillas. Mateo tunes the guitar for the fiesta.", "latin-american"),
        ("John walks down the road to the church in Ireland.", "western"),
    ],
)
def test_culture_is_read_from_names_kin_food_and_place(text: str, culture: str) -> None:
    assert screenplay(heading("EXT. VILLAGE - DAY"), action(text)).culture == culture


def test_cues_that_disagree_are_asked_about_and_not_mixed() -> None:
    story = screenplay(
        heading("EXT. MARKET - DAY"),
        action("Hiroshi pours sake in Kyoto. A samurai waits."),
        action("Abuela folds tortillas for the fiesta. A mariachi plays."),
    )
    assert any("points to japanese" in w and "latin-american" in w for w in story.warnings)
    assert {scene.setting.culture for scene in story.scenes} == {"japanese"}


def test_the_creators_culture_wins_and_must_be_known() -> None:
    script = Screenplay(form="prose", elements=(action("A man walked to the market."),))
    assert analyse(script, culture="Thai").culture == "thai"
    with pytest.raises(BadInput, match="Martian"):
        analyse(script, culture="Martian")


@pytest.mark.parametrize(
    ("text", "how", "emotion"),
    [
        ("I love you.", "", "tender"),
        ("I love you.", "angrily", "angry"),
        ("I am not afraid.", "", "neutral"),
        ("I was never happy.", "", "sad"),
        ("No, I am happy.", "", "happy"),
        ("What did you say?!", "", "surprised"),
        ("I thought...", "", "thoughtful"),
        ("GET OUT of here!", "", "angry"),
        ("The bus leaves at nine.", "", "neutral"),
        ("Run! They are here.", "", "urgent"),
        ("Don't be afraid.", "", "tender"),
    ],
)
def test_emotion_of_a_line(text: str, how: str, emotion: str) -> None:
    story = screenplay(heading("INT. OFFICE - DAY"), says("ANNA", text, how))
    beat = story.scenes[0].beats[0]
    assert beat.emotion == emotion
    assert isinstance(beat, Speech)
    assert beat.delivery == how


@pytest.mark.parametrize(
    ("sentence", "verb", "pose", "prop"),
    [
        ("Anna opens the letter.", "handle", "hold", "letter"),
        ("Anna runs across the field.", "run", "run", ""),
        ("Anna lights the lamp.", "handle", "hold", "lamp"),
        ("Anna kneels before the old stones.", "kneel", "kneel", "stone"),
        ("Anna folds her hands and prays.", "pray", "pray", ""),
        ("Anna opens her eyes.", "see", "stand", ""),
        ("Anna sat on the old bench.", "sit", "sit", "bench"),
        ("Anna waves at the train.", "wave", "wave", "train"),
        ("Anna picked up her suitcase.", "hold", "hold", "suitcase"),
        ("Anna is dancing.", "dance", "dance", ""),
    ],
)
def test_the_verb_decides_what_is_shown(sentence: str, verb: str, pose: str, prop: str) -> None:
    beat = screenplay(heading("EXT. FIELD - DAY"), action(sentence)).scenes[0].beats[0]
    assert isinstance(beat, Happening)
    assert beat.subjects == ("anna",)
    assert (beat.verb, beat.pose, beat.prop) == (verb, pose, prop)


def test_nouns_that_look_like_verbs_are_not_deeds() -> None:
    beat = (
        screenplay(heading("EXT. FIELD - DAY"), action("Anna in the light of the walk."))
        .scenes[0]
        .beats[0]
    )
    assert isinstance(beat, Happening)
    assert beat.verb == ""


def test_pronouns_mean_who_was_named_last() -> None:
    story = screenplay(
        heading("INT. KITCHEN - DAY"),
        action("Anna sits. Peter enters. She smiles. He nods. They embrace."),
    )
    who = [beat.subjects for beat in story.scenes[0].beats if isinstance(beat, Happening)]
    assert who[2] == ("anna",)
    assert who[3] == ("peter",)
    assert set(who[4]) == {"anna", "peter"}


def test_shown_and_told() -> None:
    story = screenplay(
        heading("INT. KITCHEN - DAY"),
        action("Anna pours tea. Years pass. Anna still remembers the war and its long winters."),
        action("A beat."),
    )
    kinds = [beat.kind for beat in story.scenes[0].beats]
    assert kinds == ["happening", "telling", "telling", "happening"]
    last = story.scenes[0].beats[-1]
    assert isinstance(last, Happening)
    assert last.quiet


def test_who_introduces_herself_is_one_person() -> None:
    story = prose("A girl ran to the harbour. The girl held a wooden box and a lamp.")
    assert [member.name for member in story.cast] == ["Girl"]
    story = analyse(
        Screenplay(
            form="prose",
            elements=(
                action("A girl ran to the harbour. The girl held a wooden box."),
                says("Girl", "My name is Nora."),
                says("Nora", "I came alone."),
                says("Girl's voice", "Hello!"),
            ),
        )
    )
    assert [(member.id, member.age) for member in story.cast] == [("nora", "child")]


def test_rains_that_do_not_come_and_gods_who_do_not_act() -> None:
    story = prose("Ponni sang to the goddess Meenakshi in the temple. The rains did not come.")
    assert [member.id for member in story.cast] == ["ponni"]
    assert story.scenes[0].setting.weather == "clear"


def test_no_kite_is_not_a_kite() -> None:
    story = prose("At the market they found bread, but no kite. The bread was warm and good.")
    beat = story.scenes[0].beats[0]
    assert isinstance(beat, Telling)
    assert beat.props == ("bread",)


def test_the_title_is_found() -> None:
    assert screenplay(heading("EXT. OLD PIER - DAY"), says("A", "Hi.")).title == "Old Pier"
    script = Screenplay(
        form="fountain", title_page={"Title": "THE KING OF ROADS"}, elements=(action("Go."),)
    )
    assert analyse(script).title == "The King of Roads"


@pytest.mark.parametrize(
    ("language", "text", "place", "time", "weather"),
    [
        ("es", "Esa noche, la lluvia caía. Rosa llegó a la playa.", "beach", "night", "rain"),
        ("fr", "Cette nuit-là, la neige tombait. Marie entra dans la forêt.", "forest", "night", "snow"),
        ("de", "Am Abend kam der Nebel. Hans saß in der Küche.", "kitchen", "dusk", "fog"),
        ("hi", "उस रात बारिश हो रही थी। राजा मंदिर गया।", "temple", "night", "rain"),
    ],
)  # fmt: skip
def test_other_languages_name_places_times_and_weather(
    language: str, text: str, place: str, time: str, weather: str
) -> None:
    setting = prose(text, language=language).scenes[0].setting
    assert (setting.place, setting.time, setting.weather) == (place, time, weather)


def test_a_language_nobody_reads_works_with_defaults_and_a_warning() -> None:
    story = prose("Vanha kalastaja käveli rantaan. Hän oli väsynyt.", language="fi")
    assert story.scenes[0].setting.place in PLACES
    assert any("'fi'" in warning for warning in story.warnings)


def test_words_without_a_speaker_go_to_who_answers_or_to_the_narrator() -> None:
    story = screenplay(
        heading("INT. CAFE - DAY"),
        says("ANNA", "Hello."),
        says("PETER", "Hello."),
        says("", "How are you?"),
    )
    last = story.scenes[0].beats[-1]
    assert isinstance(last, Speech)
    assert last.speaker == "anna"
    alone = screenplay(heading("INT. CAFE - DAY"), says("", "How are you?"))
    assert isinstance(alone.scenes[0].beats[0], Telling)
    assert any("narrator reads them" in warning for warning in alone.warnings)


def test_the_same_story_in_any_process() -> None:
    program = (
        "from filmstudio.film.screenplay import *; from filmstudio.writing.analysis import analyse;"
        "print(analyse(Screenplay(form='dialogue', elements=tuple(Dialogue(speaker=s, text='Hello!')"
        " for s in ('Zed','Yara','Xoco','Wren')))).model_dump_json())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_a_crowd_that_nobody_draws_is_noted() -> None:
    story = prose("By evening, the whole village had gathered before the temple. Ada sang to them.")
    assert any(
        "Scene 1 tells of a crowd (“whole village”)" in warning for warning in story.warnings
    )


def test_another_day_without_an_hour_is_day() -> None:
    story = prose(
        "That night, Ada walked home through the forest and slept until the rain was over. "
        "Three days later Ada came to the market and sold her pots to a fat and merry merchant."
    )
    assert [scene.setting.time for scene in story.scenes] == ["night", "day"]


def test_they_goes_on_meaning_whom_it_meant_in_the_next_scene_of_prose() -> None:
    story = prose(
        "Ada and Tom sat in the kitchen and ate the last of the bread without a word, and slept. "
        "The next morning, they walked to the river."
    )
    assert set(story.scenes[1].beats[0].subjects) == {"ada", "tom"}  # type: ignore[union-attr]


def test_who_came_running_runs() -> None:
    story = prose("Ada came running down the path.")
    assert story.scenes[0].beats[0].pose == "run"  # type: ignore[union-attr]


def test_phones_that_ring_are_no_ring() -> None:
    story = screenplay(heading("INT. OFFICE - DAY"), action("Phones ring. Ada wears a ring."))
    first, second = story.scenes[0].beats
    assert (first.prop, second.prop) == ("phone", "ring")  # type: ignore[union-attr]
