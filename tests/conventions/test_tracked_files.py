"""What no file of the project may hold: paths of one machine, hosts of package registries."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MACHINE_PATH = re.compile(r"(?<![\w.~}<-])/(?:work|tmp|root|Users|home)/\w")
REGISTRY = re.compile(
    r"https?://[^\s\"')>]*/(?:simple|packages)\b|--(?:extra-)?index-url\b",
    re.IGNORECASE,
)


def texts():
    """Every tracked file but this one that is text, with its name."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so that nobody can tell which files belong to the project")
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            content = path.read_bytes()
            if b"\0" not in content[:8000]:
                yield name, content.decode("utf-8", errors="replace")


def places(pattern):
    return [
        f"{name}:{number}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_path_of_a_machine():
    assert places(MACHINE_PATH) == [], "these lines work on one machine alone: use a relative path"


def test_no_package_registry():
    assert places(REGISTRY) == [], (
        "take the host out: which registry to use is the machine's choice"
    )


@pytest.mark.parametrize("line", ["open('/tmp/x')", "cd /root/x", "= /home/ann/data"])
def test_a_path_of_a_machine_is_seen(line):
    assert MACHINE_PATH.search(line)


@pytest.mark.parametrize("line", ["data/tmp/x", "https://example.org/home/x", "~/tmp/x", "/tmp"])
def test_what_only_looks_like_one_is_not(line):
    assert not MACHINE_PATH.search(line)


def test_a_registry_is_seen():
    assert REGISTRY.search("--index-url x")
    assert REGISTRY.search("url = https://mirror.example.org/simple")
    assert not REGISTRY.search("see https://example.org/simpler")
