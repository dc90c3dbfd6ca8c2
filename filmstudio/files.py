"""Files that appear whole or not at all, with a full disk or an unwritable folder told as a sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from filmstudio.errors import BadInput, NoSpace

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_UNWRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR}
_NO_FOLDER = {errno.ENOENT, errno.EEXIST, errno.EISDIR}
"""What making a folder or a file in it fails with where a part of the path is something else."""


@contextlib.contextmanager
def disk_errors(path: Path, *, making: bool = False) -> Iterator[None]:
    """Turns a full disk or an unwritable folder into NoSpace with a sentence that names it.

    With `making`, folders are made in the block: a file in their place is told too.
    """
    try:
        yield
    except OSError as error:
        told = _told(error, path, _UNWRITABLE | _NO_FOLDER if making else _UNWRITABLE)
        if told is None:
            raise
        raise told from error


def _told(error: OSError, path: Path, unwritable: set[int]) -> NoSpace | None:
    if error.errno in _FULL:
        return NoSpace(
            "There is no room left on the disk for {path}. Free some space and run the "
            "same command again: what is finished is kept.",
            path=path,
        )
    if error.errno in unwritable:
        return NoSpace(
            "{path} cannot be written ({why}). Choose another folder or change its permissions.",
            code="unwritable",
            path=path,
            why=os.strerror(error.errno or 0).lower(),
        )
    return None


def may_replace(path: Path) -> None:
    """Raises BadInput where a path is there and is no file: /dev/null must not become a film."""
    if path.is_dir():
        raise BadInput("{path} is a folder. Give the name of a file in it.", path=path)
    if path.exists() and not path.is_file():
        raise BadInput("{path} is not a file. Give the name of a file.", path=path)


def part_of(path: Path) -> Path:
    """The temporary name, in the same folder, under which a file is written."""
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a temporary path to write to; renamed to `path` at the end, removed on any error.

    Makes the folder. Raises NoSpace where it cannot be written or the disk is full, BadInput
    where the path is a folder or a device.
    """
    may_replace(path)
    part = part_of(path)
    try:
        with disk_errors(path, making=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield part
            os.replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that it is the old one or the whole new one, never a part. Raises NoSpace."""
    with whole_file(path) as part:
        part.write_bytes(data)


def copy_whole(source: Path, path: Path) -> None:
    """Copies a file so that the target is the old one or the whole new one. Raises NoSpace."""
    with whole_file(path) as part:
        shutil.copyfile(source, part)
