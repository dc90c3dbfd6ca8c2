"""Kinds of files that creators may bring, found by their bytes and never by what they say they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import filetype

from filmstudio.errors import BadInput

SNIFFED = 8192
"""Bytes at the beginning that say what a file is."""


@dataclass(frozen=True)
class Kind:
    """What a file is. `form` is what reads it: a Pillow format, an FFmpeg demuxer, or ours;
    `endings` are those its name may have, the first one being its own."""

    name: str
    media_type: str
    form: str
    endings: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "jpg": Kind("image", "image/jpeg", "JPEG", ("jpg", "jpeg", "jpe", "jfif")),
    "png": Kind("image", "image/png", "PNG", ("png",)),
    "apng": Kind("image", "image/png", "PNG", ("png", "apng")),
    "webp": Kind("image", "image/webp", "WEBP", ("webp",)),
    "gif": Kind("image", "image/gif", "GIF", ("gif",)),
    "heic": Kind("image", "image/heic", "HEIF", ("heic", "heif", "hif")),
    "avif": Kind("image", "image/avif", "AVIF", ("avif",)),
    "mp3": Kind("audio", "audio/mpeg", "mp3", ("mp3",)),
    "wav": Kind("audio", "audio/wav", "wav", ("wav", "wave")),
    "flac": Kind("audio", "audio/flac", "flac", ("flac",)),
    "ogg": Kind("audio", "audio/ogg", "ogg", ("ogg", "oga", "opus")),
    "aac": Kind("audio", "audio/aac", "aac", ("aac",)),
    "m4a": Kind("audio", "audio/mp4", "mov", ("m4a", "mp4")),
    "mp4": Kind("video", "video/mp4", "mov", ("mp4", "m4v", "mov", "m4a")),
    "m4v": Kind("video", "video/mp4", "mov", ("m4v", "mp4", "mov")),
    "mov": Kind("video", "video/quicktime", "mov", ("mov", "qt", "mp4")),
    "webm": Kind("video", "video/webm", "matroska", ("webm", "mkv", "weba")),
    "mkv": Kind("video", "video/x-matroska", "matroska", ("mkv", "webm")),
    "pdf": Kind("script", "application/pdf", "pdf", ("pdf",)),
    "docx": Kind(
        "script",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "ooxml",
        ("docx",),
    ),
    "pptx": Kind(
        "document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "ooxml",
        ("pptx",),
    ),
}
"""By the ending that `filetype` gives to their bytes."""
TEXTS: dict[str, Kind] = {
    "fountain": Kind("script", "text/plain", "text", ("fountain",)),
    "txt": Kind("script", "text/plain", "text", ("txt", "text", "")),
    "md": Kind("script", "text/markdown", "text", ("md", "markdown")),
    "fdx": Kind("script", "application/xml", "xml", ("fdx",)),
    "json": Kind("document", "application/json", "json", ("json",)),
    "html": Kind("document", "text/html", "text", ("html", "htm")),
    "srt": Kind("document", "application/x-subrip", "text", ("srt",)),
    "vtt": Kind("document", "text/vtt", "text", ("vtt",)),
}
"""Texts, which only their names tell apart."""


def ending_of(name: str) -> str:
    """The ending of a name, in lower case and without its dot."""
    return PurePath(name).suffix.lower().removeprefix(".")


def kind_of(head: bytes, name: str) -> Kind:
    """What a file is, by its first bytes. Raises BadInput where it is nothing we take, or
    something else than its name says."""
    guess = filetype.guess(head)
    ending = ending_of(name)
    found: Kind | None = None
    if head.startswith(b"PK\x03\x04"):
        found = KINDS.get(ending if ending in ("docx", "pptx") else "")
    elif guess is not None:
        found = KINDS.get(guess.extension)
    elif b"\x00" not in head:
        found = next((kind for kind in TEXTS.values() if ending in kind.endings), None)
    if found is None:
        raise BadInput(
            "{name}: this kind of file is not taken. Scripts are text, Fountain, Final "
            "Draft, Word or PDF; pictures JPEG, PNG, WebP, GIF, AVIF or HEIC; sound and "
            "film MP3, WAV, FLAC, Ogg, AAC, MP4, MOV, WebM or MKV.",
            code="media_type",
            name=name,
        )
    if ending and ending not in found.endings:
        raise BadInput(
            "{name}: its name ends in .{ending}, and it is {kind}. Name it "
            ".{right}, or choose the right file.",
            code="media_type",
            name=name,
            ending=ending,
            kind=found.media_type,
            right=found.endings[0],
        )
    return found
