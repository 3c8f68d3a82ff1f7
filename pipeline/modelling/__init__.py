"""The SQL-model compiler: plain SQL files in, a graph of described, tested, runnable models out.

What belongs here: loading, references, types, lineage, descriptions, lint, fingerprints, running, model tests. What
does not: what any model means (that is in `sql_models/`), where raw files come from, who may see a result.
Read in this order: definition, header, load, graph, schema, lineage, compile, run.
"""
