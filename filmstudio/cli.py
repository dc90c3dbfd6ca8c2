"""The `filmstudio` command: makes films, checks them, and says what this machine can do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from filmstudio import __version__
from filmstudio.commands.admin import admin
from filmstudio.commands.fleet import register as register_fleet
from filmstudio.commands.operate import register as register_operations
from filmstudio.errors import BadInput, StudioError
from filmstudio.film.order import Order
from filmstudio.film.time import FrameRate

app = typer.Typer(
    name="filmstudio",
    help="Turns a script into a finished film: narrated, scored, lip-synced, captioned.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
make = typer.Typer(help="Make a production.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(make, name="make")
register_operations(admin)
app.add_typer(admin, name="admin")
console = Console(stderr=True, highlight=False)

_HEIGHTS = (144, 2160)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"filmstudio {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """The studio on the command line."""


def _order(context: typer.Context, values: dict[str, Any]) -> tuple[Order, frozenset[str]]:
    """The order of the options, and the names of those that were typed."""
    from pydantic import ValidationError

    try:
        order = Order.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = {"lines": "height", "rate": "fps", "language": "lang"}.get(
            str(first["loc"][0]), str(first["loc"][0])
        )
        raise BadInput(f"--{name}: {first['msg'].lower()}.") from error
    typed = {
        name
        for name in values
        if str(context.get_parameter_source({"language": "lang"}.get(name, name)))
        == "ParameterSource.COMMANDLINE"
    }
    return order, frozenset(typed)


def _music(value: str) -> tuple[str, Path | None]:
    """The music option as order value and the creator's own track."""
    from filmstudio.film.vocabulary import GENRES

    if value in ("auto", "none", *GENRES):
        return value, None
    path = Path(value)
    if path.exists() or "." in value or "/" in value:
        return "track", path
    raise BadInput(
        f"--music: there is no genre {value!r}. Choose auto, none, {', '.join(GENRES)}, "
        "or give a music file."
    )


