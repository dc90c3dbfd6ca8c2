"""Every element of Fountain's syntax, one by one, as fountain.io/syntax gives it."""

from __future__ import annotations

import pytest

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    Element,
    Note,
    PageBreak,
    SceneHeading,
    Section,
    Synopsis,
    Transition,
)
from filmstudio.writing.readers.fountain import parse, read_fountain

CASES: dict[str, tuple[str, list[Element]]] = {
    "interior": ("INT. ROOM - DAY\n\nHe sits.", [SceneHeading(text="INT. ROOM - DAY"), Action(text="He sits.")]),
    "exterior without a dot": ("EXT BRICK'S POOL - DAY", [SceneHeading(text="EXT BRICK'S POOL - DAY")]),
    "small letters": ("int. lower house - night", [SceneHeading(text="int. lower house - night")]),
    "establishing": ("EST. HARBOUR - DAWN", [SceneHeading(text="EST. HARBOUR - DAWN")]),
    "inside and outside": ("INT./EXT. CAR - DAY", [SceneHeading(text="INT./EXT. CAR - DAY")]),
    "inside and outside, short": ("I/E CAR - DAY", [SceneHeading(text="I/E CAR - DAY")]),
    "forced heading": (".SNIPER SCOPE POV", [SceneHeading(text="SNIPER SCOPE POV")]),
    "dots are action": ("...and then he fell.", [Action(text="...and then he fell.")]),
    "scene number": ("INT. HOUSE - DAY #110-A.1#", [SceneHeading(text="INT. HOUSE - DAY", number="110-A.1")]),
    "heading needs a blank line": ("He reads:\nINT. ROOM", [Action(text="He reads:\nINT. ROOM")]),
    "action keeps its lines": ("BANG.\nHe falls.", [Action(text="BANG.\nHe falls.")]),
    "forced action": ("!SCANNING THE AISLES\nWhere is he?", [Action(text="SCANNING THE AISLES\nWhere is he?")]),
    "capitals alone are action": ("THE DOOR OPENS", [Action(text="THE DOOR OPENS")]),
    "number is no name": ("23\nis a number.", [Action(text="23\nis a number.")]),
    "number with a letter is": ("R2D2\nBeep.", [Dialogue(speaker="R2D2", text="Beep.")]),
    "forced name": ("@McCLANE\nYippie.", [Dialogue(speaker="McCLANE", text="Yippie.")]),
    "speech over lines": ("STEEL\nOne.\nTwo.", [Dialogue(speaker="STEEL", text="One. Two.")]),
    "two spaces keep a blank line": ("STEEL\nOne.\n  \nTwo.", [Dialogue(speaker="STEEL", text="One.\nTwo.")]),
    "extension": ("HANS (on the radio)\nHello.", [Dialogue(speaker="HANS", text="Hello.", extension="on the radio")]),
    "two extensions": ("MOM (O.S.) (CONT'D)\nLuke!", [Dialogue(speaker="MOM", text="Luke!", extension="O.S. CONT'D")]),
    "parenthetical": ("STEEL\n(starting the engine)\nSo much for retirement!", [Dialogue(speaker="STEEL", text="So much for retirement!", parenthetical="starting the engine")]),
    "parenthetical within": ("A\nOne.\n(beat)\nTwo.", [Dialogue(speaker="A", text="One."), Dialogue(speaker="A", text="Two.", parenthetical="beat")]),
    "parenthetical over lines": ("A\n(slowly\nand low)\nOne.", [Dialogue(speaker="A", text="One.", parenthetical="slowly and low")]),
    "name without words": ("RAVI\n(nods)", [Action(text="RAVI (nods)")]),
    "dual": ("BRICK\nScrew it.\n\nSTEEL ^\nScrew it.", [Dialogue(speaker="BRICK", text="Screw it."), Dialogue(speaker="STEEL", text="Screw it.", dual=True)]),
    "lyrics": ("~Willy Wonka!\n~Amazing!", [Dialogue(speaker="", text="Willy Wonka!\nAmazing!", lyrics=True)]),
    "lyrics after a note": (
        "[[high]]~La la",
        [Dialogue(speaker="", text="La la", lyrics=True), Note(text="high")],
    ),
    "lyrics in a speech": ("WILLY\n~La la\nStop.", [Dialogue(speaker="WILLY", text="La la", lyrics=True), Dialogue(speaker="WILLY", text="Stop.")]),
    "transition": ("He goes.\n\nCUT TO:\n\nMore.", [Action(text="He goes."), Transition(text="CUT TO:"), Action(text="More.")]),
    "fade": ("FADE OUT.", [Transition(text="FADE OUT.")]),
    "forced transition": ("> Burn to White.", [Transition(text="Burn to White.")]),
    "centred": (">THE END<", [Action(text="THE END", centered=True)]),
    "page break": ("One.\n\n===\n\nTwo.", [Action(text="One."), PageBreak(), Action(text="Two.")]),
    "section": ("# Act\n\n### Beat", [Section(text="Act"), Section(text="Beat", level=3)]),
    "synopsis": ("= They meet.", [Synopsis(text="They meet.")]),
    "note": ("He sits.[[Why?]] Up.", [Action(text="He sits. Up."), Note(text="Why?")]),
    "note over lines": ("He sits. [[Why\n  \nnow?]]", [Action(text="He sits."), Note(text="Why now?")]),
    "note alone": ("[[Why?]]\n\nHe sits.", [Note(text="Why?"), Action(text="He sits.")]),
    "note in a speech": ("ANN\nHello [[softer]] you.", [Dialogue(speaker="ANN", text="Hello you."), Note(text="softer")]),
    "boneyard": ("He /* she */ sits.", [Action(text="He sits.")]),
    "boneyard over paragraphs": ("One.\n\n/* two\n\nINT. X - DAY\n*/\n\nThree.", [Action(text="One."), Action(text="Three.")]),
    "boneyard within a paragraph": ("One.\n/* cut */\nTwo.", [Action(text="One.\nTwo.")]),
    "emphasis": ("*a* **b** ***c*** _d_ _**e**_", [Action(text="a b c d e")]),
    "escaped emphasis": (r"Dial \*69\*.", [Action(text="Dial *69*.")]),
    "lone stars": ("He dialed *69 and then *23.", [Action(text="He dialed *69 and then *23.")]),
    "underscores in words": ("the file_name_here", [Action(text="the file_name_here")]),
    "indented": ("\t\tSTEEL\n\t\tHello.", [Dialogue(speaker="STEEL", text="Hello.")]),
    "name in Hindi": ("@मीरा\nनमस्ते।", [Dialogue(speaker="मीरा", text="नमस्ते।")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_element(case: str) -> None:
    text, expected = CASES[case]
    assert parse(text) == expected


def test_title_page_keeps_fields_in_order_and_lines_of_values() -> None:
    play = read_fountain(
        "Title:\n    _**BRICK & STEEL**_\n    _**FULL RETIRED**_\nCredit: Written by\n"
        "Author: Stu\nContact:\n\tNext Level\n\t1588 Mission Dr.\n\nINT. ROOM - DAY\n\nHe sits."
    )
    assert list(play.title_page) == ["Title", "Credit", "Author", "Contact"]
    assert play.title_page["Contact"] == "Next Level\n1588 Mission Dr."
    assert play.title == "BRICK & STEEL FULL RETIRED"
    assert play.elements[0] == SceneHeading(text="INT. ROOM - DAY")


def test_a_transition_on_the_first_line_is_no_title_page() -> None:
    play = read_fountain("FADE IN:\n\nINT. ROOM - DAY\n\nHe sits.")
    assert play.title_page == {}
    assert play.elements[0] == Transition(text="FADE IN:")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Title: X\n\nINT. A - DAY\n\nHe sits.\n\n/* never", "Line 7 "),
        ("He sits. [[ never\n\nMore.", "Line 1 "),
        ("He [[ never\n\nmore [[ but this ]] one.", "Line 1 "),
    ],
)
def test_what_never_closes_is_named_with_its_line(text: str, line: str) -> None:
    with pytest.raises(BadInput, match=line) as caught:
        read_fountain(text)
    assert caught.value.code == "script_unclosed"


@pytest.mark.parametrize(
    "title", ["The Old Bridge", "पुराना पुल", "สะพานเก่า", "الجسر القديم", "古い橋"]
)
def test_a_short_line_above_the_first_heading_is_the_title(title: str) -> None:
    script = f"{title}\n\nINT. KITCHEN - NIGHT\n\nMARA\nBy the lamp.\n"
    made = read_fountain(script)
    assert made.title == title
    assert [element.kind for element in made.elements] == ["scene_heading", "dialogue"]


@pytest.mark.parametrize(
    "line", ["Rain falls.", "The rain falls on the bridge and the road to the sea", "a door, open,"]
)
def test_a_sentence_above_the_first_heading_is_action(line: str) -> None:
    made = read_fountain(f"{line}\n\nINT. KITCHEN - NIGHT\n\nMARA\nBy the lamp.\n")
    assert made.title == ""
    assert made.elements[0].text == line
