"""Random text and bytes at every reader: a screenplay or a sentence, never anything else."""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Action, Dialogue, Screenplay
from filmstudio.writing.readers import read_script, read_text
from filmstudio.writing.readers.dialogue import read_dialogue
from filmstudio.writing.readers.fountain import read_fountain
from filmstudio.writing.readers.pdf import tidy
from filmstudio.writing.readers.prose import read_prose
from filmstudio.writing.readers.source import clean

MARKS = [
    "\n", "\n\n", "  \n", " ", "INT. ROOM - DAY", "MAYA", "Maya: ", "(softly)", "[[", "]]", "/*", "*/",
    "“", "”", '"', "'", "‘", "’", "«", "»", "—", "「", "」", "„", ",", ".", "!", "?", ":", "：", "~", ">", "<", "^",
    "@", "#", "=", "===", "*", "**", "_", "\\", "said", "said Ravi", "she said", "Ravi", "the old woman",
    "and", "whispered", "Title: ", "Chapter 1", "Scene 2: ", "...", "dit-il", "sagte", "說", "言った", "ने कहा",
]  # fmt: skip
script = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=6)), max_size=30).map("".join)
plain = st.lists(
    st.sampled_from(["alpha", "beta", "Gamma", "delta,", "omega.", "kappa!", "“", "”", '"', " ", "\n\n"]),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(script)
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    first = outcome(text)
    assert outcome(text) == first


def outcome(text: str) -> Screenplay | str:
    try:
        return read_text(text)
    except BadInput as error:
        return error.message


@given(script)
@settings(max_examples=200, deadline=None)
def test_any_text_at_each_reader_of_text(text: str) -> None:
    for reader in (read_fountain, read_dialogue, read_prose):
        try:
            play = reader(clean(text, "The text"))
        except BadInput:
            continue
        assert any(e.kind in ("action", "dialogue") for e in play.elements)
        assert all(
            getattr(e, "text", "x") == getattr(e, "text", "x").strip() for e in play.elements
        )


@given(plain)
@settings(max_examples=300, deadline=None)
def test_prose_loses_no_word(text: str) -> None:
    try:
        play = read_prose(clean(text, "The text"))
    except BadInput:
        return
    kept = [e.text for e in play.elements if isinstance(e, Action | Dialogue)]
    words = re.compile(r"\w+")
    assert words.findall(f"{play.title} {' '.join(kept)}".lower()) == words.findall(text.lower())


def read_bytes(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        with contextlib.suppress(BadInput):
            assert read_script(path).elements


names = st.sampled_from(["a.txt", "a.fountain", "a.docx", "a.fdx", "a.odt", "a"])


@given(st.binary(max_size=400), names)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes(data: bytes, name: str) -> None:
    read_bytes(data, name)


@given(script)
@settings(max_examples=100, deadline=None)
def test_any_text_in_final_draft(text: str) -> None:
    body = f"<FinalDraft><Content><Paragraph Type='Dialogue'><Text>{text}</Text></Paragraph>"
    read_bytes(f"{body}</Content></FinalDraft>".encode("utf-8", "surrogatepass"), "a.fdx")


@given(st.text(max_size=80), st.binary(max_size=20), st.integers(0, 400))
@settings(max_examples=100, deadline=None)
def test_any_damage_to_a_word_document(text: str, damage: bytes, place: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "word/document.xml", f"<d><p><r><t>{text}</t></r></p></d>".encode("utf-8", "ignore")
        )
    data = made.getvalue()
    read_bytes(data[:place] + damage + data[place + len(damage) :], "a.docx")


@given(st.binary(max_size=300))
@settings(max_examples=6, deadline=None)
def test_any_bytes_in_a_pdf(data: bytes) -> None:
    read_bytes(b"%PDF-1.5\n" + data, "a.pdf")


@given(st.lists(script, max_size=4))
@settings(max_examples=100, deadline=None)
def test_any_pages(pages: list[str]) -> None:
    assert isinstance(tidy(pages), str)
