"""Prose: what is told stays told, and every quotation goes to the one who speaks it."""

from __future__ import annotations

import pytest

from filmstudio.film.screenplay import Action, Dialogue, SceneHeading, Section
from filmstudio.writing.readers.prose import paragraphs_of, read_prose


def told(text: str) -> list[tuple[str, str] | str]:
    """Speeches as (speaker, words) and action as words, in order."""
    return [
        (e.speaker, e.text) if isinstance(e, Dialogue) else e.text
        for e in read_prose(text).elements
        if isinstance(e, Action | Dialogue)
    ]


TAGS = {
    "inverted": ("“Come,” said Meera.", [("Meera", "Come.")]),
    "straight": ("“Come,” Meera said.", [("Meera", "Come.")]),
    "description": ("“Come!” said the old woman.", [("Old Woman", "Come!")]),
    "leading": ("The old woman said, “Come.”", [("Old Woman", "Come.")]),
    "leading with a colon": ("Meera asked: “Why?”", [("Meera", "Why?")]),
    "leading, inverted": ("Then said Ravi, “Go.”", [("Ravi", "Go.")]),
    "broken by a tag": ("“I know,” she said, “but wait.”", [("", "I know, but wait.")]),
    "two sentences": ("“I know,” said Ravi. “Wait.”", [("Ravi", "I know. Wait.")]),
    "no comma after who": ("“And who,” said Ravi, “is that?”", [("Ravi", "And who is that?")]),
    "action after": ("“Sit,” said Ravi, and closed the door.", [("Ravi", "Sit."), "Ravi closed the door."]),
    "participle": ("“Sit,” said Ravi, closing the door.", [("Ravi", "Sit."), "Ravi was closing the door."]),
    "absolute": ("“Sit,” Meera said, her eyes shining.", [("Meera", "Sit."), "Her eyes were shining."]),
    "as clause": ("“Sit,” said Ravi as he closed the door.", [("Ravi", "Sit."), "Ravi closed the door."]),
    "who clause": ("“Sit,” said the man, who had a stick.", [("Man", "Sit."), "The man had a stick."]),
    "action before": ("Meera looked up and asked, “Why?”", ["Meera looked up.", ("Meera", "Why?")]),
    "time before": ("One morning the fox said, “Rain.”", ["One morning.", ("Fox", "Rain.")]),
    "clause before": ("When the rain came, Ravi said, “Look.”", ["The rain came.", ("Ravi", "Look.")]),
    "saying": ("Ravi bowed, saying, “Welcome.”", ["Ravi bowed.", ("Ravi", "Welcome.")]),
    "beat before": ("Ravi shut the door. “Rain.”", ["Ravi shut the door.", ("Ravi", "Rain.")]),
    "beat after": ("“Rain.” Ravi shut the door.", [("Ravi", "Rain."), "Ravi shut the door."]),
    "laughing is a tag after a comma": ("“Rain,” laughed Ravi.", [("Ravi", "Rain.")]),
    "laughing is told after a stop": ("“Rain.” Ravi laughed.", [("Ravi", "Rain."), "Ravi laughed."]),
    "calling a dog is told": ("“Rain.” Ravi called the dog.", [("Ravi", "Rain."), "Ravi called the dog."]),
    "two speakers in one paragraph": ("“Go,” said Ravi, and Meera answered, “No.”", [("Ravi", "Go."), ("Meera", "No.")]),
    "title": ("“Sit,” said Mr. Rao.", [("Mr. Rao", "Sit.")]),
    "of": ("“Sit,” said the keeper of the well.", [("Keeper of the Well", "Sit.")]),
    "a word at arm's length": ("They called it “the old pier” for years.", ["They called it “the old pier” for years."]),
}  # fmt: skip


