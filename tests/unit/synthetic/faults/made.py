"""Two years' returns of some children in all sources, made by hand without a fault, so that each kind finds a row."""

from datetime import date, timedelta

import pyarrow as pa

from pipeline.settings import find_project_dir
from pipeline.synthetic.extracts.definition import Extract
from pipeline.synthetic.faults.values import check_letter
from pipeline.synthetic.writing.headings import load_forms

LA_CODE = "E08000030"
FORMS = load_forms(find_project_dir())
LAST, THIS = 2024, 2025

# How a child's time in care goes, by the child's number: from when, until when, why a new episode and why it ended.
_THROUGHOUT = [("2020", "", "S", "")]
_LEAVES = [("2020", "december", "S", "E4A")]
_LEAVES_A_SECOND_HOME = [("2020", "december", "P", "E4A")]
_MOVES_TWICE = [
    ("june", "august", "S", "X1"),
    ("august", "december", "P", "X1"),
    ("december", "", "P", ""),
]
_COMES_BACK = [("june", "august", "S", "E4B"), ("october", "", "S", "")]
_COMES_AND_LEAVES = [("june", "december", "S", "E4A")]
_STARTS = [("august", "", "S", "")]
_STORIES = (
    _THROUGHOUT,
    _LEAVES,
    _MOVES_TWICE,
    _COMES_BACK,
    _COMES_AND_LEAVES,
    _STARTS,
    _LEAVES_A_SECOND_HOME,
)


def returns(year, children=300):
    """Return all tables of a year, their columns text."""
    numbers = range(children)
    made = [_extract("ssda903", table, year, rows) for table, rows in _looked_after(year, numbers)]
    made += [_extract("cin_census", table, year, rows) for table, rows in _in_need(year, numbers)]
    made += [_extract("court", table, year, rows) for table, rows in _in_court(numbers)]
    return made + [_extract("finance", table, year, rows) for table, rows in _money(year, numbers)]


def _extract(source, table, year, rows):
    names = FORMS.of(source, table, year).headings
    unknown = {name for row in rows for name in row} - set(names)
    assert not unknown, f"{source}/{table} has no {unknown}"
    columns = {name: pa.array([row.get(name, "") for row in rows], pa.string()) for name in names}
    return Extract(source, table, LA_CODE, year, columns)


def _child(number):
    return f"WA{number:05d}"


def _upn(number):
    digits = f"335{200 + number % 50}{number:06d}"
    return check_letter(digits) + digits


def _born(number):
    return date(2010, 1 + number % 12, 1 + number % 11)


def _on(name, number):
    month = {"june": 6, "august": 8, "october": 10, "december": 12}.get(name)
    if name == "2020":
        return date(2020, 3, 1) + timedelta(number % 200)
    return date(THIS - 1, month, 4 + number % 3) if month else None


def _slashed(day):
    return f"{day:%d/%m/%Y}" if day else ""


def _iso(day):
    return f"{day:%Y-%m-%d}" if day else ""


def _known(year, number):
    """Whether the return of a year has the child: all of this year's, and who was there in the last."""
    return year == THIS or _STORIES[number % 7][0][0] == "2020"


def _episodes(year, number):
    for order, (start, end, reason, ended) in enumerate(_STORIES[number % 7]):
        goes_on = ended == "X1"
        closed = year == THIS and end
        yield {
            "la_child_id": _child(number),
            "start_date": _slashed(_on(start, number)),
            "reason_for_new_episode_code": reason,
            "legal_status_code": "C2",
            "category_of_need_code": f"N{1 + number % 6}",
            "placement_type_code": ("U6", "U4", "K2")[order],
            "placement_provider_code": "PR4",
            "end_date": _slashed(_on(end, number)) if closed else "",
            "reason_episode_ceased_code": ended if closed else "",
            "reason_for_placement_change_code": "CARPL" if goes_on else "",
            "home_postcode": "ZZ1 1AA",
            "placement_postcode": f"ZZ1 {1 + order}AB",
        }


