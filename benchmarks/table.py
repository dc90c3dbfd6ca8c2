"""Tables of figures on a terminal: a title, columns that line up, and verdicts against bars."""

from __future__ import annotations

from collections.abc import Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Prints a table; the first column is text, the others are figures."""
    cells = [list(head), *[[_text(cell) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    print(f"\n{title}")
    for number, row in enumerate(cells):
        line = [row[0].ljust(widths[0])]
        line += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  " + "  ".join(line).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))


def verdict(what: str, value: float, bar: float, *, unit: str = "", most: bool = True) -> bool:
    """Prints one figure against its bar (the most it may be, or the least); True where it is met."""
    met = value <= bar if most else value >= bar
    word = "at most" if most else "at least"
    print(f"  {'met   ' if met else 'MISSED'}  {what}: {value:.2f}{unit}, {word} {bar:g}{unit}")
    return met


def note(sentence: str) -> None:
    """Prints a sentence that the reader of a table needs."""
    print(f"  {sentence}")


def _text(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