@pytest.mark.parametrize("case", TAGS)
def test_tag(case: str) -> None:
    text, expected = TAGS[case]
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“Go,” whispered Ravi.", "whispering"),
        ("“Go,” said Ravi softly.", "softly"),
        ("“Go,” Ravi said with a smile.", "with a smile"),
        ("“Go,” said Ravi, smiling.", "smiling"),
        ("“Go,” Ravi told his sister.", "to his sister"),
        ("“Go,” said Ravi to Meera.", "to Meera"),
        ("“Go,” said Ravi.", ""),
    ],
)
def test_way_of_speaking_becomes_the_parenthetical(text: str, manner: str) -> None:
    assert [e for e in read_prose(text).elements if isinstance(e, Dialogue)] == [
        Dialogue(speaker="Ravi", text="Go.", parenthetical=manner)
    ]


MARKS = [
    "“Go on!”",
    '"Go on!"',
    "‘Go on!’",
    "'Go on!'",
    "«Go on!»",
    "« Go on! »",
    "„Go on!“",
    "„Go on!”",
    "「Go on!」",
]


@pytest.mark.parametrize("quote", MARKS)
def test_every_kind_of_quotation_mark(quote: str) -> None:
    assert told(f"{quote} said Ravi.") == [("Ravi", "Go on!")]


def test_guillemets_that_point_inwards() -> None:
    assert told("»Komm!«, sagte Anna leise. »Es ist schon spät und der Regen ist da.«") == [
        ("Anna", "Komm! Es ist schon spät und der Regen ist da.")
    ]


def test_apostrophes_do_not_close_single_quotes() -> None:
    assert told("‘It’s the dogs’ night, isn’t it?’ said Ravi. ‘Let’s go.’") == [
        ("Ravi", "It’s the dogs’ night, isn’t it? Let’s go.")
    ]


def test_apostrophes_alone_quote_nothing() -> None:
    assert told("It's Ravi's dog. 'Tis a good dog.") == ["It's Ravi's dog. 'Tis a good dog."]


def test_pronouns_mean_the_last_person_who_fits() -> None:
    text = "Ravi met Meera at the well.\n\n“Is it deep?” she asked.\n\n“Very,” he said."
    assert told(text)[1:] == [("Meera", "Is it deep?"), ("Ravi", "Very.")]


def test_gender_is_learnt_from_the_pronouns_beside_a_name() -> None:
    text = (
        "Zorblat lifted her lamp. Quix dropped his rope.\n\n“Is it deep?” she asked.\n\n"
        "“Very,” he said."
    )
    assert told(text)[1:] == [("Zorblat", "Is it deep?"), ("Quix", "Very.")]


def test_turns_without_tags_alternate() -> None:
    text = "“One,” said Ravi.\n\n“Two,” said Meera.\n\n“Three.”\n\n“Four.”\n\n“Five.”"
    assert [who for who, _ in told(text)] == ["Ravi", "Meera", "Ravi", "Meera", "Ravi"]


def test_turns_before_the_first_tag_are_named_from_what_follows() -> None:
    text = "“Who is there?”\n\n“It is me,” said Ravi.\n\n“Come in,” said Amma."
    assert [who for who, _ in told(text)] == ["Amma", "Ravi", "Amma"]


def test_who_is_called_by_name_does_not_speak() -> None:
    text = (
        "“One,” said Ravi.\n\n“Two,” said Meera.\n\n“Three,” said Kannan.\n\n“Meera, is that you?”"
    )
    assert told(text)[-1] == ("Ravi", "Meera, is that you?")


def test_a_description_and_a_name_are_one_person() -> None:
    text = (
        "An old potter named Kannan sat by the river.\n\n“It rains,” said the potter.\n\n"
        "“It does,” said the girl.\n\n“Go home,” said the old man."
    )
    assert [t[0] for t in told(text)[1:]] == ["Kannan", "Girl", "Kannan"]


def test_old_and_young_are_two_people() -> None:
    text = (
        "“One,” said the old woman.\n\n“Two,” said the young woman.\n\n“Three,” said the old woman."
    )
    assert [who for who, _ in told(text)] == ["Old Woman", "Young Woman", "Old Woman"]


def test_a_speech_over_paragraphs_is_one_speech() -> None:
    text = "Ravi said, “First I went home.\n\n“Then I slept.”\n\nMeera nodded."
    assert told(text) == [("Ravi", "First I went home. Then I slept."), "Meera nodded."]


