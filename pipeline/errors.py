"""The kinds of failure that the project raises on purpose, and nothing else.

Each message says what happened, where, and what to do next. The command maps the classes to exit codes in one
place (`pipeline.cli`). No message may hold a child's identifier: name file, row and field instead.
"""

from pathlib import Path


class CjwError(Exception):
    """A failure that a person can act on.

    Args:
        message: What happened and where.
        remedy: What to do next, in the imperative.
    """

    exit_code = 3

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n  What to do: {self.remedy}" if self.remedy else self.message


class UsageError(CjwError):
    """The command was called in a way that cannot work (exit code 2)."""

    exit_code = 2


class RefusedError(CjwError):
    """The data or the quality gate refused: nothing is broken, nothing was released (exit code 1)."""

    exit_code = 1


class ProjectError(CjwError):
    """The project's own files (models, seeds, suites) are at fault (exit code 1)."""

    exit_code = 1


class BusyError(CjwError):
    """Another run holds the data home (exit code 1)."""

    exit_code = 1


def place_of(error: BaseException) -> str:
    """Return where an error was raised, as `file.py:line`: what may be told when its message may not.

    That is the innermost place in our own code, or in a library's if it never passed through ours.
    """
    places = []
    trace = error.__traceback__
    while trace is not None:
        places.append((Path(trace.tb_frame.f_code.co_filename), trace.tb_lineno))
        trace = trace.tb_next
    own = [place for place in places if Path(__file__).parent in place[0].parents]
    if not places:
        return "an unknown place"
    file, line = (own or places)[-1]
    return f"{file.name}:{line}"
