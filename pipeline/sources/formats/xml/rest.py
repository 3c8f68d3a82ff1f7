"""What no column is for, which must not vanish: it is kept with the nearest row, under its path.

A return has little of it, so it is gone through in Python, a text at a time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sources.formats.xml.elements import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.sources.formats.xml.elements import Ints
    from pipeline.sources.formats.xml.paths import Judged

    Text = tuple[int, str, str]

_ATTRIBUTE = re.compile(r'\s([^\s=]+)="([^"]*)"')
_DECIDED = frozenset({"", "0", "1", "FALSE", "TRUE", "NO", "YES"})


def keep(rest: dict[str, str | list[str]], path: str, text: str) -> None:
    """Add a text under its path, in a list when there is another already."""
    before = rest.get(path)
    if before is None:
        rest[path] = text
    elif isinstance(before, list):
        before.append(text)
    else:
        rest[path] = [before, text]


def find_rest(judged: Judged, unclaimed: Ints) -> Iterator[Text]:
    """Give what no column is for: the element it is in, its path within that one's scope, the text.

    Args:
        judged: The elements of some units.
        unclaimed: Those whose text no column has.
    """
    elements = judged.elements
    texts = elements.texts(elements.text[unclaimed])
    for element, text in zip(unclaimed.tolist(), texts, strict=True):
        if text and not text.isspace():
            yield element, judged.path(element).within, text
    for owner, text in zip(
        elements.stray_owner.tolist(), elements.texts(elements.stray), strict=True
    ):
        yield owner, judged.path(owner).within, text.strip()
    yield from _odd_flags(judged)
    yield from _attributes(judged)


def _odd_flags(judged: Judged) -> Iterator[Text]:
    """A flag says that a table has a row, or none; one that says neither is kept."""
    import numpy as np

    elements = judged.elements
    is_flag = judged.where(lambda path: path.key in path.scope.flags)
    flags = np.flatnonzero(is_flag & elements.is_leaf)
    for element, text in zip(flags.tolist(), elements.texts(elements.text[flags]), strict=True):
        if text.strip().upper() not in _DECIDED:
            yield element, judged.path(element).within, text


def _attributes(judged: Judged) -> Iterator[Text]:
    """Attributes, but for declarations of namespaces and remarks on the schema."""
    import numpy as np

    elements = judged.elements
    with_any = np.array(["=" in tag for tag in elements.tags], bool)
    for element in np.flatnonzero(with_any[elements.tag]).tolist():
        path = judged.path(element)
        owner = "" if path.element else f"{path.within}/"
        for name, text in _ATTRIBUTE.findall(elements.tags[elements.tag[element]]):
            prefix, _, local = name.rpartition(":")
            if text.strip() and "xmlns" not in (prefix, local) and prefix != "xsi":
                yield element, f"{owner}@{local}", unescape(text)
