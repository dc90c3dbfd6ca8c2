"""Makes a screenplay of a Final Draft script (.fdx)."""

from __future__ import annotations

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Screenplay
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.inline import squeeze
from filmstudio.writing.readers.source import Source, clean
from filmstudio.writing.readers.styled import Styled, build
from filmstudio.writing.readers.xmlwalk import walk


def read_finaldraft(source: Source) -> Screenplay:
    """The screenplay in a .fdx file. Raises BadInput for damaged or unsafe XML."""
    target = _FinalDraft()
    walk(source.data, target, source.name)
    if not target.found:
        raise BadInput(
            "{name} is XML but not a Final Draft script: export it as .fdx or plain text.",
            code="script_kind",
            name=source.name,
        )
    # The same bounds hold for the words as in plain text.
    clean("\n".join(p.text for p in target.script) or "-", source.name)
    page = [squeeze(text) for text in target.title_page if text.strip()]
    fields = {"Title": page[0]} if page else {}
    for line in page[1:]:
        if line.lower() not in ("by", "written by", "screenplay by") and "Author" not in fields:
            fields["Author"] = line
    return finish("final-draft", build(target.script), name=source.name, title_page=fields)


class _FinalDraft:
    """Gathers paragraphs: those of the script, of scene summaries, of notes and of the title page."""

    def __init__(self) -> None:
        self.found = False
        self.script: list[Styled] = []
        self.title_page: list[str] = []
        self._path: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._text: list[list[str]] = []
        self._cues_at_once = 0
        self._dual = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path:
            self.found = tag == "FinalDraft"
        self._path.append(tag)
        if tag == "Paragraph":
            self._open.append((attributes.get("Type", ""), attributes.get("Number", "")))
            self._text.append([])
        elif tag == "DualDialogue":
            self._cues_at_once = 0

    def data(self, text: str) -> None:
        if self._path and self._path[-1] == "Text" and self._text:
            self._text[-1].append(text)

    def end(self, tag: str) -> None:
        self._path.pop()
        if tag == "DualDialogue":
            self._dual = False
        if tag != "Paragraph":
            return
        style, number = self._open.pop()
        text = "".join(self._text.pop())
        outer = [name for name in self._path if name != "Paragraph"]
        if not text.strip() or not outer:
            return
        if "ScriptNote" in outer:
            self.script.append(Styled("Note", text))
        elif outer == ["FinalDraft", "Content", "SceneProperties", "Summary"]:
            self.script.append(Styled("Synopsis", text))
        elif outer == ["FinalDraft", "TitlePage", "Content"]:
            self.title_page.append(text)
        elif outer[:2] == ["FinalDraft", "Content"] and outer[2:] in ([], ["DualDialogue"]):
            if outer[2:] and style == "Character":
                self._cues_at_once += 1
                self._dual = self._cues_at_once > 1
            self.script.append(Styled(style or "Action", text, number, self._dual))
