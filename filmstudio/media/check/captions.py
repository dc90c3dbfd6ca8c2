"""Checks of captions: valid files that agree, broadcast rules, and starts against spoken words."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable
from pathlib import Path

from filmstudio.film.timeline import Timeline
from filmstudio.media.check import subtitles
from filmstudio.media.check.measurement import Measurement, measured, places, unknown
from filmstudio.media.check.package import Package
from filmstudio.media.check.subtitles import Cue, Parsed

_MS = 0.0015
"""Files count in milliseconds and round."""
_WIDE = {"zh", "ja", "ko", "yue"}
# Words that open an English phrase: a row that ends with one is broken inside the phrase.
_OPENERS = {"a", "an", "the", "of", "to", "in", "on", "at", "with", "from", "by", "for", "my",
            "your", "his", "her", "their", "our", "and", "or", "but"}  # fmt: skip


def check(package: Package) -> list[Measurement]:
    """Every line on captions. One set of lines for each language's SRT file."""
    if package.storyboard is not None and package.storyboard.captions.mode == "none":
        return [unknown("captions", "files as asked", "the storyboard asks for no captions")]
    files = package.captions()
    if not files:
        return [Measurement("captions", "none", "an SRT file", False, "", "captions/ is empty")]
    lines: list[Measurement] = []
    own = package.storyboard.language if package.storyboard else ""
    for path in files:
        language = path.stem
        parsed = subtitles.srt(path)
        lines.append(_valid(path, parsed))
        if parsed.cues:
            lines += _rules(parsed.cues, language, package.timeline)
            if package.timeline is not None and (language == own or len(files) == 1):
                lines.append(_starts(parsed.cues, package.timeline, language))
    return lines


def _valid(path: Path, parsed: Parsed) -> Measurement:
    """The SRT, and beside it the VTT and ASS, can be read and say the same."""
    faults = list(parsed.faults)
    readers: tuple[tuple[str, Callable[[Path], Parsed], float], ...] = (
        (".vtt", subtitles.vtt, 0.0015),
        (".ass", subtitles.ass, 0.0105),
    )
    read = ["srt"]
    for suffix, reader, precision in readers:
        other = path.with_suffix(suffix)
        if not other.is_file():
            faults.append(f"{other.name} is not there")
            continue
        read.append(suffix[1:])
        second = reader(other)
        faults += second.faults
        faults += _differences(parsed.cues, second.cues, precision, other.name)
    if not parsed.cues and not faults:
        faults.append(f"{path.name} has no captions")
    return measured(
        f"caption files ({path.stem})",
        len(faults),
        "0 faults in SRT, WebVTT, ASS",
        not faults,
        "",
        faults[0] if faults else f"{len(parsed.cues)} captions in {', '.join(read)}",
    )


def _differences(
    one: tuple[Cue, ...], two: tuple[Cue, ...], precision: float, name: str
) -> list[str]:
    if len(one) != len(two):
        return [f"{name} has {len(two)} captions instead of {len(one)}"]
    for number, (first, second) in enumerate(zip(one, two, strict=True), 1):
        apart = max(abs(first.start - second.start), abs(first.end - second.end))
        if apart > precision:
            return [f"{name}: caption {number} is {apart * 1000:.0f} ms off"]
        if _letters(first.text) != _letters(second.text):
            return [f"{name}: caption {number} says something else"]
    return []


def _letters(text: str) -> str:
    """Letters, marks and digits alone, without case: what is compared with speech."""
    return "".join(
        char for char in unicodedata.normalize("NFC", text).casefold()
        if unicodedata.category(char)[0] in "LMN"
    )  # fmt: skip


def _columns(row: str, wide: bool) -> float:
    """Characters of a row: combining marks are none; in CJK a narrow character is half of one."""
    total = 0.0
    for char in row:
        if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
            continue
        narrow = unicodedata.east_asian_width(char) not in "WF"
        total += (0.5 if narrow else 1.0) if wide else 1.0
    return total


