"""Makes clean text of what a creator hands in, or says in one sentence why it cannot be used."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from filmstudio.errors import BadInput
from filmstudio.said import said
from filmstudio.settings import settings

Kind = Literal["pdf", "docx", "fdx", "text"]

FOUNTAIN_SUFFIXES = (".fountain", ".spmd")

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", said("an RTF document")),
    (b"\xd0\xcf\x11\xe0", said("an old Word document (.doc)")),
    (b"\x89PNG", said("a picture")),
    (b"\xff\xd8\xff", said("a picture")),
    (b"GIF8", said("a picture")),
    (b"ID3", said("a sound recording")),
    (b"OggS", said("a sound recording")),
    (b"RIFF", said("a recording or picture")),
    (b"\x7fELF", said("a program")),
    (b"MZ\x90", said("a program")),
    (b"\x1f\x8b", said("a compressed archive")),
    (b"7z\xbc\xaf", said("a compressed archive")),
    (b"Rar!", said("a compressed archive")),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\s{_UNSPACED}]{{1,40}}")
_LONG_WORD = re.compile(rf"[^\W\d_{_UNSPACED}]{{201,}}")
LONGEST_WORD = 200
"""Letters. The longest words ever printed (Sanskrit and Greek compounds) stay below it."""


@dataclass(frozen=True)
class Source:
    """The bytes of a script file, what they are, and the name that messages call it by."""

    path: Path
    name: str
    kind: Kind
    data: bytes

    @property
    def named_fountain(self) -> bool:
        return self.path.suffix.lower() in FOUNTAIN_SUFFIXES

    def text(self) -> str:
        """The bytes as clean text. Raises BadInput where they are not text in a Unicode encoding."""
        return clean(decode(self.data, self.name), self.name)


def quoted(name: str) -> str:
    """A file's name as messages show it: short, printable, in quotation marks."""
    shown = "".join(c if c.isprintable() else "?" for c in name)
    return f"“{shown if len(shown) <= 60 else shown[:57] + '…'}”"


def bytes_text(size: int) -> str:
    """A size in the largest fitting unit, for messages: 52428800 is `50 MB`."""
    for unit, scale in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= scale:
            return f"{size / scale:.1f}".removesuffix(".0") + f" {unit}"
    return f"{size} bytes"


