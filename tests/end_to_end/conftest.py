"""What the end-to-end tests share: the command as a person runs it, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The command of this very environment, and of none that happens to be on the path.
CJW = Path(sys.executable).with_name("cjw")


@pytest.fixture(scope="session")
def cjw():
    """Run `cjw` with some arguments; returns the ended process with what it printed."""

    def run(*arguments, **environment):
        return subprocess.run(
            [CJW, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            timeout=1800,
            env={**os.environ, "COLUMNS": "120", **environment},
        )

    return run
