"""What is compared of two children, in which levels, and how often the records of one person are at each level.

What belongs here: the fields, the levels, their shares. What does not: using them (`splink_model`).
The shares among records of one person (`same_person`) are stated here, as the pairs known for certain all agree by
construction and would teach that nobody errs. Those among different persons are counted in the data, but for what
they share too rarely to be met in a sample: a home, and the UPN. If one child in a thousand has the number of somebody
else, and there are a million, two of them share it once in a thousand million pairs.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One level of agreement.

    Attributes:
        words: How the list of candidates says it.
        condition: SQL over the two records, `_l` and `_r`.
        same_person: Share of the pairs of records of one person that are at this level.
        different_persons: Share of the pairs of different persons; None to count it in the data.
    """

    words: str
    condition: str
    same_person: float
    different_persons: float | None = None


@dataclass(frozen=True)
class Field:
    """What is compared: its name, the levels from the closest on, and the condition under which nothing is known."""

    name: str
    is_unknown: str
    levels: tuple[Level, ...]


_LATER_START = "greatest(first_known_date_l, first_known_date_r)"
_EARLIER_END = """CASE WHEN first_known_date_l <= first_known_date_r
    THEN last_known_date_l ELSE last_known_date_r END"""
_GAP = f"abs(date_diff('day', {_EARLIER_END}, {_LATER_START}))"
_HOME = "home_postcode"
# Of day, month and year one is another, or day and month have changed places.
_ONE_PART_DIFFERS = """
    CAST(year(birth_date_l) = year(birth_date_r) AS INTEGER)
    + CAST(month(birth_date_l) = month(birth_date_r) AS INTEGER)
    + CAST(day(birth_date_l) = day(birth_date_r) AS INTEGER) = 2
    OR year(birth_date_l) = year(birth_date_r)
    AND month(birth_date_l) = day(birth_date_r) AND day(birth_date_l) = month(birth_date_r)"""

FIELDS = (
    Field(
        "upn",
        "upn_l IS NULL OR upn_r IS NULL",
        (
            Level("same", "upn_l = upn_r", 0.90, 1e-9),
            Level("one slip", "damerau_levenshtein(upn_l, upn_r) <= 1", 0.05, 1e-8),
            Level("different", "ELSE", 0.05, 1 - 1.1e-8),
        ),
    ),
    Field(
        "birth_date",
        "birth_date_l IS NULL OR birth_date_r IS NULL",
        (
            Level("same", "birth_date_l = birth_date_r", 0.97),
            Level("one slip", _ONE_PART_DIFFERS, 0.02),
            Level("different", "ELSE", 0.01),
        ),
    ),
    Field(
        "sex",
        "sex_l IS NULL OR sex_r IS NULL",
        (Level("same", "sex_l = sex_r", 0.98), Level("different", "ELSE", 0.02)),
    ),
    Field(
        "ethnic_group",
        "ethnic_group_l IS NULL OR ethnic_group_r IS NULL",
        (Level("same", "ethnic_group_l = ethnic_group_r", 0.92), Level("different", "ELSE", 0.08)),
    ),
    Field(
        _HOME,
        f"{_HOME}_l IS NULL OR {_HOME}_r IS NULL",
        (
            Level("same", f"{_HOME}_l = {_HOME}_r", 0.15, 0.00001),
            Level("same outward code", f"{_HOME}_l[:-4] = {_HOME}_r[:-4]", 0.15),
            Level("different", "ELSE", 0.70),
        ),
    ),
    Field(
        "times",
        f"({_EARLIER_END}) IS NULL OR {_LATER_START} IS NULL",
        (
            Level("one follows the other within three months", f"{_GAP} <= 92", 0.40),
            Level("within a year", f"{_GAP} <= 366", 0.30),
            Level("side by side or far apart", "ELSE", 0.30),
        ),
    ),
)