def load(path: Path) -> Source:
    """The file's bytes, at most `max_script_bytes` of them, and its kind told by its first bytes.

    Raises BadInput for a missing file, a folder, a device, a file too large, and kinds of file
    that hold no script.
    """
    name = quoted(path.name or str(path))
    limit = settings().max_script_bytes
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise BadInput(
                "{name} is a folder: choose the script file in it.",
                code="script_missing",
                name=name,
            )
        if not stat.S_ISREG(found.st_mode):
            raise BadInput(
                "{name} is not a file: choose a script file.", code="script_missing", name=name
            )
        if found.st_size > limit:
            raise BadInput(
                "{name} is {size} and a script may be at most {most}: send the "
                "script alone, without pictures, or in parts.",
                code="script_too_large",
                name=name,
                size=bytes_text(found.st_size),
                most=bytes_text(limit),
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise BadInput(
            "There is no file {name}: check the path and its spelling.",
            code="script_missing",
            name=name,
        ) from None
    except PermissionError:
        raise BadInput(
            "{name} may not be read: give yourself permission to read it.",
            code="script_missing",
            name=name,
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        raise BadInput(
            "{name} cannot be read ({why}): check the path.",
            code="script_missing",
            name=name,
            why=reason,
        ) from None
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise BadInput(
            "{name} is empty: write a script in it first.", code="script_empty", name=name
        )
    return Source(path, name, _kind(data, path.suffix.lower(), name), data)


def _kind(data: bytes, suffix: str, name: str) -> Kind:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise BadInput(
                "{name} is {what}, not a script: save it as .docx, .pdf, .fountain or plain text.",
                code="script_kind",
                name=name,
                what=what,
            )
    head = _head_text(data)
    if re.match(r"\s*(<\?xml|<!DOCTYPE\s+FinalDraft|<!--|<FinalDraft)", head):
        return "fdx"
    if re.match(r"\s*<(!DOCTYPE\s+html|html|head|body)\b", head, re.IGNORECASE):
        raise BadInput(
            "{name} is a web page, not a script: copy its text into a plain text file.",
            code="script_kind",
            name=name,
        )
    if suffix in (".docx", ".fdx", ".pdf"):
        what = {
            ".docx": said("Word document"),
            ".fdx": said("Final Draft script"),
            ".pdf": "PDF",
        }[suffix]
        if suffix == ".fdx" and head.lstrip().startswith("<"):
            return "fdx"
        raise BadInput(
            "{name} is not a {what} although its name ends in {suffix}: export it again, "
            "or save the script as plain text.",
            code="script_damaged",
            name=name,
            what=what,
            suffix=suffix,
        )
    return "text"


def _head_text(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[:1024].decode(encoding, "ignore")
    return data[:1024].decode("latin-1")


def decode(data: bytes, name: str) -> str:
    """Text from UTF-8, or from UTF-16 or UTF-32 with a byte order mark.

    Raises BadInput that names the first wrong byte, or says that this is no text at all.
    """
    encoding = next((found for bom, found in _BOMS if data.startswith(bom)), "utf-8")
    if encoding in ("utf-8", "utf-8-sig"):
        nul = data.find(b"\0")
        if nul >= 0 or _mostly_controls(data):
            if nul >= 0:
                raise BadInput(
                    "{name} is not text: it holds binary data (a zero byte at position "
                    "{position}); save the script as .docx, .pdf, .fountain or plain text.",
                    code="script_not_text",
                    name=name,
                    position=nul + 1,
                )
            raise BadInput(
                "{name} is not text: it holds binary data; save the script as .docx, .pdf, "
                ".fountain or plain text.",
                code="script_not_text",
                name=name,
            )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start + 1
    byte = data[place - 1]
    if encoding == "utf-8" and _western_letters(data):
        raise BadInput(
            "{name} is not UTF-8 but seems to be older Windows text (byte {byte} at position "
            "{position}): open it in your editor and save it as UTF-8.",
            code="script_encoding",
            name=name,
            byte=f"{byte:02X}",
            position=place,
        )
    raise BadInput(
        "{name} is not valid {encoding} text (wrong byte {byte} at position {position}): "
        "save it as UTF-8.",
        code="script_encoding",
        name=name,
        encoding=encoding.upper().removesuffix("-SIG"),
        byte=f"{byte:02X}",
        position=place,
    )


def _mostly_controls(data: bytes) -> bool:
    sample = data[:65536]
    return len(sample.translate(None, bytes(range(32)))) < 0.9 * len(
        sample.translate(None, b"\t\n\r\x0b\x0c ")
    )


def _western_letters(data: bytes) -> bool:
    sample = data[:65536].decode("cp1252", "replace")
    high = [c for c in sample if ord(c) > 127]
    return (
        bool(high)
        and len(high) < 0.3 * len(sample)
        and sum(c.isalpha() or c in "‘’“”–—…«»¿¡" for c in high) > 0.8 * len(high)
    )


def check_pasted(text: str) -> str:
    """Clean text of what was pasted. Raises BadInput as for a file."""
    size = len(text)
    limit = settings().max_script_bytes
    if size > limit:
        raise BadInput(
            "The text is {size} characters and a script may be at most {most}: shorten it.",
            code="script_too_large",
            size=size,
            most=limit,
        )
    if "\0" in text:
        raise BadInput(
            "The text holds binary data: paste the words of the script alone.",
            code="script_not_text",
        )
    return clean(text, said("The text"))


def clean(text: str, name: str) -> str:
    """Text with `\\n` line ends, without control characters and byte order marks.

    Raises BadInput where it is empty, has more words than `max_script_words` allows for,
    holds a word longer than `LONGEST_WORD`, or half characters (lone surrogates).
    """
    if found := _SURROGATES.search(text):
        raise BadInput(
            "{name} holds a broken character at position {position}: delete it or save the "
            "script as UTF-8.",
            code="script_encoding",
            name=name,
            position=found.start() + 1,
        )
    if found := _LONG_WORD.search(text):
        raise BadInput(
            "{name} holds one word of {n} letters on line {line}: no voice can speak it; "
            "put spaces between its words.",
            code="script_word",
            name=name,
            n=len(found.group()),
            line=text.count(chr(10), 0, found.start()) + 1,
        )
    if text.count("\n") > 20 * settings().max_script_words:
        raise too_long(name)
    check_length(text, name, slack=3)
    text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
    if not text.strip():
        raise BadInput("{name} is empty: write a script first.", code="script_empty", name=name)
    return text


def check_length(text: str, name: str, *, slack: int = 1) -> None:
    """Raises BadInput where `text` has more words than `slack` times `max_script_words`.

    Two characters of a script that writes no spaces count as a word. `slack` leaves room
    for notes, comments and headings, which are written but never told.
    """
    limit = settings().max_script_words
    for count, _ in enumerate(_WORD.finditer(text), 1):
        if count > limit * slack:
            raise too_long(name)


def too_long(name: str) -> BadInput:
    """The error for a script of more than `max_script_words`."""
    return BadInput(
        "{name} has more than the {n} words that a film may have: make a film of each chapter.",
        code="script_too_long",
        name=name,
        n=settings().max_script_words,
    )
