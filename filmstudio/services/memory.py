"""Remembers how films of a set length were cut, so that an edited script finds the version before it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from filmstudio.files import write_whole
from filmstudio.film.earlier import Earlier

MOST_KEPT = 64
SKETCH = 512
"""Hashes that stand for a text. Broder (1997), "On the resemblance and containment of documents":
the share that two texts' smallest hashes have in common estimates the share of their shingles."""
ALIKE = 0.5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Wanted:
    """A film to be made: its script or the words of its storyboard, where from, and how long.

    `form` is "script" or "storyboard", `exact` whatever makes two requests the same.
    """

    form: str
    text: str
    path: Path
    target: float
    exact: str

    @property
    def sketch(self) -> list[int]:
        """The smallest hashes of all runs of three words."""
        return sketch(self.text)


def sketch(text: str) -> list[int]:
    """The SKETCH smallest hashes of a text's runs of three words."""
    words = [word.lower() for word in _WORD.findall(text)]
    runs = {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}
    hashes = (hashlib.blake2b(run.encode(), digest_size=6).digest() for run in runs)
    return sorted(int.from_bytes(one, "big") for one in hashes)[:SKETCH]


def likeness(one: list[int], other: list[int]) -> float:
    """About how much of two texts is the same, 0 to 1, from their sketches."""
    together = sorted({*one, *other})[:SKETCH]
    both = {*one} & {*other}
    return sum(hash in both for hash in together) / max(1, len(together))


class Memory:
    """A folder of small documents beside the artifacts: they are no cache and stay when it is cleared."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "cuts"

    def before(self, wanted: Wanted) -> Earlier:
        """The version from which this film is an edit; empty where there is none.

        The same request finds what it found the first time, so that it makes the same film.
        """
        if not wanted.target:
            return Earlier()
        kept = self._read(self._path(wanted))
        if kept is not None:
            return Earlier.model_validate(kept["before"])
        mine = wanted.sketch
        best: tuple[float, int] = (ALIKE, 0)
        found = Earlier()
        for path in self.folder.glob("*.json"):
            kept = self._read(path)
            if kept is None or kept["cut"]["target"] != wanted.target:
                continue
            like = likeness(mine, kept[wanted.form]) if kept[wanted.form] else 0.0
            if kept["path"] == str(wanted.path) and wanted.path.suffix in (".docx", ".pdf"):
                like = 1.0  # its bytes say nothing of its words
            with contextlib.suppress(FileNotFoundError):
                rank = (like, path.stat().st_mtime_ns)
                if rank >= best:
                    best, found = rank, Earlier.model_validate(kept["cut"])
        return found

    def keep(self, wanted: Wanted, words: str, before: Earlier, cut: Earlier) -> None:
        """Remembers a finished film; `words` is all that is said in it. The oldest are forgotten."""
        if not wanted.target:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        document = {
            "path": str(wanted.path),
            "script": wanted.sketch if wanted.form == "script" else [],
            "storyboard": sketch(words),
            "before": before.model_dump(mode="json"),
            "cut": cut.model_dump(mode="json"),
        }
        write_whole(self._path(wanted), json.dumps(document).encode())
        by_age = sorted(self.folder.glob("*.json"), key=lambda one: one.stat().st_mtime_ns)
        for path in by_age[:-MOST_KEPT]:
            path.unlink(missing_ok=True)

    def _path(self, wanted: Wanted) -> Path:
        exact = f"{wanted.exact} {wanted.target:g}"
        return self.folder / f"{hashlib.sha256(exact.encode()).hexdigest()[:32]}.json"

    def _read(self, path: Path) -> dict[str, Any] | None:
        """A document of the folder; a damaged one is removed."""
        try:
            kept: dict[str, Any] = json.loads(path.read_bytes())
            Earlier.model_validate(kept["before"])
            Earlier.model_validate(kept["cut"])
            if not all(isinstance(kept[name], list) for name in ("script", "storyboard")):
                raise TypeError(path)
            return {**kept, "path": str(kept["path"])}
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError, ValidationError):
            path.unlink(missing_ok=True)
            return None
