"""The examples in the docstrings of the compiler hold."""

import doctest
import importlib

import pytest

MODULES = ("engines.spark", "run", "schema", "yaml_text")


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    results = doctest.testmod(importlib.import_module(f"pipeline.modelling.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
