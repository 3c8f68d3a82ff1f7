"""Explaining whatever is named: files, folders, zips.

What belongs here: finding the files and unpacking zips for as long as they are read. What does not:
what is found out of one file (`explain`).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError, UsageError
from pipeline.sources.explaining.explain import Explanation, explain, refused
from pipeline.sources.explaining.explain_sheet import Shelf
from pipeline.sources.matching.book import load_book
from pipeline.sources.placing.authority import load_gazetteer
from pipeline.sources.placing.place import Clerk
from pipeline.sources.receiving.incoming import find_parcels, unreadable
from pipeline.sources.receiving.zips import MEMBER_ERRORS, is_zip, open_zip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pipeline.settings import Home
    from pipeline.sources.receiving.incoming import Instruction, Parcel


def open_shelf(home: Home, *, project: Path, today: date) -> Shelf:
    """Return what explaining needs.

    Raises:
        ProjectError: A contract or a seed cannot be read.
        UsageError: A mapping of local headings cannot be used.
    """
    seeds = project / "seeds"
    book = load_book(project, mappings=home.mappings)
    return Shelf(book, Clerk(load_gazetteer(seeds), today), seeds)


def explain_files(
    home: Home, paths: Sequence[Path], *, shelf: Shelf, instruction: Instruction
) -> Iterator[Explanation]:
    """Yield how each file under some paths would be read; each member of a zip is a file.

    Args:
        home: The data home; a file of its inbox is named as receiving it would.
        paths: Files or folders.
        shelf: What explaining needs.
        instruction: What a person said of them all.

    Raises:
        UsageError: No path is named, or one does not exist.
    """
    if not paths:
        raise UsageError(
            "No file is named that is to be explained.",
            remedy="Name one: `cjw ingest --explain FILE`.",
        )
    named = [path.absolute() for path in paths]
    for parcel in find_parcels(home, paths, instruction=instruction):
        if any(parcel.path.is_relative_to(path) for path in named):
            yield from _explain_parcel(parcel, shelf, instruction)


def _explain_parcel(
    parcel: Parcel, shelf: Shelf, instruction: Instruction
) -> Iterator[Explanation]:
    try:
        parcel.refuse_unless_regular()
        if is_zip(parcel.path):
            yield from _explain_zip(parcel, shelf, instruction)
        else:
            yield explain(parcel.path, name=parcel.name, shelf=shelf, instruction=instruction)
    except RefusedError as refusal:
        yield refused(parcel.name, refusal)
    except OSError as error:
        yield refused(parcel.name, unreadable(error))


def _explain_zip(parcel: Parcel, shelf: Shelf, instruction: Instruction) -> Iterator[Explanation]:
    # Made for its owner alone (0700), and gone with the loop.
    with open_zip(parcel.path) as members, TemporaryDirectory() as folder:
        for member in members:
            name, copy = f"{parcel.name}/{member.name}", Path(folder) / "member"
            try:
                with member.open() as packed, copy.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
            except MEMBER_ERRORS:
                yield refused(name, _not_unpacked())
            else:
                yield explain(copy, name=name, shelf=shelf, instruction=instruction)


def _not_unpacked() -> RefusedError:
    return RefusedError(
        "It cannot be taken out of the zip: it is damaged or needs a password.",
        remedy="Pack it again, without a password.",
    )
