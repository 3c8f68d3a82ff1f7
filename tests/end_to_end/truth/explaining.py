"""What the ledger of planted faults says: whom each fault concerns, and which facts it can reach.

What belongs here: reading the ledger and following the compiled lineage. What does not: which columns of a fact are
compared, nor whether it differs.
"""

import csv
from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.pseudonym import child_key

# Through these models, made of all tables that have children, every fact finds whose an id is.
RESOLVED = "int_children__resolved"
IDS = {RESOLVED, "int_child_ids__received"}
# What joins the ids of one child, in the rows that describe it: a fault in it may reach any fact.
DESCRIBED = "int_child_ids__records"
OF_IDENTITY = {"upn", "former_upn", "birth_date", "sex_code"}
# A row of the costs that is left out is entered where it is missed, at the placement.
LEFT_OUT_ELSEWHERE = {"placement_without_cost": "stg_finance__placement_cost"}


@dataclass(frozen=True)
class Fault:
    """One fault of the ledger.

    Attributes:
        table: Staging model of the table that has it.
        is_of_identity: Whether it may change whose a row is, and so reach any fact.
        subjects: Keys of the children that it concerns, cases as (authority, number), returns as (authority, year).
    """

    kind: str
    table: str
    column: str
    is_of_identity: bool
    subjects: frozenset = field(repr=False)

    def reaches(self, tables):
        """Return whether a fact that is made of the tables can differ for it."""
        return self.table in tables or self.is_of_identity


class Ledger:
    """The faults planted in a made country."""

    def __init__(self, country, project):
        self.country, self.project = country, project
        self.describing = project.ancestors(DESCRIBED)
        self.child_of = dict(
            country.ask(f"SELECT received_child_key, child_key FROM {RESOLVED}").keys()
        )
        with (country.truth.parent / "faults.csv").open(encoding="utf-8", newline="") as file:
            self.faults = [self._fault(row) for row in csv.DictReader(file)]

    def kinds_by_subject(self, fact):
        """Return the kinds of fault that may change a fact, by the child, case or return that it is about."""
        tables, kinds = self._made_of(fact), defaultdict(set)
        for fault in self.faults:
            if fault.reaches(tables):
                for subject in fault.subjects:
                    kinds[subject].add(fault.kind)
        return kinds

    def same_child(self, key):
        """Return the key that stands for a child in the warehouse, whichever of its ids the key is of."""
        return self.child_of.get(key, key)

    def _made_of(self, fact):
        """Return the tables above a fact, other than those that only tell whose an id is."""
        found, waiting = set(), [fact]
        while waiting:
            new = set(self.project.upstream(waiting.pop())) - found - IDS
            found |= new
            waiting += new
        return found

    def _fault(self, row):
        source = row["source"]
        table = LEFT_OUT_ELSEWHERE.get(row["kind"], f"stg_{source}__{row['table']}")
        subjects = {self._child(row["la_code"], one) for one in self._ids(row)}
        if source == "court":
            numbers = {row["planted"], row["right"]} if row["column"] == "case_number" else set()
            numbers.add(self._case_number(row))
            subjects |= {(row["la_code"], number) for number in numbers}
        elif row["row"] == "-1":
            subjects = {(row["la_code"], int(row["collection_year"]))}
        identity = self._is_of_identity(row, table)
        return Fault(row["kind"], table, row["column"], identity, frozenset(subjects))

    def _is_of_identity(self, row, table):
        describes = table in self.describing and row["column"] in OF_IDENTITY
        return describes or (row["column"] == "la_child_id" and bool(row["la_child_id"]))

    def _ids(self, row):
        of_column = (row["planted"], row["right"]) if row["column"] == "la_child_id" else ()
        return {one for one in (row["la_child_id"], *of_column) if one}

    def _child(self, la_code, child_id):
        number = self.country.numbers[la_code]
        return self.same_child(child_key(self.country.key, number, child_id))

    def _case_number(self, row):
        """Return the number of the case that stands in the row of the file that was sent."""
        year = int(row["collection_year"])
        folders = self.country.truth.parent.glob(
            f"extracts/{row['la_code']}*/{year - 1}-{year % 100}/court"
        )
        (folder,) = folders
        with (folder / f"{row['table']}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))[int(row["row"]) - 1]["case_number"]
