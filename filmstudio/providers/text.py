"""What makers of text are asked, and the embedded writer."""

from __future__ import annotations

from dataclasses import dataclass

from filmstudio.film.screenplay import Screenplay
from filmstudio.film.story import Story
from filmstudio.film.vocabulary import Style


@dataclass(frozen=True)
class StoryRequest:
    """A script that wants to be understood (capability "text"). The answer is a Story."""

    screenplay: Screenplay
    style: Style = "cinematic"


@dataclass(frozen=True)
class TranslationRequest:
    """Texts of one film, in order (capability "translation"). The answer is as many texts.

    Languages are codes such as `en`; `about` tells in a sentence what the texts are from.
    """

    texts: tuple[str, ...]
    source: str
    target: str
    about: str = ""


@dataclass(frozen=True)
class ModerationRequest:
    """Texts that are to be published (capability "moderation"). The answer is a Moderation."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Moderation:
    """Whether something speaks against publishing, and of which kinds it is, for a person to judge."""

    flagged: bool
    categories: tuple[str, ...] = ()


class Writer:
    """Understands scripts by rules and lexicons."""

    name = "embedded-writer"
    version = "1"
    crafts = ("writing",)
    capability = "text"
    tier = 3

    def is_available(self) -> tuple[bool, str]:
        return True, "Reads scripts by rules on this machine."

    def run(self, request: StoryRequest) -> Story:
        from filmstudio.writing.analysis import analyse

        return analyse(request.screenplay, style=request.style)
