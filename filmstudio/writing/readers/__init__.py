"""Makes screenplays from scripts: Fountain, Final Draft, Word, PDF, dialogue lists and prose."""

from __future__ import annotations

from pathlib import Path

from filmstudio.film.screenplay import Screenplay


def read_script(path: Path) -> Screenplay:
    """The screenplay in a file: its kind is told by its content, and by its name where that is open.

    Raises BadInput, in one sentence that says what to do, for whatever cannot become a film.
    """
    from filmstudio.writing.readers.source import load

    path = Path(path)
    source = load(path)
    match source.kind:
        case "pdf":
            from filmstudio.writing.readers.pdf import read_pdf

            return read_pdf(source)
        case "docx":
            from filmstudio.writing.readers.docx import read_docx

            return read_docx(source)
        case "fdx":
            from filmstudio.writing.readers.finaldraft import read_finaldraft

            return read_finaldraft(source)
        case _:
            from filmstudio.writing.readers.plain import read_plain

            return read_plain(source.text(), name=source.name, fountain=source.named_fountain)


def read_text(text: str, *, title: str = "") -> Screenplay:
    """The screenplay in pasted text: Fountain, `Name: line` dialogue or prose.

    `title` is used where the text gives none. Raises BadInput as `read_script` does.
    """
    from filmstudio.writing.readers.plain import read_plain
    from filmstudio.writing.readers.source import check_pasted

    return read_plain(check_pasted(text), name="The text", title=title)
