"""What there is to receive: the files of the inbox and of the named paths, oldest first.

What belongs here: walking folders, what is ignored, taking a received file out of the inbox. What
does not: opening files, zips (`zips`).
"""

import logging
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import RefusedError, UsageError
from pipeline.settings import Home
from pipeline.sources.keeping.quarantine import find_kept

_log = logging.getLogger(__name__)
_IGNORED_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class Instruction:
    """What a person said of a file that is to be received.

    Attributes:
        named: Whose and of when it is ("walsall 2016-17"); it overrules path and content.
        despite_dates: Whether to take it although its dates do not fit its year.
    """

    named: str = ""
    despite_dates: bool = False


NOTHING_SAID = Instruction()


@dataclass(frozen=True)
class Parcel:
    """One file to receive.

    Attributes:
        path: Where it is.
        name: Its path within the inbox or the named folder (whose own name comes first), with "/".
        is_from_inbox: Whether it leaves its place once it is received.
        modified: When it was last changed, in nanoseconds.
        size: In bytes.
        instruction: What a person said of it.
        companion: A file about it that goes when it goes.
    """

    path: Path
    name: str
    is_from_inbox: bool
    modified: int
    size: int
    instruction: Instruction = NOTHING_SAID
    companion: Path | None = None

    def is_unchanged(self) -> bool:
        """Tell whether the file is as it was when it was found: not being written, not replaced."""
        try:
            status = self.path.lstat()
        except OSError:
            return False
        return (status.st_mtime_ns, status.st_size) == (self.modified, self.size)

    def refuse_unless_regular(self) -> None:
        """Refuse what is no plain file: links are not followed, pipes and devices not opened.

        Raises:
            RefusedError: It is a link, a pipe, a device, a closed folder, or gone.
        """
        try:
            mode = self.path.lstat().st_mode
        except OSError as error:
            raise unreadable(error) from error
        if stat.S_ISLNK(mode):
            raise RefusedError(
                "It is a link; links are not followed. It was left in place.",
                remedy="Put the file itself into the inbox, and remove the link.",
            )
        if stat.S_ISDIR(mode):
            raise RefusedError(
                "The folder cannot be read. It was left in place.",
                remedy="Let the account that runs the pipeline read it.",
            )
        if not stat.S_ISREG(mode):
            raise RefusedError(
                "It is no plain file. It was left in place.", remedy="Remove it from the inbox."
            )


def find_parcels(
    home: Home, paths: Sequence[Path], *, instruction: Instruction = NOTHING_SAID
) -> tuple[Parcel, ...]:
    """Return what there is to receive: the inbox, then each path; in each the oldest first.

    The order settles which of two files for one place is in force: the one changed last.

    Args:
        home: The data home.
        paths: Files or folders.
        instruction: What a person said of all that is under the paths.

    Raises:
        UsageError: A path does not exist.
    """
    found = list(_by_age(_walk(home.inbox, home.inbox, is_from_inbox=True)))
    for path in paths:
        named = _by_age(_named(path.absolute()))
        found.extend(replace(parcel, instruction=instruction) for parcel in named)
    return tuple({parcel.path: parcel for parcel in reversed(found)}.values())[::-1]


def find_quarantined(home: Home, beginning: str, instruction: Instruction) -> Parcel:
    """Return a refused file as one to receive again; it leaves quarantine if it is taken.

    Args:
        home: The data home.
        beginning: The beginning of its id.
        instruction: What a person says of it.

    Raises:
        UsageError: There is no such file, or more than one.
    """
    kept = find_kept(home, beginning)
    parcel = _parcel(kept.path, kept.path.parent, is_from_inbox=True)
    return replace(parcel, name=kept.name, instruction=instruction, companion=kept.reason)


def is_ignored(name: str) -> bool:
    """Tell whether a path is rubbish of an operating system or of an open program, or hidden."""
    return any(
        part.startswith((".", "~$")) or part.lower() in _IGNORED_NAMES
        for part in name.split("/")
        if part != ".."
    )


def unreadable(error: OSError) -> RefusedError:
    """Return the refusal of a file that the system will not let us read."""
    return RefusedError(
        f"The file cannot be read ({error.strerror or type(error).__name__}). "
        "It was left in place.",
        remedy="Let the account that runs the pipeline read it, or send it again.",
    )


def take_out(parcel: Parcel) -> None:
    """Remove a received file from the inbox, unless it was replaced meanwhile."""
    if parcel.is_from_inbox and parcel.is_unchanged():
        parcel.path.unlink()
        if parcel.companion is not None:
            parcel.companion.unlink(missing_ok=True)


def remove_empty_folders(inbox: Path) -> None:
    """Remove the empty folders inside the inbox, innermost first."""
    for folder, _, _ in os.walk(inbox, topdown=False):
        path = Path(folder)
        if path != inbox and not any(path.iterdir()):
            path.rmdir()


def _named(path: Path) -> Iterator[Parcel]:
    if not path.exists():
        raise UsageError(f"{path.name}: there is no such file or folder.", remedy="Check the path.")
    if path.is_dir():
        yield from _walk(path, path.parent, is_from_inbox=False)
    else:
        # A single file is placed by the two folders above it too: walsall/2016_17/episodes.csv.
        yield _parcel(path, path.parents[min(2, len(path.parents) - 1)], is_from_inbox=False)


def _walk(folder: Path, base: Path, *, is_from_inbox: bool) -> Iterator[Parcel]:
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*files, *links):
            path = Path(place) / name
            if is_ignored(path.relative_to(folder).as_posix()):
                _log.debug("Ignored: %s", path.name)
            else:
                yield _parcel(path, base, is_from_inbox=is_from_inbox)
    for error in closed:
        yield _parcel(Path(error.filename), base, is_from_inbox=is_from_inbox)


def _parcel(path: Path, base: Path, *, is_from_inbox: bool) -> Parcel:
    try:
        status = path.lstat()
        modified, size = status.st_mtime_ns, status.st_size
    except OSError:
        modified, size = 0, 0
    name = (
        path.relative_to(base)
        .as_posix()
        .encode("utf-8", "surrogateescape")
        .decode("utf-8", "replace")
    )
    return Parcel(path, name, is_from_inbox, modified, size)


def _by_age(parcels: Iterable[Parcel]) -> list[Parcel]:
    return sorted(parcels, key=lambda parcel: (parcel.modified, parcel.name))
