"""Films in lists, as pages show them."""

from __future__ import annotations

from typing import TypedDict

from filmstudio.services import samples
from filmstudio.services.projects.cards import Card
from state import figures
from state.words import translated

KINDS = {
    "film": "Film",
    "product": "Product video",
    "podcast": "Podcast",
    "explainer": "Explainer",
}
"""What the four kinds of production are called; in catalogs by components/film_card.py."""


class FilmCard(TypedDict):
    """A film in a list. `state` is making, finished, failed or draft; `says` is what stands on its
    picture; empty `cover`: there is none."""

    id: str
    href: str
    title: str
    kind: str
    state: str
    says: str
    progress: int
    length: str
    cover: str
    draft: int
    role: str
    changed: str
    line: str
    """What a search found in it."""


def film_card(lang: str, card: Card) -> FilmCard:
    """A card in a language."""
    project = card.project
    says = ""
    if card.state == "making":
        says = translated(lang, "Making, {n} %", n=card.progress)
    elif card.state == "failed":
        says = translated(lang, "Not finished")
    elif card.state == "draft":
        says = translated(lang, "Not made yet")
    cover = f"/api/v1/projects/{project.id}/cover?v={card.cover[:12]}" if card.cover else ""
    return FilmCard(
        id=str(project.id),
        href=f"/projects/{project.id}",
        title=project.title or translated(lang, "Untitled"),
        kind=translated(lang, KINDS.get(project.kind, "Film")),
        state=card.state,
        says=says,
        progress=card.progress,
        length=figures.length(card.seconds) if card.seconds else "",
        cover=cover,
        draft=project.version,
        role=card.role,
        changed=figures.ago(lang, project.updated_at),
        line=card.line,
    )


class SampleCard(TypedDict):
    """A script to begin with."""

    title: str
    about: str
    lang: str
    href: str
    opening: str
    """How it begins, line by line."""


def _opening(text: str, title: str, most: int = 5) -> str:
    """The first lines of a script, without its title."""
    head, _, body = text.partition("\n\n")
    script = body if head.startswith("Title:") else text
    lines = [line for line in script.splitlines() if line.strip()]
    if lines and lines[0].strip().replace("'", "’") == title:
        del lines[0]
    return "\n".join(lines[:most])


def samples_of(lang: str) -> list[SampleCard]:
    """Four scripts to begin with: of the language first, then English ones."""
    ranked = sorted(samples.samples(), key=lambda one: (one.language != lang, one.language != "en"))
    return [
        SampleCard(
            title=one.title,
            about=translated(lang, one.about),
            lang=one.language,
            href=f"/projects/new?sample={one.id}",
            opening=_opening(one.text, one.title),
        )
        for one in ranked[:4]
    ]
