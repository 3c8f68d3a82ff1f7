"""In which forms the dates of a column are written.

What belongs here: forms in the letters of `strptime`, and whether day and month can be told apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sources.contract.dates import parse_as
from pipeline.sources.explaining.value_form import USUAL_DATES

if TYPE_CHECKING:
    from pipeline.sources.explaining.value_form import Texts

# The day comes before the month wherever both readings are possible.
_FORMS = (
    *USUAL_DATES,
    "%d/%b/%Y",
    "%d/%b/%y",
    "%d %b %Y",
    "%d %b %y",
    "%d %B %Y",
    "%d-%B-%Y",
    "%d.%m.%Y %H:%M",
    "%a %d %b %Y",
    "%A %d %B %Y",
    "%A, %d %B %Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d%m%Y",
    "%d/%m/%Y %I:%M %p",
    "%d/%m/%Y %I:%M:%S %p",
    "%d-%b-%Y %H:%M",
    "%d-%b-%Y %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%m/%d/%Y",
    "%m/%d/%y",
    "%m-%d-%Y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
    "%b %d, %Y",
    "%B %d, %Y",
    # A month alone is its first day.
    "%b-%y",
    "%b-%Y",
    "%b %y",
    "%b %Y",
    "%B %Y",
    "%B-%y",
    "%Y-%m",
    "%m/%Y",
)
_MOST_FORMS = 3
# Six digits of an id are a day of some century.
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Form:
    """A way in which dates are written.

    Attributes:
        text: In the letters of `strptime`.
        share: Of the dates, how many are written so.
    """

    text: str
    share: float

    @property
    def twin(self) -> str:
        """The same with day and month changed about; "" when that makes no difference to a reader."""
        if "%d" not in self.text or "%m" not in self.text or self.text.startswith("%Y"):
            return ""
        return self.text.replace("%d", "%_").replace("%m", "%d").replace("%_", "%m")


def find_forms(texts: Texts, *, most: int = 1_000) -> tuple[Form, ...]:
    """Return the forms that together read the dates of a column, the one of most dates first; none without dates.

    Args:
        texts: What the column holds.
        most: How many of the different texts are looked at, the commonest first.
    """
    left = dict(texts.counts.most_common(most))
    total = sum(left.values())
    forms: list[Form] = []
    while left and len(forms) < _MOST_FORMS:
        read = {form: [text for text in left if is_day(text, form)] for form in _FORMS}
        best = max(_FORMS, key=lambda form: sum(left[text] for text in read[form]))
        count = sum(left.pop(text) for text in read[best])
        if not count:
            break
        forms.append(Form(best, count / total))
    return tuple(forms)


def is_ambiguous(form: Form, texts: Texts) -> bool:
    """Tell whether every date of a column could be read with day and month changed about."""
    return bool(form.twin) and all(
        is_day(text, form.twin) for text in texts.counts if is_day(text, form.text)
    )


def is_day(text: str, form: str) -> bool:
    """Tell whether a text is a day of our times in a form."""
    day = parse_as(text, form)
    return day is not None and day.year in _YEARS
