"""A screenplay as Fountain text: how a script that came as a document is shown on a page."""

from __future__ import annotations

from filmstudio.film.screenplay import Element, Screenplay
from filmstudio.writing.readers.fountain import HEADING


def fountain_text(screenplay: Screenplay) -> str:
    """The words of a screenplay, to be read again as Fountain (https://fountain.io/syntax).

    Notes and page breaks are left out; prose stays prose, with who speaks behind the words.
    """
    parts = []
    if screenplay.title and screenplay.form != "prose":
        parts.append(f"Title: {screenplay.title}")
    parts += [text for element in screenplay.elements if (text := _element(element, screenplay))]
    return "\n\n".join(parts) + "\n"


def _element(element: Element, screenplay: Screenplay) -> str:
    match element.kind:
        case "scene_heading":
            return element.text if HEADING.match(element.text) else f".{element.text}"
        case "transition":
            return f"> {element.text}"
        case "section":
            return f"{'#' * element.level} {element.text}"
        case "action":
            return f"> {element.text} <" if element.centered else element.text
        case "dialogue":
            if screenplay.form == "prose":
                said = f" said {element.speaker}." if element.speaker else ""
                return f"“{element.text}”{said}"
            if not element.speaker:
                return element.text
            extension = f" {element.extension}" if element.extension else ""
            how = f"({element.parenthetical.strip('()')})\n" if element.parenthetical else ""
            name = element.speaker.upper()
            cue = name if name.isascii() else f"@{element.speaker}"
            return f"{cue}{extension}\n{how}{element.text}"
        case _:
            return ""