def test_a_colon_leads_into_the_next_paragraph() -> None:
    assert told("Meera rose and said:\n\n“Let us go.”") == ["Meera rose.", ("Meera", "Let us go.")]


def test_the_one_who_tells_is_the_narrator() -> None:
    assert told("“Go,” I said.") == [("Narrator", "Go.")]


def test_an_unknown_speaker_is_said_and_not_hidden() -> None:
    play = read_prose("“Go home!”")
    assert told("“Go home!”") == [("", "Go home!")]
    assert "“Go home!”" in play.warnings[0]


OTHER_LANGUAGES = {
    "de": ("Der alte Mann sah auf das Meer. „Es wird regnen“, sagte er leise.\n\n„Das ist nicht wahr“, antwortete Anna.",
           ["Der alte Mann sah auf das Meer.", ("Der alte Mann", "Es wird regnen."), ("Anna", "Das ist nicht wahr.")]),
    "es": ("—Hola —dijo Juan—. ¿Cómo estás?\n\n—Muy bien —respondió María—, pero tengo frío.\n\n—Toma mi abrigo.",
           [("Juan", "Hola. ¿Cómo estás?"), ("María", "Muy bien, pero tengo frío."), ("Juan", "Toma mi abrigo.")]),
    "fr": ("Le vieux pêcheur regardait la mer.\n\n— Il va pleuvoir, dit Marie.\n\n— Non, répondit-il.",
           ["Le vieux pêcheur regardait la mer.", ("Marie", "Il va pleuvoir."), ("Le vieux pêcheur", "Non.")]),
    "ru": ("— Привет, — сказал Иван. — Как дела?\n\n— Хорошо, — ответила Анна.",
           [("Иван", "Привет. Как дела?"), ("Анна", "Хорошо.")]),
    "hi": ("राम ने कहा, \"आज बारिश होगी।\"\n\n\"नहीं,\" सीता ने कहा। \"आसमान साफ है।\"",
           [("राम", "आज बारिश होगी।"), ("सीता", "नहीं। आसमान साफ है।")]),
    "ta": ("\"மழை வருமா?\" என்றாள் மீனா.\n\nகண்ணன் சொன்னான், \"வரும்.\"",
           [("மீனா", "மழை வருமா?"), ("கண்ணன்", "வரும்.")]),
    "ja": ("「まだ来ますか」とさくらは言った。\n\n「もうすぐ来るよ」健太は答えた。",
           [("さくら", "まだ来ますか。"), ("健太", "もうすぐ来るよ。")]),
    "zh": ("小明说：“车还来吗？”\n\n“快来了。”老人笑着说。\n\n“太好了！”",
           [("小明", "车还来吗？"), ("老人", "快来了。"), ("小明", "太好了！")]),
}  # fmt: skip


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_other_languages(language: str) -> None:
    text, expected = OTHER_LANGUAGES[language]
    assert read_prose(text).language == language
    assert told(text) == expected


def test_headings_and_breaks_are_kept_and_nothing_else_parts_scenes() -> None:
    play = read_prose(
        "The Well\n\nChapter 1: Dawn\n\nRavi woke.\n\n* * *\n\nHe slept.\n\nScene 2: The well, night\n\nRain."
    )
    assert play.title == "The Well"
    assert list(play.elements) == [
        Section(text="Chapter 1: Dawn"),
        Action(text="Ravi woke."),
        SceneHeading(text=""),
        Action(text="He slept."),
        SceneHeading(text="The well, night", number="2"),
        Action(text="Rain."),
    ]


def test_title_lines_and_markdown() -> None:
    page = read_prose("Title: The Well\nAuthor: A. B.\n\nRavi woke.").title_page
    assert page == {"Title": "The Well", "Author": "A. B."}
    play = read_prose("The Well\nby A. B.\n\nRavi woke.")
    assert play.title_page == {"Title": "The Well", "Author": "A. B."}
    play = read_prose("# The Well\n\nRavi *woke* up.")
    assert (play.title, play.elements) == ("The Well", (Action(text="Ravi woke up."),))


