"""Opens every sheet of the workbook named on the command line and ends; a process of its own, which may die.

What belongs here: only that. Damage in an old Excel file can make the library ask for more memory than there is, which
ends its process at once: so the first to open such a file is this script, with an end to its memory.
"""

import sys
from pathlib import Path

MOST_MEMORY = 3 * 2**30


def main() -> None:
    """Open every sheet; fail if that cannot be done."""
    from python_calamine import CalamineWorkbook, PasswordError

    _limit_memory()
    try:
        with Path(sys.argv[1]).open("rb") as file:
            workbook = CalamineWorkbook.from_filelike(file)
    except PasswordError:
        return  # the caller says so
    for place in range(len(workbook.sheet_names)):
        workbook.get_sheet_by_index(place)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 (Unix alone has it)
    except ImportError:  # where the system knows no limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    main()
