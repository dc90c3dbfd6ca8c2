"""Scripts that no film can be made of, each with a word of the sentence that the creator reads."""

from __future__ import annotations

import io
import zipfile

BIG = 50 * 2**20


def _docx(part: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("word/document.xml", part)
    return made.getvalue()


def _pdf(*objects: bytes) -> bytes:
    made = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    start = made.rindex(b"xref")
    return made + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PICTURES = _pdf(
    _CATALOG,
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
    b"<</Length 11>>stream\n0 0 9 9 re f\nendstream",
)
_LOOP = _pdf(
    _CATALOG,
    b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
    b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9>>",
)
_LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
_ENTITY = '<!ENTITY e SYSTEM "file:///etc/passwd">'
_HEBREW = "הלך האיש אל הים. הוא אמר: שלום לך.\n"


def _fdx(entities: str, use: str) -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE x [{entities}]><FinalDraft><Content><Paragraph '
        f'Type="Action"><Text>&{use};</Text></Paragraph></Content></FinalDraft>'
    ).encode()


BAD_SCRIPTS: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("a.txt", b"", "is empty"),
    "50 MB of text": ("a.txt", b"word after word\n" * (BIG // 16), "50 MB"),
    "binary renamed": ("a.txt", bytes(range(256)) * 400, "not text"),
    "invalid UTF-8": ("a.txt", b"The boat \xff\xfe left.", "UTF-8"),
    "a zip bomb": ("a.docx", _docx(b"<d>" + b" " * 100_000_000), "unpack to"),
    "external entities": ("a.fdx", _fdx(_ENTITY, "e"), "entities"),
    "a billion laughs": ("a.fdx", _fdx('<!ENTITY a0 "ha">' + _LAUGHS, "a11"), "entities"),
    "a PDF without text": ("a.pdf", _PICTURES, "no text"),
    "a PDF with a loop": ("a.pdf", _LOOP, "lead back to themselves"),
    "a comment that never closes": (
        "a.fountain",
        b"INT. HUT - DAY\n\nHe sits.\n\n/* and then\n",
        "never closes",
    ),
    "one word of 100,000 letters": ("a.txt", b"a" * 100_000, "100,000 letters"),
    "only headings": ("a.fountain", b"INT. HUT - DAY\n\nEXT. SEA - NIGHT\n", "only headings"),
    "a language with no voice": ("a.txt", _HEBREW.encode(), "Voices exist for: English (en)"),
}