def test_wrapped_lines_are_one_paragraph_and_unwrapped_lines_are_many() -> None:
    assert paragraphs_of("Ravi woke\nup early.\n\nIt rained.") == [
        "Ravi woke up early.",
        "It rained.",
    ]
    assert paragraphs_of("Ravi woke up.\nIt rained.") == ["Ravi woke up.", "It rained."]
    assert paragraphs_of("夜里下着\n雨。\n\n好。") == ["夜里下着雨。", "好。"]


def test_a_scene_of_two_who_are_seldom_named() -> None:
    text = (
        "Captain Ada Moreau walked into the café. She shook her umbrella and sat down opposite Tom."
        "\n\n“You’re late.”\n\n“The trains aren’t running.” She pulled off her gloves. “Where is it?”"
        "\n\nTom slid the envelope across the table. “Every page.”\n\n“And the photograph?”"
        "\n\nHe hesitated. Outside, a tram bell rang.\n\n“Tom,” she said quietly, “where is it?”"
        "\n\n“I burned it.”\n\n“You,” she replied, “were always a terrible liar.”"
    )
    assert [t[0] for t in told(text) if isinstance(t, tuple)] == [
        "Tom", "Ada", "Ada", "Tom", "Ada", "Ada", "Tom", "Ada",
    ]  # fmt: skip


def test_a_beat_names_the_pronoun_in_its_paragraph_and_animals_stay_silent() -> None:
    text = (
        "“Look,” said Arjun.\n\nA mango seller leaned over his cart. “Clever bird,” he grumbled.\n\n"
        "The crow looked up as if to say, “Well?” and flew away.\n\n“Tomorrow?” asked Arjun."
    )
    assert told(text) == [
        ("Arjun", "Look."),
        "A mango seller leaned over his cart.",
        ("Mango Seller", "Clever bird."),
        "The crow looked up as if to say, “Well?” and flew away.",
        ("Arjun", "Tomorrow?"),
    ]


def test_a_speech_over_paragraphs_may_name_its_speaker_at_the_end() -> None:
    text = "Meera and Ravi sat.\n\n“First I went home.\n\n“Then I slept,” said Ravi. Meera nodded."
    assert told(text) == [
        "Meera and Ravi sat.",
        ("Ravi", "First I went home. Then I slept."),
        "Meera nodded.",
    ]


def test_what_was_done_before_a_hindi_tag_is_told() -> None:
    made = read_prose('मेला\n\nमीरा ने लाल दीया उठाया और धीरे से बोली, "जल, मेरे दीये।" सब हँस पड़े।')
    assert made.title == "मेला" or made.title_page.get("Title") == "मेला"
    told = [element.text for element in made.elements if element.kind == "action"]
    assert told[0] == "मीरा ने लाल दीया उठाया।"


def test_a_speech_after_a_dash_within_a_paragraph() -> None:
    made = read_prose("Lucía llegó a la playa. —Viene una tormenta —dijo Lucía.\n\nEl mar dormía.")
    spoken = [element for element in made.elements if element.kind == "dialogue"]
    assert [(one.speaker, one.text) for one in spoken] == [("Lucía", "Viene una tormenta.")]


def test_it_is_nobodys_name() -> None:
    made = read_prose(
        'It was dark when a girl came to the inn. She carried a lamp.\n\n"My name is Isla," said the girl.'
    )
    assert [e.speaker for e in made.elements if e.kind == "dialogue"] == ["Girl"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("—Lo vi correr —dice don Ramón—. Corre, niña.", "Don Ramón"),
        ("—Lo vi correr —dijo doña Inés—. Corre, niña.", "Doña Inés"),
        ("—Lo vi correr —dijo el frutero—. Corre, niña.", "El frutero"),
    ],
)
def test_a_word_of_courtesy_belongs_to_the_name_of_who_speaks(text: str, who: str) -> None:
    made = read_prose(f"Lucía busca a su perro en el mercado.\n\n{text}")
    spoken = [one for one in made.elements if one.kind == "dialogue"]
    assert [(one.speaker, one.text) for one in spoken] == [(who, "Lo vi correr. Corre, niña.")]
    assert not any("don" in one.text or "dijo" in one.text for one in made.elements)
