"""Which figures are compared: for each the question to the answers and the published seed that it is held against.

Titles and tolerances are in `seeds/calibration/comparison.csv`. What belongs here: the list, and how made categories
become published ones. What does not: arithmetic (`compare`), drawing (`page`).
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.synthetic.comparison.answers import Question


@dataclass(frozen=True)
class Flow:
    """A published count or rate of each authority and year.

    Attributes:
        topic: Topic of the seed of flows.
        name: Column of that seed.
        per_10k: Whether it is a rate per 10,000 of the population that the seed has beside it.
    """

    topic: str
    name: str
    per_10k: bool = False


@dataclass(frozen=True)
class Subject:
    """Published shares or durations.

    Attributes:
        topic: Topic of the seed.
        name: Subject in it.
        given: Condition in it.
        kind: Which seed: "share", or "duration" whose codes are upper bounds in days.
    """

    topic: str
    name: str
    given: str = ""
    kind: str = "share"


@dataclass(frozen=True)
class Words:
    """How published codes and made values come to the same words.

    Attributes:
        lower: Lower bounds of bands, for a made number whose published codes are these bounds.
        upper: Upper bounds of bands, for a made number whose published codes are these bounds; the last is no bound.
        list_name: Seed that has a word for each published code; "" when the code is the word.
        word: Column of that seed.
        code_list: Value of its column code_list, where it has several lists.
        alias: Codes, published or made, that stand for another code.
        named: Words for codes that the seed does not have.
    """

    lower: tuple[int, ...] = ()
    upper: tuple[int, ...] = ()
    list_name: str = ""
    word: str = "label"
    code_list: str = ""
    alias: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CountFigure:
    """A count of each authority and year."""

    id: str
    made: Question
    published: Flow


@dataclass(frozen=True)
class MeanFigure:
    """A quotient of two counts of each authority and year, such as pounds a week.

    Attributes:
        over: What the first is divided by.
        times: What the quotient is multiplied with.
    """

    id: str
    made: Question
    over: Question
    times: float
    published: Flow


@dataclass(frozen=True)
class ShareFigure:
    """Shares of categories, for England or for each authority.

    Attributes:
        of: What each category is a share of; None for the sum of the categories.
        years: First and last collection year that the published shares are of.
    """

    id: str
    made: Question
    published: Subject
    words: Words = Words()
    of: Question | None = None
    years: tuple[int, int] = (2018, 2025)


Wanted = CountFigure | MeanFigure | ShareFigure

_AGES = Words(lower=(0, 1, 5, 10, 16))
_NEED = Words(list_name="category_of_need")
_LATEST = (2021, 2025)
_RELEASE_OF_2022 = (2018, 2022)
_DAYS_A_WEEK = 7.0


def _census(code_list: str) -> Words:
    return Words(list_name="cin_census_code", code_list=code_list)


def _opened(name: str) -> Question:
    return Question("mart_activity_month", name, date="month_start_date")


def _looked_after(column: str) -> Question:
    return Question("mart_looked_after", "children", column)


def _starts(column: str) -> Question:
    return Question("mart_starts", "starts", column)


def _leavers(column: str) -> Question:
    return Question("mart_leavers", "leavers", column)


def _money(count: str, categories: tuple[str, ...]) -> Question:
    return Question("fct_placement_cost", count, only=("cost_category_code", categories))


_FOSTERING = ("FOSTER_OWN", "FOSTER_FAMILY", "FOSTER_AGENCY")
_HOMES = ("HOME_OWN", "HOME_EXTERNAL", "SECURE")

COUNTS = (
    CountFigure("looked_after", _looked_after(""), Flow("care", "looked_after_at_year_end")),
    CountFigure("starts", _starts(""), Flow("care", "started")),
    CountFigure("leavers", _leavers(""), Flow("care", "ceased")),
    CountFigure("referrals", _opened("referrals"), Flow("need", "referrals")),
    CountFigure("assessments", _opened("assessments_completed"), Flow("need", "assessments")),
    CountFigure("section_47", _opened("section_47_enquiries"), Flow("need", "section_47")),
    CountFigure(
        "plans_started", _opened("child_protection_plans_opened"), Flow("need", "plans_started")
    ),
    CountFigure(
        "plans_ended", _opened("child_protection_plans_closed"), Flow("need", "plans_ended")
    ),
    CountFigure(
        "care_applications",
        Question(
            "mart_court",
            "applications",
            only=(
                "application_type",
                ("Care order (section 31)", "Supervision order (section 31)"),
            ),
        ),
        Flow("court", "care_applications_per_10000", per_10k=True),
    ),
)

MEANS = (
    MeanFigure(
        "fostering_weekly_cost",
        _money("cost_gbp", _FOSTERING),
        _money("days", _FOSTERING),
        _DAYS_A_WEEK,
        Flow("money", "fostering_weekly_cost"),
    ),
    MeanFigure(
        "residential_weekly_cost",
        _money("cost_gbp", _HOMES),
        _money("days", _HOMES),
        _DAYS_A_WEEK,
        Flow("money", "residential_weekly_cost"),
    ),
)

SHARES = (
    ShareFigure(
        "age", _looked_after("age"), Subject("care", "stock_age"), _AGES, years=_RELEASE_OF_2022
    ),
    ShareFigure(
        "need",
        _looked_after("category_of_need"),
        Subject("care", "stock_need"),
        _NEED,
        years=_RELEASE_OF_2022,
    ),
    ShareFigure(
        "legal_status",
        _looked_after("legal_status_group"),
        Subject("placement", "legal_status_on_31_march", "2022"),
        Words(
            list_name="legal_status",
            word="legal_status_group",
            alias=(("C", "C2"), ("J", "J1"), ("L", "L1")),
        ),
        years=_LATEST,
    ),
    ShareFigure(
        "placement",
        _looked_after("placement_group"),
        Subject("placement", "on_31_march", "2022"),
        Words(list_name="placement_type", word="placement_group"),
        years=_LATEST,
    ),
    ShareFigure(
        "provider",
        _looked_after("provider_group"),
        Subject("placement", "provider_on_31_march", "2022"),
        Words(list_name="placement_provider", word="provider_group"),
        years=_LATEST,
    ),
    ShareFigure(
        "placements_in_year",
        Question("fct_looked_after_at_year_end", column="placements_in_year"),
        Subject("placement", "placements_in_year", "all"),
        Words(lower=(1, 2, 3, 4, 5, 6, 7), alias=(("7+", "7"),)),
    ),
    ShareFigure(
        "age_at_start",
        _starts("age_at_start"),
        Subject("care", "start_age", "from 2021"),
        _AGES,
        years=_LATEST,
    ),
    ShareFigure(
        "need_at_start",
        _starts("category_of_need"),
        Subject("care", "start_need", "from 2021"),
        _NEED,
        years=_LATEST,
    ),
    ShareFigure(
        "legal_status_at_start",
        _starts("legal_status_group"),
        Subject("care", "start_legal_status"),
        Words(list_name="legal_status", word="legal_status_group"),
    ),
    ShareFigure(
        "age_at_exit",
        _leavers("age_at_exit"),
        Subject("care", "leaving_age", "from 2021"),
        Words(lower=(0, 1, 5, 10, 16, 17, 18)),
        years=_LATEST,
    ),
    ShareFigure(
        "reason_ceased",
        _leavers("exit_reason_group"),
        Subject("care", "leaving_reason", "from 2021"),
        Words(
            list_name="reason_episode_ceased",
            word="exit_reason_group",
            alias=(("adopted", "E11"), ("special_guardianship", "E45")),
        ),
        years=_LATEST,
    ),
    ShareFigure(
        "duration",
        Question("fct_period_of_care", column="days", date="end_date"),
        Subject("care", "period_of_care", "from 2021", kind="duration"),
        Words(upper=(14, 56, 183, 365, 730, 1096, 1826, 3652, 6574)),
        years=_LATEST,
    ),
    ShareFigure(
        "primary_need",
        Question("fct_referral", column="primary_need_code", date="referral_date"),
        Subject("need", "primary_need"),
        _census("primary_need"),
    ),
    ShareFigure(
        "plan_duration",
        Question("fct_child_protection_plan", column="days", date="end_date"),
        Subject("need", "plan_days"),
        Words(upper=(92, 183, 365, 731, 1200)),
    ),
    ShareFigure(
        "category_of_abuse",
        Question(
            "fct_child_protection_plan", column="initial_category_of_abuse_code", date="start_date"
        ),
        Subject("need", "initial_category"),
        _census("category_of_abuse"),
    ),
    ShareFigure(
        "factor",
        Question("mart_assessment_factors", "assessments_with_factor", "factor_code"),
        Subject("need", "factor"),
        Words(
            list_name="cin_census_code",
            code_list="assessment_factor",
            # Published figures of all years have these as one; forms of fostering and abuse are told apart later.
            alias=tuple(
                (f"{one}{letter}", one) for one in ("8", "18", "19") for letter in "ABCDEF"
            ),
            named=(("8", "Privately fostered"), ("18", "Physical abuse"), ("19", "Sexual abuse")),
        ),
        of=Question("mart_assessments", "assessments_with_factors"),
    ),
)
