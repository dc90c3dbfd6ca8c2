"""A finished film as its players show it: where it streams from, its captions, chapters and pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import quote

from filmstudio.errors import Damaged, NotFound
from filmstudio.services import results
from filmstudio.services.plans import Plan
from filmstudio.services.results import Finished, Part


class Source(TypedDict):
    """One size of the film."""

    label: str
    src: str


class Track(TypedDict):
    """Captions in one language; `label` is the language's own name."""

    lang: str
    label: str
    src: str


class Piece(TypedDict):
    """Something to download. `kind` is what it is, `about` its format; `bytes` 0 where it is made
    when it is asked for."""

    kind: str
    about: str
    bytes: int
    href: str


class Film(TypedDict):
    """A film that can be watched. `burnt` says that captions are in the picture already."""

    sources: list[Source]
    tracks: list[Track]
    poster: str
    burnt: bool
    loudness: float
    pieces: list[Piece]


@dataclass(frozen=True)
class Addresses:
    """Where the parts of one film lie."""

    film: str
    """The film as it was made."""
    sized: str
    """The film in a size, whose name is put behind it."""
    files: str
    """A file, by its name in place of `{}`."""
    base: str = ""
    """Where pictures of its shots lie, where those are not the job's."""
    more: str = ""
    """Downloads in a format, which is put behind it; empty where there are none."""
    archive: str = ""

    def file(self, name: str) -> str:
        return self.files.replace("{}", quote(name))


def of_project(of: Finished) -> Addresses:
    """Addresses for the people of a project."""
    base, job = f"/api/v1/projects/{of.project_id}", f"job_id={of.job_id}"
    return Addresses(
        film=f"{base}/artifacts/film.mp4?{job}",
        sized=f"{base}/download?{job}&format=mp4&quality=",
        files=f"{base}/artifacts/{{}}?{job}",
        more=f"{base}/download?{job}&format=",
        archive=f"{base}/archive?{job}",
    )


def of_page(address: str) -> Addresses:
    """Addresses for everybody who has the film's page."""
    base = f"/api/v1/films/{quote(address)}"
    return Addresses(
        film=f"{base}/video",
        sized=f"{base}/video?quality=",
        files=f"{base}/files/{{}}",
        base=base,
    )


def film_of(of: Finished, plan: Plan, at: Addresses, burnt: bool) -> Film | None:
    """The film, as far as a plan includes it; None where its parts are no longer kept. Reads
    artifacts: call it outside of transactions."""
    try:
        parts = results.parts(of)
    except NotFound:
        return None
    by_name = {one.name: one for one in parts}
    if "film.mp4" not in by_name:
        return None
    return Film(
        sources=_sources(of, plan, at),
        tracks=[_track(one, at) for one in parts if one.name.endswith(".vtt")],
        poster=at.file(_poster(parts)) if _poster(parts) else "",
        burnt=burnt,
        loudness=_loudness(parts),
        pieces=_pieces(of, plan, parts, at) if at.more else [],
    )


def _sources(of: Finished, plan: Plan, at: Addresses) -> list[Source]:
    """The film's own size first where the plan includes it, then the smaller ones."""
    from filmstudio.media.formats import HEIGHTS

    sizes = sorted(HEIGHTS.items(), key=lambda one: -one[1])
    found = []
    if of.lines <= plan.lines:
        own = next((name for name, lines in sizes if lines == of.lines), f"{of.lines}p")
        found.append(Source(label=own, src=at.film))
    for name, lines in sizes:
        if lines < of.lines and lines <= plan.lines:
            found.append(Source(label=name, src=f"{at.sized}{name}"))
    return found


def _track(one: Part, at: Addresses) -> Track:
    from babel import Locale, UnknownLocaleError

    lang = one.name.removeprefix("captions/").removesuffix(".vtt")
    try:
        label = Locale.parse(lang, sep="-").get_display_name() or lang
    except (ValueError, UnknownLocaleError):
        label = lang
    return Track(lang=lang, label=label[:1].upper() + label[1:], src=at.file(one.name))


def _poster(parts: list[Part]) -> str:
    """A thumbnail without the title in it where there are several: the player has its own."""
    names = [one.name for one in parts if one.slot == "thumbnails"]
    return names[1] if len(names) > 1 else (names[0] if names else "")


def card_of(parts: list[Part]) -> Part | None:
    """The picture that stands for the film elsewhere: 1280x720, with its title."""
    return next((one for one in parts if one.slot == "thumbnails"), None)


def _loudness(parts: list[Part]) -> float:
    """LUFS of the mix; 0 where that is not known."""
    for one in parts:
        if one.slot == "mix":
            try:
                return float(one.artifact.document().get("loudness", 0.0))
            except Damaged:
                return 0.0
    return 0.0


def _pieces(of: Finished, plan: Plan, parts: list[Part], at: Addresses) -> list[Piece]:
    fits = of.lines <= plan.lines
    sizes = {one.name: one.bytes for one in parts}
    found = [
        Piece(
            kind="film",
            about="MP4, H.264",
            bytes=sizes["film.mp4"] if fits else 0,
            href=f"{at.more}mp4",
        ),
        Piece(kind="hevc", about="MP4, H.265", bytes=0, href=f"{at.more}hevc"),
        Piece(kind="web", about="WebM", bytes=0, href=f"{at.more}webm"),
        Piece(kind="gif", about="GIF", bytes=0, href=f"{at.more}gif"),
    ]
    for ending, about in (("srt", "SRT"), ("vtt", "WebVTT"), ("ass", "ASS")):
        mine = [
            one for one in parts if one.name.startswith("captions/") and one.name.endswith(ending)
        ]
        for one in mine:
            lang = one.name.removeprefix("captions/").rpartition(".")[0]
            name = f"{about}, {lang}" if len(mine) > 1 else about
            found.append(
                Piece(
                    kind="captions",
                    about=name,
                    bytes=one.bytes,
                    href=f"{at.more}{ending}&lang={lang}",
                )
            )
    sound = next((one for one in parts if one.name == "stems/master.wav"), None)
    if sound is not None:
        found.append(Piece(kind="sound", about="WAV", bytes=sound.bytes, href=f"{at.more}wav"))
    if any(one.slot == "thumbnails" for one in parts):
        found.append(Piece(kind="picture", about="JPEG, 1280 × 720", bytes=0, href=f"{at.more}jpg"))
    if fits:
        whole = sum(one.bytes for one in parts)
        found.append(Piece(kind="everything", about="ZIP", bytes=whole, href=at.archive))
    return found
