"""Makes a film, or its storyboard, on this machine and puts it where the creator wants it."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import Artifact, ArtifactStore, canonical
from filmstudio.engine.events import Event
from filmstudio.engine.local import LocalExecutor, Render, pin, pin_document
from filmstudio.engine.stage import WHOLE
from filmstudio.errors import BadInput, Damaged, NoSpace
from filmstudio.files import copy_whole, disk_errors, may_replace, write_whole
from filmstudio.film.earlier import Earlier, remembered
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.timeline import Timeline
from filmstudio.recipes.film import film_workshop
from filmstudio.services.given import read_source, read_storyboard, read_track, source_name
from filmstudio.services.memory import Memory, Wanted
from filmstudio.settings import settings

PRELOAD = ("filmstudio.stages.preload",)


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
    store, given, wanted = _given(wish)
    goals: tuple[str, ...] = ("film",)
    if wish.package:
        goals = ("film", "thumbnails")
    with store.in_use():
        render = _executor(wish, listen, cancelled).run(given, goals=goals)
        try:
            finished = render.result.verified("film.mp4")
        except Damaged as error:
            store.drop(error.key)
            render = _executor(wish, listen, cancelled).run(given, goals=goals)
            finished = render.result.verified("film.mp4")
        copy_whole(finished, out)
        storyboard = _storyboard(render)
        _remember(store, wanted, given, render)
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
    _, given, _ = _given(wish)
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


def _remember(
    store: ArtifactStore, wanted: Wanted, given: Mapping[str, Artifact], render: Render
) -> None:
    """Keeps how a film of a set length was cut, for the edit that may follow."""
    if wanted.target:
        storyboard = _storyboard(render)
        cut = remembered(storyboard, Timeline.model_validate(render.board.document("timeline")))
        before = Earlier.model_validate(given["earlier"].document())
        Memory(store.root.parent).keep(wanted, _words(storyboard), before, cut)


def _words(storyboard: Storyboard) -> str:
    return "\n".join(line.text for line in storyboard.lines())


def _given(wish: Making) -> tuple[ArtifactStore, dict[str, Artifact], Wanted]:
    """Keeps everything that comes from outside as artifacts, and says what is wanted."""
    store = ArtifactStore(wish.data or settings().data)
    store.prepare()
    order = wish.order
    given: dict[str, Artifact] = {}
    if wish.storyboard is not None:
        path, form = wish.storyboard, "storyboard"
        storyboard = _override(read_storyboard(wish.storyboard), order, wish.changed)
        from filmstudio.stages.board import give_voices

        storyboard = give_voices(storyboard)
        order = order.model_copy(update={"aspect": storyboard.aspect})
        given["storyboard"] = pin_document(store, "storyboard", storyboard)
        if order.music not in ("none", "track"):
            order = order.model_copy(update={"music": "auto"})
        text, exact, target = (
            _words(storyboard),
            given["storyboard"].digest,
            storyboard.target_seconds,
        )
    elif wish.script is not None:
        path, form, target = wish.script, "script", order.duration
        data = read_source(wish.script)
        given["source"] = pin(store, "source", {source_name(wish.script): data})
        text, exact = data.decode("utf-8", "replace"), hashlib.sha256(data).hexdigest()
    else:
        raise ValueError("a script or a storyboard")
    if wish.track is not None:
        given["track"] = pin(
            store, "track", {"document.json": b'{"name":"track"}', "track": read_track(wish.track)}
        )
    else:
        given["track"] = pin_document(store, "track", {"name": ""})
    given["order"] = pin_document(store, "order", order)
    wanted = Wanted(form, text, path.absolute(), target, exact)
    given["earlier"] = pin_document(store, "earlier", Memory(store.root.parent).before(wanted))
    return store, given, wanted


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
