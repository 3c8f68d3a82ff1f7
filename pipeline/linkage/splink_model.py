"""The only place that knows Splink: children in, likely pairs with a probability and the level of each field out.

What belongs here: turning `levels` into Splink's settings and reading its answer. What does not: which children are
compared, and what becomes of the pairs (`candidates`).
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pipeline.errors import UsageError
from pipeline.linkage.levels import FIELDS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipeline.linkage.levels import Field, Level

_PAIRS_SAMPLED = 1_000_000
_SEED = 20
# Pairs that share none of these are not compared: there would be too many, and none could be likely.
_COMPARED_WHEN = (
    "l.upn = r.upn",
    "l.birth_date = r.birth_date",
    "l.home_postcode = r.home_postcode AND l.sex = r.sex",
)


def require_splink() -> None:
    """Raise unless Splink is installed.

    Raises:
        UsageError: It is not.
    """
    if find_spec("splink") is None:
        raise UsageError(
            "Splink, which states how likely two children are one person, is not installed.",
            remedy="pip install 'child-journey-warehouse[link]'",
        )


def score_pairs(
    connection: DuckDBPyConnection, children: str, *, prior: float, least: float
) -> str:
    """Score the pairs of children of different authorities, and return the name of a table of the likely ones.

    The table has child_key_l, child_key_r, match_probability and, for each field, gamma_<field>: the level counted
    from the least close, which is 0, or -1 where nothing is known.

    Args:
        connection: Database in memory; Splink makes tables in it.
        children: Table with the columns of int_children__compared.
        prior: Probability that two children of different authorities, of whom nothing is known, are one person.
        least: Probability from which on a pair is returned.
    """
    from splink import DuckDBAPI, Linker, SettingsCreator

    settings = SettingsCreator(
        link_type="link_only",
        unique_id_column_name="child_key",
        source_dataset_column_name="la_code",
        probability_two_random_records_match=prior,
        comparisons=[_comparison(field) for field in FIELDS],
        blocking_rules_to_generate_predictions=[{"blocking_rule": each} for each in _COMPARED_WHEN],
        retain_matching_columns=True,
        linker_uid="cjw",
    )
    # Without messages: Splink's could show values of records.
    linker = Linker(DuckDBAPI(connection).register(children), settings, log_level="ERROR")
    linker.training.estimate_u_using_random_sampling(
        max_pairs=_PAIRS_SAMPLED, seed=_SEED, min_count_per_level=None, num_chunks=1
    )
    pairs = linker.inference.predict(threshold_match_probability=least, warning_mode="never")
    return str(pairs.physical_name)


def _comparison(field: Field) -> dict[str, Any]:
    unknown = {
        "sql_condition": field.is_unknown,
        "label_for_charts": "not known",
        "is_null_level": True,
    }
    return {
        "output_column_name": field.name,
        "comparison_levels": [unknown, *(_level(level) for level in field.levels)],
    }


def _level(level: Level) -> dict[str, Any]:
    stated = {"u_probability": level.different_persons, "fix_u_probability": True}
    return {
        "sql_condition": level.condition,
        "label_for_charts": level.words,
        "m_probability": level.same_person,
        **(stated if level.different_persons is not None else {}),
    }
