"""The check of a delivered film and its package: every line of quality that can be measured."""

from __future__ import annotations

from pathlib import Path

from filmstudio.media.check import captions, decoding, motion, pictures, speech, thumbnails
from filmstudio.media.check.measurement import Measurement
from filmstudio.media.check.package import read_package
from filmstudio.media.probe import probe

FILM_LUFS = -14.0


def check_film(
    film: Path, package: Path | None = None, *, loudness: float = FILM_LUFS
) -> list[Measurement]:
    """Measures a film against the bars of quality; `loudness` is -16 for a podcast.

    The film is decoded twice in full. With `package` (the folder written beside a film) captions,
    stems, mouths, thumbnails and the target length are measured too, and black or still pictures
    that the storyboard asks for are allowed. A line whose `ok` is None could not be judged.
    Raises Missing, Broken and BadInput for files that cannot be read at all.
    """
    parts = read_package(package) if package is not None else None
    facts = probe(film)
    lines = pictures.check(facts, parts)
    if facts.video is None:
        return lines
    decoded = decoding.decode(film, facts.video.end, facts.audio is not None)
    if decoded.errors:
        lines += decoding.check(decoded, (), parts, loudness)
    else:
        watched = motion.watch(film, facts.video.end)
        lines += decoding.check(decoded, watched.still, parts, loudness)
        lines += motion.check(watched)
    if parts is not None:
        lines += speech.check(parts)
        lines += captions.check(parts)
        lines += thumbnails.check(parts)
    return lines
