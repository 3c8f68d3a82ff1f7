"""Every key that the entity diagram draws or lists finds its row, and is there where the diagram says so."""

import pytest

from pipeline.derived.from_models import columns_never_null
from pipeline.derived.relations import find_relations
from pipeline.derived.themes import journey_models

pytestmark = pytest.mark.slow

COUNTS = """
SELECT
    '{child}.{column}',
    {is_always},
    COUNT(c.{column}) FILTER (WHERE p.{key} IS NULL),
    COUNT(*) FILTER (WHERE c.{column} IS NULL),
    COUNT(c.{column})
FROM {child} AS c
LEFT JOIN (SELECT DISTINCT {key} FROM {parent}) AS p ON c.{column} = p.{key}
"""


def test_every_key_finds_its_row(both, workspace):
    models = journey_models(workspace.project)
    relations = find_relations(models, columns_never_null(workspace.suites))
    counted = both.ask(" UNION ALL ".join(COUNTS.format(**vars(each)) for each in relations))
    assert [name for name, _, lost, _, _ in counted if lost] == [], "keys without their row"
    assert [name for name, is_always, _, missing, _ in counted if is_always and missing] == []
    assert sum(found > 0 for _, _, _, _, found in counted) > 150
