"""The questions of `docs/worked-questions.md` can be asked of any warehouse, and tell what the page shows."""

import pytest

from pipeline.modelling.api import open_warehouse
from tests.end_to_end.worked_questions import answer, questions

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("number", range(1, 6))
def test_a_worked_question_tells_what_the_page_shows(both, number):
    question, shown = questions()[number - 1]
    with open_warehouse(both.warehouse, read_only=True) as connection:
        told = answer(connection, question).splitlines()
    assert told[0] == shown.splitlines()[0]
    assert len(told) > 2
