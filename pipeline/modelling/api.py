"""What other packages may use of the SQL-model compiler. Everything else in `modelling` is its own affair."""

from pipeline.modelling.engines.duckdb import literal, open_warehouse, quote

__all__ = ["literal", "open_warehouse", "quote"]
