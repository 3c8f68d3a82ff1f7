"""Reading YAML with the line on which each value stands, for messages that point at it.

What belongs here: the one safe loader of the compiler. What does not: what any document may say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Sequence

# The C loader reads the headers and seed schemas of the project in a tenth of the time.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class YamlText:
    """A YAML document: its content as Python values, and its syntax tree for `line_of`."""

    content: object
    node: yaml.Node | None

    def line_of(self, location: Sequence[str | int]) -> int:
        r"""Return the line, from 0, of the deepest part of a location that the document has.

        >>> read_yaml("a: 1\nb:\n  - x\n  - y").line_of(["b", 1])
        3
        """
        node, line = self.node, 0
        for step in location:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
            line = key.start_mark.line
        return line


def read_yaml(text: str) -> YamlText:
    """Read one YAML document.

    Raises:
        yaml.YAMLError: The text is not YAML.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        return YamlText(loader.construct_document(node) if node else None, node)
    finally:
        loader.dispose()


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the node that marks where a child begins, and the child's own node."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step], node.value[step]
    return None
