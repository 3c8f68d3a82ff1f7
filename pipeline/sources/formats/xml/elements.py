"""Elements as arrays: all elements of many units at once, in the order of the file.

A loop over the elements takes twice as long. The markup is not the file's but what lxml wrote of it: one form for each
thing, so that counting brackets is enough to know its structure. What the elements mean does not belong here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Elements:
    """The elements of some units; each array has one entry an element.

    Attributes:
        segments: The markup cut at its brackets: tags and texts in turn, and an empty text at the end.
        tags: The distinct start tags, as written.
        tag: Position in `tags`.
        parent: Position of the element around it; -1 for a unit.
        depth: How many elements are around it.
        is_leaf: Whether it holds no element.
        text: The segment that is its text, up to its first element.
        stray: Segments of text that stand beside elements and are not blank.
        stray_owner: For each of them the element around it.
    """

    segments: pa.StringArray
    tags: list[str]
    tag: Ints
    parent: Ints
    depth: Ints
    is_leaf: Bools
    text: Ints
    stray: Ints
    stray_owner: Ints

    def levels(self) -> Iterator[Ints]:
        """Give the positions of the elements of each depth, the units first."""
        import numpy as np

        for depth in range(int(self.depth.max(initial=-1)) + 1):
            yield np.flatnonzero(self.depth == depth)

    def lengths(self, segments: Ints) -> Ints:
        """Return the length of segments, in bytes as written."""
        import numpy as np

        edges = np.frombuffer(self.segments.buffers()[1], np.int32)
        lengths: Ints = (edges[segments + 1] - edges[segments]).astype(np.int64)
        return lengths

    def texts(self, segments: Ints) -> list[str]:
        """Return what segments say."""
        import pyarrow as pa

        return [unescape(text) for text in self.segments.take(pa.array(segments)).to_pylist()]


def unescape(text: str) -> str:
    """Return what a written text says.

    >>> unescape("&lt;1 &amp;amp; 2")
    '<1 &amp; 2'
    """
    for written, meant in ESCAPES:
        text = text.replace(written, meant)
    return text


# As lxml writes them; the ampersand last, since the others have one.
ESCAPES = (
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", '"'),
    ("&#9;", "\t"),
    ("&#10;", "\n"),
    ("&#13;", "\r"),
    ("&amp;", "&"),
)


def read_elements(markup: bytes) -> Elements:
    """Take units apart.

    Args:
        markup: Units one after the other, as lxml writes them in UTF-8, without comments and instructions.
    """
    import numpy as np
    import pyarrow as pa

    letters = np.frombuffer(markup, np.uint8)
    opens, closes = np.flatnonzero(letters == ord("<")), np.flatnonzero(letters == ord(">")) + 1
    is_end, is_empty = letters[opens + 1] == ord("/"), letters[closes - 2] == ord("/")
    segments = _cut(markup, opens, closes)
    level = np.cumsum(np.where(is_end, -1, np.where(is_empty, 0, 1)))
    starts = np.flatnonzero(~is_end)
    depth = level[starts] - ~is_empty[starts]
    is_leaf = is_empty[starts] | is_end[np.minimum(starts + 1, len(opens) - 1)]
    tags = segments.take(pa.array(2 * starts)).dictionary_encode()
    may_have_text = np.ones(len(opens), bool)
    may_have_text[starts[is_leaf & ~is_empty[starts]]] = False
    stray = _stray(segments, np.flatnonzero(may_have_text))
    return Elements(
        segments=segments,
        tags=tags.dictionary.to_pylist(),
        tag=tags.indices.to_numpy().astype(np.int64),
        parent=_last_at_depth(starts, depth, starts, depth - 1),
        depth=depth,
        is_leaf=is_leaf,
        text=np.where(is_empty[starts], 2 * len(opens), 2 * starts + 1),
        stray=2 * stray + 1,
        stray_owner=_last_at_depth(starts, depth, stray + 1, level[stray] - 1),
    )


def _cut(markup: bytes, opens: Ints, closes: Ints) -> pa.StringArray:
    import numpy as np
    import pyarrow as pa

    edges = np.full(2 * len(opens) + 2, len(markup), np.int32)
    edges[0:-2:2], edges[1:-1:2] = opens, closes
    return pa.StringArray.from_buffers(len(edges) - 1, pa.py_buffer(edges), pa.py_buffer(markup))


def _stray(segments: pa.StringArray, tokens: Ints) -> Ints:
    """Of tags that no leaf's text follows, return those that a text follows all the same."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    edges = np.frombuffer(segments.buffers()[1], np.int32)
    tokens = tokens[edges[2 * tokens + 2] > edges[2 * tokens + 1]]
    texts = pc.utf8_trim_whitespace(segments.take(pa.array(2 * tokens + 1)))
    stray: Ints = tokens[pc.greater(pc.binary_length(texts), 0).to_numpy(zero_copy_only=False)]
    return stray


def _last_at_depth(starts: Ints, depth: Ints, tokens: Ints, wanted: Ints) -> Ints:
    """For each token the last element before it that has the wanted depth; -1 where that is below 0."""
    import numpy as np

    found: Ints = np.full(len(tokens), -1, np.int64)
    for one in range(int(wanted.max(initial=-1)) + 1):
        here, elements = np.flatnonzero(wanted == one), np.flatnonzero(depth == one)
        found[here] = elements[np.searchsorted(starts[elements], tokens[here]) - 1]
    return found
