"""Scripts of different kinds that the tests plan."""

from __future__ import annotations

from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    Element,
    SceneHeading,
    Screenplay,
    Transition,
)


def heading(text: str) -> Element:
    return SceneHeading(text=text)


def action(text: str) -> Element:
    return Action(text=text)


def says(speaker: str, text: str, how: str = "", extension: str = "") -> Element:
    return Dialogue(speaker=speaker, text=text, parenthetical=how, extension=extension)


DRAMA = Screenplay(
    form="fountain",
    title_page={"Title": "THE LAST LAMP", "Author": "Nora Field"},
    elements=(
        heading("INT. KITCHEN - NIGHT"),
        action(
            "Rain beats on the window. CLARA (60s), a stern widow, sits at the table with a letter."
        ),
        action("DANIEL (30) enters, soaked. He drops his suitcase."),
        says("DANIEL", "You kept the light on."),
        says("CLARA", "I keep it on every night."),
        action("She pushes the letter toward him."),
        says("CLARA", "It came the day you left. I never opened it.", "quietly"),
        says("DANIEL", "Eleven years? You never opened it?!"),
        says("CLARA", "I was afraid it would be true."),
        action("A beat."),
        heading("EXT. HARBOUR - DAWN"),
        action(
            "Fishing boats rock in the fog. Daniel walks along the pier, the letter in his hand."
        ),
        says("DANIEL", "She was going to come back. All this time, she was going to come back."),
        action("Clara watches from the end of the pier. She waves."),
        Transition(text="DISSOLVE TO:"),
        heading("INT. KITCHEN - MORNING"),
        action("Sunlight. Clara pours tea. Daniel sits. He smiles."),
        says("CLARA", "Will you stay?"),
        says("DANIEL", "Put the lamp out, Mother. I'm home."),
        action("She laughs. She turns off the lamp."),
    ),
)

FOLK_TALE = Screenplay(
    form="prose",
    title="The Potter's Lamp",
    elements=(
        action(
            "Once upon a time, in a small village by the river, there lived a poor potter named Bhola "
            "and his old grandmother. Every evening he made clay lamps, little bowls, and tall pots."
        ),
        action("One day the king rode through the village. He looked at the lamps and laughed."),
        says("King", "A lamp this small cannot light a palace."),
        says("Bhola", "No, my lord. But it can light the one beside it.", "softly"),
        action(
            "That night a great storm came. The wind blew out every torch in the palace. In the palace, "
            "the king sat in the dark and was afraid."
        ),
        action("Bhola walked to the palace with his lamp. He lit one lamp, then another."),
        says("King", "Who taught you this?"),
        says("Bhola", "My grandmother. She says light is not lost when it is given."),
        action(
            "The next morning the sun rose over the river, and the king bowed to the old grandmother. "
            "From that day, a lamp has burned in every window of the kingdom."
        ),
    ),
)

RAIN = Screenplay(
    form="dialogue",
    elements=(
        action("Night. A tea stall in the rain."),
        says("Asha", "You are late again."),
        says("Ravi", "The bus broke down. I walked."),
        says("Asha", "Four kilometres? In this?"),
        says("Ravi", "I promised."),
        says("Asha", "You promised last year too. And the year before that. I stopped counting."),
        says("Ravi", "I know. I'm sorry."),
        says("Asha", "Sit down. Drink your tea before it gets cold.", "softly"),
        says("Ravi", "Then you are not angry?"),
        says("Asha", "I am furious! But you walked."),
    ),
)

MONOLOGUE = Screenplay(
    form="dialogue",
    title="Nobody",
    elements=(
        says(
            "Ines",
            "I used to count the trains. Every night from this window, eleven, twelve, thirteen of "
            "them, and every one of them was going somewhere I had never been. My mother said that "
            "people who count trains never take one. So one night I stopped counting.",
        ),
    ),
)

ALL = {"drama": DRAMA, "folk tale": FOLK_TALE, "rain": RAIN, "monologue": MONOLOGUE}
