"""Makes a screenplay of a Word document: by its screenplay styles, or by its text.

Only the body and the names of the styles are unpacked, with bounds set beforehand: pictures,
macros and whatever else the archive holds are never touched.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Screenplay
from filmstudio.said import said
from filmstudio.settings import settings
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.fountain import HEADING
from filmstudio.writing.readers.inline import squeeze
from filmstudio.writing.readers.plain import read_plain
from filmstudio.writing.readers.source import Source, bytes_text, clean
from filmstudio.writing.readers.styled import Styled, build, role_of
from filmstudio.writing.readers.xmlwalk import walk

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
LARGEST_RATIO = 200
"""Unpacked to packed size. Word's own XML packs about 10 to 40 times."""
MOST_PARTS = 5_000


def read_docx(source: Source) -> Screenplay:
    """The screenplay in a .docx file. Raises BadInput for archives that are damaged or bombs."""
    body, styles = _unpack(source)
    names = _StyleNames()
    if styles:
        walk(styles, names, source.name)
    document = _Document(names.names)
    walk(body, document, source.name)
    paragraphs = document.paragraphs
    clean("\n".join(p.text for p in paragraphs) or " ", source.name)
    title = next((squeeze(p.text) for p in paragraphs if p.style.lower() == "title"), "")
    roles = {role_of(p.style) for p in paragraphs if p.text.strip()}
    if "character" in roles and "dialogue" in roles:
        kept = [p for p in paragraphs if p.style.lower() not in ("title", "subtitle")]
        return finish("final-draft", build(kept), name=source.name, title=title)
    return read_plain(clean(_as_text(paragraphs), source.name), name=source.name, title=title)


def _unpack(source: Source) -> tuple[bytes, bytes]:
    limit = settings().max_script_bytes
    damaged = BadInput(
        "{name} is damaged or is not a Word document: save it again as .docx.",
        code="script_damaged",
        name=source.name,
    )
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            parts = archive.infolist()
            total = sum(part.file_size for part in parts)
            packed = max(1, len(source.data))
            if (
                len(parts) > MOST_PARTS
                or total > 10 * limit
                or (total > 2**20 and total / packed > LARGEST_RATIO)
            ):
                raise BadInput(
                    "{name} would unpack to {size} from {packed}, which no script does: "
                    "save its text as a new document.",
                    code="script_unsafe",
                    name=source.name,
                    size=bytes_text(total),
                    packed=bytes_text(packed),
                )
            held = {part.filename: part for part in parts}
            if _BODY not in held:
                odt = "content.xml" in held
                what = said("an OpenDocument text") if odt else said("a zip archive")
                raise BadInput(
                    "{name} is {what}, not a Word document: save the script as .docx.",
                    code="script_kind",
                    name=source.name,
                    what=what,
                )
            return _part(archive, held[_BODY], limit, source), (
                _part(archive, held[_STYLES], limit, source) if _STYLES in held else b""
            )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise damaged from None
    except RuntimeError:
        raise BadInput(
            "{name} is locked with a password: save it without one.",
            code="script_locked",
            name=source.name,
        ) from None


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int, source: Source) -> bytes:
    with archive.open(part) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise BadInput(
            "{name} holds more than {size} of text: send it in parts.",
            code="script_too_large",
            name=source.name,
            size=bytes_text(limit),
        )
    return data


class _StyleNames:
    """Gathers the name of each style id: ids are translated by Word, names are not."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._id = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "style":
            self._id = attributes.get("styleId", "")
        elif tag == "name" and self._id:
            self.names[self._id] = attributes.get("val", "")

    def end(self, tag: str) -> None:
        if tag == "style":
            self._id = ""

    def data(self, text: str) -> None:
        return None


class _Document:
    """Gathers paragraphs with their style; text boxes and deleted or hidden words are left out."""

    def __init__(self, names: dict[str, str]) -> None:
        self.paragraphs: list[Styled] = []
        self._names = names
        self._styles: list[str] = []
        self._texts: list[list[str]] = []
        self._inside: str = ""
        self._skipped = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag in ("txbxContent", "del", "Fallback", "footnote"):
            self._skipped += 1
            return
        self._inside = tag
        if tag == "p":
            self._styles.append("")
            self._texts.append([])
        elif not self._texts:
            return
        elif tag == "pStyle":
            style = attributes.get("val", "")
            self._styles[-1] = self._names.get(style, style)
        elif tag == "tab":
            self._texts[-1].append(" ")
        elif tag in ("br", "cr"):
            self._texts[-1].append("\n")

    def data(self, text: str) -> None:
        if self._inside == "t" and not self._skipped and self._texts:
            self._texts[-1].append(text)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._inside = ""
        if tag == "p":
            text = "".join(self._texts.pop())
            self.paragraphs.append(Styled(self._styles.pop(), text))


def _as_text(paragraphs: list[Styled]) -> str:
    """The paragraphs as plain text: lines where blank paragraphs part them, else blank lines.

    Word writers put a cue and its speech in two paragraphs; a screenplay typed without blank
    paragraphs gets its blank lines here, before headings, cues and action.
    """
    texts = [_markdown(p) for p in paragraphs if p.style.lower() != "title"]
    filled = [text for text in texts if text.strip()]
    if not any(HEADING.match(text.strip()) for text in filled):
        return "\n\n".join(filled)
    if len(texts) - len(filled) >= len(filled) // 4:
        return "\n".join(texts)
    lines: list[str] = []
    speaking = False
    for text in (text.strip() for text in filled):
        cue = (
            text == text.upper()
            and len(text) < 40
            and not HEADING.match(text)
            and (text[-1] not in ".!?:")
        )
        if not (speaking and not cue):
            lines.append("")
        lines.append(text)
        speaking = cue or (speaking and text.startswith("("))
    return "\n".join(lines)


def _markdown(paragraph: Styled) -> str:
    level = paragraph.style.lower().removeprefix("heading ")
    if level.isdigit() and paragraph.text.strip() and not HEADING.match(paragraph.text.strip()):
        return f"{'#' * int(level[:1])} {squeeze(paragraph.text)}"
    return paragraph.text
