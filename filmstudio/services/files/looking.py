"""Looks into files that creators bring and makes them harmless, before anything else reads them.

Pictures are decoded and written anew: what came with them (places and cameras, scripts after the
last byte, other files in the same bytes) does not go on. Everything else is parsed by the one
reader of its kind and refused where it holds something more.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
import warnings
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from filmstudio.errors import BadInput
from filmstudio.services.files.kinds import SNIFFED, Kind, kind_of
from filmstudio.services.files.virus import no_virus
from filmstudio.settings import settings

PIXELS = 64_000_000
"""The largest picture: 64 megapixels, as the largest telephones take them unbinned."""
SIDE = 4096
"""Kept pictures are no longer than this: a 4K film shows no more."""
FRAMES = 600
ZIP_ENTRIES = 4000
ZIP_BYTES = 200 * 2**20
ZIP_RATIO = 150
"""Deflate reaches about 1,000 on nothing but zeros; documents stay below 50."""
_UNREADABLE = (
    *(OSError, EOFError, SyntaxError, ArithmeticError, LookupError, MemoryError),
    *(RuntimeError, TypeError, ValueError, struct.error),
)
"""What decoders raise when they stumble over a damaged or hostile picture."""
_NAME = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: `path` holds the bytes to keep (the given file or a new one)."""

    name: str
    kind: Kind
    path: Path
    bytes: int
    sha256: str
    facts: dict[str, Any] = field(default_factory=dict)


def clean_name(name: str) -> str:
    """A file's name without folders, control characters or signs that turn its direction."""
    last = PurePath(name.replace("\\", "/")).name
    last = _NAME.sub("_", last).strip(" .")
    stem, dot, ending = last.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[:200]}.{ending}"
    return last[:200] or "file"


def look(path: Path, name: str) -> Looked:
    """What a file is, with the bytes to keep; a new file is written beside the given one.

    Raises BadInput for what is not taken, Busy where the virus scanner is away.
    """
    name = clean_name(name)
    size = path.stat().st_size
    if not size:
        raise BadInput("{name} is empty.", name=name)
    with path.open("rb") as stream:
        kind = kind_of(stream.read(SNIFFED), name)
    no_virus(path, name)
    if kind.name == "image":
        path, kind, facts = _picture(path, name, kind)
    elif kind.form == "ooxml":
        facts = _office(path, name)
    elif kind.form == "pdf":
        facts = _pdf(path, name)
    elif kind.form in ("text", "xml", "json"):
        facts = _text(path, name, kind)
    else:
        kind, facts = _media(path, name, kind)
    if kind.form not in ("ooxml", "text", "json") and zipfile.is_zipfile(path):
        raise BadInput(
            "{name} holds an archive after its end. Save it anew and try again.", name=name
        )
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Looked(name, kind, path, path.stat().st_size, digest, facts)


