"""Worked cases that others wrote from the guidance (a folder beside the repository), as returns to validate.

`parted_cases.yaml` says where we judge otherwise and why; what is asserted is in `test_worked_cases`.
"""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parents[4] / "shared" / "rules"
_COLLECTIONS = {"cases_ssda903": "ssda903", "cases_cin": "cin", "cases_cin_2026_27": "cin"}
_OFSTED = {
    "childrens_home": {
        "URN": "URN",
        "PLACE_CODES": "Provider Code",
        "PROVIDER_CODES": "Provider Placement Code",
        "REG_END": "Closed Date",
        "POSTCODE": "Setting Postcode",
    },
    "social_care_provider": {
        "URN": "URN",
        "PLACE_CODES": "Placement code",
        "PROVIDER_CODES": "Placement provider code",
        "REG_END": "Deregistration date",
        "POSTCODE": "Setting Postcode",
    },
}
PARTED = yaml.safe_load(Path(__file__).with_name("parted_cases.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Case:
    """One case: `number` counts those of a rule from 0."""

    collection: str
    code: str
    number: int
    content: dict

    @property
    def name(self):
        return f"{self.code}.{self.number}" if self.number else self.code

    @property
    def parted(self):
        return PARTED.get(self.name, {})

    @property
    def year(self):
        """The collection year of the dates that the case states, else the last in which the rule applies."""
        if "year" in self.parted:
            return self.parted["year"]
        stated = self.content.get("metadata", {})
        for key in ("collection_start", "collection_end", "ReferenceDate"):
            if stated.get(key):
                return _collection_year(stated[key])
        if stated.get("collectionYear"):
            return int(stated["collectionYear"])
        return (
            max(int(re.search(r"(\d{4})_\d\d$", name)[1]) for name in self.content["active_in"]) + 1
        )

    @property
    def la(self):
        return self.content.get("metadata", {}).get("localAuthority", "")

    @property
    def rows(self):
        """The rows that fail by the case, as (table, row from 1)."""
        expected = self.content["expected"]
        return {(table, int(place) + 1) for table, places in expected.items() for place in places}

    @property
    def parted_rows(self):
        """The rows of which we judge otherwise."""
        rows = self.parted.get("rows", {})
        return {(table, place + 1) for table, places in rows.items() for place in places}

    def write(self, folder):
        """Write the return and last year's as CSV files; returns both folders, the second None without any."""
        this, last = folder / "this", folder / "last"
        this.mkdir()
        has_last = False
        for table, rows in self.content["tables"].items():
            target = this / f"{table}.csv"
            if table.endswith("_last"):
                last.mkdir(exist_ok=True)
                target, has_last = last / f"{table.removesuffix('_last')}.csv", True
            _write(target, rows, self.content.get("columns", {}).get(table, []))
        return this, last if has_last else None

    def write_lists(self, folder):
        """Write Ofsted's lists that the case states, as the two that come with a return; returns their folders."""
        rows = self.content.get("metadata_tables", {}).get("provider_info", [])
        lists = folder / "lists"
        for name, headings in _OFSTED.items() if rows else ():
            lists.mkdir(exist_ok=True)
            texts = [
                {headings[key]: str(value) for key, value in row.items() if value} for row in rows
            ]
            _write(lists / f"{name}.csv", texts, list(headings.values()))
        return (lists,) if rows else ()


def cases():
    """Every case there is, none without the folder."""
    for folder, collection in _COLLECTIONS.items():
        for path in sorted((FOLDER / folder).glob("*.json")):
            first = json.loads(path.read_text(encoding="utf-8"))
            for number, more in enumerate([{}, *first.get("more_cases", [])]):
                yield Case(collection, first["code"], number, first | more)


def _collection_year(text):
    parts = [int(part) for part in re.split(r"[/-]", text)]
    year, month, _ = parts if parts[0] > 31 else parts[::-1]
    return year + (month > 3)


def _write(path, rows, columns):
    headings = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        if headings:
            writer.writeheader()
        writer.writerows({name: _as_text(row.get(name)) for name in headings} for row in rows)


def _as_text(value):
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else value
