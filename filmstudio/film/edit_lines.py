"""Edits of lines: their words, who says them, where they are said."""

from __future__ import annotations

from typing import Any

from filmstudio.errors import BadInput
from filmstudio.film.commands import AddLine, DeleteLine, MoveLine, SetLine
from filmstudio.film.finding import inserted, line_of, must_speak, open_shot, with_shot
from filmstudio.film.storyboard import NARRATOR, Line, Shot, Storyboard

MOST_LINES = 40
SILENT_SECONDS = 3.0
"""A shot that has lost its last line is not shorter than this."""


def words_of(text: str) -> str:
    """The words of a line. Raises BadInput where there are none."""
    said = " ".join(text.split())
    if not said:
        raise BadInput("A line needs words. Write some, or delete the line.")
    return said


def given(command: Any, *names: str) -> dict[str, Any]:
    """The fields of a command that were given."""
    return {name: value for name in names if (value := getattr(command, name)) is not None}


def set_line(board: Storyboard, command: SetLine) -> Storyboard:
    """Changes a line. Where one person alone is seen saying it, the new speaker is seen instead."""
    shot, line = line_of(board, command.line)
    open_shot(board, shot.id)
    update = given(command, "speaker", "emotion", "delivery", "language", "pause_after", "unseen")
    if command.text is not None:
        update["text"] = words_of(command.text)
    speaker = update.get("speaker", line.speaker)
    must_speak(board, speaker)
    changed = line.model_copy(update=update)

    def change(one: Shot) -> Shot:
        lines = tuple(changed if other.id == line.id else other for other in one.lines)
        one = one.model_copy(update={"lines": lines})
        return _seen_instead(one, line.speaker, speaker)

    return with_shot(board, shot.id, change)


def _seen_instead(shot: Shot, was: str, now: str) -> Shot:
    """The shot of a line whose speaker changed: who was seen for that line alone gives way."""
    seen = [subject.character for subject in shot.subjects]
    still = any(line.speaker == was for line in shot.lines)
    if was == now or now == NARRATOR or seen != [was] or still:
        return shot
    subject = shot.subjects[0].model_copy(update={"character": now})
    return shot.model_copy(update={"subjects": (subject,)})


def with_lines(shot: Shot, lines: tuple[Line, ...]) -> Shot:
    """The shot with other lines. Its hold is all of a silent shot, and little behind a line."""
    update: dict[str, Any] = {"lines": lines}
    if lines and not shot.lines:
        update["hold"] = min(shot.hold, Shot.model_fields["hold"].default)
    elif shot.lines and not lines:
        update["hold"] = max(shot.hold, SILENT_SECONDS)
    return shot.model_copy(update=update)


def add_line(board: Storyboard, command: AddLine, id: str) -> Storyboard:
    shot = open_shot(board, command.shot)
    must_speak(board, command.speaker)
    if shot.size in ("title", "credits"):
        raise BadInput("Nobody speaks over a title. Add the line to the shot before or after it.")
    line = Line(
        id=id, speaker=command.speaker, text=words_of(command.text), emotion=command.emotion
    )
    return with_shot(board, shot.id, lambda one: _fuller(one, command.at, line))


def _fuller(shot: Shot, at: int | None, line: Line) -> Shot:
    if len(shot.lines) >= MOST_LINES:
        raise BadInput("A shot may have {n} lines. Split it first.", n=MOST_LINES)
    return with_lines(shot, inserted(shot.lines, at, line))


def delete_line(board: Storyboard, command: DeleteLine) -> Storyboard:
    shot, line = line_of(board, command.line)
    open_shot(board, shot.id)
    return with_shot(
        board,
        shot.id,
        lambda one: with_lines(one, tuple(other for other in one.lines if other.id != line.id)),
    )


def move_line(board: Storyboard, command: MoveLine) -> Storyboard:
    """Moves a line; `at` counts among the lines that stay."""
    shot, line = line_of(board, command.line)
    open_shot(board, shot.id)
    target = open_shot(board, command.shot)
    if target.size in ("title", "credits"):
        raise BadInput("Nobody speaks over a title. Move the line to another shot.")
    if target.id == shot.id:
        rest = tuple(one for one in shot.lines if one.id != line.id)
        moved = inserted(rest, command.at, line)
        return with_shot(board, shot.id, lambda one: one.model_copy(update={"lines": moved}))
    board = delete_line(board, DeleteLine(line=line.id))
    return with_shot(board, target.id, lambda one: _fuller(one, command.at, line))


def split_line(line: Line, letter: int, id: str) -> tuple[Line, Line]:
    """A line as two, from its letter number `letter` on. Raises BadInput where one has no words."""
    first, second = line.text[:letter].strip(), line.text[letter:].strip()
    if not any(c.isalnum() for c in first) or not any(c.isalnum() for c in second):
        raise BadInput("Split the line between two of its words.")
    return (
        line.model_copy(update={"text": first}),
        line.model_copy(update={"text": second, "id": id}),
    )


def numbered(lines: tuple[Line, ...], id: str) -> int:
    """The number of a line in its shot. Raises BadInput."""
    for number, line in enumerate(lines):
        if line.id == id:
            return number
    raise BadInput("This line is in another shot.")
