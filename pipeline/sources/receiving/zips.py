"""Zips: their members as files in a folder named like the zip, and why one is refused.

What belongs here: opening archives safely. What does not: what the members are (they are received
like any file).
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import RefusedError
from pipeline.sources.formats.kind import looks_like_zip
from pipeline.sources.formats.workbook_guard import form_of_workbook
from pipeline.sources.receiving.incoming import is_ignored

_LARGEST_TOTAL = 2 << 30
_ENCRYPTED = 0x1
# What reading a damaged, encrypted or strangely packed member raises.
MEMBER_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OSError,
)


@dataclass(frozen=True)
class Member:
    """One file inside a zip.

    Attributes:
        name: Its path within the zip, with "/".
        archive: The open zip.
        info: The zip's entry for it.
    """

    name: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def open(self) -> BinaryIO:
        """Open the member for reading.

        Raises:
            RuntimeError: It is encrypted (and other errors of `MEMBER_ERRORS` while it is read).
        """
        return self.archive.open(self.info)  # type: ignore[return-value]


def is_zip(path: Path) -> bool:
    """Tell whether a file is to be opened as a zip, by its first bytes or its name; a workbook is none.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        is_packed = looks_like_zip(file.read(4)) or path.suffix.lower() == ".zip"
    return is_packed and not form_of_workbook(path)


@contextmanager
def open_zip(path: Path) -> Iterator[tuple[Member, ...]]:
    """Open a zip and give its members, rubbish left out.

    Raises:
        RefusedError: It is damaged, empty or too large.
    """
    try:
        archive = zipfile.ZipFile(path)
    except MEMBER_ERRORS as error:
        raise RefusedError(
            "The zip is damaged, or is no zip.", remedy="Pack the files again and send the new zip."
        ) from error
    with archive:
        yield _members(archive)


def _members(archive: zipfile.ZipFile) -> tuple[Member, ...]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    named = ((_tidy(entry.filename), entry) for entry in entries)
    members = sorted(
        (Member(name, archive, entry) for name, entry in named if not is_ignored(name)),
        key=lambda each: each.name,
    )
    if not members:
        raise RefusedError(
            "The zip holds no files.",
            remedy="Pack the CSV files of the return and send the new zip.",
        )
    if sum(member.info.file_size for member in members) > _LARGEST_TOTAL:
        raise RefusedError(
            "The files in the zip are larger than 2 GiB together.",
            remedy="Send them in several smaller zips.",
        )
    return tuple(members)


def _tidy(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "file"


def is_encrypted(member: Member) -> bool:
    """Tell whether a member needs a password."""
    return bool(member.info.flag_bits & _ENCRYPTED)


def refuse_members(troubles: list[str]) -> RefusedError:
    """Return the refusal of a zip of which some members could not be taken out, each with why."""
    return RefusedError(
        f"Some files in the zip could not be taken out: {'; '.join(troubles)}. "
        "The others were received.",
        remedy="Pack those files again, without a password, and send the new zip.",
    )
