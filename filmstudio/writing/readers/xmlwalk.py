"""Walks through XML of unknown origin without building a tree, in memory that stays flat."""

from __future__ import annotations

from typing import Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from filmstudio.errors import BadInput
from filmstudio.settings import settings
from filmstudio.writing.readers.source import too_long

DEEPEST = 200
"""Levels of nesting. Scripts use about ten."""


class Target(Protocol):
    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def data(self, text: str) -> None: ...


class _Guard:
    """Passes events on with tag names freed of their namespace, and refuses endless nesting."""

    def __init__(self, target: Target, name: str) -> None:
        self._target = target
        self._name = name
        self._depth = 0
        self._left = 3 * settings().max_script_words

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadInput(
                "{name} is nested too deeply to be a script: export it again.",
                code="script_damaged",
                name=self._name,
            )
        local = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self._target.start(tag.rpartition("}")[2], local)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag.endswith(("}p", "Paragraph")):
            self._left -= 1
            if self._left < 0:
                raise too_long(self._name)
        self._target.end(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        self._target.data(text)

    def close(self) -> None:
        return None


def walk(data: bytes, target: Target, name: str) -> None:
    """Calls `target` for each start, end and text of the document in `data`.

    Raises BadInput for XML that is not well formed, and for any document type declaration:
    no script needs one, and entities are how a small file reads others or grows without end.
    """
    parser = DefusedXMLParser(
        target=_Guard(target, name), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        # In one piece: expat before 2.6 scans an unfinished token anew with each piece.
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise BadInput(
            "{name} defines XML entities, which a script never needs and which can do "
            "harm: export it again from your writing program.",
            code="script_unsafe",
            name=name,
        ) from None
    except ParseError as error:
        line = error.position[0]
        raise BadInput(
            "{name} is damaged (its XML breaks off or is wrong on line {line}): export it "
            "again from your writing program.",
            code="script_damaged",
            name=name,
            line=line,
        ) from None
    except (ValueError, LookupError):
        raise BadInput(
            "{name} names a text encoding that is not known: export it again as UTF-8.",
            code="script_encoding",
            name=name,
        ) from None
