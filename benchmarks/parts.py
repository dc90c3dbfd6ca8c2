"""The measurements of whole films: against the bare encode, by length, shots, processes, and again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks import boards
from benchmarks.studio import FINAL, Kind, Made, bare_encode, make_film
from benchmarks.table import note, show, verdict

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "night_bus.txt"
MB = 2**20


def encode(folder: Path, kind: Kind, script: Path = EXAMPLE, seconds: float = 60.0) -> bool:
    """A film from a script, always 1080p final, against the bare encode of its own frames."""
    del kind
    made = make_film(script, folder, FINAL, data=folder / "data", duration=seconds)
    bare = bare_encode(made.film, FINAL)
    wall = made.usage.wall / made.seconds
    show(
        f"Encode: {made.seconds:.1f} s of {FINAL} from {script.name}, nothing kept from before",
        ("", "CPU s", "CPU ms/frame", "wall s", "wall/length", "peak MB"),
        [
            _row("filmstudio make film", made.usage.cpu, made, made.usage.wall, made.usage.peak),
            _row("ffmpeg x264 veryfast crf 20", bare.cpu, made, bare.wall, bare.peak),
        ],
    )
    _stages(made, bare.cpu)
    met = verdict("CPU against the bare encode", made.usage.cpu / bare.cpu, 2.2, unit="x")
    verdict("the aim", made.usage.cpu / bare.cpu, 1.5, unit="x")
    met &= verdict("wall against the film's length", wall, 1.5, unit="x")
    alone = bare.cpu / (os.cpu_count() or 1)
    if bare.wall > 1.5 * alone:
        note(
            f"Others use this machine: the bare encode took {bare.wall:.0f} s for {alone:.0f} s of "
            f"work on each core, so its wall times do not hold; ours is {made.usage.wall / bare.wall:.2f}x."
        )
    return met & verdict("peak memory of any process", made.usage.peak / MB, 1024, unit=" MB")


def _row(name: str, cpu: float, made: Made, wall: float, peak: int) -> tuple[object, ...]:
    frames = made.report["frames"]
    return (name, cpu, cpu / frames * 1000, wall, wall / made.seconds, peak // MB)


def _stages(made: Made, bare: float) -> None:
    """CPU by stage; what is left is the start of processes, loading modules and planning."""
    total = made.usage.cpu
    rows: list[tuple[object, ...]] = []
    stages = made.report["stages"]
    for name, stage in sorted(stages.items(), key=lambda item: -item[1]["cpu_s"]):
        if stage["units"]:
            cpu = stage["cpu_s"]
            rows.append((name, stage["units"], cpu, f"{cpu / total:.1%}", cpu / bare))
    rest = total - sum(stage["cpu_s"] for stage in stages.values())
    rows.append(("start, load, plan", "", rest, f"{rest / total:.1%}", rest / bare))
    show("CPU by stage", ("stage", "units", "CPU s", "share", "x encode"), rows)
    counted = made.report["cpu_s"]
    note(f"The maker's own count is {counted:.1f} CPU s ({counted / total:.0%} of the meter's).")


def length(folder: Path, kind: Kind, lengths: Sequence[float] = (15, 30, 60, 120)) -> bool:
    """Films of the same sort, each scene another picture: cost a second must not grow."""
    rows, costs, peaks = [], [], []
    for seconds in lengths:
        board = boards.write(boards.talk(seconds), folder / f"length_{seconds:g}.json")
        made = make_film(board, folder, kind, data=folder / f"data_{seconds:g}")
        bare = bare_encode(made.film, kind)
        costs.append(made.usage.cpu / made.seconds)
        peaks.append(made.usage.peak / MB)
        rows.append(
            (
                f"{made.seconds:.1f} s", len(boards.talk(seconds).shots()), made.usage.cpu,
                costs[-1], made.usage.cpu / bare.cpu, made.usage.wall,
                made.usage.wall / made.seconds, round(peaks[-1]),
            )
        )  # fmt: skip
    show(
        f"Length: {kind}, a dialogue of four shots every 15 s, a picture of its own for each",
        ("film", "shots", "CPU s", "CPU/film s", "x encode", "wall s", "wall/length", "peak MB"),
        rows,
    )
    met = verdict(
        "CPU a film second, longest against shortest", costs[-1] / costs[0], 1.1, unit="x"
    )
    return met & verdict("memory, longest against shortest", peaks[-1] / peaks[0], 1.1, unit="x")


def shots(
    folder: Path, kind: Kind, counts: Sequence[int] = (6, 12, 24), seconds: float = 36
) -> bool:
    """One place, one length, more and more shots: what a shot costs by itself."""
    rows, spent = [], []
    for count in counts:
        board = boards.write(boards.silent(seconds, count), folder / f"shots_{count}.json")
        made = make_film(board, folder, kind, data=folder / f"data_shots_{count}")
        spent.append(made.report["stages"]["animate"]["cpu_s"])
        rows.append(
            (
                f"{count} shots of {made.seconds / count:.1f} s", made.usage.cpu, spent[-1], made.usage.cpu / made.seconds,
                made.usage.wall, made.usage.peak // MB,
            )
        )  # fmt: skip
    show(
        f"Shots: {seconds:g} s of {kind} in one place, without words",
        ("film", "CPU s", "of it filming", "CPU/film s", "wall s", "peak MB"),
        rows,
    )
    each = (spent[-1] - spent[0]) / (counts[-1] - counts[0])
    note(f"Filming: a shot more at the same length costs {each * 1000:.0f} CPU ms.")
    return True


def processes(
    folder: Path, kind: Kind, jobs: Sequence[int] = (1, 2, 4), seconds: float = 30
) -> bool:
    """The same film on one, two and four processes."""
    rows = []
    board = boards.write(boards.talk(seconds), folder / "processes.json")
    first = None
    for count in jobs:
        made = make_film(board, folder, kind, data=folder / f"data_jobs_{count}", jobs=count)
        first = first or made.usage
        rows.append(
            (
                f"--jobs {count}", made.usage.cpu, made.usage.cpu / first.cpu, made.usage.wall,
                first.wall / made.usage.wall, made.usage.peak // MB,
            )
        )  # fmt: skip
    show(
        f"Processes: {seconds:g} s of {kind}",
        ("", "CPU s", "CPU against 1", "wall s", "times faster", "peak MB"),
        rows,
    )
    return True


def again(folder: Path, kind: Kind, seconds: float = 30.0) -> bool:
    """The same command again, then with other words in one line."""
    storyboard = boards.talk(seconds)
    board = boards.write(storyboard, folder / "again.json")
    data = folder / "data_again"
    runs = [("first", make_film(board, folder, kind, data=data))]
    before = runs[0][1].film.read_bytes()
    runs.append(("the same again", make_film(board, folder, kind, data=data)))
    same = runs[1][1].film.read_bytes() == before
    line = storyboard.lines()[-2].id
    boards.write(boards.reworded(storyboard, line, "Nobody ever told me anything."), board)
    runs.append((f"line {line} reworded", make_film(board, folder, kind, data=data)))
    show(
        f"Again: {seconds:g} s of {kind}",
        ("", "CPU s", "wall s", "parts made", "kept"),
        [
            (
                name, made.usage.cpu, made.usage.wall, made.report["units_run"],
                made.report["units_cached"],
            )
            for name, made in runs
        ],
    )  # fmt: skip
    note(f"Made for the new words: {', '.join(runs[2][1].report['ran'])}.")
    met = verdict("wall of the same again", runs[1][1].usage.wall, 2.0, unit=" s")
    met &= verdict("parts made by the same again", float(runs[1][1].report["units_run"]), 0)
    note("The film of the same again is " + ("the same bytes." if same else "NOT the same bytes."))
    return met and same