@make.command("film")
def film(
    context: typer.Context,
    script: Annotated[
        Path | None,
        typer.Argument(
            help="The script: .fountain, .fdx, .docx, .pdf, .txt or plain prose.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The film [films/SCRIPT.mp4].")
    ] = None,
    storyboard: Annotated[
        Path | None,
        typer.Option("--storyboard", help="Make the film of an edited storyboard instead."),
    ] = None,
    duration: Annotated[
        float, typer.Option(help="Seconds it should last; 0: as long as the story needs.")
    ] = 0.0,
    style: Annotated[
        str,
        typer.Option(
            help="cinematic, anime, documentary, photorealistic, watercolour, comic, paper-cut."
        ),
    ] = "cinematic",
    aspect: Annotated[str, typer.Option(help="16:9, 9:16, 1:1 or 4:5.")] = "16:9",
    quality: Annotated[str, typer.Option(help="draft or final.")] = "final",
    height: Annotated[
        int, typer.Option(help="Lines of the picture's shorter side: 360 to 2160.")
    ] = 1080,
    fps: Annotated[float, typer.Option(help="Frames a second.")] = 24.0,
    lang: Annotated[str, typer.Option(help="Language of the script, for example en, hi, ta.")] = "",
    captions: Annotated[str, typer.Option(help="burn, soft or none.")] = "burn",
    music: Annotated[str, typer.Option(help="auto, none, a genre, or a music file.")] = "auto",
    codec: Annotated[str, typer.Option(help="h264 or hevc.")] = "h264",
    watermark: Annotated[str, typer.Option(help="A line in the corner of the picture.")] = "",
    seed: Annotated[int, typer.Option(help="Another number draws and plays it differently.")] = 1,
    jobs: Annotated[int, typer.Option(help="Processes at once [one for each core].")] = 0,
    data: Annotated[Path | None, typer.Option(help="Folder of what is kept between runs.")] = None,
    package: Annotated[
        Path | None,
        typer.Option(help="Also write storyboard, timeline, captions, stems, thumbnails there."),
    ] = None,
    json_report: Annotated[
        Path | None, typer.Option("--json", help="Write a report of what was made there.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Make a film from a script (or from an edited storyboard)."""
    from filmstudio.commands.progress import Progress
    from filmstudio.services.make import Making, make_film, writable, write_json

    if (script is None) == (storyboard is None):
        raise BadInput("Give either a script or --storyboard FILE.")
    chosen, track = _music(music)
    order, typed = _order(
        context,
        {
            "duration": duration,
            "style": style,
            "aspect": aspect,
            "quality": quality,
            "lines": height,
            "rate": _rate(fps),
            "language": lang,
            "captions": captions,
            "music": chosen,
            "codec": codec,
            "watermark": watermark,
            "seed": seed,
        },
    )
    wish = Making(
        order,
        script=script,
        storyboard=storyboard,
        track=track,
        out=out,
        package=package,
        data=data,
        jobs=_jobs(jobs),
        changed=typed,
    )
    if json_report:
        writable(json_report)
    with Progress(console, quiet=quiet) as progress:
        made = make_film(wish, progress.hear, progress.cancelled)
    if json_report:
        write_json(json_report, made.report)
    report = made.report
    for sentence in report["warnings"]:
        console.print(f"Note: {sentence}", style="yellow", markup=False, soft_wrap=True)
    console.print(
        f"{report['film']}: {report['seconds']:.1f} s, made in {report['wall_s']:.1f} s "
        f"({report['units_run']} parts made, {report['units_cached']} kept from before).",
        markup=False,
        soft_wrap=True,
    )
    typer.echo(report["film"])


def _rate(fps: float) -> FrameRate:
    if not 1 <= fps <= 120:
        raise BadInput("--fps: choose from 1 to 120 frames a second.")
    return FrameRate.of(fps)


def _jobs(jobs: int) -> int:
    if not 0 <= jobs <= 256:
        raise BadInput("--jobs: choose from 1 to 256 processes.")
    return jobs


@app.command("storyboard")
def storyboard_command(
    context: typer.Context,
    script: Annotated[Path, typer.Argument(help="The script.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file [SCRIPT.storyboard.json].")
    ] = None,
    duration: Annotated[float, typer.Option(help="Seconds the film should last.")] = 0.0,
    style: Annotated[str, typer.Option(help="The style of the pictures.")] = "cinematic",
    aspect: Annotated[str, typer.Option(help="16:9, 9:16, 1:1 or 4:5.")] = "16:9",
    lang: Annotated[str, typer.Option(help="Language of the script.")] = "",
    captions: Annotated[str, typer.Option(help="burn, soft or none.")] = "burn",
    music: Annotated[str, typer.Option(help="auto, none or a genre.")] = "auto",
    seed: Annotated[int, typer.Option(help="Another number plans it differently.")] = 1,
    data: Annotated[Path | None, typer.Option(help="Folder of what is kept between runs.")] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a storyboard that was edited.")
    ] = False,
) -> None:
    """Write the storyboard of a script without rendering; edit it, then: make film --storyboard."""
    from filmstudio.services.make import Making, make_storyboard

    chosen, _ = _music(music)
    order, typed = _order(
        context,
        {
            "duration": duration,
            "style": style,
            "aspect": aspect,
            "language": lang,
            "captions": captions,
            "music": chosen,
            "seed": seed,
        },
    )
    made = make_storyboard(
        Making(order, script=script, out=out, data=data, changed=typed, replace=force)
    )
    board = made.storyboard
    for sentence in made.report["warnings"]:
        console.print(f"Note: {sentence}", style="yellow", markup=False, soft_wrap=True)
    console.print(
        f"{len(board.scenes)} scenes, {len(board.shots())} shots, {len(board.lines())} lines, "
        f"{len(board.cast)} characters."
    )
    typer.echo(str(made.film))


@app.command("check")
def check_command(
    film: Annotated[Path, typer.Argument(help="The film file.")],
    package: Annotated[
        Path | None, typer.Option(help="The film's package: more can be measured with it.")
    ] = None,
    json_report: Annotated[
        Path | None, typer.Option("--json", help="Write the figures there.")
    ] = None,
) -> None:
    """Measure a finished film against the quality bars; exit 1 if one is missed."""
    from filmstudio.commands.check import show_check

    raise typer.Exit(0 if show_check(film, package, json_report) else 1)


@app.command("sheet")
def sheet_command(
    film: Annotated[Path, typer.Argument(help="The film file.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The picture to write [FILM.sheet.jpg].")
    ] = None,
    every: Annotated[float, typer.Option(help="Seconds from one frame to the next.")] = 2.0,
    columns: Annotated[int, typer.Option(min=1, max=12)] = 4,
    start: Annotated[float, typer.Option(help="Seconds at which to begin.")] = 0.0,
    end: Annotated[float, typer.Option(help="Seconds at which to stop [the end].")] = 0.0,
) -> None:
    """Make a contact sheet: a frame of the film every few seconds, on one picture."""
    from filmstudio.commands.sheet import contact_sheet

    picture = out or film.with_suffix(".sheet.jpg")
    contact_sheet(film, picture, every=every, columns=columns, start=start, end=end)
    typer.echo(str(picture))


@app.command("export")
def export_command(
    film: Annotated[Path, typer.Argument(help="The finished film.")],
    format: Annotated[str, typer.Option("--format", "-f", help="mp4, hevc, webm, gif or hls.")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="The file, or folder for hls.")
    ] = None,
    height: Annotated[int, typer.Option(help="Lines of the shorter side [as the film].")] = 0,
) -> None:
    """Write a finished film in another format or size."""
    from filmstudio.commands.export import export

    path, notes = export(film, format, out, height)
    for sentence in notes:
        console.print(f"Note: {sentence}", style="yellow", markup=False, soft_wrap=True)
    typer.echo(str(path))


@app.command("providers")
def providers_command() -> None:
    """Say who can make pictures, voices and music here."""
    from filmstudio.commands.doctor import show_providers

    show_providers()


@app.command("doctor")
def doctor_command() -> None:
    """Say what is installed, and what would be better with what."""
    from filmstudio.commands.doctor import show_doctor

    raise typer.Exit(0 if show_doctor() else 1)


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the storyboard."""
    import json

    from filmstudio.film.storyboard import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


cache = typer.Typer(help="What is kept between runs.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(cache, name="cache")
_DATA = typer.Option(help="Folder of what is kept between runs.")


@cache.command("size")
def cache_size(data: Annotated[Path | None, _DATA] = None) -> None:
    """Say how much is kept."""
    from filmstudio.engine.artifact import ArtifactStore
    from filmstudio.settings import settings

    root = data or settings().data
    kept = ArtifactStore(root).usage()
    typer.echo(
        f"{len(kept)} parts, {sum(size for _, size, _ in kept) / 2**20:.1f} MB in {root} "
        f"(at most {settings().cache_bytes / 2**30:g} GB are kept)"
    )


@cache.command("clear")
def cache_clear(data: Annotated[Path | None, _DATA] = None) -> None:
    """Forget what is kept, but what a film in the making uses; films already written stay."""
    from filmstudio.engine.artifact import ArtifactStore
    from filmstudio.settings import settings

    store = ArtifactStore(data or settings().data)
    freed = store.clear()
    left = len(store.usage())
    kept = f"; {left} parts are kept, a film in the making uses them" if left else ""
    typer.echo(f"{freed / 2**20:.1f} MB freed{kept}")


register_fleet(app)


def main() -> None:
    """Entry point: runs the command and turns errors into sentences and exit statuses."""
    try:
        # Without standalone mode a status that a command ends with is returned, not raised.
        sys.exit(app(standalone_mode=False))
    except StudioError as error:
        console.print(f"Error: {error.message}", style="bold red", markup=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        console.print("Cancelled. What is finished is kept: the same command goes on.")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
    except typer.TyperException as wrong:
        # A wrong use of the command line says so in its own words.
        if hasattr(wrong, "show"):
            wrong.show()
        sys.exit(getattr(wrong, "exit_code", 2))


if __name__ == "__main__":
    main()
