"""The names in our files for explore education statistics are those of DfE's own files, where DfE has one."""

import csv
import gzip
from pathlib import Path

import pytest

from pipeline.release.export_ees import FILTERS, GEOGRAPHY

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "published"
LOOKED_AFTER = "cla_2025_release/cla_number_and_rate_per_10k_children"
REFERRALS = "cin_2025_release/c1_children_in_need_referrals_and_rereferrals_2013_to_2025"
# Our measure, DfE's name for it, and a file of the release of 2025 that has it.
NAMES = [
    ("looked_after", "children_count", LOOKED_AFTER),
    ("looked_after_rate_per_10k", "rate_per_10000", LOOKED_AFTER),
    ("looked_after_pct", "children_percent", "cla_2025_release/la_cla_placement_stability"),
    ("referrals", "referral_count", REFERRALS),
    ("re_referrals_pct", "rereferral_percent", REFERRALS),
    ("referrals_no_further_action_pct", "no_further_action_percent", REFERRALS),
]

needs_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="DfE's files are not beside the project"
)


def columns_of(name):
    with gzip.open(PUBLISHED / f"{name}.csv.gz", "rt", encoding="utf-8-sig") as file:
        return next(csv.reader(file))


def indicators():
    with (ROOT / "seeds" / "measures.csv").open(encoding="utf-8", newline="") as file:
        return {row["measure_id"]: row["ees_indicator"] for row in csv.DictReader(file)}


@needs_published
@pytest.mark.parametrize(("measure", "name", "file"), NAMES, ids=[m for m, *_ in NAMES])
def test_an_indicator_has_the_name_that_dfe_gives_it(measure, name, file):
    assert name in columns_of(file)
    assert indicators()[measure] == name


@needs_published
@pytest.mark.parametrize("file", sorted({file for *_, file in NAMES}))
def test_time_and_place_have_the_columns_of_dfe(file):
    columns = columns_of(file)
    assert set(GEOGRAPHY) <= set(columns)


@needs_published
def test_the_filter_of_groups_has_the_name_that_dfe_gives_it():
    # What the breakdown is of, DfE's files call `characteristic`; the dictionary has `breakdown_topic` for it, and the
    # screener warns of the older word.
    assert FILTERS[1] in columns_of("cla_2025_release/la_conviction_health_outcome_cla")


def test_a_number_of_children_or_events_says_that_it_is_a_count():
    with (ROOT / "seeds" / "measures.csv").open(encoding="utf-8", newline="") as file:
        counts = [row["ees_indicator"] for row in csv.DictReader(file) if row["unit"] == "count"]
    assert counts
    assert [name for name in counts if not name.endswith("_count")] == []
