"""Two versions of a storyboard side by side: what was added, taken out, moved and changed."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import Scene, Shot, Storyboard

What = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True)
class Field:
    """A field with both of its values; `name` is its path, for example `setting.weather`."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `label` is how it is numbered in the newer version (in the older
    where it was taken out): 2 for a scene, 2B for a shot; for a line that of its shot."""

    kind: Literal["film", "cast", "scene", "shot", "line"]
    what: What
    id: str
    label: str
    fields: tuple[Field, ...] = ()
    before: str = ""
    """The text of a line, the heading of a scene, the name of a member of the cast."""
    after: str = ""


@dataclass(frozen=True)
class Comparison:
    """All differences in the order of the newer version, and how many things they touch."""

    differences: tuple[Difference, ...]
    scenes: int
    shots: int
    lines: int

    @property
    def is_same(self) -> bool:
        return not self.differences


@dataclass(frozen=True)
class _Placed:
    """A part with its label and the id of what it lies in."""

    part: Any
    label: str
    within: str


def compared(before: Storyboard, after: Storyboard) -> Comparison:
    """What differs between two versions. Ids say what is the same thing; one that was moved and
    changed is told as changed."""
    found: list[Difference] = []
    film = _fields(before, after, ("cast", "scenes", "schema_version", "warnings"))
    if film:
        found.append(Difference("film", "changed", "", "", film, before.title, after.title))
    found += _between(
        "cast",
        {one.id: _Placed(one, "", "") for one in before.cast},
        {one.id: _Placed(one, "", "") for one in after.cast},
        [],
    )
    for kind, parts in (("scene", _scenes), ("shot", _shots), ("line", _lines)):
        was, now = parts(before), parts(after)
        found += _between(kind, was, now, _moved([*was], [*now]))
    touched = {
        kind: len({one.id for one in found if one.kind == kind})
        for kind in ("scene", "shot", "line")
    }
    rank = {"film": 0, "cast": 1, "scene": 2, "shot": 3, "line": 4}
    found.sort(key=lambda one: rank[one.kind])
    return Comparison(tuple(found), touched["scene"], touched["shot"], touched["line"])


def _scenes(board: Storyboard) -> dict[str, _Placed]:
    return {one.id: _Placed(one, str(n), "") for n, one in enumerate(board.scenes, 1)}


def _shots(board: Storyboard) -> dict[str, _Placed]:
    return {
        shot.id: _Placed(shot, shot_label(number, place), scene.id)
        for number, scene in enumerate(board.scenes, 1)
        for place, shot in enumerate(scene.shots, 1)
    }


def _lines(board: Storyboard) -> dict[str, _Placed]:
    return {
        line.id: _Placed(line, placed.label, shot)
        for shot, placed in _shots(board).items()
        for line in placed.part.lines
    }


def _between(
    kind: Any, was: dict[str, _Placed], now: dict[str, _Placed], moved: Container[str]
) -> list[Difference]:
    found = []
    for id, placed in now.items():
        old = was.get(id)
        if old is None:
            after = _text(placed.part)
            found.append(Difference(kind, "added", id, placed.label, after=after))
            continue
        fields = _fields(old.part, placed.part, ("id", "shots", "lines"))
        if fields or id in moved or old.within != placed.within:
            what: What = "changed" if fields else "moved"
            found.append(
                Difference(
                    *(kind, what, id, placed.label, fields),
                    before=_text(old.part),
                    after=_text(placed.part),
                )
            )
    found += [
        Difference(kind, "removed", id, old.label, before=_text(old.part))
        for id, old in was.items()
        if id not in now
    ]
    return found


def _moved(was: list[str], now: list[str]) -> set[str]:
    """Ids that are in another order among those that both have: as few as explain it."""
    both = set(was) & set(now)
    old, new = [id for id in was if id in both], [id for id in now if id in both]
    kept: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept |= {*old[block.a : block.a + block.size]}
    return both - kept


def _text(part: Any) -> str:
    if isinstance(part, Scene):
        return part.heading or part.setting.name or part.setting.place
    if isinstance(part, Shot):
        return part.title or part.action
    return str(getattr(part, "text", "") or getattr(part, "name", ""))


def _fields(before: Any, after: Any, without: tuple[str, ...]) -> tuple[Field, ...]:
    """The fields that differ, those of nested parts by their path."""
    was = _flat(before.model_dump(mode="json", exclude=set(without)))
    now = _flat(after.model_dump(mode="json", exclude=set(without)))
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    return tuple(Field(name, was.get(name), now.get(name)) for name in names)


def _flat(document: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in document.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{path}{name}.")
        else:
            found[f"{path}{name}"] = value
    return found