def _picture(path: Path, name: str, kind: Kind) -> tuple[Path, Kind, dict[str, Any]]:
    """Decodes a picture and writes it anew: turned upright, in sRGB, without anything else."""
    import pillow_heif
    from PIL import Image, ImageOps

    from filmstudio.services.files.kinds import KINDS

    pillow_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=[kind.form]) as opened:
                width, height = opened.size
                if width * height > PIXELS or getattr(opened, "n_frames", 1) > FRAMES:
                    raise BadInput(
                        "{name} has {width} x {height} pixels; a picture may have {n} megapixels. "
                        "Make it smaller.",
                        name=name,
                        width=width,
                        height=height,
                        n=PIXELS // 1_000_000,
                    )
                opened.draft("RGB", (SIDE, SIDE))
                upright = ImageOps.exif_transpose(opened)
                image = _in_srgb(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadInput("{name} has too many pixels. Make it smaller.", name=name) from error
    except _UNREADABLE as error:
        raise BadInput(
            "{name} cannot be read as a picture. Save it anew and try again.", name=name
        ) from error
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    clear = image.mode == "RGBA" and image.getextrema()[3][0] < 255  # type: ignore[index]
    target = path.with_name(f"{path.name}.clean")
    if clear or kind.form in ("PNG", "GIF"):
        kind = KINDS["png"]
        image.save(target, "PNG")
    else:
        kind = KINDS["jpg"]
        image.convert("RGB").save(target, "JPEG", quality=93, subsampling=0)
    return target, kind, {"width": image.width, "height": image.height}


def _in_srgb(image: Any) -> Any:
    """RGB or RGBA pixels in sRGB, without the file's own notes."""
    import io

    from PIL import Image, ImageCms

    profile = image.info.get("icc_profile")
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    flat = image.convert("RGBA" if has_alpha else "RGB")
    if profile and image.mode in ("RGB", "RGBA"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            colours = ImageCms.profileToProfile(
                flat.convert("RGB"), own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            colours = None  # a profile nobody can read: the colours are taken as they are
        if colours is not None:
            if has_alpha:
                colours.putalpha(flat.getchannel("A"))
            flat = colours
    bare = Image.new(flat.mode, flat.size)
    bare.paste(flat)
    return bare


def _office(path: Path, name: str) -> dict[str, Any]:
    """Looks through a Word or PowerPoint document without unpacking more than its words."""
    wanted = "word/document.xml" if name.lower().endswith("docx") else "ppt/presentation.xml"
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            inside = {entry.filename for entry in entries}
            whole = sum(entry.file_size for entry in entries)
            packed = max(1, sum(entry.compress_size for entry in entries))
            if len(entries) > ZIP_ENTRIES or whole > ZIP_BYTES or whole / packed > ZIP_RATIO:
                raise BadInput("{name} unpacks to far more than a document has.", name=name)
            if len(inside) != len(entries) or any(map(_leads_out, inside)):
                raise BadInput("{name} holds names that a document has not.", name=name)
            if any(entry.flag_bits & 1 for entry in entries):
                raise BadInput("{name} is locked with a password. Save it without one.", name=name)
            if any(PurePath(one).name.lower() == "vbaproject.bin" for one in inside):
                raise BadInput("{name} holds macros. Save it without them.", name=name)
            if not {"[Content_Types].xml", wanted} <= inside:
                raise BadInput("{name} is an archive and no document of its kind.", name=name)
            with archive.open(wanted) as stream:
                text = stream.read(ZIP_BYTES).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise BadInput("{name} is damaged. Save it anew and try again.", name=name) from error
    _no_entities(text, name)
    if not wanted.startswith("word"):
        return {}
    return {"words": len(re.sub(r"<[^>]*>", "", text.replace("</w:p>", " ")).split())}


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name


def _no_entities(text: str, name: str) -> None:
    if re.search(r"<!(DOCTYPE|ENTITY)", text[:100_000], re.IGNORECASE):
        raise BadInput(
            "{name} declares entities, which a script needs not. Save it anew.", name=name
        )


def _pdf(path: Path, name: str) -> dict[str, Any]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _small_enough(path, name)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            raise BadInput("{name} is locked with a password. Save it without one.", name=name)
        return {"pages": len(reader.pages)}
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise BadInput("{name} is damaged. Save it anew and try again.", name=name) from error


def _small_enough(path: Path, name: str) -> None:
    most = settings().max_script_bytes
    if path.stat().st_size > most:
        raise BadInput(
            "{name} is larger than {n} MB, which no script is.", name=name, n=most // 2**20
        )


def _text(path: Path, name: str, kind: Kind) -> dict[str, Any]:
    _small_enough(path, name)
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")  # as the readers of scripts take it
    if "\x00" in text:
        raise BadInput("{name} is no text.", name=name)
    if kind.form == "xml":
        _no_entities(text, name)
        text = re.sub(r"<[^>]*>", " ", text)
    if kind.form == "json":
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            raise BadInput("{name} is no JSON document.", name=name) from error
    return {"words": len(text.split())}


def _media(path: Path, name: str, kind: Kind) -> tuple[Kind, dict[str, Any]]:
    """Opens sound or film with the one demuxer of its kind: no playlist can name other files."""
    import av

    from filmstudio.services.files.kinds import KINDS

    try:
        with av.open(str(path), format=kind.form, metadata_errors="replace") as container:
            sound, pictures = container.streams.audio, container.streams.video
            seconds = (container.duration or 0) / 1_000_000
            facts: dict[str, Any] = {"seconds": round(max(0.0, seconds), 3)}
            films = [one for one in pictures if one.codec_context.name not in ("mjpeg", "png")]
            if films:
                facts |= {"width": films[0].codec_context.width}
                facts |= {"height": films[0].codec_context.height}
            if not sound and not films:
                raise BadInput("{name} has neither sound nor pictures in it.", name=name)
    except (av.error.FFmpegError, ValueError, OSError) as error:
        raise BadInput("{name} cannot be played. Save it anew and try again.", name=name) from error
    if kind.name == "video" and not films:
        kind = (
            KINDS["m4a"]
            if kind.form == "mov"
            else Kind("audio", "audio/webm", kind.form, ("weba",))
        )
    return kind, facts
