"""Documents: Final Draft, Word and PDF, as their own programs and libraries write them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen import canvas

from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    Note,
    SceneHeading,
    Synopsis,
    Transition,
)
from filmstudio.writing.readers import read_script, read_text

FDX = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">
<Content>
<Paragraph Number="1" Type="Scene Heading"><SceneProperties Length="1/8" Page="1"><Summary>
<Paragraph><Text>She misses it.</Text></Paragraph></Summary></SceneProperties>
<Text>EXT. HARBOUR - </Text><Text AdornmentStyle="-1">DUSK</Text></Paragraph>
<Paragraph Type="Action"><ScriptNote><Paragraph><Text>Fog?</Text></Paragraph></ScriptNote>
<Text>Boats </Text><Text Style="Italic">knock</Text><Text>.</Text></Paragraph>
<Paragraph Type="Character"><Text>NORA (O.S.)</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(out of breath)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Wait!</Text></Paragraph>
<Paragraph Type="Transition"><Text>CUT TO:</Text></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>NORA</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Yes.</Text></Paragraph>
<Paragraph Type="Character"><Text>ELIAS</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>No.</Text></Paragraph>
</DualDialogue></Paragraph>
</Content>
<HeaderAndFooter><Header><Paragraph><Text>never told</Text></Paragraph></Header></HeaderAndFooter>
<TitlePage><Content><Paragraph><Text>The Last Ferry</Text></Paragraph>
<Paragraph><Text>written by</Text></Paragraph><Paragraph><Text>A. B.</Text></Paragraph></Content></TitlePage>
</FinalDraft>"""


def test_final_draft(tmp_path: Path) -> None:
    path = tmp_path / "ferry.fdx"
    path.write_text(FDX, "utf-8")
    play = read_script(path)
    assert play.form == "final-draft"
    assert play.title_page == {"Title": "The Last Ferry", "Author": "A. B."}
    assert list(play.elements) == [
        Synopsis(text="She misses it."),
        SceneHeading(text="EXT. HARBOUR - DUSK", number="1"),
        Note(text="Fog?"),
        Action(text="Boats knock."),
        Dialogue(speaker="NORA", text="Wait!", extension="O.S.", parenthetical="out of breath"),
        Transition(text="CUT TO:"),
        Dialogue(speaker="NORA", text="Yes."),
        Dialogue(speaker="ELIAS", text="No.", dual=True),
    ]


def word(path: Path, lines: list[tuple[str, str]]) -> Path:
    document = docx.Document()
    for style, _ in lines:
        if style not in [s.name for s in document.styles]:
            document.styles.add_style(style, 1)
    for style, text in lines:
        document.add_paragraph(text, style=style)
    document.save(str(path))
    return path


def test_word_with_screenplay_styles(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        [
            ("Title", "The Last Ferry"),
            ("Scene Heading", "EXT. HARBOUR - DUSK"),
            ("Action", "Boats knock."),
            ("Character", "NORA"),
            ("Parenthetical", "(softly)"),
            ("Dialogue", "Wait!"),
        ],
    )
    play = read_script(path)
    assert play.title == "The Last Ferry"
    assert list(play.elements) == [
        SceneHeading(text="EXT. HARBOUR - DUSK"),
        Action(text="Boats knock."),
        Dialogue(speaker="NORA", text="Wait!", parenthetical="softly"),
    ]


@pytest.mark.parametrize("blank", [True, False])
def test_word_with_a_typed_screenplay(tmp_path: Path, blank: bool) -> None:
    lines = [
        "INT. ROOM - DAY",
        "",
        "He sits.",
        "",
        "NORA",
        "(softly)",
        "Wait!",
        "",
        "CUT TO:",
        "",
        "EXT. SEA - DAY",
        "",
        "Rain.",
    ]
    path = word(tmp_path / "a.docx", [("Normal", t) for t in lines if t or blank])
    assert list(read_script(path).elements) == [
        SceneHeading(text="INT. ROOM - DAY"),
        Action(text="He sits."),
        Dialogue(speaker="NORA", text="Wait!", parenthetical="softly"),
        Transition(text="CUT TO:"),
        SceneHeading(text="EXT. SEA - DAY"),
        Action(text="Rain."),
    ]


