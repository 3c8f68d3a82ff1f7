"""Returns made by others, counted by the standard library's parser."""

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from pipeline.settings import find_project_dir
from pipeline.sources.contract.load import load_sources
from pipeline.sources.formats.xml.head import read_head
from pipeline.sources.formats.xml.read import read_xml

_SAMPLES = Path(__file__).parents[5] / "shared" / "samples" / "cin_xml"
_COLUMNS = {
    "cin_details": "./Children/Child/CINdetails",
    "child_identifiers": "./Children/Child",
    "child_characteristics": "./Children/Child/ChildCharacteristics",
    "disabilities": "./Children/Child/ChildCharacteristics/Disabilities/Disability",
    "assessments": ".//Assessments",
    "assessment_factors": ".//AssessmentFactors",
    "cin_plan_dates": ".//CINPlanDates",
    "section_47": ".//Section47",
    "child_protection_plans": ".//ChildProtectionPlans",
    "child_protection_plan_reviews": ".//CPPreviewDate",
    "pre_proceedings": ".//PreProceedingsandFGDM",
    "header": "./Header",
}

pytestmark = pytest.mark.skipif(
    not _SAMPLES.exists(), reason="needs the folder shared beside the repository"
)


@pytest.mark.parametrize("name", ["CIN_Census_2024.xml", "fake_CIN_data.xml"])
def test_every_element_and_every_text_of_a_return_comes_in(name: str) -> None:
    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    tables = next(source.tables for source in sources if source.name == "cin_census")
    root = ET.parse(_SAMPLES / name).getroot()
    rows: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    for piece in read_xml(_SAMPLES / name, tables, root="Message"):
        rows[piece.table.name] += piece.columns.num_rows
        keys = {"lachildid"} if piece.table.name != "child_identifiers" else set()
        keys |= {column.raw_name for column in piece.table.columns if column.counts}
        for row in piece.columns.to_pylist():
            texts.update(text for name, text in row.items() if text and name not in keys)
        assert piece.refused == ()
    assert rows == {table: len(root.findall(path)) for table, path in _COLUMNS.items()}
    leaves = Counter(e.text for e in root.iter() if not len(e) and (e.text or "").strip())
    assert texts == leaves


def test_the_year_of_a_head_and_its_reference_date_may_differ() -> None:
    head = read_head(_SAMPLES / "CIN_Census_2024.xml")
    assert (head.root, head.year, head.reference_date) == ("Message", "2023", "2024-03-31")


def test_text_between_elements_of_a_return_is_kept() -> None:
    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    tables = next(source.tables for source in sources if source.name == "cin_census")
    pieces = read_xml(_SAMPLES / "CIN_Census_2024.xml", tables, root="Message")
    kept = [text for piece in pieces for text in piece.other_values.to_pylist() if text]
    assert kept == ['{"ChildIdentifiers": "PersonBirthDate"}']
