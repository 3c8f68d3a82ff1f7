"""Every key that the entity diagram draws or lists finds its row, and is there where the diagram says so."""

import pytest

from pipeline.derived.journey_pages import columns_never_null
from pipeline.derived.relations import find_relations
from pipeline.derived.themes import journey_models

pytestmark = pytest.mark.slow

UNMATCHED = """
SELECT
    COUNT(c.{column}) FILTER (WHERE p.{key} IS NULL),
    COUNT(*) FILTER (WHERE c.{column} IS NULL),
    COUNT(c.{column})
FROM {child} AS c
LEFT JOIN (SELECT DISTINCT {key} FROM {parent}) AS p ON c.{column} = p.{key}
"""


def counts(both, relation):
    """Return how many rows have a key without its row, no key, and a key."""
    question = UNMATCHED.format(
        child=relation.child, column=relation.column, parent=relation.parent, key=relation.key
    )
    ((found, _),) = both.ask(question).items()
    return found


def test_every_key_finds_its_row(both, workspace):
    models = journey_models(workspace.project)
    relations = find_relations(models, columns_never_null(workspace.suites))
    counted = {(each.child, each.column, each.is_always): counts(both, each) for each in relations}
    assert {key: row for key, row in counted.items() if row[0]} == {}, "keys without their row"
    assert {key: row for key, row in counted.items() if key[2] and row[1]} == {}, "keys missing"
    assert sum(row[2] > 0 for row in counted.values()) > 150