def test_word_with_prose(tmp_path: Path) -> None:
    path = word(
        tmp_path / "a.docx",
        [("Title", "The Well"), ("Normal", "Ravi woke."), ("Normal", "“Rain,” said Ravi.")],
    )
    play = read_script(path)
    assert (play.form, play.title) == ("prose", "The Well")
    assert list(play.elements) == [
        Action(text="Ravi woke."),
        Dialogue(speaker="Ravi", text="Rain."),
    ]


def pdf(lines: list[tuple[int, str]], *, per_page: int = 45) -> bytes:
    """A PDF of (indent in characters, text) lines in Courier 12, as screenplays are set."""
    made = io.BytesIO()
    sheet = canvas.Canvas(made, pagesize=letter)
    for start in range(0, len(lines), per_page):
        text = sheet.beginText(108, 720)
        text.setFont("Courier", 12)
        for indent, line in lines[start : start + per_page]:
            text.setXPos(indent * 7.2)
            text.textLine(line)
            text.setXPos(-indent * 7.2)
        sheet.drawText(text)
        sheet.setFont("Courier", 12)
        sheet.drawString(500, 750, f"{start // per_page + 1}.")
        sheet.showPage()
    sheet.save()
    return made.getvalue()


def test_pdf_of_a_screenplay(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                (0, "EXT. HARBOUR - DUSK"),
                (0, ""),
                (0, "Boats knock against the pier while the"),
                (0, "rain falls on the water."),
                (0, ""),
                (22, "NORA"),
                (16, "(out of breath)"),
                (10, "Wait! Please, wait for me, I"),
                (10, "promised her."),
                (0, ""),
                (42, "CUT TO:"),
                (0, ""),
                (0, "INT. KITCHEN - NIGHT"),
                (0, ""),
                (0, "A kettle steams."),
            ]
        )
    )
    assert list(read_script(path).elements) == [
        SceneHeading(text="EXT. HARBOUR - DUSK"),
        Action(text="Boats knock against the pier while the rain falls on the water."),
        Dialogue(speaker="NORA", text="Wait! Please, wait for me, I promised her.", parenthetical="out of breath"),
        Transition(text="CUT TO:"),
        SceneHeading(text="INT. KITCHEN - NIGHT"),
        Action(text="A kettle steams."),
    ]  # fmt: skip


def test_pdf_of_prose_over_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf(
            [
                (0, "Ravi walked down to the river in the early"),
                (0, "morning and looked for his boat, but the"),
                (0, "water had taken it."),
                (0, ""),
                (0, "“It is gone,” said Ravi to the old boat-"),
                (0, "man."),
                (0, "“Then we swim,” said the old boatman."),
            ],
            per_page=2,
        )
    )
    play = read_script(path)
    assert play.form == "prose"
    assert [e.text for e in play.elements] == [
        "Ravi walked down to the river in the early morning and looked for his boat, but the "
        "water had taken it.",
        "It is gone.",
        "Then we swim.",
    ]


def test_content_decides_before_the_name(tmp_path: Path) -> None:
    path = tmp_path / "script.txt"
    path.write_text(FDX, "utf-8")
    assert read_script(path).form == "final-draft"


def test_unknown_names_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "script.story"
    path.write_text("Ravi woke.", "utf-8")
    assert read_script(path).elements == (Action(text="Ravi woke."),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "script.txt"
    path.write_bytes("रवि जागा।\r\nCafé".encode(encoding))
    assert "रवि जागा।" in read_script(path).elements[0].text  # type: ignore[union-attr]


def test_pasted_text_takes_the_title_it_is_given_unless_it_has_one() -> None:
    assert read_text("Ravi woke.", title="The Well").title == "The Well"
    assert read_text("Title: Dawn\n\nMaya: Hello.\nJoe: Hello.", title="The Well").title == "Dawn"
