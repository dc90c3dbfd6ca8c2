"""Makes a screenplay of the elements a reader found, with its title, language and last checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Element, Screenplay
from filmstudio.writing.language import detect_language
from filmstudio.writing.readers.source import check_length

Form = Literal["fountain", "final-draft", "dialogue", "prose"]


def finish(
    form: Form,
    elements: Sequence[Element],
    *,
    name: str,
    title: str = "",
    title_page: Mapping[str, str] | None = None,
    warnings: Sequence[str] = (),
) -> Screenplay:
    """The screenplay, with its language detected from the words that are told and spoken.

    Raises BadInput where nothing is told or spoken, or more than `max_script_words`.
    """
    told = [e.text for e in elements if e.kind in ("action", "dialogue")]
    text = "\n".join(told)
    if not any(c.isalnum() for c in text):
        raise BadInput(
            "{name} has nothing to tell or speak, only headings or marks: add action or "
            "dialogue under them.",
            code="script_empty",
            name=name,
        )
    check_length(text, name)
    fields = dict(title_page or {})
    from_page = next((v for k, v in fields.items() if k.lower() == "title"), "")
    found = " ".join((from_page or title).split())
    return Screenplay(
        form=form,
        language=detect_language(text),
        title=found,
        title_page=fields,
        elements=tuple(elements),
        warnings=tuple(dict.fromkeys(warnings)),
    )
