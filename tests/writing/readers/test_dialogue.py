"""Dialogue lists: `Name: line`, headings, directions; and telling them from Fountain and prose."""

from __future__ import annotations

import pytest

from filmstudio.film.screenplay import Action, Dialogue, Element, SceneHeading, Transition
from filmstudio.writing.readers.dialogue import label_of, read_dialogue
from filmstudio.writing.readers.plain import form_of

CASES: dict[str, tuple[str, list[Element]]] = {
    "line": ("Maya: Hello.", [Dialogue(speaker="Maya", text="Hello.")]),
    "way of speaking after the colon": ("Maya: (softly) Hello.", [Dialogue(speaker="Maya", text="Hello.", parenthetical="softly")]),
    "way of speaking before the colon": ("Maya (softly): Hello.", [Dialogue(speaker="Maya", text="Hello.", parenthetical="softly")]),
    "in square brackets": ("Maya [softly]: Hello.", [Dialogue(speaker="Maya", text="Hello.", parenthetical="softly")]),
    "within the line": ("Maya: One. (beat) Two.", [Dialogue(speaker="Maya", text="One."), Dialogue(speaker="Maya", text="Two.", parenthetical="beat")]),
    "bold name": ("**Maya:** Hello.", [Dialogue(speaker="Maya", text="Hello.")]),
    "quoted": ("Maya: “Hello.”", [Dialogue(speaker="Maya", text="Hello.")]),
    "wrapped": ("Maya: Hello\nto you.", [Dialogue(speaker="Maya", text="Hello to you.")]),
    "names in any case are one": ("Maya: One.\nMAYA: Two.", [Dialogue(speaker="Maya", text="One."), Dialogue(speaker="Maya", text="Two.")]),
    "bracketed direction": ("[rain falls]", [Action(text="Rain falls.")]),
    "direction in parentheses": ("(Rain falls.)", [Action(text="Rain falls.")]),
    "direction in stars": ("*rain falls*", [Action(text="Rain falls.")]),
    "a line without a name is told": ("Maya: One.\n\nShe sits down.", [Dialogue(speaker="Maya", text="One."), Action(text="She sits down.")]),
    "narrator": ("Narrator: Rain fell.", [Action(text="Rain fell.")]),
    "scene": ("Scene 2: The bus stop, night", [SceneHeading(text="The bus stop, night", number="2")]),
    "scene in brackets": ("[Scene: A kitchen, dawn]", [SceneHeading(text="A kitchen, dawn")]),
    "setting and time": ("Setting: A pier.\nTime: dusk", [SceneHeading(text="A pier - dusk")]),
    "slug line": ("INT. BUS - NIGHT", [SceneHeading(text="INT. BUS - NIGHT")]),
    "transition": ("CUT TO:", [Transition(text="CUT TO:")]),
    "break": ("***", [SceneHeading(text="")]),
    "only a way of speaking": ("Maya: (nods)", [Action(text="Maya (nods).")]),
    "something done at the end": ("Maya: “Hello.” (waves)", [Dialogue(speaker="Maya", text="Hello."), Action(text="Maya (waves).")]),
    "Chinese": ("小明：你好。", [Dialogue(speaker="小明", text="你好。")]),
    "Hindi": ("मीरा: नमस्ते।", [Dialogue(speaker="मीरा", text="नमस्ते।")]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_line(case: str) -> None:
    text, expected = CASES[case]
    # A first line that is surely told, because a script of headings alone is refused.
    assert list(read_dialogue(f"Ann: Go.\n\n{text}").elements)[1:] == expected


def test_title_lines_are_fields() -> None:
    play = read_dialogue("Title: Night Bus\nAuthor: A. B.\n\nMaya: Hello.")
    assert play.title == "Night Bus"
    assert play.title_page == {"Title": "Night Bus", "Author": "A. B."}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Maya: Hello.", "Maya"),
        ("Mr. Rao: Hello.", "Mr. Rao"),
        ("The old woman: Hello.", "The old woman"),
        ("Title: Night Bus", ""),
        ("Scene 2: A pier", ""),
        ("and then: nothing", ""),
        ("He had one wish. It was this: rain.", ""),
        ("It was half past ten, 10:30 to be sure", ""),
        ("http://example.org", ""),
    ],
)
def test_label(line: str, name: str) -> None:
    assert label_of(line) == name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("INT. ROOM - DAY\n\nHe sits.", "fountain"),
        ("MAYA\nHello.\n\nJOE\nHello.", "fountain"),
        ("He sits.\n\nCUT TO:\n\nShe sits.", "fountain"),
        ("Maya: Hello.\nJoe: Hello.", "dialogue"),
        ("Maya: Hello.", "dialogue"),
        ("Title: X\n\nINT. ROOM - DAY\n\nMaya: Hello.\n\nJoe: Hello.\n\nMaya: Bye.", "dialogue"),
        ("He said: nothing.\n\nThe rain fell for a day.\n\nThen it stopped.", "prose"),
        ("THE END\n\nIt rained.", "prose"),
        ("“Hello,” said Maya.", "prose"),
    ],
)
def test_form_is_told_by_content(text: str, form: str) -> None:
    assert form_of(text) == form


def test_the_name_decides_where_the_content_does_not() -> None:
    assert form_of("He sits.\n\nShe stands.", fountain=True) == "fountain"
    assert form_of("Maya: Hello.\nJoe: Hello.", fountain=True) == "dialogue"
