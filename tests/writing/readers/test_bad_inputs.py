"""Bad input: each is one sentence that says what to do, in little memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pypdf
import pytest

from filmstudio.errors import BadInput
from filmstudio.writing.readers import read_script, read_text

LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))


def archive(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def raw_pdf(objects: list[bytes]) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size, table, size, len(made),
    )  # fmt: skip


def page_pdf(content: bytes) -> bytes:
    packed = zlib.compress(content, 1)
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    )


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


LOOP = raw_pdf(
    [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
        b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
    ]
)
BAD: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.txt", b"", "script_empty", "is empty"),
    "white space": ("a.txt", b" \n\t\r\n ", "script_empty", "is empty"),
    "invisible": ("a.txt", "\ufeff\u200b \n".encode(), "script_empty", "nothing to tell"),
    "binary as text": ("a.txt", bytes(range(256)) * 99, "script_not_text", "position 1"),
    "controls as text": ("a.txt", bytes(range(1, 9)) * 99, "script_not_text", "binary"),
    "wrong UTF-8": ("a.txt", b"Hello.\xff\xfe Bye.", "script_encoding", "byte FF at position 7"),
    "Windows text": ("a.txt", "Café déjà vu, où est-il ?".encode("cp1252"), "script_encoding", "save it as UTF-8"),
    "cut UTF-16": ("a.txt", "Hello".encode("utf-16") + b"\x00", "script_encoding", "UTF-16"),
    "zip bomb": ("a.docx", archive({"word/document.xml": b"<d>" + b" " * 60_000_000}), "script_unsafe", "unpack to 57.2 MB"),
    "not a zip": ("a.docx", b"Hello there.", "script_damaged", "not a Word document"),
    "broken zip": ("a.docx", b"PK\x03\x04" + b"x" * 99, "script_damaged", "save it again"),
    "another zip": ("a.docx", archive({"x.txt": b"Hello"}), "script_kind", "zip archive"),
    "odt": ("a.odt", archive({"content.xml": b"<x/>"}), "script_kind", "OpenDocument"),
    "entity in Word": ("a.docx", archive({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><d>&a;</d>'}), "script_unsafe", "entities"),
    "external entity": ("a.fdx", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><FinalDraft>&e;</FinalDraft>', "script_unsafe", "entities"),
    "billion laughs": ("a.fdx", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><FinalDraft>&a11;</FinalDraft>'.encode(), "script_unsafe", "entities"),
    "malformed": ("a.fdx", b'<?xml version="1.0"?>\n<FinalDraft><Content></FinalDraft>', "script_damaged", "line 2"),
    "deep": ("a.fdx", b"<FinalDraft>" + b"<a>" * 100_000, "script_damaged", "nested"),
    "other XML": ("a.fdx", b"<?xml version='1.0'?><svg/>", "script_kind", "not a Final Draft"),
    "no XML": ("a.fdx", b"Hello there.", "script_damaged", "not a Final Draft"),
    "pictures": ("a.pdf", page_pdf(b"0 0 9 9 re f"), "script_no_text", "OCR"),
    "loop": ("a.pdf", LOOP, "script_damaged", "lead back to themselves"),
    "locked": ("a.pdf", locked_pdf(), "script_locked", "password"),
    "cut": ("a.pdf", LOOP[:30], "script_damaged", "damaged"),
    "noise": ("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "script_damaged", "damaged"),
    "not a PDF": ("a.pdf", b"Hello there.", "script_damaged", "not a PDF"),
    "open comment": ("a.fountain", b"INT. A - DAY\n\nHe sits.\n\n/* never", "script_unclosed", "Line 5 "),
    "open note": ("a.fountain", b"INT. A - DAY\n\nHe [[sits.", "script_unclosed", "Line 3 "),
    "open comment in text": ("a.txt", b"INT. A - DAY\n\nHe sits.\n\n/* never", "script_unclosed", "Line 5 "),
    "one word": ("a.txt", b"a" * 100_000, "script_word", "100,000 letters on line 1"),
    "one word in Fountain": ("a.fountain", b"INT. A - DAY\n\n" + b"a" * 100_000, "script_word", "line 3"),
    "headings": ("a.fountain", b"INT. A - DAY\n\nEXT. B - DAY\n\n# Act", "script_empty", "only headings"),
    "chapters": ("a.txt", b"Chapter 1\n\nChapter 2", "script_empty", "only headings"),
    "only marks": ("a.txt", b"... --- !!!", "script_empty", "nothing to tell"),
    "too many words": ("a.txt", b"word " * 20_001, "script_too_long", "20,000 words"),
    "words without spaces": ("a.txt", "好".encode() * 50_000, "script_too_long", "20,000 words"),
    "too many lines": ("a.txt", b"\n" * 500_000 + b"word", "script_too_long", "20,000 words"),
    "too many paragraphs": ("a.fdx", b"<FinalDraft><Content>" + b"<Paragraph/>" * 70_000 + b"</Content></FinalDraft>", "script_too_long", "words"),
    "rtf": ("a.rtf", b"{\\rtf1 Hello}", "script_kind", "RTF"),
    "old Word": ("a.doc", b"\xd0\xcf\x11\xe0 Hello", "script_kind", ".doc"),
    "web page": ("a.html", b"<!DOCTYPE html><html><p>Hello", "script_kind", "web page"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n", "script_kind", "picture"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input(case: str, tmp_path: Path) -> None:
    name, data, code, words = BAD[case]
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_script(path)
    assert caught.value.code == code
    assert words in caught.value.message
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 2


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, 50 * 2**20)
    with pytest.raises(BadInput, match=r"“a.txt” is 50 MB and a script may be at most 20 MB"):
        read_script(path)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file “none\.txt”"):
        read_script(tmp_path / "none.txt")
    with pytest.raises(BadInput, match="is a folder"):
        read_script(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="is not a file"):
        read_script(tmp_path / "pipe")
    with pytest.raises(BadInput, match="There is no file"):
        read_script(tmp_path / "none.txt" / "a.txt")
    with pytest.raises(BadInput, match="cannot be read"):
        read_script(tmp_path / ("a" * 999))


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "script_empty"), ("a\0b", "script_not_text"), ("a\ud800b", "script_encoding")],
)
def test_bad_pasted_text(text: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_text(text)
    assert caught.value.code == code


PROBE = """
import resource, sys
from pathlib import Path
from filmstudio.errors import BadInput
from filmstudio.processes import peak_bytes
from filmstudio.writing.readers import read_script
try:
    read_script(Path(sys.argv[1]))
except BadInput:
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(peak_bytes() // 1024 + children)
"""
WORST = {
    "bomb.docx": lambda: archive({"word/document.xml": b" " * 100_000_000}),
    "bomb.pdf": lambda: page_pdf(b" " * 200_000_000),
    "laughs.fdx": lambda: BAD["billion laughs"][1],
    "wide.fdx": lambda: BAD["too many paragraphs"][1] + b" " * 17_000_000,
    "long.txt": lambda: b"hello world. " * 1_600_000,
    "lines.txt": lambda: b"\n" * 20_000_000 + b"a",
    "wide.txt": lambda: "😀 ".encode() * 4_000_000,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_stay_under_300_mb(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(WORST[name]())
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) * 1024 < 300e6