class _Rows:
    """Rows of children: a column is one text for all, or a function of the child's number."""

    def __init__(self, numbers, **common):
        self.numbers = list(numbers)
        self.common = common

    def each(self, keep=lambda _: True, **columns):
        """Return a row for each child that is to be kept."""
        return [
            {"la_child_id": _child(number)}
            | {
                name: value(number) if callable(value) else value
                for name, value in (self.common | columns).items()
            }
            for number in self.numbers
            if keep(number)
        ]


def _sex(year):
    return lambda number: (("1", "2") if year <= LAST else ("M", "F"))[number % 2]


def _slashed_on(name):
    return lambda number: _slashed(_on(name, number))


def _iso_on(name):
    return lambda number: _iso(_on(name, number))


def _is_even(number):
    return number % 2 == 0


def _looked_after(year, numbers):
    numbers = [number for number in numbers if _known(year, number)]
    rows = _Rows(numbers, birth_date=lambda n: _slashed(_born(n)))
    yield (
        "header",
        rows.each(
            sex_code=_sex(year),
            ethnicity_code=lambda n: ("WBRI", "BAFR")[n % 2],
            upn=_upn,
            mother_code="0",
        ),
    )
    yield "episodes", [row for number in numbers for row in _episodes(year, number)]
    yield "reviews", rows.each(review_date=_slashed_on("december"), participation_code="PN1")
    yield (
        "uasc",
        rows.each(
            lambda n: n % 5 == 0, sex_code=_sex(year), uasc_ceased_date=lambda n: _slashed(_born(n))
        ),
    )
    yield from _outcomes(rows)
    yield from _adoptions(rows)
    away = {"start_date": _slashed_on("june"), "end_date": _slashed_on("december")}
    yield "missing", rows.each(missing_type_code="M", **away)
    yield (
        "social_worker_episodes",
        rows.each(
            social_worker_id=lambda n: f"SW{n:05d}",
            social_worker_change_reason_code="LEFTRL",
            **away,
        ),
    )


def _outcomes(rows):
    yield (
        "oc2",
        rows.each(
            sdq_score=lambda n: str(n % 40) if n % 4 else "",
            sdq_reason_code=lambda n: "" if n % 4 else "SDQ4",
            is_convicted=lambda n: "0" if n % 3 else "",
            is_immunised="1",
            has_teeth_check="1",
            has_health_assessment="1",
            has_substance_misuse="0",
        ),
    )
    yield (
        "oc3",
        rows.each(_is_even, in_touch_code="YES", activity_code="F2", accommodation_code="B1"),
    )


def _adoptions(rows):
    yield (
        "ad1",
        rows.each(
            _is_even,
            adoption_decision_date="01/06/2024",
            adoption_match_date="01/08/2024",
            is_adopted_by_foster_carer="0",
            number_of_adopters_code="2",
            adopter_sex_code="MF",
            adopter_legal_status_code="L11",
        ),
    )
    yield (
        "placed_for_adoption",
        rows.each(
            _is_even,
            adoption_decision_date="01/06/2024",
            adoption_decision_reversed_date="01/08/2024",
            adoption_reversal_reason_code="RD1",
        ),
    )
    yield (
        "previous_permanence",
        rows.each(_is_even, previous_permanence_code="P1", previous_permanence_la_code="335"),
    )


def _goes_on(number):
    return number % 8 > 0


def _is_closed(number):
    return number % 3 > 0


