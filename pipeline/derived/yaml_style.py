"""YAML as the project writes it by hand: lists of values and rows of tests on one line, queries as they stand.

What belongs here: layout. What does not: what any document says.
"""

from __future__ import annotations

from typing import Any

import yaml

_WIDTH = 116


class Row(dict[str, Any]):
    """A mapping that is written on one line, `{a: 1, b: 2}`; its values are whatever YAML holds."""


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002 - the library's
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - any value may come twice
        return True


def _row(dumper: _Dumper, row: Row) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", row, flow_style=True)


def _list(dumper: _Dumper, values: list[object]) -> yaml.Node:
    of_values = not any(isinstance(value, (list, dict)) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=of_values)


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(Row, _row)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(str, _text)


def write_yaml(content: object) -> str:
    """Return a document in the house's layout; keys keep their order."""
    text: str = yaml.dump(
        content,
        Dumper=_Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=_WIDTH,
        default_flow_style=False,
    )
    return text
