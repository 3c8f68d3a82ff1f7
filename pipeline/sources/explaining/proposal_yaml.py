"""The text of a proposed mapping: YAML that loads as it is, with comments on what a person has to look at.

Only the writing belongs here; what is proposed is settled in `propose`.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.sources.contract.codes import Code
    from pipeline.sources.contract.definition import Column, Table
    from pipeline.sources.explaining.pairing import Pair

_SURE = 0.8
_LIKELY = 0.6
_MOST_LISTED = 12
_WIDTH = 78


@dataclass(frozen=True)
class DateDraft:
    """What is proposed of dates.

    Attributes:
        forms: The forms to be told.
        ambiguous: The headings whose dates could be read with day and month changed about.
        unread: The headings of which some values are days in no form that is known.
    """

    forms: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeDraft:
    """What is proposed of the values of one code column.

    Attributes:
        column: The column.
        near: For each local value the codes that it may stand for: one when that is sure.
        codes: The codes in force.
        hidden: How many more values there are, which are not shown.
    """

    column: Column
    near: Mapping[str, tuple[Code, ...]]
    codes: tuple[Code, ...]
    hidden: int

    @property
    def has_sure_ones(self) -> bool:
        """Whether a line of it stands without a person's help."""
        return any(len(codes) == 1 for codes in self.near.values())


@dataclass(frozen=True)
class Draft:
    """All that a proposed mapping says.

    Attributes:
        table: The table.
        pairs: The headings to be told.
        known: The headings that are read without a mapping.
        left: The headings for which the table has no column.
        missing: The columns for which there is no heading.
        dates: What is proposed of dates.
        codes: What is proposed of codes.
    """

    table: Table
    pairs: tuple[Pair, ...]
    known: tuple[str, ...]
    left: tuple[str, ...]
    missing: tuple[Column, ...]
    dates: DateDraft
    codes: tuple[CodeDraft, ...]


def write_yaml(draft: Draft) -> str:
    """Return a draft as the text of a mapping's file."""
    lines = [*_head(draft), *_headings(draft), *_dates(draft.dates), *_codes(draft)]
    return "\n".join(lines) + "\n"


def _head(draft: Draft) -> Iterator[str]:
    yield f"# Proposed, to be corrected by you: how your export is read as {draft.table.title.lower()}."
    yield f"table: {'/'.join(draft.table.key)}"


def _headings(draft: Draft) -> Iterator[str]:
    yield "headings:  # your heading: our column"
    if not draft.pairs:
        yield "  {}"
    lines = [f"  {_scalar(pair.theirs.heading)}: {pair.ours.name}" for pair in draft.pairs]
    width = max(map(len, lines), default=0)
    for line, pair in zip(lines, draft.pairs, strict=True):
        yield f"{line:{width}}  # {_how_sure(pair.score)}"
    for column in draft.missing:
        if column.name in draft.table.recognised_by:
            yield f"  # YOUR HEADING: {column.name}  # needed"
    if draft.known:
        yield from _comment(f"Read without being told: {_listed(draft.known)}")
    if draft.left:
        left = _listed(draft.left)
        yield from _comment(f"Yours that we have no column for (kept in other_values): {left}")
    others = [c.name for c in draft.missing if c.name not in draft.table.recognised_by]
    if others:
        yield from _comment(f"Ours that you seem to have no heading for: {_listed(tuple(others))}")


def _dates(dates: DateDraft) -> Iterator[str]:
    if dates.forms:
        yield f"dates: [{', '.join(_quoted(form) for form in dates.forms)}]"
    if dates.ambiguous:
        order = "month" if any(form.startswith("%m") for form in dates.forms) else "day"
        named = _listed(dates.ambiguous)
        yield from _comment(f"Read {order} first; day and month cannot be told apart in: {named}")
    if dates.unread:
        yield from _comment(f"Some values are dates in no form known: {_listed(dates.unread)}")


def _codes(draft: Draft) -> Iterator[str]:
    if not draft.codes:
        return
    mark = "" if any(codes.has_sure_ones for codes in draft.codes) else "# "
    yield "# Your value: our code. Write the code for CODE, and take away the # before it"
    yield "# and before the name of its column."
    yield f"{mark}codes:"
    for codes in draft.codes:
        mark = "" if codes.has_sure_ones else "# "
        yield f"  {mark}{codes.column.name}:  # {_which(codes, draft.table)}"
        for value, near in codes.near.items():
            yield from _code(value, near)
        if codes.hidden:
            hidden = f"{codes.hidden} more values are not shown: too many, too long or no codes"
            yield from _comment(hidden, indent="    # ")


def _comment(text: str, *, indent: str = "# ") -> list[str]:
    """Return a comment over as many lines as it takes."""
    return textwrap.wrap(
        text,
        width=_WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
    )


def _which(draft: CodeDraft, table: Table) -> str:
    if len(draft.codes) <= _MOST_LISTED:
        return f"one of {', '.join(code.code for code in draft.codes)}"
    return f"the codes are in docs/sources/{table.source}.md"


def _code(value: str, near: tuple[Code, ...]) -> Iterator[str]:
    if len(near) == 1:
        yield f"    {_scalar(value)}: {_scalar(near[0].code)}  # {near[0].label}"
        return
    yield f"    # {_scalar(value)}: CODE"
    for code in near:
        yield from _comment(f"perhaps {code.code}, {code.label}", indent="    #   ")


def _how_sure(score: float) -> str:
    if score >= _SURE:
        return "sure"
    return "likely" if score >= _LIKELY else "a guess"


def _scalar(text: str) -> str:
    """Return a text as YAML reads it back: quoted only if it must be, on one line."""
    written = yaml.safe_dump(text, allow_unicode=True, width=10_000, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, default_style='"', width=10_000).strip()


def _listed(texts: tuple[str, ...]) -> str:
    # A line break inside a heading would end the comment; YAML takes no control characters anywhere.
    plain = ("".join(char if char.isprintable() else " " for char in text) for text in texts)
    return ", ".join(" ".join(text.split()) for text in plain)
