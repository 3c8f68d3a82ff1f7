"""Writing the pages: one a suite, and the index that leads to them.

They lie in a folder that its owner alone may open, as everything does that tells of rows of children; they hold counts.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.private_file import private_file
from pipeline.quality.data_docs.wording import sections_of
from pipeline.quality.gx_duckdb import import_library

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    import jinja2

    from pipeline.quality.data_docs.definition import JudgedSuite
    from pipeline.quality.result import ExpectationResult

_TEMPLATES = Path(__file__).parent / "templates"
_LAYERS = ("raw", "staging", "intermediate", "journey", "marts", "benchmarks")


def write_data_docs(folder: Path, judged: Sequence[JudgedSuite], unjudged: Sequence[str]) -> Path:
    """Write the pages (0600), take away those of suites that are no more, and return the index.

    Args:
        folder: Where to; made if it is not there (0700).
        judged: Suites with their verdicts.
        unjudged: Names of the suites that have none.

    Raises:
        OSError: Nothing can be written there.
    """
    import_library()
    environment = _environment()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    in_order = sorted(judged, key=_place)
    index = folder / "index.html"
    pages = {folder / f"{one.name}.html": _suite_page(environment, one) for one in in_order}
    pages[index] = environment.get_template("index.html.j2").render(
        wrong=sorted((one for one in in_order if not one.result.success), key=_weight),
        right=[one for one in in_order if one.result.success],
        unjudged=sorted(unjudged),
    )
    for path, text in pages.items():
        with private_file(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8")
    for path in set(folder.glob("*.html")) - set(pages):
        path.unlink()
    return index


def _suite_page(environment: jinja2.Environment, one: JudgedSuite) -> str:
    template = environment.get_template("suite.html.j2")
    return template.render(judged=one, sections=sections_of(one))


def _environment() -> jinja2.Environment:
    """Return the library's own template environment, in which ours come first."""
    import jinja2  # noqa: PLC0415 - a twentieth of a second that no other command needs
    from great_expectations.render.view.view import DefaultJinjaPageView

    environment: jinja2.Environment = DefaultJinjaPageView().env
    environment.loader = jinja2.ChoiceLoader(
        [jinja2.FileSystemLoader(_TEMPLATES), *filter(None, [environment.loader])]
    )
    # The library's templates put HTML together and are not escaped; ours are.
    environment.autoescape = jinja2.select_autoescape(["html.j2"])
    environment.filters |= {"day": _day, "by_severity": _by_severity}
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment


def _place(one: JudgedSuite) -> tuple[int, str]:
    return (_LAYERS.index(one.layer) if one.layer in _LAYERS else len(_LAYERS), one.name)


def _weight(one: JudgedSuite) -> bool:
    """Order what stops a release before the rest."""
    return not one.result.blocking_failure


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _by_severity(results: Iterable[ExpectationResult]) -> list[tuple[str, int]]:
    """Count by severity, the gravest first."""
    counts = Counter(one.severity for one in results)
    return [(each, counts[each]) for each in ("critical", "warning", "info") if counts[each]]
