"""Reads what a creator gives: scripts, edited storyboards and music, each looked at before any work."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pydantic import ValidationError

from filmstudio.errors import BadInput
from filmstudio.film.storyboard import NARRATOR, Storyboard
from filmstudio.said import Said, said
from filmstudio.settings import settings

TRACK_BYTES = 500 * 2**20
_COLOUR = re.compile(r"#?[0-9a-fA-F]{6}")


def source_name(path: Path) -> str:
    """The script's own name, kept short: readers look at its ending, titles at its stem."""
    return path.name[-120:] or "script"


def read_source(path: Path) -> bytes:
    """The bytes of a script. Raises BadInput for what is no file, too large or unreadable."""
    limit = settings().max_script_bytes
    try:
        if path.is_dir():
            raise BadInput(f"{path} is a folder. Give the script's file.")
        size = path.stat().st_size
        if size > limit:
            raise BadInput(
                f"{path.name} is {size / 2**20:.0f} MB; a script may have {limit / 2**20:.0f} MB. "
                "Is it the right file?"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.") from error
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read: {os.strerror(error.errno or 0).lower()}."
        ) from error


def read_track(path: Path) -> bytes:
    """The bytes of the creator's own music, after a look whether it is sound at all."""
    import av

    try:
        if path.stat().st_size > TRACK_BYTES:
            raise BadInput(f"{path.name} is larger than {TRACK_BYTES // 2**20} MB.")
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise BadInput(f"{path.name} has no sound in it. Give a music file, or a genre.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no music file {path}, and no genre of that name.") from error
    except av.error.FFmpegError as error:
        raise BadInput(
            f"{path.name} cannot be played: {(error.strerror or 'unknown format').lower()}."
        ) from error


def read_storyboard(path: Path) -> Storyboard:
    """An edited storyboard. Raises BadInput that names the field which is wrong."""
    data = read_source(path)
    try:
        storyboard = Storyboard.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = " > ".join(str(part) for part in first["loc"]) or "the document"
        more = error.error_count() - 1
        raise BadInput(
            f"{path.name} is not a storyboard: {place}: {first['msg'].lower()}"
            + (f" (and {more} more)." if more else ".")
        ) from error
    faults = storyboard_faults(storyboard)
    if faults:
        raise BadInput(f"{path.name}: {faults[0]}")
    return storyboard


def storyboard_faults(storyboard: Storyboard) -> list[Said]:
    """Sentences about ids that repeat or name nobody; none for a sound storyboard."""
    faults: list[Said] = []
    cast = [member.id for member in storyboard.cast]
    places = [
        *(scene.id for scene in storyboard.scenes),
        *(shot.id for _, shot in storyboard.shots()),
    ]
    lines = [line.id for line in storyboard.lines()]
    faults += [
        said("Two characters have the id '{id}'. Give one of them another.", id=id)
        for id in _repeated(cast)
    ]
    faults += [
        said("Two scenes or shots have the id '{id}'. Give one of them another.", id=id)
        for id in _repeated(places)
    ]
    faults += [
        said("Two lines have the id '{id}'. Give one of them another.", id=id)
        for id in _repeated(lines)
    ]
    if NARRATOR in cast:
        faults.append(
            said(
                "A character has the id '{id}', which is the narrator's, who is never seen. "
                "Give the character another.",
                id=NARRATOR,
            )
        )
    if not _COLOUR.fullmatch(storyboard.captions.colour):
        faults.append(
            said(
                "captions > colour: '{colour}' is not a colour. Write it as #rrggbb, like #ffcc00.",
                colour=storyboard.captions.colour,
            )
        )
    for _, shot in storyboard.shots():
        for subject in shot.subjects:
            if subject.character not in cast:
                faults.append(
                    said(
                        "Shot {shot} shows '{character}', who is not in the cast.",
                        shot=shot.id,
                        character=subject.character,
                    )
                )
    for line in storyboard.lines():
        if line.speaker != "narrator" and line.speaker not in cast:
            faults.append(
                said(
                    "Line {line} is spoken by '{speaker}', who is not in the cast.",
                    line=line.id,
                    speaker=line.speaker,
                )
            )
        if not line.text.strip():
            faults.append(
                said("Line {line} has no words. Write some or remove the line.", line=line.id)
            )
    if not storyboard.shots():
        faults.append(said("The storyboard has no shots."))
    for scene in storyboard.scenes:
        if not scene.shots:
            faults.append(
                said("Scene {scene} has no shots. Give it one, or remove it.", scene=scene.id)
            )
    return faults


def _repeated(ids: list[str]) -> list[str]:
    return sorted({one for one in ids if ids.count(one) > 1})
