"""A screenplay: what the script says, element by element, in the order it was written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Element(BaseModel):
    model_config = ConfigDict(frozen=True)


class SceneHeading(_Element):
    """A slug line such as `INT. KITCHEN - NIGHT`, or the place a prose scene happens in."""

    kind: Literal["scene_heading"] = "scene_heading"
    text: str
    number: str = ""


class Action(_Element):
    """What is seen or told. `centered` marks Fountain's > centred < text."""

    kind: Literal["action"] = "action"
    text: str
    centered: bool = False


class Dialogue(_Element):
    """One speech. `speaker` is the name without extension; "" where nobody could be named.

    `extension` keeps (V.O.), (O.S.) or (CONT'D); `parenthetical` the way of speaking;
    `dual` is true for the second of two speeches at once; `lyrics` for sung lines.
    """

    kind: Literal["dialogue"] = "dialogue"
    speaker: str
    text: str
    extension: str = ""
    parenthetical: str = ""
    dual: bool = False
    lyrics: bool = False


class Transition(_Element):
    """CUT TO:, DISSOLVE TO:, FADE OUT. and the like."""

    kind: Literal["transition"] = "transition"
    text: str


class Section(_Element):
    """An act or chapter heading; `level` counts from 1."""

    kind: Literal["section"] = "section"
    text: str
    level: int = 1


class Synopsis(_Element):
    kind: Literal["synopsis"] = "synopsis"
    text: str


class Note(_Element):
    """A writer's note: never shown or spoken."""

    kind: Literal["note"] = "note"
    text: str


class PageBreak(_Element):
    kind: Literal["page_break"] = "page_break"


Element = Annotated[
    SceneHeading | Action | Dialogue | Transition | Section | Synopsis | Note | PageBreak,
    Field(discriminator="kind"),
]


class Screenplay(BaseModel):
    """A script as read. `form` says how it was written; `title_page` keeps its fields in order."""

    model_config = ConfigDict(frozen=True)

    form: Literal["fountain", "final-draft", "dialogue", "prose"]
    language: str = "en"
    """ISO 639-1 code of the script's main language."""
    title: str = ""
    title_page: dict[str, str] = Field(default_factory=dict)
    elements: tuple[Element, ...]
    warnings: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Words that are told or spoken."""
        return sum(len(e.text.split()) for e in self.elements if e.kind in ("action", "dialogue"))