def _in_need(year, numbers):
    rows = _Rows(numbers)
    yield (
        "child_identifiers",
        rows.each(upn=_upn, birth_date=lambda n: _iso(_born(n)), sex_code=_sex(year)),
    )
    yield "child_characteristics", rows.each(ethnicity_code="WBRI")
    disabled = _Rows(number for number in numbers if number % 3 == 0)
    yield (
        "disabilities",
        disabled.each(disability_code="AUT") + disabled.each(_is_even, disability_code="LD"),
    )
    yield (
        "cin_details",
        rows.each(
            cin_details_id="1",
            referral_date=_iso_on("june"),
            referral_source_code="1A",
            primary_need_code=lambda n: "N1" if _goes_on(n) else "",
            closure_date=lambda n: _iso_on("december")(n) if _is_closed(n) else "",
            closure_reason_code=lambda n: "RC1" if _is_closed(n) else "",
            is_referral_no_further_action=lambda n: "0" if _goes_on(n) else "1",
        ),
    )
    yield from _in_cases(_Rows(filter(_goes_on, numbers), cin_details_id="1"))


def _in_cases(rows):
    lasting = {"start_date": _iso_on("june"), "end_date": _iso_on("december")}
    assessment = {"assessment_id": "1", "start_date": _iso_on("june")}
    yield "assessments", rows.each(authorisation_date=_iso_on("december"), **assessment)
    found = rows.each(assessment_id="1", assessment_factor_code="1A")
    yield "assessment_factors", found + rows.each(assessment_id="1", assessment_factor_code="3B")
    yield (
        "section_47",
        rows.each(
            section_47_id="1",
            start_date=_iso_on("june"),
            initial_conference_date=_iso_on("december"),
            is_initial_conference_not_required="0",
        ),
    )
    yield (
        "child_protection_plans",
        rows.each(
            _is_even,
            child_protection_plan_id="1",
            initial_category_of_abuse_code="NEG",
            latest_category_of_abuse_code="NEG",
            previous_plan_count="0",
            **lasting,
        ),
    )
    yield (
        "child_protection_plan_reviews",
        rows.each(_is_even, child_protection_plan_id="1", review_date=_iso_on("december")),
    )
    yield "cin_plan_dates", rows.each(cin_plan_id="1", **lasting)


def _in_court(numbers):
    cases = [number for number in numbers if number % 3 == 0]
    june = [_slashed(_on("june", n)) for n in cases]
    december = [_slashed(_on("december", n)) for n in cases]

    def each(**columns):
        return [
            {"case_number": f"WS24C{n:05d}"}
            | {name: values[at] for name, values in columns.items()}
            for at, n in enumerate(cases)
        ]

    def all_of(text):
        return [text] * len(cases)

    children = [_child(n) for n in cases]
    yield (
        "application",
        each(application_type_code=all_of("CARE"), issue_date=june, case_end_date=december),
    )
    yield (
        "application_child",
        each(
            la_child_id=children,
            birth_date=[_slashed(_born(n)) for n in cases],
            sex_code=["MF"[n % 2] for n in cases],
        ),
    )
    yield "hearing", each(hearing_date=december, hearing_type_code=all_of("FINAL"))
    yield (
        "court_order",
        each(la_child_id=children, order_type_code=all_of("CARE"), order_date=december),
    )
    yield (
        "pre_proceedings",
        each(
            la_child_id=children,
            pre_proceedings_start_date=june,
            pre_proceedings_end_date=december,
            pre_proceedings_outcome_code=all_of("COURT"),
        ),
    )


def _money(year, numbers):
    yield (
        "placement_cost",
        [
            {
                "la_child_id": episode["la_child_id"],
                "placement_start_date": episode["start_date"],
                "placement_end_date": episode["end_date"],
                "placement_type_code": episode["placement_type_code"],
                "provider_type_code": "PR4",
                "provider_name": "Acorn Homes",
                "weekly_cost_gbp": "1250.00",
            }
            for number in numbers
            if _known(year, number)
            for episode in _episodes(year, number)
        ],
    )
    yield (
        "ledger_month",
        [
            {
                "month_start_date": f"01/{month:02d}/2024",
                "cost_centre": centre,
                "cost_centre_name": "Residential",
                "actual_gbp": "100000.00",
            }
            for month in range(4, 13)
            for centre in ("C1", "C2", "C3")
        ],
    )
