"""A first draft of a mapping for a sheet whose headings are its own.

What belongs here: choosing the table, and what to say of dates and codes. What does not: which heading
means what (`pairing`), writing it down (`proposal_yaml`), using a mapping (`align`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pipeline.sources.contract.codes import read_codes
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.explaining.code_pairing import nearest_codes, shown_values
from pipeline.sources.explaining.date_form import Form, find_forms, is_ambiguous, is_day
from pipeline.sources.explaining.heading_words import coverage, load_heading_words
from pipeline.sources.explaining.pairing import Judge, Pair, Theirs
from pipeline.sources.explaining.proposal_yaml import CodeDraft, DateDraft, Draft, write_yaml
from pipeline.sources.explaining.value_form import DAYS, is_usual_day, reads_as, texts_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.explaining.heading_words import HeadingWords
    from pipeline.sources.formats.definition import Sheet

_FEWEST_PAIRS = 2
_LEAST_KNOWN = 0.5
_SURE = 0.8


@dataclass(frozen=True)
class Proposal:
    """A draft of a mapping.

    Attributes:
        table: The table that the sheet seems to be, "finance/placement_cost".
        name: A name for its file, without the ending.
        yaml: Its text, which loads as it is.
        score: How sure it is, from 0 to 1.
        is_enough: Whether a file is recognised with it as it is.
    """

    table: str
    name: str
    yaml: str
    score: float
    is_enough: bool


@dataclass(frozen=True)
class _Choice:
    table: Table
    pairs: tuple[Pair, ...]
    rank: float

    @property
    def known(self) -> float:
        """The share of the columns without which a file is not taken for the table."""
        found = {pair.ours.name for pair in self.pairs}
        return len(found.intersection(self.table.recognised_by)) / len(self.table.recognised_by)


def propose_mapping(
    sheet: Sheet, rows: pa.Table, *, tables: Sequence[Table], seeds: Path, name: str = ""
) -> Proposal | None:
    """Return a draft of a mapping for a sheet, or None when it is like no table or needs none.

    Args:
        sheet: The sheet.
        rows: Its first rows: text columns in its order.
        tables: The tables that it may be.
        seeds: The folder of seeds, for code lists and the words of headings.
        name: The file's path, whose words point to a table.

    Raises:
        ProjectError: A seed cannot be read.
    """
    words = load_heading_words(seeds)
    theirs = _columns(sheet, rows, words)
    said = words.read(f"{name} {sheet.name}")
    choices = [_choose(theirs, table, words=words, seeds=seeds, said=said) for table in tables]
    fitting = [choice for choice in choices if _is_worth_telling(choice)]
    if not fitting:
        return None
    best = max(fitting, key=lambda choice: choice.rank)
    draft = _draft(best, theirs, words=words, seeds=seeds)
    if not (draft.pairs or draft.dates.forms or draft.codes):
        return None
    needed = (2 * len(best.pairs)) >= min(len(best.table.columns), len(sheet.headings))
    return Proposal(
        table="/".join(best.table.key),
        name=_file_name(name, best.table),
        yaml=write_yaml(draft),
        score=sum(pair.score for pair in best.pairs) / max(len(theirs), 1),
        is_enough=best.known == 1 and needed,
    )


def _columns(sheet: Sheet, rows: pa.Table, words: HeadingWords) -> tuple[Theirs, ...]:
    """Return the columns that can be mapped: those with a heading of their own."""
    keys = [heading_key(heading) for heading in sheet.headings]
    return tuple(
        Theirs(heading.strip(), words.read(heading), texts_of(rows.column(place)))
        for place, heading in enumerate(sheet.headings)
        if keys[place] and keys.count(keys[place]) == 1
    )


def _choose(
    theirs: Sequence[Theirs],
    table: Table,
    *,
    words: HeadingWords,
    seeds: Path,
    said: frozenset[str],
) -> _Choice:
    codes = {c.codes: read_codes(seeds, table.source, c.codes) for c in table.columns if c.codes}
    pairs = Judge(words, codes).pair(theirs, table)
    choice = _Choice(table, pairs, sum(pair.score for pair in pairs))
    # Returns have the headings that the guidance prescribes; what is ours alone is what has others.
    bonus = 1.0 if table.place == "la" else 0.8
    hint = 1.1 if any(coverage(words.read(word), said) > _SURE for word in table.file_words) else 1
    return _Choice(table, pairs, choice.rank * (0.5 + choice.known) * bonus * hint)


def _is_worth_telling(choice: _Choice) -> bool:
    return len(choice.pairs) >= _FEWEST_PAIRS and choice.known >= _LEAST_KNOWN


def _draft(choice: _Choice, theirs: Sequence[Theirs], *, words: HeadingWords, seeds: Path) -> Draft:
    table, paired = choice.table, {pair.theirs.heading for pair in choice.pairs}
    found = {pair.ours.name for pair in choice.pairs}
    code = partial(_codes, table=table, words=words, seeds=seeds)
    return Draft(
        table=table,
        pairs=tuple(pair for pair in choice.pairs if not _is_ours(pair, table)),
        known=tuple(pair.theirs.heading for pair in choice.pairs if _is_ours(pair, table)),
        left=tuple(each.heading for each in theirs if each.heading not in paired),
        missing=tuple(
            c for c in table.columns if c.name not in found and c.until is None and not c.optional
        ),
        dates=_dates(choice.pairs),
        codes=tuple(draft for pair in choice.pairs if (draft := code(pair))),
    )


def _is_ours(pair: Pair, table: Table) -> bool:
    return table.by_heading.get(heading_key(pair.theirs.heading)) == pair.ours


def _dates(pairs: Sequence[Pair]) -> DateDraft:
    """Return the forms that must be told, and the headings whose days and months cannot be told apart."""
    columns = [pair.theirs for pair in pairs if pair.ours.type in DAYS]
    found = {theirs.heading: find_forms(theirs.texts) for theirs in columns}
    every = {form.text for forms in found.values() for form in forms}
    told = (
        form.text
        for theirs in columns
        if theirs.texts.share(is_usual_day) < 1
        for form in found[theirs.heading]
    )
    return DateDraft(
        forms=tuple(dict.fromkeys(told)),
        ambiguous=tuple(
            theirs.heading
            for theirs in columns
            if any(f.twin in every or is_ambiguous(f, theirs.texts) for f in found[theirs.heading])
        ),
        unread=tuple(
            theirs.heading for theirs in columns if not _all_read(found[theirs.heading], theirs)
        ),
    )


def _all_read(forms: Sequence[Form], theirs: Theirs) -> bool:
    return theirs.texts.share(lambda text: any(is_day(text, form.text) for form in forms)) == 1 or (
        not theirs.texts.filled
    )


def _codes(pair: Pair, *, table: Table, words: HeadingWords, seeds: Path) -> CodeDraft | None:
    """Return what is to be said of the values that are not in the code list; None when all are."""
    if not pair.ours.codes:
        return None
    codes = read_codes(seeds, table.source, pair.ours.codes)
    is_code = reads_as(pair.ours, [code.code for code in codes])
    values = [text for text, _ in pair.theirs.texts.counts.most_common() if not is_code(text)]
    if not values:
        return None
    shown = shown_values(pair.ours, values, codes)
    in_force = [code for code in codes if code.last_year is None] or codes
    near = {value: nearest_codes(value, in_force, words) for value in shown}
    return CodeDraft(pair.ours, near, tuple(in_force), hidden=len(values) - len(shown))


def _file_name(name: str, table: Table) -> str:
    stem = name.rsplit("/", 1)[-1].split(".", maxsplit=1)[0].lower()
    return re.sub(r"[^a-z]+", "_", stem).strip("_")[:40] or table.name
