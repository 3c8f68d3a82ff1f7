"""Pieces of Markdown that the written pages share.

What belongs here: paragraphs, cells and texts that stand on every page. What does not: the layout of any page.
"""

from importlib.resources import files
from textwrap import fill

WIDTH = 118


def paragraph(text: str) -> str:
    """Return a text in lines of bounded length; what is wrapped already, as a list is, stays as it is."""
    blocks = text.strip().split("\n\n")
    return "\n\n".join(
        fill(" ".join(block.split()), WIDTH, break_on_hyphens=False, break_long_words=False)
        for block in blocks
    )


def cell(text: str) -> str:
    r"""Return a text fit for a cell of a table.

    >>> cell("yes | no")
    'yes \\| no'
    """
    return " ".join(text.split()).replace("|", "\\|")


def standing_text(name: str) -> str:
    """Return a text of `texts/` by its name."""
    path = files("pipeline.derived") / "texts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()
