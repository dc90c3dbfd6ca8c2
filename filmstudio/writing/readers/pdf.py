"""Makes a screenplay of a PDF: its pages are read by a child process that cannot outgrow its bounds."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
from collections import Counter

from filmstudio.errors import BadInput, Broken
from filmstudio.film.screenplay import Screenplay
from filmstudio.said import said
from filmstudio.settings import settings
from filmstudio.writing.readers import pdfpages
from filmstudio.writing.readers.fountain import HEADING
from filmstudio.writing.readers.plain import read_plain
from filmstudio.writing.readers.source import Source, clean

PAGE_SECONDS = 10.0
"""The longest wait for a page; the child bounds its own work more tightly, by CPU time."""
ALL_SECONDS = 60.0
FAULTS = {
    "locked": said("{name} is locked with a password: save it without one."),
    "encrypted": said(
        "{name} is encrypted in a way that cannot be read: save it without a password."
    ),
    "circle": said(
        "{name} is damaged (its pages lead back to themselves): print it to a new PDF or save the "
        "script as .docx or plain text."
    ),
    "slow": said(
        "{name} takes too long to read, as damaged PDFs do: print it to a new PDF or save the "
        "script as .docx or plain text."
    ),
    "large": said("{name} needs more memory than a script does: print it to a new PDF."),
    "damaged": said(
        "{name} is damaged: print it to a new PDF or save the script as .docx or plain text."
    ),
}
"""What the child finds wrong with a file, by the key that it tells."""
MOST_PAGES = 500
_FURNITURE = re.compile(
    r"\s*(?:\(?(?:MORE|CONTINUED)\)?:?(?:\s*\(\d+\))?|(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?\.?"
    r"|page \d+ of \d+)\s*$",
    re.IGNORECASE,
)
_GAP = re.compile(r"(\S) {2,}(?=\S)")
_MARGIN_NUMBER = re.compile(r"^\s*(\d{1,3}[A-Z]?)\s{2,}(.*?\S)\s{2,}\1\s*$")
_SPOKEN_END = re.compile(r"[.!?…:;”\"»」。！？।]['’)\]]?$")


def read_pdf(source: Source) -> Screenplay:
    """The screenplay in a PDF. Raises BadInput for PDFs that are locked, damaged or only pictures."""
    pages, title = _pages(source)
    text = clean(tidy(pages) or " ", source.name) if any(p.strip() for p in pages) else ""
    if not any(c.isalpha() for c in text):
        raise BadInput(
            "{name} has no text in it, only pictures of pages: export it from your writing "
            "program, or run text recognition (OCR) on it first.",
            code="script_no_text",
            name=source.name,
        )
    return read_plain(text, name=source.name, title=title)


def _pages(source: Source) -> tuple[list[str], str]:
    child = subprocess.Popen(
        # By its path: as a module it would load all readers first.
        [sys.executable, "-I", pdfpages.__file__, str(MOST_PAGES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
    )
    try:
        return _listen(child, source)
    finally:
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _fault(key: str, source: Source) -> BadInput:
    locked = key in ("locked", "encrypted")
    code = "script_locked" if locked else "script_damaged"
    return BadInput(FAULTS[key], code=code, name=source.name)


def _listen(child: subprocess.Popen[bytes], source: Source) -> tuple[list[str], str]:
    """The pages that the child tells, one JSON line each; it is given PAGE_SECONDS for each."""
    if child.stdin is None or child.stdout is None:
        raise Broken("The process that reads PDFs has no pipes.")
    limit = settings().max_script_words * 40
    pages: list[str] = []
    title = ""
    size = 0
    unread = memoryview(source.data)
    buffer = b""
    end = time.monotonic() + ALL_SECONDS
    page_end = time.monotonic() + PAGE_SECONDS
    while True:
        left = min(end, page_end) - time.monotonic()
        ready, writable, _ = select.select(
            [child.stdout], [child.stdin] if len(unread) else [], [], max(0.0, left)
        )
        if not ready and not writable:
            raise _fault("slow", source)
        if writable:
            try:
                unread = unread[os.write(child.stdin.fileno(), unread[:65536]) :]
            except BrokenPipeError:
                unread = unread[:0]
            if not len(unread):
                child.stdin.close()
        if not ready:
            continue
        piece = os.read(child.stdout.fileno(), 65536)
        if not piece:
            break
        buffer += piece
        *lines, buffer = buffer.split(b"\n")
        for line in lines:
            told = json.loads(line)
            if "fault" in told:
                raise _fault(told["fault"], source)
            if told.get("end"):
                return pages, title
            title = told.get("title", title)
            if "page" in told:
                pages.append(told["page"])
                size += len(told["page"].strip())
            page_end = time.monotonic() + PAGE_SECONDS
        if size > limit:
            return pages, title
    raise BadInput(
        "{name} is damaged or too complicated to read: print it to a new PDF or save "
        "the script as .docx or plain text.",
        code="script_damaged",
        name=source.name,
    )


def tidy(pages: list[str]) -> str:
    """Pages of laid-out text as one plain text: no page furniture, lines joined to paragraphs."""
    kept: list[list[str]] = []
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [_line(line) for line in page.split("\n")]
        filled = [line.strip() for line in lines if line.strip()]
        edges.update({re.sub(r"\d+", "#", line) for line in (*filled[:1], *filled[-1:])})
        kept.append(lines)
    running = {line for line, times in edges.items() if times >= 3 and times * 2 > len(pages)}
    lines = []
    for page_lines in kept:
        body = [line for line in page_lines if not _FURNITURE.match(line)]
        while body and (not body[0].strip() or re.sub(r"\d+", "#", body[0].strip()) in running):
            body.pop(0)
        while body and (not body[-1].strip() or re.sub(r"\d+", "#", body[-1].strip()) in running):
            body.pop()
        if lines and body and _goes_on(lines[-1], body[0]):
            lines.extend(body)
        else:
            lines.extend(["", *body])
    indents = sorted(len(line) - len(line.lstrip()) for line in lines if line.strip())
    margin = indents[len(indents) // 10] if indents else 0
    screenplay = any(HEADING.match(line.strip()) for line in lines)
    return _screenplay(lines, margin) if screenplay else _flowing(lines, margin)


def _line(line: str) -> str:
    numbered = _MARGIN_NUMBER.match(line)
    if numbered:
        return f"{numbered.group(2)} #{numbered.group(1)}#"
    indent = len(line) - len(line.lstrip())
    return " " * indent + _GAP.sub(r"\1 ", line.strip())


def _goes_on(last: str, first: str) -> bool:
    return not _SPOKEN_END.search(last.strip()) and first.strip()[:1].islower()


def _screenplay(lines: list[str], margin: int) -> str:
    """Fountain of a laid-out screenplay: wrapped lines of one element joined into one."""
    made: list[str] = []
    previous = 0
    for line in lines:
        text = line.strip()
        indent = len(line) - len(line.lstrip()) - margin
        joins = (
            bool(text and made and made[-1])
            and abs(indent - previous) <= 1
            and not HEADING.match(text)
            and not HEADING.match(made[-1])
            and text != text.upper()
            and made[-1] != made[-1].upper()
            and not text.startswith("(")
            and not made[-1].endswith(")")
        )
        if joins:
            made[-1] += " " + text
        elif text and made and made[-1] and HEADING.match(text):
            made.extend(["", text])
        else:
            made.append(text)
        previous = indent
    return "\n".join(made)


def _flowing(lines: list[str], margin: int) -> str:
    """Paragraphs of prose: a new one after a blank line, a short last line or at an indent."""
    widest = max((len(line.rstrip()) for line in lines), default=0)
    paragraphs: list[str] = []
    fresh = True
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            fresh = True
            continue
        indented = len(line) - len(line.lstrip()) - margin >= 2
        before = lines[number - 1].rstrip() if number else ""
        ended = bool(_SPOKEN_END.search(before)) and len(before) < 0.75 * widest
        if fresh or indented or ended:
            paragraphs.append(text)
        elif paragraphs[-1].endswith("-") and text[0].islower():
            paragraphs[-1] = paragraphs[-1][:-1] + text
        else:
            paragraphs[-1] += " " + text
        fresh = False
    return "\n\n".join(paragraphs)
