"""`python -m pipeline.derived` writes what follows from contracts and models; `--check` only tells which files differ.

What belongs here: the command. What does not: writing and comparing (`write`).
"""

import sys
from pathlib import Path

from pipeline.derived.write import find_drift, write_derived
from pipeline.errors import CjwError
from pipeline.settings import find_project_dir


def main(arguments: list[str], project: Path) -> int:
    """Do it for a project, print a line for each file concerned, and return the exit code."""
    only_check = arguments == ["--check"]
    if arguments and not only_check:
        sys.stderr.write("Usage: python -m pipeline.derived [--check]\n")
        return 2
    try:
        drift = find_drift(project) if only_check else write_derived(project)
    except CjwError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    done = {"missing": "written", "changed": "written", "stale": "removed"}
    for each in drift:
        sys.stdout.write(f"{each.kind if only_check else done[each.kind]}  {each.path}\n")
    return 1 if only_check and drift else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], find_project_dir()))
