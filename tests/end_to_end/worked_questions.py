"""The questions of `docs/worked-questions.md`: taken out of the page, asked, and their answers written into it.

`python -m tests.end_to_end.worked_questions HOME` asks the warehouse of a demonstration and rewrites the answers.
"""

import re
import sys
from pathlib import Path

from pipeline.modelling.api import open_warehouse

PAGE = Path(__file__).parents[2] / "docs" / "worked-questions.md"
QUESTION = re.compile(r"```sql\n(.*?)\n```\n(?:\n(\|.*?\|)\n(?=\n|\Z))?", re.DOTALL)


def questions():
    """Return each question of the page with the answer that stands below it."""
    return [(found[1], found[2] or "") for found in QUESTION.finditer(PAGE.read_text("utf-8"))]


def answer(connection, question):
    """Ask a question and return the answer as a table of Markdown."""
    asked = connection.execute(question)
    rows = [[column[0] for column in asked.description], *asked.fetchall()]
    lines = ["| " + " | ".join("" if v is None else str(v) for v in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def rewrite(warehouse):
    """Write the answers of a warehouse into the page."""
    with open_warehouse(warehouse, read_only=True) as connection:
        text = QUESTION.sub(
            lambda found: f"```sql\n{found[1]}\n```\n\n{answer(connection, found[1])}\n",
            PAGE.read_text("utf-8"),
        )
    PAGE.write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]) / "warehouse.duckdb")
