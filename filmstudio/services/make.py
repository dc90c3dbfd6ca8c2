"""Makes a film, or its storyboard, on this machine and puts it where the creator wants it."""

from __future__ import annotations

import json
import os
import re
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from filmstudio.engine.artifact import Artifact, ArtifactStore, canonical
from filmstudio.engine.events import Event
from filmstudio.engine.local import LocalExecutor, Render, pin, pin_document
from filmstudio.engine.stage import WHOLE
from filmstudio.errors import BadInput, Damaged, NoSpace
from filmstudio.files import copy_whole, disk_errors, may_replace, write_whole
from filmstudio.film.order import Order
from filmstudio.film.storyboard import NARRATOR, Storyboard
from filmstudio.recipes.film import film_workshop
from filmstudio.settings import settings

PRELOAD = ("filmstudio.stages.preload",)
TRACK_BYTES = 500 * 2**20
_COLOUR = re.compile(r"#?[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Making:
    """One wish for a film. Exactly one of `script` and `storyboard` is given.

    `changed` names the fields of `order` that the creator set himself: they override what an
    edited storyboard says.
    """

    order: Order
    script: Path | None = None
    storyboard: Path | None = None
    track: Path | None = None
    out: Path | None = None
    package: Path | None = None
    data: Path | None = None
    jobs: int = 0
    changed: frozenset[str] = frozenset()
    replace: bool = False
    """Whether a storyboard that was edited may be replaced by a new one."""


@dataclass
class Made:
    """What was made. `report` is the JSON report of the command line."""

    film: Path | None
    storyboard: Storyboard
    report: dict[str, Any] = field(default_factory=dict)


def _nothing(event: Event) -> None:
    return None


def _never() -> bool:
    return False


def make_film(
    wish: Making,
    listen: Callable[[Event], None] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> Made:
    """Makes the film and, where asked for, its package.

    Raises the families of `filmstudio.errors`; then no file was written or replaced.
    """
    begun = time.monotonic()
    out = wish.out or default_out(wish)
    _no_overwriting(wish, out)
    if out.suffix.lower() not in (".mp4", ".m4v"):
        raise BadInput(
            f"{out.name}: a film is written as MP4. Give it a name that ends in .mp4; "
            "`filmstudio export` turns it into other formats."
        )
    if wish.package:
        writable(wish.package / "report.json")
    store, given = _given(wish)
    goals: tuple[str, ...] = ("film",)
    if wish.package:
        goals = ("film", "thumbnails")
    render = _executor(wish, listen, cancelled).run(given, goals=goals)
    try:
        finished = render.result.verified("film.mp4")
    except Damaged as error:
        store.drop(error.key)
        render = _executor(wish, listen, cancelled).run(given, goals=goals)
        finished = render.result.verified("film.mp4")
    copy_whole(finished, out)
    storyboard = _storyboard(render)
    report = _report(render, out, begun)
    if wish.package:
        from filmstudio.services.package import write_package

        write_package(render, wish.package, report)
    store.trim(settings().cache_bytes)
    return Made(out, storyboard, report)


def make_storyboard(
    wish: Making,
    listen: Callable[[Event], None] = _nothing,
    cancelled: Callable[[], bool] = _never,
) -> Made:
    """Writes the storyboard of a script without rendering anything."""
    begun = time.monotonic()
    out = wish.out or Path(f"{_stem(wish)}.storyboard.json")
    _no_overwriting(wish, out)
    _, given = _given(wish)
    render = _executor(wish, listen, cancelled).run(given, goals=("storyboard",))
    storyboard = _storyboard(render)
    written = (storyboard.model_dump_json(indent=2) + "\n").encode()
    if out.exists() and not wish.replace and out.read_bytes() != written:
        raise BadInput(
            f"{out} is there already and says something else: it may have been edited. Give "
            "another name with -o, or replace it with --force."
        )
    write_whole(out, written)
    report = _report(render, None, begun)
    return Made(out, storyboard, report)


def _executor(
    wish: Making, listen: Callable[[Event], None], cancelled: Callable[[], bool]
) -> LocalExecutor:
    return LocalExecutor(
        film_workshop,
        wish.data or settings().data,
        jobs=wish.jobs or settings().jobs,
        listen=listen,
        cancelled=cancelled,
        preload=PRELOAD,
    )


def _stem(wish: Making) -> str:
    source = wish.script or wish.storyboard
    assert source is not None
    known = (".fountain", ".fdx", ".docx", ".pdf", ".txt", ".md", ".json", ".storyboard")
    name = source.name
    while Path(name).suffix.lower() in known and Path(name).stem:
        name = Path(name).stem
    return name or "film"


def default_out(wish: Making) -> Path:
    """Where the film goes when nobody says: `films/` in the current folder."""
    return Path("films") / f"{_stem(wish)}.mp4"


def _given(wish: Making) -> tuple[ArtifactStore, dict[str, Artifact]]:
    """Keeps everything that comes from outside as artifacts."""
    store = ArtifactStore(wish.data or settings().data)
    store.prepare()
    order = wish.order
    given: dict[str, Artifact] = {}
    if wish.storyboard is not None:
        storyboard = _override(read_storyboard(wish.storyboard), order, wish.changed)
        from filmstudio.stages.board import give_voices

        storyboard = give_voices(storyboard)
        order = order.model_copy(update={"aspect": storyboard.aspect})
        given["storyboard"] = pin_document(store, "storyboard", storyboard)
        if order.music not in ("none", "track"):
            order = order.model_copy(update={"music": "auto"})
    elif wish.script is not None:
        given["source"] = pin(
            store, "source", {_source_name(wish.script): read_source(wish.script)}
        )
    if wish.track is not None:
        given["track"] = pin(
            store, "track", {"document.json": b'{"name":"track"}', "track": read_track(wish.track)}
        )
    else:
        given["track"] = pin_document(store, "track", {"name": ""})
    given["order"] = pin_document(store, "order", order)
    return store, given


def _source_name(path: Path) -> str:
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


def storyboard_faults(storyboard: Storyboard) -> list[str]:
    """Sentences about ids that repeat or name nobody; none for a sound storyboard."""
    faults = []
    cast = [member.id for member in storyboard.cast]
    kinds: Mapping[str, list[str]] = {
        "character": cast,
        "scene or shot": [
            *(scene.id for scene in storyboard.scenes),
            *(shot.id for _, shot in storyboard.shots()),
        ],
        "line": [line.id for line in storyboard.lines()],
    }
    for kind, ids in kinds.items():
        for id in sorted({one for one in ids if ids.count(one) > 1}):
            kinds_two = " or ".join(f"{word}s" for word in kind.split(" or "))
            faults.append(f"Two {kinds_two} have the id {id!r}. Give one of them another.")
    if NARRATOR in cast:
        faults.append(
            f"A character has the id {NARRATOR!r}, which is the narrator's, who is never seen. "
            "Give the character another."
        )
    if not _COLOUR.fullmatch(storyboard.captions.colour):
        faults.append(
            f"captions > colour: {storyboard.captions.colour!r} is not a colour. "
            "Write it as #rrggbb, like #ffcc00."
        )
    for _, shot in storyboard.shots():
        for subject in shot.subjects:
            if subject.character not in cast:
                faults.append(
                    f"Shot {shot.id} shows {subject.character!r}, who is not in the cast."
                )
    for line in storyboard.lines():
        if line.speaker != "narrator" and line.speaker not in cast:
            faults.append(f"Line {line.id} is spoken by {line.speaker!r}, who is not in the cast.")
        if not line.text.strip():
            faults.append(f"Line {line.id} has no words. Write some or remove the line.")
    if not storyboard.shots():
        faults.append("The storyboard has no shots.")
    for scene in storyboard.scenes:
        if not scene.shots:
            faults.append(f"Scene {scene.id} has no shots. Give it one, or remove it.")
    return faults


def _override(storyboard: Storyboard, order: Order, changed: frozenset[str]) -> Storyboard:
    """The storyboard with what the creator asked for on top of it."""
    update: dict[str, Any] = {}
    for name in ("style", "aspect", "seed", "watermark"):
        if name in changed:
            update[name] = getattr(order, name)
    if "language" in changed and order.language:
        update["language"] = order.language
    if "duration" in changed:
        update["target_seconds"] = order.duration
    if "captions" in changed:
        update["captions"] = storyboard.captions.model_copy(update={"mode": order.captions})
    if "music" in changed and order.music not in ("auto", "none", "track"):
        update["scenes"] = tuple(
            scene.model_copy(
                update={"music": scene.music.model_copy(update={"genre": order.music})}
            )
            for scene in storyboard.scenes
        )
    return storyboard.model_copy(update=update)


def _storyboard(render: Render) -> Storyboard:
    return Storyboard.model_validate(render.board.document("storyboard"))


def _told_once(warnings: list[str]) -> list[str]:
    """The warnings without the planner's estimate of the length where the cut has measured it."""
    if any(one.startswith("The script is too ") for one in warnings):
        return [one for one in warnings if not one.startswith("The script plays for about ")]
    return warnings


def _report(render: Render, film: Path | None, begun: float) -> dict[str, Any]:
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    parent = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    frames, seconds = 0, 0.0
    if ("timeline", WHOLE) in render.board.filled:
        timeline = render.board.document("timeline")
        frames, seconds = timeline["frames"], timeline["seconds"]
    return {
        "film": str(film) if film else "",
        "frames": frames,
        "seconds": round(seconds, 3),
        "wall_s": round(time.monotonic() - begun, 3),
        "cpu_s": round(parent + render.workers_cpu, 3),
        "stages": {
            name: {
                "units": tally.units,
                "cached": tally.cached,
                "wall_s": round(tally.wall, 3),
                "cpu_s": round(tally.cpu, 3),
            }
            for name, tally in render.stages.items()
        },
        "units_run": len(render.ran),
        "units_cached": len(render.cached),
        "ran": render.ran,
        "providers": render.providers,
        "warnings": _told_once(render.warnings),
        "peak_bytes": render.peak_bytes,
    }


def writable(path: Path) -> None:
    """Makes the folder of a file to come and checks that it can be written, before any work.

    Raises BadInput where the path is a folder or a device, NoSpace where nothing can be written.
    """
    folder = path.parent
    try:
        may_replace(path)
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f".{path.name}.{os.getpid()}.probe"
            probe.write_bytes(b"")
            probe.unlink()
    except OSError as error:
        # A file where a folder should be, a name that is too long.
        raise NoSpace(
            f"{path} cannot be written ({os.strerror(error.errno or 0).lower()}). Choose another "
            "folder or name.",
            code="unwritable",
        ) from error


def _no_overwriting(wish: Making, out: Path) -> None:
    """Raises as `writable`, and BadInput where the result would replace what it is made from."""
    writable(out)
    for given in (wish.script, wish.storyboard, wish.track):
        if given and out.exists() and given.is_file() and out.samefile(given):
            raise BadInput(f"{out} is what the film is made from. Give the result another name.")


def write_json(target: Path, value: Any) -> None:
    """Writes a JSON file that a person can read."""
    text = json.dumps(json.loads(canonical(value)), indent=2, ensure_ascii=False)
    write_whole(target, (text + "\n").encode())
