"""The words of the calculator as plain values: process, price, step of a pathway, line of a bill.

What belongs here: their shape and the sums that follow from it. What does not: where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

CASE_MANAGEMENT = "Case management"
OTHER_SUPPORT = "Other support"


@dataclass(frozen=True)
class Process:
    """A process of social work or a service.

    Attributes:
        code: Code, as in the finance files.
        name: Short name, such as LAC 3.
        label: What it is.
        heading: The total that it belongs to, `CASE_MANAGEMENT` or `OTHER_SUPPORT`.
        unit: What is counted of it as a rule, such as EVENT.
    """

    code: str
    name: str
    label: str
    heading: str
    unit: str


@dataclass(frozen=True)
class Price:
    """A unit cost that is published, or that a pathway states.

    Attributes:
        process: Code of the process.
        kind: What it is for; "Any" when the process has one price.
        la_code: Code of the local authority or of England; "" for a price that a pathway states.
        year: Year of the prices.
        unit: What is counted.
        pounds: Cost of one unit.
        source: Who tells it.
    """

    process: str
    kind: str
    la_code: str
    year: int
    unit: str
    pounds: Decimal
    source: str


@dataclass(frozen=True)
class Step:
    """Something of a pathway that costs money.

    Attributes:
        place: Where it is described, as "file, line 3".
        process: What it is.
        quantity: How often or how long.
        unit: What the quantity counts.
        kind: The kind of price that is asked for; "" for the pathway's own.
        pounds: Unit cost that the pathway states; None to look it up.
    """

    place: str
    process: Process
    quantity: Decimal
    unit: str
    kind: str = ""
    pounds: Decimal | None = None


@dataclass(frozen=True)
class Pathway:
    """A described pathway of a child.

    Attributes:
        title: What it is called.
        la: The local authority as it is written; "" for none.
        year: Year of the prices that the pathway states itself; None when it does not say.
        kind: Kind of price for all steps that name none and whose process has that kind.
        is_supported: Whether the return home is supported; None when the pathway does not say.
        steps: What costs money, in order.
    """

    title: str
    la: str
    year: int | None
    kind: str
    is_supported: bool | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class CostLine:
    """A step with its cost, in the prices of the year of the costing.

    Attributes:
        process: What it is.
        kind: The kind of price that was taken.
        quantity: How often or how long, by the unit of the price.
        unit: What the quantity counts.
        unit_cost: Cost of one unit in pounds.
        cost: Quantity times unit cost, to the penny.
        price_year: Year in whose prices the unit cost was told.
        source: Who tells it.
    """

    process: Process
    kind: str
    quantity: Decimal
    unit: str
    unit_cost: Decimal
    cost: Decimal
    price_year: int
    source: str


@dataclass(frozen=True)
class Costing:
    """What a pathway costs.

    Attributes:
        title: What the pathway is called.
        la_name: The local authority whose prices were taken where it has any; "England" for none.
        year: Year in whose prices all costs are.
        is_forecast: Whether prices were brought to a year whose inflation is a forecast.
        is_supported: Whether the return home is supported; None when the pathway does not say.
        lines: In the order of the pathway.
    """

    title: str
    la_name: str
    year: int
    is_forecast: bool
    is_supported: bool | None
    lines: tuple[CostLine, ...]

    def total(self, heading: str | None = None) -> Decimal:
        """Return the cost of one heading, or of all."""
        costs = (line.cost for line in self.lines if heading in (None, line.process.heading))
        return sum(costs, Decimal(0))

    def of_process(self, name: str) -> Decimal:
        """Return the cost of all lines of a process; 0 when there is none."""
        return sum((line.cost for line in self.lines if line.process.name == name), Decimal(0))