def _rules(cues: tuple[Cue, ...], language: str, timeline: Timeline | None) -> list[Measurement]:
    code = language.lower().replace("_", "-").split("-")[0]
    wide = code in _WIDE
    length, speed = (20, 9.0) if wide else (42, 17.0)

    def worst(name: str, values: list[float], bar: float, unit: str, least: bool = False) -> None:
        reached = min(values) if least else max(values)
        bad = [
            cue.start
            for cue, value in zip(cues, values, strict=False)
            if (value < bar - 1e-6 if least else value > bar + 1e-6)
        ]
        text = f"{bar:g} at {'least' if least else 'most'}"
        lines.append(
            measured(f"{name} ({language})", round(reached, 3), text, not bad, unit, places(bad))
        )

    lines: list[Measurement] = []
    shown = [cue.end - cue.start for cue in cues]
    worst("caption rows", [float(len(cue.rows)) for cue in cues], 2, "")
    worst(
        "caption row length",
        [max((_columns(row, wide) for row in cue.rows), default=0.0) for cue in cues],
        length,
        "characters",
    )
    # A millisecond of rounding is not held against a caption: it is 0.02 characters a second.
    speeds = [
        _columns(cue.text, wide) / (seconds + _MS)
        for cue, seconds in zip(cues, shown, strict=True)
        if seconds > 0
    ]
    worst("caption reading speed", speeds or [0.0], speed, "characters/s")
    worst("shortest caption", [seconds + _MS for seconds in shown], 0.83, "s", least=True)
    worst("longest caption", [seconds - _MS for seconds in shown], 7.0, "s")
    if timeline is not None:
        lines.append(_apart(cues, float(timeline.rate), language))
        lines.append(_over_cuts(cues, timeline, language))
    if code == "en":
        lines.append(_broken(cues, language))
    return lines


def _apart(cues: tuple[Cue, ...], rate: float, language: str) -> Measurement:
    gaps = [(two.start - one.end, two.start) for one, two in itertools.pairwise(cues)]
    bad = [at for gap, at in gaps if gap < 2 / rate - _MS]
    least = min((gap for gap, _ in gaps), default=2 / rate) * rate
    return measured(
        f"captions apart ({language})",
        round(least, 2),
        "2 at least",
        not bad,
        "frames",
        places(bad),
    )


def _over_cuts(cues: tuple[Cue, ...], timeline: Timeline, language: str) -> Measurement:
    """Captions that lie over a hard cut by less than half a second on one side."""
    cuts = [
        timeline.rate.seconds(shot.start)
        for shot in timeline.shots
        if shot.start > 0 and shot.join_frames == 0
    ]
    bad = [
        cue.start
        for cue in cues
        for cut in cuts
        if cue.start < cut - _MS and cue.end > cut + _MS
        and min(cut - cue.start, cue.end - cut) < 0.5 - _MS
    ]  # fmt: skip
    return measured(
        f"captions over shot changes ({language})", len(bad), "0 by under 0.5 s", not bad, "",
        places(bad),
    )  # fmt: skip


def _broken(cues: tuple[Cue, ...], language: str) -> Measurement:
    """English captions of two rows whose first row ends with a word that opens a phrase."""
    double = [cue for cue in cues if len(cue.rows) > 1]
    bad = [
        cue.start
        for cue in double
        if cue.rows[0].split() and cue.rows[0].split()[-1].lower() in _OPENERS
    ]
    part = 100 * len(bad) / len(double) if double else 0.0
    return measured(
        f"caption breaks inside phrases ({language})", round(part, 1), "10 at most", part <= 10, "%",
        places(bad),
    )  # fmt: skip


def _starts(cues: tuple[Cue, ...], timeline: Timeline, language: str) -> Measurement:
    """How far captions start from their first word, found by letters in the order of the film."""
    name, bar = f"caption start to word ({language})", "80 at most"
    spoken = ""
    at: list[float] = []
    for line in timeline.lines:
        words = line.words or ()
        if words and _letters("".join(word.text for word in words)) == _letters(line.text):
            for word in words:
                letters = _letters(word.text)
                at += [word.start] * len(letters)
                spoken += letters
        else:
            # Words that do not spell the line (numbers read out): only its start is known.
            letters = _letters(line.text)
            at += [line.start] + [float("nan")] * (len(letters) - 1) if letters else []
            spoken += letters
    worst, late, lost, cursor = 0.0, [], [], 0
    for cue in cues:
        letters = _letters(cue.text)
        found = spoken.find(letters, cursor)
        if found < 0 or not letters:
            lost.append(cue.start)
            continue
        cursor = found + len(letters)
        if at[found] == at[found]:
            apart = abs(cue.start - at[found])
            worst = max(worst, apart)
            if apart > 0.080 + _MS:
                late.append(cue.start)
    unsaid = len(_letters("".join(line.text for line in timeline.lines))) - sum(
        len(_letters(cue.text)) for cue in cues
    )
    note = places(late)
    if lost:
        note = f"{len(lost)} captions are not among the spoken words, {places(lost)}"
    elif unsaid > 0:
        note = f"{unsaid} spoken letters have no caption"
    ok = not late and not lost and unsaid <= 0
    return measured(name, round(worst * 1000, 1), bar, ok, "ms", note)
